//! Whether a word is denied where it stands.

use crate::evidence::statement::tree::Tree;
use crate::grammar::{Relation, Tag};

/// Subjects that deny what is said of them; sorted.
const NOBODY: &[&str] = &["neither", "nobody", "none", "nothing"];
/// Determiners and adverbs that deny, or all but deny, the word they stand by; sorted.
#[rustfmt::skip]
const HARDLY: &[&str] = &[
    "barely", "hardly", "neither", "never", "no", "nor", "rarely", "scarcely", "seldom",
];
/// Verbs and adjectives that make untrue what hangs on them as a clause; sorted.
#[rustfmt::skip]
const FAILING: &[&str] = &[
    "avoid", "avoided", "avoiding", "avoids", "ban", "banned", "barred", "cannot",
    "decline", "declined", "declines", "declining", "denied", "denies", "deny", "denying",
    "fail", "failed", "failing", "fails", "forbade", "forbidden", "prevent", "prevented",
    "preventing", "prevents", "prohibited", "refuse", "refused", "refuses", "refusing",
    "stopped", "unable", "unlikely", "unwilling",
];
/// Verbs and nouns that make untrue the noun that hangs on them; sorted.
const LACKING: &[&str] = &["lack", "lacked", "lacking", "lacks", "without"];
/// Marks and prepositions that deny what they lead; sorted.
const UNLESS: &[&str] = &["unless", "without"];
/// Words that `not` before them makes `in part`; sorted.
#[rustfmt::skip]
const WHOLLY: &[&str] = &[
    "all", "always", "entirely", "every", "everyone", "everything", "fully",
    "necessarily",
];
/// Nouns whose denial denies the clause that hangs on them; sorted.
#[rustfmt::skip]
const GROUND: &[&str] = &[
    "assurance", "claim", "evidence", "hint", "indication", "intention", "plan", "plans",
    "proof", "sign", "suggestion",
];

/// Whether the sentence denies the word: it is under an odd number of denials.
pub(crate) fn is_denied(tree: &Tree, node: usize) -> bool {
    let mut denials = own(tree, node);
    let mut at = node;
    for head in tree.up(node).skip(1) {
        let clause = match tree.nodes[at].relation {
            Relation::OpenComplement | Relation::Complement | Relation::NounClause => {
                true
            }
            // `Prevented them from entering`, and `declined to enter` where it is read so.
            Relation::AdverbClause => tree.children(at).any(|child| {
                at > head
                    && matches!(
                        tree.nodes[child].relation,
                        Relation::Mark | Relation::Case
                    )
                    && tree.is_in(child, &["from", "to"])
            }),
            _ => false,
        };
        let noun =
            matches!(tree.nodes[at].relation, Relation::Object | Relation::Nominal);
        if clause && tree.is_in(head, FAILING) || noun && tree.is_in(head, LACKING) {
            denials += 1;
        }
        let open = tree.nodes[at].relation == Relation::OpenComplement
            || clause && tree.is_in(head, GROUND);
        if !open {
            break;
        }
        denials += own(tree, head);
        at = head;
    }
    denials % 2 == 1
}

/// Denials that stand by the word itself.
fn own(tree: &Tree, node: usize) -> usize {
    let by = tree.children(node).filter(|&child| {
        let relation = tree.nodes[child].relation;
        match relation {
            Relation::Negation => !is_not_only(tree, child),
            Relation::Determiner | Relation::Adverb => tree.is_in(child, HARDLY),
            Relation::Coordinator => tree.is_in(child, &["neither", "nor"]),
            Relation::Case | Relation::Mark => tree.is_in(child, UNLESS),
            _ if relation.is_subject() || relation == Relation::Object => {
                tree.is_in(child, NOBODY) && !is_relative(tree, child)
                    || is_no_noun(tree, child)
            }
            _ => false,
        }
    });
    by.count() + usize::from(is_yet_to(tree, node))
}

/// `Two firms, neither of which it names`: what is denied is in another clause.
fn is_relative(tree: &Tree, nobody: usize) -> bool {
    let is = |at: usize, words: &[&str]| at < tree.nodes.len() && tree.is_in(at, words);
    is(nobody + 1, &["of"]) && is(nobody + 2, &["which", "whom"])
}

/// `Yet to sail`: it has not sailed.
fn is_yet_to(tree: &Tree, verb: usize) -> bool {
    let before = |back: usize, word: &str| {
        verb.checked_sub(back).is_some_and(|at| tree.is_in(at, &[word]))
    };
    before(1, "to") && before(2, "yet")
}

/// `No ferry ran`, `they saw no ferry`: what is said of no ferry is denied.
fn is_no_noun(tree: &Tree, subject: usize) -> bool {
    let is_noun = matches!(tree.nodes[subject].tag, Tag::Noun | Tag::Plural);
    let denies = |child: usize| tree.is_in(child, &["no"]) && !is_not_only(tree, child);
    is_noun && tree.children(subject).any(denies)
}

/// Whether the sentence denies no more of a word than that it is always or wholly so.
pub(crate) fn is_partly_denied(tree: &Tree, node: usize) -> bool {
    tree.children(node).any(|child| {
        tree.nodes[child].relation == Relation::Negation
            && child + 1 < tree.nodes.len()
            && tree.is_in(child + 1, WHOLLY)
    })
}

/// `not only`, `no fewer`, `not always`: it is not denied, or only of some.
fn is_not_only(tree: &Tree, denial: usize) -> bool {
    const AFTER: &[&str] =
        &["fewer", "just", "least", "less", "merely", "more", "only", "simply", "to"];
    let after = denial + 1;
    after < tree.nodes.len() && (tree.is_in(after, AFTER) || tree.is_in(after, WHOLLY))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether each sentence denies its word.
    #[track_caller]
    fn check(expected: bool, cases: &[(&str, &str)]) {
        let found: Vec<(&str, &str, bool)> = cases
            .iter()
            .map(|&(text, word)| {
                let tree = Tree::of(text);
                (text, word, is_denied(&tree, tree.find(word)))
            })
            .collect();
        let expected: Vec<(&str, &str, bool)> =
            cases.iter().map(|&(text, word)| (text, word, expected)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn what_stands_under_one_denial_is_denied() {
        check(
            true,
            &[
                ("The council did not sell the mill.", "sell"),
                ("The council didn't sell the mill.", "sell"),
                ("The council never sold the mill.", "sold"),
                ("The council rarely met.", "met"),
                ("The mill is not old.", "old"),
                ("Nobody bought the mill.", "bought"),
                ("No ferry left the harbour.", "left"),
                ("The council refused to sell the mill.", "sell"),
                ("The council failed to sell the mill.", "sell"),
                ("The police prevented the crowd from entering the hall.", "entering"),
                ("The village lacks a doctor.", "doctor"),
                ("The ferry is yet to sail.", "sail"),
                ("The council found no asbestos.", "found"),
            ],
        );
    }

    #[test]
    fn what_stands_under_no_denial_or_two_is_not() {
        check(
            false,
            &[
                ("The council sold the mill.", "sold"),
                ("The council did not refuse to sell the mill.", "sell"),
                ("The council refused to sell the mill.", "refused"),
                ("The council sold not only the mill but the bridge.", "sold"),
                ("She did not say that the council sold the mill.", "sold"),
                ("The council, which never met, sold the mill.", "sold"),
                ("No fewer than 12 boats sank.", "sank"),
            ],
        );
    }
}
