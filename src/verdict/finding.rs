//! From rulings to findings: which rule fires where, and what the editor is told.

mod gap;
mod message;
mod peer;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::claim::Claims;
use crate::draft::{Draft, ParagraphKind};
use crate::evidence::{Difference, Evidence, Run};
use crate::gather::{Leads, Shelf, Shelved};
use crate::outlet::{Citations, Outlets, Resolution};
use crate::rule::{Note, Rule, Severity};
use crate::text::Span;
use crate::verdict::{Ruling, SURE, Verdict, is_checked, is_misattributed, overall};

/// A rule that fired, at a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The rule.
    pub rule: Rule,
    /// How much it matters, settings applied.
    pub severity: Severity,
    /// The claim it is about, if it is about one.
    pub claim: Option<usize>,
    /// The citation it is about, if it is about one.
    pub citation: Option<usize>,
    /// Where, in the draft's text.
    pub span: Span,
    /// What was looked at and what was found; lower case, no full stop.
    pub message: String,
    /// What to do.
    pub help: String,
    /// The page it rests on.
    pub page: Option<usize>,
    /// The page's own words: page and place in its text.
    pub evidence: Vec<(usize, Span)>,
    /// How claim and page differ; places in the claim's text and the page's.
    pub differences: Vec<Difference>,
}

impl Finding {
    /// A finding that rests on no page.
    #[must_use]
    pub fn new(rule: Rule, span: Span, message: String) -> Self {
        Self {
            rule,
            severity: rule.severity(),
            claim: None,
            citation: None,
            span,
            message,
            help: rule.fix().to_owned(),
            page: None,
            evidence: Vec::new(),
            differences: Vec::new(),
        }
    }
}

impl From<&Note> for Finding {
    fn from(note: &Note) -> Self {
        Self::new(note.rule, note.span, note.message.clone())
    }
}

/// Everything that findings are made from.
#[derive(Clone, Copy, Debug)]
pub struct Docket<'d> {
    /// The registry.
    pub outlets: &'d Outlets,
    /// The draft.
    pub draft: &'d Draft,
    /// Its claims.
    pub claims: &'d Claims,
    /// Its citations.
    pub citations: &'d Citations,
    /// The pages at hand.
    pub shelf: &'d Shelf,
    /// For each citation, the pages it leads to.
    pub leads: &'d [Leads],
    /// The rulings.
    pub rulings: &'d [Ruling],
    /// For each claim that no cited page supports, another page that does.
    pub elsewhere: &'d BTreeMap<usize, (usize, Evidence)>,
    /// A paragraph and two pages that carry one and the same text and bear on it, in order
    /// of the paragraphs.
    pub copies: &'d [(usize, usize, usize)],
    /// Runs of pages' words that stand in the draft outside quotation marks.
    pub runs: &'d [(usize, Run)],
}

/// Makes the findings, in order of place, then of rule.
#[must_use]
pub fn findings(docket: &Docket<'_>) -> Vec<Finding> {
    let notes = docket.draft.notes.iter().chain(&docket.citations.notes);
    let mut found: Vec<Finding> = notes.map(Finding::from).collect();
    found.extend(uncited(docket));
    for claim in 0..docket.claims.claims.len() {
        found.extend(about_claim(docket, claim));
    }
    let mut told = BTreeSet::new();
    for citation in 0..docket.citations.citations.len() {
        let paragraph = docket.citations.citations[citation].paragraph;
        let about = about_citation(docket, citation).into_iter();
        // A page that two citations of a paragraph lead to is told of once.
        found.extend(about.filter(|finding| {
            told.insert((paragraph, finding.rule, finding.message.clone(), finding.page))
        }));
    }
    found.extend(peer::single_origin(docket));
    found.extend(peer::unquoted(docket));
    found.extend(unidentified(docket));
    found.sort_by_key(|finding| {
        (finding.span, finding.rule, finding.claim, finding.citation)
    });
    found
}

/// Paragraphs of prose with checkable claims that nothing is cited for.
fn uncited<'d>(docket: &'d Docket<'_>) -> impl Iterator<Item = Finding> + 'd {
    let attributed = docket.citations.attributions.iter().map(|at| at.paragraph);
    let cited = docket.citations.citations.iter().map(|at| at.paragraph);
    let cited: BTreeSet<usize> = attributed.chain(cited).collect();
    let notes = docket.citations.notes.iter();
    let mut malformed: Vec<Span> = notes
        .filter(|note| note.rule == Rule::MalformedAttribution)
        .map(|note| note.span)
        .collect();
    malformed.sort_unstable();
    let has_malformed = move |paragraph: Span| {
        let first = malformed.partition_point(|span| span.start < paragraph.start);
        let mut inside =
            malformed[first..].iter().take_while(|span| span.start <= paragraph.end);
        inside.any(|span| paragraph.contains(*span))
    };
    let prose = |kind| matches!(kind, ParagraphKind::Text | ParagraphKind::List);
    docket.draft.paragraphs.iter().enumerate().filter_map(move |(at, paragraph)| {
        let own = docket.claims.claims[claims_of(docket, at)].iter();
        let n_claims = own.filter(|claim| is_checked(claim)).count();
        let is_cited = || cited.contains(&at) || has_malformed(paragraph.span());
        (prose(paragraph.kind) && n_claims > 0 && !is_cited()).then(|| {
            let s = if n_claims == 1 { "" } else { "s" };
            let message = format!("{n_claims} claim{s} and no outlet named");
            Finding::new(Rule::Uncited, paragraph.span(), message)
        })
    })
}

