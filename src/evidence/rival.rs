//! The name that the page has where the claim has another, however it is put.
//!
//! Where a sentence of the page holds what the claim says but for one name, has one
//! other name of the same sort, and the claim's name is nowhere near, the page says it
//! of another.

use std::ops::{Range, RangeInclusive};

use crate::claim::{Facet, Name, Value};
use crate::evidence::alias;
use crate::evidence::bearer::{self, Bearer, Sort};
use crate::evidence::index::Index;
use crate::evidence::reading::Reading;
use crate::evidence::token::{Class, Token};
use crate::text::Span;

/// How far before a sentence a name may stand that a pronoun in it takes up.
const BEFORE: usize = 3;
/// How far after it.
const AFTER: usize = 1;

/// A sentence and its neighbours say what the claim does, but for a name that the page
/// lacks, from this share of the claim on.
const SAME_BUT_NAME: f64 = 0.5;
/// The same for one person in another's very place.
const SAME_BUT_PERSON: f64 = 0.33;
/// The same where several names of the page can stand for the claim's.
const SAME_BUT_ANY: f64 = 0.65;
/// The same for a person among other words, or whom the page has elsewhere.
const SAME_BUT_KNOWN: f64 = 0.4;
/// The share that the sentence holds by itself, where other words stand beside the names.
const SAME_ITSELF: f64 = 0.35;
/// The same where it has elsewhere what is no person.
const SAME_BUT_THING: f64 = 0.75;
/// The same where it has the name in a neighbouring sentence.
const SAME_BUT_NEXT: f64 = 0.7;
/// Words of sense that claim and sentences must have in common: half of a short claim is
/// its subject alone.
const FEWEST_SHARED: usize = 4;
/// A name in more sentences than this is what the page is about, and may be meant where
/// it is not named.
const FEW: usize = 3;

/// The name that the page has where the claim has `name`, of whose `words` it holds
/// `known` anywhere.
pub(crate) fn find(
    reading: &Reading<'_>,
    facet: &Facet,
    name: &Name,
    words: &[Token],
    known: usize,
) -> Option<Span> {
    let range = reading.tokens_at(facet.span);
    let (sentence, share) = sentence_without(reading, &range)?;
    if share < SAME_BUT_PERSON
        || shared(reading, sentence, &range) < FEWEST_SHARED
        || is_opening(reading, facet.span, name)
        || alias::telling(&name.folded).all(alias::is_generic)
    {
        return None;
    }
    let nearby = |sentences| is_near(reading, words, name, sentences);
    if nearby(sentence..sentence + 1) {
        return None;
    }
    let claim = reading.claim;
    let own = Bearer::new(
        claim.text(),
        &claim.facets,
        (facet.span, name),
        reading.index,
        words.last().map(|word| word.stem),
    );
    let rivals = rivals(reading, facet.span, own, sentence);
    let rival = only(&rivals);
    if nearby(reach(reading.index, sentence)) {
        let rival = rival?;
        let sure = rival.is_same
            && rival.is_beside
            && known == words.len()
            && !nearby(sentence.saturating_sub(1)..sentence)
            && reading.topic_without(sentence, &range) >= SAME_BUT_NEXT
            && !has_pronoun(reading, sentence);
        return sure.then_some(rival.span);
    }
    if known == 0 && share >= SAME_BUT_ANY {
        return rival.or(rivals.first().copied()).map(|rival| rival.span);
    }
    let rival = rival?;
    let least = if known == 0 {
        match (rival.is_person, rival.is_beside) {
            (true, true) => SAME_BUT_PERSON,
            (true, false) => SAME_BUT_KNOWN,
            _ => SAME_BUT_NAME,
        }
    } else if known == words.len() && rival.is_person && !is_listed(reading, facet.span) {
        let itself = reading.topic_without(sentence, &range);
        let alone = name.folded.contains(' ') && itself >= SAME_ITSELF;
        if rival.is_beside || alone { SAME_BUT_KNOWN } else { return None }
    } else if rival.is_same && own.sort == Sort::Place
        || rival.is_beside && is_rare(reading, words) && !has_pronoun(reading, sentence)
    {
        SAME_BUT_THING
    } else {
        return None;
    };
    (share >= least).then_some(rival.span)
}

/// Whether few sentences of the page hold the last of these words.
fn is_rare(reading: &Reading<'_>, words: &[Token]) -> bool {
    words.last().is_some_and(|word| reading.index.holding(word.stem).len() <= FEW)
}

/// Whether a sentence has a pronoun that may stand for a name.
fn has_pronoun(reading: &Reading<'_>, sentence: usize) -> bool {
    let text = reading.index.sentences()[sentence].span.of(&reading.index.page().text);
    let mut words = text.split(|c: char| !c.is_alphanumeric());
    words.any(|word| PRONOUN.contains(&word.to_lowercase().as_str()))
}

/// Pronouns of the third person.
const PRONOUN: &[&str] =
    &["he", "her", "him", "his", "it", "its", "she", "their", "them", "they"];

