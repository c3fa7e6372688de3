use std::cell::RefCell;
use std::collections::BTreeMap;

use super::*;
use crate::claim;
use crate::draft;
use crate::draft::Format;
use crate::fetch::{Body, Fetched, Known};
use crate::gather::{Seeking, Sought, seek};
use crate::outlet;
use crate::outlet::Outlet;

const SITEMAP: &str = "https://quay.example/news.xml";
const STORY: &str = "The harbour board at Dunmarrow sold 42 moorings to local crews on Monday.\n\
    Ada Lane, who leads the board, said that the money would mend the lock at Hexley.\n\
    Crews had waited nine years for a berth, and forty more are on the list.";
const DRAFT: &str = "The Dunmarrow harbour board has sold 42 moorings to crews. The money will \
    mend the lock at Hexley, Ada Lane said. (Source: The Quay)\n";

/// A web in memory, and what was asked of it.
#[derive(Default)]
struct Web {
    pages: BTreeMap<String, String>,
    asked: RefCell<Vec<String>>,
    known: Vec<Known>,
}

impl Web {
    fn with(pages: &[(&str, &str)]) -> Self {
        let page = |(url, text): &(&str, &str)| ((*url).to_owned(), (*text).to_owned());
        Self { pages: pages.iter().map(page).collect(), ..Self::default() }
    }

    /// What came of an address.
    fn answer(&self, url: &str, allowance: &Allowance) -> Fetched {
        if !allowance.take() {
            return Fetched::new(url, Err(FetchProblem::Spent(allowance.limit())));
        }
        self.asked.borrow_mut().push(url.to_owned());
        let (at, body) = match self.pages.get(url) {
            Some(text) => match text.strip_prefix("-> ") {
                Some(to) => (to, self.pages.get(to)),
                None => (url, Some(text)),
            },
            None => (url, None),
        };
        let body =
            body.map(|text| Body { bytes: text.as_bytes().to_vec(), ..Body::default() });
        Fetched::new(at, body.ok_or(FetchProblem::Missing(404)))
    }
}

impl Fetch for Web {
    fn fetch(&self, asked: &[Request], allowance: &Allowance) -> Vec<Fetched> {
        asked.iter().map(|one| self.answer(&one.url, allowance)).collect()
    }

    fn known(&self, host: &str) -> Vec<Known> {
        assert_eq!(host, "quay.example");
        self.known.clone()
    }
}

fn outlets() -> Outlets {
    let quay = Outlet {
        name: "The Quay".into(),
        hosts: vec!["quay.example".into()].into(),
        news_sitemaps: vec![SITEMAP.into()].into(),
        sitemaps: vec!["https://quay.example/sitemap.xml".into()].into(),
        search: Some("https://quay.example/find?q={query}".into()),
        ..Outlet::default()
    };
    Outlets::new(vec![quay], Vec::new())
}

fn sitemap(entries: &[(&str, &str)]) -> String {
    let each = entries.iter().map(|(url, title)| {
        format!("<url><loc>{url}</loc><n:title>{title}</n:title></url>")
    });
    format!("<urlset>{}</urlset>", each.collect::<String>())
}

/// The shelf after pages were looked for, for a text that cites The Quay.
fn shelf_for(text: &str, web: &Web, seeking: &Seeking) -> Shelf {
    shelf_of(&draft::parse("a.txt", text.as_bytes(), Format::Text), web, seeking)
}

fn shelf_of(draft: &Draft, web: &Web, seeking: &Seeking) -> Shelf {
    let outlets = outlets();
    let citations = outlet::citations(draft, &outlets);
    let claims = claim::extract(draft, &citations);
    let mut shelf = Shelf::default();
    let sought =
        Sought { draft, claims: &claims.claims, citations: &citations, leads: &[] };
    seek(&mut shelf, sought, web, &outlets, seeking);
    shelf
}

/// The pages found, each with the citations it is for and how many of them are in doubt.
#[track_caller]
fn check(text: &str, web: &Web, expected: &[(&str, &[usize], usize)]) -> Shelf {
    let shelf = shelf_for(text, web, &Seeking::default());
    let found: Vec<(&str, &[usize], usize)> = shelf
        .pages
        .iter()
        .map(|page| {
            let found = page.found.as_ref().unwrap();
            (page.name.as_str(), found.citations.as_slice(), found.tied.len())
        })
        .collect();
    assert_eq!(found, expected, "{:#?}", shelf.searches);
    shelf
}

