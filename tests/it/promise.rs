//! What a reader of a report may rely on, whatever the draft and its pages.

use std::fs;
use std::io::ErrorKind;
use std::net::TcpListener;

use veracite::evidence::{Difference, Evidence, Kind};
use veracite::rule::Rule;
use veracite::text::Span;
use veracite::verdict::{self, Verdict, Witness};

use crate::cli::veracite;

const DRAFTS: [&str; 3] = [
    "fixtures/drafts/kelmouth-ferries.md",
    "fixtures/drafts/kelmouth-yard.html",
    "fixtures/drafts/kelmouth-chargers.txt",
];

/// The lines of JSON for drafts held against the saved pages.
fn reports(drafts: &[&str]) -> String {
    let mut command = veracite();
    command.args(["check", "--format", "json", "--pages", "fixtures/pages"]).args(drafts);
    String::from_utf8(command.output().unwrap().stdout).unwrap()
}

#[test]
fn a_report_hangs_on_nothing_but_its_draft_and_pages() {
    let together = reports(&DRAFTS);
    assert_eq!(together, reports(&DRAFTS));
    let alone: String = DRAFTS.iter().map(|draft| reports(&[*draft])).collect();
    assert_eq!(together, alone);
}

/// What is said of a claim by pages that are `whole` or not and hold `evidence`.
#[track_caller]
fn check(pages: &[(bool, &Evidence)], unseen: bool, expected: Verdict) {
    let witnesses: Vec<Witness<'_>> = pages
        .iter()
        .enumerate()
        .map(|(page, &(whole, evidence))| Witness { page, whole, evidence })
        .collect();
    assert_eq!(verdict::decide(0, 0, &witnesses, unseen).verdict, expected);
}

fn states(score: f64, coverage: f64) -> Evidence {
    Evidence { score, coverage, is_complete: true, ..Evidence::default() }
}

fn differs(kind: Kind) -> Evidence {
    let difference = Difference { kind, claim: Span::new(0, 1), page: Span::new(0, 1) };
    Evidence { differences: vec![difference], ..states(1.0, 1.0) }
}

#[test]
fn a_claim_is_absent_only_if_every_page_was_read_whole() {
    let nothing = states(0.0, 0.0);
    check(&[(true, &nothing)], false, Verdict::Absent);
    check(&[(true, &nothing), (true, &nothing)], false, Verdict::Absent);
    check(&[(true, &nothing), (false, &nothing)], false, Verdict::Unread);
    check(&[(false, &nothing), (true, &nothing)], false, Verdict::Unread);
    check(&[(true, &nothing)], true, Verdict::Unread);
    check(&[], true, Verdict::Unread);
}

#[test]
fn a_difference_outranks_any_score() {
    for (kind, rule) in [
        (Kind::Quotation, Rule::QuoteAltered),
        (Kind::Splice, Rule::QuoteSpliced),
        (Kind::Speaker, Rule::WrongSpeaker),
        (Kind::Number, Rule::NumberMismatch),
        (Kind::Date, Rule::DateMismatch),
        (Kind::Name, Rule::NameMismatch),
        (Kind::Negation, Rule::NegationFlip),
        (Kind::Certainty, Rule::CertaintyRaised),
    ] {
        let evidence = differs(kind);
        assert_eq!(verdict::judge(&evidence), (Verdict::Altered, Some(rule)));
        check(&[(true, &evidence)], false, Verdict::Altered);
    }
}

#[test]
fn one_page_that_carries_a_claim_is_enough() {
    let (carries, other) = (states(0.9, 1.0), differs(Kind::Number));
    check(&[(true, &other), (true, &carries)], false, Verdict::Supported);
    check(&[(false, &carries), (true, &other)], true, Verdict::Supported);
}

#[test]
fn a_page_read_in_part_can_alter_nothing() {
    check(&[(false, &differs(Kind::Number))], false, Verdict::Unread);
}

#[test]
fn no_draft_or_page_speaks_to_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let host = folder.path().join("www.theguardian.com");
    fs::create_dir(&host).unwrap();
    let hostile = "\u{1b}]0;owned\u{7} \u{202e}\u{2066}\u{9b}31m";
    // Enough words around them, or the file would be refused as no text.
    let prose = "Nobody on the quay had seen the like of it in forty years. ".repeat(20);
    let page = format!("Harbour\nThe bridge opened to 30 cars {hostile}.\n{prose}\n");
    fs::write(host.join("page.txt"), page).unwrap();
    let draft = format!(
        "Harbour\nThe bridge opened to 40 cars {hostile}. {prose} \
         (Sources: The Guardian, Q{hostile}z)\n"
    );
    for format in ["text", "json"] {
        let mut command = veracite();
        command.args(["check", "--format", format, "--pages"]).arg(folder.path());
        let output = command.arg("-").write_stdin(draft.as_str()).output().unwrap();
        let shown = String::from_utf8(output.stdout).unwrap();
        assert!(shown.contains("owned"), "{shown}");
        let obeyed = |c: char| {
            c.is_control() && c != '\n'
                || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        };
        assert!(!shown.contains(obeyed), "{shown:?}");
    }
}

#[test]
fn nothing_is_asked_for_without_fetch() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let url = format!("http://{}/page", listener.local_addr().unwrap());
    let draft = format!("Harbour\nThe bridge opened on Monday. (Source: {url})\n");
    veracite().args(["check", "-"]).write_stdin(draft).output().unwrap();
    veracite().args(["page", &url]).output().unwrap();
    let asked = listener.accept().map(|_| ()).map_err(|error| error.kind());
    assert_eq!(asked, Err(ErrorKind::WouldBlock));
}
