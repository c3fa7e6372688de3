//! Whether the page gives a quotation, or what is reported, to the speaker that the claim
//! gives it to.
//!
//! A speaker differs where the page names another in the speaker's own place, or where
//! the one it names last must go on speaking and the claim's is nowhere near.

use std::ops::Range;

use crate::claim::{Facet, Name, Speaker, Value, is_person};
use crate::evidence::alias;
use crate::evidence::bearer;
use crate::evidence::reading::Reading;
use crate::evidence::rival;
use crate::evidence::token::Token;
use crate::evidence::{Difference, Kind};
use crate::outlet::Outlets;
use crate::text::{Span, fold_name};

/// The page says the same, whoever says it, from this share of the rest of the claim on.
const SAME_SAID: f64 = 0.6;
/// Places of one quotation that are looked at.
const PLACES: usize = 8;

/// A speaker of the page.
struct Voice {
    /// Where the page names the speaker.
    span: Span,
    /// The name, folded.
    name: String,
    /// Whether the name stands in the speaker's own place.
    is_written: bool,
}

/// Compares the speaker of the claim's quotation `facet` with that of the page's
/// quotation at `place`.
///
/// A description such as "the minister" may be anybody.
pub(crate) fn compare(
    reading: &Reading<'_>,
    facet: usize,
    place: Span,
) -> Option<Difference> {
    let Value::Quotation { speaker: Some(own) } = &reading.claim.facets[facet].value
    else {
        return None;
    };
    let text = reading.claim.text();
    let differs = |page| Some(Difference { kind: Kind::Speaker, claim: own.span, page });
    let Some(written) = written(own, text) else {
        return other_body(reading, own, place).and_then(differs);
    };
    let name = Name { folded: fold_name(written), role: None };
    let mut first = None;
    for place in places(reading, place) {
        let voice = voice(reading, &name, own.span, place)?;
        first = first.or(Some(voice));
    }
    differs(first?.span)
}

/// All places of the page with the words that stand at `place`.
fn places(reading: &Reading<'_>, place: Span) -> Vec<Span> {
    let page = reading.index.tokens();
    let start = page.partition_point(|token| token.span.end <= place.start);
    let end = page.partition_point(|token| token.span.start < place.end);
    let words = &page[start..end.max(start)];
    let Some(first) = words.first() else { return vec![place] };
    let same = |at: &usize| {
        let pairs = page[*at..].iter().zip(words);
        page[*at].word == first.word
            && pairs.clone().count() == words.len()
            && pairs.take(PLACES * PLACES).all(|(a, b)| a.word == b.word)
    };
    let starts = (0..page.len()).filter(same).take(PLACES);
    starts.map(|at| page[at].span.cover(page[at + words.len() - 1].span)).collect()
}

/// Who the page says speaks at `place`, if that can't be the bearer of the claim's
/// `name`.
fn voice(reading: &Reading<'_>, name: &Name, own: Span, place: Span) -> Option<Voice> {
    let quotation = quotation_at(reading, place)?;
    let Value::Quotation { speaker } = &quotation.value else { return None };
    let text = &reading.index.page().text;
    let named = speaker.as_ref().and_then(|speaker| {
        let name = fold_name(written(speaker, text)?);
        Some(Voice { span: speaker.span, name, is_written: true })
    });
    let sentence = sentence_at(reading, place.start)?;
    let described = speaker.as_ref().is_some_and(|speaker| {
        !matches!(
            speaker.span.of(text).to_lowercase().as_str(),
            "he" | "she" | "they" | "who"
        )
    });
    let voice = match named {
        Some(voice) => voice,
        None if described => return None,
        None => last_voice(reading, name, sentence)?,
    };
    let words: Vec<Token> = reading.tokens[reading.tokens_at(own)].to_vec();
    let person =
        is_person(own.of(reading.claim.text()), name) || !name.folded.contains(' ');
    let sure = if voice.is_written {
        // A body speaks by the mouth of its people.
        person && !is_acronym(own.of(reading.claim.text())) || is_unknown(reading, &words)
    } else {
        person && !words.iter().any(|word| reading.index.in_context(word.stem))
    };
    (sure && !alias::may_be_one(&name.folded, &voice.name)).then_some(voice)
}

fn is_acronym(written: &str) -> bool {
    written.len() < 7
        && !written.contains(char::is_lowercase)
        && written.chars().filter(|c| c.is_uppercase()).count() > 1
}

/// Whether the page has none of these words.
fn is_unknown(reading: &Reading<'_>, words: &[Token]) -> bool {
    words.iter().all(|word| {
        reading.index.holding(word.stem).is_empty()
            && !reading.index.in_context(word.stem)
    })
}

