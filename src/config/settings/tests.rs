use super::*;

fn read(text: &str) -> SettingsFile {
    settings(Path::new("desk/veracite.toml"), text).unwrap()
}

#[track_caller]
fn mistakes(text: &str, told: &[&str]) {
    let error = settings(Path::new("veracite.toml"), text).unwrap_err().to_string();
    let lines: Vec<&str> = error.lines().collect();
    assert_eq!(lines.len(), told.len(), "{error}");
    for (line, told) in lines.iter().zip(told) {
        assert!(line.contains(told), "{line}\n{told}");
    }
}

/// The example with every setting switched on.
fn switched_on() -> String {
    let is_setting = |line: &str| line.starts_with('#') && !line.starts_with("# ");
    let lines = example();
    let lines =
        lines.lines().map(|line| if is_setting(line) { &line[1..] } else { line });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn every_mistake_is_told_with_its_place_and_what_is_valid() {
    let text = "\
strct = true
fail-on = \"eror\"
max-unread = -1
date = \"1 May\"
pages = \"pages\"
[fetch]
enabled = true
delay = 4000
concurrency = 0
archive = \"ftp://a.example\"
[rules]
quote-alterd = \"off\"
uncited = \"never\"
[[override]]
paths = [\"drafts/[\"]
[[override]]
fail-on = \"off\"
[[override]]
paths = []
";
    mistakes(
        text,
        &[
            "veracite.toml:1:1: unknown key `strct` in the file, the nearest is `strict`",
            ":2:11: `fail-on` is `eror`, and must be \"error\"",
            ":3:14: `max-unread` is `-1`, and must be a whole number from 0",
            ":4:8: `date` is `1 May`, and must be a date",
            ":5:9: `pages` is of type string, and must be a list of folders",
            ":7:1: unknown key `enabled` in [fetch]",
            ":8:9: `delay` is `4000`, and must be a number of seconds from 0 to 3600",
            ":9:15: `concurrency` is `0`, and must be a whole number from 1 to 256",
            ":10:11: `archive` is `ftp://a.example`, and must be an address",
            ":12:1: unknown key `quote-alterd` in [rules], the nearest is `quote-altered`",
            ":13:11: `uncited` is `never`, and must be \"error\"",
            ":15:10: `paths` is `drafts/[`, and must be a glob",
            ":16:1: [[override]] has no `paths`",
            ":17:11: `fail-on` is `off`, and must be \"error\", \"warning\", \"note\" or \"never\"",
            ":19:9: `paths` is `[]`, and must be a list with a glob in it",
        ],
    );
    mistakes(
        "strict = true\nmax-unread = 3\n",
        &[":2:14: `strict` is `true`, and must be false"],
    );
}

#[test]
fn numbers_may_be_written_in_every_way_of_toml() {
    for (text, value) in [
        ("max-unread = 1_000", "1000"),
        ("max-unread = 0x10", "16"),
        ("max-unread = +5", "5"),
        ("[fetch]\ndelay = 1_0.5", "10.5"),
        ("[fetch]\ndelay = 2e1", "20"),
    ] {
        assert_eq!(read(text).settings[0].value, Value::One(value.into()), "{text}");
    }
    mistakes("[fetch]\ndelay = inf\ntimeout = nan\n", &["`delay`", "`timeout`"]);
    mistakes("max-unread = 1000001", &["from 0 to 1000000"]);
}

#[test]
fn what_is_set_is_read_with_its_line_and_paths_from_the_files_folder() {
    let file = read(
        "pages = ['saved', '/srv/pages']\ndate = 2026-03-01\n\n[fetch]\ndelay = 0.5\n",
    );
    let set: Vec<_> = file.settings.iter().map(|one| (one.key.name, one.line)).collect();
    assert_eq!(set, [("pages", 1), ("date", 2), ("delay", 5)]);
    let many = Value::Many(vec!["desk/saved".into(), "/srv/pages".into()]);
    assert_eq!(file.settings[0].value, many);
    assert_eq!(file.settings[1].value, Value::One("2026-03-01".into()));
    assert_eq!(file.settings[2].value, Value::One("0.5".into()));
}

#[test]
fn an_override_holds_for_its_drafts_and_the_last_wins() {
    let file = read(
        "[rules]\nuncited = 'error'\nunquoted-copy = 'off'\n\
         [[override]]\npaths = ['drafts/opinion/**']\nfail-on = 'never'\n\
         [override.rules]\nuncited = 'note'\n\
         [[override]]\npaths = ['drafts/*.md', 'old/']\n[override.rules]\nuncited = 'off'\n",
    );
    let uncited = |path: &str| {
        let rules = file.rules_for(Some(Path::new(path)));
        let rules = rules.filter(|one| one.rule == Rule::Uncited);
        rules.last().unwrap().severity
    };
    assert_eq!(uncited("drafts/opinion/a/b.md"), Some(Severity::Note));
    assert_eq!(uncited("drafts/a.md"), None);
    assert_eq!(uncited("drafts/news/a.md"), Some(Severity::Error));
    assert_eq!(uncited("old/1999/a.md"), None);
    assert_eq!(uncited("other/drafts/a.md"), Some(Severity::Error));
    assert_eq!(file.rules_for(None).count(), 2);
    assert_eq!(file.fail_on_for(Some(Path::new("drafts/opinion/a.md"))), Some(None));
    assert_eq!(file.fail_on_for(Some(Path::new("drafts/a.md"))), None);
}

#[test]
fn the_example_sets_nothing_and_switched_on_sets_each_key_to_its_default() {
    let file = read(&example());
    assert!(file.settings.is_empty() && file.rules.is_empty());
    assert!(file.overrides.is_empty());
    let file = read(&switched_on());
    let keys = SETTINGS.iter().chain(FETCH);
    assert_eq!(file.settings.len(), keys.clone().count());
    for (key, set) in keys.zip(&file.settings) {
        assert_eq!(*key, *set.key);
        let Some(default) = key.default else { continue };
        let value = match &set.value {
            Value::Flag(flag) => flag.to_string(),
            Value::One(value) => value.to_string_lossy().into_owned(),
            Value::Many(values) => format!("{values:?}"),
        };
        assert_eq!(value, default.trim_matches('"'), "{}", key.name);
    }
    assert_eq!(file.rules.len(), Rule::ALL.len());
    for set in &file.rules {
        assert_eq!(set.severity, Some(set.rule.severity()));
    }
    assert_eq!(file.overrides.len(), 1);
}

#[test]
fn the_schema_takes_the_example_and_refuses_what_the_reader_refuses() {
    let schema: serde_json::Value = schema().parse().unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let is_valid = |text: &str| {
        let table: toml::Table = text.parse().unwrap();
        validator.is_valid(&json(toml::Value::Table(table)))
    };
    assert!(is_valid(&switched_on()));
    for text in [
        "strct = true",
        "strict = 1",
        "fail-on = 'off'",
        "date = '1 May'",
        "max-unread = -1",
        "pages = 'pages'",
        "sources = ' '",
        "[fetch]\nenabled = true",
        "[fetch]\ndelay = 3601",
        "[fetch]\nper-host = 17",
        "[fetch]\narchive = 'x'",
        "[rules]\nuncitd = 'off'",
        "[rules]\nuncited = 'never'",
        "[[override]]\nfail-on = 'never'",
    ] {
        assert!(!is_valid(text), "{text}");
        assert!(settings(Path::new("veracite.toml"), text).is_err(), "{text}");
    }
}

/// What an editor makes of TOML.
fn json(value: toml::Value) -> serde_json::Value {
    match value {
        toml::Value::String(text) => text.into(),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(flag) => flag.into(),
        toml::Value::Datetime(date) => date.to_string().into(),
        toml::Value::Array(items) => items.into_iter().map(json).collect(),
        toml::Value::Table(table) => {
            table.into_iter().map(|(key, value)| (key, json(value))).collect()
        }
    }
}

mod properties {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn no_text_panics(text in ".{0,200}") {
            let _ = settings(Path::new("veracite.toml"), &text);
        }

        #[test]
        fn no_value_panics(key in 0..15_usize, value in "[-0-9a-fox_.\"'\\[\\]]{0,12}") {
            let key = SETTINGS.iter().chain(FETCH).nth(key).unwrap();
            let text = format!("{} = {value}\n[fetch]\n{} = {value}\n", key.name, key.name);
            let _ = settings(Path::new("veracite.toml"), &text);
        }
    }
}
