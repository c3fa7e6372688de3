//! From leads and saved pages to one shelf, each page read once.

mod archive;
mod find;
mod fit;
mod search;
mod shelve;

use std::sync::Arc;

use crate::claim::Claim;
use crate::draft::Draft;
use crate::fetch::cache::Cache;
use crate::fetch::{Allowance, Fetch, FetchProblem, Fetched, Request, Via};
use crate::lead::Lead;
use crate::outlet::{Citation, Citations, OutletId, Outlets, Resolution};
use crate::page::Page;

pub use self::search::{Candidate, Found, Looked, Search};
use self::shelve::shelve_all;
pub use self::shelve::{read, shelve, shelve_with};

/// Every page at hand for a draft, in a fixed order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shelf {
    /// The pages, and those that could not be had; shared with the shelves of other drafts.
    pub pages: Vec<Arc<Shelved>>,
    /// What was done to find pages, in order of the outlets.
    pub searches: Vec<Search>,
    /// Requests that were sent to servers.
    pub requests: usize,
}

/// A page on the shelf, or the gap where it would be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shelved {
    /// Where it was had from: a path below the `--pages` folder, or an address.
    pub name: String,
    /// The outlet it is of, where that can be told.
    pub outlet: Option<OutletId>,
    /// The edition it is of, where its address tells.
    pub edition: Option<String>,
    /// The page as read; empty if it could not be had.
    pub page: Page,
    /// SHA-256 of its bytes, in lower-case hexadecimal; empty if it could not be had.
    pub sha256: String,
    /// When it was retrieved, as recorded with it (RFC 3339).
    pub retrieved: Option<String>,
    /// Why it could not be had.
    pub problem: Option<FetchProblem>,
    /// Where its bytes come from, if it was fetched.
    pub via: Option<Via>,
    /// When a web archive took the capture that was read in its place (RFC 3339).
    pub captured: Option<String>,
    /// How it was found, if no address of the draft leads to it.
    pub found: Option<Found>,
}

impl Shelved {
    /// Whether the page was had, nothing keeps part of it from being read, and none of it
    /// was left out.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.problem.is_none() && self.page.is_whole()
    }

    /// Whether it was had from `url`, or gives it as its own address. Scheme, `www.`,
    /// fragment and a final slash make no difference.
    #[must_use]
    pub fn is_at(&self, url: &str) -> bool {
        let page = &self.page;
        let own = [page.canonical.as_deref(), page.url.as_deref(), Some(&self.name)];
        own.into_iter().flatten().any(|own| is_same(own, url))
    }

    /// The address to show: the page's own, else the one it was had from.
    #[must_use]
    pub fn address(&self) -> Option<&str> {
        self.page.canonical.as_deref().or(self.page.url.as_deref())
    }
}

/// How pages are looked for.
#[derive(Clone, Debug)]
pub struct Seeking {
    /// Requests that may be sent for one draft.
    pub max_requests: usize,
    /// The web archive that is asked for pages that are gone; by default none.
    pub archive: Option<String>,
    /// Where readings of pages are kept; by default nowhere.
    pub cache: Option<Cache>,
}

impl Default for Seeking {
    fn default() -> Self {
        Self { max_requests: Allowance::DEFAULT, archive: None, cache: None }
    }
}

/// What a draft says and cites, which pages are looked for by.
#[derive(Clone, Copy, Debug)]
pub struct Sought<'d> {
    /// The draft.
    pub draft: &'d Draft,
    /// Its claims.
    pub claims: &'d [Claim],
    /// Its citations.
    pub citations: &'d Citations,
    /// The addresses it gives.
    pub leads: &'d [Lead],
}

/// Asks for the pages that a draft gives addresses of, then looks for those of the outlets
/// that it cites by name, and last for what is gone in an archive. What comes, or why
/// nothing came, is put on the shelf.
pub fn seek(
    shelf: &mut Shelf,
    sought: Sought<'_>,
    from: &dyn Fetch,
    outlets: &Outlets,
    seeking: &Seeking,
) {
    let allowance = Allowance::new(seeking.max_requests);
    let archive = seeking.archive.as_deref();
    let cache = seeking.cache.as_ref();
    let means = find::Means { from, allowance: &allowance, outlets, archive, cache };
    let first = shelf.pages.len();
    fetch(shelf, sought.leads, means);
    let Sought { draft, claims, citations, .. } = sought;
    find::find(shelf, draft, claims, citations, means);
    archive::revive(shelf, first, draft.date, means);
    shelf.requests = allowance.spent();
}

