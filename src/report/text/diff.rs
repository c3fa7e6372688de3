//! The page's words beside the draft's, with what differs marked.
//!
//! `[-words-]` are the draft's and not the page's, `[+words+]` the page's and not the
//! draft's: marks that survive a pipe, a printer and an e-mail, as colour does not.

use crate::report::escape::escape;
use crate::report::text::paint::Paint;
use crate::text::{Span, fold};

/// Words on either side over which no alignment is tried: a table of their product is
/// filled, and nobody reads a difference of that length.
const LONGEST: usize = 400;
/// Unchanged words kept on each side of a change.
const CONTEXT: usize = 5;

/// A word and what it is compared by.
struct Word<'t> {
    span: Span,
    shown: &'t str,
    key: String,
}

/// One step from the draft's words to the page's; numbers are of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Same(usize, usize),
    Removed(usize),
    Added(usize),
}

/// Both sides of a difference, each on one line.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Sides {
    pub(super) draft: String,
    pub(super) page: String,
}

/// Sets the wording of `draft` beside that of `page`, in which the words looked for are
/// at `focus`. `None` if they have so little in common that no alignment would help.
pub(super) fn align(draft: &str, page: &str, focus: Span, paint: Paint) -> Option<Sides> {
    let (draft, page) = (words(draft), words(page));
    if draft.is_empty() || draft.len() > LONGEST || page.len() > LONGEST {
        return None;
    }
    let steps = trim(&steps(&draft, &page), &page, focus);
    let same = steps.iter().filter(|step| matches!(step, Step::Same(..))).count();
    if same * 2 < draft.len() {
        return None;
    }
    Some(render(&steps, &draft, &page, paint))
}

/// Marks the words at `focus` of `page` as what the page has where the draft has
/// `removed`, with the words around them.
pub(super) fn point(removed: &str, page: &str, focus: Span, paint: Paint) -> String {
    let words = words(page);
    let first = words.partition_point(|word| word.span.end <= focus.start);
    let after = words.partition_point(|word| word.span.start < focus.end).max(first);
    let (from, to) = (first.saturating_sub(WINDOW), (after + WINDOW).min(words.len()));
    let mut line = Line::new(paint);
    if from > 0 {
        line.plain("…");
    }
    words[from..first].iter().for_each(|word| line.plain(word.shown));
    line.run(Mark::Removed, removed.split_whitespace());
    line.run(Mark::Added, words[first..after].iter().map(|word| word.shown));
    words[after..to].iter().for_each(|word| line.plain(word.shown));
    if to < words.len() {
        line.plain("…");
    }
    line.text
}

/// Words shown on each side of a figure or name.
const WINDOW: usize = 8;

/// The words at `focus` of `text`, with a few around them.
pub(super) fn window(text: &str, focus: Span, paint: Paint) -> String {
    let words = words(text);
    let first = words.partition_point(|word| word.span.end <= focus.start);
    let after = words.partition_point(|word| word.span.start < focus.end).max(first);
    let (from, to) = (first.saturating_sub(CONTEXT), (after + CONTEXT).min(words.len()));
    let mut line = Line::new(paint);
    if from > 0 {
        line.plain("…");
    }
    for (at, word) in words.iter().enumerate().take(to).skip(from) {
        if (first..after).contains(&at) {
            line.word(&paint.removed(&escape(word.shown)));
        } else {
            line.plain(word.shown);
        }
    }
    if to < words.len() {
        line.plain("…");
    }
    line.text
}

/// The words of `text`, compared without case, typography and marks at their ends.
fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    for shown in text.split_whitespace() {
        let start = shown.as_ptr().addr() - text.as_ptr().addr();
        let folded = fold(shown);
        let bare = folded.text().trim_matches(|c: char| !c.is_alphanumeric());
        let key = if bare.is_empty() { folded.text() } else { bare };
        let span = Span::new(start, start + shown.len());
        words.push(Word { span, shown, key: key.to_owned() });
    }
    words
}

