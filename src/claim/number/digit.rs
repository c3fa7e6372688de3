//! Figures written in digits: separators, decimals, and what is no figure at all.

use rust_decimal::Decimal;

use super::Core;
use crate::claim::Form;
use crate::claim::token::{Kind, Tokens};

/// Longest run of digits taken for a figure; longer ones are identifiers.
const LONGEST: usize = 18;

/// Reads the digits at `at`, or tells where to read on if they are no figure.
pub(super) fn read(t: &Tokens, at: usize) -> Result<Core, usize> {
    if is_in_name(t, at) || is_identifier(t, at) {
        return Err(past_chain(t, at));
    }
    let european = european_end(t, at).is_some();
    let (mut text, mut end) = match european_end(t, at).or_else(|| indian_end(t, at)) {
        Some(end) => ((at..end).map(|i| t.digits(i)).collect(), end),
        None => grouped(t, at),
    };
    let mut places = 0;
    let point = if european { ',' } else { '.' };
    if t.joins(end, point) && !t.digits(end + 1).is_empty() {
        places = t.digits(end + 1).len();
        text.push('.');
        text.push_str(t.digits(end + 1));
        end += 2;
    }
    let runs_on = ['.', ':', ','].iter().any(|&sign| t.joins(end, sign));
    if runs_on && !t.digits(end + 1).is_empty() {
        return Err(past_chain(t, at));
    }
    if text.len() > LONGEST {
        return Err(past_chain(t, at));
    }
    let Ok(amount) = text.parse::<Decimal>() else { return Err(past_chain(t, at)) };
    let places = u32::try_from(places).unwrap_or(0);
    let mut core = Core::new(amount, Decimal::new(1, places), Form::Cardinal, at, end);
    core.is_bare = places == 0;
    vulgar(t, &mut core);
    Ok(core)
}

/// The value of a sign such as `½`.
pub(super) fn vulgar_fraction(t: &Tokens, at: usize) -> Option<Decimal> {
    let Some(Kind::Sign(sign)) = t.kind(at) else { return None };
    let (part, whole) = match sign {
        '½' => (1, 2),
        '⅓' => (1, 3),
        '⅔' => (2, 3),
        '¼' => (1, 4),
        '¾' => (3, 4),
        '⅕' => (1, 5),
        '⅖' => (2, 5),
        '⅗' => (3, 5),
        '⅘' => (4, 5),
        '⅙' => (1, 6),
        '⅛' => (1, 8),
        '⅜' => (3, 8),
        '⅝' => (5, 8),
        '⅞' => (7, 8),
        _ => return None,
    };
    Decimal::from(part).checked_div(Decimal::from(whole))
}

/// `2½`.
fn vulgar(t: &Tokens, core: &mut Core) {
    if !core.is_bare || !t.glued(core.end) {
        return;
    }
    if let Some(part) = vulgar_fraction(t, core.end) {
        core.amount += part;
        core.precision = Decimal::new(1, 1);
        core.is_bare = false;
        core.end += 1;
    }
}

/// Digits and the groups of three that follow them: `1,200`, `1 200 000`.
fn grouped(t: &Tokens, at: usize) -> (String, usize) {
    let mut text = t.digits(at).to_owned();
    let mut end = at + 1;
    if text.len() > 3 {
        return (text, end);
    }
    let by_comma = |end: usize| t.joins(end, ',') && t.digits(end + 1).len() == 3;
    let by_space = |end: usize| {
        t.digits(end).len() == 3 && !t.glued(end) && t.gap(end).chars().count() == 1
    };
    if by_comma(end) {
        while by_comma(end) {
            text.push_str(t.digits(end + 1));
            end += 2;
        }
    } else if by_space(end) {
        while by_space(end) {
            text.push_str(t.digits(end));
            end += 1;
        }
    }
    (text, end)
}

