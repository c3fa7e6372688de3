//! Packs: what was recorded is what is replayed, and what was altered is named.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{Cursor, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use tempfile::TempDir;
use veracite::check::{self, Bench};
use veracite::draft::{self, Format};
use veracite::fetch::archive;
use veracite::fetch::folder::Saved;
use veracite::fetch::{
    Allowance, Body, Exchange, Fetch, FetchProblem, Fetched, Known, Request, Via,
};
use veracite::gather;
use veracite::outlet::Outlets;
use veracite::pack::{self, DraftBytes, Maker, Pack, PackError, Recorder, Run, Settings};
use veracite::page::Selection;
use veracite::report::{Report, json};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::program;
use crate::python::with_python;

/// The moment at which everything here was had.
const THEN: &str = "2026-03-04T10:00:00Z";

fn then() -> Timestamp {
    THEN.parse().unwrap()
}

/// Answers as told; each address any number of times.
#[derive(Default)]
struct Web {
    answers: BTreeMap<Request, Vec<Fetched>>,
    asked: std::sync::Mutex<BTreeMap<Request, usize>>,
}

impl Web {
    fn on(mut self, request: Request, fetched: Fetched) -> Self {
        self.answers.entry(request).or_default().push(fetched);
        self
    }
}

impl Fetch for Web {
    fn fetch(&self, asked: &[Request], allowance: &Allowance) -> Vec<Fetched> {
        let answer = |request: &Request| {
            let mut turns = self.asked.lock().unwrap();
            let turn = turns.entry(request.clone()).or_default();
            let answers = &self.answers[request];
            let fetched = answers.get(*turn).or(answers.last()).unwrap().clone();
            *turn += 1;
            assert!((0..fetched.requests).all(|_| allowance.take()));
            fetched
        };
        asked.iter().map(answer).collect()
    }

    fn known(&self, host: &str) -> Vec<Known> {
        let (url, title) = (format!("https://{host}/known"), Some("A story".to_owned()));
        vec![Known { url, title }]
    }
}

fn exchange(url: &str, head: &str, body: &[u8]) -> Arc<Exchange> {
    let status = head.split(' ').next().unwrap().parse().unwrap();
    Arc::new(Exchange {
        url: url.to_owned(),
        began: then(),
        ip: Some([192, 0, 2, 1].into()),
        request: format!("GET {url} HTTP/1.1\r\n\r\n").into_bytes(),
        status,
        head: format!("HTTP/1.1 {head}\r\n\r\n").into_bytes(),
        body: body.to_vec(),
        is_cut: false,
    })
}

fn html(bytes: &[u8]) -> Body {
    Body {
        bytes: bytes.to_vec(),
        media_type: Some("text/html".to_owned()),
        charset: Some("utf-8".to_owned()),
    }
}

fn had(url: &str, body: &[u8], exchanges: Vec<Arc<Exchange>>) -> Fetched {
    Fetched {
        url: url.to_owned(),
        body: Ok(html(body)),
        retrieved: Some(then()),
        via: Via::Network,
        requests: exchanges.len(),
        exchanges,
    }
}

const PLAIN: &str = "200 OK\r\nContent-Type: text/html; charset=utf-8";
const ROBOTS: &str = "200 OK\r\nContent-Type: text/plain";
/// Long enough to be an article.
const STORY: &[u8] = b"<html><body><article>\
    <p>The harbour board sold 42 moorings to local crews in March 2026.</p>\
    <p>The chair of the board read the terms of the sale to a full room, and \
    took questions until the caretaker put out the lights.</p>\
    <p>Rain fell on the quay for most of the evening. The ferry to the islands \
    left an hour late, with the last of the crews who had come to listen, and \
    the lamps along the northern wall were lit before it had passed the bar.</p>\
    <p>A second meeting is to be held in the school hall, where more people can \
    sit, once the drawings of the new pontoons have been printed and hung up for \
    everyone to see. Those who cannot come may write to the office by the slip.</p>\
    </article></body></html>";
const OTHER: &[u8] = b"<p>\x93A storm closed the lock\x94, in bytes that are no UTF-8.";

