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

/// Whether a page is a text and no HTML.
fn is_plain(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|end| end == "txt")
}

/// Text without what is read between the words of two cells or lines.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '|').collect()
}

#[test]
fn every_link_of_the_fixture_means_the_words_of_its_evidence() {
    let evidence = evidence();
    assert!(evidence.len() > 10, "{evidence:?}");
    for (name, text, url) in evidence {
        let page = fs::read_to_string(Path::new("fixtures/pages").join(&name)).unwrap();
        let read = if is_plain(&name) { Document::of_text } else { Document::of_html };
        let document = read(&page);
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

mod properties {
    use proptest::collection::vec;
    use proptest::prelude::*;
    use veracite::page;
    use veracite::report::Links;
    use veracite::text::Span;

    use super::{Directive, Document, bare};

    const WORDS: [&str; 8] = ["the", "wall", "held", "“A", "well.", "it’s", "é,", "1.5"];

    fn line() -> impl Strategy<Value = String> {
        let word = (0..WORDS.len()).prop_map(|at| WORDS[at]);
        vec(word, 1..16).prop_map(|words| words.join(" "))
    }

    proptest! {
        #[test]
        fn on_a_page_that_repeats_itself_a_link_means_the_words_it_was_made_for(
            lines in vec(line(), 1..5),
            first in 0usize..60,
            length in 1usize..30,
        ) {
            let page = page::from_text(Some("https://quay.example/"), &lines.join("\n\n"));
            let starts: Vec<usize> = std::iter::once(0)
                .chain(page.text.match_indices([' ', '\n']).map(|(at, _)| at + 1))
                .collect();
            let first = first % starts.len();
            let after = (first + length).min(starts.len());
            let end = starts.get(after).map_or(page.text.len(), |end| end - 1);
            let words = Span::new(starts[first], end).of(&page.text);
            let link = Links::new(&page).to(Span::new(starts[first], end)).unwrap();
            let document = Document::of_text(&page.text.replace('\n', "\n\n"));
            let directive = Directive::of(&link).unwrap();
            let found = document.find(&directive).unwrap_or_default();
            // All words of a block may not tell where the marking is to start or to end.
            let is_all = |term: &str, line: Option<&str>| line.map(bare) == Some(bare(term));
            let may_start_early = is_all(&directive.start, words.split('\n').next());
            let may_end_early = directive.suffix.is_none()
                && directive.end.is_some_and(|end| is_all(&end, words.rsplit('\n').next()));
            let (words, found) = (bare(words), bare(&found));
            let is_it = words == found
                || may_start_early && may_end_early && !found.is_empty()
                || may_start_early && found.ends_with(&words)
                || may_end_early && !found.is_empty() && words.starts_with(&found);
            prop_assert!(is_it, "{link} means {found:?}, not {words:?}");
        }
    }
}
