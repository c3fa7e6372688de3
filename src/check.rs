//! The stages in a row: a draft and the pages at hand in, a report out.

mod origin;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::claim::{self, Claim, Claims};
use crate::draft::Draft;
use crate::evidence::{self, Evidence, Index, Subject};
use crate::fetch::Fetch;
use crate::gather::{self, Leads, Seeking, Shelf, Sought};
use crate::lead;
use crate::outlet::{self, Citations, Outlets};
use crate::parallel;
use crate::report::Report;
use crate::rule::{Rule, Severity};
use crate::verdict::{self, Docket, Ruling, Verdict, Witness};

/// What a run is told besides draft and pages.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Severities that differ from the rules' own; none for a rule that is off.
    pub severities: BTreeMap<Rule, Option<Severity>>,
    /// How pages are looked for, if they may be.
    pub seeking: Seeking,
}

/// Checks a draft against the pages at hand. With `from`, addresses that the draft gives
/// and no page has are asked for there.
///
/// The same draft, pages and settings give the same report, whatever the number of
/// threads and whichever drafts were checked before it.
#[must_use]
pub fn run<'o>(
    draft: Draft,
    saved: &Bench<'_>,
    from: Option<&dyn Fetch>,
    outlets: &'o Outlets,
    settings: &Settings,
) -> Report<'o> {
    let mut shelf = saved.shelf.clone();
    let mut citations = outlet::citations(&draft, outlets);
    let given = lead::give(&mut citations, &draft.sources, outlets);
    let given = lead::plan(&citations, &given);
    let claims = claim::extract(&draft, &citations);
    if let Some(from) = from {
        let claims = &claims.claims;
        let sought =
            Sought { draft: &draft, claims, citations: &citations, leads: &given };
        gather::seek(&mut shelf, sought, from, outlets, &settings.seeking);
    }
    let leads: Vec<Leads> = citations
        .citations
        .iter()
        .enumerate()
        .map(|(at, citation)| gather::pages_for(at, citation, &shelf))
        .collect();
    let fetched = Bench::from_page(&shelf, saved.indices.len());
    let pages = Pages { saved, fetched: &fetched, shelf: &shelf };
    let hearings = hearings(&claims, &citations, &leads, &pages);
    let rulings: Vec<Ruling> =
        hearings.iter().flat_map(|hearing| hearing.rulings.iter().cloned()).collect();
    let elsewhere: BTreeMap<usize, (usize, Evidence)> = hearings
        .into_iter()
        .filter_map(|hearing| Some((hearing.claim, hearing.elsewhere?)))
        .collect();
    let copies = origin::copies(&citations, &leads, &rulings, &pages);
    let runs = origin::runs(&draft, &citations, &leads, &pages);
    let docket = Docket {
        outlets,
        draft: &draft,
        claims: &claims,
        citations: &citations,
        shelf: &shelf,
        leads: &leads,
        rulings: &rulings,
        elsewhere: &elsewhere,
        copies: &copies,
        runs: &runs,
    };
    let mut findings = verdict::findings(&docket);
    findings.retain_mut(|finding| {
        let set = settings.severities.get(&finding.rule).copied();
        let severity = set.unwrap_or(Some(finding.severity));
        finding.severity = severity.unwrap_or(finding.severity);
        severity.is_some()
    });
    Report { outlets, draft, claims, citations, leads: given, shelf, rulings, findings }
}

/// Checks many drafts against the pages at hand, each as its settings say, on as many
/// threads as there are processors; the reports are in order. `done` is called after each.
#[must_use]
pub fn run_all<'o>(
    drafts: &[(Draft, Settings)],
    saved: &Bench<'_>,
    outlets: &'o Outlets,
    done: &(impl Fn() + Sync),
) -> Vec<Report<'o>> {
    parallel::map(drafts, |(draft, settings)| {
        let report = run(draft.clone(), saved, None, outlets, settings);
        done();
        report
    })
}

/// Pages at hand for any number of drafts, each indexed once, when first needed.
#[derive(Debug)]
pub struct Bench<'s> {
    shelf: &'s Shelf,
    /// The first page that is indexed here.
    first: usize,
    indices: Vec<OnceLock<Index<'s>>>,
}

impl<'s> Bench<'s> {
    /// The pages of a shelf.
    #[must_use]
    pub fn new(shelf: &'s Shelf) -> Self {
        Self::from_page(shelf, 0)
    }

    /// The pages of a shelf from the one numbered `first` on.
    fn from_page(shelf: &'s Shelf, first: usize) -> Self {
        let indices = shelf.pages[first..].iter().map(|_| OnceLock::new()).collect();
        Self { shelf, first, indices }
    }