/// Of every sort one.
fn web() -> Web {
    let at = |path: &str| format!("https://www.theguardian.com/{path}");
    let robots = exchange(&at("robots.txt"), ROBOTS, b"User-agent: *\n");
    let moved = exchange(&at("old"), "301 Moved\r\nLocation: /story", b"");
    let story = exchange(&at("story"), PLAIN, STORY);
    let twin = exchange(&at("twin"), PLAIN, STORY);
    let packed =
        exchange(&at("packed"), "200 OK\r\nContent-Encoding: gzip", b"\x1f\x8b no gzip");
    let same = exchange(&at("story"), "304 Not Modified\r\nETag: \"a\"", b"");
    let first = had(&at("story"), STORY, vec![robots.clone(), moved, story.clone()]);
    let mut cached = had(&at("story"), STORY, vec![story, same]);
    (cached.via, cached.requests) = (Via::Cache, 1);
    let mut stale = had(&at("stale"), OTHER, vec![exchange(&at("stale"), PLAIN, OTHER)]);
    (stale.via, stale.requests) = (Via::Stale, 0);
    let gone = exchange(&at("gone"), "404 Not Found", b"gone");
    let missing = Fetched {
        exchanges: vec![gone],
        requests: 1,
        ..Fetched::new(at("gone"), Err(FetchProblem::Missing(404)))
    };
    let odd = "what it said: \u{1b}[2J \"\n".to_owned();
    Web::default()
        .on(Request::page(at("old")), first)
        .on(Request::page(at("story")), cached)
        .on(Request::page(at("twin")), had(&at("twin"), STORY, vec![robots, twin]))
        .on(Request::page(at("packed")), had(&at("packed"), OTHER, vec![packed]))
        .on(Request::page(at("stale")), stale)
        .on(Request::page(at("bare")), had(&at("bare"), b"", Vec::new()))
        .on(Request::page(at("gone")), missing)
        .on(Request::page(at("odd")), Fetched::new("", Err(FetchProblem::Broken(odd))))
        .on(
            Request::page(at("spent")),
            Fetched::new(at("spent"), Err(FetchProblem::Spent(60))),
        )
        .on(
            Request::listing(at("story")),
            Fetched::new(at("story"), Err(FetchProblem::Unreadable("text/html".into()))),
        )
        .on(Request::page(at("twice")), Fetched::new("", Err(FetchProblem::Timeout)))
        .on(Request::page(at("twice")), had(&at("twice"), OTHER, Vec::new()))
}

fn asked(web: &Web) -> Vec<Request> {
    web.answers.keys().cloned().collect()
}

fn saved() -> Vec<Saved> {
    let select = Some(Selection::parse("div.story > p").unwrap());
    vec![
        Saved {
            name: "variety.com/a b.html".into(),
            bytes: b"<p>Saved.".into(),
            host: Some("variety.com".into()),
            select,
            ..Saved::default()
        },
        Saved {
            name: "x.wacz#https://example.org/1".into(),
            bytes: OTHER.into(),
            url: Some("https://example.org/1".into()),
            outlet: Some("The Guardian".into()),
            retrieved: Some(THEN.into()),
            charset: Some("windows-1252".into()),
            cut: true,
            ..Saved::default()
        },
        Saved {
            name: "../../etc/passwd\r\nWARC-Type: response".into(),
            too_large: true,
            unreadable: Some("a page packed as \"zstd\"".into()),
            ..Saved::default()
        },
    ]
}

struct Packed {
    folder: TempDir,
}

impl Packed {
    fn path(&self) -> PathBuf {
        self.folder.path().join("run.wacz")
    }
}

