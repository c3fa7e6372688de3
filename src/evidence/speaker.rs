//! Whether the page gives a quotation to the speaker that the claim gives it to.

use crate::claim::{Speaker, Value, facets};
use crate::evidence::reading::Reading;
use crate::evidence::{Difference, Kind};
use crate::text::{Span, fold_name};

/// Compares the speaker of the claim's quotation `facet` with that of the page's
/// quotation at `place`.
///
/// Only two names that share no word differ: a pronoun, or a description such as "the
/// minister", may be anybody. Where the page's own speaker can't be told, a claim's
/// speaker who is named nowhere near the quotation differs from the one name that is.
pub(crate) fn compare(
    reading: &Reading<'_>,
    facet: usize,
    place: Span,
) -> Option<Difference> {
    let Value::Quotation { speaker: Some(own) } = &reading.claim.facets[facet].value
    else {
        return None;
    };
    let own_name = written(own, reading.claim.text())?;
    let differs =
        |name: &str| !shares_word(own_name, name) && !is_same_office(own_name, name);
    let other = match page_speaker(reading, place) {
        Some((other, name)) => differs(&name).then_some(other),
        None => lone_name(reading, place)
            .filter(|(_, name)| differs(name) && !is_named_near(reading, own_name, place))
            .map(|(other, _)| other),
    }?;
    Some(Difference { kind: Kind::Speaker, claim: own.span, page: other })
}

/// A speaker's name where the text gives it in the speaker's own place, not by a pronoun
/// and not as what somebody else belongs to (`Austria's minister`).
fn written<'s>(speaker: &'s Speaker, text: &str) -> Option<&'s str> {
    let name = speaker.name.as_deref()?;
    let after = text.get(speaker.span.end..).unwrap_or_default();
    let owns = after.starts_with("'s") || after.starts_with("’s");
    (speaker.span.of(text).contains(name) && !owns).then_some(name)
}

/// The speaker of the page's quotation at `place`, where the page tells a name.
fn page_speaker(reading: &Reading<'_>, place: Span) -> Option<(Span, String)> {
    let page = reading.index.page();
    let passage = page.passages.iter().find(|passage| passage.span.overlaps(place))?;
    let text = passage.span.of(&page.text);
    let local = |span: Span| span.shift(passage.span.start);
    facets(text, page.day()).into_iter().find_map(|other| {
        let Value::Quotation { speaker: Some(speaker) } = &other.value else {
            return None;
        };
        let name = written(speaker, text)?.to_owned();
        local(other.span).overlaps(place).then_some((local(speaker.span), name))
    })
}

/// The first name in the sentence of the quotation, outside its words.
fn lone_name(reading: &Reading<'_>, place: Span) -> Option<(Span, String)> {
    let sentences = reading.index.sentences();
    let at = sentences.iter().position(|sentence| sentence.span.overlaps(place))?;
    reading.index.facets(at).iter().find_map(|facet| match &facet.value {
        Value::Name(name) if !place.overlaps(facet.span) && name.folded.contains(' ') => {
            Some((facet.span, name.folded.clone()))
        }
        _ => None,
    })
}

/// Whether the sentence of the quotation, or one beside it, has a word of the name.
fn is_named_near(reading: &Reading<'_>, name: &str, place: Span) -> bool {
    let sentences = reading.index.sentences();
    let Some(at) = sentences.iter().position(|sentence| sentence.span.overlaps(place))
    else {
        return false;
    };
    let near = at.saturating_sub(1)..(at + 2).min(sentences.len());
    let text = &reading.index.page().text;
    near.into_iter().any(|sentence| shares_word(name, sentences[sentence].span.of(text)))
}

/// Whether two names share a word of at least two letters.
fn shares_word(a: &str, b: &str) -> bool {
    let (a, b) = (fold_name(a), fold_name(b));
    a.split(' ').any(|word| word.len() > 1 && b.split(' ').any(|other| other == word))
}

/// Whether one is the initials of the other: `WHO`, `World Health Organization`.
fn is_same_office(a: &str, b: &str) -> bool {
    let initials = |name: &str| -> String {
        fold_name(name)
            .split(' ')
            .filter(|word| !matches!(*word, "of" | "the" | "and" | "for"))
            .filter_map(|word| word.chars().next())
            .collect()
    };
    let (short_a, short_b) = (fold_name(a), fold_name(b));
    initials(a) == short_b || initials(b) == short_a
}
