//! One figure with what belongs to it: scale, parts, multiples.

use rust_decimal::Decimal;

use super::lexicon::{self, Lex};
use super::{Core, digit, noun, spoken, unit};
use crate::claim::token::{Kind, Tokens};
use crate::claim::{Bound, Form};

/// Words before `one` that make it a pronoun.
const BEFORE_PRONOUN: &[&str] = &[
    "no", "the", "this", "that", "any", "every", "each", "some", "another", "which",
    "not", "only", "square", "by", "s",
];

/// Words after `one` that make it a pronoun or an adverb of time.
const AFTER_PRONOUN: &[&str] =
    &["day", "another", "can", "could", "must", "who", "s", "would", "should", "time"];

/// Units that are written against their figure, beyond scales and currencies.
const UNITS: &[&str] = &[
    "km", "kg", "g", "mg", "cm", "mm", "ft", "lb", "lbs", "mph", "kph", "kmh", "ml", "l",
    "mw", "gw", "kw", "kwh", "mwh", "gwh", "gb", "mb", "tb", "hz", "khz", "mhz", "ghz",
    "ha", "in", "oz", "yr", "hr", "hrs", "min", "mins", "sec", "secs", "pt", "pts",
];

/// Reads the figure at `at`, or tells where to read on.
pub(super) fn read(t: &Tokens, at: usize) -> Result<Core, usize> {
    let mut core = match t.kind(at) {
        Some(Kind::Digits) => digits(t, at)?,
        Some(Kind::Word) => spoken::read(t, at).ok_or(at + 1)?,
        Some(Kind::Sign(_)) => sign(t, at).ok_or(at + 1)?,
        _ => return Err(at + 1),
    };
    if core.form == Form::Cardinal {
        and_a_half(t, &mut core);
        scale(t, &mut core);
        if lexicon::scale(t.word(core.end.wrapping_sub(1))).is_some() {
            and_a_half(t, &mut core);
        }
        decimals_in_words(t, &mut core);
        parts(t, &mut core);
    }
    if core.form == Form::Cardinal {
        one_in_five(t, &mut core);
    }
    if core.form == Form::Cardinal {
        times(t, &mut core);
    }
    if is_pronoun(t, &core) { Err(core.end) } else { Ok(core) }
}

/// `½`, `.5`, `-3`.
fn sign(t: &Tokens, at: usize) -> Option<Core> {
    if let Some(amount) = digit::vulgar_fraction(t, at) {
        let mut core = spoken::fraction(1, 2, at, at + 1);
        core.amount = amount;
        return Some(core);
    }
    let next = at + 1;
    if t.glued(at) || !t.glued(next) || t.digits(next).is_empty() {
        return None;
    }
    if t.is(at, '.') {
        let digits = t.digits(next);
        let places = u32::try_from(digits.len()).ok().filter(|&places| places <= 9)?;
        let amount = Decimal::new(digits.parse().ok()?, places);
        let mut core =
            Core::new(amount, Decimal::new(1, places), Form::Cardinal, at, at + 2);
        core.is_bare = false;
        return Some(core);
    }
    None
}

fn digits(t: &Tokens, at: usize) -> Result<Core, usize> {
    if digit::is_slash_fraction(t, at) && !t.glued(at + 3) {
        let (part, whole) = (t.small(at).unwrap_or(1), t.small(at + 2).unwrap_or(1));
        return Ok(spoken::fraction(part.into(), whole.into(), at, at + 3));
    }
    let mut core = digit::read(t, at)?;
    let word = t.word(core.end);
    if t.glued(core.end) && !word.is_empty() {
        suffix(t, &mut core, word)?;
    } else if is_clock(t, core.end) {
        return Err(core.end + 1);
    }
    if t.is(at.wrapping_sub(1), '-') && t.glued(at) && !t.glued(at - 1) {
        core.amount = -core.amount;
        core.first -= 1;
    }
    Ok(core)
}