/// A pack of `drafts` and what was asked for.
fn packed(
    saved: &[Saved],
    recorder: Option<&Recorder<'_>>,
    reports: &[Report<'_>],
) -> Packed {
    let folder = tempfile::tempdir().unwrap();
    let mut settings = Settings { fetch: recorder.is_some(), ..Settings::default() };
    settings.flags.insert("max-requests".into(), "60".into());
    let (name, bytes) = ("../drafts/a.md", b"A draft.\r\n\xff");
    let drafts = [DraftBytes { name, bytes, sources: Some(b"# none") }];
    let run = Run {
        tool: "veracite 0.0.0",
        ended: then(),
        settings: &settings,
        drafts: &drafts,
        saved,
        sources: Some(b"[[outlet]]\n"),
        outlets: &Outlets::builtin(),
        reports,
        recorder,
    };
    let packed = Packed { folder };
    pack::write(&packed.path(), &run).unwrap();
    packed
}

fn recorded() -> (Packed, Web) {
    let live = web();
    let recorder = Recorder::new(&live);
    let asked = asked(&live);
    let _ = recorder.fetch(&asked, &Allowance::new(100));
    let _ = recorder.fetch(&[asked[asked.len() - 2].clone()], &Allowance::new(100));
    let _ = recorder.known("variety.com");
    let packed = packed(&saved(), Some(&recorder), &[]);
    (packed, web())
}

/// An answer without what only a server can give.
fn without_exchanges(fetched: Vec<Fetched>) -> Vec<Fetched> {
    let bare = |fetched| Fetched { exchanges: Vec::new(), ..fetched };
    fetched.into_iter().map(bare).collect()
}

#[test]
fn what_was_answered_is_answered_again() {
    let (packed, web) = recorded();
    let pack = Pack::open(&packed.path()).unwrap();
    let requests = asked(&web);
    let (then, now) = (Allowance::new(100), Allowance::new(100));
    let expected = without_exchanges(web.fetch(&requests, &then));
    assert_eq!(pack.fetch(&requests, &now), expected);
    assert_eq!(then.spent(), now.spent());
    assert_eq!(pack.known("variety.com"), web.known("variety.com"));
    assert_eq!(pack.known("example.org"), Vec::new());
}

#[test]
fn the_order_of_asking_makes_no_difference() {
    let (packed, web) = recorded();
    let requests = asked(&web);
    let expected = without_exchanges(web.fetch(&requests, &Allowance::new(100)));
    let pack = Pack::open(&packed.path()).unwrap();
    for (request, expected) in requests.iter().zip(&expected).rev() {
        let answer = pack.fetch(std::slice::from_ref(request), &Allowance::new(0));
        assert_eq!(&answer[0], expected);
    }
    for n_threads in [2, 5] {
        let pack = Pack::open(&packed.path()).unwrap();
        let part = requests.len().div_ceil(n_threads);
        let answers: Vec<Fetched> = std::thread::scope(|scope| {
            let ask = |part| {
                let pack = &pack;
                scope.spawn(move || pack.fetch(part, &Allowance::new(100)))
            };
            let threads: Vec<_> = requests.chunks(part).map(ask).collect();
            threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
        });
        assert_eq!(answers, expected);
    }
}

#[test]
fn what_is_asked_twice_is_answered_in_turn() {
    let (packed, _) = recorded();
    let pack = Pack::open(&packed.path()).unwrap();
    let request = [Request::page("https://www.theguardian.com/twice")];
    let bodies =
        [(); 3].map(|()| pack.fetch(&request, &Allowance::default())[0].body.clone());
    assert_eq!(bodies, [Err(FetchProblem::Timeout), Ok(html(OTHER)), Ok(html(OTHER))]);
}

#[test]
fn what_was_not_asked_for_is_not_in_the_pack() {
    let (packed, _) = recorded();
    let pack = Pack::open(&packed.path()).unwrap();
    for request in [
        Request::page("https://www.theguardian.com/other"),
        Request::listing("https://www.theguardian.com/twin"),
        Request::page("https://www.theguardian.com/twin/"),
    ] {
        let answer =
            &pack.fetch(std::slice::from_ref(&request), &Allowance::default())[0];
        assert_eq!(answer.body, Err(FetchProblem::Unrecorded), "{request:?}");
        assert_eq!(answer.url, request.url);
    }
}

#[test]
fn what_the_user_gave_is_given_back() {
    let (packed, _) = recorded();
    let pack = Pack::open(&packed.path()).unwrap();
    assert_eq!(pack.saved().unwrap(), saved());
    assert_eq!(pack.drafts().len(), 1);
    assert_eq!(pack.drafts()[0].name, "../drafts/a.md");
    assert_eq!(pack.drafts()[0].bytes, b"A draft.\r\n\xff");
    assert_eq!(pack.drafts()[0].sources.as_deref(), Some(&b"# none"[..]));
    assert_eq!(pack.sources(), Some(&b"[[outlet]]\n"[..]));
    assert_eq!(pack.settings().flags["max-requests"], "60");
    assert_eq!(pack.tool(), "veracite 0.0.0");
    assert_eq!(pack.registry(), pack::registry(&Outlets::builtin()));
}

#[test]
fn the_same_run_makes_the_same_pack() {
    let bytes = || fs::read(recorded().0.path()).unwrap();
    assert_eq!(bytes(), bytes());
}

/// The records of a pack: type, address, and whether a payload is referred to.
fn records(path: &Path) -> Vec<(String, String)> {
    let mut zip = ZipArchive::new(File::open(path).unwrap()).unwrap();
    let mut text = Vec::new();
    let file = zip.by_name("archive/data.warc.gz").unwrap();
    flate2::read::MultiGzDecoder::new(file).read_to_end(&mut text).unwrap();
    let text = String::from_utf8_lossy(&text).into_owned();
    let heads = text.split("WARC/1.1\r\n").skip(1);
    let field = |head: &str, name: &str| {
        let line = head.lines().find_map(|line| line.strip_prefix(name));
        line.unwrap_or_default().to_owned()
    };
    heads
        .map(|head| (field(head, "WARC-Type: "), field(head, "WARC-Profile: ")))
        .collect()
}

#[test]
fn a_payload_is_stored_once() {
    let (packed, _) = recorded();
    let records = records(&packed.path());
    let count = |kind: &str, profile: &str| {
        let is_one = |one: &&(String, String)| one.0 == kind && one.1.ends_with(profile);
        records.iter().filter(is_one).count()
    };
    assert_eq!(count("warcinfo", ""), 1);
    assert_eq!(count("revisit", "identical-payload-digest"), 1);
    assert_eq!(count("revisit", "server-not-modified"), 1);
    // robots.txt, the redirect, the story, what says it is packed, the stale one, gone.
    assert_eq!(count("response", ""), 6);
    assert_eq!(count("request", ""), 8);
    // Three saved, one that its answer does not give, one empty, one without an answer.
    assert_eq!(count("resource", ""), 6);
    assert_eq!(count("metadata", ""), 3);
}

#[test]
fn our_reader_of_archives_reads_a_pack() {
    let (packed, _) = recorded();
    let found = archive::read("a", File::open(packed.path()).unwrap()).unwrap().unwrap();
    let story = found.iter().filter(|page| page.bytes == STORY);
    let urls: Vec<&str> = story.filter_map(|page| page.url.as_deref()).collect();
    assert!(urls.contains(&"https://www.theguardian.com/story"), "{urls:?}");
    assert!(urls.contains(&"https://www.theguardian.com/twin"), "{urls:?}");
    assert!(
        found.iter().any(|page| page.url.as_deref() == Some("https://example.org/1"))
    );
}

const DRAFT: &str = "\
The harbour board sold 48 moorings to local crews. (Source: https://www.theguardian.com/story)

The harbour board sold 42 moorings to local crews. (Source: https://www.theguardian.com/twin)

Zebras graze in the churchyard. (Source: https://www.theguardian.com/gone)
";

fn report<'o>(from: &dyn Fetch, outlets: &'o Outlets) -> Report<'o> {
    let draft = draft::parse("draft.md", DRAFT.as_bytes(), Format::Markdown);
    let shelf = gather::shelve(&[], outlets);
    let bench = Bench::new(&shelf);
    check::run(draft, &bench, Some(from), outlets, &check::Settings::default())
}

/// A server that has what the draft cites, and nothing else.
struct Lenient(Web);

impl Fetch for Lenient {
    fn fetch(&self, asked: &[Request], allowance: &Allowance) -> Vec<Fetched> {
        let nothing = |url: &str| Fetched::new(url, Err(FetchProblem::Missing(404)));
        let answer = |request: &Request| {
            if self.0.answers.contains_key(request) {
                self.0.fetch(std::slice::from_ref(request), allowance).remove(0)
            } else {
                nothing(&request.url)
            }
        };
        asked.iter().map(answer).collect()
    }
}

#[test]
fn a_replayed_report_is_the_recorded_one() {
    let outlets = Outlets::builtin();
    let web = Lenient(web());
    let recorder = Recorder::new(&web);
    let live = report(&recorder, &outlets);
    assert!(!live.findings.is_empty());
    let expected = json::check(&live);
    let packed = packed(&[], Some(&recorder), &[live]);
    let pack = Pack::open(&packed.path()).unwrap();
    assert_eq!(json::check(&report(&pack, &outlets)), expected);

    let mut zip = ZipArchive::new(File::open(packed.path()).unwrap()).unwrap();
    let mut read = |name: &str| {
        let mut text = String::new();
        zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    };
    assert_eq!(read("veracite/report.jsonl"), expected);
    let page: serde_json::Value =
        serde_json::from_str(&read("veracite/annotations.json")).unwrap();
    assert_eq!(page["type"], "AnnotationPage");
    let items = page["items"].as_array().unwrap();
    let words: Vec<&str> =
        items.iter().filter_map(|item| item["body"][1]["value"].as_str()).collect();
    assert!(
        words.contains(&"number-mismatch") && words.contains(&"supported"),
        "{words:?}"
    );
    for item in items {
        let (quote, place) =
            (&item["target"]["selector"][0], &item["target"]["selector"][1]);
        let exact = quote["exact"].as_str().unwrap();
        let length = place["end"].as_u64().unwrap() - place["start"].as_u64().unwrap();
        assert_eq!(length, exact.chars().count() as u64);
        assert!(String::from_utf8_lossy(STORY).contains(exact), "{exact}");
    }
    let origin: serde_json::Value =
        serde_json::from_str(&read("veracite/prov.json")).unwrap();
    let entities = origin["entity"].as_object().unwrap();
    let hashes = entities.values().filter(|entity| entity["v:hash"].is_string());
    // The report, the draft, the registry and two pages.
    assert_eq!(hashes.count(), 5);
}

/// The files of a pack and where their bytes are.
fn places(path: &Path) -> Vec<(String, std::ops::Range<u64>)> {
    let mut zip = ZipArchive::new(File::open(path).unwrap()).unwrap();
    let n_files = zip.len();
    let place = |at| {
        let file = zip.by_index(at).unwrap();
        let start = file.data_start().unwrap();
        (file.name().unwrap().into_owned(), start..start + file.size())
    };
    (0..n_files).map(place).collect()
}

/// Flips a byte and puts it back.
fn with_flip<T>(file: &mut File, at: u64, then: impl FnOnce() -> T) -> T {
    let mut byte = [0];
    let mut put = |file: &mut File, flip: u8| {
        file.seek(SeekFrom::Start(at)).unwrap();
        file.read_exact(&mut byte).unwrap();
        file.seek(SeekFrom::Start(at)).unwrap();
        file.write_all(&[byte[0] ^ flip]).unwrap();
    };
    let bit = 1 << (at % 8);
    put(file, bit);
    let done = then();
    put(file, bit);
    done
}

#[test]
fn a_sound_pack_is_sound() {
    let (packed, _) = recorded();
    let sound = pack::verify(&packed.path()).unwrap();
    assert_eq!(sound.maker, Maker::Veracite);
    assert_eq!((sound.files, sound.records, sound.unchecked), (10, 26, 0));
    assert_eq!(sound.unlisted, Vec::<String>::new());
}

#[test]
fn each_byte_that_is_flipped_is_seen_and_its_file_named() {
    let packed = packed(&saved()[..1], None, &[]);
    let path = packed.path();
    let places = places(&path);
    let mut file = OpenOptions::new().read(true).write(true).open(&path).unwrap();
    for at in 0..file.metadata().unwrap().len() {
        let within = places.iter().find(|(_, place)| place.contains(&at));
        let expected = within.map_or("the ZIP directory", |(name, _)| name);
        let found = with_flip(&mut file, at, || pack::verify(&path));
        match found {
            Err(PackError::Altered { file, .. }) => {
                assert_eq!(file, expected, "byte {at}");
            }
            other => panic!("byte {at} of {expected}: {other:?}"),
        }
    }
    assert!(pack::verify(&path).is_ok());
}

#[test]
fn a_replay_of_an_altered_pack_is_an_error() {
    let (packed, _) = recorded();
    let path = packed.path();
    let mut file = OpenOptions::new().read(true).write(true).open(&path).unwrap();
    for (name, place) in places(&path).into_iter().filter(|(_, place)| !place.is_empty())
    {
        let at = place.start + (place.end - place.start) / 2;
        let found = with_flip(&mut file, at, || Pack::open(&path));
        let is_told =
            matches!(&found, Err(PackError::Altered { file, .. }) if *file == name);
        assert!(is_told, "{name}: {found:?}");
    }
}

#[test]
fn what_is_cut_off_is_an_error() {
    let (packed, _) = recorded();
    let bytes = fs::read(packed.path()).unwrap();
    let path = packed.folder.path().join("cut.wacz");
    for length in (0..bytes.len()).step_by(97).chain([bytes.len() - 1]) {
        fs::write(&path, &bytes[..length]).unwrap();
        assert!(Pack::open(&path).is_err(), "{length} bytes");
        assert!(pack::verify(&path).is_err(), "{length} bytes");
    }
    fs::write(&path, [&bytes[..], b"x"].concat()).unwrap();
    assert!(matches!(pack::verify(&path), Err(PackError::Altered { .. })));
}

/// A ZIP archive of these files.
fn zipped(files: &[(&str, &[u8])], method: CompressionMethod) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let options = SimpleFileOptions::default().compression_method(method);
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A pack whose list is right for whatever is in it.
fn listed(files: &[(&str, &[u8])], method: CompressionMethod) -> Vec<u8> {
    use sha2::Digest;
    let hash = |bytes: &[u8]| {
        let hash = sha2::Sha256::digest(bytes);
        let hex: Vec<String> = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        format!("sha256:{}", hex.concat())
    };
    let resources: Vec<serde_json::Value> = files
        .iter()
        .map(|(path, bytes)| {
            serde_json::json!({
                "name": path, "path": path, "hash": hash(bytes), "bytes": bytes.len(),
            })
        })
        .collect();
    let list = serde_json::json!({ "software": "another 1.0", "resources": resources });
    let list = list.to_string().into_bytes();
    let digest = serde_json::json!({ "path": "datapackage.json", "hash": hash(&list) });
    let digest = digest.to_string().into_bytes();
    let mut all = files.to_vec();
    all.push(("datapackage.json", &list));
    all.push(("datapackage-digest.json", &digest));
    zipped(&all, method)
}

/// What opening and verifying bytes as a pack gives.
#[track_caller]
fn check(bytes: &[u8], opened: &str, verified: &str) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("p");
    fs::write(&path, bytes).unwrap();
    let told = |error: PackError| error.to_string().replace(path.to_str().unwrap(), "p");
    let open = Pack::open(&path).map_or_else(told, |_| "sound".to_owned());
    let verify =
        pack::verify(&path).map_or_else(told, |sound| format!("{:?}", sound.maker));
    assert!(open.contains(opened), "{open}");
    assert!(verify.contains(verified), "{verify}");
}

