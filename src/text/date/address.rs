//! The day in an address.
//!
//! Outlets write it in many ways, and ids and titles look like it: `/2026/01/22-ways-to`
//! is no 22nd. Forms that may be something else are told apart from those that may not,
//! so that another witness can be asked.

use jiff::civil::Date;

use super::month::month_of;
use super::{day_of, number};

/// A day in an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    /// The day.
    pub(crate) day: Date,
    /// How it is written there: `2026/01/22`, `2026/jan/22`.
    pub(crate) text: String,
    /// How sure it is that this is a date.
    pub(crate) form: Form,
}

/// How a day is written in an address, from plain to doubtful.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Form {
    /// In parts of its own: `/2026/01/22/`, `/2026-01-22/`.
    Own,
    /// Beside other text, or without separators, as an id might be: `-2026-01-22`, `20260122`.
    Beside,
    /// Year and month are plain, and the title begins with a number: `/2026/01/22-ways-to`.
    Number,
}

/// The day in the path of an address; the plainest form first.
pub(crate) fn find(path: &str) -> Option<Found> {
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    own(&parts)
        .or_else(|| parts.iter().rev().find_map(|part| beside(part)))
        .or_else(|| joined(&parts))
}

/// `2026/01/22`, `2026/jan/22`, `2026-01/22`, `2026-01-22`.
fn own(parts: &[&str]) -> Option<Found> {
    let found = |day, text: String| Found { day, text, form: Form::Own };
    for (at, part) in parts.iter().enumerate() {
        if let Some(day) = dashed(part).filter(|_| part.len() == 10) {
            return Some(found(day, (*part).to_owned()));
        }
        let month = parts.get(at + 1).copied().unwrap_or_default();
        let day = parts.get(at + 2).copied().unwrap_or_default();
        if let Some(date) = split(part, month, day) {
            return Some(found(date, format!("{part}/{month}/{day}")));
        }
        if let Some((year, month)) = part.split_once('-')
            && let Some(day) = parts.get(at + 1)
            && let Some(date) = split(year, month, day)
        {
            return Some(found(date, format!("{part}/{day}")));
        }
    }
    None
}

fn split(year: &str, month: &str, day: &str) -> Option<Date> {
    if year.len() != 4 || month.len() > 9 || day.len() > 2 {
        return None;
    }
    let month = number(month).or_else(|| month_of(month).map(u32::from))?;
    day_of(number(year)?, month, number(day)?)
}

/// `…-2026-01-22`, `article2026-01-22…`, `20260122`, `…_20260122.html`.
fn beside(part: &str) -> Option<Found> {
    let bytes = part.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let starts =
        (0..bytes.len()).filter(|&at| is_digit(at) && (at == 0 || !is_digit(at - 1)));
    let mut dates = starts.filter_map(|at| {
        let length = bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
        let end = at + if length == 4 { 10 } else { 8 };
        let text = part.get(at..end)?;
        let day = match length {
            4 if !is_digit(end) => dashed(text)?,
            8 => day_of(number(&text[..4])?, number(&text[4..6])?, number(&text[6..])?)?,
            _ => return None,
        };
        // Eight digits that are an id are seldom a day of the web's own years.
        let is_recent = length == 4 || (1995..=2100).contains(&day.year());
        let found = Found { day, text: text.to_owned(), form: Form::Beside };
        is_recent.then_some(found)
    });
    dates.next_back()
}

/// `2026/0122`, and `2026/01/22-title`.
fn joined(parts: &[&str]) -> Option<Found> {
    parts.windows(2).enumerate().find_map(|(at, window)| {
        let [year, second] = window else { return None };
        if second.len() == 4 {
            let day = split(year, second.get(..2)?, second.get(2..)?)?;
            return Some(Found { day, text: window.join("/"), form: Form::Beside });
        }
        let title = parts.get(at + 2)?;
        let (day, _) = title.split_once('-')?;
        let found = split(year, second, day).filter(|_| day.len() == 2)?;
        let text = format!("{year}/{second}/{day}");
        Some(Found { day: found, text, form: Form::Number })
    })
}

/// Ten bytes that are `2026-01-22`, or the same with `_` or `.`.
fn dashed(text: &str) -> Option<Date> {
    let mark = text.get(4..5).filter(|mark| matches!(*mark, "-" | "_" | "."))?;
    if text.get(7..8)? != mark {
        return None;
    }
    day_of(number(text.get(..4)?)?, number(text.get(5..7)?)?, number(text.get(8..10)?)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(path: &str, expected: Option<(&str, Form)>) {
        let found = find(path);
        assert!(found.as_ref().is_none_or(|f| f.day == Date::new(2026, 1, 22).unwrap()));
        let found = found.as_ref().map(|found| (&*found.text, found.form));
        assert_eq!(found, expected, "{path}");
    }

    #[test]
    fn parts_of_its_own_are_plain() {
        for (path, text) in [
            ("/2026/01/22/business/film.html", "2026/01/22"),
            ("/film/2026/jan/22/a-title", "2026/jan/22"),
            ("/economy/article/2026/01/22/tide_6612345_3234.html", "2026/01/22"),
            ("/sociedad/2026-01-22/sube-la-marea.html", "2026-01-22"),
            ("/business/story/2026-01-22/tide-rises", "2026-01-22"),
            ("/english/2026-01/22/c_1310.htm", "2026-01/22"),
            ("/2026/1/22/tide", "2026/1/22"),
            ("/2026/01/22/2001-09-11-remembered", "2026/01/22"),
        ] {
            check(path, Some((text, Form::Own)));
        }
    }

    #[test]
    fn dates_beside_other_text_are_doubted() {
        for (path, text) in [
            ("/world/tide-rises-2026-01-22/", "2026-01-22"),
            ("/news/2026-01-22-tide-rises", "2026-01-22"),
            ("/a/article2026-01-22.html", "2026-01-22"),
            ("/news/html/20260122/k10014.html", "20260122"),
            ("/news/tide-rises-20260122.html", "20260122"),
            ("/n1/2026/0122/c90000-1.html", "2026/0122"),
        ] {
            check(path, Some((text, Form::Beside)));
        }
        check("/2026/01/22-ways-to-cook", Some(("2026/01/22", Form::Number)));
    }

    #[test]
    fn ids_and_halves_are_no_dates() {
        for path in [
            "/2026/01/a-title",
            "/2026/13/45/x",
            "/news/12345678",
            "/news/2026012212345",
            "/news/20269922",
            "/view/AEN20260122001000315",
            "/2026/1234567/tide",
            "/a-2026-01-221",
            "/22/01/2026",
            "/é2026é/01/22",
            "",
        ] {
            check(path, None);
        }
    }
}
