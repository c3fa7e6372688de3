//! Whether two figures can stand for one another.

use rust_decimal::Decimal;

use super::measure;
use super::unit::CODES;
use crate::claim::agreement::Agreement;
use crate::claim::{Bound, Form, Quantity};

/// Currencies that are called dollar where they are at home.
const DOLLARS: &[&str] = &["aud", "cad", "hkd", "nzd", "sgd", "twd", "usd"];

/// A quantity on the scale that both sides share.
#[derive(Clone, Copy)]
struct Told {
    low: Decimal,
    high: Decimal,
    bound: Bound,
    precision: Decimal,
    vague: bool,
}

/// Whether the figure of a page can stand for a claim's, by value, bound and rounding.
///
/// The nouns counted are the caller's to compare; currencies and percent are compared here.
pub(crate) fn agree(claim: &Quantity, page: &Quantity) -> Agreement {
    if claim == page {
        return Agreement::Same;
    }
    let Some(factors) = shared_scale(claim, page) else { return Agreement::Compatible };
    let (Some(c), Some(p)) = (told(claim, factors.0), told(page, factors.1)) else {
        return Agreement::Compatible;
    };
    let by_value = compare(c, p);
    by_value.max(currency(claim, page))
}

/// What each side is multiplied by so that both can be compared; none if they can't be.
fn shared_scale(claim: &Quantity, page: &Quantity) -> Option<(Decimal, Decimal)> {
    let one = Decimal::ONE;
    let hundred = Decimal::ONE_HUNDRED;
    if (claim.form == Form::Ordinal) != (page.form == Form::Ordinal) {
        return None;
    }
    match (is_percent(claim), is_percent(page)) {
        (true, true) => (claim.unit == page.unit).then_some((one, one)),
        (true, false) => is_share(page).then_some((one, hundred)),
        (false, true) => is_share(claim).then_some((hundred, one)),
        (false, false) if comparable(claim.form, page.form) => {
            Some(converted(&claim.unit, &page.unit).unwrap_or((one, one)))
        }
        (false, false) => None,
    }
}

/// What turns two units of one measure into the same: kilometres and miles.
fn converted(claim: &str, page: &str) -> Option<(Decimal, Decimal)> {
    if claim == page {
        return None;
    }
    let (own, by) = measure::read(claim)?;
    let (other, by_other) = measure::read(page)?;
    (own == other).then_some((by, by_other))
}

fn comparable(claim: Form, page: Form) -> bool {
    let group = |form| match form {
        Form::Cardinal | Form::Vague | Form::Age => 0,
        Form::Ordinal => 1,
        Form::Fraction => 2,
        Form::Multiple => 3,
    };
    // An age and a count meet only if one of them could be the other.
    group(claim) == group(page) && ((claim == Form::Age) == (page == Form::Age))
}

fn is_percent(quantity: &Quantity) -> bool {
    matches!(quantity.unit.as_str(), "percent" | "point")
}

fn is_share(quantity: &Quantity) -> bool {
    quantity.form == Form::Fraction
}

fn told(quantity: &Quantity, factor: Decimal) -> Option<Told> {
    let low = quantity.amount.checked_mul(factor)?;
    let high = match quantity.upper {
        Some(upper) => upper.checked_mul(factor)?,
        None => low,
    };
    Some(Told {
        low,
        high,
        bound: quantity.bound,
        precision: quantity.precision.checked_mul(factor)?,
        vague: quantity.form == Form::Vague,
    })
}

/// What the units allow at best.
fn currency(claim: &Quantity, page: &Quantity) -> Agreement {
    let code = |q: &Quantity| CODES.iter().copied().find(|&code| code == q.unit);
    match (code(claim), code(page)) {
        (Some(c), Some(p)) if c != p => {
            let bare = c == "usd" || p == "usd";
            if bare && DOLLARS.contains(&c) && DOLLARS.contains(&p) {
                Agreement::Compatible
            } else {
                Agreement::Differs
            }
        }
        _ => Agreement::Same,
    }
}

fn compare(c: Told, p: Told) -> Agreement {
    if c.vague || p.vague {
        return vague(c, p);
    }
    if c.low != c.high || p.low != p.high {
        return ranges(c, p);
    }
    match (c.bound, p.bound) {
        (Bound::Exact, Bound::Exact) => rounded(c, p),
        (Bound::AtLeast, Bound::AtMost) => bounds(c.low <= p.low),
        (Bound::AtMost, Bound::AtLeast) => bounds(c.low >= p.low),
        (Bound::AtLeast, _) => at_least(c, p, c.low, p.low),
        // Below is above, mirrored.
        (Bound::AtMost, _) => at_least(c, p, -c.low, -p.low),
        (_, Bound::AtLeast) => within_bound(c, p, c.low >= p.low),
        (_, Bound::AtMost) => within_bound(c, p, c.low <= p.low),
        (Bound::About, _) => about(c, p, Agreement::Same),
        (Bound::Exact, Bound::About) => {
            if c.low == p.low {
                return Agreement::Same;
            }
            about(p, c, Agreement::Compatible)
        }
    }
}

const fn bounds(overlap: bool) -> Agreement {
    if overlap { Agreement::Compatible } else { Agreement::Differs }
}

