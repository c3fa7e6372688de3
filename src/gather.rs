//! From leads and saved pages to one shelf, each page read once.

use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::fetch::folder::{LARGEST, Saved};
use crate::fetch::{Fetch, FetchProblem};
use crate::lead::Lead;
use crate::outlet::{Citation, OutletId, Outlets, Resolution};
use crate::page::{self, Page};

/// Every page at hand for a draft, in a fixed order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shelf {
    /// The pages, and those that could not be had; shared with the shelves of other drafts.
    pub pages: Vec<Arc<Shelved>>,
}

/// A page on the shelf, or the gap where it would be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shelved {
    /// Where it was had from: a path below the `--pages` folder, or an address.
    pub name: String,
    /// The outlet it is of, where that can be told.
    pub outlet: Option<OutletId>,
    /// The edition it is of, where its address tells.
    pub edition: Option<String>,
    /// The page as read; empty if it could not be had.
    pub page: Page,
    /// SHA-256 of its bytes, in lower-case hexadecimal; empty if it could not be had.
    pub sha256: String,
    /// When it was retrieved, as recorded with it (RFC 3339).
    pub retrieved: Option<String>,
    /// Why it could not be had.
    pub problem: Option<FetchProblem>,
}

impl Shelved {
    /// Whether the page was had and nothing keeps part of it from being read.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.problem.is_none() && self.page.wall.is_none()
    }

    /// The address to show: the page's own, else the one it was had from.
    #[must_use]
    pub fn address(&self) -> Option<&str> {
        self.page.canonical.as_deref().or(self.page.url.as_deref())
    }
}

/// Reads saved pages, on as many threads as there are processors; the order is that of
/// `saved`.
#[must_use]
pub fn shelve(saved: &[Saved], outlets: &Outlets) -> Shelf {
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let part = saved.len().div_ceil(threads).max(1);
    let pages = std::thread::scope(|scope| {
        let parts: Vec<_> = saved
            .chunks(part)
            .map(|part| {
                let read = |saved| Arc::new(shelve_one(saved, outlets));
                scope.spawn(move || part.iter().map(read).collect::<Vec<_>>())
            })
            .collect();
        let read = parts.into_iter().flat_map(|part| part.join().unwrap_or_default());
        read.collect()
    });
    Shelf { pages }
}

fn shelve_one(saved: &Saved, outlets: &Outlets) -> Shelved {
    let mut shelved = Shelved {
        name: saved.name.clone(),
        retrieved: saved.retrieved.clone(),
        ..Shelved::default()
    };
    if saved.too_large {
        shelved.problem = Some(FetchProblem::TooLarge(LARGEST));
        return shelved;
    }
    shelved.sha256 = sha256(&saved.bytes);
    shelved.page = page::read(saved.url.as_deref(), &saved.bytes, None);
    identify(&mut shelved, saved, outlets);
    shelved
}

/// Finds whose page it is: what `pages.toml` says, then the page's own address, then
/// the address it was saved from, then the folder, then the name it gives its site.
fn identify(shelved: &mut Shelved, saved: &Saved, outlets: &Outlets) {
    let said = saved.outlet.as_deref().and_then(|name| named(name, outlets));
    let page = &shelved.page;
    let addresses = [
        page.canonical.clone(),
        page.url.clone(),
        saved.host.as_ref().map(|host| format!("https://{host}/")),
    ];
    let found = said
        .or_else(|| addresses.iter().flatten().find_map(|url| outlets.by_url(url)))
        .or_else(|| page.site.as_deref().and_then(|site| named(site, outlets)));
    if let Some((outlet, edition)) = found {
        shelved.outlet = Some(outlet);
        shelved.edition = edition;
        if shelved.page.site.is_none() {
            shelved.page.site = Some(outlets.outlet(outlet).name.to_string());
        }
    }
}

/// The outlet of that name; no nearest one is looked for, as `resolve` would alone.
fn named(name: &str, outlets: &Outlets) -> Option<(OutletId, Option<String>)> {
    if !outlets.is_known(name) {
        return None;
    }
    match outlets.resolve(name) {
        Resolution::Known { outlet, edition, .. } => Some((outlet, edition)),
        _ => None,
    }
}

