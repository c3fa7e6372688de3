//! Which sitemaps of an index may list the pages of some days.

use jiff::civil::{Date, date};

use super::More;
use super::entry::day_in;

/// The sitemaps that may list pages of `from..=to`, at most `most`: those whose address
/// names a month or a year of these days, the latest first; then those that name none and
/// were changed on or after `from`, the ones changed first after `to` before the others. A
/// sitemap whose address names another time is none of them.
#[must_use]
pub fn choose(more: &[More], from: Date, to: Date, most: usize) -> Vec<&More> {
    let mut named: Vec<(Date, &More)> = Vec::new();
    let mut other: Vec<(bool, i32, &More)> = Vec::new();
    for one in more {
        match period(&one.url) {
            Some((first, last)) if first <= to && last >= from => named.push((last, one)),
            Some(_) => {}
            None => {
                let changed = one.modified.unwrap_or(to);
                if changed >= from {
                    let far = (changed - to).get_days().abs();
                    other.push((changed < to, far, one));
                }
            }
        }
    }
    named.sort_by_key(|&(last, _)| std::cmp::Reverse(last));
    other.sort_by_key(|&(is_before, far, _)| (is_before, far));
    let named = named.into_iter().map(|(_, one)| one);
    named.chain(other.into_iter().map(|(.., one)| one)).take(most).collect()
}

/// The days that a sitemap's address names: a day, a month, a year.
fn period(url: &str) -> Option<(Date, Date)> {
    if let Some(day) = day_in(url) {
        return Some((day, day));
    }
    let path = url.split_once("://").and_then(|(_, rest)| rest.split_once('/'))?.1;
    let numbers: Vec<&str> = path
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .collect();
    numbers.iter().enumerate().find_map(|(at, text)| {
        let year = text
            .get(..4)?
            .parse::<i16>()
            .ok()
            .filter(|year| (1990..=2100).contains(year))?;
        let month = match text.len() {
            4 => numbers
                .get(at + 1)
                .filter(|next| next.len() <= 2)
                .and_then(|next| next.parse().ok()),
            6 => text.get(4..)?.parse().ok(),
            _ => return None,
        };
        let month: Option<i8> = month.filter(|month| (1..=12).contains(month));
        Some(match month {
            Some(month) => {
                let first = date(year, month, 1);
                (first, first.last_of_month())
            }
            None => (date(year, 1, 1), date(year, 12, 31)),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn more(url: &str, modified: Option<Date>) -> More {
        More { url: format!("https://a.example/{url}"), modified }
    }

    #[track_caller]
    fn check(more: &[More], expected: &[&str]) {
        let found = choose(more, date(2026, 1, 4), date(2026, 3, 5), 3);
        let found: Vec<&str> =
            found.iter().map(|one| &one.url["https://a.example/".len()..]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn months_and_years_are_told_by_their_addresses() {
        let names =
            ["s-2025-12.xml", "s-2026-01.xml", "s/2026/2", "202603.xml", "2026-04.xml"];
        check(
            &names.map(|name| more(name, None)),
            &["202603.xml", "s/2026/2", "s-2026-01.xml"],
        );
        let years = ["sitemap-2024.xml", "sitemap-2026.xml"];
        check(&years.map(|name| more(name, None)), &["sitemap-2026.xml"]);
    }

    #[test]
    fn others_are_told_by_when_they_were_changed() {
        let changed = |number: i8, month| {
            more(&format!("part{number}.xml"), Some(date(2026, month, 1)))
        };
        let old = more("part0.xml", Some(date(2025, 6, 1)));
        check(
            &[old, changed(1, 2), changed(2, 4), changed(3, 6)],
            &["part2.xml", "part3.xml", "part1.xml"],
        );
        check(&[more("news.xml", None)], &["news.xml"]);
        check(&[], &[]);
    }
}

#[cfg(test)]
mod properties {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_address_has_a_period_or_none(url: String, path in "[0-9/.-]{0,20}") {
            let _ = period(&url);
            let _ = period(&format!("https://a.example/{path}"));
        }
    }
}
