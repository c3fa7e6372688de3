//! What a score is made from: a few numbers about a claim beside a page.

use crate::claim::Value;
use crate::evidence::index::to_f64;
use crate::evidence::reading::Reading;
use crate::evidence::retrieval::Term;
use crate::evidence::status::Status;
use crate::evidence::token::Class;
use crate::evidence::{Difference, figure};

/// What the page has of one detail of the claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Detail {
    /// Index of the detail in the claim.
    pub(crate) facet: usize,
    /// What the page has of it.
    pub(crate) status: Status,
}

/// The names of the features, in order.
pub const FEATURES: [&str; 13] = [
    "share of the claim's weight in the best three neighbouring sentences",
    "share anywhere on the page",
    "share of capitalised words outside the close sentences",
    "content words outside the close sentences, of ten",
    "share of figures stated",
    "figures neither stated nor elsewhere",
    "dates neither stated nor elsewhere",
    "names the page lacks",
    "names that stand far from the close sentences",
    "quotations word for word",
    "quotations the page lacks",
    "differences seen",
    "length of the claim, in tens of words",
];

/// The features of a claim beside a page, in the order of [`FEATURES`].
pub type Features = [f64; FEATURES.len()];

/// Words of a claim beyond which its length tells no more.
const LONGEST: usize = 40;

/// Computes the features.
pub(crate) fn features(
    reading: &Reading<'_>,
    details: &[Detail],
    differences: &[Difference],
) -> Features {
    let found = &reading.retrieval;
    let class = |term: &Term| reading.tokens[term.token].class;
    let content = || found.terms.iter().filter(|term| class(term) != Class::Function);
    let capital = || content().filter(|term| class(term) == Class::Capital);
    let lost_capital = capital().filter(|term| !term.covered).count();
    let value = |detail: &Detail| &reading.claim.facets[detail.facet].value;
    let count = |wanted: &dyn Fn(&Value, Status) -> bool| {
        to_f64(
            details.iter().filter(|detail| wanted(value(detail), detail.status)).count(),
        )
    };
    let is_figure = |detail: &&Detail| {
        figure::quantity(&reading.claim.facets[detail.facet]).is_some()
    };
    let figures: Vec<&Detail> = details.iter().filter(is_figure).collect();
    let stated = figures
        .iter()
        .filter(|detail| matches!(detail.status, Status::Stated(_)))
        .count();
    let lost = figures.iter().filter(|detail| detail.status == Status::Missing).count();
    [
        found.share(|term| term.in_run),
        found.share(|term| term.anywhere),
        ratio(lost_capital, capital().count(), 0.0),
        to_f64(content().filter(|term| !term.covered).count()) / 10.0,
        ratio(stated, figures.len(), 1.0),
        to_f64(lost),
        count(&|value, status| {
            matches!(value, Value::Date(_)) && status == Status::Missing
        }),
        count(&|value, status| {
            matches!(value, Value::Name(_)) && status == Status::Missing
        }),
        count(&|value, status| {
            matches!(value, Value::Name(_)) && matches!(status, Status::Elsewhere(_))
        }),
        count(&|value, status| {
            matches!(value, Value::Quotation { .. })
                && matches!(status, Status::Stated(_))
        }),
        count(&|value, status| {
            matches!(value, Value::Quotation { .. }) && status == Status::Missing
        }),
        to_f64(differences.len()),
        to_f64(reading.tokens.len().min(LONGEST)) / 10.0,
    ]
}

/// `part / whole`, or `none` if there is no whole.
fn ratio(part: usize, whole: usize, none: f64) -> f64 {
    if whole == 0 { none } else { to_f64(part) / to_f64(whole) }
}
