//! Findings that are known, from run to run.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::program;

const DRAFT: &str =
    "The harbour board sold 84 moorings to local crews. (Source: Nowhere Post)\n";

fn desk() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.md"), DRAFT).unwrap();
    folder
}

fn check(folder: &Path, more: &[&str]) -> (i32, String, String) {
    let args = ["check", "a.md", "--fail-on", "note", "--baseline", "known.toml"];
    program(folder, &[&args, more].concat())
}

#[test]
fn what_is_known_is_neither_told_nor_fails() {
    let desk = desk();
    let (code, _, told) = check(desk.path(), &[]);
    assert_eq!(code, 2);
    assert!(told.contains("--update-baseline"), "{told}");
    assert_eq!(check(desk.path(), &["--update-baseline"]).0, 0);
    let (code, report, told) = check(desk.path(), &[]);
    assert_eq!(code, 0, "{report}");
    assert!(!report.contains("unknown-outlet"), "{report}");
    assert!(told.contains("findings of the baseline that are not told: 1"), "{told}");
}

#[test]
fn a_paragraph_above_changes_nothing_and_the_same_mistake_elsewhere_is_told() {
    let desk = desk();
    check(desk.path(), &["--update-baseline"]);
    fs::write(desk.path().join("a.md"), format!("Is it so?\n\n{DRAFT}")).unwrap();
    assert_eq!(check(desk.path(), &[]).0, 0);
    fs::write(desk.path().join("b.md"), DRAFT).unwrap();
    let (code, report, _) = check(desk.path(), &["b.md"]);
    assert_eq!(code, 1);
    assert_eq!(report.matches("unknown-outlet").count(), 2, "finding and hint: {report}");
}

#[test]
fn what_expired_fails_and_what_is_stale_is_told_and_taken_out() {
    let desk = desk();
    let known = desk.path().join("known.toml");
    check(desk.path(), &["--update-baseline"]);
    let written = fs::read_to_string(&known).unwrap();
    let with = |day: &str| {
        let own = format!("owner = \"Ada\"\nexpires = \"{day}\"\n");
        fs::write(&known, format!("{written}{own}")).unwrap();
        check(desk.path(), &[])
    };
    assert_eq!(with("9999-01-01").0, 0);
    let (code, _, told) = with("2020-01-01");
    assert_eq!(code, 1);
    assert!(told.contains("has expired: unknown-outlet in a.md (Ada)"), "{told}");
    // What the desk filled in is kept.
    check(desk.path(), &["--update-baseline"]);
    assert!(fs::read_to_string(&known).unwrap().contains("owner = \"Ada\""));
    fs::write(desk.path().join("a.md"), "Is it so?\n").unwrap();
    let (code, _, told) = check(desk.path(), &[]);
    assert_eq!(code, 0);
    assert!(told.contains("that no draft has any more: 1"), "{told}");
    check(desk.path(), &["--update-baseline"]);
    assert!(!fs::read_to_string(&known).unwrap().contains("[[finding]]"));
}
