//! Which words of a page a browser is told to look for.

use unicode_normalization::char::is_combining_mark;

use crate::page::Page;
use crate::report::link::words::Words;
use crate::text::Span;

/// Most words that are written out; more are told by how they start and end.
const WRITTEN: usize = 10;
/// Words that a long place is told by, at its start and at its end; more if others on the
/// page start or end like it.
const START: usize = 4;
const END: usize = 3;
/// With so few words, the ones around them are taken along: a menu may have them too.
const FEW: usize = 3;
/// Words around so few.
const AROUND: usize = 2;
/// Most words of a term.
const LONGEST: usize = 32;
/// Most bytes of a term. Where writing has no spaces, one word may be a paragraph.
const LARGEST: usize = 600;
/// Words that are compared to find out what is told apart by what. On a page that says the
/// same thousands of times, the first words it has will do.
const COMPARED: usize = 1 << 20;
/// Characters written without a space, among which marks are looked for.
const MARKS: usize = 24;
/// Between the cells of a row: they are elements of their own.
const CELLS: &str = " | ";

/// A text directive, its terms not yet encoded.
///
/// Each term is within one block of the page, and its ends are ends of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Directive<'t> {
    pub(super) prefix: Option<&'t str>,
    pub(super) start: &'t str,
    pub(super) end: Option<&'t str>,
    pub(super) suffix: Option<&'t str>,
}

impl<'t> Directive<'t> {
    /// What marks the words at `place`, and no others before them; `None` if there are no
    /// words, or none that could be told.
    pub(super) fn of(page: &'t Page, words: &Words, place: Span) -> Option<Self> {
        let text = page.text.as_str();
        if place.of(text).is_empty() {
            return None;
        }
        let (first, after) = words.at(place);
        let last = after.checked_sub(1).filter(|&last| last >= first)?;
        let mut first = first;
        let mut head = block(page, words.place(first).start);
        // A large initial is a block of its own, and a browser sees its word in halves.
        if head.end < words.place(first).end && first < last {
            first += 1;
            let start = words.place(first).start;
            head = Span::new(start, block(page, start).end);
        }
        let tail = block(page, words.place(last).end);
        let place = place.trim(text);
        let from = place.start.max(head.start);
        let to = place.end.min(tail.end);
        let whole = Span::new(
            left(text, from.min(words.place(first).start), head.start),
            right(text, to.max(words.place(last).end), tail.end),
        );
        let goal = Goal { page, text, words, first, after, whole, head, tail };
        let directive = goal.directive();
        let terms = [directive.prefix, directive.end, directive.suffix];
        let is_short = |term: &str| term.len() <= LARGEST;
        let all_short = terms.into_iter().flatten().all(is_short);
        (all_short && is_short(directive.start)).then_some(directive)
    }
}

/// What is to be marked.
#[derive(Clone, Copy, Debug)]
struct Goal<'g, 't> {
    page: &'t Page,
    text: &'t str,
    words: &'g Words,
    /// The first word, and the one after the last.
    first: usize,
    after: usize,
    /// All of it, with the marks at its ends.
    whole: Span,
    /// The blocks it starts and ends in.
    head: Span,
    tail: Span,
}

