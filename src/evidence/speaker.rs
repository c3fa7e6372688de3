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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim;
    use crate::evidence::index::Index;
    use crate::evidence::status::Status;
    use crate::page;

    /// The speakers of claim and page where they differ: `Ben Ross | Ada Lane`.
    fn told(claim: &str, text: &str) -> String {
        let claim = claim::read(claim, None);
        let page = page::from_text(None, text);
        let index = Index::new(&page);
        let reading = Reading::new(&claim, &index);
        let quotations = super::super::quotations(&reading);
        assert!(!quotations.is_empty(), "no quotation in {:?}", claim.text());
        let differing = quotations.into_iter().filter_map(|(facet, status)| {
            let Status::Stated(place) = status else { panic!("{status:?}") };
            let difference = compare(&reading, facet, place)?;
            let own = difference.claim.of(claim.text());
            Some(format!("{own} | {}", difference.page.of(&page.text)))
        });
        differing.collect::<Vec<_>>().join("; ")
    }

    #[track_caller]
    fn check(claim: &str, page: &str, expected: &str) {
        assert_eq!(told(claim, page), expected, "{claim:?} / {page:?}");
    }

    const PAGE: &str = "The plan for the wall was set out on Monday.\n\
        “It is a debt we owe to the river,” Ada Lane told the council.\n\
        Ben Ross said: “The town has waited forty years for this.”\n\
        “We will see it done by spring,” she said.\n\
        “No other town pays for its own wall,” the World Harbour Council said.";

    #[test]
    fn another_name_differs() {
        for (claim, expected) in [
            ("“It is a debt we owe to the river,” said Ben Ross.", "Ben Ross | Ada Lane"),
            (
                "Ada Lane said: “The town has waited forty years for this.”",
                "Ada Lane | Ben Ross",
            ),
            (
                "“The town has waited forty years for this,” Cora Webb said.",
                "Cora Webb | Ben Ross",
            ),
        ] {
            check(claim, PAGE, expected);
        }
    }

    #[test]
    fn one_person_by_another_name_is_no_difference() {
        for claim in [
            "“It is a debt we owe to the river,” said Ada Lane.",
            "“It is a debt we owe to the river,” said Lane.",
            "“It is a debt we owe to the river,” said Councillor Lane.",
            "“It is a debt we owe to the river,” said ADA LANE.",
            "“No other town pays for its own wall,” the WHC said.",
        ] {
            check(claim, PAGE, "");
        }
    }

    #[test]
    fn a_speaker_not_named_may_be_anybody() {
        for claim in [
            "“It is a debt we owe to the river,” she said.",
            "“It is a debt we owe to the river,” the mayor said.",
            "“It is a debt we owe to the river,” said Austria's minister.",
            // The page has a pronoun.
            "“We will see it done by spring,” said Ben Ross.",
        ] {
            check(claim, PAGE, "");
        }
    }
}
