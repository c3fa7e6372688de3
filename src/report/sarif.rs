//! What code hosts and editors read: SARIF 2.1.0, the static-analysis format of OASIS.
//!
//! Columns are in UTF-16 code units; a draft whose text is not its file's (DOCX, HTML) has
//! no regions. The page's words are related locations, whose address leads to them.

use std::collections::BTreeMap;

use serde::ser::{Serialize, SerializeSeq, Serializer};

use crate::report::json::line::line;
use crate::report::view::{Region, View, Witness, shown};
use crate::report::{Report, Root};
use crate::rule::{Rule, Severity};
use crate::verdict::Finding;

/// Where the shape is stated.
const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";
/// What paths are told from.
const BASE: &str = "%SRCROOT%";
/// The name of our fingerprints, and the version of what they are made of.
const FINGERPRINT: &str = "veracite/v1";
/// Characters of a page's words.
const WORDS: usize = 600;

/// Writes all reports as one SARIF run, on one line.
#[must_use]
pub fn check(reports: &[Report<'_>], root: &Root) -> String {
    line(&Log {
        schema: SCHEMA,
        version: "2.1.0",
        runs: [Run {
            tool: Tool {
                driver: Driver {
                    name: "veracite",
                    semantic_version: env!("CARGO_PKG_VERSION"),
                    rules: Rule::ALL.iter().map(|rule| descriptor(*rule)).collect(),
                },
            },
            column_kind: "utf16CodeUnits",
            results: Results { reports, root },
        }],
    })
}

#[derive(serde::Serialize)]
struct Log<'r> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'r>; 1],
}

#[derive(serde::Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'r> {
    tool: Tool,
    column_kind: &'static str,
    results: Results<'r>,
}

#[derive(serde::Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(serde::Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    semantic_version: &'static str,
    rules: Vec<Descriptor>,
}

#[derive(serde::Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor {
    id: &'static str,
    short_description: Text,
    full_description: Text,
    help: Text,
    default_configuration: Configuration,
}

#[derive(serde::Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(serde::Serialize)]
struct Text {
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    markdown: Option<String>,
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self { text, markdown: None }
    }
}

/// The results of all reports, made one at a time as they are written.
struct Results<'r> {
    reports: &'r [Report<'r>],
    root: &'r Root,
}

impl Serialize for Results<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut seq = serializer.serialize_seq(None)?;
        for report in self.reports {
            let view = View::new(report, self.root);
            for (finding, fingerprint) in view.findings() {
                seq.serialize_element(&result(&view, finding, fingerprint))?;
            }
        }
        seq.end()
    }
}

#[derive(serde::Serialize)]
#[serde(rename_all = "camelCase")]
struct ResultOf {
    rule_id: &'static str,
    rule_index: usize,
    level: &'static str,
    message: Text,
    locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Related>,
    partial_fingerprints: BTreeMap<&'static str, String>,
}

#[derive(serde::Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: Physical,
}

#[derive(serde::Serialize)]
#[serde(rename_all = "camelCase")]
struct Related {
    id: usize,
    message: Text,
    #[serde(skip_serializing_if = "Option::is_none")]
    physical_location: Option<Physical>,
}

#[derive(serde::Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Artifact,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<JsonRegion>,
}

#[derive(serde::Serialize)]
#[serde(rename_all = "camelCase")]
struct Artifact {
    uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri_base_id: Option<&'static str>,
}

