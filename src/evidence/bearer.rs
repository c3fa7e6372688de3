//! What a name is that of, as far as its form and its place tell: of who speaks, of a
//! person, of a place.

use crate::claim::{Certainty, Facet, Name, Value, is_person, is_speech};
use crate::evidence::alias;
use crate::evidence::index::Index;
use crate::text::Span;

/// What sort of bearer a name has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    /// Somebody who is said to say something.
    Speaker,
    /// Where something is.
    Place,
    /// Anything else.
    Other,
}

/// The bearer of a name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bearer {
    /// What its place in the sentence tells.
    pub(crate) sort: Sort,
    /// Whether it is a person's name, by its form or as the page has it elsewhere.
    pub(crate) is_person: bool,
    /// Whether the sentence starts with it.
    pub(crate) leads: bool,
}

impl Bearer {
    /// Reads the name at `span` of `text`, of which `facets` are details, with what the
    /// page tells of it.
    pub(crate) fn new(
        text: &str,
        facets: &[Facet],
        (span, name): (Span, &Name),
        index: &Index<'_>,
        stem: Option<u64>,
    ) -> Self {
        let before = text.get(..span.start).unwrap_or_default();
        let sort = if is_speaking(text, facets, span) {
            Sort::Speaker
        } else if is_place(before) {
            Sort::Place
        } else {
            Sort::Other
        };
        let is_person = is_personal(span.of(text), name)
            || !name.folded.contains(' ')
                && stem.is_some_and(|stem| is_surname(index, stem, &name.folded));
        let start = before.rfind(['.', '\n', '!', '?']).map_or(0, |at| at + 1);
        let lead = before.get(start..).unwrap_or_default();
        Self { sort, is_person, leads: lead.split_whitespace().count() <= MOST_LEADING }
    }

    /// Whether a sentence can have one for the other: both are of one sort, or both are
    /// persons of whom the claim tells in other words that one speaks.
    pub(crate) fn is_like(self, other: Self) -> bool {
        let spoken = self.leads && other.sort == Sort::Speaker;
        let silent = self.sort != Sort::Speaker && other.sort != Sort::Speaker;
        if self.is_person && other.is_person {
            self.sort == other.sort || spoken || silent
        } else {
            self.sort == other.sort && self.is_person == other.is_person
        }
    }
}

/// Whether a name is a person's by its form, and none of its words one of other names.
fn is_personal(written: &str, name: &Name) -> bool {
    // `D-Hexley` is a party and a seat.
    let tag = written.as_bytes().get(1) == Some(&b'-');
    is_person(written, name) && !tag && !name.folded.split(' ').any(alias::is_generic)
}

/// Words before a name that a sentence starts with: `Rep. Ada Lane`.
const MOST_LEADING: usize = 3;
/// Sentences of the page that are asked for the full form of a surname.
const MOST_ASKED: usize = 6;

/// Whether the page has the word as the last of a person's name.
fn is_surname(index: &Index<'_>, stem: u64, folded: &str) -> bool {
    let text = &index.page().text;
    index.holding(stem).iter().take(MOST_ASKED).any(|&at| {
        names(index, at as usize).any(|(span, name)| {
            let last = name.folded.rsplit_once(' ').map(|(_, last)| last);
            last == Some(folded) && is_personal(span.of(text), name)
                || name.folded == folded && name.role.is_some()
        })
    })
}

/// Words before a place.
const WHERE: &[&str] = &["across", "at", "from", "in", "into", "near", "outside", "to"];

fn is_place(before: &str) -> bool {
    let words = before.trim_end();
    words.len() < before.len()
        && words
            .rsplit(|c: char| !c.is_alphanumeric())
            .next()
            .is_some_and(|word| WHERE.contains(&word))
}

/// Whether the name at `span` is that of who says something: a verb of speech stands
/// after it, or `according to` or `said` before it.
pub(crate) fn is_speaking(text: &str, facets: &[Facet], span: Span) -> bool {
    let is_cue = |word: &str| {
        is_speech(&word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
    };
    let after = text.get(span.end..).unwrap_or_default();
    let mut words = after.split(' ').filter(|word| !word.is_empty());
    // `Ada Lane also said`, but neither `Lane, said` nor `Lane was told`.
    let next = after.starts_with(' ').then(|| words.next()).flatten().unwrap_or(".");
    let then = words.next().unwrap_or(".");
    let adverb = next.ends_with("ly") || matches!(next, "also" | "has" | "had" | "then");
    if is_cue(next) || adverb && is_cue(then) {
        return true;
    }
    facets.iter().any(|facet| {
        let (at, cue) = (facet.span, facet.span.of(text));
        let gap = text.get(at.end..span.start).unwrap_or(".");
        facet.value == Value::Certainty(Certainty::Reported)
            && (cue.contains(' ') || matches!(cue, "said" | "says"))
            && gap.split_whitespace().count() <= 1
            && !gap.contains(['.', ',', ';'])
    })
}

/// The names of a sentence of the page.
pub(crate) fn names<'r>(
    index: &'r Index<'_>,
    sentence: usize,
) -> impl Iterator<Item = (Span, &'r Name)> {
    index.facets(sentence).iter().filter_map(|facet| match &facet.value {
        Value::Name(name) => Some((facet.span, name)),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::facets;

    /// Whether the name `who` in `text` is that of who says something.
    #[track_caller]
    fn check(text: &str, who: &str, expected: bool) {
        let start = text.find(who).expect("the name is in the text");
        let span = Span::new(start, start + who.len());
        assert_eq!(is_speaking(text, &facets(text, None), span), expected, "{text}");
    }

    #[test]
    fn a_verb_of_speech_beside_a_name_tells_that_it_speaks() {
        for (text, expected) in [
            ("Ada Lane said the mill burned.", true),
            ("Ada Lane also said the mill burned.", true),
            ("Ada Lane has confirmed the fire.", true),
            ("The mill burned, according to Ada Lane.", true),
            ("The mill burned, said Ada Lane.", true),
            ("The mill burned, Ada Lane writes.", true),
            ("Ada Lane bought the mill.", false),
            ("They told Ada Lane that the mill burned.", false),
            ("Ada Lane, said the mayor, had left.", false),
            ("The mill burned in Ada Lane state.", false),
        ] {
            check(text, "Ada Lane", expected);
        }
    }

    /// Whether the first two names of a text are alike.
    #[track_caller]
    fn check_like(text: &str, expected: bool) {
        let page = crate::page::from_text(None, text);
        let index = Index::new(&page);
        let details = index.facets(0);
        let bearer = |at: usize| {
            let (span, name) = names(&index, 0).nth(at).expect("there are two names");
            let words = index.words(0);
            let word = words.iter().rfind(|word| span.contains(word.span));
            Bearer::new(text, details, (span, name), &index, word.map(|word| word.stem))
        };
        assert_eq!(bearer(0).is_like(bearer(1)), expected, "{text}");
    }

    #[test]
    fn persons_are_like_persons_and_places_like_places() {
        for (text, expected) in [
            ("It fell to Ada Lane, then to Ben Ross.", true),
            ("It rained in Hexley and then in Dunmarrow.", true),
            ("When Ada Lane left it rained in Dunmarrow.", false),
            ("It fell to Ada Lane, then to Quay University.", false),
        ] {
            check_like(text, expected);
        }
    }
}
