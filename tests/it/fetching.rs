//! The live client against servers that behave, misbehave and lie.
//!
//! Each test has servers of its own on this machine, which the client may reach only as
//! far as the test allows it to.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Barrier, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::GzEncoder;
use veracite::fetch::live::{Client, Options};
use veracite::fetch::{Allowance, Body, Fetch, FetchProblem, Fetched, Request, Via};

/// The byte that a TLS connection begins with.
const TLS: u8 = 0x16;

/// A certificate for localhost and 127.0.0.1 that nobody vouches for, and its key. Made by
///
/// ```sh
/// openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 36500 \
///     -subj /CN=localhost -addext subjectAltName=DNS:localhost,IP:127.0.0.1 \
///     -addext basicConstraints=critical,CA:FALSE \
///     -keyout key.pem -outform DER -out self-signed.der
/// openssl pkcs8 -topk8 -nocrypt -in key.pem -outform DER -out self-signed.key.der
/// ```
const CERTIFICATE: &[u8] = include_bytes!("fetching/self-signed.der");
const KEY: &[u8] = include_bytes!("fetching/self-signed.key.der");

/// A server that answers each connection once and notes what was asked.
struct Site {
    port: u16,
    connections: Arc<AtomicUsize>,
    heads: Arc<Mutex<Vec<String>>>,
}

impl Site {
    /// Serves whatever `answer` writes for a path, robots.txt included.
    fn bare(answer: impl Fn(&str, &mut TcpStream) + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let site = Self { port, connections: Arc::default(), heads: Arc::default() };
        let (connections, heads) =
            (Arc::clone(&site.connections), Arc::clone(&site.heads));
        let answer = Arc::new(answer);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let Ok(mut stream) = stream else { continue };
                connections.fetch_add(1, Ordering::SeqCst);
                let (heads, answer) = (Arc::clone(&heads), Arc::clone(&answer));
                thread::spawn(move || {
                    let head = head(&mut stream);
                    let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
                    heads.lock().unwrap().push(head);
                    answer(&path, &mut stream);
                });
            }
        });
        site
    }

    /// Serves pages, and has no robots.txt.
    fn new(answer: impl Fn(&str, &mut TcpStream) + Send + Sync + 'static) -> Self {
        Self::bare(move |path, stream| match path {
            "/robots.txt" => send(stream, "404 Not Found", &[], b""),
            _ => answer(path, stream),
        })
    }

    /// Serves one page at every address.
    fn page(robots: &'static str) -> Self {
        Self::bare(move |path, stream| match path {
            "/robots.txt" => send(stream, "200 OK", &[], robots.as_bytes()),
            _ => send(stream, "200 OK", &[], b"a page"),
        })
    }

    fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// The paths that were asked for, in order, without robots.txt.
    fn asked(&self) -> Vec<String> {
        let heads = self.heads.lock().unwrap();
        let paths = heads.iter().filter_map(|head| head.split(' ').nth(1));
        paths.filter(|&path| path != "/robots.txt").map(ToOwned::to_owned).collect()
    }

    fn robots_asked(&self) -> usize {
        let heads = self.heads.lock().unwrap();
        heads.iter().filter(|head| head.starts_with("GET /robots.txt ")).count()
    }
}

/// Reads the head of a request; of one that is no HTTP, only that it has begun.
fn head(stream: &mut TcpStream) -> String {
    let mut head = Vec::new();
    let mut byte = [b'G'];
    while byte[0].is_ascii()
        && byte[0] != TLS
        && !head.ends_with(b"\r\n\r\n")
        && stream.read(&mut byte).is_ok_and(|n| n == 1)
    {
        head.push(byte[0]);
    }
    String::from_utf8_lossy(&head).into_owned()
}

/// Sends a whole answer. A client that has hung up is no fault of the server.
fn send(stream: &mut TcpStream, status: &str, fields: &[&str], body: &[u8]) {
    let mut head = format!(
        "HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {}\r\n",
        body.len()
    );
    for field in fields {
        head += field;
        head += "\r\n";
    }
    let _ = stream.write_all(format!("{head}\r\n").as_bytes());
    let _ = stream.write_all(body);
}

