//! The stages in a row: a draft and the pages at hand in, a report out.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::claim::{self, Claims};
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

/// Checks a draft against the pages on the shelf. With `from`, addresses that the draft
/// gives and the shelf lacks are asked for there.
///
/// The same draft, pages and settings give the same report, whatever the number of
/// threads.
#[must_use]
pub fn run<'o>(
    draft: Draft,
    mut shelf: Shelf,
    from: Option<&dyn Fetch>,
    outlets: &'o Outlets,
    settings: &Settings,
) -> Report<'o> {
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
    let bench = Bench::new(&shelf);
    let hearings = hearings(&claims, &citations, &leads, &bench);
    let rulings: Vec<Ruling> =
        hearings.iter().flat_map(|hearing| hearing.rulings.iter().cloned()).collect();
    let elsewhere: BTreeMap<usize, (usize, Evidence)> = hearings
        .into_iter()
        .filter_map(|hearing| Some((hearing.claim, hearing.elsewhere?)))
        .collect();
    let copies = copies(&leads, &bench);
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

/// The pages, each indexed when first needed.
struct Bench<'s> {
    shelf: &'s Shelf,
    indices: Vec<OnceLock<Index<'s>>>,
}

impl<'s> Bench<'s> {
    fn new(shelf: &'s Shelf) -> Self {
        Self { shelf, indices: shelf.pages.iter().map(|_| OnceLock::new()).collect() }
    }

    fn index(&self, page: usize) -> &Index<'s> {
        self.indices[page].get_or_init(|| Index::new(&self.shelf.pages[page].page))
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
    bench: &Bench<'_>,
) -> Vec<Hearing> {
    let checked: Vec<usize> = (0..claims.claims.len())
        .filter(|&claim| verdict::is_checked(&claims.claims[claim]))
        .collect();
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let part = checked.len().div_ceil(threads).max(1);
    let hear = |&claim: &usize| hear(claim, claims, citations, leads, bench);
    std::thread::scope(|scope| {
        let parts: Vec<_> = checked
            .chunks(part)
            .map(|part| scope.spawn(move || part.iter().map(hear).collect::<Vec<_>>()))
            .collect();
        let heard = parts.into_iter();
        heard.flat_map(|part| part.join().expect("a comparison does not panic")).collect()
    })
}

fn hear(
    claim: usize,
    claims: &Claims,
    citations: &Citations,
    leads: &[Leads],
    bench: &Bench<'_>,
) -> Hearing {
    let words = &claims.claims[claim];
    let mut seen: BTreeMap<usize, Evidence> = BTreeMap::new();
    let mut rulings = Vec::new();
    for (at, citation) in citations.citations.iter().enumerate() {
        if citation.paragraph != words.paragraph {
            continue;
        }
        for &page in &leads[at].pages {
            seen.entry(page)
                .or_insert_with(|| evidence::compare(words, bench.index(page)));
        }
        let witnesses: Vec<Witness<'_>> = leads[at]
            .pages
            .iter()
            .map(|&page| Witness {
                page,
                whole: bench.shelf.pages[page].is_whole(),
                evidence: &seen[&page],
            })
            .collect();
        let unseen = witnesses.is_empty() || !leads[at].missing.is_empty();
        rulings.push(verdict::decide(claim, at, &witnesses, unseen));
    }
    let carried = verdict::overall(claim, &rulings);
    let lost = matches!(carried, Some(Verdict::Absent | Verdict::Partial));
    let elsewhere = lost.then(|| elsewhere(words, &seen, bench)).flatten();
    Hearing { claim, rulings, elsewhere }
}

/// The page that supports a claim best among those not cited for it, if any does.
fn elsewhere(
    claim: &claim::Claim,
    cited: &BTreeMap<usize, Evidence>,
    bench: &Bench<'_>,
) -> Option<(usize, Evidence)> {
    let others = (0..bench.shelf.pages.len())
        .filter(|page| !cited.contains_key(page))
        .filter(|&page| bench.shelf.pages[page].problem.is_none());
    let supporting = others.filter_map(|page| {
        let evidence = evidence::compare(claim, bench.index(page));
        let supported = verdict::judge(&evidence).0 == Verdict::Supported;
        supported.then_some((page, evidence))
    });
    // `max_by` keeps the last of equals; the first is wanted.
    supporting
        .reduce(|best, other| if other.1.score > best.1.score { other } else { best })
}

/// Pairs of cited pages that carry one and the same text.
fn copies(leads: &[Leads], bench: &Bench<'_>) -> Vec<(usize, usize)> {
    let mut pages: Vec<usize> =
        leads.iter().flat_map(|lead| lead.pages.clone()).collect();
    pages.sort_unstable();
    pages.dedup();
    let mut found = Vec::new();
    for (at, &a) in pages.iter().enumerate() {
        for &b in &pages[at + 1..] {
            let same_outlet = bench.shelf.pages[a].outlet == bench.shelf.pages[b].outlet;
            if !same_outlet && evidence::is_copy(bench.index(a), bench.index(b)) {
                found.push((a, b));
            }
        }
    }
    found
}
