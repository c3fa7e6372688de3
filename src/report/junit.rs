//! What test runners and their dashboards read: XML as of `JUnit`. A draft is a suite, and each
//! claim that was held against pages a test: failed if an error was found of it, skipped
//! if its pages could not be seen. An error about no claim is a failed test of its own.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::report::tally::Tally;
use crate::report::view::{View, Words, shown};
use crate::report::{Report, Root};
use crate::rule::Severity;
use crate::verdict::{Finding, Verdict};

/// Characters of a test's name.
const NAME: usize = 120;
/// Characters of the words of draft or page.
const WORDS: usize = 600;

/// Writes all reports as suites of tests.
#[must_use]
pub fn check(reports: &[Report<'_>], root: &Root) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.push_str("<testsuites name=\"veracite\">\n");
    for report in reports {
        suite(&mut out, &View::new(report, root));
    }
    out.push_str("</testsuites>\n");
    out
}

/// One test.
struct Case<'v> {
    name: String,
    errors: Vec<&'v Finding>,
    skipped: bool,
}

fn suite(out: &mut String, view: &View<'_>) {
    let cases = cases(view);
    let failures = cases.iter().filter(|case| !case.errors.is_empty()).count();
    let skipped = cases.iter().filter(|case| case.is_skipped()).count();
    let path = xml(&view.path);
    // Writing to a string cannot fail, here and below.
    let _ = writeln!(
        out,
        "  <testsuite name=\"{path}\" tests=\"{}\" failures=\"{failures}\" errors=\"0\" \
         skipped=\"{skipped}\">",
        cases.len(),
    );
    for case in &cases {
        let name = xml(&case.name);
        let _ = write!(out, "    <testcase classname=\"{path}\" name=\"{name}\"");
        if let Some(first) = case.errors.first() {
            out.push_str(">\n");
            failure(out, view, first, &case.errors);
            out.push_str("    </testcase>\n");
        } else if case.is_skipped() {
            out.push_str(">\n      <skipped message=\"no cited page could be seen\"/>\n");
            out.push_str("    </testcase>\n");
        } else {
            out.push_str("/>\n");
        }
    }
    out.push_str("  </testsuite>\n");
}

impl Case<'_> {
    fn is_skipped(&self) -> bool {
        self.skipped && self.errors.is_empty()
    }
}

/// The tests of a draft: its checked claims, then errors about no such claim.
fn cases<'v>(view: &'v View<'_>) -> Vec<Case<'v>> {
    let report = view.report;
    let mut errors: BTreeMap<usize, Vec<&Finding>> = BTreeMap::new();
    let mut others = Vec::new();
    let verdicts = Tally::of(report).verdicts;
    for finding in &report.findings {
        if finding.severity < Severity::Error {
            continue;
        }
        let checked =
            finding.claim.filter(|at| verdicts.get(*at).is_some_and(Option::is_some));
        match checked {
            Some(claim) => errors.entry(claim).or_default().push(finding),
            None => others.push(finding),
        }
    }
    let claims = report.claims.claims.iter().zip(&verdicts).enumerate();
    let checked = claims.filter_map(|(at, (claim, verdict))| {
        let words = Words { text: claim.text(), marks: Vec::new() };
        Some(Case {
            name: words.plain(NAME),
            errors: errors.remove(&at).unwrap_or_default(),
            skipped: (*verdict)? == Verdict::Unread,
        })
    });
    let mut cases: Vec<Case<'_>> = checked.collect();
    cases.extend(others.into_iter().map(|finding| Case {
        name: format!("{}: {}", finding.rule, shown(&finding.message)),
        errors: vec![finding],
        skipped: false,
    }));
    cases
}

/// One element for all errors of a test: many readers look at the first only.
fn failure(out: &mut String, view: &View<'_>, first: &Finding, errors: &[&Finding]) {
    let _ = write!(
        out,
        "      <failure type=\"{}\" message=\"{}\">",
        first.rule,
        xml(&shown(&first.message)),
    );
    for (at, finding) in errors.iter().enumerate() {
        if at > 0 {
            out.push('\n');
        }
        out.push_str(&xml(&told(view, finding)));
    }
    out.push_str("</failure>\n");
}

