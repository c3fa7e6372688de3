//! Dates with a month: `22 January 2026`, `Jan. 22`, `2026-01-22`, `March 2026`, `May`.

use jiff::civil::Date;

use super::Found;
use super::calendar::{self, blank, day, month, months, spanning, year};
use crate::claim::token::Tokens;
use crate::claim::{Grain, When};

/// Words before a month name that make it one, where it has another meaning.
const BEFORE_MONTH: &[&str] = &[
    "in", "since", "by", "until", "till", "of", "last", "next", "this", "early", "late",
    "mid", "from", "during", "before", "after", "between", "through", "to",
];

/// Reads the date at `at`, with the day of the week before it.
pub(super) fn read(t: &Tokens, at: usize, today: Option<Date>) -> Option<Found> {
    if let Some((weekday, _)) = calendar::weekday(t.word(at)) {
        let stop = usize::from(t.is(at + 1, '.'));
        let comma = usize::from(t.is(at + 1 + stop, ','));
        let the = usize::from(t.word(at + 1 + stop + comma) == "the");
        let (mut when, end) = dated(t, at + 1 + stop + comma + the, today)?;
        if when.grain != Grain::Day {
            return None;
        }
        when.weekday = Some(weekday);
        return Some((when, end));
    }
    dated(t, at, today)
}

fn dated(t: &Tokens, at: usize, today: Option<Date>) -> Option<Found> {
    if t.digits(at).is_empty() {
        return month_first(t, at, today)
            .or_else(|| part_of_year(t, at))
            .or_else(|| season_or_quarter(t, at));
    }
    if t.glued(at) && !t.word(at.wrapping_sub(1)).is_empty() {
        return None;
    }
    numeric(t, at).or_else(|| day_first(t, at, today))
}

/// `2026-01-22`, `22/01/2026`, `22.01.2026`.
fn numeric(t: &Tokens, at: usize) -> Option<Found> {
    let sign = ['-', '/', '.'].into_iter().find(|&sign| t.joins(at + 1, sign))?;
    if !t.joins(at + 3, sign) || t.joins(at + 5, sign) {
        return None;
    }
    let (a, b, c) = (t.small(at)?, t.small(at + 2)?, t.small(at + 4)?);
    let (b, end) = (i8::try_from(b).ok()?, at + 5);
    if let Some(year) = year(t, at) {
        let day = i8::try_from(c).ok()?;
        return Some((one_day(year, b, day)?, end));
    }
    let a = i8::try_from(a).ok()?;
    let year = match t.digits(at + 4).len() {
        4 => year(t, at + 4)?,
        2 if sign == '/' => century(i16::try_from(c).ok()?),
        _ => return None,
    };
    let (day_first, month_first) = (one_day(year, b, a), one_day(year, a, b));
    let when = match (day_first, month_first) {
        (Some(one), Some(other)) if a != b => either(year, one, other),
        (Some(one), _) | (None, Some(one)) => one,
        (None, None) => return None,
    };
    Some((when, end))
}

/// A year told by its last two digits lies between 1950 and 2049.
const fn century(year: i16) -> i16 {
    if year < 50 { 2000 + year } else { 1900 + year }
}

fn either(year: i16, one: When, other: When) -> When {
    let mut when = blank(Grain::Year);
    when.year = Some(year);
    let days = one.first.zip(other.first);
    spanning(when, days.map(|(a, b)| (a.min(b), a.max(b))))
}

fn one_day(year: i16, month: i8, day: i8) -> Option<When> {
    let date = Date::new(year, month, day).ok()?;
    let mut when = spanning(blank(Grain::Day), Some((date, date)));
    (when.year, when.month, when.day) = (Some(year), Some(month), Some(day));
    Some(when)
}

