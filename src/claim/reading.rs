//! A text with what its readers share, so that each is found once.

use crate::text;
use crate::text::{Quoted, Span, Word};

/// A text, its words, its sentences and its quotation marks.
pub(crate) struct Reading<'t> {
    pub(crate) text: &'t str,
    pub(crate) words: Vec<Word<'t>>,
    pub(crate) sentences: Vec<Span>,
    /// Texts in quotation marks that are closed, in order of their opening marks.
    pub(crate) quoted: Vec<Quoted>,
}

impl<'t> Reading<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        let mut quoted = text::quoted(text);
        quoted.retain(|quoted| quoted.closed && !quoted.inner.trim(text).is_empty());
        let words = text::words(text);
        Self { text, words, sentences: text::sentences(text), quoted }
    }

    /// What stands between a word and the one before it.
    pub(crate) fn gap(&self, word: usize) -> &'t str {
        let end = self.words.get(word).map_or(self.text.len(), |word| word.span.start);
        let start =
            word.checked_sub(1).and_then(|w| self.words.get(w)).map_or(0, |w| w.span.end);
        Span::new(start, end).of(self.text)
    }

    /// Index of the first word at or after byte `at`.
    pub(crate) fn word_at(&self, at: usize) -> usize {
        self.words.partition_point(|word| word.span.start < at)
    }

    /// Index of the sentence that holds byte `at`.
    pub(crate) fn sentence_at(&self, at: usize) -> usize {
        self.sentences.partition_point(|sentence| sentence.end <= at)
    }

    /// The outermost quotation that holds byte `at`.
    pub(crate) fn quotation_at(&self, at: usize) -> Option<&Quoted> {
        let after = self.quoted.partition_point(|quoted| quoted.outer.start <= at);
        // Quotations inside others are few; the outermost starts first.
        let mut before = self.quoted[..after].iter().rev().take(8);
        before.find(|quoted| quoted.depth == 0 && at < quoted.outer.end)
    }

    /// Whether the word is one of `sorted`.
    pub(crate) fn is_in(&self, word: usize, sorted: &[&str]) -> bool {
        self.words.get(word).is_some_and(|word| word.is_in(sorted))
    }

    /// Whether the word is `expected`.
    pub(crate) fn is(&self, word: usize, expected: &str) -> bool {
        self.words.get(word).is_some_and(|word| word.is(expected))
    }

    /// The place from one word to another, both included.
    pub(crate) fn span(&self, first: usize, last: usize) -> Span {
        Span::new(self.words[first].span.start, self.words[last].span.end)
    }
}
