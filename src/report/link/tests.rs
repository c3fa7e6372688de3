use super::*;

use crate::page;

const URL: &str = "https://a.example/x";

/// The fragment that marks `words` where they stand for the `nth` time, from 0, in a page
/// of these lines, decoded but for the marks that part its terms.
#[track_caller]
fn check_nth(lines: &[&str], words: &str, nth: usize, expected: &str) {
    let page = page::from_text(Some(URL), &lines.join("\n\n"));
    let page = Page { text: lines.join("\n"), ..page };
    let (start, _) = page.text.match_indices(words).nth(nth).unwrap();
    let link = Links::new(&page).to(Span::new(start, start + words.len())).unwrap();
    let fragment = link.strip_prefix("https://a.example/x#:~:text=").unwrap();
    assert_eq!(decoded(fragment), expected);
}

#[track_caller]
fn check(lines: &[&str], words: &str, expected: &str) {
    check_nth(lines, words, 0, expected);
}

fn decoded(text: &str) -> String {
    let bytes = percent_decoded(text.as_bytes());
    String::from_utf8(bytes).unwrap()
}

fn percent_decoded(mut text: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    while let Some((&byte, rest)) = text.split_first() {
        if byte == b'%' {
            let digits = std::str::from_utf8(&rest[..2]).unwrap();
            bytes.push(u8::from_str_radix(digits, 16).unwrap());
            text = &rest[2..];
        } else {
            bytes.push(byte);
            text = rest;
        }
    }
    bytes
}

const LONG: &str = "The harbour wall at Port Ellery will be raised by two metres, the \
                    council said on Thursday.";

#[test]
fn a_short_sentence_is_written_out() {
    check(
        &["It rained. “Work begins in March,” she said. It was late."],
        "“Work begins in March,” she said.",
        "“Work begins in March,” she said.",
    );
}

#[test]
fn a_long_one_is_told_by_how_it_starts_and_ends() {
    check(&[LONG], LONG, "The harbour wall at,said on Thursday.");
}

#[test]
fn it_starts_with_as_many_words_as_tell_it_from_what_is_said_before() {
    check(
        &["The harbour wall at Port Ellery was closed.", LONG],
        LONG,
        "The harbour wall at Port Ellery will,said on Thursday.",
    );
    check(
        &["THE HARBOUR WALL AT — Port Éllery was closed.", LONG],
        LONG,
        "The harbour wall at Port Ellery will,said on Thursday.",
    );
}

#[test]
fn what_is_said_after_it_takes_no_words() {
    let after = "The harbour wall at Port Ellery was closed.";
    check(&[LONG, after], LONG, "The harbour wall at,said on Thursday.");
}

#[test]
fn it_ends_with_as_many_words_as_stand_at_its_end_alone() {
    let long = "It was what the council said on Thursday that the others then took for what \
                it had all said on Thursday.";
    check(&[long], long, "It was what the,all said on Thursday.");
}

#[test]
fn a_place_in_several_blocks_starts_in_one_and_ends_in_another() {
    check(
        &["She spoke. We will build it.", "We will build it well."],
        "We will build it.\nWe will build it well.",
        "We will build it.,build it well.",
    );
}

#[test]
fn cells_of_a_row_are_blocks() {
    check(
        &["Ship | Weight in tons", "Isolde Grey | 38 tons"],
        "Isolde Grey | 38 tons",
        "Isolde Grey,38 tons",
    );
}

#[test]
fn lines_of_a_block_are_blocks() {
    let html = "<p>The ferry came in at noon,<br>and nobody went aboard. It left.</p>";
    let page = page::read(Some(URL), html.as_bytes(), None);
    let end = page.text.find(" It left.").unwrap();
    let link = Links::new(&page).to(Span::new(0, end)).unwrap();
    assert!(
        link.ends_with("text=The%20ferry%20came%20in,nobody%20went%20aboard."),
        "{link}"
    );
    assert_eq!(
        page.breaks.iter().map(|&at| &page.text[at..=at]).collect::<Vec<_>>(),
        [" "]
    );
}

#[test]
fn few_words_take_their_neighbours_along_but_not_of_other_blocks() {
    check(
        &["We are not asking them.", "Not now."],
        "not asking",
        "We are-,not asking,-them.",
    );
    check(&["We do.", "Not now.", "Soon."], "Not now.", "Not now.");
}

