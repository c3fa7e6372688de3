//! Finding the page that a citation means where the draft gives no address.
//!
//! For each outlet that is cited and of which no page at hand speaks of the paragraph, its
//! listings are looked through in the order of [`Reason`]: what was kept of it, its news
//! sitemaps and feeds, its sitemaps, its own search, a web archive's index. After each, the
//! few entries that fit best are asked for and read, and the search ends for the citations
//! whose page is found. What is asked in one round is asked of all outlets at once.

mod choose;
mod look;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use crate::claim::Claim;
use crate::draft::Draft;
use crate::fetch::cache::Cache;
use crate::fetch::{Allowance, Fetch, FetchProblem, Fetched, Request};
use crate::gather::fit::{Fit, Matter};
use crate::gather::search::{Candidate, Found, Looked, Search};
use crate::gather::{Shelf, Shelved, pages_for, shelve_all};
use crate::lead::{Catalogue, Query, Reason};
use crate::outlet::{Citations, OutletId, Outlets, Resolution};

use self::look::Stage;

/// Pages that are asked for in one round for one outlet.
const AT_ONCE: usize = 3;
/// Rounds of asking for pages after each kind of listing.
const ROUNDS: usize = 2;
/// Rounds more after the last, while requests are left.
const MORE: usize = 6;
/// The least share of an entry's matter that a paragraph must speak of for its page to be
/// worth a request.
const WORTH: f64 = 0.1;
/// The same in those rounds.
const WORTH_MORE: f64 = 0.3;
/// From this share of its claims on, a saved page is one that the paragraph may rest on,
/// and no other is looked for.
const AT_HAND: f64 = 0.4;

/// What is searched with.
#[derive(Clone, Copy)]
pub(super) struct Means<'m> {
    pub(super) from: &'m dyn Fetch,
    pub(super) allowance: &'m Allowance,
    pub(super) outlets: &'m Outlets,
    /// Where a web archive is asked, if it may be.
    pub(super) archive: Option<&'m str>,
    /// Where readings of pages are kept.
    pub(super) cache: Option<&'m Cache>,
}

impl Means<'_> {
    /// How many more addresses may be asked for; each costs a request at least.
    fn room(&self) -> usize {
        self.allowance.limit().saturating_sub(self.allowance.spent())
    }
}

/// A page, or more than one, that is looked for.
struct Want {
    outlet: OutletId,
    edition: Option<String>,
    members: Vec<Member>,
    looked: Vec<Looked>,
    catalogue: Catalogue,
    /// Where the entries of the catalogue come from, by number.
    reasons: Vec<Reason>,
    pages: Vec<Read>,
    /// Addresses that were asked for, of listings and of pages.
    asked: BTreeSet<String>,
}

/// A citation that a page is looked for.
struct Member {
    citation: usize,
    query: Query,
}

/// A page that was asked for.
struct Read {
    /// Its number in the catalogue.
    entry: usize,
    reason: Reason,
    page: Shelved,
    /// How it meets the paragraph of each member; none if it was not had.
    fits: Vec<Fit>,
}

/// Finds pages for the citations that no page at hand is for, and puts them on the shelf.
pub(super) fn find(
    shelf: &mut Shelf,
    draft: &Draft,
    claims: &[Claim],
    citations: &Citations,
    means: Means<'_>,
) {
    let mut wants = wants(shelf, draft, claims, citations);
    for stage in Stage::ALL {
        let mut open: Vec<&mut Want> =
            wants.iter_mut().filter(|want| !choose::is_settled(want)).collect();
        if open.is_empty() {
            break;
        }
        look::look(stage, &mut open, means);
        for _ in 0..ROUNDS {
            open.retain(|want| !choose::is_settled(want));
            read(&mut open, WORTH, means);
        }
    }
    for _ in 0..MORE {
        let mut open: Vec<&mut Want> =
            wants.iter_mut().filter(|want| !choose::is_settled(want)).collect();
        if open.is_empty() || means.room() == 0 {
            break;
        }
        read(&mut open, WORTH_MORE, means);
    }
    for want in wants {
        put(want, shelf);
    }
}

/// What is looked for: citations of one outlet, edition and time are looked for together.
fn wants(
    shelf: &Shelf,
    draft: &Draft,
    claims: &[Claim],
    citations: &Citations,
) -> Vec<Want> {
    type Key = (OutletId, Option<String>, Option<i16>, Option<Date>);
    let matters: Vec<Option<Matter>> = shelf
        .pages
        .iter()
        .map(|page| page.problem.is_none().then(|| Matter::of(&page.page)))
        .collect();
    let mut wants: BTreeMap<Key, Want> = BTreeMap::new();
    for (at, citation) in citations.citations.iter().enumerate() {
        let Resolution::Known { outlet, edition, .. } = &citation.resolution else {
            continue;
        };
        let query = Query::new(citation, claims, draft);
        if citation.url.is_some() || query.is_empty() {
            continue;
        }
        let speaks = |&page: &usize| {
            matters[page].as_ref().is_some_and(|matter| matter.fit(&query) >= AT_HAND)
        };
        if pages_for(at, citation, shelf).pages.iter().any(speaks) {
            continue;
        }
        let key = (*outlet, edition.clone(), citation.year, citation.date);
        let want = wants.entry(key).or_insert_with(|| Want {
            outlet: *outlet,
            edition: edition.clone(),
            members: Vec::new(),
            looked: Vec::new(),
            catalogue: Catalogue::default(),
            reasons: Vec::new(),
            pages: Vec::new(),
            asked: BTreeSet::new(),
        });
        want.members.push(Member { citation: at, query });
    }
    wants.into_values().collect()
}

