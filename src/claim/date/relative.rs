//! Dates told from the day of writing: `yesterday`, `last Friday`, `two weeks ago`.

use jiff::ToSpan;
use jiff::civil::Date;

use super::Found;
use super::calendar::{self, blank, months, moved, spanning};
use crate::claim::token::Tokens;
use crate::claim::{Grain, When};

/// Longest time back that is reckoned, in its own units.
const FARTHEST: u16 = 500;

/// Reads the relative date at `at`.
pub(super) fn read(t: &Tokens, at: usize, today: Option<Date>) -> Option<Found> {
    let day = |by: i32| {
        let date = today.and_then(|today| moved(today, by.days()));
        (relative(Grain::Day, by, date.zip(date)), at + 1)
    };
    match t.word(at) {
        "today" | "tonight" => Some(day(0)),
        "yesterday" => Some(day(-1)),
        "tomorrow" => Some(day(1)),
        "last" | "previous" | "this" | "next" | "coming" => shifted(t, at, today),
        _ => ago(t, at, today).or_else(|| weekday(t, at, today)),
    }
}

fn relative(grain: Grain, shift: i32, days: Option<(Date, Date)>) -> When {
    let mut when = spanning(blank(grain), days);
    (when.relative, when.shift) = (true, Some(shift));
    let Some((first, last)) = days else { return when };
    let is_within = |grain: Grain| when.grain <= grain;
    if first.year() == last.year() && is_within(Grain::Year) {
        when.year = Some(first.year());
    }
    if first.month() == last.month() && when.grain <= Grain::Month && when.year.is_some()
    {
        when.month = Some(first.month());
    }
    if first == last {
        when.day = Some(first.day());
    }
    when
}

/// A weekday alone: the nearest on or before today.
fn weekday(t: &Tokens, at: usize, today: Option<Date>) -> Option<Found> {
    let (weekday, is_full) = calendar::weekday(t.word(at))?;
    if !is_full || !t.is_capital(at) {
        return None;
    }
    let date = today.and_then(|today| {
        let back = (today.weekday().to_monday_one_offset() - weekday).rem_euclid(7);
        moved(today, (-i32::from(back)).days())
    });
    Some((on_weekday(weekday, date), at + 1))
}

/// Only the day of the week is told; which one is reckoned, not read.
fn on_weekday(weekday: i8, date: Option<Date>) -> When {
    let mut when = spanning(blank(Grain::Day), date.zip(date));
    when.weekday = Some(weekday);
    when.relative = true;
    when
}

/// `last week`, `this year`, `next Tuesday`.
fn shifted(t: &Tokens, at: usize, today: Option<Date>) -> Option<Found> {
    let by = match t.word(at) {
        "last" | "previous" => -1,
        "next" | "coming" => 1,
        _ => 0,
    };
    let of = usize::from(matches!(t.word(at + 1), "calendar" | "financial" | "fiscal"));
    let word = t.word(at + 1 + of);
    let end = at + 2 + of;
    if let Some((month, _)) = calendar::season(word) {
        // Which one `last summer` was depends on who says it, and when.
        let mut when = relative(Grain::Quarter, by, None);
        when.month = Some(month);
        return Some((when, end));
    }
    if let Some((weekday, true)) = calendar::weekday(word) {
        let date = today.and_then(|today| {
            let gap = i32::from(weekday - today.weekday().to_monday_one_offset());
            let gap = match by {
                -1 if gap >= 0 => gap - 7,
                1 if gap <= 0 => gap + 7,
                0 if gap < 0 => gap + 7,
                _ => gap,
            };
            moved(today, gap.days())
        });
        return Some((on_weekday(weekday, date), end));
    }
    let grain = unit(word)?;
    let days = today.and_then(|today| period(today, grain, by));
    Some((relative(grain, by, days), end))
}

fn unit(word: &str) -> Option<Grain> {
    Some(match word {
        "week" | "weeks" => Grain::Week,
        "month" | "months" => Grain::Month,
        "quarter" => Grain::Quarter,
        "year" | "years" => Grain::Year,
        "decade" | "decades" => Grain::Decade,
        "century" => Grain::Century,
        _ => return None,
    })
}

/// The week, month, … that is `by` after today's.
fn period(today: Date, grain: Grain, by: i32) -> Option<(Date, Date)> {
    let year = |date: Date| {
        Some((Date::new(date.year(), 1, 1).ok()?, Date::new(date.year(), 12, 31).ok()?))
    };
    match grain {
        Grain::Day => moved(today, by.days()).map(|date| (date, date)),
        Grain::Week => {
            let back = i32::from(today.weekday().to_monday_zero_offset());
            let first = moved(today, (by.checked_mul(7)? - back).days())?;
            Some((first, moved(first, 6.days())?))
        }
        Grain::Month => {
            let date = moved(today, by.months())?;
            months(date.year(), date.month(), 1)
        }
        Grain::Quarter => {
            let date = moved(today, by.checked_mul(3)?.months())?;
            months(date.year(), (date.month() - 1) / 3 * 3 + 1, 3)
        }
        Grain::Year => year(moved(today, by.years())?),
        Grain::Decade | Grain::Century => None,
    }
}

/// `two weeks ago`, `a year ago`, `10 days from now`.
fn ago(t: &Tokens, at: usize, today: Option<Date>) -> Option<Found> {
    let count = match t.word(at) {
        "a" | "an" | "one" => 1,
        "two" => 2,
        "three" => 3,
        "four" => 4,
        "five" => 5,
        "six" => 6,
        "seven" => 7,
        "eight" => 8,
        "nine" => 9,
        "ten" => 10,
        "twelve" => 12,
        _ => t.small(at).filter(|&count| count <= FARTHEST)?,
    };
    let grain = match t.word(at + 1) {
        "day" | "days" => Grain::Day,
        word => unit(word)?,
    };
    let (sign, end) = match (t.word(at + 2), t.word(at + 3)) {
        ("ago", _) => (-1, at + 3),
        ("from", "now" | "today") => (1, at + 4),
        _ => return None,
    };
    let shift = i32::from(count).checked_mul(sign)?;
    let days = today.and_then(|today| period(today, grain, shift));
    Some((relative(grain, shift, days), end))
}