const RIGHT: &str = "https://quay.example/7";

#[test]
fn the_page_that_speaks_of_it_is_found_in_the_news_sitemap() {
    let list = sitemap(&[
        ("https://quay.example/1", "Storm closes the lock at Hexley"),
        ("https://quay.example/2", "Council of Dunmarrow meets on roads"),
        (RIGHT, "Dunmarrow harbour board sells 42 moorings"),
    ]);
    let web = Web::with(&[
        (SITEMAP, &list),
        ("https://quay.example/1", "A storm closed the lock at Hexley for nine days."),
        (
            "https://quay.example/2",
            "The council of Dunmarrow met on Tuesday to talk of roads.",
        ),
        (RIGHT, STORY),
    ]);
    let shelf = check(DRAFT, &web, &[(RIGHT, &[0], 0)]);
    assert_eq!(shelf.searches[0].listings.len(), 1, "the sitemap is not needed");
    assert_eq!(shelf.requests, web.asked.borrow().len());
}

#[test]
fn what_an_earlier_run_kept_costs_no_listing() {
    let mut web = Web::with(&[(RIGHT, STORY)]);
    let title = Some("Dunmarrow harbour board sells 42 moorings".to_owned());
    web.known = vec![Known { url: RIGHT.to_owned(), title }];
    check(DRAFT, &web, &[(RIGHT, &[0], 0)]);
    assert_eq!(*web.asked.borrow(), [RIGHT]);
}

#[test]
fn an_index_leads_on_and_a_ring_of_indexes_ends() {
    let (index, month) =
        ("https://quay.example/sitemap.xml", "https://quay.example/m.xml");
    let list = sitemap(&[("https://quay.example/dunmarrow-harbour-moorings-sold", "")]);
    let page = "https://quay.example/dunmarrow-harbour-moorings-sold";
    let one =
        format!("<sitemapindex><sitemap><loc>{month}</loc></sitemap></sitemapindex>");
    let web = Web::with(&[(index, &one), (month, &list), (page, STORY)]);
    check(DRAFT, &web, &[(page, &[0], 0)]);
    let ring =
        format!("<sitemapindex><sitemap><loc>{index}</loc></sitemap></sitemapindex>");
    let web = Web::with(&[(index, &one), (month, &ring)]);
    check(DRAFT, &web, &[]);
    let asked = web.asked.borrow().iter().filter(|url| *url == index).count();
    assert_eq!(asked, 1);
}

#[test]
fn the_search_is_asked_for_what_tells_most() {
    let results = format!(
        "<html><body><ul><li><a href={RIGHT}>Dunmarrow harbour board sells moorings</a></li></ul></body></html>"
    );
    let mut web = Web::with(&[(RIGHT, STORY)]);
    let url =
        "https://quay.example/find?q=Dunmarrow%20Hexley%20Ada%20moorings%20Lane%20mend";
    web.pages.insert(url.to_owned(), results);
    let shelf = check(DRAFT, &web, &[(RIGHT, &[0], 0)]);
    assert_eq!(shelf.pages[0].found.as_ref().unwrap().reason, Reason::Search);
}

#[test]
fn two_pages_that_fit_as_well_are_both_named() {
    let other = "https://quay.example/8";
    let title = "Dunmarrow harbour board sells 42 moorings";
    let list = sitemap(&[(RIGHT, title), (other, title)]);
    let twin = STORY.replace("forty more", "a hundred more");
    let web = Web::with(&[(SITEMAP, &list), (RIGHT, STORY), (other, &twin)]);
    check(DRAFT, &web, &[(RIGHT, &[0], 1), (other, &[0], 1)]);
    // The same words twice are one page.
    let web = Web::with(&[(SITEMAP, &list), (RIGHT, STORY), (other, STORY)]);
    check(DRAFT, &web, &[(RIGHT, &[0], 0)]);
}

#[test]
fn an_outlet_that_is_cited_twice_for_one_story_is_cited_for_one_page() {
    let title = "Dunmarrow harbour board sells 42 moorings";
    let list =
        sitemap(&[(RIGHT, title), ("https://quay.example/9", "Crews wait for berths")]);
    let part = "Crews had waited nine years for a berth, and forty more are on the list.";
    let web =
        Web::with(&[(SITEMAP, &list), (RIGHT, STORY), ("https://quay.example/9", part)]);
    let text = format!(
        "{DRAFT}\nForty crews more are on the list for a berth. (Source: The Quay)\n"
    );
    check(&text, &web, &[(RIGHT, &[0, 1], 0)]);
}

