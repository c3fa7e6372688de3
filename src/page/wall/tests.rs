//! Pages with walls and pages without, in the markup of those who build them.

use std::fmt::Write as _;

use super::super::{Wall, read};

/// The pages; its first lines tell how they are written.
const PAGES: &str = include_str!("pages.txt");

/// What an article has in its head.
const FACTS: &str = "<meta property='og:type' content='article'><meta name=author content='Ada \
    Lane'><meta property='article:published_time' content='2026-01-22T10:00:00Z'>";

/// Paragraphs of an article, 21 words each.
fn prose(paragraphs: usize) -> String {
    let places =
        ["quay", "lock", "mill", "ferry", "school", "market", "bridge", "chapel"];
    let mut text = String::new();
    for at in 0..paragraphs {
        let (here, there) = (places[at % 8], places[(at / 8 + at + 3) % 8]);
        let _ = write!(
            text,
            "<p>On day {at} the council walked from the {here} to the {there}, counted its \
             lamps, and asked what each would cost to mend.</p>"
        );
    }
    text
}

/// Teasers of eight other stories.
fn teasers() -> String {
    let mut text = String::new();
    for at in 0..8 {
        let _ = write!(
            text,
            "<div class=card><h3><a href=/s{at}>What the council counted on day {at} of its \
             walk</a></h3><p>It was a long walk, and at the end of it there were {at} lamps \
             that did not burn at all.</p></div>"
        );
    }
    text
}

fn filled(page: &str) -> String {
    let page = page.replace("{facts}", FACTS).replace("{teasers}", &teasers());
    (1..=20).fold(page, |page, n| page.replace(&format!("{{prose {n}}}"), &prose(n)))
}

/// Checks all pages that have a wall of this name, of which there are `count`; those that
/// are wrong are told at once.
#[track_caller]
fn check(wall: &str, count: usize) {
    let mut found = 0;
    let mut wrong = Vec::new();
    for page in PAGES.split("\n=== ").skip(1) {
        let (head, html) = page.split_once('\n').unwrap();
        let (own, name) = head.split_once(": ").unwrap();
        if own != wall {
            continue;
        }
        found += 1;
        let url = name.split_once(" @ ").map(|(_, url)| url);
        let read = read(url, filled(html).as_bytes(), None);
        if read.wall.map_or("none", Wall::name) != wall {
            wrong.push(format!("{name}: {:?} {}", read.wall, read.text));
        }
    }
    assert_eq!((wrong, found), (Vec::<String>::new(), count));
}

#[test]
fn paywalls_of_many_makers_are_seen() {
    check("paywall", 31);
}

#[test]
fn consent_screens_are_seen() {
    check("consent", 6);
}

#[test]
fn empty_shells_are_seen() {
    check("script", 5);
}

#[test]
fn tests_for_machines_are_seen() {
    check("bot", 12);
}

#[test]
fn pages_that_are_not_there_are_seen() {
    check("error", 14);
}

#[test]
fn what_is_not_walled_is_read() {
    check("none", 43);
}
