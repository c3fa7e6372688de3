//! The list inside an attribution: `The Guardian, 2016-02-25; Reuters via Yahoo`.
//!
//! The list is cut at every mark that can part two outlets, and then joined again where
//! an outlet is called so (`Press and Journal`). A date, a description or an address
//! that stands alone between two marks belongs to the outlet before it. What can't be
//! read is a [`Fault`]; the rest of the list is read all the same.

use crate::outlet::Resolution;
use crate::outlet::date;
use crate::outlet::date::When;
use crate::outlet::label;
use crate::outlet::label::{Label, Names};
use crate::outlet::separator::{Joint, Scan};
use crate::text::Span;

/// Entries, written small, that stand for outlets without naming them.
const NAMELESS: &[&str] = &[
    "agencies",
    "agency reports",
    "et al",
    "local media",
    "local reports",
    "media reports",
    "multiple outlets",
    "multiple sources",
    "news agencies",
    "news reports",
    "others",
    "other outlets",
    "other sources",
    "press reports",
    "reports",
    "several outlets",
    "sources",
    "various",
    "various outlets",
    "various sources",
    "wire reports",
    "wire services",
];

/// Most characters of an entry; a longer one is prose.
const MAX_ENTRY: usize = 200;

/// Most entries that are tried as one name (`Wall Street Journal & Co`), after the first.
const MAX_JOINED: usize = 3;

/// Most entries a date is spread over (`Thursday, January 22, 2026`), after the first.
const MAX_DATE_PARTS: usize = 2;

/// The part of a list between two marks.
#[derive(Clone, Copy, Debug)]
struct Part {
    span: Span,
    joint: Joint,
}

/// An outlet or address that a list names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Item {
    /// Where the name (or the address) is.
    pub(super) name: Span,
    /// Where all of the entry is.
    pub(super) whole: Span,
    /// Whether an outlet is called so.
    pub(super) known: bool,
    /// The date beside it.
    pub(super) when: When,
    /// The address beside it, with its scheme.
    pub(super) url: Option<String>,
    /// The words that describe the article.
    pub(super) description: Option<String>,
    /// Where the name of the outlet is that it is cited through.
    pub(super) via: Option<Span>,
    joint: Joint,
}

/// Why a part of a list can't be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// The list names nothing at all.
    Empty,
    /// Nothing stands between two marks, or after the last.
    Gap,
    /// A date that belongs to no outlet.
    Dateless,
    /// More words than a name has.
    Prose,
}

impl Fault {
    /// The message of the note.
    pub(super) const fn message(self) -> &'static str {
        match self {
            Self::Empty => "the attribution names no outlet",
            Self::Gap => "the list of outlets has an entry without a name",
            Self::Dateless => {
                "the list of outlets has a date without an outlet before it"
            }
            Self::Prose => "the list of outlets has an entry too long to be a name",
        }
    }
}

/// A list, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct List {
    /// What it names, in order.
    pub(super) items: Vec<Item>,
    /// What can't be read, with its place.
    pub(super) faults: Vec<(Fault, Span)>,
    /// Entries that stand for outlets without naming them.
    pub(super) nameless: Vec<Span>,
}

/// Reads the list at `span` of `text`.
pub(super) fn read(text: &str, span: Span, names: &impl Names) -> List {
    let mut reader = Reader { text, names, list: List::default(), end: span.start };
    let parts = reader.cut(span);
    let mut at = 0;
    while at < parts.len() {
        at += reader.take(&parts[at..]);
    }
    let mut list = reader.list;
    if list.items.is_empty() && list.nameless.is_empty() && list.faults.is_empty() {
        list.faults.push((Fault::Empty, span));
    }
    list
}

struct Reader<'t, N> {
    text: &'t str,
    names: &'t N,
    list: List,
    /// Where the part that was cut last ends.
    end: usize,
}

