//! What goes with a thing, told as what it brings about.

use crate::evidence::statement::denial::is_denied;
use crate::evidence::statement::doubt::{Sure, sureness};
use crate::evidence::statement::tree::Tree;
use crate::evidence::statement::twin::Laid;
use crate::evidence::{Difference, Kind};

/// Words of the claim that the sentence must have, beside the verb.
const SHARED: usize = 3;

/// Verbs that say that one thing brings about another; sorted.
#[rustfmt::skip]
const CAUSING: &[&str] = &[
    "cause", "caused", "causes", "causing", "trigger", "triggered", "triggering",
    "triggers",
];
/// Verbs that say so with the word after them; sorted.
const CAUSING_WITH: &[(&str, &str)] = &[
    ("lead", "to"),
    ("leading", "to"),
    ("leads", "to"),
    ("led", "to"),
    ("result", "in"),
    ("resulted", "in"),
    ("resulting", "in"),
    ("results", "in"),
];
/// Words that say no more than that one thing is found with another; sorted.
#[rustfmt::skip]
const LINKING: &[&str] = &[
    "associated", "association", "associations", "correlate", "correlated", "correlates",
    "correlation", "correlations", "link", "linked", "links", "tied",
];

/// A cause of the claim where the page only has a link.
pub(super) fn compare(laid: &Laid<'_>) -> Option<Difference> {
    let own = laid.claim;
    let is_linking = |tree: &Tree, node: usize| tree.is_in(node, LINKING);
    if words(own).any(|node| is_linking(own, node)) {
        return None;
    }
    let cause = words(own).find(|&node| {
        is_causing(own, node)
            && !is_denied(own, node)
            && sureness(own, node, false) > Sure::Possible
    })?;
    let says_so = |page: &Tree| {
        words(page).any(|node| {
            is_causing(page, node)
                && !is_denied(page, node)
                && sureness(page, node, false) > Sure::Possible
        })
    };
    if laid.page.iter().any(|page| says_so(page)) {
        return None;
    }
    laid.page.iter().enumerate().find_map(|(tree, page)| {
        let link =
            words(page).find(|&node| is_linking(page, node) && !is_denied(page, node))?;
        let answered = |node: &usize| laid.has_in(tree, *node);
        let before = (0..cause).filter(answered).count();
        let after = (cause + 1..own.nodes.len()).filter(answered).count();
        (before > 0 && after > 0 && before + after >= SHARED).then_some(Difference {
            kind: Kind::Certainty,
            claim: own.nodes[cause].span,
            page: page.nodes[link].span,
        })
    })
}

fn words(tree: &Tree) -> std::ops::Range<usize> {
    0..tree.nodes.len()
}

fn is_causing(tree: &Tree, node: usize) -> bool {
    let with = || {
        CAUSING_WITH.iter().any(|(verb, after)| {
            tree.is_in(node, &[verb])
                && node + 1 < tree.nodes.len()
                && tree.is_in(node + 1, &[after])
        })
    };
    tree.is_in(node, CAUSING) || with()
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
    fn a_cause_is_more_than_a_link() {
        check(
            "Damp cellars cause coughing and headaches in children.",
            "Damp cellars are linked to coughing and headaches in children.",
            Some(("cause", "linked")),
        );
        check(
            "Damp cellars led to headaches in young children.",
            "There is an association between damp cellars and headaches in children.",
            Some(("led", "association")),
        );
    }

    #[test]
    fn a_link_a_doubted_cause_and_another_matter_are_not() {
        for (claim, page) in [
            (
                "Damp cellars are linked to headaches in children.",
                "Damp cellars are associated with headaches in children.",
            ),
            (
                "Damp cellars may cause headaches in children.",
                "Damp cellars are linked to headaches in children.",
            ),
            (
                "Damp cellars cause headaches in children.",
                "Damp cellars cause headaches in children, a link long known.",
            ),
            (
                "The storm caused floods in the harbour.",
                "A rail link to the harbour opened in May.",
            ),
        ] {
            check(claim, page, None);
        }
    }
}
