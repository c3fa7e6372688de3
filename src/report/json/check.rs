//! A report, as JSON.

use serde::Serialize;

use crate::fetch::Via;
use crate::gather::Shelved;
use crate::page::Wall;
use crate::report::address::address;
use crate::report::json::extract::{JsonExtract, claim_id};
use crate::report::json::lead::{self, JsonLead, JsonSearch};
use crate::report::json::line::line;
use crate::report::json::{JsonDifference, Place, score};
use crate::report::tally::{OutletTally, Tally};
use crate::report::{Links, Report};
use crate::verdict::Finding;

/// Writes a report, on one line.
#[must_use]
pub fn check(report: &Report<'_>) -> String {
    let pages = report.shelf.pages.iter().enumerate();
    let findings = report.findings.iter();
    let links = report.links();
    line(&JsonCheck {
        extract: JsonExtract::new(report.extract()),
        pages: pages.map(|(at, shelved)| page(at, shelved, report)).collect(),
        leads: lead::leads(report),
        searches: lead::searches(report),
        requests: report.shelf.requests,
        verdicts: verdicts(report),
        findings: findings.map(|one| finding(one, report, &links)).collect(),
        summary: summary(report, &Tally::of(report)),
    })
}

#[derive(Debug, Serialize)]
struct JsonCheck<'r> {
    #[serde(flatten)]
    extract: JsonExtract<'r>,
    pages: Vec<JsonShelved<'r>>,
    leads: Vec<JsonLead<'r>>,
    searches: Vec<JsonSearch<'r>>,
    requests: usize,
    verdicts: Vec<JsonVerdict>,
    findings: Vec<JsonFinding<'r>>,
    summary: JsonSummary,
}

#[derive(Debug, Serialize)]
struct JsonShelved<'r> {
    id: String,
    name: &'r str,
    url: Option<&'r str>,
    outlet: Option<&'r str>,
    edition: Option<&'r str>,
    title: Option<&'r str>,
    published: Option<String>,
    retrieved: Option<&'r str>,
    via: Option<&'static str>,
    captured: Option<&'r str>,
    sha256: Option<&'r str>,
    wall: Option<&'static str>,
    problem: Option<String>,
}

#[derive(Debug, Serialize)]
struct JsonVerdict {
    claim: String,
    citation: usize,
    verdict: &'static str,
    score: f64,
    page: Option<String>,
}

#[derive(Debug, Serialize)]
struct JsonFinding<'r> {
    rule: &'static str,
    severity: &'static str,
    claim: Option<String>,
    citation: Option<usize>,
    start: usize,
    end: usize,
    message: &'r str,
    help: &'r str,
    page: Option<String>,
    evidence: Vec<JsonEvidence<'r>>,
    differences: Vec<JsonDifference<'r>>,
}

#[derive(Debug, Serialize)]
struct JsonEvidence<'r> {
    page: String,
    start: usize,
    end: usize,
    text: &'r str,
    url: Option<String>,
}

#[derive(Debug, Serialize)]
struct JsonSummary {
    claims: usize,
    supported: usize,
    partial: usize,
    altered: usize,
    absent: usize,
    unread: usize,
    not_checked: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
    outlets: Vec<JsonOutlet>,
}

#[derive(Debug, Serialize)]
struct JsonOutlet {
    outlet: String,
    cited: usize,
    read: usize,
    supported: usize,
    partial: usize,
    altered: usize,
    absent: usize,
    unread: usize,
    unseen: Vec<JsonReason>,
}

#[derive(Debug, Serialize)]
struct JsonReason {
    reason: String,
    citations: usize,
}

/// The id of a page in JSON: `p1` for the first.
pub(super) fn page_id(index: usize) -> String {
    format!("p{}", index + 1)
}

