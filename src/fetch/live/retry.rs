//! Whether, and when, to ask a server again.

use std::time::Duration;

use jiff::Timestamp;
use sha2::{Digest, Sha256};

use crate::fetch::Exchange;
use crate::fetch::live::Options;
use crate::fetch::live::wire::Failure;

/// The longest wait that a server can ask for.
const LONGEST: Duration = Duration::from_mins(1);

/// How long to wait before asking again; `None` if that would bring nothing. `attempt`
/// counts those that failed.
///
/// Without a word of the server the wait grows twofold with each attempt and is drawn from
/// nothing up to that ("full jitter"), so that many clients do not come back at once. What
/// is drawn depends on the address and the attempt alone.
pub(super) fn wait(
    answer: &Result<Exchange, Failure>,
    url: &str,
    attempt: usize,
    options: &Options,
) -> Option<Duration> {
    if attempt >= options.retries {
        return None;
    }
    let asked = match answer {
        Ok(answer) if matches!(answer.status, 429 | 502 | 503 | 504) => {
            answer.field("retry-after").and_then(|after| parse(&after, answer.began))
        }
        Err(Failure { may_pass: true, .. }) => None,
        _ => return None,
    };
    Some(asked.unwrap_or_else(|| {
        let doubled =
            1_u32.checked_shl(u32::try_from(attempt).unwrap_or(31)).unwrap_or(0);
        let most = options.backoff.saturating_mul(doubled).min(LONGEST);
        most.mul_f64(draw(url, attempt))
    }))
}

/// A number from 0 to 1.
fn draw(url: &str, attempt: usize) -> f64 {
    let digest = Sha256::digest(format!("{attempt} {url}"));
    let bits = u32::from_le_bytes([digest[0], digest[1], digest[2], digest[3]]);
    f64::from(bits) / f64::from(u32::MAX)
}

/// Reads a `Retry-After` field (RFC 9110, section 10.2.3): seconds, or a date; no more
/// than [`LONGEST`]. A date that is past, or a number below nothing, asks for no wait.
fn parse(field: &str, now: Timestamp) -> Option<Duration> {
    let field = field.trim();
    let digits = field.strip_prefix(['+', '-']).unwrap_or(field);
    if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        let seconds = digits.parse().unwrap_or(u64::MAX);
        let seconds = if field.starts_with('-') { 0 } else { seconds };
        return Some(Duration::from_secs(seconds).min(LONGEST));
    }
    let seconds = date(field)?.as_second().saturating_sub(now.as_second());
    Some(Duration::from_secs(u64::try_from(seconds).unwrap_or(0)).min(LONGEST))
}

/// Reads a date in one of the three forms of RFC 9110, section 5.6.7.
fn date(text: &str) -> Option<Timestamp> {
    let words: Vec<&str> =
        text.split([' ', ',', '-']).filter(|word| !word.is_empty()).collect();
    // Sun, 06 Nov 1994 08:49:37 GMT; Sunday, 06-Nov-94 08:49:37 GMT; and
    // Sun Nov  6 08:49:37 1994.
    let ([_, day, month, year, time, "GMT" | "UTC"] | [_, month, day, time, year]) =
        words.as_slice()
    else {
        return None;
    };
    let month = MONTHS.iter().position(|known| known.eq_ignore_ascii_case(month))?;
    let month = i8::try_from(month + 1).ok()?;
    let year = match year.len() {
        // A year of two digits is the nearest of those it may be; no server is from the
        // last century.
        2 => 2000 + year.parse::<i16>().ok()?,
        4 => year.parse().ok()?,
        _ => return None,
    };
    let mut clock = time.split(':').map(|part| part.parse::<i8>().ok());
    let (hour, minute, second) = (clock.next()??, clock.next()??, clock.next()??);
    let date = jiff::civil::DateTime::new(
        year,
        month,
        day.parse().ok()?,
        hour,
        minute,
        second.min(59),
        0,
    );
    jiff::tz::Offset::UTC.to_timestamp(date.ok()?).ok()
}

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fetch::FetchProblem;

    #[track_caller]
    fn check(field: &str, expected: Option<u64>) {
        let now: Timestamp = "1994-11-06T08:49:00Z".parse().unwrap();
        assert_eq!(parse(field, now), expected.map(Duration::from_secs), "{field}");
    }

    #[test]
    fn a_wait_is_given_in_seconds_or_as_a_date_of_three_forms() {
        check("7", Some(7));
        check(" 0 ", Some(0));
        check("Sun, 06 Nov 1994 08:49:37 GMT", Some(37));
        check("Sun Nov  6 08:49:37 1994", Some(37));
        let now: Timestamp = "2026-11-06T08:49:00Z".parse().unwrap();
        let found = parse("Friday, 06-Nov-26 08:49:37 GMT", now);
        assert_eq!(found, Some(Duration::from_secs(37)));
    }

    #[test]
    fn a_wait_that_is_past_or_absurd_is_nothing_or_the_longest() {
        check("-1", Some(0));
        check("Sun, 06 Nov 1993 08:49:37 GMT", Some(0));
        check("94608000", Some(60));
        check(&"9".repeat(400), Some(60));
        check("Tue, 06 Nov 2094 08:49:37 GMT", Some(60));
        for field in ["", "-", "soon", "1.5", "Sun, 99 Nov 1994 08:49:37 GMT", "é, - é"]
        {
            check(field, None);
        }
    }

    #[test]
    fn only_what_may_pass_is_asked_for_again() {
        let options = Options { backoff: Duration::from_secs(1), ..Options::default() };
        let answer =
            |status: &str| Ok(Exchange::of(&format!("HTTP/1.1 {status} X"), b""));
        for (status, expected) in
            [("503", true), ("429", true), ("500", false), ("404", false), ("200", false)]
        {
            let found = wait(&answer(status), "u", 0, &options);
            assert_eq!(
                found.is_some_and(|wait| wait <= options.backoff),
                expected,
                "{status}"
            );
        }
        for may_pass in [true, false] {
            let failure = Failure { problem: FetchProblem::Timeout, may_pass };
            assert_eq!(wait(&Err(failure), "u", 0, &options).is_some(), may_pass);
        }
    }

    #[test]
    fn waits_differ_by_address_and_are_the_same_at_each_run() {
        let failure = || Err(Failure { problem: FetchProblem::Timeout, may_pass: true });
        let backoff = Duration::from_secs(1);
        let options = Options { backoff, retries: usize::MAX, ..Options::default() };
        let found = |url| wait(&failure(), url, 1, &options).unwrap();
        assert_eq!(found("a"), found("a"));
        assert_ne!(found("a"), found("b"));
        assert!(found("a") <= backoff * 2);
        assert!(wait(&failure(), "a", usize::MAX - 1, &options).unwrap() <= LONGEST);
        assert_eq!(wait(&failure(), "a", 2, &Options::default()), None);
    }
}

#[cfg(test)]
mod properties {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_field_asks_for_no_more_than_the_longest_wait(
            field in ".*|[a-zA-Z]{3}, [0-9]{1,20} [A-Z][a-z]{2} [0-9]{2,4} [0-9:]* GMT",
        ) {
            let wait = parse(&field, Timestamp::UNIX_EPOCH);
            prop_assert!(wait.is_none_or(|wait| wait <= LONGEST));
        }
    }
}
