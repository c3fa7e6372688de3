//! Sitemaps: by sitemaps.org protocol 0.9, with the news extension, and as plain text.

use super::entry::{Shelf, TITLE, day, one_line, plain};
use super::record::{Grammar, Record, records};
use super::{Entry, Kind, More};

const PAGES: Grammar = Grammar { records: &["url"], open: &["news"] };
const SITEMAPS: Grammar = Grammar { records: &["sitemap"], open: &[] };

/// Reads a sitemap.
pub(super) fn read(shelf: &mut Shelf, xml: &str) -> Kind {
    let is_whole = records(xml, PAGES, |record| {
        if let Some(entry) = entry(shelf, &record) {
            shelf.push(entry);
        }
    });
    shelf.is_cut |= !is_whole;
    Kind::Sitemap
}

fn entry(shelf: &Shelf, record: &Record) -> Option<Entry> {
    let url = shelf.address(local(record, "loc")?)?;
    let title = local(record, "title").and_then(|title| plain(title, TITLE));
    let section = local(record, "keywords").and_then(|words| plain(words, TITLE));
    let published = local(record, "publication_date").and_then(day);
    let modified = local(record, "lastmod").and_then(day);
    Some(Entry { url, title, summary: None, published, modified, section })
}

/// Text of the first field of a name, whatever its prefix.
fn local<'r>(record: &'r Record, name: &str) -> Option<&'r str> {
    let is_it = |written: &str| written.rsplit(':').next() == Some(name);
    let mut fields = record.fields.iter().filter(|field| is_it(&field.name));
    fields.find_map(|field| Some(field.text.trim()).filter(|text| !text.is_empty()))
}

/// Reads a sitemap of sitemaps.
pub(super) fn read_index(shelf: &mut Shelf, xml: &str) -> Kind {
    let is_whole = records(xml, SITEMAPS, |record| {
        let url = local(&record, "loc").and_then(|url| shelf.address(url));
        let modified = local(&record, "lastmod").and_then(day);
        if let Some(url) = url {
            shelf.push_more(More { url, modified });
        }
    });
    shelf.is_cut |= !is_whole;
    Kind::Index
}

/// Reads a sitemap that is text with one address a line; nothing if its first line is no
/// address.
pub(super) fn read_lines(shelf: &mut Shelf, text: &str) -> Kind {
    let mut lines =
        text.lines().map(str::trim).filter(|line| !line.is_empty()).peekable();
    let is_address =
        |line: &str| line.starts_with("http://") || line.starts_with("https://");
    if !lines.peek().is_some_and(|first| is_address(first)) {
        return Kind::Nothing;
    }
    for line in lines.filter(|line| is_address(line)) {
        if let Some(url) = one_line(line, line.len()).and_then(|url| shelf.address(&url))
        {
            shelf.push(Entry { url, ..Entry::default() });
        }
    }
    Kind::Sitemap
}
