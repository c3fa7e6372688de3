//! Getting pages: from a folder of saved ones, from a web archive, or live and politely.
//!
//! Only `live` opens a socket. A page that can't be had is not an error: it is a
//! [`FetchProblem`], carried to the report.

mod allowance;
pub mod answer;
pub mod archive;
pub mod cache;
mod exchange;
pub mod folder;
pub mod live;

mod guard;
mod media;
mod packing;
mod robot;

use std::fmt;
use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use self::allowance::Allowance;
pub use self::exchange::Exchange;

/// Where pages are had from by address.
pub trait Fetch {
    /// Asks for each address, and answers in the same order. What is asked of servers is
    /// taken off `allowance`, request by request.
    fn fetch(&self, asked: &[Request], allowance: &Allowance) -> Vec<Fetched>;

    /// Pages of a host that are at hand and cost no request, in order of their addresses.
    fn known(&self, host: &str) -> Vec<Known> {
        let _ = host;
        Vec::new()
    }

    /// Takes note that what was had at an address was read as a page with that headline,
    /// so that [`Fetch::known`] can tell it to a later run.
    fn remember(&self, url: &str, title: Option<&str>) {
        let _ = (url, title);
    }
}

/// An address to ask for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Request {
    /// The address.
    pub url: String,
    /// What is expected there.
    pub want: Want,
}

impl Request {
    /// Asks for a page.
    #[must_use]
    pub fn page(url: impl Into<String>) -> Self {
        Self { url: url.into(), want: Want::Page }
    }

    /// Asks for a list of pages.
    #[must_use]
    pub fn listing(url: impl Into<String>) -> Self {
        Self { url: url.into(), want: Want::Listing }
    }
}

/// What is expected at an address.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Want {
    /// A page: HTML, plain text, PDF.
    Page,
    /// A list of pages: a sitemap, a feed, a page of results, an archive's index. XML,
    /// JSON and gzip files are taken too.
    Listing,
}

/// A page that is at hand without asking for it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// Its address.
    pub url: String,
    /// Its headline, where that is known.
    pub title: Option<String>,
}

/// What came of asking for a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetched {
    /// The address that answered, after redirects; the address asked for if none did.
    pub url: String,
    /// The bytes, or why there are none.
    pub body: Result<Body, FetchProblem>,
    /// When the bytes were had from the server, to the second.
    pub retrieved: Option<Timestamp>,
    /// Where the bytes come from.
    pub via: Via,
    /// Requests that were sent for it: redirects, retries and robots.txt included.
    pub requests: usize,
    /// What went over the wire for it, in order; the last one that is no robots.txt has
    /// the page. For a page from a store, what went over the wire when it was stored.
    pub exchanges: Vec<Arc<Exchange>>,
}

impl Fetched {
    /// An answer that nothing more is known of.
    #[must_use]
    pub fn new(url: impl Into<String>, body: Result<Body, FetchProblem>) -> Self {
        let (retrieved, via) = (None, Via::Network);
        Self { url: url.into(), body, retrieved, via, requests: 0, exchanges: Vec::new() }
    }
}

/// Where the bytes of a page come from.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Via {
    /// A server sent them in this run.
    #[default]
    Network,
    /// They were kept from an earlier run, and are fresh, or the server said that they
    /// are still right.
    Cache,
    /// They were kept from an earlier run; they are no longer fresh, and the server could
    /// not be asked (RFC 5861, stale-if-error).
    Stale,
}

impl Via {
    /// The word used in reports.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Network => "network",
            Self::Cache => "cache",
            Self::Stale => "stale",
        }
    }
}

/// The bytes of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Body {
    /// Decompressed bytes.
    pub bytes: Vec<u8>,
    /// The media type as the server gave it, without parameters: `text/html`.
    pub media_type: Option<String>,
    /// The charset label as the server gave it.
    pub charset: Option<String>,
}

/// Why a page could not be had.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FetchProblem {
    /// The address is no http or https address, or leads to a private network.
    Refused(String),
    /// The outlet's robots.txt asks not to.
    Disallowed,
    /// The outlet's robots.txt could not be read, and then nothing may be asked for
    /// (RFC 9309, section 2.3.1.4): why.
    Unasked(String),
    /// Redirects that run in a circle, or on and on.
    Astray(String),
    /// The server says there is no such page (404, 410).
    Missing(u16),
    /// The server answered with another status that is no success.
    Status(u16),
    /// No answer in time.
    Timeout,
    /// The body is larger than the limit, in bytes.
    TooLarge(u64),
    /// It is not something that can be read as a page: its media type.
    Unreadable(String),
    /// The connection failed or broke off: how.
    Broken(String),
    /// No secure connection could be made: why.
    Tls(String),
    /// What the server sent is no sound HTTP: how.
    Malformed(String),
    /// The draft's allowance of requests, which is this, was spent before.
    Spent(usize),
    /// The run was ended before.
    Interrupted,
    /// It is not in the pack that is replayed.
    Unrecorded,
}

impl fmt::Display for FetchProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(why) => write!(f, "the address is refused: {why}"),
            Self::Disallowed => f.write_str("robots.txt asks not to fetch it"),
            Self::Unasked(why) => write!(f, "its robots.txt can't be read: {why}"),
            Self::Astray(why) => write!(f, "its redirects lead nowhere: {why}"),
            Self::Missing(status) => write!(f, "the server says it is gone ({status})"),
            Self::Status(status) => write!(f, "the server answered {status}"),
            Self::Timeout => f.write_str("no answer in time"),
            Self::TooLarge(limit) => write!(f, "it is larger than {limit} bytes"),
            Self::Unreadable(kind) => write!(f, "{kind} is nothing that can be read"),
            Self::Broken(how) => write!(f, "the connection failed: {how}"),
            Self::Tls(why) => write!(f, "no secure connection could be made: {why}"),
            Self::Malformed(how) => write!(f, "the answer is no sound HTTP: {how}"),
            Self::Spent(limit) => {
                write!(f, "the {limit} requests allowed for a draft were spent before")
            }
            Self::Interrupted => f.write_str("the run was ended before"),
            Self::Unrecorded => f.write_str("it is not in the pack"),
        }
    }
}
