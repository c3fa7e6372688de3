//! Comparing a claim with a page: retrieval, alignment, typed differences, a score.

use crate::text::Span;

/// What one page has to say about one claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// The passages that come closest, best first: places in the page's text.
    pub passages: Vec<Span>,
    /// Probability that the page supports the whole claim, 0 to 1.
    pub score: f64,
    /// Typed mismatches between claim and passages.
    pub differences: Vec<Difference>,
    /// Parts of the claim that the page does not state: places in the claim's text.
    pub unsupported: Vec<Span>,
    /// Share of the claim's weighted words that the best passages hold, 0 to 1.
    pub coverage: f64,
}

/// One typed mismatch, with both places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What sort of detail differs.
    pub kind: Kind,
    /// Where, in the claim's text.
    pub claim: Span,
    /// Where, in the page's text.
    pub page: Span,
}

/// What sort of detail differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The wording of a quotation.
    Quotation,
    /// Who says it.
    Speaker,
    /// A figure, sum or percentage.
    Number,
    /// A date.
    Date,
    /// A name.
    Name,
    /// Affirmed on one side, denied on the other.
    Negation,
    /// How sure the text is.
    Certainty,
    /// All, some, none.
    Scope,
    /// Who did it, and to whom.
    Roles,
}

impl Kind {
    /// The word used in reports.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Quotation => "quotation",
            Self::Speaker => "speaker",
            Self::Number => "number",
            Self::Date => "date",
            Self::Name => "name",
            Self::Negation => "negation",
            Self::Certainty => "certainty",
            Self::Scope => "scope",
            Self::Roles => "roles",
        }
    }
}