/// Asks for the pages of leads that the shelf does not hold yet, and adds what comes,
/// or why nothing came. Each address is asked for once.
fn fetch(shelf: &mut Shelf, leads: &[Lead], means: find::Means<'_>) {
    let mut wanted: Vec<String> = Vec::new();
    for lead in leads {
        if !wanted.contains(&lead.url)
            && !shelf.pages.iter().any(|page| page.is_at(&lead.url))
        {
            wanted.push(lead.url.clone());
        }
    }
    let asked: Vec<Request> = wanted.iter().map(Request::page).collect();
    let answers = means.from.fetch(&asked, means.allowance);
    let had: Vec<(&str, Fetched)> =
        wanted.iter().map(String::as_str).zip(answers).collect();
    shelf.pages.extend(shelve_all(&had, means).into_iter().map(Arc::new));
}

/// Whether two addresses are one but for scheme, `www.`, fragment and a final slash.
fn is_same(one: &str, other: &str) -> bool {
    bare(one) == bare(other)
}

fn bare(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    rest.split('#').next().unwrap_or(rest).trim_end_matches('/')
}

/// The pages that a citation leads to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Leads {
    /// Indices of pages that might be the one meant and were had.
    pub pages: Vec<usize>,
    /// Indices of those of them that another page fits as well as.
    pub tied: Vec<usize>,
    /// Indices of those that could not be had.
    pub missing: Vec<usize>,
    /// Indices of pages of the outlet that are of another year than the one cited.
    pub other_year: Vec<usize>,
}

/// Finds the pages on the shelf that the citation numbered `number` means: the one at its
/// address if it has one, else those found for it and the others of its outlet, of the
/// edition and year it names.
#[must_use]
pub fn pages_for(number: usize, citation: &Citation, shelf: &Shelf) -> Leads {
    let mut leads = Leads::default();
    let at_address =
        |page: &Arc<Shelved>| citation.url.as_deref().is_some_and(|url| page.is_at(url));
    let by_address = shelf.pages.iter().any(at_address);
    for (at, page) in shelf.pages.iter().enumerate() {
        let meant = match &page.found {
            Some(found) => found.citations.contains(&number),
            None if by_address => at_address(page),
            None => is_of(page, citation),
        };
        if meant && page.found.as_ref().is_some_and(|one| one.tied.contains(&number)) {
            leads.tied.push(at);
        }
        if !meant {
            continue;
        }
        let year = page.page.day().map(jiff::civil::Date::year);
        let cited = citation.date.map(jiff::civil::Date::year).or(citation.year);
        if page.problem.is_some() {
            leads.missing.push(at);
        } else if !by_address && matches!((year, cited), (Some(a), Some(b)) if a != b) {
            leads.other_year.push(at);
        } else {
            leads.pages.push(at);
        }
    }
    let is_found = |at: usize| {
        let found = shelf.pages[at].found.as_ref();
        found.is_some_and(|found| found.citations.contains(&number))
    };
    if leads.pages.iter().any(|&at| is_found(at) && !leads.tied.contains(&at)) {
        // Its page was found for certain: one that another citation gives the address of,
        // and that could not be had, is no gap here.
        leads.missing.retain(|&at| is_found(at));
    }
    if let Resolution::Known { edition: Some(wanted), .. } = &citation.resolution {
        let of_edition = |&at: &usize| shelf.pages[at].edition.as_ref() == Some(wanted);
        // Most outlets serve all editions from one host, where a page tells none.
        if leads.pages.iter().any(of_edition) {
            leads.pages.retain(of_edition);
        }
    }
    leads
}

