//! Whether two pages carry one and the same text.

use std::collections::BTreeSet;

use crate::evidence::index::{Index, to_f64};

/// Words in a shingle (Broder, 1997). Eight words in a row are hardly ever shared by
/// two reports written apart, save for quotations.
const SHINGLE: usize = 8;
/// From this share of the shorter text's shingles on, two pages are one text: it leaves
/// room for a cut by a third and light edits, and is out of reach for shared quotations.
const COPY: f64 = 0.4;
/// Shorter pages have too few words to tell.
const SHORTEST: usize = 60;

/// Whether two pages carry one and the same text, cut or lightly edited. The measure is
/// the containment of shingles in the shorter page (Broder, 1997).
#[must_use]
pub fn is_copy(a: &Index<'_>, b: &Index<'_>) -> bool {
    let (a, b) = (shingles(a), shingles(b));
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let shared = short.iter().filter(|shingle| long.contains(shingle)).count();
    short.len() >= SHORTEST && to_f64(shared) >= COPY * to_f64(short.len())
}

fn shingles(index: &Index<'_>) -> BTreeSet<u64> {
    let words: Vec<u64> = index.tokens().iter().map(|token| token.word).collect();
    let shingle = |words: &[u64]| {
        words.iter().fold(0u64, |sum, &word| {
            sum.rotate_left(9).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ word
        })
    };
    words.windows(SHINGLE).map(shingle).collect()
}
