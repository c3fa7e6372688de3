//! Servers that are busy, and say when to come back.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use veracite::fetch::FetchProblem;
use veracite::fetch::live::Options;

use super::client::{check_site, instant, local, within};
use super::server::{Site, send};

/// A server that is busy the first time, and what it says of when to come back.
struct Busy {
    site: Site,
    asked: Arc<Mutex<Vec<Instant>>>,
}

impl Busy {
    fn new(after: impl Fn() -> String + Send + Sync + 'static) -> Self {
        let asked: Arc<Mutex<Vec<Instant>>> = Arc::default();
        let noted = Arc::clone(&asked);
        let site = Site::new(move |_, stream| {
            let mut noted = noted.lock().unwrap();
            noted.push(instant());
            let field = format!("Retry-After: {}", after());
            match noted.len() {
                1 => send(stream, "429 Too Many Requests", &[&field], b"busy"),
                _ => send(stream, "200 OK", &[], b"a page"),
            }
        });
        Self { site, asked }
    }

    /// Checks that it is asked again after a while, and read.
    #[track_caller]
    fn check(&self, least: Duration, most: Duration) {
        check_site(most, local(), &self.site, Result::is_ok);
        let asked = self.asked.lock().unwrap();
        assert_eq!(asked.len(), 2);
        assert!(asked[1] - asked[0] >= least, "{asked:?}");
    }
}

/// The moment so many seconds from now, as HTTP has it.
fn date(seconds: i64) -> String {
    let then = Timestamp::from_second(Timestamp::now().as_second() + seconds).unwrap();
    then.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

#[test]
fn a_busy_server_is_asked_again_when_it_says_so() {
    let second = Duration::from_secs(1);
    Busy::new(|| "1".to_owned()).check(second, second);
    // Dates have no fractions; what is two seconds off is more than one.
    Busy::new(|| date(2)).check(second, second * 3);
}

#[test]
fn a_busy_server_that_names_no_time_to_come_is_asked_again_at_once() {
    for after in ["0", "-5", "Thu, 01 Jan 1970 00:00:00 GMT", "soon", ""] {
        Busy::new(|| after.to_owned()).check(Duration::ZERO, Duration::ZERO);
    }
    Busy::new(|| date(-94_608_000)).check(Duration::ZERO, Duration::ZERO);
}

#[test]
fn a_busy_server_that_asks_for_more_time_than_there_is_is_left_at_once() {
    for after in ["30", "94608000", "99999999999999999999999"] {
        let busy = Busy::new(|| after.to_owned());
        let problem = Err(FetchProblem::Status(429));
        let is_busy = |body: &_| *body == problem;
        check_site(Duration::ZERO, within(20_000), &busy.site, is_busy);
        assert_eq!(busy.site.asked().len(), 1, "{after}");
    }
    let busy = Busy::new(|| date(94_608_000));
    let is_busy = |body: &_| *body == Err(FetchProblem::Status(429));
    check_site(Duration::ZERO, within(20_000), &busy.site, is_busy);
}

#[test]
fn a_server_that_is_always_busy_is_left_after_two_more_tries() {
    for status in ["502 Bad Gateway", "503 Service Unavailable", "504 Gateway Timeout"] {
        let site =
            Site::new(move |_, stream| send(stream, status, &["Retry-After: 0"], b""));
        let code = status[..3].parse().unwrap();
        let is_busy = |body: &_| *body == Err(FetchProblem::Status(code));
        let fetched = check_site(Duration::ZERO, local(), &site, is_busy);
        assert_eq!((fetched.requests, site.asked().len()), (4, 3));
    }
    // Nor does it get more time than a page has.
    let site = Site::new(|_, stream| send(stream, "503 X", &["Retry-After: 1"], b""));
    let is_busy = |body: &_| *body == Err(FetchProblem::Status(503));
    let options = Options { retries: 100, ..within(1500) };
    check_site(Duration::from_millis(1500), options, &site, is_busy);
    assert_eq!(site.asked().len(), 2);
}

#[test]
fn what_does_not_pass_is_asked_once() {
    for status in ["401 No", "403 No", "451 No", "500 No", "501 No", "418 No"] {
        let site =
            Site::new(move |_, stream| send(stream, status, &["Retry-After: 0"], b""));
        let code = status[..3].parse().unwrap();
        let is_told = |body: &_| *body == Err(FetchProblem::Status(code));
        check_site(Duration::ZERO, local(), &site, is_told);
        assert_eq!(site.asked().len(), 1, "{status}");
    }
}
