//! Getting pages: from a folder of saved ones, from a web archive, or live and politely.
//!
//! Only `live` opens a socket. A page that can't be had is not an error: it is a
//! [`FetchProblem`], carried to the report.

pub mod archive;
pub mod folder;
pub mod live;

mod guard;
mod media;
mod robot;

use std::fmt;

/// Where pages are had from by address.
pub trait Fetch {
    /// Asks for each address, and answers in the same order.
    fn fetch(&self, urls: &[String]) -> Vec<Fetched>;
}

/// What came of asking for a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetched {
    /// The address that answered, after redirects; the address asked for if none did.
    pub url: String,
    /// The bytes, or why there are none.
    pub body: Result<Body, FetchProblem>,
}

/// The bytes of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// Decompressed bytes.
    pub bytes: Vec<u8>,
    /// The media type as the server gave it, without parameters: `text/html`.
    pub media_type: Option<String>,
    /// The charset label as the server gave it.
    pub charset: Option<String>,
}

/// Why a page could not be had.
#[derive(Clone, Debug, PartialEq, Eq)]
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
        }
    }
}
