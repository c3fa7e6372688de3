//! Two names, or two figures, that have changed places: what the claim says of the one
//! the page says of the other.
//!
//! Seen by how near words stand to one another, so that it needs no tree: in both texts
//! each word that stands clearly nearer to one of the two is taken to be said of it.

use std::ops::Range;

use crate::evidence::reading::Reading;
use crate::evidence::token::{Class, Token};
use crate::evidence::{Difference, Kind};
use crate::text::Span;

/// How much nearer, in words, a word must stand to one of the two.
const CLEARLY: usize = 8;
/// A mark or a word that begins a clause parts as much as this many words.
const CLAUSE: usize = 6;
/// A new sentence parts as much as this many clauses.
const SENTENCE: usize = 30;
/// Words that must be said of the other where parts of a name are set aside: with them
/// goes what would speak against it.
const MANY: usize = 5;
/// Content words of a claim, and of a page's sentences, beyond which nothing is looked
/// for: where each stands is held against where each other does.
const LONGEST: usize = 240;
/// Words of a claim that are looked at; each is held against each pair of names.
const MOST_WORDS: usize = 48;
/// Names and figures of a claim that are looked at.
const MOST_ENTITIES: usize = 10;

/// Words that begin a clause; sorted.
const PARTING: &[&str] =
    &["although", "and", "because", "but", "though", "whereas", "which", "while", "who"];
/// Capitalised words that are no names by themselves; sorted.
#[rustfmt::skip]
const NO_NAMES: &[&str] = &[
    "american", "april", "august", "december", "dr", "february", "friday", "gov", "january",
    "july", "june", "lord", "march", "may", "monday", "mr", "mrs", "ms", "november",
    "october", "president", "prof", "rep", "saturday", "sen", "september", "sir", "sunday",
    "thursday", "tuesday", "us", "wednesday",
];

/// A content word of a text and where it stands in it.
#[derive(Clone, Copy, Debug)]
struct Place {
    stem: u64,
    class: Class,
    span: Span,
    /// Which word of the text it is.
    at: usize,
    /// Which clause of the text it is in.
    clause: usize,
}

impl Place {
    /// Words and marks between two places.
    fn from(&self, other: &Self) -> usize {
        self.at.abs_diff(other.at) + CLAUSE * self.clause.abs_diff(other.clause)
    }
}

/// The first two names or figures that have changed places in the closest sentence, or
/// else in that and those beside it.
pub(super) fn compare(reading: &Reading<'_>) -> Option<Difference> {
    let &best = reading.retrieval.ranked.first()?;
    let last = reading.index.sentences().len();
    within(reading, best..best + 1)
        .or_else(|| within(reading, best.saturating_sub(1)..(best + 2).min(last)))
}

fn within(reading: &Reading<'_>, sentences: Range<usize>) -> Option<Difference> {
    let mut page = Vec::new();
    for sentence in sentences {
        let text = &reading.index.page().text;
        places(text, reading.index.words(sentence), &mut page);
    }
    let mut claim = Vec::new();
    places(reading.claim.text(), &reading.tokens, &mut claim);
    if claim.len().max(page.len()) > LONGEST {
        return None;
    }
    let mut shared: Vec<Place> = Vec::new();
    for place in &claim {
        let is_new = shared.iter().all(|other| other.stem != place.stem);
        if is_new && page.iter().any(|other| other.stem == place.stem) {
            shared.push(*place);
        }
    }
    shared.truncate(MOST_WORDS);
    let is_entity = |place: &&Place| {
        matches!(place.class, Class::Capital | Class::Figure)
            && !is_in(place.span.of(reading.claim.text()), NO_NAMES)
    };
    let entities: Vec<&Place> =
        shared.iter().filter(is_entity).take(MOST_ENTITIES).collect();
    for (at, one) in entities.iter().enumerate() {
        for two in &entities[at + 1..] {
            let apart = !is_beside(&claim, one, two) && !is_beside(&page, one, two);
            if one.class == two.class
                && apart
                && changed(&claim, &page, &shared, one, two)
            {
                let page = page.iter().find(|place| place.stem == two.stem)?.span;
                return Some(Difference { kind: Kind::Roles, claim: one.span, page });
            }
        }
    }
    None
}

/// Whether all that is clearly said of one of two in both texts is said of the other, of
/// each something.
fn changed(
    claim: &[Place],
    page: &[Place],
    shared: &[Place],
    one: &Place,
    two: &Place,
) -> bool {
    let (mut of_one, mut of_two, mut least) = (0, 0, 2);
    for word in shared {
        if word.stem == one.stem || word.stem == two.stem {
            continue;
        }
        if is_of_name(claim, word, one) || is_of_name(claim, word, two) {
            least = MANY;
            continue;
        }
        let said = |text| nearer(text, word.stem, one.stem, two.stem);
        match (said(claim), said(page)) {
            (Some(own), Some(theirs)) if own == theirs => return false,
            (Some(true), Some(false)) => of_one += 1,
            (Some(false), Some(true)) => of_two += 1,
            _ => {}
        }
    }
    of_one > 0 && of_two > 0 && of_one + of_two >= least
}

