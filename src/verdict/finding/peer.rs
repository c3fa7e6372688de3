//! What shows only when the pages of a draft's outlets are held beside one another.

use std::collections::BTreeSet;

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
    let paragraph = docket.claims.claims[claim].paragraph;
    let other = other(docket, paragraph, page);
    let message = match &labels(docket, paragraph)[..] {
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

/// What to call a page that is not cited in a paragraph: its outlet's name, unless another
/// page of that outlet is cited there.
pub(super) fn other(docket: &Docket<'_>, paragraph: usize, page: usize) -> String {
    let shelved = &docket.shelf.pages[page];
    let name = name(docket, shelved);
    let is_cited = docket.citations.citations.iter().any(|citation| {
        citation.paragraph == paragraph
            && matches!(citation.resolution,
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
    let mut by_paragraph: Vec<(usize, Vec<usize>)> = Vec::new();
    for (at, citation) in docket.citations.citations.iter().enumerate() {
        match by_paragraph.last_mut() {
            Some((paragraph, cited)) if *paragraph == citation.paragraph => {
                cited.push(at)
            }
            _ => by_paragraph.push((citation.paragraph, vec![at])),
        }
    }
    let mut found = Vec::new();
    for (_, cited) in by_paragraph {
        let mut told = BTreeSet::new();
        for &first in &cited {
            if !told.insert(first) {
                continue;
            }
            let later = cited.iter().filter(|&&later| later > first);
            let twins: Vec<(usize, usize)> = later
                .filter_map(|&later| Some((later, twin(docket, first, later)?)))
                .collect();
            told.extend(twins.iter().map(|&(later, _)| later));
            found.extend(one_text(docket, first, &twins));
        }
    }
    found
}

/// The page of the citation `later` that carries the text of one of `first`'s.
fn twin(docket: &Docket<'_>, first: usize, later: usize) -> Option<usize> {
    let (own, other) = (&docket.leads[first].pages, &docket.leads[later].pages);
    let among = docket.copies.iter().map(|&(a, b)| (a.min(b), a.max(b)));
    let found = among.filter_map(|(a, b)| match (own, other) {
        _ if own.contains(&a) && other.contains(&b) => Some(b),
        _ if own.contains(&b) && other.contains(&a) => Some(a),
        _ => None,
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
    docket.runs.iter().filter_map(|&(page, run)| {
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
            finding.help =
                "put the words back into quotation marks, and say whose they are".to_owned();
        }
        finding.claim = claim_at(docket, run.paragraph, span);
        finding.citation = docket.citations.citations.iter().enumerate().position(|(at, one)| {
            one.paragraph == run.paragraph && docket.leads[at].pages.contains(&page)
        });
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
