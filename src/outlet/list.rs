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
use crate::outlet::word;
use crate::text::Span;

/// Marks that part outlets, and how strongly.
const MARKS: &[(&str, Joint)] = &[
    (";", Joint::Semicolon),
    ("；", Joint::Semicolon),
    ("|", Joint::Semicolon),
    (",", Joint::Comma),
    ("，", Joint::Comma),
    ("、", Joint::Comma),
    ("/", Joint::And),
    ("／", Joint::And),
    ("＆", Joint::And),
];

/// Words that part outlets, between white space or after a mark; those of several words
/// before those they begin with. After a word with [`Joint::Citing`] stands the outlet that
/// said it first; after one with [`Joint::Through`], the outlet it was read in.
const WORDS: &[(&str, Joint)] = &[
    ("and", Joint::And),
    ("&", Joint::And),
    ("+", Joint::And),
    ("citing", Joint::Citing),
    ("which cites", Joint::Citing),
    ("which cited", Joint::Citing),
    ("quoting", Joint::Citing),
    ("crediting", Joint::Citing),
    ("via", Joint::Through),
    ("as reported by", Joint::Through),
    ("reported by", Joint::Through),
    ("as reported in", Joint::Through),
    ("as quoted by", Joint::Through),
    ("as quoted in", Joint::Through),
    ("as cited by", Joint::Through),
    ("cited by", Joint::Through),
    ("as carried by", Joint::Through),
    ("carried by", Joint::Through),
    ("republished by", Joint::Through),
    ("reprinted by", Joint::Through),
];

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

