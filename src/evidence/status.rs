//! What the page has of one detail of a claim.

use crate::evidence::Difference;
use crate::text::Span;

/// What the page has of one detail of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    /// It states it, in a sentence that speaks of the claim; where.
    Stated(Span),
    /// It has the same detail, in a sentence that speaks of something else.
    Elsewhere(Span),
    /// It says otherwise of the same thing.
    Differs(Difference),
    /// It does not have it.
    Missing,
}
