//! Words that make a figure a bound: `more than`, `up to`, `or fewer`.

use crate::claim::Bound;
use crate::claim::token::{Kind, Tokens};

/// Phrases before a figure, longer ones first where one ends another.
const BEFORE: &[(&[&str], Bound)] = &[
    (&["no", "fewer", "than"], Bound::AtLeast),
    (&["no", "less", "than"], Bound::AtLeast),
    (&["not", "less", "than"], Bound::AtLeast),
    (&["no", "more", "than"], Bound::AtMost),
    (&["not", "more", "than"], Bound::AtMost),
    (&["as", "many", "as"], Bound::AtMost),
    (&["as", "much", "as"], Bound::AtMost),
    (&["as", "few", "as"], Bound::AtLeast),
    (&["as", "little", "as"], Bound::AtLeast),
    (&["a", "total", "of"], Bound::Exact),
    (&["a", "maximum", "of"], Bound::AtMost),
    (&["a", "minimum", "of"], Bound::AtLeast),
    (&["more", "than"], Bound::AtLeast),
    (&["greater", "than"], Bound::AtLeast),
    (&["higher", "than"], Bound::AtLeast),
    (&["larger", "than"], Bound::AtLeast),
    (&["well", "over"], Bound::AtLeast),
    (&["just", "over"], Bound::AtLeast),
    (&["at", "least"], Bound::AtLeast),
    (&["upwards", "of"], Bound::AtLeast),
    (&["upward", "of"], Bound::AtLeast),
    (&["in", "excess", "of"], Bound::AtLeast),
    (&["fewer", "than"], Bound::AtMost),
    (&["less", "than"], Bound::AtMost),
    (&["lower", "than"], Bound::AtMost),
    (&["smaller", "than"], Bound::AtMost),
    (&["just", "under"], Bound::AtMost),
    (&["well", "under"], Bound::AtMost),
    (&["at", "most"], Bound::AtMost),
    (&["up", "to"], Bound::AtMost),
    (&["close", "to"], Bound::About),
    (&["just", "about"], Bound::About),
    (&["just", "short", "of"], Bound::About),
    (&["over"], Bound::AtLeast),
    (&["exceeding"], Bound::AtLeast),
    (&["exceeded"], Bound::AtLeast),
    (&["under"], Bound::AtMost),
    (&["below"], Bound::AtMost),
    (&["about"], Bound::About),
    (&["around"], Bound::About),
    (&["approximately"], Bound::About),
    (&["roughly"], Bound::About),
    (&["nearly"], Bound::About),
    (&["almost"], Bound::About),
    (&["some"], Bound::About),
    (&["circa"], Bound::About),
    (&["approx"], Bound::About),
    (&["estimated"], Bound::About),
];

/// Phrases after a figure.
const AFTER: &[(&[&str], Bound)] = &[
    (&["or", "more"], Bound::AtLeast),
    (&["and", "over"], Bound::AtLeast),
    (&["or", "over"], Bound::AtLeast),
    (&["or", "older"], Bound::AtLeast),
    (&["and", "older"], Bound::AtLeast),
    (&["or", "less"], Bound::AtMost),
    (&["or", "fewer"], Bound::AtMost),
    (&["or", "under"], Bound::AtMost),
    (&["and", "under"], Bound::AtMost),
    (&["or", "younger"], Bound::AtMost),
    (&["or", "so"], Bound::About),
    (&["at", "least"], Bound::AtLeast),
    (&["at", "most"], Bound::AtMost),
];

/// The bound told before token `first`, and where its phrase starts; not before `floor`.
pub(super) fn before(t: &Tokens, first: usize, floor: usize) -> Option<(Bound, usize)> {
    if let Some(Kind::Sign(sign)) = t.kind(first.wrapping_sub(1)) {
        let bound = match sign {
            '~' | '≈' => Bound::About,
            '>' | '≥' => Bound::AtLeast,
            '<' | '≤' => Bound::AtMost,
            _ => return None,
        };
        return (first > floor).then(|| (bound, first - 1));
    }
    let last = t.word(first.wrapping_sub(1));
    if last.is_empty() {
        return None;
    }
    BEFORE.iter().find_map(|&(phrase, bound)| {
        let start = first.checked_sub(phrase.len()).filter(|&start| start >= floor)?;
        let is_there = phrase.last() == Some(&last)
            && phrase
                .iter()
                .enumerate()
                .all(|(step, &word)| t.word(start + step) == word);
        is_there.then_some((bound, start))
    })
}

/// The bound told from token `end` on, and where its phrase ends.
pub(super) fn after(t: &Tokens, end: usize) -> Option<(Bound, usize)> {
    if t.is(end, '+') && t.glued(end) {
        return Some((Bound::AtLeast, end + 1));
    }
    if t.joins(end, '-') && t.word(end + 1) == "plus" {
        return Some((Bound::AtLeast, end + 2));
    }
    let first = t.word(end);
    if !matches!(first, "or" | "and" | "at") {
        return None;
    }
    AFTER.iter().find_map(|&(phrase, bound)| {
        let is_there =
            phrase.iter().enumerate().all(|(step, &word)| t.word(end + step) == word);
        is_there.then(|| (bound, end + phrase.len()))
    })
}
