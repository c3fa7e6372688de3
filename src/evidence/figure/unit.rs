//! Whether two figures count the same thing.

use crate::claim::{Facet, Form, Quantity, Value, number};
use crate::evidence::figure::quantity;
use crate::evidence::reading::Reading;
use crate::evidence::rival::Thing;
use crate::evidence::token::Token;

/// How far a figure of the claim and one of the page, both comparable, are of one thing.
pub(super) fn thing(reading: &Reading<'_>, claim: &Facet, page: &Facet) -> Thing {
    let (Some(own), Some(other)) = (quantity(claim), quantity(page)) else {
        return Thing::Other;
    };
    match (&claim.value, &page.value) {
        (Value::Number(_), Value::Number(_)) => {}
        (Value::Money(_), Value::Money(_)) | (Value::Percent(_), Value::Percent(_)) => {
            return Thing::Kin;
        }
        _ => return Thing::Bare,
    }
    match (own.form, other.form) {
        (Form::Age, Form::Age)
        | (Form::Multiple, Form::Multiple)
        | (Form::Fraction, Form::Fraction) => Thing::Kin,
        (Form::Ordinal, Form::Ordinal) if own.unit == other.unit => Thing::Same,
        (Form::Cardinal | Form::Vague, Form::Cardinal | Form::Vague) => {
            counted(reading, (claim, own), (page, other))
        }
        (a, b) if a == b => Thing::Unknown,
        _ => Thing::Other,
    }
}

/// The same for two counts or measures.
fn counted(
    reading: &Reading<'_>,
    (claim, own): (&Facet, &Quantity),
    (page, other): (&Facet, &Quantity),
) -> Thing {
    if own.unit.is_empty() || other.unit.is_empty() {
        let both = own.unit.is_empty() && other.unit.is_empty();
        return if both { Thing::Bare } else { Thing::Unknown };
    }
    match (number::dimension(&own.unit), number::dimension(&other.unit)) {
        (None, None) => {}
        (a, b) if a != b => return Thing::Other,
        _ if own.unit == other.unit => return Thing::Kin,
        _ => return Thing::Unknown,
    }
    if own.unit == other.unit {
        return Thing::Same;
    }
    let index = reading.index;
    let claim_text = reading.claim.text();
    let page_text = &index.page().text;
    let near = |sentence: &Token| sentence.span.start >= page.span.end;
    let first = index.tokens().partition_point(|token| !near(token));
    let noun = noun_of(&index.tokens()[first..], page_text, &other.unit);
    let own_first =
        reading.tokens.partition_point(|token| token.span.start < claim.span.end);
    let own_noun = noun_of(&reading.tokens[own_first..], claim_text, &own.unit);
    let is_claimed = noun
        .is_some_and(|noun| reading.tokens.iter().any(|token| token.stem == noun.stem));
    let is_told = own_noun.is_some_and(|noun| !index.holding(noun.stem).is_empty());
    if is_claimed || is_told { Thing::Other } else { Thing::Unknown }
}

/// How many words after a figure may hold the noun it counts.
const REACH: usize = 4;
/// How many letters of a noun stay the same in its plural.
const STABLE: usize = 3;

/// The word among the first of `tokens` that a unit was read from.
fn noun_of<'t>(tokens: &'t [Token], text: &str, unit: &str) -> Option<&'t Token> {
    let start: String = unit.chars().take(STABLE).collect();
    let is_noun = |token: &&Token| {
        let word = token.span.of(text).chars().take(STABLE);
        word.flat_map(char::to_lowercase).eq(start.chars())
    };
    tokens.iter().take(REACH).find(is_noun)
}
