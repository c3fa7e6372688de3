//! What may be kept and used, by RFC 9111.
//!
//! `http-cache-semantics` decides. Before it sees what a server sent, an `Age` that would
//! overflow its sums is bounded (RFC 9111, section 1.2.2), and directives are put in lower
//! case, as it knows them by no other (section 5.2).

use std::time::{Duration, SystemTime};

use http::header::{
    AGE, CACHE_CONTROL, CONNECTION, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_RANGE,
    CONTENT_TYPE, ETAG, HOST, IF_MODIFIED_SINCE, IF_NONE_MATCH, LAST_MODIFIED,
    TRANSFER_ENCODING, VARY,
};
use http::{HeaderMap, HeaderName, HeaderValue, Request, Response, StatusCode};
use http_cache_semantics::{AfterResponse, BeforeRequest, CacheOptions, CachePolicy};
use jiff::Timestamp;

use super::entry::Entry;
use super::head;
use super::{STAND_IN, UNASKED};
use crate::fetch::exchange::Exchange;

/// Answers that are kept: pages, and redirects that are to last.
const KEPT: &[u16] = &[200, 203, 301, 308];

/// Greatest age in seconds, which stands for any greater one (RFC 9111, section 1.2.2).
const OLDEST: u32 = 1 << 31;

/// Fields that tell how the kept body is packed, which a confirmation does not change
/// (RFC 9111, section 3.2), and those of one connection.
const OF_BODY: &[HeaderName] = &[
    CONNECTION,
    CONTENT_ENCODING,
    CONTENT_LENGTH,
    CONTENT_RANGE,
    CONTENT_TYPE,
    TRANSFER_ENCODING,
];

/// What may be done with an entry.
#[derive(Debug)]
pub(super) enum Decision {
    /// It is no answer to the request.
    Miss,
    /// It may be used.
    Fresh,
    /// It must be confirmed.
    Stale { validators: HeaderMap, may_stand_in: bool },
}

/// What may be done with an entry for a request with these header fields.
pub(super) fn decide(entry: &Entry, asked: &HeaderMap, now: Timestamp) -> Decision {
    let (Some(had), Some(policy)) = (entry.asked(), policy(entry)) else {
        return Decision::Miss;
    };
    // What was had in the future tells that a clock is wrong, and so nothing of its age.
    let limit = if had > now {
        HeaderValue::from_static("no-cache")
    } else {
        seconds("max-age", UNASKED)
    };
    let now = instant(now);
    let mut request = match policy.before_request(&request(asked, Some(limit)), now) {
        BeforeRequest::Fresh(_) => return Decision::Fresh,
        BeforeRequest::Stale { matches: false, .. } => return Decision::Miss,
        BeforeRequest::Stale { request, .. } => request.headers,
    };
    let validators = [IF_NONE_MATCH, IF_MODIFIED_SINCE]
        .into_iter()
        .filter_map(|name| request.remove(&name).map(|value| (name, value)));
    let validators = validators.collect();
    Decision::Stale { validators, may_stand_in: may_stand_in(entry, &policy, asked, now) }
}

/// Whether an entry may be used, marked as stale, where its server can't be asked.
fn may_stand_in(
    entry: &Entry,
    policy: &CachePolicy,
    asked: &HeaderMap,
    now: SystemTime,
) -> bool {
    let fields = checked(entry.fields());
    let directives = fields.get_all(CACHE_CONTROL).iter();
    let directives = directives.filter_map(|value| value.to_str().ok());
    let mut longest = STAND_IN;
    for directive in directives.flat_map(|value| value.split(',')).map(str::trim) {
        if directive == "no-cache" {
            return false;
        }
        if let Some(time) = directive.strip_prefix("stale-if-error=") {
            let time = time.trim_matches('"').parse::<u32>().unwrap_or(0);
            longest = longest.max(Duration::from_secs(time.into()));
        }
    }
    let asked = request(asked, Some(seconds("max-stale", longest)));
    matches!(policy.before_request(&asked, now), BeforeRequest::Fresh(_))
}

/// Whether an answer may be kept.
pub(super) fn may_keep(entry: &Entry) -> bool {
    let varies = entry.fields();
    let mut varies = varies.get_all(VARY).iter().filter_map(|value| value.to_str().ok());
    KEPT.contains(&entry.status)
        && entry.is_get()
        && !varies.any(|names| names.contains('*'))
        && policy(entry).is_some_and(|policy| policy.is_storable())
}

/// Whether an answer that is not kept tells that the kept one no longer holds.
pub(super) fn supersedes(status: u16) -> bool {
    matches!(status, 200..=303 | 305..=399 | 404 | 410)
}

