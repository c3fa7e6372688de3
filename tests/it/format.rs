//! What other programs read is what the schemas say.

use std::fs;

use serde_json::Value;

use crate::cli::veracite;

const DRAFT: &str = "fixtures/drafts/kelmouth-ferries.md";

#[track_caller]
fn check(args: &[&str], input: &str, schema: &str) -> Vec<Value> {
    let schema = fs::read_to_string(format!("schema/{schema}.schema.json")).unwrap();
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let output = veracite().args(args).write_stdin(input).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<Value> =
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(!lines.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    for line in &lines {
        if let Err(error) = validator.validate(line) {
            panic!("{} at {}", error, error.instance_path());
        }
    }
    lines
}

#[test]
fn an_extract_is_as_its_schema_says_and_places_hold_their_text() {
    let found = check(&["extract", "--format", "json", DRAFT], "", "extract");
    let draft = fs::read_to_string(DRAFT).unwrap();
    for part in ["sentences", "citations", "claims"] {
        for item in found[0][part].as_array().unwrap() {
            let at = |key: &str| usize::try_from(item[key].as_u64().unwrap()).unwrap();
            assert_eq!(item["text"], draft[at("start")..at("end")], "{part}");
        }
    }
}

#[test]
fn a_report_is_as_its_schema_says_and_its_sums_add_up() {
    let args = ["check", "--format", "json", "--pages", "fixtures/pages", DRAFT];
    let found = check(&args, "", "check");
    let summary = &found[0]["summary"];
    let parts = ["supported", "partial", "altered", "absent", "unread", "not_checked"];
    let sum: u64 = parts.iter().map(|part| summary[part].as_u64().unwrap()).sum();
    assert_eq!(summary["claims"], sum);
}

#[test]
fn pages_are_a_line_each_and_one_that_cannot_be_read_keeps_its_line() {
    let args = ["page", "--format", "json", "no/such/page.html", DRAFT];
    let found = check(&args, "", "page");
    assert_eq!(found.len(), 2);
    assert!(found[0]["error"].is_string());
}

#[test]
fn answers_are_a_line_each_and_a_bad_row_keeps_its_line() {
    let rows = "{\"id\":\"a\",\"claim\":\"The bridge opened in May.\",\"text\":\"The bridge opened in March.\"}\n\
                {\"id\":2}\n";
    let found = check(&["compare", "--jsonl", "-"], rows, "compare");
    assert_eq!((&found[0]["id"], &found[1]["id"]), (&"a".into(), &2.into()));
    assert!(found[1]["error"].is_string());
}
