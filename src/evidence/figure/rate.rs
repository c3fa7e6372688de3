//! By what a figure is told: `£500 a week`, `40 per head`.

use crate::claim::{Agreement, Facet};

/// What a figure may be told by.
const BY: &[&str] = &[
    "day",
    "head",
    "hour",
    "household",
    "minute",
    "month",
    "night",
    "person",
    "quarter",
    "second",
    "week",
    "year",
];

/// Whether two figures, each with its text, are by the same: those that are by different
/// times differ, whatever they are.
pub(super) fn agree(claim: (&str, &Facet), page: (&str, &Facet)) -> Agreement {
    match (rate(claim.0, claim.1), rate(page.0, page.1)) {
        (Some(own), Some(other)) if own != other => Agreement::Differs,
        _ => Agreement::Same,
    }
}

/// What stands after a figure with `a`, `per` or `each` between.
fn rate(text: &str, facet: &Facet) -> Option<&'static str> {
    let after = text.get(facet.span.end..)?;
    let mut words = after.split([' ', '-', '\u{a0}', '\u{2010}', '\u{2011}']);
    if !words.next()?.is_empty() || !matches!(words.next()?, "a" | "an" | "each" | "per")
    {
        return None;
    }
    let word = words.next()?;
    let end = word.find(|c: char| !c.is_alphabetic()).unwrap_or(word.len());
    BY.iter().copied().find(|&by| word.get(..end) == Some(by))
}

#[cfg(test)]
mod tests {
    use crate::evidence::figure::compare;
    use crate::evidence::sample::told;

    #[track_caller]
    fn check(claim: &str, page: &str, expected: &str) {
        assert_eq!(told(claim, page, None, compare), expected, "{claim:?} / {page:?}");
    }

    #[test]
    fn the_same_sum_by_another_time_differs() {
        check(
            "The keeper of the lock at Hexley earns £500 a month.",
            "At Hexley the keeper of the lock earns £500 a week.",
            "£500 differs: £500",
        );
        check(
            "The keeper has turned down a £900-a-month contract at Hexley.",
            "The keeper rejected a contract of £900-a-week at Hexley, and has turned down \
             another.",
            "£900 differs: £900",
        );
    }

    #[test]
    fn a_sum_by_the_same_time_or_by_none_is_stated() {
        check(
            "The keeper of the lock at Hexley earns £500 per week.",
            "At Hexley the keeper of the lock earns £500 a week.",
            "£500 stated: £500",
        );
        check(
            "The keeper of the lock at Hexley earns £500.",
            "At Hexley the keeper of the lock earns £500 a week.",
            "£500 stated: £500",
        );
    }
}
