//! One record of a WARC file (ISO 28500, version 1.1), as its own gzip member.

use std::fmt::Write as _;
use std::io;
use std::io::{Read, Write};

use flate2::Compression;
use flate2::bufread::GzDecoder;
use flate2::write::GzEncoder;
use jiff::Timestamp;

use crate::pack::digest;

/// Longest head of a record that is read, in bytes.
pub(super) const HEAD: usize = 64 << 10;

/// A revisit of an answer whose payload is stored with another record.
pub(super) const SAME_PAYLOAD: &str =
    "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest";
/// A revisit that the server answered with "not modified".
pub(super) const NOT_MODIFIED: &str =
    "http://netpreserve.org/warc/1.1/revisit/server-not-modified";

/// A record to be written.
pub(super) struct Record<'r> {
    /// `response`, `request` and so on.
    pub(super) kind: &'static str,
    pub(super) date: Timestamp,
    /// The address it is about.
    pub(super) url: Option<&'r str>,
    pub(super) content_type: &'static str,
    /// Fields that only some records have.
    pub(super) fields: Vec<(&'static str, String)>,
    /// The head of an HTTP message, if it is one.
    pub(super) head: &'r [u8],
    /// What follows it.
    pub(super) payload: &'r [u8],
}

impl Record<'_> {
    /// The block's hash.
    fn block_digest(&self) -> String {
        use sha2::Digest as _;
        let mut meter = sha2::Sha256::new();
        meter.update(self.head);
        meter.update(self.payload);
        digest::labelled(&meter.finalize())
    }

    /// The name of the record: the same for the same content about the same address at
    /// the same moment.
    fn id(&self, block: &str) -> String {
        let date = self.date.to_string();
        let mut parts = vec![self.kind, &date, self.url.unwrap_or_default(), block];
        for (name, value) in &self.fields {
            parts.extend([*name, value]);
        }
        digest::uuid(&parts)
    }

    /// The record packed, and its name.
    pub(super) fn packed(&self) -> io::Result<(Vec<u8>, String)> {
        let block = self.block_digest();
        let id = self.id(&block);
        let mut head = format!("WARC/1.1\r\nWARC-Type: {}\r\n", self.kind);
        let mut field = |name: &str, value: &str| {
            // Writing to a string cannot fail.
            let _ = write!(head, "{name}: {}\r\n", on_one_line(value));
        };
        field("WARC-Record-ID", &format!("<{id}>"));
        field("WARC-Date", &self.date.to_string());
        if let Some(url) = self.url {
            field("WARC-Target-URI", &target(url));
        }
        for (name, value) in &self.fields {
            field(name, value);
        }
        field("Content-Type", self.content_type);
        field("WARC-Block-Digest", &block);
        field("Content-Length", &(self.head.len() + self.payload.len()).to_string());
        head.push_str("\r\n");
        let mut member = GzEncoder::new(Vec::new(), Compression::default());
        member.write_all(head.as_bytes())?;
        member.write_all(self.head)?;
        member.write_all(self.payload)?;
        member.write_all(b"\r\n\r\n")?;
        Ok((member.finish()?, id))
    }
}

/// A value that cannot end its line.
fn on_one_line(value: &str) -> String {
    value.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// An address as a field holds it: without blanks, which end it for some readers.
fn target(url: &str) -> String {
    let mut shown = String::with_capacity(url.len());
    for c in url.chars() {
        if c.is_whitespace() || c.is_control() {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                let _ = write!(shown, "%{byte:02X}");
            }
        } else {
            shown.push(c);
        }
    }
    shown
}

/// A record that was read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Known {
    /// Its fields, in order.
    fields: Vec<(String, String)>,
    pub(super) block: Vec<u8>,
}

impl Known {
    /// A field, by its name in any case.
    pub(super) fn field(&self, name: &str) -> Option<&str> {
        field(&self.fields, name)
    }

    /// The block's parts: the head of an HTTP message, with the empty line, and the rest.
    pub(super) fn split(&self) -> (&[u8], &[u8]) {
        let end = memchr::memmem::find(&self.block, b"\r\n\r\n");
        self.block.split_at(end.map_or(self.block.len(), |end| end + 4))
    }
}

/// A field, by its name in any case.
pub(super) fn field<'f>(fields: &'f [(String, String)], name: &str) -> Option<&'f str> {
    let mut all = fields.iter();
    let found = all.find(|(known, _)| known.eq_ignore_ascii_case(name));
    found.map(|(_, value)| value.as_str())
}

