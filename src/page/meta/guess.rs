//! A date that nothing marks as one: what a reader would take for it.
//!
//! Looked for only where nothing better is known, and never more than a guess: a line near
//! the headline, a time stamp in an attribute, a member of a script's data.

use ego_tree::NodeRef;
use ego_tree::iter::Edge;
use scraper::node::Element;
use scraper::{Html, Node};

use super::super::date::{self, Order, Reading};
use super::super::fact::mark;
use super::super::fact::text;
use super::super::{Dated, Page, Tier};

/// Most elements whose text is read.
const ELEMENTS: usize = 400;
/// Longest line that may be no more than a date and its label, in bytes.
const LINE: usize = 120;
/// Longest label that stands by itself, in bytes.
const LABEL: usize = 30;
/// Most places in scripts that are looked at for one name.
const PLACES: usize = 200;

/// Names of elements that hold a date.
const DATES: &[&str] = &[
    "date",
    "datetime",
    "time",
    "timestamp",
    "published",
    "pubdate",
    "publish",
    "posted",
    "dateline",
    "datum",
    "fecha",
    "data",
    "byline",
    "meta",
    "info",
    "updated",
    "day",
];
/// Names of attributes that hold a time stamp.
const STAMPS: &[&str] = &[
    "date",
    "datetime",
    "time",
    "timestamp",
    "published",
    "pubdate",
    "publish",
    "epoch",
    "unix",
    "seconds",
];
/// Words that open the line that tells when a story was published.
const LABELS: &[&str] = &[
    "published",
    "posted",
    "first published",
    "date:",
    "publié",
    "publiée",
    "veröffentlicht",
    "erstellt",
    "publicado",
    "publicada",
    "pubblicato",
    "gepubliceerd",
    "geplaatst",
    "opublikowano",
    "publisert",
    "publicerad",
    "yayınlanma",
    "dipublikasikan",
    "опубликовано",
    "опубліковано",
    "입력",
    "기사입력",
    "승인",
    "등록",
    "发布时间",
    "公開日",
    "発表",
];
/// Names of the date of publication in the data that scripts bring with a page.
const MEMBERS: &[&str] = &[
    "datePublished",
    "publishedAt",
    "published_at",
    "publishedDate",
    "publishDate",
    "publish_date",
    "published_time",
    "publishedTime",
    "publication_date",
    "publicationDate",
    "firstPublished",
    "first_published_at",
    "pubDate",
    "displayDate",
    "display_date",
];

/// Gives a page that has no date the one that a reader would see. `raw` is its markup,
/// whose scripts the tree has no more.
pub(in super::super) fn guess(page: &mut Page, html: &Html, raw: &str) {
    if page.published.is_some() {
        return;
    }
    let order = page.language.as_deref().map(Order::of).unwrap_or_default();
    let mut search = Search { order, ..Search::default() };
    search.run(html);
    let shown = search.after.or(search.before).or(search.stamp);
    page.published = shown.or_else(|| in_scripts(raw, order));
    if page.modified.is_none() {
        page.modified = search.changed;
    }
}

fn guessed(reading: Reading, text: &str) -> Dated {
    Dated {
        day: reading.day,
        moment: reading.moment,
        text: text.trim().to_owned(),
        tier: Tier::Guess,
        disputed: false,
    }
}

/// A walk over the elements of a page.
#[derive(Default)]
struct Search {
    order: Order,
    is_after_heading: bool,
    /// The first date after the heading, and the first before it.
    after: Option<Dated>,
    before: Option<Dated>,
    /// The first time stamp in an attribute.
    stamp: Option<Dated>,
    /// The first date of a change.
    changed: Option<Dated>,
    /// A label whose date comes next.
    label: Option<String>,
    /// Elements whose text was read.
    read: usize,
}

impl Search {
    fn run(&mut self, html: &Html) {
        // Open elements since one that stands beside the article, itself included.
        let mut beside = 0_usize;
        for edge in html.tree.root().traverse() {
            match edge {
                Edge::Open(node) => {
                    let Node::Element(element) = node.value() else {
                        if let Node::Text(text) = node.value()
                            && beside == 0
                        {
                            self.run_of_text(&text.text);
                        }
                        continue;
                    };
                    if element.name() == "h1" {
                        beside = 0;
                        self.is_after_heading = true;
                    } else if beside > 0 || mark::is_beside(element) {
                        beside += 1;
                    } else {
                        self.element(node, element);
                    }
                }
                Edge::Close(node) => {
                    beside -= usize::from(beside > 0 && node.value().is_element());
                }
            }
            if self.after.is_some() || self.read >= ELEMENTS {
                break;
            }
        }
    }

