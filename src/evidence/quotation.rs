//! Whether a page has the words of a quotation, and where they differ.
//!
//! Typography, case, punctuation and bracketed insertions are no differences; every
//! changed, added or dropped word is one. A marked omission (`…`, `[...]`) may stand for
//! any words; an unmarked one may not.

use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::evidence::align::{Alignment, Step, align};
use crate::evidence::index::{Index, to_f64};
use crate::evidence::token::{Class, Token};
use crate::text::Span;

/// What a page has of a quotation.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Wording {
    /// The words, as they are; where.
    Same(Span),
    /// The words with some changed: where, in the claim and in the page. Both places
    /// take in a word on each side of the change.
    Altered {
        /// In the claim.
        claim: Span,
        /// In the page.
        page: Span,
    },
    /// Two passages of the page, joined; the place that holds both, and where they join.
    Spliced {
        /// In the claim.
        claim: Span,
        /// In the page.
        page: Span,
    },
    /// Nothing close.
    Missing,
}

/// From this share of equal words on, two runs of words are one passage in two wordings.
/// In a trial on 200 quotations altered by hand no true match had less than 0.65.
const CLOSE: f64 = 0.65;
/// Shorter quotations are found word for word or not at all: one word in three is no
/// witness that the same thing is meant.
const SHORTEST_ALTERED: usize = 4;
/// A quotation of fewer words is short.
const SHORT: usize = 6;
/// Words of the page between two parts of a quotation that make it a splice rather than
/// a dropped word.
const SPLICE_GAP: usize = 4;
/// A splice needs parts of at least this many words.
const SPLICE_PART: usize = 3;
/// Longer quotations are aligned in parts of this many words, to bound the work.
const LONGEST: usize = 300;

/// Looks for the quoted `words` (those of `text` at `span`) in the page.
pub(crate) fn find(text: &str, words: &[Token], index: &Index<'_>) -> Wording {
    let mut place: Option<Span> = None;
    for segment in segments(text, words) {
        match find_run(&segment, index) {
            Wording::Same(at) => {
                place = Some(place.map_or(at, |before| before.cover(at)));
            }
            other => return other,
        }
    }
    place.map_or(Wording::Missing, Wording::Same)
}

/// Cuts a quotation at marked omissions and bracketed insertions, and overlong ones.
fn segments(text: &str, words: &[Token]) -> Vec<Vec<Token>> {
    let mut found: Vec<Vec<Token>> = vec![Vec::new()];
    let mut bracketed = false;
    let mut before: Option<Token> = None;
    for &word in words {
        // A bracket may stand before the first word.
        let opening = usize::from(
            text.get(..word.span.start).is_some_and(|lead| lead.ends_with('[')),
        );
        let from = before.map_or(word.span.start - opening, |before| before.span.end);
        let gap = Span::new(from, word.span.start).of(text);
        let was_bracketed = bracketed;
        for c in gap.chars() {
            bracketed = (bracketed || c == '[') && c != ']';
        }
        let cut = gap.contains("...") || gap.contains('…') || gap.contains(". . .");
        let full = found.last().is_some_and(|last| last.len() >= LONGEST);
        if cut || full || was_bracketed != bracketed {
            found.push(Vec::new());
        }
        if let Some(last) = found.last_mut().filter(|_| !bracketed) {
            last.push(word);
        }
        before = Some(word);
    }
    found.retain(|segment| !segment.is_empty());
    found
}

/// Looks for one unbroken run of words.
fn find_run(words: &[Token], index: &Index<'_>) -> Wording {
    let page = index.tokens();
    if let Some(at) = exact(words, page) {
        return Wording::Same(page[at].span.cover(page[at + words.len() - 1].span));
    }
    if let Some(wording) = joined(words, index) {
        return wording;
    }
    if words.len() < SHORTEST_ALTERED {
        return Wording::Missing;
    }
    let window = closest_window(words, page);
    let text = &page[window];
    let alignment = align(words, text);
    if !is_close(words, text, &alignment) {
        return Wording::Missing;
    }
    altered(words, text, &alignment)
}

/// Where the words stand one after another.
pub(crate) fn exact(words: &[Token], page: &[Token]) -> Option<usize> {
    let first = words.first()?;
    (0..(page.len() + 1).saturating_sub(words.len())).find(|&at| {
        page[at].word == first.word && same_length(words, &page[at..]) == words.len()
    })
}

