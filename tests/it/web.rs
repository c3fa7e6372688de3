//! A simulated web: twelve outlets with manners of their own, whose articles tell the same
//! events in different words, and drafts of which it is known what page each attribution
//! means.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use flate2::read::GzDecoder;

use self::draft::drafts;
use self::outlet::{Manner, OUTLETS, PRINTED, SEED, World};
use self::server::Web;

mod draft;
mod outlet;
mod search;
mod server;
mod story;

/// The status and the body of what an outlet answers.
fn get(web: &Web, outlet: usize, path: &str) -> (u16, Vec<u8>) {
    let mut stream = TcpStream::connect(("127.0.0.1", web.port())).unwrap();
    let host = format!("{}.localhost:{}", OUTLETS[outlet].key, web.port());
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n").unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    let end = answer.windows(4).position(|of| of == b"\r\n\r\n").unwrap();
    let head = String::from_utf8_lossy(&answer[..end]).into_owned();
    (head[9..12].parse().unwrap(), answer.split_off(end + 4))
}

fn text(web: &Web, outlet: usize, path: &str) -> String {
    let (status, body) = get(web, outlet, path);
    assert_eq!(status, 200, "{path} at {}", OUTLETS[outlet].name);
    String::from_utf8(body).unwrap()
}

fn year(of: char) -> bool {
    of.is_ascii_digit() || of == ' '
}

fn of(manner: Manner) -> usize {
    OUTLETS.iter().position(|outlet| outlet.manner == manner).unwrap()
}

#[test]
fn the_web_is_large_enough_to_get_lost_in() {
    let world = World::new(SEED);
    for outlet in 0..OUTLETS.len() {
        assert!(world.of(outlet).count() >= PRINTED);
    }
    let shared = world.told.len();
    assert_eq!(shared, 60 * 5);
    let copies = world.articles.iter().filter(|article| article.agency.is_some()).count();
    assert!(copies >= 20, "{copies} copies");
    for article in &world.articles {
        let words: usize = article
            .event
            .paragraphs(article.voice)
            .iter()
            .map(|paragraph| paragraph.split(' ').count())
            .inspect(|&words| assert!(words >= 25, "{words} words in a paragraph"))
            .sum();
        assert!(words > 150);
    }
}

#[test]
fn drafts_cite_three_hundred_pages_and_some_that_are_not_there() {
    let world = World::new(SEED);
    let drafts = drafts(&world);
    let all: Vec<_> = drafts.iter().flat_map(|draft| &draft.attributions).collect();
    let there = all.iter().filter(|attribution| attribution.meant.is_some()).count();
    assert!(there >= 300, "{there} of {}", all.len());
    assert!(all.len() - there >= 10, "{there} of {}", all.len());
    for draft in &drafts {
        let lists = draft.text.lines().filter_map(|line| line.split_once("(Sources: "));
        let labels =
            lists.flat_map(|(_, labels)| labels.trim_end_matches(')').split(", "));
        let cited: Vec<&str> = labels.map(|label| label.trim_end_matches(year)).collect();
        let outlets = draft.attributions.iter().map(|one| OUTLETS[one.outlet].name);
        assert_eq!(cited, outlets.collect::<Vec<_>>());
    }
}

#[test]
fn each_outlet_lists_its_pages_in_its_own_manner() {
    let web = Web::start(Duration::ZERO);
    let locs = |outlet, path: &str| text(&web, outlet, path).matches("<loc>").count();
    assert!(locs(of(Manner::News), "/sitemap.xml") > 20);
    assert!(locs(of(Manner::News), "/news-sitemap.xml") > 3);
    assert!(locs(of(Manner::News), "/sitemap/2025-03.xml") > 0);
    assert!(locs(of(Manner::Atom), "/sitemap.xml") >= 2 * PRINTED);
    assert!(locs(of(Manner::Numbers), "/sitemap.xml") >= PRINTED);
    let (_, packed) = get(&web, of(Manner::Gzip), "/sitemap.xml.gz");
    let mut plain = String::new();
    GzDecoder::new(packed.as_slice()).read_to_string(&mut plain).unwrap();
    assert!(plain.matches("<loc>").count() >= PRINTED);
    assert_eq!(text(&web, of(Manner::Rss), "/feed.xml").matches("<item>").count(), 50);
    assert_eq!(text(&web, of(Manner::Atom), "/feed.xml").matches("<entry>").count(), 50);
    let feed: serde_json::Value =
        serde_json::from_str(&text(&web, of(Manner::JsonFeed), "/feed.json")).unwrap();
    assert_eq!(feed["items"].as_array().unwrap().len(), 50);
    assert!(text(&web, of(Manner::Paywall), "/robots.txt").contains("Disallow: /search"));
    assert_eq!(get(&web, of(Manner::Search), "/sitemap.xml").0, 404);
    assert_eq!(web.requests(), 11);
}

#[test]
fn a_search_puts_the_page_with_the_words_first() {
    let web = Web::start(Duration::ZERO);
    let outlet = of(Manner::Search);
    for article in web.world.of(outlet).take(20) {
        let asked = article.event.fact(0, 0).replace(' ', "+");
        let found = text(&web, outlet, &format!("/search?q={asked}"));
        assert!(found.matches("<li>").count() <= 10);
        assert!(found.contains(&article.path), "{}", article.title);
    }
}

#[test]
fn a_page_holds_what_is_told_of_its_event() {
    let web = Web::start(Duration::ZERO);
    for &article in web.world.told.values() {
        let article = &web.world.articles[article];
        let (status, body) = get(&web, article.outlet, article.listed());
        if let Some(dead) = article.dead {
            assert_eq!(status, dead);
            continue;
        }
        assert_eq!(status, if article.moved_from.is_some() { 301 } else { 200 });
        for address in web.addresses(article) {
            let path = address.split_once(&web.port().to_string()).unwrap().1;
            if Some(path) == article.moved_from.as_deref() {
                continue;
            }
            let page = text(&web, article.outlet, path);
            let facts = if article.paywall { 0..2 } else { 0..6 };
            for fact in facts {
                assert!(
                    page.contains(&article.event.fact(fact, article.voice)),
                    "{address}"
                );
            }
            assert_eq!(page.contains("class=\"paywall\""), article.paywall);
        }
        assert_eq!(
            article.agency.is_some(),
            String::from_utf8_lossy(&body).contains("By Tern")
        );
    }
}

#[test]
fn sources_tell_of_every_outlet() {
    let web = Web::start(Duration::ZERO);
    let sources: toml::Table = web.sources_toml().parse().unwrap();
    assert_eq!(sources["outlet"].as_array().unwrap().len(), OUTLETS.len());
}
