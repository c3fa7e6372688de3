//! Comparing a claim with a page: retrieval, alignment, typed differences, a score.
//!
//! - `memo`, `token`, `index`: a page's words and sentences, read once ([`Index`]);
//! - `closeness`: which page a claim is of;
//! - `retrieval`: the sentences closest to a claim;
//! - `align`: words of one text laid over those of another;
//! - `reading`: a claim beside a page; what the comparers below work on;
//! - `alias`, `bearer`, `rival`: whether two names can be one bearer's, of what sort it is,
//!   and which name of the page stands where the claim has another;
//! - `quotation`, `speaker`, `figure`, `calendar`, `name`, `polarity`: one comparer each
//!   for quotations, speakers, figures, dates, names, and negation with certainty;
//! - `contender`: the figures or dates of a page that may stand for a claim's, weighed;
//! - `statement`: what both state, in the grammar of their sentences;
//! - `feature`, `score`: the probability of support, from all of the above;
//! - `language`: claims that are not in English, of which most comparers know nothing;
//! - `copy`: whether two pages carry one text; `run`, `phrase`: a page's words that stand
//!   in a draft outside quotation marks.
//!
//! A comparer reports a difference only where it is sure that both sides speak of the
//! same thing; what it does not find is unsupported, not different.

mod alias;
mod align;
mod bearer;
mod calendar;
mod closeness;
mod contender;
mod copy;
mod feature;
mod figure;
mod index;
mod language;
mod memo;
mod name;
mod part;
mod phrase;
mod polarity;
mod quotation;
mod reading;
mod retrieval;
mod rival;
mod run;
#[cfg(test)]
mod sample;
mod score;
mod speaker;
mod statement;
mod status;
mod token;

pub use self::closeness::{Subject, closeness};
pub use self::copy::is_copy;
pub use self::feature::{FEATURES, Features};
pub use self::index::Index;
pub use self::run::{Prose, Run};

use crate::claim::{Claim, Value};
use crate::evidence::feature::Detail;
use crate::evidence::quotation::Wording;
use crate::evidence::reading::Reading;
use crate::evidence::status::Status;
use crate::evidence::token::Class;
use crate::text::Span;

/// What one page has to say about one claim.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Evidence {
    /// The sentences that come closest, best first: places in the page's text.
    pub passages: Vec<Span>,
    /// Probability that the page supports the whole claim, 0 to 1.
    pub score: f64,
    /// Share of the claim's weight that the passages hold, 0 to 1.
    pub coverage: f64,
    /// Typed mismatches between claim and passages.
    pub differences: Vec<Difference>,
    /// Parts of the claim that the page does not state: places in the claim's text.
    pub unsupported: Vec<Span>,
    /// Quotations that the page does not have: places in the claim's text.
    pub unquoted: Vec<Span>,
    /// Whether the page has every quotation, date, sum and percentage of the claim.
    pub is_complete: bool,
    /// Whether the claim is not in English: only its wording and its digits were compared.
    pub is_foreign: bool,
}

/// One typed mismatch, with both places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What sort of detail differs.
    pub kind: Kind,
    /// Where, in the claim's text.
    pub claim: Span,
    /// Where, in the page's text.
    pub page: Span,
}

/// What sort of detail differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The wording of a quotation.
    Quotation,
    /// Two passages in one pair of quotation marks.
    Splice,
    /// Who says it.
    Speaker,
    /// A figure, sum or percentage.
    Number,
    /// A date.
    Date,
    /// A name.
    Name,
    /// Affirmed on one side, denied on the other.
    Negation,
    /// How sure the text is.
    Certainty,
    /// Of how much it is said: of all, most, some.
    Scope,
    /// Who does it, and to whom.
    Roles,
}

impl Kind {
    /// The word used in reports.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Quotation | Self::Splice => "quotation",
            Self::Speaker => "speaker",
            Self::Number => "number",
            Self::Date => "date",
            Self::Name => "name",
            Self::Negation => "negation",
            Self::Certainty => "certainty",
            Self::Scope => "scope",
            Self::Roles => "roles",
        }
    }
}

/// Details of a claim that are looked up. Each is held against all that a sentence has of
/// its kind and against the claim's others, so a table in one sentence would take hours.
/// A claim of more is never complete.
const MOST_DETAILS: usize = 64;

/// Compares a claim with a page.
///
/// A claim of several sentences is supported as far as the least supported of them. The
/// order of differences is that of their kinds, then of their places. A claim that is not
/// in English is supported only by a page that has it word for word.
#[must_use]
pub fn compare(claim: &Claim, index: &Index<'_>) -> Evidence {
    let found = compare_parts(claim, index);
    if language::is_foreign(claim) {
        return language::abstain(claim, index, found);
    }
    found
}

