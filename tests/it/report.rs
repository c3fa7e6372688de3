//! Reports in the formats of others: they are what their own schemas say, name places that
//! the file has, and are read by programs that are not ours.

use std::collections::BTreeSet;
use std::env;
use std::fs;

use serde_json::Value;

use crate::cli::veracite;
use crate::program;
use crate::python::with_python;

const DRAFT: &str = "fixtures/drafts/kelmouth-ferries.md";

/// The report on the first fixture.
#[track_caller]
fn report(format: &str) -> String {
    let args = ["check", DRAFT, "--pages", "fixtures/pages", "--format", format];
    let output = veracite().args(args).output().unwrap();
    assert_eq!(
        output.status.code(),
        Some(1),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

fn json(format: &str) -> Value {
    serde_json::from_str(&report(format)).unwrap()
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key].as_array().unwrap()
}

fn number(value: &Value) -> usize {
    usize::try_from(value.as_u64().unwrap()).unwrap()
}

/// The text at a region, by lines and UTF-16 columns.
fn at(text: &str, region: &Value) -> String {
    let offset = |line: &str, column: &str| {
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let (line, column) = (number(&region[line]), number(&region[column]));
        let before: usize =
            lines[..line - 1].iter().map(|one| one.encode_utf16().count()).sum();
        before + column - 1
    };
    let units: Vec<u16> = text.encode_utf16().collect();
    let (start, end) =
        (offset("startLine", "startColumn"), offset("endLine", "endColumn"));
    String::from_utf16(&units[start..end]).unwrap()
}

/// What SARIF 2.1.0 requires of the properties that are written.
#[track_caller]
fn check_sarif(log: &Value) {
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "utf16CodeUnits");
    let driver = &run["tool"]["driver"];
    assert!(driver["name"].is_string());
    let rules = list(driver, "rules");
    rules.iter().for_each(check_rule);
    for result in list(run, "results") {
        assert_eq!(rules[number(&result["ruleIndex"])]["id"], result["ruleId"]);
        check_level(&result["level"]);
        assert!(result["message"]["text"].is_string());
        assert!(result["partialFingerprints"].is_object());
        let places = list(result, "locations").iter();
        let related = result.get("relatedLocations").and_then(Value::as_array);
        let ids: BTreeSet<u64> = related
            .into_iter()
            .flatten()
            .map(|one| one["id"].as_u64().unwrap())
            .collect();
        assert_eq!(ids.len(), related.map_or(0, Vec::len));
        places.chain(related.into_iter().flatten()).for_each(check_place);
    }
}

#[track_caller]
fn check_rule(rule: &Value) {
    assert!(rule["id"].is_string() && rule["help"]["markdown"].is_string());
    for text in ["shortDescription", "fullDescription", "help"] {
        assert!(rule[text]["text"].is_string(), "{text}");
    }
    check_level(&rule["defaultConfiguration"]["level"]);
}

#[track_caller]
fn check_level(level: &Value) {
    assert!(["error", "warning", "note"].contains(&level.as_str().unwrap()), "{level}");
}

#[track_caller]
fn check_place(place: &Value) {
    let Some(place) = place.get("physicalLocation") else { return };
    let uri = place["artifactLocation"]["uri"].as_str().unwrap();
    assert!(uri.is_ascii() && !uri.contains([' ', '"', '<', '>', '\\']), "{uri}");
    assert!(!uri.starts_with('/'), "{uri}");
}

#[test]
fn sarif_names_the_places_that_the_file_has() {
    let (log, own) = (json("sarif"), json("json"));
    check_sarif(&log);
    let draft = fs::read_to_string(DRAFT).unwrap();
    let (results, findings) = (list(&log["runs"][0], "results"), list(&own, "findings"));
    assert_eq!(results.len(), findings.len());
    let mut placed = 0;
    for (result, finding) in results.iter().zip(findings) {
        assert_eq!(result["ruleId"], finding["rule"]);
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], DRAFT);
        if let Some(region) = place.get("region") {
            let span = number(&finding["start"])..number(&finding["end"]);
            assert_eq!(at(&draft, region), draft[span]);
            placed += 1;
        }
    }
    assert!(placed > 20, "{placed}");
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the user names a schema at hand")]
#[expect(clippy::print_stderr, reason = "what is not checked is told")]
fn sarif_is_as_its_schema_says() {
    let Ok(path) = env::var("VERACITE_SARIF_SCHEMA") else {
        eprintln!(
            "SKIPPED: VERACITE_SARIF_SCHEMA names no file; SARIF's schema is not used"
        );
        return;
    };
    // A pattern of the schema has a bracket too many and is no regular expression.
    let schema = fs::read_to_string(path).unwrap().replace("{2}]?$", "{2}$");
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    if let Err(error) = validator.validate(&json("sarif")) {
        panic!("{error} at {}", error.instance_path());
    }
}

/// Runs a few lines of Python on a report; what they print.
fn read_by(module: &str, format: &str, code: &str, then: impl FnOnce(&str)) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(format!("report.{format}"));
    fs::write(&path, report(format)).unwrap();
    let args = ["-c", code, path.to_str().unwrap()];
    with_python(module, &args, |out| {
        let told = String::from_utf8_lossy(&out.stdout);
        assert!(out.status.success(), "{told}{}", String::from_utf8_lossy(&out.stderr));
        then(told.trim());
    });
}

