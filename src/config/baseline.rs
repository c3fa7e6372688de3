//! A baseline: findings that are known, and who answers for them until when.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use jiff::civil::Date;

use super::field::{self, Table};
use super::mistake::{ConfigErrors, Mistake, Mistakes};

const TOP: &[&str] = &["finding"];
const FINDING: &[&str] =
    &["expires", "fingerprint", "message", "owner", "path", "reason", "rule"];

/// What stands at the top of a baseline.
const HEAD: &str = "\
# Findings that are known: they are not told, and fail nothing, until they expire. `owner`,
# `reason` and `expires` (\"2026-12-31\") are yours to fill in; the rest is written by
# `veracite check --baseline FILE --update-baseline`, which keeps what you filled in.
";

/// Findings that are known, by draft and content.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    /// By path of the draft and fingerprint.
    entries: BTreeMap<(String, String), Known>,
}

/// A finding that is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Its rule, for readers.
    pub rule: String,
    /// Its message, for readers.
    pub message: String,
    /// Who answers for it.
    pub owner: Option<String>,
    /// Why it may stay.
    pub reason: Option<String>,
    /// The last day it may.
    pub expires: Option<Date>,
}

impl Known {
    /// Whether it may no longer stay.
    #[must_use]
    pub fn is_expired(&self, today: Date) -> bool {
        self.expires.is_some_and(|last| today > last)
    }
}

/// Reads a baseline.
///
/// # Errors
///
/// If the file is no TOML, has unknown keys, lacks `path` or `fingerprint`, or has a day
/// that is none. All mistakes are given. `path` is for messages only.
///
/// # Examples
///
/// ```
/// use std::path::Path;
/// use veracite::config;
///
/// let text = "[[finding]]\npath = 'a.md'\nfingerprint = 'c0ffee'\nexpires = '2026-12-31'\n";
/// let baseline = config::baseline(Path::new("baseline.toml"), text)?;
/// let known = baseline.get("a.md", "c0ffee").unwrap();
/// assert!(known.is_expired("2027-01-01".parse().unwrap()));
/// # Ok::<(), config::ConfigErrors>(())
/// ```
pub fn baseline(path: &Path, text: &str) -> Result<Baseline, ConfigErrors> {
    let mut mistakes = Mistakes::default();
    let root = field::parse(text, &mut mistakes);
    let root = Table::new("the file", 0..0, root.get_ref(), TOP, &mut mistakes);
    let mut baseline = Baseline::default();
    for table in root.tables("finding", ("[[finding]]", FINDING), &mut mistakes) {
        let mut text = |key| table.text(key, &mut mistakes).map(|text| text.value);
        let (owner, reason) = (text("owner"), text("reason"));
        let (rule, message) = (text("rule"), text("message"));
        let expires = table.text("expires", &mut mistakes).and_then(|day| {
            let read = day.value.parse();
            if read.is_err() {
                let (key, valid) = ("expires".to_owned(), "a day like 2026-12-31");
                let mistake = Mistake::BadValue { key, found: day.value, valid };
                mistakes.push(day.at, mistake);
            }
            read.ok()
        });
        let draft = table.required("path", &mut mistakes);
        let fingerprint = table.required("fingerprint", &mut mistakes);
        if let (Some(draft), Some(fingerprint)) = (draft, fingerprint) {
            let (rule, message) = (rule.unwrap_or_default(), message.unwrap_or_default());
            let known = Known { rule, message, owner, reason, expires };
            baseline.insert(draft.value, fingerprint.value, known);
        }
    }
    mistakes.into_result(path, text)?;
    Ok(baseline)
}

impl Baseline {
    /// What is known of a finding.
    #[must_use]
    pub fn get(&self, path: &str, fingerprint: &str) -> Option<&Known> {
        self.entries.get(&(path.to_owned(), fingerprint.to_owned()))
    }

