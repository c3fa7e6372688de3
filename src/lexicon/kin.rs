//! Tells of most pairs of words, by two comparisons, that they are not related.

use std::sync::LazyLock;

/// Which of 64 groups a word's lemmas are in, and in which groups those are that are
/// related to them: a Bloom filter (1970) of a single hash.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Kin {
    own: u64,
    related: u64,
}

/// The groups of all that is related to each lemma, made at first use in about a
/// millisecond.
static RELATED: LazyLock<Vec<u64>> = LazyLock::new(|| {
    let mut related = Vec::new();
    for (high, low) in super::pairs() {
        for (one, other) in [(high, low), (low, high)] {
            let at = usize::from(one);
            if related.len() <= at {
                related.resize(at + 1, 0);
            }
            related[at] |= group(other);
        }
    }
    related
});

impl Kin {
    /// The groups of a word of these lemmas.
    pub(crate) fn of(lemmas: impl Iterator<Item = u16>) -> Self {
        let mut kin = Self::default();
        let all = RELATED.as_slice();
        for lemma in lemmas {
            kin.own |= group(lemma);
            kin.related |= all.get(usize::from(lemma)).unwrap_or(&0);
        }
        kin.related |= kin.own;
        kin
    }

    /// False only where two words share no lemma and none of theirs are related.
    #[inline]
    pub(crate) const fn may_be_of(self, other: Self) -> bool {
        self.own & other.related != 0 && other.own & self.related != 0
    }
}

/// The group of a lemma, as a bit. Lemmas are numbered in order, so that neighbours would
/// crowd without the product (Fibonacci hashing, Knuth).
const fn group(lemma: u16) -> u64 {
    1 << ((lemma as u32).wrapping_mul(0x9e37_79b9) >> 26)
}