fn compare_parts(claim: &Claim, index: &Index<'_>) -> Evidence {
    if claim.facets.len() > MOST_DETAILS {
        let mut short = claim.clone();
        short.facets.truncate(MOST_DETAILS);
        return Evidence { is_complete: false, ..compare_parts(&short, index) };
    }
    let parts = part::parts(claim);
    if parts.is_empty() {
        return compare_whole(claim, index);
    }
    let each = parts.iter().map(|(place, part)| (*place, compare_whole(part, index)));
    part::join(each.collect())
}

/// Compares a claim taken as one statement.
fn compare_whole(claim: &Claim, index: &Index<'_>) -> Evidence {
    let mut reading = Reading::new(claim, index);
    let details = details(&reading);
    credit(&mut reading, &details);
    let statements = statement::compare(&reading);
    let differences = differences(&reading, &details, &statements.differences);
    let features = feature::features(&reading, &details, &differences, &statements);
    let missing = |detail: &Detail| {
        let span = claim.facets[detail.facet].span;
        (detail.status == Status::Missing).then_some(span)
    };
    let unquoted = details.iter().filter(|detail| {
        matches!(claim.facets[detail.facet].value, Value::Quotation { .. })
    });
    // What the page says word for word it says, whatever the weights make of it.
    let verbatim = quotation::exact(&reading.tokens, index.tokens()).is_some();
    let score = if verbatim && differences.is_empty() {
        score::VERBATIM
    } else {
        score::probability(&features, !differences.is_empty())
    };
    Evidence {
        passages: passages(&reading, &details),
        score,
        coverage: reading.retrieval.share(|term| term.covered),
        unsupported: unsupported(
            &reading,
            &statements.held,
            details.iter().filter_map(missing).collect(),
        ),
        unquoted: unquoted.filter_map(missing).collect(),
        is_complete: !details.iter().any(|detail| {
            let value = &claim.facets[detail.facet].value;
            detail.status == Status::Missing && is_exact(value)
        }),
        is_foreign: false,
        differences,
    }
}

/// Whether a page that does not have the detail cannot support the claim, however much
/// of the rest it has: no other words stand for a quotation, a date, a sum or a percentage.
fn is_exact(value: &Value) -> bool {
    matches!(
        value,
        Value::Quotation { .. } | Value::Date(_) | Value::Money(_) | Value::Percent(_)
    )
}

/// Whether a page is close enough to a claim for [`compare`] to be worth its while: looks
/// each word up and reads nothing, so that many pages can be passed over.
#[must_use]
pub fn is_on_subject(claim: &Claim, index: &Index<'_>) -> bool {
    Subject::of(claim).is_of(index)
}

/// The features that the score is made from; for fitting and judging its weights.
#[must_use]
pub fn features(claim: &Claim, index: &Index<'_>) -> Features {
    let mut reading = Reading::new(claim, index);
    let details = details(&reading);
    credit(&mut reading, &details);
    let statements = statement::compare(&reading);
    let differences = differences(&reading, &details, &statements.differences);
    feature::features(&reading, &details, &differences, &statements)
}

/// Takes the words of details that the page states as words that it has.
fn credit(reading: &mut Reading<'_>, details: &[Detail]) {
    for detail in details {
        if matches!(detail.status, Status::Stated(_)) {
            let tokens = reading.tokens_at(reading.claim.facets[detail.facet].span);
            reading.retrieval.credit(tokens);
        }
    }
}

/// What the page has of each detail of the claim, in order of the details.
fn details(reading: &Reading<'_>) -> Vec<Detail> {
    let mut found: Vec<(usize, Status)> = quotations(reading);
    found.extend(figure::compare(reading));
    found.extend(calendar::compare(reading));
    found.extend(name::compare(reading));
    found.sort_by_key(|&(facet, _)| facet);
    let heard = |status| match status {
        Status::Differs(difference) if reading.index.is_beside(difference.page) => {
            Status::Missing
        }
        status => status,
    };
    found
        .into_iter()
        .map(|(facet, status)| Detail { facet, status: heard(status) })
        .collect()
}

