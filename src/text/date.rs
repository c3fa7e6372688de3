//! Reading a day, and a time of day, out of what pages write where a date belongs.
//!
//! The day is kept in the zone it is written in: `2026-01-22T23:30:00-05:00` is the 22nd,
//! as the outlet's own readers saw it. A date that can be read two ways (`03/04/2026`) is
//! not read at all, unless the page's language tells which.

pub(crate) mod address;
mod clock;
pub(crate) mod month;
mod moment;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;

pub use self::moment::Moment;
use self::month::month_of;

/// Longest text that is looked at for a date.
const LONGEST: usize = 160;

/// A date as read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Reading {
    /// The day, as written.
    pub(crate) day: Date,
    /// The time of day and zone, where there are any.
    pub(crate) moment: Option<Moment>,
}

/// What `03/04/2026` means to the readers of a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Order {
    /// Either: Americans put the month first, and `en-US` is the default of much software.
    #[default]
    Unknown,
    /// The third of April.
    DayFirst,
}

impl Order {
    /// The order that readers of `language` take for granted.
    pub(crate) fn of(language: &str) -> Self {
        let lower = language.to_ascii_lowercase();
        let (main, region) = lower.split_once('-').unwrap_or((&lower, ""));
        let is_british = matches!(region, "gb" | "ie" | "au" | "nz" | "in" | "za");
        match main {
            "en" if is_british => Self::DayFirst,
            "fr" if region == "ca" => Self::Unknown,
            "fr" | "de" | "es" | "it" | "pt" | "nl" | "pl" | "tr" | "ru" | "uk"
            | "id" | "vi" | "el" | "ro" | "cs" | "da" | "nb" | "no" | "fi" => {
                Self::DayFirst
            }
            _ => Self::Unknown,
        }
    }
}

/// The date that `text` is, if it can be read in one way only.
pub(crate) fn read(text: &str, order: Order) -> Option<Reading> {
    let text = text.trim();
    if text.len() > LONGEST {
        return None;
    }
    if let Some(reading) = epoch(text) {
        return Some(reading).filter(|reading| !is_placeholder(reading.day));
    }
    let day = year_first(text)
        .or_else(|| named(text))
        .or_else(|| year_last(text, order))
        .filter(|day| !is_placeholder(*day))?;
    Some(Reading { day, moment: clock::find(text, day) })
}

/// The first date that stands in a line of text: `Published: 22.01.2026, 10:00`.
pub(crate) fn read_within(line: &str, order: Order) -> Option<Reading> {
    let line = line.trim();
    if line.len() > LONGEST {
        return None;
    }
    let day = named(line).or_else(|| {
        let starts = line.char_indices().filter(|&(at, c)| {
            let before = line[..at].chars().next_back();
            c.is_ascii_digit() && !before.is_some_and(char::is_alphanumeric)
        });
        let mut rests = starts.map(|(at, _)| &line[at..]);
        rests.find_map(|rest| year_first(rest).or_else(|| year_last(rest, order)))
    });
    let day = day.filter(|day| !is_placeholder(*day))?;
    Some(Reading { day, moment: clock::find(line, day) })
}

/// What software writes where it knows no date: the start of its own reckoning.
fn is_placeholder(day: Date) -> bool {
    matches!(
        (day.year(), day.month(), day.day()),
        (1900 | 1970 | 1980, 1, 1) | (1969, 12, 31)
    )
}

fn day_of(year: u32, month: u32, day: u32) -> Option<Date> {
    if !(1900..=2100).contains(&year) {
        return None;
    }
    let (year, month, day) =
        (i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    Date::new(year, month, day).ok()
}

fn number(text: &str) -> Option<u32> {
    let is_number =
        (1..=9).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if is_number { text.parse().ok() } else { None }
}

/// Seconds or milliseconds since 1970, in UTC.
fn epoch(text: &str) -> Option<Reading> {
    if !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let count: i64 = text.parse().ok()?;
    let seconds = match text.len() {
        9 | 10 => count,
        13 => count / 1000,
        _ => return None,
    };
    let stamp = Timestamp::from_second(seconds).ok()?;
    let at = Offset::UTC.to_datetime(stamp);
    Some(Reading {
        day: at.date(),
        moment: Some(Moment { at, offset: Some(Offset::UTC) }),
    })
}

/// `2026-01-22…`, `2026/1/22`, `2026.01.22`, `20260122…`, `2026年1月22日`, `2026년 1월 22일`.
fn year_first(text: &str) -> Option<Date> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if matches!(digits, 8 | 12 | 14) {
        return day_of(
            number(text.get(..4)?)?,
            number(text.get(4..6)?)?,
            number(text.get(6..8)?)?,
        );
    }
    if digits != 4 {
        return None;
    }
    let mark = text[4..].chars().next()?;
    let (month_mark, day_mark) = match mark {
        '-' | '/' | '.' => (mark, ' '),
        '年' => ('月', '日'),
        '년' => ('월', '일'),
        _ => return None,
    };
    let rest = &text[4 + mark.len_utf8()..];
    let (month, rest) = rest.split_once(month_mark)?;
    let day: String =
        rest.trim_start().chars().take_while(char::is_ascii_digit).collect();
    if day.len() > 2 || (day_mark != ' ' && !rest.contains(day_mark)) {
        return None;
    }
    day_of(number(&text[..4])?, number(month.trim())?, number(&day)?)
}

