//! A project's `veracite.toml`, drafts below folders, completions and the manual page.

use std::fs;
use std::path::Path;

use crate::program;

const CLEAN: &str = "Harbour\nIs it late?\n";
/// Two outlets are cited whose pages nobody has.
const UNREAD: &str =
    "Harbour\nThe bridge opened on Monday. (Sources: The Guardian, Variety)\n";
const UNKNOWN: &str = "Harbour\nThe bridge opened on Monday. (Source: Qzxv Gazette)\n";

/// A repository with files in it.
fn repository(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join(".git")).unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

#[track_caller]
fn check(folder: &Path, args: &[&str], code: i32, said: &str) -> String {
    let (found, out, error) = program(folder, args);
    assert_eq!(found, code, "{out}\n{error}");
    assert!(out.contains(said) || error.contains(said), "{out}\n{error}");
    out
}

#[test]
fn settings_hold_below_their_folder_and_a_flag_wins() {
    let repository = repository(&[
        ("veracite.toml", "strict = true\n[rules]\nunknown-outlet = 'off'\n"),
        ("desk/a.md", UNREAD),
        ("desk/b.md", UNKNOWN),
    ]);
    let desk = &repository.path().join("desk");
    check(desk, &["check", "a.md"], 3, "The Guardian");
    check(desk, &["check", "--no-config", "a.md"], 0, "The Guardian");
    check(desk, &["check", "--max-unread", "2", "a.md"], 0, "The Guardian");
    check(desk, &["check", "--max-unread=1", "a.md"], 3, "The Guardian");
    check(desk, &["check", "--no-config", "b.md"], 1, "error[unknown-outlet]");
    let out = check(desk, &["check", "b.md"], 3, "Qzxv");
    assert!(!out.contains("unknown-outlet"), "{out}");
    fs::write(desk.join("own.toml"), "fail-on = 'never'").unwrap();
    check(desk, &["check", "--config", "own.toml", "b.md"], 0, "unknown-outlet");
    let args = ["check", "--config", "own.toml", "--fail-on", "error", "b.md"];
    check(desk, &args, 1, "unknown-outlet");
}

#[test]
fn settings_above_the_repository_are_not_its_own() {
    let outer = repository(&[("veracite.toml", "strict = true"), ("in/a.md", UNREAD)]);
    let inner = &outer.path().join("in");
    check(inner, &["check", "a.md"], 3, "");
    fs::create_dir(inner.join(".git")).unwrap();
    check(inner, &["check", "a.md"], 0, "");
}

#[test]
fn folders_in_settings_are_relative_to_them() {
    let page = "<link rel=canonical href=https://www.theguardian.com/a>\
                <article><p>The bridge opened on Monday.</p></article>";
    let repository = repository(&[
        ("veracite.toml", "pages = ['saved']\n"),
        ("saved/a.html", page),
        ("desk/a.md", "The bridge opened on Monday. (Source: The Guardian)\n"),
    ]);
    let desk = &repository.path().join("desk");
    check(desk, &["check", "a.md"], 0, "1 supported");
    check(desk, &["check", "--no-config", "a.md"], 0, "1 unread");
    let root = repository.path();
    // The saved page is no draft.
    let out = check(root, &["check", "--format", "json", "."], 0, "desk/a.md");
    assert_eq!(out.lines().count(), 1, "{out}");
}

#[test]
fn overrides_hold_for_their_drafts_only() {
    let repository = repository(&[
        (
            "veracite.toml",
            "[[override]]\npaths = ['opinion/**']\nfail-on = 'never'\n\
             [[override]]\npaths = ['news/*.md']\n[override.rules]\nunknown-outlet = 'note'\n",
        ),
        ("opinion/old/a.md", UNKNOWN),
        ("news/b.md", UNKNOWN),
        ("c.md", UNKNOWN),
    ]);
    let root = repository.path();
    check(root, &["check", "opinion/old/a.md"], 0, "error[unknown-outlet]");
    check(root, &["check", "news/b.md"], 0, "note[unknown-outlet]");
    check(&root.join("news"), &["check", "b.md"], 0, "note[unknown-outlet]");
    check(root, &["check", "c.md"], 1, "error[unknown-outlet]");
    check(root, &["check", "."], 1, "error[unknown-outlet]");
    check(root, &["check", "--fail-on", "note", "opinion/old/a.md"], 1, "");
}

