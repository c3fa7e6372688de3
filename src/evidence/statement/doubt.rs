//! How sure a sentence is of a word where it stands.

use crate::evidence::statement::tree::{Node, Tree};
use crate::grammar::{Relation, Tag};

/// How sure a text is, least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sure {
    /// It may be, somebody alleges it, or it hangs on a condition.
    Possible,
    /// It would be so.
    Conditional,
    /// It is planned or to come.
    Future,
    /// It is told as a fact.
    Fact,
}

/// How a verb tells of what it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Telling {
    /// As something that has come about: `sold`, `has sold`, `was sold`.
    Done,
    /// As something that is so: `sells`, `is selling`.
    So,
    /// As something to come: `will sell`.
    ToCome,
    /// Without saying: `to sell`, `selling`.
    Open,
}

const DONE: &[&str] = &["'ve", "been", "had", "has", "have", "was", "were", "’ve"];

/// How the head of a clause tells of what it names.
pub(crate) fn telling(tree: &Tree, head: usize) -> Telling {
    let is = |wanted: &[&str]| {
        tree.children(head).any(|child| {
            matches!(
                tree.nodes[child].relation,
                Relation::Auxiliary | Relation::PassiveAuxiliary | Relation::Copula
            ) && tree.is_in(child, wanted)
        })
    };
    if is(MAY) || is(CAN) {
        return Telling::Open;
    }
    if is(WILL) || is(WOULD) {
        return Telling::ToCome;
    }
    let is_ing = tree.nodes[head].tag == Tag::Gerund;
    match tree.nodes[head].tag {
        Tag::Past => Telling::Done,
        _ if is(DONE) && !is_ing => Telling::Done,
        Tag::Present => Telling::So,
        _ if is(&["are", "is"]) => Telling::So,
        _ => Telling::Open,
    }
}

const CAN: &[&str] = &["ca", "can", "should"];
const MAY: &[&str] = &["could", "may", "might"];
const WILL: &[&str] = &["'ll", "shall", "will", "wo", "’ll"];
const WOULD: &[&str] = &["'d", "would", "’d"];
#[rustfmt::skip]
const PERHAPS: &[&str] = &[
    "allegedly", "apparently", "likely", "maybe", "perhaps", "possibly", "potentially",
    "presumably", "probably", "purportedly", "reportedly", "supposedly",
];
#[rustfmt::skip]
const POTENTIAL: &[&str] = &[
    "alleged", "likely", "possible", "potential", "probable", "proposed", "prospective",
    "purported", "rumored", "rumoured", "supposed", "suspected",
];
const IF: &[&str] = &["if", "unless", "whether"];
/// Words whose clause or noun is wished, planned or asked for; sorted.
#[rustfmt::skip]
const PLANNING: &[&str] = &[
    "agreed", "agrees", "aim", "aimed", "aiming", "aims", "asked", "asking", "attempt",
    "attempting", "bid", "called", "calling", "calls", "consideration", "considered",
    "considering", "considers", "demand", "demanded", "demanding", "demands", "due",
    "effort", "efforts", "expect", "expected", "expecting", "expects", "going", "hope",
    "hoped", "hopes", "hoping", "intend", "intended", "intending", "intends", "mulling",
    "offer", "plan", "planned", "planning", "plans", "pledge", "pledged", "prepared",
    "preparing", "promise", "promised", "promises", "proposal", "proposed", "proposes",
    "pushing", "ready", "scheduled", "seek", "seeking", "seeks", "set", "sought",
    "threat", "threaten", "threatened", "threatening", "threatens", "urged", "urging",
    "vow", "vowed", "vows", "want", "wanted", "wants", "willing",
];
/// Words whose clause or noun is claimed or thought; sorted.
#[rustfmt::skip]
const CLAIMING: &[&str] = &[
    "accusation", "accused", "accuses", "accusing", "allegation", "allegations",
    "alleged", "alleges", "alleging", "believe", "believed", "believes", "chance",
    "claim", "claimed", "claiming", "claims", "possibility", "risk", "risks",
    "rumored", "rumors", "rumoured", "rumours", "speculation", "suggest", "suggested",
    "suggesting", "suggests", "suspect", "suspected", "suspects", "think", "thinks",
    "thought", "viewed",
];

/// Whether a sentence holds a condition: what it says may hang on that.
pub(crate) fn is_conditional(tree: &Tree) -> bool {
    (0..tree.nodes.len()).any(|node| tree.is_in(node, IF))
}

/// Whether the clause of a word hangs on a verb as what is said or thought.
pub(crate) fn is_told(tree: &Tree, node: usize) -> bool {
    let told = |at: usize| {
        matches!(tree.nodes[at].relation, Relation::Complement | Relation::Parataxis)
            || tree
                .children(at)
                .any(|one| tree.nodes[one].relation == Relation::Parataxis)
    };
    tree.up(node).any(told)
}

/// How sure the sentence is of the word; what somebody claims counts as a fact where
/// `is_vouched`, for a claim that says so itself.
pub(crate) fn sureness(tree: &Tree, node: usize, is_vouched: bool) -> Sure {
    let mut sure = own_sureness(tree, node);
    let mut at = node;
    for head in tree.up(node).skip(1) {
        let relation = tree.nodes[at].relation;
        let above = under(tree, head, at);
        if !(is_vouched && above == Sure::Possible) {
            sure = sure.min(above);
        }
        if !passes_on(relation) {
            break;
        }
        sure = sure.min(own_sureness(tree, head));
        at = head;
    }
    sure
}

