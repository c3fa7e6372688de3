//! The marks and words that part the outlets of a list.
//!
//! A mark inside an address, a date in digits, brackets or quotation marks parts nothing.
//! No part of a list is looked at more than a fixed number of times.

use crate::outlet::date;
use crate::outlet::label;
use crate::outlet::label::Names;
use crate::outlet::word;
use crate::text::Span;

/// Marks that part outlets, and how strongly.
const MARKS: &[(char, Joint)] = &[
    (';', Joint::Semicolon),
    ('；', Joint::Semicolon),
    ('|', Joint::Semicolon),
    (',', Joint::Comma),
    ('，', Joint::Comma),
    ('、', Joint::Comma),
    ('/', Joint::And),
    ('／', Joint::And),
    ('＆', Joint::And),
    ('•', Joint::And),
    ('·', Joint::And),
];

/// Words that part outlets, between white space or after a mark; those of several words
/// before those they begin with. After a word with [`Joint::Citing`] stands the outlet that
/// said it first; after one with [`Joint::Through`], the outlet it was read in.
const WORDS: &[(&str, Joint)] = &[
    ("and", Joint::And),
    ("&", Joint::And),
    ("+", Joint::And),
    ("-", Joint::Dash),
    ("–", Joint::Dash),
    ("—", Joint::Dash),
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

/// What stands between an entry and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joint {
    /// Nothing: it is the first.
    Start,
    /// A mark that no name holds.
    Semicolon,
    /// A mark that may be part of a name, or stand before a date.
    Comma,
    /// A word or mark that may be part of a name.
    And,
    /// An outlet, or words about the article, may follow.
    Dash,
    /// The entry is what the one before it cites.
    Citing,
    /// The entry is where the one before it was read.
    Through,
}

/// Looks for the marks and words that part a list.
pub(super) struct Scan<'t> {
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
    /// Starts at the start of `span`.
    pub(super) fn new(text: &'t str, span: Span) -> Self {
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
    pub(super) fn separator(&mut self, names: &impl Names) -> Option<(Span, Joint)> {
        let mut at_word = self.before_word();
        while let Some(c) = self.rest().chars().next() {
            let begins = at_word && (c.is_alphanumeric() || "&+-–—\"“«".contains(c));
            let flat = self.depth == 0;
            if begins
                && flat
                && let Some((len, joint)) = self.word_joint()
            {
                return Some(self.found(len, joint));
            }
            if begins && self.skip_whole(names) {
                at_word = false;
                continue;
            }
            let mark = MARKS.iter().find(|(mark, _)| flat && *mark == c);
            if let Some((mark, joint)) = mark {
                return Some(self.found(mark.len_utf8(), *joint));
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
    label::without_marks(url).len().max(1)
}
