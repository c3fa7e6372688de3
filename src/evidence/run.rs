//! Runs of a page's words that stand in a draft outside quotation marks.
//!
//! The draft's runs of [`LENGTH`] words are hashed once. A page's words are then gone
//! through once with a rolling hash (Karp and Rabin, 1987), and only where one meets the
//! draft's are words laid side by side: the cost is linear in the draft and in the pages,
//! however often either repeats itself.
//!
//! Not every run is a copy. Names, figures, dates and titles are nobody's wording, and
//! set phrases nearly so: a run counts by the words in it that are none of these.

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::claim::{Value, facets};
use crate::evidence::copy::{is_inside, quotations};
use crate::evidence::index::Index;
use crate::evidence::phrase;
use crate::evidence::token::{Class, Token, Tokenizer};
use crate::text::{Span, quoted};

/// Words from which on a run may be a copy.
const LENGTH: usize = 12;
/// Words in quotation marks up to which a run goes on across them: a title, a word held
/// at arm's length. They count for nothing.
const ASIDE: usize = 4;
/// What a word weighs that is the writer's own choice.
const CHOSEN: usize = 4;
/// What a word weighs that set phrases, offices and the manner of reports are made of.
const ORDINARY: usize = 1;
/// The weight that makes a run a copy: four chosen words and some ordinary ones, or five.
/// A clause of twelve words has six.
const ENOUGH: usize = 4 * CHOSEN + 2 * ORDINARY;
/// Places of a page at which the same words are tried; a standfirst or a caption repeats
/// what the article says once or twice.
const PLACES: usize = 4;
/// Multiplier of the rolling hash: odd, with bits all over (2^64 over the golden ratio).
const BASE: u64 = 0x9e37_79b9_7f4a_7c15;

/// Words of a page, as a paragraph has them outside quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// Index of the paragraph, as given to [`Prose::new`].
    pub paragraph: usize,
    /// Where, in the paragraph's text.
    pub place: Span,
    /// Where, in the page's text.
    pub page: Span,
    /// How many words stand outside quotation marks.
    pub words: usize,
    /// Whether all of them are a quotation on the page.
    pub quoted: bool,
}

/// The paragraphs of a draft, made ready to be looked for on any number of pages.
#[derive(Debug)]
pub struct Prose<'t> {
    paragraphs: Vec<Paragraph<'t>>,
    windows: FxHashSet<u64>,
}

#[derive(Debug)]
struct Paragraph<'t> {
    number: usize,
    text: &'t str,
    /// Words without a long quotation or an attribution between them.
    stretches: Vec<Stretch>,
    /// Places of names, figures, dates and titles, in order and apart from each other.
    facts: OnceLock<Vec<Span>>,
}

#[derive(Debug, Default)]
struct Stretch {
    words: Vec<Word>,
    /// Hashes of runs of [`LENGTH`] words, by the place of their first.
    windows: Vec<u64>,
}

#[derive(Clone, Copy, Debug)]
struct Word {
    token: Token,
    /// Whether it stands in quotation marks.
    quoted: bool,
}

impl<'t> Prose<'t> {
    /// Reads paragraphs: their numbers, texts, and the places in them that are not the
    /// writer's prose, in order and apart from each other.
    pub fn new(paragraphs: impl Iterator<Item = (usize, &'t str, Vec<Span>)>) -> Self {
        let mut tokenizer = Tokenizer::default();
        let paragraphs: Vec<Paragraph<'t>> = paragraphs
            .map(|(number, text, apart)| Paragraph {
                number,
                text,
                stretches: stretches(text, &apart, &mut tokenizer),
                facts: OnceLock::new(),
            })
            .collect();
        let stretches = paragraphs.iter().flat_map(|paragraph| &paragraph.stretches);
        let windows = stretches.flat_map(|one| one.windows.iter().copied()).collect();
        Self { paragraphs, windows }
    }

    /// The runs of a page's words in these paragraphs, in order of place.
    #[must_use]
    pub fn runs(&self, index: &Index<'_>) -> Vec<Run> {
        let met = self.met(index.tokens());
        if met.is_empty() {
            return Vec::new();
        }
        let mut found: Vec<Run> = Vec::new();
        for paragraph in &self.paragraphs {
            for stretch in &paragraph.stretches {
                let mut at = 0;
                while at < stretch.windows.len() {
                    let (place, length) = longest(stretch, at, index.tokens(), &met);
                    let words = &stretch.words[at..at + length];
                    if length >= LENGTH {
                        let beside = &index.tokens()[place..place + length];
                        found.extend(paragraph.run(words, beside));
                    }
                    at += length.max(1);
                }
            }
        }
        if !found.is_empty() {
            let quotations = quotations(index);
            for run in &mut found {
                run.quoted = is_inside(&quotations, run.page);
            }
        }
        found
    }

    /// Where a page has runs of words that these paragraphs have too, by their hashes.
    fn met(&self, tokens: &[Token]) -> FxHashMap<u64, Vec<usize>> {
        let mut met: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
        if self.windows.is_empty() {
            return met;
        }
        for (at, hash) in Rolling::new(tokens.iter().map(|token| token.word)).enumerate()
        {
            if self.windows.contains(&hash) {
                let places = met.entry(hash).or_default();
                if places.len() < PLACES {
                    places.push(at);
                }
            }
        }
        met
    }
}

impl Paragraph<'_> {
    /// The run that some words make, if they are enough to be a copy.
    fn run(&self, words: &[Word], beside: &[Token]) -> Option<Run> {
        let first = words.iter().position(|word| !word.quoted)?;
        let last = words.iter().rposition(|word| !word.quoted)?;
        let words = &words[first..=last];
        let count = words.iter().filter(|word| !word.quoted).count();
        if count < LENGTH || !self.is_wording(words) {
            return None;
        }
        let own = |word: &Word| word.token.span;
        Some(Run {
            paragraph: self.number,
            place: own(&words[0]).cover(own(&words[words.len() - 1])),
            page: beside[first].span.cover(beside[last].span),
            words: count,
            quoted: false,
        })
    }

