//! The client as the tests ask it, and what is to come of every fault.

use std::net::TcpStream;
use std::time::{Duration, Instant};

use veracite::fetch::live::{Client, Options};
use veracite::fetch::{Allowance, Body, Fetch, FetchProblem, Fetched, Request};

use super::server::Site;

/// What a fault may take beyond its time: half a second, and what a machine that has other
/// things to do needs.
const GRACE: Duration = Duration::from_millis(2500);

/// Options that let a test's own servers be reached, and wait for nobody.
pub(super) fn local() -> Options {
    Options {
        allow_private: vec!["127.0.0.1".to_owned()],
        pause: Duration::ZERO,
        backoff: Duration::ZERO,
        ..Options::default()
    }
}

pub(super) fn within(milliseconds: u64) -> Options {
    Options { timeout_total: Duration::from_millis(milliseconds), ..local() }
}

pub(super) fn ask(client: &Client, urls: &[String]) -> Vec<Fetched> {
    let asked: Vec<Request> = urls.iter().map(Request::page).collect();
    client.fetch(&asked, &Allowance::default())
}

/// Asks a client of its own for pages and lists.
pub(super) fn ask_for(options: Options, asked: &[Request]) -> Vec<Fetched> {
    Client::new(options).unwrap().fetch(asked, &Allowance::default())
}

pub(super) fn fetch(options: Options, urls: &[String]) -> Vec<Fetched> {
    ask(&Client::new(options).unwrap(), urls)
}

pub(super) fn fetch_one(options: Options, url: &str) -> Fetched {
    fetch(options, &[url.to_owned()]).pop().unwrap()
}

/// What comes of asking a server for a page.
#[track_caller]
pub(super) fn check(
    options: Options,
    answer: impl Fn(&str, &mut TcpStream) + Send + Sync + 'static,
    is_expected: impl Fn(&Result<Body, FetchProblem>) -> bool,
) {
    let limit = options.timeout_total;
    check_site(limit, options, &Site::new(answer), is_expected);
}

/// The same of a server with a robots.txt of its own, within a time. Whatever the fault,
/// another host that is asked in the same run is read.
#[track_caller]
pub(super) fn check_site(
    limit: Duration,
    options: Options,
    site: &Site,
    is_expected: impl Fn(&Result<Body, FetchProblem>) -> bool,
) -> Fetched {
    let good = Site::page("");
    let mut options = options;
    options.allow_private.push("localhost".to_owned());
    let began = instant();
    let urls = [site.url("/"), good.url_at("good.localhost", "/")];
    let mut fetched = fetch(options, &urls);
    let took = began.elapsed();
    assert!(is_expected(&fetched[0].body), "{:?}", fetched[0]);
    assert!(fetched[1].body.is_ok(), "{:?}", fetched[1]);
    assert!(took < limit + GRACE, "{took:?} for {:?}", fetched[0]);
    fetched.swap_remove(0)
}

#[expect(clippy::disallowed_methods, reason = "a time is measured")]
pub(super) fn instant() -> Instant {
    Instant::now()
}

pub(super) fn is_late(body: &Result<Body, FetchProblem>) -> bool {
    *body == Err(FetchProblem::Timeout)
}

pub(super) fn is_large(body: &Result<Body, FetchProblem>) -> bool {
    matches!(body, Err(FetchProblem::TooLarge(_)))
}

pub(super) fn is_broken(body: &Result<Body, FetchProblem>) -> bool {
    matches!(body, Err(FetchProblem::Broken(_)))
}

pub(super) fn is_malformed(body: &Result<Body, FetchProblem>) -> bool {
    matches!(body, Err(FetchProblem::Malformed(_)))
}

#[track_caller]
pub(super) fn check_refused(options: Options, url: &str, part: &str) {
    let fetched = fetch_one(options, url);
    assert_eq!(fetched.url, url);
    match &fetched.body {
        Err(FetchProblem::Refused(why)) if why.contains(part) => {}
        body => panic!("{url}: {body:?}"),
    }
}