/// What was found, in lines.
fn told(view: &View<'_>, finding: &Finding) -> String {
    let mut text = format!("{}: {}\n", finding.rule, shown(&finding.message));
    if let Some(region) = view.region(finding) {
        let start = region.start;
        let _ = writeln!(text, "{}:{}:{}", view.path, start.line, start.column);
    }
    let words = view.words(finding);
    if !words.is_empty() {
        let _ = writeln!(text, "draft: {}", words.quoted(WORDS));
    }
    for witness in view.witnesses(finding) {
        let day = witness.day.map(|day| format!(", {day}")).unwrap_or_default();
        let _ = write!(text, "page: {}{day}", witness.publisher);
        if !witness.words.is_empty() {
            let _ = write!(text, ": {}", witness.words.quoted(WORDS));
        }
        text.push('\n');
        if let Some(url) = witness.url {
            let _ = writeln!(text, "{url}");
        }
    }
    if !finding.help.is_empty() {
        let _ = writeln!(text, "to do: {}", shown(&finding.help));
    }
    text
}

/// Text for content or an attribute's value; what XML 1.0 cannot hold is shown as an
/// escape.
fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push('\n'),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {
                let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use quick_xml::Reader;
    use quick_xml::events::Event;

    use super::*;
    use crate::report::sample;

    #[track_caller]
    fn check(sample: &sample::Sample) -> String {
        let text = super::check(&[sample.report()], &Root::new("/work"));
        let mut reader = Reader::from_str(&text);
        reader.config_mut().check_end_names = true;
        let mut names = Vec::new();
        loop {
            match reader.read_event().unwrap() {
                Event::Eof => break,
                Event::Start(tag) | Event::Empty(tag) => {
                    assert!(
                        tag.attributes().all(|attribute| attribute.is_ok()),
                        "{text}"
                    );
                    names.push(tag.name().as_ref().to_owned());
                }
                _ => {}
            }
        }
        let known = ["testsuites", "testsuite", "testcase", "failure", "skipped"];
        assert!(names.iter().all(|name| known.contains(&name.as_str())), "{names:?}");
        text
    }

    #[test]
    fn a_claim_is_a_test_that_an_error_fails() {
        let text = check(&sample::campaign());
        let head = "<testsuite name=\"drafts/pledge.txt\" tests=\"4\" failures=\"2\" errors=\"0\" skipped=\"0\">";
        assert!(text.contains(head), "{text}");
        let failure =
            "<failure type=\"number-mismatch\" message=\"the draft has more than 800";
        assert!(text.contains(failure), "{text}");
        assert!(text.contains("drafts/pledge.txt:2:11\n"), "{text}");
    }

    #[test]
    fn a_claim_that_could_not_be_seen_is_skipped() {
        let mut sample = sample::campaign();
        for ruling in &mut sample.report.rulings {
            if ruling.claim == 5 {
                ruling.verdict = Verdict::Unread;
            }
        }
        let text = check(&sample);
        assert!(text.contains(" skipped=\"1\""), "{text}");
        assert!(text.contains("<skipped message="), "{text}");
    }

    #[test]
    fn an_error_of_no_claim_is_a_test_of_its_own() {
        let mut sample = sample::campaign();
        sample.report.findings[3].severity = Severity::Error;
        let text = check(&sample);
        assert!(text.contains("name=\"uncited: 1 claim and no outlet named\""), "{text}");
    }

    #[test]
    fn text_from_outside_makes_no_element() {
        for hostile in
            ["\"><testcase name=\"x\"/>", "]]></failure>", "&x;\u{0}\u{ffff}\u{b}"]
        {
            let text = check(&sample::hostile(hostile));
            assert!(text.contains("<failure type=\"negation-flip\""), "{text}");
            assert!(!text.contains(['\0', '\u{ffff}', '\u{b}']), "{text}");
        }
    }
}
