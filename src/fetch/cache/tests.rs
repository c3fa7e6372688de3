//! The cache as its callers see it, alone and among other processes.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};
use std::thread;

use tempfile::TempDir;

use super::*;

/// Where a process that a test starts keeps things; that it is set makes it a writer.
const WRITER: &str = "VERACITE_TEST_WRITER";

/// The first thing a writer says.
const READY: &str = "the first page is kept";

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_769_076_000 + seconds).unwrap()
}

fn cache() -> (TempDir, Cache) {
    let folder = tempfile::tempdir().unwrap();
    let cache = Cache::open(folder.path()).unwrap();
    (folder, cache)
}

/// An answer that tells in each of its parts which one it is.
fn exchange(url: &str, number: usize) -> Exchange {
    let head = format!(
        "HTTP/1.1 200 OK\r\nETag: \"{number}\"\r\nCache-Control: max-age=60\r\n\r\n"
    );
    Exchange {
        url: url.to_owned(),
        began: at(0),
        ip: Some([192, 0, 2, 7].into()),
        request: format!("GET /{number} HTTP/1.1\r\nX: \u{e9}\r\n\r\n").into_bytes(),
        status: 200,
        head: head.into_bytes(),
        body: format!("{url} {number}\n").repeat(1 + number % 3000).into_bytes(),
        is_cut: false,
    }
}

fn found(cache: &Cache, url: &str) -> Option<Arc<Exchange>> {
    match cache.look(url, &HeaderMap::new(), at(1)) {
        Lookup::Fresh(exchange) => Some(exchange),
        Lookup::Miss => None,
        stale @ Lookup::Stale { .. } => panic!("{stale:?}"),
    }
}

/// Checks that what is found is a whole answer, whichever; whether one was found.
#[track_caller]
fn check(cache: &Cache, url: &str) -> bool {
    let Some(found) = found(cache, url) else { return false };
    let head = String::from_utf8_lossy(&found.head);
    let number = head.split('"').nth(1).unwrap().parse().unwrap();
    assert_eq!(*found, exchange(url, number));
    true
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let found = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().flatten();
    let is_file = |entry: &walkdir::DirEntry| {
        entry.file_type().is_file() && entry.file_name() != "CACHEDIR.TAG"
    };
    found.filter(is_file).map(walkdir::DirEntry::into_path).collect()
}

const URL: &str = "https://www.a.example/wall";

#[test]
fn what_is_kept_is_found_and_nothing_else_is() {
    let (_folder, cache) = cache();
    assert_eq!(found(&cache, URL), None);
    cache.keep(&exchange(URL, 7));
    assert_eq!(found(&cache, URL).as_deref(), Some(&exchange(URL, 7)));
    assert!(check(&cache, &format!("{URL}#part").replace("#part", "")));
    assert_eq!(found(&cache, "https://www.a.example/Wall"), None);
    cache.keep(&exchange(URL, 8));
    assert_eq!(found(&cache, URL).as_deref(), Some(&exchange(URL, 8)));
}

#[test]
fn half_a_page_and_a_failure_are_not_kept() {
    let (_folder, cache) = cache();
    cache.keep(&Exchange { is_cut: true, ..exchange(URL, 1) });
    cache.keep(&Exchange { status: 500, ..exchange(URL, 1) });
    assert_eq!(found(&cache, URL), None);
}

#[test]
fn a_page_that_is_gone_is_gone_from_the_cache_and_one_that_fails_is_not() {
    for (status, is_left) in
        [(410, false), (404, false), (302, false), (503, true), (429, true)]
    {
        let (_folder, cache) = cache();
        cache.keep(&exchange(URL, 1));
        cache.keep(&Exchange { status, ..exchange(URL, 2) });
        assert_eq!(found(&cache, URL).is_some(), is_left, "{status}");
    }
}

#[test]
fn a_confirmed_page_is_fresh_again_and_its_bytes_are_those_of_the_first_time() {
    let (_folder, cache) = cache();
    cache.keep(&exchange(URL, 1));
    let asked = HeaderMap::new();
    let Lookup::Stale { stored, validators, may_stand_in } =
        cache.look(URL, &asked, at(99))
    else {
        panic!("it is stale")
    };
    assert_eq!(validators[http::header::IF_NONE_MATCH], "\"1\"");
    assert!(may_stand_in);
    let confirmed = Exchange {
        status: 304,
        began: at(100),
        head: b"HTTP/1.1 304 Not Modified\r\n\r\n".to_vec(),
        ..exchange(URL, 1)
    };
    assert_eq!(cache.refresh(&stored, &confirmed), Some(Arc::clone(&stored)));
    assert_eq!(cache.look(URL, &asked, at(159)), Lookup::Fresh(stored));
    assert!(matches!(cache.look(URL, &asked, at(160)), Lookup::Stale { .. }));
}

