//! A project's `veracite.toml`.

mod example;
mod key;
mod schema;
mod value;

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use globset::GlobSet;
use toml::de::DeValue;

use crate::config::ConfigErrors;
use crate::config::field;
use crate::config::field::Table;
use crate::config::mistake::Mistake;
use crate::config::mistake::Mistakes;
use crate::rule::Rule;
use crate::rule::Severity;

pub use self::example::example;
pub use self::key::{FETCH, Key, Kind, SETTINGS};
pub use self::schema::schema;

/// What a `veracite.toml` says.
#[derive(Clone, Debug, Default)]
pub struct SettingsFile {
    /// The file.
    pub path: PathBuf,
    /// Its keys, those of `[fetch]` last.
    pub settings: Vec<Setting>,
    /// Its `[rules]`.
    pub rules: Vec<RuleSetting>,
    /// Its `[[override]]` tables, in order.
    pub overrides: Vec<Override>,
}

/// A key that is set.
#[derive(Clone, Debug, PartialEq)]
pub struct Setting {
    /// The key.
    pub key: &'static Key,
    /// What it is set to.
    pub value: Value,
    /// The line it is on, from 1.
    pub line: usize,
}

/// What a key is set to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// True or false.
    Flag(bool),
    /// One value, as on a command line.
    One(OsString),
    /// Several.
    Many(Vec<OsString>),
}

/// A rule that is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RuleSetting {
    /// The rule.
    pub rule: Rule,
    /// Its severity; none if it is off.
    pub severity: Option<Severity>,
    /// The line it is on, from 1.
    pub line: usize,
}

/// What holds for some drafts only.
#[derive(Clone, Debug)]
pub struct Override {
    /// Which drafts, as written: globs of paths relative to the file of settings.
    pub paths: Vec<String>,
    set: GlobSet,
    /// Severities of rules.
    pub rules: Vec<RuleSetting>,
    /// The least severity that fails a run, if it is set; none in it is `never`.
    pub fail_on: Option<Option<Severity>>,
    /// The line it starts on, from 1.
    pub line: usize,
}

impl Override {
    /// Whether it holds for the draft at `path`, relative to the file of settings.
    #[must_use]
    pub fn holds(&self, path: &Path) -> bool {
        self.set.is_match(path)
    }
}

impl SettingsFile {
    /// The severities that are set for the draft at `path`, relative to the file; of two
    /// for one rule, the later holds, and an override's before the file's own.
    pub fn rules_for(&self, path: Option<&Path>) -> impl Iterator<Item = RuleSetting> {
        let own = self.rules.iter();
        own.chain(self.overrides_for(path).flat_map(|one| &one.rules)).copied()
    }

    /// What fails a run for the draft at `path`, if an override says so.
    #[must_use]
    pub fn fail_on_for(&self, path: Option<&Path>) -> Option<Option<Severity>> {
        self.overrides_for(path).filter_map(|one| one.fail_on).last()
    }

    fn overrides_for(&self, path: Option<&Path>) -> impl Iterator<Item = &Override> {
        self.overrides.iter().filter(move |one| path.is_some_and(|path| one.holds(path)))
    }
}

/// Reads a `veracite.toml`. Paths in it are relative to the folder of `path`.
///
/// # Errors
///
/// If the file is no TOML, or has unknown keys or values that can't be. All mistakes are
/// given, each with its place.
///
/// # Examples
///
/// ```
/// use std::path::Path;
///
/// let text = "strict = true\n[rules]\nuncited = 'off'\n";
/// let file = veracite::config::settings(Path::new("veracite.toml"), text)?;
/// assert_eq!((file.settings.len(), file.rules[0].severity), (1, None));
///
/// let error = veracite::config::settings(Path::new("v.toml"), "strct = true");
/// assert!(error.unwrap_err().to_string().contains("the nearest is `strict`"));
/// # Ok::<(), veracite::config::ConfigErrors>(())
/// ```
pub fn settings(path: &Path, text: &str) -> Result<SettingsFile, ConfigErrors> {
    let mut mistakes = Mistakes::default();
    let root = field::parse(text, &mut mistakes);
    let root = Table::new("the file", 0..0, root.get_ref(), &key::TOP, &mut mistakes);
    let mut reader = Reader {
        text,
        folder: path.parent().unwrap_or(Path::new("")),
        mistakes: &mut mistakes,
    };
    let mut settings = reader.settings(&root, SETTINGS);
    reader.rivals(&root, &settings);
    if let Some(fetch) = reader.table(&root, "fetch", "[fetch]", &key::FETCHING) {
        settings.extend(reader.settings(&fetch, FETCH));
    }
    let rules = reader.rules(&root, "[rules]");
    let overrides =
        root.tables("override", ("[[override]]", key::OVERRIDE), reader.mistakes);
    let overrides = overrides.iter().filter_map(|table| reader.patch(table)).collect();
    mistakes.into_result(path, text)?;
    Ok(SettingsFile { path: path.to_owned(), settings, rules, overrides })
}