/// SHA-256 in lower-case hexadecimal.
fn sha256(bytes: &[u8]) -> String {
    use std::fmt::Write;
    let mut shown = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        let _ = write!(shown, "{byte:02x}");
    }
    shown
}

/// Asks for the pages of leads that the shelf does not hold yet, and adds what comes,
/// or why nothing came. Each address is asked for once.
pub fn fetch(shelf: &mut Shelf, leads: &[Lead], from: &dyn Fetch, outlets: &Outlets) {
    let mut wanted: Vec<String> = Vec::new();
    for lead in leads {
        if !wanted.contains(&lead.url)
            && !shelf.pages.iter().any(|page| is_at(page, &lead.url))
        {
            wanted.push(lead.url.clone());
        }
    }
    for (asked, fetched) in wanted.iter().zip(from.fetch(&wanted)) {
        let mut shelved = Shelved { name: asked.clone(), ..Shelved::default() };
        match fetched.body {
            Ok(body) => {
                shelved.sha256 = sha256(&body.bytes);
                shelved.page =
                    page::read(Some(&fetched.url), &body.bytes, body.charset.as_deref());
            }
            Err(problem) => {
                shelved.page.url = Some(fetched.url);
                shelved.problem = Some(problem);
            }
        }
        identify(&mut shelved, &Saved::default(), outlets);
        shelf.pages.push(Arc::new(shelved));
    }
}

/// Whether the page was had from `url`, or gives it as its own address. Scheme, `www.`,
/// fragment and a final slash make no difference.
fn is_at(page: &Shelved, url: &str) -> bool {
    let url = bare(url);
    let same = |other: &str| bare(other) == url;
    let own =
        [page.page.canonical.as_deref(), page.page.url.as_deref(), Some(&page.name)];
    own.into_iter().flatten().any(same)
}

fn bare(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    rest.split('#').next().unwrap_or(rest).trim_end_matches('/')
}

/// The pages that a citation leads to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Leads {
    /// Indices of pages that might be the one meant and were had.
    pub pages: Vec<usize>,
    /// Indices of those that could not be had.
    pub missing: Vec<usize>,
    /// Indices of pages of the outlet that are of another year than the one cited.
    pub other_year: Vec<usize>,
}

/// Finds the pages on the shelf that a citation means: the one at its address if it has
/// one, else those of its outlet, of the edition and year it names.
#[must_use]
pub fn pages_for(citation: &Citation, shelf: &Shelf) -> Leads {
    let mut leads = Leads::default();
    let at_address =
        |page: &Arc<Shelved>| citation.url.as_deref().is_some_and(|url| is_at(page, url));
    let by_address = shelf.pages.iter().any(at_address);
    for (at, page) in shelf.pages.iter().enumerate() {
        let meant = if by_address { at_address(page) } else { is_of(page, citation) };
        if !meant {
            continue;
        }
        let year = page.page.day().map(jiff::civil::Date::year);
        let cited = citation.date.map(jiff::civil::Date::year).or(citation.year);
        if page.problem.is_some() {
            leads.missing.push(at);
        } else if !by_address && matches!((year, cited), (Some(a), Some(b)) if a != b) {
            leads.other_year.push(at);
        } else {
            leads.pages.push(at);
        }
    }
    if let Resolution::Known { edition: Some(wanted), .. } = &citation.resolution {
        let of_edition = |&at: &usize| shelf.pages[at].edition.as_ref() == Some(wanted);
        // Most outlets serve all editions from one host, where a page tells none.
        if leads.pages.iter().any(of_edition) {
            leads.pages.retain(of_edition);
        }
    }
    leads
}

fn is_of(page: &Shelved, citation: &Citation) -> bool {
    let Resolution::Known { outlet, edition, .. } = &citation.resolution else {
        return false;
    };
    let other_edition =
        matches!((&page.edition, edition), (Some(own), Some(wanted)) if own != wanted);
    page.outlet == Some(*outlet) && !other_edition
}
