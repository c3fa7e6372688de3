//! Whether a page has the dates of a claim.

use crate::claim::{Agreement, Facet, Value, When, date};
use crate::evidence::reading::Reading;
use crate::evidence::status::Status;
use crate::evidence::{Difference, Kind};
use crate::text::Span;

/// A sentence speaks of the same event as the claim from this share of its words on.
const SAME_EVENT: f64 = 0.6;

/// What the page has of each date of the claim: index of the detail, and status.
pub(crate) fn compare(reading: &Reading<'_>) -> Vec<(usize, Status)> {
    let dates = reading.facets().filter_map(|(at, facet)| {
        let Value::Date(when) = &facet.value else { return None };
        Some((at, status(reading, facet, when)))
    });
    dates.collect()
}

fn status(reading: &Reading<'_>, facet: &Facet, wanted: &When) -> Status {
    let mut differs: Option<(f64, Span)> = None;
    let mut unclear = None;
    for &sentence in &reading.near {
        let topic = reading.topic(sentence);
        for (span, given) in dates(reading, sentence) {
            match date::agree(wanted, given) {
                Agreement::Same => return Status::Stated(span),
                Agreement::Compatible => unclear = Some(span),
                Agreement::Differs => {
                    let sure = topic >= SAME_EVENT && wanted.grain == given.grain;
                    let better = differs.is_none_or(|(best, _)| topic > best);
                    if sure && better && !is_taken(reading, given) {
                        differs = Some((topic, span));
                    }
                }
            }
        }
    }
    if let Some((_, page)) = differs {
        return Status::Differs(Difference { kind: Kind::Date, claim: facet.span, page });
    }
    if let Some(span) = unclear {
        return Status::Elsewhere(span);
    }
    let mut all = 0..reading.index.sentences().len();
    let elsewhere = all.find_map(|sentence| {
        let mut found = dates(reading, sentence);
        found.find(|(_, given)| date::agree(wanted, given) == Agreement::Same)
    });
    elsewhere.map_or(Status::Missing, |(span, _)| Status::Elsewhere(span))
}

fn dates<'r>(
    reading: &Reading<'r>,
    sentence: usize,
) -> impl Iterator<Item = (Span, &'r When)> {
    reading.index.facets(sentence).iter().filter_map(|facet| match &facet.value {
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
