//! One claim against one page, for a person.

use std::fmt::Write as _;

use crate::claim::Claim;
use crate::evidence::{Difference, Evidence};
use crate::page::Page;
use crate::report::escape::escape;
use crate::report::line::flat;
use crate::report::text::diff::point;
use crate::report::text::line::hang;
use crate::report::text::paint::Paint;
use crate::report::text::{TextOptions, width};
use crate::rule::Rule;
use crate::text::Span;
use crate::verdict::Verdict;

/// A claim, a page, and what came of comparing them.
#[derive(Clone, Copy, Debug)]
pub struct Comparison<'c> {
    /// The claim.
    pub claim: &'c Claim,
    /// The page.
    pub page: &'c Page,
    /// What the page has to say about the claim.
    pub evidence: &'c Evidence,
    /// The word for it.
    pub verdict: Verdict,
    /// The rule that the differences fall under, if any.
    pub rule: Option<Rule>,
}

/// Writes one comparison.
#[must_use]
pub fn compare(comparison: &Comparison<'_>, options: &TextOptions) -> String {
    let (width, paint) = (width(options), Paint::new(options.color));
    let Comparison { claim, page, evidence, verdict, rule } = *comparison;
    let mut out = paint.verdict(verdict, verdict.name());
    if let Some(rule) = rule {
        let _ = write!(out, " [{rule}]");
    }
    let percent = (evidence.score.clamp(0.0, 1.0) * 100.0).round();
    let _ = writeln!(out, "  {percent:.0} % likely to be stated by the page");
    let mut fact = |label: &str, text: &str| {
        let first = format!("  {}", paint.faint(&format!("{label:<11}")));
        out.push_str(&hang(&first, text, width));
    };
    fact("claim", &escape(&flat(claim.text())));
    if evidence.is_foreign {
        fact(
            "note",
            "the claim is not in English: only its wording and digits are compared",
        );
    }
    if let Some(wall) = page.wall {
        let why = format!("{}: {}; {}", wall.name(), wall.meaning(), wall.remedy());
        fact("wall", &why);
    }
    for passage in &evidence.passages {
        fact("page", &escape(&flat(passage.of(&page.text))));
    }
    for difference in &evidence.differences {
        let words = difference.claim.of(claim.text());
        let (around, inside) = around(page, difference);
        fact(difference.kind.name(), &point(words, around, inside, paint));
    }
    for part in &evidence.unsupported {
        fact("not stated", &escape(&flat(part.of(claim.text()))));
    }
    out
}

/// The line of the page that holds a difference, and the place in that line.
fn around<'p>(page: &'p Page, difference: &Difference) -> (&'p str, Span) {
    let place = difference.page;
    let before = page.text.get(..place.start).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let rest = page.text.get(place.end..).unwrap_or_default();
    let end = place.end + rest.find('\n').unwrap_or(rest.len());
    let line = Span::new(start, end).of(&page.text);
    let inside =
        Span::new(place.start.saturating_sub(start), place.end.saturating_sub(start));
    (line, inside)
}
