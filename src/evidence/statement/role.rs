//! Who does it to whom: whether the page has the parts the other way round.

use crate::evidence::statement::clause::Match;
use crate::evidence::statement::tree::Tree;
use crate::evidence::statement::twin::{Laid, Tie};
use crate::evidence::{Difference, Kind};
use crate::grammar::frame::Frame;
use crate::grammar::{Relation, Tag};

/// Share of a clause without its subject that the page must have of another subject.
const SAME_DOING: f64 = 0.5;
/// A clause with the claim's subject counts against one with another up to this much
/// less share.
const NO_WORSE: f64 = 0.25;

/// The first clause of the claim of which the page has the parts the other way round.
pub(super) fn compare(laid: &Laid<'_>, matches: &[Match]) -> Option<Difference> {
    let told = |claim: usize, tree: usize, page: usize| Difference {
        kind: Kind::Roles,
        claim: laid.claim.nodes[claim].span,
        page: laid.page[tree].nodes[page].span,
    };
    let by_clause = || matches.chunk_by(|a, b| a.own == b.own);
    if let Some((own, other)) = by_clause().find_map(|clause| turned(laid, clause)) {
        return Some(told(own, other.0, other.1));
    }
    let exchanged: Vec<(usize, usize, usize)> =
        by_clause().filter_map(|clause| exchanged(laid, clause)).collect();
    let &(own, tree, other) = exchanged.iter().find(|&&(own, tree, other)| {
        // The one that stands in its place here stands elsewhere for another that the
        // page puts here.
        exchanged.iter().any(|&(own_too, tree_too, other_too)| {
            own != own_too
                && meets(laid, tree, own_too, other)
                && meets(laid, tree_too, own, other_too)
        })
    })?;
    Some(told(own, tree, other))
}

/// A clause with the claim's doer as the one to whom it is done, and the other way round:
/// the claim's subject, and the page's tree and subject.
fn turned(laid: &Laid<'_>, clause: &[Match]) -> Option<(usize, (usize, usize))> {
    let mut found = None;
    for one in clause {
        let page = laid.page[one.tree];
        let (Some(own), Some(theirs)) =
            (laid.claim.frame(one.own), page.frame(one.other))
        else {
            continue;
        };
        let (Some(doer), Some(their_doer)) = (own.subject, theirs.subject) else {
            continue;
        };
        let is = |a, b| meets(laid, one.tree, a, b);
        if is(doer, their_doer) {
            return None;
        }
        let tied = one.heads().is_some_and(|tie| tie != Tie::Opposite);
        let turned = others(own).into_iter().any(|other| is(other, their_doer))
            && others(theirs).into_iter().any(|other| is(doer, other));
        let is_name = |tree: &Tree, node: usize| tree.nodes[node].tag == Tag::Proper;
        let named = is_name(laid.claim, doer) && is_name(page, their_doer);
        if turned && tied && named {
            found = Some((doer, (one.tree, their_doer)));
        }
    }
    found
}

/// Those to whom it is done.
fn others(frame: &Frame) -> Vec<usize> {
    let mut found: Vec<usize> = frame.object.into_iter().chain(frame.recipient).collect();
    found.extend(frame.obliques.iter().map(|oblique| oblique.word));
    found
}

/// A clause that the page has of another subject, which the claim names as well: the
/// claim's subject, and the page's tree and subject.
pub(super) fn exchanged(
    laid: &Laid<'_>,
    clause: &[Match],
) -> Option<(usize, usize, usize)> {
    let own = laid.claim.frame(clause.first()?.own)?.subject?;
    let mut best: Option<(f64, usize, usize)> = None;
    let mut agrees = 0.0_f64;
    for one in clause {
        let Some(theirs) = laid.page[one.tree].frame(one.other).and_then(|f| f.subject)
        else {
            continue;
        };
        let subject = phrase(laid.claim, own);
        let rest: Vec<_> =
            one.words.iter().filter(|pair| !subject.contains(&pair.own)).collect();
        let share = one.share_without(&subject);
        if meets(laid, one.tree, own, theirs)
            || !laid.page[one.tree].nodes[theirs].is_content()
        {
            agrees = agrees.max(share);
        } else if rest.len() >= 2
            && share >= SAME_DOING
            && best.is_none_or(|(b, ..)| share > b)
        {
            best = Some((share, one.tree, theirs));
        }
    }
    let (share, tree, theirs) = best?;
    (agrees < share - NO_WORSE).then_some((own, tree, theirs))
}

/// Whether the phrases under two words name the same.
fn meets(laid: &Laid<'_>, tree: usize, own: usize, other: usize) -> bool {
    let theirs = phrase(laid.page[tree], other);
    phrase(laid.claim, own).iter().any(|&word| {
        let mut answers = laid.answers(tree, word).iter();
        answers.any(|(one, tie)| *tie != Tie::Opposite && theirs.contains(one))
    })
}

/// A word with those of its name or noun phrase.
fn phrase(tree: &Tree, head: usize) -> Vec<usize> {
    let mut found = vec![head];
    found.extend(tree.children(head).filter(|&child| {
        matches!(
            tree.nodes[child].relation,
            Relation::Compound | Relation::Flat | Relation::Apposition
        )
    }));
    found
}
