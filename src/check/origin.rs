//! Whose words a draft and its sources are in: pages that carry one text, and runs of a
//! page's words in the draft.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::check::Pages;
use crate::draft::{Draft, ParagraphKind};
use crate::evidence::{self, Prose, Run};
use crate::gather::Leads;
use crate::outlet::{Attribution, Citations};
use crate::parallel;
use crate::text::Span;
use crate::verdict::{Ruling, Verdict};

/// For each paragraph, pairs of pages of different outlets cited in it that carry one and
/// the same text. Compared are the pages that have to do with a claim of the paragraph, and
/// those that are all a citation leads to: what an outlet has besides tells nothing.
pub(super) fn copies(
    citations: &Citations,
    leads: &[Leads],
    rulings: &[Ruling],
    pages: &Pages<'_, '_>,
) -> Vec<(usize, usize, usize)> {
    let mut used: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); leads.len()];
    for ruling in rulings {
        if !matches!(ruling.verdict, Verdict::Absent | Verdict::Unread) {
            used[ruling.citation].extend(ruling.page);
        }
    }
    for (used, leads) in used.iter_mut().zip(leads) {
        if let [only] = leads.pages[..] {
            used.insert(only);
        }
    }
    let mut by_paragraph: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (citation, used) in citations.citations.iter().zip(&used) {
        by_paragraph.entry(citation.paragraph).or_default().extend(used);
    }
    let mut known: BTreeMap<(usize, usize), bool> = BTreeMap::new();
    let mut is_copy = |a: usize, b: usize| {
        *known.entry((a, b)).or_insert_with(|| {
            let (one, two) = (&pages.shelf.pages[a], &pages.shelf.pages[b]);
            // Two pages that ask for consent in the same words are no one report.
            let whole = one.is_whole() && two.is_whole();
            let apart = whole && (one.outlet.is_none() || one.outlet != two.outlet);
            apart && evidence::is_copy(pages.index(a), pages.index(b))
        })
    };
    let mut found = Vec::new();
    for (paragraph, used) in by_paragraph {
        for &a in &used {
            let twins = used.range(a + 1..).filter(|&&b| is_copy(a, b));
            found.extend(twins.map(|&b| (paragraph, a, b)));
        }
    }
    found
}

/// Runs of pages' words that stand in the draft outside quotation marks, in order of
/// place. Of runs that share words the longest counts, then the earliest, then the one of
/// a page that its paragraph cites, then of the first page.
pub(super) fn runs(
    draft: &Draft,
    citations: &Citations,
    leads: &[Leads],
    pages: &Pages<'_, '_>,
) -> Vec<(usize, Run)> {
    let prose = prose(draft, citations);
    let all: Vec<usize> = (0..pages.shelf.pages.len()).collect();
    let all: Vec<usize> = all
        .into_iter()
        .filter(|&page| pages.shelf.pages[page].page.is_article())
        .collect();
    let found = parallel::map(&all, |&page| prose.runs(pages.index(page)));
    let mut cited: BTreeSet<(usize, usize)> = BTreeSet::new();
    for (citation, leads) in citations.citations.iter().zip(leads) {
        cited.extend(leads.pages.iter().map(|&page| (citation.paragraph, page)));
    }
    let mut runs: Vec<(usize, Run)> = all
        .into_iter()
        .zip(found)
        .flat_map(|(page, runs)| runs.into_iter().map(move |run| (page, run)))
        .collect();
    runs.sort_by_key(|&(page, run)| {
        let is_cited = cited.contains(&(run.paragraph, page));
        (Reverse(run.words), run.paragraph, run.place, Reverse(is_cited), page)
    });
    apart(runs)
}

/// The runs that share no word with one before them, in order of place.
fn apart(runs: Vec<(usize, Run)>) -> Vec<(usize, Run)> {
    let mut kept: BTreeMap<(usize, usize), (usize, Run)> = BTreeMap::new();
    for (page, run) in runs {
        let before = (run.paragraph, run.place.end);
        let last = kept.range((run.paragraph, 0)..before).next_back();
        if last.is_none_or(|(_, (_, last))| !last.place.overlaps(run.place)) {
            kept.insert((run.paragraph, run.place.start), (page, run));
        }
    }
    kept.into_values().collect()
}

/// The paragraphs of the draft that are its writer's own words, attributions set apart.
fn prose<'d>(draft: &'d Draft, citations: &Citations) -> Prose<'d> {
    let tails: Vec<&Attribution> =
        citations.attributions.iter().filter(|one| one.tail).collect();
    let paragraphs = draft.paragraphs.iter().enumerate();
    let own = paragraphs.filter(|(_, paragraph)| {
        matches!(paragraph.kind, ParagraphKind::Text | ParagraphKind::List)
    });
    Prose::new(own.map(|(at, paragraph)| {
        let place = paragraph.span();
        let from = tails.partition_point(|tail| tail.source.end <= place.start);
        let here = tails[from..].iter().take_while(|tail| tail.source.start < place.end);
        let mut apart: Vec<Span> = here.map(|tail| tail.span).collect();
        apart.sort_unstable();
        (at, paragraph.plain.text(), apart)
    }))
}