/// The letters written against a figure; `Err` if they make it a name: `5G`.
fn suffix(t: &Tokens, core: &mut Core, word: &str) -> Result<(), usize> {
    let past = core.end + 1;
    if matches!(word, "st" | "nd" | "rd" | "th") && core.is_bare {
        core.form = Form::Ordinal;
        core.end = past;
    } else if word == "x" {
        core.form = Form::Multiple;
        core.end = past;
    } else if let Some(scale) = lexicon::scale_letter(word) {
        // `4K` is a kind of screen, `5M` might be a road.
        let is_sum = unit::is_sum(t, core.first, past);
        if t.is_capital(core.end) && word.len() == 1 && !is_sum && word != "m" {
            return Err(past);
        }
        core.multiply(scale);
        core.end = past;
    } else {
        let is_unit = UNITS.contains(&word) && t.written(core.end) != "G";
        if !is_unit && !unit::follows(t, core.end) && lexicon::scale(word).is_none() {
            return Err(past);
        }
    }
    Ok(())
}

/// `7 pm`, `7 a.m.`, `7 o'clock`.
fn is_clock(t: &Tokens, at: usize) -> bool {
    match t.word(at) {
        "am" | "pm" | "gmt" | "bst" => true,
        "a" | "p" => t.joins(at + 1, '.') && t.word(at + 2) == "m",
        "o" => t.joins(at + 1, '\''),
        _ => false,
    }
}

/// `two and a half million`, `three and three quarters` is left alone.
fn and_a_half(t: &Tokens, core: &mut Core) {
    let end = core.end;
    if t.word(end) != "and" {
        return;
    }
    let (share, past) = match (t.word(end + 1), t.word(end + 2)) {
        ("a", "half") => (Decimal::new(5, 1), end + 3),
        ("a" | "one", "quarter") => (Decimal::new(25, 2), end + 3),
        ("a", "third") => (Decimal::new(333, 3), end + 3),
        ("three", "quarters") => (Decimal::new(75, 2), end + 3),
        _ => match digit::vulgar_fraction(t, end + 1) {
            Some(share) => (share, end + 2),
            None => return,
        },
    };
    // `a million and a half` is told in millions.
    let is_scaled = lexicon::scale(t.word(end.wrapping_sub(1))).is_some();
    let scale = if is_scaled { core.precision } else { Decimal::ONE };
    let Some(sum) =
        share.checked_mul(scale).and_then(|part| core.amount.checked_add(part))
    else {
        return;
    };
    core.amount = sum;
    core.precision = Decimal::new(1, 1) * scale;
    core.is_bare = false;
    core.end = past;
}

/// `million`, `-million`, ` bn`, `hundred thousand`.
fn scale(t: &Tokens, core: &mut Core) {
    loop {
        let at = core.end + usize::from(t.joins(core.end, '-'));
        let word = t.word(at);
        let by = match lexicon::look_up(word) {
            Some(Lex::Scale(by)) => by,
            Some(Lex::Hundred) if core.is_bare => 100,
            Some(Lex::Dozen) if core.is_bare => 12,
            _ => match lexicon::scale_letter(word) {
                Some(by) if is_spaced_letter(t, core, at) => by,
                _ => return,
            },
        };
        core.multiply(by);
        core.end = at + 1;
    }
}

/// `£5 m`, `5 bn`: but `5 m` alone may be metres, and `5 b` anything.
fn is_spaced_letter(t: &Tokens, core: &Core, at: usize) -> bool {
    let letters = t.word(at);
    let is_digits = !t.digits(core.end.wrapping_sub(1)).is_empty();
    is_digits
        && !t.glued(at)
        && (matches!(letters, "bn" | "mn" | "mln" | "tn" | "trn")
            || unit::before(t, core.first.wrapping_sub(1)).is_some())
}

/// `three point five`.
fn decimals_in_words(t: &Tokens, core: &mut Core) {
    if t.word(core.end) != "point" {
        return;
    }
    let mut place = Decimal::ONE;
    let mut at = core.end + 1;
    while let Some(digit) = unit_digit(t, at) {
        if place < Decimal::new(1, 6) {
            break;
        }
        place /= Decimal::TEN;
        core.amount += place * Decimal::from(digit);
        at += 1;
    }
    if place < Decimal::ONE {
        core.precision = place;
        core.is_bare = false;
        core.end = at;
        scale(t, core);
    }
}