/// A date with the month's name: `22 January 2026`, `Thu, 22 Jan 2026 10:00 GMT`,
/// `Jan. 22nd, 2026`, `Thu Jan 22 10:00:00 UTC 2026`.
fn named(text: &str) -> Option<Date> {
    let words: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric() && c != ':')
        .filter(|w| !w.is_empty())
        .collect();
    let months: Vec<(usize, u8)> = words
        .iter()
        .enumerate()
        .filter_map(|(at, word)| Some((at, month_of(word)?)))
        .collect();
    // `mar.` is Tuesday in three languages.
    let is_weekday = |at: usize| months.len() > 1 && words[at].to_lowercase() == "mar";
    let year = words
        .iter()
        .filter(|word| word.len() == 4)
        .find_map(|word| number(word).filter(|year| (1900..=2100).contains(year)))?;
    let is_link = |word: &&&str| !matches!(**word, "de" | "of" | "del" | "d");
    months.iter().filter(|&&(at, _)| !is_weekday(at)).find_map(|&(at, month)| {
        let before =
            words[..at].iter().rev().find(is_link).and_then(|word| ordinal(word));
        let after = words.get(at + 1).and_then(|word| ordinal(word));
        day_of(year, u32::from(month), before.or(after)?)
    })
}

/// `22`, `22nd`, `1er`, `1º`.
fn ordinal(word: &str) -> Option<u32> {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let (day, suffix) = word.split_at(digits);
    if !matches!(suffix, "" | "st" | "nd" | "rd" | "th" | "er" | "º" | "°") {
        return None;
    }
    number(day).filter(|day| (1..=31).contains(day))
}