/// Where the whole part of `1.200,50` or `1.200.000` ends. One full stop alone
/// (`1.200`) may be a decimal point and is taken for one.
fn european_end(t: &Tokens, at: usize) -> Option<usize> {
    if t.digits(at).len() > 3 {
        return None;
    }
    let mut end = at + 1;
    while t.joins(end, '.') && t.digits(end + 1).len() == 3 {
        end += 2;
    }
    let groups = (end - at) / 2;
    let decimals = t.joins(end, ',') && matches!(t.digits(end + 1).len(), 1..=2);
    (groups > 1 || (groups == 1 && decimals)).then_some(end)
}

/// Where `12,34,567` ends: Indian grouping, twos and then a three.
fn indian_end(t: &Tokens, at: usize) -> Option<usize> {
    if t.digits(at).len() > 2 {
        return None;
    }
    let mut end = at + 1;
    while t.joins(end, ',') && t.digits(end + 1).len() == 2 {
        end += 2;
    }
    let closes = t.joins(end, ',') && t.digits(end + 1).len() == 3;
    (end > at + 1 && closes).then_some(end + 2)
}

/// Whether a letter, or letters and a hyphen, stand right before: `A320`, `Covid-19`.
fn is_in_name(t: &Tokens, at: usize) -> bool {
    if !t.glued(at) {
        return false;
    }
    let before = at.wrapping_sub(1);
    match t.kind(before) {
        Some(Kind::Word) => super::unit::code(t, before).is_none(),
        Some(Kind::Sign('-')) => {
            t.glued(before) && is_plain_word(t, before.wrapping_sub(1))
        }
        Some(Kind::Sign('/' | '.' | ':' | '\'' | '&' | '=')) => t.glued(before),
        _ => false,
    }
}

/// A word that no range starts with: `Covid`, but not `$5m` or `two`.
fn is_plain_word(t: &Tokens, at: usize) -> bool {
    let word = t.word(at);
    let ends_figure = t.glued(at) && !t.digits(at.wrapping_sub(1)).is_empty();
    !word.is_empty() && !ends_figure && super::lexicon::look_up(word).is_none()
}

/// Telephone numbers, dates in digits, numbers with leading noughts, `9/11`, `24/7`.
fn is_identifier(t: &Tokens, at: usize) -> bool {
    let digits = t.digits(at);
    if digits.len() > LONGEST || (digits.len() > 1 && digits.starts_with('0')) {
        return true;
    }
    let after = |sign| t.joins(at + 1, sign) && !t.digits(at + 2).is_empty();
    let thrice =
        |sign| after(sign) && t.joins(at + 3, sign) && !t.digits(at + 4).is_empty();
    let dialled = t.is(at.wrapping_sub(1), '+')
        && t.glued(at)
        && (thrice('-')
            || (digits.len() <= 3 && !t.glued(at + 1) && !t.digits(at + 1).is_empty()));
    dialled
        || thrice('-')
        || thrice('/')
        || (after('/') && !is_slash_fraction(t, at))
        || after(':')
}

/// `1/3`, `3/4`: a part of a small whole.
pub(super) fn is_slash_fraction(t: &Tokens, at: usize) -> bool {
    let (Some(part), Some(whole)) = (t.small(at), t.small(at + 2)) else { return false };
    t.joins(at + 1, '/')
        && part > 0
        && part < whole
        && whole <= 100
        && (part, whole) != (9, 11)
}

/// The token after everything that hangs on to the digits at `at`.
fn past_chain(t: &Tokens, at: usize) -> usize {
    let mut end = at + 1;
    while !t.digits(end).is_empty()
        || t.glued(end) && (!t.word(end).is_empty() || hangs_on(t, end))
    {
        // A spaced group belongs to a telephone number only if it is one of digits.
        if !t.glued(end) && t.digits(end).len() < 3 {
            break;
        }
        end += 1;
    }
    end
}

fn hangs_on(t: &Tokens, at: usize) -> bool {
    matches!(t.kind(at), Some(Kind::Sign('.' | ',' | ':' | '/' | '-')))
        && t.glued(at + 1)
        && !t.digits(at + 1).is_empty()
}
