//! Feeds: RSS of every version, Atom (RFC 4287), JSON Feed 1.1.
//!
//! Read by us, and not by a crate that models all of a feed: such a one gives nothing where
//! one element is broken, moves days to UTC, and compares each attribute of a tag with all
//! before it.

use serde::Deserialize;
use serde_json::Value;
use url::Url;

use super::entry::{SUMMARY, Shelf, TITLE, day, one_line, plain, resolve};
use super::record::{Field, Grammar, Record, records};
use super::{Entry, Kind};

const ITEMS: Grammar = Grammar { records: &["item", "entry"], open: &[] };

/// Reads RSS or Atom.
pub(super) fn read(shelf: &mut Shelf, xml: &str) -> Kind {
    let is_whole = records(xml, ITEMS, |record| {
        if let Some(entry) = entry(shelf, &record) {
            shelf.push(entry);
        }
    });
    shelf.is_cut |= !is_whole;
    Kind::Feed
}

fn entry(shelf: &Shelf, record: &Record) -> Option<Entry> {
    let url = address(shelf, record)?;
    let first = |names: &[&str]| names.iter().find_map(|name| record.text(name));
    let text = |names: &[&str], most| first(names).and_then(|text| plain(text, most));
    let date = |names: &[&str]| first(names).and_then(day);
    Some(Entry {
        url,
        title: text(&["title", "atom:title", "rss:title", "dc:title"], TITLE),
        summary: text(
            &["description", "summary", "content:encoded", "content", "atom:summary"],
            SUMMARY,
        ),
        published: date(&["pubDate", "published", "dc:date", "issued", "atom:published"]),
        modified: date(&["updated", "dcterms:modified", "modified", "atom:updated"]),
        section: sections(record),
    })
}

/// The address of the page: the link, else an id that is a permanent link.
fn address(shelf: &Shelf, record: &Record) -> Option<String> {
    let base =
        record.bases.iter().map(String::as_str).fold(shelf.base().cloned(), joined);
    let link = |field: &Field| {
        let base = field.marks.base.as_deref().into_iter().fold(base.clone(), joined);
        let text = field.marks.href.as_deref().unwrap_or(&field.text);
        resolve(base.as_ref(), text)
    };
    // Without a relation it is the page itself (RFC 4287, section 4.2.7.2).
    let is_page =
        |field: &&Field| field.marks.rel.as_deref().is_none_or(|rel| rel == "alternate");
    let links = ["link", "atom:link", "rss:link"];
    let mut linked = links.into_iter().flat_map(|name| record.all(name));
    let found = linked.by_ref().filter(is_page).find_map(link);
    let permanent = || {
        let is_permanent = |field: &&Field| {
            let said = field.marks.is_permalink.as_deref();
            said.is_none_or(|said| said.eq_ignore_ascii_case("true"))
        };
        let mut ids = record.all("guid").filter(is_permanent).chain(record.all("id"));
        ids.find_map(|id| resolve(None, &id.text))
    };
    found.or_else(permanent)
}

fn joined(base: Option<Url>, more: &str) -> Option<Url> {
    match base {
        Some(base) => Some(base.join(more).ok().filter(is_short).unwrap_or(base)),
        None => Url::parse(more).ok().filter(is_short),
    }
}

fn is_short(url: &Url) -> bool {
    url.as_str().len() <= 4096
}

fn sections(record: &Record) -> Option<String> {
    let names = ["category", "atom:category", "dc:subject", "media:keywords"];
    let fields = names.into_iter().flat_map(|name| record.all(name));
    let words = fields.filter_map(|field| {
        let said = field.marks.term.as_deref().unwrap_or(&field.text);
        plain(said, TITLE)
    });
    one_line(&words.collect::<Vec<_>>().join(", "), TITLE)
}

/// A JSON Feed; of each item what is needed, whatever its type.
#[derive(Deserialize)]
struct Json {
    items: Vec<Value>,
}

/// Reads a JSON Feed; false if `text` is none.
pub(super) fn read_json(shelf: &mut Shelf, text: &str) -> bool {
    let Ok(Json { items }) = serde_json::from_str(text) else { return false };
    for item in &items {
        if let Some(entry) = json_entry(shelf, item) {
            shelf.push(entry);
        }
    }
    true
}

fn json_entry(shelf: &Shelf, item: &Value) -> Option<Entry> {
    let string = |name: &str| item.get(name)?.as_str();
    let url = ["url", "external_url", "id"].into_iter().find_map(|name| {
        let base = if name == "id" { None } else { shelf.base() };
        resolve(base, string(name)?)
    })?;
    let summaries = ["summary", "content_text", "content_html"];
    let summary = summaries.into_iter().find_map(|name| {
        let text = string(name)?;
        plain(&text[..text.floor_char_boundary(8192)], SUMMARY)
    });
    let tags = item.get("tags").and_then(Value::as_array).into_iter().flatten();
    let tags: Vec<&str> = tags.filter_map(Value::as_str).take(16).collect();
    Some(Entry {
        url,
        title: string("title").and_then(|title| plain(title, TITLE)),
        summary,
        published: string("date_published").and_then(day),
        modified: string("date_modified").and_then(day),
        section: one_line(&tags.join(", "), TITLE),
    })
}
