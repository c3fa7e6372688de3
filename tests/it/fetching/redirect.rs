//! Redirects, and where they must not lead.

use std::thread;
use std::time::Duration;

use veracite::fetch::FetchProblem;
use veracite::fetch::live::{Client, Options};

use super::client::{ask, fetch_one, local, within};
use super::server::{Site, send};

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
fn a_cookie_goes_nowhere() {
    let cookie = "Set-Cookie: a=b; Domain=localhost; Path=/";
    let other = Site::new(move |_, stream| send(stream, "200 OK", &[cookie], b"a page"));
    let location = format!("Location: {}", other.url_at("b.localhost", "/x"));
    let site = Site::bare(move |path, stream| match path {
        "/robots.txt" => send(stream, "404 Not Found", &[cookie], b""),
        "/1" => send(stream, "302 Found", &[cookie, &location], b""),
        _ => send(stream, "200 OK", &[cookie], b"a page"),
    });
    let allow_private = vec!["localhost".to_owned()];
    let client = Client::new(Options { allow_private, ..local() }).unwrap();
    for _ in 0..2 {
        let urls = ["/1", "/2"].map(|path| site.url_at("a.localhost", path));
        assert!(ask(&client, &urls).iter().all(|fetched| fetched.body.is_ok()));
    }
    assert_eq!((site.asked().len(), other.asked().len()), (4, 2));
    for site in [site, other] {
        for head in site.heads.lock().unwrap().iter() {
            let head = head.to_lowercase();
            assert!(!head.contains("cookie") && !head.contains("referer"), "{head}");
        }
    }
}
