//! The words of a page, to be searched for repetitions.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

use crate::page::Page;
use crate::text::{Span, fold, words};

/// The words of a page in order, those of its headline before those of its text.
///
/// A word is a key: words that a browser takes for one have one key, and it does no harm
/// if others share it. A long page is kept in twelve bytes a word.
#[derive(Clone, Debug)]
pub(super) struct Words {
    keys: Vec<u32>,
    /// Where each is in the text; empty places for the headline.
    places: Vec<(u32, u32)>,
    /// The first word after the body.
    after: usize,
}

impl Words {
    pub(super) fn of(page: &Page) -> Self {
        let mut all = Self { keys: Vec::new(), places: Vec::new(), after: 0 };
        for word in words(page.title.as_deref().unwrap_or_default()) {
            all.push(&word.lower, Span::default());
        }
        // No sentence runs on from the headline.
        all.push("", Span::default());
        let mut start = 0;
        for line in page.text.split('\n') {
            for word in words(line) {
                all.push(&word.lower, word.span.shift(start));
            }
            start += line.len() + 1;
        }
        let body = page.body().len();
        all.after = all.places.partition_point(|&(start, _)| (start as usize) < body);
        all
    }

    fn push(&mut self, lower: &str, place: Span) {
        let mut hasher = FxHasher::default();
        if lower.is_ascii() {
            lower.hash(&mut hasher);
        } else {
            fold(lower).text().hash(&mut hasher);
        }
        // The upper half is the better mixed one.
        self.keys.push((hasher.finish() >> 32) as u32);
        // A page's text is far below 4 GiB.
        let narrow = |at| u32::try_from(at).unwrap_or(u32::MAX);
        self.places.push((narrow(place.start), narrow(place.end)));
    }

    /// The words at `place`: the first, and the one after the last.
    pub(super) fn at(&self, place: Span) -> (usize, usize) {
        let first = self.places.partition_point(|&(_, end)| end as usize <= place.start);
        let end = self.places.partition_point(|&(start, _)| (start as usize) < place.end);
        (first, end.max(first))
    }

    pub(super) fn place(&self, word: usize) -> Span {
        let (start, end) = self.places[word];
        Span::new(start as usize, end as usize)
    }

    /// Where else the word numbered `first` stands, as far as a browser might come upon it
    /// before: ahead of it, or where the page may have it ahead. Standfirst and captions
    /// are after the body in the text, wherever they stand on the page.
    pub(super) fn rivals(
        &self,
        first: usize,
        end: usize,
    ) -> impl Iterator<Item = usize> + '_ {
        let from = if first < self.after { self.after.max(end) } else { end };
        let key = self.keys[first];
        let alike = move |&at: &usize| self.keys[at] == key;
        (0..first).chain(from..self.keys.len()).filter(alike)
    }

    /// How many words from `one` on are those from `other` on, at most `most`.
    pub(super) fn ahead(&self, one: usize, other: usize, most: usize) -> usize {
        let pairs = self.keys[one..].iter().zip(&self.keys[other..]).take(most);
        pairs.take_while(|(a, b)| a == b).count()
    }

    /// How many words before `one` are those before `other`, at most `most`.
    pub(super) fn behind(&self, one: usize, other: usize, most: usize) -> usize {
        let pairs = self.keys[..one].iter().rev().zip(self.keys[..other].iter().rev());
        pairs.take(most).take_while(|(a, b)| a == b).count()
    }
}
