//! The time of day beside a date, and its zone.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{Offset, TimeZone};

use super::Moment;

/// Zones by the short names that mean one zone only, in minutes from UTC. `CST` is not
/// among them (America, China), nor `IST` (India, Ireland, Israel).
const ZONES: &[(&str, i32)] = &[
    ("Z", 0),
    ("GMT", 0),
    ("UTC", 0),
    ("UT", 0),
    ("EST", -300),
    ("EDT", -240),
    ("CDT", -300),
    ("MST", -420),
    ("MDT", -360),
    ("PST", -480),
    ("PDT", -420),
    ("AKST", -540),
    ("AKDT", -480),
    ("HST", -600),
    ("WEST", 60),
    ("CET", 60),
    ("CEST", 120),
    ("MEZ", 60),
    ("MESZ", 120),
    ("EET", 120),
    ("EEST", 180),
    ("MSK", 180),
    ("SAST", 120),
    ("WIB", 420),
    ("WITA", 480),
    ("HKT", 480),
    ("SGT", 480),
    ("AWST", 480),
    ("JST", 540),
    ("KST", 540),
    ("AEST", 600),
    ("AEDT", 660),
    ("NZST", 720),
    ("NZDT", 780),
];
/// North American zones that keep summer time, as POSIX rules (second Sunday of March to
/// first Sunday of November, by the Energy Policy Act of 2005).
const SUMMER: &[(&str, &str)] = &[
    ("ET", "EST5EDT,M3.2.0,M11.1.0"),
    ("CT", "CST6CDT,M3.2.0,M11.1.0"),
    ("MT", "MST7MDT,M3.2.0,M11.1.0"),
    ("PT", "PST8PDT,M3.2.0,M11.1.0"),
];

/// The moment that a text with the date `day` in it gives, if it gives a time of day.
pub(super) fn find(text: &str, day: Date) -> Option<Moment> {
    let (time, rest) = compact(text).or_else(|| written(text))?;
    let at = DateTime::from_parts(day, time);
    Some(Moment { at, offset: zone(rest, at) })
}

/// `…T100000Z`, `20260122100000`.
fn compact(text: &str) -> Option<(Time, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (clock, rest) = match digits {
        12 | 14 => (text.get(8..digits)?, text.get(digits..)?),
        8 => {
            let after = text.get(8..)?.strip_prefix('T')?;
            let length = after.bytes().take_while(u8::is_ascii_digit).count();
            (after.get(..length)?, after.get(length..)?)
        }
        _ => return None,
    };
    let part = |from: usize| clock.get(from..from + 2)?.parse::<i8>().ok();
    let seconds = if clock.len() == 6 { part(4)? } else { 0 };
    let is_clock = matches!(clock.len(), 4 | 6);
    let time = Time::new(part(0)?, part(2)?, seconds, 0).ok()?;
    is_clock.then_some((time, rest))
}

/// The first time of day as people write it, and what follows it.
fn written(text: &str) -> Option<(Time, &str)> {
    let bytes = text.as_bytes();
    let starts = (0..bytes.len()).filter(|&at| {
        let before = at.checked_sub(1).map(|before| bytes[before]);
        bytes[at].is_ascii_digit()
            && !before.is_some_and(|b| {
                b.is_ascii_digit() || matches!(b, b'+' | b'-' | b':' | b'.' | b'/')
            })
    });
    starts.map(|at| &text[at..]).find_map(time)
}

/// `10:00`, `10:00:59.9`, `10.00 GMT`, `10h30`, `10 a.m.`, `10:30pm`, `10時30分`.
fn time(text: &str) -> Option<(Time, &str)> {
    let (hour, rest) = digits(text)?;
    if let Some((late, rest)) = half(rest) {
        return Some((clock(hour, 0, 0, Some(late))?, rest));
    }
    let mark = rest.chars().next()?;
    if !matches!(mark, ':' | '.' | 'h' | 'H' | '時' | '시') {
        return None;
    }
    let after = rest[mark.len_utf8()..].trim_start_matches(' ');
    let (minute, rest) = digits(after)?;
    if after.len() - rest.len() != 2 {
        return None;
    }
    let rest = rest.trim_start_matches(['分', '분']);
    let (second, rest) = match rest.strip_prefix(':').and_then(digits) {
        Some((second, rest)) => (second, fraction(rest)),
        None => (0, rest),
    };
    let half = half(rest);
    // `22.01.2026` is no time, and `4.50 euros` neither.
    if mark == '.' && half.is_none() && !begins_with_zone(rest) {
        return None;
    }
    let (late, rest) = half.map_or((None, rest), |(late, rest)| (Some(late), rest));
    Some((clock(hour, minute, second, late)?, rest))
}

