//! What GitHub shows beside the lines of a pull request: workflow commands that a step
//! prints.
//!
//! A runner keeps ten annotations of a type for each step. The most severe are written,
//! and a notice counts the rest.

use std::fmt::Write as _;

use crate::report::text::count;
use crate::report::view::{View, shown};
use crate::report::{Report, Root};
use crate::rule::Severity;
use crate::verdict::Finding;

/// Annotations of a type that are kept.
const CAP: usize = 10;
/// Characters of the words of draft or page.
const WORDS: usize = 300;
/// From most to least severe, with GitHub's word.
const TYPES: [(Severity, &str); 3] = [
    (Severity::Error, "error"),
    (Severity::Warning, "warning"),
    (Severity::Note, "notice"),
];

/// Writes all reports as annotations, a line each.
#[must_use]
pub fn check(reports: &[Report<'_>], root: &Root) -> String {
    let total = |severity| {
        let findings = reports.iter().flat_map(|report| &report.findings);
        findings.filter(|finding| finding.severity == severity).count()
    };
    let totals = TYPES.map(|(severity, _)| total(severity));
    let mut rooms = totals.map(|total| total.min(CAP));
    if totals.iter().any(|total| *total > CAP) {
        // The summary is a notice too.
        rooms[2] = rooms[2].min(CAP - 1);
    }
    let mut lines: [Vec<String>; 3] = Default::default();
    for report in reports {
        if lines.iter().zip(rooms).all(|(lines, room)| lines.len() == room) {
            break;
        }
        let view = View::new(report, root);
        for finding in &report.findings {
            let at = TYPES.iter().position(|(severity, _)| *severity == finding.severity);
            let Some(at) = at.filter(|at| lines[*at].len() < rooms[*at]) else {
                continue;
            };
            lines[at].push(annotation(&view, finding, TYPES[at].1));
        }
    }
    let mut out = lines.concat().concat();
    out.push_str(&rest(totals, rooms));
    out
}

/// The notice that counts what is not shown; nothing if all is.
fn rest(totals: [usize; 3], rooms: [usize; 3]) -> String {
    let hidden: Vec<String> = ["error", "warning", "note"]
        .iter()
        .zip(totals.iter().zip(rooms))
        .filter(|(_, (total, room))| *total > room)
        .map(|(noun, (total, room))| count(total - room, noun))
        .collect();
    if hidden.is_empty() {
        return String::new();
    }
    format!(
        "::notice title=veracite::not shown here: {}; the report has them all\n",
        hidden.join(", ")
    )
}

fn annotation(view: &View<'_>, finding: &Finding, kind: &str) -> String {
    let mut out = format!("::{kind} ");
    if view.report.draft.name != "-" {
        let _ = write!(out, "file={},", property(&view.path));
        if let Some(region) = view.region(finding) {
            let (start, end) = (region.start, region.end);
            let _ = write!(out, "line={},endLine={},", start.line, end.line);
            // Columns that span lines are not understood.
            if start.line == end.line {
                let _ = write!(out, "col={},endColumn={},", start.column, end.column);
            }
        }
    }
    let title = format!("veracite: {}", finding.rule);
    let _ = write!(out, "title={}::", property(&title));
    out.push_str(&data(&message(view, finding)));
    out.push('\n');
    out
}

fn message(view: &View<'_>, finding: &Finding) -> String {
    let mut lines = vec![shown(&finding.message)];
    let words = view.words(finding);
    if !words.is_empty() {
        lines.push(format!("Draft: {}", words.quoted(WORDS)));
    }
    for witness in view.witnesses(finding) {
        let day = witness.day.map(|day| format!(", {day}")).unwrap_or_default();
        let mut said = format!("{}{day}", witness.publisher);
        if !witness.words.is_empty() {
            let _ = write!(said, ": {}", witness.words.quoted(WORDS));
        }
        lines.push(said);
        lines.extend(witness.url);
    }
    if !finding.help.is_empty() {
        lines.push(format!("To do: {}", shown(&finding.help)));
    }
    lines.join("\n")
}

/// A command's message, on one line: a line of ours never starts with text from outside.
fn data(text: &str) -> String {
    let escaped = text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    // An older form of commands, `##[…]`, is looked for anywhere in a line.
    escaped.replace("##[", "## [")
}

/// The value of a command's property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;
    use crate::rule::Rule;

    #[track_caller]
    fn check(sample: &sample::Sample) -> String {
        super::check(&[sample.report()], &Root::new("/work"))
    }

    #[test]
    fn an_annotation_has_file_place_and_both_sides() {
        let told = check(&sample::campaign());
        let first = told.lines().next().unwrap();
        let head = "::error file=drafts/pledge.txt,line=2,endLine=2,col=11,endColumn=14,\
                    title=veracite%3A number-mismatch::the draft has more than 800 players";
        assert!(first.starts_with(head), "{first}");
        assert!(first.contains("%0ADraft: “More than 800 players"), "{first}");
        assert!(first.contains("%0AThe Quay, 22 Jan 2026: “Over 700"), "{first}");
        assert!(first.contains("%0Ahttps://quay.example/2026/pledge#"), "{first}");
        assert_eq!(told.lines().count(), 6);
    }

    #[test]
    fn text_from_outside_starts_no_command() {
        for hostile in
            ["\n::error::x", "\r::stop-commands::x", "##[error]x", ",line=1::x", "%0A::x"]
        {
            let sample = sample::hostile(hostile);
            let told = check(&sample);
            assert_eq!(told.lines().count(), sample.report.findings.len(), "{told}");
            for line in told.split(['\n', '\r']).filter(|line| !line.is_empty()) {
                let (head, _) = line[2..].split_once("::").unwrap();
                assert!(head.contains(" file=d"), "{line}");
                assert_eq!(head.matches(',').count(), 5, "{line}");
            }
            assert!(!told.contains("##["), "{told}");
        }
    }

    #[test]
    fn ten_of_a_type_are_shown_and_the_rest_counted() {
        let mut sample = sample::one_claim("It is innovation.");
        for rule in [Rule::SingleOrigin, Rule::NotStated, Rule::NumberMismatch] {
            for _ in 0..13 {
                sample.find(rule, "It");
            }
        }
        let told = check(&sample);
        let n = |kind: &str| told.lines().filter(|line| line.starts_with(kind)).count();
        assert_eq!((n("::error "), n("::warning "), n("::notice ")), (10, 10, 10));
        let last = told.lines().last().unwrap();
        let expected = "::notice title=veracite::not shown here: 3 errors, 3 warnings, \
                        4 notes; the report has them all";
        assert_eq!(last, expected);
        assert!(told.starts_with("::error "), "the most severe first");
    }

    #[test]
    fn standard_input_has_no_file() {
        let mut sample = sample::one_claim("It is innovation.");
        sample.report.draft.name = "-".to_owned();
        sample.find(Rule::NumberMismatch, "It");
        let told = check(&sample);
        assert!(
            told.starts_with("::error title=veracite%3A number-mismatch::"),
            "{told}"
        );
    }
}
