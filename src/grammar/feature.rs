//! Features: what a model looks at, as hashes.

use crate::grammar::model;

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
        const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
        let mut hash = (self.len as u64 + 1).wrapping_mul(ODD);
        for part in parts {
            hash = (hash.rotate_left(23) ^ part).wrapping_mul(ODD);
        }
        if let Some(item) = self.items.get_mut(self.len) {
            *item = model::mix(hash);
            self.len += 1;
        }
    }

    /// The features.
    pub(crate) fn as_slice(&self) -> &[u64] {
        &self.items[..self.len]
    }
}
