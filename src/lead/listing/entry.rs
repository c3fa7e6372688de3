//! Where what a listing names is collected: each address once, so many and no more.

use std::collections::HashSet;

use jiff::civil::Date;
use url::Url;

use super::{Entry, Kind, Listing, More};
use crate::text::date::address;
use crate::text::date::{self, Order};
use crate::text::tree;

/// Entries that are taken from a listing, of pages and of listings each: what a sitemap
/// may have (sitemaps.org protocol 0.9).
const MOST: usize = 50_000;
/// Longest address, in bytes (the same).
const LONGEST: usize = 2048;
/// Characters of a headline, and of a section.
pub(super) const TITLE: usize = 300;
/// Characters of a summary.
pub(super) const SUMMARY: usize = 1000;

/// What was read of a listing so far.
pub(super) struct Shelf {
    base: Option<Url>,
    own: Option<String>,
    entries: Vec<Entry>,
    more: Vec<More>,
    seen: HashSet<String>,
    /// Whether there was more than could be read.
    pub(super) is_cut: bool,
}

impl Shelf {
    /// A shelf for what comes from `url`.
    pub(super) fn new(url: &str) -> Self {
        let base = Url::parse(url).ok();
        let own = base.clone().and_then(written);
        let (entries, more) = (Vec::new(), Vec::new());
        Self { base, own, entries, more, seen: HashSet::new(), is_cut: false }
    }

    /// The address that relative ones are relative to.
    pub(super) fn base(&self) -> Option<&Url> {
        self.base.as_ref()
    }

    /// The address that `text` stands for: http or https, without a fragment.
    pub(super) fn address(&self, text: &str) -> Option<String> {
        resolve(self.base(), text)
    }

    /// Takes a page, unless it is there already. `entry.url` is as `address` gives it.
    pub(super) fn push(&mut self, mut entry: Entry) {
        if self.entries.len() >= MOST {
            self.is_cut |= !self.seen.contains(&entry.url);
            return;
        }
        if !self.seen.insert(entry.url.clone()) {
            return;
        }
        if entry.published.is_none() {
            entry.published = day_in(&entry.url);
        }
        self.entries.push(entry);
    }

    /// Takes a listing, unless it is there already or is this one.
    pub(super) fn push_more(&mut self, more: More) {
        if self.own.as_ref() == Some(&more.url) || self.seen.contains(&more.url) {
            return;
        }
        if self.more.len() >= MOST {
            self.is_cut = true;
            return;
        }
        self.seen.insert(more.url.clone());
        self.more.push(more);
    }

    /// What was read.
    pub(super) fn finish(self, kind: Kind, is_cut: bool) -> Listing {
        let Self { entries, more, .. } = self;
        let is_cut = is_cut || self.is_cut;
        let is_empty = entries.is_empty() && more.is_empty();
        let kind = if is_empty && kind == Kind::Search { Kind::Nothing } else { kind };
        Listing { kind, entries, more, is_cut }
    }
}

/// The address that `text` stands for beside `base`: http or https, without a fragment,
/// a user's name or a password.
pub(super) fn resolve(base: Option<&Url>, text: &str) -> Option<String> {
    let text = text.trim();
    if text.is_empty() || text.len() > LONGEST {
        return None;
    }
    let url = match base {
        Some(base) => base.join(text),
        None => Url::parse(text),
    };
    written(url.ok()?)
}

fn written(mut url: Url) -> Option<String> {
    let is_web = matches!(url.scheme(), "http" | "https") && url.host_str().is_some();
    let is_plain = url.username().is_empty() && url.password().is_none();
    if !is_web || !is_plain {
        return None;
    }
    url.set_fragment(None);
    let text = String::from(url);
    (text.len() <= LONGEST).then_some(text)
}

/// The day in an address.
pub(super) fn day_in(url: &str) -> Option<Date> {
    let url = Url::parse(url).ok()?;
    address::find(url.path()).map(|found| found.day)
}

/// The day that a date in a listing is of, as it is written: in the outlet's own zone.
pub(super) fn day(text: &str) -> Option<Date> {
    date::read(text, Order::Unknown).map(|reading| reading.day)
}

/// Plain text of what may hold markup, in so many characters; `None` if there is none.
pub(super) fn plain(text: &str, most: usize) -> Option<String> {
    let holds_markup = text.contains(['<', '&']);
    if !holds_markup {
        return one_line(text, most);
    }
    let tree = tree::parse(text).tree;
    let mut found = String::new();
    for node in tree.root().descendants() {
        match node.value() {
            tree::Node::Text(text) => found.push_str(text),
            tree::Node::Element(element) if !is_inline(element.name()) => found.push(' '),
            _ => {}
        }
    }
    one_line(&found, most)
}

fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "b"
            | "cite"
            | "em"
            | "i"
            | "mark"
            | "q"
            | "small"
            | "span"
            | "strong"
            | "sub"
            | "sup"
            | "u"
    )
}

/// Words with single spaces between, cut at a word after so many characters.
pub(super) fn one_line(text: &str, most: usize) -> Option<String> {
    let mut line = String::new();
    let mut length = 0;
    for word in text.split_whitespace() {
        let more = word.chars().take(most + 1).count() + usize::from(length > 0);
        if length + more > most {
            if length == 0 {
                line.extend(word.chars().take(most));
            }
            break;
        }
        if length > 0 {
            line.push(' ');
        }
        line.push_str(word);
        length += more;
    }
    (!line.is_empty()).then_some(line)
}
