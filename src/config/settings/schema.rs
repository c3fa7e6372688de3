//! The JSON Schema of `veracite.toml`, for editors.

use serde_json::{Map, Value, json};

use crate::rule::Rule;

use super::key::{FAIL_LEVELS, FETCH, Key, Kind, LONGEST, RULE_LEVELS, SETTINGS};

/// The JSON Schema of `veracite.toml`, which editors check and complete the file by.
#[must_use]
pub fn schema() -> String {
    let mut top = properties(SETTINGS);
    top.insert("fetch".to_owned(), table(FETCHING, &properties(FETCH)));
    top.insert("rules".to_owned(), rules());
    top.insert("override".to_owned(), overrides());
    let mut schema = table("Settings of `veracite check`.", &top);
    schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    schema["title"] = json!("veracite.toml");
    format!("{schema:#}\n")
}

const FETCHING: &str = "How pages are asked for; used with --fetch only.";

fn table(description: &str, properties: &Map<String, Value>) -> Value {
    json!({
        "description": description,
        "type": "object",
        "additionalProperties": false,
        "properties": properties,
    })
}

fn properties(keys: &[Key]) -> Map<String, Value> {
    keys.iter().map(|key| (key.name.to_owned(), property(key))).collect()
}

fn property(key: &Key) -> Value {
    let mut property = match key.kind {
        Kind::Text | Kind::Path => json!({"type": "string", "pattern": r"\S"}),
        Kind::Paths => {
            json!({"type": "array", "items": {"type": "string", "pattern": r"\S"}})
        }
        Kind::Date => json!({"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"}),
        Kind::Address => json!({"type": "string", "pattern": "^https?://"}),
        Kind::Flag => json!({"type": "boolean"}),
        Kind::Choice(words) => json!({"enum": words}),
        Kind::Count { least, most } => {
            json!({"type": "integer", "minimum": least, "maximum": most})
        }
        Kind::Seconds => json!({"type": "number", "minimum": 0, "maximum": LONGEST}),
    };
    property["description"] = json!(key.summary);
    if let Some(default) = key.default {
        // A default of TOML that is a word, a number or a flag is one of JSON too.
        property["default"] = default.parse().unwrap_or_default();
    }
    property
}

fn rules() -> Value {
    let rules = Rule::ALL.iter().map(|rule| {
        let property = json!({
            "description": rule.summary(),
            "enum": RULE_LEVELS,
            "default": rule.severity().name(),
        });
        (rule.slug().to_owned(), property)
    });
    table("Severities of rules.", &rules.collect())
}

fn overrides() -> Value {
    let paths = json!({
        "description": "Globs of drafts, relative to this file: `*` stays inside a folder, `**` does not.",
        "type": "array",
        "minItems": 1,
        "items": {"type": "string", "pattern": r"\S"},
    });
    let fail_on = json!({
        "description": "The least severity that makes the exit code 1, for these drafts.",
        "enum": FAIL_LEVELS,
    });
    let mut item = table(
        "What holds for some drafts only; of several that match, the last wins.",
        &Map::from_iter([
            ("paths".to_owned(), paths),
            ("fail-on".to_owned(), fail_on),
            ("rules".to_owned(), rules()),
        ]),
    );
    item["required"] = json!(["paths"]);
    json!({"type": "array", "items": item})
}
