//! Deciding what the evidence for a claim amounts to.
//!
//! The last stage before the report, and the only place that picks the word for a
//! claim's fate. It reads no clock, file or network: the same evidence always gets the
//! same verdict, so a verdict that a writer disputes can be replayed from a saved report.
//!
//! # One claim, one page
//!
//! Tried from top to bottom, the first that applies decides ([`judge`]).
//!
//! | when                                                      | verdict     |
//! |-----------------------------------------------------------|-------------|
//! | a typed difference was seen                               | `altered`   |
//! | the score reaches [`SUPPORTED`] and nothing exact is missing | `supported` |
//! | the claim is in a language that is not compared           | `unread`    |
//! | the score reaches [`PARTIAL`]                             | `partial`   |
//! | none of these                                             | `absent`    |
//!
//! # One claim, one citation
//!
//! A citation leads to the pages of its outlet that are at hand ([`decide`]). The best
//! page decides, in the order `supported`, `altered`, `partial`, `absent`; two of the
//! precedences are choices, not accidents:
//!
//! - **Supported before altered.** A claim needs one page that carries it; another that
//!   rounds the figure is not the draft's mistake.
//! - **Unread before absent.** "The source does not say this" is an accusation. It is
//!   made only if every page that might have said it was read whole. A page behind a
//!   wall can support a claim; it can neither alter nor lack one.

mod finding;

use std::fmt;

pub use self::finding::{Docket, Finding, findings};

use crate::claim::Claim;
use crate::evidence::{Difference, Evidence, Kind};
use crate::page::Page;
use crate::rule::Rule;
use crate::text::Span;

/// What the cited pages say about one claim. Declared from least to most pressing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// A page states it, details included.
    Supported,
    /// Some of it is stated, some is not.
    Partial,
    /// It could not be seen.
    Unread,
    /// Every page that might hold it was read, and it is not stated.
    Absent,
    /// A page speaks of this, and says otherwise.
    Altered,
}

impl Verdict {
    /// All verdicts, in the order in which reports count them.
    pub const ALL: [Self; 5] =
        [Self::Supported, Self::Partial, Self::Altered, Self::Absent, Self::Unread];

