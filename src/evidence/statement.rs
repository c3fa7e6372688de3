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
use crate::evidence::reading::Reading;
use crate::evidence::statement::clause::Match;
use crate::evidence::statement::denial::is_denied;
use crate::evidence::statement::doubt::{Sure, Telling, is_told, sureness, telling};
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
const NO_WORSE: f64 = 0.2;
/// Share of a clause that the page must have where its verb is another.
const ALL_BUT_THE_HEAD: f64 = 0.75;
/// Share of the weight in common of which the claim must be surer.
const MOST: f64 = 0.6;

/// What claim and page state, beside one another.
pub(crate) struct Statements {
    /// Differences of denial, certainty and roles, at most one of each.
    pub(crate) differences: Vec<Difference>,
    /// What the comparison tells short of a difference.
    pub(crate) signals: Signals,
}

/// What the comparison of statements tells short of a difference.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Signals {
    /// Mean over the claim's clauses of how much of each stands in one of the page's.
    pub(crate) clause_mean: f64,
    /// The least of these.
    pub(crate) clause_least: f64,
    /// Share of the claim's weight in words that the page has, or others that may mean
    /// the same.
    pub(crate) alike: f64,
    /// Share of the claim's weight in words of which the page has the contrary alone.
    pub(crate) contrary: f64,
    /// How much closer a clause that denies the claim's is than one that affirms it.
    pub(crate) denied: f64,
    /// How much closer a clause that is less sure is than one as sure.
    pub(crate) doubted: f64,
    /// Clauses that the page has of another subject.
    pub(crate) exchanged: f64,
    /// Mean likeness in use of the claim's words to the closest of the page's.
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
    let signals = signals(&laid, &matches, reading);
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
    Statements { differences, signals }
}

fn signals(laid: &Laid<'_>, matches: &[Match], reading: &Reading<'_>) -> Signals {
    let index = reading.index;
    let mut told = Signals { clause_least: 1.0, ..Signals::default() };
    let clauses = clause::clauses(laid.claim, index);
    let mut all = 0.0;
    for (head, weight, count) in &clauses {
        let own = || matches.iter().filter(|found| found.own == *head);
        let best = own().map(|found| found.share.clamp(0.0, 1.0)).fold(0.0, f64::max);
        all += weight;
        told.clause_mean += weight * best;
        if *count >= 2 {
            told.clause_least = told.clause_least.min(best);
        }
        let margin = |differs: &dyn Fn(&Match) -> Option<bool>| {
            let (mut yes, mut no) = (0.0_f64, 0.0_f64);
            for found in own() {
                match differs(found) {
                    Some(true) => yes = yes.max(found.share),
                    Some(false) => no = no.max(found.share),
                    None => {}
                }
            }
            (yes - no).max(0.0)
        };
        told.denied = told.denied.max(margin(&|found| {
            let own = is_denied(laid.claim, found.own);
            let other = is_denied(laid.page[found.tree], found.other);
            let tie = found.heads();
            Some((own != other) != (tie == Some(Tie::Opposite)))
        }));
        told.doubted = told.doubted.max(margin(&|found| is_surer(laid, found)));
    }
    if all > 0.0 {
        told.clause_mean /= all;
    }
    let by_clause = matches.chunk_by(|a, b| a.own == b.own);
    told.exchanged =
        by_clause.filter(|clause| role::exchanged(laid, clause).is_some()).count() as f64;
    let (mut all, mut alike, mut contrary, mut like) = (0.0, 0.0, 0.0, 0.0);
    for (at, node) in laid.claim.nodes.iter().enumerate() {
        let Some(token) = node.token.filter(|_| node.is_content()) else { continue };
        let weight = index.weight(&token);
        let ties: Vec<Tie> = (0..laid.page.len())
            .flat_map(|tree| laid.answers(tree, at).iter().map(|(_, tie)| *tie))
            .collect();
        all += weight;
        if ties.iter().any(|tie| *tie != Tie::Opposite) {
            alike += weight;
            like += weight;
        } else {
            if !ties.is_empty() {
                contrary += weight;
            }
            like += weight * laid.likeness(at);
        }
    }
    if all > 0.0 {
        (told.alike, told.contrary, told.likeness) =
            (alike / all, contrary / all, like / all);
    }
    told
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
    let tie = found.heads()?;
    let own = is_denied(laid.claim, found.own);
    let other = is_denied(laid.page[found.tree], found.other);
    let plain = found
        .words
        .iter()
        .filter(|pair| pair.own != found.own && laid.claim.nodes[pair.own].is_plain());
    if plain.count() == 0 || telling(laid.claim, found.own) == Telling::Open {
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
    if is_denied(laid.claim, found.own) || is_denied(page, found.other) {
        return None;
    }
    let least = match telling(laid.claim, found.own) {
        Telling::Done => Sure::Future,
        Telling::So | Telling::ToCome => Sure::Possible,
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
