//! What was read from a draft, as JSON.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::claim::{Bound, Claim, Facet, Form, Grain, Quantity, Speaker, Value, When};
use crate::outlet::{Citation, How, Outlets, Resolution};
use crate::report::json::SCHEMA;
use crate::report::json::line::line;
use crate::report::{Extract, title};
use crate::rule::Note;

/// Writes what was read from a draft, on one line.
#[must_use]
pub fn extract(extract: Extract<'_>) -> String {
    line(&JsonExtract::new(extract))
}

/// The whole.
#[derive(Debug, Serialize)]
pub(super) struct JsonExtract<'r> {
    schema: u32,
    draft: JsonDraft<'r>,
    paragraphs: Vec<JsonParagraph>,
    sentences: Vec<JsonSentence<'r>>,
    citations: Vec<JsonCitation<'r>>,
    claims: Vec<JsonClaim<'r>>,
    notes: Vec<JsonNote<'r>>,
}

#[derive(Debug, Serialize)]
struct JsonDraft<'r> {
    name: &'r str,
    title: Option<&'r str>,
    date: Option<String>,
    sha256: &'r str,
}

#[derive(Debug, Serialize)]
struct JsonParagraph {
    index: usize,
    start: usize,
    end: usize,
    kind: &'static str,
}

#[derive(Debug, Serialize)]
struct JsonSentence<'r> {
    paragraph: usize,
    start: usize,
    end: usize,
    text: &'r str,
}

#[derive(Debug, Serialize)]
struct JsonCitation<'r> {
    paragraph: usize,
    start: usize,
    end: usize,
    text: &'r str,
    outlet: Option<&'r str>,
    edition: Option<&'r str>,
    year: Option<i16>,
    date: Option<String>,
    url: Option<&'r str>,
    description: Option<&'r str>,
    via: Option<&'r str>,
    resolved: bool,
    how: Option<&'static str>,
    suggestions: Vec<&'r str>,
}

#[derive(Debug, Serialize)]
struct JsonClaim<'r> {
    id: String,
    paragraph: usize,
    start: usize,
    end: usize,
    text: &'r str,
    plain: &'r str,
    checkable: bool,
    reason: Option<&'static str>,
    facets: Vec<JsonFacet<'r>>,
}

#[derive(Debug, Serialize)]
struct JsonFacet<'r> {
    kind: &'static str,
    start: usize,
    end: usize,
    text: &'r str,
    value: Option<BTreeMap<&'static str, serde_json::Value>>,
    speaker: Option<JsonSpeaker<'r>>,
}

#[derive(Debug, Serialize)]
struct JsonSpeaker<'r> {
    start: usize,
    end: usize,
    text: &'r str,
    name: Option<&'r str>,
}

#[derive(Debug, Serialize)]
struct JsonNote<'r> {
    rule: &'static str,
    start: usize,
    end: usize,
    message: &'r str,
}

/// The id of a claim in JSON: `c1` for the first.
pub(super) fn claim_id(index: usize) -> String {
    format!("c{}", index + 1)
}

impl<'r> JsonExtract<'r> {
    pub(super) fn new(extract: Extract<'r>) -> Self {
        let Extract { outlets, draft, claims, citations } = extract;
        let paragraphs = draft.paragraphs.iter().enumerate().map(|(index, paragraph)| {
            let span = paragraph.span();
            let kind = paragraph.kind.name();
            JsonParagraph { index, start: span.start, end: span.end, kind }
        });
        let sentences = claims.sentences.iter().map(|(paragraph, span)| JsonSentence {
            paragraph: *paragraph,
            start: span.start,
            end: span.end,
            text: span.of(&draft.text),
        });
        let cited = citations.citations.iter();
        let claimed = claims.claims.iter().enumerate();
        let notes = draft.notes.iter().chain(&citations.notes);
        Self {
            schema: SCHEMA,
            draft: JsonDraft {
                name: &draft.name,
                title: title(draft),
                date: draft.date.map(|date| date.to_string()),
                sha256: &draft.sha256,
            },
            paragraphs: paragraphs.collect(),
            sentences: sentences.collect(),
            citations: cited.map(|one| citation(one, &draft.text, outlets)).collect(),
            claims: claimed.map(|(at, one)| claim(at, one, &draft.text)).collect(),
            notes: notes.map(note).collect(),
        }
    }
}

fn note(note: &Note) -> JsonNote<'_> {
    JsonNote {
        rule: note.rule.slug(),
        start: note.span.start,
        end: note.span.end,
        message: &note.message,
    }
}

