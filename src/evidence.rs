//! Comparing a claim with a page: retrieval, alignment, typed differences, a score.
//!
//! - `memo`, `token`, `index`: a page's words and sentences, read once ([`Index`]);
//! - `retrieval`: the sentences closest to a claim;
//! - `align`: words of one text laid over those of another;
//! - `reading`: a claim beside a page; what the comparers below work on;
//! - `quotation`, `speaker`, `figure`, `calendar`, `name`, `polarity`: one comparer each
//!   for quotations, speakers, figures, dates, names, and negation with certainty;
//! - `feature`, `score`: the probability of support, from all of the above.
//!
//! A comparer reports a difference only where it is sure that both sides speak of the
//! same thing; what it does not find is unsupported, not different.

mod align;
mod calendar;
mod copy;
mod feature;
mod figure;
mod index;
mod memo;
mod name;
mod part;
mod polarity;
mod quotation;
mod reading;
mod retrieval;
mod score;
mod speaker;
mod status;
mod token;

pub use self::copy::is_copy;
pub use self::feature::{FEATURES, Features};
pub use self::index::Index;

use crate::claim::{Claim, Value};
use crate::evidence::feature::Detail;
use crate::evidence::quotation::Wording;
use crate::evidence::reading::Reading;
use crate::evidence::status::Status;
use crate::evidence::token::{Class, Tokenizer};
use crate::text::Span;

/// What one page has to say about one claim.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Evidence {
    /// The sentences that come closest, best first: places in the page's text.
    pub passages: Vec<Span>,
    /// Probability that the page supports the whole claim, 0 to 1.
    pub score: f64,
    /// Share of the claim's weight that the passages hold, 0 to 1.
    pub coverage: f64,
    /// Typed mismatches between claim and passages.
    pub differences: Vec<Difference>,
    /// Parts of the claim that the page does not state: places in the claim's text.
    pub unsupported: Vec<Span>,
    /// Quotations that the page does not have: places in the claim's text.
    pub unquoted: Vec<Span>,
    /// Whether the page has every quotation and date of the claim.
    pub is_complete: bool,
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
    /// Two passages in one pair of quotation marks.
    Splice,
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
}

impl Kind {
    /// The word used in reports.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Quotation | Self::Splice => "quotation",
            Self::Speaker => "speaker",
            Self::Number => "number",
            Self::Date => "date",
            Self::Name => "name",
            Self::Negation => "negation",
            Self::Certainty => "certainty",
        }
    }
}

/// Compares a claim with a page.
///
/// A claim of several sentences is supported as far as the least supported of them. The
/// order of differences is that of their kinds, then of their places.
#[must_use]
pub fn compare(claim: &Claim, index: &Index<'_>) -> Evidence {
    let parts = part::parts(claim);
    if parts.is_empty() {
        return compare_whole(claim, index);
    }
    let each = parts.iter().map(|(place, part)| (*place, compare_whole(part, index)));
    part::join(each.collect())
}

/// Compares a claim taken as one statement.
fn compare_whole(claim: &Claim, index: &Index<'_>) -> Evidence {
    let mut reading = Reading::new(claim, index);
    let details = details(&reading);
    credit(&mut reading, &details);
    let differences = differences(&reading, &details);
    let features = feature::features(&reading, &details, &differences);
    let missing = |detail: &Detail| {
        let span = claim.facets[detail.facet].span;
        (detail.status == Status::Missing).then_some(span)
    };
    let unquoted = details.iter().filter(|detail| {
        matches!(claim.facets[detail.facet].value, Value::Quotation { .. })
    });
    // What the page says word for word it says, whatever the weights make of it.
    let verbatim = quotation::exact(&reading.tokens, index.tokens()).is_some();
    let score = if verbatim && differences.is_empty() {
        score::VERBATIM
    } else {
        score::probability(&features, !differences.is_empty())
    };
    Evidence {
        passages: passages(&reading, &details),
        score,
        coverage: reading.retrieval.share(|term| term.covered),
        unsupported: unsupported(&reading, details.iter().filter_map(missing).collect()),
        unquoted: unquoted.filter_map(missing).collect(),
        is_complete: !details.iter().any(|detail| {
            let value = &claim.facets[detail.facet].value;
            detail.status == Status::Missing
                && matches!(value, Value::Quotation { .. } | Value::Date(_))
        }),
        differences,
    }
}

/// A page that supports a claim says it in words half of which, by weight, are the
/// claim's own.
const ON_SUBJECT: f64 = 0.5;

/// Whether a page has enough of a claim's words for [`compare`] to be worth its while:
/// looks each word up and reads nothing, so that many pages can be passed over.
#[must_use]
pub fn is_on_subject(claim: &Claim, index: &Index<'_>) -> bool {
    let mut tokens = Vec::new();
    Tokenizer::default().tokens(claim.text(), 0, &mut tokens);
    retrieval::anywhere(&tokens, index) >= ON_SUBJECT
}

