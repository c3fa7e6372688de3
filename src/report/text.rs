//! What an editor reads: findings by paragraph, then the sums.
//!
//! Only what needs a look is told at length. A claim that its outlets carry is counted,
//! and a paragraph without findings is one number in one line.

mod change;
mod compare;
mod diff;
mod excerpt;
mod extract;
mod fetched;
mod finding;
mod line;
mod page;
mod paint;
mod paragraph;
mod sum;

use crate::report::escape::without_commands;
use crate::report::line::Lines;
use crate::report::tally::{Counts, Severities, Tally};
use crate::report::{Links, Report};

pub use self::change::changes;
pub use self::compare::{Comparison, compare};
pub use self::extract::extract;
pub use self::page::page;

use self::paint::Paint;

/// How text is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextOptions {
    /// Columns to stay within; addresses and single long words may pass them. At least
    /// 40 are used.
    pub width: usize,
    /// Whether to colour, with ANSI escapes. Nothing is told by colour alone.
    pub color: bool,
}

/// What the parts of one report are written with.
#[derive(Clone, Copy, Debug)]
struct Sheet<'r> {
    report: &'r Report<'r>,
    lines: &'r Lines,
    links: &'r [Links<'r>],
    width: usize,
    paint: Paint,
}

/// Writes the reports of a run: one after another, and the sum of all if there are
/// several.
#[must_use]
pub fn check(reports: &[Report<'_>], options: &TextOptions) -> String {
    let mut out = String::new();
    let mut counts = Counts::default();
    let mut severities = Severities::default();
    for report in reports {
        let tally = Tally::of(report);
        one(&mut out, report, &tally, options);
        counts.merge(tally.counts);
        severities.merge(tally.severities);
    }
    if reports.len() > 1 {
        let head = format!("{} drafts, ", reports.len());
        let paint = Paint::new(options.color);
        out.push_str(&sum::rule(width(options), paint));
        out.push_str(&sum::line(&head, counts, severities, width(options), paint));
    }
    without_commands(out)
}

/// Writes one report.
fn one(out: &mut String, report: &Report<'_>, tally: &Tally, options: &TextOptions) {
    let lines = Lines::of(&report.draft.text);
    let paint = Paint::new(options.color);
    let width = width(options);
    let sheet = Sheet { report, lines: &lines, links: &report.links(), width, paint };
    out.push_str(&paragraph::head(report.extract(), paint));
    paragraph::findings(out, &sheet, tally);
    out.push_str(&fetched::pages(report, paint));
    out.push_str(&sum::table(&tally.outlets, sheet.width, paint));
    out.push_str(&sum::line(
        "",
        tally.counts,
        tally.severities,
        sheet.width,
        sheet.paint,
    ));
    out.push_str(&sum::pointer(report, paint));
}

/// The columns to stay within. Under 40 the layout has no room for words.
fn width(options: &TextOptions) -> usize {
    options.width.max(40)
}

/// `1 claim`, `2 claims`.
pub(super) fn count(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}

#[cfg(test)]
#[path = "text/tests.rs"]
mod tests;
