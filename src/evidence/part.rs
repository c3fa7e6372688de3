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
