//! Whether a page has the dates of a claim.

use crate::claim::{Agreement, Facet, Value, When, date};
use crate::evidence::Kind;
use crate::evidence::reading::Reading;
use crate::evidence::status::{Near, Seen, Status};
use crate::text::Span;

/// What the page has of each date of the claim: index of the detail, and status.
pub(crate) fn compare(reading: &Reading<'_>) -> Vec<(usize, Status)> {
    let dates = reading.facets().filter_map(|(at, facet)| {
        let Value::Date(when) = &facet.value else { return None };
        Some((at, status(reading, facet, when)))
    });
    dates.collect()
}

fn status(reading: &Reading<'_>, facet: &Facet, wanted: &When) -> Status {
    let mut near = Near::default();
    for &sentence in &reading.near {
        for (span, given) in dates(reading.index.facets(sentence)) {
            let agreement = date::agree(wanted, given);
            let sure = agreement == Agreement::Differs
                && wanted.grain == given.grain
                && !is_taken(reading, given);
            let seen = Seen { sentence, span, agreement, sure, is_bare: false };
            near.see(reading, facet.span, seen);
        }
    }
    near.status(Kind::Date, facet.span).unwrap_or_else(|| {
        let mut all = 0..reading.index.sentences().len();
        let same = all.find_map(|sentence| {
            let mut found = dates(reading.index.measures(sentence));
            found.find(|(_, given)| date::agree(wanted, given) == Agreement::Same)
        });
        same.map_or(Status::Missing, |(span, _)| Status::Elsewhere(span))
    })
}

fn dates(facets: &[Facet]) -> impl Iterator<Item = (Span, &When)> {
    facets.iter().filter_map(|facet| match &facet.value {
        Value::Date(when) => Some((facet.span, when)),
        _ => None,
    })
}

/// Whether the claim itself gives the page's date, as another of its details.
fn is_taken(reading: &Reading<'_>, given: &When) -> bool {
    reading.claim.facets.iter().any(|facet| match &facet.value {
        Value::Date(when) => date::agree(when, given) == Agreement::Same,
        _ => false,
    })
}
