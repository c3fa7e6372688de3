//! Servers that take their time.

use std::io::Write;
use std::net::TcpStream;
use std::thread;
use std::time::Duration;

use veracite::fetch::FetchProblem;
use veracite::fetch::live::Options;

use super::client::{check, check_site, is_late, local, within};
use super::server::{Site, drip, flood, keep_silent, raw, send};

#[test]
fn a_server_that_takes_its_time_is_left_at_the_deadline() {
    check(within(200), |_, stream| keep_silent(stream), is_late);
    let slow_head = |_: &str, stream: &mut TcpStream| {
        raw(stream, b"HTTP/1.1 200 OK\r\nX: ");
        while stream.write_all(b"a").is_ok() {
            thread::sleep(Duration::from_millis(20));
        }
    };
    check(within(200), slow_head, is_late);
    let slow_body = |_: &str, stream: &mut TcpStream| {
        raw(stream, b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
        while stream.write_all(b"a").is_ok() {
            thread::sleep(Duration::from_millis(20));
        }
    };
    check(within(200), slow_body, is_late);
}

#[test]
fn a_server_that_is_always_about_to_answer_is_left_at_the_deadline() {
    let provisional = |_: &str, stream: &mut TcpStream| {
        let some = b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n".repeat(100);
        while stream.write_all(&some).is_ok() {
            thread::sleep(Duration::from_millis(1));
        }
    };
    check(within(200), provisional, is_late);
}

#[test]
fn a_head_that_comes_byte_by_byte_has_a_time_of_its_own() {
    let head = Duration::from_millis(300);
    let site = Site::new(|_, stream| {
        raw(stream, b"HTTP/1.1 200 OK\r\nX: ");
        drip(stream, b"a", Duration::from_millis(20));
    });
    check_site(head, Options { timeout_head: head, ..local() }, &site, is_late);
    assert_eq!(site.asked().len(), 1);
}

#[test]
fn a_body_has_a_least_speed() {
    let span = Duration::from_millis(400);
    let options = || Options { slowest: 10_000, slow_after: span, ..local() };
    let site = Site::new(|_, stream| {
        raw(stream, b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
        drip(stream, b"a", Duration::from_millis(20));
    });
    let fetched = check_site(span, options(), &site, is_late);
    let last = fetched.exchanges.last().unwrap();
    assert!(last.is_cut && last.body.starts_with(b"aa"), "{last:?}");

    // Ten spans' worth, in four of them, is fast enough, though it comes in pieces.
    let site = Site::new(|_, stream| {
        raw(stream, b"HTTP/1.1 200 OK\r\nContent-Length: 40000\r\n\r\n");
        for _ in 0..10 {
            raw(stream, &[b'a'; 4000]);
            thread::sleep(Duration::from_millis(80));
        }
    });
    check_site(span * 4, options(), &site, Result::is_ok);
}

#[test]
fn a_body_that_stops_is_left_at_the_deadline() {
    let stopped = |_: &str, stream: &mut TcpStream| {
        raw(stream, b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n<p>One");
        keep_silent(stream);
    };
    check(within(300), stopped, is_late);
}

#[test]
fn an_endless_page_that_is_none_is_left_soon() {
    let sorry = |_: &str, stream: &mut TcpStream| {
        raw(stream, b"HTTP/1.1 404 Not Found\r\n\r\n");
        flood(stream, &[b'a'; 4096]);
    };
    let is_missing = |body: &_| *body == Err(FetchProblem::Missing(404));
    check(within(3000), sorry, is_missing);
    let sorry = |_: &str, stream: &mut TcpStream| {
        raw(stream, b"HTTP/1.1 404 Not Found\r\nContent-Length: 9\r\n\r\n");
        keep_silent(stream);
    };
    check(within(3000), sorry, is_missing);
}

#[test]
fn a_robots_txt_that_never_comes_costs_its_page_alone() {
    let site = Site::bare(|_, stream| keep_silent(stream));
    check_site(Duration::from_millis(300), within(300), &site, is_late);
    assert_eq!((site.robots_asked(), site.asked().len()), (1, 0));
    // It has a time of its own, and the page then has all of its.
    let site = Site::bare(|path, stream| {
        thread::sleep(Duration::from_millis(400));
        let status = if path == "/robots.txt" { "404 Not Found" } else { "200 OK" };
        send(stream, status, &[], b"a page");
    });
    check_site(Duration::from_millis(1400), within(700), &site, Result::is_ok);
}
