//! Whether a page has the dates of a claim.

use crate::claim::{Agreement, Facet, Grain, Quantity, Value, When, date, number};
use crate::evidence::Kind;
use crate::evidence::contender::{Rival, Rivals, Thing};
use crate::evidence::figure;
use crate::evidence::reading::Reading;
use crate::evidence::status::Status;
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
    let near = rivals(reading, facet, wanted);
    if let Some(status) = near.status() {
        return status;
    }
    let mut all = 0..reading.index.sentences().len();
    let same = all.find_map(|sentence| {
        let mut found = dates(reading.index.measures(sentence));
        found.find(|(_, given)| date::agree(wanted, given) == Agreement::Same)
    });
    match same {
        Some((own, _)) => near.only(true).unwrap_or(Status::Elsewhere(own.span)),
        None => near.only(false).unwrap_or(Status::Missing),
    }
}

/// The dates of the close sentences, held against one of the claim.
fn rivals<'a, 'r>(
    reading: &'a Reading<'r>,
    facet: &Facet,
    wanted: &When,
) -> Rivals<'a, 'r> {
    let mut rivals = Rivals::new(reading, Kind::Date, facet.span);
    let own_limit = limit(reading.claim.text(), facet.span);
    let page = &reading.index.page().text;
    let is_known = has_sums(reading);
    for &sentence in &reading.near {
        for (other, given) in dates(reading.index.facets(sentence)) {
            let limit = limit(page, other.span);
            let thing = thing(wanted, given);
            let is_free = thing >= Thing::Kin
                && is_known
                && limit.is_none_or(|limit| Some(limit) == own_limit)
                && !is_taken(reading, given);
            let agreement = date::agree(wanted, given);
            let rival = Rival { sentence, facet: other, agreement, thing, is_free };
            if !rivals.add(rival) {
                return rivals;
            }
        }
    }
    rivals
}

/// How far two dates can be of one event: a date that is told to the day is rarely meant
/// where another tells the year alone.
fn thing(claim: &When, page: &When) -> Thing {
    let is_fine = |when: &When| when.month.is_some() && when.grain <= Grain::Month;
    let both_told = claim.shift.is_some() && page.shift.is_some();
    if both_told {
        Thing::Same
    } else if claim.grain == page.grain || is_fine(claim) && is_fine(page) {
        Thing::Kin
    } else {
        Thing::Unknown
    }
}

/// Sums of a claim that are looked for: one of them tells enough.
const SUMS: usize = 4;

/// Whether the page has the claim's sums and percentages, if the claim has any: one that
/// has none of them speaks of another event.
fn has_sums(reading: &Reading<'_>) -> bool {
    let sums = reading
        .claim
        .facets
        .iter()
        .filter(|facet| matches!(facet.value, Value::Money(_) | Value::Percent(_)));
    let mut sums = sums.filter_map(figure::quantity).take(SUMS).peekable();
    let held = |wanted: &Quantity| {
        let all = 0..reading.index.sentences().len();
        let mut given = all.flat_map(|at| reading.index.measures(at));
        given.any(|facet| {
            figure::quantity(facet)
                .is_some_and(|given| number::agree(wanted, given) == Agreement::Same)
        })
    };
    sums.peek().is_none() || sums.any(held)
}

/// Words that make a date the end or the start of a time, and not when something was.
const LIMITS: &[&str] = &["since", "until", "till", "before", "after", "from"];

/// The limit that a date is told as: the word before it, if it is one.
fn limit(text: &str, place: Span) -> Option<&'static str> {
    let before = text.get(..place.start)?.trim_end();
    LIMITS.iter().copied().find(|limit| {
        before
            .strip_suffix(limit)
            .is_some_and(|rest| !rest.ends_with(char::is_alphabetic))
    })
}

fn dates(facets: &[Facet]) -> impl Iterator<Item = (&Facet, &When)> {
    facets.iter().filter_map(|facet| match &facet.value {
        Value::Date(when) => Some((facet, when)),
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
                "The lock at Hexley reopened on 3 March 2026.",
                "The lock at Hexley reopened on Tuesday, March 3, after repairs.",
                "3 March 2026 stated: Tuesday, March 3",
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
            // The page tells no year, and it is not that of its own date.
            (
                "The lock at Hexley reopened on 3 March 2025.",
                "The lock at Hexley reopened on March 3, after repairs.",
                "3 March 2025 elsewhere: March 3",
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

    #[test]
    fn another_date_told_in_other_words_differs() {
        for (claim, page, expected) in [
            (
                "Back in 2011 the valley missed out on the railway, which went to Hexley.",
                "The valley lost the railway to Hexley in 2013, as it would not pay.",
                "2011 differs: 2013",
            ),
            // A month beside a day of another month.
            (
                "The keeper of Hexley broke out of the county gaol in June 1985.",
                "He was held in the county gaol of Hexley when he broke free on June 10, \
                 1972.",
                "June 1985 differs: June 10, 1972",
            ),
            (
                "The surveyors counted the swans in the first six months of 2017.",
                "The surveyors counted the swans in the last 6 months of 2017.",
                "first six months of 2017 differs: last 6 months of 2017",
            ),
        ] {
            check(claim, page, expected);
        }
    }

    #[test]
    fn a_limit_is_no_day_of_an_event() {
        check(
            "The lock at Hexley was won by the crews of Dunmarrow in 2019.",
            "The crews of Dunmarrow won the lock at Hexley, the first to do so since 2009.",
            "2019 missing",
        );
    }

    /// The same where neither side tells its day.
    #[test]
    fn periods_told_from_an_unknown_day_are_held_against_one_another() {
        for (claim, page, expected) in [
            (
                "The lock at Hexley was shut last month for repairs.",
                "The lock at Hexley was shut last week for repairs.",
                "last month differs: last week",
            ),
            (
                "The lock at Hexley was shut last week for repairs.",
                "Last week the lock at Hexley was shut for repairs.",
                "last week stated: Last week",
            ),
            (
                "The lock at Hexley was shut last summer for repairs.",
                "The lock at Hexley was shut last winter for repairs.",
                "last summer differs: last winter",
            ),
            (
                "The lock at Hexley was shut this year for repairs.",
                "The lock at Hexley was shut last week for repairs.",
                "this year elsewhere: last week",
            ),
        ] {
            assert_eq!(told(claim, page, None, compare), expected, "{claim:?}");
        }
    }
}
