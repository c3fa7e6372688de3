//! Deciding what the evidence for a claim amounts to.

use std::fmt;

use crate::evidence::Difference;
use crate::rule::{Rule, Severity};
use crate::text::Span;

/// What the cited pages say about one claim. Declared from least to most pressing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// A page states it, details included.
    Supported,
    /// Some of it is stated, some is not.
    Partial,
    /// It could not be seen.
    Unread,
    /// Every page that might hold it was read, and it is not stated.
    Absent,
    /// A page speaks of this, and says otherwise.
    Altered,
}

impl Verdict {
    /// The word used in reports.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Supported => "supported",
            Self::Partial => "partial",
            Self::Unread => "unread",
            Self::Absent => "absent",
            Self::Altered => "altered",
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The verdict for one claim and one citation of its paragraph.
#[derive(Clone, Debug, PartialEq)]
pub struct Ruling {
    /// Index in [`crate::claim::Claims::claims`].
    pub claim: usize,
    /// Index in [`crate::outlet::Citations::citations`].
    pub citation: usize,
    /// The word.
    pub verdict: Verdict,
    /// Probability that the cited page supports the whole claim, 0 to 1.
    pub score: f64,
    /// Index in [`crate::gather::Shelf::pages`] of the page that decided.
    pub page: Option<usize>,
    /// The passages that come closest: places in that page's text.
    pub passages: Vec<Span>,
    /// How claim and page differ; places in the claim's text and the page's.
    pub differences: Vec<Difference>,
    /// Parts of the claim that the page does not state: places in the claim's text.
    pub unsupported: Vec<Span>,
}

/// A rule that fired, at a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The rule.
    pub rule: Rule,
    /// How much it matters, settings applied.
    pub severity: Severity,
    /// The claim it is about, if it is about one.
    pub claim: Option<usize>,
    /// The citation it is about, if it is about one.
    pub citation: Option<usize>,
    /// Where, in the draft's text.
    pub span: Span,
    /// What was looked at and what was found; lower case, no full stop.
    pub message: String,
    /// What to do.
    pub help: String,
    /// The page it rests on.
    pub page: Option<usize>,
    /// The page's own words: page and place in its text.
    pub evidence: Vec<(usize, Span)>,
    /// How claim and page differ; places in the claim's text and the page's.
    pub differences: Vec<Difference>,
}
