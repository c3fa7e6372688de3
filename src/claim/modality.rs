//! Negation and certainty: the words that deny, and those that say how sure a text is.

use crate::claim::lexicon::VOUCHING;
use crate::claim::reading::Reading;
use crate::claim::{Facet, Value};
use crate::text::Span;

/// How sure a text is of what it says. Declared from least to most sure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// `may`, `could`, `might`, `possibly`.
    Possible,
    /// `allegedly`, `reportedly`, `is said to`.
    Alleged,
    /// `plans`, `expects`, `hopes`, `is set to`.
    Planned,
    /// `will`, `is going to`.
    Future,
    /// `said`, `according to`: somebody vouches.
    Reported,
}

impl Certainty {
    /// The word used in reports.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Possible => "possible",
            Self::Alleged => "alleged",
            Self::Planned => "planned",
            Self::Future => "future",
            Self::Reported => "reported",
        }
    }
}

/// Words that deny by themselves.
#[rustfmt::skip]
const NEGATION: &[&str] = &[
    "cannot", "cant", "denied", "denies", "deny", "denying", "neither", "never", "no",
    "nobody", "none", "nor", "not", "nothing", "nowhere", "without",
];

/// Words that make the verb after `to` untrue.
#[rustfmt::skip]
const FAILING: &[&str] = &[
    "declined", "declines", "declining", "fail", "failed", "failing", "fails", "refuse",
    "refused", "refuses", "refusing",
];

/// What `not` or `no` does not deny when it comes next: `not only`, `no fewer than`.
const AFTER_NOT: &[&str] = &["just", "least", "merely", "only", "simply"];
#[rustfmt::skip]
const AFTER_NO: &[&str] = &[
    "doubt", "earlier", "fewer", "later", "less", "matter", "more", "sooner", "wonder",
];

#[rustfmt::skip]
const POSSIBLE: &[&str] = &[
    "could", "likely", "may", "maybe", "might", "perhaps", "possibly", "potentially",
    "probably",
];

#[rustfmt::skip]
const ALLEGED: &[&str] = &[
    "accused", "accuses", "accusing", "alleged", "allegedly", "alleges", "alleging",
    "apparently", "ostensibly", "purported", "purportedly", "reportedly", "rumored",
    "rumoured", "supposedly", "suspected",
];

/// Words that, before `to`, tell of a plan.
#[rustfmt::skip]
const PLANNED_TO: &[&str] = &[
    "agreed", "aim", "aimed", "aiming", "aims", "due", "expect", "expected", "expecting",
    "expects", "hope", "hoped", "hopes", "hoping", "intend", "intended", "intending",
    "intends", "plan", "planned", "planning", "plans", "pledged", "pledges", "promised",
    "promises", "proposed", "proposes", "scheduled", "seek", "seeking", "seeks", "set",
    "vowed", "vows", "want", "wanted", "wants",
];

/// Words that tell of a plan by themselves.
#[rustfmt::skip]
const PLANNED: &[&str] = &[
    "considering", "expects", "hopes", "intends", "mulling", "planned", "plans",
    "proposes", "scheduled",
];

/// `is said to`, `are believed to`.
#[rustfmt::skip]
const HEARSAY: &[&str] = &[
    "believed", "claimed", "reported", "rumored", "rumoured", "said", "thought",
    "understood",
];

/// Nouns, unless `that` follows.
const VOUCHING_THAT: &[&str] = &["claim", "claims", "note", "notes", "reports", "states"];

/// Words before `will` that make it a noun.
#[rustfmt::skip]
const BEFORE_NOUN: &[&str] = &[
    "a", "at", "free", "good", "her", "his", "ill", "its", "my", "of", "our", "political",
    "the", "their", "your",
];

/// Reads the words that deny and those that say how sure the text is.
pub(crate) fn read(reading: &Reading<'_>) -> Vec<Facet> {
    let mut facets = Vec::new();
    for word in 0..reading.words.len() {
        if let Some(span) = negation(reading, word) {
            facets.push(Facet { span, value: Value::Negation });
        }
        if let Some((span, certainty)) = certainty(reading, word) {
            facets.push(Facet { span, value: Value::Certainty(certainty) });
        }
    }
    facets
}

