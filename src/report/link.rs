//! Links to words on a page, which a browser scrolls to and marks.
//!
//! They are written by <https://wicg.github.io/scroll-to-text-fragment/>. What a browser
//! sees is not quite what was read: a page has menus and teasers that are no part of its
//! text. So a link names enough words to be told from those, and nothing of the blocks
//! around, which may not be neighbours there.

mod directive;
mod words;

use std::cell::OnceCell;
use std::fmt::Write as _;

use crate::page::Page;
use crate::report::address::address;
use crate::report::link::directive::Directive;
use crate::report::link::words::Words;
use crate::text::Span;

/// What parts the directives of a fragment from the rest of it.
const DELIMITER: &str = ":~:";

/// Links to the words of one page.
///
/// # Examples
///
/// ```
/// use veracite::page;
/// use veracite::report::Links;
/// use veracite::text::Span;
///
/// let page = page::from_text(Some("https://quay.example/1"), "No. The wall held well, she said.");
/// let link = Links::new(&page).to(Span::new(4, 33));
/// assert_eq!(
///     link.as_deref(),
///     Some("https://quay.example/1#:~:text=The%20wall%20held%20well%2C%20she%20said.")
/// );
/// ```
#[derive(Clone, Debug)]
pub struct Links<'p> {
    page: &'p Page,
    /// Its words, read when they are first needed.
    words: OnceCell<Words>,
}

impl<'p> Links<'p> {
    /// Links to the words of `page`.
    #[must_use]
    pub const fn new(page: &'p Page) -> Self {
        Self { page, words: OnceCell::new() }
    }

    /// The page's address with a text fragment that marks the words at `place`, a place in
    /// its text. The bare address if there are no words to mark; `None` if the page has no
    /// address on the web.
    #[must_use]
    pub fn to(&self, place: Span) -> Option<String> {
        let address = address(self.page)?;
        let words = self.words.get_or_init(|| Words::of(self.page));
        let Some(directive) = Directive::of(self.page, words, place) else {
            return Some(address.to_owned());
        };
        Some(format!("{}text={}", base(address), encoded(&directive)))
    }
}

/// An address up to where its directives are written; it loses those it has.
fn base(address: &str) -> String {
    let Some((page, fragment)) = address.split_once('#') else {
        return format!("{address}#{DELIMITER}");
    };
    let own = fragment.split(DELIMITER).next().unwrap_or_default();
    format!("{page}#{own}{DELIMITER}")
}

/// `[prefix-,]start[,end][,-suffix]`.
fn encoded(directive: &Directive<'_>) -> String {
    let mut out = String::new();
    if let Some(prefix) = directive.prefix {
        encode(&mut out, prefix);
        out.push_str("-,");
    }
    encode(&mut out, directive.start);
    if let Some(end) = directive.end {
        out.push(',');
        encode(&mut out, end);
    }
    if let Some(suffix) = directive.suffix {
        out.push_str(",-");
        encode(&mut out, suffix);
    }
    out
}

/// Percent-encodes a term. All but letters, digits and `._~` is encoded: `-`, `,` and `&`
/// have a meaning there, and brackets or quotation marks make terminals cut an address
/// short. Spaces are as browsers show them: one at a time.
fn encode(out: &mut String, term: &str) {
    for (at, word) in term.split_whitespace().enumerate() {
        if at > 0 {
            out.push_str("%20");
        }
        for byte in word.bytes() {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'_' | b'~' => {
                    out.push(char::from(byte));
                }
                _ => {
                    // Writing to a string cannot fail.
                    let _ = write!(out, "%{byte:02X}");
                }
            }
        }
    }
}

#[cfg(test)]
#[path = "link/tests.rs"]
mod tests;
