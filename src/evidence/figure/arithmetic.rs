//! Figures that a page does not give but for those it is reckoned from.

use rust_decimal::Decimal;

use crate::claim::{Bound, Facet, Form, Quantity, Value};
use crate::evidence::figure::quantity;
use crate::evidence::reading::Reading;
use crate::text::Span;

/// Figures of one sentence that are reckoned with; a table has more.
const MOST: usize = 12;
/// Smallest figure that is taken for a sum: a small one is too often one by chance.
const LEAST: i64 = 8;

/// Where a close sentence gives two figures whose sum, difference or part is the claim's.
///
/// Both must count what the claim counts, by the same word.
pub(super) fn derived(
    reading: &Reading<'_>,
    facet: &Facet,
    wanted: &Quantity,
) -> Option<Span> {
    if wanted.form == Form::Fraction {
        return share(reading, wanted);
    }
    let is_plain = wanted.form == Form::Cardinal && wanted.upper.is_none();
    if !is_plain || wanted.unit.is_empty() {
        return None;
    }
    let is_money = matches!(facet.value, Value::Money(_));
    reading.near.iter().find_map(|&sentence| {
        let given = reading.index.facets(sentence).iter().filter_map(|other| {
            let given = quantity(other)?;
            let is_kind = matches!(other.value, Value::Money(_)) == is_money;
            (is_kind || given.form == Form::Fraction).then_some((other.span, given))
        });
        let given: Vec<(Span, &Quantity)> = given.take(MOST).collect();
        pair(&given, wanted)
    })
}

/// Where a close sentence tells a share by its two counts: `five of the ten`.
fn share(reading: &Reading<'_>, wanted: &Quantity) -> Option<Span> {
    let page = &reading.index.page().text;
    reading.near.iter().find_map(|&sentence| {
        let figures: Vec<(Span, &Quantity)> = reading
            .index
            .facets(sentence)
            .iter()
            .filter_map(|other| Some((other.span, quantity(other)?)))
            .collect();
        figures.windows(2).find_map(|pair| {
            let [(place, part), (other_place, whole)] = pair else { return None };
            let between = page.get(place.end..other_place.start)?;
            let joins = matches!(between, " of " | " of the " | " out of " | " of its ");
            let is_count = part.form == Form::Cardinal && whole.form == Form::Cardinal;
            let share = part.amount.checked_div(whole.amount)?;
            let gap = (share - wanted.amount).abs();
            (joins && is_count && gap <= wanted.precision / Decimal::TWO)
                .then(|| place.cover(*other_place))
        })
    })
}

fn pair(given: &[(Span, &Quantity)], wanted: &Quantity) -> Option<Span> {
    for (at, &(place, one)) in given.iter().enumerate() {
        for &(other_place, other) in &given[at + 1..] {
            if makes(one, other, wanted) {
                return Some(place.cover(other_place));
            }
        }
    }
    None
}

/// Whether a figure counts people by another word than `people`.
fn are_people(unit: &str, wanted: &str) -> bool {
    wanted == "person"
        && matches!(unit, "boy" | "child" | "civilian" | "girl" | "man" | "woman")
}

/// Whether two figures make the wanted one.
fn makes(one: &Quantity, other: &Quantity, wanted: &Quantity) -> bool {
    let counts = |figure: &Quantity| {
        figure.form == Form::Cardinal
            && (figure.unit == wanted.unit || are_people(&figure.unit, &wanted.unit))
            && figure.bound == Bound::Exact
            && figure.upper.is_none()
    };
    let is_share =
        |figure: &Quantity| figure.form == Form::Fraction && figure.upper.is_none();
    let is_large = wanted.amount >= Decimal::from(LEAST);
    let results = if is_large && counts(one) && counts(other) {
        [one.amount.checked_add(other.amount), one.amount.checked_sub(other.amount)]
    } else if is_share(one) && counts(other) || counts(one) && is_share(other) {
        [one.amount.checked_mul(other.amount), None]
    } else {
        return false;
    };
    let is_wanted = |result: Decimal| {
        let slack = wanted.precision / Decimal::TWO;
        (result.abs() - wanted.amount).abs() < slack.min(wanted.amount / Decimal::TEN)
    };
    results.into_iter().flatten().any(is_wanted)
}

#[cfg(test)]
mod tests {
    use crate::evidence::figure::compare;
    use crate::evidence::sample::told;

    #[track_caller]
    fn check(claim: &str, page: &str, expected: &str) {
        assert_eq!(told(claim, page, None, compare), expected, "{claim:?} / {page:?}");
    }

    #[test]
    fn what_two_figures_of_one_sentence_make_is_stated() {
        for (claim, page, expected) in [
            (
                "The storm sank 19 boats in the harbour of Hexley.",
                "In the harbour of Hexley the storm sank 12 boats on Monday and 7 boats \
                 the day after.",
                "19 stated: 12 boats on Monday and 7",
            ),
            (
                "The ferry at Hexley carries 30 cars fewer than it did.",
                "The ferry at Hexley carries 50 cars now, where it once had 80 cars.",
                "30 stated: 50 cars now, where it once had 80",
            ),
            (
                "Half of the fleet, 21 boats, was lost in the harbour of Hexley.",
                "In the harbour of Hexley half of the 42 boats of the fleet were lost.",
                "Half stated: half; 21 stated: half of the 42",
            ),
            (
                "At Hexley 11 people were taken from the flooded ferry.",
                "Seven men and four women were taken from the flooded ferry at Hexley.",
                "11 stated: Seven men and four",
            ),
            (
                "Three islands off Hexley have no ferry.",
                "Half of the six islands off Hexley have no ferry.",
                "Three stated: Half of the six",
            ),
            (
                "Half of the rowers at Hexley would sit on the new board.",
                "At Hexley five of the 10 rowers would sit on the new board.",
                "Half stated: five of the 10",
            ),
        ] {
            check(claim, page, expected);
        }
    }

    #[test]
    fn two_figures_of_other_things_make_nothing() {
        check(
            "The storm sank 19 boats in the harbour of Hexley.",
            "In the harbour of Hexley the storm sank 12 boats and killed 7 swans.",
            "19 differs: 12",
        );
    }
}
