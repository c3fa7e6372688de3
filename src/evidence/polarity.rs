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
/// A sentence has all that the claim says from this share of its words on.
const WHOLE: f64 = 0.95;
/// Content words after a negation that it speaks of.
const DENIED: usize = 1;
/// Content words after a hedge that it speaks of.
const HEDGED: usize = 2;

/// Words by which a claim denies or doubts without one of the marks of negation, or
/// wishes; sorted. A claim that has one is not held against a page's negation or hedge.
const GUARDED: &[&str] = &[
    "barely", "could", "few", "hardly", "little", "only", "rarely", "scarcely", "should",
    "unless", "unlikely", "until", "would", "yet",
];

/// Words by which a page denies without one of the marks of negation; sorted.
#[rustfmt::skip]
const ALL_BUT: &[&str] = &[
    "barely", "hardly", "neither", "nor", "rarely", "scarcely", "seldom", "unable",
    "unlikely", "without", "yet",
];
/// Words that a negation before them makes `in part`; sorted.
const WHOLLY: &[&str] = &["all", "always", "entirely", "every", "fully", "necessarily"];
/// Words by which a claim says that it tells what others say; sorted.
#[rustfmt::skip]
const VOUCHING: &[&str] = &[
    "accused", "accuses", "claim", "claimed", "claims", "report", "reports", "rumoured",
    "rumours",
];

/// The first statement that one side affirms and the other denies.
pub(crate) fn negation(reading: &Reading<'_>) -> Option<Difference> {
    if is_guarded(reading) || is_said_over(reading) {
        return None;
    }
    reading.near.iter().find_map(|&sentence| negation_in(reading, sentence))
}

/// Whether the closest sentence has all that the claim says and is at one with it. What
/// other sentences affirm or deny is then of another time or thing.
fn is_said_over(reading: &Reading<'_>) -> bool {
    let closest = reading.retrieval.ranked.first();
    closest.is_some_and(|&sentence| {
        reading.topic(sentence) >= WHOLE && negation_in(reading, sentence).is_none()
    })
}

/// The first statement that the claim affirms and a sentence denies, or the other way
/// round.
fn negation_in(reading: &Reading<'_>, sentence: usize) -> Option<Difference> {
    let denies = |facet: &Facet| matches!(facet.value, Value::Negation);
    let words = reading.index.words(sentence);
    let own = reading.claim.text();
    let claim = scopes(own, &reading.tokens, &reading.claim.facets, denies, DENIED);
    let text = &reading.index.page().text;
    let page = scopes(text, words, reading.index.facets(sentence), denies, DENIED);
    let in_part = |text, tokens, marks: &[(Token, Span)]| {
        marks.iter().any(|(_, mark)| is_in_part(text, tokens, *mark))
    };
    if in_part(own, &reading.tokens, &claim) || in_part(text, words, &page) {
        return None;
    }
    let all_but = |token: &Token| {
        ALL_BUT.binary_search(&token.span.of(text).to_lowercase().as_str()).is_ok()
    };
    if page.is_empty() && words.iter().any(all_but) {
        return None;
    }
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
        // The mark with the word it bears on, so that a reader sees what is denied.
        let marked = mark.cover(token.span);
        let (claim, page) =
            if claim.is_empty() { (twin.span, marked) } else { (marked, twin.span) };
        Some(Difference { kind: Kind::Negation, claim, page })
    })
}

