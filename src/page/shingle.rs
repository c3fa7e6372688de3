//! Words in a row as numbers, to find what one text has of another (Broder, 1997).

use std::hash::Hasher;

use rustc_hash::FxHasher;

/// A number for each `size` words in a row.
pub(super) fn of(words: impl Iterator<Item = u64>, size: usize) -> Vec<u64> {
    let words: Vec<u64> = words.collect();
    let number = |run: &[u64]| {
        let mut hasher = FxHasher::default();
        for &word in run {
            hasher.write_u64(word);
        }
        hasher.finish()
    };
    words.windows(size).map(number).collect()
}

/// A number for the letters and digits of a text, whatever their case; zero without any.
pub(super) fn key(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    for c in text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase) {
        hasher.write_u32(u32::from(c));
    }
    hasher.finish()
}
