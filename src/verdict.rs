//! Deciding what the evidence for a claim amounts to.
//!
//! The last stage before the report, and the only place that picks the word for a
//! claim's fate. It reads no clock, file or network: the same evidence always gets the
//! same verdict, so a verdict that a writer disputes can be replayed from a saved report.
//!
//! # One claim, one page
//!
//! Tried from top to bottom, the first that applies decides ([`judge`]).
//!
//! | when                                                      | verdict     |
//! |-----------------------------------------------------------|-------------|
//! | a typed difference was seen                               | `altered`   |
//! | the score reaches [`SUPPORTED`], no quotation or date is missing | `supported` |
//! | the page holds at least [`PARTIAL`] of the claim           | `partial`   |
//! | none of these                                             | `absent`    |
//!
//! # One claim, one citation
//!
//! A citation leads to the pages of its outlet that are at hand ([`decide`]). The best
//! page decides, in the order `supported`, `altered`, `partial`, `absent`; two of the
//! precedences are choices, not accidents:
//!
//! - **Supported before altered.** A claim needs one page that carries it; another that
//!   rounds the figure is not the draft's mistake.
//! - **Unread before absent.** "The source does not say this" is an accusation. It is
//!   made only if every page that might have said it was read whole. A page behind a
//!   wall can support a claim; it can neither alter nor lack one.

mod finding;

use std::fmt;

pub use self::finding::{Docket, Finding, findings};

use crate::claim::Claim;
use crate::evidence::{Difference, Evidence, Kind};
use crate::rule::Rule;
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
    /// All verdicts, in the order in which reports count them.
    pub const ALL: [Self; 5] =
        [Self::Supported, Self::Partial, Self::Altered, Self::Absent, Self::Unread];

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

/// From this probability on a page supports a claim.
pub const SUPPORTED: f64 = 0.6;
/// A page that holds this share of a claim's weight states some of it.
pub const PARTIAL: f64 = 0.5;

/// The verdict for one claim and one citation of its paragraph.
#[derive(Clone, Debug, PartialEq)]
pub struct Ruling {
    /// Index in [`crate::claim::Claims::claims`].
    pub claim: usize,
    /// Index in [`crate::outlet::Citations::citations`].
    pub citation: usize,
    /// The word.
    pub verdict: Verdict,
    /// The rule that a verdict other than `supported` falls under.
    pub rule: Option<Rule>,
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

/// What one page's evidence says of a claim, and under which rule that falls.
#[must_use]
pub fn judge(evidence: &Evidence) -> (Verdict, Option<Rule>) {
    if let Some(difference) = evidence.differences.first() {
        return (Verdict::Altered, Some(rule(difference.kind)));
    }
    if evidence.score >= SUPPORTED && evidence.is_complete {
        return (Verdict::Supported, None);
    }
    if evidence.coverage >= PARTIAL {
        let quoted = !evidence.unquoted.is_empty();
        let rule = if quoted { Rule::QuoteNotFound } else { Rule::PartlySupported };
        return (Verdict::Partial, Some(rule));
    }
    let rule =
        if evidence.unquoted.is_empty() { Rule::NotStated } else { Rule::QuoteNotFound };
    (Verdict::Absent, Some(rule))
}

/// The rule that a difference falls under.
#[must_use]
pub const fn rule(kind: Kind) -> Rule {
    match kind {
        Kind::Quotation => Rule::QuoteAltered,
        Kind::Splice => Rule::QuoteSpliced,
        Kind::Speaker => Rule::WrongSpeaker,
        Kind::Number => Rule::NumberMismatch,
        Kind::Date => Rule::DateMismatch,
        Kind::Name => Rule::NameMismatch,
        Kind::Negation => Rule::NegationFlip,
        Kind::Certainty => Rule::CertaintyRaised,
    }
}

/// A page that a citation leads to, and what it has to say about a claim.
#[derive(Clone, Copy, Debug)]
pub struct Witness<'e> {
    /// Index of the page on the shelf.
    pub page: usize,
    /// Whether the page was read whole.
    pub whole: bool,
    /// What it has to say.
    pub evidence: &'e Evidence,
}

/// Decides what the pages that a citation leads to say of a claim, by the rules above.
///
/// `unseen` tells whether a page that the citation means could not be had; a citation
/// without any page at hand counts as unseen. Between pages that serve equally well the
/// one with the higher score is taken, then the first.
#[must_use]
pub fn decide(
    claim: usize,
    citation: usize,
    witnesses: &[Witness<'_>],
    unseen: bool,
) -> Ruling {
    let mut ruling = Ruling {
        claim,
        citation,
        verdict: Verdict::Unread,
        rule: None,
        score: 0.0,
        page: None,
        passages: Vec::new(),
        differences: Vec::new(),
        unsupported: Vec::new(),
    };
    let mut best: Option<(u8, Verdict, Option<Rule>, &Witness<'_>)> = None;
    for witness in witnesses {
        let (verdict, rule) = judge(witness.evidence);
        // What a page read in part does not say, the rest of it may.
        let verdict = if witness.whole || verdict == Verdict::Supported {
            verdict
        } else {
            Verdict::Unread
        };
        let better = best.is_none_or(|(rank, _, _, held)| {
            let own = self::rank(verdict);
            own < rank || own == rank && witness.evidence.score > held.evidence.score
        });
        if better {
            best = Some((self::rank(verdict), verdict, rule, witness));
        }
    }
    let Some((_, verdict, rule, witness)) = best else { return ruling };
    let hidden = unseen && verdict == Verdict::Absent;
    ruling.verdict = if hidden { Verdict::Unread } else { verdict };
    ruling.rule = rule.filter(|_| ruling.verdict != Verdict::Unread);
    ruling.score = witness.evidence.score;
    ruling.page = Some(witness.page);
    ruling.passages.clone_from(&witness.evidence.passages);
    ruling.unsupported.clone_from(&witness.evidence.unsupported);
    if ruling.verdict == Verdict::Altered {
        ruling.differences.clone_from(&witness.evidence.differences);
    }
    ruling
}

/// Which verdict of several pages of one citation counts: the lowest.
const fn rank(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Supported => 0,
        Verdict::Altered => 1,
        Verdict::Partial => 2,
        Verdict::Unread => 3,
        Verdict::Absent => 4,
    }
}

/// The word for a claim over all citations of its paragraph: `supported` if any outlet
/// carries it, then `altered`, `partial`, `unread`, `absent`. `None` if nothing is cited
/// or the claim can't be checked. `rulings` are in order of their claims.
#[must_use]
pub fn overall(claim: usize, rulings: &[Ruling]) -> Option<Verdict> {
    let first = rulings.partition_point(|ruling| ruling.claim < claim);
    let own = rulings[first..].iter().take_while(|ruling| ruling.claim == claim);
    own.map(|ruling| ruling.verdict).min_by_key(|&verdict| rank(verdict))
}

/// Whether a claim is one that pages are held against.
#[must_use]
pub fn is_checked(claim: &Claim) -> bool {
    claim.checkable.reason().is_none()
}