/// The features that the score is made from; for fitting and judging its weights.
#[must_use]
pub fn features(claim: &Claim, index: &Index<'_>) -> Features {
    let mut reading = Reading::new(claim, index);
    let details = details(&reading);
    credit(&mut reading, &details);
    let differences = differences(&reading, &details);
    feature::features(&reading, &details, &differences)
}

/// Takes the words of details that the page states as words that it has.
fn credit(reading: &mut Reading<'_>, details: &[Detail]) {
    for detail in details {
        if matches!(detail.status, Status::Stated(_)) {
            let tokens = reading.tokens_at(reading.claim.facets[detail.facet].span);
            reading.retrieval.credit(tokens);
        }
    }
}

/// What the page has of each detail of the claim, in order of the details.
fn details(reading: &Reading<'_>) -> Vec<Detail> {
    let mut found: Vec<(usize, Status)> = quotations(reading);
    found.extend(figure::compare(reading));
    found.extend(calendar::compare(reading));
    found.extend(name::compare(reading));
    found.sort_by_key(|&(facet, _)| facet);
    found.into_iter().map(|(facet, status)| Detail { facet, status }).collect()
}

fn quotations(reading: &Reading<'_>) -> Vec<(usize, Status)> {
    let mut found = Vec::new();
    for (at, facet) in reading.facets() {
        if !matches!(facet.value, Value::Quotation { .. }) {
            continue;
        }
        let words = &reading.tokens[reading.tokens_at(facet.span)];
        let differs =
            |kind, claim, page| Status::Differs(Difference { kind, claim, page });
        let status = match quotation::find(reading.claim.text(), words, reading.index) {
            Wording::Same(place) => Status::Stated(place),
            Wording::Altered { claim, page } => differs(Kind::Quotation, claim, page),
            Wording::Spliced { claim, page } => differs(Kind::Splice, claim, page),
            Wording::Missing => Status::Missing,
        };
        found.push((at, status));
    }
    found
}

fn differences(reading: &Reading<'_>, details: &[Detail]) -> Vec<Difference> {
    let mut found: Vec<Difference> = Vec::new();
    for detail in details {
        match detail.status {
            Status::Differs(difference) => found.push(difference),
            Status::Stated(place) => {
                found.extend(speaker::compare(reading, detail.facet, place));
            }
            Status::Elsewhere(_) | Status::Missing => {}
        }
    }
    if found.is_empty() {
        found.extend(polarity::negation(reading));
        found.extend(polarity::certainty(reading));
    }
    found.sort_by_key(|difference| (difference.kind, difference.claim));
    found
}

/// The sentences to show: those that hold a quotation or the other side of a difference
/// first, then those that hold most of the claim.
fn passages(reading: &Reading<'_>, details: &[Detail]) -> Vec<Span> {
    let sentences = reading.index.sentences();
    let holding = |place: Span| {
        let after =
            sentences.partition_point(|sentence| sentence.span.end <= place.start);
        after..sentences.partition_point(|sentence| sentence.span.start < place.end)
    };
    let mut chosen: Vec<usize> = Vec::new();
    for detail in details {
        let quoted =
            matches!(reading.claim.facets[detail.facet].value, Value::Quotation { .. });
        match detail.status {
            Status::Stated(place) if quoted => chosen.extend(holding(place)),
            Status::Differs(difference) => chosen.extend(holding(difference.page)),
            _ => {}
        }
    }
    chosen.extend(&reading.retrieval.cover);
    let mut shown: Vec<Span> = Vec::new();
    for at in chosen.into_iter().filter(|&at| at < sentences.len()) {
        if !shown.contains(&sentences[at].span) {
            shown.push(sentences[at].span);
        }
    }
    shown.truncate(retrieval::KEEP);
    shown
}

/// Runs of content words that no close sentence holds, joined with the details that the
/// page does not have.
fn unsupported(reading: &Reading<'_>, mut spans: Vec<Span>) -> Vec<Span> {
    let mut lone: Vec<Span> = Vec::new();
    for term in &reading.retrieval.terms {
        let token = &reading.tokens[term.token];
        if token.class != Class::Function && !term.anywhere {
            lone.push(token.span);
        }
    }
    spans.extend(lone);
    spans.sort_unstable();
    let text = reading.claim.text();
    let mut joined: Vec<Span> = Vec::new();
    for span in spans {
        match joined.last_mut() {
            Some(last) if span.start <= last.end => *last = last.cover(span),
            Some(last) if Span::new(last.end, span.start).of(text) == " " => {
                *last = last.cover(span);
            }
            _ => joined.push(span),
        }
    }
    joined
}