#[test]
fn events_alike_are_told_by_what_is_said_of_the_story_near_by() {
    let other = "https://quay.example/8";
    let list = sitemap(&[
        (other, "Dunmarrow harbour board sells moorings"),
        (RIGHT, "Dunmarrow harbour board sells moorings to crews"),
    ]);
    let plan = "A plan of 1997 for the moorings at Dunmarrow was dropped after a flood.";
    let (right, like) = (
        format!("{STORY}\n{plan}"),
        format!(
            "The harbour board at Dunmarrow sold 77 moorings to farmers on Friday.\n\
            Bo Reed, who leads the board, said that the money would pave a yard at Oxnam.\n\
            {plan}"
        ),
    );
    let web = Web::with(&[(SITEMAP, &list), (RIGHT, &right), (other, &like)]);
    let text = format!(
        "{}\nMoorings at Dunmarrow had been planned in 1997, but a flood put an end to it. \
        (Source: The Quay)\n",
        DRAFT.replace("The Quay", "The Bay")
    );
    check(&text, &web, &[(RIGHT, &[1], 0)]);
}

#[test]
fn a_figure_that_the_draft_has_wrong_does_not_lose_the_page() {
    let list = sitemap(&[
        ("https://quay.example/1", "Storm closes the lock at Hexley"),
        (RIGHT, "Dunmarrow harbour board sells 42 moorings"),
    ]);
    let storm = "A storm closed the lock at Hexley for 45 days, Bo Reed said.";
    let web =
        Web::with(&[(SITEMAP, &list), (RIGHT, STORY), ("https://quay.example/1", storm)]);
    check(&DRAFT.replace("42", "45"), &web, &[(RIGHT, &[0], 0)]);
}

#[test]
fn an_amp_twin_is_not_asked_for_beside_its_page() {
    let twin = "https://quay.example/amp/7";
    let title = "Dunmarrow harbour board sells 42 moorings";
    let list = sitemap(&[(RIGHT, title), (twin, title)]);
    let web = Web::with(&[(SITEMAP, &list), (RIGHT, STORY), (twin, STORY)]);
    check(DRAFT, &web, &[(RIGHT, &[0], 0)]);
    assert!(!web.asked.borrow().iter().any(|url| url == twin));
    assert_eq!(without_amp("https://amp.quay.example/7/amp"), "https://quay.example/7");
}

#[test]
fn a_page_that_is_gone_is_told_by_its_headline() {
    let list = sitemap(&[(RIGHT, "Dunmarrow harbour board sells 42 moorings")]);
    let web = Web::with(&[(SITEMAP, &list)]);
    let shelf = check(DRAFT, &web, &[(RIGHT, &[0], 0)]);
    assert_eq!(shelf.pages[0].problem, Some(FetchProblem::Missing(404)));
}

#[test]
fn a_page_that_is_gone_is_read_as_an_archive_has_it() {
    let list = sitemap(&[(RIGHT, "Dunmarrow harbour board sells 42 moorings")]);
    let asked = format!("https://ar.example/web/99991231235959id_/{RIGHT}");
    let capture = format!("https://ar.example/web/20260120100000id_/{RIGHT}");
    let web = Web::with(&[
        (SITEMAP, &list),
        (&asked, &format!("-> {capture}")),
        (&capture, STORY),
    ]);
    let archive = Some("https://ar.example".to_owned());
    let shelf = shelf_for(DRAFT, &web, &Seeking { archive, ..Seeking::default() });
    let page = &shelf.pages[0];
    assert_eq!((page.problem.as_ref(), page.name.as_str()), (None, RIGHT));
    assert_eq!(page.captured.as_deref(), Some("2026-01-20T10:00:00Z"));
    assert_eq!(page.page.url.as_deref(), Some(RIGHT));
    assert_eq!(page.found.as_ref().unwrap().citations, [0]);
}

