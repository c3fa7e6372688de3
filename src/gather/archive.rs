//! Pages that are gone, as a web archive has them.
//!
//! A service in the manner of the Wayback Machine is asked: `SERVICE/web/MOMENTid_/ADDRESS`
//! leads to the capture nearest that moment, as the server sent it, and
//! `SERVICE/cdx/search/cdx` lists captures. The moment of the capture that answers is read
//! off its address.

use std::sync::Arc;

use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;

use crate::fetch::{FetchProblem, Fetched, Request};
use crate::gather::find::Means;
use crate::gather::shelve::shelve_fetched;
use crate::gather::{Shelf, Shelved};
use crate::lead::listing::{self, Entry};
use crate::page::Page;

/// Captures that are listed of one host.
const LISTED: usize = 2_000;
/// The moment that is nearest to every capture's end: the newest is meant.
const NEWEST: &str = "99991231235959";

/// The address of a service's list of the pages of a host that it captured in some days.
pub(super) fn index(
    service: &str,
    host: &str,
    (from, to): (Option<Date>, Option<Date>),
) -> String {
    let service = service.trim_end_matches('/');
    let host = host.split('/').next().unwrap_or_default();
    let day = |name: &str, day: Option<Date>| {
        day.map(|day| format!("&{name}={}", day.strftime("%Y%m%d"))).unwrap_or_default()
    };
    format!(
        "{service}/cdx/search/cdx?url={host}&matchType=domain{}{}&filter=statuscode:200\
         &filter=mimetype:text/html&collapse=urlkey&output=json&limit={LISTED}",
        day("from", from),
        day("to", to),
    )
}

/// The pages in a service's list, by their own addresses.
pub(super) fn entries(bytes: &[u8]) -> Vec<Entry> {
    let captures = listing::captures(bytes).into_iter();
    captures.map(|one| Entry { url: one.original, ..Entry::default() }).collect()
}

/// The address of the capture of a page nearest to a day; of the newest without one.
fn capture(service: &str, day: Option<Date>, url: &str) -> String {
    let service = service.trim_end_matches('/');
    let moment =
        day.map_or(NEWEST.to_owned(), |day| day.strftime("%Y%m%d120000").to_string());
    format!("{service}/web/{moment}id_/{url}")
}

/// When the capture at an address was taken: `…/web/20260122102345id_/…`.
fn taken(service: &str, url: &str) -> Option<String> {
    let rest = url.strip_prefix(service.trim_end_matches('/'))?.strip_prefix("/web/")?;
    let digits =
        rest.get(..14).filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()))?;
    let moment = DateTime::strptime("%Y%m%d%H%M%S", digits).ok()?;
    Some(Offset::UTC.to_timestamp(moment).ok()?.to_string())
}

/// Whether a page that could not be had for this may be looked for in an archive. What an
/// outlet asks not to fetch is not had by a back door.
const fn is_gone(problem: &FetchProblem) -> bool {
    matches!(
        problem,
        FetchProblem::Missing(_)
            | FetchProblem::Status(_)
            | FetchProblem::Astray(_)
            | FetchProblem::Timeout
            | FetchProblem::Broken(_)
            | FetchProblem::Tls(_)
            | FetchProblem::Malformed(_)
    )
}

/// Whether a page says that it was changed after `day`, so that what was written by then
/// may rest on words that it no longer has.
fn is_changed(page: &Page, day: Option<Date>) -> bool {
    let changed = page.modified.as_ref().filter(|dated| dated.is_firm());
    matches!((changed, day), (Some(changed), Some(day)) if changed.day > day)
}

/// Replaces pages from the one numbered `first` on by their captures nearest to `day`, if
/// they are gone or were changed since.
pub(super) fn revive(
    shelf: &mut Shelf,
    first: usize,
    day: Option<Date>,
    means: Means<'_>,
) {
    let Some(service) = means.archive else { return };
    let is_lost = |page: &Shelved| {
        page.problem.as_ref().is_some_and(is_gone) || is_changed(&page.page, day)
    };
    let lost: Vec<usize> =
        (first..shelf.pages.len()).filter(|&at| is_lost(&shelf.pages[at])).collect();
    let asked: Vec<Request> = lost
        .iter()
        .map(|&at| Request::page(capture(service, day, &shelf.pages[at].name)))
        .collect();
    for (at, fetched) in lost.into_iter().zip(means.from.fetch(&asked, means.allowance)) {
        let taken = fetched.body.is_ok().then(|| taken(service, &fetched.url));
        let Some(taken) = taken.flatten() else { continue };
        let lost = &shelf.pages[at];
        let url = lost.name.clone();
        // A capture is read as the page that it is of.
        let fetched = Fetched { url: url.clone(), ..fetched };
        let mut revived = shelve_fetched(&url, &fetched, means.outlets, means.cache);
        if lost.problem.is_none() && is_changed(&revived.page, day) {
            // It is a capture of the changed page.
            continue;
        }
        revived.captured = Some(taken);
        revived.found.clone_from(&lost.found);
        revived.outlet = lost.outlet.or(revived.outlet);
        shelf.pages[at] = Arc::new(revived);
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const SERVICE: &str = "https://archive.example/";

    #[test]
    fn a_capture_is_asked_for_by_day_and_tells_its_moment() {
        let url = "https://quay.example/a?b=c";
        let asked = capture(SERVICE, Some(date(2026, 1, 2)), url);
        assert_eq!(
            asked,
            "https://archive.example/web/20260102120000id_/https://quay.example/a?b=c"
        );
        assert_eq!(taken(SERVICE, &asked).as_deref(), Some("2026-01-02T12:00:00Z"));
        assert!(capture(SERVICE, None, url).contains("/web/99991231235959id_/"));
    }

    #[test]
    fn an_address_without_a_moment_is_no_capture() {
        for url in [
            "https://archive.example/",
            "https://archive.example/web/2026/https://quay.example/",
            "https://archive.example/web/20261399000000id_/https://quay.example/",
            "https://other.example/web/20260102120000id_/https://quay.example/",
            "https://archive.example/web/2026010212000é",
        ] {
            assert_eq!(taken(SERVICE, url), None, "{url}");
        }
    }

    #[test]
    fn a_list_of_captures_is_asked_for_by_host_and_days() {
        let days = (Some(date(2023, 1, 1)), Some(date(2023, 12, 31)));
        let url = index(SERVICE, "quay.example/us", days);
        assert!(
            url.starts_with(
                "https://archive.example/cdx/search/cdx?url=quay.example&matchType=domain\
             &from=20230101&to=20231231&"
            ),
            "{url}"
        );
        assert!(!index(SERVICE, "quay.example", (None, None)).contains("from="));
    }
}
