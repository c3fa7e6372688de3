//! Which of the pages that were read is the one a citation means.
//!
//! A page weighs by the claims that it speaks of, and by the figures and names it has of
//! what the draft says of the story, in the paragraph and near by: these tell it from the
//! page of an event like its own, also where the draft has one of them wrong. An outlet
//! that is cited several times for one story is cited for one page: the page that weighs
//! most for all its paragraphs is taken for each of them that no other page fits clearly
//! better. Two pages that weigh the same are both named, and neither is taken for certain;
//! nor is one that lacks much of what is known while its listing names one that fits
//! better and was not read. A page that could not be had is taken only if its headline is
//! the paragraph's and no page that was read is beyond doubt. None is younger than the
//! draft, or of another time than the one cited.

use crate::gather::find::{Read, Want};
use crate::gather::fit::Fit;
use crate::gather::is_same;
use crate::lead::is_figure;

/// How much of the figures and names that the draft has of a story counts beside how much
/// of the paragraph's claims: what tells a page from that of an event like its own.
const KNOWN: f64 = 0.4;
/// How much the figures among them count besides: events alike have none in common.
const FIGURES: f64 = 0.2;
/// The least that a page must weigh to be taken.
const ACCEPTED: f64 = 0.42;
/// The same for a page of which a part cannot be read.
const PARTLY: f64 = 0.3;
/// How much more a page must weigh than another to be told from it.
const CLEAR: f64 = 0.05;
/// The share of the figures and names that the draft has of a story from which on a page
/// is not of another event like it.
const STRONG: f64 = 0.7;
/// The least share of a paragraph's own figures and names for that: it may have one wrong.
const SLIPPED: f64 = 0.4;
/// The share of a paragraph's own figures and names that stands for all but a slip.
const DETAILS: f64 = 0.95;
/// The least share of them that a page has which was news when the draft was written,
/// whose figures the draft may have wrong.
const NEWS: f64 = 0.5;
/// The least share of what is said of the story near by, where a paragraph's own figures
/// and names do not suffice.
const STORY: f64 = 0.55;
/// The least share of a headline that the draft must speak of, for a page that could not
/// be read to be the one meant.
const HEADLINE: f64 = 0.6;

/// For each member, the pages chosen, and those of them that another fits as well as.
pub(super) struct Choices {
    pub(super) chosen: Vec<Vec<usize>>,
    pub(super) tied: Vec<Vec<usize>>,
}

/// What is chosen for one member: pages, and whether the first is it for certain.
#[derive(Default)]
struct Pick {
    pages: Vec<usize>,
    is_sure: bool,
}

/// Whether the page of every member is found beyond doubt.
pub(super) fn is_settled(want: &Want) -> bool {
    let shared = shared_best(want);
    (0..want.members.len()).all(|member| is_found(want, member, shared))
}

/// Whether the page of a member is found beyond doubt.
pub(super) fn is_member_settled(want: &Want, member: usize) -> bool {
    is_found(want, member, shared_best(want))
}

fn is_found(want: &Want, member: usize, shared: Option<usize>) -> bool {
    let pick = pick(want, member, shared);
    pick.is_sure && pick.pages.first().is_some_and(|&page| want.pages[page].is_had())
}

/// Chooses for every member.
pub(super) fn choose(want: &Want) -> Choices {
    let shared = shared_best(want);
    let members = want.members.len();
    let mut choices =
        Choices { chosen: vec![Vec::new(); members], tied: vec![Vec::new(); members] };
    for member in 0..members {
        let Pick { pages, is_sure } = pick(want, member, shared);
        if !is_sure {
            choices.tied[member].clone_from(&pages);
        }
        choices.chosen[member] = pages;
    }
    choices
}

fn pick(want: &Want, member: usize, shared: Option<usize>) -> Pick {
    let read: Vec<(usize, f64)> = (0..want.pages.len())
        .filter(|&page| is_in_time(want, member, page))
        .filter_map(|page| Some((page, weight(want.pages[page].fits.get(member)?))))
        .collect();
    let weight_of =
        |page: usize| read.iter().find(|(at, _)| *at == page).map(|one| one.1);
    // The first of equals, as listings and their ranks have it.
    let own =
        read.iter().copied().reduce(|best, one| if one.1 > best.1 { one } else { best });
    let own = own.filter(|&(page, weight)| {
        weight >= if want.pages[page].page.is_whole() { ACCEPTED } else { PARTLY }
    });
    let lost = lost(want, member);
    let Some((own, best)) = own else {
        return Pick { pages: lost.into_iter().collect(), is_sure: true };
    };
    let is_as_good =
        |page: &usize| weight_of(*page).is_some_and(|its| best - its < CLEAR);
    let by_all = shared.filter(is_as_good);
    let page = by_all.unwrap_or(own);
    let is_strong = is_strong(want, member, page);
    // A headline that is the paragraph's outweighs words that two stories share.
    if let Some(lost) =
        lost.filter(|&lost| !is_strong && !is_behind(want, member, lost, page))
    {
        return Pick { pages: vec![lost], is_sure: true };
    }
    let its = weight_of(page).unwrap_or(best);
    // A page that fits the other paragraphs as well is told apart by them.
    let is_told = |rival| {
        by_all.is_some()
            && want.members.len() > 1
            && sum(want, page) - sum(want, rival) >= CLEAR
    };
    let rivals = read.iter().filter(|(rival, weight)| {
        *rival != page
            && (its - weight).abs() < CLEAR
            && !is_twin(want, page, *rival)
            && !is_told(*rival)
    });
    let mut pages = vec![page];
    pages.extend(rivals.map(|(rival, _)| *rival));
    let is_sure = pages.len() == 1 && (is_strong || is_likely(want, member, page));
    Pick { pages, is_sure }
}

