//! The part of a page that a user says is the article.
//!
//! Our finder is wrong about some pages. A CSS selector then says which elements hold the
//! article: all of them are read, in the order of the page, text inside two of them once.
//! What is hidden stays out and captions go behind the body, as always; nothing else is
//! judged. [`grammar`] tells which selectors there are.

mod grammar;

use std::str::FromStr;

use super::PassageKind;
use super::article::Found;
use super::outline::{Outline, Run, Tag};
use super::veil;
use crate::text::tree::{NodeId, Query, Tree};

/// Which elements of a page are the article, by a CSS selector.
///
/// # Examples
///
/// ```
/// use veracite::page::Selection;
///
/// assert!(Selection::parse("div.story > p:not(.ad), .story blockquote").is_ok());
/// let error = Selection::parse("div.").unwrap_err();
/// let expected = "the selector goes wrong at character 5: a name is missing";
/// assert_eq!(error.to_string(), expected);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection {
    text: String,
    query: Query,
}

/// Why a selector can't be used. All are the user's to mend.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SelectionError {
    /// It has no words.
    #[error("the selector is empty; give one like `div.story`")]
    Empty,
    /// It has more than [`LONGEST_SELECTOR`] bytes.
    #[error("the selector has {0} bytes; at most {LONGEST_SELECTOR} are read")]
    TooLong(usize),
    /// It breaks off or goes wrong somewhere.
    #[error("the selector goes wrong at character {character}: {fault}")]
    At {
        /// Which character, from 1.
        character: usize,
        /// What is wrong; lower case, no full stop.
        fault: String,
    },
    /// The engine that matches selectors does not take it.
    #[error("`{0}` is no CSS selector; give one like `div.story`")]
    Refused(String),
}

/// Longest selector that is read, in bytes.
pub const LONGEST_SELECTOR: usize = 500;

impl Selection {
    /// Reads a selector: elements by name, `.class`, `#id`, `[attribute]`, place
    /// (`:first-child`, `:nth-child(2n)`, …), with `:not()`, `:is()` and `:where()` of such,
    /// one inside or beside another (` `, `>`, `+`, `~`), and lists of these.
    ///
    /// # Errors
    ///
    /// If it is no such selector; the message says where it goes wrong.
    pub fn parse(text: &str) -> Result<Self, SelectionError> {
        let text = text.trim();
        let query = grammar::read(text)?;
        Ok(Self { text: text.to_owned(), query })
    }

    /// The selector, as it was given.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The elements of a page that it selects, and what is odd about that.
    pub(super) fn find(&self, tree: &Tree) -> (Vec<NodeId>, Option<String>) {
        let text = &self.text;
        match self.query.find(tree) {
            Some(nodes) if nodes.is_empty() => (nodes, Some(self.nothing())),
            Some(nodes) => (nodes, None),
            None => {
                let note = format!(
                    "the page is too large for the selector `{text}`, so it was read as \
                     usual; give a simpler one"
                );
                (Vec::new(), Some(note))
            }
        }
    }

    /// What is said of a page that has no such element.
    pub(super) fn nothing(&self) -> String {
        format!("nothing on the page matches `{}`, so it was read as usual", self.text)
    }

    /// What is said of a page that shows no text in such an element.
    pub(super) fn silent(&self) -> String {
        let text = &self.text;
        format!("what matches `{text}` shows no text, so the page was read as usual")
    }
}

impl FromStr for Selection {
    type Err = SelectionError;

    fn from_str(text: &str) -> Result<Self, SelectionError> {
        Self::parse(text)
    }
}

/// The article as it was selected; `None` where no text that is shown was.
pub(super) fn found(outline: &Outline) -> Option<Found> {
    let hidden = veil::hidden(outline);
    let is_caption = |run: &Run| {
        let mut around = outline.around(run).take(12);
        around.any(|(_, element)| element.tag == Tag::Caption)
    };
    let runs = outline.selected.iter().flat_map(Clone::clone);
    let shown = runs.filter(|&index| !hidden[outline.runs[index].element]);
    let (mut beside, mut body): (Vec<_>, Vec<_>) =
        shown.partition(|&index| is_caption(&outline.runs[index]));
    if body.is_empty() {
        // Whoever selects captions wants them for the article.
        body = std::mem::take(&mut beside);
    }
    let of_kind = |index: usize| (index, outline.kind(&outline.runs[index]));
    let found = Found {
        body: body.into_iter().map(of_kind).collect(),
        beside: beside.into_iter().map(|index| (index, PassageKind::Caption)).collect(),
    };
    (!found.body.is_empty()).then_some(found)
}

#[cfg(test)]
mod tests;
