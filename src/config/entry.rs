//! The tables of `sources.toml`, the built-in one and a user's: one reader for both.

use std::borrow::Cow;
use std::ops::Range;

use crate::outlet::form;
use crate::outlet::registry::Ambiguity;
use crate::outlet::registry::Edition;
use crate::outlet::registry::List;
use crate::outlet::registry::Outlet;
use crate::outlet::registry::Str;

use super::field;
use super::field::Table;
use super::mistake::Mistake;
use super::mistake::Mistakes;
use super::mistake::Placed;

const TOP: &[&str] = &["outlet", "ambiguous"];
const OUTLET: &[&str] = &[
    "name",
    "aliases",
    "hosts",
    "country",
    "language",
    "wire",
    "feeds",
    "sitemaps",
    "news_sitemaps",
    "search",
    "edition",
    "replaces",
];
const EDITION: &[&str] = &["label", "aliases", "hosts"];
const AMBIGUOUS: &[&str] = &["name", "outlets"];

/// What a `sources.toml` says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Entries {
    /// Its `[[outlet]]` tables, in order.
    pub(crate) outlets: Vec<OutletEntry>,
    /// Its `[[ambiguous]]` tables, in order.
    pub(crate) ambiguous: Vec<AmbiguousEntry>,
}

/// An `[[outlet]]` table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OutletEntry {
    /// What it says.
    pub(crate) outlet: Outlet,
    /// The outlet of the built-in registry that it stands in for.
    pub(crate) replaces: Option<Placed<String>>,
    /// Where the table is.
    pub(crate) at: Range<usize>,
    /// Names, hosts and labels, and where each is.
    pub(crate) places: Vec<Placed<String>>,
}

impl OutletEntry {
    /// Where the table says `text`; the table itself if it does not.
    #[must_use]
    pub(crate) fn place(&self, text: &str) -> Range<usize> {
        let mut said = self.places.iter().filter(|place| place.value == text);
        // Said twice, the second is the one too many.
        said.next_back().map_or_else(|| self.at.clone(), |place| place.at.clone())
    }
}

/// An `[[ambiguous]]` table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct AmbiguousEntry {
    /// The label and the outlets it may mean.
    pub(crate) label: Ambiguity,
    /// Where the label is.
    pub(crate) at: Range<usize>,
    /// The names of the outlets, and where each is.
    pub(crate) places: Vec<Placed<String>>,
}

/// Reads the text of a `sources.toml`, past every mistake.
pub(crate) fn read(text: &str, mistakes: &mut Mistakes) -> Entries {
    let root = field::parse(text, mistakes);
    let root = Table::new("the file", 0..0, root.get_ref(), TOP, mistakes);
    let outlets = root.tables("outlet", ("[[outlet]]", OUTLET), mistakes);
    let ambiguous = root.tables("ambiguous", ("[[ambiguous]]", AMBIGUOUS), mistakes);
    Entries {
        outlets: outlets.iter().filter_map(|table| outlet(table, mistakes)).collect(),
        ambiguous: ambiguous.iter().filter_map(|table| label(table, mistakes)).collect(),
    }
}

/// Reads an `[[outlet]]` table; `None` if it has no name.
fn outlet(table: &Table<'_>, mistakes: &mut Mistakes) -> Option<OutletEntry> {
    let name = table.required("name", mistakes);
    let aliases = table.texts("aliases", mistakes);
    let hosts = formed(table, "hosts", form::is_host, form::HOST, mistakes);
    if hosts.is_empty() && table.texts("hosts", &mut Mistakes::default()).is_empty() {
        table.missing("hosts", mistakes);
    }
    let mut places = [aliases.as_slice(), hosts.as_slice()].concat();
    let mut code = |key, is: fn(&str) -> bool, valid| {
        let found = table.text(key, mistakes)?;
        good(key, found, is, valid, mistakes)
    };
    let country = code("country", form::is_country, form::COUNTRY);
    let language = code("language", form::is_language, form::LANGUAGE);
    let search = code("search", form::is_search, form::SEARCH);
    let mut addresses =
        |key| list(formed(table, key, form::is_address, form::ADDRESS, mistakes));
    let feeds = addresses("feeds");
    let sitemaps = addresses("sitemaps");
    let news_sitemaps = addresses("news_sitemaps");
    let wire = table.flag("wire", mistakes);
    let replaces = table.text("replaces", mistakes);
    let editions = table.tables("edition", ("[[outlet.edition]]", EDITION), mistakes);
    let editions = editions
        .iter()
        .filter_map(|table| edition(table, &mut places, mistakes))
        .collect();
    let name = name?;
    places.push(name.clone());
    let own = |placed: Option<Placed<String>>| placed.map(|placed| placed.value.into());
    let outlet = Outlet {
        name: name.value.into(),
        aliases: list(aliases),
        hosts: list(hosts),
        country: own(country).unwrap_or_default(),
        language: own(language).unwrap_or_default(),
        wire,
        editions: Cow::Owned(editions),
        feeds,
        sitemaps,
        news_sitemaps,
        search: own(search),
    };
    Some(OutletEntry { outlet, replaces, at: name.at, places })
}

/// Reads an `[[outlet.edition]]` table; `None` if it has no label.
fn edition(
    table: &Table<'_>,
    places: &mut Vec<Placed<String>>,
    mistakes: &mut Mistakes,
) -> Option<Edition> {
    let label = table.required("label", mistakes);
    let aliases = table.texts("aliases", mistakes);
    let hosts = formed(table, "hosts", form::is_host, form::HOST, mistakes);
    let label = label?;
    places.push(label.clone());
    places.extend(aliases.iter().chain(&hosts).cloned());
    let (aliases, hosts) = (list(aliases), list(hosts));
    Some(Edition { label: label.value.into(), aliases, hosts })
}

/// Reads an `[[ambiguous]]` table; `None` if it has no name.
fn label(table: &Table<'_>, mistakes: &mut Mistakes) -> Option<AmbiguousEntry> {
    let name = table.required("name", mistakes);
    let places = table.texts("outlets", mistakes);
    let name = name?;
    if places.len() < 2 {
        let (key, found) = ("outlets".to_owned(), format!("{} names", places.len()));
        let valid = "a list of two names or more";
        mistakes.push(name.at.clone(), Mistake::BadValue { key, found, valid });
    }
    let label = Ambiguity { name: name.value.into(), outlets: list(places.clone()) };
    Some(AmbiguousEntry { label, at: name.at, places })
}

/// The texts under `key` that are of the form asked for.
fn formed(
    table: &Table<'_>,
    key: &str,
    is: fn(&str) -> bool,
    valid: &'static str,
    mistakes: &mut Mistakes,
) -> Vec<Placed<String>> {
    let found = table.texts(key, mistakes).into_iter();
    found.filter_map(|text| good(key, text, is, valid, mistakes)).collect()
}

/// `found`, if it is of the form asked for.
fn good(
    key: &str,
    found: Placed<String>,
    is: fn(&str) -> bool,
    valid: &'static str,
    mistakes: &mut Mistakes,
) -> Option<Placed<String>> {
    if is(&found.value) {
        return Some(found);
    }
    let (key, text) = (key.to_owned(), found.value);
    mistakes.push(found.at, Mistake::BadValue { key, found: text, valid });
    None
}

/// Texts without their places.
fn list(placed: Vec<Placed<String>>) -> List<Str> {
    Cow::Owned(placed.into_iter().map(|placed| placed.value.into()).collect())
}