#[test]
fn another_reader_of_sarif_counts_the_same() {
    let code = "import sys
from sarif import loader
log = loader.load_sarif_file(sys.argv[1])
print(log.get_report().get_issue_count_for_severity('error'))
for one in log.get_records(): print(one['Severity'], one['Location'], one['Line'])";
    let errors = json("json")["summary"]["errors"].clone();
    read_by("sarif", "sarif", code, |told| {
        let (count, records) = told.split_once('\n').unwrap();
        assert_eq!(count, errors.to_string());
        assert!(records.lines().all(|line| line.contains(DRAFT)), "{records}");
    });
}

#[test]
fn another_reader_of_junit_counts_the_same() {
    let code = "import sys
from junitparser import JUnitXml
suites = JUnitXml.fromfile(sys.argv[1])
for suite in suites:
    cases = list(suite)
    n = lambda word: sum(any(type(r).__name__ == word for r in case.result) for case in cases)
    print(suite.name, len(cases) == suite.tests, n('Failure') == suite.failures, n('Skipped') == suite.skipped)";
    read_by("junitparser", "junit", code, |told| {
        assert_eq!(told, format!("{DRAFT} True True True"));
    });
}

#[test]
fn junit_has_a_test_for_each_checked_claim() {
    let (text, own) = (report("junit"), json("json"));
    let summary = &own["summary"];
    let checked = number(&summary["claims"]) - number(&summary["not_checked"]);
    let others = list(&own, "findings").iter().filter(|one| {
        one["severity"] == "error"
            && !list(&own, "verdicts")
                .iter()
                .any(|verdict| verdict["claim"] == one["claim"])
    });
    assert_eq!(text.matches("<testcase ").count(), checked + others.count());
    assert_eq!(text.matches("<skipped ").count(), number(&summary["unread"]));
}

#[test]
fn code_quality_is_as_gitlab_says() {
    let issues = json("gitlab");
    let issues = issues.as_array().unwrap();
    let words = ["info", "minor", "major", "critical", "blocker"];
    let mut names = BTreeSet::new();
    for issue in issues {
        assert!(issue["description"].is_string() && issue["check_name"].is_string());
        assert!(words.contains(&issue["severity"].as_str().unwrap()), "{issue}");
        assert_eq!(issue["location"]["path"], DRAFT);
        assert!(number(&issue["location"]["lines"]["begin"]) >= 1);
        assert!(names.insert(issue["fingerprint"].as_str().unwrap()), "{issue}");
    }
    assert_eq!(issues.len(), list(&json("json"), "findings").len());
}

#[test]
fn annotations_keep_to_the_cap() {
    let text = report("github");
    for kind in ["error", "warning", "notice"] {
        let start = format!("::{kind} ");
        let count = text.lines().filter(|line| line.starts_with(&start)).count();
        assert!(count <= 10, "{count} of {kind}");
    }
    let warnings = number(&json("json")["summary"]["warnings"]);
    let last = text.lines().last().unwrap();
    assert!(last.starts_with("::notice title=veracite::not shown here: "), "{last}");
    assert!(last.contains(&format!("{} warnings", warnings - 10)), "{last}");
}

#[test]
fn a_comment_keeps_to_its_size_and_is_the_same_each_time() {
    let text = report("markdown");
    assert!(text.encode_utf16().count() < 65_536);
    assert_eq!(text, report("markdown"));
    assert_eq!(text.lines().next(), Some(veracite::report::markdown::MARKER));
}

#[test]
fn several_reports_are_written_at_once() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.md"), "The bridge opened. (Source: Qzxv Gazette)\n")
        .unwrap();
    let args = ["check", "a.md", "--report", "sarif=a.sarif", "--report", "junit=a.xml"];
    let (code, out, _) = program(folder.path(), &args);
    assert_eq!(code, 1);
    assert!(out.contains("error[unknown-outlet]"), "{out}");
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    check_sarif(&serde_json::from_str(&read("a.sarif")).unwrap());
    assert!(read("a.xml").contains("<failure type=\"unknown-outlet\""));
}

#[test]
fn no_format_tells_where_a_draft_outside_is() {
    let (folder, elsewhere) =
        (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let draft = elsewhere.path().join("secret desk.md");
    fs::write(&draft, "The bridge opened. (Source: Qzxv Gazette)\n").unwrap();
    let told = elsewhere.path().file_name().unwrap().to_str().unwrap();
    for format in ["sarif", "junit", "markdown", "github", "gitlab"] {
        let args = ["check", draft.to_str().unwrap(), "--format", format];
        let (_, out, _) = program(folder.path(), &args);
        assert!(!out.contains(told), "{format}: {out}");
        assert!(
            out.contains("secret desk.md") || out.contains("secret%20desk.md"),
            "{out}"
        );
    }
}

#[test]
fn a_draft_whose_text_is_not_its_file_has_no_regions() {
    let input = "<p>The bridge opened. (Source: Qzxv Gazette)</p>";
    let args = ["check", "-", "--draft-format", "html", "--format", "sarif"];
    let output = veracite().args(args).write_stdin(input).output().unwrap();
    let log: Value = serde_json::from_slice(&output.stdout).unwrap();
    check_sarif(&log);
    let place = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "stdin");
    assert!(place.get("region").is_none());
}
