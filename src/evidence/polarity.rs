//! Whether claim and page affirm and deny the same, and are as sure of it.
//!
//! A negation or a hedge is taken to speak of the few content words after it. That is
//! coarse, so it is held against the page only where a sentence holds most of the claim.

use crate::claim::{Certainty, Facet, Value};
use crate::evidence::reading::Reading;
use crate::evidence::token::{Class, Token};
use crate::evidence::{Difference, Kind};
use crate::text::Span;

/// A sentence says the claim over again from this share of its words on.
const SAME_STATEMENT: f64 = 0.5;
/// Content words after a negation or hedge that it speaks of.
const SCOPE: usize = 2;

/// Words by which a claim denies or doubts without one of the marks of negation, or
/// wishes; sorted. A claim that has one is not held against a page's negation or hedge.
const GUARDED: &[&str] = &[
    "barely", "could", "few", "hardly", "little", "only", "rarely", "scarcely", "should",
    "unless", "unlikely", "until", "would", "yet",
];

/// The first statement that one side affirms and the other denies.
pub(crate) fn negation(reading: &Reading<'_>) -> Option<Difference> {
    if is_guarded(reading) {
        return None;
    }
    reading.near.iter().find_map(|&sentence| negation_in(reading, sentence))
}

/// The first statement that the claim affirms and a sentence denies, or the other way
/// round.
fn negation_in(reading: &Reading<'_>, sentence: usize) -> Option<Difference> {
    let denies = |facet: &Facet| matches!(facet.value, Value::Negation);
    let words = reading.index.words(sentence);
    let claim = scopes(&reading.tokens, &reading.claim.facets, denies);
    let page = scopes(words, reading.index.facets(sentence), denies);
    let is_closest = reading.retrieval.ranked.first() == Some(&sentence);
    let is_same_statement = is_closest && reading.topic(sentence) >= SAME_STATEMENT;
    if claim.is_empty() == page.is_empty() {
        return None;
    }
    let (marked, other) = if claim.is_empty() {
        (&page, reading.tokens.as_slice())
    } else {
        (&claim, words)
    };
    marked.iter().find_map(|&(token, mark)| {
        let twin = other.iter().find(|twin| is_twin(&token, twin))?;
        let (own, theirs) = if claim.is_empty() {
            (twin.span, token.span)
        } else {
            (token.span, twin.span)
        };
        if !is_same_statement && !reading.is_beside(own, sentence, theirs) {
            return None;
        }
        let (claim, page) =
            if claim.is_empty() { (twin.span, mark) } else { (mark, twin.span) };
        Some(Difference { kind: Kind::Negation, claim, page })
    })
}

/// The first statement that the page hedges and the claim does not.
///
/// A promise (`will`) is a hedge only for a claim that says the thing was done.
pub(crate) fn certainty(reading: &Reading<'_>) -> Option<Difference> {
    let unsure = reading.claim.facets.iter().any(|facet| {
        matches!(facet.value, Value::Certainty(sure) if sure <= Certainty::Future)
    });
    let &sentence = reading.retrieval.ranked.first()?;
    let far = reading.topic(sentence) < SAME_STATEMENT;
    if unsure || far || is_guarded(reading) {
        return None;
    }
    let done = says_done(reading);
    // `He claims they refused` vouches no more than `they allegedly refused`.
    let vouched = reading
        .claim
        .facets
        .iter()
        .any(|facet| matches!(facet.value, Value::Certainty(Certainty::Reported)));
    let hedges = |facet: &Facet| match facet.value {
        Value::Certainty(Certainty::Future) => done,
        Value::Certainty(Certainty::Alleged) => !vouched,
        Value::Certainty(sure) => sure < Certainty::Future,
        _ => false,
    };
    let words = reading.index.words(sentence);
    let page = scopes(words, reading.index.facets(sentence), hedges);
    page.iter().find_map(|&(token, mark)| {
        let own = reading.tokens.iter().find(|own| is_twin(&token, own))?;
        Some(Difference { kind: Kind::Certainty, claim: own.span, page: mark })
    })
}

fn is_guarded(reading: &Reading<'_>) -> bool {
    reading.tokens.iter().any(|token| {
        let word = token.span.of(reading.claim.text()).to_lowercase();
        GUARDED.binary_search(&word.as_str()).is_ok()
    })
}

/// Whether the claim tells of something as done: `has fined`, `was begun`.
fn says_done(reading: &Reading<'_>) -> bool {
    reading.tokens.windows(2).any(|pair| {
        let auxiliary = pair[0].span.of(reading.claim.text());
        let verb = pair[1].span.of(reading.claim.text());
        matches!(auxiliary, "has" | "have" | "had" | "was" | "were")
            && (verb.ends_with("ed") || verb.ends_with("en") || verb == "begun")
    })
}

/// Whether two words are the same content word; names and figures are nothing that one
/// denies.
fn is_twin(a: &Token, b: &Token) -> bool {
    a.stem == b.stem && a.class == Class::Content && b.class == Class::Content
}

/// The words that marks of a sort speak of, each with the place of its mark.
fn scopes(
    tokens: &[Token],
    facets: &[Facet],
    is_mark: impl Fn(&Facet) -> bool,
) -> Vec<(Token, Span)> {
    let mut found = Vec::new();
    for facet in facets.iter().filter(|facet| is_mark(facet)) {
        let after = tokens.partition_point(|token| token.span.start < facet.span.end);
        let content =
            tokens[after..].iter().filter(|token| token.class != Class::Function);
        found.extend(content.take(SCOPE).map(|&token| (token, facet.span)));
    }
    found
}
