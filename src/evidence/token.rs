//! Words as the comparison sees them: hashes of their folded form and their stem.
//!
//! Equal hashes are taken for equal words. With 64 bits and pages of at most a few
//! million words, two different words of one page meet about once in 10^7 pages.

use std::hash::Hasher;

use frostem::{Algorithm, Stemmer};
use rustc_hash::{FxHashMap, FxHasher};

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

/// Turns text into tokens; keeps the stems it has seen.
pub(crate) struct Tokenizer {
    stemmer: Stemmer,
    stems: FxHashMap<u64, u64>,
}

impl Default for Tokenizer {
    fn default() -> Self {
        Self { stemmer: Stemmer::new(Algorithm::English), stems: FxHashMap::default() }
    }
}

impl Tokenizer {
    /// The words of `text`, whose first byte is at `at` in the text that spans refer to.
    ///
    /// A word is a run of letters and digits with apostrophes and, in figures, separators
    /// inside. A possessive `'s` is cut. Hyphenated words are words of their own.
    pub(crate) fn tokens(&mut self, text: &str, at: usize, out: &mut Vec<Token>) {
        let mut chars = text.char_indices().peekable();
        while let Some((start, first)) = chars.next() {
            if !first.is_alphanumeric() {
                continue;
            }
            let mut end = start + first.len_utf8();
            while let Some(&(next, c)) = chars.peek() {
                if !(c.is_alphanumeric() || joins(text, next, c) || is_unseen(c)) {
                    break;
                }
                end = next + c.len_utf8();
                chars.next();
            }
            out.push(self.token(&text[start..end], at + start));
        }
    }

    fn token(&mut self, written: &str, at: usize) -> Token {
        let mut folded = folded(written);
        for possessive in ["'s", "'"] {
            if folded.len() > possessive.len() && folded.ends_with(possessive) {
                folded.truncate(folded.len() - possessive.len());
                break;
            }
        }
        let span = Span::new(at, at + written.len());
        let word = hash(&folded);
        let first = written.chars().next().unwrap_or(' ');
        if first.is_numeric() {
            return Token { span, word, stem: word, class: Class::Figure };
        }
        let class = if FUNCTION.binary_search(&folded.as_str()).is_ok() {
            Class::Function
        } else if first.is_uppercase() {
            Class::Capital
        } else {
            Class::Content
        };
        let stemmer = &self.stemmer;
        let stem =
            *self.stems.entry(word).or_insert_with(|| hash(&stemmer.stem(&folded)));
        Token { span, word, stem, class }
    }
}

/// Whether `c` at `at` joins the characters around it into one word: the apostrophe of
/// `don't`, the separators of `1,200.5`, the full stops of `U.S`.
fn joins(text: &str, at: usize, c: char) -> bool {
    let before = text[..at].chars().next_back();
    let after = text[at + c.len_utf8()..].chars().next();
    let (Some(before), Some(after)) = (before, after) else { return false };
    match c {
        '\'' | '’' => before.is_alphanumeric() && after.is_alphanumeric(),
        ',' => before.is_ascii_digit() && after.is_ascii_digit(),
        '.' => {
            before.is_ascii_digit() && after.is_ascii_digit()
                || before.is_uppercase() && after.is_uppercase()
        }
        _ => false,
    }
}

/// A character that no reader sees and that may stand inside a word.
const fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// The word folded, without the separators of figures and acronyms.
fn folded(written: &str) -> String {
    let drop = |c: char| matches!(c, ',' | '.');
    if written.is_ascii() {
        return written.chars().filter(|&c| !drop_unless_decimal(written, c, drop)).fold(
            String::with_capacity(written.len()),
            |mut word, c| {
                word.push(c.to_ascii_lowercase());
                word
            },
        );
    }
    fold(written)
        .text()
        .chars()
        .filter(|&c| !drop_unless_decimal(written, c, drop))
        .collect()
}

/// Full stops stay in figures (`1.5`), where they are no separators.
fn drop_unless_decimal(written: &str, c: char, drop: impl Fn(char) -> bool) -> bool {
    drop(c) && !(c == '.' && written.starts_with(|first: char| first.is_ascii_digit()))
}

/// Hash of a folded word; the same in every run.
pub(crate) fn hash(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(word.as_bytes());
    hasher.finish()
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
