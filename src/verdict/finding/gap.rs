//! Pages that a citation means and that could not be seen, or not whole.

use super::{Docket, Finding};
use crate::fetch::FetchProblem;
use crate::gather::Shelved;
use crate::outlet::Citation;
use crate::page::Wall;
use crate::rule::Rule;

/// Why a citation's page could not be seen (whole), if so.
pub(super) fn find(docket: &Docket<'_>, at: usize) -> Option<Finding> {
    let citation = &docket.citations.citations[at];
    let leads = &docket.leads[at];
    let with = |rule, message: String, page: Option<usize>| {
        let mut finding = Finding::new(rule, citation.span, message);
        finding.citation = Some(at);
        finding.page = page;
        Some(finding)
    };
    if let Some(&page) = leads.missing.first() {
        let problem = docket.shelf.pages[page].problem.as_ref()?;
        let rule = match problem {
            FetchProblem::Disallowed => Rule::PageDisallowed,
            FetchProblem::Missing(_) => Rule::PageNotFound,
            _ => Rule::PageUnreachable,
        };
        return with(
            rule,
            format!("{}: {problem}", docket.shelf.pages[page].name),
            Some(page),
        );
    }
    if let Some(&page) =
        leads.pages.iter().find(|&&page| !docket.shelf.pages[page].is_whole())
    {
        let held = &docket.shelf.pages[page].page;
        let read = if held.is_article() { "was read in part" } else { "was not read" };
        let tangled = "it is larger or more tangled than what is read";
        let why = held.wall.map_or(tangled, Wall::meaning);
        let message = format!("{} {read}: {why}", citation.label);
        let mut finding = with(Rule::PageWalled, message, Some(page))?;
        if let Some(wall) = held.wall {
            wall.remedy().clone_into(&mut finding.help);
        }
        return Some(finding);
    }
    if !leads.pages.is_empty() {
        return None;
    }
    if let Some(&page) = leads.other_year.first() {
        let message = other_year(citation, &docket.shelf.pages[page]);
        return with(Rule::PageDateMismatch, message, Some(page));
    }
    let message = match &citation.url {
        Some(url) => format!("no page from {url} is at hand"),
        None => format!("no page of {} is at hand", citation.label),
    };
    with(Rule::PageNotFound, message, None)
}

fn other_year(citation: &Citation, page: &Shelved) -> String {
    let cited = citation.date.map(jiff::civil::Date::year).or(citation.year);
    match (cited, page.page.day()) {
        (Some(cited), Some(day)) => format!(
            "{} is cited for {cited}, and the page at hand is of {}",
            citation.label,
            day.year()
        ),
        _ => format!("the page at hand is not of the year cited for {}", citation.label),
    }
}
