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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page;

    /// Sentences `from` to `to` of a report of made-up words, eleven words each.
    fn report(from: usize, to: usize) -> String {
        let sentence = |number| {
            let words = (0..11).map(|word| format!("w{number}x{word}"));
            words.collect::<Vec<_>>().join(" ") + "\n"
        };
        (from..to).map(sentence).collect()
    }

    #[track_caller]
    fn check(a: &str, b: &str, expected: bool) {
        let (a, b) = (page::from_text(None, a), page::from_text(None, b));
        let (a, b) = (Index::new(&a), Index::new(&b));
        assert_eq!((is_copy(&a, &b), is_copy(&b, &a)), (expected, expected));
    }

    #[test]
    fn a_text_and_a_cut_of_it_are_one() {
        check(&report(0, 30), &report(0, 30), true);
        check(&report(0, 30), &report(4, 20), true);
    }

    #[test]
    fn typography_and_case_make_no_other_text() {
        check(&report(0, 30), &report(0, 30).to_uppercase().replace(' ', ", "), true);
    }

    #[test]
    fn two_texts_with_a_quotation_in_common_are_two() {
        check(&report(0, 30), &(report(50, 80) + &report(0, 3)), false);
        check(&report(0, 30), &report(50, 80), false);
    }

    #[test]
    fn a_few_words_are_too_few_to_tell() {
        check(&report(0, 6), &report(0, 6), false);
        check("", "", false);
        check("", &report(0, 30), false);
    }

    #[test]
    fn the_bar_is_two_fifths_of_the_shorter_text() {
        // 30 sentences of 11 words make 323 runs of eight; 13 shared ones make 136.
        check(&report(0, 30), &(report(0, 13) + &report(50, 70)), true);
        check(&report(0, 30), &(report(0, 12) + &report(50, 70)), false);
    }
}