    /// Adds a finding, or what is known of it anew.
    pub fn insert(&mut self, path: String, fingerprint: String, known: Known) {
        self.entries.insert((path, fingerprint), known);
    }

    /// Takes out the findings of a draft that `is_kept` does not keep by their fingerprints.
    pub fn retain(&mut self, draft: &str, is_kept: impl Fn(&str) -> bool) {
        self.entries
            .retain(|(path, fingerprint), _| path != draft || is_kept(fingerprint));
    }

    /// The findings of a draft, by fingerprint.
    pub fn of<'b>(
        &'b self,
        draft: &'b str,
    ) -> impl Iterator<Item = (&'b str, &'b Known)> {
        let own = self.entries.iter().filter(move |((path, _), _)| path == draft);
        own.map(|((_, fingerprint), known)| (fingerprint.as_str(), known))
    }

    /// The file.
    #[must_use]
    pub fn write(&self) -> String {
        let mut file = HEAD.to_owned();
        for ((path, fingerprint), known) in &self.entries {
            file.push_str("\n[[finding]]\n");
            let expires = known.expires.map(|day| day.to_string());
            for (key, value) in [
                ("path", Some(path)),
                ("rule", Some(&known.rule)),
                ("message", Some(&known.message)),
                ("fingerprint", Some(fingerprint)),
                ("owner", known.owner.as_ref()),
                ("reason", known.reason.as_ref()),
                ("expires", expires.as_ref()),
            ] {
                // What says nothing would be a mistake to whoever reads it.
                if let Some(value) = value.filter(|value| !value.trim().is_empty()) {
                    // Writing to a string cannot fail.
                    let _ =
                        writeln!(file, "{key} = {}", toml::Value::from(value.as_str()));
                }
            }
        }
        file
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Baseline, String> {
        baseline(Path::new("b.toml"), text).map_err(|errors| errors.to_string())
    }

    #[test]
    fn what_is_written_is_read() {
        let mut written = Baseline::default();
        let hostile = "a \"quoted\"\n[[finding]]\u{1b} \\ '''";
        let known = Known {
            rule: "quote-altered".into(),
            message: hostile.into(),
            owner: Some("desk".into()),
            reason: Some("the page was wrong".into()),
            expires: Some(jiff::civil::date(2026, 12, 31)),
        };
        written.insert(hostile.into(), "1".into(), known);
        written.insert("b.md".into(), "2".into(), Known::default());
        assert_eq!(read(&written.write()), Ok(written));
    }

    #[test]
    fn one_expires_after_its_last_day() {
        let expires = Some(jiff::civil::date(2026, 12, 31));
        let known = Known { expires, ..Known::default() };
        assert!(!known.is_expired(jiff::civil::date(2026, 12, 31)));
        assert!(known.is_expired(jiff::civil::date(2027, 1, 1)));
        assert!(!Known::default().is_expired(jiff::civil::date(9999, 1, 1)));
    }

    #[test]
    fn all_mistakes_are_told_with_their_places() {
        let text = "[[finding]]\npath = 'a'\nfingerprint = 'b'\nexpires = 'soon'\n\
            [[finding]]\nonwer = 'desk'\n";
        let told = read(text).unwrap_err();
        for part in [
            "b.toml:4:11: `expires` is `soon`",
            "unknown key `onwer`",
            "nearest is `owner`",
            "has no `path`",
        ] {
            assert!(told.contains(part), "{told}");
        }
    }

    #[test]
    fn only_what_a_draft_no_longer_has_is_taken_out() {
        let mut baseline = Baseline::default();
        for (path, fingerprint) in [("a", "1"), ("a", "2"), ("b", "2")] {
            baseline.insert(path.into(), fingerprint.into(), Known::default());
        }
        baseline.retain("a", |fingerprint| fingerprint == "1");
        assert!(baseline.get("a", "1").is_some() && baseline.get("b", "2").is_some());
        assert!(baseline.get("a", "2").is_none());
        assert_eq!(baseline.of("a").count(), 1);
    }
}
