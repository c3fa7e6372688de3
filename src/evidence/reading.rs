//! A claim read in the terms of the comparison, and laid beside the page's sentences.

use std::ops::Range;

use crate::claim::{Claim, Facet, Value};
use crate::evidence::align::{Alignment, Step, align};
use crate::evidence::index::Index;
use crate::evidence::retrieval::{Retrieval, retrieve};
use crate::evidence::token::{Class, Token, Tokenizer};
use crate::text::Span;

/// A claim beside a page.
pub(crate) struct Reading<'r> {
    /// The claim.
    pub(crate) claim: &'r Claim,
    /// Its words.
    pub(crate) tokens: Vec<Token>,
    /// The page.
    pub(crate) index: &'r Index<'r>,
    /// The page's sentences closest to the claim.
    pub(crate) retrieval: Retrieval,
    /// Sentences in which a detail of the claim is looked for first, best first.
    pub(crate) near: Vec<usize>,
    /// The claim's words laid over those of the closest sentence.
    slots: Option<Slots>,
}

/// The claim's words laid over those of one sentence.
struct Slots {
    /// First token of the sentence in the page.
    first: usize,
    alignment: Alignment,
}

/// Content words on either side of a detail that tell what it is a detail of.
const AROUND: usize = 4;
/// Share of the weight of those words that must be the same.
const BESIDE: f64 = 0.4;

/// The content words and figures before a place and after it, nearest first.
fn around(
    tokens: &[Token],
    place: Span,
) -> (impl Iterator<Item = &Token>, impl Iterator<Item = &Token>) {
    let is_content = |token: &&Token| token.class != Class::Function;
    let start = tokens.partition_point(|token| token.span.end <= place.start);
    let end = tokens.partition_point(|token| token.span.start < place.end);
    let before = tokens[..start].iter().rev().filter(is_content).take(AROUND);
    (before, tokens[end.max(start)..].iter().filter(is_content).take(AROUND))
}

/// The closest sentence must hold this share of the claim for its words to be laid over
/// the claim's one by one.
const LAID_OVER: f64 = 0.5;

/// Pairs of words that an alignment may weigh. A claim of a hundred words beside a
/// sentence of as many has 10,000; no text that is written to be read has a million.
const MOST_CELLS: usize = 1_000_000;

impl<'r> Reading<'r> {
    /// Reads `claim` beside the page of `index`.
    pub(crate) fn new(claim: &'r Claim, index: &'r Index<'r>) -> Self {
        let mut tokens = Vec::new();
        Tokenizer::default().tokens(claim.text(), 0, &mut tokens);
        let retrieval = retrieve(&tokens, index);
        let mut near: Vec<usize> = Vec::new();
        for sentence in retrieval.cover.iter().copied().chain(retrieval.run.clone()) {
            if !near.contains(&sentence) {
                near.push(sentence);
            }
        }
        let mut reading = Self { claim, tokens, index, retrieval, near, slots: None };
        reading.slots = reading.lay_over();
        reading
    }

    fn lay_over(&self) -> Option<Slots> {
        let &best = self.retrieval.ranked.first()?;
        if self.topic(best) < LAID_OVER {
            return None;
        }
        let words = self.index.words(best);
        if self.tokens.len().saturating_mul(words.len()) > MOST_CELLS {
            return None;
        }
        let first = self.index.sentences()[best].first;
        Some(Slots { first, alignment: align(&self.tokens, words) })
    }

    /// How sure it is that a sentence speaks of what the claim does: the share of the
    /// claim's weight, figures left out, that the sentence (or the headline) holds.
    pub(crate) fn topic(&self, sentence: usize) -> f64 {
        self.topic_without(sentence, &(0..0))
    }

    /// The same, with some of the claim's tokens left out as well.
    pub(crate) fn topic_without(&self, sentence: usize, tokens: &Range<usize>) -> f64 {
        let held = self.retrieval.held(sentence);
        let (mut all, mut shared) = (0.0, 0.0);
        for (at, term) in self.retrieval.terms.iter().enumerate() {
            let is_figure = self.tokens[term.token].class == Class::Figure;
            if is_figure || tokens.contains(&term.token) {
                continue;
            }
            all += term.weight;
            if held(at) {
                shared += term.weight;
            }
        }
        if all > 0.0 { shared / all } else { 0.0 }
    }

