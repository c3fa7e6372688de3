//! The WARC file of a pack and its index.

use std::collections::BTreeMap;
use std::io;
use std::io::Write;
use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::fetch::Exchange;
use crate::fetch::folder::Saved;
use crate::pack::digest;
use crate::pack::index::Index;
use crate::pack::record::{NOT_MODIFIED, Record, SAME_PAYLOAD};

/// The path of the file in a pack.
pub(super) const PATH: &str = "archive/data.warc.gz";

/// Where a record stands in the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Location {
    /// The record's name.
    pub(super) record: String,
    /// Where its gzip member starts.
    pub(super) offset: u64,
    /// Bytes of the member.
    pub(super) length: u64,
}

/// An answer that is stored with its payload.
#[derive(Clone)]
struct Original {
    url: String,
    date: Timestamp,
    at: Location,
}

/// Writes records, each once.
pub(super) struct Warc<W> {
    to: W,
    offset: u64,
    index: Index,
    /// Records that are there, by name.
    written: BTreeMap<String, Location>,
    /// Answers by their payload and how it is packed.
    payloads: BTreeMap<(String, String), Original>,
    /// Answers that were taken, by what they are.
    taken: BTreeMap<String, Original>,
}

impl<W: Write> Warc<W> {
    pub(super) const fn new(to: W) -> Self {
        Self {
            to,
            offset: 0,
            index: Index::new(),
            written: BTreeMap::new(),
            payloads: BTreeMap::new(),
            taken: BTreeMap::new(),
        }
    }

    /// The index of what was written.
    pub(super) fn into_index(self) -> Index {
        self.index
    }

    /// Writes a record, unless it is there.
    fn write(&mut self, record: &Record<'_>) -> io::Result<Location> {
        let (member, id) = record.packed()?;
        if let Some(at) = self.written.get(&id) {
            return Ok(at.clone());
        }
        self.to.write_all(&member)?;
        let length = member.len() as u64;
        let at = Location { record: id.clone(), offset: self.offset, length };
        self.offset += length;
        self.index.add(record, &at);
        self.written.insert(id, at.clone());
        Ok(at)
    }

    /// Tells of the file itself.
    pub(super) fn info(&mut self, tool: &str, ended: Timestamp) -> io::Result<()> {
        let fields = format!(
            "software: {tool}\r\nformat: WARC File Format 1.1\r\n\
             conformsTo: https://iipc.github.io/warc-specifications/specifications/\
             warc-format/warc-1.1/\r\n"
        );
        self.write(&Record {
            kind: "warcinfo",
            date: ended,
            url: None,
            content_type: "application/warc-fields",
            fields: vec![("WARC-Filename", "data.warc.gz".to_owned())],
            head: b"",
            payload: fields.as_bytes(),
        })?;
        Ok(())
    }

    /// Writes what went over the wire, and tells where each answer's payload stands.
    pub(super) fn exchanges(
        &mut self,
        exchanges: &[Arc<Exchange>],
    ) -> io::Result<Vec<Location>> {
        let mut places = Vec::with_capacity(exchanges.len());
        for (at, exchange) in exchanges.iter().enumerate() {
            let before = exchanges[..at].iter().rev();
            let mut before = before.filter(|one| one.url == exchange.url);
            let stored = before.find(|one| one.status != 304);
            let stored = stored.filter(|_| exchange.status == 304);
            let stored = match stored {
                Some(stored) => Some(self.answer(stored)?),
                None => None,
            };
            places.push(match stored {
                Some(stored) => self.not_modified(exchange, &stored)?,
                None => self.answer(exchange)?.at,
            });
        }
        Ok(places)
    }

    /// Writes a request and its answer, or a revisit if the payload is there.
    fn answer(&mut self, exchange: &Exchange) -> io::Result<Original> {
        let payload = digest::sha256(&exchange.body);
        let head = digest::sha256(&exchange.head);
        let moment = exchange.began.to_string();
        let key = digest::uuid(&[&exchange.url, &moment, &payload, &head]);
        if let Some(original) = self.taken.get(&key) {
            return Ok(original.clone());
        }
        let mut fields = fields(exchange);
        fields.push(("WARC-Payload-Digest", payload.clone()));
        let kept = (payload, packing(&exchange.head));
        let known =
            self.payloads.get(&kept).filter(|_| !exchange.body.is_empty()).cloned();
        let original = if let Some(original) = known {
            fields.extend(refers(SAME_PAYLOAD, &original));
            let at = self.response("revisit", exchange, fields, b"")?;
            self.request(exchange, &at)?;
            original
        } else {
            let at = self.response("response", exchange, fields, &exchange.body)?;
            self.request(exchange, &at)?;
            let (url, date) = (exchange.url.clone(), exchange.began);
            let original = Original { url, date, at };
            self.payloads.insert(kept, original.clone());
            original
        };
        self.taken.insert(key, original.clone());
        Ok(original)
    }

