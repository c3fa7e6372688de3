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
        let clause = matches!(
            tree.nodes[at].relation,
            Relation::OpenComplement | Relation::Complement | Relation::NounClause
        );
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
        let Some(relation) = tree.nodes.get(child).map(|node| node.relation) else {
            return false;
        };
        match relation {
            Relation::Negation => !is_not_only(tree, child),
            Relation::Determiner | Relation::Adverb => tree.is_in(child, HARDLY),
            Relation::Case | Relation::Mark => tree.is_in(child, UNLESS),
            _ if relation.is_subject() => {
                tree.is_in(child, NOBODY) || is_no_noun(tree, child)
            }
            _ => false,
        }
    });
    by.count()
}

/// `No ferry ran`: what is said of no ferry is denied.
fn is_no_noun(tree: &Tree, subject: usize) -> bool {
    let is_noun = matches!(tree.nodes[subject].tag, Tag::Noun | Tag::Plural);
    is_noun && tree.children(subject).any(|child| tree.is_in(child, &["no"]))
}

/// `not only`, `no fewer`: nothing is denied.
fn is_not_only(tree: &Tree, denial: usize) -> bool {
    const AFTER: &[&str] =
        &["fewer", "just", "least", "less", "merely", "more", "only", "simply", "to"];
    denial + 1 < tree.nodes.len() && tree.is_in(denial + 1, AFTER)
}
