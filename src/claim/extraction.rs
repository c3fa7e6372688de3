//! From a draft to its sentences and claims.

use crate::claim::reading::Reading;
use crate::claim::speaker::{self, Mention};
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
        self.mentions.extend(speaker::mentions(plain.text(), &facets));
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
    for quoted in speech.iter().filter(|quoted| quoted.outer.overlaps(place)) {
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
        let at = facets.partition_point(|facet| facet.span.start < span.start);
        facets.insert(at, Facet { span, value: Value::Quotation { speaker: None } });
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