/// Whether a mark denies no more than that it is always or wholly so.
fn is_in_part(text: &str, tokens: &[Token], mark: Span) -> bool {
    let at = tokens.partition_point(|token| token.span.start < mark.end);
    let next = tokens.get(at).map(|token| token.span.of(text).to_lowercase());
    next.is_some_and(|next| WHOLLY.binary_search(&next.as_str()).is_ok())
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
    let is_reported =
        |facet: &Facet| matches!(facet.value, Value::Certainty(Certainty::Reported));
    let vouched = reading.claim.facets.iter().any(is_reported) || has(reading, VOUCHING);
    let hedges = |facet: &Facet| match facet.value {
        Value::Certainty(Certainty::Future | Certainty::Planned) => done,
        Value::Certainty(Certainty::Alleged) => !vouched,
        Value::Certainty(sure) => sure < Certainty::Future,
        _ => false,
    };
    let words = reading.index.words(sentence);
    let text = &reading.index.page().text;
    let page = scopes(text, words, reading.index.facets(sentence), hedges, HEDGED);
    // `Urged to sell` says no more of a sale than `plans to sell`.
    let is_open = |token: &Token| {
        let own = reading.tokens.windows(2).find(|pair| is_twin(token, &pair[1]));
        own.is_some_and(|pair| pair[0].span.of(reading.claim.text()) == "to")
    };
    let open: Vec<Span> =
        page.iter().filter(|(token, _)| is_open(token)).map(|&(_, mark)| mark).collect();
    page.iter().filter(|(_, mark)| !open.contains(mark)).find_map(|&(token, mark)| {
        let own = reading.tokens.iter().find(|own| is_twin(&token, own))?;
        let page = mark.cover(token.span);
        let is_beside = reading.is_beside(own.span, sentence, token.span);
        is_beside.then_some(Difference { kind: Kind::Certainty, claim: own.span, page })
    })
}

fn is_guarded(reading: &Reading<'_>) -> bool {
    has(reading, GUARDED)
}