/// The longest common run of words, as steps from one side to the other.
fn steps(draft: &[Word<'_>], page: &[Word<'_>]) -> Vec<Step> {
    let columns = page.len() + 1;
    // common[d][p]: the most words that draft[d..] and page[p..] share in order. Counts
    // are at most LONGEST.
    let mut common = vec![0_u16; (draft.len() + 1) * columns];
    for (d, left) in draft.iter().enumerate().rev() {
        for (p, right) in page.iter().enumerate().rev() {
            common[d * columns + p] = if left.key == right.key {
                common[(d + 1) * columns + p + 1] + 1
            } else {
                common[(d + 1) * columns + p].max(common[d * columns + p + 1])
            };
        }
    }
    let (mut d, mut p, mut steps) = (0, 0, Vec::new());
    while d < draft.len() && p < page.len() {
        if draft[d].key == page[p].key {
            steps.push(Step::Same(d, p));
            (d, p) = (d + 1, p + 1);
        } else if common[(d + 1) * columns + p] >= common[d * columns + p + 1] {
            steps.push(Step::Removed(d));
            d += 1;
        } else {
            steps.push(Step::Added(p));
            p += 1;
        }
    }
    steps.extend((d..draft.len()).map(Step::Removed));
    steps.extend((p..page.len()).map(Step::Added));
    steps
}