#[test]
fn pages_that_were_read_are_known_by_host() {
    let (_folder, cache) = cache();
    let other = "https://a.example/tide";
    for url in [URL, other, "https://a.example/robots.txt", "https://b.example/x"] {
        cache.keep(&exchange(url, 1));
    }
    cache.note(URL, Some("Wall \u{1f30a} raised"));
    cache.note(other, None);
    cache.note("https://a.example/never-kept", Some("x"));
    let known = |url: &str, title: Option<&str>| Known {
        url: url.to_owned(),
        title: title.map(str::to_owned),
    };
    let expected = [known(other, None), known(URL, Some("Wall \u{1f30a} raised"))];
    assert_eq!(cache.known("A.example"), expected);
    assert_eq!(cache.known("www.a.example"), expected);
    assert_eq!(cache.known("b.example"), []);
    assert_eq!(cache.known("../.."), []);
}

#[test]
fn any_changed_byte_makes_a_miss_and_never_another_page() {
    let (folder, cache) = cache();
    cache.keep(&exchange(URL, 3));
    cache.note(URL, Some("Wall"));
    for path in files(folder.path()) {
        let whole = fs::read(&path).unwrap();
        for at in 0..whole.len() {
            let mut bytes = whole.clone();
            bytes[at] ^= [1, 2, 0x20, 0x80, 0xff][at % 5];
            fs::write(&path, &bytes).unwrap();
            let found = found(&cache, URL);
            let is_note = path.to_string_lossy().contains(".note.");
            assert_eq!(found.is_some(), is_note, "{} {at}", path.display());
            assert_eq!(cache.known("a.example").len(), 0);
            assert!(!path.exists(), "{} {at} is removed", path.display());
            cache.keep(&exchange(URL, 3));
            cache.note(URL, Some("Wall"));
        }
    }
}

#[test]
fn a_file_cut_anywhere_is_a_miss() {
    let (folder, cache) = cache();
    cache.keep(&exchange(URL, 3));
    for path in files(folder.path()) {
        let whole = fs::read(&path).unwrap();
        for length in 0..whole.len() {
            fs::write(&path, &whole[..length]).unwrap();
            assert_eq!(found(&cache, URL), None, "{} {length}", path.display());
            cache.keep(&exchange(URL, 3));
        }
        fs::write(&path, [&whole[..], b"\n"].concat()).unwrap();
        assert_eq!(found(&cache, URL), None, "{}", path.display());
        cache.keep(&exchange(URL, 3));
    }
}

#[test]
fn the_file_of_another_page_is_a_miss() {
    let (_folder, cache) = cache();
    let other = "https://www.a.example/tide";
    cache.keep(&exchange(URL, 3));
    let foreign = cache.depot.read(Drawer::Entry, &entry::path(URL)).unwrap();
    cache.depot.write(Drawer::Entry, &entry::path(other), &foreign);
    assert_eq!(found(&cache, other), None);
    assert!(!cache.depot.has(Drawer::Entry, &entry::path(other)), "it is removed");
    assert!(check(&cache, URL));
}

#[test]
fn an_entry_of_a_later_version_is_left_alone() {
    let (_folder, cache) = cache();
    let later = entry::framed(2, "{\"of\":\"another layout\"}").into_bytes();
    let path = entry::path(URL);
    cache.depot.write(Drawer::Entry, &path, &later);
    assert_eq!(found(&cache, URL), None);
    cache.keep(&exchange(URL, 3));
    cache.keep(&Exchange { status: 410, ..exchange(URL, 3) });
    assert_eq!(cache.depot.read(Drawer::Entry, &path), Some(later));
    assert_eq!(found(&cache, URL), None);
}

#[test]
fn a_folder_that_is_none_is_one_error() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    let error = Cache::open(&file).unwrap_err();
    assert!(matches!(error, CacheError::Folder { .. }), "{error}");
    assert!(error.to_string().contains("file can't be used: "), "{error}");
}

#[test]
fn in_a_folder_that_cannot_be_written_pages_are_found_and_trouble_is_told_once() {
    let (folder, cache) = cache();
    cache.keep(&exchange(URL, 1));
    // Holds for every user, as a mode does not for root.
    let unfinished = folder.path().join("unfinished");
    fs::remove_dir(&unfinished).unwrap();
    fs::write(&unfinished, "").unwrap();
    cache.keep(&exchange("https://a.example/2", 2));
    let error = cache.trouble().unwrap().to_string();
    assert!(error.starts_with("nothing more is kept in the cache folder "), "{error}");
    assert!(check(&cache, URL) && !check(&cache, "https://a.example/2"));
    // The folder is well again, and yet nothing more is tried in this run.
    fs::remove_file(&unfinished).unwrap();
    cache.keep(&exchange("https://a.example/3", 3));
    assert!(!check(&cache, "https://a.example/3"));
    assert_eq!(cache.trouble().unwrap().to_string(), error);
}

