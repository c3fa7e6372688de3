//! A word of the claim beside one that means the same, or the opposite, among the same
//! words of the page: affirmed and denied, told as a fact and as a plan.
//!
//! Seen with little of the tree, for sentences whose clauses are read amiss.

use crate::evidence::reading::Reading;
use crate::evidence::statement::denial::{is_denied, is_partly_denied};
use crate::evidence::statement::doubt::{
    Sure, Telling, is_conditional, is_told, sureness, telling,
};
use crate::evidence::statement::role;
use crate::evidence::statement::tree::Tree;
use crate::evidence::statement::twin::{Laid, Tie};
use crate::evidence::{Difference, Kind};
use crate::grammar::Tag;

/// Share of the claim that the sentence must have.
const SAME_MATTER: f64 = 0.45;
/// Or else words of the clause, as many and as many of a hundred.
const WORDS: usize = 4;
const PERCENT: usize = 75;

/// The first word of the claim that the page denies, or has the opposite of.
pub(super) fn negation(reading: &Reading<'_>, laid: &Laid<'_>) -> Option<Difference> {
    first(reading, laid, Kind::Negation, |own, tree, (other, tie)| {
        let page = laid.page[tree];
        let in_part = is_partly_denied(laid.claim, own) || is_partly_denied(page, other);
        if in_part || role::is_trade(laid.claim, own, page, other) {
            return None;
        }
        // `The first in May and the last in June`: the page has the claim's word as well.
        let has_same = |tree: usize| laid.has_same_in(tree, own);
        if tie == Tie::Opposite && (0..laid.page.len()).any(has_same) {
            return None;
        }
        let differs = is_denied(laid.claim, own) != is_denied(page, other);
        Some(differs != (tie == Tie::Opposite))
    })
}

/// The first word of the claim that it is surer of than the page.
pub(super) fn certainty(reading: &Reading<'_>, laid: &Laid<'_>) -> Option<Difference> {
    if is_conditional(laid.claim) {
        return None;
    }
    first(reading, laid, Kind::Certainty, |own, tree, (other, tie)| {
        let page = laid.page[tree];
        if tie == Tie::Opposite || is_denied(laid.claim, own) || is_denied(page, other) {
            return None;
        }
        let least = match telling(laid.claim, own) {
            Telling::Done => Sure::Future,
            Telling::So | Telling::ToCome => Sure::Possible,
            Telling::Open => return None,
        };
        let theirs = sureness(page, other, is_told(laid.claim, own));
        if theirs >= Sure::Conditional && tie != Tie::Same {
            return None;
        }
        Some(theirs <= least && sureness(laid.claim, own, false) > theirs)
    })
}

/// The first word of the claim that differs from one among the same words of the page,
/// and from each other one of these sentences.
fn first(
    reading: &Reading<'_>,
    laid: &Laid<'_>,
    kind: Kind,
    differs: impl Fn(usize, usize, (usize, Tie)) -> Option<bool>,
) -> Option<Difference> {
    let tells_own = (0..laid.claim.nodes.len()).filter(|&own| tells(laid.claim, own));
    for own in tells_own {
        let mut found = None;
        let mut agrees = false;
        for (tree, &sentence) in reading.near.iter().enumerate().take(laid.page.len()) {
            let page = laid.page[tree];
            let answers = laid.answers(tree, own).iter();
            for &answer in answers.filter(|(other, _)| tells(page, *other)) {
                match differs(own, tree, answer) {
                    Some(false) => agrees = true,
                    Some(true)
                        if is_said(laid, own, tree, answer)
                            && is_beside(reading, laid, own, tree, answer.0)
                            && (reading.topic(sentence) >= SAME_MATTER
                                || has_clause(laid, own, tree)) =>
                    {
                        found = found.or(Some(page.nodes[answer.0].span));
                    }
                    _ => {}
                }
            }
        }
        if let Some(page) = found.filter(|_| !agrees) {
            return Some(Difference { kind, claim: laid.claim.nodes[own].span, page });
        }
    }
    None
}

