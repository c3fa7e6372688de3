//! What became of a piece of evidence since it was recorded.

/// A piece of evidence that is not as it was, or could not be looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The page: its address, or the name of its file.
    pub page: String,
    /// The claims that rest on it, in order.
    pub claims: Vec<String>,
    /// The words as they were.
    pub before: String,
    /// What there is instead.
    pub now: Now,
}

/// What there is in the place of evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Now {
    /// Other words.
    Other(String),
    /// Nothing like it.
    Gone,
    /// The page could not be seen: why.
    Unseen(String),
}

impl Change {
    /// Whether the page was seen, and does not have the words.
    #[must_use]
    pub const fn is_seen(&self) -> bool {
        !matches!(self.now, Now::Unseen(_))
    }
}