/// The entry as it is since an answer confirmed it, if that answer does.
pub(super) fn renew(entry: Entry, confirmed: &Exchange) -> Option<Entry> {
    let policy = policy(&entry)?;
    let mut fields = entry.fields();
    let said = head::fields(&confirmed.head);
    let mut shown = said.clone();
    if !said.contains_key(ETAG) && !said.contains_key(LAST_MODIFIED) {
        // A server that names nothing confirms what it was asked about: many leave both
        // out, and we ask with the validators of one answer only.
        for name in [ETAG, LAST_MODIFIED] {
            if let Some(value) = fields.get(&name) {
                shown.insert(name, value.clone());
            }
        }
    }
    let asked = request(&head::fields(&confirmed.request), None);
    let answer = response(confirmed.status, checked(shown))?;
    let began = confirmed.began;
    match policy.after_response(&asked, &answer, instant(began)) {
        AfterResponse::Modified(..) => return None,
        AfterResponse::NotModified(..) => {}
    }
    fields.remove(AGE);
    for name in said.keys().filter(|name| !OF_BODY.contains(name)) {
        fields.remove(name);
        for value in said.get_all(name) {
            fields.try_append(name, value.clone()).ok()?;
        }
    }
    Some(entry.renewed(began, &fields))
}

fn policy(entry: &Entry) -> Option<CachePolicy> {
    let options = CacheOptions { shared: false, ..CacheOptions::default() };
    let asked = request(&entry.request(), None);
    let answer = response(entry.status, checked(entry.fields()))?;
    Some(CachePolicy::new_options(&asked, &answer, instant(entry.asked()?), options))
}

/// A request with these fields. That its address is the entry's was seen before; fields
/// that follow from the address, or were put in for the cache, are no part of it.
fn request(fields: &HeaderMap, directive: Option<HeaderValue>) -> Request<()> {
    let mut request = Request::new(());
    *request.headers_mut() = fields.clone();
    for name in [HOST, IF_NONE_MATCH, IF_MODIFIED_SINCE] {
        request.headers_mut().remove(name);
    }
    if let Some(directive) = directive {
        request.headers_mut().append(CACHE_CONTROL, directive);
    }
    request
}

fn response(status: u16, fields: HeaderMap) -> Option<Response<()>> {
    let mut response = Response::new(());
    *response.status_mut() = StatusCode::from_u16(status).ok()?;
    *response.headers_mut() = fields;
    Some(response)
}

/// Fields as they can be judged.
fn checked(mut fields: HeaderMap) -> HeaderMap {
    let directives: Vec<HeaderValue> =
        fields.get_all(CACHE_CONTROL).iter().cloned().collect();
    fields.remove(CACHE_CONTROL);
    for value in directives {
        let lower = value.as_bytes().to_ascii_lowercase();
        if let Ok(lower) = HeaderValue::from_bytes(&lower) {
            fields.append(CACHE_CONTROL, lower);
        }
    }
    if let Some(age) = fields.remove(AGE) {
        let digits = age.to_str().unwrap_or_default();
        if !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit()) {
            let age = digits.parse().unwrap_or(OLDEST).min(OLDEST);
            fields.insert(AGE, HeaderValue::from(age));
        }
    }
    fields
}

/// A directive with a time.
fn seconds(name: &str, time: Duration) -> HeaderValue {
    // Letters, digits and marks can always be sent.
    HeaderValue::from_str(&format!("{name}={}", time.as_secs()))
        .unwrap_or(HeaderValue::from_static("no-cache"))
}