/// `22.1.2026`, `22/01/2026`, `01/22/2026`: with dots the day comes first; with slashes
/// only a number over 12 tells, or the page's language.
fn year_last(text: &str, order: Order) -> Option<Date> {
    let head = text.split([' ', ',', 'T', '\u{a0}']).next()?;
    let mark = head.chars().find(|c| !c.is_ascii_digit())?;
    if !matches!(mark, '.' | '/' | '-') {
        return None;
    }
    let mut parts = head.split(mark);
    let (first, second, year) = (parts.next()?, parts.next()?, parts.next()?);
    if year.len() != 4 || parts.next().is_some() {
        return None;
    }
    let (first, second, year) = (number(first)?, number(second)?, number(year)?);
    match (mark, first > 12, second > 12) {
        ('.', ..) | (_, true, false) => day_of(year, second, first),
        (_, false, true) => day_of(year, first, second),
        _ if first == second || order == Order::DayFirst => day_of(year, second, first),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<(i16, i8, i8)>) {
        let expected = expected.map(|(y, m, d)| Date::new(y, m, d).unwrap());
        let day = read(text, Order::Unknown).map(|reading| reading.day);
        assert_eq!(day, expected, "{text}");
    }

    #[test]
    fn every_form_of_one_day_is_read() {
        for text in [
            "2026-01-22",
            "2026-1-22",
            "2026-01-22T10:00:00Z",
            "2026-01-22T10:00Z",
            "2026-01-22T23:59:59.999-05:00",
            "2026-01-22T00:30:00+13:00",
            "2026-01-22T10:00:00+0000",
            "2026-01-22 10:00:00",
            "2026-01-22 10:00:00 UTC",
            "  2026-01-22\n",
            "2026/01/22",
            "2026/1/22 10:00",
            "2026.01.22",
            "2026. 01. 22.",
            "20260122",
            "20260122T100000Z",
            "20260122 10:00",
            "20260122100000",
            "1769076000",
            "1769076000000",
            "Thu, 22 Jan 2026 10:00:00 GMT",
            "Thu, 22 Jan 2026 10:00:00 -0500",
            "22 Jan 2026 10:00:00 +0000",
            "Thu Jan 22 10:00:00 UTC 2026",
            "Thu Jan 22 2026 10:00:00 GMT+0000",
            "22 January 2026",
            "22 January, 2026",
            "22nd January 2026",
            "22nd of January 2026",
            "January 22, 2026",
            "January 22nd, 2026",
            "JANUARY 22, 2026",
            "Jan. 22, 2026",
            "Jan 22 2026",
            "Jan. 22, 2026, 10:00 a.m. ET",
            "Thursday, January 22, 2026 - 10:00",
            "Thursday 22 January 2026 10.00 GMT",
            "Published January 22nd, 2026 - 07:29 GMT",
            "Updated: 22 Jan 2026, 10:00 AM IST",
            "22-Jan-2026",
            "22/Jan/2026",
            "22. Januar 2026",
            "22 janvier 2026",
            "22 de enero de 2026",
            "22 de janeiro de 2026",
            "22 gennaio 2026",
            "22 januari 2026",
            "22.01.2026",
            "22.1.2026, 10:00",
            "22/01/2026",
            "01/22/2026",
            "22-01-2026",
            "2026年1月22日",
            "2026年01月22日 10:00",
        ] {
            check(text, Some((2026, 1, 22)));
        }
    }

    #[test]
    fn months_that_begin_alike_are_told_apart() {
        check("4 juin 2026", Some((2026, 6, 4)));
        check("4 juillet 2026", Some((2026, 7, 4)));
        check("4 March 2026", Some((2026, 3, 4)));
        check("4 May 2026", Some((2026, 5, 4)));
        check("4 mai 2026", Some((2026, 5, 4)));
        check("1er août 2026", Some((2026, 8, 1)));
        check("4 Sept. 2026", Some((2026, 9, 4)));
    }

    #[test]
    fn what_is_no_date_or_two_is_not_read() {
        for text in [
            "",
            "yesterday",
            "03/04/2026",
            "2026",
            "January 2026",
            "2026-13-01",
            "2026-02-30",
            "0000-00-00",
            "1 market 2026",
            "99999999999999999999",
            "12345678",
            "２０２６-01-22",
            "22 January 26",
            "é026-01-22",
            "2026é",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn a_weekday_is_no_month() {
        for text in ["mar. 22 enero 2026", "mar 22 gennaio 2026", "Mar. 22 janv. 2026"] {
            check(text, Some((2026, 1, 22)));
        }
    }

    #[test]
    fn what_software_writes_for_no_date_is_none() {
        for text in [
            "1970-01-01T00:00:00Z",
            "1969-12-31T19:00:00-05:00",
            "0001-01-01T00:00:00",
            "0000000000",
            "1900-01-01",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn the_language_tells_the_order_of_day_and_month() {
        let day = |language| {
            let reading = read("03/04/2026", Order::of(language))?;
            Some(reading.day.to_string())
        };
        for language in ["fr", "en-GB", "pt-BR", "es-MX", "de"] {
            assert_eq!(day(language).as_deref(), Some("2026-04-03"), "{language}");
        }
        for language in ["en", "en-US", "fr-CA", "ja", ""] {
            assert_eq!(day(language), None, "{language}");
        }
    }

    #[test]
    fn a_date_is_found_within_a_line() {
        let day = |line| read_within(line, Order::Unknown).map(|r| r.day.to_string());
        for line in [
            "Published: 2026-01-22 10:00",
            "입력 2026.01.22 11:20",
            "Port Ellery, 22.01.2026 | 10:00 Uhr",
            "By Ada Lane, Jan. 22, 2026",
            "Publié le 22 janvier 2026 à 10h30",
        ] {
            assert_eq!(day(line).as_deref(), Some("2026-01-22"), "{line}");
        }
        assert_eq!(day("No. 120260122 of 5"), None);
        assert_eq!(day("Tide rises 2026"), None);
    }
}

#[cfg(test)]
mod properties {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn any_text_is_read(text in "\\PC{0,40}|([0-9]{1,4}[-/.: Tāh年]?|Jan |may |[ap]m |[+-]|EST|GMT){0,14}") {
            let _ = read(&text, Order::DayFirst);
            let _ = read_within(&text, Order::Unknown);
            let _ = address::find(&text);
        }
    }
}
