//! Passages that a page prints twice: pull quotes, captions of a gallery, teasers.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashSet;

use super::PassageKind;
use super::outline::Outline;
use super::shingle;
use super::trim::Picked;

/// Bytes under which a line may come twice for a reason: `She paused.`
const SHORT: usize = 30;
/// Times from which a line belongs to the page and not to the article.
const MANY: usize = 3;
/// Words in a row that tell a repeat.
const SHINGLE: usize = 5;

/// Drops quotations drawn out of the article that repeat its words, all but the first of
/// lines that come twice, and lines that come again and again.
pub(super) fn drop(outline: &Outline, picked: &mut Picked) {
    let text_of = |index: usize| outline.text_of(&outline.runs[index]);
    let mut times: BTreeMap<u64, usize> = BTreeMap::new();
    for &(index, _) in picked.iter() {
        *times.entry(shingle::key(text_of(index))).or_default() += 1;
    }
    let has_quote = picked.iter().any(|&(_, kind)| kind == PassageKind::Quote);
    let body = picked.iter().filter(|&&(_, kind)| has_quote && kind == PassageKind::Text);
    let said: FxHashSet<u64> =
        body.flat_map(|&(index, _)| shingles(text_of(index))).collect();
    let mut seen: BTreeSet<u64> = BTreeSet::new();
    picked.retain(|&(index, kind)| {
        let text = text_of(index);
        if text.len() < SHORT {
            return true;
        }
        let key = shingle::key(text);
        let is_first = seen.insert(key);
        let is_drawn = kind == PassageKind::Quote && repeats(text, &said);
        is_first && !is_drawn && times.get(&key).is_none_or(|&times| times < MANY)
    });
}

/// Whether every few words of a quotation stand elsewhere in the article.
fn repeats(quote: &str, said: &FxHashSet<u64>) -> bool {
    let shingles = shingles(quote);
    !shingles.is_empty() && shingles.iter().all(|shingle| said.contains(shingle))
}

/// A number for each [`SHINGLE`] words in a row, as white space parts them.
fn shingles(text: &str) -> Vec<u64> {
    let words = text.split_whitespace().map(shingle::key);
    shingle::of(words.filter(|&word| word != 0), SHINGLE)
}

#[cfg(test)]
mod tests {
    use crate::page::read;

    /// Checks how often a page's body has a line.
    #[track_caller]
    fn check(line: &str, inside: &str, expected: usize) {
        let sentence = |n| {
            format!(
                "<p>The council met for the {n}th time, and adjourned on its own.</p>"
            )
        };
        let around: String = (0..9).map(sentence).collect();
        let html = format!("<html><article>{around}{inside}</article>");
        let page = read(None, html.as_bytes(), None);
        assert_eq!(page.body().matches(line).count(), expected, "{}", page.body());
    }

    #[test]
    fn a_pull_quote_is_not_read_twice() {
        let said = "<p>“We shall build it as high as the church,” said Ada Prowse.</p>";
        let pulled = "<blockquote>We shall build it as high as the church</blockquote>";
        check("as high as the church", &format!("{said}{pulled}"), 1);
        check("as high as the church", &format!("{pulled}{said}"), 1);
    }

    #[test]
    fn a_block_quotation_that_says_more_is_kept() {
        let said = "<p>“We shall build it,” said Ada Prowse.</p>";
        let quote = "<blockquote>We shall build it as high as the church.</blockquote>";
        check("We shall build it", &format!("{said}{quote}"), 2);
        check("We shall build it", quote, 1);
    }

    #[test]
    fn a_line_that_comes_again_is_read_once_and_one_that_comes_often_not_at_all() {
        let line = "<p>The quay was closed to traffic all day.</p>";
        check("quay was closed", &line.repeat(2), 1);
        check("quay was closed", &line.repeat(3), 0);
        check("She paused.", &"<p>She paused.</p>".repeat(4), 4);
    }
}