impl<'t> Goal<'_, 't> {
    fn directive(&self) -> Directive<'t> {
        let n_words = self.after - self.first;
        let is_one_block = self.head.end == self.tail.end;
        if is_one_block && n_words <= WRITTEN {
            return self.exact();
        }
        let in_head = self.words.at(Span::new(self.whole.start, self.head.end));
        let most = (in_head.1 - in_head.0).min(n_words - 1).min(LONGEST);
        let (n_start, rivals) = self.start(most);
        let (n_end, suffix) = self.end(n_start);
        let (start, end) = (self.term_from(n_start), self.term_to(n_end));
        if is_one_block && start.end >= end.start {
            return self.exact();
        }
        let prefix = if rivals.is_empty() { None } else { self.prefix(&rivals) };
        let of = |span: Span| span.of(self.text);
        Directive { prefix, start: of(start), end: Some(of(end)), suffix }
    }

    /// Written out; with words around it if it is short, or said before.
    fn exact(&self) -> Directive<'t> {
        let n_words = self.after - self.first;
        let rivals = self.rivals(n_words);
        let mut prefix = None;
        let mut suffix = None;
        if n_words <= FEW {
            prefix = self.before(AROUND);
            suffix = self.behind(AROUND);
        }
        if !rivals.is_empty() {
            let before = self.before_unlike(&rivals);
            let behind = self.behind_unlike(&rivals, n_words);
            match (before, behind) {
                (Some(before), _) => prefix = Some(before),
                (None, Some(behind)) => suffix = Some(behind),
                (None, None) => {
                    // Neither side tells it from all; both may, or the block before.
                    prefix = self.before(LONGEST).or_else(|| self.block_before());
                    suffix = self.behind(LONGEST);
                }
            }
        }
        let start = self.whole.of(self.text);
        Directive { prefix, start, end: None, suffix }
    }

    /// How many words tell its start from all that a browser may come upon before. If no
    /// number does, how few will do, and what else starts with them.
    fn start(&self, most: usize) -> (usize, Vec<usize>) {
        let least = START.min(most);
        let rivals = self.rivals(least);
        let alike = |&at: &usize| self.words.ahead(self.first, at, most);
        match rivals.iter().map(alike).max() {
            Some(alike) if alike == most => (least, rivals),
            Some(alike) => (alike + 1, Vec::new()),
            None => (least, Vec::new()),
        }
    }

    /// How many words tell its end from all between its start and it; and, if no number
    /// does, what stands behind it and tells it. Without even that, the marking ends early.
    fn end(&self, n_start: usize) -> (usize, Option<&'t str>) {
        let in_tail = self.words.at(Span::new(self.tail.start, self.whole.end));
        let rest = self.first + n_start..self.after;
        let most = (in_tail.1 - in_tail.0).min(rest.len()).min(LONGEST);
        let alike =
            |&end: &usize| self.words.behind(self.after, end, most.min(end - rest.start));
        // Of a place without end, its first words are looked through.
        let ends = (rest.start + 1..self.after).take(COMPARED / LONGEST);
        let need = ends.clone().map(|end| alike(&end)).max().unwrap_or_default() + 1;
        if need <= most {
            return (need.max(END).min(most), None);
        }
        let rivals: Vec<usize> = ends.filter(|end| alike(end) == most).collect();
        (most, self.behind_unlike(&rivals, 0))
    }

    /// Where else its first `n_words` stand.
    fn rivals(&self, n_words: usize) -> Vec<usize> {
        let mut left = COMPARED;
        let words = self.words;
        let rivals = words.rivals(self.first, self.after);
        let rivals = rivals.take_while(|_| {
            left = left.saturating_sub(n_words);
            left > 0
        });
        rivals.filter(|&at| words.ahead(self.first, at, n_words) == n_words).collect()
    }

    /// Its first `n_words`.
    fn term_from(&self, n_words: usize) -> Span {
        let end = self.words.place(self.first + n_words - 1).end;
        Span::new(self.whole.start, behind(self.text, end, self.head.end))
    }

    /// Its last `n_words`.
    fn term_to(&self, n_words: usize) -> Span {
        let start = self.words.place(self.after - n_words).start;
        Span::new(before(self.text, start, self.tail.start), self.whole.end)
    }

    /// What stands before it and tells it from rivals.
    fn prefix(&self, rivals: &[usize]) -> Option<&'t str> {
        let own = self.before_unlike(rivals);
        own.or_else(|| self.before(LONGEST)).or_else(|| self.block_before())
    }

    /// The fewest words before it, within its block, that stand before no rival.
    fn before_unlike(&self, rivals: &[usize]) -> Option<&'t str> {
        let alike = |&at: &usize| self.words.behind(self.first, at, LONGEST);
        let need = rivals.iter().map(alike).max()? + 1;
        self.before(need).filter(|_| self.n_before() >= need)
    }

    /// The fewest words behind it, within its block, that stand behind no rival; those are
    /// `n_words` long.
    fn behind_unlike(&self, rivals: &[usize], n_words: usize) -> Option<&'t str> {
        let alike = |&at: &usize| self.words.ahead(self.after, at + n_words, LONGEST);
        let need = rivals.iter().map(alike).max()? + 1;
        self.behind(need).filter(|_| self.n_behind() >= need)
    }

    /// Words before it, within its block.
    fn n_before(&self) -> usize {
        let (first, _) = self.words.at(self.head);
        self.first.saturating_sub(first)
    }

    /// Words behind it, within its block.
    fn n_behind(&self) -> usize {
        let (_, after) = self.words.at(self.tail);
        after.saturating_sub(self.after)
    }

    /// Up to `n_words` before it, within its block.
    fn before(&self, n_words: usize) -> Option<&'t str> {
        let n_words = n_words.min(self.n_before());
        let start = self.words.place(self.first.checked_sub(n_words)?).start;
        let start = before(self.text, start, self.head.start);
        let term = Span::new(start, self.whole.start).of(self.text).trim();
        (n_words > 0 && !term.is_empty()).then_some(term)
    }

    /// Up to `n_words` behind it, within its block.
    fn behind(&self, n_words: usize) -> Option<&'t str> {
        let n_words = n_words.min(self.n_behind());
        let last = (self.after + n_words).checked_sub(1)?;
        let end = behind(self.text, self.words.place(last).end, self.tail.end);
        let term = Span::new(self.whole.end, end).of(self.text).trim();
        (n_words > 0 && !term.is_empty()).then_some(term)
    }

    /// The last words of the block before, where nothing stands before it in its own: on
    /// the page something else may stand between them, but nothing better is known.
    fn block_before(&self) -> Option<&'t str> {
        let last = self.first.checked_sub(1)?;
        let place = self.words.place(last);
        let block = block(self.page, place.end);
        let (first, _) = self.words.at(block);
        let first = first.max(self.first.saturating_sub(START));
        let start = before(self.text, self.words.place(first).start, block.start);
        let term = Span::new(start, block.end).of(self.text).trim();
        (!place.is_empty() && !term.is_empty()).then_some(term)
    }
}