fn page<'r>(
    index: usize,
    shelved: &'r Shelved,
    report: &'r Report<'_>,
) -> JsonShelved<'r> {
    let outlet = shelved.outlet.map(|id| &*report.outlets.outlet(id).name);
    JsonShelved {
        id: page_id(index),
        name: &shelved.name,
        url: address(&shelved.page),
        outlet,
        edition: shelved.edition.as_deref(),
        title: shelved.page.title.as_deref(),
        published: shelved.page.day().map(|day| day.to_string()),
        retrieved: shelved.retrieved.as_deref(),
        via: shelved.via.map(Via::name),
        captured: shelved.captured.as_deref(),
        sha256: Some(shelved.sha256.as_str()).filter(|hash| !hash.is_empty()),
        wall: shelved.page.wall.map(Wall::name),
        problem: shelved.problem.as_ref().map(ToString::to_string),
    }
}

fn verdicts(report: &Report<'_>) -> Vec<JsonVerdict> {
    let rulings = report.rulings.iter();
    let verdicts = rulings.map(|ruling| JsonVerdict {
        claim: claim_id(ruling.claim),
        citation: ruling.citation,
        verdict: ruling.verdict.name(),
        score: score(ruling.score),
        page: ruling.page.map(page_id),
    });
    verdicts.collect()
}

fn finding<'r>(
    finding: &'r Finding,
    report: &'r Report<'_>,
    links: &[Links<'_>],
) -> JsonFinding<'r> {
    let evidence = finding.evidence.iter().filter_map(|(at, place)| {
        let page = &report.shelf.pages.get(*at)?.page;
        let Place { start, end, text } = Place::new(*place, &page.text);
        let url = links.get(*at)?.to(*place);
        Some(JsonEvidence { page: page_id(*at), start, end, text, url })
    });
    JsonFinding {
        rule: finding.rule.slug(),
        severity: finding.severity.name(),
        claim: finding.claim.map(claim_id),
        citation: finding.citation,
        start: finding.span.start,
        end: finding.span.end,
        message: &finding.message,
        help: &finding.help,
        page: finding.page.map(page_id),
        evidence: evidence.collect(),
        differences: differences(finding, report),
    }
}

/// Differences with the draft's side as a place in the draft.
fn differences<'r>(finding: &Finding, report: &'r Report<'_>) -> Vec<JsonDifference<'r>> {
    let claim = finding.claim.and_then(|at| report.claims.claims.get(at));
    let on = finding.page.or_else(|| finding.evidence.first().map(|(page, _)| *page));
    let page = on.and_then(|at| report.shelf.pages.get(at));
    let (Some(claim), Some(shelved)) = (claim, page) else { return Vec::new() };
    let differences = finding.differences.iter().map(|difference| {
        let source = claim.plain.source(difference.claim);
        let ours = Place::new(source, &report.draft.text);
        JsonDifference::new(difference, ours, &shelved.page.text)
    });
    differences.collect()
}

fn summary(report: &Report<'_>, tally: &Tally) -> JsonSummary {
    let counts = tally.counts;
    JsonSummary {
        claims: report.claims.claims.len(),
        supported: counts.supported,
        partial: counts.partial,
        altered: counts.altered,
        absent: counts.absent,
        unread: counts.unread,
        not_checked: counts.unchecked,
        errors: tally.severities.errors,
        warnings: tally.severities.warnings,
        notes: tally.severities.notes,
        outlets: tally.outlets.iter().map(outlet).collect(),
    }
}

fn outlet(tally: &OutletTally) -> JsonOutlet {
    let reasons = tally.reasons.iter();
    let unseen = reasons.map(|(reason, citations)| JsonReason {
        reason: reason.clone(),
        citations: *citations,
    });
    JsonOutlet {
        outlet: tally.name.clone(),
        cited: tally.cited,
        read: tally.read,
        supported: tally.supports,
        partial: tally.partly,
        altered: tally.alters,
        absent: tally.silent,
        unread: tally.unread,
        unseen: unseen.collect(),
    }
}
