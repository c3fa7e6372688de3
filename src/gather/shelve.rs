//! Pages as bytes onto the shelf: each read once, and whose it is.

use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::fetch::cache::{Cache, Source};
use crate::fetch::folder::{LARGEST, Saved};
use crate::fetch::{FetchProblem, Fetched};
use crate::gather::find::Means;
use crate::gather::{Shelf, Shelved};
use crate::hex;
use crate::outlet::{OutletId, Outlets, Resolution};
use crate::page::{self, Page};
use crate::parallel;

/// Reads saved pages, on as many threads as there are processors; the order is that of
/// `saved`.
#[must_use]
pub fn shelve(saved: &[Saved], outlets: &Outlets) -> Shelf {
    shelve_with(saved, outlets, None)
}

/// Reads saved pages as [`shelve`] does, but none whose reading is in the cache.
#[must_use]
pub fn shelve_with(saved: &[Saved], outlets: &Outlets, cache: Option<&Cache>) -> Shelf {
    let shelve = |saved: &Saved| Arc::new(shelve_one(saved, outlets, cache));
    Shelf { pages: parallel::map(saved, shelve), ..Shelf::default() }
}

fn shelve_one(saved: &Saved, outlets: &Outlets, cache: Option<&Cache>) -> Shelved {
    let mut shelved = Shelved {
        name: saved.name.clone(),
        retrieved: saved.retrieved.clone(),
        ..Shelved::default()
    };
    if !saved.too_large && saved.unreadable.is_none() {
        shelved.sha256 = sha256(&saved.bytes);
    }
    match read_with(saved, &shelved.sha256, cache) {
        Ok(page) => shelved.page = page,
        Err(problem) => {
            shelved.page.url.clone_from(&saved.url);
            shelved.problem = Some(problem);
        }
    }
    if shelved.retrieved.is_none() {
        shelved.retrieved.clone_from(&shelved.page.saved);
    }
    identify(&mut shelved, saved, outlets);
    shelved
}

/// Reads a saved page.
///
/// # Errors
///
/// Why it can't be read: it is too large, or nothing that is read as a page.
pub fn read(saved: &Saved) -> Result<Page, FetchProblem> {
    read_with(saved, "", None)
}

fn read_with(
    saved: &Saved,
    sha256: &str,
    cache: Option<&Cache>,
) -> Result<Page, FetchProblem> {
    if saved.too_large {
        return Err(FetchProblem::TooLarge(LARGEST));
    }
    if let Some(kind) = &saved.unreadable {
        return Err(FetchProblem::Unreadable(kind.clone()));
    }
    let source = Source {
        sha256,
        url: saved.url.as_deref(),
        charset: saved.charset.as_deref(),
        select: saved.select.as_ref(),
    };
    let mut page = read_once(&saved.bytes, source, cache)?;
    if saved.cut {
        page.truncated = true;
        page.notes.push("the archive holds a part of the page only".to_owned());
    }
    Ok(page)
}

/// Reads a page, unless its reading is in the cache; only what is read as a page is kept.
fn read_once(
    bytes: &[u8],
    source: Source<'_>,
    cache: Option<&Cache>,
) -> Result<Page, FetchProblem> {
    if let Some(page) = cache.and_then(|cache| cache.reading(source)) {
        return Ok(page);
    }
    if let Some(kind) = page::foreign(bytes) {
        return Err(FetchProblem::Unreadable(kind.to_owned()));
    }
    let page = page::read_selected(source.url, bytes, source.charset, source.select);
    if let Some(cache) = cache {
        cache.keep_reading(source, &page);
    }
    Ok(page)
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
pub(super) fn sha256(bytes: &[u8]) -> String {
    hex::lower(&Sha256::digest(bytes))
}

/// Reads pages that were fetched, each with the address that was asked for.
pub(super) fn shelve_all(had: &[(&str, Fetched)], means: Means<'_>) -> Vec<Shelved> {
    let (outlets, cache) = (means.outlets, means.cache);
    let shelve = |(asked, fetched): &(&str, Fetched)| {
        shelve_fetched(asked, fetched, outlets, cache)
    };
    let pages = parallel::map(had, shelve);
    for (page, (_, fetched)) in pages.iter().zip(had) {
        if page.problem.is_none() {
            means.from.remember(&fetched.url, page.page.title.as_deref());
        }
    }
    pages
}

/// Reads a page that was fetched, or tells why it was not.
pub(super) fn shelve_fetched(
    asked: &str,
    fetched: &Fetched,
    outlets: &Outlets,
    cache: Option<&Cache>,
) -> Shelved {
    let mut shelved = Shelved {
        name: asked.to_owned(),
        retrieved: fetched.retrieved.map(|moment| moment.to_string()),
        via: Some(fetched.via),
        ..Shelved::default()
    };
    let read = fetched.body.as_ref().map_err(Clone::clone).and_then(|body| {
        shelved.sha256 = sha256(&body.bytes);
        let source = Source {
            sha256: &shelved.sha256,
            url: Some(&fetched.url),
            charset: body.charset.as_deref(),
            select: None,
        };
        read_once(&body.bytes, source, cache)
    });
    match read {
        Ok(page) => shelved.page = page,
        Err(problem) => {
            shelved.page.url = Some(fetched.url.clone());
            shelved.problem = Some(problem);
        }
    }
    identify(&mut shelved, &Saved::default(), outlets);
    shelved
}
