//! Reading a day out of what pages write where a date belongs.
//!
//! Only the day is kept, in the zone it is written in: `2026-01-22T23:30:00-05:00` is the
//! 22nd, as the outlet's own readers saw it. A date that can be read two ways
//! (`03/04/2026`) is not read at all.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;

/// Longest text that is looked at for a date.
const LONGEST: usize = 120;

/// Month names by their first three letters, in the languages of the registry's outlets;
/// where three letters are shared by two months, more are given.
const MONTHS: &[(&str, i8)] = &[
    ("jan", 1),
    ("ene", 1),
    ("gen", 1),
    ("feb", 2),
    ("fév", 2),
    ("fev", 2),
    ("mar", 3),
    ("mär", 3),
    ("mrz", 3),
    ("maa", 3),
    ("mrt", 3),
    ("apr", 4),
    ("avr", 4),
    ("abr", 4),
    ("may", 5),
    ("mai", 5),
    ("mag", 5),
    ("mei", 5),
    ("maj", 5),
    ("juin", 6),
    ("jun", 6),
    ("giu", 6),
    ("juil", 7),
    ("jul", 7),
    ("lug", 7),
    ("aug", 8),
    ("aoû", 8),
    ("aou", 8),
    ("ago", 8),
    ("sep", 9),
    ("set", 9),
    ("oct", 10),
    ("okt", 10),
    ("out", 10),
    ("ott", 10),
    ("nov", 11),
    ("dec", 12),
    ("déc", 12),
    ("dez", 12),
    ("dic", 12),
    ("des", 12),
];

/// The day written in `text`, if it can be read in one way only.
pub(super) fn read(text: &str) -> Option<Date> {
    let text = text.trim();
    if text.len() > LONGEST {
        return None;
    }
    epoch(text)
        .or_else(|| year_first(text))
        .or_else(|| named(text))
        .or_else(|| year_last(text))
}

/// The day in an address, and how it is written there: `2026/01/22`, `2026/jan/22`.
pub(super) fn in_url(path: &str) -> Option<(Date, String)> {
    let parts: Vec<&str> = path.split('/').collect();
    for window in parts.windows(3) {
        let [year, month, day] = window else { continue };
        let month = number(month).or_else(|| month_of(month).map(u32::from));
        if year.len() == 4
            && let (Some(y), Some(m), Some(d)) = (number(year), month, number(day))
            && let Some(date) = day_of(y, m, d)
        {
            return Some((date, window.join("/")));
        }
    }
    None
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
fn epoch(text: &str) -> Option<Date> {
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
    Some(Offset::UTC.to_datetime(stamp).date())
}

/// `2026-01-22…`, `2026/1/22`, `2026.01.22`, `20260122…`, `2026年1月22日`.
fn year_first(text: &str) -> Option<Date> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 8 || digits == 14 {
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
        _ => return None,
    };
    let rest = &text[4 + mark.len_utf8()..];
    let (month, rest) = rest.split_once(month_mark)?;
    let day: String =
        rest.trim_start().chars().take_while(char::is_ascii_digit).collect();
    if day.len() > 2 || (day_mark == '日' && !rest.contains(day_mark)) {
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
    let (at, month) =
        words.iter().enumerate().find_map(|(at, word)| Some((at, month_of(word)?)))?;
    let year = words
        .iter()
        .filter(|word| word.len() == 4)
        .find_map(|word| number(word).filter(|year| (1900..=2100).contains(year)))?;
    let is_link = |word: &&&str| !matches!(**word, "de" | "of" | "del");
    let before = words[..at].iter().rev().find(is_link).and_then(|word| ordinal(word));
    let after = words.get(at + 1).and_then(|word| ordinal(word));
    day_of(year, u32::from(month), before.or(after)?)
}

/// `22`, `22nd`, `1er`.
fn ordinal(word: &str) -> Option<u32> {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let (day, suffix) = word.split_at(digits);
    if !matches!(suffix, "" | "st" | "nd" | "rd" | "th" | "er") {
        return None;
    }
    number(day).filter(|day| (1..=31).contains(day))
}

fn month_of(word: &str) -> Option<u8> {
    let lower = word.to_lowercase();
    if !(3..=12).contains(&lower.chars().count()) {
        return None;
    }
    // `mar` opens `market`, `mar` and `mardi` too: a month is its name or a short form.
    let (_, month) = MONTHS.iter().find(|(start, _)| lower.starts_with(start))?;
    let is_short = lower.chars().count() <= 4;
    let is_name = FULL.iter().any(|full| full.starts_with(&*lower));
    (is_short || is_name).then(|| u8::try_from(*month).unwrap_or(0))
}

/// Full names of months, to tell `March` from `Market`.
const FULL: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "januar",
    "februar",
    "märz",
    "juni",
    "juli",
    "oktober",
    "dezember",
    "janvier",
    "février",
    "fevrier",
    "mars",
    "avril",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
    "decembre",
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "setiembre",
    "octubre",
    "noviembre",
    "diciembre",
    "gennaio",
    "febbraio",
    "aprile",
    "maggio",
    "giugno",
    "luglio",
    "settembre",
    "ottobre",
    "dicembre",
    "janeiro",
    "fevereiro",
    "março",
    "maio",
    "junho",
    "julho",
    "setembro",
    "outubro",
    "novembro",
    "dezembro",
    "januari",
    "februari",
    "maart",
    "augustus",
    "augusti",
    "desember",
];

/// `22.1.2026`, `22/01/2026`, `01/22/2026`: with dots the day comes first; with slashes
/// only a number over 12 tells.
fn year_last(text: &str) -> Option<Date> {
    let head = text.split([' ', ',', 'T']).next()?;
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
        _ if first == second => day_of(year, first, second),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<(i16, i8, i8)>) {
        let expected = expected.map(|(y, m, d)| Date::new(y, m, d).unwrap());
        assert_eq!(read(text), expected, "{text}");
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
    fn an_address_gives_its_day() {
        let day = |path| in_url(path).map(|(day, _)| day.to_string());
        assert_eq!(day("/2026/01/22/business/film.html").as_deref(), Some("2026-01-22"));
        assert_eq!(day("/film/2026/jan/22/a-title").as_deref(), Some("2026-01-22"));
        let written = in_url("/film/2026/jan/22/a-title").map(|(_, text)| text);
        assert_eq!(written.as_deref(), Some("2026/jan/22"));
        assert_eq!(day("/2026/01/a-title"), None);
        assert_eq!(day("/2026/13/45/x"), None);
    }
}
