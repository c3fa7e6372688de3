//! Features: what a model looks at, as hashes.

/// Most features that one choice looks at.
const MOST: usize = 128;

/// A number for each template, drawn by `SplitMix64` (Steele, Lea and Flood, 2014).
static SALTS: [u64; MOST] = salts();

/// The features of one choice. Each is told from the others by the order in which it was
/// added, so that a template is nothing but a line of code.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bag {
    items: [u64; MOST],
    len: usize,
}

impl Default for Bag {
    fn default() -> Self {
        Self { items: [0; MOST], len: 0 }
    }
}

impl Bag {
    /// Empties it.
    pub(crate) const fn clear(&mut self) {
        self.len = 0;
    }

    /// Adds the feature that `parts` have just these values, which are [atoms](atom) or
    /// hashes.
    #[inline]
    pub(crate) fn add(&mut self, parts: [u64; 3]) {
        let [a, b, c] = parts;
        let slot = self.items.get_mut(self.len).zip(SALTS.get(self.len));
        if let Some((item, salt)) = slot {
            // The parts are spread over 64 bits already: one product mixes them.
            let hash = (salt ^ a ^ b.rotate_left(21) ^ c.rotate_left(42))
                .wrapping_mul(0x9e37_79b9_7f4a_7c15);
            *item = hash ^ (hash >> 29);
            self.len += 1;
        }
    }

    /// The features.
    pub(crate) fn as_slice(&self) -> &[u64] {
        &self.items[..self.len]
    }
}

/// A small number spread over 64 bits, as a part of features.
#[inline]
pub(crate) const fn atom(value: u64) -> u64 {
    let product = (value + 1).wrapping_mul(0xd6e8_feb8_6659_fd93);
    product ^ (product >> 32)
}

/// Two parts as one.
#[inline]
pub(crate) const fn both(one: u64, other: u64) -> u64 {
    one ^ other.rotate_left(11)
}

const fn salts() -> [u64; MOST] {
    let mut salts = [0; MOST];
    let mut state = 0_u64;
    let mut at = 0;
    while at < MOST {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut salt = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        salt = (salt ^ (salt >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        salts[at] = salt ^ (salt >> 31);
        at += 1;
    }
    salts
}
