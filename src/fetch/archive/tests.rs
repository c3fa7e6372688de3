//! Archives made here, as the tools write them that are in use.

use std::io::{Cursor, Write};

use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;

/// A record of some type.
fn record(kind: &str, url: &str, more: &str, block: &[u8]) -> Vec<u8> {
    let mut record = format!(
        "WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\n\
         WARC-Date: 2026-01-22T10:00:00Z\r\n{more}Content-Length: {}\r\n\r\n",
        block.len()
    )
    .into_bytes();
    record.extend_from_slice(block);
    record.extend_from_slice(b"\r\n\r\n");
    record
}

/// An answer of a server.
fn answer(head: &str, body: &[u8]) -> Vec<u8> {
    let mut block = format!("HTTP/1.1 {head}\r\n\r\n").into_bytes();
    block.extend_from_slice(body);
    block
}

const HTML: &str = "200 OK\r\nContent-Type: text/html; charset=iso-8859-1";

fn response(url: &str, head: &str, body: &[u8]) -> Vec<u8> {
    let more = "Content-Type: application/http; msgtype=response\r\n";
    record("response", url, more, &answer(head, body))
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

/// What is read of an archive: address and text of each page, or why there is none.
fn pages(bytes: &[u8]) -> Vec<(String, String)> {
    let pages = read("a", Cursor::new(bytes)).unwrap().unwrap_or_default();
    let shown = pages.iter().map(|page| {
        let text = match &page.unreadable {
            Some(why) => format!("! {why}"),
            None if page.too_large => "! too large".to_owned(),
            None => String::from_utf8_lossy(&page.bytes).into_owned(),
        };
        (page.name.clone(), text)
    });
    shown.collect()
}

#[track_caller]
fn check(bytes: &[u8], expected: &[(&str, &str)]) {
    let found = pages(bytes);
    let found: Vec<(&str, &str)> =
        found.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    assert_eq!(found, expected);
}

/// A session as a crawler writes it: about itself, what it asked for, what came.
fn session() -> Vec<Vec<u8>> {
    vec![
        record("warcinfo", "", "", b"software: example"),
        record("request", "https://a.example/1", "", b"GET /1 HTTP/1.1\r\n\r\n"),
        response("https://a.example/1", HTML, b"<p>one"),
        response(
            "https://a.example/p.png",
            "200 OK\r\nContent-Type: image/png",
            b"\x89PNG",
        ),
        response("https://a.example/old", "301 Moved\r\nLocation: /2", b""),
        response("https://a.example/gone", "404 No\r\nContent-Type: text/html", b"<p>no"),
        response(
            "https://a.example/robots.txt",
            "200 OK\r\nContent-Type: text/plain",
            b"x",
        ),
        record(
            "resource",
            "https://a.example/2",
            "Content-Type: text/html\r\n",
            b"<p>two",
        ),
    ]
}

const SESSION: &[(&str, &str)] =
    &[("a#https://a.example/1", "<p>one"), ("a#https://a.example/2", "<p>two")];

#[test]
fn pages_are_taken_and_the_rest_is_passed_over() {
    check(&session().concat(), SESSION);
    let found = read("a", Cursor::new(session().concat())).unwrap().unwrap();
    assert_eq!(found[0].url.as_deref(), Some("https://a.example/1"));
    assert_eq!(found[0].retrieved.as_deref(), Some("2026-01-22T10:00:00Z"));
    assert_eq!(found[0].charset.as_deref(), Some("iso-8859-1"));
    assert!(!found[0].cut);
}

#[test]
fn an_archive_may_be_packed_by_record_or_whole() {
    let members: Vec<u8> = session().iter().flat_map(|record| gzip(record)).collect();
    check(&members, SESSION);
    check(&gzip(&session().concat()), SESSION);
}

#[test]
fn other_files_are_no_archives() {
    for bytes in [&b""[..], b"<p>text", b"%PDF-1.7", &gzip(b"<p>a page\n<p>packed")] {
        assert!(read("a", Cursor::new(bytes)).unwrap().is_none());
    }
}

#[test]
fn bodies_are_unpacked_as_their_heads_say() {
    let mut zlib = ZlibEncoder::new(Vec::new(), Compression::fast());
    zlib.write_all(b"<p>body").unwrap();
    let mut raw = DeflateEncoder::new(Vec::new(), Compression::fast());
    raw.write_all(b"<p>body").unwrap();
    // `<p>body` as a Brotli stream of one block that is stored, not packed.
    let brotli = b"\x0b\x03\x80<p>body\x03";
    for (how, body) in [
        ("Content-Encoding: gzip", gzip(b"<p>body")),
        ("Content-Encoding: x-gzip", b"<p>body".to_vec()),
        ("Content-Encoding: deflate", zlib.finish().unwrap()),
        ("Content-Encoding: deflate", raw.finish().unwrap()),
        ("Content-Encoding: br", brotli.to_vec()),
        ("Content-Encoding: br", b"<p>body".to_vec()),
        ("Content-Encoding: zstd", b"<p>body".to_vec()),
        ("Content-Encoding: zstd", ZSTD.to_vec()),
        (
            "Transfer-Encoding: chunked",
            b"3\r\n<p>\r\n4;x=y\r\nbody\r\n0\r\n\r\n".to_vec(),
        ),
        ("Transfer-Encoding: chunked", b"<p>body".to_vec()),
    ] {
        let head = format!("{HTML}\r\n{how}");
        let archive = response("https://a.example/", &head, &body);
        check(&archive, &[("a#https://a.example/", "<p>body")]);
    }
}

/// `<p>body` as a Zstandard frame with one block that is not compressed (RFC 8878).
const ZSTD: &[u8] = b"\x28\xb5\x2f\xfd\x20\x07\x39\x00\x00<p>body";

#[test]
fn a_packing_that_is_not_known_is_a_gap() {
    let head = format!("{HTML}\r\nContent-Encoding: compress");
    let archive = response("https://a.example/", &head, b"\x1f\x9d");
    check(&archive, &[("a#https://a.example/", "! a page packed as \"compress\"")]);
}

#[test]
fn a_page_that_is_not_all_there_is_cut() {
    let cut = |head: &str, body: &[u8]| {
        let archive = response("https://a.example/", &format!("{HTML}{head}"), body);
        read("a", Cursor::new(archive)).unwrap().unwrap()[0].cut
    };
    assert!(cut("\r\nContent-Length: 100", b"<p>a part"));
    assert!(cut("\r\nTransfer-Encoding: chunked", b"9\r\n<p>a"));
    let packed = gzip("<p>a page that is longer".repeat(40).as_bytes());
    assert!(cut("\r\nContent-Encoding: gzip", &packed[..packed.len() / 2]));
    assert!(!cut("\r\nContent-Length: 4", b"<p>a"));
}

#[test]
fn a_visit_that_found_the_same_is_resolved() {
    let digest = "WARC-Payload-Digest: sha1:ABC\r\n";
    let mut archive =
        record("response", "https://a.example/1", digest, &answer(HTML, b"<p>one"));
    for url in ["https://a.example/1", "https://a.example/copy"] {
        archive.extend(record("revisit", url, digest, &answer(HTML, b"")));
    }
    let other = "WARC-Payload-Digest: sha1:XYZ\r\n";
    archive.extend(record("revisit", "https://a.example/far", other, &answer(HTML, b"")));
    check(
        &archive,
        &[
            ("a#https://a.example/1", "<p>one"),
            ("a#https://a.example/copy", "<p>one"),
            (
                "a#https://a.example/far",
                "! a page that the archive refers to in another archive",
            ),
        ],
    );
}

/// A WACZ of these files.
fn wacz(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_wacz_gives_the_pages_that_it_lists() {
    let list = b"{\"format\":\"json-pages-1.0\",\"id\":\"pages\"}\n\
        {\"url\":\"https://a.example/old#top\",\"ts\":\"2026-01-22T10:00:00Z\"}\n\
        {\"url\":\"https://a.example/1\"}\n{\"url\":\"https://a.example/none\"}\nnot json\n";
    let warc: Vec<u8> = session().iter().flat_map(|record| gzip(record)).collect();
    let files: &[(&str, &[u8])] = &[
        ("archive/data.warc.gz", &warc),
        ("datapackage.json", b"{}"),
        ("pages/pages.jsonl", list),
    ];
    check(
        &wacz(files),
        &[
            ("a#https://a.example/2", "<p>two"),
            ("a#https://a.example/1", "<p>one"),
            (
                "a#https://a.example/none",
                "! a page that the archive lists and does not hold",
            ),
        ],
    );
    check(&wacz(&files[..2]), SESSION);
    check(&wacz(&files[1..]), &[]);
}

#[test]
fn an_archive_that_breaks_off_is_read_as_far_as_it_goes() {
    let whole = session().concat();
    for end in 0..whole.len() {
        let found = pages(&whole[..end]);
        assert!(found.len() <= 3, "{found:?}");
    }
    let packed = gzip(&whole);
    for end in 0..packed.len() {
        let _ = pages(&packed[..end]);
    }
    let cut = &whole[..whole.len() - 12];
    let found = pages(cut);
    assert_eq!(found.last().unwrap().1, "! the rest of an archive that is damaged");
}

#[test]
fn a_wrong_length_costs_one_record() {
    let mut archive = response("https://a.example/1", HTML, b"<p>one");
    let at = archive.windows(16).position(|part| part == b"Content-Length: ").unwrap();
    archive[at + 16..at + 18].copy_from_slice(b"40");
    archive.extend(response("https://a.example/2", HTML, b"<p>two"));
    let found = pages(&archive);
    assert!(found.iter().any(|(_, text)| text.contains("damaged")), "{found:?}");
    assert_eq!(found.last().unwrap().1, "<p>two");
}

#[test]
fn a_bomb_is_a_gap() {
    let bomb = gzip(&vec![b'a'; usize::try_from(LARGEST).unwrap() + 2]);
    let head = format!("{HTML}\r\nContent-Encoding: gzip");
    let mut archive = response("https://a.example/bomb", &head, &bomb);
    archive.extend(response("https://a.example/2", HTML, b"<p>two"));
    check(
        &archive,
        &[
            ("a#https://a.example/bomb", "! too large"),
            ("a#https://a.example/2", "<p>two"),
        ],
    );
    let mut room = Room { unpacked: 2000, kept: 1 << 20, records: 10 };
    let endless = gzip(&session().concat().repeat(100));
    let found = warc::read("a", BufReader::new(&endless[..]), &mut room).unwrap();
    let last = found.pages.last().unwrap();
    assert_eq!(
        last.unreadable.as_deref(),
        Some("the rest of an archive that is too large")
    );
}

mod properties {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn any_change_to_an_archive_is_borne(
            at: prop::sample::Index, byte: u8, pack: bool, length in 0_usize..20,
        ) {
            let mut bytes = session().concat();
            if pack {
                bytes = gzip(&bytes);
            }
            let at = at.index(bytes.len());
            let end = (at + length).min(bytes.len());
            bytes[at..end].fill(byte);
            let _ = read("a", Cursor::new(bytes)).unwrap();
        }

        #[test]
        fn any_answer_is_unpacked(
            head in "HTTP/1.1 200( |\r\n|Content-Encoding: (gzip|br|deflate)|Transfer-Encoding: chunked|[a-f0-9]{0,3}){0,20}",
            body in proptest::collection::vec(any::<u8>(), 0..100),
        ) {
            let block = [head.as_bytes(), b"\r\n\r\n", &body].concat();
            if let Some(answer) = body::answer(&block) {
                let _ = body::unpacked(&answer);
            }
        }
    }
}
