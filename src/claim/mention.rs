//! Names that a pronoun or a phrase such as `the company` after them may stand for.

use crate::claim::{Facet, Value, name};

/// Nouns whose definite phrase (`the minister`) stands for a person.
#[rustfmt::skip]
const PERSON: &[&str] = &[
    "actor", "actress", "author", "captain", "chairman", "chairwoman", "chief", "coach",
    "director", "doctor", "editor", "founder", "judge", "lawyer", "leader", "man",
    "mayor", "minister", "president", "professor", "secretary", "senator", "singer",
    "spokesman", "spokeswoman", "star", "woman", "writer",
];

/// Nouns whose definite phrase (`the company`) stands for an organisation.
#[rustfmt::skip]
const BODY: &[&str] = &[
    "agency", "airline", "association", "authority", "bank", "body", "broadcaster",
    "campaign", "charity", "club", "commission", "committee", "company", "council",
    "firm", "group", "ministry", "network", "newspaper", "organisation", "organization",
    "paper", "party", "publisher", "regulator", "union", "university",
];

/// A name in a text, which a pronoun after it may stand for.
#[derive(Clone, Debug)]
pub(crate) struct Mention {
    written: String,
    person: bool,
    /// Where it ends, in the text it was read from.
    end: usize,
}

/// The names among `facets`, in order, that stand outside of quotation marks.
pub(crate) fn mentions(text: &str, facets: &[Facet]) -> Vec<Mention> {
    let mut speech_end = 0;
    let mut mentions = Vec::new();
    for facet in facets {
        match &facet.value {
            Value::Quotation { .. } | Value::Title => {
                speech_end = speech_end.max(facet.span.end);
            }
            Value::Name(name) if facet.span.start >= speech_end => {
                let written = facet.span.of(text).to_owned();
                let person = name::is_person(&written, name);
                mentions.push(Mention { written, person, end: facet.span.end });
            }
            _ => {}
        }
    }
    mentions
}

/// The mentions that end at or before byte `at`.
pub(crate) fn before(mentions: &[Mention], at: usize) -> &[Mention] {
    &mentions[..mentions.partition_point(|mention| mention.end <= at)]
}

/// How many names back a pronoun may point.
const FAR: usize = 12;

/// The nearest of `mentions` (in order of place) that a pronoun or a phrase such as `the
/// company` fits.
pub(crate) fn stand_for(words: &str, mentions: &[Mention]) -> Option<String> {
    let lower = words.to_lowercase();
    let last = lower.rsplit(' ').next().unwrap_or_default();
    let defined =
        ["the ", "its ", "his ", "her "].iter().any(|det| lower.starts_with(det));
    let (people, bodies) = match lower.as_str() {
        "he" | "she" | "who" => (true, false),
        "it" => (false, true),
        _ if defined && PERSON.binary_search(&last).is_ok() => (true, false),
        _ if defined && BODY.binary_search(&last).is_ok() => (false, true),
        _ => return None,
    };
    let mut nearest = mentions.iter().rev().take(FAR);
    let found =
        nearest.find(|mention| mention.person && people || !mention.person && bodies)?;
    Some(found.written.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::facets;

    #[test]
    fn tables_are_sorted() {
        assert!(PERSON.is_sorted() && BODY.is_sorted());
    }

    #[track_caller]
    fn check(words: &str, text: &str, expected: Option<&str>) {
        let found = mentions(text, &facets(text, None));
        assert_eq!(stand_for(words, &found).as_deref(), expected, "{words} / {text}");
    }

    #[test]
    fn words_stand_for_the_nearest_name_that_fits() {
        let text = "Ada Lane met Ben Ross at Quay Group.";
        check("she", text, Some("Ben Ross"));
        check("the minister", text, Some("Ben Ross"));
        check("the company", text, Some("Quay Group"));
        check("the meadow", text, None);
        check("she", "It rained.", None);
    }
}
