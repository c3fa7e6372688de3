//! Token-set ratio, the measure that scripts use for want of a better one: what the Python
//! package `rapidfuzz` has under that name, made from the crate of that name.

use std::collections::BTreeSet;

use rapidfuzz::distance::indel;
use veracite::page::Page;
use veracite::text;

/// The sentences of a page, found as we find them.
pub(crate) fn sentences(page: &Page) -> Vec<&str> {
    let passages = page.passages.iter().map(|passage| passage.span.of(&page.text));
    passages
        .flat_map(|text| text::sentences(text).into_iter().map(|span| span.of(text)))
        .collect()
}

/// The ratio of the claim with the sentence that it is most like.
pub(crate) fn best(claim: &str, sentences: &[&str]) -> f64 {
    sentences.iter().map(|sentence| token_set_ratio(claim, sentence)).fold(0.0, f64::max)
}

/// From 0 to 1, of the words that both have and those that one has. White space parts
/// words, and nothing is folded, as the package does it unless told otherwise.
fn token_set_ratio(one: &str, other: &str) -> f64 {
    let (one, other) = (words(one), words(other));
    if one.is_empty() || other.is_empty() {
        return 0.0;
    }
    let shared: Vec<&str> = one.intersection(&other).copied().collect();
    let own: Vec<&str> = one.difference(&other).copied().collect();
    let theirs: Vec<&str> = other.difference(&one).copied().collect();
    if !shared.is_empty() && (own.is_empty() || theirs.is_empty()) {
        return 1.0;
    }
    let (own, theirs) = (own.join(" "), theirs.join(" "));
    let both = shared.join(" ").chars().count();
    let gap = usize::from(both > 0);
    let one_length = both + gap + own.chars().count();
    let other_length = both + gap + theirs.chars().count();
    let distance = indel::distance(own.chars(), theirs.chars());
    let mut best = similarity(distance, one_length + other_length);
    if both > 0 {
        best = best.max(similarity(one_length - both, both + one_length));
        best = best.max(similarity(other_length - both, both + other_length));
    }
    best
}

fn words(text: &str) -> BTreeSet<&str> {
    text.split_whitespace().collect()
}

#[expect(clippy::cast_precision_loss, reason = "lengths of sentences are small")]
fn similarity(distance: usize, length: usize) -> f64 {
    if length == 0 { 1.0 } else { 1.0 - distance as f64 / length as f64 }
}
