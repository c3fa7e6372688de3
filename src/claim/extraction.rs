//! From a draft to its sentences and claims.

use crate::claim::mention::{self, Mention};
use crate::claim::reading::Reading;
use crate::claim::speaker::{self, Finder};
use crate::claim::{
    Checkable, Claim, Claims, Facet, Speaker, Value, checkable, facets_of, part,
    quotation,
};
use crate::draft::{Draft, Paragraph, ParagraphKind};
use crate::outlet::{Attribution, Citations};
use crate::text;
use crate::text::{Plain, Quoted, Span};

/// Names of earlier sentences that a pronoun may stand for.
const KEPT: usize = 24;

/// Finds the sentences and claims of a draft.
pub(super) fn extract(draft: &Draft, citations: &Citations) -> Claims {
    let mut claims = Claims::default();
    let mut carried = Carried::default();
    let tails: Vec<&Attribution> =
        citations.attributions.iter().filter(|a| a.tail).collect();
    for (at, paragraph) in draft.paragraphs.iter().enumerate() {
        let whole = paragraph.span();
        let from = tails.partition_point(|tail| tail.source.end <= whole.start);
        let here = tails[from..].iter().take_while(|tail| tail.source.start < whole.end);
        let here: Vec<&Attribution> = here.copied().collect();
        if here.iter().any(|tail| tail.paragraph != at) {
            // An attribution on its own line speaks for another paragraph.
            continue;
        }
        let mut reader =
            Reader { draft, paragraph, at, claims: &mut claims, mentions: Vec::new() };
        reader.read(&here, &mut carried);
    }
    claims
}

/// What one paragraph hands to the next.
#[derive(Default)]
struct Carried {
    /// The opening mark of a quotation that was not closed, and who speaks it.
    open: Option<(char, Option<String>)>,
}

struct Reader<'d, 'c> {
    draft: &'d Draft,
    paragraph: &'d Paragraph,
    at: usize,
    claims: &'c mut Claims,
    /// Names of the paragraph so far.
    mentions: Vec<Mention>,
}

impl Reader<'_, '_> {
    fn read(&mut self, tails: &[&Attribution], carried: &mut Carried) {
        let text = self.paragraph.plain.text();
        let speech = self.speech(carried);
        let mut last_speaker = carried.open.take().and_then(|(_, speaker)| speaker);
        let mut spoke = last_speaker.is_some();
        let mut start = 0;
        let mut bodies = Vec::new();
        for tail in tails {
            bodies.push(Span::new(start, tail.span.start.max(start)));
            start = tail.span.end.max(start);
        }
        bodies.push(Span::new(start, text.len().max(start)));
        for body in bodies {
            let inside = body.of(text);
            if !inside.contains(char::is_alphanumeric) {
                continue;
            }
            for sentence in text::sentences(inside) {
                let place = sentence.shift(body.start);
                self.sentence(place, &speech, &mut last_speaker, &mut spoke);
            }
        }
        if let Some(open) = speech.iter().find(|quoted| !quoted.closed) {
            let mark = text[open.outer.start..].chars().next();
            carried.open = mark.map(|mark| (mark, last_speaker));
        }
    }

    /// Quotations that may be cut by the ends of sentences: long ones, and those that go
    /// on in the next paragraph, which then repeats the opening mark.
    fn speech(&self, carried: &Carried) -> Vec<Quoted> {
        let mut quoted = text::quoted(self.paragraph.plain.text());
        quoted.retain(|quoted| {
            quoted.depth == 0 && (quoted.closed || self.goes_on(quoted, carried))
        });
        quoted
    }

    fn goes_on(&self, open: &Quoted, carried: &Carried) -> bool {
        let text = self.paragraph.plain.text();
        let Some(mark) = text[open.outer.start..].chars().next() else { return false };
        let next = self.draft.paragraphs.get(self.at + 1);
        let repeats = next.is_some_and(|next| {
            next.kind == self.paragraph.kind && next.plain.text().starts_with(mark)
        });
        let continued =
            carried.open.as_ref().is_some_and(|&(earlier, _)| earlier == mark);
        repeats || continued && open.outer.start == 0
    }

