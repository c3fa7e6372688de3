//! What GitLab shows beside a merge request: a code quality report.

use serde::ser::{Serialize, SerializeSeq, Serializer};

use crate::report::json::line::line;
use crate::report::view::{View, hash, shown};
use crate::report::{Report, Root};
use crate::rule::Severity;

/// Writes all reports as one list of issues, on one line.
#[must_use]
pub fn check(reports: &[Report<'_>], root: &Root) -> String {
    line(&Issues { reports, root })
}

/// The issues of all reports, made one at a time as they are written.
struct Issues<'r> {
    reports: &'r [Report<'r>],
    root: &'r Root,
}

impl Serialize for Issues<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut seq = serializer.serialize_seq(None)?;
        for report in self.reports {
            let view = View::new(report, self.root);
            for (finding, fingerprint) in view.findings() {
                // A finding of no line is shown at the first: the format wants one.
                let begin = view.region(finding).map_or(1, |region| region.start.line);
                seq.serialize_element(&Issue {
                    description: shown(&finding.message),
                    check_name: finding.rule.slug(),
                    // It must be the only one of its kind in the whole list.
                    fingerprint: hash(&[&view.path, fingerprint]),
                    severity: severity(finding.severity),
                    location: Location { path: &view.path, lines: Lines { begin } },
                })?;
            }
        }
        seq.end()
    }
}

#[derive(serde::Serialize)]
struct Issue<'v> {
    description: String,
    check_name: &'static str,
    fingerprint: String,
    severity: &'static str,
    location: Location<'v>,
}

#[derive(serde::Serialize)]
struct Location<'v> {
    path: &'v str,
    lines: Lines,
}

#[derive(serde::Serialize)]
struct Lines {
    begin: usize,
}

/// GitLab's word, of `info`, `minor`, `major`, `critical` and `blocker`.
const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "critical",
        Severity::Warning => "minor",
        Severity::Note => "info",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::report::sample;

    #[track_caller]
    fn check(reports: &[Report<'_>]) -> Vec<Value> {
        serde_json::from_str(&super::check(reports, &Root::new("/work"))).unwrap()
    }

    #[test]
    fn an_issue_has_its_rule_and_line() {
        let sample = sample::campaign();
        let issues = check(&[sample.report()]);
        assert_eq!(issues.len(), 6);
        assert_eq!(issues[1]["check_name"], "quote-altered");
        assert_eq!(issues[1]["severity"], "critical");
        assert_eq!(issues[1]["location"]["path"], "drafts/pledge.txt");
        assert_eq!(issues[1]["location"]["lines"]["begin"], 4);
        assert_eq!(issues[5]["location"]["lines"]["begin"], 1);
    }

    #[test]
    fn no_two_issues_of_a_run_have_one_fingerprint() {
        let (one, mut two) = (sample::campaign(), sample::campaign());
        two.report.draft.name = "drafts/other.txt".to_owned();
        let issues = check(&[one.report(), two.report()]);
        let mut names: Vec<&str> =
            issues.iter().map(|one| one["fingerprint"].as_str().unwrap()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), 12);
    }

    #[test]
    fn what_cannot_be_seen_is_shown() {
        let sample = sample::hostile("\u{202e}\u{1b}[2J\n");
        for issue in check(&[sample.report()]) {
            let told = issue["description"].as_str().unwrap();
            assert_eq!(told, "m\\u{202e}\\u{1b}[2J");
            let path = issue["location"]["path"].as_str().unwrap();
            assert!(!path.contains(['\n', '\u{202e}', '\u{1b}']), "{path}");
        }
    }
}
