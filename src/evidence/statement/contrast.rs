//! A word of the claim against its opposite among the same words of the page.
//!
//! Seen without the tree, for sentences that are read amiss.

use crate::evidence::reading::Reading;
use crate::evidence::statement::denial::is_denied;
use crate::evidence::statement::role;
use crate::evidence::statement::tree::Tree;
use crate::evidence::statement::twin::{Laid, Tie};
use crate::evidence::{Difference, Kind};
use crate::grammar::Tag;

/// Share of the claim that the sentence must have.
const SAME_MATTER: f64 = 0.45;

/// The first word of the claim whose opposite stands among the same words.
pub(super) fn compare(reading: &Reading<'_>, laid: &Laid<'_>) -> Option<Difference> {
    for own in 0..laid.claim.nodes.len() {
        if !tells(laid.claim, own) || laid.has(own) {
            continue;
        }
        for (tree, &sentence) in reading.near.iter().enumerate().take(laid.page.len()) {
            let page = laid.page[tree];
            let opposite = laid.answers(tree, own).iter().find(|(other, tie)| {
                *tie == Tie::Opposite
                    && tells(page, *other)
                    && !role::is_trade(laid.claim, own, page, *other)
                    && is_denied(laid.claim, own) == is_denied(page, *other)
            });
            let Some(&(other, _)) = opposite else { continue };
            let (claim, page) = (laid.claim.nodes[own].span, page.nodes[other].span);
            if reading.topic(sentence) >= SAME_MATTER
                && reading.is_beside(claim, sentence, page)
            {
                return Some(Difference { kind: Kind::Negation, claim, page });
            }
        }
    }
    None
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
        let found = compare(&reading, &Laid::new(&own, near));
        let told =
            found.map(|found| (found.claim.of(claim.text()), found.page.of(&page.text)));
        assert_eq!(told, expected, "{:?} / {text:?}", claim.text());
    }

    #[test]
    fn a_word_and_its_opposite_among_the_same_words_differ() {
        check(
            "Last month a judge rejected the wish of the harbour board.",
            "Last month, a judge accepted the wish of the harbour board.",
            Some(("rejected", "accepted")),
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
        ] {
            check(claim, page, None);
        }
    }
}
