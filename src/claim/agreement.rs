//! Whether a page's detail can stand for a claim's.

/// What a page's figure or date is to a claim's. Declared from best to worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Agreement {
    /// The page states it, as finely as the claim does.
    Same,
    /// Both may be true, and the page does not say enough to tell: `742` beside
    /// `more than 700`, `3 March` beside `March 2026`.
    Compatible,
    /// Not both can be true of the same thing.
    Differs,
}