/// Drops the page's words before and after the ones that were looked for.
fn trim(steps: &[Step], page: &[Word<'_>], focus: Span) -> Vec<Step> {
    let is_same = |step: &Step| matches!(step, Step::Same(..));
    let first = steps.iter().position(is_same).unwrap_or(0);
    let last = steps.iter().rposition(is_same).unwrap_or(0);
    let removed = |part: &[Step]| {
        part.iter().filter(|step| matches!(step, Step::Removed(_))).count()
    };
    // A word that was replaced at an edge has its counterpart nearest to the middle.
    let mut before = removed(&steps[..first]);
    let mut after = removed(steps.get(last + 1..).unwrap_or_default());
    let mut kept: Vec<Step> = Vec::with_capacity(steps.len());
    for step in steps[..first].iter().rev() {
        keep_edge(&mut kept, *step, &mut before, page, focus);
    }
    kept.reverse();
    kept.extend(steps.iter().take(last + 1).skip(first));
    for step in steps.iter().skip(last + 1) {
        keep_edge(&mut kept, *step, &mut after, page, focus);
    }
    kept
}

/// Keeps a step at the edge, if it is the draft's, or in focus; without a focus, if it
/// stands for a removed word.
fn keep_edge(
    kept: &mut Vec<Step>,
    step: Step,
    removed: &mut usize,
    page: &[Word<'_>],
    focus: Span,
) {
    let keep = match step {
        Step::Added(at) => {
            let stands_for = *removed > 0;
            *removed = removed.saturating_sub(1);
            if focus.is_empty() { stands_for } else { focus.overlaps(page[at].span) }
        }
        Step::Same(..) | Step::Removed(_) => true,
    };
    if keep {
        kept.push(step);
    }
}

/// Writes both sides; long unchanged stretches become `…` on both.
fn render(steps: &[Step], draft: &[Word<'_>], page: &[Word<'_>], paint: Paint) -> Sides {
    let (mut left, mut right) = (Line::new(paint), Line::new(paint));
    let same = |step: &Step| matches!(step, Step::Same(..));
    let runs: Vec<&[Step]> = steps.chunk_by(|a, b| same(a) == same(b)).collect();
    for (at, run) in runs.iter().enumerate() {
        if run.first().is_some_and(same) {
            let head = if at == 0 { 0 } else { CONTEXT };
            let tail = if at + 1 == runs.len() { 0 } else { CONTEXT };
            let gap = runs.len() > 1 && run.len() > head + tail + 2;
            let gap = if gap { head..run.len() - tail } else { 0..0 };
            for (offset, step) in run.iter().enumerate() {
                let Step::Same(d, p) = *step else { continue };
                if offset == gap.start && !gap.is_empty() {
                    left.word("…");
                    right.word("…");
                }
                if !gap.contains(&offset) {
                    left.plain(draft[d].shown);
                    right.plain(page[p].shown);
                }
            }
        } else {
            change(run, draft, page, &mut left, &mut right);
        }
    }
    Sides { draft: left.text, page: right.text }
}

/// Writes a run of words that differ.
fn change(
    run: &[Step],
    draft: &[Word<'_>],
    page: &[Word<'_>],
    left: &mut Line,
    right: &mut Line,
) {
    let removed = run.iter().filter_map(|step| match step {
        Step::Removed(d) => Some(draft[*d].shown),
        _ => None,
    });
    let added = run.iter().filter_map(|step| match step {
        Step::Added(p) => Some(page[*p].shown),
        _ => None,
    });
    removed.clone().for_each(|word| left.word(&left.paint.removed(&escape(word))));
    right.run(Mark::Removed, removed);
    right.run(Mark::Added, added);
}

/// Which side alone has a run of words.
#[derive(Clone, Copy)]
enum Mark {
    Removed,
    Added,
}

/// Words with single spaces between them. Each word is coloured by itself, so that a
/// line break between two words never falls inside colour.
struct Line {
    text: String,
    paint: Paint,
}

impl Line {
    fn new(paint: Paint) -> Self {
        Self { text: String::new(), paint }
    }

    /// Adds what is ready to be shown.
    fn word(&mut self, shown: &str) {
        if !self.text.is_empty() {
            self.text.push(' ');
        }
        self.text.push_str(shown);
    }

    fn plain(&mut self, word: &str) {
        self.word(&escape(word));
    }

    /// Adds a run of words that one side alone has, with marks around it.
    fn run<'w>(&mut self, mark: Mark, words: impl Iterator<Item = &'w str>) {
        let mut words = words.peekable();
        let mut first = true;
        while let Some(word) = words.next() {
            let (open, close) = match mark {
                Mark::Removed => ("[-", "-]"),
                Mark::Added => ("[+", "+]"),
            };
            let open = if first { open } else { "" };
            let close = if words.peek().is_none() { close } else { "" };
            let marked = format!("{open}{}{close}", escape(word));
            let colored = match mark {
                Mark::Removed => self.paint.removed(&marked),
                Mark::Added => self.paint.added(&marked),
            };
            self.word(&colored);
            first = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(draft: &str, page: &str, expected: Option<(&str, &str)>) {
        let sides = align(draft, page, Span::default(), Paint::new(false));
        let sides = sides.as_ref().map(|s| (s.draft.as_str(), s.page.as_str()));
        assert_eq!(sides, expected);
    }

    #[test]
    fn a_word_left_out_is_put_back_in_marks() {
        check(
            "Stealing our work is innovation.",
            "“Stealing our work is not innovation.",
            Some((
                "Stealing our work is innovation.",
                "“Stealing our work is [+not+] innovation.",
            )),
        );
    }

    #[test]
    fn a_word_replaced_shows_both() {
        check(
            "plainly and simply fraud",
            "It is plainly and simply theft, they said",
            Some(("plainly and simply fraud", "plainly and simply [-fraud-] [+theft,+]")),
        );
    }

    #[test]
    fn the_page_is_cut_to_the_words_looked_for() {
        check(
            "we want to be paid",
            "On Monday she said: “We want to be paid.” Then she left.",
            Some(("we want to be paid", "“We want to be paid.”")),
        );
    }

    #[test]
    fn long_unchanged_stretches_are_left_out_on_both_sides() {
        check(
            "a b c d e f g h i j k l m n o x",
            "a b c d e f g h i j k l m n o y",
            Some(("… k l m n o x", "… k l m n o [-x-] [+y+]")),
        );
    }

    #[test]
    fn texts_without_common_words_are_not_aligned() {
        check("one two three", "four five six", None);
        check("", "four five six", None);
    }

    #[test]
    fn a_figure_is_shown_where_the_page_has_its_own() {
        let page = "More than 700 artists signed it.";
        let shown = point("800", page, Span::new(10, 13), Paint::new(false));
        assert_eq!(shown, "More than [-800-] [+700+] artists signed it.");
    }

    #[test]
    fn hostile_words_are_escaped_inside_the_marks() {
        check(
            "we will a\u{202e}b pay",
            "we will c\u{1b}d pay",
            Some((
                "we will a\\u{202e}b pay",
                "we will [-a\\u{202e}b-] [+c\\u{1b}d+] pay",
            )),
        );
    }
}
