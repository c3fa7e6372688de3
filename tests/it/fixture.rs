//! The main fixture as a person reads it, and as the program does.

use std::fs;

use serde_json::Value;

use crate::cli::veracite;

const DRAFT: &str = "fixtures/drafts/kelmouth-ferries.md";
/// Sentences of 41 that must be read as the person reads them, verdict and rule. It is a
/// floor, to be raised with each that is gained.
const AGREED: usize = 32;
/// Verdicts over all citations of a sentence: the first that any has counts.
const ORDER: [&str; 5] = ["supported", "altered", "partial", "unread", "absent"];

fn report() -> Value {
    let args = ["check", DRAFT, "--pages", "fixtures/pages", "--format", "json"];
    serde_json::from_slice(&veracite().args(args).output().unwrap().stdout).unwrap()
}

fn expected() -> Vec<Value> {
    let rows = fs::read_to_string("fixtures/drafts/kelmouth-ferries.expected.jsonl");
    rows.unwrap().lines().map(|row| serde_json::from_str(row).unwrap()).collect()
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key].as_array().unwrap()
}

/// The line of the draft, from 1, that a place starts in.
fn line(draft: &str, place: &Value) -> u64 {
    let start = usize::try_from(place["start"].as_u64().unwrap()).unwrap();
    u64::try_from(draft[..start].matches('\n').count()).unwrap() + 1
}

/// What was found of the sentence that starts as the row says: verdict and rules.
fn found<'r>(
    report: &'r Value,
    draft: &str,
    row: &Value,
) -> (Option<&'r str>, Vec<&'r str>) {
    let starts = row["starts"].as_str().unwrap();
    let claim = list(report, "claims").iter().find(|claim| {
        row["line"] == line(draft, claim)
            && claim["text"].as_str().unwrap().starts_with(starts)
    });
    let id = &claim.unwrap_or_else(|| panic!("no claim starts with {starts:?}"))["id"];
    let own = |key| list(report, key).iter().filter(|one| &one["claim"] == id);
    let verdicts: Vec<&str> =
        own("verdicts").map(|one| one["verdict"].as_str().unwrap()).collect();
    let verdict = ORDER.into_iter().find(|verdict| verdicts.contains(verdict));
    (verdict, own("findings").map(|one| one["rule"].as_str().unwrap()).collect())
}

#[test]
fn sentences_are_read_as_a_person_reads_them() {
    let (report, draft) = (report(), fs::read_to_string(DRAFT).unwrap());
    let rows = expected();
    let sentences = rows.iter().filter(|row| row["starts"].is_string());
    let mut others = Vec::new();
    let mut agreed = 0;
    for row in sentences {
        let (verdict, rules) = found(&report, &draft, row);
        let same_rules = match row["rule"].as_str() {
            Some(rule) => rules.contains(&rule),
            None => rules.is_empty(),
        };
        if same_rules && verdict == row["verdict"].as_str() {
            agreed += 1;
        } else {
            others.push(format!(
                "{} {:?}: {verdict:?} {rules:?}",
                row["line"], row["starts"]
            ));
        }
    }
    assert!(agreed >= AGREED, "{agreed} of 41; otherwise:\n{}", others.join("\n"));
}

#[test]
fn what_is_planted_in_attributions_and_pages_is_found() {
    let (report, draft) = (report(), fs::read_to_string(DRAFT).unwrap());
    for row in &expected() {
        if let Some(rule) = row["paragraph_rule"].as_str() {
            let words = row["words"].as_str().unwrap();
            let is_there = list(&report, "findings")
                .iter()
                .any(|one| one["rule"] == rule && row["line"] == line(&draft, one));
            assert!(is_there, "{rule} in line {}: {words}", row["line"]);
        } else if let Some(rule) = row["page_rule"].as_str() {
            let page = row["page"].as_str().unwrap();
            let is_there = list(&report, "findings").iter().any(|one| {
                one["rule"] == rule && one["message"].as_str().unwrap().starts_with(page)
            });
            assert!(is_there, "{rule} of {page}");
        }
    }
}
