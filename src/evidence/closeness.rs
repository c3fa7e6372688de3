//! How close a page comes to a claim, on one scale for all pages.
//!
//! Words weigh by how rare they are in English at large, not on the page at hand: a page
//! that says a rare word often is closer for it, not farther off, and two pages can be
//! held against each other. This tells which page a claim is of. It does not tell whether
//! the page says the same.

use crate::claim::Claim;
use crate::evidence::index::Index;
use crate::evidence::token::{Class, Tokenizer};
use crate::lexicon;

/// What a claim speaks of: its distinct words, each with a weight.
///
/// Made once a claim; [`Subject::closeness`] then only looks the words up.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Subject {
    /// Stems and weights, in order of place.
    terms: Vec<(u64, f64)>,
    /// Sum of the weights.
    total: f64,
}

/// Words as frequent as this tell nothing: about one word of fifty is `of` or `and`.
const COMMON: f64 = 4.0;
/// What a figure weighs: as much as a word of which there is one in a million. Rarer ones
/// would do, but years and small figures are on many pages.
const FIGURE: f64 = 10.0;
/// What a word with a capital weighs at least: names are made of common words, too.
const NAME: f64 = 6.0;
/// A page that supports a claim is this close to it. By `examples/retrieve.rs` on 321
/// supported claims in free words, 317 of their pages are, and 1 in 90 of other pages.
const ON_SUBJECT: f64 = 0.3;
/// Terms that fit a bit mask; a claim of more distinct words is judged by its first.
const TERMS: usize = 128;
/// Neighbouring sentences that may state a claim together.
const WINDOW: usize = 3;

impl Subject {
    /// Reads the claim's words.
    #[must_use]
    pub fn of(claim: &Claim) -> Self {
        let mut terms: Vec<(u64, f64)> = Vec::new();
        Tokenizer::default().read(claim.text(), 0, |token, folded| {
            let is_new = |terms: &[(u64, f64)]| {
                terms.len() < TERMS && terms.iter().all(|&(stem, _)| stem != token.stem)
            };
            if is_new(&terms) {
                let weight = weight(token.class, folded);
                if weight > 0.0 {
                    terms.push((token.stem, weight));
                }
            }
        });
        let total = terms.iter().map(|&(_, weight)| weight).sum();
        Self { terms, total }
    }

    /// The share of the claim's weight that the best of the page's runs of one to three
    /// neighbouring sentences holds, with headline, byline and site name; 0 to 1.
    #[must_use]
    pub fn closeness(&self, index: &Index<'_>) -> f64 {
        if self.total <= 0.0 {
            return 0.0;
        }
        let mut masks = vec![0_u128; index.sentences().len()];
        let mut known = 0_u128;
        for (bit, &(stem, _)) in self.terms.iter().enumerate() {
            for &sentence in index.holding(stem) {
                masks[sentence as usize] |= 1 << bit;
            }
            known |= u128::from(index.in_context(stem)) << bit;
        }
        let mut best = 0.0_f64;
        let mut before = 0;
        for start in 0..masks.len() {
            let run = &masks[start..masks.len().min(start + WINDOW)];
            let union = run.iter().fold(0, |union, mask| union | mask);
            // Headlines alone state nothing, and what is less than the run before it holds
            // no more.
            if union & !before != 0 {
                best = best.max(self.sum(union | known));
            }
            before = union;
        }
        // Added up in another order, the whole may come to a hair more than itself.
        (best / self.total).min(1.0)
    }

    /// Whether a page is close enough to support the claim.
    #[must_use]
    pub fn is_of(&self, index: &Index<'_>) -> bool {
        self.closeness(index) >= ON_SUBJECT
    }

    /// The weight of the terms in `mask`.
    fn sum(&self, mut mask: u128) -> f64 {
        let mut sum = 0.0;
        while mask != 0 {
            sum += self.terms[mask.trailing_zeros() as usize].1;
            mask &= mask - 1;
        }
        sum
    }
}

/// How close a page comes to a claim: [`Subject::closeness`] for one page.
#[must_use]
pub fn closeness(claim: &Claim, index: &Index<'_>) -> f64 {
    Subject::of(claim).closeness(index)
}

