//! Of how much a sentence says it: all, most, some, only one.

use crate::evidence::statement::clause::Match;
use crate::evidence::statement::tree::Tree;
use crate::evidence::statement::twin::{Laid, Tie};
use crate::evidence::{Difference, Kind};
use crate::grammar::Relation;
use crate::text::Span;

/// Share of the weight of a clause that the page's must hold.
const SAME_MATTER: f64 = 0.4;
/// The share where the word is another that may mean the same.
const SAME_STATEMENT: f64 = 0.5;

/// Of how much of a thing something is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Extent {
    All,
    Most,
    Many,
    Some,
    Few,
    Only,
}

impl Extent {
    /// How wide it is; the least two are no parts of one another.
    const fn width(self) -> u8 {
        match self {
            Self::All => 4,
            Self::Most => 3,
            Self::Many => 2,
            Self::Some | Self::Few => 1,
            Self::Only => 0,
        }
    }
}

/// The words for an extent, sorted.
const WORDS: &[(&str, Extent)] = &[
    ("all", Extent::All),
    ("almost", Extent::Most),
    ("alone", Extent::Only),
    ("always", Extent::All),
    ("certain", Extent::Some),
    ("each", Extent::All),
    ("entire", Extent::All),
    ("entirely", Extent::All),
    ("every", Extent::All),
    ("exclusively", Extent::Only),
    ("few", Extent::Few),
    ("fewer", Extent::Few),
    ("frequently", Extent::Many),
    ("fully", Extent::All),
    ("generally", Extent::Most),
    ("handful", Extent::Few),
    ("majority", Extent::Most),
    ("many", Extent::Many),
    ("minority", Extent::Few),
    ("most", Extent::Most),
    ("mostly", Extent::Most),
    ("much", Extent::Many),
    ("nearly", Extent::Most),
    ("numerous", Extent::Many),
    ("occasionally", Extent::Some),
    ("often", Extent::Many),
    ("only", Extent::Only),
    ("part", Extent::Some),
    ("partially", Extent::Some),
    ("partly", Extent::Some),
    ("rarely", Extent::Few),
    ("several", Extent::Some),
    ("solely", Extent::Only),
    ("some", Extent::Some),
    ("sometimes", Extent::Some),
    ("usually", Extent::Most),
    ("whole", Extent::All),
];

/// The first word of the claim said of one extent and of another on the page, in clauses
/// that share enough.
pub(super) fn compare(laid: &Laid<'_>, matches: &[Match]) -> Option<Difference> {
    let near = matches.iter().filter(|found| found.share >= SAME_MATTER);
    let judged: Vec<(usize, Span, bool)> = near
        .flat_map(|found| {
            let page = laid.page[found.tree];
            let pairs = found.words.iter().filter(|pair| {
                let alike = pair.tie == Tie::Alike && found.share >= SAME_STATEMENT;
                pair.tie == Tie::Same || alike
            });
            pairs.filter_map(move |pair| {
                let own = extent(laid.claim, pair.own)?;
                let other = extent(page, pair.other)?;
                // What else may mean the same may be another thing of which it is all.
                let only = [own, other].contains(&Extent::Only) && pair.tie != Tie::Same;
                (!only).then_some((
                    pair.own,
                    page.nodes[pair.other].span,
                    is_other(own, other),
                ))
            })
        })
        .collect();
    let &(own, page, _) = judged.iter().find(|&&(own, _, differs)| {
        differs && !judged.iter().any(|&(too, _, differs)| too == own && !differs)
    })?;
    Some(Difference { kind: Kind::Scope, claim: laid.claim.nodes[own].span, page })
}

/// Whether what is said of one extent is not said of the other: of `many` it may be said
/// that they are `several`, of `all` that they are `most`.
const fn is_other(own: Extent, page: Extent) -> bool {
    let (own, page) = (own.width(), page.width());
    own >= 2 && own > page || own < 2 && page >= 2
}

/// Of how much of it the sentence speaks where it names the word.
fn extent(tree: &Tree, node: usize) -> Option<Extent> {
    let by = tree.children(node).filter(|&child| {
        matches!(
            tree.nodes[child].relation,
            Relation::Determiner
                | Relation::Adjective
                | Relation::Adverb
                | Relation::Number
        )
    });
    // `Only 12 boats` says of how many.
    let counted =
        tree.children(node).any(|child| tree.nodes[child].relation == Relation::Number);
    let own = by
        .filter_map(|child| of(tree, child))
        .find(|extent| !(counted && *extent == Extent::Only));
    // `Most of the boats`: the boats hang on `most`.
    let head =
        tree.nodes[node].head.filter(|_| tree.nodes[node].relation == Relation::Nominal);
    own.or_else(|| head.and_then(|head| of(tree, head)))
}

fn of(tree: &Tree, node: usize) -> Option<Extent> {
    let word = tree.word(node).to_ascii_lowercase();
    let at = WORDS.binary_search_by(|(one, _)| (*one).cmp(word.as_str())).ok()?;
    let before = node.checked_sub(1);
    let denied = before.is_some_and(|at| tree.is_in(at, &["n't", "not", "n’t"]));
    // `Not all boats left`: some did.
    Some(if denied && WORDS[at].1 == Extent::All { Extent::Some } else { WORDS[at].1 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(cases: &[(&str, &str, Option<Extent>)]) {
        let found: Vec<(&str, &str, Option<Extent>)> = cases
            .iter()
            .map(|&(text, word, _)| {
                let tree = Tree::of(text);
                (text, word, extent(&tree, tree.find(word)))
            })
            .collect();
        assert_eq!(found, cases);
    }

    #[test]
    fn words_beside_a_word_tell_its_extent() {
        check(&[
            ("All boats left the harbour.", "boats", Some(Extent::All)),
            ("Every boat left the harbour.", "boat", Some(Extent::All)),
            ("Some boats left the harbour.", "boats", Some(Extent::Some)),
            ("Many boats left the harbour.", "boats", Some(Extent::Many)),
            ("Several boats left the harbour.", "boats", Some(Extent::Some)),
            ("Few boats left the harbour.", "boats", Some(Extent::Few)),
            ("Most of the boats left the harbour.", "boats", Some(Extent::Most)),
            ("The boats always leave the harbour.", "leave", Some(Extent::All)),
            ("The boats often leave the harbour.", "leave", Some(Extent::Many)),
            ("The boats rarely leave the harbour.", "leave", Some(Extent::Few)),
            ("The boats left the harbour.", "boats", None),
            ("Not all boats left the harbour.", "boats", Some(Extent::Some)),
            ("Only 12 boats left the harbour.", "boats", None),
        ]);
    }

    #[test]
    fn the_words_are_sorted() {
        assert!(WORDS.is_sorted_by_key(|(word, _)| *word));
    }

    #[test]
    fn a_wider_extent_is_another_and_a_narrower_is_not() {
        assert!(is_other(Extent::All, Extent::Some));
        assert!(is_other(Extent::Most, Extent::Few));
        assert!(is_other(Extent::Only, Extent::All));
        assert!(is_other(Extent::Few, Extent::Many));
        assert!(is_other(Extent::Many, Extent::Only));
        assert!(!is_other(Extent::Many, Extent::All));
        assert!(!is_other(Extent::Some, Extent::Few));
        assert!(!is_other(Extent::Some, Extent::Only));
        assert!(!is_other(Extent::Some, Extent::Some));
    }
}