/// What a page weighs for a member.
fn weight(fit: &Fit) -> f64 {
    (1.0 - KNOWN) * fit.claims + KNOWN * fit.known + FIGURES * fit.figures
}

/// Whether a page is not younger than the draft, nor of another year than the one cited.
fn is_in_time(want: &Want, member: usize, page: usize) -> bool {
    let window = want.members[member].query.window;
    want.pages[page].page.page.day().is_none_or(|day| window.holds(day))
}

/// Whether a page has what no page on another event has: all but little of what the draft
/// knows of the story, or all of the paragraph's own with a figure among it.
fn is_strong(want: &Want, member: usize, page: usize) -> bool {
    let Some(fit) = want.pages[page].fits.get(member) else { return false };
    let query = &want.members[member].query;
    let all = || query.details().keys().chain(query.story_details().keys());
    fit.known >= STRONG && fit.details >= SLIPPED && all().any(|term| is_figure(term))
        || fit.details >= DETAILS && query.details().keys().any(|term| is_figure(term))
}

/// Whether a page is the likeliest by its listing and its day, and has enough of what the
/// draft says.
fn is_likely(want: &Want, member: usize, page: usize) -> bool {
    let read = &want.pages[page];
    let Some(fit) = read.fits.get(member) else { return false };
    let query = &want.members[member].query;
    let is_near = query.window.is_near(read.page.page.day());
    let is_told = if read.page.is_whole() {
        fit.story >= STORY && (fit.details >= DETAILS || is_near && fit.details >= NEWS)
    } else {
        let share = want.catalogue.weigh(query, read.entry).share;
        is_near && fit.figures > 0.0 && share >= HEADLINE
    };
    is_told && !is_outranked(want, member, page)
}

/// Whether an entry whose page was not read fits a member better than that of a page.
fn is_outranked(want: &Want, member: usize, page: usize) -> bool {
    let query = &want.members[member].query;
    let read = &want.pages[page];
    let its = want.catalogue.weigh(query, read.entry).score;
    let had =
        |entry: usize| want.pages.iter().any(|one| one.entry == entry && one.is_had());
    want.catalogue.has_better(query, its, |entry| !had(entry))
}

/// Whether the entry of a page that was not had fits a member less than that of another.
fn is_behind(want: &Want, member: usize, lost: usize, page: usize) -> bool {
    let query = &want.members[member].query;
    let score = |page: usize| want.catalogue.weigh(query, want.pages[page].entry).score;
    score(lost) < score(page)
}

/// The page that fits all members best.
fn shared_best(want: &Want) -> Option<usize> {
    let read = (0..want.pages.len()).filter(|&page| !want.pages[page].fits.is_empty());
    read.reduce(|best, page| if sum(want, page) > sum(want, best) { page } else { best })
}

fn sum(want: &Want, page: usize) -> f64 {
    want.pages[page].fits.iter().map(weight).sum()
}

/// Whether two pages are one: the same by address, or by their words.
fn is_twin(want: &Want, one: usize, other: usize) -> bool {
    let (one, other) = (&want.pages[one].page, &want.pages[other].page);
    let own = [one.page.canonical.as_deref(), one.page.url.as_deref()];
    let its = [other.page.canonical.as_deref(), other.page.url.as_deref()];
    let meet = own.iter().flatten().any(|a| its.iter().flatten().any(|b| is_same(a, b)));
    meet || one.page.body() == other.page.body()
}

/// The likeliest page that could not be had and is a member's by its headline.
fn lost(want: &Want, member: usize) -> Option<usize> {
    let query = &want.members[member].query;
    let lost = want.pages.iter().enumerate().filter(|(_, read)| !read.is_had());
    let weighed = lost.map(|(at, read)| (at, want.catalogue.weigh(query, read.entry)));
    weighed
        .filter(|(_, ranked)| ranked.share >= HEADLINE)
        .reduce(|best, one| if one.1.score > best.1.score { one } else { best })
        .map(|(at, _)| at)
}

impl Read {
    /// Whether there is a page to read.
    fn is_had(&self) -> bool {
        !self.fits.is_empty()
    }
}
