use std::env;
use std::fs;
use std::path::Path;

use unicode_width::UnicodeWidthStr;

use super::*;
use crate::report::sample::{self, Sample};

const PLAIN: TextOptions = TextOptions { width: 80, color: false };

/// The text of `report` and the file it is held against; `UPDATE=1` writes the file.
#[track_caller]
fn check_file(text: &str, name: &str) {
    let path = Path::new("tests/snapshot").join(name);
    let known = fs::read_to_string(&path).unwrap_or_default();
    if known != text && env::var_os("UPDATE").is_some() {
        fs::write(&path, text).unwrap();
        return;
    }
    assert!(known == text, "{} differs; this was written:\n{text}", path.display());
}

#[track_caller]
fn check_holds(sample: &Sample, lines: &[&str]) {
    let text = check(&[sample.report()], &PLAIN);
    let missing: Vec<&&str> =
        lines.iter().filter(|line| !text.contains(**line)).collect();
    assert!(missing.is_empty(), "{missing:#?} not in\n{text}");
}

#[test]
fn a_report_fits_80_columns() {
    let text = check(&[sample::campaign().report()], &PLAIN);
    check_file(&text, "campaign-80.txt");
    for line in text.lines().filter(|line| !line.contains("https://")) {
        assert!(line.width() <= 80, "{} columns: {line}", line.width());
    }
}

#[test]
fn a_report_uses_120_columns() {
    let options = TextOptions { width: 120, color: false };
    check_file(&check(&[sample::campaign().report()], &options), "campaign-120.txt");
}

#[test]
fn colour_adds_escapes_and_nothing_else() {
    let sample = sample::campaign();
    let plain = check(&[sample.report()], &PLAIN);
    let colored = check(&[sample.report()], &TextOptions { color: true, ..PLAIN });
    assert_ne!(colored, plain);
    assert_eq!(anstream::adapter::strip_str(&colored).to_string(), plain);
}

#[test]
fn several_drafts_end_with_one_sum_of_all() {
    let sample = sample::campaign();
    let text = check(&[sample.report(), sample.report()], &PLAIN);
    let end = "2 drafts, 14 claims: 2 supported, 2 partial, 4 altered, 6 not checked\n\
               4 errors, 8 warnings\n";
    assert!(text.ends_with(end), "{text}");
}

#[test]
fn marks_stand_under_their_words_whatever_the_width_of_letters() {
    let mut sample = sample::one_claim("東京 said no\u{301}t e\u{200b}ver today.");
    sample.find(crate::rule::Rule::NotStated, "e\u{200b}ver");
    check_holds(
        &sample,
        &[
            "  1 │ 東京 said no\u{301}t e\\u{200b}ver today.\n    │               ^^^^^^^^^^^^\n",
        ],
    );
}

#[test]
fn a_place_where_words_are_missing_is_marked_by_one_column() {
    let mut sample = sample::one_claim("It is innovation, they say.");
    sample.differ(crate::evidence::Kind::Negation, "", "not");
    check_holds(&sample, &["  1 │ It is innovation, they say.\n    │ ^\n"]);
}

#[test]
fn a_long_sentence_is_shown_around_its_marks() {
    let mut sample = sample::one_claim(&format!(
        "{}needle {}end.",
        "word ".repeat(90),
        "more ".repeat(90)
    ));
    sample.find(crate::rule::Rule::NotStated, "needle");
    let text = check(&[sample.report()], &PLAIN);
    assert!(text.contains("    │ …\n"), "{text}");
    assert!(text.lines().count() < 24, "{text}");
}

#[test]
fn nothing_that_a_terminal_obeys_gets_through() {
    let hostile = "a\u{1b}[2J\u{9b}1m\u{202e}b\u{200b}c\td\u{7}";
    let text = check(&[sample::hostile(hostile).report()], &PLAIN);
    let bad = |c: char| c != '\n' && crate::report::escape::is_unseen(c);
    assert!(!text.contains(bad), "{text:?}");
    assert!(text.contains("\\u{1b}[2J\\u{9b}1m\\u{202e}b\\u{200b}c"), "{text}");
}

#[test]
fn the_parts_of_the_table_add_up() {
    let sample = sample::campaign();
    let tally = Tally::of(&sample.report());
    assert_eq!(tally.counts.total(), sample.report().claims.claims.len());
    for outlet in &tally.outlets {
        let unseen: usize = outlet.reasons.values().sum();
        assert_eq!(outlet.cited, outlet.read + unseen, "{}", outlet.name);
    }
    let told: usize = tally
        .outlets
        .iter()
        .map(|one| one.supports + one.partly + one.alters + one.silent + one.unread)
        .sum();
    assert_eq!(told, sample.report().rulings.len());
}

#[test]
fn an_empty_draft_has_a_report_all_the_same() {
    check_holds(
        &sample::empty(),
        &["0 paragraphs, 0 claims", "no claims", "no findings"],
    );
}

#[test]
fn words_of_a_page_start_no_command_of_a_workflow() {
    let words = "word ".repeat(14) + "::error::x ";
    let sample = sample::hostile(&words.repeat(9));
    for width in 40..100 {
        let text = check(&[sample.report()], &TextOptions { width, color: false });
        assert!(text.lines().all(|line| !line.trim_start().starts_with("::")), "{text}");
    }
}