fn quotations(reading: &Reading<'_>) -> Vec<(usize, Status)> {
    let mut found = Vec::new();
    for (at, facet) in reading.facets() {
        if !matches!(facet.value, Value::Quotation { .. }) {
            continue;
        }
        let words = &reading.tokens[reading.tokens_at(facet.span)];
        let differs =
            |kind, claim, page| Status::Differs(Difference { kind, claim, page });
        let status = match quotation::find(reading.claim.text(), words, reading.index) {
            Wording::Same(place) => Status::Stated(place),
            Wording::Altered { claim, page } => differs(Kind::Quotation, claim, page),
            Wording::Spliced { claim, page } => differs(Kind::Splice, claim, page),
            Wording::Missing => Status::Missing,
        };
        found.push((at, status));
    }
    found
}

fn differences(
    reading: &Reading<'_>,
    details: &[Detail],
    stated: &[Difference],
) -> Vec<Difference> {
    let mut found: Vec<Difference> = Vec::new();
    for detail in details {
        match detail.status {
            Status::Differs(difference) => found.push(difference),
            Status::Stated(place) => {
                found.extend(speaker::compare(reading, detail.facet, place));
            }
            Status::Elsewhere(_) | Status::Missing => {}
        }
    }
    if !found.iter().any(|difference| difference.kind == Kind::Speaker) {
        found.extend(speaker::reported(reading));
    }
    let speakers: Vec<Span> = found
        .iter()
        .filter(|difference| difference.kind == Kind::Speaker)
        .map(|difference| difference.claim)
        .collect();
    // Another speaker is told once, as that.
    found.retain(|difference| {
        difference.kind != Kind::Name
            || !speakers.iter().any(|span| span.overlaps(difference.claim))
    });
    if found.is_empty() {
        found.extend(polarity::negation(reading));
    }
    if found.is_empty() {
        found.extend(stated);
    }
    if found.is_empty() {
        found.extend(polarity::certainty(reading));
    }
    // A caption may say what the claim says. It tells of a picture, in few words, and what
    // it says otherwise may be of another day.
    found.retain(|difference| !reading.index.is_beside(difference.page));
    found.sort_by_key(|difference| (difference.kind, difference.claim));
    found
}

/// Of the closest sentences, how many are shown beside those that together hold most of
/// the claim.
const RUNNERS_UP: usize = 2;
/// Share of the claim that such a sentence must have.
const CLOSE: f64 = 0.1;

/// The sentences to show: those that hold a quotation or the other side of a difference
/// first, then those that hold most of the claim.
fn passages(reading: &Reading<'_>, details: &[Detail]) -> Vec<Span> {
    let sentences = reading.index.sentences();
    let holding = |place: Span| {
        let after =
            sentences.partition_point(|sentence| sentence.span.end <= place.start);
        after..sentences.partition_point(|sentence| sentence.span.start < place.end)
    };
    let mut chosen: Vec<usize> = Vec::new();
    for detail in details {
        let quoted =
            matches!(reading.claim.facets[detail.facet].value, Value::Quotation { .. });
        match detail.status {
            Status::Stated(place) if quoted => chosen.extend(holding(place)),
            Status::Differs(difference) => chosen.extend(holding(difference.page)),
            _ => {}
        }
    }
    chosen.extend(&reading.retrieval.cover);
    let close = |sentence: &&usize| reading.topic(**sentence) >= CLOSE;
    chosen.extend(reading.retrieval.ranked.iter().take(RUNNERS_UP).filter(close));
    let mut shown: Vec<Span> = Vec::new();
    for at in chosen.into_iter().filter(|&at| at < sentences.len()) {
        if !shown.contains(&sentences[at].span) {
            shown.push(sentences[at].span);
        }
    }
    shown.truncate(retrieval::KEEP);
    shown
}