/// What stands between an entry and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Joint {
    Start,
    Semicolon,
    Comma,
    And,
    Citing,
    Through,
}

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
        let mut scan = Scan::new(self.text, span);
        while let Some((gap, next)) = scan.separator(self.names) {
            joint = self.part(gap.start, joint, Some(next), &mut parts);
            self.end = gap.end;
        }
        self.part(span.end, joint, None, &mut parts);
        parts
    }

    /// Adds the part from the last mark up to `to`. Returns what joins the next part: two
    /// marks in a row, as in `, and`, are one.
    fn part(
        &mut self,
        to: usize,
        joint: Joint,
        next: Option<Joint>,
        parts: &mut Vec<Part>,
    ) -> Joint {
        let span = Span::new(self.end, to).trim(self.text);
        if span.of(self.text).contains(char::is_alphanumeric) {
            parts.push(Part { span, joint });
            return next.unwrap_or(joint);
        }
        let is_word =
            |joint| matches!(joint, Joint::And | Joint::Citing | Joint::Through);
        let parts_two = matches!(joint, Joint::Comma | Joint::Semicolon);
        match next {
            Some(next) if is_word(next) && parts_two && span.is_empty() => next,
            Some(next @ Joint::Through) if joint == Joint::Start => next,
            None if joint == Joint::Start => joint,
            _ => {
                let mark = self.text[..self.end].char_indices().next_back();
                let start = mark.map_or(self.end, |(at, _)| at);
                self.list.faults.push((Fault::Gap, Span::new(start, to)));
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
        let is_soft = |part: &&Part| matches!(part.joint, Joint::Comma | Joint::And);
        let n_more = parts[1..].iter().take(MAX_JOINED).take_while(is_soft).count();
        (1..=n_more).rev().find_map(|more| {
            let (first, last) = (parts[0], parts[more]);
            let span = first.span.cover(last.span);
            if span.len() > MAX_ENTRY {
                return None;
            }
            let label = label::read(self.text, span, last.span.start, self.names);
            if label.known {
                self.push(&label, span, first.joint);
            }
            label.known.then_some(more + 1)
        })
    }

    /// Reads a date that stands alone, and gives it to the entry before it.
    fn take_date(&mut self, parts: &[Part]) -> Option<usize> {
        let is_comma = |part: &&Part| part.joint == Joint::Comma;
        let n_more = parts[1..].iter().take(MAX_DATE_PARTS).take_while(is_comma).count();
        let (span, when, taken) = (0..=n_more).rev().find_map(|more| {
            let span = parts[0].span.cover(parts[more].span);
            let inside = span.of(self.text).trim_matches(|c| "()[]（）.".contains(c));
            let when = date::read(date::without_lead(inside))?;
            Some((span, when, more + 1))
        })?;
        match self.list.items.last_mut() {
            Some(last) => match last.when.filled(when) {
                Some(when) => {
                    last.when = when;
                    last.whole = last.whole.cover(span);
                }
                // A second date after one name is a second article.
                None => {
                    let item = Item { when, whole: span, ..last.clone() };
                    self.list.items.push(item);
                }
            },
            None => self.list.faults.push((Fault::Dateless, span)),
        }
        Some(taken)
    }

    /// Whether the entry only says more of the one before it, to which it is then added:
    /// a description or an address that stands alone.
    fn extends_last(&mut self, label: &Label, part: Part) -> bool {
        let Some(last) = self.list.items.last_mut() else { return false };
        if label.known || !matches!(part.joint, Joint::Comma | Joint::And) {
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
        let goes_on = first.starts_with(char::is_lowercase) && last.description.is_some();
        let quoted = entry.starts_with(['"', '“', '«', '‘']);
        if !goes_on && !quoted && !label::describes(first) {
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

/// Looks for the marks and words that part a list.
struct Scan<'t> {
    text: &'t str,
    at: usize,
    end: usize,
    depth: usize,
    /// Up to where words were looked at for addresses; each is looked at once.
    checked: usize,
    /// Set once a quotation mark is known to have no fellow, so that none is looked for
    /// again.
    unpaired: bool,
}

impl<'t> Scan<'t> {
    fn new(text: &'t str, span: Span) -> Self {
        Self {
            text,
            at: span.start,
            end: span.end,
            depth: 0,
            checked: 0,
            unpaired: false,
        }
    }

    fn rest(&self) -> &'t str {
        Span::new(self.at, self.end).of(self.text)
    }

    /// The next mark or word that parts the list, and how.
    fn separator(&mut self, names: &impl Names) -> Option<(Span, Joint)> {
        let mut at_word = self.before_word();
        while let Some(c) = self.rest().chars().next() {
            if at_word && self.depth == 0 {
                if let Some((len, joint)) = self.word_joint() {
                    return Some(self.found(len, joint));
                }
            }
            if at_word && self.skip_whole(names) {
                at_word = false;
                continue;
            }
            if self.depth == 0 {
                let rest = self.rest();
                let mark = MARKS.iter().find(|(mark, _)| rest.starts_with(mark));
                if let Some((mark, joint)) = mark {
                    return Some(self.found(mark.len(), *joint));
                }
            }
            match c {
                '(' | '[' | '（' | '［' => self.depth += 1,
                ')' | ']' | '）' | '］' => self.depth = self.depth.saturating_sub(1),
                _ => {}
            }
            at_word = c.is_whitespace() || "([（［*_“\"".contains(c);
            self.at += c.len_utf8();
        }
        None
    }

    /// Whether a word may begin here: after the start or after a mark.
    fn before_word(&self) -> bool {
        let before = self.text[..self.at].chars().next_back();
        !before.is_some_and(char::is_alphanumeric)
    }

    fn found(&mut self, len: usize, joint: Joint) -> (Span, Joint) {
        let gap = Span::new(self.at, self.at + len);
        self.at = gap.end;
        (gap, joint)
    }

    /// A word that parts the list, here. Words before a name need white space after them.
    fn word_joint(&self) -> Option<(usize, Joint)> {
        let rest = self.rest();
        WORDS.iter().find_map(|&(word, joint)| {
            let len = word::starts_with(rest, word)?;
            let parted = rest[len..].chars().next().is_none_or(char::is_whitespace);
            parted.then_some((len, joint))
        })
    }

    /// Goes past an address, a date in digits or words in quotation marks, whose marks
    /// part nothing.
    fn skip_whole(&mut self, names: &impl Names) -> bool {
        let rest = self.rest();
        if self.at >= self.checked {
            let ends = |c: char| c.is_whitespace() || ",;)，；）、".contains(c);
            let word = &rest[..rest.find(ends).unwrap_or(rest.len())];
            self.checked = self.at + word.len();
            if date::numeric(word).is_some() {
                self.at += word.len();
                return true;
            }
            if label::is_url(word) && !is_two_names(word, names) {
                self.at += url_len(rest);
                return true;
            }
        }
        let close = match rest.chars().next() {
            Some('“') => '”',
            Some('"') => '"',
            Some('«') => '»',
            _ => return false,
        };
        if self.unpaired {
            return false;
        }
        let inside = rest.char_indices().skip(1).find(|&(_, c)| c == close);
        match inside {
            Some((at, c)) => self.at += at + c.len_utf8(),
            None => self.unpaired = true,
        }
        inside.is_some()
    }
}

/// Whether a word that looks like an address is two outlets: `Investing.com/Reuters`.
fn is_two_names(word: &str, names: &impl Names) -> bool {
    word.split_once('/')
        .is_some_and(|(one, other)| names.knows(one) && names.knows(other))
}

/// Whether the outlet called `name` is the one that publishes at `url`.
fn publishes(names: &impl Names, name: &str, url: &str) -> bool {
    match (names.resolve(name), names.by_url(url)) {
        (Resolution::Known { outlet, .. }, Some((host, _))) => outlet == host,
        _ => false,
    }
}

/// How much of `text`, which begins as an address, is one: up to white space, or to a
/// comma or semicolon that ends it or that another address follows.
fn url_len(text: &str) -> usize {
    let end = text.char_indices().find(|&(at, c)| {
        let after = &text[at + c.len_utf8()..];
        let next = || after.chars().next().is_none_or(char::is_whitespace);
        let another = || after.starts_with("http") || after.starts_with("www.");
        c.is_whitespace() || (",;；，、".contains(c) && (next() || another()))
    });
    let url = &text[..end.map_or(text.len(), |(at, _)| at)];
    url.trim_end_matches([')', '）', ']']).len().max(1)
}
