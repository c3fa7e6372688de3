//! Selectors and what they select.

use crate::page::{self, Page, PassageKind, Selection, SelectionError, Wall};

/// A page whose article our finder would pass over.
const PAGE: &str = r#"<!DOCTYPE html><html lang="en"><head><title>Tides | The Example</title>
<meta property="og:title" content="Tides">
<meta property="article:published_time" content="2026-01-22T10:00:00Z">
<script type="application/ld+json">{"@type":"NewsArticle","articleBody":"Another text that the page gives to
programs, long enough to be taken for the article where next to nothing of one is shown to anybody who reads it."}</script>
</head><body>
<main><p>The council met on the quay this morning, and it adjourned at noon without a vote on the wall.</p>
<p>The harbour board met on the quay this evening, and it adjourned at ten without a vote on the wall.</p></main>
<aside class="promo" id="card"><h2>By <em>hand</em></h2><p>One line<br><br>and another.</p>
<figure><img src=a.jpg alt=x><figcaption>The quay.</figcaption></figure>
<blockquote><p class=said>Short.</p></blockquote><ul><li>First</li><li hidden>Never</li></ul>
<table><tr><td>1986</td><td>6.1</td></tr></table>
<p style="display:none">Nor this.</p><p class="said last">See <span class=key>the key</span> here.</p></aside>
</body></html>"#;

/// All that is shown of its card.
const ALL: &[&str] = &[
    "By hand",
    "One line",
    "and another.",
    "Short.",
    "First",
    "1986 | 6.1",
    "See the key here.",
    "The quay.",
];

fn read(html: &str, selector: &str) -> Page {
    let selection = Selection::parse(selector).unwrap();
    page::read_selected(None, html.as_bytes(), None, Some(&selection))
}

/// Checks what is read of [`PAGE`] with a selector.
#[track_caller]
fn check(selector: &str, expected: &[&str]) -> Page {
    let page = read(PAGE, selector);
    let found: Vec<&str> = page.text.lines().collect();
    assert_eq!(found, expected);
    assert_eq!(page.title.as_deref(), Some("Tides"));
    assert!(page.published.is_some());
    page
}

#[test]
fn what_is_selected_is_the_body_in_the_kinds_it_has() {
    use PassageKind::{Caption, Heading, List, Quote, Table, Text};
    let page = check("aside", ALL);
    let kinds: Vec<_> = page.passages.iter().map(|passage| passage.kind).collect();
    assert_eq!(kinds, [Heading, Text, Text, Quote, List, Table, Text, Caption]);
    assert!(page.notes.is_empty(), "{:?}", page.notes);
    assert_eq!(page.wall, None);
}

#[test]
fn all_matches_are_read_in_the_order_of_the_page_and_nested_ones_once() {
    check(".last, .said", &["Short.", "See the key here."]);
    check("#card > p, #card, blockquote *", ALL);
    check("body p.said ~ span, span", &["the key"]);
    check("figcaption", &["The quay."]);
    check("blockquote + ul li:nth-child(2n + 1)", &["First"]);
    check("aside > :not(p, ul, table, figure):not(:is(h2))", &["Short."]);
    check("[class ~= 'key' i], [ID='card'] em", &["hand", "the key"]);
}

/// Checks that a page is read as usual, and the note that tells so.
#[track_caller]
fn check_usual(html: &str, selector: &str, note: &str) {
    let page = read(html, selector);
    let usual = page::read(None, html.as_bytes(), None);
    assert_eq!((&page.text, page.wall), (&usual.text, usual.wall));
    assert!(page.notes.iter().any(|one| one.contains(note)), "{:?}", page.notes);
    assert_eq!(page.notes.len(), usual.notes.len() + 1);
}

#[test]
fn a_page_without_what_is_selected_is_read_as_usual_with_a_note() {
    check_usual(PAGE, "div.story", "nothing on the page matches `div.story`");
    check_usual(PAGE, "li[hidden]", "what matches `li[hidden]` shows no text");
    check_usual(PAGE, "title", "shows no text");
    check_usual("Plain text. And more.", "p", "nothing on the page matches `p`");
    check_usual("<p>x<template><i>y</i></template>", "i", "nothing on the page matches");
}

#[test]
fn a_short_selection_is_no_thin_page_and_other_walls_stand() {
    let thin = "<html><p>Next to nothing.</p><p class=a>And this.</p>";
    assert_eq!(page::read(None, thin.as_bytes(), None).wall, Some(Wall::Thin));
    assert_eq!(read(thin, ".a").wall, None);
    let asks = format!(
        "<html><div class=a>{PROSE}</div><div>Subscribe to continue reading</div>"
    );
    assert_eq!(read(&asks, ".a").wall, Some(Wall::Paywall));
}

const PROSE: &str = "<p>The council met on the quay this morning, and it adjourned at noon \
                     without a vote.</p><p>The board met there in the evening, and it \
                     adjourned at ten without one either.</p>";

/// Checks the message about a selector that can't be used.
#[track_caller]
fn check_fault(selector: &str, expected: &str) {
    let error = Selection::parse(selector).unwrap_err().to_string();
    assert!(error.ends_with(expected), "{error}");
}

#[test]
fn a_wrong_selector_is_told_with_its_place() {
    check_fault(" ", "the selector is empty; give one like `div.story`");
    check_fault(
        "div..story",
        "the selector goes wrong at character 5: a name is missing",
    );
    check_fault("é > ", "at character 4: it breaks off");
    check_fault("p, , a", "at character 4: `,` is not expected here");
    check_fault("p)", "at character 2: `)` is not expected here");
    check_fault("div{}", "at character 4: `{` is not expected here");
    check_fault("a[href", "at character 7: `=` is missing");
    check_fault("a[href='x]", "at character 8: the quotation mark is never closed");
    check_fault(
        "a[id=1]",
        "at character 6: a value that begins with a digit must stand in quotation marks",
    );
    check_fault(
        "#1a",
        "at character 2: no name begins like this; for a class or id that does, give \
         `[class~=\"…\"]` or `[id=\"…\"]`",
    );
    check_fault(
        "p:not(a b)",
        "at character 9: only single elements may stand inside `:not(…)` and its like",
    );
    check_fault(
        ":is(:is(:is(:is(:is(a)))))",
        "at character 17: more than 4 of these inside one another",
    );
    check_fault(&"a ".repeat(21), "at character 41: more than 20 elements in a row");
    check_fault(&"a".repeat(501), "the selector has 501 bytes; at most 500 are read");
    for unknown in ["p:hover", "p::first-line", "p:has(a)", "p:"] {
        let error = Selection::parse(unknown).unwrap_err().to_string();
        assert!(error.contains("at character 2: after `:` may stand"), "{error}");
    }
    let refused = Selection::parse(":nth-child(n n)");
    assert!(matches!(refused, Err(SelectionError::Refused(_))), "{refused:?}");
}

#[test]
fn names_with_escapes_and_in_other_scripts_are_matched() {
    let html =
        "<p class='md:text'>one</p><p class=\"a&quot;b\">two</p><p class=Ünî>three</p>";
    let html = format!("<html>{html}<p id=\"-x\">four</p>");
    let texts = |selector: &str| read(&html, selector).text;
    assert_eq!(texts(r"p.md\:text"), "one");
    assert_eq!(texts(r"p.md\3a text, p.md\00003atext"), "one");
    assert_eq!(texts(r#".a\"b"#), "two");
    assert_eq!(texts(".Ünî"), "three");
    assert_eq!(texts("#-x"), "four");
}

#[test]
fn a_selector_that_costs_too_much_on_a_page_is_not_tried() {
    let wide = format!("<html><main>{}</main>", "<p>a</p>".repeat(20_000));
    let notes = read(&wide, "h1 ~ p ~ p").notes;
    assert!(notes[0].contains("the page is too large for the selector"), "{notes:?}");
    assert!(read(&wide, "main > p").notes.is_empty());
}

mod properties {
    use proptest::prelude::*;

    use super::*;

    /// Text made of pieces of selectors.
    const PIECES: &str = r#"([a-z]{1,2}|[.#:*> +~,()"'=\\\[\]]|:not\(|:is\(|:nth-child\(|\[a|\\[0-9a-f]{1,6} ?|é|[0-9]|\PC){0,24}"#;
    /// A selector that is most often right.
    const SELECTOR: &str = "(p|div|\\*|[.]a|#b|\\[class\\]|:first-child|p:not\\([.]a, div\\))([ >+~,](p|div|li|:nth-of-type\\(2n\\)|[.]a)){0,3}";

    fn holds(page: &Page) -> bool {
        let parts: Vec<&str> =
            page.passages.iter().map(|passage| passage.span.of(&page.text)).collect();
        parts.iter().all(|part| !part.is_empty()) && parts.join("\n") == page.text
    }

    proptest! {
        #[test]
        fn any_text_is_a_selector_or_told_to_be_none(text in PIECES) {
            match Selection::parse(&text) {
                Ok(selection) => {
                    prop_assert_eq!(selection.as_str(), text.trim());
                    let page = page::read_selected(None, PAGE.as_bytes(), None, Some(&selection));
                    prop_assert!(holds(&page));
                }
                Err(SelectionError::At { character, .. }) => {
                    prop_assert!((1..=text.trim().chars().count() + 1).contains(&character));
                }
                Err(error) => prop_assert!(!error.to_string().is_empty()),
            }
        }

        #[test]
        fn any_page_is_read_with_any_selector(
            selector in SELECTOR,
            html in "(<(p|div|div class=a|a|br|li|p id=b|td|pre hidden|h1|nav|template|svg|span class=a)>|</(p|div|a|td|span|template)>|[a-zé.“ \n\r\t]{1,40}){0,60}"
        ) {
            let html = format!("<html>{html}");
            prop_assert!(holds(&read(&html, &selector)));
        }
    }
}