#[derive(serde::Serialize)]
#[serde(rename_all = "camelCase")]
struct JsonRegion {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

impl From<Region> for JsonRegion {
    fn from(region: Region) -> Self {
        Self {
            start_line: region.start.line,
            start_column: region.start.column,
            end_line: region.end.line,
            end_column: region.end.column,
        }
    }
}

fn descriptor(rule: Rule) -> Descriptor {
    let (example, fix) = (rule.example(), rule.fix());
    Descriptor {
        id: rule.slug(),
        short_description: sentence(rule.summary()).into(),
        full_description: format!("{} Example: {example}.", sentence(rule.summary()))
            .into(),
        help: Text {
            text: format!("Example: {example}.\nTo do: {fix}."),
            markdown: Some(format!("**Example:** {example}.\n\n**To do:** {fix}.")),
        },
        default_configuration: Configuration { level: level(rule.severity()) },
    }
}

/// A summary with a capital and a full stop.
fn sentence(summary: &str) -> String {
    let mut chars = summary.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    first.chain(chars).chain(['.']).collect()
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn result(view: &View<'_>, finding: &Finding, fingerprint: &str) -> ResultOf {
    let mut message = shown(&finding.message);
    if !finding.help.is_empty() {
        message = format!("{message}; to do: {}", shown(&finding.help));
    }
    let witnesses = view.witnesses(finding).into_iter().enumerate();
    ResultOf {
        rule_id: finding.rule.slug(),
        rule_index: Rule::ALL.iter().position(|rule| *rule == finding.rule).unwrap_or(0),
        level: level(finding.severity),
        message: inert(message).into(),
        locations: [Location {
            physical_location: Physical {
                artifact_location: Artifact {
                    uri: view.uri.clone(),
                    uri_base_id: Some(BASE),
                },
                region: view.region(finding).map(JsonRegion::from),
            },
        }],
        related_locations: witnesses.map(|(at, one)| related(at + 1, one)).collect(),
        partial_fingerprints: BTreeMap::from([(FINGERPRINT, fingerprint.to_owned())]),
    }
}

fn related(id: usize, witness: Witness<'_>) -> Related {
    let mut message = witness.publisher;
    if let Some(day) = &witness.day {
        message = format!("{message}, {day}");
    }
    if !witness.words.is_empty() {
        message = format!("{message}: {}", witness.words.quoted(WORDS));
    }
    let physical_location = witness.url.map(|uri| Physical {
        artifact_location: Artifact { uri, uri_base_id: None },
        region: None,
    });
    Related { id, message: inert(message).into(), physical_location }
}

/// Text in which a viewer finds no link: `[words](address)` is one in a message.
fn inert(text: String) -> String {
    if !text.contains("](") {
        return text;
    }
    text.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]")
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::report::sample;

    #[track_caller]
    fn check(sample: &sample::Sample) -> Value {
        let text = super::check(&[sample.report()], &Root::new("/work"));
        let value: Value = serde_json::from_str(&text).unwrap();
        value["runs"][0].clone()
    }

    #[test]
    fn a_result_has_rule_place_evidence_and_fingerprint() {
        let run = check(&sample::campaign());
        let result = &run["results"][0];
        assert_eq!(result["ruleId"], "number-mismatch");
        let at = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(run["tool"]["driver"]["rules"][at]["id"], "number-mismatch");
        assert_eq!(result["level"], "error");
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "drafts/pledge.txt");
        let region = serde_json::json!({
            "startLine": 2, "startColumn": 11, "endLine": 2, "endColumn": 14
        });
        assert_eq!(place["region"], region);
        let related = &result["relatedLocations"][0];
        let uri = related["physicalLocation"]["artifactLocation"]["uri"].as_str();
        assert!(uri.unwrap().starts_with("https://quay.example/2026/pledge#:~:text="));
        let told = related["message"]["text"].as_str().unwrap();
        assert!(told.starts_with("The Quay, 22 Jan 2026: “Over 700 players"), "{told}");
        assert_eq!(
            result["partialFingerprints"]["veracite/v1"].as_str().unwrap().len(),
            32
        );
    }

    #[test]
    fn a_finding_about_no_place_has_no_region() {
        let run = check(&sample::campaign());
        let last = run["results"].as_array().unwrap().last().unwrap();
        let place = &last["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uriBaseId"], "%SRCROOT%");
        assert!(place.get("region").is_none());
    }

    #[test]
    fn nothing_found_is_an_empty_list() {
        assert_eq!(check(&sample::empty())["results"], serde_json::json!([]));
        let none = super::check(&[], &Root::default());
        assert!(none.contains("\"results\":[]"), "{none}");
    }

    #[test]
    fn text_from_outside_makes_no_link_and_no_address() {
        let run = check(&sample::hostile("[x](https://evil.example) \u{202e}\"<"));
        for result in run["results"].as_array().unwrap() {
            let told = result["message"]["text"].as_str().unwrap();
            assert!(told.contains("\\[x\\]("), "{told}");
            assert!(told.contains("u{202e}"), "{told}");
            for related in result["relatedLocations"].as_array().unwrap() {
                let uri = &related["physicalLocation"]["artifactLocation"]["uri"];
                let uri = uri.as_str().unwrap();
                assert!(uri.starts_with("https://quay.example/"), "{uri}");
                assert!(!uri.contains(['[', ' ', '<', '"']) && uri.is_ascii(), "{uri}");
            }
        }
    }
}
