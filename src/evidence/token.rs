//! Words as the comparison sees them: hashes of their folded form and their stem.
//!
//! Equal hashes are taken for equal words. With 64 bits and pages of at most a few
//! million words, two different words of one page meet about once in 10^7 pages.

use std::hash::Hasher;

use frostem::{Algorithm, Stemmer};
use rustc_hash::FxHasher;

use crate::evidence::memo::{self, Known};
use crate::text::{Span, fold};

/// A word of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    /// Where it is.
    pub(crate) span: Span,
    /// Hash of the folded word.
    pub(crate) word: u64,
    /// Hash of its stem; equal to `word` for figures.
    pub(crate) stem: u64,
    /// What sort of word it is.
    pub(crate) class: Class,
}

/// What sort of word a token is, as far as its form tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// A closed-class word: article, preposition, auxiliary, pronoun.
    Function,
    /// Any other word in lower case.
    Content,
    /// A word that begins with a capital.
    Capital,
    /// Digits.
    Figure,
}

/// Closed-class English words, folded and sorted: they tell little about what a
/// sentence speaks of. (Function words of the Penn Treebank's DT, IN, PRP, MD, TO, CC,
/// WP tags, and forms of be, have, do.)
const FUNCTION: &[&str] = &[
    "a",
    "about",
    "above",
    "across",
    "after",
    "against",
    "all",
    "along",
    "also",
    "although",
    "am",
    "amid",
    "among",
    "an",
    "and",
    "any",
    "are",
    "around",
    "as",
    "at",
    "be",
    "because",
    "been",
    "before",
    "being",
    "below",
    "between",
    "both",
    "but",
    "by",
    "can",
    "could",
    "did",
    "do",
    "does",
    "doing",
    "down",
    "during",
    "each",
    "either",
    "for",
    "from",
    "had",
    "has",
    "have",
    "having",
    "he",
    "her",
    "here",
    "hers",
    "herself",
    "him",
    "himself",
    "his",
    "how",
    "i",
    "if",
    "in",
    "into",
    "is",
    "it",
    "its",
    "itself",
    "just",
    "like",
    "may",
    "me",
    "might",
    "more",
    "most",
    "much",
    "must",
    "my",
    "of",
    "off",
    "on",
    "onto",
    "or",
    "other",
    "our",
    "ours",
    "out",
    "over",
    "own",
    "per",
    "s",
    "shall",
    "she",
    "should",
    "since",
    "so",
    "some",
    "such",
    "t",
    "than",
    "that",
    "the",
    "their",
    "theirs",
    "them",
    "themselves",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "though",
    "through",
    "to",
    "too",
    "under",
    "until",
    "up",
    "upon",
    "us",
    "very",
    "was",
    "we",
    "were",
    "what",
    "when",
    "where",
    "whether",
    "which",
    "while",
    "who",
    "whom",
    "whose",
    "why",
    "will",
    "with",
    "within",
    "would",
    "you",
    "your",
];

/// Turns text into tokens.
pub(crate) struct Tokenizer {
    stemmer: Stemmer,
    /// The word at hand, folded.
    folded: String,
}

impl Default for Tokenizer {
    fn default() -> Self {
        Self { stemmer: Stemmer::new(Algorithm::English), folded: String::new() }
    }
}

impl Tokenizer {
    /// The words of `text`, whose first byte is at `at` in the text that spans refer to.
    ///
    /// A word is a run of letters and digits with apostrophes and, in figures, separators
    /// inside. A possessive `'s` is cut. Hyphenated words are words of their own.
    pub(crate) fn tokens(&mut self, text: &str, at: usize, out: &mut Vec<Token>) {
        self.read(text, at, |token, _| out.push(token));
    }

    /// The same, with each word as it is folded.
    pub(crate) fn read(
        &mut self,
        text: &str,
        at: usize,
        mut each: impl FnMut(Token, &str),
    ) {
        let mut start = 0;
        while let Some(first) = char_at(text, start) {
            if !first.is_alphanumeric() {
                start += first.len_utf8();
                continue;
            }
            let end = end_of_word(text, start);
            let token = self.token(&text[start..end], first, at + start);
            each(token, &self.folded);
            start = end;
        }
    }

    fn token(&mut self, written: &str, first: char, at: usize) -> Token {
        fold_word(written, &mut self.folded);
        let bare = match self.folded.as_bytes() {
            [first @ .., b'\'', b's'] | [first @ .., b'\''] => first.len(),
            whole => whole.len(),
        };
        if bare > 0 {
            self.folded.truncate(bare);
        }
        let span = Span::new(at, at + written.len());
        let word = hash(&self.folded);
        if first.is_numeric() {
            return Token { span, word, stem: word, class: Class::Figure };
        }
        let Known { stem, is_function } = memo::known(word, || Known {
            stem: hash(&self.stemmer.stem(&self.folded)),
            is_function: FUNCTION.binary_search(&self.folded.as_str()).is_ok(),
        });
        let class = if is_function {
            Class::Function
        } else if first.is_uppercase() {
            Class::Capital
        } else {
            Class::Content
        };
        Token { span, word, stem, class }
    }
}