fn clock(hour: i8, minute: i8, second: i8, late: Option<bool>) -> Option<Time> {
    let hour = match late {
        None => hour,
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some(late) => hour % 12 + if late { 12 } else { 0 },
    };
    Time::new(hour, minute, second.min(59), 0).ok()
}

/// One or two digits, and what follows; none if a third does.
fn digits(text: &str) -> Option<(i8, &str)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=2).contains(&length) {
        return None;
    }
    Some((text[..length].parse().ok()?, &text[length..]))
}

/// What follows a fraction of a second.
fn fraction(text: &str) -> &str {
    let digits = text.strip_prefix(['.', ',']).unwrap_or(text);
    digits.trim_start_matches(|c: char| c.is_ascii_digit())
}

/// Whether the hour is of the second half of the day, if `am` or `pm` follows.
fn half(text: &str) -> Option<(bool, &str)> {
    let text = text.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    let letter = text.bytes().next()?.to_ascii_lowercase();
    if !matches!(letter, b'a' | b'p') {
        return None;
    }
    let rest = text[1..].strip_prefix('.').unwrap_or(&text[1..]);
    let rest = rest.trim_start_matches(' ');
    let rest = rest.strip_prefix(['m', 'M'])?;
    let rest = rest.strip_prefix('.').unwrap_or(rest);
    let ends = !rest.starts_with(|c: char| c.is_alphanumeric());
    ends.then_some((letter == b'p', rest))
}

/// The offset of the zone named next.
fn zone(text: &str, at: DateTime) -> Option<Offset> {
    let text = skip(text);
    if let Some(offset) = signed(text) {
        return Some(offset);
    }
    let (name, rest) = word(text);
    if matches!(name, "GMT" | "UTC")
        && let Some(offset) = signed(rest)
    {
        return Some(offset);
    }
    // British summer time; there is none in winter, and `BST` is then Bangladesh's.
    if name == "BST" && (4..=10).contains(&at.month()) {
        return Offset::from_seconds(3600).ok();
    }
    if let Some((_, rule)) = SUMMER.iter().find(|(known, _)| *known == name) {
        let zone = TimeZone::posix(rule).ok()?;
        return Some(zone.to_offset(zone.to_timestamp(at).ok()?));
    }
    let (_, minutes) = ZONES.iter().find(|(known, _)| *known == name)?;
    Offset::from_seconds(minutes * 60).ok()
}

fn begins_with_zone(text: &str) -> bool {
    let (name, _) = word(skip(text));
    name == "BST"
        || SUMMER.iter().any(|(known, _)| *known == name)
        || ZONES.iter().any(|(known, _)| *known == name)
}

/// Past spaces, brackets and the words for `o'clock`.
fn skip(text: &str) -> &str {
    let bare = |text: &'_ str| {
        text.trim_start_matches([' ', '\u{a0}', '(', ',', '\u{202f}']).len()
    };
    let rest = &text[text.len() - bare(text)..];
    let rest = ["Uhr", "hrs", "hours", "h "]
        .iter()
        .find_map(|clock| rest.strip_prefix(clock))
        .unwrap_or(rest);
    &rest[rest.len() - bare(rest)..]
}

/// The capital letters at the start, as one word.
fn word(text: &str) -> (&str, &str) {
    let length = text.bytes().take_while(u8::is_ascii_uppercase).count();
    let (name, rest) = text.split_at(length);
    let ends = !rest.starts_with(|c: char| c.is_alphabetic());
    if ends { (name, rest) } else { ("", text) }
}

