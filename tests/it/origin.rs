//! What shows only when several pages are at hand: whose claim it is, whose text, whose
//! words.

use std::fs;

use serde_json::Value;

use crate::cli::veracite;

const STORM: &str = "Winds of 104 miles an hour were measured at Varra lighthouse on Monday.\n\
    Schools in the islands will stay shut until Thursday, the council announced.\n\
    “It sounded like a train that never passed,” said Olive Penn.\n\
    Engineers were waiting for calmer seas to bring over cable and poles from the mainland.\n\
    Two fishing boats were lost at their moorings, and the hospital is running on its own \
    generator while the substation is dried out and its switches are replaced.";
const MILL: &str = "A mill that has stood beside the Arle for two centuries was gutted by fire.\n\
    Sixty firefighters worked until dawn to keep the flames from a row of cottages.\n\
    The lifeboat crew of Dunmarrow rescued nine sailors in a gale on Sunday.";
const WALL: &str = "<html><body><article><p>It rained on the valley for a week and the river \
    rose.</p><p>Subscribe to continue reading.</p></article></body></html>";

/// The findings on `draft`, given pages by host: rule, the draft's words, message, the
/// words of the first page shown.
fn found(draft: &str, pages: &[(&str, &str)]) -> Vec<[String; 4]> {
    let folder = tempfile::tempdir().unwrap();
    for (host, text) in pages {
        let end = if text.starts_with('<') { "html" } else { "txt" };
        fs::create_dir_all(folder.path().join(host)).unwrap();
        fs::write(folder.path().join(host).join(format!("a.{end}")), text).unwrap();
    }
    let output = veracite()
        .args(["check", "-", "--format", "json", "--pages"])
        .arg(folder.path())
        .write_stdin(draft)
        .output()
        .unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let place =
        |one: &Value, key: &str| usize::try_from(one[key].as_u64().unwrap()).unwrap();
    let findings = report["findings"].as_array().unwrap().iter();
    findings
        .map(|one| {
            [
                one["rule"].as_str().unwrap().to_owned(),
                draft[place(one, "start")..place(one, "end")].to_owned(),
                one["message"].as_str().unwrap().to_owned(),
                one["evidence"][0]["text"].as_str().unwrap_or_default().to_owned(),
            ]
        })
        .collect()
}

#[track_caller]
fn check(draft: &str, pages: &[(&str, &str)], expected: &[[&str; 4]]) {
    assert_eq!(found(draft, pages), expected, "{draft}");
}

const GUARDIAN: &str = "www.theguardian.com";
const VARIETY: &str = "variety.com";
const REUTERS: &str = "www.reuters.com";

#[test]
fn a_claim_that_another_page_has_is_misattributed_and_its_passage_shown() {
    let claim = "The lifeboat crew of Dunmarrow rescued nine sailors in a gale.";
    check(
        &format!("{claim} (Source: The Guardian)"),
        &[(GUARDIAN, STORM), (VARIETY, MILL)],
        &[[
            "misattributed",
            claim,
            "The Guardian does not say this; Variety does",
            "The lifeboat crew of Dunmarrow rescued nine sailors in a gale on Sunday.",
        ]],
    );
}

#[test]
fn a_quotation_that_only_another_page_has_is_misattributed() {
    let claim = "“It sounded like a train that never passed,” said Olive Penn.";
    check(
        &format!("{claim} (Source: Variety)"),
        &[(GUARDIAN, STORM), (VARIETY, MILL)],
        &[[
            "misattributed",
            claim,
            "Variety does not say this; The Guardian does",
            claim,
        ]],
    );
}

#[test]
fn nothing_is_misattributed_while_a_cited_outlet_is_unread() {
    let claim = "The lifeboat crew of Dunmarrow rescued nine sailors in a gale.";
    for (cited, pages) in [
        ("The Guardian", &[(GUARDIAN, WALL), (VARIETY, MILL)][..]),
        ("The Guardian", &[(VARIETY, MILL)]),
        ("The Guardian, Reuters", &[(GUARDIAN, STORM), (VARIETY, MILL)]),
    ] {
        let found = found(&format!("{claim} (Source: {cited})"), pages);
        let rules: Vec<&str> = found.iter().map(|one| one[0].as_str()).collect();
        assert!(!rules.contains(&"misattributed"), "{rules:?}");
    }
}

#[test]
fn a_page_on_the_same_matter_that_does_not_say_it_is_not_named() {
    let claim =
        "The lifeboat crew of Hexley rescued nineteen climbers on the cliffs in May.";
    let found = found(
        &format!("{claim} (Source: The Guardian)"),
        &[(GUARDIAN, STORM), (VARIETY, MILL)],
    );
    assert_eq!(found.len(), 1);
    assert_eq!(found[0][0], "not-stated");
}

#[test]
fn the_one_sentence_that_no_outlet_carries_is_named_once() {
    let claim = "Zebras graze in the churchyard of Larkfleet.";
    check(
        &format!(
            "Schools in the islands will stay shut until Thursday. {claim} Sixty firefighters \
             worked until dawn. (Sources: The Guardian, Variety)"
        ),
        &[(GUARDIAN, STORM), (VARIETY, MILL)],
        &[["not-stated", claim, "neither The Guardian nor Variety states this", ""]],
    );
}

#[test]
fn an_outlet_that_carries_nothing_of_its_paragraph_is_named() {
    check(
        "Schools in the islands will stay shut until Thursday. Two fishing boats were lost. \
         (Sources: The Guardian, Variety)",
        &[(GUARDIAN, STORM), (VARIETY, MILL)],
        &[[
            "outlet-carries-nothing",
            "Variety",
            "Variety states nothing of this paragraph",
            "",
        ]],
    );
}

#[test]
fn outlets_with_one_text_are_told_once_and_with_texts_of_their_own_never() {
    let edited = format!(
        "VARRA, Nov 3 - {}",
        STORM.replace("miles an hour", "mph").replace(['“', '”'], "\"")
    );
    let draft = "Two fishing boats were lost. (Sources: The Guardian, Variety, Reuters)";
    check(
        draft,
        &[(GUARDIAN, STORM), (VARIETY, &edited), (REUTERS, STORM)],
        &[[
            "single-origin",
            "Reuters",
            "The Guardian, Variety and Reuters carry one and the same text",
            "",
        ]],
    );
    let own = "The gale that hit the islands took two fishing boats with it. In Varra, where \
        gusts topped 100mph, families cooked on camp stoves for a second night.\n\
        “It sounded like a train that never passed,” said Olive Penn, who has opened her \
        kitchen to eleven neighbours. Repairs are slow, some complain, but no barge can land \
        before the swell goes down. Pupils have been told to remain at home.";
    check(
        "Two fishing boats were lost. (Sources: The Guardian, Variety)",
        &[(GUARDIAN, STORM), (VARIETY, own)],
        &[],
    );
}

#[test]
fn words_of_a_page_outside_quotation_marks_are_told_though_they_are_true() {
    let run =
        "the hospital is running on its own generator while the substation is dried out";
    let draft = |words: &str| format!("In Varra, {words}. (Source: The Guardian)");
    check(
        &draft(run),
        &[(GUARDIAN, STORM)],
        &[[
            "unquoted-copy",
            run,
            "14 words in a row are those of The Guardian, and not marked as a quotation",
            run,
        ]],
    );
    check(&draft("the hospital runs on a generator"), &[(GUARDIAN, STORM)], &[]);
}