/// Sends bytes as they are.
fn raw(stream: &mut TcpStream, bytes: &[u8]) {
    let _ = stream.write_all(bytes);
}

/// Sends the same again until the client hangs up.
fn flood(stream: &mut TcpStream, bytes: &[u8]) {
    while stream.write_all(bytes).is_ok() {}
}

/// Says nothing until the client hangs up.
fn keep_silent(stream: &mut TcpStream) {
    let mut byte = [0];
    while stream.read(&mut byte).is_ok_and(|n| n > 0) {}
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

/// Options that let a test's own servers be reached, and wait for nobody.
fn local() -> Options {
    Options {
        allow_private: vec!["127.0.0.1".to_owned()],
        pause: Duration::ZERO,
        backoff: Duration::ZERO,
        ..Options::default()
    }
}

fn within(milliseconds: u64) -> Options {
    Options { timeout_total: Duration::from_millis(milliseconds), ..local() }
}

/// The one caller of the client.
fn ask(client: &Client, urls: &[String]) -> Vec<Fetched> {
    let asked: Vec<Request> = urls.iter().map(Request::page).collect();
    client.fetch(&asked, &Allowance::default())
}

fn fetch(options: Options, urls: &[String]) -> Vec<Fetched> {
    ask(&Client::new(options).unwrap(), urls)
}

fn fetch_one(options: Options, url: &str) -> Fetched {
    fetch(options, &[url.to_owned()]).pop().unwrap()
}

/// What comes of asking a server for a page.
#[track_caller]
fn check(
    options: Options,
    answer: impl Fn(&str, &mut TcpStream) + Send + Sync + 'static,
    is_expected: impl Fn(&Result<Body, FetchProblem>) -> bool,
) {
    let site = Site::new(answer);
    let fetched = fetch_one(options, &site.url("/"));
    assert!(is_expected(&fetched.body), "{fetched:?}");
}

fn is_broken(body: &Result<Body, FetchProblem>) -> bool {
    matches!(body, Err(FetchProblem::Broken(_)))
}

fn is_malformed(body: &Result<Body, FetchProblem>) -> bool {
    matches!(body, Err(FetchProblem::Malformed(_)))
}

#[track_caller]
fn check_refused(options: Options, url: &str, part: &str) {
    let fetched = fetch_one(options, url);
    assert_eq!(fetched.url, url);
    match &fetched.body {
        Err(FetchProblem::Refused(why)) if why.contains(part) => {}
        body => panic!("{url}: {body:?}"),
    }
}

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
fn a_redirect_is_followed_and_the_last_address_is_told() {
    for status in
        ["301 Moved", "302 Found", "303 Other", "307 Temporary", "308 Permanent"]
    {
        let site = Site::new(move |path, stream| match path {
            "/a" => send(stream, status, &["Location: b/c?d#e"], b""),
            _ => send(stream, "200 OK", &[], b"a page"),
        });
        let fetched = fetch_one(local(), &site.url("/a"));
        assert_eq!(fetched.url, site.url("/b/c?d"), "{status}");
        assert_eq!(fetched.body.unwrap().bytes, b"a page");
    }
}

#[test]
fn redirects_in_a_circle_or_without_end_are_given_up() {
    let site = Site::new(|path, stream| {
        let next = if path == "/a" { "Location: /b" } else { "Location: /a" };
        send(stream, "302 Found", &[next], b"");
    });
    let fetched = fetch_one(local(), &site.url("/a"));
    assert!(matches!(fetched.body, Err(FetchProblem::Astray(_))), "{fetched:?}");
    assert_eq!((fetched.url, site.asked().len()), (site.url("/b"), 2));

    let site = Site::new(|path, stream| {
        send(stream, "302 Found", &[&format!("Location: {path}x")], b"");
    });
    let fetched = fetch_one(Options { redirects: 3, ..local() }, &site.url("/"));
    assert!(matches!(fetched.body, Err(FetchProblem::Astray(_))), "{fetched:?}");
    assert_eq!(site.asked(), ["/", "/x", "/xx", "/xxx"]);
}

#[test]
fn a_redirect_leads_past_no_private_door() {
    for (to, part) in [
        ("http://127.0.0.2/", "127.0.0.2 is a loopback address"),
        ("http://0x7f.0.2/", "a loopback address"),
        ("http://169.254.169.254/latest/meta-data/", "a link-local address"),
        ("http://[::ffff:10.0.0.1]/", "an IPv4 address written as IPv6"),
        ("http://localhost/", "localhost leads to"),
        ("//10.0.0.1/", "a private address"),
        ("file:///etc/passwd", "file is neither http nor https"),
        ("ftp://example.com/", "ftp is neither http nor https"),
        ("data:text/html,hello", "data is neither http nor https"),
        ("http://ann:secret@127.0.0.1/", "a user name or a password"),
        ("http://[/", "invalid IPv6 address"),
    ] {
        let location = format!("Location: {to}");
        let site =
            Site::new(move |_, stream| send(stream, "302 Found", &[&location], b""));
        let asked = site.url("/");
        let fetched = fetch_one(local(), &asked);
        let Err(FetchProblem::Refused(why)) = fetched.body else {
            panic!("{to}: {fetched:?}")
        };
        assert!(why.contains(part) && !why.contains("secret"), "{why}");
        assert_eq!(fetched.url, asked);
    }
}

#[test]
fn an_address_of_this_machine_is_refused_before_a_connection_is_made() {
    let site = Site::new(|_, stream| send(stream, "200 OK", &[], b"a page"));
    for host in [
        "127.0.0.1",
        "127.1",
        "0x7f.1",
        "0x7f000001",
        "2130706433",
        "0177.0.0.1",
        "127.0.0.1.",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "0.0.0.0",
        "[::]",
        "localhost",
        "LOCALHOST",
    ] {
        let url = format!("http://{host}:{}/", site.port);
        check_refused(Options::default(), &url, "address");
    }
    assert_eq!(site.connections.load(Ordering::SeqCst), 0);
}

#[test]
fn a_name_may_be_private_only_if_it_is_the_one_allowed() {
    let site = Site::new(|_, stream| send(stream, "200 OK", &[], b"a page"));
    let options =
        |host: &str| Options { allow_private: vec![host.to_owned()], ..local() };
    let url = format!("http://localhost:{}/", site.port);
    assert!(fetch_one(options("localhost"), &url).body.is_ok());
    check_refused(options("127.0.0.1"), &url, "localhost leads to");
    check_refused(options("localhost"), &site.url("/"), "a loopback address");
}

#[test]
fn what_is_no_address_of_the_web_is_refused() {
    for (url, part) in [
        ("", "can't be read"),
        ("wall.html", "can't be read"),
        ("http://", "can't be read"),
        ("file:///etc/passwd", "file is neither http nor https"),
        ("javascript:alert(1)", "javascript is neither"),
        ("http://ann:secret@www.example.com/", "a user name or a password"),
        ("http://www.example.com:25/", "port 25 is none of the web's"),
    ] {
        check_refused(Options::default(), url, part);
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
fn a_page_that_swells_when_unpacked_is_given_up_at_the_limit() {
    let packed = gzip(&vec![b' '; 11 << 20]);
    assert!(packed.len() < 100_000);
    let answer = move |_: &str, stream: &mut TcpStream| {
        send(stream, "200 OK", &["Content-Encoding: gzip"], &packed);
    };
    let is_large =
        |body: &_| matches!(body, Err(FetchProblem::TooLarge(at)) if *at > 1 << 20);
    check(local(), answer, is_large);
}

#[test]
fn a_page_of_just_the_limit_is_read_and_one_byte_more_is_too_large() {
    let options = || Options { largest: 1000, ..local() };
    let answer = |length: usize, fields: &'static [&'static str]| {
        move |_: &str, stream: &mut TcpStream| {
            let body = vec![b'a'; length];
            let body = if fields.is_empty() { body } else { gzip(&body) };
            send(stream, "200 OK", fields, &body);
        }
    };
    let is_large = |body: &Result<_, _>| *body == Err(FetchProblem::TooLarge(1000));
    for fields in [&[] as &[_], &["Content-Encoding: gzip"]] {
        check(options(), answer(1000, fields), Result::is_ok);
        check(options(), answer(1001, fields), is_large);
    }
}

#[test]
fn an_endless_page_is_given_up_at_the_limit() {
    let chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    let is_large = |body: &Result<_, _>| *body == Err(FetchProblem::TooLarge(50_000));
    let answer = |_: &str, stream: &mut TcpStream| {
        raw(stream, chunked);
        flood(stream, b"8\r\na page, \r\n");
    };
    check(Options { largest: 50_000, ..local() }, answer, is_large);
    let answer = |_: &str, stream: &mut TcpStream| {
        raw(stream, b"HTTP/1.1 200 OK\r\n\r\n");
        flood(stream, &[b'a'; 4096]);
    };
    check(Options { largest: 50_000, ..local() }, answer, is_large);
}

#[test]
fn a_server_that_takes_its_time_is_left_at_the_deadline() {
    let is_late = |body: &Result<_, _>| *body == Err(FetchProblem::Timeout);
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
    let is_late = |body: &Result<_, _>| *body == Err(FetchProblem::Timeout);
    let provisional = |_: &str, stream: &mut TcpStream| {
        let some = b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n".repeat(100);
        while stream.write_all(&some).is_ok() {
            thread::sleep(Duration::from_millis(1));
        }
    };
    check(within(200), provisional, is_late);
}

#[test]
fn the_deadline_holds_for_all_redirects_together() {
    let site = Site::new(|path, stream| {
        thread::sleep(Duration::from_millis(50));
        send(stream, "302 Found", &[&format!("Location: {path}x")], b"");
    });
    let options = Options { redirects: 1000, ..within(400) };
    let fetched = fetch_one(options, &site.url("/"));
    assert_eq!(fetched.body, Err(FetchProblem::Timeout));
    assert!(site.asked().len() <= 8, "{:?}", site.asked());
}

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
fn a_secure_address_is_not_asked_for_in_the_clear() {
    let site = Site::new(|_, stream| send(stream, "200 OK", &[], b"a page"));
    let fetched = fetch_one(local(), &format!("https://127.0.0.1:{}/", site.port));
    assert!(matches!(fetched.body, Err(FetchProblem::Tls(_))), "{fetched:?}");
    let heads = site.heads.lock().unwrap();
    assert!(heads.iter().all(|head| !head.contains("GET")), "{heads:?}");
}

#[test]
fn a_certificate_that_nobody_vouches_for_is_refused() {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let key = rustls::pki_types::PrivateKeyDer::try_from(KEY).unwrap();
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![CERTIFICATE.into()], key)
        .unwrap();
    let config = Arc::new(config);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("https://{}/", listener.local_addr().unwrap());
    let read: Arc<Mutex<Vec<u8>>> = Arc::default();
    let noted = Arc::clone(&read);
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let connection = rustls::ServerConnection::new(Arc::clone(&config)).unwrap();
            let mut secured = rustls::StreamOwned::new(connection, stream);
            let _ = secured.read_to_end(&mut noted.lock().unwrap());
        }
    });
    let fetched = fetch_one(local(), &url);
    let Err(FetchProblem::Tls(why)) = fetched.body else { panic!("{fetched:?}") };
    assert!(why.contains("certificate"), "{why}");
    assert_eq!(*read.lock().unwrap(), b"");
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
fn a_page_that_robots_txt_forbids_is_not_asked_for() {
    let site =
        Site::page("User-agent: *\nDisallow: /live/\n\nUser-agent: other\nDisallow: /\n");
    let fetched = fetch(local(), &["/live/1", "/2026/wall"].map(|path| site.url(path)));
    assert_eq!(fetched[0].body, Err(FetchProblem::Disallowed));
    assert!(fetched[1].body.is_ok());
    assert_eq!(site.asked(), ["/2026/wall"]);
}

