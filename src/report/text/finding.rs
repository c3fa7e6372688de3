//! One finding: what is wrong, where, what the page has instead, what to do.

use std::fmt::Write as _;

use crate::claim::{Claim, Value};
use crate::evidence::{Difference, Kind};
use crate::gather::Shelved;
use crate::page::Page;
use crate::report::address::{address, publisher};
use crate::report::escape::escape;
use crate::report::line::{cut, flat};
use crate::report::text::Sheet;
use crate::report::text::diff::{align, point, window};
use crate::report::text::excerpt::excerpt;
use crate::report::text::line::{hang, wrap};
use crate::report::view::surroundings;
use crate::rule::Rule;
use crate::text::Span;
use crate::verdict::Finding;

/// Differences set side by side; more are counted.
const SIDES: usize = 3;
/// Characters of a page's passage that are shown where no single word is in question.
const PASSAGE: usize = 300;
/// Characters of a headline.
const HEADLINE: usize = 90;
/// Findings of one sort about no place; more are counted.
const UNPLACED: usize = 20;
/// Marks under one sentence.
const MARKS: usize = 32;

/// Writes a finding; ends with an empty line.
pub(super) fn finding(sheet: &Sheet<'_>, finding: &Finding) -> String {
    let mut out = message(sheet, finding);
    let (shown, marks) = focus(sheet, finding);
    out.push_str(&excerpt(sheet, shown, &marks, finding.severity));
    let facts = Facts::new(sheet);
    facts.page(&mut out, finding);
    facts.remedy(&mut out, finding);
    out.push('\n');
    out
}

/// Writes findings that are about no place in the draft. What to do is told once for
/// neighbours that ask for the same.
pub(super) fn unplaced(sheet: &Sheet<'_>, findings: &[&Finding]) -> String {
    let facts = Facts::new(sheet);
    let mut out = String::new();
    for alike in findings.chunk_by(|a, b| a.rule == b.rule && a.help == b.help) {
        for finding in alike.iter().take(UNPLACED) {
            out.push_str(&message(sheet, finding));
        }
        if let Some(more) = alike.len().checked_sub(UNPLACED).filter(|more| *more > 0) {
            let text = format!("… and {more} more; `--format json` names them all");
            out.push_str(&wrap("    ", "    ", &text, sheet.width));
        }
        facts.remedy(&mut out, alike[0]);
        out.push('\n');
    }
    out
}

/// The first line: rule and message.
fn message(sheet: &Sheet<'_>, finding: &Finding) -> String {
    let slug = format!("{}[{}]", finding.severity, finding.rule);
    let first = sheet.paint.severity(finding.severity, &slug) + "  ";
    wrap(&first, "    ", &escape(&flat(&finding.message)), sheet.width)
}

/// The part of the draft to show, and the words to mark in it.
fn focus(sheet: &Sheet<'_>, finding: &Finding) -> (Span, Vec<Span>) {
    let shown = context(sheet, finding.span);
    let mut marks = words_in_question(sheet, finding);
    marks.retain(|mark| shown.start <= mark.start && mark.end <= shown.end);
    marks.truncate(MARKS);
    if marks.is_empty() {
        marks.push(finding.span);
    }
    // A mark under every word points at nothing.
    let bare = shown.trim(&sheet.report.draft.text);
    if marks.iter().any(|mark| mark.contains(bare)) {
        marks.clear();
    }
    (shown, marks)
}

/// The sentences at `span`; for a place in an attribution, the attribution; else its
/// lines.
fn context(sheet: &Sheet<'_>, span: Span) -> Span {
    let report = sheet.report;
    let attributions = &report.citations.attributions;
    // They are in order of place, and none holds another.
    let after = attributions.partition_point(|one| one.source.start <= span.start);
    let inside = attributions[..after].last().filter(|one| one.source.contains(span));
    if let Some(inside) = inside {
        return inside.source;
    }
    let sentences = &report.claims.sentences;
    let first = sentences.partition_point(|(_, sentence)| sentence.end <= span.start);
    let end = span.end.max(span.start + 1);
    let held = sentences[first..].iter().take_while(|(_, sentence)| sentence.start < end);
    if let Some(cover) = held.map(|(_, sentence)| *sentence).reduce(Span::cover) {
        return cover;
    }
    let rest = report.draft.text.get(span.end..).unwrap_or_default();
    let end = span.end + rest.find('\n').unwrap_or(rest.len());
    Span::new(sheet.lines.start(span.start), end)
}

/// The words that differ, or that are not stated, as places in the draft.
fn words_in_question(sheet: &Sheet<'_>, finding: &Finding) -> Vec<Span> {
    let Some(claim) = claim_of(sheet, finding) else { return vec![finding.span] };
    if !finding.differences.is_empty() {
        let places = finding.differences.iter().map(|difference| difference.claim);
        return places.map(|place| claim.plain.source(place)).collect();
    }
    if finding.rule == Rule::PartlySupported {
        let rulings = &sheet.report.rulings;
        let first = rulings.partition_point(|ruling| Some(ruling.claim) < finding.claim);
        let mut own = rulings[first..]
            .iter()
            .take_while(|ruling| Some(ruling.claim) == finding.claim);
        let ruling = own.find(|ruling| Some(ruling.citation) == finding.citation);
        let unsupported = ruling.map(|ruling| ruling.unsupported.as_slice());
        let places = unsupported.unwrap_or_default().iter();
        return places.map(|place| claim.plain.source(*place)).collect();
    }
    vec![finding.span]
}

fn claim_of<'r>(sheet: &Sheet<'r>, finding: &Finding) -> Option<&'r Claim> {
    sheet.report.claims.claims.get(finding.claim?)
}

