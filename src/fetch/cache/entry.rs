//! What is known of an address, as a file.
//!
//! A file is one JSON object with three members: `schema`, a number; `sha256`, of the number
//! and the record as they are written; and the record. This frame stays as it is in every
//! version, so that any can tell a file of a later one from a damaged one.

use std::net::IpAddr;

use jiff::Timestamp;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use url::Url;

use super::depot;
use super::head;
use crate::fetch::exchange::Exchange;

/// The number of this layout of records.
const SCHEMA: u32 = 1;

/// How the file of an entry ends.
pub(super) const ENTRY: &str = ".json";
/// How the file of a note ends.
pub(super) const NOTE: &str = ".note.json";

/// Why a file can't be used.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// It is damaged, foreign, or of an earlier version.
    Damaged,
    /// It is of a later version.
    Later,
}

/// What a file can hold.
pub(super) trait Record: Serialize + DeserializeOwned {
    /// The file.
    fn write(&self) -> Vec<u8> {
        // A record of texts and numbers can always be written.
        let record = serde_json::to_string(self).unwrap_or_default();
        framed(SCHEMA, &record).into_bytes()
    }

    /// Reads a file, if every byte of it is as it was written.
    fn read(bytes: &[u8]) -> Result<Self, Fault> {
        let (schema, record) = unframed(bytes).ok_or(Fault::Damaged)?;
        if schema > SCHEMA {
            return Err(Fault::Later);
        }
        if schema < SCHEMA {
            return Err(Fault::Damaged);
        }
        serde_json::from_str(record).map_err(|_| Fault::Damaged)
    }
}

pub(super) fn framed(schema: u32, record: &str) -> String {
    let sum = sum(&schema.to_string(), record);
    format!("{{\"schema\":{schema},\"sha256\":\"{sum}\",\"record\":{record}}}\n")
}

fn sum(schema: &str, record: &str) -> String {
    depot::hash(&[schema.as_bytes(), b"\n", record.as_bytes()])
}

/// The number and the record in a file, if its checksum holds.
fn unframed(bytes: &[u8]) -> Option<(u32, &str)> {
    let text = std::str::from_utf8(bytes).ok()?;
    let rest = text.strip_prefix("{\"schema\":")?.strip_suffix("}\n")?;
    let (schema, rest) = rest.split_once(",\"sha256\":\"")?;
    let (found, record) = rest.split_once("\",\"record\":")?;
    if sum(schema, record) != found {
        return None;
    }
    Some((schema.parse().ok()?, record))
}

/// An answer without its body. Heads are in Latin-1, which has a character for each byte.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Entry {
    /// The address, without a fragment.
    pub(super) url: String,
    /// When the answer was asked for.
    began: String,
    ip: Option<IpAddr>,
    request: String,
    pub(super) status: u16,
    head: String,
    /// The SHA-256 of the body, in lower-case hexadecimal.
    pub(super) body: String,
    /// When the answer was last confirmed, and its header fields since.
    renewed: Option<Renewal>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Renewal {
    began: String,
    head: String,
}

impl Record for Entry {}

impl Entry {
    pub(super) fn of(exchange: &Exchange) -> Self {
        Self {
            url: bare(&exchange.url).to_owned(),
            began: exchange.began.to_string(),
            ip: exchange.ip,
            request: latin1(&exchange.request),
            status: exchange.status,
            head: latin1(&exchange.head),
            body: depot::hash(&[&exchange.body]),
            renewed: None,
        }
    }

    /// Whether it is of that address, and its parts can be read.
    pub(super) fn is_sound(&self, url: &str) -> bool {
        let heads = [&self.request, &self.head];
        self.url == bare(url)
            && heads.iter().all(|head| head.chars().all(|c| u8::try_from(c).is_ok()))
            && self.began.parse::<Timestamp>().is_ok()
            && self.asked().is_some()
    }

    pub(super) fn into_exchange(self, body: Vec<u8>) -> Exchange {
        Exchange {
            began: self.began.parse().unwrap_or_default(),
            request: bytes(&self.request),
            head: bytes(&self.head),
            url: self.url,
            ip: self.ip,
            status: self.status,
            body,
            is_cut: false,
        }
    }

    /// When it was asked for or last confirmed.
    pub(super) fn asked(&self) -> Option<Timestamp> {
        self.renewed.as_ref().map_or(&self.began, |renewed| &renewed.began).parse().ok()
    }