#[test]
fn robots_txt_is_asked_for_once_in_the_life_of_a_client() {
    let site = Site::page("User-agent: veracite\nDisallow: /live/\n");
    let client = Client::new(local()).unwrap();
    for paths in [["/1", "/2"], ["/live/3", "/4"]] {
        ask(&client, &paths.map(|path| site.url(path)));
    }
    assert_eq!((site.robots_asked(), site.asked().len()), (1, 3));
}

#[test]
fn robots_txt_of_each_host_on_the_way_is_obeyed() {
    let hidden = Site::page("User-agent: *\nDisallow: /hidden\n");
    let location = format!("Location: {}", hidden.url("/hidden"));
    let site = Site::new(move |_, stream| send(stream, "302 Found", &[&location], b""));
    let fetched = fetch_one(local(), &site.url("/"));
    let expected = (site.url("/"), Err(FetchProblem::Disallowed));
    assert_eq!((fetched.url, fetched.body), expected);
    assert!(hidden.asked().is_empty());
}

#[test]
fn without_robots_txt_all_is_allowed_and_with_one_that_fails_nothing() {
    for (status, is_allowed) in [
        ("204 No Content", true),
        ("403 Forbidden", true),
        ("404 Not Found", true),
        ("410 Gone", true),
        ("429 Too Many Requests", false),
        ("500 Internal Server Error", false),
        ("503 Service Unavailable", false),
    ] {
        let site = Site::bare(move |path, stream| match path {
            "/robots.txt" => send(stream, status, &[], b""),
            _ => send(stream, "200 OK", &[], b"a page"),
        });
        let fetched = fetch_one(local(), &site.url("/"));
        assert_eq!(fetched.body.is_ok(), is_allowed, "{status}");
        assert_eq!(site.asked().len(), usize::from(is_allowed), "{status}");
        if !is_allowed {
            let code = status.split(' ').next().unwrap();
            let why = format!("{} answered {code}", site.url("/robots.txt"));
            assert_eq!(fetched.body, Err(FetchProblem::Unasked(why)));
        }
    }
}

