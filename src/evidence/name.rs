//! Whether a page has the names of a claim.
//!
//! A name differs where the page has another in its very place, another first name
//! before the same surname, another last word after the same first ones, or nearly the
//! same letters; and where it says the rest of the claim of another (`rival`).

use crate::claim::{Facet, Name, Value, is_person};
use crate::evidence::alias;
use crate::evidence::bearer;
use crate::evidence::reading::Reading;
use crate::evidence::rival;
use crate::evidence::status::Status;
use crate::evidence::token::{Class, Token};
use crate::evidence::{Difference, Kind};
use crate::outlet::Outlets;
use crate::text::Span;

/// From this Jaro-Winkler similarity on, two folded names that differ are one name in
/// two spellings.
const ONE_NAME: f64 = 0.92;
/// Shorter names have too few letters for spellings to be told from other names.
const SHORTEST: usize = 5;
/// A sentence speaks of the same thing as the claim from this share of its words on.
const SAME_THING: f64 = 0.3;

/// A sentence is on the claim's field from this share of its words on.
const SAME_FIELD: f64 = 0.15;
/// A sentence tells of the same act, whoever did it, from this share of the other words on.
const SAME_ACT: f64 = 0.6;

/// What the page has of each name of the claim: index of the detail, and status.
pub(crate) fn compare(reading: &Reading<'_>) -> Vec<(usize, Status)> {
    let names = reading.facets().filter_map(|(at, facet)| {
        let Value::Name(name) = &facet.value else { return None };
        Some((at, status(reading, facet, name)?))
    });
    names.collect()
}

fn status(reading: &Reading<'_>, facet: &Facet, name: &Name) -> Option<Status> {
    let range = reading.tokens_at(facet.span);
    let words: Vec<Token> = reading.tokens[range.clone()]
        .iter()
        .copied()
        .filter(|token| token.class != Class::Function)
        .collect();
    if words.is_empty() {
        // `US` is folded to the pronoun, which tells nothing.
        return None;
    }
    let on_page = |token: &Token| {
        !reading.index.holding(token.stem).is_empty()
            || reading.index.in_context(token.stem)
    };
    let known = words.iter().filter(|token| on_page(token)).count();
    let differs = |page| {
        Some(Status::Differs(Difference { kind: Kind::Name, claim: facet.span, page }))
    };
    if known < words.len()
        && let Some(page) = other_spelling(reading, name)
            .or_else(|| other_spelling_of_part(reading, &words, name))
    {
        return differs(page);
    }
    if let Some(page) = in_its_place(reading, range.clone(), name) {
        return differs(page);
    }
    let other = || rival::find(reading, facet, name, &words, known);
    if known == 0 && is_medium(reading, facet.span) {
        return None;
    }
    if known == 0 {
        let holder = other_holder(reading, range, name);
        return holder.or_else(other).map_or(Some(Status::Missing), differs);
    }
    if known < words.len()
        && let Some(page) = other_first_name(reading, &words, name)
            .or_else(|| other_last_name(reading, range, name))
    {
        return differs(page);
    }
    if let Some(page) = other() {
        return differs(page);
    }
    let place = reading.near.iter().flat_map(|&sentence| reading.index.words(sentence));
    let mut places =
        place.filter(|other| words.iter().any(|word| word.stem == other.stem));
    let last = words.last().map(|word| reading.index.holding(word.stem));
    Some(match (places.next(), last.and_then(<[u32]>::first)) {
        (Some(token), _) => Status::Stated(token.span),
        (None, Some(&sentence)) => {
            Status::Elsewhere(reading.index.sentences()[sentence as usize].span)
        }
        (None, None) => Status::Missing,
    })
}

/// Whether the name is that of an outlet that reports, or that somebody spoke to: who
/// prints what somebody says need not be named on the page.
fn is_medium(reading: &Reading<'_>, span: Span) -> bool {
    let (text, facets) = (reading.claim.text(), &reading.claim.facets);
    if bearer::is_speaking(text, facets, span) {
        return !is_person_of(reading, span);
    }
    let before = text.get(..span.start).unwrap_or_default().trim_end();
    let before = before.strip_suffix("the").map_or(before, str::trim_end);
    let told = ["told", "tells", "interview with", "interview to", "speaking to"];
    told.iter().any(|cue| before.ends_with(cue))
        && Outlets::builtin().is_known(span.of(text))
}