/// Whether what hangs so on a word is as sure as the word is.
fn passes_on(relation: Relation) -> bool {
    relation.is_subject()
        || matches!(
            relation,
            Relation::Object
                | Relation::Recipient
                | Relation::Oblique
                | Relation::Agent
                | Relation::OpenComplement
                | Relation::Nominal
                | Relation::Conjunct
                | Relation::Compound
                | Relation::Flat
                | Relation::Number
                | Relation::Adjective
        )
}

/// How sure words by the word itself make it.
fn own_sureness(tree: &Tree, node: usize) -> Sure {
    let by = tree.children(node).map(|child| match tree.nodes[child].relation {
        Relation::Auxiliary | Relation::PassiveAuxiliary if tree.is_in(child, MAY) => {
            Sure::Possible
        }
        // `The painting that would become the cover` became it.
        Relation::Auxiliary if tree.is_in(child, WOULD) => {
            match tree.nodes[node].relation {
                Relation::RelativeClause => Sure::Fact,
                // `She said it would close`: what was then to come.
                Relation::Complement => Sure::Future,
                _ => Sure::Conditional,
            }
        }
        Relation::Auxiliary if tree.is_in(child, WILL) => Sure::Future,
        Relation::Adverb if tree.is_in(child, PERHAPS) => Sure::Possible,
        Relation::Adjective if tree.is_in(child, POTENTIAL) => Sure::Possible,
        Relation::Mark | Relation::Adverb if tree.is_in(child, IF) => Sure::Possible,
        _ => Sure::Fact,
    });
    by.min().unwrap_or(Sure::Fact)
}

/// How sure `head` leaves a word that hangs on it.
fn under(tree: &Tree, head: usize, node: usize) -> Sure {
    let Node { relation, tag, .. } = tree.nodes[node];
    let clause = matches!(
        relation,
        Relation::Complement
            | Relation::OpenComplement
            | Relation::NounClause
            | Relation::AdverbClause
            | Relation::Oblique
            | Relation::Nominal
    )
    // `They demand the board sell it`.
    || relation == Relation::Parataxis && tag == Tag::Base && head < node;
    let object = relation == Relation::Object;
    if (clause || object) && tree.is_in(head, CLAIMING) {
        Sure::Possible
    } else if (clause || object) && tree.is_in(head, PLANNING) {
        Sure::Future
    } else {
        Sure::Fact
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(cases: &[(&str, &str, Sure)]) {
        let found: Vec<(&str, &str, Sure)> = cases
            .iter()
            .map(|&(text, word, _)| {
                let tree = Tree::of(text);
                (text, word, sureness(&tree, tree.find(word), false))
            })
            .collect();
        assert_eq!(found, cases);
    }

    #[track_caller]
    fn check_telling(cases: &[(&str, &str, Telling)]) {
        let found: Vec<(&str, &str, Telling)> = cases
            .iter()
            .map(|&(text, word, _)| {
                let tree = Tree::of(text);
                (text, word, telling(&tree, tree.find(word)))
            })
            .collect();
        assert_eq!(found, cases);
    }

    #[test]
    fn a_word_is_as_sure_as_what_it_hangs_on() {
        check(&[
            ("The council sold the mill.", "mill", Sure::Fact),
            ("The council has sold the mill.", "sold", Sure::Fact),
            ("The council may sell the mill.", "sell", Sure::Possible),
            ("The council could sell the mill.", "mill", Sure::Possible),
            ("The council allegedly sold the mill.", "sold", Sure::Possible),
            ("The council will sell the mill.", "sell", Sure::Future),
            ("The council plans to sell the mill.", "sell", Sure::Future),
            ("The council would sell the mill.", "sell", Sure::Conditional),
            ("The council agreed to sell the mill.", "mill", Sure::Future),
            ("She believes that the council sold the mill.", "sold", Sure::Possible),
            ("She is a potential buyer.", "buyer", Sure::Possible),
            ("She said the council sold the mill.", "sold", Sure::Fact),
            ("The council considered a sale.", "sale", Sure::Future),
        ]);
    }

    #[test]
    fn a_verb_tells_of_things_done_or_to_come() {
        check_telling(&[
            ("The council sold the mill.", "sold", Telling::Done),
            ("The council has sold the mill.", "sold", Telling::Done),
            ("The mill was sold.", "sold", Telling::Done),
            ("The council sells mills.", "sells", Telling::So),
            ("The council is selling the mill.", "selling", Telling::So),
            ("The council will sell the mill.", "sell", Telling::ToCome),
            ("The council would sell the mill.", "sell", Telling::ToCome),
            ("The council may sell the mill.", "sell", Telling::Open),
            ("The council wants to sell the mill.", "sell", Telling::Open),
        ]);
    }

    #[test]
    fn what_is_claimed_counts_as_fact_where_it_is_vouched_for() {
        let tree = Tree::of("She believes that the council sold the mill.");
        assert_eq!(sureness(&tree, tree.find("sold"), true), Sure::Fact);
        assert!(is_told(&tree, tree.find("mill")));
        assert!(!is_told(&tree, tree.find("She")));
    }

    #[test]
    fn a_sentence_with_an_if_holds_a_condition() {
        assert!(is_conditional(&Tree::of("The mill burns if it is dry.")));
        assert!(!is_conditional(&Tree::of("The mill burns.")));
    }

    #[test]
    fn lists_that_are_searched_are_sorted() {
        for list in
            [DONE, CAN, MAY, WILL, WOULD, PERHAPS, POTENTIAL, IF, PLANNING, CLAIMING]
        {
            assert!(list.is_sorted(), "{list:?}");
        }
    }
}
