//! A claim of several sentences, taken apart: all of them must be stated.

use crate::claim::Claim;
use crate::evidence::index::to_f64;
use crate::evidence::{Difference, Evidence};
use crate::text::{Span, sentences};

/// The sentences of a claim as claims of their own, each with its place; empty if there
/// is but one, or if a detail (a quotation) runs over several.
pub(crate) fn parts(claim: &Claim) -> Vec<(Span, Claim)> {
    let spans = sentences(claim.text());
    let whole = |span: Span| {
        let first = spans.partition_point(|part| part.end < span.end);
        spans.get(first).is_some_and(|part| part.contains(span))
    };
    if spans.len() < 2 || !claim.facets.iter().all(|facet| whole(facet.span)) {
        return Vec::new();
    }
    spans.into_iter().map(|span| (span, part(claim, span))).collect()
}

fn part(claim: &Claim, span: Span) -> Claim {
    let inside = claim.facets.iter().filter(|facet| span.contains(facet.span));
    let facets = inside.map(|facet| facet.since(span.start)).collect();
    Claim { plain: claim.plain.slice(span), facets, ..claim.clone() }
}

/// How far the likelihood of the other parts counts: enough to rank two claims whose
/// weakest parts are the same, too little to make up for a weak part.
const OTHERS: f64 = 0.1;

/// The evidence for the whole: about as likely as the least likely part, with all that
/// differs or is missing in any. `parts` is not empty.
pub(crate) fn join(parts: Vec<(Span, Evidence)>) -> Evidence {
    let mut whole =
        Evidence { score: 1.0, coverage: 1.0, is_complete: true, ..Evidence::default() };
    let n_parts = to_f64(parts.len());
    let mean = parts.iter().map(|(_, part)| part.score).sum::<f64>() / n_parts;
    for (place, part) in parts {
        let back = |span: Span| span.shift(place.start);
        whole.score = whole.score.min(part.score);
        whole.coverage = whole.coverage.min(part.coverage);
        whole.is_complete &= part.is_complete;
        let differences = part.differences.into_iter();
        whole.differences.extend(differences.map(|difference| Difference {
            claim: back(difference.claim),
            ..difference
        }));
        whole.unsupported.extend(part.unsupported.into_iter().map(back));
        whole.unquoted.extend(part.unquoted.into_iter().map(back));
        for passage in part.passages {
            if !whole.passages.contains(&passage) {
                whole.passages.push(passage);
            }
        }
    }
    whole.score *= 1.0 - OTHERS + OTHERS * mean;
    whole.differences.sort_by_key(|difference| (difference.kind, difference.claim));
    whole
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim;
    use crate::evidence::Kind;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let claim = claim::read(text, None);
        let found = parts(&claim);
        let texts: Vec<&str> = found.iter().map(|(_, part)| part.text()).collect();
        assert_eq!(texts, expected, "{text:?}");
        for (place, part) in &found {
            assert_eq!(place.of(text), part.text());
            for facet in &part.facets {
                let whole = facet.span.shift(place.start);
                let same = |own: &claim::Facet| own.span == whole;
                assert!(claim.facets.iter().any(same), "{:?}", facet.span.of(text));
            }
        }
    }

    #[test]
    fn each_sentence_is_a_part_with_its_own_details() {
        check(
            "The lido sold 900 tickets. Ada Lane never swam there.",
            &["The lido sold 900 tickets.", "Ada Lane never swam there."],
        );
    }

    #[test]
    fn one_sentence_is_not_taken_apart() {
        check("The lido sold 900 tickets on Monday.", &[]);
        check("", &[]);
    }

    #[test]
    fn a_quotation_of_two_sentences_is_not_taken_apart() {
        check("“The lido is full. The sea is free,” Ada Lane said.", &[]);
        check(
            "“The lido is full. The sea is free,” Ada Lane said. It rained.",
            &["“The lido is full. The sea is free,” Ada Lane said.", "It rained."],
        );
    }

    fn evidence(score: f64) -> Evidence {
        Evidence {
            score,
            coverage: score,
            is_complete: true,
            passages: vec![Span::new(0, 4)],
            unsupported: vec![Span::new(1, 2)],
            ..Evidence::default()
        }
    }

    #[test]
    fn the_whole_is_about_as_likely_as_its_weakest_part() {
        for (scores, least, most) in [
            ([0.9, 0.9], 0.88, 0.9),
            ([0.9, 0.2], 0.18, 0.2),
            ([0.2, 0.9], 0.18, 0.2),
            ([0.0, 1.0], 0.0, 0.0),
            ([1.0, 1.0], 1.0, 1.0),
        ] {
            let parts = scores.map(|score| (Span::new(0, 4), evidence(score)));
            let whole = join(parts.to_vec());
            assert!((least..=most).contains(&whole.score), "{scores:?}: {}", whole.score);
            let weakest = scores[0].min(scores[1]);
            assert!((whole.coverage - weakest).abs() < 1e-9);
        }
    }

    #[test]
    fn places_are_those_of_the_whole_and_passages_stand_once() {
        let mut second = evidence(0.5);
        let difference = |kind, at| Difference {
            kind,
            claim: Span::new(at, at + 1),
            page: Span::new(7, 8),
        };
        second.differences.push(difference(Kind::Name, 2));
        let mut first = evidence(0.5);
        first.differences.push(difference(Kind::Negation, 0));
        second.is_complete = false;
        let whole = join(vec![(Span::new(0, 9), first), (Span::new(10, 19), second)]);
        assert_eq!(whole.passages, [Span::new(0, 4)]);
        assert_eq!(whole.unsupported, [Span::new(1, 2), Span::new(11, 12)]);
        let kinds: Vec<(Kind, usize)> =
            whole.differences.iter().map(|one| (one.kind, one.claim.start)).collect();
        assert_eq!(kinds, [(Kind::Name, 12), (Kind::Negation, 0)]);
        assert!(!whole.is_complete);
    }
}