/// The quotation of the page at `place`.
fn quotation_at<'r>(reading: &Reading<'r>, place: Span) -> Option<&'r Facet> {
    let page = reading.index.page();
    let passage =
        page.passages.iter().position(|passage| passage.span.overlaps(place))?;
    reading.index.speech(passage).iter().find(|facet| {
        matches!(facet.value, Value::Quotation { .. }) && facet.span.overlaps(place)
    })
}

fn sentence_at(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let sentences = reading.index.sentences();
    let found = sentences.partition_point(|sentence| sentence.span.end <= at);
    (found < sentences.len()).then_some(found)
}

/// The person named last up to `sentence` that says something, or that a sentence starts
/// with. The bearer of `name` is not named after that.
fn last_voice(reading: &Reading<'_>, name: &Name, sentence: usize) -> Option<Voice> {
    let text = &reading.index.page().text;
    let reach = rival::reach(reading.index, sentence);
    let is_own = |at: usize| {
        bearer::names(reading.index, at)
            .any(|(_, other)| alias::may_be_one(&name.folded, &other.folded))
    };
    if (sentence + 1..reach.end).any(is_own) {
        return None;
    }
    for at in (reach.start..=sentence).rev() {
        if is_own(at) {
            return None;
        }
        let facets = reading.index.facets(at);
        let start = reading.index.sentences()[at].span.start;
        let leads = |span: Span| {
            let before = text.get(start..span.start).unwrap_or_default();
            before.split_whitespace().count() <= 2
                || bearer::is_speaking(text, facets, span)
        };
        if let Some((span, other)) =
            bearer::names(reading.index, at).find(|(span, _)| leads(*span))
        {
            let name = other.folded.clone();
            return Some(Voice { span, name, is_written: false });
        }
    }
    None
}

/// A speaker's name where the text gives it in the speaker's own place, not by a pronoun
/// and not as what somebody else belongs to (`Austria's minister`).
fn written<'s>(speaker: &'s Speaker, text: &str) -> Option<&'s str> {
    let name = speaker.name.as_deref()?;
    let after = text.get(speaker.span.end..).unwrap_or_default();
    let owns = after.starts_with("'s") || after.starts_with("’s");
    (speaker.span.of(text).contains(name) && !owns).then_some(name)
}

/// The speaker of the page's quotation at `place`, where both sides tell whom they speak
/// for and that is not the same: `a spokesman for Hexley`, `the Dunmarrow council`.
fn other_body(reading: &Reading<'_>, own: &Speaker, place: Span) -> Option<Span> {
    let quotation = quotation_at(reading, place)?;
    let Value::Quotation { speaker: Some(other) } = &quotation.value else { return None };
    if other.name.is_some() {
        return None;
    }
    let ours = reading.claim.facets.iter().find_map(|facet| match &facet.value {
        Value::Name(name) if own.span.contains(facet.span) => Some((facet.span, name)),
        _ => None,
    });
    let (span, ours) = ours?;
    let sentence = sentence_at(reading, other.span.start)?;
    let (_, theirs) = bearer::names(reading.index, sentence)
        .find(|(span, _)| other.span.contains(*span))?;
    let words = &reading.tokens[reading.tokens_at(span)];
    let near = rival::is_near(reading, words, ours, sentence..sentence + 1);
    (!near && !alias::may_be_one(&ours.folded, &theirs.folded)).then_some(other.span)
}

/// Compares who reports something without quotation marks: `Ada Lane said that …` where
/// the page has it from another.
pub(crate) fn reported(reading: &Reading<'_>) -> Option<Difference> {
    let (text, facets) = (reading.claim.text(), &reading.claim.facets);
    reading.facets().find_map(|(_, facet)| {
        let Value::Name(name) = &facet.value else { return None };
        let written = facet.span.of(text);
        if !bearer::is_speaking(text, facets, facet.span)
            || Outlets::builtin().is_known(written)
        {
            return None;
        }
        let range = reading.tokens_at(facet.span);
        let words = &reading.tokens[range.clone()];
        if !is_person(written, name) && is_unknown(reading, words) {
            return None;
        }
        let page = other_reporter(reading, name, words, &range)?;
        Some(Difference { kind: Kind::Speaker, claim: facet.span, page })
    })
}

/// Who reports, in the sentence that says what the claim does, where that can't be the
/// bearer of `name`.
fn other_reporter(
    reading: &Reading<'_>,
    name: &Name,
    words: &[Token],
    range: &Range<usize>,
) -> Option<Span> {
    let (sentence, share) = rival::sentence_without(reading, range)?;
    let reach = rival::reach(reading.index, sentence);
    if share < SAME_SAID || rival::is_near(reading, words, name, reach) {
        return None;
    }
    let text = &reading.index.page().text;
    let facets = reading.index.facets(sentence);
    let named = bearer::names(reading.index, sentence)
        .find(|(span, _)| bearer::is_speaking(text, facets, *span));
    let (span, other) = match named {
        Some((span, other)) => (span, other.folded.clone()),
        None if is_said_by_pronoun(text, facets) => {
            let voice = last_voice(reading, name, sentence)?;
            (voice.span, voice.name)
        }
        None => return None,
    };
    (!alias::may_be_one(&other, &name.folded)).then_some(span)
}

