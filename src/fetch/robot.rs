//! What an outlet's robots.txt asks of us, by RFC 9309.
//!
//! Four choices that the standard leaves open or that crawlers differ in:
//!
//! - A file that can't be reached allows nothing, and the page's problem then says so; it
//!   does not claim that robots.txt forbids the page.
//! - 429 is read as such a failure, though it is a 4xx: the server asks for fewer requests.
//! - After five redirects the file counts as absent, and all is allowed.
//! - What is beyond the first 500 KiB is not read.
//!
//! `Crawl-delay` is no part of the standard, but what an outlet asks for there is heard.

use std::time::Duration;

use robotxt::Robots;
use url::Url;

use crate::fetch::FetchProblem;

/// Bytes of a robots.txt that are read: what RFC 9309 asks for at least. One more is
/// taken, which shows that the last line was cut.
pub(super) const LARGEST: u64 = robotxt::BYTE_LIMIT as u64 + 1;

/// Redirects that are followed to a robots.txt (RFC 9309, section 2.3.1.2).
pub(super) const REDIRECTS: usize = 5;

/// A file is asked for anew after a day (RFC 9309, section 2.4).
const LIFETIME: Duration = Duration::from_hours(24);
/// One that could not be read is asked for anew sooner, as the server may be up again.
const LIFETIME_UNREAD: Duration = Duration::from_mins(10);

/// What a robots.txt says.
#[derive(Debug)]
pub(super) enum Robot {
    /// These rules for us.
    Rules(Robots),
    /// It could not be read, and that is the problem of every page it holds for.
    Unread(FetchProblem),
}

impl Robot {
    /// The rules in a file, for the crawler whose product token is `name`.
    pub(super) fn parse(bytes: &[u8], name: &str) -> Self {
        Self::Rules(Robots::parse(bytes, name))
    }

    /// It could not be read: why.
    pub(super) fn unread(why: String) -> Self {
        Self::Unread(FetchProblem::Unasked(why))
    }

    /// There is no such file: all is allowed.
    pub(super) fn absent() -> Self {
        Self::Rules(Robots::allow_all())
    }

    /// What follows from a status that brings no file; `at` is where it was looked for.
    pub(super) fn without_file(status: u16, at: &str) -> Self {
        match status {
            200..=299 | 400..=428 | 430..=499 => Self::absent(),
            _ => Self::unread(format!("{at} answered {status}")),
        }
    }

    /// The time between two pages that it asks for.
    pub(super) fn delay(&self) -> Option<Duration> {
        match self {
            Self::Rules(rules) => rules.crawl_delay(),
            Self::Unread(_) => None,
        }
    }

    /// How long it holds.
    pub(super) const fn lifetime(&self) -> Duration {
        match self {
            Self::Rules(_) => LIFETIME,
            Self::Unread(_) => LIFETIME_UNREAD,
        }
    }

    /// Whether a page may be asked for.
    pub(super) fn check(&self, url: &Url) -> Result<(), FetchProblem> {
        match self {
            Self::Rules(rules) if rules.is_url_allowed(url) => Ok(()),
            Self::Rules(_) => Err(FetchProblem::Disallowed),
            Self::Unread(problem) => Err(problem.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(file: &str, path: &str, expected: bool) {
        let url = Url::parse("https://www.example.com/").unwrap().join(path).unwrap();
        let found = Robot::parse(file.as_bytes(), "veracite").check(&url);
        let problem = Err(FetchProblem::Disallowed);
        assert_eq!(found, if expected { Ok(()) } else { problem }, "{file:?} {path}");
    }

    #[test]
    fn our_own_group_goes_before_the_one_for_all() {
        let file =
            "User-agent: *\nDisallow: /\n\nUser-Agent: Veracite\nDisallow: /live/\n";
        check(file, "/2026/wall", true);
        check(file, "/live/wall", false);
    }

    #[test]
    fn the_group_for_all_holds_where_we_are_not_named() {
        let file = "User-agent: otherbot\nAllow: /\n\nUser-agent: *\nDisallow: /*?s=\n";
        check(file, "/2026/wall", true);
        check(file, "/?s=wall", false);
    }

    #[test]
    fn the_longest_rule_wins_and_the_end_mark_counts() {
        let file = "User-agent: *\nDisallow: /a\nAllow: /a/b\nDisallow: /*.pdf$\n";
        check(file, "/a/c", false);
        check(file, "/a/b", true);
        check(file, "/x.pdf", false);
        check(file, "/x.pdf?y", true);
    }

    #[test]
    fn the_pause_that_our_group_asks_for_is_heard() {
        let delay = |file: &str| {
            Robot::parse(file.as_bytes(), "veracite")
                .delay()
                .map(|delay| delay.as_millis())
        };
        let all =
            "User-agent: *\nCrawl-delay: 2.5\n\nUser-agent: other\nCrawl-delay: 9\n";
        assert_eq!(delay(all), Some(2500));
        let ours =
            format!("{all}\nUser-agent: a\nUser-agent: Veracite\nCrawl-delay: 4\n");
        assert_eq!(delay(&ours), Some(4000));
        for value in ["-1", "NaN", "1e999", "soon", "0x1", "\u{ff11}"] {
            assert_eq!(delay(&format!("User-agent: *\nCrawl-delay: {value}\n")), None);
        }
    }

    #[test]
    fn a_page_in_place_of_the_file_asks_nothing() {
        check("<!doctype html><title>Not found</title>", "/a", true);
    }

    #[test]
    fn a_line_beyond_the_limit_is_not_read() {
        let filler = "# filler\n".repeat(60_000);
        check(&format!("{filler}User-agent: *\nDisallow: /\n"), "/a", true);
        check(&format!("User-agent: *\nDisallow: /\n{filler}"), "/a", false);
    }

    #[test]
    fn a_status_without_file_allows_or_forbids_all() {
        let url = Url::parse("https://www.example.com/a").unwrap();
        for status in [204, 400, 401, 403, 404, 410, 451] {
            assert_eq!(Robot::without_file(status, "x").check(&url), Ok(()), "{status}");
        }
        for status in [304, 429, 500, 502, 503, 599] {
            let problem = FetchProblem::Unasked(format!("x answered {status}"));
            assert_eq!(Robot::without_file(status, "x").check(&url), Err(problem));
        }
    }
}

#[cfg(test)]
mod properties {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_file_and_any_path_give_an_answer(file: Vec<u8>, path: String) {
            let mut url = Url::parse("https://www.example.com/").unwrap();
            url.set_path(&path);
            let _ = Robot::parse(&file, "veracite").check(&url);
        }
    }
}
