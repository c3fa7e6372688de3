//! What shows only when the pages of a draft's outlets are held beside one another.

use std::collections::{BTreeMap, BTreeSet};

use super::{Docket, Finding, claims_of, labels, name, rulings_on};
use crate::evidence::Evidence;
use crate::outlet::Resolution;
use crate::rule::Rule;
use crate::text::Span;
use crate::verdict::{Ruling, Verdict, overall};

/// A claim that no cited page states and another page does.
pub(super) fn misattributed(
    docket: &Docket<'_>,
    claim: usize,
    page: usize,
    evidence: &Evidence,
) -> Finding {
    let other = other(docket, claim, page);
    let message = match &labels(docket, claim)[..] {
        [one] => format!("{one} does not say this; {other} does"),
        [one, two] => format!("{one} and {two} do not say this; {other} does"),
        _ => format!("no cited outlet says this; {other} does"),
    };
    let span = docket.claims.claims[claim].span();
    let mut finding = Finding::new(Rule::Misattributed, span, message);
    finding.claim = Some(claim);
    finding.page = Some(page);
    finding.help = format!("cite {other} for this, or move the claim");
    finding.evidence =
        evidence.passages.iter().take(2).map(|&span| (page, span)).collect();
    finding
}

/// What to call a page that is not cited for a claim: its outlet's name, unless another
/// page of that outlet is cited for it.
pub(super) fn other(docket: &Docket<'_>, claim: usize, page: usize) -> String {
    let shelved = &docket.shelf.pages[page];
    let name = name(docket, shelved);
    let is_cited = rulings_on(docket, &(claim..claim + 1)).iter().any(|ruling| {
        let citation = &docket.citations.citations[ruling.citation];
        matches!(citation.resolution,
            Resolution::Known { outlet, .. } if Some(outlet) == shelved.outlet)
    });
    if !is_cited {
        return name;
    }
    format!("another page of {name}, {},", shelved.address().unwrap_or(&shelved.name))
}

/// A cited outlet that was read and supports no claim of its paragraph.
pub(super) fn carries_nothing(docket: &Docket<'_>, at: usize) -> Option<Finding> {
    let citation = &docket.citations.citations[at];
    let of_paragraph = rulings_on(docket, &claims_of(docket, citation.paragraph));
    let own = || of_paragraph.iter().filter(move |ruling| ruling.citation == at);
    let read = own().any(|ruling| ruling.page.is_some());
    let unread = own().any(|ruling| ruling.verdict == Verdict::Unread);
    // A claim that no outlet states is told of by itself.
    let is_told =
        |ruling: &Ruling| overall(ruling.claim, docket.rulings) == Some(Verdict::Absent);
    if !read || unread || own().any(carries) || own().all(is_told) {
        return None;
    }
    let message = format!("{} states nothing of this paragraph", citation.label);
    let mut finding = Finding::new(Rule::OutletCarriesNothing, citation.span, message);
    finding.citation = Some(at);
    finding.page = own().find_map(|ruling| ruling.page);
    Some(finding)
}

/// Whether a page has anything to do with a claim.
const fn carries(ruling: &Ruling) -> bool {
    matches!(ruling.verdict, Verdict::Supported | Verdict::Partial | Verdict::Altered)
}

/// Outlets of one paragraph that carry one and the same text, each such text told once.
pub(super) fn single_origin(docket: &Docket<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (paragraph, cited) in by_paragraph(docket) {
        let copies = docket.copies;
        let from = copies.partition_point(|one| one.0 < paragraph);
        let after = copies.partition_point(|one| one.0 <= paragraph);
        let copies = &copies[from..after.max(from)];
        if copies.is_empty() {
            continue;
        }
        let mut told = BTreeSet::new();
        for &first in &cited {
            if !told.insert(first) {
                continue;
            }
            let later = cited.iter().filter(|&&later| later > first);
            let twins: Vec<(usize, usize)> = later
                .filter_map(|&later| Some((later, twin(docket, copies, first, later)?)))
                .collect();
            told.extend(twins.iter().map(|&(later, _)| later));
            found.extend(one_text(docket, first, &twins));
        }
    }
    found
}

/// The citations of each paragraph, in order.
fn by_paragraph(docket: &Docket<'_>) -> BTreeMap<usize, Vec<usize>> {
    let mut found: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, citation) in docket.citations.citations.iter().enumerate() {
        found.entry(citation.paragraph).or_default().push(at);
    }
    found
}

/// The first page of the citation `later` that carries the text of one of `first`'s.
fn twin(
    docket: &Docket<'_>,
    copies: &[(usize, usize, usize)],
    first: usize,
    later: usize,
) -> Option<usize> {
    let (own, other) = (&docket.leads[first].pages, &docket.leads[later].pages);
    let found = copies.iter().filter_map(|(_, a, b)| {
        if own.contains(a) && other.contains(b) {
            return Some(*b);
        }
        (own.contains(b) && other.contains(a)).then_some(*a)
    });
    found.min()
}

/// The finding on a citation and those that carry the same text as it does.
fn one_text(
    docket: &Docket<'_>,
    first: usize,
    twins: &[(usize, usize)],
) -> Option<Finding> {
    let &(last, page) = twins.last()?;
    let citations = &docket.citations.citations;
    let mut labels = vec![citations[first].label.as_str()];
    labels.extend(
        twins[..twins.len() - 1].iter().map(|&(at, _)| citations[at].label.as_str()),
    );
    let pages = docket.leads[first].pages.iter().copied();
    let wire = pages
        .chain(twins.iter().map(|&(_, page)| page))
        .find_map(|page| docket.shelf.pages[page].page.wire.clone());
    let whose = wire.map_or_else(String::new, |wire| format!(", credited to {wire}"));
    let message = format!(
        "{} and {} carry one and the same text{whose}",
        labels.join(", "),
        citations[last].label
    );
    let mut finding = Finding::new(Rule::SingleOrigin, citations[last].span, message);
    finding.citation = Some(last);
    finding.page = Some(page);
    Some(finding)
}

/// Runs of a page's words that the draft has outside quotation marks.
pub(super) fn unquoted<'d>(docket: &'d Docket<'_>) -> impl Iterator<Item = Finding> + 'd {
    let cited = by_paragraph(docket);
    docket.runs.iter().filter_map(move |&(page, run)| {
        let paragraph = docket.draft.paragraphs.get(run.paragraph)?;
        let span = paragraph.plain.source(run.place);
        let whose = name(docket, &docket.shelf.pages[page]);
        let words = run.words;
        let message = if run.quoted {
            format!("{words} words in a row are a quotation in {whose}, and not marked as one")
        } else {
            format!("{words} words in a row are those of {whose}, and not marked as a quotation")
        };
        let mut finding = Finding::new(Rule::UnquotedCopy, span, message);
        if run.quoted {
            "put the words back into quotation marks, and say whose they are"
                .clone_into(&mut finding.help);
        }
        finding.claim = claim_at(docket, run.paragraph, span);
        let cited = cited.get(&run.paragraph).map_or(&[][..], Vec::as_slice);
        let leads_to = |&&at: &&usize| docket.leads[at].pages.contains(&page);
        finding.citation = cited.iter().find(leads_to).copied();
        finding.page = Some(page);
        finding.evidence = vec![(page, run.page)];
        Some(finding)
    })
}

/// The first claim of a paragraph that has words at a place in the draft.
fn claim_at(docket: &Docket<'_>, paragraph: usize, place: Span) -> Option<usize> {
    let mut claims = claims_of(docket, paragraph);
    claims.find(|&claim| docket.claims.claims[claim].span().overlaps(place))
}
