//! Parts of a sentence that can be true or false by themselves.

use crate::claim::lexicon::{AUXILIARY, PAST, SPEECH, is_verb_like};
use crate::claim::reading::Reading;
use crate::claim::{Certainty, Facet, Value};
use crate::text::Span;

/// Words that start a clause which says when, why or whether the rest holds: what follows
/// it is no claim without it.
#[rustfmt::skip]
const SUBORDINATE: &[&str] = &[
    "after", "although", "as", "because", "before", "even", "if", "once", "since",
    "though", "unless", "until", "when", "whether", "while",
];

/// Subjects that make the second clause a sentence of its own.
const SUBJECT: &[&str] = &["he", "it", "she", "they", "we"];

/// The fewest words of a part.
const SHORTEST: usize = 3;

/// Splits a sentence into coordinated main clauses, each with its own subject and verb:
/// at `; ` and at `, and` or `, but` before a subject and a verb. Where somebody vouches
/// for the whole, it stays whole. Places are without the joining word.
pub(crate) fn split(reading: &Reading<'_>, facets: &[Facet]) -> Vec<Span> {
    let whole = Span::new(0, reading.text.len()).trim(reading.text);
    if reading.is_in(0, SUBORDINATE) || somebody_vouches(facets) {
        return vec![whole];
    }
    let mut parts = Vec::new();
    let mut first = 0;
    let mut start = whole.start;
    for at in 1..reading.words.len() {
        let Some(next) = break_at(reading, facets, at) else { continue };
        let own = at - first >= SHORTEST && has_verb(reading, first, at);
        if own && reading.words.len() - next >= SHORTEST {
            let end = reading.words[at - 1].span.end;
            let gap = reading.gap(at);
            let end = end + (gap.len() - gap.trim_start_matches(['"', '”', ')']).len());
            parts.push(Span::new(start, end));
            start = reading.words[next].span.start;
            first = next;
        }
    }
    parts.push(Span::new(start, whole.end));
    parts
}

fn somebody_vouches(facets: &[Facet]) -> bool {
    facets.iter().any(|facet| {
        let speech = matches!(facet.value, Value::Quotation { .. });
        speech || facet.value == Value::Certainty(Certainty::Reported)
    })
}

/// The word that the next part starts with, if one starts at the word `at`.
fn break_at(reading: &Reading<'_>, facets: &[Facet], at: usize) -> Option<usize> {
    let next = match reading.gap(at) {
        "; " => at + usize::from(reading.is_in(at, &["and", "but"])),
        ", " if reading.is_in(at, &["and", "but"]) && reading.gap(at + 1) == " " => {
            at + 1
        }
        _ => return None,
    };
    let quoted = reading.quotation_at(reading.words[at].span.start).is_some();
    if quoted || in_brackets(reading, at) {
        return None;
    }
    let verb = after_subject(reading, facets, next)?;
    let verb =
        if reading.words.get(verb)?.lower.ends_with("ly") { verb + 1 } else { verb };
    is_finite(reading, verb).then_some(next)
}

fn in_brackets(reading: &Reading<'_>, at: usize) -> bool {
    let before = &reading.text[..reading.words[at].span.start];
    let near = before.char_indices().rev().take(200);
    let mut marks = near.filter(|&(_, c)| matches!(c, '(' | ')'));
    marks.next().is_some_and(|(_, c)| c == '(')
}

/// The word after a pronoun or a name at `at`.
fn after_subject(reading: &Reading<'_>, facets: &[Facet], at: usize) -> Option<usize> {
    if reading.is_in(at, SUBJECT) {
        return Some(at + 1);
    }
    let the = usize::from(reading.is(at, "the"));
    let start = reading.words.get(at + the)?.span.start;
    let name = facets
        .binary_search_by_key(&start, |facet| facet.span.start)
        .ok()
        .map(|found| &facets[found])
        .filter(|facet| matches!(facet.value, Value::Name(_)))?;
    Some(reading.word_at(name.span.end))
}

/// Whether the word is a finite verb for certain enough to split before it.
fn is_finite(reading: &Reading<'_>, at: usize) -> bool {
    let Some(word) = reading.words.get(at) else { return false };
    let past = word.lower.len() > 4 && word.lower.ends_with("ed");
    !word.capital
        && (word.is_in(AUXILIARY) || word.is_in(PAST) || word.is_in(SPEECH) || past)
}

fn has_verb(reading: &Reading<'_>, first: usize, end: usize) -> bool {
    let verb = |at: usize| is_verb_like(&reading.words[at].lower);
    (first + 1..end).any(verb)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim;

    /// `marked` is a sentence with a bar before each joining word that parts it.
    #[track_caller]
    fn check(sentence: &str, expected: &[&str]) {
        let reading = Reading::new(sentence);
        let facets = claim::facets(sentence, None);
        let parts: Vec<&str> =
            split(&reading, &facets).iter().map(|part| part.of(sentence)).collect();
        assert_eq!(parts, expected);
    }

    #[test]
    fn clauses_with_their_own_subject_and_verb_are_parts() {
        check(
            "The firm closed two plants, and it sold a third.",
            &["The firm closed two plants", "it sold a third."],
        );
        check(
            "Her team sued the firm, and she publicly condemned the films.",
            &["Her team sued the firm", "she publicly condemned the films."],
        );
        check(
            "Hale left the party; Abara has stayed in it.",
            &["Hale left the party", "Abara has stayed in it."],
        );
        check(
            "The bill passed in May, but the Senate rejected it.",
            &["The bill passed in May", "the Senate rejected it."],
        );
    }

    #[test]
    fn clauses_that_share_a_subject_are_one() {
        let sentence = "The firm closed two plants, and sold a third.";
        check(sentence, &[sentence]);
    }

    #[test]
    fn what_somebody_vouches_for_stays_whole() {
        let sentence = "Hale said the firm closed, and it was sold.";
        check(sentence, &[sentence]);
    }

    #[test]
    fn a_condition_stays_with_what_it_governs() {
        let sentence = "If the firm closed, and it was sold, nobody knew.";
        check(sentence, &[sentence]);
    }

    #[test]
    fn a_quotation_is_not_cut() {
        let sentence = "The sign read \"We closed, and we were sold; we left\".";
        check(sentence, &[sentence]);
    }

    #[test]
    fn a_list_is_one() {
        let sentence = "The firm bought Acme, Bell, and Crane in 2019.";
        check(sentence, &[sentence]);
    }

    #[test]
    fn tables_are_sorted() {
        assert!(SUBORDINATE.is_sorted() && SUBJECT.is_sorted());
    }
}