    fn index(&self, page: usize) -> &Index<'s> {
        self.indices[page - self.first]
            .get_or_init(|| Index::new(&self.shelf.pages[page].page))
    }
}

/// The pages for one draft: those saved, shared with other drafts, then its own.
struct Pages<'s, 'f> {
    saved: &'f Bench<'s>,
    fetched: &'f Bench<'f>,
    shelf: &'f Shelf,
}

impl Pages<'_, '_> {
    fn index(&self, page: usize) -> &Index<'_> {
        let is_saved = page < self.fetched.first;
        if is_saved { self.saved.index(page) } else { self.fetched.index(page) }
    }
}

/// One claim before the pages.
struct Hearing {
    claim: usize,
    rulings: Vec<Ruling>,
    /// A page that is not cited for the claim and supports it, where no cited page does.
    elsewhere: Option<(usize, Evidence)>,
}

/// Hears every checkable claim, on as many threads as there are processors, in order.
fn hearings(
    claims: &Claims,
    citations: &Citations,
    leads: &[Leads],
    pages: &Pages<'_, '_>,
) -> Vec<Hearing> {
    let checked: Vec<usize> = (0..claims.claims.len())
        .filter(|&claim| verdict::is_checked(&claims.claims[claim]))
        .collect();
    let mut cited: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, citation) in citations.citations.iter().enumerate() {
        cited.entry(citation.paragraph).or_default().push(at);
    }
    let hear = |&claim: &usize| {
        let words = &claims.claims[claim];
        let cited = cited.get(&words.paragraph).map_or(&[][..], Vec::as_slice);
        hear(claim, words, cited, leads, pages)
    };
    parallel::map(&checked, hear)
}

/// Hears the claim numbered `claim`, whose paragraph has the citations in `cited`.
fn hear(
    claim: usize,
    words: &Claim,
    cited: &[usize],
    leads: &[Leads],
    pages: &Pages<'_, '_>,
) -> Hearing {
    let mut seen: BTreeMap<usize, Evidence> = BTreeMap::new();
    let mut rulings = Vec::new();
    for &at in cited {
        for &page in &leads[at].pages {
            seen.entry(page)
                .or_insert_with(|| evidence::compare(words, pages.index(page)));
        }
        let witnesses: Vec<Witness<'_>> = leads[at]
            .pages
            .iter()
            .map(|&page| Witness {
                page,
                // What may be another page than the one meant can support a claim; it can
                // neither alter nor lack one.
                whole: pages.shelf.pages[page].is_whole()
                    && !leads[at].tied.contains(&page),
                evidence: &seen[&page],
            })
            .collect();
        let unseen = witnesses.is_empty() || !leads[at].missing.is_empty();
        rulings.push(verdict::decide(claim, at, &witnesses, unseen));
    }
    let none_carries = rulings
        .iter()
        .all(|one| !matches!(one.verdict, Verdict::Supported | Verdict::Unread));
    let lost = none_carries && !rulings.is_empty();
    let elsewhere = lost.then(|| elsewhere(words, &seen, pages)).flatten();
    Hearing { claim, rulings, elsewhere }
}