/// Day, month and year as far as they are told; `last` is the other end of a range.
fn whole(
    told: (Option<i16>, i8, i8),
    last: Option<i8>,
    today: Option<Date>,
) -> Option<When> {
    let (year, month, day) = told;
    // The 29th of February must be possible while the year is open.
    Date::new(year.unwrap_or(2024), month, day).ok()?;
    let last = last.unwrap_or(day);
    let mut when = blank(Grain::Day);
    (when.year, when.month) = (year, Some(month));
    when.day = (last == day).then_some(day);
    let year = year.or_else(|| calendar::nearest_year(today?, month, day));
    let days = year.and_then(|year| {
        Date::new(year, month, day).ok().zip(Date::new(year, month, last).ok())
    });
    Some(spanning(when, days))
}

/// The year after a day and month, with or without a comma, and the token after it.
fn year_after(t: &Tokens, at: usize) -> (Option<i16>, usize) {
    let skip = usize::from(t.is(at, ','));
    match year(t, at + skip) {
        Some(year) if !t.joins(at + skip + 1, ',') => (Some(year), at + skip + 1),
        _ => (None, at),
    }
}

/// The other end of a range of days: `16-19`, `3 to 5`, `3 and 5`.
fn other_day(t: &Tokens, at: usize, from: i8) -> Option<(i8, usize)> {
    let joined =
        t.is(at, '-') || matches!(t.word(at), "to" | "and" | "through" | "until");
    let (day, end) = day(t, at + 1).filter(|_| joined)?;
    (day > from).then_some((day, end))
}

/// `22 January 2026`, `22nd of January`, `3 to 5 May`.
fn day_first(t: &Tokens, at: usize, today: Option<Date>) -> Option<Found> {
    let (from, mut end) = day(t, at)?;
    let range = other_day(t, end, from);
    if let Some((_, past)) = range {
        end = past;
    }
    end += usize::from(t.word(end) == "of");
    let (month, is_full) = month(t.word(end))?;
    if matches!(t.word(end), "may" | "march" | "mar") && !t.is_capital(end) && !is_full {
        return None;
    }
    end += 1;
    let stop = t.is(end, '.') && !is_full;
    let (year, end) = match year_after(t, end + usize::from(stop)) {
        (Some(year), end) => (Some(year), end),
        (None, _) => (None, end),
    };
    Some((whole((year, month, from), range.map(|(last, _)| last), today)?, end))
}

/// `January 22, 2026`, `Mar 16-19, 2026`, `March 2026`, `in May`.
fn month_first(t: &Tokens, at: usize, today: Option<Date>) -> Option<Found> {
    let (month, is_full) = month(t.word(at))?;
    if !t.is_capital(at) {
        return None;
    }
    let stop = usize::from(!is_full && t.is(at + 1, '.'));
    let the = usize::from(t.word(at + 1 + stop) == "the");
    if let Some((from, mut end)) = day(t, at + 1 + stop + the) {
        let range = other_day(t, end, from);
        if let Some((_, past)) = range {
            end = past;
        }
        let (year, end) = year_after(t, end);
        return Some((
            whole((year, month, from), range.map(|(last, _)| last), today)?,
            end,
        ));
    }
    let of = usize::from(t.word(at + 1 + stop) == "of");
    let (year, end) = year_after(t, at + 1 + stop + of);
    if year.is_none() && !is_month_alone(t, at, is_full) {
        return None;
    }
    let mut when = blank(Grain::Month);
    (when.year, when.month) = (year, Some(month));
    let guess = year.or_else(|| {
        let today = today?;
        match t.word(at.wrapping_sub(1)) {
            "last" => today.year().checked_sub(i16::from(month >= today.month())),
            "next" => today.year().checked_add(i16::from(month <= today.month())),
            _ => calendar::nearest_year(today, month, 1),
        }
    });
    let days = guess.and_then(|year| months(year, month, 1));
    let end = if year.is_some() { end } else { at + 1 };
    Some((spanning(when, days), end))
}

