//! A draft, the outlets that it cites, and the report on it.

use std::fmt::Write as _;
use std::fs;
use std::net::TcpStream;

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

use super::server::send;
use crate::cli::veracite;

/// What every sound page of these tests tells, long enough to be an article.
pub(super) const STORY: &str = "<html><head>\
    <title>Harbour board sells moorings</title></head><body><article><h1>Harbour board sells moorings</h1>\
    <p>The harbour board sold 42 moorings to local crews in March 2026.</p>\
    <p>The chair of the board read the terms of the sale to a full room, and took \
    questions until the caretaker put out the lights.</p>\
    <p>Rain fell on the quay \u{2013} in caf\u{e9}s it was the talk \u{2013} for most of the \
    evening. The ferry to the islands left an hour late, with the last of the crews who had \
    come to listen, and the lamps along the northern wall were lit before it had passed the \
    bar.</p>\
    <p>A second meeting is to be held in the school hall, where more people can sit, once \
    the drawings of the new pontoons have been printed and hung up for everyone to see. \
    Those who cannot come may write to the office by the slip.</p>\
    </article></body></html>";
pub(super) const SENTENCE: &str =
    "The harbour board sold 42 moorings to local crews in March 2026.";
pub(super) const HTML: &str = "Content-Type: text/html; charset=utf-8";

/// A draft and the outlets that it cites.
pub(super) struct Desk {
    folder: TempDir,
    draft: String,
    sources: String,
}

impl Desk {
    pub(super) fn new() -> Self {
        let draft = "---\ndate: 2026-04-01\n---\n\n# Harbour\n".to_owned();
        Self { folder: tempfile::tempdir().unwrap(), draft, sources: String::new() }
    }

    /// Cites an outlet, by an address if there is one.
    pub(super) fn cite(&mut self, key: &str, url: Option<&str>, listings: &str) {
        let label =
            url.map_or_else(|| name(key), |url| format!("[{}]({url})", name(key)));
        writeln!(self.draft, "\n{SENTENCE} (Source: {label})").unwrap();
        let (name, host) = (name(key), host(key));
        let outlet = format!("name = \"{name}\"\nhosts = [\"{host}\"]\n{listings}\n");
        writeln!(self.sources, "[[outlet]]\n{outlet}").unwrap();
    }

    /// The report on it.
    pub(super) fn check(&self, args: &[&str]) -> Value {
        self.run(veracite(), args)
    }

    /// The same, of a program that is called in another way.
    pub(super) fn run(&self, program: Command, args: &[&str]) -> Value {
        let output = self.program(program, args).output().unwrap();
        let text = String::from_utf8_lossy(&output.stdout);
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error} {output:?}"))
    }

    /// The program with all that it is told.
    fn program(&self, mut program: Command, args: &[&str]) -> Command {
        let path = |file: &str| self.folder.path().join(file);
        fs::write(path("draft.md"), &self.draft).unwrap();
        fs::write(path("sources.toml"), &self.sources).unwrap();
        program
            .current_dir(self.folder.path())
            .env("XDG_CACHE_HOME", path("cache"))
            .args(["check", "draft.md", "--fetch", "--allow-private", "localhost"])
            .args(["--sources", "sources.toml", "--delay", "0", "--format", "json"])
            .args(args);
        program
    }
}

/// The name of an outlet: `slow-head` is the Slow Head Gazette.
pub(super) fn name(key: &str) -> String {
    let words =
        key.split('-').map(|word| format!("{}{} ", word[..1].to_uppercase(), &word[1..]));
    words.collect::<String>() + "Gazette"
}

pub(super) fn host(key: &str) -> String {
    format!("{key}.localhost")
}

pub(super) fn story(stream: &mut TcpStream) {
    send(stream, "200 OK", &[HTML], STORY.as_bytes());
}

/// Why the page of an outlet was not had, if so.
pub(super) fn problem(report: &Value, key: &str) -> Option<String> {
    let mut pages = report["pages"].as_array().unwrap().iter();
    let name = name(key);
    let page = pages.find(|page| page["outlet"] == *name);
    let page = page.unwrap_or_else(|| panic!("{key}: {report:#}"));
    page["problem"].as_str().map(ToOwned::to_owned)
}

/// The claims that rest on these outlets are supported, and those alone.
#[track_caller]
pub(super) fn check_verdicts(report: &Value, keys: &[&str]) {
    let citations = report["citations"].as_array().unwrap();
    let mut supported = Vec::new();
    for verdict in report["verdicts"].as_array().unwrap() {
        let citation = usize::try_from(verdict["citation"].as_u64().unwrap()).unwrap();
        let label = citations[citation]["outlet"].as_str().unwrap().to_owned();
        match verdict["verdict"].as_str().unwrap() {
            "supported" => supported.push(label),
            // What was not read is neither there nor missing.
            "unread" => {}
            other => panic!("{label} {other}"),
        }
    }
    let expected: Vec<String> = keys.iter().map(|key| name(key)).collect();
    assert_eq!(supported, expected, "{:#}", report["pages"]);
}
