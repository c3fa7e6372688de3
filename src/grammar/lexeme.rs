//! A word as the models see it: its form, its ends, its shape and its class.

use crate::grammar::feature::atom;
use crate::grammar::model::{self, Clusters};

/// What a word looks like, told from its letters alone.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Lexeme {
    /// Hash of the form in lower case, every digit a `0`, every quotation mark straight.
    pub(crate) word: u64,
    /// Hashes of the first one, two and three letters.
    pub(crate) prefixes: [u64; 3],
    /// Hashes of the last one, two, three and four letters.
    pub(crate) suffixes: [u64; 4],
    /// Capitals, digits, hyphens: one bit each.
    pub(crate) shape: u64,
    /// Class of the form as written, as an atom.
    pub(crate) cluster: u64,
    /// Class of the form in lower case, and its low ten, eight and six bits, as atoms.
    pub(crate) classes: [u64; 4],
    /// What sort of mark it is, where it is one: one bit; 0 for words.
    pub(crate) mark: u8,
}

/// A comma.
pub(crate) const COMMA: u8 = 1;
/// A colon, semicolon or dash.
pub(crate) const PAUSE: u8 = 2;
/// A quotation mark.
pub(crate) const QUOTE: u8 = 4;
/// An opening bracket.
pub(crate) const OPEN: u8 = 8;
/// A closing bracket.
pub(crate) const CLOSE: u8 = 16;
/// The end of a sentence.
pub(crate) const STOP: u8 = 32;
/// A hyphen inside a word.
pub(crate) const HYPHEN: u8 = 64;
/// Any other mark.
pub(crate) const OTHER: u8 = 128;

/// The bits of a shape that tell of capitals.
const CAPITALS: u64 = 3;
/// Longest form that is looked at whole, in bytes: longer ones are no words.
const LONGEST: usize = 64;

impl Lexeme {
    /// Reads `form`; `buffer` is scratch.
    pub(crate) fn read(form: &str, clusters: Clusters<'_>, buffer: &mut String) -> Self {
        buffer.clear();
        let mut shape = 0;
        let mut letters = 0;
        for (at, c) in form.char_indices() {
            if at > LONGEST {
                break;
            }
            shape |= trait_of(c, at == 0);
            letters += u64::from(c.is_alphabetic());
            push_folded(c, buffer);
        }
        if letters == 1 {
            shape |= 64;
        }
        let low = buffer.as_bytes();
        let word = model::hash_of(low);
        let class = u64::from(clusters.of(word));
        let cluster = if shape & CAPITALS == 0 {
            class
        } else {
            u64::from(clusters.of(model::hash_of(form.as_bytes())))
        };
        let end = |n: usize| model::hash_of(&low[low.len().saturating_sub(n)..]);
        let start = |n: usize| model::hash_of(&low[..n.min(low.len())]);
        Self {
            word,
            prefixes: [start(1), start(2), start(3)],
            suffixes: [end(1), end(2), end(3), end(4)],
            shape,
            cluster: atom(cluster),
            classes: [class, class & 1023, class & 255, class & 63].map(atom),
            mark: mark_of(form),
        }
    }

    /// Whether the parser leaves it out: a mark that stands for no word.
    pub(crate) const fn is_mark(&self) -> bool {
        self.mark != 0
    }
}

/// What a character tells of the shape of its word.
const fn trait_of(c: char, is_first: bool) -> u64 {
    match c {
        'A'..='Z' if is_first => 1,
        'A'..='Z' => 2,
        '0'..='9' => 4,
        '-' | '–' => 8,
        'a'..='z' => 16,
        '.' => 128,
        _ if !c.is_ascii() => 32,
        _ => 0,
    }
}

/// Adds `c` in lower case, digits alike and quotation marks straight.
fn push_folded(c: char, buffer: &mut String) {
    match c {
        '0'..='9' => buffer.push('0'),
        '’' | '‘' | 'ʼ' => buffer.push('\''),
        '“' | '”' => buffer.push('"'),
        '–' | '—' => buffer.push('-'),
        _ if c.is_ascii() => buffer.push(c.to_ascii_lowercase()),
        _ => buffer.extend(c.to_lowercase()),
    }
}

/// Which bit a mark has; 0 for what is no mark.
fn mark_of(form: &str) -> u8 {
    if form.chars().any(|c| c.is_alphanumeric() || "$£€¥%&+=#@§°".contains(c)) {
        return 0;
    }
    match form.chars().next() {
        None => 0,
        Some(',') => COMMA,
        Some(':' | ';' | '–' | '—') => PAUSE,
        Some('-') if form.len() > 1 => PAUSE,
        Some('-') => HYPHEN,
        Some('"' | '“' | '”' | '\'' | '‘' | '’' | '`' | '«' | '»') => QUOTE,
        Some('(' | '[' | '{') => OPEN,
        Some(')' | ']' | '}') => CLOSE,
        Some('.' | '!' | '?' | '…') => STOP,
        Some(_) => OTHER,
    }
}