    fn sentence(
        &mut self,
        place: Span,
        speech: &[Quoted],
        last_speaker: &mut Option<String>,
        spoke: &mut bool,
    ) {
        let plain = self.paragraph.plain.slice(place);
        let source = self.paragraph.plain.source(place);
        self.claims.sentences.push((self.at, source));
        let reading = Reading::new(plain.text());
        let mut facets = facets_of(&reading, self.draft.date);
        add_cut_speech(&reading, &mut facets, place, speech);
        quotation::resolve(plain.text(), &mut facets, &self.mentions);
        carry_speaker(plain.text(), &mut facets, last_speaker, spoke);
        self.mentions.extend(mention::mentions(plain.text(), &facets));
        let surplus = self.mentions.len().saturating_sub(KEPT);
        self.mentions.drain(..surplus);
        self.claim(&plain, &reading, facets);
    }

    /// Adds the claim or claims of a sentence.
    fn claim(&mut self, plain: &Plain, reading: &Reading<'_>, facets: Vec<Facet>) {
        let heading =
            matches!(self.paragraph.kind, ParagraphKind::Title | ParagraphKind::Heading);
        if heading {
            self.push(plain.clone(), Checkable::Heading, facets);
            return;
        }
        let checkable = checkable::judge(reading, &facets);
        let parts = part::split(reading, &facets);
        if checkable != Checkable::Yes || parts.len() == 1 {
            self.push(plain.clone(), checkable, facets);
            return;
        }
        for part in parts {
            let own = facets.iter().filter(|facet| part.contains(facet.span));
            let own = own.map(|facet| shifted(facet, part.start)).collect();
            self.push(plain.slice(part), Checkable::Yes, own);
        }
    }

    fn push(&mut self, plain: Plain, checkable: Checkable, facets: Vec<Facet>) {
        self.claims.claims.push(Claim { paragraph: self.at, plain, checkable, facets });
    }
}

/// The facet as a place in a text that starts `by` bytes later.
fn shifted(facet: &Facet, by: usize) -> Facet {
    let back = |span: Span| {
        Span::new(span.start.saturating_sub(by), span.end.saturating_sub(by))
    };
    let mut facet = facet.clone();
    facet.span = back(facet.span);
    if let Value::Quotation { speaker: Some(speaker) } = &mut facet.value {
        speaker.span = back(speaker.span);
    }
    facet
}

/// Adds the parts of quotations in `speech` (places in the paragraph) that the sentence at
/// `place` holds without one of their marks.
fn add_cut_speech(
    reading: &Reading<'_>,
    facets: &mut Vec<Facet>,
    place: Span,
    speech: &[Quoted],
) {
    let from = speech.partition_point(|quoted| quoted.outer.end <= place.start);
    for quoted in
        speech[from..].iter().take_while(|quoted| quoted.outer.start < place.end)
    {
        if quoted.closed && place.contains(quoted.outer) {
            continue;
        }
        let start = quoted.inner.start.max(place.start) - place.start;
        let end = quoted.inner.end.min(place.end).saturating_sub(place.start);
        let span = Span::new(start, end).trim(reading.text);
        if span.is_empty() {
            continue;
        }
        // Marks inside were paired without knowing of the one that is out of sight.
        facets.retain(|facet| {
            !matches!(facet.value, Value::Quotation { .. }) || !facet.span.overlaps(span)
        });
        let start = quoted.outer.start.max(place.start) - place.start;
        let end = quoted.outer.end.min(place.end).saturating_sub(place.start);
        let seen = Quoted { inner: span, outer: Span::new(start, end), ..*quoted };
        let names: Vec<Facet> = facets
            .iter()
            .filter(|facet| matches!(facet.value, Value::Name(_)))
            .cloned()
            .collect();
        let found = Finder { reading, names: &names }.find(&seen, None);
        let speaker = found.map(|found| speaker::speaker(reading.text, found, &names));
        let at = facets.partition_point(|facet| facet.span.start < span.start);
        facets.insert(at, Facet { span, value: Value::Quotation { speaker } });
    }
}

