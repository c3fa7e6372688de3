//! The steps of `action.yml`, run as a runner would, with a `gh` that only takes notes.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// A working copy with a draft that has a mistake, and the runner's folders.
fn runner() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let pages = folder.path().join("pages/www.theguardian.com");
    fs::create_dir_all(&pages).unwrap();
    let page = "<html><body><article><h1>Moorings sold</h1><p>The harbour board sold 48 \
        moorings to local crews, it said on Monday.</p><p>Crews had waited nine years for a \
        berth, and forty more are on the list that the board keeps in its office by the \
        old lock.</p><p>The money will mend the quay, which the storms of last winter left \
        without a wall on its western side, and pay for two new lights at the mouth of the \
        river.</p></article></body></html>";
    fs::write(pages.join("a.html"), page).unwrap();
    fs::create_dir(folder.path().join("two words")).unwrap();
    let draft =
        "The harbour board sold 84 moorings to local crews. (Source: The Guardian)\n";
    fs::write(folder.path().join("two words/draft.md"), draft).unwrap();
    folder
}

/// Runs a step in the working copy.
#[expect(clippy::disallowed_methods, reason = "the tools of a runner are on its path")]
fn step(folder: &Path, script: &str, variables: &[(&str, &str)]) -> Output {
    let path = format!("{}:{}", folder.display(), std::env::var("PATH").unwrap());
    Command::new("bash")
        .arg(format!("{ROOT}/action/{script}"))
        .current_dir(folder)
        .env("PATH", path)
        .env("VERACITE", env!("CARGO_BIN_EXE_veracite"))
        .env("RUNNER_TEMP", folder)
        .env("GITHUB_OUTPUT", folder.join("output"))
        .env("GITHUB_STEP_SUMMARY", folder.join("summary"))
        .env("GITHUB_REPOSITORY", "desk/drafts")
        .env("GITHUB_SHA", "c0ffee")
        .env("GITHUB_REF", "refs/pull/7/merge")
        .env("PULL_REQUEST", "7")
        .env("REPORTS", folder.join("veracite"))
        .envs(variables.iter().copied())
        .output()
        .unwrap()
}

fn read(path: impl AsRef<Path>) -> String {
    fs::read_to_string(path).unwrap()
}

fn checked() -> TempDir {
    let runner = runner();
    let out = step(
        runner.path(),
        "check.sh",
        &[("DRAFTS", "two words/draft.md\n"), ("ARGUMENTS", "--pages\npages\n\n")],
    );
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    let told = String::from_utf8(out.stdout).unwrap();
    assert!(told.starts_with("::error file=two words/draft.md,line=1,"), "{told}");
    runner
}

#[test]
fn a_step_annotates_sums_up_and_leaves_its_reports() {
    let runner = checked();
    let output = read(runner.path().join("output"));
    let reports = runner.path().join("veracite");
    assert_eq!(output, format!("exit-code=1\nreports={}\n", reports.display()));
    let comment = read(reports.join("veracite.md"));
    assert_eq!(read(runner.path().join("summary")), comment);
    assert!(comment.contains("1 error"), "{comment}");
    let sarif: Value =
        serde_json::from_str(&read(reports.join("veracite.sarif"))).unwrap();
    assert_eq!(sarif["runs"][0]["results"][0]["ruleId"], "number-mismatch");
}

#[test]
fn a_step_that_could_not_run_says_so_and_leaves_no_report_of_an_earlier_one() {
    let runner = checked();
    let out = step(runner.path(), "check.sh", &[("DRAFTS", "none.md")]);
    assert!(out.status.success());
    assert!(String::from_utf8_lossy(&out.stderr).contains("none.md"));
    assert!(read(runner.path().join("output")).contains("exit-code=2\n"));
    assert!(!runner.path().join("veracite/veracite.md").exists());
    let out = step(runner.path(), "comment.sh", &[]);
    assert!(out.status.success());
    assert!(String::from_utf8_lossy(&out.stdout).contains("no report"));
}

/// Puts a `gh` first on the path that notes its arguments and answers with `comments`.
fn with_gh(folder: &Path, comments: &str) {
    let script = format!(
        "#!/bin/sh\necho \"$*\" >> gh.log\ncase \"$*\" in *--paginate*) printf '{comments}' ;; esac\n"
    );
    let path = folder.join("gh");
    fs::write(&path, script).unwrap();
    fs::set_permissions(&path, Permissions::from_mode(0o755)).unwrap();
}

/// What `gh` was asked last.
fn asked(folder: &Path, script: &str) -> String {
    let out = step(folder, script, &[]);
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    read(folder.join("gh.log")).lines().last().unwrap().to_owned()
}

#[test]
fn a_comment_is_made_once_and_then_written_anew() {
    let runner = checked();
    let marker = read(runner.path().join("veracite/veracite.md"));
    let marker = marker.lines().next().unwrap();
    with_gh(runner.path(), "5\\tHello\\n");
    let first = asked(runner.path(), "comment.sh");
    assert!(first.contains("POST repos/desk/drafts/issues/7/comments"), "{first}");
    with_gh(runner.path(), &format!("5\\tHello\\n61\\t{marker}\\n62\\t{marker}\\n"));
    let again = asked(runner.path(), "comment.sh");
    assert!(again.contains("PATCH repos/desk/drafts/issues/comments/61 "), "{again}");
    assert!(again.contains("body=@"), "{again}");
}

#[test]
fn a_token_that_may_only_read_fails_nothing() {
    let runner = checked();
    with_gh(runner.path(), "");
    fs::write(runner.path().join("gh"), "#!/bin/sh\nexit 1\n").unwrap();
    for script in ["comment.sh", "scan.sh"] {
        let out = step(runner.path(), script, &[]);
        assert!(out.status.success());
        let told = String::from_utf8_lossy(&out.stdout);
        assert!(told.starts_with("::warning title=veracite::"), "{told}");
    }
}

#[test]
fn findings_are_handed_over_packed() {
    let runner = checked();
    with_gh(runner.path(), "");
    let told = asked(runner.path(), "scan.sh");
    assert!(told.contains("POST repos/desk/drafts/code-scanning/sarifs"), "{told}");
    assert!(told.contains("commit_sha=c0ffee"), "{told}");
    assert!(runner.path().join("veracite/veracite.sarif.packed").exists());
}

/// Text of an input that stands in a script could be a command.
#[test]
fn no_script_of_the_action_holds_an_expression() {
    let action: Value =
        yaml_serde::from_str(&read(format!("{ROOT}/action.yml"))).unwrap();
    let steps = action["runs"]["steps"].as_array().unwrap();
    assert!(steps.len() >= 4);
    for step in steps {
        let run = step["run"].as_str().unwrap();
        assert!(!run.contains("${{"), "{run}");
        assert!(step["uses"].is_null(), "an action of somebody else: {step}");
        for script in run.split('"').filter(|part| part.contains("action/")) {
            let script = script.replace("$SOURCE", ROOT);
            assert!(Path::new(&script).is_file(), "{script}");
        }
    }
}