/// A moment as the policy takes it; one before 1970 is taken for 1970.
fn instant(moment: Timestamp) -> SystemTime {
    let seconds = u64::try_from(moment.as_second()).unwrap_or(0);
    SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BEGAN: i64 = 1_769_076_000; // 2026-01-22T10:00:00Z

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(BEGAN + seconds).unwrap()
    }

    fn exchange(status: u16, fields: &str) -> Exchange {
        let request = b"GET /a HTTP/1.1\r\nHost: a.example\r\nAccept: text/html\r\n\r\n";
        Exchange {
            url: "https://a.example/a".to_owned(),
            began: at(0),
            ip: None,
            request: request.to_vec(),
            status,
            head: format!("HTTP/1.1 {status} X\r\n{fields}\r\n").into_bytes(),
            body: Vec::new(),
            is_cut: false,
        }
    }

    fn shown(decision: &Decision) -> String {
        match decision {
            Decision::Miss => "miss".to_owned(),
            Decision::Fresh => "fresh".to_owned(),
            Decision::Stale { validators, may_stand_in } => {
                let names: Vec<&str> =
                    validators.keys().map(HeaderName::as_str).collect();
                let stand_in = if *may_stand_in { "+" } else { "-" };
                format!("stale {stand_in} {}", names.join(" ")).trim_end().to_owned()
            }
        }
    }

    /// What is decided on an answer with these fields, so many seconds after it was had.
    #[track_caller]
    fn check(fields: &str, after: i64, expected: &str) {
        let entry = Entry::of(&exchange(200, fields));
        let asked =
            HeaderMap::from_iter([(http::header::ACCEPT, "text/html".parse().unwrap())]);
        let decision = decide(&entry, &asked, at(after));
        assert_eq!(shown(&decision), expected, "{fields:?} after {after} s");
    }

    #[test]
    fn an_answer_is_fresh_as_long_as_its_server_says() {
        check("Cache-Control: max-age=60\r\n", 59, "fresh");
        check("Cache-Control: max-age=60\r\n", 60, "stale +");
        check("cache-control: PUBLIC, Max-Age=60\r\n", 59, "fresh");
        check("Cache-Control: max-age=60\r\nAge: 50\r\n", 11, "stale +");
        let dates = "Date: Thu, 22 Jan 2026 10:00:00 GMT\r\n\
                     Expires: Thu, 22 Jan 2026 11:00:00 GMT\r\n";
        check(dates, 3599, "fresh");
        check(dates, 3600, "stale +");
        check("Expires: 0\r\n", 0, "stale +");
        check("", 0, "stale +");
    }

    #[test]
    fn no_answer_is_used_for_more_than_a_day_without_asking() {
        let year = "Cache-Control: max-age=31536000, immutable\r\n";
        check(year, 86_400, "fresh");
        check(year, 86_401, "stale +");
        // A tenth of the time since it was last changed, if the server says no time.
        let old = "Last-Modified: Thu, 22 Jan 2015 10:00:00 GMT\r\n";
        check(old, 86_400, "fresh");
        check(old, 86_401, "stale + if-modified-since");
    }

    #[test]
    fn what_confirms_an_answer_is_asked_with() {
        check("ETag: \"a\"\r\n", 0, "stale + if-none-match");
        let both = "ETag: W/\"a\"\r\nLast-Modified: Thu, 22 Jan 2026 09:59:59 GMT\r\n";
        check(both, 9, "stale + if-none-match if-modified-since");
    }

    #[test]
    fn a_server_may_forbid_that_an_answer_stands_in() {
        check("Cache-Control: no-cache\r\nETag: \"a\"\r\n", 0, "stale - if-none-match");
        check("Cache-Control: max-age=9, must-revalidate\r\n", 10, "stale -");
    }

    #[test]
    fn an_answer_stands_in_for_thirty_days_or_as_long_as_its_server_says() {
        let month = 30 * 86_400;
        check("Cache-Control: max-age=60\r\n", 59 + month, "stale +");
        check("Cache-Control: max-age=60\r\n", 61 + month, "stale -");
        let long = "Cache-Control: max-age=60, stale-if-error=5184000\r\n";
        check(long, 59 + 2 * month, "stale +");
        check(long, 61 + 2 * month, "stale -");
    }

    #[test]
    fn an_answer_from_the_future_is_asked_for() {
        check(
            "Cache-Control: max-age=60\r\nETag: \"a\"\r\n",
            -5,
            "stale + if-none-match",
        );
    }

    #[test]
    fn an_answer_to_another_request_is_none() {
        check("Cache-Control: max-age=60\r\nVary: Accept-Language\r\n", 0, "fresh");
        check("Cache-Control: max-age=60\r\nVary: accept\r\n", 0, "fresh");
        let entry =
            Entry::of(&exchange(200, "Cache-Control: max-age=60\r\nVary: Accept\r\n"));
        let other =
            HeaderMap::from_iter([(http::header::ACCEPT, "text/xml".parse().unwrap())]);
        assert_eq!(shown(&decide(&entry, &other, at(0))), "miss");
    }

    #[test]
    fn figures_out_of_all_bounds_do_no_harm() {
        check("Cache-Control: max-age=60\r\nAge: 18446744073709551615\r\n", 9, "stale -");
        check("Cache-Control: max-age=99999999999999999999\r\n", 9, "stale +");
        check("Cache-Control: max-age=18446744073709551615\r\nAge: x\r\n", 9, "fresh");
        check("Cache-Control: max-age=1, max-age=2\r\n", 1, "stale -");
        check(
            "Cache-Control: max-age=60\r\nDate: Fri, 31 Dec 9999 23:59:59 GMT\r\n",
            0,
            "fresh",
        );
        let entry = Entry::of(&exchange(200, "Cache-Control: max-age=60\r\n"));
        for now in [Timestamp::MIN, Timestamp::MAX] {
            assert!(shown(&decide(&entry, &HeaderMap::new(), now)).starts_with("stale"));
        }
    }

    #[test]
    fn pages_and_lasting_redirects_are_kept_if_their_server_lets_them() {
        let kept = |status, fields| may_keep(&Entry::of(&exchange(status, fields)));
        for status in [200, 203, 301, 308] {
            assert!(kept(status, ""), "{status}");
            assert!(!kept(status, "Cache-Control: No-Store\r\n"), "{status}");
            assert!(!kept(status, "Vary: Accept, *\r\n"), "{status}");
        }
        assert!(kept(200, "Cache-Control: private, max-age=5\r\n"));
        for status in [204, 206, 302, 304, 307, 404, 410, 429, 500, 503] {
            assert!(!kept(status, "Cache-Control: max-age=60\r\n"), "{status}");
        }
        let posted = Exchange {
            request: b"POST /a HTTP/1.1\r\n\r\n".to_vec(),
            ..exchange(200, "")
        };
        assert!(!may_keep(&Entry::of(&posted)));
    }

    /// What is decided a second after an answer with `fields` was confirmed by one with
    /// `said`, long after the first was had.
    #[track_caller]
    fn check_renewed(fields: &str, said: &str, expected: &str) {
        let entry = Entry::of(&exchange(200, fields));
        let confirmed = Exchange { began: at(5000), ..exchange(304, said) };
        let found = renew(entry, &confirmed).map_or_else(
            || "of another".to_owned(),
            |entry| shown(&decide(&entry, &HeaderMap::new(), at(5001))),
        );
        assert_eq!(found, expected, "{fields:?} {said:?}");
    }

    #[test]
    fn a_confirmed_answer_is_as_fresh_as_a_new_one() {
        let tagged = "ETag: \"a\"\r\nCache-Control: max-age=60\r\nAge: 3\r\n";
        check_renewed(tagged, "ETag: \"a\"\r\n", "fresh");
        check_renewed(tagged, "ETag: W/\"a\"\r\n", "fresh");
        check_renewed(tagged, "", "fresh");
        check_renewed(tagged, "Age: 60\r\n", "stale + if-none-match");
        check_renewed(tagged, "Cache-Control: no-cache\r\n", "stale - if-none-match");
        check_renewed("ETag: \"a\"\r\n", "Cache-Control: max-age=9\r\n", "fresh");
        check_renewed("Last-Modified: Thu, 22 Jan 2026 09:59:59 GMT\r\n", "", "fresh");
        check_renewed("", "Cache-Control: max-age=9\r\n", "fresh");
    }

    #[test]
    fn a_confirmation_of_another_answer_is_none() {
        let tagged = "ETag: \"a\"\r\nCache-Control: max-age=60\r\n";
        check_renewed(tagged, "ETag: \"b\"\r\n", "of another");
        let dated = "Last-Modified: Thu, 22 Jan 2026 09:59:59 GMT\r\n";
        check_renewed(
            dated,
            "Last-Modified: Thu, 22 Jan 2026 09:59:58 GMT\r\n",
            "of another",
        );
    }

    #[test]
    fn a_confirmation_does_not_change_how_the_body_is_packed() {
        let entry = Entry::of(&exchange(
            200,
            "ETag: \"a\"\r\nContent-Encoding: gzip\r\nX: 1\r\n",
        ));
        let confirmed = exchange(304, "Content-Encoding: br\r\nX: 2\r\nX: 3\r\n");
        let fields = renew(entry, &confirmed).unwrap().fields();
        assert_eq!(fields[CONTENT_ENCODING], "gzip");
        assert_eq!(fields.get_all("x").iter().collect::<Vec<_>>(), ["2", "3"]);
    }
}

