//! What a score is made from: a few numbers about a claim beside a page.

use crate::claim::Value;
use crate::evidence::index::to_f64;
use crate::evidence::reading::Reading;
use crate::evidence::retrieval::Term;
use crate::evidence::statement::Statements;
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
    "mean likeness of the claim's words to the closest of the page",
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
    statements: &Statements,
) -> Features {
    let found = &reading.retrieval;
    let class = |term: &Term| reading.tokens[term.token].class;
    let content = || found.terms.iter().filter(|term| class(term) != Class::Function);
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
        statements.likeness,
    ]
}

/// `part / whole`, or `none` if there is no whole.
fn ratio(part: usize, whole: usize, none: f64) -> f64 {
    if whole == 0 { none } else { to_f64(part) / to_f64(whole) }
}

#[cfg(test)]
mod tests {
    use crate::claim;
    use crate::evidence;
    use crate::evidence::Index;
    use crate::page;

    /// The value of one feature, by its name.
    #[track_caller]
    fn check(claim: &str, page: &str, name: &str, expected: f64) {
        let at = super::FEATURES.iter().position(|one| *one == name);
        let page = page::from_text(None, page);
        let claim = claim::read(claim, None);
        let found = evidence::features(&claim, &Index::new(&page));
        let value = found[at.expect("there is such a feature")];
        assert!(
            (value - expected).abs() < 1e-9,
            "{name}: {value} for {:?}",
            claim.text()
        );
    }

    const PAGE: &str = "The council of Hexley sold 40 boats on 3 March 2026.\n\
        “Nobody wanted the boats any more,” Ada Lane said.";

    #[test]
    fn a_claim_that_the_page_has_lacks_nothing() {
        let claim = "The council of Hexley sold 40 boats on 3 March 2026.";
        for (name, expected) in [
            ("share of the claim's weight in the best three neighbouring sentences", 1.0),
            ("share anywhere on the page", 1.0),
            ("content words outside the close sentences, of ten", 0.0),
            ("share of figures stated", 1.0),
            ("figures neither stated nor elsewhere", 0.0),
            ("dates neither stated nor elsewhere", 0.0),
            ("names the page lacks", 0.0),
            ("differences seen", 0.0),
            ("length of the claim, in tens of words", 1.1),
            ("mean likeness of the claim's words to the closest of the page", 1.0),
        ] {
            check(claim, PAGE, name, expected);
        }
    }

    #[test]
    fn what_the_page_lacks_is_counted() {
        for (claim, name, expected) in [
            (
                "The council sold the boats and 17 carts.",
                "figures neither stated nor elsewhere",
                1.0,
            ),
            ("The council sold 40 boats and 17 carts.", "share of figures stated", 0.5),
            ("The council met in 1987.", "dates neither stated nor elsewhere", 1.0),
            ("The council met Cora Webb.", "names the page lacks", 1.0),
            (
                "“Nobody wanted the boats any more,” Ada Lane said.",
                "quotations word for word",
                1.0,
            ),
            (
                "“The river is full of eels,” Ada Lane said.",
                "quotations the page lacks",
                1.0,
            ),
            ("The council of Hexley sold 60 boats.", "differences seen", 1.0),
            ("Zebras graze.", "content words outside the close sentences, of ten", 0.2),
        ] {
            check(claim, PAGE, name, expected);
        }
    }

    #[test]
    fn length_tells_no_more_beyond_forty_words() {
        let claim = "boat ".repeat(90);
        check(&claim, PAGE, "length of the claim, in tens of words", 4.0);
    }
}
