//! What claim and page state, word by word in its grammar: whether both affirm it, are as
//! sure of it, say it of as much, and have the same one do it to the same other.
//!
//! - `tree`: a sentence with what each word hangs on;
//! - `twin`: the claim's words beside those of the page that mean the same;
//! - `denial`, `doubt`, `extent`, `role`: what is compared at each such pair.
//!
//! Two words are held against one another only where the words around both agree: a page
//! says many things, and of each word some of them deny it.

mod clause;
mod denial;
mod doubt;
mod exchange;
mod extent;
mod role;
mod tree;
mod twin;

pub(crate) use self::tree::Tree;

use crate::claim::Value;
use crate::evidence::index::Index;
use crate::evidence::reading::Reading;
use crate::evidence::statement::clause::Match;
use crate::evidence::statement::denial::is_denied;
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
    differences.extend(first(&laid, &matches, Kind::Negation, contradicts));
    differences.extend(first(&laid, &matches, Kind::Certainty, is_surer));
    differences.extend(extent::compare(&laid, &matches));
    let roles = role::compare(&laid, &matches);
    differences.extend(roles.or_else(|| exchange::compare(reading)));
    Statements { differences, likeness }
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
        let sure = other.share >= SAME_MATTER && other.words.len() >= SHARED;
        let page = laid.page[other.tree].nodes[other.other].span;
        (sure && agrees < other.share - NO_WORSE).then_some(Difference {
            kind,
            claim: laid.claim.nodes[other.own].span,
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
    let own = is_denied(laid.claim, found.own);
    let other = is_denied(laid.page[found.tree], found.other);
    let plain = found
        .words
        .iter()
        .filter(|pair| pair.own != found.own && laid.claim.nodes[pair.own].is_plain());
    let open = telling(laid.claim, found.own) == Telling::Open && !whole;
    if plain.count() == 0 || open {
        return None;
    }
    if tie == Tie::Opposite && found.words.len() < 4 {
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
    let (mut all, mut surer) = (0.0, 0.0);
    for pair in &found.words {
        all += pair.weight;
        let theirs = sureness(page, pair.other, told);
        if theirs <= least && sureness(laid.claim, pair.own, false) > theirs {
            surer += pair.weight;
        }
    }
    let enough = match found.heads() {
        Some(Tie::Same) => true,
        Some(_) => found.words.len() >= 3,
        None => found.words.len() >= 4 && found.share >= ALL_BUT_THE_HEAD,
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