/// Whether a month's name alone is one: `Theresa May` and `June Brown` are none.
fn is_month_alone(t: &Tokens, at: usize, is_full: bool) -> bool {
    let mut before = at.wrapping_sub(1);
    if t.joins(before, '-') {
        before = before.wrapping_sub(1);
    }
    let has_trigger = BEFORE_MONTH.contains(&t.word(before));
    let is_word = matches!(t.word(at), "march" | "april" | "may" | "june" | "august");
    has_trigger || is_full && !is_word
}

/// `the first half of 2017`, `last six months of 2017`, `early 2017`, `late-2017`.
fn part_of_year(t: &Tokens, at: usize) -> Option<Found> {
    let word = t.word(at);
    let hyphen = usize::from(t.joins(at + 1, '-'));
    let (first, length, end) = match word {
        "early" => (1, 6, at + 1 + hyphen),
        "mid" => (4, 6, at + 1 + hyphen),
        "late" => (7, 6, at + 1 + hyphen),
        "first" | "second" if t.word(at + 1) == "half" => {
            (if word == "first" { 1 } else { 7 }, 6, at + 2)
        }
        "first" | "last" if t.word(at + 2) == "months" => {
            let length = months_told(t, at + 1)?;
            (if word == "first" { 1 } else { 13 - length }, length, at + 3)
        }
        _ => return None,
    };
    let year = year(t, end + usize::from(t.word(end) == "of"))?;
    let end = end + 1 + usize::from(t.word(end) == "of");
    // `early 2010s` is a part of a decade.
    if t.glued(end) && !t.word(end).is_empty() {
        return None;
    }
    let mut when = blank(Grain::Quarter);
    when.year = Some(year);
    Some((spanning(when, months(year, first, length)), end))
}

/// How many months: `six`, `9`.
fn months_told(t: &Tokens, at: usize) -> Option<i8> {
    let n = match t.word(at) {
        "two" => 2,
        "three" => 3,
        "four" => 4,
        "five" => 5,
        "six" => 6,
        "seven" => 7,
        "eight" => 8,
        "nine" => 9,
        "ten" => 10,
        "eleven" => 11,
        _ => t.small(at)?,
    };
    i8::try_from(n).ok().filter(|n| (1..12).contains(n))
}

/// `spring 2024`, `Q3 2025`, `third quarter of 2025`.
fn season_or_quarter(t: &Tokens, at: usize) -> Option<Found> {
    let (start, length, mut end) = match t.word(at) {
        "q" if t.glued(at + 1) => (quarter(t.small(at + 1)?)?, 3, at + 2),
        word => match calendar::season(word) {
            Some((month, length)) => (month, length, at + 1),
            None => (ordinal_quarter(t, at)?, 3, at + 2),
        },
    };
    let is_season = length == 4;
    end += usize::from(t.word(end) == "of");
    let (year, past) = year_after(t, end);
    if year.is_none() && is_season {
        return None;
    }
    let mut when = blank(Grain::Quarter);
    when.year = year;
    let days = year.and_then(|year| {
        // `winter 2024` may begin in December 2023 or 2024.
        if start == 12 {
            months(year.checked_sub(1)?, 12, 16)
        } else {
            months(year, start, length)
        }
    });
    let end = if year.is_some() { past } else { end };
    Some((spanning(when, days), end))
}

fn quarter(n: u16) -> Option<i8> {
    let n = i8::try_from(n).ok().filter(|n| (1..=4).contains(n))?;
    Some(n * 3 - 2)
}

fn ordinal_quarter(t: &Tokens, at: usize) -> Option<i8> {
    let n = match t.word(at) {
        "first" => 1,
        "second" => 2,
        "third" => 3,
        "fourth" => 4,
        _ => return None,
    };
    // The quarter of a match has a clock, that of a year an owner or an article.
    let of = usize::from(t.word(at + 2) == "of");
    let is_year = matches!(t.word(at.wrapping_sub(1)), "the" | "in" | "its" | "s")
        || year(t, at + 2 + of).is_some();
    (is_year && t.word(at + 1) == "quarter").then(|| quarter(n)).flatten()
}