    /// Whether the request was one to read.
    pub(super) fn is_get(&self) -> bool {
        self.request.starts_with("GET ")
    }

    /// The header fields of the request.
    pub(super) fn request(&self) -> http::HeaderMap {
        head::fields(&bytes(&self.request))
    }

    /// The header fields of the answer, as of when it was last confirmed.
    pub(super) fn fields(&self) -> http::HeaderMap {
        let head = self.renewed.as_ref().map_or(&self.head, |renewed| &renewed.head);
        head::fields(&bytes(head))
    }

    /// The entry with the header fields that it has since it was confirmed.
    pub(super) fn renewed(mut self, began: Timestamp, fields: &http::HeaderMap) -> Self {
        let head = latin1(&head::written(fields));
        self.renewed = Some(Renewal { began: began.to_string(), head });
        self
    }
}

/// That what is kept at an address was read as a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Note {
    pub(super) url: String,
    pub(super) title: Option<String>,
}

impl Record for Note {}

/// An address without its fragment, which no server sees.
pub(super) fn bare(url: &str) -> &str {
    url.split_once('#').map_or(url, |(url, _)| url)
}

/// Where the entry of an address lies: by its host, then by the address, both hashed.
pub(super) fn path(url: &str) -> String {
    place(url, ENTRY)
}

/// Where the note of an address lies.
pub(super) fn note_path(url: &str) -> String {
    place(url, NOTE)
}

fn place(url: &str, ending: &str) -> String {
    let url = bare(url);
    let host = Url::parse(url).ok();
    let host = host.as_ref().and_then(Url::host_str).unwrap_or_default();
    format!("{}/{}{ending}", folder(host), depot::hash(&[url.as_bytes()]))
}

/// The folder of a host's entries.
pub(super) fn folder(host: &str) -> String {
    let host = host.to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let mut folder = depot::hash(&[host.as_bytes()]);
    folder.truncate(16);
    folder
}

fn latin1(bytes: &[u8]) -> String {
    bytes.iter().map(|&byte| char::from(byte)).collect()
}

fn bytes(latin1: &str) -> Vec<u8> {
    latin1.chars().filter_map(|c| u8::try_from(c).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn note() -> Note {
        let (url, title) = ("https://a.example/é".into(), Some("\"Wall\"\n".into()));
        Note { url, title }
    }

    #[track_caller]
    fn check(file: &str, expected: Result<Note, Fault>) {
        assert_eq!(Note::read(file.as_bytes()), expected, "{file}");
    }

    #[test]
    fn what_is_written_is_read() {
        let written = note().write();
        check(std::str::from_utf8(&written).unwrap(), Ok(note()));
    }

    #[test]
    fn a_later_version_is_told_from_damage() {
        check(&framed(2, "[\"another layout\"]"), Err(Fault::Later));
        check(&framed(2, "[]").replace(":2,", ":3,"), Err(Fault::Damaged));
        check(&framed(0, "{\"url\":\"\",\"title\":null}"), Err(Fault::Damaged));
        check(
            &framed(1, "{\"url\":\"\",\"title\":null}").replace('}', "} "),
            Err(Fault::Damaged),
        );
        check(&framed(1, "{}"), Err(Fault::Damaged));
        check("", Err(Fault::Damaged));
        check("{\"schema\":1}\n", Err(Fault::Damaged));
    }

    #[test]
    fn addresses_of_a_host_lie_together_and_are_no_paths() {
        let one = path("https://www.a.example/../../etc/passwd");
        let other = path("http://A.example/x#y");
        assert_eq!(one.split_once('/').unwrap().0, other.split_once('/').unwrap().0);
        assert_eq!(other, path("http://A.example/x"));
        assert!(
            one.chars().all(|c| c.is_ascii_hexdigit() || "/.json".contains(c)),
            "{one}"
        );
        assert_eq!(path("no address").len(), one.len());
    }
}

#[cfg(test)]
mod properties {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_bytes_are_read_without_panic(bytes: Vec<u8>) {
            prop_assert!(Entry::read(&bytes).is_err());
        }

        #[test]
        fn any_bytes_survive_latin1(some: Vec<u8>) {
            prop_assert_eq!(bytes(&latin1(&some)), some);
        }
    }
}