/// The lines under the excerpt: `= page   …`.
pub(super) struct Facts<'s> {
    sheet: &'s Sheet<'s>,
    indent: String,
}

impl<'s> Facts<'s> {
    fn new(sheet: &'s Sheet<'s>) -> Self {
        // Under the gutter's bar.
        let indent = " ".repeat(sheet.lines.last().to_string().len() + 3);
        Self { sheet, indent }
    }

    /// Adds one, wrapped under itself.
    fn add(&self, out: &mut String, label: &str, text: &str) {
        let label = format!("= {label:<5}  ");
        let first = format!("{}{}", self.indent, self.sheet.paint.faint(&label));
        out.push_str(&hang(&first, text, self.sheet.width));
    }

    /// What to do.
    fn remedy(&self, out: &mut String, finding: &Finding) {
        if !finding.help.is_empty() {
            self.add(out, "do", &escape(&flat(&finding.help)));
        }
    }

    /// What the page has, and where the page is.
    fn page(&self, out: &mut String, finding: &Finding) {
        let on = finding.page.or_else(|| finding.evidence.first().map(|(page, _)| *page));
        let Some(on) = on else { return };
        let Some(shelved) = self.sheet.report.shelf.pages.get(on) else { return };
        let evidence = finding.evidence.iter().find(|(page, _)| *page == on);
        let evidence = evidence.map(|(_, place)| *place);
        let differs = finding.differences.first().map(|difference| difference.page);
        match claim_of(self.sheet, finding) {
            Some(claim) if differs.is_some() => {
                self.differences(out, claim, finding, &shelved.page, evidence);
            }
            _ => self.passage(out, &shelved.page, evidence),
        }
        // The sentence, so that a reader sees what differs where it was said.
        let holds = |whole: &Span| differs.is_none_or(|differs| whole.contains(differs));
        self.whereabouts(out, on, shelved, evidence.filter(holds).or(differs));
    }

    /// The page's passage as it stands.
    fn passage(&self, out: &mut String, page: &Page, place: Option<Span>) {
        let passage = flat(place.unwrap_or_default().of(&page.text));
        if !passage.is_empty() {
            self.add(out, "page", &escape(&cut(&passage, PASSAGE)));
        }
    }

    /// Draft and page, side by side, for each difference.
    fn differences(
        &self,
        out: &mut String,
        claim: &Claim,
        finding: &Finding,
        page: &Page,
        evidence: Option<Span>,
    ) {
        let groups = groups(claim, &finding.differences);
        for (kind, ours, theirs) in groups.iter().take(SIDES) {
            let around = surroundings(page, *theirs, evidence);
            let text = around.of(&page.text);
            let inside = Span::new(
                theirs.start.saturating_sub(around.start),
                theirs.end.saturating_sub(around.start),
            );
            let paint = self.sheet.paint;
            let words = ours.of(claim.text());
            let aligned = match kind {
                Kind::Quotation => align(words, text, inside, paint),
                _ => None,
            };
            if let Some(sides) = aligned {
                self.add(out, "draft", &sides.draft);
                self.add(out, "page", &sides.page);
            } else {
                self.add(out, "draft", &window(claim.text(), *ours, paint));
                self.add(out, "page", &point(words, text, inside, paint));
            }
        }
        if let Some(more) = groups.len().checked_sub(SIDES).filter(|more| *more > 0) {
            let differ = if more == 1 { "place differs" } else { "places differ" };
            self.add(out, "more", &format!("{more} other {differ}"));
        }
    }

    /// Whose page it is, of when, its headline, and its address on a line of its own.
    fn whereabouts(
        &self,
        out: &mut String,
        on: usize,
        shelved: &Shelved,
        place: Option<Span>,
    ) {
        let page = &shelved.page;
        let name = publisher(self.sheet.report.outlets, shelved);
        let mut text = escape(&flat(name)).into_owned();
        if let Some(day) = page.day() {
            let _ = write!(text, ", {}", day.strftime("%-d %b %Y"));
        }
        if let Some(title) = &page.title {
            let title = cut(&flat(title), HEADLINE);
            let _ = write!(text, ", “{}”", escape(&title));
        }
        self.add(out, "where", &text);
        let found = match place {
            Some(place) => self.sheet.links[on].to(place),
            None => address(page).map(str::to_owned),
        };
        let found = found.unwrap_or_else(|| shelved.name.clone());
        if found == name {
            return;
        }
        // Never wrapped: an address in two halves cannot be clicked on.
        out.push_str(&self.indent);
        out.push_str("         ");
        out.push_str(&escape(&found));
        out.push('\n');
    }
}

/// What to set side by side: kind, words of the claim, place on the page. Differences in
/// the wording of one quotation are one.
fn groups(claim: &Claim, differences: &[Difference]) -> Vec<(Kind, Span, Span)> {
    let mut groups: Vec<(Kind, Span, Span)> = Vec::new();
    for difference in differences {
        let ours = match difference.kind {
            Kind::Quotation => quotation(claim, difference.claim),
            _ => difference.claim,
        };
        let known = groups.iter_mut().find(|(kind, place, _)| {
            *kind == Kind::Quotation && difference.kind == *kind && *place == ours
        });
        match known {
            Some((_, _, page)) => *page = page.cover(difference.page),
            None => groups.push((difference.kind, ours, difference.page)),
        }
    }
    groups
}

/// The whole quotation that holds `place`; `place` itself if none does.
fn quotation(claim: &Claim, place: Span) -> Span {
    let quotations = claim.facets.iter().filter(|facet| {
        matches!(facet.value, Value::Quotation { .. })
            && facet.span.start <= place.start
            && place.end <= facet.span.end
    });
    quotations.map(|facet| facet.span).min_by_key(|span| span.len()).unwrap_or(place)
}
