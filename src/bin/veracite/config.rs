//! A project's settings, laid under the flags of `check`; `veracite config`.

mod show;

use std::env;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use clap::parser::ValueSource;
use clap::{ArgMatches, CommandFactory, FromArgMatches};
use veracite::config::{self, FETCH, Key, Setting, SettingsFile, Value};
use veracite::rule::{Rule, Severity};

use crate::args::{Args, CheckArgs, Command, ConfigAction, ConfigArgs, Configuring};
use crate::exit::Exit;
use crate::{input, output};

/// The name of a file of settings.
pub(crate) const NAME: &str = "veracite.toml";

/// A line of arguments, and what it says.
type Line = (Vec<OsString>, ArgMatches);

/// The arguments of `check` with what the file sets, and the file.
pub(crate) struct Configured {
    pub(crate) args: CheckArgs,
    file: Option<SettingsFile>,
    /// The arguments as they were given, and with the file's laid under them.
    given: ArgMatches,
    laid: ArgMatches,
}

pub(crate) fn run(args: &ConfigArgs) -> anyhow::Result<Exit> {
    match &args.action {
        ConfigAction::Schema => output::print(&config::schema())?,
        ConfigAction::Show { format, flags } => {
            // Drafts are not read here; `-` stands for those that `check` would be given.
            let words = [env!("CARGO_PKG_NAME"), "check"].into_iter().map(OsString::from);
            let words = words.chain(flags.iter().map(OsString::from));
            let line = words.chain([input::STDIN.into()]).collect();
            let configured = configure(line)?;
            output::print(&show::shown(&configured, *format))?;
        }
    }
    Ok(Exit::Clean)
}

/// Reads the settings that hold here, and lays the arguments of `check` over them.
pub(crate) fn configure(line: Vec<OsString>) -> anyhow::Result<Configured> {
    let (line, given) = parsed(line);
    let own = check(&given)?;
    let file = read(&own.configuring)?;
    let laid = match &file {
        Some(file) => parsed(lay(&line, &given, file)).1,
        None => given.clone(),
    };
    Ok(Configured { args: check(&laid)?, file, given, laid })
}

/// The arguments, which the process is left with if they are none.
fn parsed(line: Vec<OsString>) -> Line {
    let matches = Args::command().get_matches_from(&line);
    (line, matches)
}

fn check(matches: &ArgMatches) -> anyhow::Result<CheckArgs> {
    match Args::from_arg_matches(matches)?.command {
        Command::Check(args) => Ok(*args),
        _ => anyhow::bail!("only `check` has settings"),
    }
}

/// The file of settings: the one that is named, else the one here or above.
fn read(args: &Configuring) -> anyhow::Result<Option<SettingsFile>> {
    let found = if args.no_config { None } else { args.config.clone().or_else(find) };
    let Some(path) = found else { return Ok(None) };
    Ok(Some(config::settings(&path, &input::settings_text(&path)?)?))
}

/// `veracite.toml` in the working folder, or in the nearest above it up to the root of the
/// repository; relative, so that what it names is shown as the user would.
fn find() -> Option<PathBuf> {
    let here = env::current_dir().ok()?;
    let mut up = PathBuf::new();
    for folder in here.ancestors() {
        let path = up.join(NAME);
        if path.is_file() {
            return Some(path);
        }
        if folder.join(".git").exists() {
            return None;
        }
        up.push("..");
    }
    None
}

/// The arguments with those of the file before them, where none that is given wins.
fn lay(line: &[OsString], given: &ArgMatches, file: &SettingsFile) -> Vec<OsString> {
    let mut laid = line.to_vec();
    let is_check = |word: &OsString| *word == "check";
    let at = line.iter().position(is_check).map_or(line.len(), |at| at + 1);
    let is_used = |setting: &&Setting| is_used(setting.key, given);
    let flags = file.settings.iter().filter(is_used).flat_map(flags);
    laid.splice(at..at, flags);
    laid
}

/// Whether the file's value of a key is to be laid under the flags that are given: those of
/// `[fetch]` say nothing without `--fetch`, and some may not be given then.
fn is_used(key: &Key, given: &ArgMatches) -> bool {
    let is_of_web = FETCH.contains(key) && key.name != "cache";
    holds(key, given) && (!is_of_web || is_told("fetch", given))
}

/// Whether the file's value of a key holds beside the flags that are given.
fn holds(key: &Key, given: &ArgMatches) -> bool {
    let rivals: &[&str] = match key.name {
        "cache" => &["no-cache", "replay"],
        "strict" => &["max-unread"],
        "max-unread" => &["strict"],
        // A pack has its own.
        "pages" | "sources" | "date" => &["replay"],
        _ => &[],
    };
    !is_told(key.name, given) && !rivals.iter().any(|rival| is_told(rival, given))
}

/// Whether the flag of that name is given.
fn is_told(name: &str, given: &ArgMatches) -> bool {
    let Some(given) = given.subcommand_matches("check") else { return false };
    given.value_source(&id(name)) == Some(ValueSource::CommandLine)
}

/// What clap calls a flag.
fn id(name: &str) -> String {
    name.replace('-', "_")
}

/// A setting as flags.
fn flags(setting: &Setting) -> Vec<OsString> {
    let flag = |value: &OsStr| {
        let mut flag = OsString::from(format!("--{}=", setting.key.name));
        flag.push(value);
        flag
    };
    match &setting.value {
        Value::Flag(false) => Vec::new(),
        Value::Flag(true) => vec![format!("--{}", setting.key.name).into()],
        Value::One(value) => vec![flag(value)],
        Value::Many(values) => values.iter().map(|value| flag(value)).collect(),
    }
}

impl Configured {
    /// The severities that are set for a draft.
    pub(crate) fn severities(
        &self,
        draft: &str,
    ) -> impl Iterator<Item = (Rule, Option<Severity>)> {
        let rules = self.file.iter().flat_map(|file| {
            let path = relative(draft, file);
            file.rules_for(path.as_deref()).collect::<Vec<_>>()
        });
        rules.map(|set| (set.rule, set.severity))
    }

    /// The least severity of a draft's findings that fails the run.
    pub(crate) fn fail_on(&self, draft: &str) -> Option<Severity> {
        let file = self.file.as_ref().filter(|_| !is_told("fail-on", &self.given));
        let own = || file?.fail_on_for(relative(draft, file?).as_deref());
        own().unwrap_or_else(|| self.args.fail_on.severity())
    }
}

/// A draft's path from the folder of the settings; none if it has none or lies elsewhere.
fn relative(draft: &str, file: &SettingsFile) -> Option<PathBuf> {
    if draft == input::STDIN {
        return None;
    }
    let whole = |folder: &Path| {
        let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        here.canonicalize()
    };
    let draft = Path::new(draft);
    let (root, name) = (whole(file.path.parent()?).ok()?, draft.file_name()?);
    match whole(draft.parent()?) {
        Ok(folder) => Some(folder.join(name).strip_prefix(root).ok()?.to_owned()),
        // A draft of a pack lies nowhere.
        Err(_) => Some(draft.to_owned()),
    }
}