    /// Whether enough of some words in a row are a writer's choice.
    fn is_wording(&self, words: &[Word]) -> bool {
        let facts = self.facts.get_or_init(|| facts(self.text));
        let mut met = FxHashSet::default();
        let mut weight = 0;
        let mut before: Option<Span> = None;
        for word in words {
            let span = word.token.span;
            let starts = before.is_none_or(|before| {
                Span::new(before.end, span.start).of(self.text).contains(['.', '!', '?'])
            });
            before = Some(span);
            let chosen = match word.token.class {
                Class::Content => true,
                Class::Capital => starts,
                Class::Function | Class::Figure => false,
            };
            if !chosen || word.quoted || is_inside(facts, span) {
                continue;
            }
            if met.insert(word.token.stem) {
                let ordinary = phrase::is_ordinary(span.of(self.text));
                weight += if ordinary { ORDINARY } else { CHOSEN };
            }
            if weight >= ENOUGH {
                return true;
            }
        }
        false
    }
}

/// The longest run that starts with the word at `at`: where on the page, how many words.
fn longest(
    stretch: &Stretch,
    at: usize,
    tokens: &[Token],
    met: &FxHashMap<u64, Vec<usize>>,
) -> (usize, usize) {
    let Some(places) = met.get(&stretch.windows[at]) else { return (0, 0) };
    let own = &stretch.words[at..];
    let length = |place: usize| {
        let beside = own.iter().zip(&tokens[place..]);
        beside.take_while(|(own, other)| own.token.word == other.word).count()
    };
    let lengths = places.iter().map(|&place| (place, length(place)));
    // The first of equals.
    lengths
        .reduce(|best, other| if other.1 > best.1 { other } else { best })
        .unwrap_or_default()
}

/// Splits a paragraph's words at long quotations and at what is set apart.
fn stretches(text: &str, apart: &[Span], tokenizer: &mut Tokenizer) -> Vec<Stretch> {
    let mut tokens = Vec::new();
    tokenizer.tokens(text, 0, &mut tokens);
    let quotations: Vec<Span> = quoted(text)
        .iter()
        .filter(|quoted| quoted.depth == 0)
        .map(|quoted| quoted.outer)
        .collect();
    let mut found = vec![Stretch::default()];
    let mut rest = &tokens[..];
    while let Some(token) = rest.first() {
        let around = quotations.partition_point(|one| one.end <= token.span.start);
        let around = quotations.get(around).filter(|one| one.contains(token.span));
        let inside = |other: &&Token| around.is_some_and(|one| one.contains(other.span));
        let count = rest.iter().take_while(inside).count();
        if is_inside(apart, token.span) || count > ASIDE {
            found.push(Stretch::default());
        } else if let Some(last) = found.last_mut() {
            let quoted = count > 0;
            let words = rest[..count.max(1)].iter();
            last.words.extend(words.map(|&token| Word { token, quoted }));
        }
        rest = &rest[count.max(1)..];
    }
    found.retain(|stretch| stretch.words.len() >= LENGTH);
    for stretch in &mut found {
        let words = stretch.words.iter().map(|word| word.token.word);
        stretch.windows = Rolling::new(words).collect();
    }
    found
}