#[test]
fn a_pack_keeps_the_severities_that_its_drafts_were_checked_with() {
    let repository = repository(&[
        ("veracite.toml", "[rules]\nunknown-outlet = 'note'\nuncited = 'off'\n"),
        ("a.md", UNKNOWN),
    ]);
    let root = repository.path();
    let made = check(root, &["check", "--record", "a.wacz", "a.md"], 0, "");
    assert!(made.contains("note[unknown-outlet]"), "{made}");
    fs::write(root.join("veracite.toml"), "[rules]\nunknown-outlet = 'off'\n").unwrap();
    assert_eq!(check(root, &["check", "--replay", "a.wacz"], 0, ""), made);
    let args = ["check", "--no-config", "--replay", "a.wacz"];
    assert_eq!(check(root, &args, 0, ""), made);
    let args = ["check", "--replay", "a.wacz", "a.md"];
    assert!(!check(root, &args, 0, "").contains("unknown-outlet"));
}

#[test]
fn all_mistakes_are_told_at_once_and_nothing_is_run() {
    let repository = repository(&[
        ("veracite.toml", "strct = true\nfail-on = 'eror'\n[fetch]\nenabled = true\n"),
        ("a.md", CLEAN),
    ]);
    let (code, out, error) = program(repository.path(), &["check", "a.md"]);
    assert_eq!((code, out.as_str()), (2, ""));
    for told in ["veracite.toml:1:1:", "nearest is `strict`", ":2:11:", ":4:1:"] {
        assert!(error.contains(told), "{told}\n{error}");
    }
    check(repository.path(), &["check", "--config", "no.toml", "a.md"], 2, "no.toml");
}

#[test]
fn what_only_fetching_uses_does_not_stand_in_the_way_of_a_run_without() {
    let text = "[fetch]\ncontact = 'a@b.example'\nuser-agent = '--x'\ndelay = 0.5\n\
                archive = 'https://web.archive.org'\ncache = 'kept'\n";
    let repository = repository(&[("veracite.toml", text), ("a.md", CLEAN)]);
    let root = repository.path();
    check(root, &["check", "a.md"], 0, "no findings");
    check(root, &["check", "--fetch", "--max-requests=0", "a.md"], 0, "no findings");
    check(root, &["check", "--no-cache", "a.md"], 0, "no findings");
}

#[test]
fn what_holds_is_shown_with_where_it_comes_from() {
    let text = "strict = true\n\n[fetch]\ndelay = 2\n[rules]\nuncited = 'off'\n\
                [[override]]\npaths = ['a/**']\nfail-on = 'never'\n";
    let repository = repository(&[("veracite.toml", text)]);
    let root = repository.path();
    let args = ["config", "show", "--format", "json", "--", "--timeout", "7"];
    let shown = check(root, &args, 0, "");
    let shown: serde_json::Value = serde_json::from_str(&shown).unwrap();
    let find = |part: &str, key: &str| {
        let lines = shown[part].as_array().unwrap().iter();
        let line = lines.clone().find(|line| line["key"] == key).unwrap();
        (line["value"].clone(), line["from"].clone(), line["line"].clone())
    };
    let null = serde_json::Value::Null;
    assert_eq!(find("settings", "strict"), ("true".into(), "file".into(), 1.into()));
    assert_eq!(find("settings", "fetch.delay"), ("2".into(), "file".into(), 4.into()));
    assert_eq!(
        find("settings", "fetch.timeout"),
        ("7".into(), "flag".into(), null.clone())
    );
    assert_eq!(
        find("settings", "fail-on"),
        ("error".into(), "default".into(), null.clone())
    );
    assert_eq!(find("settings", "max-unread"), (null.clone(), "default".into(), null));
    assert_eq!(find("rules", "uncited"), ("off".into(), "file".into(), 6.into()));
    assert_eq!(shown["overrides"][0]["fail_on"], "never");
    let shown = check(root, &["config", "show", "--", "--strict"], 0, "veracite.toml:4");
    let row = shown.lines().find(|line| line.starts_with("strict")).unwrap();
    assert!(row.ends_with("flag"), "{row}");
}

#[test]
fn the_schema_that_is_checked_in_is_the_one_printed() {
    let (_, printed, _) = program(Path::new("."), &["config", "schema"]);
    let path = "schema/config.schema.json";
    if std::env::var_os("UPDATE").is_some() {
        fs::write(path, &printed).unwrap();
    }
    assert_eq!(fs::read_to_string(path).unwrap(), printed, "UPDATE=1 writes it");
}

