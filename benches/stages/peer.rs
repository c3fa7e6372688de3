//! Token-set ratio, the measure that scripts use for want of a better one: what the Python
//! package `rapidfuzz` has under that name, made from the crate of that name.

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
    let claim = words(claim);
    let ratios = sentences.iter().map(|sentence| token_set_ratio(&claim, sentence));
    ratios.fold(0.0, f64::max)
}

/// From 0 to 1, of the words that both have and those that one has. White space parts
/// words, and nothing is folded, as the package does it unless told otherwise. Bytes are
/// compared, not characters, which is faster and near enough.
fn token_set_ratio(one: &[&str], other: &str) -> f64 {
    let other = words(other);
    if one.is_empty() || other.is_empty() {
        return 0.0;
    }
    let (mut own, mut theirs, mut both) = (String::new(), String::new(), 0);
    for word in one {
        if other.binary_search(word).is_ok() {
            both += word.len() + usize::from(both > 0);
        } else {
            push(&mut own, word);
        }
    }
    for word in other.iter().filter(|word| one.binary_search(word).is_err()) {
        push(&mut theirs, word);
    }
    if both > 0 && (own.is_empty() || theirs.is_empty()) {
        return 1.0;
    }
    let gap = usize::from(both > 0);
    let (one_length, other_length) = (both + gap + own.len(), both + gap + theirs.len());
    let distance = indel::distance(own.bytes(), theirs.bytes());
    let mut best = similarity(distance, one_length + other_length);
    if both > 0 {
        best = best.max(similarity(one_length - both, both + one_length));
        best = best.max(similarity(other_length - both, both + other_length));
    }
    best
}

/// The words of a text, sorted, each once.
fn words(text: &str) -> Vec<&str> {
    let mut words: Vec<&str> = text.split_whitespace().collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// Puts a word behind those before it.
fn push(words: &mut String, word: &str) {
    if !words.is_empty() {
        words.push(' ');
    }
    words.push_str(word);
}

#[expect(clippy::cast_precision_loss, reason = "lengths of sentences are small")]
fn similarity(distance: usize, length: usize) -> f64 {
    if length == 0 { 1.0 } else { 1.0 - distance as f64 / length as f64 }
}