/// Whether the name is a lone word that opens the claim, where any word has a capital.
fn is_opening(reading: &Reading<'_>, span: Span, name: &Name) -> bool {
    let text = reading.claim.text();
    let before = text.get(..span.start).unwrap_or_default();
    !before.contains(char::is_alphanumeric)
        && !name.folded.contains(' ')
        && span.of(text).chars().skip(1).all(char::is_lowercase)
        && alias::country(&name.folded).is_none()
}

/// Whether the name is one of several in a row: `Ada Lane, Ben Ross and others`.
fn is_listed(reading: &Reading<'_>, span: Span) -> bool {
    let text = reading.claim.text();
    let joins =
        |gap: Option<&str>| matches!(gap, Some(", " | " and " | ", and " | " & "));
    reading.claim.facets.iter().any(|facet| {
        matches!(facet.value, Value::Name(_))
            && (joins(text.get(facet.span.end..span.start))
                || joins(text.get(span.end..facet.span.start)))
    })
}

/// A name of the page that stands for one of the claim's.
#[derive(Clone, Copy, Debug)]
struct Rival {
    /// Where it is in the page's text.
    span: Span,
    /// Whether it is of the same sort as the claim's.
    is_same: bool,
    /// Whether both are persons' names, as far as the form tells.
    is_person: bool,
    /// Whether the words beside both names are the same.
    is_beside: bool,
}

/// The sentence that holds most of the claim but for the tokens of `range`, and how much
/// of the rest that sentence and its neighbours hold.
pub(crate) fn sentence_without(
    reading: &Reading<'_>,
    range: &Range<usize>,
) -> Option<(usize, f64)> {
    let ranked = reading.retrieval.ranked.iter().chain(&reading.near);
    let mut best: Option<(usize, f64)> = None;
    for &sentence in ranked {
        let topic = reading.topic_without(sentence, range);
        if best.is_none_or(|(_, most)| topic > most) {
            best = Some((sentence, topic));
        }
    }
    let (sentence, _) = best?;
    Some((sentence, window(reading, sentence, range)))
}

/// How many words of sense of the claim, those of `range` left out, a sentence and its two
/// neighbours hold.
fn shared(reading: &Reading<'_>, sentence: usize, range: &Range<usize>) -> usize {
    let around = neighbours(reading, sentence);
    let terms = reading.retrieval.terms.iter().enumerate();
    terms
        .filter(|(at, term)| {
            reading.tokens[term.token].class != Class::Function
                && !range.contains(&term.token)
                && around.clone().any(|one| reading.retrieval.held(one)(*at))
        })
        .count()
}

/// A sentence and the one on each side of it.
fn neighbours(reading: &Reading<'_>, sentence: usize) -> RangeInclusive<usize> {
    let last = reading.index.sentences().len().saturating_sub(1);
    sentence.saturating_sub(1)..=(sentence + 1).min(last)
}

/// The share of the claim, the tokens of `range` and figures left out, that a sentence
/// and its two neighbours hold.
fn window(reading: &Reading<'_>, sentence: usize, range: &Range<usize>) -> f64 {
    let around = neighbours(reading, sentence);
    let (mut all, mut shared) = (0.0, 0.0);
    for (at, term) in reading.retrieval.terms.iter().enumerate() {
        if reading.tokens[term.token].class == Class::Figure
            || range.contains(&term.token)
        {
            continue;
        }
        all += term.weight;
        if around.clone().any(|one| reading.retrieval.held(one)(at)) {
            shared += term.weight;
        }
    }
    if all > 0.0 { shared / all } else { 0.0 }
}

/// The sentences from which a name may be taken up in `sentence`.
pub(crate) fn reach(index: &Index<'_>, sentence: usize) -> Range<usize> {
    let end = (sentence + AFTER + 1).min(index.sentences().len());
    sentence.saturating_sub(BEFORE)..end
}

/// Whether the claim's name, or one that may be the same bearer's, stands in `sentences`
/// or in what the page says of itself.
pub(crate) fn is_near(
    reading: &Reading<'_>,
    words: &[Token],
    name: &Name,
    sentences: Range<usize>,
) -> bool {
    let (index, text) = (reading.index, reading.claim.text());
    let telling = |word: &&Token| !alias::is_generic(&word.span.of(text).to_lowercase());
    words.iter().filter(telling).any(|word| {
        index.in_context(word.stem)
            || index
                .holding(word.stem)
                .iter()
                .any(|&at| sentences.contains(&(at as usize)))
    }) || sentences.into_iter().any(|sentence| {
        bearer::names(index, sentence)
            .any(|(_, other)| alias::may_be_one(&name.folded, &other.folded))
    })
}