impl<N: Names> Reader<'_, N> {
    /// Cuts the list into parts. Notes parts without a letter or digit.
    fn cut(&mut self, span: Span) -> Vec<Part> {
        let mut parts = Vec::new();
        let mut joint = Joint::Start;
        self.end = span.start;
        let mut marks = Scan::new(self.text, span);
        while let Some((gap, next)) = marks.separator(self.names) {
            joint = self.part(gap, joint, Some(next), &mut parts);
            self.end = gap.end;
        }
        self.part(Span::new(span.end, span.end), joint, None, &mut parts);
        parts
    }

    /// Adds the part from the last mark up to the one at `mark`. Returns what joins the
    /// next part: two marks in a row, as in `, and`, are one.
    fn part(
        &mut self,
        mark: Span,
        joint: Joint,
        next: Option<Joint>,
        parts: &mut Vec<Part>,
    ) -> Joint {
        let span = Span::new(self.end, mark.start).trim(self.text);
        if span.of(self.text).contains(char::is_alphanumeric) {
            parts.push(Part { span, joint });
            return next.unwrap_or(joint);
        }
        let is_word = |joint| {
            matches!(joint, Joint::And | Joint::Dash | Joint::Citing | Joint::Through)
        };
        let parts_two = matches!(joint, Joint::Comma | Joint::Semicolon);
        match next {
            Some(next) if is_word(next) && parts_two && span.is_empty() => next,
            Some(next @ Joint::Through) if joint == Joint::Start => next,
            None if joint == Joint::Start => joint,
            _ => {
                let before = self.text[..self.end].char_indices().next_back();
                let before = before.filter(|_| joint != Joint::Start);
                let start = before.map_or(self.end, |(at, _)| at);
                let gap = Span::new(start, mark.end).trim(self.text);
                match self.list.faults.last_mut() {
                    // A run of marks is one mistake.
                    Some((Fault::Gap, last)) if last.end >= start => {
                        last.end = last.end.max(gap.end);
                    }
                    _ => self.list.faults.push((Fault::Gap, gap)),
                }
                next.unwrap_or(joint)
            }
        }
    }

    /// Reads an entry at the start of `parts`. Returns how many parts it takes.
    fn take(&mut self, parts: &[Part]) -> usize {
        if let Some(taken) = self.take_joined(parts) {
            return taken;
        }
        let Part { span, joint } = parts[0];
        let entry = span.of(self.text);
        if entry.chars().nth(MAX_ENTRY).is_some() {
            self.list.faults.push((Fault::Prose, span));
            return 1;
        }
        if !self.names.knows(entry) {
            if let Some(taken) = self.take_date(parts) {
                return taken;
            }
            let plain = entry.trim_matches(|c: char| !c.is_alphanumeric());
            if NAMELESS.iter().any(|nameless| plain.eq_ignore_ascii_case(nameless)) {
                self.list.nameless.push(span);
                return 1;
            }
        }
        let label = label::read(self.text, span, span.start, self.names);
        if !self.extends_last(&label, parts[0]) {
            self.push(&label, span, joint);
        }
        1
    }

    /// Reads several parts as one entry, where an outlet is called so.
    fn take_joined(&mut self, parts: &[Part]) -> Option<usize> {
        let is_soft =
            |part: &&Part| matches!(part.joint, Joint::Comma | Joint::And | Joint::Dash);
        let n_more = parts[1..].iter().take(MAX_JOINED).take_while(is_soft).count();
        (1..=n_more).rev().find_map(|more| {
            let (first, last) = (parts[0], parts[more]);
            let span = first.span.cover(last.span);
            if span.len() > MAX_ENTRY {
                return None;
            }
            let label = label::read(self.text, span, last.span.start, self.names);
            let is_one = label.known && label.url.is_none();
            if is_one {
                self.push(&label, span, first.joint);
            }
            is_one.then_some(more + 1)
        })
    }

    /// Reads a date that stands alone, and gives it to the entry before it.
    fn take_date(&mut self, parts: &[Part]) -> Option<usize> {
        let goes_on = |part: &&Part| matches!(part.joint, Joint::Comma | Joint::Dash);
        let n_more = parts[1..].iter().take(MAX_DATE_PARTS).take_while(goes_on).count();
        let (span, when, taken) = (0..=n_more).rev().find_map(|more| {
            let span = parts[0].span.cover(parts[more].span);
            let inside = span.of(self.text).trim_matches(|c| "()[]（）.".contains(c));
            let when = date::read(date::without_lead(inside))?;
            Some((span, when, more + 1))
        })?;
        let Some(last) = self.list.items.last_mut() else {
            self.list.faults.push((Fault::Dateless, span));
            return Some(taken);
        };
        if let Some(when) = last.when.filled(when) {
            last.when = when;
            last.whole = last.whole.cover(span);
        } else {
            // A second date after one name is a second article.
            let item = Item { when, whole: span, ..last.clone() };
            self.list.items.push(item);
        }
        Some(taken)
    }

    /// Whether the entry only says more of the one before it, to which it is then added:
    /// a description or an address that stands alone.
    fn extends_last(&mut self, label: &Label, part: Part) -> bool {
        let Some(last) = self.list.items.last_mut() else { return false };
        if !matches!(part.joint, Joint::Comma | Joint::And | Joint::Dash) {
            return false;
        }
        let entry = part.span.of(self.text);
        if let Some(url) = label.url {
            let url = label::address(url.of(self.text));
            let alone = Some(label.name) == label.url && last.url.is_none() && last.known;
            let extends = alone && publishes(self.names, last.name.of(self.text), &url);
            if extends {
                last.url = Some(url);
                last.whole = last.whole.cover(part.span);
            }
            return extends;
        }
        let first = entry.split_whitespace().next().unwrap_or_default();
        let first = first.trim_end_matches(|c: char| !c.is_alphanumeric());
        let goes_on = first.starts_with(char::is_lowercase) && last.description.is_some();
        let titled = part.joint == Joint::Dash && !may_be_name(entry);
        let quoted = entry.starts_with(['"', '“', '«', '‘']);
        if label.known || !(goes_on || titled || quoted || label::describes(first)) {
            return false;
        }
        last.description = Some(match last.description.take() {
            Some(earlier) => format!("{earlier}, {entry}"),
            None => entry.to_owned(),
        });
        last.whole = last.whole.cover(part.span);
        true
    }

    /// Adds an entry, and marks what is second-hand.
    fn push(&mut self, label: &Label, whole: Span, joint: Joint) {
        let text = self.text;
        let mut item = Item {
            name: label.name,
            whole,
            known: label.known,
            when: label.when,
            url: label.url.map(|url| label::address(url.of(text))),
            description: label.description.map(|words| words.of(text).trim().to_owned()),
            via: None,
            joint,
        };
        match (joint, self.list.items.last()) {
            (Joint::Citing, Some(last)) => item.via = Some(last.name),
            // `citing Reuters and AFP`: both were read in the one that cites them.
            (Joint::And, Some(last)) if last.joint != Joint::Through => {
                item.via = last.via;
            }
            (Joint::Through, Some(_)) => {
                for earlier in self.list.items.iter_mut().rev() {
                    earlier.via.get_or_insert(item.name);
                    if earlier.joint != Joint::And {
                        break;
                    }
                }
            }
            _ => {}
        }
        self.list.items.push(item);
    }
}

/// Whether words after a dash are more likely an outlet that the registry lacks than the
/// title of an article: such an outlet has to be noted.
fn may_be_name(words: &str) -> bool {
    let most = if words.starts_with("The ") { 4 } else { 2 };
    words.split_whitespace().nth(most).is_none()
}

/// Whether the outlet called `name` is the one that publishes at `url`.
fn publishes(names: &impl Names, name: &str, url: &str) -> bool {
    match (names.resolve(name), names.by_url(url)) {
        (Resolution::Known { outlet, .. }, Some((host, _))) => outlet == host,
        _ => false,
    }
}
