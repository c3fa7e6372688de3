//! How long fetching takes beside the least that it could: `cargo bench --bench fetch`.
//!
//! A server on this machine takes 50 ms for each answer. What is printed is what was
//! measured, the bound that it is held against, and the least time that the schedule
//! leaves: answers of 50 ms, so many at a time, one at a time for each host, a pause
//! between two.

#![expect(clippy::print_stdout, reason = "a table is what this is for")]

mod site;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use veracite::fetch::cache::Cache;
use veracite::fetch::live::{Client, Options};
use veracite::fetch::{Allowance, Fetch, Fetched, Request};
use veracite::pack::Pack;

use self::site::Site;

/// What an answer takes.
const LATENCY: Duration = Duration::from_millis(50);
const HOSTS: usize = 50;
const PAGES: usize = 200;
const AT_ONCE: usize = 32;

fn main() {
    let site = Site::new(LATENCY);
    let folder = tempfile::tempdir().expect("there is room for files");
    println!("{:<44}{:>10}{:>10}{:>10}", "", "measured", "bound", "least");
    hurried(&site);
    warm(&site, &folder.path().join("cache"));
    draft_of_twelve(&site, folder.path());
    replay(&site, folder.path());
    polite(&site);
}

/// 200 pages of 50 hosts with no pause.
fn hurried(site: &Site) {
    let least = LATENCY * u32::try_from(PAGES).expect("few")
        / u32::try_from(AT_ONCE).expect("few");
    let options = Options { pause: Duration::ZERO, at_once: AT_ONCE, ..local() };
    let client = Client::new(options).expect("the options can be used");
    let took = time(|| get(&client, site));
    row("200 pages, 50 hosts, 32 at once, no pause", took, least.mul_f64(1.5), least);
}

/// 200 pages of 50 hosts as politely as by default.
fn polite(site: &Site) {
    let options = Options { at_once: AT_ONCE, ..local() };
    let per_host = u32::try_from(PAGES / HOSTS).expect("few");
    // robots.txt and each page, and a pause between two pages.
    let least = LATENCY * (per_host + 1) + options.pause * (per_host - 1);
    let client = Client::new(options).expect("the options can be used");
    let took = time(|| get(&client, site));
    row("200 pages, 50 hosts, a second between two", took, least.mul_f64(1.2), least);
}

/// 200 pages that their server confirms. It takes no time for that, as what is asked is
/// what we take.
fn warm(_: &Site, folder: &Path) {
    let site = Site::new(Duration::ZERO);
    let client = || {
        let options = Options { pause: Duration::ZERO, at_once: AT_ONCE, ..local() };
        let cache = Cache::open(folder).expect("the folder can be made");
        Client::with_cache(options, cache).expect("the options can be used")
    };
    get(&client(), &site);
    site.requests();
    let took = time(|| get(&client(), &site));
    assert_eq!(site.requests(), PAGES + HOSTS, "each page and robots.txt once");
    row("200 pages kept, all confirmed", took, Duration::from_secs(1), Duration::ZERO);
}

/// The program on a draft of 10 claims with 12 pages, each of a host of its own: robots.txt
/// and page are two answers in a row.
fn draft_of_twelve(site: &Site, folder: &Path) {
    let draft = folder.join("twelve.md");
    fs::write(&draft, text(site, 12, 10)).expect("it can be written");
    let cold = || time(|| run(&draft, &["--fetch", "--no-cache"]));
    let took = (0..5).map(|_| cold()).min().unwrap_or_default();
    let bound = Duration::from_millis(200);
    row("10 claims, 12 pages, cold", took, bound, 2 * LATENCY);
}

/// A pack of 200 pages, from the file to the bytes of all.
fn replay(site: &Site, folder: &Path) {
    let (draft, pack) = (folder.join("replay.md"), folder.join("run.wacz"));
    fs::write(&draft, text(site, PAGES, PAGES)).expect("it can be written");
    let pack_name = pack.to_string_lossy();
    let hurry =
        ["--fetch", "--no-cache", "--max-requests", "1000", "--record", &pack_name];
    run(&draft, &hurry);
    let took = time(|| {
        let pack = Pack::open(&pack).expect("it was just written");
        let answers = pack.fetch(&asked(site, PAGES, PAGES), &Allowance::new(1000));
        check(&answers);
    });
    row(
        "pack of 200 pages opened, all answered",
        took,
        Duration::from_millis(500),
        Duration::ZERO,
    );
}

/// A draft with so many claims that cites so many pages.
fn text(site: &Site, pages: usize, claims: usize) -> String {
    let urls: Vec<String> =
        asked(site, pages, pages).into_iter().map(|one| one.url).collect();
    let paragraphs = (0..claims).map(|claim| {
        let cited = urls.iter().skip(claim).step_by(claims).map(String::as_str);
        let cited = cited.collect::<Vec<_>>().join(">, <");
        format!("The board of harbour {claim} said the wall would be raised by 7 metres. (Sources: <{cited}>)\n\n")
    });
    paragraphs.collect()
}

/// Runs the program.
fn run(draft: &Path, more: &[&str]) {
    let ran = Command::new(env!("CARGO_BIN_EXE_veracite"))
        .arg("check")
        .arg(draft)
        .args(["--allow-private", "localhost", "--delay", "0", "--concurrency", "32"])
        .args(["--fail-on", "never", "--format", "json"])
        .args(more)
        .stdout(Stdio::null())
        .status();
    assert!(ran.is_ok_and(|status| status.success()), "the program failed");
}

fn local() -> Options {
    Options { allow_private: vec!["localhost".to_owned()], ..Options::default() }
}

/// So many pages of so many hosts, host by host in turn.
fn asked(site: &Site, pages: usize, hosts: usize) -> Vec<Request> {
    (0..pages).map(|at| Request::page(site.url(at % hosts, at / hosts))).collect()
}

fn get(client: &Client, site: &Site) {
    check(&client.fetch(&asked(site, PAGES, HOSTS), &Allowance::new(1000)));
}

fn check(answers: &[Fetched]) {
    for answer in answers {
        assert!(answer.body.is_ok(), "{answer:?}");
    }
}

#[expect(clippy::disallowed_methods, reason = "to take the time is what this is for")]
fn time(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

fn row(what: &str, took: Duration, bound: Duration, least: Duration) {
    let [took, bound, least] = [took, bound, least].map(|time| time.as_millis());
    println!("{what:<44}{took:>7} ms{bound:>7} ms{least:>7} ms");
}
