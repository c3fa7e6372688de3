//! Whose turn it is: order, pauses, and ends from outside.

use std::net::TcpStream;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Barrier, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use veracite::fetch::live::{Client, Options};
use veracite::fetch::{Allowance, Fetch, FetchProblem, Fetched, Request};

use super::client::{ask, fetch, instant, local, within};
use super::server::{Site, drip, keep_silent, raw, send};

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

#[test]
fn a_pause_that_robots_txt_asks_for_is_kept_up_to_the_longest() {
    let (asked, longest) = (Duration::from_millis(300), Duration::from_millis(200));
    for (robots, longest, expected) in [
        ("User-agent: *\nCrawl-delay: 0.3\n", Duration::from_secs(30), asked),
        ("User-agent: *\nCrawl-delay: 86400\n", longest, longest),
        ("User-agent: veracite\nCrawl-delay: 99999999999\n", longest, longest),
    ] {
        let starts: Arc<Mutex<Vec<Instant>>> = Arc::default();
        let noted = Arc::clone(&starts);
        let site = Site::bare(move |path, stream| {
            let body = if path == "/robots.txt" { robots } else { "a page" };
            if path != "/robots.txt" {
                noted.lock().unwrap().push(instant());
            }
            send(stream, "200 OK", &[], body.as_bytes());
        });
        let paths = ["/3", "/1", "/2"];
        let options = Options { longest_delay: longest, ..local() };
        let fetched = fetch(options, &paths.map(|path| site.url(path)));
        assert!(fetched.iter().all(|one| one.body.is_ok()), "{robots} {fetched:?}");
        assert_eq!(site.asked(), paths);
        let starts = starts.lock().unwrap();
        let is_kept = |pair: &[Instant]| pair[1] - pair[0] >= expected;
        assert!(starts.windows(2).all(is_kept), "{robots} {starts:?}");
    }
}

/// What comes of asking for pages when the run is ended after a while.
fn fetch_and_cancel(options: Options, urls: &[String]) -> Vec<Fetched> {
    let client = Client::new(options).unwrap();
    let canceller = client.canceller();
    let began = instant();
    let end = thread::spawn(move || {
        thread::sleep(Duration::from_millis(400));
        canceller.cancel();
    });
    let mut fetched = ask(&client, urls);
    end.join().unwrap();
    assert!(began.elapsed() < Duration::from_secs(3), "{:?}", began.elapsed());
    // Nothing more is asked for.
    fetched.extend(ask(&client, &[format!("{}/later", urls[0])]));
    fetched
}

#[test]
fn a_run_that_is_ended_waits_for_no_pause() {
    let site = Site::page("");
    let options = Options { pause: Duration::from_mins(1), ..local() };
    let fetched = fetch_and_cancel(options, &["/1", "/2"].map(|path| site.url(path)));
    assert!(fetched[0].body.is_ok(), "{fetched:?}");
    for ended in &fetched[1..] {
        assert_eq!(ended.body, Err(FetchProblem::Interrupted));
    }
    assert_eq!(site.asked(), ["/1"]);
}

#[test]
fn a_run_that_is_ended_waits_for_no_slow_server() {
    let slow = Site::new(|_, stream| {
        raw(stream, b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
        drip(stream, b"a", Duration::from_millis(20));
    });
    let silent = Site::bare(|_, stream| keep_silent(stream));
    let busy = Site::new(|_, stream| send(stream, "503 Busy", &["Retry-After: 60"], b""));
    let good = Site::page("");
    let allow_private = vec!["localhost".to_owned()];
    let urls = [(&slow, "a"), (&silent, "b"), (&busy, "c"), (&good, "d")]
        .map(|(site, host)| site.url_at(&format!("{host}.localhost"), "/1"));
    let timeout_total = Duration::from_secs(100);
    let options = Options { allow_private, timeout_total, ..local() };
    let fetched = fetch_and_cancel(options, &urls);
    for (at, one) in fetched.iter().enumerate() {
        match at {
            3 => assert!(one.body.is_ok(), "{one:?}"),
            _ => assert_eq!(one.body, Err(FetchProblem::Interrupted), "{at}"),
        }
    }
    assert_eq!((busy.asked().len(), good.asked().len()), (1, 1));
}

#[test]
fn no_more_is_asked_than_the_draft_may_cost() {
    let (site, other) = (Site::page(""), Site::page(""));
    let client = Client::new(local()).unwrap();
    let allowance = Allowance::new(3);
    let urls = ["/1", "/2", "/3"].map(|path| site.url(path));
    let asked: Vec<Request> =
        urls.into_iter().chain([other.url("/")]).map(Request::page).collect();
    let mut fetched = Vec::new();
    for asked in asked.chunks(1) {
        fetched.extend(client.fetch(asked, &allowance));
    }
    let spent = Err(FetchProblem::Spent(3));
    assert!(fetched[..2].iter().all(|one| one.body.is_ok()), "{fetched:?}");
    assert!(fetched[2..].iter().all(|one| one.body == spent), "{fetched:?}");
    let requests: Vec<usize> = fetched.iter().map(|one| one.requests).collect();
    assert_eq!((requests, allowance.spent()), (vec![2, 1, 0, 0], 3));
    assert_eq!((site.asked().len(), other.connections.load(Ordering::SeqCst)), (2, 0));
}

#[test]
fn an_allowance_that_ends_between_two_tries_leaves_the_first_answer() {
    let site = Site::new(|_, stream| send(stream, "503 Busy", &[], b""));
    let client = Client::new(local()).unwrap();
    let asked = [Request::page(site.url("/"))];
    let fetched = client.fetch(&asked, &Allowance::new(2)).pop().unwrap();
    assert_eq!(fetched.body, Err(FetchProblem::Status(503)));
    assert_eq!((fetched.requests, site.asked().len()), (2, 1));
}
