//! Features: what a model looks at, as hashes.

/// Most features that one choice looks at.
const MOST: usize = 128;

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
    /// Adds the feature that `parts` have just these values.
    #[inline]
    pub(crate) fn add(&mut self, parts: [u64; 3]) {
        const ODD: [u64; 3] =
            [0x9e37_79b9_7f4a_7c15, 0xc2b2_ae3d_27d4_eb4f, 0xd6e8_feb8_6659_fd93];
        let [a, b, c] = parts;
        // Three products side by side are ready sooner than three in a row.
        let hash = (self.len as u64 + 1).wrapping_mul(0xa076_1d64_78bd_642f)
            ^ a.wrapping_mul(ODD[0])
            ^ b.wrapping_mul(ODD[1]).rotate_left(21)
            ^ c.wrapping_mul(ODD[2]).rotate_left(42);
        let hash = (hash ^ (hash >> 32)).wrapping_mul(ODD[0]);
        if let Some(item) = self.items.get_mut(self.len) {
            *item = hash ^ (hash >> 29);
            self.len += 1;
        }
    }

    /// The features.
    pub(crate) fn as_slice(&self) -> &[u64] {
        &self.items[..self.len]
    }
}