/// The character at a place, without decoding where it is ASCII.
fn char_at(text: &str, at: usize) -> Option<char> {
    match text.as_bytes().get(at) {
        Some(&byte) if byte.is_ascii() => Some(char::from(byte)),
        Some(_) => text[at..].chars().next(),
        None => None,
    }
}

/// Where the word that starts at `start` ends.
fn end_of_word(text: &str, start: usize) -> usize {
    let mut at = start;
    loop {
        // What nearly every word is made of.
        let plain = text.as_bytes().get(at..).unwrap_or_default();
        at += plain.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        let Some(c) = char_at(text, at) else { break };
        if !(c.is_alphanumeric() || joins(text, at, c) || is_unseen(c)) {
            break;
        }
        at += c.len_utf8();
    }
    at
}

/// Whether `c` at `at` joins the characters around it into one word: the apostrophe of
/// `don't`, the separators of `1,200.5`, the full stops of `U.S`.
fn joins(text: &str, at: usize, c: char) -> bool {
    if !matches!(c, '\'' | '’' | ',' | '.') {
        return false;
    }
    let before = text[..at].chars().next_back();
    let after = char_at(text, at + c.len_utf8());
    let (Some(before), Some(after)) = (before, after) else { return false };
    match c {
        ',' => before.is_ascii_digit() && after.is_ascii_digit(),
        '.' => {
            before.is_ascii_digit() && after.is_ascii_digit()
                || before.is_uppercase() && after.is_uppercase()
        }
        _ => before.is_alphanumeric() && after.is_alphanumeric(),
    }
}

/// A character that no reader sees and that may stand inside a word.
const fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// Puts the word in `into`, folded, without the separators of figures and acronyms.
fn fold_word(written: &str, into: &mut String) {
    into.clear();
    if written.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        into.push_str(written);
        into.make_ascii_lowercase();
        return;
    }
    // Full stops stay in figures (`1.5`), where they are no separators.
    let is_figure = written.starts_with(|first: char| first.is_ascii_digit());
    let is_kept = |&c: &char| c != ',' && (c != '.' || is_figure);
    if written.chars().all(|c| c.is_ascii() || c == '’') {
        // What folding comes to for nearly every word.
        let plain = |c: char| if c == '’' { '\'' } else { c.to_ascii_lowercase() };
        into.extend(written.chars().map(plain).filter(is_kept));
    } else {
        into.extend(fold(written).text().chars().filter(is_kept));
    }
}

/// Hash of a folded word; the same in every run.
pub(crate) fn hash(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(word.as_bytes());
    hasher.finish()
}

/// Hash of some words in a row, given by their own hashes.
pub(crate) fn hash_words(words: &[u64]) -> u64 {
    words.iter().fold(0u64, |sum, word| {
        sum.rotate_left(9).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ word
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words of `text`, as written.
    fn words(text: &str) -> Vec<&str> {
        let mut tokens = Vec::new();
        Tokenizer::default().tokens(text, 0, &mut tokens);
        tokens.iter().map(|token| token.span.of(text)).collect()
    }

    fn only(text: &str) -> Token {
        let mut tokens = Vec::new();
        Tokenizer::default().tokens(text, 0, &mut tokens);
        assert_eq!(tokens.len(), 1, "{text}");
        tokens[0]
    }

    #[test]
    fn words_are_runs_of_letters_and_digits() {
        assert_eq!(
            words("Don’t pay 1,200.50 to AI-made U.S. art."),
            ["Don’t", "pay", "1,200.50", "to", "AI", "made", "U.S", "art"]
        );
    }

    #[test]
    fn function_words_are_sorted() {
        assert!(FUNCTION.is_sorted());
    }

    #[test]
    fn typography_case_and_possessives_make_no_difference() {
        assert_eq!(only("Don’t").word, only("don't").word);
        assert_eq!(only("Lane’s").word, only("lane").word);
        assert_eq!(only("U.S.A").word, only("USA").word);
        assert_eq!(only("1,200").word, only("1200").word);
        assert_ne!(only("1.5").word, only("15").word);
    }

    #[test]
    fn inflected_forms_share_a_stem() {
        assert_eq!(only("warned").stem, only("warning").stem);
        assert_ne!(only("warned").word, only("warning").word);
    }
}
