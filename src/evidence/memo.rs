//! Stems of words seen before: stemming costs some fifty times what hashing a word does,
//! and news is written in few words.
//!
//! A table without locks, shared by all threads. What is kept under a word follows from
//! the word alone, so that it changes no result whether it is found.

use std::sync::atomic::{AtomicU64, Ordering};

/// What follows from a folded word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Known {
    /// Hash of its stem.
    pub(super) stem: u64,
    /// Whether it is a closed-class word.
    pub(super) is_function: bool,
}

/// A stem, and a seal that tells which word it belongs to. Another thread may write one
/// of the two between reading one and the other; the seal then fits no word (the lockless
/// hashing of Hyatt and Mann, 2002).
struct Slot {
    seal: AtomicU64,
    stem: AtomicU64,
}

/// Slots: some ten thousand words are nearly all of what newspapers print.
const SLOTS: usize = 16_384;
/// What the seal of a closed-class word differs by. An odd number with as many ones as
/// noughts.
const FUNCTION: u64 = 0x9e37_79b9_7f4a_7c15;

static MEMO: Memo = Memo::new();

/// What follows from the word with this hash; `find` tells, if that is not known.
pub(super) fn known(word: u64, find: impl FnOnce() -> Known) -> Known {
    MEMO.known(word, find)
}

struct Memo([Slot; SLOTS]);

impl Memo {
    #[expect(clippy::large_stack_arrays, reason = "made at compile time, into a static")]
    const fn new() -> Self {
        Self([const { Slot { seal: AtomicU64::new(0), stem: AtomicU64::new(0) } }; SLOTS])
    }

    fn known(&self, word: u64, find: impl FnOnce() -> Known) -> Known {
        let slot =
            usize::try_from(word % SLOTS as u64).ok().and_then(|at| self.0.get(at));
        // An empty slot has the seal of these.
        let Some(slot) = slot.filter(|_| word != 0 && word != FUNCTION) else {
            return find();
        };
        let stem = slot.stem.load(Ordering::Relaxed);
        let seal = slot.seal.load(Ordering::Relaxed) ^ stem;
        if seal == word || seal == word ^ FUNCTION {
            return Known { stem, is_function: seal != word };
        }
        let found = find();
        let seal = word ^ found.stem ^ if found.is_function { FUNCTION } else { 0 };
        slot.stem.store(found.stem, Ordering::Relaxed);
        slot.seal.store(seal, Ordering::Relaxed);
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words told one after another, and which of them had to be found.
    #[track_caller]
    fn check(words: &[(u64, Known)], expected: &[bool]) {
        let memo = Box::new(Memo::new());
        let mut found = Vec::new();
        for &(word, known) in words {
            let mut was_found = false;
            let told = memo.known(word, || {
                was_found = true;
                known
            });
            assert_eq!(told, known);
            found.push(was_found);
        }
        assert_eq!(found, expected);
    }

    const PLAIN: Known = Known { stem: 42, is_function: false };
    const CLOSED: Known = Known { stem: 43, is_function: true };

    #[test]
    fn a_word_is_found_once() {
        check(
            &[(7, PLAIN), (8, CLOSED), (7, PLAIN), (8, CLOSED)],
            &[true, true, false, false],
        );
    }

    #[test]
    fn words_that_share_a_slot_are_told_apart() {
        let other = 7 + SLOTS as u64;
        check(&[(7, PLAIN), (other, CLOSED), (7, PLAIN)], &[true, true, true]);
    }

    #[test]
    fn an_empty_slot_is_no_word() {
        check(&[(0, CLOSED), (0, CLOSED), (FUNCTION, PLAIN)], &[true, true, true]);
    }
}