/// The names in the sentence that can stand for that of `own`, which is at `place`.
fn rivals(
    reading: &Reading<'_>,
    place: Span,
    own: Bearer,
    sentence: usize,
) -> Vec<Rival> {
    let index = reading.index;
    let text = &index.page().text;
    let facets = index.facets(sentence);
    let mut found: Vec<Rival> = Vec::new();
    for (span, other) in bearer::names(index, sentence) {
        let written = span.of(text);
        let shouted = written.len() > 5 && !written.contains(char::is_lowercase);
        if shouted || is_quoted(facets, span) || in_claim(reading, other) {
            continue;
        }
        let words = index.words(sentence);
        let stem = words.iter().rfind(|word| span.contains(word.span));
        let theirs =
            Bearer::new(text, facets, (span, other), index, stem.map(|word| word.stem));
        let is_same = own.is_like(theirs);
        let is_beside = reading.is_beside(place, sentence, span);
        if is_same || is_beside {
            let is_person = is_same && own.is_person && theirs.is_person;
            found.push(Rival { span, is_same, is_person, is_beside });
        }
    }
    found
}

/// The one of several that can stand for the claim's name: the only one, the only one
/// among the same words, or the only person.
fn only(rivals: &[Rival]) -> Option<Rival> {
    let one = |wanted: fn(&Rival) -> bool| {
        let mut found = rivals.iter().filter(|rival| wanted(rival));
        found.next().filter(|_| found.next().is_none()).copied()
    };
    one(|_| true)
        .or_else(|| one(|rival| rival.is_person && rival.is_beside))
        .or_else(|| one(|rival| rival.is_beside))
        .or_else(|| one(|rival| rival.is_person))
}

/// Whether a place is inside quotation marks.
fn is_quoted(facets: &[Facet], span: Span) -> bool {
    facets.iter().any(|facet| {
        matches!(facet.value, Value::Quotation { .. } | Value::Title)
            && facet.span.contains(span)
    })
}

/// Whether the claim has a name that may be the bearer of the page's.
fn in_claim(reading: &Reading<'_>, name: &Name) -> bool {
    reading.claim.facets.iter().any(|facet| match &facet.value {
        Value::Name(own) => alias::may_be_one(&own.folded, &name.folded),
        _ => false,
    }) || alias::telling(&name.folded).any(|word| {
        let text = reading.claim.text();
        reading.tokens.iter().any(|token| token.span.of(text).to_lowercase() == word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim;
    use crate::evidence::token::Class;
    use crate::page;

    /// The name of the page that stands for the claim's first.
    #[track_caller]
    fn check(claim: &str, page: &str, expected: Option<&str>) {
        let claim = claim::read(claim, None);
        let page = page::from_text(None, page);
        let index = Index::new(&page);
        let reading = Reading::new(&claim, &index);
        let (facet, name) = claim
            .facets
            .iter()
            .find_map(|facet| match &facet.value {
                Value::Name(name) => Some((facet, name)),
                _ => None,
            })
            .expect("the claim has a name");
        let words: Vec<Token> = reading.tokens[reading.tokens_at(facet.span)]
            .iter()
            .copied()
            .filter(|token| token.class != Class::Function)
            .collect();
        let held = |word: &&Token| !index.holding(word.stem).is_empty();
        let known = words.iter().filter(held).count();
        let found = find(&reading, facet, name, &words, known);
        let found = found.map(|span| span.of(&page.text));
        assert_eq!(found, expected, "{:?} / {:?}", claim.text(), page.text);
    }

    const ELSEWHERE: &str = "Cora Webb keeps bees.\nIt rained.\nThe ferry was late.\n\
        The mill burned.\nThe lock froze.\n";

    #[test]
    fn the_only_other_person_stands_for_one_that_the_page_lacks() {
        check(
            "Cora Webb led the inquiry into the fire at the mill.",
            "The inquiry into the fire at the mill was led by Ada Lane.",
            Some("Ada Lane"),
        );
    }

    #[test]
    fn the_only_other_person_stands_for_one_named_far_off() {
        check(
            "Cora Webb led the inquiry into the theft at the chapel.",
            &format!("{ELSEWHERE}Ada Lane led the inquiry into the theft at the chapel."),
            Some("Ada Lane"),
        );
    }

    #[test]
    fn nobody_stands_for_whom_a_sentence_near_names() {
        for page in [
            "Cora Webb is a judge.\nThe inquiry into the fire at the mill pleased Ada Lane.",
            "Ada Lane told of the inquiry into the fire at the mill, led by Ms Webb.",
        ] {
            check("Cora Webb led the inquiry into the fire at the mill.", page, None);
        }
    }

    #[test]
    fn nobody_stands_for_a_name_in_a_sentence_of_something_else() {
        check(
            "Cora Webb led the inquiry into the fire at the mill.",
            "Ada Lane bought the orchard.",
            None,
        );
    }

    #[test]
    fn a_place_does_not_stand_for_a_person() {
        check(
            "Cora Webb led the inquiry into the fire.",
            "An inquiry into the fire was led by a judge, and it was held at length \
             behind closed doors in Dunmarrow.",
            None,
        );
    }

    #[test]
    fn words_that_many_names_have_name_nobody() {
        check(
            "In the end the National Stadium will hold the final on Friday.",
            "In the end Ada Lane will hold the final on Friday.",
            None,
        );
    }

    #[test]
    fn a_lone_word_that_opens_the_claim_is_no_name() {
        check(
            "Photography led the inquiry into the fire at the mill.",
            "The inquiry into the fire at the mill was led by Ada Lane.",
            None,
        );
    }
}
