//! Evidence that has changed, as JSON.

use serde::Serialize;

use crate::report::change::{Change, Now};
use crate::report::json::SCHEMA;
use crate::report::json::line::line;
use crate::rule::Rule;

#[derive(Debug, Serialize)]
struct JsonChange<'c> {
    schema: u32,
    rule: &'static str,
    severity: &'static str,
    page: &'c str,
    claims: &'c [String],
    change: &'static str,
    before: &'c str,
    now: Option<&'c str>,
    problem: Option<&'c str>,
}

/// Writes one change, on one line.
#[must_use]
pub fn change(change: &Change) -> String {
    let (word, now, problem) = match &change.now {
        Now::Other(now) => ("changed", Some(now.as_str()), None),
        Now::Gone => ("gone", None, None),
        Now::Unseen(why) => ("unseen", None, Some(why.as_str())),
    };
    line(&JsonChange {
        schema: SCHEMA,
        rule: Rule::PageChanged.slug(),
        severity: Rule::PageChanged.severity().name(),
        page: &change.page,
        claims: &change.claims,
        change: word,
        before: &change.before,
        now,
        problem,
    })
}
