//! Pages that are read, and those that are none.

use std::net::TcpStream;

use veracite::fetch::live::Options;
use veracite::fetch::{Body, FetchProblem, Request, Via};

use super::client::{ask_for, check, fetch_one, is_large, local};
use super::server::{Site, gzip, raw, send};
use super::size::gzip_bomb;

#[test]
fn a_page_comes_with_its_bytes_type_and_charset_label() {
    let kind = "Content-Type: text/html; charset=\"ISO-8859-1\"";
    let site = Site::new(move |_, stream| send(stream, "200 OK", &[kind], b"caf\xe9"));
    let fetched = fetch_one(local(), &site.url("/2026/wall?a=b#top"));
    let body = Body {
        bytes: b"caf\xe9".to_vec(),
        media_type: Some("text/html".to_owned()),
        charset: Some("ISO-8859-1".to_owned()),
    };
    assert_eq!((fetched.url, fetched.body), (site.url("/2026/wall?a=b"), Ok(body)));
    assert_eq!((fetched.requests, fetched.via), (2, Via::Network));
    assert_eq!(site.asked(), ["/2026/wall?a=b"]);
}

#[test]
fn a_request_says_who_asks_and_carries_nothing_else_about_them() {
    let site = Site::new(|path, stream| match path {
        "/" => send(stream, "302 Found", &["Location: /b", "Set-Cookie: a=b"], b""),
        _ => send(stream, "200 OK", &[], b"a page"),
    });
    let contact = Some("https://desk.example/bot".to_owned());
    assert!(fetch_one(Options { contact, ..local() }, &site.url("/")).body.is_ok());
    for head in site.heads.lock().unwrap().iter() {
        let head = head.to_lowercase();
        let agent = concat!("veracite/", env!("CARGO_PKG_VERSION"));
        let shown = format!("user-agent: {agent} (+https://desk.example/bot)\r\n");
        assert!(head.contains(&shown), "{head}");
        assert!(!head.contains("cookie:") && !head.contains("referer:"), "{head}");
    }
}

#[test]
fn a_status_that_brings_no_page_is_told() {
    for (status, expected) in [
        ("404 Not Found", FetchProblem::Missing(404)),
        ("410 Gone", FetchProblem::Missing(410)),
        ("202 Accepted", FetchProblem::Status(202)),
        ("206 Partial Content", FetchProblem::Status(206)),
        ("302 Found", FetchProblem::Status(302)),
        ("304 Not Modified", FetchProblem::Status(304)),
        ("403 Forbidden", FetchProblem::Status(403)),
        ("429 Too Many Requests", FetchProblem::Status(429)),
        ("503 Service Unavailable", FetchProblem::Status(503)),
    ] {
        let site = Site::new(move |_, stream| send(stream, status, &[], b"sorry"));
        assert_eq!(fetch_one(local(), &site.url("/")).body, Err(expected));
        let tries = if matches!(&status[..3], "429" | "503") { 3 } else { 1 };
        assert_eq!(site.asked().len(), tries, "{status}");
    }
}

#[test]
fn a_packed_page_is_unpacked() {
    let page = b"a page ".repeat(10_000);
    let packed = gzip(&page);
    let answer = move |_: &str, stream: &mut TcpStream| {
        send(stream, "200 OK", &["Content-Encoding: gzip"], &packed);
    };
    check(local(), answer, |body| body.as_ref().is_ok_and(|body| body.bytes == page));
}

#[test]
fn a_page_packed_twice_is_unpacked_twice() {
    let packed = gzip(&gzip(b"a page"));
    let answer = move |_: &str, stream: &mut TcpStream| {
        let field = "Content-Encoding: gzip";
        send(stream, "200 OK", &[field, field], &packed);
    };
    check(local(), answer, |body| {
        body.as_ref().is_ok_and(|body| body.bytes == b"a page")
    });
}

