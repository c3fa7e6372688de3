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
        let wall = docket.shelf.pages[page].page.wall?;
        let message = format!("{} was read in part: {}", citation.label, why(wall));
        return with(Rule::PageWalled, message, Some(page));
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

/// What an editor sees of a wall.
const fn why(wall: Wall) -> &'static str {
    match wall {
        Wall::Paywall => "the page asks for a subscription",
        Wall::Consent => "a consent screen stands before the article",
        Wall::Script => "the page is an empty shell that needs scripts",
        Wall::Thin => "the page holds too few words for an article",
        Wall::Scan => "the page is a picture of a text; a scanned PDF has no text",
        Wall::Locked => "the page is a file that opens with a password only",
    }
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