/// Whether a pronoun is the subject of a word that reports.
fn is_said_by_pronoun(text: &str, facets: &[Facet]) -> bool {
    facets.iter().any(|facet| {
        let before = text.get(..facet.span.start).unwrap_or_default().trim_end();
        let word = before.rsplit(|c: char| !c.is_alphanumeric()).next();
        matches!(facet.value, Value::Certainty(_))
            && matches!(word, Some("He" | "She" | "he" | "she"))
    })
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
    fn a_speaker_named_before_goes_on_speaking() {
        for (claim, page, expected) in [
            (
                "“The eels are back,” said Cora Webb.",
                "Ada Lane spoke to the council.\n“The eels are back,” she said.",
                "Cora Webb | Ada Lane",
            ),
            (
                "“The eels are back,” said Cora Webb.",
                "“It rained,” Ada Lane said.\n“The eels are back.”",
                "Cora Webb | Ada Lane",
            ),
            // Cora Webb is named in between.
            (
                "“The eels are back,” said Cora Webb.",
                "Ada Lane met Cora Webb.\n“The eels are back,” she said.",
                "",
            ),
            // Nobody is named.
            (
                "“The eels are back,” said Cora Webb.",
                "“The eels are back,” she said.",
                "",
            ),
        ] {
            check(claim, page, expected);
        }
    }

    #[test]
    fn whom_a_spokesman_speaks_for_differs() {
        let page = "A spokesman for Hexley said: “The eels are back.”";
        check("A spokesman for Hexley said: “The eels are back.”", page, "");
        check(
            "The Dunmarrow council said: “The eels are back.”",
            page,
            "The Dunmarrow council | A spokesman for Hexley",
        );
    }

    #[test]
    fn words_said_twice_are_of_all_who_said_them() {
        let page =
            "“The eels are back,” said Ada Lane.\n“The eels are back,” said Cora Webb.";
        check("“The eels are back,” said Cora Webb.", page, "");
        check("“The eels are back,” said Ben Ross.", page, "Ben Ross | Ada Lane");
    }

    #[test]
    fn a_body_speaks_by_the_mouth_of_its_people() {
        let page = "The WHC met on Monday.\n“The eels are back,” said Ada Lane.";
        check("“The eels are back,” the WHC said.", page, "");
    }

    /// The speakers where they differ in what is told without quotation marks.
    #[track_caller]
    fn check_reported(claim: &str, text: &str, expected: &str) {
        let claim = claim::read(claim, None);
        let page = page::from_text(None, text);
        let index = Index::new(&page);
        let shown = reported(&Reading::new(&claim, &index)).map(|difference| {
            let own = difference.claim.of(claim.text());
            format!("{own} | {}", difference.page.of(&page.text))
        });
        assert_eq!(shown.unwrap_or_default(), expected, "{:?} / {text:?}", claim.text());
    }

    #[test]
    fn another_reporter_of_the_same_differs() {
        let claim = "Cora Webb said that the eels had come back to the old lock.";
        for (claim, page, expected) in [
            (
                claim,
                "Ada Lane said the eels had come back to the old lock.",
                "Cora Webb | Ada Lane",
            ),
            (
                claim,
                "Ada Lane spoke on Monday. She said the eels had come back to the old lock.",
                "Cora Webb | Ada Lane",
            ),
            (
                "According to Cora Webb, the eels had come back to the old lock.",
                "Ada Lane said the eels had come back to the old lock.",
                "Cora Webb | Ada Lane",
            ),
            (
                claim,
                "Cora Webb spoke on Monday. Ada Lane said the eels had come back to the lock.",
                "",
            ),
            // An outlet prints what others say.
            (
                "Reuters said that the eels had come back to the old lock.",
                "Ada Lane said the eels had come back to the old lock.",
                "",
            ),
            (claim, "The eels had come back to the old lock.", ""),
        ] {
            check_reported(claim, page, expected);
        }
    }

    #[test]
    fn a_speaker_not_named_may_be_anybody() {
        for claim in [
            "“It is a debt we owe to the river,” she said.",
            "“It is a debt we owe to the river,” the mayor said.",
            "“It is a debt we owe to the river,” said Austria's minister.",
            // The page has a pronoun after his name.
            "“We will see it done by spring,” said Ben Ross.",
        ] {
            check(claim, PAGE, "");
        }
    }
}