#[test]
fn a_robots_txt_that_does_not_come_or_breaks_off_allows_nothing() {
    let begun = b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nUser-agent: *\n";
    let silent = Site::bare(|_, stream| keep_silent(stream));
    let fetched = fetch_one(within(200), &silent.url("/"));
    assert_eq!(fetched.body, Err(FetchProblem::Timeout));
    let late = Site::bare(|_, stream| {
        raw(stream, begun);
        keep_silent(stream);
    });
    let broken = Site::bare(|_, stream| raw(stream, begun));
    for (site, options, part) in
        [(&late, within(500), "no answer in time"), (&broken, local(), "broke off")]
    {
        let fetched = fetch_one(options, &site.url("/"));
        let Err(FetchProblem::Unasked(why)) = fetched.body else { panic!("{fetched:?}") };
        assert!(why.contains(part), "{why}");
    }
    for site in [silent, late, broken] {
        assert!(site.asked().is_empty());
    }
}

#[test]
fn a_robots_txt_is_followed_over_five_redirects_and_no_private_door() {
    /// A site whose robots.txt is at the end of so many redirects.
    fn site(redirects: usize) -> Site {
        Site::bare(move |path, stream| {
            let step = match path {
                "/robots.txt" => 0,
                _ => path.trim_start_matches("/step/").parse().unwrap_or(usize::MAX),
            };
            let next = format!("Location: /step/{}", step.saturating_add(1));
            match step {
                usize::MAX => send(stream, "200 OK", &[], b"a page"),
                _ if step < redirects => send(stream, "301 Moved", &[&next], b""),
                _ => send(stream, "200 OK", &[], b"User-agent: *\nDisallow: /\n"),
            }
        })
    }
    let body = |site: &Site| fetch_one(local(), &site.url("/page")).body;
    assert_eq!(body(&site(1)), Err(FetchProblem::Disallowed));
    assert_eq!(body(&site(5)), Err(FetchProblem::Disallowed));
    assert!(body(&site(6)).is_ok());

    let private = Site::bare(|_, stream| {
        send(stream, "302 Found", &["Location: http://169.254.169.254/"], b"");
    });
    let Err(FetchProblem::Unasked(why)) = body(&private) else { panic!() };
    assert!(why.contains("169.254.169.254 is a link-local address"), "{why}");
}

