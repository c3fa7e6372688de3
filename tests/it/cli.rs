//! Exit codes, standard streams, files.

use std::fs;
use std::io::Read;
use std::process::{Command as Process, Stdio};

use assert_cmd::Command;

/// The program with nothing from outside: no colour settings, no width, no language.
pub(crate) fn veracite() -> Command {
    let mut command = Command::cargo_bin("veracite").unwrap();
    command.env_clear();
    command
}

#[track_caller]
fn check(args: &[&str], input: &[u8], code: i32, said: &str) {
    let output = veracite().args(args).write_stdin(input).output().unwrap();
    let stdout = String::from_utf8_lossy(&output.stdout);
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{stdout}\n{stderr}");
    assert!(stdout.contains(said) || stderr.contains(said), "{stdout}\n{stderr}");
}

const CLEAN: &[u8] = b"Harbour\nIs it late?\n";
const UNKNOWN: &[u8] = b"Harbour\nThe bridge opened on Monday. (Source: Qzxv Gazette)\n";

#[test]
fn a_draft_without_findings_is_0() {
    check(&["check", "-"], CLEAN, 0, "no findings");
}

#[test]
fn an_unknown_outlet_is_1_unless_nothing_is_to_fail() {
    check(&["check", "-"], UNKNOWN, 1, "error[unknown-outlet]");
    check(&["check", "--fail-on", "never", "-"], UNKNOWN, 0, "unknown-outlet");
}

#[test]
fn a_page_that_could_not_be_seen_is_3_when_strict() {
    let draft = b"Harbour\nThe bridge opened on Monday. (Source: The Guardian)\n";
    check(&["check", "-"], draft, 0, "The Guardian");
    check(&["check", "--strict", "-"], draft, 3, "The Guardian");
    check(&["check", "--strict", "--fail-on", "warning", "-"], draft, 1, "The Guardian");
}

#[test]
fn what_cannot_be_read_is_2_and_says_what_to_do() {
    check(&["check", "schema"], b"", 2, "error: schema holds no drafts; those are");
    check(&["check", "no-such-file"], b"", 2, "no-such-file can't be read");
    check(&["check", "-"], b"", 2, "no words");
    check(&["check", "-"], b"%PDF-1.7 x", 2, "PDF");
    check(&["check", "--pages", "no-such-dir", "-"], CLEAN, 2, "no-such-dir");
    check(&["check", "--fail-on", "some", "-"], CLEAN, 2, "possible values");
    check(&["page", "https://quay.example/"], b"", 2, "--fetch");
    check(&["explain", "quote-alterd"], b"", 2, "the nearest is `quote-altered`");
}

#[test]
fn what_has_no_words_or_is_read_twice_is_refused() {
    check(
        &["compare", "--claim", " ", "--page", "-"],
        CLEAN,
        2,
        "the claim has no words",
    );
    check(&["compare", "--jsonl", "src"], b"", 2, "error: src is a folder");
    check(&["outlets", "resolve", ""], b"", 2, "a label is empty");
    check(&["check", "-", "-"], CLEAN, 2, "can be read once only");
    let folder = tempfile::tempdir().unwrap();
    let torn = folder.path().join("torn.docx");
    fs::write(&torn, b"PK\x03\x04torn").unwrap();
    let output = veracite().arg("check").arg(&torn).output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(told.matches("not a whole ZIP archive").count(), 1, "{told}");
}

#[test]
fn thousands_of_saved_pages_without_an_outlet_are_counted() {
    let folder = tempfile::tempdir().unwrap();
    for at in 0..30 {
        fs::write(folder.path().join(format!("{at}.txt")), "The bridge opened.").unwrap();
    }
    let pages = folder.path().to_str().unwrap();
    check(&["check", "--pages", pages, "-"], CLEAN, 0, "… and 10 more;");
}

#[test]
fn a_saved_page_past_the_limit_is_told_of() {
    let folder = tempfile::tempdir().unwrap();
    let page = fs::File::create(folder.path().join("large.html")).unwrap();
    page.set_len(200 * 1024 * 1024).unwrap();
    let pages = folder.path().to_str().unwrap();
    check(&["check", "--pages", pages, "-"], CLEAN, 0, "large.html: it is larger than");
}

#[test]
fn a_file_past_the_limit_is_refused_by_its_size() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.txt");
    fs::File::create(&path).unwrap().set_len(200 * 1024 * 1024).unwrap();
    check(&["check", path.to_str().unwrap()], b"", 2, "at most 16 MiB are read");
}

#[test]
fn a_report_file_is_written_whole_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("report.txt");
    let name = path.to_str().unwrap();
    check(&["check", "--output", name, "no-such-file"], b"", 2, "no-such-file");
    assert!(!path.exists());
    check(&["check", "--output", name, "-"], CLEAN, 0, "");
    assert!(fs::read_to_string(&path).unwrap().contains("no findings"));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn errors_escape_what_a_terminal_obeys() {
    check(&["check", "no\u{1b}[2J\u{202e}"], b"", 2, "no\\u{1b}[2J\\u{202e}");
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let mut child = Process::new(assert_cmd::cargo::cargo_bin("veracite"))
        .args(["outlets", "list"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert_eq!((child.wait().unwrap().code(), said.as_str()), (Some(0), ""));
}

#[test]
fn help_names_the_exit_codes() {
    check(&["--help"], b"", 0, "Exit codes:");
}
