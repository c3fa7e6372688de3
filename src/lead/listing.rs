//! What outlets publish about their pages: sitemaps, feeds, pages of results, and what
//! web archives say that they hold.
//!
//! Pure readers: they open nothing. What they read is hostile, so each takes time and
//! memory linear in the bytes, gives so many entries and no more, and what cannot be read
//! is left out. A listing that breaks off gives what came before.

mod capture;
mod choice;
mod entry;
mod feed;
mod record;
mod search;
mod sitemap;

use std::io::Read;

use flate2::read::MultiGzDecoder;
use jiff::civil::Date;

pub use self::capture::{Capture, captures, nearest};
pub use self::choice::choose;
use self::entry::Shelf;
use crate::text::charset;

/// Bytes that are read of a listing, after unpacking: what a sitemap may have
/// (sitemaps.org protocol 0.9: 50 MB).
const LARGEST: usize = 52_428_800;
/// How often bytes that are packed may hold packed bytes: a file packed by its author that
/// a server packed again.
const LAYERS: usize = 2;

/// One page that a listing names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// The address, http or https, without a fragment.
    pub url: String,
    /// The headline, as plain text.
    pub title: Option<String>,
    /// What the listing says of what it says, as plain text.
    pub summary: Option<String>,
    /// The day of publication in the outlet's own zone: as the listing says, else as the
    /// address does.
    pub published: Option<Date>,
    /// The day it was last changed, where the listing says. Some outlets have all their
    /// pages changed at once.
    pub modified: Option<Date>,
    /// What the listing files it under: a feed's categories, a news sitemap's keywords,
    /// with commas between.
    pub section: Option<String>,
}

/// Another listing that this one names (of a sitemap index).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct More {
    /// Its address.
    pub url: String,
    /// The day it was last changed.
    pub modified: Option<Date>,
}

/// What a listing names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// What it turned out to be.
    pub kind: Kind,
    /// The pages, each once, in its order.
    pub entries: Vec<Entry>,
    /// The other listings, each once, in its order; never its own address.
    pub more: Vec<More>,
    /// Whether there was more in it than could be read: it is too long, or breaks off.
    pub is_cut: bool,
}

/// What a listing is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A sitemap: XML, or text with an address a line.
    Sitemap,
    /// A sitemap of sitemaps.
    Index,
    /// RSS, Atom or JSON Feed.
    Feed,
    /// A page with links to articles: results of a search, a section.
    Search,
    /// An archive's index: Wayback CDX in JSON, or a Memento time map (RFC 7089).
    Captures,
    /// None of these, or it names nothing.
    #[default]
    Nothing,
}

/// Reads what came from `url`, whatever it is: told by its bytes, not by its name.
///
/// `charset` is the label that came with the bytes.
///
/// # Examples
///
/// ```
/// use veracite::lead::listing::{Kind, read};
///
/// let feed = b"<rss><channel><item><link>/2026/01/22/tide</link>\
///              <title>Tide rises</title></item></channel></rss>";
/// let listing = read("https://a.example/rss", feed, None);
///
/// assert_eq!(listing.kind, Kind::Feed);
/// assert_eq!(listing.entries[0].url, "https://a.example/2026/01/22/tide");
/// assert_eq!(listing.entries[0].published, Some(jiff::civil::date(2026, 1, 22)));
/// ```
#[must_use]
pub fn read(url: &str, bytes: &[u8], charset: Option<&str>) -> Listing {
    let mut is_cut = false;
    let unpacked = unpack(bytes, &mut is_cut);
    let bytes = unpacked.as_deref().unwrap_or(bytes);
    is_cut |= bytes.len() > LARGEST;
    let bytes = &bytes[..bytes.len().min(LARGEST)];
    let decoded = charset::decode(bytes, charset).text;
    let text = decoded.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let mut shelf = Shelf::new(url);
    let kind = fill(&mut shelf, url, text);
    shelf.finish(kind, is_cut)
}

/// Fills the shelf, and says from what.
fn fill(shelf: &mut Shelf, url: &str, text: &str) -> Kind {
    if text.starts_with(['{', '[']) {
        return if feed::read_json(shelf, text) {
            Kind::Feed
        } else {
            capture::fill(shelf, text)
        };
    }
    match root(text) {
        Some("urlset") => sitemap::read(shelf, text),
        Some("sitemapindex") => sitemap::read_index(shelf, text),
        Some("rss" | "feed" | "RDF" | "channel") => feed::read(shelf, text),
        Some(name) if name.starts_with("http") => capture::fill(shelf, text),
        Some(_) => search::read(shelf, url, text),
        None => sitemap::read_lines(shelf, text),
    }
}

/// The name, without prefix, of the first element; `None` for what is no markup.
fn root(text: &str) -> Option<&str> {
    let mut rest = text;
    loop {
        rest = rest.trim_start().strip_prefix('<')?;
        let end = match rest.as_bytes().first()? {
            b'?' => "?>",
            b'!' if rest.starts_with("!--") => "-->",
            b'!' if declaration(rest).contains('[') => "]>",
            b'!' => ">",
            _ => break,
        };
        rest = rest.split_once(end)?.1;
    }
    let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'));
    let name = &rest[..end.unwrap_or(rest.len()).min(rest.floor_char_boundary(80))];
    // An address in a time map has a prefix too.
    let is_address = name.starts_with("http:") || name.starts_with("https:");
    Some(if is_address { name } else { name.rsplit(':').next().unwrap_or(name) })
}

/// A declaration up to the first `>`, which is within its own brackets if it has any.
fn declaration(rest: &str) -> &str {
    rest.split_once('>').map_or(rest, |(inside, _)| inside)
}

/// The bytes without the gzip around them, if there is any, up to what is read of a
/// listing. What is damaged gives what comes before the damage.
fn unpack(bytes: &[u8], is_cut: &mut bool) -> Option<Vec<u8>> {
    let mut unpacked: Option<Vec<u8>> = None;
    for _ in 0..LAYERS {
        let packed = unpacked.as_deref().unwrap_or(bytes);
        if !packed.starts_with(&[0x1f, 0x8b]) {
            break;
        }
        let mut plain = Vec::new();
        let limit = u64::try_from(LARGEST).unwrap_or(u64::MAX).saturating_add(1);
        let ended = MultiGzDecoder::new(packed).take(limit).read_to_end(&mut plain);
        *is_cut |= ended.is_err() || plain.len() > LARGEST;
        unpacked = Some(plain);
    }
    unpacked
}

#[cfg(test)]
mod tests;
