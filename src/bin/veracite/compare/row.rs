//! One row: what it must hold, and how it is answered.

use serde::Deserialize;
use serde_json::Value;
use veracite::evidence::{self, Index};
use veracite::page::{self, Page};
use veracite::report::json;
use veracite::report::text::Comparison;
use veracite::{claim, verdict};

use crate::input::{self, STDIN};

/// A claim, and where the page is that it is held against.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) id: Value,
    pub(super) claim: String,
    pub(super) source: Source,
}

/// Where a page is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// In a file.
    File(String),
    /// In the row.
    Html(String),
    /// In the row, as plain text.
    Text(String),
    /// In the row, as sentences.
    Sentences(Vec<String>),
}

/// A row that can't be answered: its id, if it has one, and why.
#[derive(Debug)]
pub(super) struct BadRow {
    pub(super) id: Value,
    pub(super) error: String,
}

#[derive(Deserialize)]
struct RawRow {
    #[serde(default)]
    id: Value,
    claim: String,
    page: Option<String>,
    html: Option<String>,
    text: Option<String>,
    sentences: Option<Vec<String>>,
}

/// Reads a row.
pub(super) fn read(line: &[u8]) -> Result<Row, BadRow> {
    // A list of values in the order of the fields would do for serde.
    if !line.trim_ascii_start().starts_with(b"{") {
        let error = "the row is no JSON object".to_owned();
        return Err(BadRow { id: Value::Null, error });
    }
    let raw: RawRow = serde_json::from_slice(line).map_err(|error| {
        // The id may be there even if the rest is not as it should be.
        let value: Option<Value> = serde_json::from_slice(line).ok();
        let id = value.and_then(|value| value.get("id").cloned()).unwrap_or_default();
        BadRow { id, error: format!("the row can't be read: {error}") }
    })?;
    if !raw.claim.contains(char::is_alphanumeric) {
        let error = "the claim has no words".to_owned();
        return Err(BadRow { id: raw.id, error });
    }
    if raw.page.as_deref() == Some(STDIN) {
        let error = "a row can't have its page on standard input; give a path";
        return Err(BadRow { id: raw.id, error: error.to_owned() });
    }
    let mut given = [
        raw.page.map(Source::File),
        raw.html.map(Source::Html),
        raw.text.map(Source::Text),
        raw.sentences.map(Source::Sentences),
    ]
    .into_iter()
    .flatten();
    if let (Some(source), None) = (given.next(), given.next()) {
        Ok(Row { id: raw.id, claim: raw.claim, source })
    } else {
        let error = "give one of page, html, text and sentences".to_owned();
        Err(BadRow { id: raw.id, error })
    }
}

impl Source {
    /// Whether the page is in a file, not in the row.
    pub(super) const fn is_file(&self) -> bool {
        matches!(self, Self::File(_))
    }

    /// The page.
    ///
    /// # Errors
    ///
    /// If it is in a file that can't be read.
    pub(super) fn page(&self) -> anyhow::Result<Page> {
        match self {
            Self::File(path) => input::page(path),
            Self::Html(html) => Ok(page::read(None, html.as_bytes(), Some("utf-8"))),
            Self::Text(text) => Ok(page::from_text(None, text)),
            Self::Sentences(sentences) => {
                Ok(page::from_sentences(sentences.iter().map(String::as_str)))
            }
        }
    }
}

/// The answer to a claim under the id of its row, as a line.
pub(super) fn answer(id: &Value, claim: &str, index: &Index<'_>) -> String {
    let claim = claim::read(claim, None);
    let mut evidence = evidence::compare(&claim, index);
    let page = index.page();
    let (verdict, rule) = verdict::judge_on(page, &mut evidence);
    let comparison =
        Comparison { claim: &claim, page, evidence: &evidence, verdict, rule };
    json::compare(id, &comparison)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: Result<Source, (Value, &str)>) {
        match (read(line.as_bytes()), expected) {
            (Ok(row), Ok(source)) => assert_eq!(row.source, source),
            (Err(bad), Err((id, words))) => {
                assert_eq!(bad.id, id);
                assert!(bad.error.contains(words), "{}", bad.error);
            }
            (found, expected) => panic!("{found:?} instead of {expected:?}"),
        }
    }

    #[test]
    fn a_row_has_one_source() {
        check(r#"{"id":1,"claim":"x","text":"y"}"#, Ok(Source::Text("y".into())));
        check(r#"{"id":1,"claim":"x","page":"p"}"#, Ok(Source::File("p".into())));
        check(
            r#"{"id":1,"claim":"x","text":"y","html":"z"}"#,
            Err((1.into(), "one of page, html, text and sentences")),
        );
        check(r#"{"id":1,"claim":"x"}"#, Err((1.into(), "one of")));
    }

    #[test]
    fn the_id_is_kept_where_the_rest_is_wrong() {
        check(r#"{"id":"a","claim":7}"#, Err(("a".into(), "invalid type")));
        check(r#"{"id":"a""#, Err((Value::Null, "can't be read")));
        check("[1]", Err((Value::Null, "no JSON object")));
        check(r#"[1,"x","p",null,null,null]"#, Err((Value::Null, "no JSON object")));
    }

    #[test]
    fn what_cannot_be_compared_is_told() {
        check(r#"{"id":1,"claim":" — ","text":"y"}"#, Err((1.into(), "no words")));
        check(r#"{"id":1,"claim":"x","page":"-"}"#, Err((1.into(), "standard input")));
    }
}