#[test]
fn a_long_robots_txt_is_read_up_to_its_limit() {
    let filler = "# filler\n".repeat(200_000);
    let robots = format!("User-agent: *\nDisallow: /live/\n{filler}Disallow: /\n");
    let site = Site::page(robots.leak());
    let fetched = fetch(local(), &["/live/1", "/2"].map(|path| site.url(path)));
    assert_eq!(fetched[0].body, Err(FetchProblem::Disallowed));
    assert!(fetched[1].body.is_ok());
}

#[test]
fn answers_come_in_the_order_asked_and_each_address_is_asked_for_once() {
    let answer = |path: &str, stream: &mut TcpStream| {
        send(stream, "200 OK", &[], path.as_bytes());
    };
    let (a, b) = (Site::new(answer), Site::new(answer));
    let urls = [
        a.url("/1"),
        b.url("/2"),
        "no address".to_owned(),
        a.url("/3"),
        a.url("/1"),
        b.url("/2#part"),
        b.url("/4"),
    ];
    let fetched = fetch(local(), &urls);
    let bodies: Vec<_> = fetched
        .iter()
        .map(|fetched| fetched.body.as_ref().ok())
        .map(|body| body.map(|body| String::from_utf8_lossy(&body.bytes).into_owned()))
        .collect();
    let expected =
        [Some("/1"), Some("/2"), None, Some("/3"), Some("/1"), Some("/2"), Some("/4")];
    assert_eq!(bodies.iter().map(Option::as_deref).collect::<Vec<_>>(), expected);
    assert_eq!((a.asked(), b.asked().len()), (vec!["/1".to_owned(), "/3".to_owned()], 2));
}

