//! What belongs to an article and stands beside its body: the standfirst, and captions.

use std::collections::BTreeSet;

use super::PassageKind;
use super::outline::{Block, Outline, Run, Tag};
use super::phrase;
use super::signal::Signals;

/// Bytes under which a line says too little to be either.
const SHORT: usize = 20;
/// Words under which a caption is a credit.
const CREDIT: usize = 5;
/// Most captions of a page.
const CAPTIONS: usize = 100;

/// The standfirst and the captions of an article, by their place in [`Outline::runs`].
pub(super) fn find(
    outline: &Outline,
    holder: usize,
    body: &[(usize, PassageKind)],
) -> Vec<(usize, PassageKind)> {
    let Some(&(first, _)) = body.first() else { return Vec::new() };
    let region = region(outline, holder);
    let element = &outline.elements[region];
    let taken: BTreeSet<usize> = body.iter().map(|&(index, _)| index).collect();
    let texts = body.iter().map(|&(index, _)| outline.text_of(&outline.runs[index]));
    let mut seen: BTreeSet<&str> = texts.collect();
    let mut standfirst = Vec::new();
    let mut captions = Vec::new();
    for index in element.first_run..element.end_run {
        let run = &outline.runs[index];
        let text = outline.text_of(run);
        let is_wanted = text.len() >= SHORT
            && run.linked * 2 < text.len()
            && !taken.contains(&index)
            && !phrase::is_boilerplate(text);
        if !is_wanted {
            continue;
        }
        match kind(outline, region, run) {
            Some(PassageKind::Standfirst) if index < first && seen.insert(text) => {
                standfirst.push((index, PassageKind::Standfirst));
            }
            Some(PassageKind::Caption)
                if text.split_whitespace().count() >= CREDIT
                    && captions.len() < CAPTIONS
                    && seen.insert(text) =>
            {
                captions.push((index, PassageKind::Caption));
            }
            _ => {}
        }
    }
    standfirst.append(&mut captions);
    standfirst
}

/// The article around its body: what holds headline and pictures as well.
fn region(outline: &Outline, holder: usize) -> usize {
    let is_region = |block: &Block| matches!(block.tag, Tag::Article | Tag::Main);
    outline
        .chain(holder)
        .find(|(_, block)| is_region(block))
        .map_or(holder, |(index, _)| index)
}

/// What the names around a run, up to the region, make of it.
fn kind(outline: &Outline, region: usize, run: &Run) -> Option<PassageKind> {
    let mut kind = None;
    let other = Signals::CHROME.and(Signals::HIDDEN).without(Signals::CAPTION);
    for (_, block) in outline.around(run).take_while(|&(index, _)| index != region) {
        if block.signals.any(other) {
            return None;
        }
        if block.signals.any(Signals::CAPTION) || block.tag == Tag::Caption {
            kind = Some(PassageKind::Caption);
        } else if kind.is_none() && block.signals.any(Signals::STANDFIRST) {
            kind = Some(PassageKind::Standfirst);
        }
    }
    kind
}

#[cfg(test)]
mod tests {
    use crate::page::read;

    /// Checks what stands beside the body of a page with this markup before it.
    #[track_caller]
    fn check(before: &str, expected: &[&str]) {
        let body = "<p>The council met on the quay this morning, and it adjourned at noon \
                    without a vote on the wall.</p>";
        let html = format!(
            "<html><article>{before}<div class='article-body'>{body}{}{}</div></article>",
            body.replace("morning", "evening"),
            body.replace("council", "harbour board"),
        );
        let page = read(None, html.as_bytes(), None);
        let beside = page.passages.iter().filter(|passage| passage.kind.is_beside());
        let found: Vec<&str> =
            beside.map(|passage| passage.span.of(&page.text)).collect();
        assert_eq!(found, expected);
        assert!(page.text.starts_with(page.body()));
        assert_eq!(page.body().lines().count(), 3, "{}", page.body());
    }

    #[test]
    fn standfirst_and_captions_come_after_the_body() {
        check(
            "<figure><figcaption>The quay as it was in the spring tide.</figcaption></figure>\
             <h1>Wall put off</h1><p class=dek>No vote was taken at either meeting.</p>",
            &[
                "No vote was taken at either meeting.",
                "The quay as it was in the spring tide.",
            ],
        );
    }

    #[test]
    fn a_credit_a_repeat_and_what_is_hidden_are_none() {
        check(
            "<figure><figcaption>Photograph by Cleo Marsh</figcaption></figure>\
             <figure><figcaption>The quay as it was in the spring tide.</figcaption></figure>\
             <figure><figcaption>The quay as it was in the spring tide.</figcaption></figure>\
             <figure hidden><figcaption>A picture that nobody is shown.</figcaption></figure>\
             <nav><p class=summary>A summary of what the sections hold.</p></nav>",
            &["The quay as it was in the spring tide."],
        );
    }
}
