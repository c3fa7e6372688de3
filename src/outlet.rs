//! Outlets, and what the labels in a draft's attributions mean.
//!
//! - `registry`: what is known of each outlet, from the built-in sources.toml and the
//!   user's own;
//! - `resolve`: what one label means, and why;
//! - `attribution`: where `(Sources: The Guardian, TheWrap)` stands;
//! - `list`, `separator`, `label`, `date`: what is in it;
//! - `mention`: outlets named inside sentences;
//! - `vague`: prose that names nobody;
//! - `citation`: [`citations`], which reads the attributions of a draft.

mod attribution;
mod citation;
mod date;
mod label;
mod list;
mod mention;
#[cfg(test)]
mod sample;
mod separator;
mod vague;
mod word;

use std::borrow::Cow;

use crate::draft::Draft;
use crate::rule::Note;
use crate::text::Span;

/// A text of the registry: compiled in, or read from the user's file.
pub type Str = Cow<'static, str>;

/// A publisher that can be cited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outlet {
    /// The name used in reports. Unique in a registry.
    pub name: Str,
    /// Other names it is cited by.
    pub aliases: Vec<Str>,
    /// Hosts its pages are served from; subdomains count too.
    pub hosts: Vec<Str>,
    /// ISO 3166-1 alpha-2, lower case.
    pub country: Str,
    /// BCP 47.
    pub language: Str,
    /// Whether it is a wire agency, whose text others print.
    pub wire: bool,
    /// Editions that a citation may name.
    pub editions: Vec<Edition>,
    /// Addresses of feeds (RSS, Atom, JSON Feed).
    pub feeds: Vec<Str>,
    /// Addresses of sitemaps.
    pub sitemaps: Vec<Str>,
    /// Addresses of news sitemaps.
    pub news_sitemaps: Vec<Str>,
    /// Address of the outlet's own search, with `{query}` in the place of the words.
    pub search: Option<Str>,
}

/// A national or regional edition of an outlet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edition {
    /// The label that follows the outlet's name: `AU`, `US`, `Nigeria`.
    pub label: Str,
    /// Other spellings of the label: `Australia`.
    pub aliases: Vec<Str>,
    /// Hosts, or host and first path segments (`theguardian.com/us-news`), of its pages.
    pub hosts: Vec<Str>,
}

/// Index of an outlet in [`Outlets`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutletId(pub usize);

/// The registry.
#[derive(Clone, Debug, Default)]
pub struct Outlets {
    outlets: Vec<Outlet>,
}

/// What a label means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolution {
    /// One outlet.
    Known {
        /// The outlet.
        outlet: OutletId,
        /// The edition's label, where one was named.
        edition: Option<String>,
        /// Why.
        how: How,
    },
    /// More than one outlet is called so.
    Ambiguous(Vec<OutletId>),
    /// No outlet; the nearest names, nearest first. Never accepted by itself.
    Unknown(Vec<String>),
}

/// Why a label means an outlet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum How {
    /// It is the outlet's name.
    Name,
    /// It is an alias.
    Alias,
    /// It is a host.
    Host,
    /// It is a name or alias, and an edition's label after it.
    Edition,
}

impl Outlets {
    /// The registry that is compiled in.
    #[must_use]
    pub fn builtin() -> Self {
        Self::default()
    }

    /// All outlets, in order of their names.
    pub fn iter(&self) -> impl Iterator<Item = (OutletId, &Outlet)> {
        self.outlets.iter().enumerate().map(|(at, outlet)| (OutletId(at), outlet))
    }

    /// The outlet with this id.
    ///
    /// # Panics
    ///
    /// If the id comes from another registry.
    #[must_use]
    pub fn outlet(&self, id: OutletId) -> &Outlet {
        &self.outlets[id.0]
    }

    /// What `label` means: an outlet by name, alias, host or edition; exact on folded names.
    #[must_use]
    pub fn resolve(&self, label: &str) -> Resolution {
        let _ = label;
        Resolution::Unknown(Vec::new())
    }

    /// The outlet (and edition, where hosts tell) that publishes at `url`.
    #[must_use]
    pub fn by_url(&self, url: &str) -> Option<(OutletId, Option<String>)> {
        let _ = url;
        None
    }
}

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
    /// Where the label is in the draft's text.
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
