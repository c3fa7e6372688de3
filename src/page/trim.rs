//! Cutting off what stands before, between and after an article's own passages.

use std::collections::BTreeMap;

use super::PassageKind;
use super::article;
use super::outline::{Outline, Tag};
use super::phrase;

/// A run and its kind, as `article` picks them.
type Picked = Vec<(usize, PassageKind)>;

/// Items from which links in a row are a list of other stories.
const LIST: usize = 3;

/// Drops the page's own headline, and short lines before the first prose that are no
/// sentences: place, byline, reading time.
pub(super) fn leading(outline: &Outline, picked: &mut Picked, title: Option<&str>) {
    let is_prose = |&(index, _): &(usize, PassageKind)| {
        article::prose(outline, &outline.runs[index]) > 0
    };
    let Some(first) = picked.iter().position(is_prose) else { return };
    let mut at = 0;
    picked.retain(|&(index, kind)| {
        let text = outline.text_of(&outline.runs[index]);
        let is_before = at < first;
        at += 1;
        let tag = outline.elements[outline.runs[index].element].tag;
        let is_title = kind == PassageKind::Heading
            && (title.is_some_and(|title| title == text)
                || (is_before && tag == Tag::Heading(1)));
        let is_line = kind == PassageKind::Text && !article::ends_sentence(text);
        !(is_title || (is_before && is_line))
    });
}

/// Drops lists whose every item is, in good part, a link.
pub(super) fn link_lists(outline: &Outline, picked: &mut Picked) {
    let mut kept = Picked::with_capacity(picked.len());
    for group in picked.chunk_by(|a, b| a.1 == PassageKind::List && b.1 == a.1) {
        let runs = || group.iter().map(|&(index, _)| &outline.runs[index]);
        let linked: usize = runs().map(|run| run.linked).sum();
        let bytes: usize = runs().map(|run| run.span.len()).sum();
        let is_links =
            group.len() >= LIST && runs().all(|run| run.linked > 0) && linked * 4 > bytes;
        if !is_links {
            kept.extend_from_slice(group);
        }
    }
    *picked = kept;
}

/// Drops what stands under a heading that opens something else than the article: up to the
/// next passage of the article's own column, or to the end.
///
/// Where that would take a third of the prose, the heading is the article's own.
pub(super) fn sections(outline: &Outline, picked: &mut Picked) {
    let prose = |&(index, _): &(usize, PassageKind)| {
        article::prose(outline, &outline.runs[index])
    };
    let columns: Vec<usize> =
        picked.iter().map(|&(index, _)| column(outline, index)).collect();
    let Some(own) = widest(&columns, picked.iter().map(prose)) else { return };
    let ends = section_ends(picked, &columns, own);
    let mut sums = vec![0];
    for passage in picked.iter() {
        sums.push(sums[sums.len() - 1] + prose(passage));
    }
    let total = sums[picked.len()];
    let mut kept = Picked::with_capacity(picked.len());
    let mut at = 0;
    while let Some(&(index, kind)) = picked.get(at) {
        let text = outline.text_of(&outline.runs[index]);
        let opens = kind != PassageKind::List && phrase::opens_another(text);
        let held = sums[ends[at]] - sums[at];
        if !opens || held * 3 > total {
            kept.push((index, kind));
            at += 1;
        } else {
            at = ends[at];
        }
    }
    *picked = kept;
}

/// Drops notices of the site that stand outside the article's own column.
pub(super) fn notices(outline: &Outline, picked: &mut Picked) {
    let prose = |&(index, _): &(usize, PassageKind)| {
        article::prose(outline, &outline.runs[index])
    };
    let columns: Vec<usize> =
        picked.iter().map(|&(index, _)| column(outline, index)).collect();
    let Some(own) = widest(&columns, picked.iter().map(prose)) else { return };
    let mut columns = columns.into_iter();
    picked.retain(|&(index, _)| {
        columns.next() == Some(own)
            || phrase::notice_words(outline.text_of(&outline.runs[index])) < 2
    });
}

/// For each passage, where the section ends that it would open: found from the end, as
/// each passage may open one.
fn section_ends(
    picked: &[(usize, PassageKind)],
    columns: &[usize],
    own: usize,
) -> Vec<usize> {
    // The next passage that ends a section in the article's column, or beside it.
    let (mut inside, mut beside) = (picked.len(), picked.len());
    let mut ends = vec![picked.len(); picked.len()];
    for (at, (&(_, kind), &column)) in picked.iter().zip(columns).enumerate().rev() {
        ends[at] = if column == own { inside } else { beside };
        let is_own = column == own;
        match kind {
            PassageKind::Heading if is_own => (inside, beside) = (at, at),
            PassageKind::Heading => inside = at,
            PassageKind::Text | PassageKind::Quote if is_own => {
                (inside, beside) = (at, at);
            }
            _ => {}
        }
    }
    ends
}

/// The element whose paragraphs, headings and lists a run is one of.
fn column(outline: &Outline, index: usize) -> usize {
    let is_part = |tag| {
        matches!(
            tag,
            Tag::Paragraph | Tag::Heading(_) | Tag::Item | Tag::Quote | Tag::List
        )
    };
    let mut around = outline.around(&outline.runs[index]).take(8);
    around.find(|(_, element)| !is_part(element.tag)).map_or(0, |(index, _)| index)
}

/// The column that holds most.
fn widest(columns: &[usize], prose: impl Iterator<Item = usize>) -> Option<usize> {
    let mut held: BTreeMap<usize, usize> = BTreeMap::new();
    for (&column, prose) in columns.iter().zip(prose) {
        *held.entry(column).or_default() += prose;
    }
    held.into_iter()
        .max_by_key(|&(column, prose)| (prose, std::cmp::Reverse(column)))
        .map(|(column, _)| column)
}

/// Drops headings that nothing follows, and lines of addresses and notices at the end.
pub(super) fn trailing(outline: &Outline, picked: &mut Picked) {
    while let Some(&(index, kind)) = picked.last() {
        let text = outline.text_of(&outline.runs[index]);
        if kind != PassageKind::Heading
            && !phrase::is_closing(text)
            && phrase::notice_words(text) < 3
        {
            return;
        }
        picked.pop();
    }
}