fn unit_digit(t: &Tokens, at: usize) -> Option<u64> {
    match lexicon::look_up(t.word(at)) {
        Some(Lex::Unit(n)) => Some(n),
        _ => None,
    }
}

/// `two-thirds`, `three quarters`, `one fifth`.
fn parts(t: &Tokens, core: &mut Core) {
    let at = core.end + usize::from(t.joins(core.end, '-'));
    let Some(part) = core.small() else { return };
    let whole = match lexicon::look_up(t.word(at)) {
        Some(Lex::Parts(whole)) => whole,
        Some(Lex::Nth(whole)) if part == 1 && whole > 2 => whole,
        Some(Lex::Quarter) if part == 1 => 4,
        Some(Lex::Half) if part == 1 => 2,
        _ => return,
    };
    // The quarters of a year, and of a match.
    let is_counted = matches!(
        t.word(core.first.wrapping_sub(1)),
        "coming" | "last" | "next" | "past" | "previous"
    );
    let is_spell = whole == 4 && t.word(at + 1) != "of" && (part > 4 || is_counted);
    if !is_spell {
        *core = spoken::fraction(part, whole, core.first, at + 1);
    }
}

/// `one in five`, `3 out of 10`.
fn one_in_five(t: &Tokens, core: &mut Core) {
    let at = match (t.word(core.end), t.word(core.end + 1)) {
        ("in", _) => core.end + 1,
        ("out", "of") => core.end + 2,
        _ if t.joins(core.end, '-') && t.word(core.end + 1) == "in" => core.end + 3,
        _ => return,
    };
    let Some(part) = core.small() else { return };
    let whole = match t.kind(at) {
        Some(Kind::Digits) => digit::read(t, at).ok(),
        Some(Kind::Word) => spoken::read(t, at),
        _ => None,
    };
    let Some(whole) = whole.filter(|whole| whole.form == Form::Cardinal) else { return };
    let is_year = (1500..=2099).contains(&t.small(at).unwrap_or(0));
    let Some(n) = whole.small() else { return };
    if part > 0 && part < n && !is_year && t.word(core.end + 1) != "one" {
        *core = spoken::fraction(part, n, core.first, whole.end);
    }
}

/// `ten times`, `10-fold`.
fn times(t: &Tokens, core: &mut Core) {
    let at = core.end + usize::from(t.joins(core.end, '-'));
    // `watched 2,645,000 times` is a count.
    let is_factor = core.amount <= Decimal::ONE_THOUSAND;
    if is_factor && matches!(t.word(at), "times" | "fold") {
        core.form = Form::Multiple;
        core.end = at + 1;
    }
}

/// `one of`, `no one`, `one another`: no figure.
fn is_pronoun(t: &Tokens, core: &Core) -> bool {
    if t.word(core.first) != "one" || core.end != core.first + 1 {
        return false;
    }
    let next = t.word(core.end);
    let before = t.word(core.first.wrapping_sub(1));
    if t.joins(core.end, '-') {
        return matches!(t.word(core.end + 1), "off" | "on" | "sided" | "time");
    }
    BEFORE_PRONOUN.contains(&before)
        || next.is_empty()
        || AFTER_PRONOUN.contains(&next)
        || (noun::is_stop(next) && next != "or" && next != "to")
}

impl Core {
    /// Multiplies by a scale; a figure too large to hold stays as it is.
    pub(super) fn multiply(&mut self, by: u64) {
        let by = Decimal::from(by);
        let product = (self.amount.checked_mul(by), self.precision.checked_mul(by));
        let limit = Decimal::from(u64::MAX);
        if let (Some(amount), Some(precision)) = product
            && amount <= limit
        {
            self.amount = amount;
            self.precision = precision;
            self.is_bare = false;
        }
    }

    /// The amount, if it is a small whole number.
    fn small(&self) -> Option<u64> {
        u64::try_from(self.amount).ok().filter(|&n| {
            n <= 1_000_000
                && Decimal::from(n) == self.amount
                && self.bound != Some(Bound::About)
        })
    }
}