fn is_of(page: &Shelved, citation: &Citation) -> bool {
    let Resolution::Known { outlet, edition, .. } = &citation.resolution else {
        return false;
    };
    let other_edition =
        matches!((&page.edition, edition), (Some(own), Some(wanted)) if own != wanted);
    page.outlet == Some(*outlet) && !other_edition
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use jiff::civil::date;

    use super::shelve::sha256;
    use super::*;
    use crate::fetch::cache::Source;
    use crate::fetch::folder::{LARGEST, Saved};
    use crate::fetch::{Body, Fetched};
    use crate::lead::Reason;
    use crate::outlet::How;
    use crate::page;
    use crate::page::{Dated, Tier};

    const PLAIN: &str = "The harbour wall was raised by two metres.";

    fn saved(bytes: &str) -> Saved {
        Saved { name: "a.txt".into(), bytes: bytes.into(), ..Saved::default() }
    }

    /// The outlet, and the edition after a slash.
    fn whose(page: &Shelved, outlets: &Outlets) -> String {
        let Some(id) = page.outlet else { return "nobody".into() };
        let name = &outlets.outlet(id).name;
        match &page.edition {
            Some(edition) => format!("{name}/{edition}"),
            None => name.to_string(),
        }
    }

    /// Whose page a saved file is.
    #[track_caller]
    fn check(saved: Saved, expected: &str) {
        let outlets = Outlets::builtin();
        let shelf = shelve(&[saved], &outlets);
        assert_eq!(whose(&shelf.pages[0], &outlets), expected);
    }

    /// A page with its own address and site name.
    fn html(canonical: &str, site: &str) -> String {
        format!(
            "<html><head><link rel=canonical href=\"{canonical}\">\
             <meta property=\"og:site_name\" content=\"{site}\"></head>\
             <body><article><p>{PLAIN}</p></article></body></html>"
        )
    }

    #[test]
    fn a_page_is_read_as_pages_toml_selects() {
        let select = Some(page::Selection::parse(".b").unwrap());
        let bytes = b"<html><p>One.</p><p class=b>Two.</p>".to_vec();
        let saved = Saved { bytes, select, ..Saved::default() };
        let shelf = shelve(&[saved], &Outlets::builtin());
        assert_eq!(shelf.pages[0].page.text, "Two.");
    }

    #[test]
    fn a_page_that_was_read_before_is_not_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::open(folder.path()).unwrap();
        let (file, outlets) =
            (saved(&html("https://www.bbc.com/a", "BBC")), Outlets::builtin());
        let files = [file.clone()];
        let shelf = shelve_with(&files, &outlets, Some(&cache));
        assert_eq!(shelf, shelve(&files, &outlets));
        assert_eq!(shelve_with(&files, &outlets, Some(&cache)), shelf);
        // That it is the kept reading shows where another one lies in its place.
        let sha256 = sha256(&file.bytes);
        let source = Source { sha256: &sha256, url: None, charset: None, select: None };
        cache.keep_reading(source, &page::from_text(None, "Another."));
        let again = shelve_with(&files, &outlets, Some(&cache));
        assert_eq!(again.pages[0].page.text, "Another.");
    }

    #[test]
    fn what_is_no_page_is_not_read_as_one() {
        let bytes = b"\x89PNG\r\n\x1a\n and some words".to_vec();
        let saved = [Saved { name: "photo.html".to_owned(), bytes, ..Saved::default() }];
        let shelf = shelve(&saved, &Outlets::builtin());
        let problem = FetchProblem::Unreadable("a PNG image".to_owned());
        assert_eq!(shelf.pages[0].problem, Some(problem));
        assert!(shelf.pages[0].page.text.is_empty());
    }

    #[test]
    fn each_witness_tells_whose_page_it_is() {
        check(Saved { outlet: Some("Variety".into()), ..saved(PLAIN) }, "Variety");
        check(saved(&html("https://variety.com/a", "")), "Variety");
        let url = Some("https://www.theguardian.com/a".to_owned());
        check(Saved { url, ..saved(PLAIN) }, "The Guardian");
        let host = Some("www.bbc.co.uk".to_owned());
        check(Saved { host, ..saved(PLAIN) }, "BBC");
        check(saved(&html("", "Reuters")), "Reuters");
    }

    #[test]
    fn the_stronger_witness_goes_first() {
        let mut page = saved(&html("https://variety.com/a", "Reuters"));
        page.host = Some("www.bbc.co.uk".into());
        page.url = Some("https://www.theguardian.com/a".into());
        page.outlet = Some("TheWrap".into());
        check(page.clone(), "TheWrap");
        page.outlet = None;
        check(page.clone(), "Variety");
        page.bytes = html("", "Reuters").into();
        check(page.clone(), "The Guardian");
        page.url = None;
        check(page.clone(), "BBC");
        page.host = None;
        check(page, "Reuters");
    }

    #[test]
    fn the_address_tells_the_edition() {
        check(saved(&html("https://au.variety.com/a", "")), "Variety/AU");
        let outlet = Some("Variety AU".to_owned());
        check(Saved { outlet, ..saved(PLAIN) }, "Variety/AU");
    }

    #[test]
    fn what_tells_nothing_is_nobodys() {
        check(saved(PLAIN), "nobody");
        check(Saved { host: Some("quay.example".into()), ..saved(PLAIN) }, "nobody");
        // The nearest name is not taken for it.
        check(Saved { outlet: Some("The Gaurdian".into()), ..saved(PLAIN) }, "nobody");
        check(saved(&html("https://notvariety.com/", "The Quay")), "nobody");
    }

    #[test]
    fn a_page_without_site_name_gets_its_outlets() {
        let host = Some("www.bbc.co.uk".to_owned());
        let shelf = shelve(&[Saved { host, ..saved(PLAIN) }], &Outlets::builtin());
        assert_eq!(shelf.pages[0].page.site.as_deref(), Some("BBC"));
    }

    #[test]
    fn saved_pages_stand_in_their_order_with_hash_and_time() {
        let files: Vec<Saved> = (0..23)
            .map(|number| Saved {
                name: format!("{number}.txt"),
                retrieved: Some("2026-03-04T10:00:00Z".into()),
                ..saved(&format!("Page {number} says so."))
            })
            .collect();
        let shelf = shelve(&files, &Outlets::builtin());
        assert_eq!(shelf.pages.len(), files.len());
        for (page, file) in shelf.pages.iter().zip(&files) {
            assert_eq!(page.name, file.name);
            assert_eq!(page.page.text.as_bytes(), file.bytes);
            assert_eq!(page.retrieved, file.retrieved);
        }
        let empty = shelve(&[saved("")], &Outlets::builtin());
        let of_nothing =
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(empty.pages[0].sha256, of_nothing);
        assert!(shelve(&[], &Outlets::builtin()).pages.is_empty());
    }

    #[test]
    fn a_file_too_large_is_a_gap() {
        let shelf =
            shelve(&[Saved { too_large: true, ..saved("") }], &Outlets::builtin());
        let page = &shelf.pages[0];
        assert_eq!(page.problem, Some(FetchProblem::TooLarge(LARGEST)));
        assert!(!page.is_whole() && page.sha256.is_empty());
    }

    #[test]
    fn a_page_that_is_cut_is_not_whole() {
        let nested = format!("<html><p>{PLAIN}{}", "<div>".repeat(2000));
        let shelf = shelve(&[saved(&nested), saved(PLAIN)], &Outlets::builtin());
        assert!(shelf.pages[0].page.text.contains(PLAIN));
        assert!(!shelf.pages[0].is_whole() && shelf.pages[0].page.truncated);
        assert!(!shelf.pages[1].page.truncated);
    }

    /// Answers from memory, and keeps what it was asked for.
    #[derive(Default)]
    struct Recorded {
        asked: RefCell<Vec<String>>,
    }

    impl Fetch for Recorded {
        fn fetch(&self, asked: &[Request], _: &Allowance) -> Vec<Fetched> {
            let urls: Vec<String> = asked.iter().map(|asked| asked.url.clone()).collect();
            self.asked.borrow_mut().extend(urls.iter().cloned());
            let answer = |url: &String| {
                let body = if url.contains("gone") {
                    Err(FetchProblem::Missing(410))
                } else {
                    Ok(Body {
                        bytes: html("", "").into_bytes(),
                        media_type: Some("text/html".into()),
                        charset: None,
                    })
                };
                Fetched::new(url.replace("old", "new"), body)
            };
            urls.iter().map(answer).collect()
        }
    }

    fn leads(urls: &[&str]) -> Vec<Lead> {
        let lead = |(citation, url): (usize, &&str)| Lead {
            citation,
            url: (*url).to_owned(),
            reason: Reason::Given,
        };
        urls.iter().enumerate().map(lead).collect()
    }

    /// The one caller of `fetch`.
    fn ask(shelf: &mut Shelf, leads: &[Lead], from: &dyn Fetch) {
        let (outlets, allowance) = (&Outlets::builtin(), &Allowance::default());
        fetch(
            shelf,
            leads,
            find::Means { from, allowance, outlets, archive: None, cache: None },
        );
    }

    /// What is asked for, given pages on the shelf.
    #[track_caller]
    fn check_asked(shelf: &mut Shelf, urls: &[&str], expected: &[&str]) {
        let from = Recorded::default();
        ask(shelf, &leads(urls), &from);
        assert_eq!(*from.asked.borrow(), expected);
    }

    #[test]
    fn each_address_is_asked_for_once() {
        let (one, two) = ("https://variety.com/a", "https://variety.com/b");
        let mut shelf = Shelf::default();
        check_asked(&mut shelf, &[one, two, one], &[one, two]);
        assert_eq!(shelf.pages.len(), 2);
        check_asked(&mut shelf, &[one, two], &[]);
        assert_eq!(shelf.pages.len(), 2);
    }

    #[test]
    fn what_is_on_the_shelf_is_not_asked_for() {
        let page = Saved {
            url: Some("https://www.theguardian.com/a/".into()),
            ..saved(&html("https://www.theguardian.com/wall", ""))
        };
        let mut shelf = shelve(&[page], &Outlets::builtin());
        for at_hand in [
            "https://www.theguardian.com/a/",
            "http://theguardian.com/a",
            "https://theguardian.com/a#top",
            "https://www.theguardian.com/wall",
        ] {
            check_asked(&mut shelf, &[at_hand], &[]);
        }
        let other = "https://www.theguardian.com/a?page=2";
        check_asked(&mut shelf, &[other], &[other]);
    }

    #[test]
    fn an_address_that_redirects_is_not_asked_for_again() {
        let mut shelf = Shelf::default();
        let old = "https://variety.com/old";
        check_asked(&mut shelf, &[old], &[old]);
        check_asked(&mut shelf, &[old, "https://variety.com/new"], &[]);
        assert_eq!(shelf.pages[0].name, old);
        assert_eq!(shelf.pages[0].page.url.as_deref(), Some("https://variety.com/new"));
    }

    #[test]
    fn what_could_not_be_had_is_a_gap_of_its_outlet() {
        let outlets = Outlets::builtin();
        let mut shelf = Shelf::default();
        let urls = leads(&["https://variety.com/gone", "https://variety.com/a"]);
        ask(&mut shelf, &urls, &Recorded::default());
        let [gone, had] = shelf.pages.as_slice() else { panic!("two pages") };
        assert_eq!(gone.problem, Some(FetchProblem::Missing(410)));
        assert_eq!(whose(gone, &outlets), "Variety");
        assert!(gone.page.text.is_empty() && gone.sha256.is_empty());
        assert_eq!((had.problem.as_ref(), had.page.text.as_str()), (None, PLAIN));
        assert_eq!(had.sha256.len(), 64);
        check_asked(&mut shelf, &["https://variety.com/gone"], &[]);
    }

    const GUARDIAN: OutletId = OutletId(0);
    const VARIETY: OutletId = OutletId(1);

    fn on_shelf(
        outlet: OutletId,
        edition: Option<&str>,
        url: &str,
        year: i16,
    ) -> Shelved {
        let day = date(year, 3, 4);
        let published = Dated::on(day, Tier::Meta);
        let page = Page {
            url: Some(url.to_owned()),
            published: Some(published),
            ..Page::default()
        };
        let edition = edition.map(str::to_owned);
        Shelved { outlet: Some(outlet), edition, page, ..Shelved::default() }
    }

    fn shelf() -> Shelf {
        let mut pages = vec![
            on_shelf(GUARDIAN, None, "https://guardian.example/a", 2026),
            on_shelf(GUARDIAN, None, "https://guardian.example/b", 2024),
            on_shelf(VARIETY, Some("AU"), "https://au.variety.example/c", 2026),
            on_shelf(VARIETY, Some("US"), "https://variety.example/d", 2026),
            on_shelf(VARIETY, None, "https://variety.example/e", 2026),
            on_shelf(GUARDIAN, None, "https://guardian.example/f", 2026),
        ];
        pages[5].problem = Some(FetchProblem::Timeout);
        Shelf { pages: pages.into_iter().map(Arc::new).collect(), ..Shelf::default() }
    }

    fn cite(outlet: OutletId, edition: Option<&str>) -> Citation {
        let edition = edition.map(str::to_owned);
        Citation {
            paragraph: 0,
            span: crate::text::Span::default(),
            label: "label".into(),
            resolution: Resolution::Known { outlet, edition, how: How::Name },
            year: None,
            date: None,
            url: None,
            description: None,
            via: None,
        }
    }

    #[track_caller]
    fn check_leads(
        citation: &Citation,
        pages: &[usize],
        missing: &[usize],
        other_year: &[usize],
    ) {
        let found = pages_for(0, citation, &shelf());
        assert_eq!(found.pages, pages, "pages");
        assert_eq!(found.missing, missing, "missing");
        assert_eq!(found.other_year, other_year, "of another year");
    }

    #[test]
    fn an_outlet_means_its_pages() {
        check_leads(&cite(GUARDIAN, None), &[0, 1], &[5], &[]);
        check_leads(&cite(VARIETY, None), &[2, 3, 4], &[], &[]);
        check_leads(&cite(OutletId(7), None), &[], &[], &[]);
    }

    #[test]
    fn an_edition_means_its_pages_and_failing_those_the_outlets() {
        check_leads(&cite(VARIETY, Some("AU")), &[2], &[], &[]);
        // No page is of that edition; one does not tell.
        check_leads(&cite(VARIETY, Some("UK")), &[4], &[], &[]);
    }

    #[test]
    fn a_year_means_pages_of_that_year() {
        let cited = Citation { year: Some(2024), ..cite(GUARDIAN, None) };
        check_leads(&cited, &[1], &[5], &[0]);
        let cited = Citation { date: Some(date(2026, 1, 1)), ..cite(GUARDIAN, None) };
        check_leads(&cited, &[0], &[5], &[1]);
    }

    #[test]
    fn an_address_means_the_page_there_whatever_outlet_and_year_are_named() {
        let url = Some("http://www.guardian.example/b#top".to_owned());
        let cited = Citation { url, year: Some(2026), ..cite(VARIETY, None) };
        check_leads(&cited, &[1], &[], &[]);
        let url = Some("https://guardian.example/f".to_owned());
        check_leads(&Citation { url, ..cite(GUARDIAN, None) }, &[], &[5], &[]);
    }

    #[test]
    fn a_page_found_for_certain_leaves_no_gap_where_another_address_failed() {
        let missing = |tied: &[usize]| {
            let mut shelf = shelf();
            let mut page = on_shelf(GUARDIAN, None, "https://guardian.example/g", 2026);
            let (reason, tied) = (Reason::News, tied.to_vec());
            page.found = Some(Found { reason, citations: vec![0], tied });
            shelf.pages.push(Arc::new(page));
            let of = |number| pages_for(number, &cite(GUARDIAN, None), &shelf).missing;
            [of(0), of(1)]
        };
        assert_eq!(missing(&[]), [vec![], vec![5]]);
        assert_eq!(missing(&[0]), [vec![5], vec![5]]);
    }

    #[test]
    fn an_address_that_no_page_has_falls_back_on_the_outlet() {
        let url = Some("https://guardian.example/z".to_owned());
        check_leads(&Citation { url, ..cite(GUARDIAN, None) }, &[0, 1], &[5], &[]);
    }

    #[test]
    fn a_label_that_means_nothing_has_no_pages() {
        let resolution = Resolution::Unknown(Vec::new());
        check_leads(&Citation { resolution, ..cite(GUARDIAN, None) }, &[], &[], &[]);
        let resolution = Resolution::Ambiguous(vec![GUARDIAN, VARIETY]);
        check_leads(&Citation { resolution, ..cite(GUARDIAN, None) }, &[], &[], &[]);
    }
}
