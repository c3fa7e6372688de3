//! A comment for a pull request: GitHub's Markdown, worst first, within its size.
//!
//! The first line is a comment that is not shown, by which a later run finds its own
//! comment to write anew. Words of drafts and pages are only ever words: no markup, link,
//! picture, formula, mention or reference is made of them.

use std::fmt::Write as _;

use crate::report::line::utf16;
use crate::report::tally::{Counts, Severities, Tally};
use crate::report::text::count;
use crate::report::view::{View, Witness, Words, shown};
use crate::report::{Report, Root};
use crate::rule::Severity;
use crate::verdict::Finding;

/// The first line of every comment.
pub const MARKER: &str = "<!-- veracite-report -->";

/// UTF-16 code units that are written: GitHub takes 65,536 characters, and a step may add
/// words of its own.
const LIMIT: usize = 60_000;
/// Of these, at most so many for the table by draft.
const TABLE: usize = 20_000;
/// Kept for the lines that count the rest.
const MARGIN: usize = 500;
/// Characters of the words of draft or page.
const WORDS: usize = 400;

/// Writes all reports as one comment.
#[must_use]
pub fn check(reports: &[Report<'_>], root: &Root) -> String {
    let mut counts = Counts::default();
    let mut sum = Severities::default();
    let mut rows = Vec::new();
    for report in reports {
        let tally = Tally::of(report);
        counts.merge(tally.counts);
        sum.merge(tally.severities);
        rows.push(row(&root.path_of(&report.draft.name), tally.counts, tally.severities));
    }
    let mut out = format!("{MARKER}\n## veracite: {}\n\n", found(sum));
    let _ = writeln!(out, "{}\n", claims(counts));
    table(&mut out, &rows);
    let mut left = [sum.errors, sum.warnings, sum.notes];
    findings(&mut out, reports, root, &mut left);
    let [errors, warnings, notes] = left;
    let rest = Severities { errors, warnings, notes };
    if left != [0; 3] {
        let _ = writeln!(out, "… and {} that this comment has no room for.", found(rest));
    }
    out
}

/// `3 errors, 1 warning`.
fn found(sum: Severities) -> String {
    let parts = [(sum.errors, "error"), (sum.warnings, "warning"), (sum.notes, "note")];
    let parts = parts.iter().filter(|(number, _)| *number > 0);
    let parts: Vec<String> = parts.map(|(number, noun)| count(*number, noun)).collect();
    if parts.is_empty() { "nothing found".to_owned() } else { parts.join(", ") }
}

/// `4 claims: 1 supported, 2 altered, 1 partial`.
fn claims(counts: Counts) -> String {
    let parts = counts.parts().into_iter().filter(|(number, _)| *number > 0);
    let parts: Vec<String> =
        parts.map(|(number, noun)| format!("{number} {noun}")).collect();
    let total = count(counts.total(), "claim");
    if parts.is_empty() { total } else { format!("{total}: {}", parts.join(", ")) }
}

fn row(path: &str, counts: Counts, sum: Severities) -> String {
    format!(
        "| {} | {} | {} | {} | {} | {} |\n",
        inert(&shown(path)),
        counts.total(),
        counts.supported,
        sum.errors,
        sum.warnings,
        sum.notes,
    )
}

/// The table by draft, as many rows as there is room for.
fn table(out: &mut String, rows: &[String]) {
    out.push_str("| draft | claims | supported | errors | warnings | notes |\n");
    out.push_str("|---|--:|--:|--:|--:|--:|\n");
    let mut used = utf16(out);
    let mut held = 0;
    for row in rows {
        used += utf16(row);
        if used > TABLE {
            break;
        }
        out.push_str(row);
        held += 1;
    }
    out.push('\n');
    if held < rows.len() {
        let _ = writeln!(out, "… and {}.\n", count(rows.len() - held, "other draft"));
    }
}

/// The findings, errors of all drafts first, as long as there is room; `left` counts down
/// by severity.
fn findings(
    out: &mut String,
    reports: &[Report<'_>],
    root: &Root,
    left: &mut [usize; 3],
) {
    let mut used = utf16(out);
    let severities = [Severity::Error, Severity::Warning, Severity::Note];
    for (at, severity) in severities.into_iter().enumerate() {
        for report in reports {
            let is_of = |finding: &&Finding| finding.severity == severity;
            if !report.findings.iter().any(|finding| is_of(&finding)) {
                continue;
            }
            let view = View::new(report, root);
            for finding in report.findings.iter().filter(is_of) {
                let block = block(&view, finding);
                used += utf16(&block);
                if used > LIMIT - MARGIN {
                    return;
                }
                out.push_str(&block);
                left[at] -= 1;
            }
        }
    }
}

/// One finding.
fn block(view: &View<'_>, finding: &Finding) -> String {
    let (severity, rule) = (finding.severity, finding.rule);
    let mut out = format!("#### {severity}: `{rule}` in {}", inert(&view.path));
    if let Some(region) = view.region(finding) {
        let _ = write!(out, ", line {}", region.start.line);
    }
    let _ = writeln!(out, "\n\n{}\n", line(&shown(&finding.message)));
    let words = view.words(finding);
    if !words.is_empty() {
        let _ = writeln!(out, "> **Draft:** {}", marked(&words));
    }
    for witness in view.witnesses(finding) {
        let _ = writeln!(out, ">\n> {}", said(&witness));
    }
    if !finding.help.is_empty() {
        let _ = writeln!(out, "\n**To do:** {}", inert(&shown(&finding.help)));
    }
    out.push('\n');
    out
}

/// Whose page it is, of when, and its words.
fn said(witness: &Witness<'_>) -> String {
    let name = inert(&witness.publisher);
    let mut out = match &witness.url {
        Some(url) => format!("**[{name}](<{}>)**", url.replace('&', "&amp;")),
        None => format!("**{name}**"),
    };
    if let Some(day) = &witness.day {
        let _ = write!(out, ", {day}");
    }
    if !witness.words.is_empty() {
        let _ = write!(out, ": {}", marked(&witness.words));
    }
    out
}

/// Words in quotation marks, with those in question in bold.
fn marked(words: &Words<'_>) -> String {
    let (open, close) = words.marks_around();
    let mut out = open.to_owned();
    for (text, is_marked) in words.runs(WORDS) {
        let text = inert(&text);
        if is_marked {
            let _ = write!(out, "<b>{text}</b>");
        } else {
            out.push_str(&text);
        }
    }
    out.push_str(close);
    out
}

/// Text of which Markdown, HTML and GitHub make nothing but itself.
///
/// Marks are written as character references. GitHub looks for mentions, references and
/// emoji in what is left after that, so a space without width parts these.
fn inert(text: &str) -> String {
    const GAP: &str = "&#8203;";
    let mut out = String::with_capacity(text.len() * 2);
    let mut hex = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        // What could be the hash of a commit is parted before its seventh digit.
        hex = if c.is_ascii_hexdigit() { hex + 1 } else { 0 };
        if hex > 6 {
            out.push_str(GAP);
            hex = 1;
        }
        match c {
            '$' => out.push_str("<span>$</span>"),
            '&' | '<' | '>' | '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '@'
            | '#' | ':' | '"' => {
                let _ = write!(out, "&#{};", u32::from(c));
                let parted = match c {
                    '@' | '#' => true,
                    ':' => next.is_some_and(|next| {
                        next.is_ascii_alphabetic() || matches!(next, '+' | '-' | '_')
                    }),
                    _ => false,
                };
                if parted {
                    out.push_str(GAP);
                }
            }
            // `www.` starts a link, `GH-1` is a reference.
            '.' if ends_with(&text[..at], "www") => out.push_str("&#46;"),
            '-' if ends_with(&text[..at], "gh") => {
                out.push('-');
                out.push_str(GAP);
            }
            c => out.push(c),
        }
    }
    out
}

/// The same for text that starts a line, where a figure or a dash could begin a list.
fn line(text: &str) -> String {
    match text.chars().next() {
        Some(c) if c.is_ascii_digit() || matches!(c, '-' | '+' | '=') => {
            format!("&#{};{}", u32::from(c), inert(&text[1..]))
        }
        _ => inert(text),
    }
}

fn ends_with(text: &str, end: &str) -> bool {
    let start = text.len().checked_sub(end.len());
    let tail = start.and_then(|start| text.get(start..));
    tail.is_some_and(|tail| tail.eq_ignore_ascii_case(end))
}

#[cfg(test)]
#[path = "markdown/tests.rs"]
mod tests;
