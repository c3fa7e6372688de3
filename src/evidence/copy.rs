//! Whether two pages carry one and the same text.
//!
//! Two reports of one event share names, facts and quotations, but hardly a sentence of
//! their own. Copies of one report share most sentences, also after an editor has cut it,
//! moved a paragraph and changed words here and there. So sentences are counted: those of
//! the shorter page whose runs of words (shingles; Broder, 1997) the longer one has too.
//! Sets of shingles are compared as they are: pages are few and short, and what stands
//! for such a set in large collections (`MinHash`) estimates resemblance, which a cut
//! lowers, and not containment, which it leaves alone.

use std::cmp::Ordering;

use crate::evidence::index::{Index, to_f64};
use crate::evidence::token::hash_words;
use crate::text::{Span, quoted};

/// Words in a shingle: few enough that a sentence with one word in ten changed keeps
/// most of its shingles, enough that names and set phrases alone do not make a match.
const SHINGLE: usize = 4;
/// From this share of its shingles on, a sentence is the other page's too.
const SENTENCE: f64 = 0.3;
/// From this share of the shorter page's words on, in such sentences, two pages are one
/// text. A third cut away leaves it at 1; an introduction of one's own may be as long as
/// what is copied. Two releases of one company that end in the same lines reach 0.4.
const COPY: f64 = 0.5;
/// Words outside quotation marks from which on they tell by themselves.
const ENOUGH: usize = 50;
/// Words without which nothing can be told.
const SHORTEST: usize = 40;
/// Both shares for pages in which little stands outside quotation marks.
const WHOLE: f64 = 0.8;

/// The sentences of a page as hashes of words, and their shingles.
#[derive(Debug)]
pub(crate) struct Wording {
    /// What stands outside quotation marks: the page's own words.
    own: Strand,
    /// All of it.
    whole: Strand,
}

/// Sentences, and the sorted shingles of all of them in a row.
#[derive(Debug, Default)]
struct Strand {
    sentences: Vec<Vec<u64>>,
    shingles: Vec<u64>,
    words: usize,
}

impl Wording {
    fn new(index: &Index<'_>) -> Self {
        let quotations = quotations(index);
        let (mut own, mut whole) = (Vec::new(), Vec::new());
        for sentence in 0..index.sentences().len() {
            let words = index.words(sentence);
            let outside = words.iter().filter(|word| !is_inside(&quotations, word.span));
            own.push(outside.map(|word| word.word).collect());
            whole.push(words.iter().map(|word| word.word).collect());
        }
        Self { own: Strand::new(own), whole: Strand::new(whole) }
    }
}

impl Strand {
    fn new(sentences: Vec<Vec<u64>>) -> Self {
        let words = sentences.concat();
        let mut shingles: Vec<u64> = words.windows(SHINGLE).map(hash_words).collect();
        shingles.sort_unstable();
        shingles.dedup();
        Self { sentences, shingles, words: words.len() }
    }

    /// The share of words that stand in sentences which `other` has too: at least `bar` of
    /// their shingles.
    fn share_in(&self, other: &Self, bar: f64) -> f64 {
        let (mut all, mut shared) = (0, 0);
        for sentence in self.sentences.iter().filter(|words| words.len() >= SHINGLE) {
            let shingles = sentence.windows(SHINGLE).map(hash_words);
            let held = shingles.filter(|one| other.shingles.binary_search(one).is_ok());
            let count = to_f64(sentence.len() + 1 - SHINGLE);
            all += sentence.len();
            if to_f64(held.count()) >= bar * count {
                shared += sentence.len();
            }
        }
        if all == 0 { 0.0 } else { to_f64(shared) / to_f64(all) }
    }
}

/// Whether two pages carry one and the same text, cut or edited lightly. Quotations, which
/// two reports may have in common, tell nothing where other words do.
#[must_use]
pub fn is_copy(a: &Index<'_>, b: &Index<'_>) -> bool {
    let (a, b) = (a.wording(Wording::new), b.wording(Wording::new));
    let share = |a: &Strand, b: &Strand, bar| match a.words.cmp(&b.words) {
        Ordering::Less => a.share_in(b, bar),
        Ordering::Greater => b.share_in(a, bar),
        Ordering::Equal => a.share_in(b, bar).max(b.share_in(a, bar)),
    };
    if a.own.words.min(b.own.words) >= ENOUGH {
        return share(&a.own, &b.own, SENTENCE) >= COPY;
    }
    a.whole.words.min(b.whole.words) >= SHORTEST
        && share(&a.whole, &b.whole, WHOLE) >= WHOLE
        && (a.own.words.min(b.own.words) < SHINGLE
            || share(&a.own, &b.own, SENTENCE) >= COPY)
}

/// The quotations of a page, in order and apart from each other: places in its text.
pub(crate) fn quotations(index: &Index<'_>) -> Vec<Span> {
    let page = index.page();
    let mut found = Vec::new();
    for passage in &page.passages {
        let outer = quoted(passage.span.of(&page.text)).into_iter();
        let outer = outer.filter(|one| one.depth == 0);
        found.extend(outer.map(|one| one.outer.shift(passage.span.start)));
    }
    found
}

/// Whether `place` is in one of `spans`, which are in order and apart from each other.
pub(crate) fn is_inside(spans: &[Span], place: Span) -> bool {
    let first = spans.partition_point(|span| span.end <= place.start);
    spans.get(first).is_some_and(|span| span.contains(place))
}

#[cfg(test)]
mod tests;
