//! What claim and page state, word by word in its grammar: whether both affirm it, are as
//! sure of it, say it of as much, and have the same one do it to the same other.
//!
//! - `tree`: a sentence with what each word hangs on;
//! - `twin`: the claim's words beside those of the page that mean the same;
//! - `denial`, `doubt`, `extent`, `role`: what is compared at each such pair;
//! - `silence`, `cause`, `contrast`: saying against not saying, causing against going
//!   together, a word against its opposite;
//! - `exchange`: two names that have changed places.
//!
//! Two words are held against one another only where the words around both agree: a page
//! says many things, and of each word some of them deny it.

mod cause;
mod clause;
mod contrast;
mod denial;
mod doubt;
mod exchange;
mod extent;
mod role;
mod silence;
mod tree;
mod twin;

pub(crate) use self::tree::Tree;

use crate::claim::Value;
use crate::evidence::index::Index;
use crate::evidence::reading::Reading;
use crate::evidence::statement::clause::Match;
use crate::evidence::statement::denial::{is_denied, is_partly_denied};
use crate::evidence::statement::doubt::{
    Sure, Telling, is_conditional, is_told, sureness, telling,
};
use crate::evidence::statement::twin::{Laid, Tie};
use crate::evidence::{Difference, Kind};
use crate::text::Span;

/// Sentences of the page that are parsed for one claim.
const READ: usize = 3;
/// Share of the weight of a clause that the page's must hold.
const SAME_MATTER: f64 = 0.5;
/// The share where the verb is the same, and that of it which the page's whole sentence
/// must then hold.
const SAME_VERB: f64 = 0.35;
const SAME_SENTENCE: f64 = 0.6;
/// Words that two clauses must share.
const SHARED: usize = 2;
/// A clause that agrees counts against one that differs up to this much less share.
const NO_WORSE: f64 = 0.12;
/// Share of a clause that the page must have where its verb is another.
const ALL_BUT_THE_HEAD: f64 = 0.75;
/// Share and number of words of a clause that the page must have for it to state that
/// with another verb.
const WHOLE: f64 = 0.8;
const WHOLE_WORDS: usize = 5;
/// Share of the weight in common of which the claim must be surer.
const MOST: f64 = 0.6;

/// What claim and page state, beside one another.
pub(crate) struct Statements {
    /// Differences of denial, certainty and roles, at most one of each.
    pub(crate) differences: Vec<Difference>,
    /// How like in use the claim's words are to the closest ones of these sentences, each
    /// by its weight, 0 to 1; a word that stands there, or one that may mean the same,
    /// counts whole.
    pub(crate) likeness: f64,
    /// The claim's words that stand there, or that another may stand for.
    pub(crate) held: Vec<Span>,
}

/// Compares what a claim states with the closest sentences.
pub(crate) fn compare(reading: &Reading<'_>) -> Statements {
    let text = reading.claim.text();
    let claim = Tree::new(text, Span::new(0, text.len()), &reading.tokens);
    let near = reading.near.iter().take(READ);
    let page = near.map(|&sentence| reading.index.tree(sentence)).collect();
    let laid = Laid::new(&claim, page);
    let mut matches = clause::matches(&laid, reading.index);
    let likeness = likeness(&laid, reading.index);
    let quoted = quoted(reading);
    matches.retain(|found| {
        let span = claim.nodes[found.own].span;
        !quoted.iter().any(|quoted| quoted.overlaps(span))
    });
    let mut differences = Vec::new();
    let denied = first(&laid, &matches, Kind::Negation, contradicts);
    let denied = denied.or_else(|| silence::compare(&laid));
    differences.extend(denied.or_else(|| contrast::negation(reading, &laid)));
    let raised = first(&laid, &matches, Kind::Certainty, is_surer);
    let raised = raised.or_else(|| cause::compare(&laid));
    differences.extend(raised.or_else(|| contrast::certainty(reading, &laid)));
    differences.extend(extent::compare(&laid, &matches));
    let roles = role::compare(&laid, &matches);
    differences.extend(roles.or_else(|| exchange::compare(reading)));
    let held = (0..claim.nodes.len()).filter(|&at| laid.has(at));
    let held = held.map(|at| claim.nodes[at].span).collect();
    Statements { differences, likeness, held }
}

fn likeness(laid: &Laid<'_>, index: &Index<'_>) -> f64 {
    let (mut all, mut like) = (0.0, 0.0);
    for (at, node) in laid.claim.nodes.iter().enumerate() {
        let Some(token) = node.token.filter(|_| node.is_content()) else { continue };
        let weight = index.weight(&token);
        all += weight;
        like += weight * if laid.has(at) { 1.0 } else { laid.likeness(at) };
    }
    if all > 0.0 { like / all } else { 0.0 }
}

