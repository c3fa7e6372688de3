//! Cutting off what stands before, between and after an article's own passages.

use super::PassageKind;
use super::article;
use super::outline::{Outline, Tag};
use super::phrase;

/// A run and its kind, as `article` picks them.
pub(super) type Picked = Vec<(usize, PassageKind)>;

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

/// Drops headings that nothing follows, and lines of addresses and notices at the end.
pub(super) fn trailing(outline: &Outline, picked: &mut Picked) {
    while let Some(&(index, kind)) = picked.last() {
        let text = outline.text_of(&outline.runs[index]);
        if kind != PassageKind::Heading
            && !phrase::is_closing(text)
            && phrase::notice::words(text) < 3
        {
            return;
        }
        picked.pop();
    }
}
