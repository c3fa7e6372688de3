//! What went over the wire: one request and its answer.

use jiff::Timestamp;

/// One request and its answer, as a WARC file keeps them (ISO 28500).
///
/// Heads are those of HTTP/1.1 whatever was spoken, as is the custom in web archives; each
/// ends with an empty line. Transfer codings are undone, content codings are not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exchange {
    /// The address asked for.
    pub url: String,
    /// When it was asked for, to the second.
    pub began: Timestamp,
    /// The address that the host's name led to, if known.
    pub ip: Option<std::net::IpAddr>,
    /// The head of the request.
    pub request: Vec<u8>,
    /// The status of the answer.
    pub status: u16,
    /// The head of the answer.
    pub head: Vec<u8>,
    /// The body of the answer as it was packed for sending.
    pub body: Vec<u8>,
    /// Whether the body is larger than was wanted, or broke off: only its start is here.
    pub is_cut: bool,
}
