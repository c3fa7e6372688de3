//! `veracite config show`: each setting and where it comes from.

use std::fmt::Write as _;

use serde::Serialize;
use veracite::config::{
    FETCH, Key, Override, RuleSetting, SETTINGS, SettingsFile, Value,
};
use veracite::report::escape;
use veracite::rule::{Rule, Severity};

use crate::args::Format;

use super::{Configured, holds, id, is_told};

/// What holds, as JSON has it.
#[derive(Serialize)]
struct Shown<'s> {
    file: Option<String>,
    settings: Vec<Line>,
    rules: Vec<Line>,
    overrides: Vec<Patch<'s>>,
}

/// A key, its value, and where that comes from.
#[derive(Serialize)]
struct Line {
    key: String,
    value: Option<String>,
    #[serde(flatten)]
    from: From,
}

/// Where a value comes from.
#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "lowercase", tag = "from")]
enum From {
    Default,
    File { line: usize },
    Flag,
}

#[derive(Serialize)]
struct Patch<'s> {
    line: usize,
    paths: &'s [String],
    fail_on: Option<&'static str>,
    rules: Vec<Line>,
}

pub(super) fn shown(configured: &Configured, format: Format) -> String {
    let file = configured.file.as_ref();
    let keys = SETTINGS.iter().map(|key| (String::new(), key));
    let keys = keys.chain(FETCH.iter().map(|key| ("fetch.".to_owned(), key)));
    let shown = Shown {
        file: file.map(|file| file.path.display().to_string()),
        settings: keys.map(|(table, key)| setting(configured, &table, key)).collect(),
        rules: Rule::ALL.iter().map(|rule| of_rule(*rule, file)).collect(),
        overrides: file.iter().flat_map(|file| &file.overrides).map(patch).collect(),
    };
    match format {
        Format::Text => text(&shown),
        // It holds nothing but text, numbers and lists.
        Format::Json => serde_json::to_string(&shown).unwrap_or_default() + "\n",
    }
}

fn setting(configured: &Configured, table: &str, key: &Key) -> Line {
    let given = &configured.given;
    let set = configured.file.iter().flat_map(|file| &file.settings);
    let set = set.clone().find(|set| set.key == key).filter(|_| holds(key, given));
    let (value, from) = match set {
        Some(set) => (Some(value(&set.value)), From::File { line: set.line }),
        None if is_told(key.name, given) => (flag(configured, key), From::Flag),
        None => {
            (key.default.map(|text| text.trim_matches('"').to_owned()), From::Default)
        }
    };
    Line { key: format!("{table}{}", key.name), value, from }
}

fn value(value: &Value) -> String {
    match value {
        Value::Flag(flag) => flag.to_string(),
        Value::One(value) => value.to_string_lossy().into_owned(),
        Value::Many(values) => {
            let values: Vec<_> =
                values.iter().map(|value| value.to_string_lossy()).collect();
            values.join(", ")
        }
    }
}

/// What a flag that is given says.
fn flag(configured: &Configured, key: &Key) -> Option<String> {
    let matches = configured.laid.subcommand_matches("check")?;
    let values: Vec<_> =
        matches.get_raw(&id(key.name))?.map(|value| value.to_string_lossy()).collect();
    Some(if values.is_empty() { "true".to_owned() } else { values.join(", ") })
}

fn of_rule(rule: Rule, file: Option<&SettingsFile>) -> Line {
    let set = file.and_then(|file| file.rules.iter().find(|set| set.rule == rule));
    if let Some(set) = set {
        return line(set);
    }
    let value = Some(rule.severity().name().to_owned());
    Line { key: rule.slug().to_owned(), value, from: From::Default }
}

fn line(set: &RuleSetting) -> Line {
    let value = set.severity.map_or("off", Severity::name);
    let from = From::File { line: set.line };
    Line { key: set.rule.slug().to_owned(), value: Some(value.to_owned()), from }
}

fn patch(patch: &Override) -> Patch<'_> {
    Patch {
        line: patch.line,
        paths: &patch.paths,
        fail_on: patch.fail_on.map(|least| least.map_or("never", Severity::name)),
        rules: patch.rules.iter().map(line).collect(),
    }
}

/// What holds, in columns.
fn text(shown: &Shown<'_>) -> String {
    let name = shown.file.as_deref().unwrap_or("no file of settings");
    let mut text = format!("{}\n\n", escape(name));
    // Writing to a string can't fail.
    for line in &shown.settings {
        let _ = writeln!(text, "{}", row(line, name));
    }
    text.push_str("\n[rules]\n");
    for line in &shown.rules {
        let _ = writeln!(text, "{}", row(line, name));
    }
    for patch in &shown.overrides {
        let paths = patch.paths.join(", ");
        let _ = writeln!(
            text,
            "\n[[override]] {}  {}:{}",
            escape(&paths),
            escape(name),
            patch.line
        );
        if let Some(fail_on) = patch.fail_on {
            let _ = writeln!(text, "fail-on = {fail_on}");
        }
        for line in &patch.rules {
            let _ = writeln!(text, "{}", row(line, name));
        }
    }
    text
}

fn row(line: &Line, name: &str) -> String {
    let from = match line.from {
        From::Default => "default".to_owned(),
        From::File { line } => format!("{name}:{line}"),
        From::Flag => "flag".to_owned(),
    };
    let value = line.value.as_deref().unwrap_or("not set");
    format!("{:<22} {:<24} {}", line.key, escape(value), escape(&from))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;
    use crate::args::Args;

    #[test]
    fn each_key_is_a_flag_of_check_with_the_same_default() {
        let mut command = Args::command();
        command.build();
        let check = command.find_subcommand("check").unwrap();
        for key in SETTINGS.iter().chain(FETCH) {
            let mut args = check.get_arguments();
            let arg = args.find(|arg| arg.get_long() == Some(key.name)).unwrap();
            assert_eq!(arg.get_id().as_str(), id(key.name));
            let has = arg.get_default_values().first();
            let has = has.map(|value| value.to_string_lossy().into_owned());
            let default = key.default.map(|value| value.trim_matches('"').to_owned());
            assert_eq!(has, default, "{}", key.name);
        }
    }
}