#[test]
fn a_sentence_said_before_is_told_by_what_stands_before_it() {
    let line = "No one was badly hurt. The crew said no one was badly hurt.";
    check_nth(
        &["At first no one was badly hurt.", line],
        "no one was badly hurt.",
        1,
        "said-,no one was badly hurt.",
    );
    let twice = format!("{LONG} Later it said: {LONG}");
    check_nth(&[&twice], LONG, 1, "said:-,The harbour wall at,said on Thursday.");
}

#[test]
fn or_by_what_stands_behind_it() {
    check_nth(
        &["Nobody was hurt there. He left.", "Nobody was hurt there. She stayed."],
        "Nobody was hurt there.",
        1,
        "Nobody was hurt there.,-She",
    );
}

#[test]
fn or_at_last_by_the_block_before() {
    check_nth(
        &[
            "It began.",
            "Nobody was hurt there.",
            "It ended well.",
            "Nobody was hurt there.",
        ],
        "Nobody was hurt there.",
        1,
        "It ended well.-,Nobody was hurt there.",
    );
}

#[test]
fn the_headline_stands_before() {
    let page = Page {
        title: Some("Nobody was hurt there".to_owned()),
        url: Some(URL.to_owned()),
        text: "He said so: nobody was hurt there.".to_owned(),
        ..Page::default()
    };
    let link = Links::new(&page).to(Span::new(12, 34)).unwrap();
    assert!(link.ends_with("text=so%3A-,nobody%20was%20hurt%20there."), "{link}");
}

#[test]
fn standfirst_and_captions_may_stand_before() {
    let kind = |line: usize| match line {
        0 => page::PassageKind::Text,
        _ => page::PassageKind::Caption,
    };
    let lines = ["It is so: nobody was hurt there.", "Nobody was hurt there."];
    let passages = [(0, Span::new(0, 32)), (1, Span::new(33, 55))];
    let page = Page {
        url: Some(URL.to_owned()),
        text: lines.join("\n"),
        passages: passages
            .map(|(line, span)| page::Passage { span, kind: kind(line) })
            .to_vec(),
        ..Page::default()
    };
    let link = Links::new(&page).to(Span::new(10, 32)).unwrap();
    assert!(link.ends_with("text=so%3A-,nobody%20was%20hurt%20there."), "{link}");
}

#[test]
fn terms_end_where_words_do() {
    check(
        &["Seen at example.com today, all of it."],
        "com today, all of",
        "example.com today, all of",
    );
    check(&["It’s 1,500.5 tons of it all."], "500.5 tons of it", "1,500.5 tons of it");
}

#[test]
fn marks_with_a_meaning_in_a_text_directive_are_encoded() {
    let mut out = String::new();
    encode(&mut out, "a-b, c&d\u{a0} é");
    assert_eq!(out, "a%2Db%2C%20c%26d%20%C3%A9");
}

#[test]
fn an_address_keeps_its_fragment_and_loses_its_directives() {
    assert_eq!(base("https://a.example/"), "https://a.example/#:~:");
    assert_eq!(base("https://a.example/#top"), "https://a.example/#top:~:");
    assert_eq!(base("https://a.example/#top:~:text=x"), "https://a.example/#top:~:");
}

#[test]
fn a_place_without_words_gives_the_bare_address() {
    let page = page::from_text(Some(URL), "A — b.");
    let links = Links::new(&page);
    for place in [Span::new(2, 5), Span::new(900, 910), Span::new(3, 4), Span::default()]
    {
        assert_eq!(links.to(place).as_deref(), Some(URL), "{place}");
    }
}

#[test]
fn a_paragraph_that_is_one_word_to_a_browser_is_not_written_out() {
    let page = page::from_text(Some(URL), &"東".repeat(5000));
    let link = Links::new(&page).to(Span::new(0, 9));
    assert_eq!(link.as_deref(), Some(URL));
}

#[test]
fn a_page_that_says_the_same_for_ever_has_its_links() {
    let line = "no ".repeat(20_000);
    let page = page::from_text(Some(URL), &line);
    let links = Links::new(&page);
    for at in (0..10).map(|at| at * 5997) {
        assert!(links.to(Span::new(at, at + 300)).is_some());
    }
}

mod properties {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn any_place_gives_a_link_of_short_terms(
            text in "[ab東é’.,| \n-]{0,60}",
            start in 0usize..70,
            length in 0usize..70,
        ) {
            let page = Page {
                url: Some(URL.to_owned()),
                text,
                ..Page::default()
            };
            let link = Links::new(&page).to(Span::new(start, start + length)).unwrap();
            prop_assert!(link.starts_with(URL));
            prop_assert!(!link.contains("=,") && !link.contains(",,") && !link.ends_with(','));
        }
    }
}
