//! Forms that the table of words does not list: the endings of English inflection.

use super::table::{Entry, LONGEST, NONE, Table};

/// Endings and what stands in the lemma instead, longest first: the rules of detachment
/// that come with `WordNet` (`man morphy`), and `-ies`, `-ied`, `-ier`, `-iest`.
const ENDINGS: &[(&[u8], &[u8])] = &[
    (b"iest", b"y"),
    (b"ches", b"ch"),
    (b"shes", b"sh"),
    (b"sses", b"ss"),
    (b"xes", b"x"),
    (b"zes", b"z"),
    (b"ies", b"y"),
    (b"ied", b"y"),
    (b"ier", b"y"),
    (b"men", b"man"),
    (b"est", b"e"),
    (b"est", b""),
    (b"ing", b"e"),
    (b"ing", b""),
    (b"es", b""),
    (b"ed", b"e"),
    (b"ed", b""),
    (b"er", b"e"),
    (b"er", b""),
    (b"s", b""),
];

/// A lemma shorter than this is not looked for: `bed` is no form of `b`.
const SHORTEST: usize = 3;

/// Looks a word up, then without a possessive or contracted ending, then by its lemma.
pub(crate) fn find(table: &Table<'_>, word: &[u8]) -> Option<Entry> {
    if let Some(entry) = table.find(word) {
        return Some(entry);
    }
    if word.len() > LONGEST + 4 {
        return None;
    }
    let bare = match word.iter().position(|&byte| byte == b'\'') {
        Some(at) => {
            let bare = word.get(..at)?;
            // `didn't` is `did` and `n't`.
            let negated = word.get(at..) == Some(b"'t");
            let bare = bare.strip_suffix(b"n").filter(|_| negated).unwrap_or(bare);
            if let Some(entry) = table.find(bare) {
                return Some(entry);
            }
            bare
        }
        None => word,
    };
    ENDINGS.iter().find_map(|&(ending, instead)| detach(table, bare, ending, instead))
}

/// The lemma of a word with this ending, if there is one.
fn detach(
    table: &Table<'_>,
    word: &[u8],
    ending: &[u8],
    instead: &[u8],
) -> Option<Entry> {
    let stem = word.strip_suffix(ending)?;
    let mut lemma = [0; LONGEST + 4];
    let length = stem.len() + instead.len();
    if length < SHORTEST {
        return None;
    }
    lemma.get_mut(..stem.len())?.copy_from_slice(stem);
    lemma.get_mut(stem.len()..length)?.copy_from_slice(instead);
    let entry = table.find(lemma.get(..length)?)?;
    (entry.lemmas[0] != NONE).then_some(entry)
}