#[test]
fn a_file_of_another_kind_is_no_pack() {
    for bytes in
        [&b""[..], b"<p>text", &zipped(&[("a.txt", b"a")], CompressionMethod::Stored)]
    {
        check(bytes, "p is no pack", "p is no pack");
    }
    let damaged = "p is altered or damaged: the ZIP directory";
    check(b"PK\x03\x04 and no more", damaged, damaged);
}

#[test]
fn a_pack_of_another_tool_is_checked_for_what_it_states() {
    let warc = b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n";
    for method in [CompressionMethod::Stored, CompressionMethod::Deflated] {
        let files = [("archive/a.warc", &warc[..]), ("pages/pages.jsonl", b"{}")];
        let bytes = listed(&files, CompressionMethod::Stored);
        check(&bytes, "the pack of another tool", "Other(Some(\"another 1.0\"))");
        let bare = zipped(&files, method);
        check(
            &bare,
            "datapackage.json: it is not there",
            "datapackage.json: it is not there",
        );
    }
}

#[test]
fn a_run_that_is_hostile_is_an_error() {
    let (packed, _) = recorded();
    let mut zip = ZipArchive::new(File::open(packed.path()).unwrap()).unwrap();
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    for at in 0..zip.len() - 2 {
        let mut file = zip.by_index(at).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        files.push((file.name().unwrap().into_owned(), bytes));
    }
    let with = |path: &str, from: &str, to: &str| {
        let changed: Vec<(String, Vec<u8>)> = files
            .iter()
            .map(|(name, bytes)| {
                if name != path {
                    return (name.clone(), bytes.clone());
                }
                let text = String::from_utf8(bytes.clone()).unwrap();
                assert!(text.contains(from), "{from}");
                (name.clone(), text.replace(from, to).into_bytes())
            })
            .collect();
        let changed: Vec<(&str, &[u8])> = changed
            .iter()
            .map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
            .collect();
        listed(&changed, CompressionMethod::Stored)
    };
    let ledger = "veracite/outcomes.jsonl";
    let odd = with(ledger, "\"requests\":3", "\"requests\":18446744073709551615");
    check(&odd, "requests beyond reason", "");
    check(&with(ledger, "\"kind\":\"asked\"", "\"kind\":\"x\""), "unknown variant", "");
    check(&with(ledger, THEN, "soon"), "no moment", "");
    let settings = "veracite/settings.json";
    check(
        &with(settings, "\"schema\": 1", "\"schema\": 2"),
        "made by veracite 0.0.0",
        "",
    );
    let path = "veracite/draft-1.md";
    check(&with(settings, path, "../../etc/passwd"), "passwd: it is not there", "");
    check(&with(settings, path, ledger), "sound", "");

    // Records that are said to be elsewhere give problems, not other pages.
    let lost = with(ledger, "\"offset\":", "\"offset\":9");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("p");
    fs::write(&path, lost).unwrap();
    let pack = Pack::open(&path).unwrap();
    let answer = &pack.fetch(&asked(&web())[..3], &Allowance::default());
    for one in answer.iter().filter(|one| one.retrieved.is_some()) {
        assert!(matches!(one.body, Err(FetchProblem::Broken(_))), "{one:?}");
    }
    assert!(pack.saved().is_err());
}