fn citation<'r>(
    citation: &'r Citation,
    text: &'r str,
    outlets: &'r Outlets,
) -> JsonCitation<'r> {
    let mut json = JsonCitation {
        paragraph: citation.paragraph,
        start: citation.span.start,
        end: citation.span.end,
        text: citation.span.of(text),
        outlet: None,
        edition: None,
        year: citation.year,
        date: citation.date.map(|date| date.to_string()),
        url: citation.url.as_deref(),
        description: citation.description.as_deref(),
        via: citation.via.as_deref(),
        resolved: false,
        how: None,
        suggestions: Vec::new(),
    };
    match &citation.resolution {
        Resolution::Known { outlet, edition, how } => {
            json.outlet = Some(&outlets.outlet(*outlet).name);
            json.edition = edition.as_deref();
            json.resolved = true;
            json.how = Some(how_name(*how));
        }
        Resolution::Ambiguous(ids) => {
            json.suggestions = ids.iter().map(|id| &*outlets.outlet(*id).name).collect();
        }
        Resolution::Unknown(nearest) => {
            json.suggestions = nearest.iter().map(String::as_str).collect();
        }
    }
    json
}

const fn how_name(how: How) -> &'static str {
    match how {
        How::Name => "name",
        How::Alias => "alias",
        How::Host => "host",
        How::Edition => "edition",
    }
}

fn claim<'r>(index: usize, claim: &'r Claim, text: &'r str) -> JsonClaim<'r> {
    let span = claim.span();
    JsonClaim {
        id: claim_id(index),
        paragraph: claim.paragraph,
        start: span.start,
        end: span.end,
        text: span.of(text),
        plain: claim.text(),
        checkable: claim.checkable.reason().is_none(),
        reason: claim.checkable.reason(),
        facets: claim.facets.iter().map(|one| facet(one, claim, text)).collect(),
    }
}

fn facet<'r>(facet: &'r Facet, claim: &Claim, text: &'r str) -> JsonFacet<'r> {
    let span = claim.plain.source(facet.span);
    let speaker = match &facet.value {
        Value::Quotation { speaker: Some(speaker) } => {
            Some(json_speaker(speaker, claim, text))
        }
        _ => None,
    };
    JsonFacet {
        kind: facet.value.kind(),
        start: span.start,
        end: span.end,
        text: span.of(text),
        value: value(&facet.value),
        speaker,
    }
}

fn json_speaker<'r>(
    speaker: &'r Speaker,
    claim: &Claim,
    text: &'r str,
) -> JsonSpeaker<'r> {
    let span = claim.plain.source(speaker.span);
    JsonSpeaker {
        start: span.start,
        end: span.end,
        text: span.of(text),
        name: speaker.name.as_deref(),
    }
}

/// What a detail says, as an object; `None` where its kind and text say it all.
fn value(value: &Value) -> Option<BTreeMap<&'static str, serde_json::Value>> {
    let fields = match value {
        Value::Quotation { .. } | Value::Title | Value::Negation => return None,
        Value::Number(quantity) | Value::Money(quantity) | Value::Percent(quantity) => {
            return Some(quantity_value(quantity));
        }
        Value::Date(when) => return Some(date_value(when)),
        Value::Name(name) => {
            vec![("name", name.folded.clone().into()), ("role", name.role.clone().into())]
        }
        Value::Certainty(certainty) => vec![("certainty", certainty.name().into())],
    };
    Some(fields.into_iter().collect())
}

/// Amounts are strings: a decimal fraction does not survive a reader that has only
/// binary ones.
fn quantity_value(quantity: &Quantity) -> BTreeMap<&'static str, serde_json::Value> {
    let bound = match quantity.bound {
        Bound::Exact => "exact",
        Bound::About => "about",
        Bound::AtLeast => "at-least",
        Bound::AtMost => "at-most",
    };
    let form = match quantity.form {
        Form::Cardinal => "cardinal",
        Form::Ordinal => "ordinal",
        Form::Fraction => "fraction",
        Form::Multiple => "multiple",
        Form::Vague => "vague",
        Form::Age => "age",
    };
    let upper = quantity.upper.map(|upper| upper.normalize().to_string());
    BTreeMap::from([
        ("amount", quantity.amount.normalize().to_string().into()),
        ("upper", upper.into()),
        ("bound", bound.into()),
        ("unit", Some(&quantity.unit).filter(|unit| !unit.is_empty()).cloned().into()),
        ("form", form.into()),
    ])
}

fn date_value(when: &When) -> BTreeMap<&'static str, serde_json::Value> {
    let grain = match when.grain {
        Grain::Day => "day",
        Grain::Week => "week",
        Grain::Month => "month",
        Grain::Quarter => "quarter",
        Grain::Year => "year",
        Grain::Decade => "decade",
        Grain::Century => "century",
    };
    BTreeMap::from([
        ("first", when.first.map(|day| day.to_string()).into()),
        ("last", when.last.map(|day| day.to_string()).into()),
        ("grain", grain.into()),
        ("relative", when.relative.into()),
    ])
}
