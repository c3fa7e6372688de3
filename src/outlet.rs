//! Outlets, and what the labels in a draft's attributions mean.
//!
//! - `registry`: what is known of each outlet, from the built-in sources.toml and the
//!   user's own;
//! - `resolve`: what one label means, and why;
//! - `lint`: whether each label means one thing;
//! - `attribution`: where `(Sources: The Guardian, TheWrap)` stands;
//! - `list`, `separator`, `label`, `date`: what is in it;
//! - `mention`: outlets named inside sentences;
//! - `vague`: prose that names nobody;
//! - `citation`: [`citations`], which reads the attributions of a draft.

mod attribution;
mod builtin;
mod citation;
mod date;
pub(crate) mod form;
pub(crate) mod index;
mod label;
mod lint;
mod list;
mod mention;
pub(crate) mod registry;
mod resolve;
#[cfg(test)]
mod sample;
mod separator;
mod vague;
mod word;

use std::collections::BTreeMap;

use crate::draft::Draft;
use crate::rule::{Note, Rule};
use crate::text::Span;

pub use self::lint::{LintProblem, lint};
pub use self::registry::{Ambiguity, Edition, List, Outlet, OutletId, Outlets, Str};
pub use self::resolve::{How, Resolution};

/// The text that names where a paragraph comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// Index of the paragraph it speaks for.
    pub paragraph: usize,
    /// Where it is in the plain text of the paragraph it is written in, marks included.
    pub span: Span,
    /// Where it is in the draft's text.
    pub source: Span,
    /// Whether it stands apart from the sentences (in brackets, at the paragraph's end or
    /// on its own line) rather than inside one. Text of a tail is no claim.
    pub tail: bool,
}

/// One outlet or address named by an attribution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// Index of the paragraph it speaks for.
    pub paragraph: usize,
    /// Where the label is in the draft's text, with the year right after it.
    pub span: Span,
    /// The label as written, without year, dates and description.
    pub label: String,
    /// What the label (or the address) means.
    pub resolution: Resolution,
    /// The year cited.
    pub year: Option<i16>,
    /// The date cited, where one day is named.
    pub date: Option<jiff::civil::Date>,
    /// The address given, if any; with `https://` before it where a list leaves that out.
    pub url: Option<String>,
    /// The words that describe the article meant: `article on …`.
    pub description: Option<String>,
    /// For a second-hand citation, the label of the outlet it is cited through: `Yahoo` for
    /// the first of `Reuters via Yahoo`, `AP` for the second of `AP, citing AFP`.
    pub via: Option<String>,
}

/// All that a draft's attributions say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Citations {
    /// Attributions, in order of place.
    pub attributions: Vec<Attribution>,
    /// Citations, in order of place.
    pub citations: Vec<Citation>,
    /// Labels that can't be resolved, lists that can't be read, vague attributions.
    pub notes: Vec<Note>,
}

/// Citations of one paragraph that are looked at: each is held against each claim beside
/// it, so that without a bound a draft of 600 KB could ask for a hundred million words.
/// No paragraph of news has a fifth as many.
pub const MAX_CITED: usize = 50;

/// Reads the attributions of a draft.
///
/// What can't be read or resolved is a note with its place, beside whatever could be. Time
/// is linear in the draft, whatever it holds.
#[must_use]
pub fn citations(draft: &Draft, outlets: &Outlets) -> Citations {
    let mut found = citation::read(draft, outlets);
    bound(&mut found);
    found
}

/// Leaves out what a paragraph cites beyond [`MAX_CITED`], and tells where that begins.
fn bound(found: &mut Citations) {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    let mut notes = Vec::new();
    found.citations.retain(|citation| {
        let count = counts.entry(citation.paragraph).or_default();
        *count += 1;
        if *count == MAX_CITED + 1 {
            let message = format!(
                "the paragraph cites more than {MAX_CITED} outlets; from here on none is \
                 looked at"
            );
            let (rule, span) = (Rule::MalformedAttribution, citation.span);
            notes.push(Note { rule, span, message });
        }
        *count <= MAX_CITED
    });
    if !notes.is_empty() {
        found.notes.extend(notes);
        found.notes.sort_by_key(|note| note.span);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::{self, Format};

    #[test]
    fn a_paragraph_that_cites_without_end_is_told_and_cut() {
        let named = |count: usize| {
            let years = (0..count).map(|at| format!("BBC {}", 1900 + at % 120));
            let list = years.collect::<Vec<_>>().join("; ");
            let text = format!("It fell.\n(Sources: {list})\n\nIt rose. (Source: BBC)\n");
            let draft = draft::parse("a.txt", text.as_bytes(), Format::Text);
            let found = citations(&draft, &Outlets::builtin());
            let is_told =
                found.notes.iter().any(|note| note.message.contains("more than 50"));
            (found.citations.len(), is_told)
        };
        assert_eq!(named(MAX_CITED), (MAX_CITED + 1, false));
        assert_eq!(named(10_000), (MAX_CITED + 1, true));
    }
}
