//! Figures written in words.

use rust_decimal::Decimal;

use super::Core;
use super::lexicon::{self, Lex};
use crate::claim::token::Tokens;
use crate::claim::{Bound, Form};

/// Words after `a third` that show it to be a part and not a place in a row.
const AFTER_PART: &[&str] = &[
    "of", "less", "more", "fewer", "to", "in", "from", "since", "over", "on", "and",
    "or", "as", "higher", "lower", "by", "compared", "at", "during", "between", "but",
    "for", "with", "were", "was", "are", "have", "had", "said", "last", "this", "the",
    "faster", "slower", "cheaper", "smaller", "larger", "bigger", "than", "were",
];

/// Words before `half` that make it a spell of a game or a year.
const SPELL: &[&str] = &["first", "second", "other", "latter", "better", "top", "bottom"];

/// Reads the number words at `at`.
pub(super) fn read(t: &Tokens, at: usize) -> Option<Core> {
    let word = t.word(at);
    match word {
        "" => None,
        "a" | "an" => after_article(t, at),
        "several" | "few" => several(t, at, at + 1),
        _ => match lexicon::look_up(word) {
            Some(Lex::Half) => half(t, at, at),
            Some(Lex::Nth(n)) => ordinal(t, at, n),
            Some(Lex::Unit(_) | Lex::Teen(_) | Lex::Tens(_)) => cardinal(t, at, at),
            _ => loose(t, at),
        },
    }
}

/// `a hundred`, `a dozen`, `a third`, `a couple of`, `a few hundred`.
fn after_article(t: &Tokens, at: usize) -> Option<Core> {
    let next = at + 1;
    if t.word(next) == "few" {
        return several(t, at, at + 2);
    }
    if t.word(next) == "couple" && t.word(next + 1) == "of" {
        let mut core = whole(2, at, next + 1);
        core.bound = Some(Bound::About);
        return Some(core);
    }
    match lexicon::look_up(t.word(next))? {
        Lex::Hundred | Lex::Scale(_) | Lex::Dozen => cardinal(t, at, at),
        Lex::Half => half(t, at, next),
        Lex::Quarter => is_part(t, at, next).then(|| fraction(1, 4, at, next + 1)),
        Lex::Nth(2) => ordinal_if_noun(t, at, next),
        Lex::Nth(n) if is_part(t, at, next) => Some(fraction(1, n, at, next + 1)),
        _ => None,
    }
}

/// Whether the part named at `at` is a share of something: `a third of`, `by a quarter`.
fn is_part(t: &Tokens, first: usize, at: usize) -> bool {
    let next = t.word(at + 1);
    let by = matches!(
        t.word(first.wrapping_sub(1)),
        "by" | "than" | "nearly" | "almost" | "about" | "over"
    );
    !t.joins(at + 1, '-') && (by || AFTER_PART.contains(&next) || next.is_empty())
}

/// `several hundred`, `a few dozen`.
fn several(t: &Tokens, first: usize, at: usize) -> Option<Core> {
    let amount = match lexicon::look_up(t.word(at))? {
        Lex::Hundred => 100,
        Lex::Dozen => 12,
        Lex::Scale(scale) => scale,
        _ => return None,
    };
    Some(vague(amount, first, at + 1))
}

/// `dozens`, `hundreds of thousands`, `twice`, `doubled`.
fn loose(t: &Tokens, at: usize) -> Option<Core> {
    let word = t.word(at);
    if let Some(amount) = lexicon::vague(word) {
        return vague_scale(t, at, amount);
    }
    let amount = lexicon::multiple(word)?;
    // `a double murder`, `the double`, `a double-decker`.
    let is_thing =
        matches!(t.word(at.wrapping_sub(1)), "a" | "an" | "the" | "his" | "her");
    if is_thing || t.joins(at + 1, '-') {
        return None;
    }
    let mut core = whole(amount, at, at + 1);
    core.form = Form::Multiple;
    Some(core)
}

fn vague_scale(t: &Tokens, at: usize, amount: u64) -> Option<Core> {
    let of = t.word(at + 1) == "of";
    let scale = lexicon::vague(t.word(at + 2)).filter(|&scale| of && scale > amount);
    if let Some(scale) = scale {
        return Some(vague(amount.checked_mul(scale)?, at, at + 3));
    }
    let needs_of = matches!(t.word(at), "tens" | "scores");
    (of || !needs_of).then(|| vague(amount, at, at + 1))
}

/// `half`, `half a million`, `half a dozen`.
fn half(t: &Tokens, first: usize, at: usize) -> Option<Core> {
    if t.joins(at.wrapping_sub(1), '-') || SPELL.contains(&t.word(at.wrapping_sub(1))) {
        return None;
    }
    // `a year and a half`: of a year, not of something else.
    let article = usize::from(matches!(t.word(at.wrapping_sub(1)), "a" | "one"));
    if t.word(at.wrapping_sub(1 + article)) == "and" {
        return None;
    }
    let hyphen = usize::from(t.joins(at + 1, '-'));
    let article = at + 1 + hyphen;
    let hyphen = usize::from(t.joins(article + 1, '-'));
    if matches!(t.word(article), "a" | "an") {
        let scale = match lexicon::look_up(t.word(article + 1 + hyphen)) {
            Some(Lex::Scale(scale)) => scale,
            Some(Lex::Dozen) => 12,
            _ => return Some(fraction(1, 2, first, at + 1)),
        };
        return Some(whole(scale / 2, first, article + 2 + hyphen));
    }
    let mut end = at + 1;
    let is_spell = t.joins(end, '-') || t.word(end) == "past" || t.word(end) == "time";
    if let Some(scale) = lexicon::scale(t.word(end)) {
        end += 1;
        return Some(whole(scale / 2, first, end));
    }
    (!is_spell).then(|| fraction(1, 2, first, end))
}