#[test]
fn two_hosts_are_asked_at_a_time() {
    let both = Arc::new(Barrier::new(2));
    let site = Site::new(move |_, stream| {
        both.wait();
        send(stream, "200 OK", &[], b"a page");
    });
    let hosts = ["127.0.0.1", "localhost"];
    let allow_private = hosts.map(ToOwned::to_owned).to_vec();
    let urls = hosts.map(|host| format!("http://{host}:{}/", site.port));
    let fetched = fetch(Options { allow_private, ..within(5000) }, &urls);
    assert!(fetched.iter().all(|fetched| fetched.body.is_ok()), "{fetched:?}");
}

#[test]
fn one_host_is_asked_for_one_page_at_a_time_with_a_pause_between() {
    let (now, most) = (AtomicUsize::new(0), Arc::new(AtomicUsize::new(0)));
    let starts: Arc<Mutex<Vec<Instant>>> = Arc::default();
    let (noted, peak) = (Arc::clone(&starts), Arc::clone(&most));
    let site = Site::new(move |_, stream| {
        peak.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
        noted.lock().unwrap().push(instant());
        thread::sleep(Duration::from_millis(10));
        now.fetch_sub(1, Ordering::SeqCst);
        send(stream, "200 OK", &[], b"a page");
    });
    let pause = Duration::from_millis(40);
    let options = Options { pause, ..local() };
    let fetched = fetch(options, &["/1", "/2", "/3"].map(|path| site.url(path)));
    assert!(fetched.iter().all(|fetched| fetched.body.is_ok()), "{fetched:?}");
    assert_eq!(most.load(Ordering::SeqCst), 1);
    let starts = starts.lock().unwrap();
    assert!(starts.windows(2).all(|pair| pair[1] - pair[0] >= pause), "{starts:?}");
}

#[expect(clippy::disallowed_methods, reason = "a pause is measured")]
fn instant() -> Instant {
    Instant::now()
}

#[test]
fn one_bad_host_does_not_keep_the_others() {
    let silent = Site::new(|_, stream| keep_silent(stream));
    let good = Site::new(|_, stream| send(stream, "200 OK", &[], b"a page"));
    let allow_private = vec!["127.0.0.1".to_owned(), "localhost".to_owned()];
    let urls = [silent.url("/"), format!("http://localhost:{}/", good.port)];
    let fetched = fetch(Options { allow_private, ..within(1000) }, &urls);
    assert_eq!(fetched[0].body, Err(FetchProblem::Timeout));
    assert!(fetched[1].body.is_ok(), "{fetched:?}");
}