/// Whether the name at `span` is a person's, as far as its form tells.
fn is_person_of(reading: &Reading<'_>, span: Span) -> bool {
    let text = reading.claim.text();
    let named = reading.claim.facets.iter().find(|facet| facet.span == span);
    named.is_some_and(|facet| match &facet.value {
        Value::Name(name) => is_person(span.of(text), name),
        _ => false,
    }) && !Outlets::builtin().is_known(span.of(text))
}

/// The names of a sentence.
fn names<'r>(
    reading: &Reading<'r>,
    sentence: usize,
) -> impl Iterator<Item = (Span, &'r Name)> {
    bearer::names(reading.index, sentence)
}

/// Whether a name is `name` in another spelling.
fn is_misspelt(other: &str, name: &str) -> bool {
    other != name
        // A formula or a model is another by one letter.
        && !other.contains(|c: char| c.is_numeric())
        && other.split(' ').count() == name.split(' ').count()
        && strsim::jaro_winkler(other, name) >= ONE_NAME
        && strsim::osa_distance(other, name) <= 2
        && !other
            .split(' ')
            .zip(name.split(' '))
            .any(|(a, b)| is_ending(a, b) || is_ending(b, a))
}

/// Whether `long` is `short` with the ending of a people's name or of a plural.
fn is_ending(short: &str, long: &str) -> bool {
    let rest = long.strip_prefix(short);
    rest.is_some_and(|rest| matches!(rest, "n" | "s" | "an" | "es" | "i" | "ian"))
}

/// A name of several words of which one is spelt otherwise, wherever the page has it.
fn other_spelling_of_part(
    reading: &Reading<'_>,
    words: &[Token],
    name: &Name,
) -> Option<Span> {
    let held = words.iter().map(|word| reading.index.holding(word.stem));
    let sentences = held.filter(|held| !held.is_empty()).min_by_key(|held| held.len())?;
    let names = sentences.iter().flat_map(|&at| names(reading, at as usize));
    names
        .filter(|(_, other)| is_misspelt(&other.folded, &name.folded))
        .map(|(span, _)| span)
        .next()
}

/// A name of nearly the same letters in a sentence that speaks of the claim.
fn other_spelling(reading: &Reading<'_>, name: &Name) -> Option<Span> {
    if name.folded.len() < SHORTEST {
        return None;
    }
    let near =
        reading.near.iter().filter(|&&sentence| reading.topic(sentence) >= SAME_THING);
    near.flat_map(|&sentence| names(reading, sentence))
        .find(|(_, other)| is_misspelt(&other.folded, &name.folded))
        .map(|(span, _)| span)
}

/// The name that stands in the closest sentence exactly where the claim has another.
fn in_its_place(
    reading: &Reading<'_>,
    range: std::ops::Range<usize>,
    name: &Name,
) -> Option<Span> {
    let page = reading.replaced(range.clone())?;
    let &best = reading.retrieval.ranked.first()?;
    let own = reading.tokens[range].last()?.stem;
    if reading.index.words(best).iter().any(|word| word.stem == own) {
        return None;
    }
    let (span, other) = names(reading, best).find(|(span, _)| span.overlaps(page))?;
    let shares_word =
        other.folded.split(' ').any(|word| name.folded.split(' ').any(|own| own == word));
    let in_claim = claim_has(reading, other);
    (!shares_word && !in_claim).then_some(span)
}

/// The name of another person with the title or office that the claim gives, in a sentence
/// that speaks of the claim: `Captain Hallworth led it` beside `Captain Loxwood, who led it`.
/// The claim's name stands nowhere on the page.
fn other_holder(
    reading: &Reading<'_>,
    range: std::ops::Range<usize>,
    name: &Name,
) -> Option<Span> {
    let role = name.role.as_deref()?;
    let near = reading
        .near
        .iter()
        .filter(|&&sentence| reading.topic_without(sentence, &range) >= SAME_ACT);
    near.flat_map(|&sentence| names(reading, sentence))
        .find(|(_, other)| {
            other.role.as_deref() == Some(role) && !claim_has(reading, other)
        })
        .map(|(span, _)| span)
}

/// Whether the claim itself has the page's name.
fn claim_has(reading: &Reading<'_>, name: &Name) -> bool {
    reading.claim.facets.iter().any(|facet| match &facet.value {
        Value::Name(own) => own.folded == name.folded,
        _ => false,
    })
}

