//! Pages that are kept from one run to the next, against servers of this machine.

use std::fs;
use std::io::Write;
use std::net::TcpListener;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use tempfile::TempDir;
use veracite::fetch::cache::Cache;
use veracite::fetch::live::{Client, Options};
use veracite::fetch::{Allowance, Fetch, FetchProblem, Fetched, Request, Via};

use crate::fetching::server::head;
use crate::program;

const PAGE: &str = "<html><head><title>The wall</title></head><body><article>\
    <p>The harbour board sold 48 moorings to local crews.</p></article></body></html>";

/// An answer: the status line's end, header fields, the body.
type Answer = (&'static str, &'static str, &'static str);

/// A server that notes what it is asked, and hangs up after each answer.
struct Site {
    port: u16,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Site {
    /// Answers by the path and the whole head of a request.
    fn new(answer: impl Fn(&str, &str) -> Answer + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let notes = Arc::clone(&asked);
        thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                let head = head(&mut stream);
                let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
                notes.lock().unwrap().push(path.clone());
                let (status, fields, body) = answer(&path, &head);
                let length = body.len();
                // A client that has hung up is no fault of the server.
                let _ = write!(
                    stream,
                    "HTTP/1.1 {status}\r\nConnection: close\r\n{fields}\
                     Content-Length: {length}\r\n\r\n{body}"
                );
            }
        });
        Self { port, asked }
    }

    /// Answers every page in the same way.
    fn of(page: Answer) -> Self {
        Self::new(move |path, _| if path == "/robots.txt" { ROBOTS } else { page })
    }

    fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// What was asked since this was last called.
    fn asked(&self) -> Vec<String> {
        std::mem::take(&mut self.asked.lock().unwrap())
    }
}

const ROBOTS: Answer = ("200 OK", "Cache-Control: max-age=600\r\n", "");

/// A client of a new run over a folder that lasts.
fn client(folder: &Path) -> Client {
    let options = Options {
        allow_private: vec!["127.0.0.1".to_owned()],
        pause: Duration::ZERO,
        backoff: Duration::ZERO,
        ..Options::default()
    };
    Client::with_cache(options, Cache::open(folder).unwrap()).unwrap()
}

fn get(folder: &Path, url: &str) -> Fetched {
    client(folder).fetch(&[Request::page(url)], &Allowance::default()).pop().unwrap()
}

#[track_caller]
fn check(fetched: &Fetched, via: Via, requests: usize) {
    let body = fetched.body.as_ref().unwrap();
    assert_eq!(String::from_utf8_lossy(&body.bytes), PAGE);
    assert_eq!((fetched.via, fetched.requests), (via, requests), "{fetched:?}");
    let page = fetched.exchanges.last().unwrap();
    assert_eq!((page.status, page.body.as_slice()), (200, PAGE.as_bytes()));
    assert_eq!(Some(page.began), fetched.retrieved);
}

#[test]
fn what_is_fresh_is_not_asked_for_again_nor_its_robots_txt() {
    let folder = tempfile::tempdir().unwrap();
    let site = Site::of((
        "200 OK",
        "Content-Type: text/html\r\nCache-Control: max-age=60\r\n",
        PAGE,
    ));
    let url = site.url("/wall");
    check(&get(folder.path(), &url), Via::Network, 2);
    assert_eq!(site.asked(), ["/robots.txt", "/wall"]);
    check(&get(folder.path(), &url), Via::Cache, 0);
    assert!(site.asked().is_empty());
}

#[test]
fn a_page_that_its_server_confirms_is_the_kept_one() {
    let folder = tempfile::tempdir().unwrap();
    let site = Site::new(|path, head| match path {
        "/robots.txt" => ROBOTS,
        _ if head.contains("if-none-match: \"7\"\r\n") => ("304 Not Modified", "", ""),
        _ => ("200 OK", "Content-Type: text/html\r\nETag: \"7\"\r\n", PAGE),
    });
    let url = site.url("/wall");
    check(&get(folder.path(), &url), Via::Network, 2);
    site.asked();
    let confirmed = get(folder.path(), &url);
    check(&confirmed, Via::Cache, 1);
    let statuses: Vec<u16> = confirmed.exchanges.iter().map(|one| one.status).collect();
    assert_eq!(statuses, [200, 304, 200], "robots.txt, the confirmation, the page");
    assert_eq!(site.asked(), ["/wall"]);
}

