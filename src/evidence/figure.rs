//! Whether a page has the figures, sums and percentages of a claim.
//!
//! A figure differs only where both sides surely speak of the same thing: the sentence
//! holds most of the claim, the figures are of one kind and count the same, and the
//! page's figure is not one that the claim gives as well.

use crate::claim::{Agreement, Facet, Form, Quantity, Value, number};
use crate::evidence::reading::Reading;
use crate::evidence::status::{Near, Seen, Status};
use crate::evidence::{Difference, Kind};

/// What the page has of each figure of the claim: index of the detail, and status.
pub(crate) fn compare(reading: &Reading<'_>) -> Vec<(usize, Status)> {
    let figures = reading.facets().filter_map(|(at, facet)| {
        let quantity = quantity(facet)?;
        Some((at, status(reading, facet, quantity)))
    });
    figures.collect()
}

/// The quantity of a detail, if it is a figure.
pub(crate) const fn quantity(facet: &Facet) -> Option<&Quantity> {
    match &facet.value {
        Value::Number(quantity) | Value::Money(quantity) | Value::Percent(quantity) => {
            Some(quantity)
        }
        _ => None,
    }
}

fn status(reading: &Reading<'_>, facet: &Facet, wanted: &Quantity) -> Status {
    if let Some(difference) = in_its_place(reading, facet, wanted) {
        return Status::Differs(difference);
    }
    let page = &reading.index.page().text;
    let mut near = Near::default();
    for &sentence in &reading.near {
        for other in reading.index.facets(sentence) {
            let Some(given) = quantity(other).filter(|_| comparable(facet, other)) else {
                continue;
            };
            let agreement = number::agree(wanted, given);
            let sure = agreement == Agreement::Differs
                && same_thing(facet, other)
                && !is_taken(reading, given)
                && !(is_part(reading.claim.text(), facet) && is_part(page, other));
            let is_bare = wanted.unit.is_empty() && given.unit.is_empty();
            let span = other.span;
            let seen = Seen { sentence, span, agreement, sure, is_bare };
            near.see(reading, facet.span, seen);
        }
    }
    near.status(Kind::Number, facet.span).unwrap_or_else(|| {
        let is_same = |other: &Facet| {
            quantity(other).is_some_and(|given| {
                comparable(facet, other)
                    && number::agree(wanted, given) == Agreement::Same
            })
        };
        let index = reading.index;
        let all = 0..index.sentences().len();
        let likely = all.filter(|&at| index.measures(at).iter().any(is_same));
        let mut figures = likely.flat_map(|sentence| index.facets(sentence));
        let same = figures.find(|other| is_same(other));
        same.map_or(Status::Missing, |other| Status::Elsewhere(other.span))
    })
}

/// The figure that stands in the closest sentence exactly where the claim has another.
fn in_its_place(
    reading: &Reading<'_>,
    facet: &Facet,
    wanted: &Quantity,
) -> Option<Difference> {
    let page = reading.replaced(reading.tokens_at(facet.span))?;
    let &best = reading.retrieval.ranked.first()?;
    let other =
        reading.index.facets(best).iter().find(|other| other.span.overlaps(page))?;
    let given = quantity(other)?;
    let differs = number::agree(wanted, given) == Agreement::Differs;
    (differs && comparable(facet, other)).then_some(Difference {
        kind: Kind::Number,
        claim: facet.span,
        page: other.span,
    })
}

/// Whether a figure counts a part of something (`two of the five islands`). Two parts of
/// one whole are different things as a rule: the rest is a part, too.
fn is_part(text: &str, facet: &Facet) -> bool {
    text.get(facet.span.end..).is_some_and(|after| after.starts_with(" of "))
}

/// Whether the claim itself gives the page's figure, as another of its details.
fn is_taken(reading: &Reading<'_>, given: &Quantity) -> bool {
    let mut figures = reading.claim.facets.iter().filter_map(quantity);
    figures.any(|figure| number::agree(figure, given) == Agreement::Same)
}

/// Whether two figures are of kinds that can be held against one another.
fn comparable(claim: &Facet, page: &Facet) -> bool {
    match (&claim.value, &page.value) {
        (Value::Money(a), Value::Money(b)) => {
            a.unit == b.unit || a.unit.is_empty() || b.unit.is_empty()
        }
        (Value::Percent(_), Value::Percent(_)) => true,
        (Value::Number(a), Value::Percent(_)) => a.form == Form::Fraction,
        (Value::Percent(_), Value::Number(b)) => b.form == Form::Fraction,
        (Value::Number(a), Value::Number(b)) => {
            (a.form == Form::Ordinal) == (b.form == Form::Ordinal)
        }
        _ => false,
    }
}

/// Whether two figures surely count the same thing.
fn same_thing(claim: &Facet, page: &Facet) -> bool {
    if !comparable(claim, page) {
        return false;
    }
    match (quantity(claim), quantity(page)) {
        (Some(a), Some(b)) => a.form == b.form && a.unit == b.unit,
        _ => false,
    }
}