/// A person's name on the page with the claim's surname and another first name, or a
/// body's that differs in its first word alone: `Quay Music Group`, `Lock Music Group`.
fn other_first_name(reading: &Reading<'_>, words: &[Token], name: &Name) -> Option<Span> {
    let [first, .., surname] = words else { return None };
    let written = first.span.cover(surname.span).of(reading.claim.text());
    let person =
        is_person(written, name) && !alias::telling(&name.folded).any(alias::is_generic);
    let (_, rest) = name.folded.split_once(' ')?;
    if reading.index.holding(surname.stem).is_empty() {
        return None;
    }
    let near = reading.near.iter().flat_map(|&sentence| names(reading, sentence));
    let text = &reading.index.page().text;
    let wanted = surname.span.of(reading.claim.text()).to_lowercase();
    near.filter(|(_, other)| {
        let mut parts = other.folded.split(' ');
        other.folded.ends_with(&wanted)
            && parts.next().is_some()
            && parts.next().is_some()
            && (person
                || rest.contains(' ')
                    && other.folded.split_once(' ').is_some_and(|(_, end)| end == rest))
    })
    .find(|(span, _)| {
        let given = span.of(text).split_whitespace().next().unwrap_or_default();
        let own = first.span.of(reading.claim.text());
        // `J. Lane` and `Jo Lane` may be `John Lane`; `MV Isolde` may be `Isolde`.
        let known = words.iter().any(|word| word.span.of(reading.claim.text()) == given);
        !given.is_empty()
            && !known
            && !alias::is_one_word(&given.to_lowercase(), &own.to_lowercase())
            && given.chars().next() != own.chars().next()
            && given.chars().all(|c| c.is_alphabetic() || c == '-')
    })
    .map(|(span, _)| span)
}

