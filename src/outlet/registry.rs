//! What is known of each outlet.
//!
//! The built-in registry is static data made from `sources.toml` by `build.rs`, which
//! reads this file, `index` and `form` too: what is checked and indexed at build time and
//! what is laid over it at run time go through the same code.

use std::borrow::Cow;

use super::index;
use super::index::HostEntry;
use super::index::NameEntry;

/// A text of the registry: compiled in, or read from the user's file.
pub type Str = Cow<'static, str>;

/// A list of the registry: compiled in, or read from the user's file.
pub type List<T> = Cow<'static, [T]>;

/// A publisher that can be cited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outlet {
    /// The name used in reports. Unique in a registry.
    pub name: Str,
    /// Other names it is cited by.
    pub aliases: List<Str>,
    /// Hosts its pages are served from; subdomains count too.
    pub hosts: List<Str>,
    /// ISO 3166-1 alpha-2, lower case; empty if not known.
    pub country: Str,
    /// BCP 47; empty if not known.
    pub language: Str,
    /// Whether it is a wire agency, whose text others print.
    pub wire: bool,
    /// Editions that a citation may name.
    pub editions: List<Edition>,
    /// Addresses of feeds (RSS, Atom, JSON Feed).
    pub feeds: List<Str>,
    /// Addresses of sitemaps.
    pub sitemaps: List<Str>,
    /// Addresses of news sitemaps.
    pub news_sitemaps: List<Str>,
    /// Address of the outlet's own search, with `{query}` in the place of the words.
    pub search: Option<Str>,
}

/// A national or regional edition of an outlet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edition {
    /// The label that follows the outlet's name: `AU`, `US`, `Nigeria`.
    pub label: Str,
    /// Other spellings of the label: `Australia`.
    pub aliases: List<Str>,
    /// Hosts, or host and first path segments (`theguardian.com/us-news`), of its pages.
    pub hosts: List<Str>,
}

/// A label that honestly means more than one outlet: `ABC`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ambiguity {
    /// The label.
    pub name: Str,
    /// Names of the outlets it may mean.
    pub outlets: List<Str>,
}

/// Index of an outlet in [`Outlets`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutletId(pub usize);

/// The registry.
#[derive(Clone, Debug, Default)]
pub struct Outlets {
    pub(super) all: List<Outlet>,
    pub(super) ambiguous: List<Ambiguity>,
    pub(super) names: List<NameEntry>,
    pub(super) hosts: List<HostEntry>,
}

impl Outlets {
    /// A registry of these outlets. Where two claim one name or host, the first in order
    /// of names has it; [`lint`](super::lint()) tells of it.
    #[must_use]
    pub fn new(mut outlets: Vec<Outlet>, ambiguous: Vec<Ambiguity>) -> Self {
        outlets.sort_by_cached_key(|outlet| index::name_key(&outlet.name));
        Self {
            names: Cow::Owned(index::names(&outlets, &ambiguous)),
            hosts: Cow::Owned(index::hosts(&outlets)),
            all: Cow::Owned(outlets),
            ambiguous: Cow::Owned(ambiguous),
        }
    }

    /// All outlets, in order of their names (a leading article aside).
    pub fn iter(&self) -> impl Iterator<Item = (OutletId, &Outlet)> {
        self.all.iter().enumerate().map(|(at, outlet)| (OutletId(at), outlet))
    }

    /// Labels that mean more than one outlet.
    #[must_use]
    pub fn ambiguous(&self) -> &[Ambiguity] {
        &self.ambiguous
    }

    /// Number of outlets.
    #[must_use]
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether there is no outlet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The outlet with this id.
    ///
    /// # Panics
    ///
    /// If the id comes from another registry.
    #[must_use]
    pub fn outlet(&self, id: OutletId) -> &Outlet {
        &self.all[id.0]
    }
}
