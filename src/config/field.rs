//! Reading the keys of one TOML table without stopping at the first mistake.

use std::ops::Range;

use toml::Spanned;
use toml::de::DeTable;
use toml::de::DeValue;

use super::mistake::Mistake;
use super::mistake::Mistakes;
use super::mistake::Placed;

/// Least Jaro-Winkler likeness of a key to a valid one that is worth naming.
const LIKE: f64 = 0.7;

/// Reads a file past every mistake of its syntax.
pub(crate) fn parse<'t>(text: &'t str, mistakes: &mut Mistakes) -> Spanned<DeTable<'t>> {
    let (root, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let at = error.span().unwrap_or(0..0);
        mistakes.push(at, Mistake::Syntax(error.message().trim().replace('\n', ", ")));
    }
    root
}

/// A table of a file of settings.
#[derive(Clone, Debug)]
pub(crate) struct Table<'t> {
    /// How it is written: `[[outlet]]`.
    pub(crate) name: &'static str,
    /// Its place in bytes.
    pub(crate) at: Range<usize>,
    entries: &'t DeTable<'t>,
}

impl<'t> Table<'t> {
    /// The table `entries`; notes each key of it that is not in `valid`.
    pub(crate) fn new(
        name: &'static str,
        at: Range<usize>,
        entries: &'t DeTable<'t>,
        valid: &'static [&'static str],
        mistakes: &mut Mistakes,
    ) -> Self {
        for key in entries.keys().filter(|key| !valid.contains(&key.get_ref().as_ref())) {
            let found = key.get_ref().to_string();
            let nearest = nearest(&found, valid);
            let mistake = Mistake::UnknownKey { table: name, key: found, nearest, valid };
            mistakes.push(key.span(), mistake);
        }
        Self { name, at, entries }
    }

    /// The text under `key`; an empty one is a mistake.
    pub(crate) fn text(
        &self,
        key: &str,
        mistakes: &mut Mistakes,
    ) -> Option<Placed<String>> {
        text(key, "text in quotation marks", self.value(key)?, mistakes)
    }

    /// The text under `key`, which must be there.
    pub(crate) fn required(
        &self,
        key: &'static str,
        mistakes: &mut Mistakes,
    ) -> Option<Placed<String>> {
        if self.value(key).is_none() {
            self.missing(key, mistakes);
        }
        self.text(key, mistakes)
    }

    /// The texts in the list under `key`; none if it is not there.
    pub(crate) fn texts(
        &self,
        key: &str,
        mistakes: &mut Mistakes,
    ) -> Vec<Placed<String>> {
        const VALID: &str = "a list of texts, such as [\"a\", \"b\"]";
        let Some(value) = self.value(key) else { return Vec::new() };
        match value.get_ref() {
            DeValue::Array(items) => {
                items.iter().filter_map(|item| text(key, VALID, item, mistakes)).collect()
            }
            other => {
                wrong(key, other, VALID, value.span(), mistakes);
                Vec::new()
            }
        }
    }

    /// Whether `key` is set to true.
    pub(crate) fn flag(&self, key: &str, mistakes: &mut Mistakes) -> bool {
        let Some(value) = self.value(key) else { return false };
        value.get_ref().as_bool().unwrap_or_else(|| {
            wrong(key, value.get_ref(), "true or false", value.span(), mistakes);
            false
        })
    }

    /// The tables in the array under `key`, each called `name` in messages.
    pub(crate) fn tables(
        &self,
        key: &str,
        (name, valid): (&'static str, &'static [&'static str]),
        mistakes: &mut Mistakes,
    ) -> Vec<Self> {
        let Some(value) = self.value(key) else { return Vec::new() };
        let DeValue::Array(items) = value.get_ref() else {
            wrong(key, value.get_ref(), name, value.span(), mistakes);
            return Vec::new();
        };
        let mut tables = Vec::new();
        for item in items {
            match item.get_ref() {
                DeValue::Table(entries) => {
                    tables.push(Self::new(name, item.span(), entries, valid, mistakes));
                }
                other => wrong(key, other, name, item.span(), mistakes),
            }
        }
        tables
    }

    /// Notes that `key` is not there.
    pub(crate) fn missing(&self, key: &'static str, mistakes: &mut Mistakes) {
        mistakes.push(self.at.clone(), Mistake::Missing { table: self.name, key });
    }

    /// What is under `key`, of whatever type.
    pub(crate) fn value(&self, key: &str) -> Option<&'t Spanned<DeValue<'t>>> {
        self.entries.get(key)
    }
}

/// A text that is not empty.
fn text(
    key: &str,
    valid: &'static str,
    value: &Spanned<DeValue<'_>>,
    mistakes: &mut Mistakes,
) -> Option<Placed<String>> {
    let Some(text) = value.get_ref().as_str() else {
        wrong(key, value.get_ref(), valid, value.span(), mistakes);
        return None;
    };
    if text.trim().is_empty() {
        let (key, found) = (key.to_owned(), text.to_owned());
        let valid = "something other than white space";
        mistakes.push(value.span(), Mistake::BadValue { key, found, valid });
        return None;
    }
    Some(Placed { value: text.to_owned(), at: value.span() })
}

/// Notes a value of the wrong type.
pub(crate) fn wrong(
    key: &str,
    found: &DeValue<'_>,
    valid: &'static str,
    at: Range<usize>,
    mistakes: &mut Mistakes,
) {
    let (key, found) = (key.to_owned(), found.type_str());
    mistakes.push(at, Mistake::WrongType { key, found, valid });
}

/// The valid key that `key` looks most like.
fn nearest(key: &str, valid: &'static [&'static str]) -> Option<&'static str> {
    let key = key.to_lowercase();
    let liked = valid.iter().map(|known| (strsim::jaro_winkler(&key, known), *known));
    liked
        .filter(|(like, _)| *like >= LIKE)
        .max_by(|(one, _), (other, _)| one.total_cmp(other))
        .map(|(_, known)| known)
}
