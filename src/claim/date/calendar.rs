//! Names of months, days and seasons, and the days that partial dates cover.

use jiff::civil::Date;
use jiff::{Span, ToSpan};

use crate::claim::token::Tokens;
use crate::claim::{Grain, When};

/// The month a word names, 1 to 12, and whether it is written out.
pub(super) fn month(word: &str) -> Option<(i8, bool)> {
    Some(match word {
        "january" => (1, true),
        "february" => (2, true),
        "march" => (3, true),
        "april" => (4, true),
        "may" => (5, true),
        "june" => (6, true),
        "july" => (7, true),
        "august" => (8, true),
        "september" => (9, true),
        "october" => (10, true),
        "november" => (11, true),
        "december" => (12, true),
        "jan" => (1, false),
        "feb" => (2, false),
        "mar" => (3, false),
        "apr" => (4, false),
        "jun" => (6, false),
        "jul" => (7, false),
        "aug" => (8, false),
        "sep" | "sept" => (9, false),
        "oct" => (10, false),
        "nov" => (11, false),
        "dec" => (12, false),
        _ => return None,
    })
}

/// The day of the week a word names, 1 for Monday, and whether it is written out.
pub(super) fn weekday(word: &str) -> Option<(i8, bool)> {
    Some(match word {
        "monday" => (1, true),
        "tuesday" => (2, true),
        "wednesday" => (3, true),
        "thursday" => (4, true),
        "friday" => (5, true),
        "saturday" => (6, true),
        "sunday" => (7, true),
        "mon" => (1, false),
        "tue" | "tues" => (2, false),
        "wed" => (3, false),
        "thu" | "thur" | "thurs" => (4, false),
        "fri" => (5, false),
        "sat" => (6, false),
        "sun" => (7, false),
        _ => return None,
    })
}

/// First month of the season a word names, and how many it may last.
pub(super) fn season(word: &str) -> Option<(i8, i8)> {
    Some(match word {
        "spring" => (3, 4),
        "summer" => (6, 4),
        "autumn" => (9, 4),
        "winter" => (12, 4),
        _ => return None,
    })
}

/// A day of the month in digits, `22` or `22nd`, and the token after it.
pub(super) fn day(t: &Tokens, at: usize) -> Option<(i8, usize)> {
    let digits = t.digits(at);
    if digits.is_empty() || digits.len() > 2 {
        return None;
    }
    let day = digits.parse().ok().filter(|day| (1..=31).contains(day))?;
    let is_nth = t.glued(at + 1) && matches!(t.word(at + 1), "st" | "nd" | "rd" | "th");
    Some((day, at + 1 + usize::from(is_nth)))
}

/// A year in four digits, 1500 to 2099.
pub(super) fn year(t: &Tokens, at: usize) -> Option<i16> {
    let digits = t.digits(at);
    if digits.len() != 4 {
        return None;
    }
    digits.parse().ok().filter(|year| (1500..=2099).contains(year))
}

/// The days from the start of `month` in `year` for `months` months.
pub(super) fn months(year: i16, month: i8, months: i8) -> Option<(Date, Date)> {
    let first = Date::new(year, month, 1).ok()?;
    let after = first.checked_add(i32::from(months).months()).ok()?;
    Some((first, after.yesterday().ok()?))
}

/// A date of this grain with nothing told yet.
pub(super) const fn blank(grain: Grain) -> When {
    When {
        first: None,
        last: None,
        grain,
        year: None,
        month: None,
        day: None,
        weekday: None,
        relative: false,
        shift: None,
    }
}

/// The date with its days set.
pub(super) fn spanning(mut when: When, days: Option<(Date, Date)>) -> When {
    if let Some((first, last)) = days.filter(|(first, last)| first <= last) {
        (when.first, when.last) = (Some(first), Some(last));
    }
    when
}

/// `years` from `year` on.
pub(super) fn years(grain: Grain, year: i16, years: i16) -> Option<When> {
    let first = Date::new(year, 1, 1).ok()?;
    let last = Date::new(year.checked_add(years)?.checked_sub(1)?, 12, 31).ok()?;
    let mut when = blank(grain);
    when.year = (years == 1).then_some(year);
    Some(spanning(when, Some((first, last))))
}

/// `today` moved by a span, if the calendar goes so far.
pub(super) fn moved(today: Date, by: Span) -> Option<Date> {
    today.checked_add(by).ok()
}

/// The year of a day that was told without one: the nearest before `today`, or at most
/// sixty days after.
pub(super) fn nearest_year(today: Date, month: i8, day: i8) -> Option<i16> {
    let year = today.year();
    let limit = moved(today, 60.days())?;
    [year.checked_add(1)?, year, year.checked_sub(1)?]
        .into_iter()
        .find(|&year| Date::new(year, month, day).is_ok_and(|date| date <= limit))
}
