//! Whether the page gives a quotation to the speaker that the claim gives it to.

use crate::claim::{Speaker, Value};
use crate::evidence::reading::Reading;
use crate::evidence::{Difference, Kind};
use crate::text::{Span, fold_name};

/// Compares the speaker of the claim's quotation `facet` with that of the page's
/// quotation at `place`.
///
/// Only two names that share no word differ: a pronoun, or a description such as "the
/// minister", may be anybody.
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
    let (other, name) = page_speaker(reading, place)?;
    if shares_word(own_name, &name) || is_same_office(own_name, &name) {
        return None;
    }
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
    let passage =
        page.passages.iter().position(|passage| passage.span.overlaps(place))?;
    reading.index.speech(passage).iter().find_map(|other| {
        let Value::Quotation { speaker: Some(speaker) } = &other.value else {
            return None;
        };
        let name = written(speaker, &page.text)?.to_owned();
        other.span.overlaps(place).then_some((speaker.span, name))
    })
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