#[test]
fn a_page_that_changed_takes_the_place_of_the_kept_one() {
    let folder = tempfile::tempdir().unwrap();
    let site = Site::new(|path, head| match path {
        "/robots.txt" => ROBOTS,
        _ if head.contains("if-none-match: \"6\"") => ("200 OK", "ETag: \"7\"\r\n", PAGE),
        _ if head.contains("if-none-match: \"7\"") => ("304 Not Modified", "", ""),
        _ => ("200 OK", "ETag: \"6\"\r\n", "<p>The wall as it was.</p>"),
    });
    let url = site.url("/wall");
    assert!(get(folder.path(), &url).body.is_ok());
    check(&get(folder.path(), &url), Via::Network, 1);
    check(&get(folder.path(), &url), Via::Cache, 1);
}

#[test]
fn redirects_that_last_are_kept_with_their_page() {
    let folder = tempfile::tempdir().unwrap();
    let site = Site::new(|path, _| match path {
        "/robots.txt" => ROBOTS,
        "/old" => ("301 Moved", "Location: /wall\r\nCache-Control: max-age=60\r\n", ""),
        _ => ("200 OK", "Cache-Control: max-age=60\r\n", PAGE),
    });
    let url = site.url("/old");
    assert_eq!(get(folder.path(), &url).url, site.url("/wall"));
    site.asked();
    let again = get(folder.path(), &url);
    check(&again, Via::Cache, 0);
    assert_eq!(again.url, site.url("/wall"));
    assert!(site.asked().is_empty());
}

/// What becomes of a kept page when its server fails.
fn after_failure(fields: &'static str, failed: Answer) -> (Fetched, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let is_up = Arc::new(Mutex::new(true));
    let up = Arc::clone(&is_up);
    let site = Site::new(move |_, head| {
        let is_robots = head.starts_with("GET /robots.txt ");
        match *up.lock().unwrap() {
            true if is_robots => ROBOTS,
            true => ("200 OK", fields, PAGE),
            false => failed,
        }
    });
    let url = site.url("/wall");
    check(&get(folder.path(), &url), Via::Network, 2);
    let run = client(folder.path());
    run.remember(&url, Some("The wall"));
    assert_eq!(run.known("127.0.0.1").len(), 1);
    *is_up.lock().unwrap() = false;
    (get(folder.path(), &url), folder)
}

#[test]
fn a_kept_page_stands_in_where_the_server_fails_and_is_marked() {
    for status in ["500 Oh", "503 Busy"] {
        let (fetched, _) =
            after_failure("Cache-Control: max-age=0\r\n", (status, "", ""));
        assert_eq!(fetched.via, Via::Stale, "{status}");
        assert!(fetched.body.is_ok());
    }
}

#[test]
fn no_kept_page_stands_in_where_a_server_answers_what_is_no_http() {
    let (fetched, _) =
        after_failure("Cache-Control: max-age=0\r\n", ("no status", "", ""));
    assert!(matches!(fetched.body, Err(FetchProblem::Malformed(_))), "{fetched:?}");
}

#[test]
fn a_page_that_must_be_confirmed_does_not_stand_in() {
    let fields = "Cache-Control: max-age=0, must-revalidate\r\n";
    let (fetched, _) = after_failure(fields, ("500 Oh", "", ""));
    assert_eq!(fetched.body, Err(FetchProblem::Status(500)));
}

#[test]
fn a_page_that_is_gone_is_gone_from_the_cache_too() {
    let (fetched, folder) = after_failure("ETag: \"7\"\r\n", ("404 Gone", "", ""));
    assert_eq!(fetched.body, Err(FetchProblem::Missing(404)));
    assert!(client(folder.path()).known("127.0.0.1").is_empty());
}