/// Whether the claim has one of some words.
fn has(reading: &Reading<'_>, sorted: &[&str]) -> bool {
    reading.tokens.iter().any(|token| {
        let word = token.span.of(reading.claim.text()).to_lowercase();
        sorted.binary_search(&word.as_str()).is_ok()
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

/// The words that marks of a sort speak of, each with the place of its mark. None is
/// beyond the end of the sentence: in `It is no loss. It is a gain.` no gain is denied.
fn scopes(
    text: &str,
    tokens: &[Token],
    facets: &[Facet],
    is_mark: impl Fn(&Facet) -> bool,
    reach: usize,
) -> Vec<(Token, Span)> {
    let mut found = Vec::new();
    for facet in facets.iter().filter(|facet| is_mark(facet)) {
        let after = tokens.partition_point(|token| token.span.start < facet.span.end);
        let mut end = facet.span.end;
        let here = tokens[after..].iter().take_while(|token| {
            let gap = text.get(end..token.span.start).unwrap_or_default();
            end = token.span.end;
            !gap.contains(['.', '!', '?'])
        });
        let content = here.filter(|token| token.class != Class::Function);
        found.extend(content.take(reach).map(|&token| (token, facet.span)));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim;
    use crate::evidence::index::Index;
    use crate::page;

    /// What differs, in one line: kind, words of the claim, words of the page.
    fn told(claim: &str, text: &str) -> String {
        let claim = claim::read(claim, None);
        let page = page::from_text(None, text);
        let index = Index::new(&page);
        let reading = Reading::new(&claim, &index);
        let found = negation(&reading).or_else(|| certainty(&reading));
        found.map_or_else(String::new, |difference| {
            let own = difference.claim.of(claim.text());
            let other = difference.page.of(&page.text);
            format!("{}: {own} | {other}", difference.kind.name())
        })
    }

    #[track_caller]
    fn check(claim: &str, page: &str, expected: &str) {
        assert_eq!(told(claim, page), expected, "{claim:?} / {page:?}");
    }

    #[test]
    fn what_one_side_denies_and_the_other_affirms_differs() {
        for (claim, page, expected) in [
            (
                "The council approved the sea wall at Port Ellery.",
                "The council has not approved the sea wall at Port Ellery.",
                "negation: approved | not approved",
            ),
            (
                "The council has not approved the sea wall at Port Ellery.",
                "The council approved the sea wall at Port Ellery.",
                "negation: not approved | approved",
            ),
            (
                "The ferry company paid the fine in full.",
                "The ferry company never paid the fine in full.",
                "negation: paid | never paid",
            ),
            (
                "The ferry company did not pay the fine in full.",
                "The ferry company did pay the fine in full.",
                "negation: not pay | pay",
            ),
            (
                "The drug cured patients in the second trial.",
                "The drug didn't cure patients in the second trial.",
                "negation: cured | didn't cure",
            ),
            (
                "The school found asbestos in the gym.",
                "The school found no asbestos in the gym.",
                "negation: asbestos | no asbestos",
            ),
        ] {
            check(claim, page, expected);
        }
    }

    #[test]
    fn what_the_page_hedges_and_the_claim_does_not_differs() {
        for (claim, page, expected) in [
            (
                "The driver broke the speed limit on the coast road.",
                "The driver allegedly broke the speed limit on the coast road.",
                "certainty: broke | allegedly broke",
            ),
            (
                "The driver damaged the sea wall on the coast road.",
                "The driver may have damaged the sea wall on the coast road.",
                "certainty: damaged | may have damaged",
            ),
            (
                "The council closed the library in Hexley.",
                "The council reportedly closed the library in Hexley.",
                "certainty: closed | reportedly closed",
            ),
            (
                "The council has closed the library in Hexley.",
                "The council will close the library in Hexley.",
                "certainty: closed | will close",
            ),
        ] {
            check(claim, page, expected);
        }
    }

    #[test]
    fn the_same_polarity_and_certainty_are_no_difference() {
        for (claim, page) in [
            (
                "The council has not approved the sea wall.",
                "The sea wall was not approved by the council.",
            ),
            (
                "The driver allegedly broke the speed limit.",
                "The driver allegedly broke the speed limit on Friday.",
            ),
            // Less sure than the page is the writer's right.
            (
                "The driver may have broken the speed limit.",
                "The driver broke the speed limit.",
            ),
            (
                "The council will close the library.",
                "The council will close the library.",
            ),
            (
                "The driver claims police broke the speed limit.",
                "Police allegedly broke the speed limit, the driver says.",
            ),
            // What one is asked to do is not done.
            (
                "Fishermen were urged to block the coast road.",
                "Fishermen planned to block the coast road.",
            ),
            // Denied with words that are no marks of negation, and denied in part.
            (
                "The driver did not stop on the coast road.",
                "The driver has yet to stop on the coast road.",
            ),
            (
                "The drug cured patients in the trial.",
                "The drug did not always cure patients in the trial.",
            ),
            // A claim vouched for is no surer than an allegation.
            (
                "Police said the driver broke the speed limit.",
                "The driver allegedly broke the speed limit.",
            ),
            // Denied of another thing in the same sentence.
            (
                "The council closed the library in Hexley.",
                "The council closed the library in Hexley, but not the swimming pool.",
            ),
            // Another word of denial.
            (
                "The ferry company hardly paid the fine.",
                "The ferry company did not pay the fine.",
            ),
            // A sentence that shares next to nothing with the claim.
            (
                "The council closed the library in Hexley after a vote on Monday.",
                "Nobody in the band had not closed a library show with this song.",
            ),
        ] {
            check(claim, page, "");
        }
    }

    #[test]
    fn nothing_is_denied_beyond_the_end_of_the_sentence() {
        check(
            "“The harbour is no museum. It is a place of work,” Ada Lane told the board.",
            "“The harbour is no museum,” Ada Lane told the board. “It is a place of \
             work,” she said.",
            "",
        );
    }

    #[test]
    fn a_page_that_says_both_says_what_the_claim_says() {
        check(
            "The council approved the sea wall at Port Ellery.",
            "The council approved the sea wall at Port Ellery.\n\
             Last year the council had not approved the sea wall.",
            "",
        );
    }
}
