//! Years, decades and centuries: `in 2023`, `2019-21`, `mid-1990s`, `19th century`.

use super::Found;
use super::calendar::{year as four, years};
use crate::claim::Grain;
use crate::claim::token::{Kind, Tokens};

/// Words after a four-digit number that show it to be a year.
const AFTER: &[&str] = &[
    "a",
    "and",
    "as",
    "after",
    "at",
    "because",
    "before",
    "but",
    "by",
    "for",
    "from",
    "had",
    "has",
    "he",
    "his",
    "in",
    "into",
    "is",
    "it",
    "its",
    "of",
    "on",
    "or",
    "she",
    "that",
    "the",
    "their",
    "they",
    "to",
    "until",
    "was",
    "were",
    "when",
    "which",
    "while",
    "who",
    "will",
    "with",
    "would",
    "election",
    "elections",
];

/// Words before a four-digit number that show it to be a year.
const BEFORE: &[&str] = &[
    "in", "since", "by", "until", "till", "of", "early", "late", "mid", "from", "during",
    "before", "after", "between", "year", "to", "and", "the", "through", "s",
];

/// Words before a figure that bound it, as they do not bound a year.
const BOUND: &[&str] =
    &["than", "over", "least", "about", "some", "nearly", "almost", "up", "exceeding"];

/// Reads the year, decade or century at `at`.
pub(super) fn read(t: &Tokens, at: usize) -> Option<Found> {
    century(t, at).or_else(|| decade(t, at)).or_else(|| year(t, at))
}

fn century(t: &Tokens, at: usize) -> Option<Found> {
    let (n, mut end) = match t.word(at) {
        "nineteenth" => (19, at + 1),
        "twentieth" => (20, at + 1),
        "twenty" if t.word(at + 2) == "first" => (21, at + 3),
        "eighteenth" => (18, at + 1),
        _ if t.glued(at + 1) && matches!(t.word(at + 1), "th" | "st") => {
            (t.small(at).filter(|n| (1..=22).contains(n))?, at + 2)
        }
        _ => return None,
    };
    end += usize::from(t.joins(end, '-'));
    let first = i16::try_from(n).ok()?.checked_sub(1)?.checked_mul(100)?;
    (t.word(end) == "century")
        .then(|| years(Grain::Century, first + 1, 100))
        .flatten()
        .map(|when| (when, end + 1))
}

/// `1990s`, `'90s`.
fn decade(t: &Tokens, at: usize) -> Option<Found> {
    let is_short = t.is(at, '\'') && t.glued(at + 1);
    let digits = at + usize::from(is_short);
    let apostrophe = usize::from(t.joins(digits + 1, '\''));
    let tail = digits + 1 + apostrophe;
    if t.word(tail) != "s" || !t.glued(tail) {
        return None;
    }
    let first = if is_short && t.digits(digits).len() == 2 {
        let n = i16::try_from(t.small(digits)?).ok()?;
        if n < 30 { 2000 + n } else { 1900 + n }
    } else {
        four(t, digits)?
    };
    let grain =
        if first % 100 == 0 && apostrophe == 1 { Grain::Year } else { Grain::Decade };
    if first % 10 != 0 || grain == Grain::Year {
        return None;
    }
    Some((years(Grain::Decade, first, 10)?, tail + 1))
}

fn year(t: &Tokens, at: usize) -> Option<Found> {
    let first = four(t, at)?;
    if let Some((last, end)) = other_year(t, at, first) {
        let mut when =
            years(Grain::Year, first, last.checked_sub(first)?.checked_add(1)?)?;
        when.year = None;
        return Some((when, end));
    }
    is_year(t, at)
        .then(|| years(Grain::Year, first, 1))
        .flatten()
        .map(|when| (when, at + 1))
}

/// The other end of `2019-2021`, `2019-21`, `2019/20`, `between 2010 and 2015`.
fn other_year(t: &Tokens, at: usize, first: i16) -> Option<(i16, usize)> {
    let before = t.word(at.wrapping_sub(1));
    let tied = t.joins(at + 1, '-') || t.joins(at + 1, '/');
    let joined = tied
        || t.word(at + 1) == "and" && before == "between"
        || matches!(t.word(at + 1), "to" | "until")
            && matches!(before, "from" | "between");
    let short = || {
        let n = i16::try_from(t.small(at + 2)?).ok()?;
        (tied && t.digits(at + 2).len() == 2).then(|| first - first % 100 + n)
    };
    let last = four(t, at + 2).or_else(short)?;
    (joined && last > first).then_some((last, at + 3))
}

/// Whether the year stands before what is of it, `a 2015 study`, `her 2019 novel`: what is
/// counted would be many.
fn is_attribute(t: &Tokens, before: usize, next: usize) -> bool {
    let noun = t.word(next);
    let is_many = noun.ends_with('s') && !noun.ends_with("ss")
        || matches!(noun, "children" | "men" | "people" | "women");
    match t.word(before) {
        "a" | "an" => true,
        "her" | "his" | "its" | "our" | "s" | "the" | "their" => {
            !noun.is_empty() && !is_many
        }
        _ => false,
    }
}

/// Whether the four digits at `at` are a year and count nothing.
fn is_year(t: &Tokens, at: usize) -> bool {
    let mut before = at.wrapping_sub(1);
    let hyphen = t.joins(before, '-');
    if hyphen {
        before = before.wrapping_sub(1);
    } else if t.glued(at)
        && !matches!(
            t.kind(before),
            Some(Kind::Sign('(' | '"' | '“' | '\'' | '‘' | '—' | '['))
        )
    {
        return false;
    }
    let lead = t.word(before);
    if hyphen && !matches!(lead, "mid" | "pre" | "post" | "early" | "late")
        || BOUND.contains(&lead)
    {
        return false;
    }
    let next = at + 1;
    if ['.', ',', ':', '/', '-']
        .iter()
        .any(|&sign| t.joins(next, sign) && !t.digits(next + 1).is_empty())
    {
        return false;
    }
    if t.glued(next) && !t.word(next).is_empty() || t.is(next, '%') {
        return false;
    }
    let follows = t.word(next);
    let is_closed =
        follows.is_empty() || AFTER.contains(&follows) || is_attribute(t, before, next);
    // `in 2023 people marched` is rare beside `in 2023 prices`: the preposition decides.
    is_closed && !t.is(next, '%')
        || BEFORE.contains(&lead)
            && !matches!(
                follows,
                "people"
                    | "men"
                    | "women"
                    | "euros"
                    | "dollars"
                    | "pounds"
                    | "percent"
                    | "km"
                    | "miles"
            )
}
