//! What was asked for and what came of it, a line each: all that a replay goes by.

use serde::{Deserialize, Serialize};

use crate::fetch::folder::Saved;
use crate::fetch::{FetchProblem, Known, Via, Want};
use crate::pack::warc::Location;
use crate::page::Selection;

/// The path of the ledger in a pack.
pub(super) const PATH: &str = "veracite/outcomes.jsonl";

/// A line of the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub(super) enum Line {
    /// The first line: what the file is. No pack has an empty file, as some tools take
    /// one for damaged.
    Ledger,
    /// An address was asked for.
    Asked(Outcome),
    /// The pages of a host that were at hand were asked for.
    Known {
        /// The host.
        host: String,
        /// The pages.
        pages: Vec<KnownPage>,
    },
    /// A page was given by the user.
    Saved(SavedPage),
}

/// What came of asking for an address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Outcome {
    /// The address that was asked for.
    pub(super) asked: String,
    pub(super) want: Want,
    /// The address that answered.
    pub(super) url: String,
    pub(super) retrieved: Option<String>,
    pub(super) via: Via,
    pub(super) requests: usize,
    /// Why there is no body.
    pub(super) problem: Option<FetchProblem>,
    pub(super) body: Option<Stored>,
}

/// Where the bytes of a page stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Stored {
    pub(super) at: Location,
    /// SHA-256 of the bytes as they were read.
    pub(super) hash: String,
    pub(super) media_type: Option<String>,
    pub(super) charset: Option<String>,
}

/// A page that was at hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct KnownPage {
    url: String,
    title: Option<String>,
}

impl From<&Known> for KnownPage {
    fn from(known: &Known) -> Self {
        Self { url: known.url.clone(), title: known.title.clone() }
    }
}

impl From<&KnownPage> for Known {
    fn from(page: &KnownPage) -> Self {
        Self { url: page.url.clone(), title: page.title.clone() }
    }
}

/// A page that the user gave.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct SavedPage {
    pub(super) name: String,
    pub(super) host: Option<String>,
    pub(super) url: Option<String>,
    pub(super) outlet: Option<String>,
    pub(super) retrieved: Option<String>,
    pub(super) select: Option<String>,
    pub(super) charset: Option<String>,
    pub(super) too_large: bool,
    pub(super) cut: bool,
    pub(super) unreadable: Option<String>,
    /// Where its bytes stand; set when they are written.
    pub(super) at: Option<Location>,
}

impl From<&Saved> for SavedPage {
    fn from(saved: &Saved) -> Self {
        Self {
            name: saved.name.clone(),
            host: saved.host.clone(),
            url: saved.url.clone(),
            outlet: saved.outlet.clone(),
            retrieved: saved.retrieved.clone(),
            select: saved.select.as_ref().map(|select| select.as_str().to_owned()),
            charset: saved.charset.clone(),
            too_large: saved.too_large,
            cut: saved.cut,
            unreadable: saved.unreadable.clone(),
            at: None,
        }
    }
}

impl SavedPage {
    /// The page with its bytes; `None` if its selector is none that is read.
    pub(super) fn with(&self, bytes: Vec<u8>) -> Option<Saved> {
        let select = match self.select.as_deref().map(Selection::parse) {
            Some(Ok(select)) => Some(select),
            Some(Err(_)) => return None,
            None => None,
        };
        Some(Saved {
            name: self.name.clone(),
            bytes,
            host: self.host.clone(),
            url: self.url.clone(),
            outlet: self.outlet.clone(),
            retrieved: self.retrieved.clone(),
            select,
            charset: self.charset.clone(),
            too_large: self.too_large,
            cut: self.cut,
            unreadable: self.unreadable.clone(),
        })
    }
}
