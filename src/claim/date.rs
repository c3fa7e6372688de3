//! Dates: absolute, partial and relative, and whether two agree.
//!
//! Conventions that another reader might choose differently:
//!
//! - `03/04/2026`, which may be April or March, is told to the year only; `first` and
//!   `last` are its two readings. Where one reading is impossible, the other is taken.
//! - A day and month without a year keep `year` empty; `first` and `last` are then a guess:
//!   the occurrence nearest before `today`, or at most sixty days after it.
//! - A weekday alone is the nearest on or before `today`.
//! - Seasons are those of the northern half, with generous ends.

use jiff::civil::Date;

use crate::claim::token::Tokens;
use crate::claim::{Facet, Value, When};

mod absolute;
mod agree;
mod calendar;
mod relative;
mod year;

pub(crate) use self::agree::agree;

/// Reads the dates in `text`, in order of place. `today` is the day it was published.
#[cfg(test)]
pub(crate) fn read(text: &str, today: Option<Date>) -> Vec<Facet> {
    read_in(&Tokens::of(text), today)
}

/// Reads the dates among the tokens of a text.
pub(super) fn read_in(t: &Tokens<'_>, today: Option<Date>) -> Vec<Facet> {
    let mut facets = Vec::new();
    let mut at = 0;
    while at < t.len() {
        let found = absolute::read(t, at, today)
            .or_else(|| relative::read(t, at, today))
            .or_else(|| year::read(t, at));
        match found {
            Some((when, end)) => {
                facets.push(Facet { span: t.place(at, end), value: Value::Date(when) });
                at = end.max(at + 1);
            }
            None => at += 1,
        }
    }
    facets
}

