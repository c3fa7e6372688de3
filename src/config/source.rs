//! `DRAFT.sources.toml`: the addresses of a draft's sources, beside the draft.

use std::path::Path;

use crate::draft::Source;
use crate::outlet::form;

use super::field::{self, Table};
use super::mistake::{ConfigErrors, Mistake, Mistakes};

const TOP: &[&str] = &["source"];
const SOURCE: &[&str] = &["outlet", "url"];

/// Reads the file beside a draft that gives the addresses of its sources:
///
/// ```toml
/// [[source]]
/// url = "https://www.example.com/2026/wall"
/// outlet = "The Example"   # needed only where the host is no outlet's
/// ```
///
/// # Errors
///
/// If the file is no TOML, has unknown keys, or an address that can't be one. All mistakes
/// are given. `path` is for messages only.
///
/// # Examples
///
/// ```
/// use std::path::Path;
///
/// let text = "[[source]]\nurl = 'https://quay.example/a'\n";
/// let sources = veracite::config::sources(Path::new("a.sources.toml"), text)?;
/// assert_eq!(sources[0].url, "https://quay.example/a");
/// # Ok::<(), veracite::config::ConfigErrors>(())
/// ```
pub fn sources(path: &Path, text: &str) -> Result<Vec<Source>, ConfigErrors> {
    let mut mistakes = Mistakes::default();
    let root = field::parse(text, &mut mistakes);
    let root = Table::new("the file", 0..0, root.get_ref(), TOP, &mut mistakes);
    let mut sources = Vec::new();
    for table in root.tables("source", ("[[source]]", SOURCE), &mut mistakes) {
        let outlet = table.text("outlet", &mut mistakes).map(|outlet| outlet.value);
        let Some(url) = table.required("url", &mut mistakes) else { continue };
        if form::is_address(&url.value) {
            sources.push(Source { outlet, url: url.value });
        } else {
            let (key, found) = ("url".to_owned(), url.value);
            let valid = form::ADDRESS;
            mistakes.push(url.at, Mistake::BadValue { key, found, valid });
        }
    }
    mistakes.into_result(path, text)?;
    Ok(sources)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Result<&[(Option<&str>, &str)], &[&str]>) {
        let found = sources(Path::new("a.toml"), text);
        match (found, expected) {
            (Ok(found), Ok(expected)) => {
                let found: Vec<(Option<&str>, &str)> = found
                    .iter()
                    .map(|one| (one.outlet.as_deref(), one.url.as_str()))
                    .collect();
                assert_eq!(found, expected);
            }
            (Err(errors), Err(parts)) => {
                let shown = errors.to_string();
                assert_eq!(errors.errors.len(), parts.len(), "{shown}");
                assert!(parts.iter().all(|part| shown.contains(part)), "{shown}");
            }
            (found, _) => panic!("{text}: {found:?}"),
        }
    }

    #[test]
    fn sources_are_read_with_and_without_their_outlet() {
        check("", Ok(&[]));
        check(
            "[[source]]\nurl = 'https://a.example/1'\n[[source]]\noutlet = 'Bay'\nurl = 'http://b.example/2'\n",
            Ok(&[(None, "https://a.example/1"), (Some("Bay"), "http://b.example/2")]),
        );
    }

    #[test]
    fn all_mistakes_are_told_with_their_places() {
        check(
            "[[source]]\nurl = 'quay'\n[[source]]\nulr = 'https://a.example/'\n",
            Err(&["a.toml:2:7: `url` is `quay`", "unknown key `ulr`", "has no `url`"]),
        );
        check("[[source]", Err(&["unclosed array table", "has no `url`"]));
    }
}