/// A quotation that opens its sentence right after another, and names no speaker, has the
/// speaker of that one.
fn carry_speaker(
    text: &str,
    facets: &mut [Facet],
    last_speaker: &mut Option<String>,
    spoke: &mut bool,
) {
    let mut speaks = false;
    for facet in facets {
        let Value::Quotation { speaker } = &mut facet.value else { continue };
        let opens = !text[..facet.span.start].contains(char::is_alphanumeric);
        if speaker.is_none() && opens && *spoke && last_speaker.is_some() {
            let span = Span::new(facet.span.start, facet.span.start);
            *speaker = Some(Speaker { span, name: last_speaker.clone() });
        }
        speaks |= speaker.is_some();
        if let Some(speaker) = speaker {
            last_speaker.clone_from(&speaker.name);
        }
    }
    *spoke = speaks;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft;

    /// Claims of a draft in plain text, one paragraph a line. A `{…}` in it is taken for
    /// an attribution; the marks stay in the text.
    fn claims(text: &str) -> (String, Claims) {
        let mut draft = draft::parse("-", text.as_bytes(), draft::Format::Text);
        for paragraph in &mut draft.paragraphs {
            paragraph.kind = ParagraphKind::Text;
        }
        let mut citations = Citations::default();
        for (at, paragraph) in draft.paragraphs.iter().enumerate() {
            let plain = paragraph.plain.text();
            if let (Some(start), Some(end)) = (plain.find('{'), plain.find('}')) {
                let span = Span::new(start, end + 1);
                let source = paragraph.plain.source(span);
                // On its own line, it speaks for the paragraph before.
                let paragraph = if start == 0 { at.saturating_sub(1) } else { at };
                citations.attributions.push(Attribution {
                    paragraph,
                    span,
                    source,
                    tail: true,
                });
            }
        }
        let claims = extract(&draft, &citations);
        (draft.text, claims)
    }

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let (draft, claims) = claims(text);
        let found: Vec<&str> = claims.claims.iter().map(Claim::text).collect();
        assert_eq!(found, expected);
        for claim in &claims.claims {
            assert_eq!(claim.span().of(&draft), claim.text());
        }
    }

    /// Quotations with the name of their speaker.
    #[track_caller]
    fn check_speech(text: &str, expected: &[(&str, Option<&str>)]) {
        let (_, claims) = claims(text);
        let mut found = Vec::new();
        for claim in &claims.claims {
            for facet in &claim.facets {
                if let Value::Quotation { speaker } = &facet.value {
                    let name = speaker.as_ref().and_then(|speaker| speaker.name.clone());
                    found.push((facet.span.of(claim.text()).to_owned(), name));
                }
            }
        }
        let expected: Vec<(String, Option<String>)> = expected
            .iter()
            .map(|&(words, name)| (words.to_owned(), name.map(str::to_owned)))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn each_sentence_is_a_claim() {
        check(
            "The bill passed. The U.S. Office signed it.\nIt is law.",
            &["The bill passed.", "The U.S. Office signed it.", "It is law."],
        );
    }

    #[test]
    fn an_attribution_at_the_end_is_no_claim() {
        check("The bill passed. It is law. {A, B}", &["The bill passed.", "It is law."]);
        check("The bill passed {A, B}.", &["The bill passed"]);
    }

    #[test]
    fn a_paragraph_that_is_an_attribution_holds_no_claim() {
        check(
            "The bill passed.\n{A, B}\nIt is law.",
            &["The bill passed.", "It is law."],
        );
    }

    #[test]
    fn clauses_of_their_own_are_claims_of_their_own() {
        check(
            "Lane sued the firm, and she won the case.",
            &["Lane sued the firm", "she won the case."],
        );
        let (_, claims) = claims("Lane sued the firm, and she never won the case.");
        assert_eq!(claims.sentences.len(), 1);
        assert_eq!(claims.claims.len(), 1, "no verb right after the pronoun");
    }

    #[test]
    fn the_details_of_a_part_are_places_in_the_part() {
        let (_, claims) = claims("Lane sued the firm, and she was not paid.");
        let part = &claims.claims[1];
        let words: Vec<&str> =
            part.facets.iter().map(|facet| facet.span.of(part.text())).collect();
        assert_eq!((part.text(), words), ("she was not paid.", vec!["not"]));
    }

    #[test]
    fn headings_are_marked() {
        let mut draft = draft::parse("-", b"A title\n\nIt rained.", draft::Format::Text);
        draft.paragraphs[0].kind = ParagraphKind::Title;
        let claims = extract(&draft, &Citations::default());
        assert_eq!(claims.claims[0].checkable, Checkable::Heading);
        assert_eq!(claims.claims[1].checkable, Checkable::Yes);
    }

    #[test]
    fn a_pronoun_stands_for_a_name_of_an_earlier_sentence() {
        check_speech(
            "Ada Lane left. “We won,” she said.",
            &[("We won,", Some("Ada Lane"))],
        );
        check_speech("Ada Lane left.\n“We won,” she said.", &[("We won,", None)]);
    }

    #[test]
    fn a_quotation_goes_on_in_the_next_sentence() {
        check_speech(
            "“We won,” said Ada Lane. “It was hard.” “It is over.”",
            &[
                ("We won,", Some("Ada Lane")),
                ("It was hard.", Some("Ada Lane")),
                ("It is over.", Some("Ada Lane")),
            ],
        );
    }

    #[test]
    fn a_quotation_goes_on_in_the_next_paragraph() {
        check_speech(
            "Ada Lane said: “We won. It was hard.\n“It is over.” She left.",
            &[
                ("We won.", Some("Ada Lane")),
                ("It was hard.", Some("Ada Lane")),
                ("It is over.", Some("Ada Lane")),
            ],
        );
    }

    #[test]
    fn a_mark_never_closed_is_no_quotation() {
        check_speech("Ada Lane said: “We won. It was hard.\nIt is over.", &[]);
    }

    #[test]
    fn hostile_paragraphs_take_linear_time() {
        for unit in [
            "“aa. B ",
            "Bank of ",
            "A “b” ",
            "she said “",
            "; and he was ",
            "(",
            "No ",
            "Aa ",
        ] {
            let (draft, claims) = claims(&unit.repeat(8000));
            assert!(claims.claims.len() <= draft.len());
        }
    }
}