/// What reading needs at every key.
struct Reader<'r> {
    text: &'r str,
    folder: &'r Path,
    mistakes: &'r mut Mistakes,
}

impl Reader<'_> {
    /// The keys of `table` that are set.
    fn settings(&mut self, table: &Table<'_>, keys: &'static [Key]) -> Vec<Setting> {
        let set = keys.iter().filter_map(|key| Some((key, table.value(key.name)?)));
        let read = set.filter_map(|(key, found)| {
            let value = value::read(key, found, self.folder, self.mistakes)?;
            Some(Setting { key, value, line: self.line(found.span().start) })
        });
        read.collect()
    }

    /// Notes two keys that can't both hold.
    fn rivals(&mut self, table: &Table<'_>, settings: &[Setting]) {
        let is_strict = settings
            .iter()
            .any(|set| set.key.name == "strict" && set.value == Value::Flag(true));
        if let (true, Some(found)) = (is_strict, table.value("max-unread")) {
            let (key, valid) = ("strict".to_owned(), "false where `max-unread` is set");
            let found = (found.span(), "true".to_owned());
            let mistake = Mistake::BadValue { key, found: found.1, valid };
            self.mistakes.push(found.0, mistake);
        }
    }

    /// The table under `key`, called `name` in messages.
    fn table<'t>(
        &mut self,
        table: &Table<'t>,
        key: &str,
        name: &'static str,
        valid: &'static [&'static str],
    ) -> Option<Table<'t>> {
        let found = table.value(key)?;
        if let DeValue::Table(entries) = found.get_ref() {
            return Some(Table::new(name, found.span(), entries, valid, self.mistakes));
        }
        field::wrong(key, found.get_ref(), "a table", found.span(), self.mistakes);
        None
    }

    /// The severities in the table `rules` of `table`.
    fn rules(&mut self, table: &Table<'_>, name: &'static str) -> Vec<RuleSetting> {
        let Some(rules) = self.table(table, "rules", name, &key::RULES) else {
            return Vec::new();
        };
        let set =
            Rule::ALL.iter().filter_map(|rule| Some((*rule, rules.value(rule.slug())?)));
        let read = set.filter_map(|(rule, found)| {
            let levels = key::RULE_LEVELS;
            let level = value::choice(rule.slug(), levels, found, self.mistakes)?;
            let line = self.line(found.span().start);
            Some(RuleSetting { rule, severity: severity(level), line })
        });
        read.collect()
    }

    /// An `[[override]]` table; none if it names no drafts.
    fn patch(&mut self, table: &Table<'_>) -> Option<Override> {
        let paths = table.texts("paths", self.mistakes);
        match table.value("paths") {
            Some(found) => value::empty("paths", found, self.mistakes),
            None => table.missing("paths", self.mistakes),
        }
        let set = value::globs(&paths, self.mistakes);
        let fail_on = table.value("fail-on").and_then(|found| {
            value::choice("fail-on", key::FAIL_LEVELS, found, self.mistakes)
        });
        let rules = self.rules(table, "[override.rules]");
        Some(Override {
            paths: paths.into_iter().map(|path| path.value).collect(),
            set: set?,
            rules,
            fail_on: fail_on.map(severity),
            line: self.line(table.at.start),
        })
    }

    fn line(&self, at: usize) -> usize {
        let before = self.text.as_bytes().get(..at).unwrap_or_default();
        memchr::memchr_iter(b'\n', before).count() + 1
    }
}

/// The severity of that name; none for `off` and `never`.
fn severity(name: &str) -> Option<Severity> {
    let all = [Severity::Note, Severity::Warning, Severity::Error];
    all.into_iter().find(|severity| severity.name() == name)
}

#[cfg(test)]
mod tests;
