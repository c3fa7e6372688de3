//! Pages in other files than HTML: PDF, MHTML, and web archives in the place of a folder.

use std::fs;
use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::Value;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::cli::veracite;

const GUARDIAN: &str =
    "www.theguardian.com/uk-news/2026/mar/17/kelmouth-island-ferries-electric-vote.html";
const BBC: &str = "www.bbc.co.uk/news/articles/cx2k7vd9m4no.html";

/// A WARC of pages of the fixture, one member of gzip for each.
fn warc() -> Vec<u8> {
    let mut archive = Vec::new();
    for page in [GUARDIAN, BBC] {
        let html = fs::read(format!("fixtures/pages/{page}")).unwrap();
        let mut block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n".to_vec();
        block.extend(html);
        let head = format!(
            "WARC/1.1\r\nWARC-Type: response\r\nWARC-Date: 2026-03-19T08:00:00Z\r\n\
             WARC-Target-URI: https://{page}\r\nContent-Length: {}\r\n\r\n",
            block.len()
        );
        let mut member = GzEncoder::new(archive, Compression::fast());
        for part in [head.as_bytes(), &block, b"\r\n\r\n"] {
            member.write_all(part).unwrap();
        }
        archive = member.finish().unwrap();
    }
    archive
}

fn wacz(path: &Path) {
    let mut zip = ZipWriter::new(fs::File::create(path).unwrap());
    let list =
        format!("{{\"format\":\"json-pages-1.0\"}}\n{{\"url\":\"https://{BBC}\"}}\n");
    for (name, bytes) in
        [("archive/data.warc.gz", warc()), ("pages/pages.jsonl", list.into_bytes())]
    {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(&bytes).unwrap();
    }
    zip.finish().unwrap();
}

/// The lines that a command writes as JSON.
fn lines(args: &[&str]) -> Vec<Value> {
    let output = veracite().args(args).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(!text.is_empty(), "{told}");
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn each_page_of_an_archive_is_shown_in_turn() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("session.warc.gz");
    fs::write(&path, warc()).unwrap();
    let shown = lines(&["page", "--format", "json", path.to_str().unwrap()]);
    let found: Vec<(&str, bool)> = shown
        .iter()
        .map(|page| {
            let name = page["name"].as_str().unwrap();
            let is_named = name.contains(&format!("session.warc.gz#https://{GUARDIAN}"))
                || name.contains(&format!("session.warc.gz#https://{BBC}"));
            (page["outlet"].as_str().unwrap(), is_named)
        })
        .collect();
    assert_eq!(found, [("The Guardian", true), ("BBC", true)]);
}

#[test]
fn an_archive_stands_for_a_folder_or_in_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("session.wacz");
    wacz(&path);
    fs::copy("fixtures/carriers/slip-closure.pdf", folder.path().join("notice.pdf"))
        .unwrap();
    let draft = "fixtures/drafts/kelmouth-ferries.md";
    for (pages, expected) in
        [(path.as_path(), &["BBC"][..]), (folder.path(), &["none", "BBC"][..])]
    {
        let pages = pages.to_str().unwrap();
        let report = lines(&["check", draft, "--format", "json", "--pages", pages]);
        let outlets: Vec<&str> = report[0]["pages"]
            .as_array()
            .unwrap()
            .iter()
            .map(|page| page["outlet"].as_str().unwrap_or("none"))
            .collect();
        assert_eq!(outlets, expected);
        let last = report[0]["pages"].as_array().unwrap().last().unwrap();
        assert_eq!(last["retrieved"], "2026-03-19T08:00:00Z");
        assert_eq!(last["problem"], Value::Null);
    }
}

#[test]
fn a_claim_is_held_against_a_pdf() {
    let claim = "Lorries over 7.5 tonnes will be taken by way of Skellan, which adds some 40 \
                 minutes to the crossing.";
    let page = "fixtures/carriers/slip-closure.pdf";
    let output =
        veracite().args(["compare", "--claim", claim, "--page", page]).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("supported"), "{text}");
    let page = &lines(&["page", "--format", "json", page])[0];
    assert_eq!(page["title"], "Dunmore slip to close for nine weeks");
    assert_eq!(page["published"], "2026-03-12");
    let text = page["text"].as_str().unwrap();
    assert_eq!(text.lines().count(), 7, "{text}");
    assert!(!text.contains("Notice 7") && !text.contains("Page 1"), "{text}");
}