    fn element(&mut self, node: NodeRef<'_, Node>, element: &Element) {
        if matches!(
            element.name(),
            "html"
                | "head"
                | "body"
                | "main"
                | "article"
                | "script"
                | "style"
                | "title"
                | "meta"
        ) {
            return;
        }
        self.stamp(element);
        let own = own_text(node);
        let is_labelled =
            own.as_deref().is_some_and(|own| opens(own) || mark::tells_change(own));
        if !is_labelled && !mark::has(element, DATES) {
            return;
        }
        self.read += 1;
        if let Some(line) = text(node).filter(|line| line.len() <= LINE) {
            self.line(&line);
        }
    }

    /// A run of text that begins with a label, or follows one: `<dt>Published</dt><dd>…`.
    fn run_of_text(&mut self, text: &str) {
        let text = text.trim();
        if text.is_empty() || text.len() > LINE {
            return;
        }
        if let Some(label) = self.label.take() {
            self.line(&format!("{label} {text}"));
        } else if opens(text) || mark::tells_change(text) {
            self.read += 1;
            if date::read_within(text, self.order).is_some() {
                self.line(text);
            } else if text.len() <= LABEL {
                self.label = Some(text.to_owned());
            }
        }
    }

    /// A line in which there may be a date, a change, or both.
    fn line(&mut self, line: &str) {
        if line.contains('©') || line.to_lowercase().contains("copyright") {
            return;
        }
        let at = mark::change(line).unwrap_or(line.len());
        let (before, change) = line.split_at(at);
        if self.changed.is_none() {
            self.changed =
                date::read_within(change, self.order).map(|r| guessed(r, change));
        }
        // `The fair is on 14 March 2026 at the quay.` is a sentence, not a dateline.
        if !opens(line) && is_sentence(line) {
            return;
        }
        let Some(found) = date::read_within(before, self.order) else { return };
        let slot = if self.is_after_heading { &mut self.after } else { &mut self.before };
        if slot.is_none() {
            *slot = Some(guessed(found, before));
        }
    }

    /// A time stamp in an attribute for scripts.
    fn stamp(&mut self, element: &Element) {
        if self.stamp.is_some() {
            return;
        }
        let stamps = element.attrs().filter(|(name, value)| {
            name.strip_prefix("data-").is_some_and(|name| {
                let mut words = name.split(['-', '_']);
                value.len() <= 40 && words.any(|word| STAMPS.contains(&word))
            }) && !mark::tells_change(name)
        });
        let mut dates = stamps.filter_map(|(_, value)| {
            Some(guessed(date::read(value, self.order)?, value))
        });
        self.stamp = dates.next();
    }
}

/// Whether a line begins as one that tells when a story was published.
fn opens(line: &str) -> bool {
    let lower = line.to_lowercase();
    let bare = lower.trim_start_matches(|c: char| !c.is_alphanumeric());
    LABELS.iter().any(|label| bare.starts_with(label))
}

/// Whether a line ends as a sentence does, and not in `p.m.`.
fn is_sentence(line: &str) -> bool {
    let last = line.rsplit(' ').next().unwrap_or_default();
    let word = last.trim_end_matches(['.', '!', '?']);
    word.len() < last.len() && word.len() > 3 && word.chars().all(char::is_lowercase)
}

/// The text that stands in an element itself, not in those inside it.
fn own_text(node: NodeRef<'_, Node>) -> Option<String> {
    let mut own = String::new();
    for child in node.children().take(8) {
        if let Node::Text(text) = child.value() {
            own.push_str(&text.text[..text.text.floor_char_boundary(LINE)]);
        }
        if own.len() > LINE {
            return None;
        }
    }
    let own = own.trim();
    (!own.is_empty()).then(|| own.to_owned())
}

/// The date under the first of the names that stands in the page's scripts and has one day
/// only: where there are several, other stories' are among them.
fn in_scripts(raw: &str, order: Order) -> Option<Dated> {
    MEMBERS.iter().find_map(|name| {
        let mut found: Option<Dated> = None;
        for (at, _) in raw.match_indices(name).take(PLACES) {
            let Some(value) = member(&raw[..at], &raw[at + name.len()..]) else {
                continue;
            };
            let Some(reading) = date::read(value, order) else { continue };
            match &found {
                Some(known) if known.day != reading.day => return None,
                Some(_) => {}
                None => found = Some(guessed(reading, value)),
            }
        }
        found
    })
}

/// The value of a member whose name stands between the two texts: `"name":"value"`, also
/// with the quotation marks escaped.
fn member<'t>(before: &str, after: &'t str) -> Option<&'t str> {
    if !before.ends_with('"') {
        return None;
    }
    let after = after.strip_prefix('\\').unwrap_or(after).strip_prefix('"')?;
    let value = after.trim_start().strip_prefix(':')?.trim_start();
    let value = value.trim_start_matches(['\\', '"']);
    let end =
        value.bytes().take(64).position(|b| matches!(b, b'"' | b'\\' | b',' | b'}'))?;
    Some(&value[..end])
}