    /// The word used in reports.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Supported => "supported",
            Self::Partial => "partial",
            Self::Unread => "unread",
            Self::Absent => "absent",
            Self::Altered => "altered",
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// From this probability on a page supports a claim.
pub const SUPPORTED: f64 = 0.6;
/// From this probability on a page that does not support a claim states some of it.
pub const PARTIAL: f64 = 0.4;

/// From this probability on it is said that a page which is not cited has the claim: above
/// [`SUPPORTED`], as this finding is an error of the draft's, not a doubt.
pub const SURE: f64 = 0.7;
/// What a cited page scores at most, as a share of the other page's score, where the claim
/// is said to be the other's. Above it, both speak of the matter in nearly the same words.
pub const RIVAL: f64 = 0.5;

/// The verdict for one claim and one citation of its paragraph.
#[derive(Clone, Debug, PartialEq)]
pub struct Ruling {
    /// Index in [`crate::claim::Claims::claims`].
    pub claim: usize,
    /// Index in [`crate::outlet::Citations::citations`].
    pub citation: usize,
    /// The word.
    pub verdict: Verdict,
    /// The rule that a verdict other than `supported` falls under.
    pub rule: Option<Rule>,
    /// Probability that the cited page supports the whole claim, 0 to 1.
    pub score: f64,
    /// Index in [`crate::gather::Shelf::pages`] of the page that decided.
    pub page: Option<usize>,
    /// The passages that come closest: places in that page's text.
    pub passages: Vec<Span>,
    /// How claim and page differ; places in the claim's text and the page's.
    pub differences: Vec<Difference>,
    /// Parts of the claim that the page does not state: places in the claim's text.
    pub unsupported: Vec<Span>,
    /// Whether every page that the citation means was had, and read whole.
    pub whole: bool,
}

/// What one page's evidence says of a claim, and under which rule that falls.
#[must_use]
pub fn judge(evidence: &Evidence) -> (Verdict, Option<Rule>) {
    if let Some(difference) = evidence.differences.first() {
        return (Verdict::Altered, Some(rule(difference.kind)));
    }
    if evidence.score >= SUPPORTED && evidence.is_complete {
        return (Verdict::Supported, None);
    }
    if evidence.is_foreign {
        return (Verdict::Unread, Some(Rule::UnknownLanguage));
    }
    if evidence.score >= PARTIAL {
        let quoted = !evidence.unquoted.is_empty();
        let rule = if quoted { Rule::QuoteNotFound } else { Rule::PartlySupported };
        return (Verdict::Partial, Some(rule));
    }
    let rule =
        if evidence.unquoted.is_empty() { Rule::NotStated } else { Rule::QuoteNotFound };
    (Verdict::Absent, Some(rule))
}

/// The same, of a page that may have been read in part: what it says can support a claim,
/// and what it does not say, or says otherwise, the rest of it may put right. Differences
/// are then taken out of `evidence`.
#[must_use]
pub fn judge_on(page: &Page, evidence: &mut Evidence) -> (Verdict, Option<Rule>) {
    let judged = of_part(judge(evidence), page.is_whole());
    if judged.0 == Verdict::Unread {
        evidence.differences.clear();
    }
    judged
}

/// What is left of a judgement if the page was not read whole.
const fn of_part(
    judged: (Verdict, Option<Rule>),
    whole: bool,
) -> (Verdict, Option<Rule>) {
    match judged.0 {
        _ if whole => judged,
        Verdict::Supported | Verdict::Unread => judged,
        _ => (Verdict::Unread, Some(Rule::PageWalled)),
    }
}

/// The rule that a difference falls under.
#[must_use]
pub const fn rule(kind: Kind) -> Rule {
    match kind {
        Kind::Quotation => Rule::QuoteAltered,
        Kind::Splice => Rule::QuoteSpliced,
        Kind::Speaker => Rule::WrongSpeaker,
        Kind::Number => Rule::NumberMismatch,
        Kind::Date => Rule::DateMismatch,
        Kind::Name => Rule::NameMismatch,
        Kind::Negation => Rule::NegationFlip,
        Kind::Certainty => Rule::CertaintyRaised,
        Kind::Scope => Rule::ScopeChanged,
        Kind::Roles => Rule::RolesSwapped,
    }
}

/// A page that a citation leads to, and what it has to say about a claim.
#[derive(Clone, Copy, Debug)]
pub struct Witness<'e> {
    /// Index of the page on the shelf.
    pub page: usize,
    /// Whether the page was read whole.
    pub whole: bool,
    /// What it has to say.
    pub evidence: &'e Evidence,
}