#[cfg(test)]
mod properties {
    use super::*;
    use proptest::prelude::*;

    fn any_head() -> impl Strategy<Value = Vec<u8>> {
        let names = "(Age|Date|Expires|ETag|Vary|Cache-Control|Last-Modified|Pragma|Connection|Warning)";
        let line = (names, any::<Vec<u8>>())
            .prop_map(|(name, value)| [name.as_bytes(), b": ", &value, b"\r\n"].concat());
        prop::collection::vec(line, 0..8)
            .prop_map(|lines| [b"x\r\n".to_vec(), lines.concat()].concat())
    }

    proptest! {
        #[test]
        fn any_heads_and_times_are_judged(
            request in any_head(), head in any_head(), said in any_head(),
            began in any::<i32>(), now in any::<i32>(),
        ) {
            let began = Timestamp::from_second(began.into()).unwrap();
            let now = Timestamp::from_second(now.into()).unwrap();
            let exchange = Exchange {
                url: String::new(), began, ip: None, request, status: 200, head,
                body: Vec::new(), is_cut: false,
            };
            let entry = Entry::of(&exchange);
            let _ = may_keep(&entry);
            let _ = decide(&entry, &entry.request(), now);
            if let Some(entry) = renew(entry, &Exchange { status: 304, head: said, ..exchange }) {
                let _ = decide(&entry, &entry.request(), now);
            }
        }
    }
}