/// Places of names, figures, dates and titles, joined where they meet.
fn facts(text: &str) -> Vec<Span> {
    let mut joined: Vec<Span> = Vec::new();
    for facet in facets(text, None) {
        let is_fact = matches!(
            facet.value,
            Value::Name(_)
                | Value::Number(_)
                | Value::Money(_)
                | Value::Percent(_)
                | Value::Date(_)
                | Value::Title
        );
        match joined.last_mut() {
            _ if !is_fact => {}
            Some(last) if facet.span.start <= last.end => *last = last.cover(facet.span),
            _ => joined.push(facet.span),
        }
    }
    joined
}

/// Hashes of each [`LENGTH`] words in a row, each made from the one before it.
struct Rolling<I> {
    words: I,
    /// The last words, in a ring.
    last: [u64; LENGTH],
    count: usize,
    hash: u64,
}

impl<I: Iterator<Item = u64>> Rolling<I> {
    const fn new(words: I) -> Self {
        Self { words, last: [0; LENGTH], count: 0, hash: 0 }
    }
}

/// `BASE` to the power of [`LENGTH`]: what the word that leaves is multiplied with.
const OLDEST: u64 = {
    let (mut power, mut at) = (1u64, 0);
    while at < LENGTH {
        power = power.wrapping_mul(BASE);
        at += 1;
    }
    power
};

impl<I: Iterator<Item = u64>> Iterator for Rolling<I> {
    type Item = u64;

    fn next(&mut self) -> Option<u64> {
        loop {
            let word = self.words.next()?;
            let slot = &mut self.last[self.count % LENGTH];
            let leaving = slot.wrapping_mul(OLDEST);
            *slot = word;
            self.hash =
                self.hash.wrapping_mul(BASE).wrapping_add(word).wrapping_sub(leaving);
            self.count += 1;
            if self.count >= LENGTH {
                return Some(self.hash);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page;

    const PAGE: &str = "The harbour wall at Dunmarrow was raised by two metres after the \
        heavy storms flooded the fish market and ruined the ropes of forty crews.\n\
        “We watched the water climb the steps of the chapel and nobody came to help us \
        until the morning,” said Ada Lane.\n\
        At the end of the day it is what it is, a spokesperson for the council said in a \
        statement on Tuesday.\n\
        The prize went to Ada Lane, Ben Ross, Cora Webb, Dan Hart, Eve Moss, Finn Dale and \
        Gus Pike of Dunmarrow Town Council.\n\
        The company made a profit of £4.2m in 2024, £5.1m in 2025 and £6.3m in the first \
        three months of 2026.";

    /// The runs of [`PAGE`] in a paragraph: words in it, whether quoted on the page.
    #[track_caller]
    fn check(text: &str, expected: &[(&str, bool)]) {
        let page = page::from_text(None, PAGE);
        let index = Index::new(&page);
        let prose = Prose::new([(7, text, Vec::new())].into_iter());
        let found = prose.runs(&index);
        let shown: Vec<(&str, bool)> =
            found.iter().map(|run| (run.place.of(text), run.quoted)).collect();
        assert_eq!(shown, expected, "{text:?}");
        for run in found {
            assert_eq!(run.paragraph, 7);
            assert!(!run.page.of(&page.text).is_empty());
        }
    }

    const COPIED: &str = "was raised by two metres after the heavy storms flooded the \
        fish market";

    #[test]
    fn twelve_words_in_a_row_are_a_run_and_eleven_are_none() {
        let twelve = "by two metres after the heavy storms flooded the fish market and";
        check(&format!("It rose {twelve} more."), &[(twelve, false)]);
        let eleven = "by two metres after the heavy storms flooded the fish market";
        check(&format!("It rose {eleven}, too."), &[]);
    }

    #[test]
    fn a_run_is_as_long_as_both_go_on_alike_and_told_once() {
        check(&format!("Last year the wall {COPIED}. Nobody slept."), &[(COPIED, false)]);
    }

    #[test]
    fn a_run_goes_on_over_the_end_of_a_sentence() {
        let run = "ruined the ropes of forty crews. We watched the water climb the steps \
            of the chapel";
        check(&format!("The sea {run}."), &[(run, false)]);
    }

    #[test]
    fn typography_and_case_do_not_hide_a_run() {
        let run = "Was raised, by two metres; after the heavy storms (flooded) the fish — \
            market";
        check(run, &[(run, false)]);
    }

    #[test]
    fn what_the_draft_quotes_is_no_run() {
        for (open, close) in [("“", "”"), ("\"", "\""), ("‘", "’"), ("«", "»")]
        {
            check(&format!("It {open}{COPIED}{close}, she wrote."), &[]);
        }
    }

    #[test]
    fn a_word_in_quotation_marks_does_not_hide_the_words_around_it() {
        let run = "was raised by two metres after the “heavy storms” flooded the fish \
            market and ruined";
        check(run, &[(run, false)]);
    }

    #[test]
    fn words_before_a_long_quotation_do_not_count_with_those_after_it() {
        check(
            "It was raised by two metres after “the heavy storms flooded the fish” market \
             and ruined the ropes of forty crews.",
            &[],
        );
    }

    #[test]
    fn a_quotation_without_its_marks_is_a_run() {
        let run = "We watched the water climb the steps of the chapel and nobody came to \
            help us until the morning";
        check(&format!("{run}, Ada Lane recalled."), &[(run, true)]);
    }

    #[test]
    fn set_phrases_names_and_figures_are_nobodys_wording() {
        for line in PAGE.lines().skip(2) {
            check(line, &[]);
        }
    }

    #[test]
    fn an_attribution_ends_a_run() {
        let page = page::from_text(None, PAGE);
        let index = Index::new(&page);
        let apart = COPIED.find("heavy").map(|at| vec![Span::new(at, at + 5)]);
        let prose = Prose::new([(0, COPIED, apart.unwrap())].into_iter());
        assert!(prose.runs(&index).is_empty());
    }

    #[test]
    fn the_longest_of_several_places_counts() {
        let short =
            "The ropes of forty crews from every village along the quay lay in mud.";
        let long = "The ropes of forty crews from every village along the quay lay in mud \
            while gulls picked at the nets.";
        let page = page::from_text(None, &format!("{short}\n{long}"));
        let prose = Prose::new([(0, long, Vec::new())].into_iter());
        let found = prose.runs(&Index::new(&page));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].words, 20);
        assert!(found[0].page.start > short.len());
    }

    #[test]
    fn texts_that_repeat_themselves_take_linear_time() {
        let text = "ropes nets ".repeat(100_000);
        let page = page::from_text(None, &text);
        let prose = Prose::new([(0, text.as_str(), Vec::new())].into_iter());
        assert!(prose.runs(&Index::new(&page)).is_empty());
    }

    #[test]
    fn a_rolling_hash_is_that_of_its_words_alone() {
        let words: Vec<u64> = (1..40).map(|word| word * 7919).collect();
        let rolled: Vec<u64> = Rolling::new(words.iter().copied()).collect();
        assert_eq!(rolled.len(), words.len() + 1 - LENGTH);
        for (at, hash) in rolled.iter().enumerate() {
            let alone = words[at..at + LENGTH].iter().copied();
            assert_eq!(Rolling::new(alone).next(), Some(*hash));
        }
    }
}

#[cfg(test)]
mod properties {
    use proptest::prelude::*;

