//! How many requests a draft may cost.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Requests that may be sent for one draft, and those that were. A clone is the same
/// allowance: what is spent of it is spent of this one.
#[derive(Clone, Debug)]
pub struct Allowance {
    limit: usize,
    spent: Arc<AtomicUsize>,
}

impl Default for Allowance {
    fn default() -> Self {
        Self::new(Self::DEFAULT)
    }
}

impl Allowance {
    /// Requests for a draft unless the user says otherwise: enough for six outlets with a
    /// robots.txt, three lists of pages and four pages each, with a few to spare.
    pub const DEFAULT: usize = 60;

    /// An allowance of so many requests, none of them spent.
    #[must_use]
    pub fn new(limit: usize) -> Self {
        Self { limit, spent: Arc::default() }
    }

    /// How many may be sent in all.
    #[must_use]
    pub const fn limit(&self) -> usize {
        self.limit
    }

    /// How many were sent.
    #[must_use]
    pub fn spent(&self) -> usize {
        self.spent.load(Ordering::Relaxed)
    }

    /// Spends one; false, and nothing is spent, if none is left.
    #[must_use]
    pub fn take(&self) -> bool {
        let more = |spent| (spent < self.limit).then_some(spent + 1);
        self.spent.fetch_update(Ordering::Relaxed, Ordering::Relaxed, more).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_is_spent_than_is_allowed() {
        let allowance = Allowance::new(2);
        assert_eq!([(); 4].map(|()| allowance.take()), [true, true, false, false]);
        assert_eq!((allowance.spent(), allowance.limit()), (2, 2));
        assert!(!Allowance::new(0).take());
        let first = Allowance::new(2);
        assert!(first.clone().take());
        assert_eq!(first.spent(), 1);
    }
}