/// Whether both words are what a clause says, or one is the opposite of the other and the
/// claim has not that one too.
fn is_said(laid: &Laid<'_>, own: usize, tree: usize, (other, tie): (usize, Tie)) -> bool {
    if tie != Tie::Opposite {
        // What is denied of a noun by its adjective is denied elsewhere.
        return laid.claim.is_predicate(own) && laid.page[tree].is_predicate(other);
    }
    let mut words = 0..laid.claim.nodes.len();
    !words.any(|word| laid.answers(tree, word).contains(&(other, Tie::Same)))
}

/// Whether a sentence has nearly all of the words of the claim's clause, of a claim that
/// may be of several.
fn has_clause(laid: &Laid<'_>, own: usize, tree: usize) -> bool {
    let clause = laid.claim.clause(own);
    let nodes = 0..laid.claim.nodes.len();
    let words = nodes.filter(|&node| {
        laid.claim.nodes[node].is_content() && laid.claim.clause(node) == clause
    });
    let (mut all, mut held) = (0, 0);
    for word in words {
        all += 1;
        held += usize::from(!laid.answers(tree, word).is_empty());
    }
    held >= WORDS && held * 100 >= all * PERCENT
}

/// Whether two words stand among the same words, or have the same object.
fn is_beside(
    reading: &Reading<'_>,
    laid: &Laid<'_>,
    own: usize,
    tree: usize,
    other: usize,
) -> bool {
    let (claim, page) = (laid.claim.nodes[own].span, laid.page[tree].nodes[other].span);
    reading.is_beside(claim, reading.near[tree], page)
        || role::has_same_object(laid, own, tree, other)
}

/// Whether a word tells what is done or how a thing is.
fn tells(tree: &Tree, node: usize) -> bool {
    let own = tree.nodes[node];
    own.is_plain() && (own.tag.is_verb() || own.tag == Tag::Adjective)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim;
    use crate::evidence::index::Index;
    use crate::page;
    use crate::text::Span;

    #[track_caller]
    fn check(claim: &str, text: &str, expected: Option<(&str, &str)>) {
        let claim = claim::read(claim, None);
        let page = page::from_text(None, text);
        let index = Index::new(&page);
        let reading = Reading::new(&claim, &index);
        let place = Span::new(0, claim.text().len());
        let own = Tree::new(claim.text(), place, &reading.tokens);
        let near = reading.near.iter().map(|&sentence| index.tree(sentence)).collect();
        let laid = Laid::new(&own, near);
        let found = negation(&reading, &laid).or_else(|| certainty(&reading, &laid));
        let told =
            found.map(|found| (found.claim.of(claim.text()), found.page.of(&page.text)));
        assert_eq!(told, expected, "{:?} / {text:?}", claim.text());
    }

    #[test]
    fn a_word_denied_doubted_or_turned_among_the_same_words_differs() {
        check(
            "Last month a judge rejected the wish of the harbour board.",
            "Last month, a judge accepted the wish of the harbour board.",
            Some(("rejected", "accepted")),
        );
        check(
            "Webb was allowed to keep a rifle at home, the court heard.",
            "The court heard that Webb was never allowed to keep a rifle at home.",
            Some(("allowed", "allowed")),
        );
        check(
            "The harbour board is closing its slipway to hired boats. Nobody had asked it \
             for that in all the long years of quarrels over fares, fish and fences.",
            "The harbour board is opening its slipway to hired boats.",
            Some(("closing", "opening")),
        );
        check(
            "The storm damaged the old lifeboat at the point.",
            "The storm may have damaged the old lifeboat at the point.",
            Some(("damaged", "damaged")),
        );
    }

    #[test]
    fn the_same_word_a_denied_opposite_and_a_deal_do_not() {
        for (claim, page) in [
            (
                "Last month a judge rejected the wish of the harbour board.",
                "Last month, a judge rejected the wish of the harbour board.",
            ),
            (
                "Last month a judge rejected the wish of the harbour board.",
                "Last month, a judge did not accept the wish of the harbour board.",
            ),
            (
                "Norcombe bought the old mill at auction in May.",
                "The old mill was sold at auction in May.",
            ),
            ("The judge rejected the wish.", "The guard accepted a fish."),
            (
                "A list of the board tells what makes us happy at sea.",
                "A list of the board tells what makes us most happy and unhappy at sea.",
            ),
        ] {
            check(claim, page, None);
        }
    }
}