/// What a word weighs: how much rarer it is than a common one.
fn weight(class: Class, folded: &str) -> f64 {
    let rarity = || (f64::from(lexicon::rarity(folded)) - COMMON).max(0.0);
    match class {
        Class::Figure => FIGURE,
        Class::Capital => rarity().max(NAME),
        Class::Content | Class::Function => rarity(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim;
    use crate::page;

    const FERRY: &str = "The ferry from Kelmouth ran late all week.\n\
        Ada Lane bought the orchard at auction for 400 pounds.\n\
        It has four hundred pear trees.\n\
        Rain fell on the valley.";

    fn close(claim: &str, text: &str) -> f64 {
        let page = page::from_text(None, text);
        closeness(&claim::read(claim, None), &Index::new(&page))
    }

    /// The place, in `pages`, of the page that is closest to the claim.
    #[track_caller]
    fn check(claim: &str, pages: &[&str], expected: usize) {
        let found: Vec<f64> = pages.iter().map(|page| close(claim, page)).collect();
        let others = found.iter().enumerate().filter(|&(at, _)| at != expected);
        for (at, other) in others {
            assert!(found[expected] > *other, "{claim:?}: {at} in {found:?}");
        }
    }

    #[test]
    fn the_page_with_the_rare_words_is_closest() {
        let common =
            "The week was late and the people said that it was all that they had.";
        check("The people said the xylophone was late.", &[common, "A xylophone."], 1);
    }

    #[test]
    fn words_far_apart_count_less_than_words_together() {
        let apart =
            "Ada Lane sang.\nIt rained.\nIt poured.\nIt hailed.\nAn orchard grew.";
        check("Ada Lane bought the orchard.", &[apart, FERRY], 1);
    }

    #[test]
    fn a_figure_tells_pages_apart() {
        check("It has 742 seats.", &["It has 700 seats.", "It has 742 seats."], 1);
    }

    #[test]
    fn a_word_said_often_on_a_page_weighs_no_less_there() {
        let often = "The xylophone fell. ".repeat(30);
        check("A xylophone was sold.", &["It was sold for a song.", &often], 1);
    }

    #[test]
    fn a_claim_over_two_sentences_is_held_by_both() {
        let claim = "Ada Lane bought an orchard of four hundred pear trees.";
        assert!(close(claim, FERRY) > 0.9, "{}", close(claim, FERRY));
    }

    #[test]
    fn the_page_itself_is_as_close_as_can_be_and_an_unrelated_one_is_not() {
        let claim = "Ada Lane bought the orchard at auction for 400 pounds.";
        assert!((close(claim, FERRY) - 1.0).abs() < 1e-9);
        assert!(close(claim, "Zebras graze in the churchyard.") < 0.1);
    }

    #[test]
    fn a_headline_is_said_by_every_sentence_below_it_and_by_nothing_alone() {
        let claim = claim::read("Ada Lane bought the orchard.", None);
        let mut page = page::from_text(None, "She bought it on Monday.");
        let plain = closeness(&claim, &Index::new(&page));
        page.title = Some("Ada Lane and the orchard".into());
        assert!(closeness(&claim, &Index::new(&page)) > plain + 0.3);
        let mut empty = page::from_text(None, "");
        empty.title = page.title.take();
        assert!(closeness(&claim, &Index::new(&empty)) < 1e-9);
    }

    #[test]
    fn nothing_is_close_to_nothing() {
        assert!(close("", FERRY) < 1e-9);
        assert!(close("…", FERRY) < 1e-9);
        assert!(close("Ada Lane.", "") < 1e-9);
    }
}

#[cfg(test)]
mod properties {
    use proptest::prelude::*;

    use super::*;
    use crate::claim;
    use crate::page;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn any_texts_give_a_share(claim in "\\PC{0,60}", text in "\\PC{0,200}") {
            let page = page::from_text(None, &text);
            let found = closeness(&claim::read(&claim, None), &Index::new(&page));
            prop_assert!((0.0..=1.0).contains(&found));
        }

        #[test]
        fn more_text_below_takes_nothing_away(
            claim in "[a-z]{1,8}( [a-z]{1,8}){0,6}",
            text in "[a-z]{1,8}( [a-z.]{1,8}){0,20}",
            more in "[a-z]{1,8}( [a-z.]{1,8}){0,20}",
        ) {
            let claim = claim::read(&claim, None);
            let page = page::from_text(None, &text);
            let longer = page::from_text(None, &format!("{text}\n{more}"));
            let close = |page| closeness(&claim, &Index::new(page));
            prop_assert!(close(&longer) >= close(&page) - 1e-9);
        }
    }
}