/// What a browser looks for a term in, around a place: a line, or a cell of a row.
fn block(page: &Page, at: usize) -> Span {
    let text = page.text.as_str();
    let (before, behind) = text.split_at_checked(at).unwrap_or((text, ""));
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    let start = before[line..].rfind(CELLS).map_or(line, |at| line + at + CELLS.len());
    let end = behind.find('\n').unwrap_or(behind.len());
    let end = at + behind[..end].find(CELLS).unwrap_or(end);
    let breaks = &page.breaks;
    let next = breaks.partition_point(|&space| space < at);
    let start = start.max(breaks[..next].last().copied().unwrap_or_default());
    Span::new(start, breaks.get(next).map_or(end, |&space| end.min(space)))
}

/// `at`, or where the marks begin that are written to what stands there: `(“`.
fn before(text: &str, at: usize, limit: usize) -> usize {
    let chars = Span::new(limit, at).of(text).chars().rev();
    let marks: Vec<char> = chars.take_while(|c| !c.is_whitespace()).take(MARKS).collect();
    match marks.len() {
        MARKS => left(text, at, limit),
        _ => at - marks.iter().map(|c| c.len_utf8()).sum::<usize>(),
    }
}

/// `at`, or where the marks end that are written to what stands there: `”).`.
fn behind(text: &str, at: usize, limit: usize) -> usize {
    let chars = Span::new(at, limit).of(text).chars();
    let marks: Vec<char> = chars.take_while(|c| !c.is_whitespace()).take(MARKS).collect();
    match marks.len() {
        MARKS => right(text, at, limit),
        _ => at + marks.iter().map(|c| c.len_utf8()).sum::<usize>(),
    }
}

/// The end of a word at or before `at`, not before `limit`.
fn left(text: &str, at: usize, limit: usize) -> usize {
    let ends = Span::new(limit, at).of(text).char_indices().rev();
    let mut ends = std::iter::once(at).chain(ends.map(|(place, _)| limit + place));
    ends.find(|&place| is_end(text, place)).unwrap_or(limit)
}

/// The end of a word at or behind `at`, not behind `limit`.
fn right(text: &str, at: usize, limit: usize) -> usize {
    let mut ends = Span::new(at, limit).of(text).char_indices();
    let end = ends.find(|(place, _)| is_end(text, at + place));
    end.map_or(limit, |(place, _)| at + place)
}

/// Whether a word may end at a place, as browsers see it (UAX #29): not between letters,
/// nor at a mark that stands between letters.
fn is_end(text: &str, at: usize) -> bool {
    let (before, behind) = text.split_at_checked(at).unwrap_or_default();
    let mut before = before.chars().rev();
    let mut behind = behind.chars();
    let (Some(last), Some(next)) = (before.next(), behind.next()) else { return true };
    let is_within = joins(last) && joins(next)
        || joins(last) && is_inner(next) && behind.next().is_some_and(joins)
        || is_inner(last) && joins(next) && before.next().is_some_and(joins);
    !is_within
}

/// Whether a character is of a word wherever it stands in it. Those that are not seen are
/// taken for such, as they end nothing.
fn joins(c: char) -> bool {
    let is_unseen =
        matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}');
    c.is_alphanumeric() || c == '_' || is_unseen || is_combining_mark(c)
}

/// Whether a mark is of a word if there are letters on both sides.
fn is_inner(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '.' | ',' | ':' | ';' | '·' | '‧')
}
