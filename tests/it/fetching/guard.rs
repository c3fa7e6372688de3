//! Addresses that are not asked for.

use std::sync::atomic::Ordering;

use veracite::fetch::FetchProblem;
use veracite::fetch::live::Options;

use super::client::{check_refused, fetch, fetch_one, local};
use super::server::{Site, send};

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
fn names_under_localhost_are_this_machine_when_it_may_be_asked() {
    let site = Site::page("");
    let url = |host: &str| format!("http://{host}.localhost:{}/a", site.port);
    let options = Options { allow_private: vec!["localhost".to_owned()], ..local() };
    let urls = ["one", "two"].map(url);
    let fetched = fetch(options, &urls);
    assert!(fetched.iter().all(|one| one.body.is_ok()), "{fetched:?}");
    check_refused(local(), &url("one"), "127.0.0.1, a loopback address");
}

#[test]
fn no_spelling_leads_to_an_address_that_is_not_public() {
    for (host, part) in [
        ("10.1.2.3", "a private address"),
        ("172.16.0.1", "a private address"),
        ("192.168.1.1", "a private address"),
        ("0xc0a80101", "192.168.1.1 is a private address"),
        ("0300.0250.1.1", "192.168.1.1 is a private address"),
        ("169.254.169.254", "a link-local address"),
        ("2852039166", "169.254.169.254 is a link-local address"),
        ("100.64.0.1", "address"),
        ("[fd00:ec2::254]", "address"),
        ("[fe80::1]", "a link-local address"),
        ("[64:ff9b::a9fe:a9fe]", "address"),
        ("[64:ff9b::7f00:1]", "address"),
        ("[64:ff9b:1::a00:1]", "address"),
        ("[2002:7f00:1::]", "address"),
        ("[::ffff:169.254.169.254]", "address"),
        ("[::127.0.0.1]", "address"),
        ("224.0.0.1", "address"),
        ("255.255.255.255", "address"),
    ] {
        check_refused(Options::default(), &format!("http://{host}/"), part);
    }
}

#[test]
fn a_name_of_this_machine_is_refused_at_any_step() {
    let good = Site::page("");
    let site = {
        let to = good.url_at("inner.localhost", "/");
        Site::new(move |_, stream| {
            send(stream, "302 Found", &[&format!("Location: {to}")], b"");
        })
    };
    check_refused(Options::default(), &good.url_at("inner.localhost", "/"), "a loopback");
    let fetched = fetch_one(local(), &site.url("/"));
    let Err(FetchProblem::Refused(why)) = &fetched.body else { panic!("{fetched:?}") };
    assert!(why.contains("inner.localhost leads to"), "{why}");
    assert_eq!(good.connections.load(Ordering::SeqCst), 0);
}