/// Reads a record from its gzip member; the block may have `limit` bytes.
///
/// # Errors
///
/// What is wrong with it, in words that follow "it is damaged: ".
pub(super) fn read(member: &[u8], limit: usize) -> Result<Known, &'static str> {
    let mut unpacked = Vec::new();
    let most = (HEAD + limit + 4) as u64;
    GzDecoder::new(member)
        .take(most)
        .read_to_end(&mut unpacked)
        .map_err(|_| "a record can't be unpacked")?;
    let (fields, start) = head(&unpacked)?;
    let length: usize = field(&fields, "content-length")
        .and_then(|length| length.parse().ok())
        .ok_or("a record does not tell its length")?;
    let end = start.checked_add(length).filter(|_| length <= limit);
    let block =
        end.and_then(|end| unpacked.get(start..end)).ok_or("a record is cut off")?;
    let is_right = field(&fields, "warc-block-digest")
        .is_some_and(|given| given == digest::sha256(block));
    if !is_right {
        return Err("a record does not have the hash that it states");
    }
    unpacked.truncate(start + length);
    unpacked.drain(..start);
    Ok(Known { fields, block: unpacked })
}

/// The fields of a record, and where its block starts.
pub(super) type Head = (Vec<(String, String)>, usize);

/// Reads the head of a record at the start of `bytes`.
pub(super) fn head(bytes: &[u8]) -> Result<Head, &'static str> {
    let within = &bytes[..bytes.len().min(HEAD)];
    let end = memchr::memmem::find(within, b"\r\n\r\n");
    let end = end.ok_or("a record has no head")?;
    let text = String::from_utf8_lossy(&within[..end]);
    let mut lines = text.split("\r\n");
    if !lines.next().is_some_and(|first| first.starts_with("WARC/1.")) {
        return Err("a record has no head");
    }
    let fields = lines.filter_map(|line| line.split_once(':'));
    let fields = fields.map(|(name, value)| (name.to_owned(), value.trim().to_owned()));
    Ok((fields.collect(), end + 4))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record<'r>(url: &'r str, payload: &'r [u8]) -> Record<'r> {
        Record {
            kind: "resource",
            date: Timestamp::UNIX_EPOCH,
            url: Some(url),
            content_type: "text/html",
            fields: vec![("WARC-Truncated", "length".to_owned())],
            head: b"",
            payload,
        }
    }

    #[track_caller]
    fn check(url: &str, payload: &[u8], expected_url: &str) {
        let (member, id) = record(url, payload).packed().unwrap();
        let known = read(&member, payload.len()).unwrap();
        assert_eq!(known.field("warc-record-id"), Some(&*format!("<{id}>")));
        assert_eq!(known.field("WARC-Target-URI"), Some(expected_url));
        assert_eq!(known.field("warc-truncated"), Some("length"));
        assert_eq!(known.block, payload);
        assert_eq!(
            read(&member, payload.len().saturating_sub(1)).is_ok(),
            payload.is_empty()
        );
    }

    #[test]
    fn a_record_is_read_as_it_was_written() {
        check("https://a.example/ä?b=c", b"<p>one\r\n\r\ntwo", "https://a.example/ä?b=c");
        check("https://a.example/", b"", "https://a.example/");
    }

    #[test]
    fn an_address_cannot_add_a_field() {
        check("https://a.example/\r\nX: y", b"a", "https://a.example/%0D%0AX:%20y");
    }

    #[test]
    fn the_same_record_has_the_same_bytes_and_name() {
        let one = record("https://a.example/", b"a").packed().unwrap();
        assert_eq!(one, record("https://a.example/", b"a").packed().unwrap());
        assert_ne!(one.1, record("https://a.example/", b"b").packed().unwrap().1);
    }

    #[test]
    fn a_head_ends_where_the_body_begins() {
        let known =
            Known { fields: Vec::new(), block: b"HTTP/1.1 200\r\n\r\nabc".to_vec() };
        assert_eq!(known.split(), (&b"HTTP/1.1 200\r\n\r\n"[..], &b"abc"[..]));
    }
}

#[cfg(test)]
mod properties {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_bytes_are_a_record_or_none(bytes: Vec<u8>, limit in 0..200_usize) {
            let mut member = GzEncoder::new(Vec::new(), Compression::fast());
            member.write_all(b"WARC/1.1\r\nContent-Length: 3\r\n").unwrap();
            member.write_all(&bytes).unwrap();
            let member = member.finish().unwrap();
            for bytes in [&bytes, &member] {
                if let Ok(known) = read(bytes, limit) {
                    prop_assert!(known.block.len() <= limit);
                }
            }
        }
    }
}