    /// The same for the three neighbouring sentences that hold the most of the claim.
    pub(crate) fn topic_of_run(&self) -> f64 {
        let (mut all, mut shared) = (0.0, 0.0);
        for term in &self.retrieval.terms {
            if self.tokens[term.token].class == Class::Figure {
                continue;
            }
            all += term.weight;
            if term.in_run {
                shared += term.weight;
            }
        }
        if all > 0.0 { shared / all } else { 0.0 }
    }

    /// Whether a sentence says nothing, beside its detail at `place`, that the claim does
    /// not: the line of a list.
    pub(crate) fn is_within(&self, sentence: usize, place: Span) -> bool {
        let mut rest = self.index.words(sentence).iter().filter(|token| {
            token.class != Class::Function && !token.span.overlaps(place)
        });
        let is_ours =
            |token: &Token| self.tokens.iter().any(|own| own.stem == token.stem);
        rest.clone().next().is_some() && rest.all(is_ours)
    }

    /// Whether a detail of the claim and one of a sentence stand among the same words: the
    /// nearest on both sides are the same, or at least two are, with [`BESIDE`] of the
    /// weight of those around the one with less.
    pub(crate) fn is_beside(&self, own: Span, sentence: usize, other: Span) -> bool {
        let (before, after) = around(&self.tokens, own);
        let (before, after): (Vec<&Token>, Vec<&Token>) =
            (before.collect(), after.collect());
        let (their_before, their_after) = around(self.index.words(sentence), other);
        let (their_before, their_after): (Vec<&Token>, Vec<&Token>) =
            (their_before.collect(), their_after.collect());
        let same = |a: &[&Token], b: &[&Token]| {
            a.first().zip(b.first()).is_some_and(|(a, b)| a.stem == b.stem)
        };
        if same(&before, &their_before) && same(&after, &their_after) {
            return true;
        }
        let sum = |tokens: &[&Token]| -> f64 {
            tokens.iter().map(|token| self.index.weight(token)).sum()
        };
        let theirs = [their_before, their_after].concat();
        let ours = [before, after].concat();
        let mut shared = ours.clone();
        shared.retain(|token| theirs.iter().any(|their| their.stem == token.stem));
        shared.len() >= 2 && sum(&shared) >= BESIDE * sum(&ours).min(sum(&theirs))
    }

    /// The claim's details outside quotation marks, with their index.
    pub(crate) fn facets(&self) -> impl Iterator<Item = (usize, &'r Facet)> {
        let claim = self.claim;
        claim.facets.iter().enumerate().filter(move |(_, facet)| {
            !claim.facets.iter().any(|other| {
                matches!(other.value, Value::Quotation { .. } | Value::Title)
                    && other.span.contains(facet.span)
                    && other.span != facet.span
            })
        })
    }

    /// Indices of the claim's tokens at a place.
    pub(crate) fn tokens_at(&self, span: Span) -> Range<usize> {
        let start = self.tokens.partition_point(|token| token.span.end <= span.start);
        let end = self.tokens.partition_point(|token| token.span.start < span.end);
        start..end.max(start)
    }

