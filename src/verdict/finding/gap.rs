//! Pages that a citation means and that could not be seen, or not whole.

use super::{Docket, Finding};
use crate::fetch::FetchProblem;
use crate::gather::{Search, Shelved};
use crate::lead::Reason;
use crate::outlet::Citation;
use crate::page::Wall;
use crate::rule::Rule;

/// Why a citation's page could not be seen (whole), if so.
pub(super) fn find(docket: &Docket<'_>, at: usize) -> Option<Finding> {
    let citation = &docket.citations.citations[at];
    let leads = &docket.leads[at];
    if let [first, others @ ..] = &leads.tied[..] {
        return Some(ambiguous(docket, at, *first, others));
    }
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
    let search = docket.shelf.searches.iter().find(|one| one.citations.contains(&at));
    let message = match (&citation.url, search) {
        (Some(url), _) => format!("no page from {url} is at hand"),
        (None, Some(search)) => {
            format!("no page of {} was found: {}", citation.label, tried(search, at))
        }
        (None, None) => format!("no page of {} is at hand", citation.label),
    };
    with(Rule::PageNotFound, message, None)
}

/// Several pages fit, and which is meant can't be told.
fn ambiguous(docket: &Docket<'_>, at: usize, first: usize, others: &[usize]) -> Finding {
    let citation = &docket.citations.citations[at];
    let name = |page: &usize| {
        let page = &docket.shelf.pages[*page];
        page.address().unwrap_or(&page.name).to_owned()
    };
    let names: Vec<String> = std::iter::once(&first).chain(others).map(name).collect();
    let label = &citation.label;
    let message = match &names[..] {
        [only] => format!(
            "it is not certain that {only} is the page of {label} that is meant: it lacks \
             figures or names of the paragraph, and is of another time"
        ),
        _ => format!(
            "{} pages of {label} fit equally well: {}",
            names.len(),
            names.join(" and ")
        ),
    };
    let mut finding = Finding::new(Rule::PageAmbiguous, citation.span, message);
    finding.citation = Some(at);
    finding.page = Some(first);
    finding
}

/// What was looked through for a citation, and what came of it.
fn tried(search: &Search, citation: usize) -> String {
    let mut told: Vec<String> = Vec::new();
    for (reason, name) in [
        (Reason::News, "its news sitemaps and feeds"),
        (Reason::Sitemap, "its sitemaps"),
        (Reason::Search, "its search"),
        (Reason::Archive, "the web archive"),
    ] {
        let looked = || search.listings.iter().filter(|one| one.reason == reason);
        let entries: usize = looked().map(|one| one.entries).sum();
        match looked().find_map(|one| one.problem.as_ref()) {
            Some(problem) if entries == 0 => {
                told.push(format!("{name} failed ({problem})"));
            }
            _ if looked().next().is_some() => {
                let pages = if entries == 1 { "page" } else { "pages" };
                told.push(format!("{name} list {entries} {pages}"));
            }
            _ => {}
        }
    }
    if told.is_empty() {
        return "nothing is known of where it lists its pages".to_owned();
    }
    let read = search.candidates.iter().filter_map(|one| search.fit(one, citation));
    match read.clone().max() {
        Some(best) => {
            let count = read.count();
            let pages = if count == 1 { "page was" } else { "pages were" };
            told.push(format!(
                "{count} {pages} read, the nearest speaks of {best} % of it"
            ));
        }
        None => told.push("none of them speaks of it".to_owned()),
    }
    told.join("; ")
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
