//! Dates beside a name: `2016-02-25`, `Mar 16–19, 2026`, `22 January 2026`, `2023`.
//!
//! Only the forms in which an attribution dates a page are read here. Words such as
//! "yesterday" are not: an attribution that holds one can't be looked up.
//!
//! To read another form, add a [`Token`] or let [`assemble`] take another sequence.

use jiff::civil::Date;

use crate::text::MONTHS;

/// Days of the week. `Sun` and `Sat` are left out: the first is a newspaper.
const WEEKDAYS: [&str; 11] = [
    "monday",
    "mon",
    "tuesday",
    "tue",
    "wednesday",
    "wed",
    "thursday",
    "thu",
    "friday",
    "saturday",
    "sunday",
];

/// Words that may stand before a date: `The Guardian of 22 January 2026`.
const LEADS: [&str; 7] = ["on", "of", "in", "from", "dated", "published", "updated"];

/// Most words a date is written in: `Thursday 30 March – 2 April 2026` has seven.
const MAX_WORDS: usize = 7;

/// Most bytes a date is written in, generously.
const MAX_LEN: usize = 60;

/// A date, or what is known of one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct When {
    /// From 1900 to 2099.
    pub(super) year: Option<i16>,
    /// From 1 to 12; none if a run of days goes over the end of a month.
    pub(super) month: Option<i8>,
    /// From 1 to 31; none if a run of days is named.
    pub(super) day: Option<i8>,
}

impl When {
    /// The day, if one is named.
    pub(super) fn date(self) -> Option<Date> {
        Date::new(self.year?, self.month?, self.day?).ok()
    }

    /// This date with what it leaves open taken from `other`; `None` if both say the same
    /// sort of thing.
    pub(super) fn filled(self, other: Self) -> Option<Self> {
        let clash = (self.year.is_some() && other.year.is_some())
            || (self.month.is_some() && other.month.is_some());
        (!clash).then(|| Self {
            year: self.year.or(other.year),
            month: self.month.or(other.month),
            day: self.day.or(other.day),
        })
    }

    /// Whether it is no more than a year.
    pub(super) fn is_year(self) -> bool {
        self.month.is_none() && self.day.is_none()
    }
}

/// What a part of a date can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token {
    Year(i16),
    Month(i8),
    Day(i8),
    Weekday,
    To,
    Whole(When),
}

/// Reads `text` as a date: all of it, or not at all.
pub(super) fn read(text: &str) -> Option<When> {
    if text.len() > MAX_LEN {
        return None;
    }
    let mut tokens = Vec::new();
    for word in text.split(|c: char| c.is_whitespace() || matches!(c, ',' | '，')) {
        if !word.is_empty() {
            tokenize(word, &mut tokens)?;
        }
        if tokens.len() > MAX_WORDS {
            return None;
        }
    }
    assemble(&tokens)
}

/// Dates that `text` ends with, the longest first, each with where it starts. A lead
/// (`on`, `dated`) is taken to belong to the date.
pub(super) fn tails(text: &str) -> Vec<(usize, When)> {
    let mut found = Vec::new();
    let mut end = text.len();
    for _ in 0..MAX_WORDS {
        let head = text[..end].trim_end();
        let Some(gap) = head.rfind(char::is_whitespace) else { break };
        let word = gap + head[gap..].chars().next().map_or(1, char::len_utf8);
        if text.len() - word > MAX_LEN {
            break;
        }
        let lead = LEADS.iter().any(|lead| head[word..].eq_ignore_ascii_case(lead));
        match (lead, found.last_mut(), read(&text[word..])) {
            (true, Some((start, _)), _) if *start == end => *start = word,
            (_, _, Some(when)) => found.push((word, when)),
            _ => {}
        }
        end = word;
    }
    found.reverse();
    found
}

