//! The pages that were fetched for a draft: what a reader must know of each to trust it.

use crate::fetch::Via;
use crate::gather::Shelved;
use crate::report::Report;
use crate::report::address::{address, publisher};
use crate::report::escape::escape;
use crate::report::text::count;
use crate::report::text::line::{cut, flat};
use crate::report::text::paint::Paint;

/// Characters of an outlet's name.
const NAME: usize = 28;

/// A line for each page that was fetched and had, with how it was found; nothing if none
/// was. What could not be had stands among the findings.
pub(super) fn pages(report: &Report<'_>, paint: Paint) -> String {
    let had = |page: &&Shelved| page.via.is_some() && page.problem.is_none();
    let pages: Vec<&Shelved> =
        report.shelf.pages.iter().map(|page| &**page).filter(had).collect();
    if pages.is_empty() {
        return String::new();
    }
    let requests = count(report.shelf.requests, "request");
    let head = format!("pages fetched, at {requests}");
    let mut out = format!("{}\n", paint.strong(&head));
    for page in pages {
        let name =
            escape(&cut(&flat(publisher(report.outlets, page)), NAME)).into_owned();
        let url = escape(address(&page.page).unwrap_or(&page.name)).into_owned();
        out.push_str(&format!("  {name}: {}\n    {}\n", how(page), paint.faint(&url)));
    }
    out
}

/// How a page was found, and what its copy is.
fn how(page: &Shelved) -> String {
    let found = page.found.as_ref();
    let mut told = found
        .map_or("the draft gives its address", |one| one.reason.meaning())
        .to_owned();
    let when = page.retrieved.as_deref().unwrap_or("an unknown day");
    match page.via {
        Some(Via::Stale) => {
            told.push_str(&format!(
                "; the server gives no answer, so this is the copy of {when}"
            ));
        }
        Some(Via::Cache) => told.push_str(&format!("; as had on {when}")),
        _ => {}
    }
    if let Some(taken) = &page.captured {
        told.push_str(&format!("; gone, and read as an archive had it on {taken}"));
    }
    if found.is_some_and(|one| !one.tied.is_empty()) {
        told.push_str("; another page fits as well");
    }
    escape(&told).into_owned()
}