/// The page that supports a claim best among those not cited for it, if any does.
fn elsewhere(
    claim: &Claim,
    cited: &BTreeMap<usize, Evidence>,
    pages: &Pages<'_, '_>,
) -> Option<(usize, Evidence)> {
    let others = (0..pages.shelf.pages.len())
        .filter(|page| !cited.contains_key(page))
        .filter(|&page| pages.shelf.pages[page].problem.is_none());
    let subject = Subject::of(claim);
    let supporting = others.filter_map(|page| {
        if !subject.is_of(pages.index(page)) {
            return None;
        }
        let evidence = evidence::compare(claim, pages.index(page));
        let supported = verdict::judge(&evidence).0 == Verdict::Supported;
        supported.then_some((page, evidence))
    });
    // `max_by` keeps the last of equals; the first is wanted.
    supporting
        .reduce(|best, other| if other.1.score > best.1.score { other } else { best })
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;
    use crate::draft;
    use crate::draft::Format;
    use crate::fetch::folder::Saved;
    use crate::fetch::{Allowance, Body, FetchProblem, Fetched, Request};
    use crate::report::json;
    use crate::verdict::Finding;

    const DRAFT: &str = "\
The harbour board sold 42 moorings to local crews in March 2026. A storm closed the lock for nine days. (Sources: The Guardian, Variety)

The harbour board sold 48 moorings to local crews. Zebras graze in the churchyard of Dunmarrow. (Source: The Guardian)

“The harbour is a museum,” Ada Lane told the board. The lifeboat crew rescued nine sailors in a gale. (Sources: Variety, https://variety.com/2026/lifeboat)

Ticket sales at the lido rose by 12% in the summer.
";

    const GUARDIAN: &str = "The harbour board sold 42 moorings to local crews in March 2026.\n\
        The lifeboat crew rescued nine sailors in a gale off Dunmarrow.";
    const VARIETY: &str = "“The harbour is not a museum,” Ada Lane told the board.\n\
        A storm closed the lock at Hexley for nine days.";

    fn shelf(outlets: &Outlets) -> Shelf {
        let saved = [("www.theguardian.com", GUARDIAN), ("variety.com", VARIETY)].map(
            |(host, text)| Saved {
                name: format!("{host}/a.txt"),
                host: Some(host.to_owned()),
                bytes: text.into(),
                ..Saved::default()
            },
        );
        gather::shelve(&saved, outlets)
    }

    fn draft(text: &str) -> Draft {
        draft::parse("draft.txt", text.as_bytes(), Format::Text)
    }

    /// Answers every address with one text, or with none.
    struct Answer {
        text: Option<&'static str>,
        asked: RefCell<Vec<String>>,
    }

    impl Answer {
        const fn new(text: Option<&'static str>) -> Self {
            Self { text, asked: RefCell::new(Vec::new()) }
        }
    }

    impl Fetch for Answer {
        fn fetch(&self, asked: &[Request], _: &Allowance) -> Vec<Fetched> {
            let urls: Vec<String> = asked.iter().map(|asked| asked.url.clone()).collect();
            self.asked.borrow_mut().extend(urls.iter().cloned());
            let body = || match self.text {
                Some(text) => {
                    Ok(Body { bytes: text.into(), media_type: None, charset: None })
                }
                None => Err(FetchProblem::Timeout),
            };
            urls.iter().map(|url| Fetched::new(url, body())).collect()
        }
    }

    fn report<'o>(outlets: &'o Outlets, from: Option<&dyn Fetch>) -> Report<'o> {
        let shelf = shelf(outlets);
        run(draft(DRAFT), &Bench::new(&shelf), from, outlets, &Settings::default())
    }

    /// The word over all citations for the claim that begins so, and the slugs of the
    /// findings about it.
    #[track_caller]
    fn check(report: &Report<'_>, begin: &str, expected: Verdict, slugs: &[&str]) {
        let starts = |claim: &Claim| claim.text().starts_with(begin);
        let at = report.claims.claims.iter().position(starts).expect("such a claim");
        assert_eq!(verdict::overall(at, &report.rulings), Some(expected), "{begin}");
        let own = report.findings.iter().filter(|finding| finding.claim == Some(at));
        let found: Vec<&str> = own.map(|finding| finding.rule.slug()).collect();
        assert_eq!(found, slugs, "{begin}");
    }

    #[test]
    fn each_claim_gets_its_word() {
        let outlets = Outlets::builtin();
        let report = report(&outlets, None);
        check(
            &report,
            "The harbour board sold 42",
            Verdict::Supported,
            &["unquoted-copy"],
        );
        check(&report, "A storm closed", Verdict::Supported, &[]);
        check(
            &report,
            "The harbour board sold 48",
            Verdict::Altered,
            &["number-mismatch"],
        );
        check(&report, "Zebras", Verdict::Absent, &["not-stated"]);
        check(&report, "“The harbour", Verdict::Altered, &["quote-altered"]);
        check(&report, "The lifeboat", Verdict::Absent, &["misattributed"]);
        assert!(report.findings.iter().any(|finding| finding.rule == Rule::Uncited));
        assert_eq!(report.worst(), Some(Severity::Error));
    }

    #[test]
    fn the_same_run_gives_the_same_bytes() {
        let outlets = Outlets::builtin();
        let (one, two) = (report(&outlets, None), report(&outlets, None));
        assert_eq!(json::check(&one), json::check(&two));
    }

    #[test]
    fn many_threads_decide_as_one_does() {
        let outlets = Outlets::builtin();
        let shelf = shelf(&outlets);
        let bench = Bench::new(&shelf);
        let text = DRAFT.repeat(6);
        let whole = run(draft(&text), &bench, None, &outlets, &Settings::default());
        let leads: Vec<Leads> = whole
            .citations
            .citations
            .iter()
            .enumerate()
            .map(|(at, citation)| gather::pages_for(at, citation, &shelf))
            .collect();
        let none = Bench::from_page(&shelf, shelf.pages.len());
        let pages = Pages { saved: &bench, fetched: &none, shelf: &shelf };
        let alone = |(at, words): (usize, &Claim)| {
            let cited = whole.citations.citations.iter().enumerate();
            let own = cited.filter(|(_, one)| one.paragraph == words.paragraph);
            let own: Vec<usize> = own.map(|(citation, _)| citation).collect();
            hear(at, words, &own, &leads, &pages).rulings
        };
        let claims = whole.claims.claims.iter().enumerate();
        let checked = claims.filter(|(_, words)| verdict::is_checked(words));
        let one_by_one: Vec<Ruling> = checked.flat_map(alone).collect();
        assert!(one_by_one.len() > 36);
        assert_eq!(whole.rulings, one_by_one);
    }

    #[test]
    fn runs_at_the_same_time_on_one_bench_give_the_same_bytes() {
        let outlets = Outlets::builtin();
        let expected = json::check(&report(&outlets, None));
        let shelf = shelf(&outlets);
        let bench = Bench::new(&shelf);
        let once = || {
            let settings = Settings::default();
            json::check(&run(draft(DRAFT), &bench, None, &outlets, &settings))
        };
        std::thread::scope(|scope| {
            let runs: Vec<_> = (0..4).map(|_| scope.spawn(once)).collect();
            for run in runs {
                assert_eq!(run.join().unwrap(), expected);
            }
        });
    }

    #[test]
    fn a_draft_checked_before_leaves_no_trace() {
        let outlets = Outlets::builtin();
        let shelf = shelf(&outlets);
        let bench = Bench::new(&shelf);
        let settings = Settings::default();
        let other = draft("Ada Lane sold the lido. (Source: https://variety.com/z)");
        let answer = Answer::new(Some("Ada Lane sold the lido at auction."));
        let first = run(other, &bench, Some(&answer), &outlets, &settings);
        assert_eq!(first.shelf.pages.len(), 3);
        let second = run(draft(DRAFT), &bench, None, &outlets, &settings);
        assert_eq!(json::check(&second), json::check(&report(&outlets, None)));
    }

    #[test]
    fn a_page_is_asked_for_by_its_address_and_read() {
        let outlets = Outlets::builtin();
        let answer =
            Answer::new(Some("The lifeboat crew rescued nine sailors in a gale."));
        let report = report(&outlets, Some(&answer));
        assert_eq!(*answer.asked.borrow(), ["https://variety.com/2026/lifeboat"]);
        check(&report, "The lifeboat", Verdict::Supported, &[]);
    }

    #[test]
    fn a_page_that_does_not_come_accuses_nobody() {
        let outlets = Outlets::builtin();
        let report = report(&outlets, Some(&Answer::new(None)));
        check(&report, "The lifeboat", Verdict::Unread, &[]);
        check(&report, "“The harbour", Verdict::Unread, &[]);
        let unreachable = |rule| rule == Rule::PageUnreachable;
        assert!(report.findings.iter().any(|finding| unreachable(finding.rule)));
        assert!(report.has_unread());
    }

    #[test]
    fn settings_change_severities_and_nothing_else() {
        let outlets = Outlets::builtin();
        let shelf = shelf(&outlets);
        let bench = Bench::new(&shelf);
        let severities = BTreeMap::from([(Rule::NumberMismatch, Some(Severity::Note))]);
        let with = |settings| run(draft(DRAFT), &bench, None, &outlets, &settings);
        let own = with(Settings::default());
        let mut set = with(Settings { severities, ..Settings::default() });
        for finding in &mut set.findings {
            if finding.rule == Rule::NumberMismatch {
                assert_eq!(finding.severity, Severity::Note);
                finding.severity = finding.rule.severity();
            }
        }
        assert_eq!(set.findings, own.findings);
    }

    #[test]
    fn a_rule_that_is_off_is_not_reported() {
        let outlets = Outlets::builtin();
        let shelf = shelf(&outlets);
        let bench = Bench::new(&shelf);
        let with = |severities| {
            let settings = Settings { severities, ..Settings::default() };
            run(draft(DRAFT), &bench, None, &outlets, &settings)
        };
        let mut own = with(BTreeMap::new());
        let off = with(BTreeMap::from([(Rule::NumberMismatch, None)]));
        let is_kept = |finding: &Finding| finding.rule != Rule::NumberMismatch;
        assert!(!own.findings.iter().all(is_kept));
        own.findings.retain(is_kept);
        assert_eq!(own.findings, off.findings);
        assert_eq!(own.rulings, off.rulings);
    }

    #[test]
    fn a_draft_without_anything_in_it_raises_nothing() {
        let outlets = Outlets::builtin();
        let shelf = shelf(&outlets);
        let settings = Settings::default();
        let report = run(draft(""), &Bench::new(&shelf), None, &outlets, &settings);
        assert!(report.findings.is_empty() && report.rulings.is_empty());
        assert_eq!(report.worst(), None);
    }
}