/// `+01:00`, `-0500`, `+5:30`, `+8`.
fn signed(text: &str) -> Option<Offset> {
    let sign = match text.chars().next()? {
        '+' => 1,
        '-' | '−' => -1,
        _ => return None,
    };
    let rest = text.trim_start_matches(['+', '-', '−']);
    let length = rest.bytes().take_while(u8::is_ascii_digit).count();
    let part = |from: usize, to: usize| rest.get(from..to)?.parse::<i32>().ok();
    let (hours, minutes) = match length {
        4 => (part(0, 2)?, part(2, 4)?),
        1 | 2 if rest[length..].starts_with(':') => {
            (part(0, length)?, part(length + 1, length + 3)?)
        }
        1 | 2 => (part(0, length)?, 0),
        _ => return None,
    };
    let in_use = hours <= 14 && minutes < 60;
    in_use.then(|| Offset::from_seconds(sign * (hours * 60 + minutes) * 60).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        let day = Date::new(2026, 1, 22).unwrap();
        let found = find(text, day).map(|moment| moment.to_string());
        assert_eq!(found.as_deref(), expected, "{text}");
    }

    #[test]
    fn the_time_and_the_zone_are_kept_as_written() {
        for (text, clock) in [
            ("2026-01-22T23:30:00-05:00", "23:30:00-05:00"),
            ("2026-01-22T23:30:00.123+0530", "23:30:00+05:30"),
            ("2026-01-22T23:30Z", "23:30:00+00:00"),
            ("2026-01-22 23:30:00", "23:30:00"),
            ("2026-01-22 23:30:00 UTC", "23:30:00+00:00"),
            ("20260122T233000Z", "23:30:00+00:00"),
            ("20260122233000", "23:30:00"),
            ("Thu, 22 Jan 2026 23:30:00 GMT", "23:30:00+00:00"),
            ("Thu Jan 22 2026 23:30:00 GMT+0100 (CET)", "23:30:00+01:00"),
            ("Thu 22 Jan 2026 23.30 GMT", "23:30:00+00:00"),
            ("January 22, 2026 at 11:30 PM EST", "23:30:00-05:00"),
            ("Jan. 22, 2026, 11:30 p.m. ET", "23:30:00-05:00"),
            ("Jan. 22, 2026, 11 p.m. PT", "23:00:00-08:00"),
            ("Jan. 22, 2026 12:05 a.m.", "00:05:00"),
            ("22 janvier 2026 à 23h30", "23:30:00"),
            ("22.01.2026, 23:30 Uhr", "23:30:00"),
            ("22.01.2026, 23:30 Uhr MEZ", "23:30:00+01:00"),
            ("2026年1月22日 23時30分", "23:30:00"),
            ("2026.01.22 23:30 (KST)", "23:30:00+09:00"),
            ("22 Jan 2026, 11:30 PM IST", "23:30:00"),
            ("22 Jan 2026 (23:30 UTC+8)", "23:30:00+08:00"),
        ] {
            check(text, Some(&format!("2026-01-22T{clock}")));
        }
    }

    #[test]
    fn summer_time_is_the_days_own() {
        let july = Date::new(2026, 7, 1).unwrap();
        let found = |text| find(text, july).map(|moment| moment.to_string());
        let expected = Some("2026-07-01T10:00:00-04:00".to_owned());
        assert_eq!(found("July 1, 2026 10:00 a.m. ET"), expected);
        let expected = Some("2026-07-01T10:00:00+01:00".to_owned());
        assert_eq!(found("1 July 2026 10.00 BST"), expected);
    }

    #[test]
    fn what_is_no_time_is_none() {
        for text in [
            "2026-01-22",
            "2026-01-22+01:00",
            "22.01.2026",
            "22 January 2026",
            "20260122",
            "2026-01-22T25:00:00Z",
            "2026-01-22 10:00pm30",
            "",
            "é:é",
            "22 January 2026, 4.50 euros",
        ] {
            let expected = (text.contains("pm30")).then_some("2026-01-22T10:00:00");
            check(text, expected);
        }
        check("2026-01-22T10:00:00+99:99", Some("2026-01-22T10:00:00"));
    }
}