/// Runs of content words that no sentence holds and no close one in another word, joined with the details that the
/// page does not have.
fn unsupported(reading: &Reading<'_>, held: &[Span], mut spans: Vec<Span>) -> Vec<Span> {
    let mut lone: Vec<Span> = Vec::new();
    for term in &reading.retrieval.terms {
        let token = &reading.tokens[term.token];
        let at = held.partition_point(|place| place.end <= token.span.start);
        let has = held.get(at).is_some_and(|place| place.overlaps(token.span));
        if token.class != Class::Function && !term.anywhere && !has {
            lone.push(token.span);
        }
    }
    spans.extend(lone);
    spans.sort_unstable();
    let text = reading.claim.text();
    let mut joined: Vec<Span> = Vec::new();
    for span in spans {
        match joined.last_mut() {
            Some(last) if span.start <= last.end => *last = last.cover(span),
            Some(last) if Span::new(last.end, span.start).of(text) == " " => {
                *last = last.cover(span);
            }
            _ => joined.push(span),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim;
    use crate::page;

    const PAGE: &str = "The harbour board sold 42 moorings to local crews in March 2026.\n\
        “The harbour is not a museum,” Ada Lane told the board. “It is a place of \
        work,” she said.\n\
        Ben Ross, who runs the ferry, had feared a sale to a hotel.\n\
        A storm closed the lock for nine days.";

    /// The differences between a claim and the page: kind, claim's words, page's words.
    fn told(claim: &str) -> String {
        let page = page::from_text(None, PAGE);
        let claim = claim::read(claim, None);
        let found = compare(&claim, &Index::new(&page));
        let shown = found.differences.iter().map(|difference| {
            let own = difference.claim.of(claim.text());
            let other = difference.page.of(&page.text);
            format!("{}: {own} | {other}", difference.kind.name())
        });
        shown.collect::<Vec<_>>().join("; ")
    }

    #[track_caller]
    fn check(claim: &str, expected: &str) {
        assert_eq!(told(claim), expected, "{claim:?}");
    }

    fn evidence(claim: &str, see: impl Fn(&Claim, &Evidence)) {
        let page = page::from_text(None, PAGE);
        let claim = claim::read(claim, None);
        see(&claim, &compare(&claim, &Index::new(&page)));
    }

    /// The evidence for a claim on a page whose last passage is a caption.
    fn beside(claim: &str) -> Evidence {
        let body = PAGE.replace('\n', "<p>");
        let html = format!(
            "<html><article><p>{body}<figure><figcaption>Nine crews mended the lifeboat \
             Gannet at Stennack in June.</figcaption></figure></article>"
        );
        let page = page::read(None, html.as_bytes(), None);
        assert!(page.text.len() > page.body().len() + 50, "{}", page.text);
        compare(&claim::read(claim, None), &Index::new(&page))
    }

    #[test]
    fn a_caption_supports_and_does_not_alter() {
        let said = beside("Nine crews mended the lifeboat Gannet at Stennack in June.");
        assert!(said.score > 0.9 && said.differences.is_empty(), "{said:?}");
        let other =
            beside("Twelve crews mended the lifeboat Gannet at Stennack in June.");
        assert!(other.score < 0.9 && other.differences.is_empty(), "{other:?}");
    }

    #[test]
    fn each_kind_of_difference_is_seen() {
        for (claim, expected) in [
            ("The harbour board sold 48 moorings to local crews.", "number: 48 | 42"),
            (
                "The harbour board sold moorings to local crews in May 2026.",
                "date: May 2026 | March 2026",
            ),
            (
                "The harbour board sold no moorings to local crews.",
                "negation: no moorings | moorings",
            ),
            (
                "“The harbour is a museum,” Ada Lane told the board.",
                "quotation: is a | is not a",
            ),
            (
                "“The harbour is not a museum,” Ben Ross told the board.",
                "speaker: Ben Ross | Ada Lane",
            ),
            (
                "Ben Foss, who runs the ferry, had feared a sale to a hotel.",
                "name: Ben Foss | Ben Ross",
            ),
        ] {
            check(claim, expected);
        }
    }

    #[test]
    fn what_the_page_says_in_its_own_words_does_not_differ() {
        for claim in [
            "The harbour board sold 42 moorings to local crews in March 2026.",
            "In March 2026 local crews bought 42 moorings from the harbour board.",
            "“The harbour is not a museum. It is a place of work,” said Ada Lane.",
            "The lock was closed for nine days by a storm.",
        ] {
            check(claim, "");
        }
    }

    #[test]
    fn two_differences_stand_in_order_of_kind() {
        check(
            "The harbour board sold 48 moorings to local crews in May 2026.",
            "number: 48 | 42; date: May 2026 | March 2026",
        );
    }

    #[test]
    fn a_claim_of_two_sentences_is_as_weak_as_the_weaker() {
        let whole = "The harbour board sold 42 moorings to local crews. Zebras graze in \
             the churchyard of Dunmarrow.";
        evidence(whole, |_, both| {
            evidence("The harbour board sold 42 moorings to local crews.", |_, one| {
                assert!(one.score > 0.6 && both.score < 0.3);
            });
        });
    }

    #[test]
    fn what_the_page_does_not_state_is_named() {
        evidence("The harbour board sold moorings to zebra breeders.", |claim, found| {
            let words: Vec<&str> =
                found.unsupported.iter().map(|span| span.of(claim.text())).collect();
            assert_eq!(words, ["zebra breeders"]);
        });
    }

    #[test]
    fn a_quotation_the_page_lacks_leaves_it_incomplete() {
        evidence("“The eels are back,” said Ada Lane.", |claim, found| {
            let words: Vec<&str> =
                found.unquoted.iter().map(|span| span.of(claim.text())).collect();
            assert_eq!(words, ["The eels are back,"]);
            assert!(!found.is_complete);
        });
        evidence("“It is a place of work,” said Ada Lane.", |_, found| {
            assert!(found.unquoted.is_empty() && found.is_complete);
        });
    }

    #[test]
    fn the_sentence_of_a_quotation_is_shown_first() {
        evidence(
            "“It is a place of work,” Ada Lane said of the harbour.",
            |_, found| {
                assert!(found.passages[0].of(PAGE).contains("It is a place of work"));
            },
        );
    }

    /// Whether the page has enough of a claim's words to be read.
    #[track_caller]
    fn check_subject(claim: &str, expected: bool) {
        let page = page::from_text(None, PAGE);
        let found = is_on_subject(&claim::read(claim, None), &Index::new(&page));
        assert_eq!(found, expected, "{claim:?}");
    }

    #[test]
    fn a_page_with_most_of_the_words_is_on_the_subject_wherever_they_stand() {
        check_subject("The harbour board sold 42 moorings.", true);
        check_subject("The storm that closed the lock closed the museum.", true);
        check_subject("Selling a mooring to the ferry's crew.", true);
        check_subject("Zebras graze in the churchyard of Dunmarrow.", false);
        check_subject("", false);
    }

    #[test]
    fn an_empty_claim_or_page_supports_nothing() {
        let page = page::from_text(None, "");
        for claim in ["", " ", "The board sold 42 moorings.", "“Eels,” she said."] {
            let found = compare(&claim::read(claim, None), &Index::new(&page));
            assert!(found.score < 0.5 && found.passages.is_empty(), "{claim:?}");
        }
        evidence("", |_, found| {
            assert!(found.score < 0.5 && found.differences.is_empty());
        });
    }
}

#[cfg(test)]
mod properties {
    use proptest::prelude::*;

    use super::*;
    use crate::claim;
    use crate::page;

    /// That all places slice and all numbers are shares.
    #[track_caller]
    fn is_sound(claim: &str, text: &str) {
        let page = page::from_text(None, text);
        let claim = claim::read(claim, None);
        let found = compare(&claim, &Index::new(&page));
        assert!((0.0..=1.0).contains(&found.score), "{}", found.score);
        assert!((0.0..=1.0 + 1e-9).contains(&found.coverage), "{}", found.coverage);
        let on = |text: &str, span: Span| {
            assert!(text.get(span.start..span.end).is_some(), "{span:?} of {text:?}");
        };
        for &span in found.unsupported.iter().chain(&found.unquoted) {
            on(claim.text(), span);
        }
        for &span in &found.passages {
            on(&page.text, span);
        }
        for difference in &found.differences {
            on(claim.text(), difference.claim);
            on(&page.text, difference.page);
        }
    }

    /// Pieces that make texts which come close to one another.
    const PIECES: &[&str] = &[
        "The board",
        "sold",
        "42",
        "48",
        "moorings",
        "“",
        "”",
        "\"",
        "‘",
        "’",
        "said",
        "Ada Lane",
        "Ben Ross",
        "not",
        "never",
        "allegedly",
        "3 March 2026",
        "$5m",
        "12%",
        "…",
        "[",
        "]",
        ".",
        "?",
        ",",
        "\n",
        " ",
        "é",
        "İ",
        "ß",
        "\u{200b}",
        "\u{301}",
        "東京",
        "will",
        "the harbour",
        "a third",
        "- ",
        "(",
        ")",
        "'s",
    ];

    fn pieces(most: usize) -> impl Strategy<Value = String> {
        let piece = proptest::sample::select(PIECES.to_vec());
        let several = proptest::collection::vec(piece, 0..most);
        several.prop_map(|pieces| pieces.join(" "))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(96))]

        #[test]
        fn any_claim_is_held_against_any_page(
            claim in "\\PC{0,60}", text in "(\\PC|\n){0,200}",
        ) {
            is_sound(&claim, &text);
        }

        #[test]
        fn texts_of_the_same_pieces_are_held_against_one_another(
            claim in pieces(20), text in pieces(60),
        ) {
            is_sound(&claim, &text);
            is_sound(&text, &claim);
        }

        #[test]
        fn a_text_is_held_against_itself(text in pieces(40)) {
            is_sound(&text, &text);
        }
    }
}
