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
//! - `$` and `dollars` alone are `usd`; [`agree()`] lets them stand for any dollar.

use rust_decimal::Decimal;

#[cfg(test)]
use crate::claim::date;
use crate::claim::token::{Kind, Tokens};
use crate::claim::{Bound, Facet, Form, Quantity, Value};

mod age;
mod agree;
mod bound;
mod digit;
mod lexicon;
mod measure;
mod noun;
mod spoken;
mod term;
mod unit;

pub(crate) use self::agree::agree;
pub(crate) use self::measure::dimension;
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
#[cfg(test)]
pub(crate) fn read(text: &str) -> Vec<Facet> {
    let tokens = Tokens::of(text);
    read_in(&tokens, &date::read_in(&tokens, None))
}

/// Reads the figures among tokens that are no part of `dates`, which are in order of place.
pub(super) fn read_in(t: &Tokens<'_>, dates: &[Facet]) -> Vec<Facet> {
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
        match expression(t, at, floor) {
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
    if let Some((sign, _)) = prefix {
        found.unit = Some(Unit::Money(sign));
        if let Some((Unit::Money(named), end)) = unit::after(t, found.end) {
            let is_closer = sign == "usd" && !named.is_empty();
            let money = Unit::Money(if is_closer { named } else { sign });
            (found.unit, found.end) = (Some(money), end);
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
    use crate::claim::Agreement;

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

    /// Texts, and the figures read from them.
    const FIGURES: &[(&str, &str)] = &[
        ("more than 700 signatories", "more than 700=>700 signatory"),
        ("742 creators signed", "742=742 creator"),
        ("three of the five islands", "three=3 island; five=5 island"),
        ("11 of the boats that serve", "11=11 boat"),
        (
            "more than seven hundred creators have signed",
            "more than seven hundred=>700 creator",
        ),
        (
            "one hundred and twenty-three thousand people",
            "one hundred and twenty-three thousand=123000 person",
        ),
        ("$1.5bn deal", "$1.5bn=1500000000 usd"),
        ("£2.4 million", "£2.4 million=2400000 gbp"),
        ("two and a half million users", "two and a half million=2500000 user"),
        ("20k followers", "20k=20000 follower"),
        ("1.2tn yen", "1.2tn yen=1200000000000 jpy"),
        ("1,200 people", "1,200=1200 person"),
        ("1 200 people", "1 200=1200 person"),
        ("1.200,50 euros", "1.200,50 euros=1200.5 eur"),
        ("12,34,567 rupees", "12,34,567 rupees=1234567 inr"),
        ("Rs 500", "Rs 500=500 inr"),
        ("US$5m", "US$5m=5000000 usd"),
        ("A$3 million", "A$3 million=3000000 aud"),
        ("USD 5m", "USD 5m=5000000 usd"),
        ("5m euros", "5m euros=5000000 eur"),
        ("50p", "50p=0.5 gbp"),
        ("50 cents", "50 cents=0.5"),
        ("12%", "12%=12 percent"),
        ("12 per cent", "12 per cent=12 percent"),
        ("2 percentage points", "2 percentage points=2 point"),
        ("about 1.5 billion", "about 1.5 billion=~1500000000"),
        ("nearly 800 staff", "nearly 800=~800 staff"),
        ("a third of voters", "a third=0.333 part"),
        ("two-thirds", "two-thirds=0.667 part"),
        ("cut by half", "half=0.5 part"),
        ("half a million people", "half a million=500000 person"),
        ("one in five adults", "one in five=0.2 adult part"),
        ("3 out of 10", "3 out of 10=0.3 part"),
        ("½ of it", "½=0.5 part"),
        ("1/3 of it", "1/3=0.333 part"),
        ("twice as many", "twice=2 times"),
        ("doubled", "doubled=2 times"),
        ("threefold", "threefold=3 times"),
        ("10 times", "10 times=10 times"),
        ("dozens of people", "dozens=12 person vague"),
        ("hundreds of thousands of people", "hundreds of thousands=100000 person vague"),
        ("a dozen eggs", "a dozen=12 egg"),
        ("two dozen", "two dozen=24"),
        ("a couple of years", "a couple=~2"),
        ("aged 34", "aged 34=34 year age"),
        ("34-year-old", "34-year-old=34 year age"),
        ("34 years old", "34 years old=34 year age"),
        ("Ada Lane, 34, said", "34=34 year age"),
        ("10 to 12 people", "10 to 12=10..12 person"),
        ("10-12 people", "10-12=10..12 person"),
        ("between 10 and 12 people", "between 10 and 12=10..12 person"),
        ("from 5% to 7%", "5%=5 percent; 7%=7 percent"),
        ("5% to 7%", "5% to 7%=5..7 percent"),
        ("$10-12m", "$10-12m=10000000..12000000 usd"),
        ("$10 to $12 million", "$10 to $12 million=10000000..12000000 usd"),
        ("won 3-1", "3=3; 1=1"),
        ("Covid-19 F-16 5G A320 MH370", ""),
        ("555-123-4567", ""),
        ("one of the best", ""),
        ("no one", ""),
        ("third place", "third=3 place nth"),
        ("21st place", "21st=21 place nth"),
        ("twenty-first place", "twenty-first=21 place nth"),
        ("a 12-month deal", "12=12 month"),
        ("700+ people", "700+=>700 person"),
        ("up to 30 people", "up to 30=<30 person"),
        ("no more than five", "no more than five=<5"),
        ("99999999999999999999999999 people", ""),
        ("-5 degrees", "-5=-5 degree"),
        ("9/11 attacks", ""),
        ("24/7", ""),
        ("at 10:30 am", ""),
        ("5pm", ""),
        (
            "two million three hundred thousand",
            "two million three hundred thousand=2300000",
        ),
        ("fifteen hundred", "fifteen hundred=1500"),
        ("three point five million", "three point five million=3500000"),
        ("50 or more people", "50 or more=>50 person"),
        ("~50", "~50=~50"),
        ("several hundred people", "several hundred=100 person vague"),
        ("tens of millions", "tens of millions=10000000 vague"),
        ("first time", "first=1 time nth"),
        ("a second term", "a second=2 term nth"),
        ("a second later", ""),
        ("25 basis points", "25 basis points=0.25 point"),
        ("$5-million", "$5-million=5000000 usd"),
        ("16-year-olds", "16-year-olds=16 year age"),
        ("2.5x", "2.5x=2.5 times"),
        ("100,000", "100,000=100000"),
        ("60% of 1,000 people", "60%=60 percent; 1,000=1000 person"),
        (
            "1.5 million people in 20 countries",
            "1.5 million=1500000 person; 20=20 country",
        ),
        ("at least 20 schools", "at least 20=>20 school"),
        ("fewer than 30 pupils", "fewer than 30=<30 pupil"),
        ("no fewer than 12 states", "no fewer than 12=>12 state"),
        ("as many as 80 models", "as many as 80=<80 model"),
        ("over 3 million homes", "over 3 million=>3000000 home"),
        ("under £500", "under £500=<500 gbp"),
        ("roughly 40 miles", "roughly 40=~40 mile"),
        ("around 1,000 jobs", "around 1,000=~1000 job"),
        ("some 300 soldiers", "some 300=~300 soldier"),
        ("or fewer than 5", "fewer than 5=<5"),
        ("5 or fewer arrests", "5 or fewer=<5 arrest"),
        ("20 or so guests", "20 or so=~20 guest"),
        (">50", ">50=>50"),
        ("three-quarters of firms", "three-quarters=0.75 part"),
        ("nine out of ten doctors", "nine out of ten=0.9 doctor part"),
        ("1 in 4 children", "1 in 4=0.25 child part"),
        ("one-third of the fleet", "one-third=0.333 fleet part"),
        ("a quarter of a mile", "a quarter=0.25 part"),
        ("three quarters", "three quarters=0.75 part"),
        ("by a third", "a third=0.333 part"),
        ("the third man", "third=3 man nth"),
        ("2½ hours", "2½=2.5 hour"),
        ("hundreds of families", "hundreds=100 family vague"),
        ("thousands marched", "thousands=1000 marched vague"),
        ("a few hundred fans", "a few hundred=100 fan vague"),
        ("several dozen cars", "several dozen=12 car vague"),
        ("a hundred cows", "a hundred=100 cow"),
        ("half an hour", "half=0.5 part"),
        ("the first half", "first=1 half nth"),
        ("tripled", "tripled=3 times"),
        ("4 times as many", "4 times=4 times"),
        ("C$20", "C$20=20 cad"),
        ("NZ$5m", "NZ$5m=5000000 nzd"),
        ("€3.5bn", "€3.5bn=3500000000 eur"),
        ("¥100", "¥100=100 jpy"),
        ("₹500", "₹500=500 inr"),
        ("20 million US dollars", "20 million US dollars=20000000 usd"),
        ("six Australian dollars", "six Australian dollars=6 aud"),
        ("30 Swiss francs", "30 Swiss francs=30 chf"),
        ("0.5 percentage points", "0.5 percentage points=0.5 point"),
        ("12 percent", "12 percent=12 percent"),
        ("seven percent", "seven percent=7 percent"),
        ("12 pc", "12 pc=12 percent"),
        ("6-month-old", "6-month-old=6 month age"),
        ("aged 26", "aged 26=26 year age"),
        ("between 75 and 100 people", "between 75 and 100=75..100 person"),
        ("3 to 5 per cent", "3 to 5 per cent=3..5 percent"),
        ("5-7%", "5-7%=5..7 percent"),
        ("twenty-one people", "twenty-one=21 person"),
        ("ninety-nine", "ninety-nine=99"),
        ("seven hundred and two", "seven hundred and two=702"),
        ("nineteen", "nineteen=19"),
        ("zero", "zero=0"),
        ("1,234,567.89", "1,234,567.89=1234567.89"),
        ("0.25", "0.25=0.25"),
        (".5 points", ".5=0.5 point"),
        ("one hundredth", "one hundredth=0.01 part"),
        ("100th", "100th=100 nth"),
        ("a couple from Leeds", ""),
        ("that one was", ""),
        ("one another", ""),
        ("one year", "one=1 year"),
        ("version 1.2.3", ""),
        ("192.168.1.2", ""),
        ("see https://a.org/100/200 now", ""),
        ("#100", ""),
        ("user@100.com", ""),
        ("007", ""),
        ("the A4 and the M25", ""),
        ("1,2,3,4", ""),
    ];

    #[test]
    fn figures_are_read_with_place_bound_unit_and_form() {
        for &(text, expected) in FIGURES {
            check(text, expected);
        }
    }

    /// A figure of a draft, one of a page, and how they agree.
    const PAIRS: &[(&str, &str, Agreement)] = &[
        ("more than 700", "742", Agreement::Same),
        ("more than 700", "more than 700", Agreement::Same),
        ("742", "more than 700", Agreement::Compatible),
        ("about 1.5 billion", "1.52bn", Agreement::Same),
        ("1.5bn", "$1.52bn", Agreement::Same),
        ("1.52bn", "1.5bn", Agreement::Compatible),
        ("nearly 800", "786", Agreement::Same),
        ("a third", "33%", Agreement::Same),
        ("half", "50 percent", Agreement::Same),
        ("twice", "double", Agreement::Same),
        ("two times", "twice", Agreement::Same),
        ("dozens", "48", Agreement::Same),
        ("48", "dozens", Agreement::Compatible),
        ("third place", "3 goals", Agreement::Compatible),
        ("third place", "4th place", Agreement::Differs),
        ("third", "3rd", Agreement::Same),
        ("10 to 12", "10-12", Agreement::Same),
        ("10 to 12", "11", Agreement::Same),
        ("11", "10 to 12", Agreement::Compatible),
        ("10 to 12", "15 to 20", Agreement::Differs),
        ("$5m", "£5m", Agreement::Differs),
        ("$5m", "A$5m", Agreement::Compatible),
        ("$5m", "$6m", Agreement::Differs),
        ("742", "743", Agreement::Differs),
        ("800", "742", Agreement::Differs),
        ("more than 800", "742", Agreement::Differs),
        ("more than 700", "700", Agreement::Compatible),
        ("up to 30", "25", Agreement::Same),
        ("up to 30", "31", Agreement::Differs),
        ("25", "up to 30", Agreement::Compatible),
        ("fewer than 5", "more than 7", Agreement::Differs),
        ("more than 5", "fewer than 7", Agreement::Compatible),
        ("more than 800", "more than 700", Agreement::Differs),
        ("more than 700", "more than 750", Agreement::Same),
        ("12%", "12 percentage points", Agreement::Compatible),
        ("12%", "12", Agreement::Compatible),
        ("12%", "13%", Agreement::Differs),
        ("12%", "12.3%", Agreement::Same),
        ("one in five", "20%", Agreement::Same),
        ("one in five", "25%", Agreement::Differs),
        ("seven hundred", "702", Agreement::Same),
        ("twenty", "22", Agreement::Differs),
        ("hundreds", "742", Agreement::Same),
        ("hundreds", "30", Agreement::Differs),
        ("thousands", "hundreds", Agreement::Differs),
        ("aged 34", "35 years old", Agreement::Differs),
        ("aged 34", "34-year-old", Agreement::Same),
        ("a dozen", "12", Agreement::Same),
        ("700", "about 700", Agreement::Same),
        ("742", "about 700", Agreement::Compatible),
        ("742", "about 900", Agreement::Differs),
        ("1.5 million", "1,500,000", Agreement::Same),
        ("50p", "£0.50", Agreement::Same),
        ("5 euros", "5", Agreement::Same),
        ("3m", "3.9m", Agreement::Differs),
    ];

    #[test]
    fn figures_agree_by_value_bound_and_rounding() {
        for &(claim, page, expected) in PAIRS {
            let quantity = |text: &str| match read(text).remove(0).value {
                Value::Number(q) | Value::Money(q) | Value::Percent(q) => q,
                other => panic!("{other:?} is no figure"),
            };
            let found = agree(&quantity(claim), &quantity(page));
            assert_eq!(found, expected, "{claim:?} beside {page:?}");
        }
    }
}

#[cfg(test)]
mod properties {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn is_sound(text: &str) {
        let facets = read(text);
        let mut end = 0;
        for facet in &facets {
            assert!(facet.span.start >= end && !facet.span.of(text).is_empty());
            end = facet.span.end;
            if let Value::Number(q) | Value::Money(q) | Value::Percent(q) = &facet.value {
                assert_eq!(agree(q, &q.clone()), crate::claim::Agreement::Same);
                for other in facets.iter().take(20) {
                    if let Value::Number(p) | Value::Money(p) | Value::Percent(p) =
                        &other.value
                    {
                        let _ = agree(q, p);
                    }
                }
            }
        }
    }

    #[test]
    fn hostile_text_is_read_in_linear_time() {
        is_sound(&"7".repeat(1 << 20));
        is_sound(&",".repeat(100_000));
        is_sound(&"1,000,".repeat(100_000));
        is_sound(&"$".repeat(100_000));
        is_sound(&"one hundred ".repeat(100_000));
        is_sound(&"999999999999999999 quadrillion ".repeat(1_000));
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "\\PC{0,80}") {
            is_sound(&text);
        }

        #[test]
        fn any_run_of_near_figures_is_read(
            words in proptest::collection::vec(
                proptest::sample::select(WORDS.to_vec()), 0..14,
            )
        ) {
            is_sound(&words.join(" "));
            is_sound(&words.concat());
        }
    }

    const WORDS: &[&str] = &[
        "one",
        "hundred",
        "and",
        "a",
        "half",
        "third",
        "million",
        "12",
        "0",
        "2026",
        "1/3",
        "-",
        "$",
        "%",
        ",",
        ".",
        "to",
        "between",
        "more than",
        "March",
        "May",
        "last",
        "Monday",
        "ago",
        "weeks",
        "999999999999999999",
        "zero",
        "thirds",
        "in",
        "of",
        "’",
        "½",
        "st",
        "s",
        "bn",
        "aged",
        "old",
        "year",
        "Q3",
        "century",
        "point",
        "times",
        "\u{200b}",
    ];
}