#[test]
fn a_kept_page_stands_in_where_nobody_answers_any_more() {
    let folder = tempfile::tempdir().unwrap();
    // With no robots.txt that could be kept, and with one.
    for robots in [("404 None", "", ""), ROBOTS] {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/wall", listener.local_addr().unwrap());
        let server = thread::spawn(move || {
            for answer in [robots, ("200 OK", "", PAGE)] {
                let (mut stream, _) = listener.accept().unwrap();
                head(&mut stream);
                let (status, fields, body) = answer;
                let length = body.len();
                let _ = write!(
                    stream,
                    "HTTP/1.1 {status}\r\nConnection: close\r\n{fields}\
                     Content-Length: {length}\r\n\r\n{body}"
                );
            }
        });
        check(&get(folder.path(), &url), Via::Network, 2);
        server.join().unwrap();
        let fetched = get(folder.path(), &url);
        assert_eq!(fetched.via, Via::Stale, "{fetched:?}");
        assert!(fetched.body.is_ok());
    }
}

#[test]
fn a_failure_is_not_kept_as_a_page() {
    let folder = tempfile::tempdir().unwrap();
    for status in ["404 None", "410 Gone", "500 Oh", "403 No", "206 Part", "302 Found"] {
        let site = Site::of((status, "Cache-Control: max-age=600\r\n", PAGE));
        let url = site.url("/wall");
        assert!(get(folder.path(), &url).body.is_err(), "{status}");
        site.asked();
        assert!(get(folder.path(), &url).body.is_err(), "{status}");
        assert!(site.asked().contains(&"/wall".to_owned()), "{status}");
    }
}

#[test]
fn a_report_from_kept_readings_is_the_same() {
    let kept = tempfile::tempdir().unwrap();
    let check = [
        "check",
        "fixtures/drafts/kelmouth-ferries.md",
        "--pages",
        "fixtures/pages",
        "--format",
        "json",
    ];
    let path = kept.path().display().to_string();
    let with_cache = [&check[..], &["--cache", &path]].concat();
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let without = program(here, &check);
    for _ in 0..2 {
        assert_eq!(program(here, &with_cache), without);
    }
    assert!(kept.path().join("text").is_dir(), "nothing was kept");
}

/// A draft that cites a page by its address.
fn desk(url: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let draft = format!(
        "---\nsources:\n  - The Guardian: {url}\n---\n\n\
         The harbour board sold 48 moorings to local crews. (Source: The Guardian)\n"
    );
    fs::write(folder.path().join("draft.md"), draft).unwrap();
    folder
}

const CHECK: &[&str] = &[
    "check",
    "draft.md",
    "--fetch",
    "--allow-private",
    "127.0.0.1",
    "--delay",
    "0",
    "--max-requests",
    "4",
    "--format",
    "json",
    "--fail-on",
    "never",
];

#[test]
fn a_report_says_where_a_page_was_had_from_and_a_pack_keeps_that() {
    let site = Site::of(("200 OK", "Cache-Control: max-age=60\r\n", PAGE));
    let desk = desk(&site.url("/wall"));
    let with = |args: &[&'static str]| program(desk.path(), &[CHECK, args].concat());
    let (code, first, told) = with(&["--cache", "kept"]);
    assert_eq!((code, told.as_str()), (0, ""));
    assert!(first.contains(r#""via":"network""#), "{first}");
    let (_, again, _) = with(&["--cache", "kept", "--record", "run.wacz"]);
    assert!(again.contains(r#""via":"cache""#), "{again}");
    let replay =
        ["check", "--replay", "run.wacz", "--format", "json", "--fail-on", "never"];
    assert_eq!(program(desk.path(), &replay).1, again);
    let (_, without, _) = with(&["--no-cache"]);
    assert!(without.contains(r#""via":"network""#), "{without}");
    let (code, _, told) = with(&["--cache", "draft.md"]);
    assert_eq!(code, 2);
    assert!(told.contains("--cache"), "{told}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_cache_on_a_full_disk_is_told_and_loses_nothing() {
    let site = Site::of(("200 OK", "Cache-Control: max-age=60\r\n", PAGE));
    let desk = desk(&site.url("/wall"));
    // A folder that can't be written to stands for the full disk: a file is in its place.
    let kept = desk.path().join("kept");
    Cache::open(&kept).unwrap();
    fs::write(kept.join("entries"), "").unwrap();
    fs::write(kept.join("bodies"), "").unwrap();
    let args = [CHECK, &["--cache", "kept"]].concat();
    let (code, report, told) = program(desk.path(), &args);
    assert_eq!(code, 0);
    assert!(report.contains(r#""via":"network""#), "{report}");
    assert!(told.contains("nothing more is kept in the cache folder"), "{told}");
}