/// `text` without a word that may stand before a date.
pub(super) fn without_lead(text: &str) -> &str {
    match text.split_once(char::is_whitespace) {
        Some((lead, rest)) if LEADS.iter().any(|l| lead.eq_ignore_ascii_case(l)) => rest,
        _ => text,
    }
}

/// Reads a date in digits: year first, or day and month first. Where day and month can't
/// be told apart (`01/02/2026`), only the year is known.
pub(super) fn numeric(word: &str) -> Option<When> {
    let mark = word.chars().find(|c| !c.is_ascii_digit())?;
    if !matches!(mark, '-' | '/' | '.' | '‑' | '–') {
        return None;
    }
    let mut parts = word.split(mark);
    let parts = [parts.next()?, parts.next()?, parts.next()?, parts.next().unwrap_or("")];
    if !parts[3].is_empty() {
        return None;
    }
    let (a, b, c) = (digits(parts[0])?, digits(parts[1])?, digits(parts[2])?);
    let (year, month, day) = match (year(parts[0]), year(parts[2])) {
        (Some(year), None) => (year, b, c),
        (None, Some(year)) if b > 12 => (year, a, b),
        (None, Some(year)) if a > 12 || a == b => (year, b, a),
        (None, Some(year)) if a > 0 && b > 0 => {
            return Some(When { year: Some(year), ..When::default() });
        }
        _ => return None,
    };
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    let date = Date::new(year, month, day).ok()?;
    Some(When { year: Some(date.year()), month: Some(month), day: Some(day) })
}

/// Splits `word` at its dashes and adds what its parts are.
fn tokenize(word: &str, tokens: &mut Vec<Token>) -> Option<()> {
    if let Some(whole) = numeric(word.trim_end_matches('.')) {
        tokens.push(Token::Whole(whole));
        return Some(());
    }
    let dashes = ['-', '–', '—', '‑', '−'];
    for (n, part) in word.split(dashes).enumerate() {
        if n > 0 {
            tokens.push(Token::To);
        }
        if !part.is_empty() {
            tokens.push(token(part)?);
        }
    }
    Some(())
}

/// What one part is.
fn token(part: &str) -> Option<Token> {
    if let Some(year) = year(part) {
        return Some(Token::Year(year));
    }
    let ordinal = ["st", "nd", "rd", "th"].iter().find_map(|th| part.strip_suffix(th));
    if let Some(day) = digits(ordinal.unwrap_or(part)) {
        let day = i8::try_from(day).ok().filter(|day| (1..=31).contains(day))?;
        return Some(Token::Day(day));
    }
    let word = part.strip_suffix('.').unwrap_or(part).to_ascii_lowercase();
    if matches!(word.as_str(), "to" | "until") {
        return Some(Token::To);
    }
    if WEEKDAYS.contains(&word.as_str()) {
        return Some(Token::Weekday);
    }
    let is_month = |name: &&str| {
        **name == word
            || (word.len() == 3 && name.starts_with(&word))
            || (word == "sept" && name.starts_with(&word))
    };
    let at = MONTHS.iter().position(is_month)?;
    i8::try_from(at + 1).ok().map(Token::Month)
}

/// Puts the parts together, if they make a date.
fn assemble(tokens: &[Token]) -> Option<When> {
    let edge = [tokens.first()?, tokens.last()?];
    if edge.contains(&&Token::To) {
        return None;
    }
    let (mut years, mut months, mut days) = (Vec::new(), Vec::new(), Vec::new());
    let (mut wholes, mut runs) = (Vec::new(), 0);
    for token in tokens {
        match *token {
            Token::Year(year) => years.push(year),
            Token::Month(month) => months.push(month),
            Token::Day(day) => days.push(day),
            Token::Whole(when) => wholes.push(when),
            Token::To => runs += 1,
            Token::Weekday => {}
        }
    }
    if let [when] = wholes[..] {
        let alone = years.is_empty() && months.is_empty() && days.is_empty() && runs == 0;
        return alone.then_some(when);
    }
    let year = years.first().copied();
    let month = months.first().copied();
    match (years.len(), months.len(), days.len(), runs) {
        // 2023; 30 March – 2 April 2026; March–April 2026
        (1, 0, 0, 0) | (0 | 1, 2, 2, 1) | (1, 2, 0, 1) => {
            Some(When { year, ..When::default() })
        }
        // January 2026; 16–19 March 2026
        (1, 1, 0, 0) | (0 | 1, 1, 2, 1) => Some(When { year, month, day: None }),
        // 22 January, 22 January 2026: the day has to exist, in a leap year at least
        (0 | 1, 1, 1, 0) => {
            let day = days.first().copied();
            let real = Date::new(year.unwrap_or(2000), month?, day?).is_ok();
            real.then_some(When { year, month, day })
        }
        _ => None,
    }
}