#[test]
fn a_page_that_was_changed_since_is_read_as_it_was_if_an_archive_has_that() {
    let list = sitemap(&[(RIGHT, "Dunmarrow harbour board sells 42 moorings")]);
    let mut draft = draft::parse("a.txt", DRAFT.as_bytes(), Format::Text);
    draft.date = Some(jiff::civil::date(2026, 1, 21));
    let changed = |day: &str| {
        let story = STORY.replace('\n', "</p><p>");
        format!(
            "<html><head><meta property=\"article:modified_time\" content=\"{day}\"></head>\
             <body><article><p>{story}</p></article></body></html>"
        )
    };
    let asked = format!("https://ar.example/web/20260121120000id_/{RIGHT}");
    let capture = format!("https://ar.example/web/20260120100000id_/{RIGHT}");
    let captured = |now: &str, then: &str| {
        let web = Web::with(&[
            (SITEMAP, &list),
            (RIGHT, now),
            (&asked, &format!("-> {capture}")),
            (&capture, then),
        ]);
        let archive = Some("https://ar.example".to_owned());
        let shelf = shelf_of(&draft, &web, &Seeking { archive, ..Seeking::default() });
        shelf.pages[0].captured.is_some()
    };
    assert!(captured(&changed("2026-02-01"), STORY));
    assert!(
        !captured(&changed("2026-01-20"), STORY),
        "it was so when the draft was written"
    );
    assert!(!captured(&changed("2026-02-01"), &changed("2026-02-01")), "no other words");
}

#[test]
fn another_outlets_page_is_never_taken() {
    let list = sitemap(&[(RIGHT, "Dunmarrow harbour board sells 42 moorings")]);
    let elsewhere = "https://bay.example/7";
    let moved = format!("-> {elsewhere}");
    let web = Web::with(&[(SITEMAP, &list), (RIGHT, &moved), (elsewhere, STORY)]);
    let shelf = check(DRAFT, &web, &[(RIGHT, &[0], 0)]);
    assert!(matches!(shelf.pages[0].problem, Some(FetchProblem::Astray(_))));
}

#[test]
fn no_more_is_asked_for_than_is_allowed() {
    let entries: Vec<(String, String)> = (0..40)
        .map(|at| {
            (format!("https://quay.example/{at}"), format!("Dunmarrow moorings {at}"))
        })
        .collect();
    let entries: Vec<(&str, &str)> =
        entries.iter().map(|(url, title)| (url.as_str(), title.as_str())).collect();
    let web = Web::with(&[(SITEMAP, &sitemap(&entries))]);
    for most in [0, 1, 3] {
        web.asked.borrow_mut().clear();
        let seeking = Seeking { max_requests: most, ..Seeking::default() };
        let shelf = shelf_for(DRAFT, &web, &seeking);
        assert!(web.asked.borrow().len() <= most);
        assert_eq!(shelf.requests, web.asked.borrow().len());
    }
}

#[test]
fn a_search_that_finds_nothing_tells_what_it_tried() {
    let list = sitemap(&[("https://quay.example/1", "Storm closes the lock at Hexley")]);
    let storm =
        "A storm closed the lock at Hexley for nine days in the spring of that year.";
    let web = Web::with(&[(SITEMAP, &list), ("https://quay.example/1", storm)]);
    let shelf = check(DRAFT, &web, &[]);
    let search = &shelf.searches[0];
    let looked: Vec<(Reason, usize)> =
        search.listings.iter().map(|one| (one.reason, one.entries)).collect();
    assert_eq!(looked, [(Reason::News, 1), (Reason::Sitemap, 0), (Reason::Search, 0)]);
    assert_eq!(search.candidates.len(), 1);
    assert!(search.candidates[0].chosen.is_empty());
}

#[test]
fn a_page_that_could_not_be_read_is_no_other_paragraphs() {
    let storm = "https://quay.example/1";
    let list =
        sitemap(&[(storm, "Storm closes the lock"), (RIGHT, "Dunmarrow moorings sold")]);
    let web = Web::with(&[(SITEMAP, &list), (RIGHT, STORY)]);
    let text = format!(
        "{DRAFT}\nA storm has closed the lock. (Source: The Quay)\n\n\
        Zebras graze in the churchyard of Oxnam. (Source: The Quay)\n"
    );
    let shelf = check(&text, &web, &[(RIGHT, &[0], 0), (storm, &[1], 0)]);
    assert_eq!(shelf.pages[1].problem, Some(FetchProblem::Missing(404)));
}
