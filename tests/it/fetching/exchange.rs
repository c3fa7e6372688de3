//! What is told of what went over the wire.

use std::time::Duration;

use veracite::fetch::{Fetched, Request};

use super::client::{ask_for, fetch_one, local, within};
use super::server::{Site, drip, gzip, keep_silent, raw, reset, send};

/// The path, the status, the body and whether it is cut, of each exchange.
fn told(fetched: &Fetched) -> Vec<(String, u16, String, bool)> {
    let each = fetched.exchanges.iter().map(|one| {
        let path = one.url.splitn(4, '/').nth(3).unwrap();
        let body = String::from_utf8_lossy(&one.body).into_owned();
        (format!("/{path}"), one.status, body, one.is_cut)
    });
    each.collect()
}

#[track_caller]
fn check(fetched: &Fetched, expected: &[(&str, u16, &str, bool)]) {
    let told = told(fetched);
    let told =
        told.iter().map(|(path, status, body, cut)| (&**path, *status, &**body, *cut));
    assert_eq!(told.collect::<Vec<_>>(), expected);
    for one in &fetched.exchanges {
        assert!(one.request.starts_with(b"GET /"), "{one:?}");
        assert!(one.request.ends_with(b"\r\n\r\n"), "{one:?}");
        assert!(one.head.starts_with(b"HTTP/1.1 "), "{one:?}");
        assert!(one.head.ends_with(b"\r\n\r\n"), "{one:?}");
        assert_eq!(one.ip, Some([127, 0, 0, 1].into()));
    }
}

#[test]
fn robots_redirects_and_tries_are_told_in_order() {
    let tries = std::sync::atomic::AtomicUsize::new(0);
    let site = Site::bare(move |path, stream| match path {
        "/robots.txt" => send(stream, "200 OK", &[], b"User-agent: *\n"),
        "/a" => send(stream, "301 Moved", &["Location: /b?c", "ETag: \"x\""], b"there"),
        _ if tries.fetch_add(1, std::sync::atomic::Ordering::SeqCst) == 0 => {
            send(stream, "503 Busy", &[], b"busy");
        }
        _ => send(stream, "200 OK", &["X-Kind: story"], b"a page"),
    });
    let fetched = fetch_one(local(), &site.url("/a"));
    assert!(fetched.body.is_ok() && fetched.requests == 4, "{fetched:?}");
    check(
        &fetched,
        &[
            ("/robots.txt", 200, "User-agent: *\n", false),
            ("/a", 301, "there", false),
            ("/b?c", 503, "busy", false),
            ("/b?c", 200, "a page", false),
        ],
    );
    assert_eq!(fetched.exchanges[1].field("etag").as_deref(), Some("\"x\""));
    assert_eq!(fetched.retrieved, Some(fetched.exchanges[3].began));
}

#[test]
fn a_body_is_told_as_it_was_packed_and_not_as_it_was_cut_up() {
    let packed = gzip(b"a page");
    let answer = packed.clone();
    let site = Site::new(move |_, stream| {
        let head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\
                    Transfer-Encoding: chunked\r\n\r\n";
        raw(stream, format!("{head}{:x}\r\n", answer.len()).as_bytes());
        raw(stream, &answer);
        raw(stream, b"\r\n0\r\n\r\n");
    });
    let fetched = fetch_one(local(), &site.url("/"));
    let last = fetched.exchanges.last().unwrap();
    assert_eq!((&last.body, last.is_cut), (&packed, false));
    assert_eq!(last.field("content-encoding").as_deref(), Some("gzip"));
    assert_eq!(last.field("transfer-encoding"), None);
}

#[test]
fn an_answer_that_does_not_come_to_its_end_is_told_up_to_there() {
    let begun = b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf";
    let none = ("/robots.txt", 404, "", false);
    let broken = Site::new(|_, stream| raw(stream, begun));
    let reset = Site::new(|_, stream| {
        raw(stream, begun);
        reset(stream);
    });
    let stopped = Site::new(|_, stream| {
        raw(stream, begun);
        keep_silent(stream);
    });
    for site in [broken, reset, stopped] {
        let fetched = fetch_one(within(500), &site.url("/"));
        assert!(fetched.body.is_err(), "{fetched:?}");
        check(&fetched, &[none, ("/", 200, "half", true)]);
        assert_eq!((fetched.url, fetched.retrieved), (site.url("/"), None));
    }
}

#[test]
fn an_answer_whose_length_is_told_in_two_ways_is_told_without_its_body() {
    let site = Site::new(|_, stream| {
        raw(
            stream,
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 6\r\n\r\n\
              6\r\na page\r\n0\r\n\r\n",
        );
    });
    let fetched = fetch_one(local(), &site.url("/"));
    check(&fetched, &[("/robots.txt", 404, "", false), ("/", 200, "", true)]);
}

#[test]
fn a_robots_txt_that_breaks_off_is_told() {
    let site = Site::bare(|_, stream| {
        raw(stream, b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nUser-agent: *");
    });
    let fetched = fetch_one(local(), &site.url("/"));
    check(&fetched, &[("/robots.txt", 200, "User-agent: *", true)]);
}

#[test]
fn of_a_page_that_is_too_large_as_much_is_told_as_was_wanted() {
    let site = Site::new(|_, stream| send(stream, "200 OK", &[], b"not so large"));
    let options = || veracite::fetch::live::Options { largest: 5, ..local() };
    let fetched = fetch_one(options(), &site.url("/"));
    check(
        &fetched,
        &[("/robots.txt", 404, "", false), ("/", 200, "not so large", false)],
    );
    let site = Site::new(|_, stream| raw(stream, b"HTTP/1.1 200 OK\r\n\r\nnot so large"));
    let fetched = fetch_one(options(), &site.url("/"));
    check(&fetched, &[("/robots.txt", 404, "", false), ("/", 200, "not s", true)]);
}

#[test]
fn a_request_that_brought_no_head_is_counted_and_no_exchange() {
    let site = Site::new(|_, stream| {
        raw(stream, b"HTTP/1.1 200 OK\r\nX: ");
        drip(stream, b"a", Duration::from_millis(20));
    });
    let fetched = fetch_one(within(300), &site.url("/"));
    check(&fetched, &[("/robots.txt", 404, "", false)]);
    assert_eq!(fetched.requests, 2);
}

#[test]
fn what_is_asked_for_is_told_by_what_is_wanted() {
    let site = Site::page("");
    let asked = [Request::page(site.url("/1")), Request::listing(site.url("/2"))];
    let fetched = ask_for(local(), &asked);
    let accepts = fetched.iter().map(|one| {
        let last = one.exchanges.last().unwrap();
        String::from_utf8_lossy(&last.request).contains("application/rss+xml")
    });
    assert_eq!(accepts.collect::<Vec<_>>(), [false, true]);
}
