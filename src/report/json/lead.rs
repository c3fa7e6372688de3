//! Where pages were looked for, as JSON.

use serde::Serialize;

use crate::gather::{Search, Shelved};
use crate::report::Report;
use crate::report::json::check::page_id;

/// An address that might hold the page a citation means.
#[derive(Debug, Serialize)]
pub(super) struct JsonLead<'r> {
    citation: usize,
    url: &'r str,
    reason: &'static str,
    /// The page that came of it, if it is at hand.
    page: Option<String>,
    /// Whether it is taken for the page meant.
    chosen: bool,
    /// Whether another page fits as well.
    tied: bool,
    /// How much of the paragraph it speaks of, in percent, where that was measured.
    fit: Option<u8>,
    problem: Option<String>,
}

/// What was looked through for the pages of an outlet.
#[derive(Debug, Serialize)]
pub(super) struct JsonSearch<'r> {
    outlet: &'r str,
    citations: &'r [usize],
    listings: Vec<JsonLooked<'r>>,
}

#[derive(Debug, Serialize)]
struct JsonLooked<'r> {
    url: &'r str,
    reason: &'static str,
    entries: usize,
    problem: Option<String>,
}

/// The leads of a report: the addresses that the draft gives, then those that were found.
pub(super) fn leads<'r>(report: &'r Report<'_>) -> Vec<JsonLead<'r>> {
    let mut leads: Vec<JsonLead<'r>> =
        report.leads.iter().map(|lead| given(lead, report)).collect();
    for search in &report.shelf.searches {
        for &citation in &search.citations {
            leads.extend(of_search(search, citation, report));
        }
    }
    leads.sort_by_key(|lead| lead.citation);
    leads
}

fn given<'r>(lead: &'r crate::lead::Lead, report: &Report<'_>) -> JsonLead<'r> {
    let at = report.shelf.pages.iter().position(|page| page.is_at(&lead.url));
    let problem = at.and_then(|at| report.shelf.pages[at].problem.as_ref());
    JsonLead {
        citation: lead.citation,
        url: &lead.url,
        reason: lead.reason.name(),
        page: at.map(page_id),
        chosen: at.is_some(),
        tied: false,
        fit: None,
        problem: problem.map(ToString::to_string),
    }
}

fn of_search<'r>(
    search: &'r Search,
    citation: usize,
    report: &Report<'_>,
) -> impl Iterator<Item = JsonLead<'r>> {
    let pages = &report.shelf.pages;
    let page_of = move |url: &str| {
        let is_it = |page: &Shelved| page.found.is_some() && page.is_at(url);
        pages.iter().position(|page| is_it(page)).map(page_id)
    };
    search.candidates.iter().map(move |one| {
        let chosen = one.chosen.contains(&citation);
        JsonLead {
            citation,
            url: &one.url,
            reason: one.reason.name(),
            page: page_of(&one.url).filter(|_| chosen),
            chosen,
            tied: one.tied.contains(&citation),
            fit: search.fit(one, citation),
            problem: one.problem.as_ref().map(ToString::to_string),
        }
    })
}

/// What was looked through.
pub(super) fn searches<'r>(report: &'r Report<'_>) -> Vec<JsonSearch<'r>> {
    let searches = report.shelf.searches.iter();
    let each = searches.map(|search| JsonSearch {
        outlet: &report.outlets.outlet(search.outlet).name,
        citations: &search.citations,
        listings: search
            .listings
            .iter()
            .map(|one| JsonLooked {
                url: &one.url,
                reason: one.reason.name(),
                entries: one.entries,
                problem: one.problem.as_ref().map(ToString::to_string),
            })
            .collect(),
    });
    each.collect()
}
