//! Figures: in digits and words, with bound, scale and unit, and whether two agree.
//!
//! Conventions that another reader might choose differently:
//!
//! - `precision` of a bare integer is 1, zeros included (`700`), unless a bound stands by
//!   it: `about 700` is told to the hundred. In words it is the last scale word from
//!   `hundred` up, and 1 below a hundred: 100 for `seven hundred`, 1 for `twenty`.
//! - A share in words or as `1/3` is told to 5 percentage points, or to a tenth of itself
//!   if that is less: `half` may stand for 48 %.
//! - `from 5 to 7` is two figures, a change; `5 to 7`, `5-7`, `between 5 and 7` are a
//!   range; falling figures (`3-1`) are two, a score.
//! - `nearly`, `almost` and `close to` are [`Bound::About`].
//! - `$` and `dollars` alone are `usd`; [`agree`] lets them stand for any dollar.

use rust_decimal::Decimal;

use crate::claim::token::{Kind, Tokens};
use crate::claim::{Bound, Facet, Form, Quantity, Value, date};

mod age;
mod agree;
mod bound;
mod digit;
mod lexicon;
mod noun;
mod spoken;
mod term;
mod unit;

pub(crate) use self::agree::agree;
use self::unit::Unit;

/// A figure as written, before bound and unit.
#[derive(Clone, Debug)]
struct Core {
    amount: Decimal,
    precision: Decimal,
    form: Form,
    /// Token it starts at.
    first: usize,
    /// Token after it.
    end: usize,
    /// Whether it is an integer in digits without a scale, whose noughts may be a rounding.
    is_bare: bool,
    /// A bound in the words of the figure itself: `a couple of`.
    bound: Option<Bound>,
}

impl Core {
    const fn new(
        amount: Decimal,
        precision: Decimal,
        form: Form,
        first: usize,
        end: usize,
    ) -> Self {
        Self { amount, precision, form, first, end, is_bare: false, bound: None }
    }
}

/// A figure with its currency or percent sign.
struct Term {
    core: Core,
    unit: Option<Unit>,
    first: usize,
    end: usize,
}

/// Reads the figures in `text`, in order of place; those inside dates are left out.
pub(crate) fn read(text: &str) -> Vec<Facet> {
    read_beside(text, &date::read(text, None))
}

/// Reads the figures in `text` that are no part of `dates`, which are in order of place.
pub(crate) fn read_beside(text: &str, dates: &[Facet]) -> Vec<Facet> {
    let t = Tokens::of(text);
    let mut facets: Vec<Facet> = Vec::new();
    let mut dates = dates.iter().peekable();
    let (mut at, mut floor) = (0, 0);
    while at < t.len() {
        let start = t.place(at, at + 1).start;
        while dates.next_if(|date| date.span.end <= start).is_some() {}
        if let Some(date) = dates.peek().filter(|date| date.span.start <= start) {
            at += 1;
            while at < t.len() && t.place(at, at + 1).start < date.span.end {
                at += 1;
            }
            floor = at;
            continue;
        }
        match expression(&t, at, floor) {
            Ok((facet, end)) => {
                let is_in_date =
                    dates.peek().is_some_and(|d| d.span.overlaps(facet.span));
                if !is_in_date {
                    facets.push(facet);
                }
                at = if is_in_date { at + 1 } else { end };
                floor = at;
            }
            Err(next) => at = next.max(at + 1),
        }
    }
    facets
}

/// Reads the whole expression whose figure starts at `at`; `floor` is the first token
/// its bound may take. Gives the facet and the token to read on at.
fn expression(t: &Tokens, at: usize, floor: usize) -> Result<(Facet, usize), usize> {
    let mut low = term(t, at)?;
    if let Some((facet, end)) = age::read(t, &low, floor) {
        return Ok((facet, end));
    }
    let high = upper(t, &mut low);
    let mut end = high.as_ref().map_or(low.end, |high| high.end);
    let mut first = low.first;
    let mut told = low.core.bound;
    if let Some((bound, start)) = bound::before(t, first, floor) {
        (told, first) = (Some(bound), start);
    } else if let Some((bound, past)) = bound::after(t, end) {
        (told, end) = (Some(bound), past);
    }
    if high.is_some() && t.word(first.wrapping_sub(1)) == "between" && first > floor {
        first -= 1;
    }
    let core = &low.core;
    let bound = told.unwrap_or(Bound::Exact);
    let factor = low.unit.map_or(Decimal::ONE, Unit::factor);
    let quantity = Quantity {
        amount: (core.amount * factor).normalize(),
        upper: high.map(|high| (high.core.amount * factor).normalize()),
        bound,
        precision: (precision(core, bound) * factor).normalize(),
        unit: low.unit.map_or_else(|| noun::after(t, end), |unit| unit.name().to_owned()),
        form: core.form,
    };
    let value = match low.unit {
        Some(Unit::Money(_) | Unit::Coin(_)) => Value::Money(quantity),
        Some(_) => Value::Percent(quantity),
        None => Value::Number(quantity),
    };
    Ok((Facet { span: t.place(first, end), value }, end))
}

