//! Whether two figures count the same thing.

use crate::claim::{Facet, Form, Quantity, Value, number};
use crate::evidence::contender::Thing;
use crate::evidence::figure::quantity;
use crate::evidence::reading::Reading;
use crate::evidence::token::Token;
use crate::text::Span;

/// How far a figure of the claim and one of a sentence, both comparable, are of one thing.
pub(super) fn thing(
    reading: &Reading<'_>,
    claim: &Facet,
    sentence: usize,
    page: &Facet,
) -> Thing {
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
        | (Form::Fraction, Form::Fraction) => Thing::Unit,
        (Form::Ordinal, Form::Ordinal) if own.unit == other.unit => Thing::Same,
        (Form::Cardinal | Form::Vague, Form::Cardinal | Form::Vague) => {
            counted(reading, (claim, own), sentence, (page, other))
        }
        (a, b) if a == b => Thing::Unknown,
        // An age may be told without a word of years.
        (Form::Age, Form::Cardinal) | (Form::Cardinal, Form::Age)
            if own.amount == other.amount =>
        {
            Thing::Unknown
        }
        _ => Thing::Other,
    }
}

/// The same for two counts or measures.
fn counted(
    reading: &Reading<'_>,
    (claim, own): (&Facet, &Quantity),
    sentence: usize,
    (page, other): (&Facet, &Quantity),
) -> Thing {
    if own.unit.is_empty() || other.unit.is_empty() {
        let both = own.unit.is_empty() && other.unit.is_empty();
        return if both { Thing::Bare } else { Thing::Unknown };
    }
    match (number::dimension(&own.unit), number::dimension(&other.unit)) {
        (None, None) => {}
        (a, b) if a != b => return Thing::Other,
        _ if own.unit == other.unit => return Thing::Unit,
        _ => return Thing::Unknown,
    }
    if own.unit == other.unit {
        return Thing::Same;
    }
    let words = reading.index.words(sentence);
    let holds = |tokens: &[Token], noun: Option<&Token>| {
        noun.is_some_and(|noun| tokens.iter().any(|token| token.stem == noun.stem))
    };
    let page_text = &reading.index.page().text;
    let noun = noun_of(words, page.span, page_text, &other.unit);
    let own_noun = noun_of(&reading.tokens, claim.span, reading.claim.text(), &own.unit);
    if holds(&reading.tokens, noun) || holds(words, own_noun) {
        Thing::Other
    } else {
        Thing::Unknown
    }
}

/// How many words after a figure may hold the noun it counts.
const REACH: usize = 4;
/// How many letters of a noun stay the same in its plural.
const STABLE: usize = 3;

/// The word soon after the figure at `place` that its unit was read from.
fn noun_of<'t>(
    tokens: &'t [Token],
    place: Span,
    text: &str,
    unit: &str,
) -> Option<&'t Token> {
    let first = tokens.partition_point(|token| token.span.start < place.end);
    let start: String = unit.chars().take(STABLE).collect();
    let is_noun = |token: &&Token| {
        let word = token.span.of(text).chars().take(STABLE);
        word.flat_map(char::to_lowercase).eq(start.chars())
    };
    tokens[first..].iter().take(REACH).find(is_noun)
}
