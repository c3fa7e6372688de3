//! Which of the pages that were read is the one a citation means.
//!
//! An outlet that is cited several times for one story is cited for one page: the page
//! that fits all its paragraphs best is taken for each of them that no other page fits
//! clearly better. A page that lacks figures or names of the paragraph may be of another
//! event like it: it is taken for certain only if it was news when the draft was written,
//! and no page whose headline fits is out of reach. Two pages that fit equally well are both named, and neither is taken
//! for certain. A page that could not be had is taken only if its headline is the
//! paragraph's and no page that was read fits.

use crate::gather::find::{Read, Want};
use crate::gather::is_same;

/// The least share of a paragraph's claims that a page speaks of which it is about.
const ACCEPTED: f64 = 0.42;
/// The share from which on no other page is looked for.
const SURE: f64 = 0.55;
/// How much better a page must fit than another to be told from it.
const CLEAR: f64 = 0.05;
/// The share of a paragraph's figures and names from which on a page is not another
/// story like it.
const DETAILS: f64 = 0.95;
/// The same for a page that was news when the draft was written, whose figures the draft
/// may have wrong.
const NEWS: f64 = 0.6;
/// The least share of a headline that the paragraph must speak of, for a page that could
/// not be read to be the one meant.
const HEADLINE: f64 = 0.6;

/// For each member, the pages chosen, and those of them that another fits as well as.
pub(super) struct Choices {
    pub(super) chosen: Vec<Vec<usize>>,
    pub(super) tied: Vec<Vec<usize>>,
}

/// Whether the page of every member is found beyond doubt.
pub(super) fn is_settled(want: &Want) -> bool {
    (0..want.members.len()).all(|member| is_member_settled(want, member))
}

/// Whether the page of a member is found beyond doubt.
pub(super) fn is_member_settled(want: &Want, member: usize) -> bool {
    let mut fits: Vec<(usize, f64)> = fits(want, member);
    fits.sort_by(|one, other| other.1.total_cmp(&one.1));
    let Some(&(first, best)) = fits.first() else { return false };
    let rival = fits.iter().skip(1).find(|(page, _)| !is_twin(want, first, *page));
    best >= SURE && rival.is_none_or(|(_, fit)| best - fit >= CLEAR)
}

/// Chooses for every member.
pub(super) fn choose(want: &Want) -> Choices {
    let shared = shared_best(want);
    let members = want.members.len();
    let mut choices =
        Choices { chosen: vec![Vec::new(); members], tied: vec![Vec::new(); members] };
    for member in 0..members {
        let fits = fits(want, member);
        let fit_of =
            |page: usize| fits.iter().find(|(at, _)| *at == page).map(|(_, fit)| *fit);
        // The first of equals, as listings and their ranks have it.
        let own = fits
            .iter()
            .copied()
            .reduce(|best, one| if one.1 > best.1 { one } else { best });
        let unseen = unseen(want, member);
        let own =
            own.filter(|(page, _)| unseen.is_none() || has_details(want, member, *page));
        // A headline that is the paragraph's outweighs words that two stories share.
        let least = if unseen.is_some() { SURE } else { ACCEPTED };
        let Some((own, best)) = own.filter(|(_, fit)| *fit >= least) else {
            choices.chosen[member].extend(unseen);
            continue;
        };
        let is_shared_as_good =
            |page: &usize| fit_of(*page).is_some_and(|fit| best - fit < CLEAR);
        let by_all = shared.filter(is_shared_as_good);
        let page = by_all.unwrap_or(own);
        let fit = fit_of(page).unwrap_or(best);
        choices.chosen[member].push(page);
        // A page that fits the other paragraphs as well is told apart by them.
        let rivals = fits.iter().filter(|(rival, its)| {
            *rival != page
                && (fit - its).abs() < CLEAR
                && !is_twin(want, page, *rival)
                && !(by_all.is_some() && members > 1 && is_behind(want, page, *rival))
        });
        let rivals: Vec<usize> = rivals.map(|(rival, _)| *rival).collect();
        let is_sure = has_details(want, member, page) || is_news(want, member, page);
        if !rivals.is_empty() || !is_sure {
            choices.chosen[member].extend(&rivals);
            choices.tied[member].clone_from(&choices.chosen[member]);
        }
    }
    choices
}

/// Whether a page has the figures and names of a member, all but for a slip.
fn has_details(want: &Want, member: usize, page: usize) -> bool {
    want.pages[page].details.get(member).is_some_and(|&share| share >= DETAILS)
}

/// Whether a page was news when the draft was written.
fn is_news(want: &Want, member: usize, page: usize) -> bool {
    let read = &want.pages[page];
    want.members[member].query.window.is_near(read.page.page.day())
        && read.details.get(member).is_some_and(|&share| share >= NEWS)
}

/// The pages that were read, with how much of a member's claims each speaks of.
fn fits(want: &Want, member: usize) -> Vec<(usize, f64)> {
    let pages = want.pages.iter().enumerate();
    pages.filter_map(|(at, read)| Some((at, *read.fits.get(member)?))).collect()
}

/// The page that fits all members best.
fn shared_best(want: &Want) -> Option<usize> {
    let read = (0..want.pages.len()).filter(|&page| !want.pages[page].fits.is_empty());
    read.reduce(|best, page| if sum(want, page) > sum(want, best) { page } else { best })
}

fn sum(want: &Want, page: usize) -> f64 {
    want.pages[page].fits.iter().sum()
}

/// Whether a page fits all members together clearly less than another.
fn is_behind(want: &Want, page: usize, rival: usize) -> bool {
    sum(want, page) - sum(want, rival) >= CLEAR
}

/// Whether two pages are one: the same by address, or by their words.
fn is_twin(want: &Want, one: usize, other: usize) -> bool {
    let (one, other) = (&want.pages[one].page, &want.pages[other].page);
    let own = [one.page.canonical.as_deref(), one.page.url.as_deref()];
    let its = [other.page.canonical.as_deref(), other.page.url.as_deref()];
    let meet = own.iter().flatten().any(|a| its.iter().flatten().any(|b| is_same(a, b)));
    meet || one.page.body() == other.page.body()
}

/// The first page that could not be read, or not whole, and is a member's by its headline.
fn unseen(want: &Want, member: usize) -> Option<usize> {
    let is_unseen = |read: &Read| {
        !read.page.is_whole()
            && read.shares.get(member).is_some_and(|&share| share >= HEADLINE)
    };
    want.pages.iter().position(is_unseen)
}