/// The value of the last digit told; under a bound, noughts at the end are not told.
fn precision(core: &Core, bound: Bound) -> Decimal {
    let mut precision = core.precision;
    if core.is_bare && bound != Bound::Exact && !core.amount.is_zero() {
        while (core.amount % (precision * Decimal::TEN)).is_zero() {
            precision *= Decimal::TEN;
        }
    }
    precision
}

/// A figure with the currency or percent sign on either side.
fn term(t: &Tokens, at: usize) -> Result<Term, usize> {
    let prefix =
        unit::before(t, at).filter(|_| !matches!(t.kind(at), Some(Kind::Digits)));
    let start = prefix.map_or(at, |(_, start)| start);
    let core = term::read(t, start).map_err(|next| {
        if prefix.is_some() { next.min(start.max(at + 1)) } else { next }
    })?;
    let minus = prefix.is_some()
        && t.is(at.wrapping_sub(1), '-')
        && t.glued(at)
        && !t.glued(at - 1);
    let first = core.first.min(at) - usize::from(minus);
    let mut found = Term { unit: None, first, end: core.end, core };
    if minus {
        found.core.amount = -found.core.amount;
    }
    if matches!(found.core.form, Form::Ordinal | Form::Multiple) {
        return Ok(found);
    }
    if let Some((code, _)) = prefix {
        found.unit = Some(Unit::Money(code));
        if let Some((Unit::Money(named), end)) = unit::after(t, found.end) {
            let code = if code == "usd" && !named.is_empty() { named } else { code };
            (found.unit, found.end) = (Some(Unit::Money(code)), end);
        }
    } else if let Some((unit, end)) = unit::after(t, found.end) {
        (found.unit, found.end) = (Some(unit), end);
    }
    Ok(found)
}

/// The upper end of a range that `low` starts. A scale or unit told only at the upper
/// end is the lower end's too: `$10-12m`, `5 to 7 per cent`.
fn upper(t: &Tokens, low: &mut Term) -> Option<Term> {
    let before = t.word(low.first.wrapping_sub(1));
    let joint = match t.word(low.end) {
        "and" => before == "between",
        "to" => before != "from" && low.core.form != Form::Multiple,
        _ => t.joins(low.end, '-'),
    };
    if !joint || !matches!(low.core.form, Form::Cardinal | Form::Fraction) {
        return None;
    }
    let high = term(t, low.end + 1).ok()?;
    let both = low.unit.is_some() && high.unit.is_some() && low.unit != high.unit;
    let money_first = low.unit.is_some() && high.unit.is_none();
    if both || high.core.form != low.core.form {
        return None;
    }
    if money_first && !matches!(low.unit, Some(Unit::Money(_))) {
        return None;
    }
    let scaled = high.core.precision.checked_div(low.core.precision)?;
    let is_scaled =
        low.core.is_bare && !high.core.is_bare && scaled >= Decimal::ONE_HUNDRED;
    let by = if is_scaled { high.core.precision } else { Decimal::ONE };
    let amount = low.core.amount.checked_mul(whole_scale(by))?;
    if amount >= high.core.amount {
        return None;
    }
    low.core.amount = amount;
    low.core.precision = low.core.precision.min(high.core.precision);
    low.core.is_bare = low.core.is_bare && high.core.is_bare;
    low.unit = low.unit.or(high.unit);
    Some(high)
}

/// The scale word that a precision such as 100000 (`1.2 million`) was told with.
fn whole_scale(precision: Decimal) -> Decimal {
    let mut scale = Decimal::ONE;
    let thousand = Decimal::ONE_THOUSAND;
    while scale < precision {
        scale *= thousand;
    }
    scale
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A facet in one line: place, kind, amount and all that is not plain.
    fn show(text: &str, facet: &Facet) -> String {
        let (Value::Number(q) | Value::Money(q) | Value::Percent(q)) = &facet.value
        else {
            return String::from("no figure");
        };
        let bound = match q.bound {
            Bound::Exact => "",
            Bound::About => "~",
            Bound::AtLeast => ">",
            Bound::AtMost => "<",
        };
        let upper = q.upper.map_or(String::new(), |upper| format!("..{upper}"));
        let form = match q.form {
            Form::Cardinal => "",
            Form::Ordinal => " nth",
            Form::Fraction => " part",
            Form::Multiple => " times",
            Form::Vague => " vague",
            Form::Age => " age",
        };
        let amount = q.amount.round_dp(3).normalize();
        let unit = if q.unit.is_empty() { String::new() } else { format!(" {}", q.unit) };
        format!("{}={bound}{amount}{upper}{unit}{form}", facet.span.of(text))
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let shown: Vec<String> = read(text).iter().map(|f| show(text, f)).collect();
        assert_eq!(shown.join("; "), expected, "in {text:?}");
    }

    #[test]
    fn explore() {
        let path = std::env::var("EXPLORE").unwrap();
        for line in std::fs::read_to_string(path).unwrap().lines() {
            let shown: Vec<String> = read(line).iter().map(|f| show(line, f)).collect();
            println!("{line}  =>  {}", shown.join("; "));
        }
    }
}