/// Asks for the pages that fit best, for all that is looked for at once, and reads them.
fn read(wants: &mut [&mut Want], worth: f64, means: Means<'_>) {
    let mut asked: Vec<(usize, Request, usize)> = Vec::new();
    for (at, want) in wants.iter_mut().enumerate() {
        for entry in best(want, worth, means.outlets) {
            let url = want.catalogue.entry(entry).url.clone();
            want.asked.insert(without_amp(&url));
            want.asked.insert(url.clone());
            asked.push((at, Request::page(url), entry));
        }
    }
    asked.truncate(means.room());
    let requests: Vec<Request> =
        asked.iter().map(|(_, request, ..)| request.clone()).collect();
    let answers = means.from.fetch(&requests, means.allowance);
    let had: Vec<(&str, Fetched)> =
        requests.iter().map(|request| request.url.as_str()).zip(answers).collect();
    for ((at, _, entry), mut page) in asked.into_iter().zip(shelve_all(&had, means)) {
        let want = &mut *wants[at];
        // What an outlet lists is the outlet's page, whatever address it calls its own:
        // that of printed agency copy is often the agency's.
        let own = page.page.url.as_deref().and_then(|url| means.outlets.by_url(url));
        let strays = own.as_ref().is_none_or(|(outlet, _)| *outlet != want.outlet);
        if page.problem.is_none() && strays {
            let to = page.page.url.clone().unwrap_or_default();
            page.problem = Some(FetchProblem::Astray(format!("they lead to {to}")));
        }
        page.outlet = Some(want.outlet);
        page.edition = own.and_then(|(_, edition)| edition);
        let is_had = page.problem.is_none() && page.page.is_article();
        let matter = is_had.then(|| Matter::of(&page.page));
        let fits = |matter: Matter| {
            want.members.iter().map(|member| matter.weigh(&member.query)).collect()
        };
        let fits = matter.map(fits).unwrap_or_default();
        let reason = want.reasons[entry];
        want.pages.push(Read { entry, reason, page, fits });
    }
}

/// The entries to ask for next: for each citation that is not settled the likeliest that
/// was not asked for, until there are enough.
fn best(want: &Want, worth: f64, outlets: &Outlets) -> Vec<usize> {
    let is_open = |entry: usize| {
        let url = &want.catalogue.entry(entry).url;
        !want.asked.contains(&without_amp(url)) && is_of_edition(want, url, outlets)
    };
    let ranked: Vec<_> = want
        .members
        .iter()
        .enumerate()
        .filter(|(at, _)| !choose::is_member_settled(want, *at))
        .map(|(_, member)| want.catalogue.rank(&member.query, is_open))
        .collect();
    let is_mute = want.catalogue.is_mute();
    let mut chosen: Vec<usize> = Vec::new();
    let mut addresses: BTreeSet<String> = BTreeSet::new();
    for place in 0..AT_ONCE {
        for ranked in &ranked {
            let Some(one) = ranked.get(place) else { continue };
            let is_wanted = is_mute || one.share >= worth;
            let address = without_amp(&want.catalogue.entry(one.entry).url);
            if is_wanted && chosen.len() < AT_ONCE && addresses.insert(address) {
                chosen.push(one.entry);
            }
        }
    }
    chosen
}

/// An address without what makes it that of a page's AMP twin: two addresses of one page.
fn without_amp(url: &str) -> String {
    let url = url.replacen("://amp.", "://", 1).replacen("/amp/", "/", 1);
    match url.strip_suffix("/amp") {
        Some(page) => page.to_owned(),
        None => url,
    }
}

/// Whether an address is not of another edition than the one that is cited.
fn is_of_edition(want: &Want, url: &str, outlets: &Outlets) -> bool {
    let Some(edition) = &want.edition else { return true };
    match outlets.by_url(url) {
        Some((_, Some(own))) => own == *edition,
        _ => true,
    }
}

/// Puts the pages that were chosen on the shelf, and tells what was done.
fn put(want: Want, shelf: &mut Shelf) {
    let choices = choose::choose(&want);
    let citation = |member: &usize| want.members[*member].citation;
    let mut candidates = Vec::new();
    for (at, read) in want.pages.into_iter().enumerate() {
        let of = |pages: &[Vec<usize>]| -> Vec<usize> {
            let members = (0..pages.len()).filter(|&member| pages[member].contains(&at));
            members.map(|member| citation(&member)).collect()
        };
        let (chosen, tied) = (of(&choices.chosen), of(&choices.tied));
        candidates.push(Candidate {
            url: read.page.page.url.clone().unwrap_or_else(|| read.page.name.clone()),
            reason: read.reason,
            fits: read.fits.iter().map(|fit| percent(fit.claims)).collect(),
            problem: read.page.problem.clone(),
            chosen: chosen.clone(),
            tied: tied.clone(),
        });
        if !chosen.is_empty() {
            let found = Found { reason: read.reason, citations: chosen, tied };
            shelf.pages.push(Arc::new(Shelved { found: Some(found), ..read.page }));
        }
    }
    shelf.searches.push(Search {
        outlet: want.outlet,
        citations: want.members.iter().map(|member| member.citation).collect(),
        listings: want.looked,
        candidates,
    });
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a share is between 0 and 1"
)]
fn percent(share: f64) -> u8 {
    (share * 100.0).round().clamp(0.0, 100.0) as u8
}

#[cfg(test)]
mod tests;