/// The claims of a paragraph; claims are in order of their paragraphs.
fn claims_of(docket: &Docket<'_>, paragraph: usize) -> Range<usize> {
    let claims = &docket.claims.claims;
    let first = claims.partition_point(|claim| claim.paragraph < paragraph);
    let after = claims.partition_point(|claim| claim.paragraph <= paragraph);
    first..after.max(first)
}

/// The rulings on some claims; rulings are in order of their claims.
fn rulings_on<'d>(docket: &Docket<'d>, claims: &Range<usize>) -> &'d [Ruling] {
    let first = docket.rulings.partition_point(|ruling| ruling.claim < claims.start);
    let after = docket.rulings.partition_point(|ruling| ruling.claim < claims.end);
    &docket.rulings[first..after.max(first)]
}

/// What is wrong with a claim, unless a cited page supports it or none could be seen.
fn about_claim(docket: &Docket<'_>, claim: usize) -> Option<Finding> {
    let verdict = overall(claim, docket.rulings)?;
    if verdict == Verdict::Supported {
        return None;
    }
    let own = rulings_on(docket, &(claim..claim + 1));
    let elsewhere = docket.elsewhere.get(&claim);
    if let Some((page, evidence)) = elsewhere
        && is_misattributed(own, evidence)
    {
        return Some(peer::misattributed(docket, claim, *page, evidence));
    }
    let mut falling = own.iter().filter(|ruling| ruling.verdict == verdict);
    let (ruling, rule) = falling.find_map(|ruling| Some((ruling, ruling.rule?)))?;
    let mut finding = Finding::new(rule, place(docket, claim, ruling), String::new());
    finding.message = message::of(docket, ruling, rule);
    finding.claim = Some(claim);
    finding.citation = Some(ruling.citation);
    finding.page = ruling.page;
    finding.differences.clone_from(&ruling.differences);
    if !matches!(verdict, Verdict::Absent | Verdict::Unread) {
        finding.evidence = shown(ruling);
    }
    if let Some((page, evidence)) = elsewhere
        && evidence.score >= SURE
    {
        let other = peer::other(docket, claim, *page);
        finding.help = format!("{}; {other} has it as the draft does", finding.help);
    }
    Some(finding)
}

/// The first passage for most rulings; for a difference, each that holds a page's side.
fn shown(ruling: &Ruling) -> Vec<(usize, Span)> {
    let Some(page) = ruling.page else { return Vec::new() };
    let holds = |span: &Span| {
        ruling.differences.iter().any(|difference| span.overlaps(difference.page))
    };
    let mut passages: Vec<Span> = ruling.passages.iter().copied().filter(holds).collect();
    if passages.is_empty() {
        passages.extend(ruling.passages.iter().take(2));
    }
    passages.into_iter().map(|span| (page, span)).collect()
}

/// The words in question: of a difference, of the first thing not stated, or the claim.
fn place(docket: &Docket<'_>, claim: usize, ruling: &Ruling) -> Span {
    let claim = &docket.claims.claims[claim];
    let first = match ruling.differences.first() {
        Some(difference) => Some(difference.claim),
        None if ruling.verdict == Verdict::Partial => ruling.unsupported.first().copied(),
        None => None,
    };
    first.map_or_else(|| claim.span(), |span| claim.plain.source(span))
}

/// The outlet's name, or what the page is called by.
fn name(docket: &Docket<'_>, page: &Shelved) -> String {
    match page.outlet {
        Some(outlet) => docket.outlets.outlet(outlet).name.to_string(),
        None => page.page.site.clone().unwrap_or_else(|| page.name.clone()),
    }
}

/// The labels of what is cited for a claim, each once.
fn labels(docket: &Docket<'_>, claim: usize) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for ruling in rulings_on(docket, &(claim..claim + 1)) {
        let label = &docket.citations.citations[ruling.citation].label;
        if !found.contains(label) {
            found.push(label.clone());
        }
    }
    found
}

/// Pages that could not be seen, and outlets that carry nothing of their paragraph.
fn about_citation(docket: &Docket<'_>, at: usize) -> Vec<Finding> {
    let citation = &docket.citations.citations[at];
    let is_known = matches!(citation.resolution, Resolution::Known { .. });
    if !is_known && citation.url.is_none() {
        return Vec::new();
    }
    gap::find(docket, at).into_iter().chain(peer::carries_nothing(docket, at)).collect()
}

/// Saved pages that do not tell whose they are, or could not be read to find out.
fn unidentified<'d>(docket: &'d Docket<'_>) -> impl Iterator<Item = Finding> + 'd {
    let missed: BTreeSet<usize> =
        docket.leads.iter().flat_map(|leads| leads.missing.iter().copied()).collect();
    let pages = docket.shelf.pages.iter().enumerate();
    let whose = move |(at, page): (usize, &'d std::sync::Arc<Shelved>)| {
        let (rule, why) = match (&page.problem, page.address()) {
            // Told of where it is cited.
            (Some(_), _) if missed.contains(&at) => return None,
            (Some(problem), _) => (Rule::PageUnreachable, problem.to_string()),
            (None, Some(address)) => (
                Rule::PageUnidentified,
                format!("its address, {address}, is of no known outlet"),
            ),
            (None, None) => {
                (Rule::PageUnidentified, "nothing in it tells its outlet".to_owned())
            }
        };
        let message = format!("{}: {why}", page.name);
        let mut finding = Finding::new(rule, Span::default(), message);
        finding.page = Some(at);
        Some(finding)
    };
    pages.filter(|(_, page)| page.outlet.is_none()).filter_map(whose)
}

#[cfg(test)]
mod tests;
