//! Pages that hide their article: they may support a claim, and accuse nobody.

use std::fs;

use serde_json::Value;

use crate::cli::veracite;

/// What each page shows, and the wall it is.
const WALLED: &[(&str, &str)] = &[
    (
        "paywall",
        "<html><title>The ferry</title><article><p>The ferry of Dunmarrow ran aground on \
         Monday with 48 passengers.</p><p>Subscribe to continue reading.</p></article></html>",
    ),
    (
        "consent",
        "<html><title>The Post</title><p>We and our partners use cookies and personal \
         data.</p><button>Accept all</button></html>",
    ),
    (
        "script",
        "<html><title>The Post</title><div id=root></div><script src=a.js></script></html>",
    ),
    (
        "bot",
        "<html><title>Just a moment...</title><p>Please wait while we look whether you are a \
         human.</p></html>",
    ),
    ("error", "<html><title>404 Not Found</title><h1>Not Found</h1></html>"),
    (
        "thin",
        "<html><p>The ferry of Dunmarrow ran aground with 48 passengers.</p></html>",
    ),
];

/// A page that says what the walled ones do not.
const WHOLE: &str = "The ferry of Dunmarrow ran aground on Monday with 84 passengers.\n\
    The lifeboat crew brought all of them to the quay at Hexley before the tide turned.";

/// The report on `draft`, given pages by host.
fn report(draft: &str, pages: &[(&str, &str)]) -> Value {
    let folder = tempfile::tempdir().unwrap();
    for (host, text) in pages {
        let end = if text.starts_with('<') { "html" } else { "txt" };
        fs::create_dir_all(folder.path().join(host)).unwrap();
        fs::write(folder.path().join(host).join(format!("a.{end}")), text).unwrap();
    }
    let mut command = veracite();
    command.args(["check", "-", "--format", "json", "--pages"]).arg(folder.path());
    let output = command.write_stdin(draft).output().unwrap();
    serde_json::from_slice(&output.stdout).unwrap()
}

const GUARDIAN: &str = "www.theguardian.com";
const VARIETY: &str = "variety.com";

/// The rules that fire on `draft`, and the verdicts.
#[track_caller]
fn check(
    draft: &str,
    pages: &[(&str, &str)],
    rules: &[&str],
    verdicts: &[&str],
) -> Value {
    let report = report(draft, pages);
    let texts = |list: &str, key: &str| {
        let items = report[list].as_array().unwrap().iter();
        items.map(|one| one[key].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(texts("findings", "rule"), rules, "{draft} {pages:?}");
    assert_eq!(texts("verdicts", "verdict"), verdicts, "{draft} {pages:?}");
    report
}

#[test]
fn a_walled_page_alters_and_lacks_nothing_and_the_finding_names_the_wall() {
    // The page of another outlet has the claim as the draft does.
    let draft = "The ferry of Dunmarrow ran aground on Monday with 84 passengers. (Source: The \
                 Guardian)";
    for &(name, html) in WALLED {
        let pages = [(GUARDIAN, html), (VARIETY, WHOLE)];
        let report = check(draft, &pages, &["page-walled"], &["unread"]);
        let walls: Vec<&str> = report["pages"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|page| page["wall"].as_str())
            .collect();
        assert_eq!(walls, [name]);
        let finding = &report["findings"][0];
        let wall = veracite::page::Wall::ALL
            .into_iter()
            .find(|wall| wall.name() == name)
            .unwrap();
        assert!(
            finding["message"].as_str().unwrap().ends_with(wall.meaning()),
            "{finding}"
        );
        assert_eq!(finding["help"], wall.remedy());
    }
}

#[test]
fn what_a_teaser_says_supports_a_claim() {
    let draft = "The ferry of Dunmarrow ran aground on Monday with 48 passengers. (Source: The \
                 Guardian)";
    check(draft, &[(GUARDIAN, WALLED[0].1)], &["page-walled"], &["supported"]);
}

#[test]
fn outlets_with_the_same_wall_do_not_carry_one_text() {
    let draft = "The ferry of Dunmarrow ran aground on Monday with 84 passengers. (Sources: The \
                 Guardian, Variety)";
    for &(_, html) in WALLED {
        let pages = [(GUARDIAN, html), (VARIETY, html)];
        check(draft, &pages, &["page-walled", "page-walled"], &["unread", "unread"]);
    }
}

#[test]
fn words_of_a_wall_are_no_ones_to_copy() {
    let words = "We and our partners use cookies and personal data so that adverts find you \
                 on every site there is.";
    let html = format!("<html><p>{words}</p><button>Accept all</button></html>");
    let report = report(&format!("{words} (Source: The Guardian)"), &[(GUARDIAN, &html)]);
    let rules: Vec<&Value> =
        report["findings"].as_array().unwrap().iter().map(|one| &one["rule"]).collect();
    assert!(rules.iter().all(|rule| *rule != "unquoted-copy"), "{rules:?}");
}

#[test]
fn a_row_with_a_walled_page_is_unread_or_supported() {
    let row = |html: &str, claim: &str| {
        let row = serde_json::json!({"id": 1, "html": html, "claim": claim}).to_string();
        let mut command = veracite();
        command.args(["compare", "--jsonl", "-"]).write_stdin(row);
        serde_json::from_slice::<Value>(&command.output().unwrap().stdout).unwrap()
    };
    for &(_, html) in WALLED {
        let answer =
            row(html, "The ferry of Dunmarrow ran aground on Monday with 84 passengers.");
        let expected = serde_json::json!(["unread", "page-walled", []]);
        let found =
            serde_json::json!([answer["verdict"], answer["rule"], answer["differences"]]);
        assert_eq!(found, expected);
    }
    let said = "The ferry of Dunmarrow ran aground with 48 passengers.";
    assert_eq!(row(WALLED[5].1, said)["verdict"], "supported");
}
