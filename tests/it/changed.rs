//! Findings of what was touched since a revision.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::program;

const OLD: &str = "The wall is 7 metres high. (Source: Nowhere Post)\n";
const NEW: &str = "The lock is 9 metres deep. (Source: Elsewhere Times)\n";

fn git(folder: &Path, args: &[&str]) {
    let own = ["-c", "user.name=a", "-c", "user.email=a@a.example"];
    let ran =
        Command::new("git").current_dir(folder).args(own).args(args).output().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
}

#[test]
fn only_touched_paragraphs_are_told_of() {
    let desk = tempfile::tempdir().unwrap();
    let folder = desk.path();
    git(folder, &["init", "-q"]);
    fs::write(folder.join("a.md"), OLD).unwrap();
    git(folder, &["add", "a.md"]);
    git(folder, &["commit", "-q", "-m", "one"]);
    let check = |drafts: &[&str], revision: &str| {
        let args = ["--fail-on", "note", "--changed-since", revision];
        program(folder, &[&["check"], drafts, &args[..]].concat())
    };
    let (code, report, told) = check(&["a.md"], "HEAD");
    assert_eq!(code, 0, "{report}");
    assert!(told.contains("untouched since HEAD"), "{told}");
    fs::write(folder.join("a.md"), format!("{NEW}\n{OLD}")).unwrap();
    let (code, report, _) = check(&["a.md"], "HEAD");
    assert_eq!(code, 1);
    assert!(
        report.contains("\"Elsewhere Times\"") && !report.contains("\"Nowhere Post\""),
        "{report}"
    );
    // A draft that git does not know is new.
    fs::write(folder.join("[b].md"), OLD).unwrap();
    assert_eq!(check(&["[b].md"], "HEAD").0, 1);
    let (code, _, told) = check(&["a.md"], "nowhere");
    assert_eq!(code, 2);
    assert!(told.contains("since nowhere"), "{told}");
    let (code, _, told) = check(&["a.md"], "--output=x");
    assert_eq!(code, 2);
    assert!(!folder.join("x").exists(), "{told}");
}
