//! The day a draft says it is of.

use jiff::civil::Date;

use crate::text::MONTHS;

/// Longest text that is looked at for a date, in bytes; no date is written in more.
const LONGEST: usize = 80;

/// The day written in `text`: `2026-01-22` (with or without a time), `22 January 2026`,
/// `January 22, 2026`, `Thu, 22 Jan 2026 10:00:00 GMT`.
///
/// Days in figures alone are read only year first: `03/04/2026` is two different days on
/// two sides of an ocean, and a guess would be wrong half of the time.
pub(super) fn parse(text: &str) -> Option<Date> {
    let text = text.trim();
    if text.len() > LONGEST {
        return None;
    }
    let words: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    year_first(&words).or_else(|| month_by_name(&words))
}

/// `2026 01 22…`, where the day may run into a time: `22T10`.
fn year_first(words: &[&str]) -> Option<Date> {
    let [year, month, day, ..] = words else { return None };
    let day = day.split(['T', 't']).next().unwrap_or_default();
    if year.len() != 4 {
        return None;
    }
    date(year, month.parse().ok().filter(|_| month.len() <= 2)?, day)
}

/// A month's name with a day on one side of it and a year after it.
fn month_by_name(words: &[&str]) -> Option<Date> {
    let at = words.iter().position(|word| month(word).is_some())?;
    let month = month(words[at])?;
    let after = words.get(at + 1)?;
    let before = at.checked_sub(1).and_then(|before| words.get(before));
    let day_first = before.and_then(|day| date(after, month, day));
    day_first.or_else(|| date(words.get(at + 2)?, month, after))
}

/// The number of a month by its name, whole or shortened to at least three letters.
fn month(word: &str) -> Option<i8> {
    let lower = word.to_lowercase();
    let at = MONTHS.iter().position(|month| month.starts_with(&lower))?;
    if lower.len() >= "jan".len() { i8::try_from(at + 1).ok() } else { None }
}

/// The date, if `year` has four figures and the day exists; `22nd` is day 22.
fn date(year: &str, month: i8, day: &str) -> Option<Date> {
    let figures = day.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    if year.len() != 4 || figures.is_empty() || figures.len() > 2 {
        return None;
    }
    Date::new(year.parse().ok()?, month, figures.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let found = parse(text).map(|date| date.to_string()).unwrap_or_default();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn days_are_read_as_people_and_programs_write_them() {
        for text in [
            "2026-01-22",
            "2026-01-22T10:00:00+01:00",
            " 2026-01-22 10:00 ",
            "2026/1/22",
            "22 January 2026",
            "22nd Jan. 2026",
            "January 22, 2026",
            "Jan 22 2026",
            "Thu, 22 Jan 2026 10:00:00 GMT",
        ] {
            check(text, "2026-01-22");
        }
    }

    #[test]
    fn what_is_no_single_day_is_not_guessed() {
        for text in ["", "2026", "03/04/2026", "2026-02-30", "Marching 3 2026", "mañana"]
        {
            check(text, "");
        }
        check(&"2026-01-22 ".repeat(20), "");
    }
}