/// Whether a word stands beside a name as a part of it: nothing is said by it.
fn is_of_name(text: &[Place], word: &Place, name: &Place) -> bool {
    let mut parts = text.iter().filter(|place| place.stem == word.stem);
    word.class == Class::Capital
        && parts.any(|part| {
            let mut names = text.iter().filter(|place| place.stem == name.stem);
            names.any(|name| part.at.abs_diff(name.at) == 1 && part.clause == name.clause)
        })
}

/// Whether a word stands clearly nearer to the first of two than to the second, in the
/// places where each pair comes closest.
fn nearer(text: &[Place], word: u64, one: u64, two: u64) -> Option<bool> {
    let closest = |entity: u64| {
        let words = text.iter().filter(|place| place.stem == word);
        let distances = words.flat_map(|place| {
            let entities = text.iter().filter(move |other| other.stem == entity);
            entities.map(|other| place.from(other))
        });
        distances.min()
    };
    let (one, two) = (closest(one)?, closest(two)?);
    (one.abs_diff(two) >= CLEARLY).then_some(one < two)
}

/// Whether two names stand side by side somewhere: then they are a list, or one name.
fn is_beside(text: &[Place], one: &Place, two: &Place) -> bool {
    text.iter().filter(|place| place.stem == one.stem).any(|place| {
        let mut others = text.iter().filter(|other| other.stem == two.stem);
        others
            .any(|other| place.at.abs_diff(other.at) <= 2 && place.clause == other.clause)
    })
}

/// Adds the content words of a sentence after those of the sentences before.
fn places(text: &str, tokens: &[Token], into: &mut Vec<Place>) {
    let (first, mut clause) =
        into.last().map_or((0, 0), |last: &Place| (last.at + 10, last.clause + SENTENCE));
    let mut end = tokens.first().map_or(0, |token| token.span.start);
    for (at, token) in tokens.iter().enumerate() {
        let gap = text.get(end..token.span.start).unwrap_or_default();
        let is_mark = |c: char| ",;:—–().!?".contains(c);
        clause += usize::from(gap.contains(is_mark));
        clause += usize::from(is_in(token.span.of(text), PARTING));
        end = token.span.end;
        if token.class != Class::Function {
            let Token { stem, class, span, .. } = *token;
            into.push(Place { stem, class, span, at: first + at, clause });
        }
    }
}

fn is_in(word: &str, sorted: &[&str]) -> bool {
    sorted.binary_search(&word.to_lowercase().as_str()).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim;
    use crate::evidence::index::Index;
    use crate::page;

    #[track_caller]
    fn check(claim: &str, text: &str, expected: &str) {
        let claim = claim::read(claim, None);
        let page = page::from_text(None, text);
        let index = Index::new(&page);
        let found = compare(&Reading::new(&claim, &index));
        let shown = found.map_or_else(String::new, |found| {
            format!("{} | {}", found.claim.of(claim.text()), found.page.of(&page.text))
        });
        assert_eq!(shown, expected, "{:?} / {text:?}", claim.text());
    }

    const RIVALS: &str = "The harbour company Skerrow called the ruling on the northern \
        lock a disaster for crews. Ellery Marine said the judge had followed the law and \
        named the dredgers as those who gain most.";

    #[test]
    fn what_is_said_of_one_and_on_the_page_of_the_other_has_changed_places() {
        for (claim, page, expected) in [
            (
                "Ellery Marine called the ruling on the northern lock a disaster, while \
                 Skerrow named the dredgers as those who gain most.",
                RIVALS,
                "Ellery | Skerrow",
            ),
            (
                "Ferry fares are up 2.6 percent on the islands this year, while bus fares \
                 rose by 12.3 percent in the valley.",
                "Bus fares rose by 2.6 percent in the valley, while ferry fares are up \
                 12.3 percent on the islands this year.",
                "2.6 | 12.3",
            ),
            (
                "The guide was written by Ross under a borrowed name, and was founded \
                 long ago by her mother, Lane.",
                "The guide was written by Lane under a borrowed name, and was founded \
                 long ago by her mother, Ross.",
                "Ross | Lane",
            ),
        ] {
            check(claim, page, expected);
        }
    }

    #[test]
    fn what_is_said_of_the_same_has_not() {
        for claim in [
            "Skerrow called the ruling on the northern lock a disaster, while Ellery \
             Marine named the dredgers as those who gain most.",
            "The dredgers gain most, Ellery Marine said, while the ruling on the northern \
             lock was a disaster in the words of Skerrow.",
            "Skerrow and Ellery Marine spoke of the ruling on the northern lock.",
            "Skerrow spoke.",
            "",
        ] {
            check(claim, RIVALS, "");
        }
    }

    #[test]
    fn one_thing_said_of_the_other_is_not_enough() {
        check(
            "Ellery Marine called the ruling on the northern lock a disaster, Skerrow \
             fears.",
            RIVALS,
            "",
        );
    }
}