fn ordinal(t: &Tokens, at: usize, n: u64) -> Option<Core> {
    let before = t.word(at.wrapping_sub(1));
    let is_time =
        n == 2 && matches!(before, "a" | "per" | "every" | "each" | "split" | "one");
    let is_adverb = n == 1 && before == "at"
        || n == 1 && t.word(at + 1) == "of" && t.word(at + 2) == "all"
        || n == 1 && t.joins(at + 1, '-')
        || n >= 100 && !matches!(before, "the" | "its" | "his" | "her" | "their");
    (!is_time && !is_adverb).then(|| nth(n, at, at + 1))
}

/// `a second term`, but not `a second later`.
fn ordinal_if_noun(t: &Tokens, first: usize, at: usize) -> Option<Core> {
    let next = t.word(at + 1);
    let is_noun = !next.is_empty() && !super::noun::is_stop(next) && next != "later";
    is_noun.then(|| nth(2, first + 1, at + 1))
}

/// A cardinal being put together, `total + group`.
struct Sum {
    total: u64,
    group: u64,
    /// The scale last used; the next must be smaller.
    scale: u64,
    /// The value of one in the last word.
    place: u64,
    end: usize,
    is_ordinal: bool,
}

/// `seven hundred and two`, `a hundred thousand`, `twenty-first`.
fn cardinal(t: &Tokens, first: usize, at: usize) -> Option<Core> {
    let mut sum =
        Sum { total: 0, group: 0, scale: u64::MAX, place: 1, end: at, is_ordinal: false };
    if matches!(t.word(at), "a" | "an") {
        sum.group = 1;
        sum.end += 1;
    }
    while !sum.is_ordinal {
        let skip = joint(t, &sum, first);
        let Some(lex) = lexicon::look_up(t.word(sum.end + skip)) else { break };
        if sum.add(lex).is_none() {
            break;
        }
        sum.end += skip + 1;
    }
    if sum.end == at {
        return None;
    }
    let amount = sum.total.checked_add(sum.group)?;
    if sum.is_ordinal {
        return Some(nth(amount, first, sum.end));
    }
    let mut core = whole(amount, first, sum.end);
    core.precision = Decimal::from(sum.place);
    Some(core)
}

/// Tokens between the last number word and the next: a hyphen or `and`.
fn joint(t: &Tokens, sum: &Sum, first: usize) -> usize {
    let end = sum.end;
    if end == first {
        return 0;
    }
    let takes_and = t.word(end) == "and" && (sum.group.is_multiple_of(100));
    usize::from(t.joins(end, '-') || takes_and && follows_and(t.word(end + 1)))
}

fn follows_and(word: &str) -> bool {
    matches!(
        lexicon::look_up(word),
        Some(Lex::Unit(_) | Lex::Teen(_) | Lex::Tens(_) | Lex::Nth(1..=90))
    )
}

impl Sum {
    /// Adds a word if the grammar of numbers lets it follow.
    fn add(&mut self, lex: Lex) -> Option<()> {
        let empty = self.total == 0 && self.group == 0;
        match lex {
            Lex::Unit(0) if empty => self.place = 1,
            Lex::Unit(n) if self.takes_unit() && n > 0 => {
                self.small(n);
            }
            Lex::Teen(n) | Lex::Tens(n) if self.group.is_multiple_of(100) => {
                self.small(n);
            }
            Lex::Hundred if (1..100).contains(&self.group) => {
                self.group *= 100;
                self.place = 100;
            }
            Lex::Dozen if (1..10).contains(&self.group) && self.total == 0 => {
                self.group *= 12;
                self.place = 1;
            }
            Lex::Scale(scale) if scale < self.scale && self.group > 0 => {
                self.total = self.total.checked_add(self.group.checked_mul(scale)?)?;
                self.group = 0;
                self.scale = scale;
                self.place = scale;
            }
            Lex::Nth(n @ 1..=9) if !empty && self.takes_unit() => self.last(n),
            Lex::Nth(n @ 10..=90) if !empty && self.group.is_multiple_of(100) => {
                self.last(n);
            }
            _ => return None,
        }
        Some(())
    }

    fn takes_unit(&self) -> bool {
        let rest = self.group % 100;
        rest == 0 || rest >= 20 && rest.is_multiple_of(10)
    }

    fn small(&mut self, n: u64) {
        self.group += n;
        self.place = 1;
    }

    fn last(&mut self, n: u64) {
        // `one third` is a part, not the place 1 + 3.
        self.small(n);
        self.is_ordinal = true;
    }
}

/// A whole number told to the last digit.
pub(super) fn whole(amount: u64, first: usize, end: usize) -> Core {
    Core::new(Decimal::from(amount), Decimal::ONE, Form::Cardinal, first, end)
}

fn nth(amount: u64, first: usize, end: usize) -> Core {
    Core::new(Decimal::from(amount), Decimal::ONE, Form::Ordinal, first, end)
}

fn vague(amount: u64, first: usize, end: usize) -> Core {
    let amount = Decimal::from(amount);
    Core::new(amount, amount, Form::Vague, first, end)
}

/// A share, which is a rounding unless its whole is large.
pub(super) fn fraction(part: u64, whole: u64, first: usize, end: usize) -> Core {
    let amount = Decimal::from(part) / Decimal::from(whole.max(1));
    let precision = Decimal::new(5, 2).min(amount / Decimal::TEN);
    Core::new(amount, precision, Form::Fraction, first, end)
}