fn negation(reading: &Reading<'_>, at: usize) -> Option<Span> {
    let word = &reading.words[at];
    if word.lower.ends_with("n't") {
        return Some(word.span);
    }
    if word.is_in(FAILING) {
        return reading.is(at + 1, "to").then(|| reading.span(at, at + 1));
    }
    if !word.is_in(NEGATION) {
        return None;
    }
    let adjoins = reading.gap(at + 1) == " ";
    let denies = match word.lower.as_ref() {
        "not" => not_denies(reading, at, adjoins),
        "no" => return no(reading, at, adjoins),
        // `neither … nor` denies once.
        "nor" => !(at.saturating_sub(12)..at).any(|before| reading.is(before, "neither")),
        "none" => !(reading.is(at + 1, "other") || reading.is(at + 1, "the")),
        "never" => !reading.is(at + 1, "mind"),
        "nothing" => !reading.is(at + 1, "short"),
        _ => true,
    };
    denies.then_some(word.span)
}

fn not_denies(reading: &Reading<'_>, at: usize, adjoins: bool) -> bool {
    let before = |word: &str| at > 0 && reading.is(at - 1, word);
    let mention = reading.is(at + 1, "to") && reading.is(at + 2, "mention");
    !(adjoins && reading.is_in(at + 1, AFTER_NOT)
        || mention
        || before("if")
        || before("or"))
}

/// `no`, `no longer`, `no one`; but neither `No. 10` nor `no fewer than`.
fn no(reading: &Reading<'_>, at: usize, adjoins: bool) -> Option<Span> {
    if adjoins && (reading.is(at + 1, "longer") || reading.is(at + 1, "one")) {
        return Some(reading.span(at, at + 1));
    }
    let next = reading.words.get(at + 1).map_or("", |next| next.lower.as_ref());
    let numbers = next.starts_with(|c: char| c.is_ascii_digit());
    let idiom = adjoins && reading.is_in(at + 1, AFTER_NO);
    let number = numbers && matches!(reading.gap(at + 1), " " | ". ");
    (!idiom && !number).then(|| reading.words[at].span)
}

fn certainty(reading: &Reading<'_>, at: usize) -> Option<(Span, Certainty)> {
    let word = &reading.words[at];
    let one = |certainty| Some((word.span, certainty));
    let to = reading.is(at + 1, "to");
    let passive =
        at > 0 && reading.is_in(at - 1, &["are", "be", "been", "is", "was", "were"]);
    if word.is_in(HEARSAY) && to && passive {
        return Some((reading.span(at, at + 1), Certainty::Alleged));
    }
    if word.is_in(ALLEGED) {
        return one(Certainty::Alleged);
    }
    if word.is_in(POSSIBLE) && !is_month(reading, at) {
        return one(Certainty::Possible);
    }
    if word.is_in(PLANNED_TO) && to {
        return Some((reading.span(at, at + 1), Certainty::Planned));
    }
    if word.is_in(PLANNED) && !is_noun(reading, at) {
        return one(Certainty::Planned);
    }
    if let Some(span) = future(reading, at) {
        return Some((span, Certainty::Future));
    }
    reported(reading, at).map(|span| (span, Certainty::Reported))
}

/// Whether `may` is the month: with a capital, not at the start of a sentence.
fn is_month(reading: &Reading<'_>, at: usize) -> bool {
    let word = &reading.words[at];
    let sentence = reading.sentences.get(reading.sentence_at(word.span.start));
    word.is("may") && word.capital && sentence.is_none_or(|s| s.start < word.span.start)
}

fn is_noun(reading: &Reading<'_>, at: usize) -> bool {
    at > 0 && reading.is_in(at - 1, BEFORE_NOUN)
}

fn future(reading: &Reading<'_>, at: usize) -> Option<Span> {
    let word = &reading.words[at];
    let lower = word.lower.as_ref();
    if lower == "will" {
        // With a capital inside a sentence it is somebody's name.
        return (!is_noun(reading, at) && !word.capital).then_some(word.span);
    }
    if lower == "going" && at > 0 && reading.is(at + 1, "to") {
        let before = reading.words[at - 1].lower.as_ref();
        let goes = matches!(before, "am" | "are" | "be" | "is" | "was" | "were" | "not")
            || before.ends_with("'re")
            || before.ends_with("'s");
        return goes.then(|| reading.span(at, at + 1));
    }
    let future = matches!(lower, "shall" | "won't") || lower.ends_with("'ll");
    future.then_some(word.span)
}

