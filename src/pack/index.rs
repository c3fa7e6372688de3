//! The index of a WARC file (CDXJ), by which tools that show archives find an address.

use std::fmt::Write as _;

use jiff::Timestamp;
use jiff::tz::Offset;
use serde::Serialize;
use url::Url;

use crate::pack::record::Record;
use crate::pack::warc::Location;

/// The path of the index in a pack.
pub(super) const PATH: &str = "indexes/index.cdxj";

/// The lines of an index.
pub(super) struct Index {
    lines: Vec<String>,
}

#[derive(Serialize)]
struct Row<'r> {
    url: &'r str,
    mime: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    digest: Option<&'r str>,
    length: u64,
    offset: u64,
    filename: &'static str,
}

impl Index {
    pub(super) const fn new() -> Self {
        Self { lines: Vec::new() }
    }

    /// Adds a record, if it is one that is looked up.
    pub(super) fn add(&mut self, record: &Record<'_>, at: &Location) {
        let (Some(url), "response" | "revisit" | "resource") = (record.url, record.kind)
        else {
            return;
        };
        let head = String::from_utf8_lossy(record.head);
        let status = head.split_whitespace().nth(1);
        let kind = || {
            let mut fields = head.lines().filter_map(|line| line.split_once(':'));
            let found =
                fields.find(|(name, _)| name.trim().eq_ignore_ascii_case("content-type"));
            found.map(|(_, value)| value.split(';').next().unwrap_or_default().trim())
        };
        let mime = match record.kind {
            "revisit" => "warc/revisit",
            "resource" => record.content_type,
            _ => kind().unwrap_or("unk"),
        };
        let mut fields = record.fields.iter();
        let digest = fields.find(|(name, _)| *name == "WARC-Payload-Digest");
        let digest = digest.map(|(_, value)| value.as_str());
        let (length, offset) = (at.length, at.offset);
        let row =
            Row { url, mime, status, digest, length, offset, filename: "data.warc.gz" };
        let row = serde_json::to_string(&row).unwrap_or_default();
        self.lines.push(format!("{} {} {row}", key(url), stamp(record.date)));
    }

    /// The index, sorted, a record a line.
    pub(super) fn text(mut self) -> String {
        self.lines.sort();
        let mut text = self.lines.join("\n");
        if !text.is_empty() {
            text.push('\n');
        }
        text
    }
}

/// `20260122102345`
fn stamp(moment: Timestamp) -> String {
    let moment = Offset::UTC.to_datetime(moment);
    format!(
        "{:04}{:02}{:02}{:02}{:02}{:02}",
        moment.year(),
        moment.month(),
        moment.day(),
        moment.hour(),
        moment.minute(),
        moment.second(),
    )
}

/// The address turned round so that what belongs together sorts together (SURT):
/// `com,example)/a?b=c`.
fn key(url: &str) -> String {
    let Ok(parsed) = Url::parse(url) else { return escaped(url) };
    let Some(host) = parsed.host_str() else { return escaped(url) };
    let host = host.strip_prefix("www.").unwrap_or(host);
    let mut key = match parsed.domain() {
        Some(_) => host.split('.').rev().collect::<Vec<_>>().join(","),
        None => host.to_owned(),
    };
    if let Some(port) = parsed.port() {
        // Writing to a string cannot fail.
        let _ = write!(key, ":{port}");
    }
    let path = parsed.path();
    let path = if path.len() > 1 { path.trim_end_matches('/') } else { path };
    key.push(')');
    key.push_str(&path.to_lowercase());
    if let Some(query) = parsed.query().filter(|query| !query.is_empty()) {
        let query = query.to_lowercase();
        let mut parts: Vec<&str> = query.split('&').collect();
        parts.sort_unstable();
        key.push('?');
        key.push_str(&parts.join("&"));
    }
    escaped(&key)
}

/// A key of one word.
fn escaped(key: &str) -> String {
    key.split_whitespace().collect::<Vec<_>>().join("%20").replace(char::is_control, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(url: &str, expected: &str) {
        assert_eq!(key(url), expected);
    }

    #[test]
    fn an_address_is_turned_round() {
        check("https://www.Example.com/A/b/?Z=1&a=2#x", "com,example)/a/b?a=2&z=1");
        check("http://127.0.0.1:8080/x", "127.0.0.1:8080)/x");
        check("https://a.example", "example,a)/");
        check("file:///a b\n c", "file:///a%20b%20c");
    }

    #[test]
    fn a_moment_is_fourteen_digits() {
        assert_eq!(stamp(Timestamp::UNIX_EPOCH), "19700101000000");
    }
}
