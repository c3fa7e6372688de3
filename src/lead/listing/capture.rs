//! What web archives say that they hold: Wayback CDX in JSON, and Memento time maps in
//! link format (RFC 7089, section 5).

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::fmt::rfc2822;
use jiff::tz::Offset;

use super::entry::{Shelf, resolve};
use super::{Entry, Kind};

/// Captures that are taken from an index.
const MOST: usize = 50_000;

/// A copy of a page that a web archive took.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capture {
    /// The copy's own address, where the index gives it.
    pub url: Option<String>,
    /// The address of the page it is a copy of.
    pub original: String,
    /// When it was taken.
    pub taken: Timestamp,
}

/// Reads an archive's index; what can't be read of it is left out.
#[must_use]
pub fn captures(bytes: &[u8]) -> Vec<Capture> {
    let text = String::from_utf8_lossy(bytes);
    let text = text.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    if text.starts_with('[') { cdx(text) } else { time_map(text) }
}

/// The capture nearest to a day; of two as near, the one after it, which has corrections.
#[must_use]
pub fn nearest(captures: &[Capture], day: Date) -> Option<&Capture> {
    let noon = Offset::UTC.to_timestamp(day.at(12, 0, 0, 0)).ok()?;
    captures.iter().min_by_key(|one| {
        let far = (one.taken.as_second() - noon.as_second()).abs();
        (far, std::cmp::Reverse(one.taken))
    })
}

/// Puts the pages of an index on the shelf, each once.
pub(super) fn fill(shelf: &mut Shelf, text: &str) -> Kind {
    let found = if text.starts_with('[') { cdx(text) } else { time_map(text) };
    if found.is_empty() {
        return Kind::Nothing;
    }
    for one in found {
        shelf.push(Entry { url: one.original, ..Entry::default() });
    }
    Kind::Captures
}

/// Rows of texts of which the first names the columns.
fn cdx(text: &str) -> Vec<Capture> {
    let Ok(rows) = serde_json::from_str::<Vec<Vec<String>>>(text) else {
        return Vec::new();
    };
    let mut rows = rows.into_iter();
    let names = rows.next().unwrap_or_default();
    let column = |name: &str| names.iter().position(|one| one == name);
    let (Some(time), Some(original)) = (column("timestamp"), column("original")) else {
        return Vec::new();
    };
    let capture = |row: Vec<String>| {
        let original = resolve(None, row.get(original)?)?;
        Some(Capture { url: None, original, taken: stamp(row.get(time)?)? })
    };
    rows.filter_map(capture).take(MOST).collect()
}

/// `20260122102345`.
fn stamp(text: &str) -> Option<Timestamp> {
    if text.len() != 14 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let moment = DateTime::strptime("%Y%m%d%H%M%S", text).ok()?;
    Offset::UTC.to_timestamp(moment).ok()
}

/// `<address>; rel="memento"; datetime="Tue, 20 Jan 2026 10:00:00 GMT", …`.
fn time_map(text: &str) -> Vec<Capture> {
    let mut original = None;
    let mut found: Vec<(String, Timestamp)> = Vec::new();
    for link in text.split('<').skip(1) {
        let Some((address, rest)) = link.split_once('>') else { continue };
        let Some(url) = resolve(None, address) else { continue };
        let relations = parameter(rest, "rel").unwrap_or_default();
        let is = |name: &str| relations.split_whitespace().any(|one| one == name);
        if is("original") {
            original.get_or_insert(url);
        } else if is("memento")
            && let Some(taken) = parameter(rest, "datetime").and_then(moment)
            && found.len() < MOST
        {
            found.push((url, taken));
        }
    }
    let Some(original) = original else { return Vec::new() };
    let capture =
        |(url, taken)| Capture { url: Some(url), original: original.clone(), taken };
    found.into_iter().map(capture).collect()
}

fn parameter<'t>(rest: &'t str, name: &str) -> Option<&'t str> {
    let after = rest.split_once(&format!("{name}=\""))?.1;
    Some(after.split_once('"')?.0)
}

fn moment(text: &str) -> Option<Timestamp> {
    Some(rfc2822::parse(text).ok()?.timestamp())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str)]) {
        let found = captures(text.as_bytes());
        let found: Vec<(&str, String)> = found
            .iter()
            .map(|one| (one.original.as_str(), one.taken.to_string()))
            .collect();
        let found: Vec<(&str, &str)> =
            found.iter().map(|(url, at)| (*url, at.as_str())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn rows_are_read_by_the_names_of_their_columns() {
        check(
            r#"[["urlkey","timestamp","original"],
                ["example,a)/x","20260122102345","https://a.example/x"],
                ["example,a)/y","2026","https://a.example/y"], ["z"]]"#,
            &[("https://a.example/x", "2026-01-22T10:23:45Z")],
        );
        for text in ["[]", "[[]]", "[[\"a\"],[\"b\"]]", "[1", "{}", ""] {
            check(text, &[]);
        }
    }

    #[test]
    fn a_time_map_gives_its_mementos() {
        check(
            "<https://a.example/x>; rel=\"original\",\n\
             <https://ar.example/2026/https://a.example/x>; rel=\"first memento\"; \
             datetime=\"Tue, 20 Jan 2026 10:00:00 GMT\",\n\
             <https://ar.example/t>; rel=\"self\"; type=\"application/link-format\"",
            &[("https://a.example/x", "2026-01-20T10:00:00Z")],
        );
        check("<https://a.example/x>; rel=\"memento\"", &[]);
    }

    #[test]
    fn the_nearest_capture_is_on_either_side() {
        let at = |text: &str| Capture {
            url: None,
            original: "https://a.example/".to_owned(),
            taken: text.parse().unwrap(),
        };
        let all = [
            at("2026-01-01T00:00:00Z"),
            at("2026-01-20T00:00:00Z"),
            at("2026-03-01T00:00:00Z"),
        ];
        let found = |day| nearest(&all, day).unwrap().taken.to_string();
        assert_eq!(found(date(2026, 1, 8)), "2026-01-01T00:00:00Z");
        assert_eq!(found(date(2026, 1, 12)), "2026-01-20T00:00:00Z");
        assert_eq!(found(date(2030, 1, 1)), "2026-03-01T00:00:00Z");
        assert_eq!(nearest(&[], date(2026, 1, 1)), None);
    }
}
