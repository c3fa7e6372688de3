//! Whether two pages carry one and the same text.

use crate::evidence::index::{Index, to_f64};
use crate::evidence::token::Token;

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
    let (a, b) = (a.shingles(shingles), b.shingles(shingles));
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let shared = short.iter().filter(|shingle| long.binary_search(shingle).is_ok());
    short.len() >= SHORTEST && to_f64(shared.count()) >= COPY * to_f64(short.len())
}

/// The shingles of a page's words, sorted, each once.
fn shingles(tokens: &[Token]) -> Vec<u64> {
    let shingle = |words: &[Token]| {
        words.iter().fold(0u64, |sum, token| {
            sum.rotate_left(9).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ token.word
        })
    };
    let mut found: Vec<u64> = tokens.windows(SHINGLE).map(shingle).collect();
    found.sort_unstable();
    found.dedup();
    found
}