/// How many words are the same from the start.
fn same_length(words: &[Token], page: &[Token]) -> usize {
    words.iter().zip(page).take_while(|(a, b)| a.word == b.word).count()
}

/// The quotation as two passages of the page put together, each word for word.
///
/// Where only the reporter's words (`," she said. "`) stand between them the quotation
/// is as it was said; where other words do, it is a splice.
fn joined(words: &[Token], index: &Index<'_>) -> Option<Wording> {
    let page = index.tokens();
    let (head_at, head) = longest(words, page, same_length)?;
    let back = |words: &[Token], page: &[Token]| {
        let pairs = words.iter().rev().zip(page.iter().rev());
        pairs.take_while(|(a, b)| a.word == b.word).count()
    };
    let (tail_end, tail) = longest_back(words, page, back)?;
    let n_words = words.len();
    if head + tail < n_words || head.min(tail) < SPLICE_PART {
        return None;
    }
    // A word on both sides of the cut (`… dialysis," she said. "She …`) can go to either.
    let most = head.min(n_words - SPLICE_PART);
    let cuts = (n_words - tail).max(SPLICE_PART)..=most;
    let places = cuts.map(|cut| (cut, head_at + cut, tail_end + cut - n_words));
    let text = &index.page().text;
    let gap = |end: usize, start: usize| {
        Span::new(page[end - 1].span.end, page[start].span.start).of(text)
    };
    let mut apart = None;
    for (cut, end, start) in places {
        if start >= end && is_reporting(gap(end, start)) {
            return Some(Wording::Same(
                page[head_at].span.cover(page[tail_end - 1].span),
            ));
        }
        apart = Some((cut, end, start));
    }
    let (cut, end, start) = apart?;
    let is_near = start >= end && start - end < SPLICE_GAP;
    let claim = words[cut - 1].span.cover(words[cut].span);
    let join = if start >= end {
        page[end - 1].span.cover(page[start].span)
    } else {
        page[start].span
    };
    (!is_near).then_some(Wording::Spliced { claim, page: join })
}

/// Whether the words between two passages stand outside the page's quotation marks: a
/// mark at each end, and few words between.
fn is_reporting(gap: &str) -> bool {
    let marks = |c: char| matches!(c, '"' | '“' | '”' | '\'' | '‘' | '’' | '«' | '»');
    let inner = gap.trim_matches(|c: char| c.is_whitespace() || ",.;:!?—-–".contains(c));
    let outside = inner.trim_matches(marks);
    // Words that open a new passage tell of what comes after them alone.
    let opens = outside.trim_start_matches(' ').starts_with('\n')
        && outside.contains(char::is_alphanumeric);
    inner.starts_with(marks)
        && !opens
        && inner.ends_with(marks)
        && !outside.contains(['"', '“', '”', '«', '»'])
        && gap.split_whitespace().count() <= 14
}

/// The place in the page where most words from the quotation's start stand in a row.
fn longest(
    words: &[Token],
    page: &[Token],
    length: impl Fn(&[Token], &[Token]) -> usize,
) -> Option<(usize, usize)> {
    let first = words.first()?.word;
    let starts = (0..page.len()).filter(|&at| page[at].word == first);
    // `max_by_key` keeps the last of equals, hence `rev`.
    starts.map(|at| (at, length(words, &page[at..]))).rev().max_by_key(|&(_, n)| n)
}

/// The place in the page where most words up to the quotation's end stand in a row: the
/// index after the last of them, and their number.
fn longest_back(
    words: &[Token],
    page: &[Token],
    length: impl Fn(&[Token], &[Token]) -> usize,
) -> Option<(usize, usize)> {
    let last = words.last()?.word;
    let ends = (1..=page.len()).filter(|&end| page[end - 1].word == last);
    ends.map(|end| (end, length(words, &page[..end]))).rev().max_by_key(|&(_, n)| n)
}

/// The stretch of the page that holds most of the quotation's words.
fn closest_window(words: &[Token], page: &[Token]) -> Range<usize> {
    let wanted: FxHashSet<u64> =
        words.iter().flat_map(|token| [token.word, token.stem]).collect();
    let value = |token: &Token| {
        let hit = wanted.contains(&token.word) || wanted.contains(&token.stem);
        match (hit, token.class) {
            (false, _) => 0,
            (true, Class::Function) => 1,
            (true, _) => 4,
        }
    };
    let width = (words.len() + words.len() / 4 + 2).min(page.len());
    let mut sum: u32 = page[..width].iter().map(value).sum();
    let mut best = (sum, 0);
    for end in width..page.len() {
        sum += value(&page[end]);
        sum -= value(&page[end - width]);
        if sum > best.0 {
            best = (sum, end + 1 - width);
        }
    }
    let margin = words.len() / 2 + 2;
    best.1.saturating_sub(margin)..(best.1 + width + margin).min(page.len())
}