#[test]
fn millions_of_files_are_not_listed() {
    let mut end = b"PK\x05\x06\0\0\0\0\xff\xff\xff\xff\0\0\0\0\0\0\0\0\0\0".to_vec();
    let mut bytes = zipped(&[("archive/a.warc", b"")], CompressionMethod::Stored);
    bytes.append(&mut end);
    let damaged = "the ZIP directory: it can't be read";
    check(&bytes, damaged, damaged);
}

#[test]
fn a_bomb_in_a_record_goes_no_further_than_a_page_may() {
    let mut member =
        flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    let length = 300_u64 << 20;
    let head = format!(
        "WARC/1.1\r\nWARC-Type: response\r\nContent-Length: {length}\r\n\
         WARC-Block-Digest: sha256:00\r\n\r\n"
    );
    member.write_all(head.as_bytes()).unwrap();
    std::io::copy(&mut std::io::repeat(b' ').take(length), &mut member).unwrap();
    let warc = member.finish().unwrap();
    let files = [("archive/data.warc.gz", &warc[..])];
    let bytes = listed(&files, CompressionMethod::Stored);
    check(&bytes, "the pack of another tool", "record 1: its block is altered");
}

#[test]
fn a_pack_that_cannot_be_written_leaves_what_was_there() {
    let (packed, _) = recorded();
    let missing = packed.folder.path().join("no/such/folder/run.wacz");
    let settings = Settings::default();
    let run = Run {
        tool: "veracite 0.0.0",
        ended: then(),
        settings: &settings,
        drafts: &[],
        saved: &[],
        sources: None,
        outlets: &Outlets::builtin(),
        reports: &[],
        recorder: None,
    };
    let error = pack::write(&missing, &run).unwrap_err();
    assert!(matches!(error, PackError::Unwritable { .. }), "{error}");
    // A folder stands where the pack is to go.
    let error = pack::write(packed.folder.path(), &run).unwrap_err();
    assert!(matches!(error, PackError::Unwritable { .. }), "{error}");
    let left: Vec<_> = fs::read_dir(packed.folder.path()).unwrap().collect();
    assert_eq!(left.len(), 1, "{left:?}");
    assert!(pack::verify(&packed.path()).is_ok());
}

