//! Finding the sentences of a page that come closest to a claim.
//!
//! Words are looked up in the page's index, so the cost is that of the sentences that
//! share a word with the claim, not of the page.

use crate::evidence::index::Index;
use crate::evidence::token::Token;

/// The sentences of a page closest to a claim, and how much of the claim they hold.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Retrieval {
    /// Sentences in order of how much of the claim each holds, at most [`KEEP`].
    pub(crate) ranked: Vec<usize>,
    /// The few sentences that together hold the most, in order of what each adds.
    pub(crate) cover: Vec<usize>,
    /// The three neighbouring sentences that hold the most.
    pub(crate) run: std::ops::Range<usize>,
    /// The claim's distinct words.
    pub(crate) terms: Vec<Term>,
    /// For each sentence, the terms it holds.
    masks: Vec<u128>,
    /// The terms that headline, byline or site name hold.
    known: u128,
}

impl Retrieval {
    /// The terms that a sentence holds, or the page outside its text.
    pub(crate) fn held(&self, sentence: usize) -> impl Fn(usize) -> bool {
        let mask = self.masks.get(sentence).map_or(self.known, |mask| mask | self.known);
        move |term| term < TERMS && mask >> term & 1 == 1
    }
}

/// A distinct word of a claim.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Term {
    /// The first token of the claim that has it.
    pub(crate) token: usize,
    /// Its stem.
    pub(crate) stem: u64,
    /// Its weight.
    pub(crate) weight: f64,
    /// Whether the sentences of `run` have it.
    pub(crate) in_run: bool,
    /// Whether the sentences of `cover` have it.
    pub(crate) covered: bool,
    /// Whether the page has it anywhere.
    pub(crate) anywhere: bool,
}

/// How many sentences are kept in rank order.
pub(crate) const KEEP: usize = 8;
/// How many sentences may make up the evidence for one claim.
const COVER: usize = 3;
/// A further sentence must add this share of the claim.
const GAIN: f64 = 0.06;
/// Terms that fit a bit mask; a claim of more distinct words is judged by its first 128.
const TERMS: usize = 128;

/// Finds the sentences of the page that come closest to a claim of these words.
pub(crate) fn retrieve(claim: &[Token], index: &Index<'_>) -> Retrieval {
    let mut terms = terms(claim, index);
    let total: f64 = terms.iter().map(|term| term.weight).sum();
    if total <= 0.0 {
        return Retrieval { terms, ..Retrieval::default() };
    }
    let masks = masks(&terms, index);
    let ranked = rank(&masks, &terms);
    let cover = cover(&masks, &ranked, &terms, total);
    let (run, window) = best_run(&masks, &ranked, &terms);
    let union = cover.iter().fold(0, |union, &at| union | masks[at]);
    let known = context_mask(&terms, index);
    for (bit, term) in terms.iter_mut().enumerate() {
        term.in_run = (window | known) >> bit & 1 == 1;
        term.covered = (union | known) >> bit & 1 == 1;
        term.anywhere = term.covered || !index.holding(term.stem).is_empty();
    }
    Retrieval { ranked, cover, run, terms, masks, known }
}

impl Retrieval {
    /// The share of the claim's weight in the terms that `has` picks, 0 to 1.
    pub(crate) fn share(&self, has: impl Fn(&Term) -> bool) -> f64 {
        let total: f64 = self.terms.iter().map(|term| term.weight).sum();
        let held = self.terms.iter().filter(|term| has(term)).map(|term| term.weight);
        if total > 0.0 { held.sum::<f64>() / total } else { 0.0 }
    }

    /// Takes the terms of these tokens as held, as a comparer found them by value: `a
    /// thousand` for `1,000`.
    pub(crate) fn credit(&mut self, tokens: std::ops::Range<usize>) {
        for term in self.terms.iter_mut().filter(|term| tokens.contains(&term.token)) {
            (term.in_run, term.covered, term.anywhere) = (true, true, true);
        }
    }
}

/// The claim's distinct stems. Capitals and figures weigh as their rarity says; words
/// that stand twice are counted once.
fn terms(claim: &[Token], index: &Index<'_>) -> Vec<Term> {
    let mut terms: Vec<Term> = Vec::new();
    for (at, token) in claim.iter().enumerate() {
        if terms.len() == TERMS {
            break;
        }
        if terms.iter().any(|term| term.stem == token.stem) {
            continue;
        }
        let weight = index.weight(token);
        terms.push(Term {
            token: at,
            stem: token.stem,
            weight,
            in_run: false,
            covered: false,
            anywhere: false,
        });
    }
    terms
}

fn bits(flags: impl Iterator<Item = bool>) -> u128 {
    flags.enumerate().fold(0, |mask, (bit, set)| mask | u128::from(set) << bit)
}

/// For each sentence, the terms it holds.
fn masks(terms: &[Term], index: &Index<'_>) -> Vec<u128> {
    let mut masks = vec![0u128; index.sentences().len()];
    for (bit, term) in terms.iter().enumerate() {
        for &sentence in index.holding(term.stem) {
            masks[sentence as usize] |= 1 << bit;
        }
    }
    masks
}

/// The terms that headline, byline or site name hold.
fn context_mask(terms: &[Term], index: &Index<'_>) -> u128 {
    bits(terms.iter().map(|term| index.in_context(term.stem)))
}

fn weight(mut mask: u128, terms: &[Term]) -> f64 {
    let mut sum = 0.0;
    while mask != 0 {
        sum += terms[mask.trailing_zeros() as usize].weight;
        mask &= mask - 1;
    }
    sum
}