/// Whether an aligned passage is the quotation in another wording.
fn is_close(words: &[Token], text: &[Token], alignment: &Alignment) -> bool {
    let content = |at: usize| words[at].class != Class::Function;
    let kept = alignment.steps.iter().filter(|step| match step {
        Step::Same(word, _) => content(*word),
        _ => false,
    });
    let contents = (0..words.len()).filter(|&at| content(at)).count();
    // Of a short run one word of sense may not give way to a word of form: `stole her pet
    // hen` is not `of her pet hen` in another wording.
    let is_form = |token: &Token| token.class == Class::Function;
    let other_sort = alignment.steps.iter().any(|step| match *step {
        Step::Changed(word, at) => is_form(&words[word]) != is_form(&text[at]),
        _ => false,
    });
    if words.len() < SHORT && other_sort {
        return false;
    }
    to_f64(alignment.same) >= CLOSE * to_f64(words.len())
        && to_f64(alignment.edits) <= 0.5 * to_f64(words.len())
        && to_f64(kept.count()) >= 0.5 * to_f64(contents)
}

/// The places of the first to the last edit, with a word on each side.
fn altered(words: &[Token], text: &[Token], alignment: &Alignment) -> Wording {
    let steps = &alignment.steps;
    let is_edit = |step: &Step| !matches!(step, Step::Same(..));
    let first = steps.iter().position(is_edit).unwrap_or(0).saturating_sub(1);
    let last =
        steps.iter().rposition(is_edit).map_or(0, |at| (at + 1).min(steps.len() - 1));
    let (mut claim, mut page): (Option<Span>, Option<Span>) = (None, None);
    let grow = |place: &mut Option<Span>, span: Span| {
        *place = Some(place.map_or(span, |before| before.cover(span)));
    };
    for step in &steps[first..=last] {
        if let Step::Same(word, _) | Step::Changed(word, _) | Step::Added(word) = *step {
            grow(&mut claim, words[word].span);
        }
        if let Step::Same(_, at) | Step::Changed(_, at) | Step::Dropped(at) = *step {
            grow(&mut page, text[at].span);
        }
    }
    match (claim, page) {
        (Some(claim), Some(page)) => Wording::Altered { claim, page },
        _ => Wording::Missing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::token::Tokenizer;
    use crate::page;

    const PAGE: &str = "The plan was set out on Monday.\n\
        “Building the wall is not a luxury,” Ada Lane told the council. “It is a debt \
        we owe to the river,” she said. “We will finish by spring.”\n\
        Ben Ross called it “the last chance for a town that has waited forty years”.";

    /// What the page has of a quotation, with the texts at both places.
    fn look(quotation: &str) -> String {
        look_in(PAGE, quotation)
    }

    fn look_in(text: &str, quotation: &str) -> String {
        let page = page::from_text(None, text);
        let index = Index::new(&page);
        let mut words = Vec::new();
        Tokenizer::default().tokens(quotation, 0, &mut words);
        let shown = |claim: Span, at: Span| {
            format!("{} | {}", claim.of(quotation), at.of(&page.text))
        };
        match find(quotation, &words, &index) {
            Wording::Same(_) => "same".to_owned(),
            Wording::Altered { claim, page } => format!("altered {}", shown(claim, page)),
            Wording::Spliced { claim, page } => format!("spliced {}", shown(claim, page)),
            Wording::Missing => "missing".to_owned(),
        }
    }

    #[track_caller]
    fn check(quotation: &str, expected: &str) {
        assert_eq!(look(quotation), expected);
    }

    #[test]
    fn the_same_words_in_other_typography_are_the_same() {
        check("building the wall is NOT a luxury", "same");
    }

    #[test]
    fn a_fragment_is_the_same() {
        check("the last chance", "same");
    }

    #[test]
    fn a_dropped_not_is_altered() {
        check("Building the wall is a luxury", "altered is a | is not a");
    }

    #[test]
    fn a_changed_word_is_altered() {
        check("the last hope for a town", "altered last hope for | last chance for");
    }

    #[test]
    fn a_marked_omission_is_no_difference() {
        check("the last chance … has waited forty years", "same");
        check("a debt we owe […] the river", "same");
    }

    #[test]
    fn a_bracketed_insertion_is_no_difference() {
        check("It [the wall] is a debt we owe to the river", "same");
    }

    #[test]
    fn punctuation_and_typography_are_no_difference() {
        for quotation in [
            "Building the wall is not a luxury,",
            "Building the wall is not a luxury.",
            "building the wall is not a luxury",
            "Building the wall – is not a luxury",
            "Building the wall is not a luxury!",
            "BUILDING THE WALL IS NOT A LUXURY",
            "Building the wall is not\u{a0}a luxury",
            "Building the wall, is not a luxury",
            "We will finish by spring",
        ] {
            check(quotation, "same");
        }
    }

    #[test]
    fn marked_changes_are_no_difference() {
        for quotation in [
            "the last chance ... has waited forty years",
            "the last chance . . . has waited forty years",
            "the last chance [...] has waited forty years",
            "… a debt we owe to the river …",
            "[The wall] is a debt we owe to the river",
            "the last chance for a town [Hexley] that has waited",
        ] {
            check(quotation, "same");
        }
    }

    #[test]
    fn every_changed_word_is_told() {
        for (quotation, expected) in [
            ("a debt we owe the river", "altered owe the | owe to the"),
            ("It is a great debt we owe to the river", "altered a great debt | a debt"),
            ("It is a gift we owe to the river", "altered a gift we | a debt we"),
            ("We may finish by spring", "altered We may finish | We will finish"),
            (
                "the last chance for a village that has waited fifty years",
                "altered a village that has waited fifty years | \
                 a town that has waited forty years",
            ),
        ] {
            check(quotation, expected);
        }
    }

    #[test]
    fn a_short_run_that_shares_its_words_of_form_is_another() {
        check("paid the last chance", "missing");
    }

    #[test]
    fn reporting_words_between_two_parts_are_no_splice() {
        check("It is a debt we owe to the river. We will finish by spring.", "same");
    }

    #[test]
    fn a_marked_splice_is_none() {
        for quotation in [
            "Building the wall is not a luxury … We will finish by spring",
            "It is a debt ... for a town that has waited",
            "not a luxury [...] a debt we owe",
        ] {
            check(quotation, "same");
        }
    }

    #[test]
    fn two_passages_joined_without_a_mark_are_spliced() {
        for (quotation, claim) in [
            ("Building the wall is not a luxury. We will finish by spring", "luxury. We"),
            ("Building the wall is not a luxury, we will finish by spring", "luxury, we"),
            ("Building the wall is the last chance for a town", "is the"),
            ("We will finish by building the wall", "by building"),
            ("We owe to the river the last chance for a town", "river the"),
            ("a town that has waited is not a luxury", "waited is"),
            ("the last chance for a town is a debt we owe", "town is"),
            ("We will finish by spring. It is a debt we owe", "spring. It"),
            ("will finish by spring the last chance", "spring the"),
            ("waited forty years is not a luxury", "years is"),
            ("a debt we owe building the wall", "owe building"),
            ("owe to the river for a town that", "river for"),
        ] {
            let told = look(quotation);
            let wanted = format!("spliced {claim} | ");
            assert!(told.starts_with(&wanted), "{quotation:?}: {told}");
        }
    }

    #[test]
    fn two_speakers_joined_are_spliced() {
        check(
            "We will finish by spring for a town that has waited forty years",
            "spliced spring for | spring.”\nBen Ross called it “the last chance for",
        );
    }

    #[test]
    fn a_quotation_in_a_quotation_is_found() {
        let page = "“He told me ‘the eels are back’ and left,” Ada Lane said.";
        for (quotation, expected) in [
            ("He told me ‘the eels are back’ and left", "same"),
            ("He told me \"the eels are back\" and left", "same"),
            ("the eels are back", "same"),
            (
                "He told me ‘the eels are gone’ and left",
                "altered are gone’ and | are back’ and",
            ),
        ] {
            assert_eq!(look_in(page, quotation), expected, "{quotation:?}");
        }
    }

    #[test]
    fn other_words_are_missing() {
        check("the mayor promised a new bridge next year", "missing");
        check("the first hope", "missing");
    }
}
