use std::sync::Arc;

use super::message::brief;
use super::*;
use crate::claim;
use crate::draft;
use crate::draft::Format;
use crate::evidence;
use crate::evidence::Index;
use crate::fetch::FetchProblem;
use crate::fetch::folder::Saved;
use crate::gather;
use crate::outlet;
use crate::verdict;
use crate::verdict::Witness;

/// A draft held against a shelf.
struct Desk {
    outlets: Outlets,
    draft: Draft,
    claims: Claims,
    citations: Citations,
    shelf: Shelf,
    leads: Vec<Leads>,
}

impl Desk {
    fn new(text: &str, pages: Vec<Shelved>) -> Self {
        let outlets = Outlets::builtin();
        let draft = draft::parse("a.txt", text.as_bytes(), Format::Text);
        let citations = outlet::citations(&draft, &outlets);
        let claims = claim::extract(&draft, &citations);
        let shelf = Shelf {
            pages: pages.into_iter().map(Arc::new).collect(),
            ..Shelf::default()
        };
        let each = citations.citations.iter();
        let leads = each
            .enumerate()
            .map(|(at, one)| gather::pages_for(at, one, &shelf))
            .collect();
        Self { outlets, draft, claims, citations, shelf, leads }
    }

    fn indices(&self) -> Vec<Index<'_>> {
        self.shelf.pages.iter().map(|page| Index::new(&page.page)).collect()
    }

    fn rulings(&self, indices: &[Index<'_>]) -> Vec<Ruling> {
        let mut rulings = Vec::new();
        for (at, claim) in self.claims.claims.iter().enumerate() {
            for (citation, cited) in self.citations.citations.iter().enumerate() {
                if cited.paragraph != claim.paragraph || !is_checked(claim) {
                    continue;
                }
                let leads = &self.leads[citation];
                let held: Vec<Evidence> = leads
                    .pages
                    .iter()
                    .map(|&page| evidence::compare(claim, &indices[page]))
                    .collect();
                let witness = |(&page, evidence)| Witness {
                    page,
                    whole: self.shelf.pages[page].is_whole(),
                    evidence,
                };
                let witnesses: Vec<Witness<'_>> =
                    leads.pages.iter().zip(&held).map(witness).collect();
                let unseen = witnesses.is_empty() || !leads.missing.is_empty();
                rulings.push(verdict::decide(at, citation, &witnesses, unseen));
            }
        }
        rulings
    }

    /// The first page that supports each claim, for those that no cited page supports.
    fn elsewhere(
        &self,
        indices: &[Index<'_>],
        rulings: &[Ruling],
    ) -> BTreeMap<usize, (usize, Evidence)> {
        let mut found = BTreeMap::new();
        for (at, claim) in self.claims.claims.iter().enumerate() {
            let carried = overall(at, rulings);
            if !matches!(carried, Some(Verdict::Absent | Verdict::Partial)) {
                continue;
            }
            let mut held =
                (0..).zip(indices.iter().map(|one| evidence::compare(claim, one)));
            let supporting =
                held.find(|(_, held)| verdict::judge(held).0 == Verdict::Supported);
            found.extend(supporting.map(|supporting| (at, supporting)));
        }
        found
    }

    fn findings(&self) -> Vec<Finding> {
        let indices = self.indices();
        let rulings = self.rulings(&indices);
        let elsewhere = self.elsewhere(&indices, &rulings);
        let mut copies = Vec::new();
        for paragraph in 0..self.draft.paragraphs.len() {
            for b in 0..indices.len() {
                let is_twin = |&a: &usize| evidence::is_copy(&indices[a], &indices[b]);
                copies.extend((0..b).filter(is_twin).map(|a| (paragraph, a, b)));
            }
        }
        findings(&Docket {
            outlets: &self.outlets,
            draft: &self.draft,
            claims: &self.claims,
            citations: &self.citations,
            shelf: &self.shelf,
            leads: &self.leads,
            rulings: &rulings,
            elsewhere: &elsewhere,
            copies: &copies,
            runs: &[],
        })
    }
}

fn saved(host: &str, bytes: &str) -> Shelved {
    let saved = Saved {
        name: format!("{host}/a.html"),
        host: Some(host.to_owned()),
        bytes: bytes.into(),
        ..Saved::default()
    };
    Shelved::clone(&gather::shelve(&[saved], &Outlets::builtin()).pages[0])
}

fn guardian(text: &str) -> Shelved {
    saved("www.theguardian.com", text)
}

fn variety(text: &str) -> Shelved {
    saved("variety.com", text)
}

fn gap(problem: FetchProblem) -> Shelved {
    Shelved { problem: Some(problem), ..guardian("") }
}

/// All findings, one a line: the rule, the draft's words at its place, the message.
#[track_caller]
fn check(draft: &str, pages: Vec<Shelved>, expected: &[&str]) {
    let desk = Desk::new(draft, pages);
    let found = desk.findings();
    let shown: Vec<String> = found
        .iter()
        .map(|one| {
            let place = one.span.of(&desk.draft.text);
            format!("{} @ {place} @ {}", one.rule.slug(), one.message)
        })
        .collect();
    assert_eq!(shown, expected);
    for finding in &found {
        assert_eq!(finding.severity, finding.rule.severity());
        assert!(!finding.help.is_empty());
        for &(page, span) in &finding.evidence {
            assert!(!span.of(&desk.shelf.pages[page].page.text).is_empty());
        }
    }
}

const STORY: &str = "The harbour board sold 42 moorings to local crews in March 2026.\n\
    “The harbour is not a museum,” Ada Lane told the board on Tuesday.\n\
    “We want work,” she said.\n\
    Nobody on the board spoke for some time, and a gull was heard on the roof.\n\
    “Hotels can be built in any other town,” Ada Lane said.\n\
    Ben Ross, who runs the ferry, allegedly offered a bribe to the harbour master.";

/// A claim that The Guardian is cited for and that its page, [`STORY`], has otherwise.
#[track_caller]
fn check_altered(claim: &str, rule: &str, place: &str, message: &str) {
    let draft = format!("{claim} (Source: The Guardian)");
    check(&draft, vec![guardian(STORY)], &[&format!("{rule} @ {place} @ {message}")]);
}

#[test]
fn a_claim_that_a_page_has_raises_nothing() {
    check(
        "The harbour board sold 42 moorings to local crews in March 2026. (Source: The Guardian)",
        vec![guardian(STORY)],
        &[],
    );
}

#[test]
fn a_changed_word_of_a_quotation_is_told() {
    check_altered(
        "“The harbour is a museum,” Ada Lane told the board on Tuesday.",
        "quote-altered",
        "is a",
        "the quotation is not as The Guardian has it",
    );
}

#[test]
fn two_passages_in_one_quotation_are_told() {
    check_altered(
        "“We want work. Hotels can be built in any other town,” Ada Lane said.",
        "quote-spliced",
        "work. Hotels",
        "the quotation joins two passages that The Guardian has apart",
    );
}

#[test]
fn another_speaker_is_told() {
    check_altered(
        "“The harbour is not a museum,” Cora Webb told the board on Tuesday.",
        "wrong-speaker",
        "Cora Webb",
        "the draft has Cora Webb say it, The Guardian has Ada Lane say it",
    );
}

#[test]
fn another_figure_date_and_name_are_told() {
    check_altered(
        "The harbour board sold 48 moorings to local crews.",
        "number-mismatch",
        "48",
        "the draft has \"48\", The Guardian has \"42\"",
    );
    check_altered(
        "The harbour board sold 42 moorings to local crews in May 2026.",
        "date-mismatch",
        "May 2026",
        "the draft has \"May 2026\", The Guardian has \"March 2026\"",
    );
    check_altered(
        "Ben Foss, who runs the ferry, allegedly offered a bribe to the harbour master.",
        "name-mismatch",
        "Ben Foss",
        "the draft has \"Ben Foss\", The Guardian has \"Ben Ross\"",
    );
}

#[test]
fn a_denial_and_a_raised_certainty_are_told() {
    check_altered(
        "The harbour board never sold 42 moorings to local crews.",
        "negation-flip",
        "never sold",
        "the draft denies it: \"never sold\"; The Guardian says \"sold\"",
    );
    check_altered(
        "Ben Ross, who runs the ferry, offered a bribe to the harbour master.",
        "certainty-raised",
        "offered",
        "The Guardian is less sure: it says \"allegedly offered\"",
    );
}

#[test]
fn what_no_page_states_is_told_once() {
    check(
        "Zebras graze in the churchyard of Dunmarrow. (Source: The Guardian)",
        vec![guardian(STORY)],
        &["not-stated @ Zebras graze in the churchyard of Dunmarrow. @ The Guardian \
             does not state this"],
    );
}

#[test]
fn a_claim_in_another_language_is_told_of_and_accuses_nobody() {
    let page = "The harbour board sold 48 moorings to local crews, said Ben Ross.";
    check(
        "Die Hafenbehörde will 42 Liegeplätze nicht an die Fischer des Ortes verkaufen. \
         (Source: The Guardian)",
        vec![guardian(page)],
        &[
            "unknown-language @ Die Hafenbehörde will 42 Liegeplätze nicht an die Fischer \
             des Ortes verkaufen. @ no cited page has this word for word, and it is not \
             in English",
        ],
    );
}

#[test]
fn a_quotation_that_no_page_has_is_told() {
    check(
        "“The eels have come back to us,” said the churchwarden of Dunmarrow. \
         (Source: The Guardian)",
        vec![guardian(STORY)],
        &["quote-not-found @ “The eels have come back to us,” said the churchwarden of \
             Dunmarrow. @ no cited page has the quotation"],
    );
}

#[test]
fn what_a_page_states_in_part_is_told_with_what_it_lacks() {
    check(
        "The harbour board sold 42 moorings to zebra breeders and circus owners. \
         (Source: The Guardian)",
        vec![guardian(STORY)],
        &[
            "partly-supported @ zebra breeders @ The Guardian states some of this, but has \
           nothing of \"zebra breeders\", \"circus owners\"",
        ],
    );
}

#[test]
fn a_claim_that_another_outlet_carries_is_told() {
    check(
        "The lifeboat crew of Dunmarrow rescued nine sailors in a gale. (Source: Variety)",
        vec![
            variety(STORY),
            guardian("The lifeboat crew of Dunmarrow rescued nine sailors in a gale."),
        ],
        &["misattributed @ The lifeboat crew of Dunmarrow rescued nine sailors in a \
             gale. @ Variety does not say this; The Guardian does"],
    );
}

#[test]
fn a_claim_that_one_of_two_outlets_carries_raises_the_other_alone() {
    check(
        "The harbour board sold 42 moorings to local crews in March 2026. \
         (Sources: The Guardian, Variety)",
        vec![guardian(STORY), variety("It rained on the valley for a week.")],
        &["outlet-carries-nothing @ Variety @ Variety states nothing of this paragraph"],
    );
}

#[test]
fn two_outlets_with_one_text_are_told() {
    let words: Vec<String> = (0..90).map(|number| format!("word{number}")).collect();
    let text = format!("{}\n{STORY}", words.join(" "));
    check(
        "The harbour board sold 42 moorings to local crews in March 2026. \
         (Sources: The Guardian, Variety)",
        vec![guardian(&text), variety(&text)],
        &[
            "single-origin @ Variety @ The Guardian and Variety carry one and the same text",
        ],
    );
}

#[test]
fn a_paragraph_that_names_no_outlet_is_told() {
    check(
        "The harbour board sold 42 moorings to local crews in March 2026.\n\n\
         The lock was closed for nine days. A storm had damaged its gates.",
        Vec::new(),
        &[
            "uncited @ The harbour board sold 42 moorings to local crews in March 2026. @ \
             1 claim and no outlet named",
            "uncited @ The lock was closed for nine days. A storm had damaged its gates. \
             @ 2 claims and no outlet named",
        ],
    );
}

#[test]
fn a_paragraph_without_a_claim_needs_no_outlet() {
    check("Is that fair?", Vec::new(), &[]);
}

const CITED: &str = "The lock was closed for nine days. (Source: The Guardian)";

#[test]
fn each_reason_for_not_seeing_a_page_has_its_rule() {
    for (pages, expected) in [
        (vec![], "page-not-found @ The Guardian @ no page of The Guardian is at hand"),
        (
            vec![gap(FetchProblem::Missing(404))],
            "page-not-found @ The Guardian @ www.theguardian.com/a.html: the server says \
             it is gone (404)",
        ),
        (
            vec![gap(FetchProblem::Disallowed)],
            "page-disallowed @ The Guardian @ www.theguardian.com/a.html: robots.txt asks \
             not to fetch it",
        ),
        (
            vec![gap(FetchProblem::Timeout)],
            "page-unreachable @ The Guardian @ www.theguardian.com/a.html: no answer in \
             time",
        ),
    ] {
        check(CITED, pages, &[expected]);
    }
}

#[test]
fn a_page_behind_a_wall_accuses_nobody() {
    let teaser = "<html><body><article><p>It rained on the valley for a week and the \
        river rose.</p><p>Subscribe to continue reading.</p></article></body></html>";
    check(
        CITED,
        vec![guardian(teaser)],
        &[
            "page-walled @ The Guardian @ The Guardian was read in part: the page shows the beginning and asks for a subscription",
        ],
    );
}

#[test]
fn a_page_of_another_year_is_told() {
    let page = "<html><head><meta property=\"article:published_time\" \
        content=\"2026-01-22T10:00:00Z\"></head><body><article><p>The lock was closed for \
        nine days.</p></article></body></html>";
    check(
        "The lock was closed for nine days. (Source: The Guardian 2023)",
        vec![guardian(page)],
        &[
            "page-date-mismatch @ The Guardian 2023 @ The Guardian is cited for 2023, and \
           the page at hand is of 2026",
        ],
    );
}

#[test]
fn an_address_of_no_known_outlet_is_told_if_its_page_is_not_at_hand() {
    let url = "https://quay.example/lock";
    check(
        &format!("The lock was closed for nine days. (Source: {url})"),
        Vec::new(),
        &[
            &format!("unknown-outlet @ {url} @ no outlet is called \"{url}\""),
            &format!("page-not-found @ {url} @ no page from {url} is at hand"),
        ],
    );
}

#[test]
fn a_page_that_is_nobodys_is_told() {
    let mut page = saved("quay.example", "The lock was closed.");
    check(
        "Is that fair?",
        vec![page.clone()],
        &["page-unidentified @  @ \
        quay.example/a.html: nothing in it tells its outlet"],
    );
    page.page.url = Some("https://quay.example/lock".to_owned());
    check(
        "Is that fair?",
        vec![page],
        &["page-unidentified @  @ quay.example/a.html: \
        its address, https://quay.example/lock, is of no known outlet"],
    );
}

#[test]
fn what_the_grammar_noted_is_told() {
    for (draft, rules) in [
        ("The lock was closed. (Source: The Gaurdian)", &["unknown-outlet"][..]),
        ("The lock was closed. (Source: The Sentinel)", &["ambiguous-outlet"]),
        ("The lock was closed. (Sources: )", &["malformed-attribution"]),
        (
            "The lock was closed. (Sources: The Guardian, Guardian)",
            &["page-not-found", "duplicate-outlet", "page-not-found"],
        ),
        (
            "According to reports, the lock was closed for nine days.",
            &["vague-attribution", "uncited"],
        ),
    ] {
        let found = Desk::new(draft, Vec::new()).findings();
        let slugs: Vec<&str> = found.iter().map(|one| one.rule.slug()).collect();
        assert_eq!(slugs, rules, "{draft:?}");
    }
}

#[test]
fn findings_stand_in_the_order_of_the_draft() {
    let desk = Desk::new(
        "The lock was closed for nine days.\n\nZebras graze here. (Source: The Guardian)\
         \n\nThe board sold 48 moorings. (Source: Variety)",
        vec![saved("quay.example", "It rained.")],
    );
    let found = desk.findings();
    let spans: Vec<Span> = found.iter().map(|finding| finding.span).collect();
    assert!(spans.is_sorted() && spans.len() == 4, "{spans:?}");
}

#[test]
fn a_message_shows_at_most_twelve_words() {
    let words = |n_words: usize| vec!["eel"; n_words].join(" ");
    assert_eq!(brief(&words(12)), words(12));
    assert_eq!(brief(&words(13)), format!("{} …", words(12)));
    assert_eq!(brief(" an \n eel "), "an eel");
}
