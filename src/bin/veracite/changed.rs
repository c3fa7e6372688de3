//! Which paragraphs were touched since a revision, as git tells it.

use std::process::{Command, Output};

use anyhow::{Context, bail};
use veracite::draft::{Draft, Paragraph};
use veracite::report::Report;

use crate::exit;
use crate::input::STDIN;

/// What was changed in a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Changes {
    /// All of it is new.
    All,
    /// Lines, counted from 1: the first, and the one after the last. In order.
    Lines(Vec<(usize, usize)>),
}

/// Leaves findings of touched paragraphs only. What is about no place stays if anything
/// was changed.
pub(crate) fn only(reports: &mut [Report<'_>], revision: &str) -> anyhow::Result<()> {
    if revision.starts_with('-') {
        bail!("{revision} is no revision; give a commit, branch or tag");
    }
    let mut n_left_out = 0;
    for report in reports {
        if let Changes::Lines(lines) = changes(&report.draft.name, revision)? {
            let before = report.findings.len();
            keep(report, &lines);
            n_left_out += before - report.findings.len();
        }
    }
    if n_left_out > 0 {
        exit::warn(&format!(
            "findings in paragraphs untouched since {revision} that are not told: \
             {n_left_out}"
        ));
    }
    Ok(())
}

fn keep(report: &mut Report<'_>, lines: &[(usize, usize)]) {
    // Lines of a DOCX or HTML file are not those of its text.
    if !report.draft.format.is_verbatim() {
        if lines.is_empty() {
            report.findings.clear();
        }
        return;
    }
    let touched = touched(&report.draft, lines);
    let spans: Vec<_> = report.draft.paragraphs.iter().map(Paragraph::span).collect();
    report.findings.retain(|finding| {
        let after = spans.partition_point(|span| span.start <= finding.span.start);
        match after.checked_sub(1) {
            Some(at) => touched[at],
            None => !lines.is_empty(),
        }
    });
}

/// For each paragraph, whether a changed line is in it.
fn touched(draft: &Draft, lines: &[(usize, usize)]) -> Vec<bool> {
    let mut line = 1;
    let mut read = 0;
    let mut line_of = |at: usize| {
        // Paragraphs come in order, so that the text is counted through once.
        let part = draft.text.get(read..at).unwrap_or_default();
        line += part.bytes().filter(|&byte| byte == b'\n').count();
        read = read.max(at);
        line
    };
    let is_touched = |paragraph: &Paragraph| {
        let span = paragraph.span();
        let (first, last) = (line_of(span.start), line_of(span.end));
        let from = lines.partition_point(|&(_, end)| end <= first);
        lines.get(from).is_some_and(|&(start, _)| start <= last)
    };
    draft.paragraphs.iter().map(is_touched).collect()
}

/// Asks git what was changed in a draft.
fn changes(name: &str, revision: &str) -> anyhow::Result<Changes> {
    if name == STDIN {
        return Ok(Changes::All);
    }
    let is_tracked = git(&["ls-files", "--error-unmatch", "--", name])?.status.success();
    let flags = ["diff", "--unified=0", "--no-color", "--no-ext-diff", "--no-textconv"];
    let out = git(&[&flags[..], &[revision, "--", name]].concat())?;
    if !out.status.success() {
        let told = String::from_utf8_lossy(&out.stderr);
        let told = told.lines().next().unwrap_or_default();
        bail!("git can't tell what was changed in {name} since {revision}: {told}");
    }
    if !is_tracked {
        return Ok(Changes::All);
    }
    let diff = String::from_utf8_lossy(&out.stdout);
    Ok(Changes::Lines(diff.lines().filter_map(hunk).collect()))
}

fn git(args: &[&str]) -> anyhow::Result<Output> {
    let mut git = Command::new("git");
    // A name is a name, whatever marks it has.
    git.arg("--literal-pathspecs").args(args);
    git.output().context("git can't be run; --changed-since needs it")
}

/// The lines of the new file that a hunk is about: `@@ -3 +4,2 @@`. Where lines were only
/// taken away, those on both sides of the gap.
fn hunk(line: &str) -> Option<(usize, usize)> {
    let new = line.strip_prefix("@@ -")?.split(' ').nth(1)?.strip_prefix('+')?;
    let (start, count) = new.split_once(',').unwrap_or((new, "1"));
    let (start, count): (usize, usize) = (start.parse().ok()?, count.parse().ok()?);
    Some(if count == 0 { (start, start + 2) } else { (start, start + count) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hunk_tells_the_lines_of_the_new_file() {
        for (line, expected) in [
            ("@@ -3 +4,2 @@ heading", Some((4, 6))),
            ("@@ -1,0 +2 @@", Some((2, 3))),
            ("@@ -5,2 +4,0 @@", Some((4, 6))),
            ("+@@ -1 +1 @@", None),
            ("@@ -1 +x @@", None),
            ("@@", None),
        ] {
            assert_eq!(hunk(line), expected, "{line}");
        }
    }

    #[test]
    fn a_paragraph_is_touched_by_a_line_in_it() {
        let text = "One is\nlong.\n\nTwo.\n\nThree.\n";
        let draft = veracite::draft::parse(
            "a.txt",
            text.as_bytes(),
            veracite::draft::Format::Text,
        );
        let of = |lines: &[(usize, usize)]| touched(&draft, lines);
        assert_eq!(of(&[]), [false, false, false]);
        assert_eq!(of(&[(2, 3)]), [true, false, false]);
        assert_eq!(of(&[(3, 4)]), [false, false, false]);
        assert_eq!(of(&[(1, 2), (6, 7)]), [true, false, true]);
        assert_eq!(of(&[(2, 5)]), [true, true, false]);
    }
}
