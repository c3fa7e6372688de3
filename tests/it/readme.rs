//! What README.md shows is what the program says.
//!
//! `UPDATE=1 cargo test --test it readme` writes what it should show.

use std::env;
use std::fmt::Write;
use std::fs;

use veracite::rule::Rule;

use crate::cli::veracite;

const README: &str = "README.md";

/// Standard output of the program; the exit code may be any.
fn said(args: &[&str]) -> String {
    String::from_utf8(veracite().args(args).output().unwrap().stdout).unwrap()
}

fn fenced(command: &str, text: &str) -> String {
    let lines: Vec<&str> = text.trim_end().lines().map(str::trim_end).collect();
    format!("```\n{command}{}\n```", lines.join("\n"))
}

/// The second paragraph of the report on the first fixture.
fn example() -> String {
    let draft = "fixtures/drafts/kelmouth-ferries.md";
    let report = said(&["check", draft, "--pages", "fixtures/pages"]);
    let from = &report[report.find("── ¶ 2").unwrap()..];
    fenced("", &from[..from.find("── ¶ 3").unwrap()])
}

fn help(args: &[&str]) -> String {
    fenced(&format!("$ veracite {}\n", args.join(" ")), &said(args))
}

/// The exit codes that `-h` lists, as a table.
fn exits() -> String {
    let help = said(&["-h"]);
    let (_, codes) = help.split_once("Exit codes:\n").unwrap();
    let mut table = String::from("| code | when |\n|---|---|");
    for line in codes.trim_end().lines() {
        let (code, when) = line.trim().split_once("  ").unwrap();
        write!(table, "\n| {code} | {when} |").unwrap();
    }
    table
}

fn rules() -> String {
    let mut table = String::from("| rule | severity | fires when |\n|---|---|---|");
    for rule in Rule::ALL {
        let (severity, when) = (rule.severity(), rule.summary());
        write!(table, "\n| `{rule}` | {severity} | {when} |").unwrap();
    }
    table
}

/// Where a block stands in the README: between its two marks.
fn place(readme: &str, block: &str) -> std::ops::Range<usize> {
    let (start, end) =
        (format!("<!-- {block}:start -->\n"), format!("<!-- {block}:end -->"));
    let from = readme.find(&start).unwrap() + start.len();
    from..from + readme[from..].find(&end).unwrap()
}

#[test]
fn what_it_shows_is_what_the_program_says() {
    let mut readme = fs::read_to_string(README).unwrap();
    for (block, text) in [
        ("example", example()),
        ("help", help(&["-h"])),
        ("check", help(&["check", "-h"])),
        ("exit", exits()),
        ("rules", rules()),
    ] {
        let (place, text) = (place(&readme, block), text + "\n");
        if env::var_os("UPDATE").is_some() {
            readme.replace_range(place, &text);
            fs::write(README, &readme).unwrap();
        } else {
            assert_eq!(&readme[place], text, "{block}: UPDATE=1 cargo test writes it");
        }
    }
}

#[test]
fn its_test_command_is_the_last_of_the_gate() {
    let readme = fs::read_to_string(README).unwrap();
    let gate = fs::read_to_string(".ci/run").unwrap();
    let command = "cargo test --locked --all-features";
    assert!(readme.contains(&format!("\n{command}\n")));
    assert!(gate.contains(&format!("tests() {{ {command}; }}")));
    assert!(gate.contains("bench tests}; do"));
}
