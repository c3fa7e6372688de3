//! The links of evidence lead to its words: by the specification, and in a browser.

mod browser;
mod reader;
mod shape;

use std::fs;
use std::path::Path;

use serde_json::Value;

use self::reader::{Directive, Document};
use crate::cli::veracite;

/// Pieces of evidence for the drafts of the fixture: their page's name, their words and
/// their link.
fn evidence() -> Vec<(String, String, String)> {
    let drafts = fs::read_dir("fixtures/drafts").unwrap().map(|one| one.unwrap().path());
    let mut drafts: Vec<_> =
        drafts.filter(|path| path.extension().is_some_and(|it| it == "md")).collect();
    drafts.sort();
    let mut command = veracite();
    command.arg("check").args(drafts);
    command.args(["--pages", "fixtures/pages", "--format", "json"]);
    let output = command.output().unwrap().stdout;
    let mut all = Vec::new();
    for line in output.split(|&byte| byte == b'\n').filter(|line| !line.is_empty()) {
        let report: Value = serde_json::from_slice(line).unwrap();
        let list = |value: &Value| value.as_array().unwrap().clone();
        let pages = list(&report["pages"]);
        for one in list(&report["findings"]).iter().flat_map(|one| list(&one["evidence"]))
        {
            let page = pages.iter().find(|page| page["id"] == one["page"]).unwrap();
            let Some(url) = one["url"].as_str() else { continue };
            let text = |value: &Value| value.as_str().unwrap().to_owned();
            all.push((text(&page["name"]), text(&one["text"]), url.to_owned()));
        }
    }
    all.sort();
    all.dedup();
    all
}

/// Text without white space, as words of two cells or lines stand.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn every_link_of_the_fixture_means_the_words_of_its_evidence() {
    let evidence = evidence();
    assert!(evidence.len() > 10, "{evidence:?}");
    for (name, text, url) in evidence {
        let path = Path::new("fixtures/pages").join(&name);
        let page = fs::read_to_string(&path).unwrap();
        let document = match path.extension().and_then(|it| it.to_str()) {
            Some("txt") => Document::of_text(&page),
            _ => Document::of_html(&page),
        };
        let directive = Directive::of(&url).unwrap_or_else(|| panic!("{url}"));
        let found = document.find(&directive);
        assert_eq!(found.map(|found| bare(&found)), Some(bare(&text)), "{name}: {url}");
    }
}

#[test]
fn links_of_every_shape_mean_the_words_they_were_made_for() {
    for shape in shape::all() {
        let document = Document::of_html(&shape.html);
        let directive = Directive::of(&shape.link).unwrap_or_else(|| panic!("{shape:?}"));
        let found = document.find(&directive);
        assert_eq!(
            found.map(|found| bare(&found)),
            Some(bare(&shape.words)),
            "{shape:?}"
        );
    }
}

#[test]
fn the_shapes_are_all_that_there_are() {
    let of = |shape: &shape::Shape| {
        let Directive { prefix, end, suffix, .. } = Directive::of(&shape.link).unwrap();
        (prefix.is_some(), end.is_some(), suffix.is_some())
    };
    let mut seen: Vec<_> = shape::all().iter().map(of).collect();
    seen.sort_unstable();
    seen.dedup();
    let (yes, no) = (true, false);
    let known = [
        (no, no, no),
        (no, no, yes),
        (no, yes, no),
        (yes, no, no),
        (yes, no, yes),
        (yes, yes, no),
    ];
    assert_eq!(seen, known);
}