/// A folder with a draft and the page that it cites.
fn desk() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let pages = folder.path().join("pages/www.theguardian.com");
    fs::create_dir_all(&pages).unwrap();
    fs::write(pages.join("story.html"), STORY).unwrap();
    let draft =
        "The harbour board sold 48 moorings to local crews. (Source: The Guardian)\n";
    fs::write(folder.path().join("draft.md"), draft).unwrap();
    folder
}

const RECORD: &[&str] = &[
    "check", "draft.md", "--pages", "pages", "--format", "json", "--record", "run.wacz",
];

#[test]
fn a_recorded_run_is_run_again_without_its_pages() {
    let desk = desk();
    let (code, live, _) = program(desk.path(), RECORD);
    assert_eq!(code, 1);
    fs::remove_dir_all(desk.path().join("pages")).unwrap();
    let replay = ["check", "--replay", "run.wacz", "--format", "json"];
    assert_eq!(program(desk.path(), &replay), (1, live.clone(), String::new()));
    let with_draft = [&replay[..], &["draft.md"]].concat();
    assert_eq!(program(desk.path(), &with_draft), (1, live, String::new()));
    let (code, _, told) = program(desk.path(), &["check"]);
    assert_eq!(code, 2);
    assert!(told.contains("<DRAFT>"), "{told}");
}