/// A name on the page that begins as the claim's does and ends otherwise: `Port Marlow`
/// beside `Port Ellery`, whose last word the page lacks.
fn other_last_name(
    reading: &Reading<'_>,
    range: std::ops::Range<usize>,
    name: &Name,
) -> Option<Span> {
    let (start, last) = name.folded.rsplit_once(' ')?;
    let tokens = &reading.tokens[range.clone()];
    let (first, own) = (tokens.first()?, tokens.last()?);
    let lacks = reading.index.holding(own.stem).is_empty()
        && !reading.index.in_context(own.stem)
        && last.starts_with(char::is_alphabetic);
    if !lacks || alias::telling(start).last() != start.rsplit(' ').next() {
        return None;
    }
    let written = tokens.first()?.span.cover(own.span).of(reading.claim.text());
    // Many people share a first name; few places and clubs do.
    let needed = if is_person(written, name) { SAME_THING } else { SAME_FIELD };
    let holding = reading.index.holding(first.stem).iter().map(|&at| at as usize);
    holding
        .filter(|&sentence| reading.topic_without(sentence, &range) >= needed)
        .flat_map(|sentence| names(reading, sentence))
        .find(|(_, other)| {
            let parts = other.folded.rsplit_once(' ');
            let begins = |(other_start, other_last): (&str, &str)| {
                other_start == start && !alias::is_one_word(last, other_last)
            };
            parts.is_some_and(begins) && !claim_has(reading, other)
        })
        .map(|(span, _)| span)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::sample::told;

    #[track_caller]
    fn check(claim: &str, page: &str, expected: &str) {
        assert_eq!(told(claim, page, None, compare), expected, "{claim:?} / {page:?}");
    }

    #[test]
    fn a_name_in_the_sentence_that_speaks_of_the_claim_is_stated() {
        for (claim, page, expected) in [
            (
                "The orchard was bought by Ada Lane in the spring.",
                "In the spring Ada Lane bought the orchard.",
                "Ada Lane stated: Ada",
            ),
            (
                "Lane bought the orchard in the spring.",
                "In the spring Ada Lane bought the orchard.",
                "Lane stated: Lane",
            ),
            (
                "The orchard was bought by Ada Lane in the spring.",
                "In the spring Ms Lane bought the orchard.",
                "Ada Lane stated: Lane",
            ),
            (
                "The orchard was bought by John Lane in the spring.",
                "In the spring J. Lane bought the orchard.",
                "John Lane stated: Lane",
            ),
        ] {
            check(claim, page, expected);
        }
    }

    #[test]
    fn another_name_in_the_same_place_differs() {
        for (claim, page, expected) in [
            (
                "The council in Port Ellery approved the new sea wall.",
                "The council in Dunmarrow approved the new sea wall.",
                "Port Ellery differs: Dunmarrow",
            ),
            (
                "The orchard was bought by Cora Webb in the spring.",
                "The orchard was bought by Ada Lane in the spring.",
                "Cora Webb differs: Ada Lane",
            ),
        ] {
            check(claim, page, expected);
        }
    }

    #[test]
    fn another_name_in_other_words_differs() {
        for (claim, page, expected) in [
            (
                "Cora Webb voted down the plan for a toll on the old bridge.",
                "The plan, which would have put a toll on the old bridge, was voted down \
                 by Ada Lane.",
                "Cora Webb differs: Ada Lane",
            ),
            (
                "Cora Webb, an eel farmer, will restore the chapel in the meadow.",
                "Cora Webb keeps bees.\nIt rained all week.\nThe ferry was late.\n\
                 The mill burned.\nThe lock froze.\n\
                 The chapel in the meadow is to be restored by an eel farmer, Ada Lane.",
                "Cora Webb differs: Ada Lane",
            ),
            (
                "Their match on Saturday is at Port Marlow.",
                "On Saturday they go to Port Ellery, whose side lost.",
                "Port Marlow differs: Port Ellery",
            ),
        ] {
            check(claim, page, expected);
        }
    }

    #[test]
    fn a_name_that_is_near_or_has_another_form_on_the_page_is_no_difference() {
        for (claim, page, expected) in [
            (
                "Cora Webb voted down the plan for a toll on the old bridge.",
                "Cora Webb sits on the council.\nThe plan for a toll on the old bridge was \
                 voted down, to the joy of Ada Lane.",
                "Cora Webb stated: Cora",
            ),
            (
                "Bill Hart bought the orchard in the spring.",
                "William Hart bought the orchard in the spring.",
                "Bill Hart stated: Hart",
            ),
        ] {
            check(claim, page, expected);
        }
    }

    #[test]
    fn an_outlet_that_reports_is_no_name_of_the_claim() {
        check(
            "The council in Dunmarrow approved the sea wall, Lantern writes.",
            "The council in Dunmarrow approved the sea wall.",
            "Dunmarrow stated: Dunmarrow",
        );
        check(
            "Ada Lane told the BBC that she bought the orchard in the spring.",
            "Ada Lane bought the orchard in the spring.",
            "Ada Lane stated: Ada",
        );
    }

    #[test]
    fn another_first_name_differs() {
        for (claim, page, expected) in [
            (
                "The orchard was bought by Ruth Lane in the spring.",
                "In the spring the orchard was bought by Ada Lane.",
                "Ruth Lane differs: Ada Lane",
            ),
            (
                "The orchard was bought by Quay Music Group in the spring.",
                "In the spring the orchard was bought by Lock Music Group.",
                "Quay Music Group differs: Lock Music Group",
            ),
            (
                "The orchard was bought by Quay Group in the spring.",
                "In the spring the orchard was bought by a friend of Lock Orchard Group.",
                "Quay Group stated: Group",
            ),
            (
                "The inquiry was led by Hugo Farrant, a retired judge.",
                "A retired judge, Miles Farrant, led the inquiry.",
                "Hugo Farrant differs: Miles Farrant",
            ),
        ] {
            check(claim, page, expected);
        }
    }

    #[test]
    fn nearly_the_same_letters_differ() {
        for (claim, page, expected) in [
            (
                "The inquiry was led by Miles Ferrant, a retired judge.",
                "A retired judge, Miles Farrant, led the inquiry.",
                "Miles Ferrant differs: Miles Farrant",
            ),
            (
                "The council in Dunmarow approved the sea wall.",
                "The sea wall was approved by the council in Dunmarrow.",
                "Dunmarow differs: Dunmarrow",
            ),
        ] {
            check(claim, page, expected);
        }
    }

    #[test]
    fn a_name_that_the_page_lacks_is_missing() {
        check(
            "The orchard was bought by Cora Webb, who grows pears.",
            "The orchard was sold at the weekend for an undisclosed sum.",
            "Cora Webb missing",
        );
    }

    #[test]
    fn a_name_far_from_the_claim_is_elsewhere() {
        check(
            "Cora Webb bought the orchard, leased the mill, drained the pond, paved the \
             yard, fenced the meadow and restored the chapel.",
            "The orchard was bought and the mill leased at auction.\n\
             Somebody drained the pond and paved the yard.\n\
             Later the meadow was fenced and the chapel restored.\n\
             The prize for the best pear went to Webb.",
            "Cora Webb elsewhere: The prize for the best pear went to Webb.",
        );
    }

    #[test]
    fn a_name_with_its_initial_alone_is_no_difference() {
        check(
            "The orchard was bought by Ada Lane in the spring.",
            "The orchard was bought by A. Lane in the spring.",
            "Ada Lane stated: Lane",
        );
    }
}
