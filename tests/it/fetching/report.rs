//! Faults as the report tells them: several in one run, of which nothing else is lost.

use std::net::TcpListener;
use std::time::Duration;

use super::client::instant;
use super::desk::{Desk, HTML, STORY, check_verdicts, host, problem, story};
use super::server::{Site, drip, flood, keep_silent, raw, reset, send};
use super::size::{brotli, gzip_bomb};

/// A fault: its name, its server, and what the report says of it.
type Fault = (&'static str, Site, &'static str);

fn packed(how: &str, bytes: Vec<u8>) -> Site {
    let field = format!("Content-Encoding: {how}");
    Site::new(move |_, stream| send(stream, "200 OK", &[HTML, &field], &bytes))
}

fn to(location: &str) -> Site {
    let field = format!("Location: {location}");
    Site::new(move |_, stream| send(stream, "302 Found", &[&field], b""))
}

fn sent(bytes: &'static [u8]) -> Site {
    Site::new(move |_, stream| raw(stream, bytes))
}

/// Answers that are not what they should be.
fn unsound() -> Vec<Fault> {
    let headers = Site::new(|_, stream| {
        raw(stream, b"HTTP/1.1 200 OK\r\nX: ");
        raw(stream, &vec![b'a'; 10 << 20]);
    });
    let half =
        b"HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n<p>The harbour board sold";
    let chunk =
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n20\r\n<p>The harbour";
    let reset = Site::new(|_, stream| {
        raw(stream, half);
        reset(stream);
    });
    let endless = Site::new(|_, stream| {
        raw(stream, b"HTTP/1.1 200 OK\r\n\r\n");
        flood(stream, &[b'a'; 4096]);
    });
    vec![
        ("reset", reset, "broke off after"),
        ("short-length", sent(half), "broke off after"),
        ("short-chunk", sent(chunk), "broke off after"),
        ("endless", endless, "larger than 10485760 bytes"),
        ("gzip-bomb", packed("gzip", gzip_bomb(1024)), "larger than 10485760 bytes"),
        ("brotli-bomb", packed("br", brotli(64, 1 << 24)), "larger than 1048576 bytes"),
        ("plain-gzip", packed("gzip", STORY.into()), "packed as gzip broke off"),
        ("headers", headers, "no sound HTTP"),
        ("rubbish", sent(b"<p>The harbour board sold 42 moorings.\r\n"), "no sound HTTP"),
    ]
}

/// Servers that say no, wait, or elsewhere.
fn unwilling() -> Vec<Fault> {
    let circle = Site::new(|path, stream| {
        let next = if path == "/wall" { "Location: /b" } else { "Location: /wall" };
        send(stream, "302 Found", &[next], b"");
    });
    let slow = Site::new(|_, stream| {
        raw(stream, b"HTTP/1.1 200 OK\r\nX: ");
        drip(stream, b"a", Duration::from_millis(20));
    });
    let busy = Site::new(|_, stream| {
        let later = "Retry-After: Tue, 06 Nov 2094 08:49:37 GMT";
        send(stream, "429 Too Many Requests", &[later], b"");
    });
    let down = Site::new(|_, stream| send(stream, "503 X", &["Retry-After: 0"], b""));
    let silent = Site::bare(|_, stream| keep_silent(stream));
    let denied = Site::page("User-agent: *\nDisallow: /\n");
    let unsure = Site::bare(|path, stream| match path {
        "/robots.txt" => send(stream, "500 X", &[], b""),
        _ => story(stream),
    });
    vec![
        ("circle", circle, "redirects lead nowhere"),
        ("own-door", to("http://127.0.0.1/"), "127.0.0.1 is a loopback address"),
        ("metadata", to("http://169.254.169.254/"), "is a link-local address"),
        ("file", to("file:///etc/passwd"), "file is neither http nor https"),
        ("slow-head", slow, "no answer in time"),
        ("busy", busy, "the server answered 429"),
        ("down", down, "the server answered 503"),
        ("silent-robots", silent, "no answer in time"),
        ("denied", denied, "robots.txt asks not to fetch it"),
        ("unsure", unsure, "its robots.txt can't be read"),
        (
            "picture",
            Site::new(|_, stream| {
                send(stream, "200 OK", &["Content-Type: image/png"], b"");
            }),
            "image/png is nothing that can be read",
        ),
    ]
}