/// Sentences by the weight they hold, most first; of equals the earlier.
fn rank(masks: &[u128], terms: &[Term]) -> Vec<usize> {
    let mut best: Vec<(f64, usize)> = Vec::with_capacity(KEEP + 1);
    for (at, &mask) in masks.iter().enumerate().filter(|&(_, &mask)| mask != 0) {
        let held = weight(mask, terms);
        let place = best.partition_point(|&(other, _)| other >= held);
        if place < KEEP {
            best.insert(place, (held, at));
            best.truncate(KEEP);
        }
    }
    best.into_iter().map(|(_, at)| at).collect()
}

/// The few sentences that together hold the most: each is the one that adds most to
/// those before it (the greedy bound of Nemhauser, Wolsey and Fisher, 1978).
fn cover(masks: &[u128], ranked: &[usize], terms: &[Term], total: f64) -> Vec<usize> {
    let Some(&first) = ranked.first() else { return Vec::new() };
    let mut chosen = vec![first];
    let mut union = masks[first];
    while chosen.len() < COVER {
        let mut best = (GAIN * total, None);
        for (at, &mask) in
            masks.iter().enumerate().filter(|&(_, &mask)| mask & !union != 0)
        {
            // A neighbour of what is chosen speaks of the same thing more likely than
            // a sentence far off.
            let near = chosen.iter().any(|&other| other.abs_diff(at) <= 2);
            let gain = weight(mask & !union, terms) * if near { 1.25 } else { 1.0 };
            if gain > best.0 {
                best = (gain, Some(at));
            }
        }
        let (_, Some(at)) = best else { break };
        chosen.push(at);
        union |= masks[at];
    }
    chosen
}

/// The best run of up to three neighbouring sentences around the ranked ones.
fn best_run(
    masks: &[u128],
    ranked: &[usize],
    terms: &[Term],
) -> (std::ops::Range<usize>, u128) {
    let mut best = (0..0, 0, 0.0);
    for &at in ranked {
        for start in at.saturating_sub(2)..=at {
            let end = (start + 3).min(masks.len());
            let union = masks[start..end].iter().fold(0, |union, mask| union | mask);
            let held = weight(union, terms);
            if held > best.2 {
                best = (start..end, union, held);
            }
        }
    }
    (best.0, best.1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::token::Tokenizer;
    use crate::page;

    const PAGE: &str = "The ferry ran late all week.\n\
        Ada Lane bought the orchard at auction.\n\
        The orchard has four hundred pear trees.\n\
        Nobody bid for the mill.\n\
        Rain fell on the valley.\n\
        The mill stands by the river.";

    fn look(claim: &str, text: &str, see: impl Fn(&Retrieval)) {
        let page = page::from_text(None, text);
        let index = Index::new(&page);
        let mut tokens = Vec::new();
        Tokenizer::default().tokens(claim, 0, &mut tokens);
        see(&retrieve(&tokens, &index));
    }

    /// The closest sentence, and those that together hold the most.
    #[track_caller]
    fn check(claim: &str, closest: Option<usize>, cover: &[usize]) {
        look(claim, PAGE, |found| {
            assert_eq!(found.ranked.first().copied(), closest, "{claim:?}");
            assert_eq!(found.cover, cover, "{claim:?}");
        });
    }

    #[test]
    fn the_sentence_that_holds_most_is_closest() {
        check("Ada Lane bought the orchard.", Some(1), &[1]);
        check("The valley had rain.", Some(4), &[4]);
    }

    #[test]
    fn inflected_words_are_found() {
        check("Trees in orchards.", Some(2), &[2]);
    }

    #[test]
    fn a_claim_over_two_sentences_is_covered_by_both() {
        check("Ada Lane bought an orchard of four hundred pear trees.", Some(2), &[2, 1]);
    }

    #[test]
    fn words_that_the_page_lacks_find_nothing() {
        check("Zebras graze.", None, &[]);
        check("", None, &[]);
    }

    #[test]
    fn of_equals_the_earlier_is_closest() {
        check("The mill.", Some(3), &[3]);
    }

    #[test]
    fn a_page_without_text_holds_nothing() {
        look("Ada Lane bought the orchard.", "", |found| {
            assert!(found.ranked.is_empty() && found.run.is_empty());
            assert!(found.share(|term| term.anywhere) < 1e-9);
        });
    }

    #[test]
    fn shares_tell_what_is_close_and_what_is_anywhere() {
        look("Ada Lane bought the orchard and ran a ferry.", PAGE, |found| {
            assert!((found.share(|_| true) - 1.0).abs() < 1e-9);
            let anywhere = found.share(|term| term.anywhere);
            let near = found.share(|term| term.in_run);
            assert!(near <= anywhere && anywhere <= 1.0, "{near} {anywhere}");
        });
    }

    #[test]
    fn a_claim_of_more_words_than_bits_is_read_by_its_first() {
        let claim: Vec<String> = (0..500).map(|number| format!("word{number}")).collect();
        let claim = claim.join(" ");
        look(&claim, &claim, |found| {
            assert_eq!(found.terms.len(), TERMS);
            assert!((found.share(|term| term.in_run) - 1.0).abs() < 1e-9);
            assert!(!found.held(0)(TERMS) && found.held(0)(TERMS - 1));
        });
    }

    #[test]
    fn at_most_eight_sentences_are_kept() {
        let page = "The mill stands.\n".repeat(40);
        look("The mill stands.", &page, |found| {
            assert_eq!(found.ranked, (0..KEEP).collect::<Vec<_>>());
        });
    }
}
