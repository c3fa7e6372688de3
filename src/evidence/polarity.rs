//! Whether claim and page affirm and deny the same, and are as sure of it.
//!
//! A negation or a hedge is taken to speak of the few content words after it. That is
//! coarse, so it is held against the page only where a sentence holds most of the claim.

use rustc_hash::FxHashSet;

use crate::claim::{Certainty, Facet, Value};
use crate::evidence::reading::Reading;
use crate::evidence::token::{Class, Token};
use crate::evidence::{Difference, Kind};
use crate::text::Span;

/// A sentence says the claim over again from this share of its words on.
const SAME_STATEMENT: f64 = 0.7;
/// Content words after a negation or hedge that it speaks of.
const SCOPE: usize = 2;

/// The first statement that one side affirms and the other denies.
pub(crate) fn negation(reading: &Reading<'_>) -> Option<Difference> {
    let denies = |facet: &Facet| matches!(facet.value, Value::Negation);
    let claim = scopes(&reading.tokens, &reading.claim.facets, denies);
    let &sentence = reading.retrieval.ranked.first()?;
    if reading.topic(sentence) < SAME_STATEMENT {
        return None;
    }
    let words = reading.index.words(sentence);
    let page = scopes(words, reading.index.facets(sentence), denies);
    let at = reading.index.sentences()[sentence].span;
    // Denied by the page, affirmed by the claim.
    let affirmed = page.iter().find(|(stem, _)| {
        reading.tokens.iter().any(|token| token.stem == *stem)
            && !claim.iter().any(|(own, _)| own == stem)
            && claim.is_empty()
    });
    if let Some(&(stem, mark)) = affirmed {
        let token = reading.tokens.iter().find(|token| token.stem == stem)?;
        return Some(Difference { kind: Kind::Negation, claim: token.span, page: mark });
    }
    // Denied by the claim, affirmed by the page.
    let held: FxHashSet<u64> = words.iter().map(|token| token.stem).collect();
    let &(stem, mark) =
        claim.iter().find(|(stem, _)| held.contains(stem) && page.is_empty())?;
    let place =
        words.iter().find(|token| token.stem == stem).map_or(at, |token| token.span);
    Some(Difference { kind: Kind::Negation, claim: mark, page: place })
}

/// The first statement that the page hedges and the claim does not.
pub(crate) fn certainty(reading: &Reading<'_>) -> Option<Difference> {
    let hedges = |facet: &Facet| matches!(facet.value, Value::Certainty(sure) if sure < Certainty::Future);
    let &sentence = reading.retrieval.ranked.first()?;
    let unsure = reading.claim.facets.iter().any(|facet| {
        matches!(facet.value, Value::Certainty(sure) if sure <= Certainty::Future)
    });
    if unsure || reading.topic(sentence) < SAME_STATEMENT {
        return None;
    }
    let words = reading.index.words(sentence);
    let page = scopes(words, reading.index.facets(sentence), hedges);
    let (token, mark) = page.iter().find_map(|&(stem, mark)| {
        let token = reading.tokens.iter().find(|token| token.stem == stem)?;
        Some((token, mark))
    })?;
    Some(Difference { kind: Kind::Certainty, claim: token.span, page: mark })
}

/// The stems that marks of a sort speak of, each with the place of its mark.
fn scopes(
    tokens: &[Token],
    facets: &[Facet],
    is_mark: impl Fn(&Facet) -> bool,
) -> Vec<(u64, Span)> {
    let mut found = Vec::new();
    for facet in facets.iter().filter(|facet| is_mark(facet)) {
        let after = tokens.partition_point(|token| token.span.start < facet.span.end);
        let content =
            tokens[after..].iter().filter(|token| token.class != Class::Function);
        found.extend(content.take(SCOPE).map(|token| (token.stem, facet.span)));
    }
    found
}