#[test]
fn the_settings_in_the_readme_can_be_read() {
    let readme = fs::read_to_string("README.md").unwrap();
    let (_, section) = readme.split_once("### Settings of a project").unwrap();
    let (_, block) = section.split_once("```toml\n").unwrap();
    let (text, _) = block.split_once("```").unwrap();
    let file = veracite::config::settings(Path::new("veracite.toml"), text).unwrap();
    assert_eq!((file.rules.len(), file.overrides.len()), (2, 1));
}

#[test]
fn a_commented_file_is_written_once_and_sets_nothing() {
    let folder = repository(&[("a.md", UNREAD)]);
    let root = folder.path();
    let (_, before, _) = program(root, &["config", "show", "--format", "json"]);
    check(root, &["init"], 0, "veracite.toml is written");
    check(root, &["init"], 2, "veracite.toml is there already");
    let (_, after, _) = program(root, &["config", "show", "--format", "json"]);
    assert_eq!(before.replace("null,\"settings", "\"veracite.toml\",\"settings"), after);
    check(root, &["check", "a.md"], 0, "");
}

#[test]
fn drafts_below_a_folder_come_by_name_without_what_is_ignored() {
    let repository = repository(&[
        ("drafts/b.md", CLEAN),
        ("drafts/a/z.txt", CLEAN),
        ("drafts/c.HTML", CLEAN),
        ("drafts/notes.csv", "a,b"),
        ("drafts/.hidden/d.md", CLEAN),
        ("drafts/out/e.md", CLEAN),
        ("drafts/.gitignore", "out/\n"),
        ("empty/x.csv", ""),
    ]);
    let root = repository.path();
    let named = |args: &[&str]| {
        let args = [&["check", "--format", "json"], args].concat();
        let (code, out, error) = program(root, &args);
        assert_eq!(code, 0, "{error}");
        let name = |line: &str| {
            let line: serde_json::Value = serde_json::from_str(line).unwrap();
            line["draft"]["name"].as_str().unwrap().replace('\\', "/")
        };
        out.lines().map(name).collect::<Vec<_>>()
    };
    assert_eq!(named(&["drafts"]), ["drafts/a/z.txt", "drafts/b.md", "drafts/c.HTML"]);
    assert_eq!(
        named(&["drafts/b.md", "drafts/"]),
        ["drafts/b.md", "drafts/a/z.txt", "drafts/c.HTML"]
    );
    assert_eq!(named(&["drafts/*.md"]), ["drafts/b.md"]);
    assert_eq!(named(&["**/*.{md,txt}"]), ["drafts/a/z.txt", "drafts/b.md"]);
    check(
        root,
        &["check", "empty"],
        2,
        "empty holds no drafts; those are files that end",
    );
    check(root, &["check", "drafts/*.csv"], 2, "drafts/*.csv names no drafts");
    check(root, &["check", "no/*.md"], 2, "no/*.md names no drafts");
    check(root, &["check", "drafts/["], 2, "is no glob");
}

#[test]
fn many_drafts_at_once_are_reported_as_each_alone() {
    let texts: Vec<(String, String)> = (0..40)
        .map(|at| {
            let text = format!(
                "Harbour {at}\nThe bridge cost ${at} million. (Source: Qzxv {at})\n"
            );
            (format!("drafts/{at:02}.md"), text)
        })
        .collect();
    let files: Vec<(&str, &str)> =
        texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let repository = repository(&files);
    let root = repository.path();
    let one = |name: &str| program(root, &["check", "--format", "json", name]).1;
    let (code, all, _) = program(root, &["check", "--format", "json", "drafts"]);
    assert_eq!(code, 1);
    let alone: String = files.iter().map(|(name, _)| one(name)).collect();
    assert_eq!(all, alone);
}

#[test]
fn completions_and_the_manual_name_the_commands_and_flags() {
    let root = Path::new(".");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let out = check(root, &["completions", shell], 0, "max-unread");
        assert!(out.contains("recheck"), "{shell}");
    }
    let out = check(root, &["man"], 0, ".TH veracite 1");
    for word in [".SH \"CHECK\"", ".SH \"CONFIG SHOW\"", "max\\-unread", "Exit codes"] {
        assert!(out.contains(word), "{word}");
    }
}
