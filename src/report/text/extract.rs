//! What was read from a draft, for a person.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::claim::{Checkable, Claim};
use crate::outlet::{Citation, Resolution};
use crate::report::Extract;
use crate::report::escape::escape;
use crate::report::line::{Lines, flat};
use crate::report::outlet_name;
use crate::report::text::line::hang;
use crate::report::text::paint::Paint;
use crate::report::text::paragraph::{head, names};
use crate::report::text::{TextOptions, width};

/// Writes the paragraphs of a draft with their claims, details and citations.
#[must_use]
pub fn extract(extract: Extract<'_>, options: &TextOptions) -> String {
    let (width, paint) = (width(options), Paint::new(options.color));
    let draft = extract.draft;
    let lines = Lines::of(&draft.text);
    let mut out = head(extract, paint);
    let mut claims = extract.claims.claims.iter().peekable();
    let mut cited: BTreeMap<usize, Vec<&Citation>> = BTreeMap::new();
    for citation in &extract.citations.citations {
        cited.entry(citation.paragraph).or_default().push(citation);
    }
    for (at, name) in names(draft).iter().enumerate() {
        let start = draft.paragraphs[at].span().start;
        let place = format!("{name}, line {}", lines.number(start));
        out.push_str(&paint.strong(&place));
        out.push('\n');
        while let Some(claim) = claims.next_if(|claim| claim.paragraph <= at) {
            out.push_str(&one_claim(claim, width, paint));
        }
        for citation in cited.get(&at).into_iter().flatten() {
            out.push_str(&one_citation(extract, citation, width, paint));
        }
        out.push('\n');
    }
    out.push_str(&notes(extract, &lines, width, paint));
    out
}

/// A claim, and its details beneath.
fn one_claim(claim: &Claim, width: usize, paint: Paint) -> String {
    let mut out = hang("  - ", &escape(&flat(claim.text())), width);
    if let Some(reason) = claim.checkable.reason() {
        out.push_str(&hang(
            "    ",
            &paint.faint(&format!("not checked: {reason}")),
            width,
        ));
    }
    if claim.checkable == Checkable::Yes && !claim.facets.is_empty() {
        let details: Vec<String> = claim
            .facets
            .iter()
            .map(|facet| {
                let words = flat(facet.span.of(claim.text()));
                format!("{} “{}”", facet.value.kind(), escape(&words))
            })
            .collect();
        out.push_str(&hang("    ", &details.join(" · "), width));
    }
    out
}

/// A citation, and what its label means.
fn one_citation(
    extract: Extract<'_>,
    citation: &Citation,
    width: usize,
    paint: Paint,
) -> String {
    let name = outlet_name(extract.outlets, &citation.resolution, &citation.label);
    let mut text = escape(&flat(&citation.label)).into_owned();
    match &citation.resolution {
        Resolution::Known { edition, .. } => {
            if name != citation.label {
                let _ = write!(text, " = {}", escape(name));
            }
            if let Some(edition) = edition {
                let _ = write!(text, ", edition {}", escape(edition));
            }
        }
        Resolution::Ambiguous(ids) => {
            let named: Vec<&str> =
                ids.iter().map(|id| &*extract.outlets.outlet(*id).name).collect();
            let _ = write!(text, " could be any of: {}", escape(&named.join(", ")));
        }
        Resolution::Unknown(nearest) if nearest.is_empty() => {
            text.push_str(" is no outlet in the registry");
        }
        Resolution::Unknown(nearest) => {
            let nearest = nearest.join(", ");
            let _ =
                write!(text, " is no outlet in the registry; near: {}", escape(&nearest));
        }
    }
    for (label, value) in [
        ("year", citation.year.map(|year| year.to_string())),
        ("date", citation.date.map(|date| date.to_string())),
        ("at", citation.url.clone()),
        ("about", citation.description.clone()),
        ("via", citation.via.clone()),
    ] {
        if let Some(value) = value {
            let _ = write!(text, ", {label} {}", escape(&flat(&value)));
        }
    }
    hang(&paint.faint("  cites  "), &text, width)
}

/// What was odd about the draft.
fn notes(extract: Extract<'_>, lines: &Lines, width: usize, paint: Paint) -> String {
    let notes = extract.draft.notes.iter().chain(&extract.citations.notes);
    let mut out = String::new();
    for note in notes {
        let severity = note.rule.severity();
        let slug = format!("{severity}[{}]", note.rule);
        let first = paint.severity(severity, &slug) + "  ";
        let line = lines.number(note.span.start);
        let text = format!("line {line}: {}", escape(&flat(&note.message)));
        out.push_str(&hang(&first, &text, width));
    }
    out
}
