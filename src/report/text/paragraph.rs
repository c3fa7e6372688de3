//! Findings under the paragraph they are about, and what stands in its head.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::draft::{Draft, ParagraphKind};
use crate::outlet::Attribution;
use crate::report::escape::escape;
use crate::report::line::{cut, flat};
use crate::report::tally::{Counts, Tally};
use crate::report::text::finding::{finding, unplaced};
use crate::report::text::line::hang;
use crate::report::text::paint::Paint;
use crate::report::text::sum::parts;
use crate::report::text::{Sheet, count};
use crate::report::view::is_placed;
use crate::report::{Extract, outlet_name, title};
use crate::verdict::Finding;

/// Characters of the headline and of an attribution that are shown.
const LABEL: usize = 160;

/// The first lines: which draft this is, and how much there is of it.
pub(super) fn head(extract: Extract<'_>, paint: Paint) -> String {
    let draft = extract.draft;
    let mut out = paint.strong(&escape(&flat(&draft.name)));
    if let Some(title) = title(draft) {
        let _ = write!(out, "  {}", escape(&cut(&flat(title), 60)));
    }
    let citations = &extract.citations.citations;
    let outlets: BTreeSet<&str> = citations
        .iter()
        .map(|one| outlet_name(extract.outlets, &one.resolution, &one.label))
        .collect();
    let paragraphs = draft.paragraphs.iter().filter(|one| is_numbered(one.kind)).count();
    let _ = write!(
        out,
        "\n{}, {}, {} of {}\n\n",
        count(paragraphs, "paragraph"),
        count(extract.claims.claims.len(), "claim"),
        count(citations.len(), "citation"),
        count(outlets.len(), "outlet"),
    );
    out
}

/// Whether a block counts as a paragraph; headlines do not.
const fn is_numbered(kind: ParagraphKind) -> bool {
    !matches!(kind, ParagraphKind::Title | ParagraphKind::Heading)
}

/// What a reader calls each block: `¶ 3`, `headline`, `heading`.
pub(super) fn names(draft: &Draft) -> Vec<String> {
    let mut number = 0;
    let name = |kind| match kind {
        ParagraphKind::Title => "headline".to_owned(),
        ParagraphKind::Heading => "heading".to_owned(),
        _ => {
            number += 1;
            format!("¶ {number}")
        }
    };
    draft.paragraphs.iter().map(|paragraph| paragraph.kind).map(name).collect()
}

/// Writes all findings by paragraph, those about no place last, then one line on the
/// paragraphs without any.
pub(super) fn findings(out: &mut String, sheet: &Sheet<'_>, tally: &Tally) {
    let starts: Vec<usize> =
        sheet.report.draft.paragraphs.iter().map(|one| one.span().start).collect();
    let mut by_paragraph: BTreeMap<usize, Vec<&Finding>> = BTreeMap::new();
    for one in &sheet.report.findings {
        let paragraph = paragraph_of(sheet, &starts, one);
        by_paragraph.entry(paragraph).or_default().push(one);
    }
    let names = names(&sheet.report.draft);
    let counts = counts(sheet, tally);
    let mut attributions: BTreeMap<usize, Vec<&Attribution>> = BTreeMap::new();
    for one in &sheet.report.citations.attributions {
        attributions.entry(one.paragraph).or_default().push(one);
    }
    for (paragraph, held) in &by_paragraph {
        let (Some(name), Some(start), Some(counts)) =
            (names.get(*paragraph), starts.get(*paragraph), counts.get(*paragraph))
        else {
            out.push_str(&bar("saved pages", sheet));
            out.push('\n');
            out.push_str(&unplaced(sheet, held));
            continue;
        };
        let line = sheet.lines.number(*start);
        out.push_str(&bar(&format!("{name}, line {line}"), sheet));
        let cited = attributions.get(paragraph).map_or(&[][..], Vec::as_slice);
        out.push_str(&attribution(sheet, cited));
        out.push_str(&claims(*counts, sheet));
        out.push('\n');
        for one in held {
            out.push_str(&finding(sheet, one));
        }
    }
    let clean: Vec<usize> =
        (0..names.len()).filter(|at| !by_paragraph.contains_key(at)).collect();
    out.push_str(&without(&clean, sheet, &names, &counts));
}