#[cfg(test)]
mod properties {
    use proptest::prelude::*;

    use super::*;
    use crate::claim;
    use crate::draft;

    const TEXT: &str = "(Ada |Lane |said |the |and |who |, |\\. |: |“|”|‘|’|\"|'|\n|U\\.S\\. \
        |will |no |\\(|\\)|; |it |was |called |of |according |to |\\PC){0,50}";

    proptest! {
        #[test]
        fn every_detail_of_any_text_has_a_place(text in TEXT) {
            for facet in claim::facets(&text, None) {
                let inside = text.get(facet.span.start..facet.span.end);
                prop_assert!(inside.is_some_and(|s| !s.is_empty()));
                if let Value::Quotation { speaker: Some(speaker) } = facet.value {
                    prop_assert!(text.get(speaker.span.start..speaker.span.end).is_some());
                }
            }
        }

        #[test]
        fn every_claim_of_any_draft_has_a_place(text in TEXT) {
            let draft = draft::parse("-", text.as_bytes(), draft::Format::Text);
            for claim in extract(&draft, &Citations::default()).claims {
                // A claim may run over the end of a line, which it has as a space.
                let place = claim.span().of(&draft.text).split_whitespace();
                prop_assert!(place.eq(claim.text().split_whitespace()));
                for facet in &claim.facets {
                    let inside = claim.text().get(facet.span.start..facet.span.end);
                    prop_assert!(inside.is_some_and(|s| !s.is_empty()));
                }
            }
        }
    }
}