fn url(number: usize) -> String {
    format!("https://www.a.example/{}", number % 20)
}

/// Keeps pages and looks for them, over and over; each that is found is whole.
fn work(cache: &Cache, from: usize, rounds: usize) {
    for number in from..from + rounds {
        cache.keep(&exchange(&url(number), number));
        check(cache, &url(number * 7));
        cache.note(&url(number), Some("Wall"));
    }
}

#[test]
fn threads_share_a_folder() {
    let (folder, cache) = cache();
    thread::scope(|scope| {
        for from in 0..4 {
            let (cache, folder) = (&cache, &folder);
            scope.spawn(move || {
                work(cache, from * 1000, 60);
                work(&Cache::open(folder.path()).unwrap(), from * 1000, 60);
            });
        }
    });
    assert!(cache.trouble().is_none());
    assert!((0..20).all(|number| check(&cache, &url(number))), "none is lost");
    assert_eq!(cache.known("a.example").len(), 20);
}

/// Starts this very test binary on one test of this file.
fn start(test: &str, folder: &Path) -> Child {
    let test = format!("fetch::cache::tests::{test}");
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", &test, "--nocapture"])
        .env(WRITER, folder)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

#[test]
fn processes_share_a_folder() {
    if let Some(folder) = std::env::var_os(WRITER) {
        let cache = Cache::open(Path::new(&folder)).unwrap();
        work(&cache, usize::try_from(std::process::id()).unwrap() % 1000, 60);
        assert!(cache.trouble().is_none());
        return;
    }
    let (folder, cache) = cache();
    let writers: Vec<Child> =
        (0..16).map(|_| start("processes_share_a_folder", folder.path())).collect();
    for writer in writers {
        let output = writer.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    }
    assert!((0..20).all(|number| check(&cache, &url(number))), "none is lost");
    assert_eq!(cache.known("a.example").len(), 20);
}

#[test]
fn a_killed_process_leaves_no_broken_page() {
    if let Some(folder) = std::env::var_os(WRITER) {
        let cache = Cache::open(Path::new(&folder)).unwrap();
        work(&cache, 0, 1);
        writeln!(std::io::stdout(), "{READY}").unwrap();
        work(&cache, 0, usize::MAX);
    }
    let (folder, cache) = cache();
    for round in 0..30 {
        let mut writer = start("a_killed_process_leaves_no_broken_page", folder.path());
        let lines = BufReader::new(writer.stdout.take().unwrap()).lines();
        assert!(lines.map_while(Result::ok).any(|line| line.contains(READY)));
        thread::sleep(Duration::from_micros(700 * round));
        writer.kill().unwrap();
        writer.wait().unwrap();
        assert!(check(&cache, &url(0)), "what was kept before is there");
        for number in 1..20 {
            check(&cache, &url(number));
        }
    }
}

#[cfg(unix)]
#[test]
fn a_full_disk_is_told_once_and_loses_nothing() {
    if let Some(folder) = std::env::var_os(WRITER) {
        let cache = Cache::open(Path::new(&folder)).unwrap();
        cache.keep(&exchange(URL, 1));
        assert!(cache.trouble().is_none() && check(&cache, URL));
        // Some 70 kB: more than the process may write to a file.
        cache.keep(&exchange(URL, 2500));
        assert!(matches!(cache.trouble(), Some(CacheError::Write { .. })));
        assert!(check(&cache, URL), "what was there before");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    // `trap` lets a write past the limit fail rather than end the process.
    let status = Command::new("sh")
        .args([
            "-c",
            "trap '' XFSZ 2>/dev/null || trap '' 25; ulimit -f 16; exec \"$@\"",
            "sh",
        ])
        .arg(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "fetch::cache::tests::a_full_disk_is_told_once_and_loses_nothing",
        ])
        .env(WRITER, folder.path())
        .stdout(Stdio::null())
        .status()
        .unwrap();
    assert!(status.success());
    let cache = Cache::open(folder.path()).unwrap();
    assert_eq!(found(&cache, URL).as_deref(), Some(&exchange(URL, 1)));
    assert_eq!(files(&folder.path().join("unfinished")), Vec::<PathBuf>::new());
}
