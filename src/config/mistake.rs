//! What can be wrong with a file of settings, and where.

use std::fmt;
use std::fmt::Write as _;
use std::ops::Range;
use std::path::Path;
use std::path::PathBuf;

/// Every mistake in one file. The file's author is to mend them.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct ConfigErrors {
    /// The file.
    pub path: PathBuf,
    /// The mistakes, in order of place; never empty.
    pub errors: Vec<ConfigError>,
}

/// One mistake and its place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {mistake}")]
pub struct ConfigError {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What is wrong.
    pub mistake: Mistake,
}

/// What is wrong at one place of a file of settings.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Mistake {
    /// The text is no TOML.
    #[error("{0}")]
    Syntax(String),
    /// A key that means nothing here.
    #[error(
        "unknown key `{key}` in {table}{}; valid keys are {}",
        hint(nearest.as_slice()),
        quoted(valid)
    )]
    UnknownKey {
        /// The table it is in, as written: `[[outlet]]`.
        table: &'static str,
        /// The key found.
        key: String,
        /// The valid key it looks most like.
        nearest: Option<&'static str>,
        /// All valid keys.
        valid: &'static [&'static str],
    },
    /// A value of another type than the key takes.
    #[error("`{key}` is of type {found}, and must be {valid}")]
    WrongType {
        /// The key.
        key: String,
        /// The type found.
        found: &'static str,
        /// What it must be.
        valid: &'static str,
    },
    /// A key that must be there.
    #[error("{table} has no `{key}`, which it must have")]
    Missing {
        /// The table.
        table: &'static str,
        /// The key.
        key: &'static str,
    },
    /// A value of the right type that can't be.
    #[error("`{key}` is `{found}`, and must be {valid}")]
    BadValue {
        /// The key.
        key: String,
        /// What was found.
        found: String,
        /// What is valid.
        valid: &'static str,
    },
    /// A name or host that another outlet has.
    #[error("{what} `{text}` of {outlet} is taken by {by}{}", replacing(*builtin))]
    Taken {
        /// `name`, `host` or `edition`.
        what: &'static str,
        /// The name or host.
        text: String,
        /// The outlet that claims it too.
        outlet: String,
        /// The outlet that has it.
        by: String,
        /// Whether that outlet is a built-in one, which can be replaced.
        builtin: bool,
    },
    /// A name that must be an outlet's and is not.
    #[error("`{key}` is `{name}`, which no outlet is named{}", hint(nearest))]
    NoSuchOutlet {
        /// The key.
        key: &'static str,
        /// The name found.
        name: String,
        /// The outlets it looks most like.
        nearest: Vec<String>,
    },
}

impl fmt::Display for ConfigErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, error) in self.errors.iter().enumerate() {
            if at > 0 {
                f.write_char('\n')?;
            }
            let ConfigError { line, column, mistake } = error;
            write!(f, "{}:{line}:{column}: {mistake}", self.path.display())?;
        }
        Ok(())
    }
}

/// A value and its place in the file, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Placed<T> {
    /// The value.
    pub(crate) value: T,
    /// Its place.
    pub(crate) at: Range<usize>,
}

/// Mistakes found so far, by their place in bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Mistakes(Vec<Placed<Mistake>>);

impl Mistakes {
    /// Notes a mistake.
    pub(crate) fn push(&mut self, at: Range<usize>, mistake: Mistake) {
        self.0.push(Placed { value: mistake, at });
    }

    /// Nothing, or all mistakes in the file at `path`, whose text is `text`, by place.
    ///
    /// # Errors
    ///
    /// If there is a mistake.
    pub(crate) fn into_result(
        mut self,
        path: &Path,
        text: &str,
    ) -> Result<(), ConfigErrors> {
        if self.0.is_empty() {
            return Ok(());
        }
        self.0.sort_by_key(|mistake| mistake.at.start);
        let (mut line, mut start, mut seen) = (1, 0, 0);
        let errors = self.0.into_iter().map(|mistake| {
            let mut at = mistake.at.start.min(text.len());
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            for (offset, _) in text.get(seen..at).unwrap_or_default().match_indices('\n')
            {
                line += 1;
                start = seen + offset + 1;
            }
            seen = at;
            let column = text.get(start..at).unwrap_or_default().chars().count() + 1;
            ConfigError { line, column, mistake: mistake.value }
        });
        Err(ConfigErrors { path: path.to_path_buf(), errors: errors.collect() })
    }
}

/// `; did you mean …?`, if there is something to mean.
fn hint(nearest: &[impl AsRef<str>]) -> String {
    if nearest.is_empty() {
        return String::new();
    }
    let names: Vec<_> =
        nearest.iter().map(|name| format!("`{}`", name.as_ref())).collect();
    format!(", the nearest is {}", names.join(" or "))
}

/// What to do about a built-in outlet that is in the way.
const fn replacing(builtin: bool) -> &'static str {
    if builtin {
        " of the built-in registry; if it is the same outlet, give the built-in's name or \
         set `replaces` to it"
    } else {
        ""
    }
}

/// Keys for a message.
fn quoted(keys: &[&str]) -> String {
    let keys: Vec<_> = keys.iter().map(|key| format!("`{key}`")).collect();
    keys.join(", ")
}
