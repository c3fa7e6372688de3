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

use crate::draft::Draft;
use crate::rule::Note;
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

/// Reads the attributions of a draft.
///
/// What can't be read or resolved is a note with its place, beside whatever could be. Time
/// is linear in the draft, whatever it holds.
#[must_use]
pub fn citations(draft: &Draft, outlets: &Outlets) -> Citations {
    citation::read(draft, outlets)
}