#[test]
fn each_fault_is_told_and_the_sound_page_is_read() {
    let mut desk = Desk::new();
    let faults: Vec<Fault> = unsound().into_iter().chain(unwilling()).collect();
    for (key, site, _) in &faults {
        desk.cite(key, Some(&site.url_at(&host(key), "/wall")), "");
    }
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    desk.cite("closed", Some(&format!("http://closed.localhost:{closed}/wall")), "");
    let clear = Site::new(|_, stream| story(stream));
    let secure = format!("https://clear.localhost:{}/wall", clear.port);
    desk.cite("clear", Some(&secure), "");
    let good = Site::new(|_, stream| story(stream));
    desk.cite("good", Some(&good.url_at("good.localhost", "/wall")), "");

    let began = instant();
    let report = desk.check(&["--timeout", "2", "--max-requests", "200"]);
    // Two seconds for a robots.txt, and as many for a page.
    assert!(began.elapsed() < Duration::from_secs(9), "{:?}", began.elapsed());
    let told = |key: &str| problem(&report, key);
    for (key, _, part) in &faults {
        assert!(
            told(key).is_some_and(|told| told.contains(part)),
            "{key} {:?}",
            told(key)
        );
    }
    assert!(told("closed").unwrap().contains("the connection failed"));
    assert!(told("clear").unwrap().contains("no secure connection"));
    assert_eq!(told("good"), None);
    check_verdicts(&report, &["good"]);
    assert_eq!(report["pages"].as_array().unwrap().len(), faults.len() + 3);
}

/// What the program may take of memory, in KiB.
#[cfg(target_os = "linux")]
const ROOM: u32 = 512 << 10;

/// A gibibyte would not fit, nor would ten pages of 128 MiB.
#[cfg(target_os = "linux")]
#[test]
fn bombs_are_not_unpacked_into_memory() {
    let mut desk = Desk::new();
    let bombs: Vec<(String, Site)> = (0..10)
        .map(|at| match at % 2 {
            0 => (format!("a{at}"), packed("gzip", gzip_bomb(1024))),
            _ => (format!("b{at}"), packed("br", brotli(64, 1 << 24))),
        })
        .collect();
    for (key, site) in &bombs {
        desk.cite(key, Some(&site.url_at(&host(key), "/wall")), "");
    }
    let good = Site::new(|_, stream| story(stream));
    desk.cite("good", Some(&good.url_at("good.localhost", "/wall")), "");
    let shell = format!("ulimit -v {ROOM}; exec \"$@\"");
    let mut limited = assert_cmd::Command::new("/bin/sh");
    limited.env_clear().args(["-c", &shell, "sh", env!("CARGO_BIN_EXE_veracite")]);
    let report = desk.run(limited, &["--max-requests", "200"]);
    for (key, _) in &bombs {
        assert!(problem(&report, key).unwrap().contains("larger than"), "{key}");
    }
    check_verdicts(&report, &["good"]);
}

#[test]
fn a_page_that_says_it_is_none_supports_nothing() {
    let lost = "<html><head><title>Page not found</title></head><body><h1>Page not found\
        </h1><p>We are sorry. Try the front page, or look for it above.</p></body></html>";
    let mut desk = Desk::new();
    let lost =
        Site::new(move |_, stream| send(stream, "200 OK", &[HTML], lost.as_bytes()));
    desk.cite("lost", Some(&lost.url_at("lost.localhost", "/wall")), "");
    let good = Site::new(|_, stream| story(stream));
    desk.cite("good", Some(&good.url_at("good.localhost", "/wall")), "");
    let report = desk.check(&[]);
    check_verdicts(&report, &["good"]);
    let pages = report["pages"].as_array().unwrap();
    let walls: Vec<_> = pages.iter().map(|page| page["wall"].as_str()).collect();
    assert_eq!(walls, [Some("error"), None]);
}

#[test]
fn a_page_whose_charset_is_told_wrongly_is_read() {
    let mut desk = Desk::new();
    let (utf8, wide) = (STORY.as_bytes().to_vec(), |bytes: fn(u16) -> [u8; 2]| {
        STORY.encode_utf16().flat_map(bytes).collect::<Vec<u8>>()
    });
    let old: Vec<u8> = STORY
        .chars()
        .map(|c| match c {
            '\u{2013}' => 0x96,
            c => u8::try_from(c).unwrap(),
        })
        .collect();
    for (key, label, bytes) in [
        ("unknown", "; charset=klingon", utf8.clone()),
        ("wide-label", "; charset=utf-16", utf8.clone()),
        ("no-label", "", utf8),
        ("old-label", "; charset=iso-8859-1", old.clone()),
        ("old", "", old),
        ("little", "; charset=utf-16le", wide(u16::to_le_bytes)),
        ("big", "; charset=utf-16be", wide(u16::to_be_bytes)),
    ] {
        let kind = format!("Content-Type: text/html{label}");
        let site = Site::new(move |_, stream| send(stream, "200 OK", &[&kind], &bytes));
        desk.cite(key, Some(&site.url_at(&host(key), "/wall")), "");
    }
    let report = desk.check(&[]);
    check_verdicts(
        &report,
        &["unknown", "wide-label", "no-label", "old-label", "old", "little", "big"],
    );
}