/// `said` or `according to`, outside of quotation marks: somebody vouches.
fn reported(reading: &Reading<'_>, at: usize) -> Option<Span> {
    let word = &reading.words[at];
    let that = reading.is(at + 1, "that");
    let vouches = word.is_in(VOUCHING) && !is_noun(reading, at)
        || that && word.is_in(VOUCHING_THAT);
    let span = if word.is("according") && reading.is(at + 1, "to") {
        reading.span(at, at + 1)
    } else if vouches {
        word.span
    } else {
        return None;
    };
    reading.quotation_at(span.start).is_none().then_some(span)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::facets;

    #[test]
    fn tables_are_sorted() {
        for table in [
            NEGATION,
            FAILING,
            AFTER_NOT,
            AFTER_NO,
            POSSIBLE,
            ALLEGED,
            PLANNED_TO,
            PLANNED,
            HEARSAY,
            VOUCHING_THAT,
            BEFORE_NOUN,
        ] {
            assert!(table.is_sorted(), "{table:?}");
        }
    }

    /// `expected`: the words that deny, and those of certainty with ` = ` and its name.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<String> = facets(text, None)
            .iter()
            .filter_map(|facet| match &facet.value {
                Value::Negation => Some(facet.span.of(text).to_owned()),
                Value::Certainty(certainty) => {
                    Some(format!("{} = {}", facet.span.of(text), certainty.name()))
                }
                _ => None,
            })
            .collect();
        assert_eq!(found, expected, "in {text}");
    }

    #[test]
    fn words_that_deny_are_found() {
        check("It is not so.", &["not"]);
        check("It isn’t so, and it doesn't matter.", &["isn’t", "doesn't"]);
        check("No one left, nobody spoke.", &["No one", "nobody"]);
        check("They never came and cannot come.", &["never", "cannot"]);
        check("It went ahead without consent.", &["without"]);
        check(
            "The firm failed to pay and refused to talk.",
            &["failed to", "refused to"],
        );
        check("She denied it.", &["denied"]);
        check("None of the men left.", &["None"]);
        check("It no longer works.", &["no longer"]);
        check("It had no effect.", &["no"]);
    }

    #[test]
    fn neither_and_nor_deny_once() {
        check("Neither Hale nor Moss left.", &["Neither"]);
        check("He did not go, nor did she.", &["not", "nor"]);
    }

    #[test]
    fn what_looks_like_denial_is_none() {
        check("It was not only late.", &[]);
        check("Many left, not least Hale.", &[]);
        check("Dozens, if not hundreds, left.", &[]);
        check("He lives at No. 10 and No 11.", &[]);
        check("No fewer than ten left, no doubt.", &[]);
        check("It cost time, not to mention money.", &[]);
        check("They asked whether or not it rained.", &[]);
        check("The plan failed.", &[]);
    }

    #[test]
    fn what_is_possible() {
        check("It may rain and could snow.", &["may = possible", "could = possible"]);
        check("Perhaps it is likely.", &["Perhaps = possible", "likely = possible"]);
        check("It ended in May.", &[]);
    }

    #[test]
    fn what_is_alleged() {
        check("He allegedly left.", &["allegedly = alleged"]);
        check("It reportedly closed.", &["reportedly = alleged"]);
        check("She is said to be ill.", &["said to = alleged"]);
        check("They are accused of theft.", &["accused = alleged"]);
    }

    #[test]
    fn what_is_planned_or_to_come() {
        check("The firm plans to close.", &["plans to = planned"]);
        check(
            "It is set to open and hopes to grow.",
            &["set to = planned", "hopes to = planned"],
        );
        check("It will close.", &["will = future"]);
        check(
            "They are going to leave; we’ll stay.",
            &["going to = future", "we’ll = future"],
        );
        check("It won’t close.", &["won’t", "won’t = future"]);
        check("His will was read; Will left.", &[]);
    }

    #[test]
    fn somebody_vouches_outside_of_quotation_marks() {
        check("Lane said it closed.", &["said = reported"]);
        check("According to Lane, it closed.", &["According to = reported"]);
        check("“They said so” was the line.", &[]);
        check("The United States grew.", &[]);
        check("The report states that it closed.", &["states = reported"]);
    }
}