/// A year as an attribution gives it: four digits, 1900 to 2099.
fn year(word: &str) -> Option<i16> {
    let year = digits(word).filter(|_| word.len() == 4)?;
    (1900..=2099).contains(&year).then_some(year)
}

/// A number of at most four ASCII digits.
fn digits(word: &str) -> Option<i16> {
    let plain = (1..=4).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| word.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Year, month and day; 0 for what is not known.
    #[track_caller]
    fn check(text: &str, expected: Option<(i16, i8, i8)>) {
        let when = read(text).map(|when| {
            (when.year.unwrap_or(0), when.month.unwrap_or(0), when.day.unwrap_or(0))
        });
        assert_eq!(when, expected, "{text:?}");
    }

    #[test]
    fn dates_are_read_in_every_form() {
        for (text, expected) in [
            ("2016-02-25", (2016, 2, 25)),
            ("2016/02/25", (2016, 2, 25)),
            ("22/01/2026", (2026, 1, 22)),
            ("01/22/2026", (2026, 1, 22)),
            ("22.01.2026", (2026, 1, 22)),
            ("05/05/2026", (2026, 5, 5)),
            ("22 January 2026", (2026, 1, 22)),
            ("22nd Jan. 2026", (2026, 1, 22)),
            ("January 22, 2026", (2026, 1, 22)),
            ("Thursday, January 22, 2026", (2026, 1, 22)),
            ("Sept 3", (0, 9, 3)),
            ("29 February", (0, 2, 29)),
            ("January 2026", (2026, 1, 0)),
            ("2023", (2023, 0, 0)),
        ] {
            check(text, Some(expected));
        }
    }

    #[test]
    fn a_run_of_days_is_no_one_day() {
        check("Mar 16–19, 2026", Some((2026, 3, 0)));
        check("16 to 19 March 2026", Some((2026, 3, 0)));
        check("30 March – 2 April 2026", Some((2026, 0, 0)));
        check("March–April 2026", Some((2026, 0, 0)));
    }

    #[test]
    fn day_and_month_that_can_be_either_leave_only_the_year() {
        check("01/02/2026", Some((2026, 0, 0)));
    }

    #[test]
    fn other_numbers_are_no_dates() {
        for text in [
            "",
            "4",
            "24",
            "1843",
            "1899",
            "2100",
            "May",
            "Thursday",
            "4 2023",
            "–2023",
            "2023–24",
            "31 February 2026",
            "2026-13-01",
            "Sun 2026",
            "12 13 March",
            "1.2.3",
            "00/00/2026",
            "99999999999999999999",
            "２０２３",
            "2023 2024",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn the_dates_that_end_a_label_are_found_longest_first() {
        let starts = |text: &'static str| -> Vec<&str> {
            tails(text).into_iter().map(|(at, _)| &text[at..]).collect()
        };
        assert_eq!(
            starts("Mail on Sunday 22 January 2026"),
            ["on Sunday 22 January 2026", "22 January 2026", "January 2026", "2026"]
        );
        assert_eq!(starts("Channel 4"), [""; 0]);
        assert_eq!(starts("The Guardian, dated 2026-02-25"), ["dated 2026-02-25"]);
    }
}
