//! The lines of a page in which a reader would look for its date.

use super::super::super::Dated;
use super::super::super::fact::mark;
use super::super::super::fact::text;
use super::guessed;
use crate::text::date::{self, Order};
use crate::text::tree::{Edge, Element, Node, NodeRef, Tree};

/// Most elements whose text is read.
const ELEMENTS: usize = 400;
/// Beginnings and ends of nodes after a date in which that of a change is looked for.
const NEAR: usize = 24;
/// Beginnings and ends of nodes below the heading in which a known date is looked for.
const BELOW: usize = 1000;
/// Longest line that may be no more than a date and its label, in bytes.
const LINE: usize = 120;
/// Longest label that stands by itself, in bytes.
const LABEL: usize = 30;
/// Most runs of text that are looked at for a label.
const RUNS: usize = 3000;

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
/// A walk over the elements of a page.
#[derive(Default)]
pub(super) struct Search {
    /// What `03/04/2026` means on the page.
    order: Order,
    /// Whether only elements that are named for a date are looked at: enough where a date
    /// is known, and cheap.
    is_brief: bool,
    is_after_heading: bool,
    /// The first date after the heading, and the first before it.
    pub(super) after: Option<Dated>,
    pub(super) before: Option<Dated>,
    /// The first time stamp in an attribute.
    pub(super) stamp: Option<Dated>,
    /// The first date of a change.
    pub(super) changed: Option<Dated>,
    /// A label whose date comes next.
    label: Option<String>,
    /// Runs of text that were looked at.
    runs: usize,
    /// Elements whose text was read.
    read: usize,
    /// Beginnings and ends of nodes since the first date after the heading.
    since: usize,
    /// Beginnings and ends of nodes since the heading, in a brief search.
    below: usize,
}

impl Search {
    /// Looks through a page, up to a little after a date that stands below its heading.
    pub(super) fn run(tree: &Tree, order: Order, is_brief: bool) -> Self {
        let mut search = Self { order, is_brief, ..Self::default() };
        search.walk(tree);
        search
    }

    fn walk(&mut self, tree: &Tree) {
        // Open elements since one that stands beside the article, itself included.
        let mut beside = 0_usize;
        for edge in tree.root().traverse() {
            match edge {
                Edge::Open(node) => {
                    let Node::Element(element) = node.value() else {
                        if let Node::Text(text) = node.value()
                            && beside == 0
                            && !self.is_brief
                        {
                            self.run_of_text(text);
                        }
                        continue;
                    };
                    if element.name() == "h1" {
                        beside = 0;
                        self.is_after_heading = true;
                    } else if beside > 0 || mark::is_beside(&element) {
                        beside += 1;
                    } else {
                        self.element(node, &element);
                    }
                }
                Edge::Close(node) => {
                    beside -=
                        usize::from(beside > 0 && node.value().as_element().is_some());
                }
            }
            // A change is told next to the publication, if at all.
            self.since += usize::from(self.after.is_some());
            self.below += usize::from(self.is_after_heading && self.is_brief);
            if self.since > NEAR || self.below > BELOW || self.read >= ELEMENTS {
                break;
            }
        }
    }

    fn element(&mut self, node: NodeRef<'_>, element: &Element<'_>) {
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
        if !self.is_brief {
            self.stamp(element);
        }
        let is_labelled = !self.is_brief
            && self.runs < RUNS
            && own_text(node).is_some_and(|own| opens(&own) || mark::tells_change(&own));
        let is_dated = element.name() == "time" || mark::has(element, DATES);
        if !is_labelled && !is_dated {
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
        if text.is_empty() || text.len() > LINE || self.runs >= RUNS {
            return;
        }
        self.runs += 1;
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
    fn stamp(&mut self, element: &Element<'_>) {
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
fn own_text(node: NodeRef<'_>) -> Option<String> {
    let mut own = String::new();
    for child in node.children().take(8) {
        if let Node::Text(text) = child.value() {
            own.push_str(&text[..text.floor_char_boundary(LINE)]);
        }
        if own.len() > LINE {
            return None;
        }
    }
    let own = own.trim();
    (!own.is_empty()).then(|| own.to_owned())
}