    /// The page's tokens that stand, in the closest sentence, where the claim has
    /// `tokens`, if other words stand there and those on both sides are the same.
    pub(crate) fn replaced(&self, tokens: Range<usize>) -> Option<Span> {
        let slots = self.slots.as_ref()?;
        let steps = &slots.alignment.steps;
        let inside = |step: &Step| match *step {
            Step::Same(word, _) | Step::Changed(word, _) | Step::Added(word) => {
                tokens.contains(&word)
            }
            Step::Dropped(_) => false,
        };
        let first = steps.iter().position(inside)?;
        let last = steps.iter().rposition(inside)?;
        let same = |step: &&Step| matches!(step, Step::Same(..));
        let before = steps[..first].iter().rev().take(3).filter(same).count();
        let after = steps[last + 1..].iter().take(3).filter(same).count();
        let joined = |step: Option<&Step>| step.is_none_or(|step| same(&step));
        let held = joined(first.checked_sub(1).and_then(|at| steps.get(at)))
            && joined(steps.get(last + 1))
            && (before >= 2 && (after >= 2 || last + 2 >= steps.len())
                || after >= 2 && first < 2);
        let mut place: Option<Span> = None;
        for step in &steps[first..=last] {
            if let Step::Changed(_, at) = *step {
                let span = self.index.tokens()[slots.first + at].span;
                place = Some(place.map_or(span, |before| before.cover(span)));
            }
        }
        place.filter(|_| held)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim;
    use crate::page;

    fn look(claim: &str, text: &str, see: impl Fn(&Reading<'_>)) {
        let claim = claim::read(claim, None);
        let page = page::from_text(None, text);
        let index = Index::new(&page);
        see(&Reading::new(&claim, &index));
    }

    fn place(text: &str, words: &str) -> Span {
        let start = text.find(words).expect("the words are in the text");
        Span::new(start, start + words.len())
    }

    /// What stands on the page where the claim has `words`.
    #[track_caller]
    fn check(claim: &str, words: &str, page: &str, expected: Option<&str>) {
        look(claim, page, |reading| {
            let tokens = reading.tokens_at(place(claim, words));
            let found = reading.replaced(tokens).map(|span| span.of(page));
            assert_eq!(found, expected, "{claim:?} / {page:?}");
        });
    }

    #[test]
    fn other_words_between_the_same_words_stand_in_the_place() {
        check(
            "The council sold the mill to Ada Lane on Friday.",
            "Ada Lane",
            "The council sold the mill to Cora Webb on Friday.",
            Some("Cora Webb"),
        );
    }

    #[test]
    fn the_same_words_are_not_replaced() {
        check(
            "The council sold the mill to Ada Lane on Friday.",
            "Ada Lane",
            "The council sold the mill to Ada Lane on Friday.",
            None,
        );
    }

    #[test]
    fn words_between_other_words_are_in_no_place() {
        check(
            "The council sold the mill to Ada Lane on Friday evening.",
            "Ada Lane",
            "The council sold the mill for nothing, as Cora Webb found on Friday evening.",
            None,
        );
        check("The mill burned.", "mill", "Rain fell on the valley.", None);
    }

    #[test]
    fn a_sentence_speaks_of_the_claim_as_far_as_it_has_its_words() {
        let page = "The council sold the old mill.\nThe council met.\nRain fell.";
        look("The council sold the old mill.", page, |reading| {
            assert!((reading.topic(0) - 1.0).abs() < 1e-9);
            assert!(reading.topic(1) < 0.5 && reading.topic(1) > 0.0);
            assert!(reading.topic(2) < 1e-9);
        });
    }

    #[test]
    fn figures_do_not_tell_what_a_sentence_speaks_of() {
        look("The council sold 40 mills.", "The council sold 12 mills.", |reading| {
            assert!((reading.topic(0) - 1.0).abs() < 1e-9);
        });
        look("40 12 7.", "40 12 7.", |reading| assert!(reading.topic(0) < 1e-9));
    }

    #[test]
    fn details_among_the_same_words_are_beside_each_other() {
        let claim = "Rain fell, and the council sold 40 mills at auction.";
        let page = "In the end the council sold 12 mills at auction, and then \
             over the long grey river behind the churchyard 9 herons flew.";
        look(claim, page, |reading| {
            let own = place(claim, "40");
            assert!(reading.is_beside(own, 0, place(page, "12")));
            assert!(!reading.is_beside(own, 0, place(page, "9")));
        });
    }

    #[test]
    fn details_inside_quotations_and_titles_are_part_of_those() {
        look("“We sold 40 mills,” Ada Lane said of 12 buyers.", "", |reading| {
            let text = reading.claim.text();
            let own: Vec<&str> =
                reading.facets().map(|(_, facet)| facet.span.of(text)).collect();
            assert!(own.contains(&"12") && !own.contains(&"40"), "{own:?}");
        });
    }

    #[test]
    fn tokens_at_a_place_are_those_that_share_a_byte_with_it() {
        let claim = "The old mill burned.";
        look(claim, "", |reading| {
            assert_eq!(reading.tokens_at(place(claim, "old mill")), 1..3);
            assert_eq!(reading.tokens_at(place(claim, "d m")), 1..3);
            assert!(reading.tokens_at(place(claim, " ")).is_empty());
            assert!(reading.tokens_at(Span::new(100, 200)).is_empty());
        });
    }
}