    /// Writes that a server said nothing has changed since `stored`.
    fn not_modified(
        &mut self,
        exchange: &Exchange,
        stored: &Original,
    ) -> io::Result<Location> {
        let mut fields = fields(exchange);
        fields.extend(refers(NOT_MODIFIED, stored));
        let at = self.response("revisit", exchange, fields, b"")?;
        self.request(exchange, &at)?;
        Ok(stored.at.clone())
    }

    fn response(
        &mut self,
        kind: &'static str,
        exchange: &Exchange,
        fields: Vec<(&'static str, String)>,
        payload: &[u8],
    ) -> io::Result<Location> {
        self.write(&Record {
            kind,
            date: exchange.began,
            url: Some(&exchange.url),
            content_type: "application/http; msgtype=response",
            fields,
            head: &exchange.head,
            payload,
        })
    }

    fn request(&mut self, exchange: &Exchange, answer: &Location) -> io::Result<()> {
        self.write(&Record {
            kind: "request",
            date: exchange.began,
            url: Some(&exchange.url),
            content_type: "application/http; msgtype=request",
            fields: vec![("WARC-Concurrent-To", format!("<{}>", answer.record))],
            head: &exchange.request,
            payload: b"",
        })?;
        Ok(())
    }

    /// Writes bytes that are of no answer as it came: a saved page, or a page whose bytes
    /// can't be had from its answer.
    pub(super) fn resource(
        &mut self,
        url: &str,
        date: Timestamp,
        bytes: &[u8],
    ) -> io::Result<Location> {
        self.write(&Record {
            kind: "resource",
            date,
            url: Some(url),
            content_type: media_type(bytes),
            fields: vec![("WARC-Payload-Digest", digest::sha256(bytes))],
            head: b"",
            payload: bytes,
        })
    }

    /// Writes a saved page with what is told of it.
    pub(super) fn saved(
        &mut self,
        saved: &Saved,
        told: &str,
        ended: Timestamp,
    ) -> io::Result<Location> {
        let url = saved.url.clone().unwrap_or_else(|| format!("file:///{}", saved.name));
        let moment = saved.retrieved.as_deref().and_then(|moment| moment.parse().ok());
        let date = moment.unwrap_or(ended);
        let at = self.resource(&url, date, &saved.bytes)?;
        self.write(&Record {
            kind: "metadata",
            date,
            url: Some(&url),
            content_type: "application/json",
            fields: vec![("WARC-Refers-To", format!("<{}>", at.record))],
            head: b"",
            payload: told.as_bytes(),
        })?;
        Ok(at)
    }
}

/// What a record tells of an exchange as a whole.
fn fields(exchange: &Exchange) -> Vec<(&'static str, String)> {
    let mut fields = Vec::new();
    if let Some(ip) = exchange.ip {
        fields.push(("WARC-IP-Address", ip.to_string()));
    }
    if exchange.is_cut {
        fields.push(("WARC-Truncated", "unspecified".to_owned()));
    }
    fields
}

/// The fields of a revisit (ISO 28500, section 6.7).
fn refers(profile: &str, original: &Original) -> [(&'static str, String); 4] {
    [
        ("WARC-Profile", profile.to_owned()),
        ("WARC-Refers-To", format!("<{}>", original.at.record)),
        ("WARC-Refers-To-Target-URI", original.url.clone()),
        ("WARC-Refers-To-Date", original.date.to_string()),
    ]
}

/// What of an answer's head decides what its body unpacks to. A payload that is there
/// stands for another only where this is the same.
fn packing(head: &[u8]) -> String {
    let head = String::from_utf8_lossy(head).to_lowercase();
    let lines = head.lines().enumerate();
    let told = lines.filter(|(at, line)| {
        *at == 0
            || line.starts_with("content-encoding:")
            || line.starts_with("content-type:")
    });
    told.map(|(_, line)| line).collect::<Vec<_>>().join("\n")
}

/// What a saved file is, by its first bytes: other readers of the pack want to know.
fn media_type(bytes: &[u8]) -> &'static str {
    let start = bytes.trim_ascii_start();
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start);
    if start.starts_with(b"%PDF-") {
        "application/pdf"
    } else if start.starts_with(b"<") {
        "text/html"
    } else {
        "text/plain"
    }
}
