//! One who says a thing against one who does not say it.

use crate::evidence::statement::denial::is_denied;
use crate::evidence::statement::tree::Tree;
use crate::evidence::statement::twin::{Laid, Tie};
use crate::evidence::{Difference, Kind};

/// Words of the claim outside of what is said that the sentence must have.
const SHARED: usize = 2;

/// Verbs by which something is made known; sorted.
#[rustfmt::skip]
const TELLING: &[&str] = &[
    "announce", "announced", "announces", "comment", "commented", "confirm", "confirmed",
    "confirms", "detailed", "disclose", "disclosed", "discloses", "discuss", "discussed",
    "elaborate", "explain", "explained", "explains", "identified", "identify", "reveal",
    "revealed", "reveals", "said", "say", "says", "specified", "specify", "tell", "told",
];
/// Words that begin what is asked or told; sorted.
const ASKING: &[&str] =
    &["how", "what", "when", "where", "whether", "which", "who", "why"];

/// What one side makes known and the other does not.
pub(super) fn compare(laid: &Laid<'_>) -> Option<Difference> {
    let mut found = None;
    for (tree, page) in laid.page.iter().enumerate() {
        for own in tellings(laid.claim) {
            for other in tellings(page) {
                if !is_same_matter(laid, tree, own, other) {
                    continue;
                }
                if is_denied(laid.claim, own) == is_denied(page, other) {
                    return None;
                }
                found = found.or(Some(Difference {
                    kind: Kind::Negation,
                    claim: laid.claim.nodes[own].span,
                    page: page.nodes[other].span,
                }));
            }
        }
    }
    found
}

fn tellings(tree: &Tree) -> impl Iterator<Item = usize> + '_ {
    (0..tree.nodes.len())
        .filter(|&node| tree.is_in(node, TELLING) && tree.is_predicate(node))
}

/// Whether two verbs are followed by the same question, or the same thing under another
/// verb than `say`, in sentences that share more than that.
fn is_same_matter(laid: &Laid<'_>, tree: usize, own: usize, other: usize) -> bool {
    let page = laid.page[tree];
    let answered = |node: usize, inside: bool| {
        let mut answers = laid.answers(tree, node).iter();
        answers.any(|&(at, tie)| {
            tie != Tie::Opposite && (!inside || page.follows(at, other))
        })
    };
    let nodes = 0..laid.claim.nodes.len();
    let (told, around): (Vec<usize>, Vec<usize>) = nodes
        .filter(|&node| node != own)
        .partition(|&node| laid.claim.follows(node, own));
    if around.iter().filter(|&&node| answered(node, false)).count() < SHARED {
        return false;
    }
    let question = |tree: &Tree, head: usize| {
        let after = (head + 1..tree.nodes.len()).find(|&node| tree.follows(node, head));
        after
            .filter(|&node| tree.is_in(node, ASKING))
            .map(|node| tree.word(node).to_owned())
    };
    let asked = question(laid.claim, own);
    if asked.is_some() && asked == question(page, other) {
        return true;
    }
    let says = |tree: &Tree, node: usize| {
        tree.is_in(node, &["said", "say", "says", "tell", "told"])
    };
    !says(laid.claim, own)
        && !says(page, other)
        && told
            .iter()
            .any(|&node| laid.claim.nodes[node].is_plain() && answered(node, true))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(claim: &str, page: &str, expected: Option<(&str, &str)>) {
        let (own, other) = (Tree::of(claim), Tree::of(page));
        let found = compare(&Laid::new(&own, vec![&other]));
        let told = found.map(|found| (found.claim.of(claim), found.page.of(page)));
        assert_eq!(told, expected, "{claim:?} / {page:?}");
    }

    #[test]
    fn who_did_not_say_it_did_not_make_it_known() {
        check(
            "The harbour board announced when the new pier will open.",
            "The harbour board did not say when the pier will be open.",
            Some(("announced", "say")),
        );
        check(
            "The harbour board confirmed the price of the lifeboat.",
            "The harbour board declined to discuss the price of the lifeboat.",
            Some(("confirmed", "discuss")),
        );
    }

    #[test]
    fn who_said_it_or_was_silent_of_another_thing_is_no_difference() {
        for (claim, page) in [
            (
                "The harbour board announced when the new pier will open.",
                "The harbour board said when the pier will be open.",
            ),
            (
                "The harbour board announced when the new pier will open.",
                "The harbour board did not say why the lifeboat was sold.",
            ),
            (
                "The harbour board said the lifeboat was sold.",
                "The harbour board did not say who bought the lifeboat.",
            ),
        ] {
            check(claim, page, None);
        }
    }
}
