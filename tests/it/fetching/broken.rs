//! Answers that break off, and those that are no sound HTTP.

use std::net::{TcpListener, TcpStream};
use std::time::Duration;

use veracite::fetch::FetchProblem;

use super::client::{
    check, check_site, fetch, fetch_one, is_broken, is_malformed, local,
};
use super::server::{Site, flood, gzip, raw, reset, send};

#[test]
fn a_page_that_breaks_off_is_not_read_in_part() {
    let page = b"one sentence of many. ".repeat(1000);
    let packed = gzip(&page);
    let half = packed[..packed.len() / 2].to_vec();
    for answer in [
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\none sentence".to_vec(),
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab".to_vec(),
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n".to_vec(),
        [b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n".as_slice(), &half].concat(),
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nplain".to_vec(),
    ] {
        check(local(), move |_, stream| raw(stream, &answer), is_broken);
    }
}

#[test]
fn what_is_no_sound_answer_is_no_page() {
    let many = format!("HTTP/1.1 200 OK\r\n{}\r\na page", "X: y\r\n".repeat(200));
    check(local(), |_, stream| raw(stream, b""), is_broken);
    for answer in [
        "a page",
        "<!doctype html><p>a page\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 6\r\nContent-Length: 4\r\n\r\na page",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\na page",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nab\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 6\r\n\r\n0\r\n\r\n",
        many.as_str(),
    ] {
        let answer = answer.to_owned();
        check(local(), move |_, stream| raw(stream, answer.as_bytes()), is_malformed);
    }
    let endless = |_: &str, stream: &mut TcpStream| {
        raw(stream, b"HTTP/1.1 200 OK\r\nX: ");
        flood(stream, &[b'a'; 4096]);
    };
    check(local(), endless, is_malformed);
}

#[test]
fn a_port_where_nobody_listens_is_a_failed_connection() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    drop(listener);
    let fetched = fetch_one(local(), &url);
    assert_eq!(fetched.url, url);
    let Err(FetchProblem::Broken(why)) = fetched.body else { panic!("{fetched:?}") };
    assert!(why.starts_with("127.0.0.1: "), "{why}");
}

#[test]
fn a_connection_that_is_reset_breaks_the_page_off() {
    let half: &[&[u8]] = &[
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\none sentence",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6\r\na page\r\n",
        // Without a reset, this one would be whole.
        b"HTTP/1.1 200 OK\r\n\r\na page",
    ];
    for &answer in half {
        let site = Site::new(move |_, stream| {
            raw(stream, answer);
            reset(stream);
        });
        let fetched = check_site(Duration::from_secs(1), local(), &site, is_broken);
        assert_eq!(site.asked().len(), 1);
        assert!(fetched.exchanges.last().unwrap().is_cut, "{fetched:?}");
    }
    let site = Site::new(|_, stream| reset(stream));
    check_site(Duration::from_secs(1), local(), &site, is_broken);
    assert_eq!(site.asked().len(), 3);
}

#[test]
fn a_length_that_is_too_short_ends_the_page_and_begins_no_other() {
    let site = Site::new(|path, stream| match path {
        "/" => raw(
            stream,
            b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\na page\
              HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged",
        ),
        _ => send(stream, "200 OK", &[], b"another"),
    });
    let fetched = fetch(local(), &["/", "/2"].map(|path| site.url(path)));
    let bytes = fetched.iter().map(|one| one.body.as_ref().unwrap().bytes.as_slice());
    assert_eq!(bytes.collect::<Vec<_>>(), [b"a pa".as_slice(), b"another"]);
}

#[test]
fn a_head_of_ten_megabytes_is_not_taken() {
    let line = |_: &str, stream: &mut TcpStream| {
        raw(stream, b"HTTP/1.1 200 OK\r\nX: ");
        raw(stream, &vec![b'a'; 10 << 20]);
        raw(stream, b"\r\n\r\na page");
    };
    check(local(), line, is_malformed);
    let lines = |_: &str, stream: &mut TcpStream| {
        raw(stream, b"HTTP/1.1 200 OK\r\n");
        raw(stream, &b"Set-Cookie: a=b\r\n".repeat(600_000));
        raw(stream, b"\r\na page");
    };
    check(local(), lines, is_malformed);
}

#[test]
fn what_was_spoken_before_http_had_heads_is_no_page() {
    for answer in [
        b"<html><body><p>a page</body></html>".as_slice(),
        b"\0\xff\xfe\x01 rubbish\r\n\r\n",
        b"HTTP/0.9 200 OK\r\n\r\na page",
        b"HTTP/9.9 200 OK\r\n\r\na page",
        b"ICY 200 OK\r\n\r\na page",
        b"220 mail.example ESMTP\r\n",
        b"HTTP/1.1 20 OK\r\n\r\na page",
        b"HTTP/1.1 200 OK\r\nNo colon\r\n\r\na page",
    ] {
        let answer = answer.to_vec();
        check(local(), move |_, stream| raw(stream, &answer), is_malformed);
    }
}
