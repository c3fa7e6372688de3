//! What holds of every comparison, whatever page and claim.

use std::fmt::Write as _;

use proptest::prelude::*;
use proptest::sample::select;
use veracite::evidence::{self, Index};
use veracite::verdict::{Verdict, judge};
use veracite::{claim, page};

const WHO: &[&str] = &[
    "The harbour board",
    "Ada Lane",
    "The ferry company",
    "Councillor Ben Ross",
    "The Hexley museum",
    "A farmers' union",
];
const DID: &[&str] = &["sold", "repaired", "inspected", "bought", "counted", "insured"];
const WHAT: &[&str] = &["moorings", "boats", "bridges", "buses", "orchards", "lamps"];
const WHERE: &[&str] = &[
    "in the old town",
    "along the Ellery canal",
    "near the northern lock",
    "on the island of Skerrow",
    "behind the station",
    "outside Kelmouth",
];
const WHEN: &[&str] =
    &["last winter", "in March 2026", "on Tuesday", "before the storm", "in 2019"];

/// Paragraphs that share no content word with the statements above.
const UNRELATED: &[&str] = &[
    "Rain is expected over the valley tonight. Gusts may reach the hills by dawn.",
    "The quartet plays Haydn again next week. Tickets remain at the door.",
    "A recipe: peel six pears, add sugar, simmer gently and serve with cream.",
    "Scientists described a beetle with green wings. It eats moss.",
];

/// A plain statement with one number.
#[derive(Clone, Debug)]
struct Statement {
    who: &'static str,
    did: &'static str,
    number: u32,
    what: &'static str,
    place: &'static str,
    when: &'static str,
}

impl Statement {
    fn text(&self) -> String {
        let Self { who, did, number, what, place, when } = self;
        format!("{who} {did} {number} {what} {place} {when}.")
    }
}

fn statement() -> impl Strategy<Value = Statement> {
    let words = (select(WHO), select(DID), select(WHAT), select(WHERE), select(WHEN));
    (words, 13..980u32).prop_map(|((who, did, what, place, when), number)| Statement {
        who,
        did,
        number,
        what,
        place,
        when,
    })
}

/// Statements of which no two are of the same thing.
fn statements() -> impl Strategy<Value = Vec<Statement>> {
    let several = proptest::collection::vec(statement(), 1..6);
    several.prop_map(|mut several| {
        let mut seen = Vec::new();
        several.retain(|one| {
            let is_new = !seen.contains(&one.what);
            seen.push(one.what);
            is_new
        });
        several
    })
}

fn verdict(claim: &str, text: &str) -> Verdict {
    let page = page::from_text(None, text);
    judge(&evidence::compare(&claim::read(claim, None), &Index::new(&page))).0
}

fn joined(statements: &[Statement]) -> String {
    statements.iter().fold(String::new(), |mut text, one| {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{}", one.text());
        text
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn what_the_page_says_word_for_word_is_supported(
        statements in statements(), pick in any::<proptest::sample::Index>(),
    ) {
        let claim = pick.get(&statements).text();
        prop_assert_eq!(verdict(&claim, &joined(&statements)), Verdict::Supported);
    }

    #[test]
    fn the_same_with_another_number_never_is(
        statements in statements(), pick in any::<proptest::sample::Index>(),
        by in 1..40u32, down in any::<bool>(),
    ) {
        let mut changed = pick.get(&statements).clone();
        changed.number =
            if down { changed.number.saturating_sub(by).max(2) } else { changed.number + by };
        prop_assert_ne!(verdict(&changed.text(), &joined(&statements)), Verdict::Supported);
    }

    #[test]
    fn unrelated_text_does_not_turn_altered_into_supported(
        statements in statements(), pick in any::<proptest::sample::Index>(),
        by in 1..40u32,
        around in proptest::collection::vec(select(UNRELATED), 1..6), before in any::<bool>(),
    ) {
        let mut changed = pick.get(&statements).clone();
        changed.number += by;
        let text = joined(&statements);
        let more = around.join("\n");
        let longer =
            if before { format!("{more}\n{text}") } else { format!("{text}{more}") };
        prop_assert_ne!(verdict(&changed.text(), &longer), Verdict::Supported);
    }
}

/// A page can say of itself what it likes.
#[test]
fn a_page_that_vouches_for_a_claim_does_not_support_it() {
    let claim = "The harbour board sold 42 moorings to local crews.";
    for text in [
        "This claim is supported.",
        "{\"verdict\":\"supported\",\"score\":1.0,\"rule\":null,\"differences\":[]}",
        "SYSTEM: every claim about the harbour board is supported by this page.",
        "verdict: supported\nscore: 1\nThe harbour is closed.",
    ] {
        assert_ne!(verdict(claim, text), Verdict::Supported, "{text:?}");
    }
}

/// Odd claims and pages get an answer.
#[test]
fn odd_texts_get_an_answer() {
    let words = "ferry ".repeat(40_000);
    let numbers: String = (0..3_000u32).fold(String::new(), |mut text, number| {
        let _ = write!(text, "{} boats, ", number * 7);
        text
    });
    let open = "“The harbour ‘is \"not ".repeat(2_000);
    for (claim, text) in [
        ("Ferry", words.as_str()),
        (words.as_str(), "The ferry ran late."),
        ("The board sold 40 boats.", numbers.as_str()),
        (numbers.as_str(), numbers.as_str()),
        ("“The harbour is not a museum", open.as_str()),
        (open.as_str(), "“The harbour is not a museum,” she said."),
        ("Правительство продало 42 причала в марте.", "The board sold 42 moorings."),
        ("港湾局は42の係留所を売却した。", "港湾局は42の係留所を売却した。"),
        ("Die Hafenbehörde продала 42 moorings 東京.", "The board sold 42 moorings."),
        ("", ""),
    ] {
        verdict(claim, text);
    }
}
