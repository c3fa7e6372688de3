//! Rules of the source that the compiler cannot hold.

use std::fs;
use std::path::PathBuf;

use walkdir::WalkDir;

/// Every module of the library, from the draft to the report. A module may use those
/// before it and none after it.
const ORDER: &[&str] = &[
    "text", "lexicon", "grammar", "rule", "draft", "outlet", "claim", "lead", "page",
    "fetch", "gather", "evidence", "verdict", "report", "config", "check", "pack",
];

/// Lines of a file before its tests.
const CEILING: usize = 400;

fn sources(under: &str) -> Vec<PathBuf> {
    let files = WalkDir::new(under).sort_by_file_name().into_iter();
    // A module without parts of its own has no folder.
    let files = files.filter_map(|entry| Some(entry.ok()?.into_path()));
    files.filter(|path| path.extension().is_some_and(|end| end == "rs")).collect()
}

#[test]
fn every_module_has_its_place_in_the_order() {
    let lib = fs::read_to_string("src/lib.rs").unwrap();
    let mut declared: Vec<&str> = lib
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .collect();
    let mut order = ORDER.to_vec();
    declared.sort_unstable();
    order.sort_unstable();
    assert_eq!(declared, order);
}

#[test]
fn no_module_uses_a_later_one() {
    for (rank, module) in ORDER.iter().enumerate() {
        let mut files = sources(&format!("src/{module}"));
        files.push(format!("src/{module}.rs").into());
        for file in files.iter().filter(|file| file.exists()) {
            let source = fs::read_to_string(file).unwrap();
            for later in &ORDER[rank + 1..] {
                assert!(
                    !uses(&source, later),
                    "{} uses {later}, which comes after {module}",
                    file.display(),
                );
            }
        }
    }
}

/// Whether code (not a comment) names `module` by a path that starts at the root. A
/// grouped `use crate::{…}` hides the name, so it counts as naming every module.
fn uses(source: &str, module: &str) -> bool {
    let path = format!("crate::{module}");
    source.lines().filter(|line| !line.trim_start().starts_with("//")).any(|line| {
        line.contains("crate::{")
            || line.match_indices(&path).any(|(at, _)| {
                !line[at + path.len()..]
                    .starts_with(|c: char| c == '_' || c.is_alphanumeric())
            })
    })
}

#[test]
fn a_use_is_seen_and_a_longer_name_is_not() {
    assert!(uses("use crate::report::Report;", "report"));
    assert!(uses("use crate::{a, b};", "report"));
    assert!(!uses("use crate::reporter::X;", "report"));
    assert!(!uses("// crate::report", "report"));
}

#[test]
fn no_file_outgrows_its_reader() {
    for file in sources("src") {
        // A table of cases in a file of its own.
        if file.ends_with("tests.rs") {
            continue;
        }
        let source = fs::read_to_string(&file).unwrap();
        let lines = source.lines().take_while(|line| !line.starts_with("#[cfg(test)]"));
        let count = lines.count();
        assert!(count <= CEILING, "{} has {count} lines", file.display());
    }
}

#[test]
fn main_can_be_recited() {
    let main = fs::read_to_string("src/bin/veracite/main.rs").unwrap();
    let code = main.lines().skip_while(|line| !line.starts_with("use ")).count();
    assert!(code <= 40, "{code} lines");
}

#[test]
fn every_dependency_says_why() {
    let manifest = fs::read_to_string("Cargo.toml").unwrap();
    let (mut inside, mut before) = (false, "");
    for line in manifest.lines() {
        if line.starts_with('[') {
            inside = line.trim_matches(['[', ']']).ends_with("dependencies");
        } else if inside && line.contains(" = ") {
            assert!(before.starts_with("# why: "), "{line}");
        }
        before = line;
    }
}