#[test]
fn what_cannot_be_read_as_a_page_is_told_by_its_kind() {
    for (field, body, expected) in [
        ("Content-Type: image/png", b"".as_slice(), "image/png"),
        ("Content-Type: application/json; charset=utf-8", b"{}", "application/json"),
        ("Content-Type: text/html", b"\x89PNG\r\n", "a PNG picture"),
        ("X: no type", b"PK\x03\x04", "a ZIP archive"),
        (
            "Content-Encoding: gzip, gzip, gzip",
            b"",
            "a page packed as \"gzip, gzip, gzip\"",
        ),
        ("Content-Encoding: compress", b"", "a page packed as \"compress\""),
    ] {
        let answer =
            |_: &str, stream: &mut TcpStream| send(stream, "200 OK", &[field], body);
        let expected = Err(FetchProblem::Unreadable(expected.to_owned()));
        check(local(), answer, |body| *body == expected);
    }
}

#[test]
fn pages_of_every_readable_kind_are_read() {
    for kind in [
        "Content-Type: text/html; charset=utf-8",
        "Content-Type: TEXT/HTML",
        "Content-Type: application/xhtml+xml",
        "Content-Type: application/pdf",
        "Content-Type: text/plain",
        "Content-Type:",
        "X: no type",
        "Content-Encoding: identity",
    ] {
        check(
            local(),
            |_, stream| send(stream, "200 OK", &[kind], b"a page"),
            Result::is_ok,
        );
    }
    check(
        local(),
        |_, stream| send(stream, "203 From Afar", &[], b"a page"),
        Result::is_ok,
    );
}

#[test]
fn a_label_of_a_charset_is_given_as_it_came_right_or_wrong() {
    for (kind, expected) in [
        ("Content-Type: text/html; charset=utf-16", Some("utf-16")),
        ("Content-Type: text/html; charset=klingon", Some("klingon")),
        ("Content-Type: text/html; charset=", None),
        ("Content-Type: text/html; charset=\"\u{e9}", Some("\u{e9}")),
    ] {
        let answer = |_: &str, stream: &mut TcpStream| {
            send(stream, "200 OK", &[kind], "caf\u{e9}".as_bytes());
        };
        check(local(), answer, |body| {
            body.as_ref().is_ok_and(|body| {
                body.charset.as_deref() == expected
                    && body.bytes == "caf\u{e9}".as_bytes()
            })
        });
    }
}

#[test]
fn what_may_be_a_list_may_be_no_page() {
    let site = Site::new(|path, stream| match path {
        "/map.xml" => {
            send(stream, "200 OK", &["Content-Type: application/xml"], b"<urlset/>");
        }
        "/map.xml.gz" => {
            let kind = "Content-Type: application/octet-stream";
            send(stream, "200 OK", &[kind], &gzip(b"<urlset/>"));
        }
        "/long" => send(stream, "200 OK", &[], &[b' '; 2000]),
        _ => send(stream, "200 OK", &["Content-Type: image/png"], b""),
    });
    let options = || Options { largest: 1000, largest_listing: 3000, ..local() };
    let ask = |make: fn(String) -> Request| {
        let asked = ["/map.xml", "/map.xml.gz", "/long", "/picture"]
            .map(|path| make(site.url(path)));
        ask_for(options(), &asked).into_iter().map(|one| one.body.map(|body| body.bytes))
    };
    let unreadable = |kind: &str| Err(FetchProblem::Unreadable(kind.to_owned()));
    let pages = [
        unreadable("application/xml"),
        unreadable("application/octet-stream"),
        Err(FetchProblem::TooLarge(1000)),
        unreadable("image/png"),
    ];
    assert_eq!(ask(Request::page).collect::<Vec<_>>(), pages);
    let lists = [
        Ok(b"<urlset/>".to_vec()),
        Ok(b"<urlset/>".to_vec()),
        Ok(vec![b' '; 2000]),
        unreadable("image/png"),
    ];
    assert_eq!(ask(Request::listing).collect::<Vec<_>>(), lists);
}

#[test]
fn a_list_that_is_a_bomb_is_too_large() {
    let site = Site::new(|path, stream| match path {
        "/file" => {
            let kind = "Content-Type: application/gzip";
            send(stream, "200 OK", &[kind], &gzip_bomb(1024));
        }
        _ => raw(stream, b"HTTP/1.1 200 OK\r\nContent-Length: 17000000\r\n\r\n"),
    });
    let asked = ["/file", "/long"].map(|path| Request::listing(site.url(path)));
    for fetched in ask_for(local(), &asked) {
        assert!(is_large(&fetched.body), "{:?}", fetched.body);
    }
}
