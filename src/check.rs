//! The stages in a row: a draft and the pages at hand in, a report out.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::claim::{self, Claim, Claims};
use crate::draft::Draft;
use crate::evidence::{self, Evidence, Index};
use crate::fetch::Fetch;
use crate::gather::{self, Leads, Shelf};
use crate::lead;
use crate::outlet::{self, Citations, Outlets};
use crate::report::Report;
use crate::rule::{Rule, Severity};
use crate::verdict::{self, Docket, Ruling, Verdict, Witness};

/// What a run is told besides draft and pages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// Severities that differ from the rules' own.
    pub severities: BTreeMap<Rule, Severity>,
}

/// Checks a draft against the pages at hand. With `from`, addresses that the draft gives
/// and no page has are asked for there.
///
/// The same draft, pages and settings give the same report, whatever the number of
/// threads and whichever drafts were checked before it.
#[must_use]
pub fn run<'o>(
    draft: Draft,
    saved: &Bench<'_>,
    from: Option<&dyn Fetch>,
    outlets: &'o Outlets,
    settings: &Settings,
) -> Report<'o> {
    let mut shelf = saved.shelf.clone();
    let citations = outlet::citations(&draft, outlets);
    let claims = claim::extract(&draft, &citations);
    if let Some(from) = from {
        let leads = lead::plan(&claims.claims, &citations, outlets);
        gather::fetch(&mut shelf, &leads, from, outlets);
    }
    let leads: Vec<Leads> = citations
        .citations
        .iter()
        .map(|citation| gather::pages_for(citation, &shelf))
        .collect();
    let fetched = Bench::from_page(&shelf, saved.indices.len());
    let pages = Pages { saved, fetched: &fetched, shelf: &shelf };
    let hearings = hearings(&claims, &citations, &leads, &pages);
    let rulings: Vec<Ruling> =
        hearings.iter().flat_map(|hearing| hearing.rulings.iter().cloned()).collect();
    let elsewhere: BTreeMap<usize, (usize, Evidence)> = hearings
        .into_iter()
        .filter_map(|hearing| Some((hearing.claim, hearing.elsewhere?)))
        .collect();
    let copies = copies(&leads, &pages);
    let docket = Docket {
        outlets,
        draft: &draft,
        claims: &claims,
        citations: &citations,
        shelf: &shelf,
        leads: &leads,
        rulings: &rulings,
        elsewhere: &elsewhere,
        copies: &copies,
    };
    let mut findings = verdict::findings(&docket);
    for finding in &mut findings {
        if let Some(&severity) = settings.severities.get(&finding.rule) {
            finding.severity = severity;
        }
    }
    Report { outlets, draft, claims, citations, shelf, rulings, findings }
}

/// Pages at hand for any number of drafts, each indexed once, when first needed.
#[derive(Debug)]
pub struct Bench<'s> {
    shelf: &'s Shelf,
    /// The first page that is indexed here.
    first: usize,
    indices: Vec<OnceLock<Index<'s>>>,
}

impl<'s> Bench<'s> {
    /// The pages of a shelf.
    #[must_use]
    pub fn new(shelf: &'s Shelf) -> Self {
        Self::from_page(shelf, 0)
    }

    /// The pages of a shelf from the one numbered `first` on.
    fn from_page(shelf: &'s Shelf, first: usize) -> Self {
        let indices = shelf.pages[first..].iter().map(|_| OnceLock::new()).collect();
        Self { shelf, first, indices }
    }

    fn index(&self, page: usize) -> &Index<'s> {
        self.indices[page - self.first]
            .get_or_init(|| Index::new(&self.shelf.pages[page].page))
    }
}

/// The pages for one draft: those saved, shared with other drafts, then its own.
struct Pages<'s, 'f> {
    saved: &'f Bench<'s>,
    fetched: &'f Bench<'f>,
    shelf: &'f Shelf,
}

impl Pages<'_, '_> {
    fn index(&self, page: usize) -> &Index<'_> {
        let is_saved = page < self.fetched.first;
        if is_saved { self.saved.index(page) } else { self.fetched.index(page) }
    }
}

/// One claim before the pages.
struct Hearing {
    claim: usize,
    rulings: Vec<Ruling>,
    /// A page of an outlet that is not cited for the claim and supports it.
    elsewhere: Option<(usize, Evidence)>,
}