/// A date and the token after it.
type Found = (When, usize);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::Agreement;

    /// A facet in one line: place, days as reckoned, grain, and what is only implied.
    fn show(text: &str, facet: &Facet) -> String {
        let Value::Date(when) = facet.value else { return String::from("no date") };
        let days = match (when.first, when.last) {
            (Some(first), Some(last)) if first == last => first.to_string(),
            (Some(first), Some(last)) => format!("{first}..{last}"),
            _ => String::from("?"),
        };
        let year = if when.year.is_none() { " yearless" } else { "" };
        let weekday = when.weekday.map_or(String::new(), |day| format!(" day{day}"));
        let relative = if when.relative { " relative" } else { "" };
        let place = facet.span.of(text);
        format!("{place}={days} {:?}{year}{weekday}{relative}", when.grain)
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let today = Date::new(2026, 3, 4).ok();
        let shown: Vec<String> =
            read(text, today).iter().map(|facet| show(text, facet)).collect();
        assert_eq!(shown.join("; "), expected, "in {text:?}");
    }

    /// Texts, and the dates read from them on Wednesday 4 March 2026.
    const DATES: &[(&str, &str)] = &[
        ("last May", "May=2025-05-01..2025-05-31 Month yearless"),
        ("next May", "May=2026-05-01..2026-05-31 Month yearless"),
        ("first quarter of 2025", "first quarter of 2025=2025-01-01..2025-03-31 Quarter"),
        ("on 22 January 2026 it", "22 January 2026=2026-01-22 Day"),
        ("January 22, 2026", "January 22, 2026=2026-01-22 Day"),
        ("Jan. 22", "Jan. 22=2026-01-22 Day yearless"),
        ("22nd of January", "22nd of January=2026-01-22 Day yearless"),
        ("22/01/2026", "22/01/2026=2026-01-22 Day"),
        ("03/04/2026", "03/04/2026=2026-03-04..2026-04-03 Year"),
        ("2026-01-22", "2026-01-22=2026-01-22 Day"),
        ("January 2026", "January 2026=2026-01-01..2026-01-31 Month"),
        ("in 2023, 2,000 people", "2023=2023-01-01..2023-12-31 Year"),
        ("the mid-1990s", "1990s=1990-01-01..1999-12-31 Decade yearless"),
        ("the ’90s", "’90s=1990-01-01..1999-12-31 Decade yearless"),
        ("19th century", "19th century=1801-01-01..1900-12-31 Century yearless"),
        ("spring 2024", "spring 2024=2024-03-01..2024-06-30 Quarter"),
        ("Q3 2025", "Q3 2025=2025-07-01..2025-09-30 Quarter"),
        ("the third quarter", "third quarter=? Quarter yearless"),
        ("on Monday", "Monday=2026-03-02 Day yearless day1 relative"),
        ("last Friday", "last Friday=2026-02-27 Day yearless day5 relative"),
        ("next Tuesday", "next Tuesday=2026-03-10 Day yearless day2 relative"),
        ("yesterday", "yesterday=2026-03-03 Day relative"),
        ("two weeks ago", "two weeks ago=2026-02-16..2026-02-22 Week relative"),
        ("last year", "last year=2025-01-01..2025-12-31 Year relative"),
        ("three days later", ""),
        ("Mar 16–19, 2026", "Mar 16–19, 2026=2026-03-16..2026-03-19 Day"),
        ("from 3 to 5 May", "3 to 5 May=2026-05-03..2026-05-05 Day yearless"),
        ("2019-2021", "2019-2021=2019-01-01..2021-12-31 Year yearless"),
        ("between 2010 and 2015", "2010 and 2015=2010-01-01..2015-12-31 Year yearless"),
        ("Theresa May said they may march on", ""),
        ("in May", "May=2026-05-01..2026-05-31 Month yearless"),
        ("99999999999999999999999999", ""),
        ("more than 2023 people", ""),
        ("Tuesday, 3 March 2026", "Tuesday, 3 March 2026=2026-03-03 Day day2"),
        ("1 May 2025", "1 May 2025=2025-05-01 Day"),
        ("May 1", "May 1=2026-05-01 Day yearless"),
        ("on 3 March", "3 March=2026-03-03 Day yearless"),
        ("3rd of March 2026", "3rd of March 2026=2026-03-03 Day"),
        ("March 3rd, 2026", "March 3rd, 2026=2026-03-03 Day"),
        ("Sept. 9, 2001", "Sept. 9, 2001=2001-09-09 Day"),
        ("Dec. 2019", "Dec. 2019=2019-12-01..2019-12-31 Month"),
        ("December 31", "December 31=2025-12-31 Day yearless"),
        ("29 February 2024", "29 February 2024=2024-02-29 Day"),
        ("30 February 2024", "February 2024=2024-02-01..2024-02-29 Month"),
        ("31/12/2025", "31/12/2025=2025-12-31 Day"),
        ("12/31/2025", "12/31/2025=2025-12-31 Day"),
        ("2026-13-01", ""),
        ("1/2/26", "1/2/26=2026-01-02..2026-02-01 Year"),
        ("05/05/89", "05/05/89=1989-05-05 Day"),
        ("since March", "March=2026-03-01..2026-03-31 Month yearless"),
        ("by August", "August=2025-08-01..2025-08-31 Month yearless"),
        ("in June", "June=2025-06-01..2025-06-30 Month yearless"),
        ("late September", "September=2025-09-01..2025-09-30 Month yearless"),
        ("July was hot", "July=2025-07-01..2025-07-31 Month yearless"),
        ("the march on Rome", ""),
        ("it may rain", ""),
        ("mar the day", ""),
        ("an august body", ""),
        ("April Jones left", ""),
        ("(2019)", "2019=2019-01-01..2019-12-31 Year"),
        ("2019 was bad", "2019=2019-01-01..2019-12-31 Year"),
        ("in 2020", "2020=2020-01-01..2020-12-31 Year"),
        ("by 2030", "2030=2030-01-01..2030-12-31 Year"),
        ("since 1998", "1998=1998-01-01..1998-12-31 Year"),
        ("2,000", ""),
        ("2000 people", ""),
        ("$2019", ""),
        ("2019%", ""),
        ("from 2008 to 2016", "2008 to 2016=2008-01-01..2016-12-31 Year yearless"),
        ("2019-21", "2019-21=2019-01-01..2021-12-31 Year yearless"),
        ("2022/23", "2022/23=2022-01-01..2023-12-31 Year yearless"),
        ("the 2020s", "2020s=2020-01-01..2029-12-31 Decade yearless"),
        ("1980s", "1980s=1980-01-01..1989-12-31 Decade yearless"),
        ("1985s", ""),
        ("21st century", "21st century=2001-01-01..2100-12-31 Century yearless"),
        (
            "the twentieth century",
            "twentieth century=1901-01-01..2000-12-31 Century yearless",
        ),
        ("autumn 2025", "autumn 2025=2025-09-01..2025-12-31 Quarter"),
        ("winter 2024", "winter 2024=2023-12-01..2025-03-31 Quarter"),
        ("summer of 2023", "summer of 2023=2023-06-01..2023-09-30 Quarter"),
        ("a hot summer", ""),
        ("Q1 2026", "Q1 2026=2026-01-01..2026-03-31 Quarter"),
        ("Monday", "Monday=2026-03-02 Day yearless day1 relative"),
        ("on Wednesday", "Wednesday=2026-03-04 Day yearless day3 relative"),
        ("this Friday", "this Friday=2026-03-06 Day yearless day5 relative"),
        ("Monday, March 2", "Monday, March 2=2026-03-02 Day yearless day1"),
        ("Sat down", ""),
        ("today", "today=2026-03-04 Day relative"),
        ("tomorrow", "tomorrow=2026-03-05 Day relative"),
        ("tonight", "tonight=2026-03-04 Day relative"),
        ("last week", "last week=2026-02-23..2026-03-01 Week relative"),
        ("this week", "this week=2026-03-02..2026-03-08 Week relative"),
        ("last month", "last month=2026-02-01..2026-02-28 Month relative"),
        ("next month", "next month=2026-04-01..2026-04-30 Month relative"),
        ("this year", "this year=2026-01-01..2026-12-31 Year relative"),
        ("next year", "next year=2027-01-01..2027-12-31 Year relative"),
        ("a year ago", "a year ago=2025-01-01..2025-12-31 Year relative"),
        ("10 days ago", "10 days ago=2026-02-22 Day relative"),
        ("3 months ago", "3 months ago=2025-12-01..2025-12-31 Month relative"),
        ("499 years ago", "499 years ago=1527-01-01..1527-12-31 Year relative"),
        ("99999 years ago", ""),
        ("last quarter", "last quarter=2025-10-01..2025-12-31 Quarter relative"),
        ("A2019", ""),
        ("model-2019", ""),
    ];

    #[test]
    fn dates_are_read_with_place_days_and_grain() {
        for &(text, expected) in DATES {
            check(text, expected);
        }
    }

    #[test]
    fn a_period_told_from_a_day_that_is_not_known_is_held_by_its_name() {
        for (claim, page, expected) in [
            ("last month", "last week", Agreement::Differs),
            ("last week", "last week", Agreement::Same),
            ("two weeks ago", "last month", Agreement::Compatible),
            ("next year", "last year", Agreement::Differs),
            ("last summer", "last month", Agreement::Compatible),
        ] {
            let when = |text: &str, today| match read(text, today).remove(0).value {
                Value::Date(when) => when,
                other => panic!("{other:?} is no date"),
            };
            let (claim, page) =
                (when(claim, None), when(page, Date::new(2026, 3, 4).ok()));
            assert_eq!(agree(&claim, &page), expected, "{claim:?} beside {page:?}");
        }
    }

    #[test]
    fn dates_agree_as_finely_as_the_claim_tells() {
        let today = Date::new(2026, 3, 4).ok();
        for (claim, page, expected) in [
            ("March 2026", "3 March 2026", Agreement::Same),
            ("3 March", "March 2026", Agreement::Compatible),
            ("3 March 2025", "3 March 2026", Agreement::Differs),
            ("Monday", "3 March 2026", Agreement::Differs),
            ("3 March", "3 March 2026", Agreement::Same),
            ("3 March 2026", "3 March", Agreement::Same),
            ("3 March 2025", "3 March", Agreement::Compatible),
            ("first half of 2025", "last six months of 2025", Agreement::Differs),
            ("early 2025", "March 2025", Agreement::Same),
            ("3 March", "3 May", Agreement::Differs),
            ("3 March", "4 March 2026", Agreement::Differs),
            ("in 2026", "March 2026", Agreement::Same),
            ("in 2025", "March 2026", Agreement::Differs),
            ("March 2026", "in 2026", Agreement::Compatible),
            ("yesterday", "3 March 2026", Agreement::Same),
            ("yesterday", "2 March 2026", Agreement::Differs),
            ("Monday", "Tuesday", Agreement::Differs),
            ("Monday", "2 March 2026", Agreement::Same),
            ("Monday", "9 March 2026", Agreement::Compatible),
            ("03/04/2026", "4 March 2026", Agreement::Same),
            ("the 1990s", "in 1995", Agreement::Same),
            ("last year", "in 2025", Agreement::Same),
            ("16-19 March 2026", "17 March 2026", Agreement::Same),
            ("Q1 2026", "3 March 2026", Agreement::Same),
        ] {
            let when = |text: &str| match read(text, today).remove(0).value {
                Value::Date(when) => when,
                other => panic!("{other:?} is no date"),
            };
            assert_eq!(
                agree(&when(claim), &when(page)),
                expected,
                "{claim:?} beside {page:?}"
            );
        }
    }
}

