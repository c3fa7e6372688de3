//! The pages that were fetched for a draft: what a reader must know of each to trust it.

use crate::fetch::Via;
use crate::gather::Shelved;
use crate::report::Report;
use crate::report::address::{address, publisher};
use crate::report::escape::escape;
use crate::report::line::{cut, flat};
use crate::report::text::count;
use crate::report::text::paint::Paint;

/// Characters of an outlet's name.
const NAME: usize = 28;

/// A line for each page that was fetched and had, with how it was found; nothing if none
/// was. What could not be had stands among the findings.
pub(super) fn pages(report: &Report<'_>, paint: Paint) -> String {
    let is_had = |page: &&Shelved| page.via.is_some() && page.problem.is_none();
    let had = report.shelf.pages.iter().map(|page| &**page).filter(is_had);
    let lines: Vec<String> = had.map(|page| line(page, report, paint)).collect();
    if lines.is_empty() {
        return String::new();
    }
    let requests = count(report.shelf.requests, "request");
    let title = format!("pages fetched, at {requests}");
    format!("{}\n{}\n", paint.strong(&title), lines.join("\n"))
}

fn line(page: &Shelved, report: &Report<'_>, paint: Paint) -> String {
    let name = cut(&flat(publisher(report.outlets, page)), NAME);
    let url = escape(address(&page.page).unwrap_or(&page.name)).into_owned();
    format!("  {}: {}\n    {}", escape(&name), how(page), paint.faint(&url))
}

/// How a page was found, and what its copy is.
fn how(page: &Shelved) -> String {
    let found = page.found.as_ref();
    let when = page.retrieved.as_deref().unwrap_or("an unknown day");
    let given = "the draft gives its address";
    let mut told = vec![found.map_or(given, |one| one.reason.meaning()).to_owned()];
    told.extend(match page.via {
        Some(Via::Stale) => {
            Some(format!("the server gives no answer, so this is the copy of {when}"))
        }
        Some(Via::Cache) => Some(format!("as had on {when}")),
        _ => None,
    });
    let archived =
        |taken: &String| format!("gone, and read as an archive had it on {taken}");
    told.extend(page.captured.as_ref().map(archived));
    if found.is_some_and(|one| !one.tied.is_empty()) {
        told.push("another page fits as well".to_owned());
    }
    escape(&told.join("; ")).into_owned()
}