#[test]
fn a_file_that_was_altered_is_named_to_the_user() {
    let desk = desk();
    program(desk.path(), RECORD);
    let verify = ["pack", "verify", "run.wacz"];
    let (code, told, _) = program(desk.path(), &verify);
    assert_eq!(code, 0);
    assert!(told.contains("as they were made"), "{told}");
    let path = desk.path().join("run.wacz");
    let place = places(&path).remove(0).1;
    let mut file = OpenOptions::new().read(true).write(true).open(&path).unwrap();
    let altered =
        with_flip(&mut file, place.start + 40, || program(desk.path(), &verify));
    assert_eq!((altered.0, altered.1.as_str()), (1, ""));
    assert!(altered.2.contains("archive/data.warc.gz"), "{}", altered.2);
    let (code, ..) = program(desk.path(), &["pack", "verify", "draft.md"]);
    assert_eq!(code, 2);
}

#[test]
fn only_evidence_that_changed_is_told() {
    let desk = desk();
    program(desk.path(), RECORD);
    let recheck = ["recheck", "run.wacz", "--pages", "pages"];
    let (code, told, _) = program(desk.path(), &recheck);
    assert_eq!(code, 0, "{told}");
    assert!(!told.contains("page-changed"), "{told}");

    let page = desk.path().join("pages/www.theguardian.com/story.html");
    let story =
        String::from_utf8_lossy(STORY).replace("<article>", "<div>New</div><article>");
    fs::write(&page, &story).unwrap();
    assert_eq!(program(desk.path(), &recheck).1, told);

    fs::write(&page, story.replace("sold 42", "sold 45")).unwrap();
    let (code, told, _) = program(desk.path(), &recheck);
    assert_eq!(code, 1);
    assert!(told.contains("[-42-] [+45+]"), "{told}");
    let json = [&recheck[..], &["--format", "json"]].concat();
    let (_, told, _) = program(desk.path(), &json);
    let told: serde_json::Value =
        serde_json::from_str(told.lines().next().unwrap()).unwrap();
    assert_eq!(
        (&told["rule"], &told["change"]),
        (&"page-changed".into(), &"changed".into())
    );

    fs::remove_file(&page).unwrap();
    let (code, told, _) = program(desk.path(), &recheck);
    assert_eq!(code, 0);
    assert!(told.contains("can't be seen now"), "{told}");
    let strict = [&recheck[..], &["--strict"]].concat();
    assert_eq!(program(desk.path(), &strict).0, 3);
}