#[cfg(test)]
mod properties {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn is_sound(text: &str) {
        let facets = read(text, Date::new(2026, 3, 4).ok());
        let mut end = 0;
        for facet in &facets {
            assert!(facet.span.start >= end && !facet.span.of(text).is_empty());
            end = facet.span.end;
            if let Value::Date(when) = &facet.value {
                assert_eq!(agree(when, &when.clone()), crate::claim::Agreement::Same);
                for other in facets.iter().take(20) {
                    if let Value::Date(page) = &other.value {
                        let _ = agree(when, page);
                    }
                }
            }
        }
    }

    #[test]
    fn hostile_text_is_read_in_linear_time() {
        is_sound(&"7".repeat(1 << 20));
        is_sound(&",".repeat(100_000));
        is_sound(&"1,000,".repeat(100_000));
        is_sound(&"$".repeat(100_000));
        is_sound(&"one hundred ".repeat(100_000));
        is_sound(&"999999999999999999 quadrillion ".repeat(1_000));
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "\\PC{0,80}") {
            is_sound(&text);
        }

        #[test]
        fn any_run_of_near_figures_is_read(
            words in proptest::collection::vec(
                proptest::sample::select(WORDS.to_vec()), 0..14,
            )
        ) {
            is_sound(&words.join(" "));
            is_sound(&words.concat());
        }
    }

    const WORDS: &[&str] = &[
        "one",
        "hundred",
        "and",
        "a",
        "half",
        "third",
        "million",
        "12",
        "0",
        "2026",
        "1/3",
        "-",
        "$",
        "%",
        ",",
        ".",
        "to",
        "between",
        "more than",
        "March",
        "May",
        "last",
        "Monday",
        "ago",
        "weeks",
        "999999999999999999",
        "zero",
        "thirds",
        "in",
        "of",
        "’",
        "½",
        "st",
        "s",
        "bn",
        "aged",
        "old",
        "year",
        "Q3",
        "century",
        "point",
        "times",
        "\u{200b}",
    ];
}