/// The first clause of the claim that the page has with a difference, and not as closely
/// without one.
fn first(
    laid: &Laid<'_>,
    matches: &[Match],
    kind: Kind,
    differs: impl Fn(&Laid<'_>, &Match) -> Option<bool>,
) -> Option<Difference> {
    matches.chunk_by(|a, b| a.own == b.own).find_map(|clause| {
        let judged: Vec<(&Match, bool)> = clause
            .iter()
            .filter_map(|found| differs(laid, found).map(|differs| (found, differs)))
            .collect();
        let best = |wanted: bool| {
            let those = judged.iter().filter(|(_, differs)| *differs == wanted);
            those.map(|(found, _)| *found).max_by(|a, b| a.share.total_cmp(&b.share))
        };
        let other = best(true)?;
        let agrees = best(false).map_or(-1.0, |found| found.share);
        let same = matches!(other.heads(), Some(Tie::Same | Tie::Opposite))
            && other.share >= SAME_VERB
            && other.whole >= SAME_SENTENCE;
        let sure = (other.share >= SAME_MATTER || same) && other.words.len() >= SHARED;
        let page = laid.page[other.tree].shown(other.other);
        (sure && agrees < other.share - NO_WORSE).then_some(Difference {
            kind,
            claim: laid.claim.shown(other.own),
            page,
        })
    })
}

/// Whether one side denies what the other affirms.
fn contradicts(laid: &Laid<'_>, found: &Match) -> Option<bool> {
    let whole = found.share >= WHOLE
        && found.words.len() >= WHOLE_WORDS
        && laid.page[found.tree].is_predicate(found.other);
    let tie = found.heads().or(whole.then_some(Tie::Alike))?;
    let verbs =
        found.verbs(laid).map_or((found.own, found.other), |pair| (pair.own, pair.other));
    let own = is_denied(laid.claim, verbs.0);
    let other = is_denied(laid.page[found.tree], verbs.1);
    if is_partly_denied(laid.claim, verbs.0)
        || is_partly_denied(laid.page[found.tree], verbs.1)
    {
        return Some(false);
    }
    let plain = found
        .words
        .iter()
        .filter(|pair| pair.own != found.own && laid.claim.nodes[pair.own].is_plain());
    let open = telling(laid.claim, found.own) == Telling::Open && !whole;
    if plain.count() == 0 || open {
        return None;
    }
    if tie == Tie::Opposite && (found.n_whole < 4 || role::is_converse(laid, found)) {
        return None;
    }
    // `Has not seen a bigger sale` may well say what `the biggest sale` says.
    let compares = own && laid.claim.is_comparative(found.own)
        || other && laid.page[found.tree].is_comparative(found.other);
    if compares {
        return None;
    }
    Some((own != other) != (tie == Tie::Opposite))
}

/// Whether the claim is surer than the page of most of what they share.
fn is_surer(laid: &Laid<'_>, found: &Match) -> Option<bool> {
    let page = laid.page[found.tree];
    let denied = is_denied(laid.claim, found.own) || is_denied(page, found.other);
    if denied || is_conditional(laid.claim) {
        return None;
    }
    let least = match telling(laid.claim, found.own) {
        Telling::Done => Sure::Future,
        Telling::So => Sure::Conditional,
        Telling::ToCome => Sure::Possible,
        Telling::Open => return None,
    };
    let told = is_told(laid.claim, found.own);
    let (mut all, mut surer, mut possible) = (0.0, 0.0, 0.0);
    for pair in &found.words {
        all += pair.weight;
        let theirs = sureness(page, pair.other, told);
        if theirs <= least && sureness(laid.claim, pair.own, false) > theirs {
            surer += pair.weight;
        }
        if theirs == Sure::Possible {
            possible += pair.weight;
        }
    }
    let enough = match found.verbs(laid).map(|pair| pair.tie) {
        Some(Tie::Same) => true,
        Some(_) => found.words.len() >= 3,
        None => {
            // A sentence that has the claim's verb in another clause speaks of it there.
            if laid.has_same_in(found.tree, found.own) {
                return None;
            }
            // `It would be perfect for a sale` doubts no sale.
            let doubted = possible >= MOST * all
                || role::has_same_object(laid, found.own, found.tree, found.other);
            doubted && found.words.len() >= 4 && found.share >= ALL_BUT_THE_HEAD
        }
    };
    enough.then_some(surer >= MOST * all)
}

/// The claim's quotations and titles: wording is compared, not what they state.
fn quoted(reading: &Reading<'_>) -> Vec<Span> {
    let facets = reading.claim.facets.iter();
    let marked = facets
        .filter(|facet| matches!(facet.value, Value::Quotation { .. } | Value::Title));
    marked.map(|facet| facet.span).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim;
    use crate::page;

    /// What differs, in one line: kind, words of the claim, words of the page.
    fn told(claim: &str, text: &str) -> String {
        let claim = claim::read(claim, None);
        let page = page::from_text(None, text);
        let index = Index::new(&page);
        let found = compare(&Reading::new(&claim, &index)).differences;
        let lines: Vec<String> = found
            .iter()
            .map(|difference| {
                let own = difference.claim.of(claim.text());
                let other = difference.page.of(&page.text);
                format!("{}: {own} | {other}", difference.kind.name())
            })
            .collect();
        lines.join("; ")
    }

    #[track_caller]
    fn check(cases: &[(&str, &str, &str)]) {
        let found: Vec<(&str, &str, String)> = cases
            .iter()
            .map(|&(claim, page, _)| (claim, page, told(claim, page)))
            .collect();
        let expected: Vec<(&str, &str, String)> = cases
            .iter()
            .map(|&(claim, page, told)| (claim, page, told.to_owned()))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn statements_that_differ_are_told() {
        check(&[
            (
                "The harbour board has sold the old lifeboat to a museum.",
                "The harbour board has not sold the old lifeboat to a museum.",
                "negation: has sold | has not sold",
            ),
            (
                "The harbour board agreed to sell the old lifeboat.",
                "The harbour board refused to sell the old lifeboat.",
                "negation: agreed | refused",
            ),
            (
                "Prices rose sharply in the port in May.",
                "Prices fell sharply in the port in May.",
                "negation: rose | fell",
            ),
            (
                "The harbour board has sold the old lifeboat to a museum.",
                "The harbour board plans to sell the old lifeboat to a museum.",
                "certainty: has sold | plans",
            ),
            (
                "The storm sank the old lifeboat off the point.",
                "The storm may have sunk the old lifeboat off the point.",
                "certainty: sank | may have sunk",
            ),
            (
                "All fishermen in the port oppose the new pier.",
                "Some fishermen in the port oppose the new pier.",
                "scope: fishermen | fishermen",
            ),
            (
                "Norcombe sued Halstead over the pier.",
                "Halstead sued Norcombe over the pier.",
                "roles: Norcombe | Halstead",
            ),
        ]);
    }

    #[test]
    fn statements_that_agree_are_not() {
        check(&[
            (
                "The harbour board has sold the old lifeboat to a museum.",
                "The old lifeboat was sold to a museum by the harbour board.",
                "",
            ),
            (
                "The harbour board did not sell the old lifeboat.",
                "The harbour board refused to sell the old lifeboat.",
                "",
            ),
            (
                "The harbour board may sell the old lifeboat.",
                "The harbour board will sell the old lifeboat.",
                "",
            ),
            (
                "The harbour board will sell the old lifeboat.",
                "The harbour board plans to sell the old lifeboat.",
                "",
            ),
            (
                "Many fishermen in the port oppose the new pier.",
                "All fishermen in the port oppose the new pier.",
                "",
            ),
            ("", "The harbour board sold the old lifeboat.", ""),
            ("The harbour board sold the old lifeboat.", "", ""),
            (
                "The harbour board sold the old lifeboat.",
                "No herring were landed at the pier this spring.",
                "",
            ),
        ]);
    }

    #[test]
    fn endless_sentences_take_bounded_work() {
        let claim = "the board sold the old boat and ".repeat(800);
        let page = "the board never sold the boat, so ".repeat(800);
        told(&claim, &page);
    }
}

#[cfg(test)]
mod properties {
    use proptest::prelude::*;

    use super::*;
    use crate::claim;
    use crate::page;

    /// Words that the comparers look for, in any order, and anything else.
    const TEXT: &str = "((not|no|all|some|may|will|plans to|sold|Norcombe|Halstead|mill|, \
                        |who|by|n't|“|\\.|\\PC{0,4}) ?){0,40}";

    proptest! {
        #[test]
        fn any_strings_give_places_that_slice(claim in TEXT, text in TEXT) {
            let claim = claim::read(&claim, None);
            let page = page::from_text(None, &text);
            let index = Index::new(&page);
            let found = compare(&Reading::new(&claim, &index));
            prop_assert!((0.0..=1.0).contains(&found.likeness));
            for difference in found.differences {
                prop_assert!(claim.text().get(difference.claim.start..difference.claim.end).is_some());
                prop_assert!(page.text.get(difference.page.start..difference.page.end).is_some());
            }
        }
    }
}