    use super::*;
    use crate::page;

    /// Words, marks and stops that texts of one kind are made of.
    const PIECES: &[&str] = &[
        "ropes", "nets", "gulls", "the", "of", "Ada Lane", "“", "”", "\"", "‘", "’",
        "42", ".", ",", "\n", "é", "İ", "\u{200b}", "東京", "harbour", "mud",
    ];

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn any_run_has_the_same_words_on_both_sides(
            text in proptest::collection::vec(proptest::sample::select(PIECES.to_vec()), 0..80),
            other in proptest::collection::vec(proptest::sample::select(PIECES.to_vec()), 0..80),
        ) {
            let (text, other) = (text.join(" "), other.join(" ") + "\n" + &text.join(" "));
            let page = page::from_text(None, &other);
            let prose = Prose::new([(0, text.as_str(), Vec::new())].into_iter());
            let words = |text: &str| {
                let mut tokens = Vec::new();
                Tokenizer::default().tokens(text, 0, &mut tokens);
                tokens.iter().map(|token| token.word).collect::<Vec<_>>()
            };
            let mut before = 0;
            for run in prose.runs(&Index::new(&page)) {
                prop_assert!(run.words >= LENGTH && run.place.start >= before);
                prop_assert!(text.get(run.place.start..run.place.end).is_some());
                prop_assert!(page.text.get(run.page.start..run.page.end).is_some());
                prop_assert_eq!(words(run.place.of(&text)), words(run.page.of(&page.text)));
                before = run.place.end;
            }
        }

        #[test]
        fn any_text_is_looked_for_on_any_page(text in "(\\PC|\n){0,200}") {
            let page = page::from_text(None, &text);
            let prose = Prose::new([(0, text.as_str(), Vec::new())].into_iter());
            for run in prose.runs(&Index::new(&page)) {
                prop_assert!(text.get(run.place.start..run.place.end).is_some());
            }
        }
    }
}
