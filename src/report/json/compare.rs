//! One claim against one page, as a line of JSON.

use serde::Serialize;
use serde_json::Value;

use crate::report::json::line::line;
use crate::report::json::{JsonDifference, Place, score};
use crate::report::text::Comparison;
use crate::rule::Rule;

#[derive(Debug, Serialize)]
struct JsonComparison<'c> {
    id: &'c Value,
    verdict: &'static str,
    score: f64,
    rule: Option<&'static str>,
    differences: Vec<JsonDifference<'c>>,
    evidence: Vec<Place<'c>>,
    unsupported: Vec<Place<'c>>,
}

#[derive(Debug, Serialize)]
struct JsonError<'c> {
    id: &'c Value,
    error: &'c str,
}

/// Writes one comparison, under the id that the caller gave.
#[must_use]
pub fn compare(id: &Value, comparison: &Comparison<'_>) -> String {
    let Comparison { claim, page, evidence, verdict, rule } = *comparison;
    let (ours, theirs) = (claim.text(), page.text.as_str());
    let differences = evidence.differences.iter().map(|difference| {
        JsonDifference::new(difference, Place::new(difference.claim, ours), theirs)
    });
    let passages = evidence.passages.iter().map(|place| Place::new(*place, theirs));
    let unsupported = evidence.unsupported.iter().map(|place| Place::new(*place, ours));
    line(&JsonComparison {
        id,
        verdict: verdict.name(),
        score: score(evidence.score),
        rule: rule.map(Rule::slug),
        differences: differences.collect(),
        evidence: passages.collect(),
        unsupported: unsupported.collect(),
    })
}

/// Writes, in the place of an answer, why there is none.
#[must_use]
pub fn error(id: &Value, error: &str) -> String {
    line(&JsonError { id, error })
}