/// The index of the paragraph a finding is about; past the last for one about none.
fn paragraph_of(sheet: &Sheet<'_>, starts: &[usize], finding: &Finding) -> usize {
    let claims = &sheet.report.claims.claims;
    let citations = &sheet.report.citations.citations;
    let of_claim = finding.claim.and_then(|at| claims.get(at)).map(|one| one.paragraph);
    let of_citation =
        finding.citation.and_then(|at| citations.get(at)).map(|one| one.paragraph);
    match of_claim.or(of_citation) {
        Some(paragraph) => paragraph,
        None if is_placed(finding) => {
            starts.partition_point(|start| *start <= finding.span.start).saturating_sub(1)
        }
        None => usize::MAX,
    }
}

/// The claims of each paragraph.
fn counts(sheet: &Sheet<'_>, tally: &Tally) -> Vec<Counts> {
    let mut counts = vec![Counts::default(); sheet.report.draft.paragraphs.len()];
    for (claim, verdict) in sheet.report.claims.claims.iter().zip(&tally.verdicts) {
        if let Some(of_paragraph) = counts.get_mut(claim.paragraph) {
            of_paragraph.add(*verdict);
        }
    }
    counts
}

/// A heading with a line drawn to the right edge.
pub(super) fn bar(name: &str, sheet: &Sheet<'_>) -> String {
    let drawn = sheet.width.saturating_sub(name.chars().count() + 4).max(3);
    let (left, right) = (sheet.paint.faint("──"), sheet.paint.faint(&"─".repeat(drawn)));
    format!("{left} {} {right}\n", sheet.paint.strong(name))
}

/// What the paragraph cites, in the draft's own words.
fn attribution(sheet: &Sheet<'_>, cited: &[&Attribution]) -> String {
    let texts: Vec<String> =
        cited.iter().map(|one| flat(one.source.of(&sheet.report.draft.text))).collect();
    if texts.is_empty() {
        return "   no attribution\n".to_owned();
    }
    hang("   ", &escape(&cut(&texts.join(" · "), LABEL)), sheet.width)
}

/// How the claims of a paragraph came out.
fn claims(counts: Counts, sheet: &Sheet<'_>) -> String {
    if counts.total() == 0 {
        return String::new();
    }
    let text = format!("{}: {}", count(counts.total(), "claim"), parts(counts));
    hang("   ", &text, sheet.width)
}

/// One line on the paragraphs without findings.
fn without(
    clean: &[usize],
    sheet: &Sheet<'_>,
    names: &[String],
    counts: &[Counts],
) -> String {
    let mut sum = Counts::default();
    let mut numbers = Vec::new();
    for at in clean {
        sum.merge(counts[*at]);
        if let Some(number) = names[*at].strip_prefix("¶ ") {
            numbers.extend(number.parse::<usize>());
        }
    }
    if numbers.is_empty() {
        return String::new();
    }
    let mut text = format!("¶ {}", ranges(&numbers));
    if sum.total() > 0 {
        let _ = write!(text, " with {}: {}", count(sum.total(), "claim"), parts(sum));
    }
    hang("nothing found in ", &text, sheet.width) + "\n"
}

/// `1, 4–6, 8` for ascending numbers.
fn ranges(numbers: &[usize]) -> String {
    let runs = numbers.chunk_by(|a, b| a + 1 == *b);
    let shown: Vec<String> = runs
        .map(|run| match run {
            [one] => one.to_string(),
            [one, two] => format!("{one}, {two}"),
            [first, .., last] => format!("{first}–{last}"),
            [] => String::new(),
        })
        .collect();
    shown.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_are_told_as_a_range() {
        assert_eq!(ranges(&[1, 3, 4, 6, 7, 8]), "1, 3, 4, 6–8");
        assert_eq!(ranges(&[]), "");
    }
}