/// Decides what the pages that a citation leads to say of a claim, by the rules above.
///
/// `unseen` tells whether a page that the citation means could not be had; a citation
/// without any page at hand counts as unseen. Between pages that serve equally well the
/// one with the higher score is taken, then the first.
#[must_use]
pub fn decide(
    claim: usize,
    citation: usize,
    witnesses: &[Witness<'_>],
    unseen: bool,
) -> Ruling {
    let mut ruling = Ruling {
        claim,
        citation,
        verdict: Verdict::Unread,
        rule: None,
        score: 0.0,
        page: None,
        passages: Vec::new(),
        differences: Vec::new(),
        unsupported: Vec::new(),
        whole: !unseen && witnesses.iter().all(|witness| witness.whole),
    };
    let mut best: Option<(u8, Verdict, Option<Rule>, &Witness<'_>)> = None;
    for witness in witnesses {
        let (verdict, rule) = of_part(judge(witness.evidence), witness.whole);
        let better = best.is_none_or(|(rank, _, _, held)| {
            let own = self::rank(verdict);
            own < rank || own == rank && witness.evidence.score > held.evidence.score
        });
        if better {
            best = Some((self::rank(verdict), verdict, rule, witness));
        }
    }
    let Some((_, verdict, rule, witness)) = best else { return ruling };
    let hidden = unseen && verdict == Verdict::Absent;
    ruling.verdict = if hidden { Verdict::Unread } else { verdict };
    let is_told =
        |rule: &Rule| ruling.verdict != Verdict::Unread || *rule == Rule::UnknownLanguage;
    ruling.rule = rule.filter(is_told);
    ruling.score = witness.evidence.score;
    ruling.page = Some(witness.page);
    ruling.passages.clone_from(&witness.evidence.passages);
    ruling.unsupported.clone_from(&witness.evidence.unsupported);
    if ruling.verdict == Verdict::Altered {
        ruling.differences.clone_from(&witness.evidence.differences);
    }
    ruling
}

/// Which verdict of several pages of one citation counts: the lowest.
const fn rank(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Supported => 0,
        Verdict::Altered => 1,
        Verdict::Partial => 2,
        Verdict::Unread => 3,
        Verdict::Absent => 4,
    }
}

/// The word for a claim over all citations of its paragraph: `supported` if any outlet
/// carries it, then `altered`, `partial`, `unread`, `absent`. `None` if nothing is cited
/// or the claim can't be checked. `rulings` are in order of their claims.
#[must_use]
pub fn overall(claim: usize, rulings: &[Ruling]) -> Option<Verdict> {
    let first = rulings.partition_point(|ruling| ruling.claim < claim);
    let own = rulings[first..].iter().take_while(|ruling| ruling.claim == claim);
    own.map(|ruling| ruling.verdict).min_by_key(|&verdict| rank(verdict))
}

/// Whether a claim on which there are the rulings `own` is another page's, given that
/// page's evidence. Every page that is cited for it was read whole and does not state it,
/// and the other does beyond doubt: it has the quotation that they lack, or it is much
/// closer to the claim than they are.
#[must_use]
pub fn is_misattributed(own: &[Ruling], other: &Evidence) -> bool {
    let lacks = |ruling: &Ruling| {
        ruling.whole && matches!(ruling.verdict, Verdict::Absent | Verdict::Partial)
    };
    if own.is_empty() || !own.iter().all(lacks) || judge(other).0 != Verdict::Supported {
        return false;
    }
    let unquoted = |ruling: &Ruling| ruling.rule == Some(Rule::QuoteNotFound);
    let farther = |ruling: &Ruling| ruling.score <= RIVAL * other.score;
    own.iter().all(unquoted) || other.score >= SURE && own.iter().all(farther)
}

/// Whether a claim is one that pages are held against.
#[must_use]
pub fn is_checked(claim: &Claim) -> bool {
    claim.checkable.reason().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn evidence(score: f64, coverage: f64) -> Evidence {
        Evidence { score, coverage, is_complete: true, ..Evidence::default() }
    }

    fn supporting() -> Evidence {
        evidence(0.9, 1.0)
    }

    fn partial() -> Evidence {
        evidence(0.4, 0.7)
    }

    fn lacking() -> Evidence {
        evidence(0.1, 0.2)
    }

    fn differing(kind: Kind) -> Evidence {
        let difference =
            Difference { kind, claim: Span::new(0, 1), page: Span::new(2, 3) };
        Evidence { differences: vec![difference], ..evidence(0.2, 0.9) }
    }

    fn foreign(held: Evidence) -> Evidence {
        Evidence { is_foreign: true, ..held }
    }

    fn unquoted(held: Evidence) -> Evidence {
        Evidence { unquoted: vec![Span::new(0, 1)], is_complete: false, ..held }
    }

    mod one_page {
        use super::*;

        #[track_caller]
        fn check(evidence: &Evidence, expected: Verdict, rule: Option<Rule>) {
            assert_eq!(judge(evidence), (expected, rule));
        }

        #[test]
        fn a_difference_alters_whatever_the_score() {
            let surest = Evidence { score: 1.0, ..differing(Kind::Number) };
            check(&surest, Verdict::Altered, Some(Rule::NumberMismatch));
        }

        #[test]
        fn the_first_difference_names_the_rule() {
            let mut both = differing(Kind::Speaker);
            both.differences.extend(differing(Kind::Name).differences);
            check(&both, Verdict::Altered, Some(Rule::WrongSpeaker));
        }

        #[test]
        fn each_kind_of_difference_has_its_rule() {
            for (kind, rule) in [
                (Kind::Quotation, Rule::QuoteAltered),
                (Kind::Splice, Rule::QuoteSpliced),
                (Kind::Speaker, Rule::WrongSpeaker),
                (Kind::Number, Rule::NumberMismatch),
                (Kind::Date, Rule::DateMismatch),
                (Kind::Name, Rule::NameMismatch),
                (Kind::Negation, Rule::NegationFlip),
                (Kind::Certainty, Rule::CertaintyRaised),
                (Kind::Scope, Rule::ScopeChanged),
                (Kind::Roles, Rule::RolesSwapped),
            ] {
                check(&differing(kind), Verdict::Altered, Some(rule));
            }
        }

        #[test]
        fn a_score_at_the_bar_supports() {
            check(&evidence(SUPPORTED, 0.0), Verdict::Supported, None);
            let below = evidence(SUPPORTED - 1e-9, 1.0);
            check(&below, Verdict::Partial, Some(Rule::PartlySupported));
        }

        #[test]
        fn what_lacks_a_quotation_or_date_is_not_supported() {
            let undated = Evidence { is_complete: false, ..supporting() };
            check(&undated, Verdict::Partial, Some(Rule::PartlySupported));
            let silent = unquoted(supporting());
            check(&silent, Verdict::Partial, Some(Rule::QuoteNotFound));
        }

        #[test]
        fn what_may_well_be_stated_is_some_of_it() {
            let half = evidence(PARTIAL, 0.0);
            check(&half, Verdict::Partial, Some(Rule::PartlySupported));
            let less = evidence(PARTIAL - 1e-9, 1.0);
            check(&less, Verdict::Absent, Some(Rule::NotStated));
        }

        #[test]
        fn a_claim_in_a_language_that_is_not_compared_is_unread() {
            for held in [partial(), lacking(), unquoted(lacking())] {
                let rule = Some(Rule::UnknownLanguage);
                check(&foreign(held), Verdict::Unread, rule);
            }
            check(&foreign(supporting()), Verdict::Supported, None);
            let number = foreign(differing(Kind::Number));
            check(&number, Verdict::Altered, Some(Rule::NumberMismatch));
        }

        #[test]
        fn what_the_page_lacks_is_absent() {
            check(&lacking(), Verdict::Absent, Some(Rule::NotStated));
            check(&unquoted(lacking()), Verdict::Absent, Some(Rule::QuoteNotFound));
        }
    }

    /// What pages, read whole or not, come to; and which of them decides.
    #[track_caller]
    fn check(
        pages: &[(bool, Evidence)],
        unseen: bool,
        expected: (Verdict, Option<usize>),
    ) -> Ruling {
        let witnesses: Vec<Witness<'_>> = (10..)
            .zip(pages)
            .map(|(page, (whole, evidence))| Witness { page, whole: *whole, evidence })
            .collect();
        let ruling = decide(3, 4, &witnesses, unseen);
        let decider = ruling.page.map(|page| page - 10);
        assert_eq!((ruling.verdict, decider), expected);
        assert_eq!((ruling.claim, ruling.citation), (3, 4));
        let accuses = !matches!(ruling.verdict, Verdict::Supported | Verdict::Unread);
        assert_eq!(ruling.rule.is_some(), accuses);
        assert_eq!(!ruling.differences.is_empty(), ruling.verdict == Verdict::Altered);
        ruling
    }

    #[test]
    fn supported_goes_before_altered() {
        let pages = [(true, differing(Kind::Number)), (true, supporting())];
        check(&pages, false, (Verdict::Supported, Some(1)));
    }

    #[test]
    fn altered_goes_before_partial_and_partial_before_absent() {
        let pages = [(true, lacking()), (true, partial()), (true, differing(Kind::Date))];
        check(&pages, false, (Verdict::Altered, Some(2)));
        check(&pages[..2], false, (Verdict::Partial, Some(1)));
        check(&pages[..1], false, (Verdict::Absent, Some(0)));
    }

    #[test]
    fn unread_goes_before_absent() {
        check(
            &[(true, lacking()), (false, lacking())],
            false,
            (Verdict::Unread, Some(1)),
        );
        check(&[(true, lacking())], true, (Verdict::Unread, Some(0)));
    }

    #[test]
    fn a_walled_page_can_support_but_neither_alter_nor_lack() {
        check(&[(false, supporting())], false, (Verdict::Supported, Some(0)));
        for walled in [differing(Kind::Number), partial(), lacking()] {
            let ruling = check(&[(false, walled)], false, (Verdict::Unread, Some(0)));
            assert!(ruling.rule.is_none());
        }
    }

    #[test]
    fn a_claim_is_not_anothers_while_a_page_that_is_cited_for_it_was_not_read_whole() {
        let told = Evidence { score: 0.95, ..supporting() };
        let ruled = |pages: &[(bool, Evidence)], unseen| {
            check(pages, unseen, (Verdict::Partial, Some(0)))
        };
        let unquoted = unquoted(partial());
        for (others, unseen, expected) in [
            (vec![], false, true),
            (vec![(true, lacking())], false, true),
            (vec![(false, lacking())], false, false),
            (vec![], true, false),
        ] {
            let pages = [vec![(true, unquoted.clone())], others].concat();
            let ruling = ruled(&pages, unseen);
            assert_eq!(is_misattributed(&[ruling], &told), expected);
        }
    }

    #[test]
    fn one_page_with_a_wall_supports_and_says_no_more() {
        for wall in crate::page::Wall::ALL {
            let page = Page { wall: Some(wall), ..Page::default() };
            assert_eq!(judge_on(&page, &mut supporting()), (Verdict::Supported, None));
            for mut held in [differing(Kind::Number), partial(), lacking()] {
                let unread = (Verdict::Unread, Some(Rule::PageWalled));
                assert_eq!(judge_on(&page, &mut held), unread);
                assert!(held.differences.is_empty());
            }
        }
        let mut held = differing(Kind::Number);
        let judged = judge_on(&Page::default(), &mut held);
        assert_eq!(judged, (Verdict::Altered, Some(Rule::NumberMismatch)));
        assert_eq!(held.differences.len(), 1);
    }

    #[test]
    fn what_a_whole_page_says_counts_beside_a_walled_one() {
        let pages = [(false, lacking()), (true, differing(Kind::Name))];
        check(&pages, false, (Verdict::Altered, Some(1)));
        let pages = [(false, differing(Kind::Name)), (true, partial())];
        check(&pages, false, (Verdict::Partial, Some(1)));
    }

    #[test]
    fn an_unseen_page_changes_nothing_but_absence() {
        check(&[(true, supporting())], true, (Verdict::Supported, Some(0)));
        check(&[(true, partial())], true, (Verdict::Partial, Some(0)));
        check(&[(true, differing(Kind::Date))], true, (Verdict::Altered, Some(0)));
    }

    #[test]
    fn without_a_page_nothing_was_read() {
        for unseen in [false, true] {
            let ruling = check(&[], unseen, (Verdict::Unread, None));
            assert!(ruling.passages.is_empty() && ruling.score < 1e-9);
        }
    }

    #[test]
    fn of_pages_that_serve_as_well_the_likelier_decides_then_the_first() {
        let pages = [(true, evidence(0.7, 1.0)), (true, evidence(0.8, 1.0))];
        check(&pages, false, (Verdict::Supported, Some(1)));
        let pages = [(true, supporting()), (true, supporting())];
        check(&pages, false, (Verdict::Supported, Some(0)));
    }

    #[test]
    fn a_ruling_shows_what_its_page_holds_and_lacks() {
        let mut held = partial();
        held.passages.push(Span::new(5, 9));
        held.unsupported.push(Span::new(1, 2));
        let ruling = check(&[(true, held.clone())], false, (Verdict::Partial, Some(0)));
        assert_eq!(ruling.passages, held.passages);
        assert_eq!(ruling.unsupported, held.unsupported);
        assert!((ruling.score - held.score).abs() < 1e-9);
    }

    #[track_caller]
    fn check_overall(verdicts: &[(usize, Verdict)], expected: Option<Verdict>) {
        let blank = decide(0, 0, &[], false);
        let rulings: Vec<Ruling> = verdicts
            .iter()
            .map(|&(claim, verdict)| Ruling { claim, verdict, ..blank.clone() })
            .collect();
        assert_eq!(overall(1, &rulings), expected);
    }

    #[test]
    fn the_word_over_all_citations_is_the_best_for_the_draft() {
        let order = [
            Verdict::Supported,
            Verdict::Altered,
            Verdict::Partial,
            Verdict::Unread,
            Verdict::Absent,
        ];
        for (at, &better) in order.iter().enumerate() {
            for &worse in &order[at..] {
                check_overall(&[(1, worse), (1, better)], Some(better));
                check_overall(&[(1, better), (1, worse)], Some(better));
            }
        }
    }

    #[test]
    fn only_its_own_rulings_speak_for_a_claim() {
        check_overall(
            &[(0, Verdict::Supported), (1, Verdict::Absent)],
            Some(Verdict::Absent),
        );
        check_overall(&[(0, Verdict::Supported)], None);
        check_overall(&[], None);
    }
}

#[cfg(test)]
mod properties {
    use proptest::prelude::*;

    use super::*;
    use crate::claim;
    use crate::evidence;
    use crate::evidence::Index;
    use crate::page;

    fn verdict(claim: &str, text: &str) -> Verdict {
        let page = page::from_text(None, text);
        judge(&evidence::compare(&claim::read(claim, None), &Index::new(&page))).0
    }

    const WHO: &[&str] = &[
        "The council",
        "Ada Lane",
        "The ferry company",
        "A baker from Hexley",
        "The school board",
        "Ben Ross",
        "The union",
        "The museum in Port Ellery",
        "Farmers in the valley",
        "The lifeboat crew",
    ];
    const VERBS: &[&str] = &[
        "bought",
        "sold",
        "did not sell",
        "repaired",
        "painted",
        "never repaired",
        "lost",
        "found",
        "may rent",
        "insured",
        "counted",
        "will repair",
    ];
    const WHAT: &[&str] = &[
        "boats",
        "moorings",
        "pear trees",
        "lamps",
        "tickets",
        "bicycles",
        "sheds",
        "pianos",
        "tonnes of grain",
        "benches",
    ];
    const WHERE: &[&str] = &[
        "near the old mill",
        "at the harbour",
        "in the valley",
        "by the river",
        "behind the church",
        "on Gull Island",
        "after the storm",
        "during the strike",
    ];
    const ENDS: &[&str] = &[
        "",
        ", records show",
        ", according to the Lantern",
        " for a hospital",
        " with a loan",
        " in March 2025",
    ];

    fn sentence() -> impl Strategy<Value = (String, u32)> {
        let pick = |words: &'static [&'static str]| proptest::sample::select(words);
        (pick(WHO), pick(VERBS), 11u32..99, pick(WHAT), pick(WHERE), pick(ENDS)).prop_map(
            |(who, verb, number, what, place, end)| {
                (format!("{who} {verb} {number} {what} {place}{end}."), number)
            },
        )
    }

    fn sentences() -> impl Strategy<Value = Vec<(String, u32)>> {
        proptest::collection::vec(sentence(), 1..12)
    }

    /// The sentences, three to a passage.
    fn text(sentences: &[(String, u32)]) -> String {
        let passage = |part: &[(String, u32)]| {
            part.iter().map(|(text, _)| text.as_str()).collect::<Vec<_>>().join(" ")
        };
        sentences.chunks(3).map(passage).collect::<Vec<_>>().join("\n")
    }

    /// Claims and pages that differ.
    const ALTERED: &[(&str, &str)] = &[
        (
            "The lighthouse at Dunmarrow has 214 steps.",
            "The lighthouse at Dunmarrow has 241 steps.",
        ),
        (
            "The lighthouse keeper retired on 3 May 2019.",
            "The lighthouse keeper retired on 3 June 2019.",
        ),
        (
            "The lighthouse was designed by Cora Webb of Dunmarrow.",
            "The lighthouse was designed by Hugo Farrant of Dunmarrow.",
        ),
        (
            "The keeper has left the lighthouse at Dunmarrow.",
            "The keeper has not left the lighthouse at Dunmarrow.",
        ),
        (
            "The keeper damaged the lens of the lighthouse.",
            "The keeper allegedly damaged the lens of the lighthouse.",
        ),
        (
            "“The lamp is a friend to every sailor,” said Cora Webb.",
            "“The lamp is no friend to every sailor,” said Cora Webb.",
        ),
        (
            "“The lamp is a friend to every sailor,” said Cora Webb.",
            "“The lamp is a friend to every sailor,” said Hugo Farrant.",
        ),
        (
            "“The lamp is old. Nobody will pay for another one,” said Cora Webb.",
            "“The lamp is old,” said Cora Webb.\nA gull sat on the rail for some time \
             and looked at the sea.\n“Nobody will pay for another one,” she said.",
        ),
    ];

    #[test]
    fn each_altered_pair_is_altered() {
        for (claim, page) in ALTERED {
            assert_eq!(verdict(claim, page), Verdict::Altered, "{claim:?} / {page:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn a_sentence_of_the_page_is_supported(page in sentences()) {
            let text = text(&page);
            for (own, _) in &page {
                prop_assert_eq!(verdict(own, &text), Verdict::Supported, "{} / {}", own, text);
            }
        }

        #[test]
        fn a_sentence_with_another_number_is_not(page in sentences(), by in 100u32..900) {
            let text = text(&page);
            for (own, number) in &page {
                let other = own.replace(&number.to_string(), &(number + by).to_string());
                let found = verdict(&other, &text);
                prop_assert_ne!(found, Verdict::Supported, "{} / {}", other, text);
            }
        }

        #[test]
        fn a_page_that_supports_a_claim_is_on_its_subject(
            page in sentences(), (claim, _) in sentence(),
        ) {
            let page = page::from_text(None, &text(&page));
            let index = Index::new(&page);
            let own = page.passages.iter().map(|passage| passage.span.of(&page.text));
            for claim in own.chain([claim.as_str()]) {
                let claim = claim::read(claim, None);
                let (found, _) = judge(&evidence::compare(&claim, &index));
                let on_subject = evidence::is_on_subject(&claim, &index);
                prop_assert!(on_subject || found != Verdict::Supported);
            }
        }

        #[test]
        fn unrelated_text_supports_nothing_that_is_altered(
            before in sentences(), after in sentences(),
        ) {
            for (claim, page) in ALTERED {
                let text = format!("{}\n{page}\n{}", text(&before), text(&after));
                let found = verdict(claim, &text);
                prop_assert_ne!(found, Verdict::Supported, "{} / {}", claim, text);
            }
        }
    }
}
