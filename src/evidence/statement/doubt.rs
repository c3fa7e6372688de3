//! How sure a sentence is of a word where it stands.

use crate::evidence::statement::tree::Tree;
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
    "rumored", "rumoured", "rumors", "rumours", "speculation", "suggest", "suggested",
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
    let mut sure = own(tree, node);
    let mut at = node;
    for head in tree.up(node).skip(1) {
        let relation = tree.nodes[at].relation;
        let above = under(tree, head, relation);
        if !(is_vouched && above == Sure::Possible) {
            sure = sure.min(above);
        }
        if !passes_on(relation) {
            break;
        }
        sure = sure.min(own(tree, head));
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
                | Relation::Adjective
        )
}

/// How sure words by the word itself make it.
fn own(tree: &Tree, node: usize) -> Sure {
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

/// How sure `head` leaves what hangs on it by `relation`.
fn under(tree: &Tree, head: usize, relation: Relation) -> Sure {
    let clause = matches!(
        relation,
        Relation::Complement
            | Relation::OpenComplement
            | Relation::NounClause
            | Relation::AdverbClause
            | Relation::Oblique
            | Relation::Nominal
    );
    let object = relation == Relation::Object;
    if (clause || object) && tree.is_in(head, CLAIMING) {
        Sure::Possible
    } else if (clause || object) && tree.is_in(head, PLANNING) {
        Sure::Future
    } else {
        Sure::Fact
    }
}
