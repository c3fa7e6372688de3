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

#[cfg(test)]
mod tests {
    use jiff::civil::Date;

    use super::*;
    use crate::evidence::sample::told;

    /// Claim and page are of Wednesday 4 March 2026.
    #[track_caller]
    fn check(claim: &str, page: &str, expected: &str) {
        let day = Date::new(2026, 3, 4).ok();
        assert_eq!(told(claim, page, day, compare), expected, "{claim:?} / {page:?}");
    }

    #[test]
    fn a_date_told_in_any_form_is_stated() {
        for (claim, page, expected) in [
            (
                "The lock at Hexley reopened on 3 March.",
                "The lock at Hexley reopened on Tuesday, March 3, after repairs.",
                "3 March stated: Tuesday, March 3",
            ),
            (
                "The lock at Hexley reopened in March 2026.",
                "The lock at Hexley reopened on 3 March 2026 after repairs.",
                "March 2026 stated: 3 March 2026",
            ),
            (
                "The lock at Hexley reopened yesterday.",
                "The lock at Hexley reopened on 3 March 2026 after repairs.",
                "yesterday stated: 3 March 2026",
            ),
            (
                "The lock at Hexley was built in the 1990s.",
                "The lock at Hexley was built in 1995 by the county.",
                "1990s stated: 1995",
            ),
            (
                "The lock at Hexley reopened on Monday.",
                "The lock at Hexley reopened on 2 March 2026.",
                "Monday stated: 2 March 2026",
            ),
        ] {
            check(claim, page, expected);
        }
    }

    #[test]
    fn another_date_of_the_same_event_differs() {
        for (claim, page, expected) in [
            (
                "The lock at Hexley reopened on 3 March 2026.",
                "The lock at Hexley reopened on 3 May 2026 after repairs.",
                "3 March 2026 differs: 3 May 2026",
            ),
            (
                "The lock at Hexley was built in 1985 by the county.",
                "The lock at Hexley was built in 1995 by the county.",
                "1985 differs: 1995",
            ),
            (
                "The lock at Hexley reopened on Monday after repairs.",
                "The lock at Hexley reopened on Tuesday after repairs.",
                "Monday differs: Tuesday",
            ),
            (
                "The lock at Hexley will close in April 2026 for repairs.",
                "The lock at Hexley will close in June 2026 for repairs.",
                "April 2026 differs: June 2026",
            ),
        ] {
            check(claim, page, expected);
        }
    }

    #[test]
    fn a_date_the_page_does_not_settle_is_no_difference() {
        for (claim, page, expected) in [
            // The page is coarser.
            (
                "The lock at Hexley reopened on 3 March 2026.",
                "The lock at Hexley reopened in March 2026 after repairs.",
                "3 March 2026 elsewhere: March 2026",
            ),
            // The page tells no year.
            (
                "The lock at Hexley reopened on 3 March 2026.",
                "The lock at Hexley reopened on Tuesday, March 3, after repairs.",
                "3 March 2026 elsewhere: Tuesday, March 3",
            ),
            // A day and a year are of different grain.
            (
                "The lock at Hexley reopened on 3 March 2026.",
                "The lock at Hexley, built in 1995, reopened after repairs.",
                "3 March 2026 missing",
            ),
            // The page's other date is the claim's own.
            (
                "The lock closed on 3 March 2026 and reopened on 9 March 2026.",
                "The lock closed on 3 March 2026 and reopened later.",
                "3 March 2026 stated: 3 March 2026; 9 March 2026 missing",
            ),
            // The same day of something else.
            (
                "The lock at Hexley reopened on 3 February 2026 after repairs.",
                "The lock at Hexley reopened after repairs.\nA heron was seen.\n\
                 Rain fell.\nThe tide was low.\nThe museum opened on 03/02/2026.",
                "3 February 2026 elsewhere: 03/02/2026",
            ),
            // Nothing like it.
            (
                "The lock at Hexley reopened on 3 March 2026.",
                "The lock at Hexley reopened after repairs.",
                "3 March 2026 missing",
            ),
        ] {
            check(claim, page, expected);
        }
    }
}