/// Exact on both sides: the page's figure, rounded as the claim's is.
fn rounded(c: Told, p: Told) -> Agreement {
    let gap = distance(c.low, p.low);
    let half = half(c.precision);
    // A round figure may hide half of its last place, but never a tenth of itself.
    if gap.is_zero() || gap <= half.min(c.low.abs() / Decimal::TEN) {
        Agreement::Same
    } else if gap <= half.max(self::half(p.precision))
        && gap < c.low.abs().max(p.low.abs())
    {
        Agreement::Compatible
    } else {
        Agreement::Differs
    }
}

/// `a` is told as about so much; `near` is what a close value amounts to.
fn about(a: Told, b: Told, near: Agreement) -> Agreement {
    let gap = distance(a.low, b.low);
    if gap <= slack(a) {
        near
    } else if gap <= slack(a) * Decimal::new(15, 1) {
        Agreement::Compatible
    } else {
        Agreement::Differs
    }
}

/// How far `about` reaches: half of the last place, between a twentieth and a tenth.
fn slack(a: Told) -> Decimal {
    let value = a.low.abs();
    half(a.precision).clamp(value / Decimal::from(20), value / Decimal::TEN)
}

/// The claim is a lower bound `c`; `p` is the page's value, both mirrored for an upper one.
fn at_least(claim: Told, page: Told, c: Decimal, p: Decimal) -> Agreement {
    if c == p {
        let same = claim.bound == page.bound;
        return if same { Agreement::Same } else { Agreement::Compatible };
    }
    let stretch = c.abs();
    if p < c && claim.bound == page.bound {
        return Agreement::Differs;
    }
    if claim.bound == page.bound {
        // One bound may be a rounding of the other; a looser one is another figure.
        return match p - c {
            gap if gap <= stretch / Decimal::TEN => Agreement::Same,
            gap if gap <= stretch / Decimal::from(4) => Agreement::Compatible,
            _ => Agreement::Differs,
        };
    }
    if p < c {
        let near = page.bound == Bound::About && c - p <= slack(page)
            || page.bound == Bound::Exact
                && c - p <= half(page.precision)
                && page.precision > Decimal::ONE;
        return if near { Agreement::Compatible } else { Agreement::Differs };
    }
    // Twice the bound is true still, but nobody would tell it so.
    if p - c <= stretch { Agreement::Same } else { Agreement::Compatible }
}

/// The page gives a bound and the claim a value, which may lie inside.
fn within_bound(c: Told, p: Told, inside: bool) -> Agreement {
    let near = c.bound == Bound::About && distance(c.low, p.low) <= slack(c);
    match (near, inside) {
        (true, _) => Agreement::Same,
        (_, true) => Agreement::Compatible,
        _ => Agreement::Differs,
    }
}

fn ranges(c: Told, p: Told) -> Agreement {
    let meet = |a: Decimal, b: Decimal| distance(a, b) <= half(c.precision);
    if meet(c.low, p.low) && meet(c.high, p.high) {
        return Agreement::Same;
    }
    let (c_low, c_high) = reach(c);
    let (p_low, p_high) = reach(p);
    let overlap = opens(p_low, c_high) && opens(c_low, p_high);
    let holds = c.low <= p.low && p.high <= c.high && c.low != c.high;
    if holds && matches!(p.bound, Bound::Exact | Bound::About) {
        Agreement::Same
    } else if overlap {
        Agreement::Compatible
    } else {
        Agreement::Differs
    }
}

/// The ends of what is told; `None` where it is open.
fn reach(t: Told) -> (Option<Decimal>, Option<Decimal>) {
    match t.bound {
        Bound::Exact => (Some(t.low), Some(t.high)),
        Bound::About => (Some(t.low - slack(t)), Some(t.high + slack(t))),
        Bound::AtLeast => (Some(t.low), None),
        Bound::AtMost => (None, Some(t.high)),
    }
}

fn opens(low: Option<Decimal>, high: Option<Decimal>) -> bool {
    match (low, high) {
        (Some(low), Some(high)) => low <= high,
        _ => true,
    }
}

/// `hundreds` beside `742`: from twice the scale up to ten times it is what is meant.
fn vague(c: Told, p: Told) -> Agreement {
    let (scale, other) = if c.vague { (c.low, p) } else { (p.low, c) };
    if c.vague && p.vague {
        let (small, large) = (c.low.min(p.low), c.low.max(p.low));
        return match large {
            large if small == large => Agreement::Same,
            large if large < small * Decimal::from(5) => Agreement::Compatible,
            _ => Agreement::Differs,
        };
    }
    let over = |times: i64| other.high >= scale * Decimal::from(times);
    let under = |times: i64| other.low < scale * Decimal::from(times);
    let within = |low, high| {
        (over(low) || other.bound == Bound::AtLeast)
            && (under(high) || other.bound == Bound::AtMost)
    };
    if within(2, 10) && c.vague && other.bound != Bound::AtMost && over(2) {
        Agreement::Same
    } else if within(1, 20) {
        Agreement::Compatible
    } else {
        Agreement::Differs
    }
}

fn distance(a: Decimal, b: Decimal) -> Decimal {
    a.checked_sub(b).map_or(Decimal::MAX, |gap| gap.abs())
}

fn half(precision: Decimal) -> Decimal {
    precision / Decimal::TWO
}
