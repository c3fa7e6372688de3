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

/// Verbs by which one and the same deal is told from either side; sorted.
#[rustfmt::skip]
const TRADING: &[&str] = &[
    "acquire", "acquired", "acquires", "acquiring", "beat", "borrow", "borrowed",
    "bought", "buy", "buying", "buys", "defeated", "gave", "lend", "lent", "lose",
    "lost", "purchase", "purchased", "receive", "received", "sell", "selling", "sells",
    "sold", "win", "won",
];

/// Whether two verbs may tell of one deal from either side.
pub(super) fn is_trade(claim: &Tree, own: usize, page: &Tree, other: usize) -> bool {
    claim.is_in(own, TRADING) && page.is_in(other, TRADING)
}

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
        let Some(own) = laid.claim.frame(one.own) else { continue };
        if let Some(found) = converse(laid, one, own) {
            return Some(found);
        }
        let page = laid.page[one.tree];
        let Some(theirs) = page.frame(one.other) else { continue };
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

/// `A bought B` against `sold A to B`: the one that is sold is no buyer. The page's parts
/// are told by their place, since what follows `sold` is often hung amiss.
fn converse(
    laid: &Laid<'_>,
    one: &Match,
    own: &Frame,
) -> Option<(usize, (usize, usize))> {
    const BUYING: &[&str] = &["acquired", "bought", "purchased"];
    const SELLING: &[&str] = &["sell", "selling", "sells", "sold"];
    /// Words between `sold` and `to`, and after it.
    const REACH: usize = 8;
    let page = laid.page[one.tree];
    if !laid.claim.is_in(own.verb, BUYING) || own.is_passive {
        return None;
    }
    let verb = (0..page.nodes.len()).find(|&node| page.is_in(node, SELLING))?;
    let end = (verb + REACH).min(page.nodes.len());
    let to = (verb + 1..end).find(|&node| page.is_in(node, &["to"]))?;
    let stands = |head: usize, place: std::ops::Range<usize>| {
        let words = phrase(laid.claim, head).into_iter();
        let mut answers = words.flat_map(|word| laid.answers(one.tree, word));
        answers
            .find(|(at, tie)| *tie == Tie::Same && place.contains(at))
            .map(|(at, _)| *at)
    };
    let (doer, done) = (own.subject?, own.object?);
    let sold = stands(doer, verb + 1..to)?;
    let after = to + 1..(to + REACH / 2).min(page.nodes.len());
    let turned = stands(done, after.clone()).is_some() && stands(doer, after).is_none();
    turned.then_some((doer, (one.tree, sold)))
}

/// Whether two verbs have the same object.
pub(super) fn has_same_object(
    laid: &Laid<'_>,
    own: usize,
    tree: usize,
    other: usize,
) -> bool {
    let ours = laid.claim.frame(own).and_then(|frame| frame.object);
    let theirs = laid.page[tree].frame(other).and_then(|frame| frame.object);
    ours.zip(theirs).is_some_and(|(ours, theirs)| meets(laid, tree, ours, theirs))
}

/// Whether the page has the claim's doer in another part than that of the doer: so that
/// `Lane bought it from Webb` is the converse of `Webb sold it to Lane`. A deal whose doer
/// is not found may be told from either side.
pub(super) fn is_converse(laid: &Laid<'_>, one: &Match) -> bool {
    let page = laid.page[one.tree];
    let is_trade = is_trade(laid.claim, one.own, page, one.other);
    let doer = laid.claim.frame(one.own).and_then(|frame| frame.subject);
    let (Some(doer), Some(theirs)) = (doer, page.frame(one.other)) else {
        return is_trade;
    };
    let elsewhere = is_trade
        || others(theirs).into_iter().any(|other| meets(laid, one.tree, doer, other));
    elsewhere
        && theirs.subject.is_none_or(|one_too| !meets(laid, one.tree, doer, one_too))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim;
    use crate::evidence::index::Index;
    use crate::evidence::reading::Reading;
    use crate::evidence::statement::clause;
    use crate::page;
    use crate::text::Span;

    #[track_caller]
    fn check(claim: &str, text: &str, expected: &str) {
        let claim = claim::read(claim, None);
        let page = page::from_text(None, text);
        let index = Index::new(&page);
        let reading = Reading::new(&claim, &index);
        let own =
            Tree::new(claim.text(), Span::new(0, claim.text().len()), &reading.tokens);
        let near = reading.near.iter().map(|&sentence| index.tree(sentence)).collect();
        let laid = Laid::new(&own, near);
        let found = compare(&laid, &clause::matches(&laid, &index));
        let told = found.map_or_else(String::new, |difference| {
            let own = difference.claim.of(claim.text());
            format!("{own} | {}", difference.page.of(&page.text))
        });
        assert_eq!(told, expected, "{claim:?} / {text:?}");
    }

    #[test]
    fn the_doer_who_has_it_done_to_them_on_the_page_differs() {
        for (claim, page, expected) in [
            (
                "Norcombe sued Halstead over the pier.",
                "Halstead sued Norcombe over the pier.",
                "Norcombe | Halstead",
            ),
            (
                "Norcombe was sued by Halstead over the pier.",
                "Norcombe sued Halstead over the pier.",
                "Halstead | Norcombe",
            ),
            (
                "In 2011 Norcombe bought Halstead for nothing.",
                "The boom ended with the sale; Ross left after selling Norcombe to Halstead in 2011.",
                "Norcombe | Norcombe",
            ),
            (
                "Lane praised Webb in the hall.",
                "Webb praised Lane in the hall.",
                "Lane | Webb",
            ),
        ] {
            check(claim, page, expected);
        }
    }

    #[test]
    fn the_same_parts_in_another_order_are_no_difference() {
        for (claim, page) in [
            (
                "Norcombe sued Halstead over the pier.",
                "Norcombe sued Halstead over the pier.",
            ),
            (
                "Norcombe sued Halstead over the pier.",
                "Halstead was sued by Norcombe over the pier.",
            ),
            ("Norcombe sued Halstead over the pier.", "Rain fell on the pier."),
            ("", "Norcombe sued Halstead."),
        ] {
            check(claim, page, "");
        }
    }
}