/// Hears every checkable claim, on as many threads as there are processors, in order.
fn hearings(
    claims: &Claims,
    citations: &Citations,
    leads: &[Leads],
    pages: &Pages<'_, '_>,
) -> Vec<Hearing> {
    let checked: Vec<usize> = (0..claims.claims.len())
        .filter(|&claim| verdict::is_checked(&claims.claims[claim]))
        .collect();
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let part = checked.len().div_ceil(threads).max(1);
    let mut cited: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, citation) in citations.citations.iter().enumerate() {
        cited.entry(citation.paragraph).or_default().push(at);
    }
    let hear = |&claim: &usize| {
        let words = &claims.claims[claim];
        let cited = cited.get(&words.paragraph).map_or(&[][..], Vec::as_slice);
        hear(claim, words, cited, leads, pages)
    };
    std::thread::scope(|scope| {
        let mut parts = checked.chunks(part);
        let own = parts.next().unwrap_or_default();
        let others: Vec<_> = parts
            .map(|part| scope.spawn(move || part.iter().map(hear).collect::<Vec<_>>()))
            .collect();
        let mut heard: Vec<Hearing> = own.iter().map(hear).collect();
        for part in others {
            heard.extend(part.join().expect("a comparison does not panic"));
        }
        heard
    })
}

/// Hears the claim numbered `claim`, whose paragraph has the citations in `cited`.
fn hear(
    claim: usize,
    words: &Claim,
    cited: &[usize],
    leads: &[Leads],
    pages: &Pages<'_, '_>,
) -> Hearing {
    let mut seen: BTreeMap<usize, Evidence> = BTreeMap::new();
    let mut rulings = Vec::new();
    for &at in cited {
        for &page in &leads[at].pages {
            seen.entry(page)
                .or_insert_with(|| evidence::compare(words, pages.index(page)));
        }
        let witnesses: Vec<Witness<'_>> = leads[at]
            .pages
            .iter()
            .map(|&page| Witness {
                page,
                whole: pages.shelf.pages[page].is_whole(),
                evidence: &seen[&page],
            })
            .collect();
        let unseen = witnesses.is_empty() || !leads[at].missing.is_empty();
        rulings.push(verdict::decide(claim, at, &witnesses, unseen));
    }
    let carried = verdict::overall(claim, &rulings);
    let lost = matches!(carried, Some(Verdict::Absent | Verdict::Partial));
    let elsewhere = lost.then(|| elsewhere(words, &seen, pages)).flatten();
    Hearing { claim, rulings, elsewhere }
}

/// The page that supports a claim best among those not cited for it, if any does.
fn elsewhere(
    claim: &Claim,
    cited: &BTreeMap<usize, Evidence>,
    pages: &Pages<'_, '_>,
) -> Option<(usize, Evidence)> {
    let others = (0..pages.shelf.pages.len())
        .filter(|page| !cited.contains_key(page))
        .filter(|&page| pages.shelf.pages[page].problem.is_none());
    let supporting = others.filter_map(|page| {
        if !evidence::is_on_subject(claim, pages.index(page)) {
            return None;
        }
        let evidence = evidence::compare(claim, pages.index(page));
        let supported = verdict::judge(&evidence).0 == Verdict::Supported;
        supported.then_some((page, evidence))
    });
    // `max_by` keeps the last of equals; the first is wanted.
    supporting
        .reduce(|best, other| if other.1.score > best.1.score { other } else { best })
}

/// Pairs of cited pages that carry one and the same text.
fn copies(leads: &[Leads], pages: &Pages<'_, '_>) -> Vec<(usize, usize)> {
    let mut cited: Vec<usize> =
        leads.iter().flat_map(|lead| lead.pages.clone()).collect();
    cited.sort_unstable();
    cited.dedup();
    let mut found = Vec::new();
    for (at, &a) in cited.iter().enumerate() {
        for &b in &cited[at + 1..] {
            let same_outlet = pages.shelf.pages[a].outlet == pages.shelf.pages[b].outlet;
            if !same_outlet && evidence::is_copy(pages.index(a), pages.index(b)) {
                found.push((a, b));
            }
        }
    }
    found
}