#[test]
fn another_implementation_finds_the_records_right() {
    let (packed, _) = recorded();
    let mut zip = ZipArchive::new(File::open(packed.path()).unwrap()).unwrap();
    let path = packed.folder.path().join("data.warc.gz");
    let mut warc = zip.by_name("archive/data.warc.gz").unwrap();
    std::io::copy(&mut warc, &mut File::create(&path).unwrap()).unwrap();
    let run = "import sys; from warcio.cli import main; main(sys.argv[1:])";
    let args = ["-c", run, "check", "-v", path.to_str().unwrap()];
    with_python("warcio", &args, |out| {
        let told = String::from_utf8_lossy(&out.stdout);
        assert!(out.status.success(), "{told}");
        assert!(!told.contains("failed"), "{told}");
        // Responses, resources, requests, metadata and warcinfo have a digest to hold.
        assert!(told.matches("digest pass").count() >= 16, "{told}");
    });
}

#[test]
fn another_implementation_finds_the_pack_right() {
    let (packed, _) = recorded();
    let run = "import sys; from wacz.main import main; sys.exit(main(sys.argv[1:]))";
    let path = packed.path();
    let args = ["-c", run, "validate", "-f", path.to_str().unwrap()];
    with_python("wacz", &args, |out| {
        let told = String::from_utf8_lossy(&out.stdout);
        assert!(out.status.success(), "{told}{}", String::from_utf8_lossy(&out.stderr));
        assert!(told.contains("the passed WACZ is valid"), "{told}");
    });
}
