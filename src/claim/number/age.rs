//! Ages: `aged 34`, `34-year-old`, `34 years old`, `Ada Lane, 34,`.

use rust_decimal::Decimal;

use super::Term;
use crate::claim::token::Tokens;
use crate::claim::{Bound, Facet, Form, Quantity, Value};

/// Oldest age taken for one when only commas tell.
const OLDEST: u16 = 110;
/// Youngest age taken for one after a common noun: `the driver, 34, was`.
const GROWN: u16 = 16;

/// Reads the figure as an age, if it is one.
pub(super) fn read(t: &Tokens, term: &Term, floor: usize) -> Option<(Facet, usize)> {
    if term.unit.is_some() || term.core.form != Form::Cardinal {
        return None;
    }
    let (first, end, unit) = old(t, term)
        .or_else(|| aged(t, term, floor))
        .or_else(|| between_commas(t, term))?;
    let quantity = Quantity {
        amount: term.core.amount.normalize(),
        upper: None,
        bound: Bound::Exact,
        precision: Decimal::ONE,
        unit: unit.to_owned(),
        form: Form::Age,
    };
    Some((Facet { span: t.place(first, end), value: Value::Number(quantity) }, end))
}

/// `34-year-old`, `six months old`, `34-year-olds`.
fn old(t: &Tokens, term: &Term) -> Option<(usize, usize, &'static str)> {
    let at = term.end + usize::from(t.joins(term.end, '-'));
    let unit = match t.word(at) {
        "year" | "years" => "year",
        "month" | "months" => "month",
        "week" | "weeks" => "week",
        "day" | "days" => "day",
        _ => return None,
    };
    let last = at + 1 + usize::from(t.joins(at + 1, '-'));
    let is_old = matches!(t.word(last), "old" | "olds")
        || t.word(last) == "of" && t.word(last + 1) == "age";
    let past = last + 1 + usize::from(t.word(last) == "of");
    is_old.then_some((term.first, past, unit))
}

/// `aged 34`, `age of 34`, `at age 34`, `, at 34,`.
fn aged(t: &Tokens, term: &Term, floor: usize) -> Option<(usize, usize, &'static str)> {
    let of = usize::from(t.word(term.first.wrapping_sub(1)) == "of");
    let at = term.first.checked_sub(1 + of).filter(|&at| at >= floor)?;
    let is_aged = match t.word(at) {
        "aged" => of == 0,
        "age" | "ages" => true,
        // `Lane, at 34, was`.
        "at" => {
            of == 0
                && t.is(at.wrapping_sub(1), ',')
                && t.is(term.end, ',')
                && t.small(term.first).is_some_and(|n| (1..=OLDEST).contains(&n))
        }
        _ => false,
    };
    is_aged.then_some((at, term.end, "year"))
}

/// `Ada Lane, 34,`.
fn between_commas(t: &Tokens, term: &Term) -> Option<(usize, usize, &'static str)> {
    let before = term.first.wrapping_sub(1);
    let is_set_off = t.is(before, ',') && (t.is(term.end, ',') || t.is(term.end, '.'));
    let noun = t.word(before.wrapping_sub(1));
    let is_person = t.is(term.end, ',')
        && !t.word(term.end + 1).is_empty()
        && t.small(term.first).is_some_and(|n| n >= GROWN)
        && !noun.ends_with('s');
    let is_named =
        !noun.is_empty() && (t.is_capital(before.wrapping_sub(1)) || is_person);
    let is_age = t.small(term.first).is_some_and(|n| (1..=OLDEST).contains(&n));
    let is_full_stop = t.is(term.end, '.')
        && t.kind(term.end + 1).is_some_and(|_| t.glued(term.end + 1));
    (is_set_off && is_named && is_age && !is_full_stop && term.end == term.first + 1)
        .then_some((term.first, term.end, "year"))
}
