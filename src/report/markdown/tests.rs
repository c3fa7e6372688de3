//! What the comment says, and what it never does.

use pulldown_cmark::{Event, Options, Parser, TagEnd};

use super::*;
use crate::report::sample;
use crate::rule::Rule;

#[track_caller]
fn check(reports: &[Report<'_>]) -> String {
    let text = super::check(reports, &Root::new("/work"));
    assert!(text.starts_with("<!-- veracite-report -->\n"), "{text}");
    assert!(utf16(&text) <= LIMIT, "{}", utf16(&text));
    text
}

/// The same text again, through a reader of Markdown: tags and what is left as text.
fn read(markdown: &str) -> (Vec<TagEnd>, Vec<String>, String) {
    let (mut tags, mut html, mut text) = (Vec::new(), Vec::new(), String::new());
    // Formulas are told by GitHub's own rules, not by the parser's.
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM;
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Start(tag) => tags.push(tag.to_end()),
            Event::Html(raw) | Event::InlineHtml(raw) => html.push(raw.into_string()),
            Event::Text(words) | Event::Code(words) => text.push_str(&words),
            _ => {}
        }
    }
    (tags, html, text)
}

#[test]
fn a_finding_has_both_sides_with_what_differs_marked() {
    let text = check(&[sample::campaign().report()]);
    for expected in [
        "## veracite: 2 errors, 4 warnings\n",
        "| drafts/pledge.txt | 7 | 1 | 2 | 4 | 0 |\n",
        "#### error: `number-mismatch` in drafts/pledge.txt, line 2\n",
        "> **Draft:** “<b>More than 800</b> players from",
        "> **[The Quay](<https://quay.example/2026/pledge#:~:text=",
        ">)**, 22 Jan 2026: “<b>Over 700</b> players",
        "**To do:** use the page's figure",
    ] {
        assert!(text.contains(expected), "{expected}\n{text}");
    }
    let order = |words: &str| text.find(words).unwrap();
    assert!(order("#### error: `quote-altered`") < order("#### warning: `uncited`"));
}

#[test]
fn the_worst_is_shown_and_the_rest_counted() {
    let mut sample = sample::one_claim("It is innovation.");
    for rule in [Rule::SingleOrigin, Rule::NotStated, Rule::NumberMismatch] {
        for _ in 0..200 {
            sample.find(rule, "It");
        }
    }
    let text = check(&[sample.report()]);
    assert_eq!(text.matches("#### error").count(), 200);
    let notes = text.matches("#### note").count();
    let warnings = text.matches("#### warning").count();
    assert!(notes < 200, "{notes}");
    let rest = Severities { errors: 0, warnings: 200 - warnings, notes: 200 - notes };
    assert!(text.ends_with(&format!(
        "… and {} that this comment has no room for.\n",
        found(rest)
    )));
}

#[test]
fn drafts_without_room_are_counted() {
    let mut sample = sample::empty();
    sample.report.draft.name = "@".repeat(400);
    let reports: Vec<Report<'_>> = (0..50).map(|_| sample.report()).collect();
    let text = check(&reports);
    assert!(text.contains(" other drafts.\n"), "{text}");
}

#[test]
fn nothing_found_is_said() {
    let text = check(&[sample::empty().report()]);
    assert!(text.contains("## veracite: nothing found\n"), "{text}");
}

/// The elements of a comment on hostile text are those of one on harmless text, and the
/// hostile text is still there to be read.
#[track_caller]
fn harmless(hostile: &str) {
    let (evil, plain) = (sample::hostile(hostile), sample::hostile("x"));
    let (evil, plain) = (check(&[evil.report()]), check(&[plain.report()]));
    let ((tags, html, text), (expected, elements, _)) = (read(&evil), read(&plain));
    assert_eq!(tags, expected, "{evil}");
    let html: Vec<String> =
        html.into_iter().filter(|one| !one.contains("span>")).collect();
    assert_eq!(html.len(), elements.len(), "{html:?}");
    let seen = text.replace('\u{200b}', "");
    assert!(seen.contains(&shown(&format!("m{hostile}"))), "{seen}");
}

#[test]
fn text_from_outside_is_no_markup() {
    for hostile in [
        "*a* __b__ ~~c~~ `d`",
        "[a](https://evil.example)",
        "![a](https://evil.example/p.png)",
        "<img src=x onerror=alert(1)>",
        "</p><script>x</script>",
        "--> <!-- veracite-report -->",
        "a | b | c",
        "\n\n# a\n\n- b\n\n> c",
        "https://evil.example www.evil.example",
        "$a$ $$b$$",
        "\\",
        "&lt;b&gt;",
        "[^1] [x]: y",
    ] {
        harmless(hostile);
    }
}

#[test]
fn nobody_is_called_and_nothing_referred_to() {
    let check = |text: &str, expected: &str| assert_eq!(inert(text), expected);
    check("@ada", "&#64;&#8203;ada");
    check("a/b#12", "a/b&#35;&#8203;12");
    check("GH-12", "GH-&#8203;12");
    check("0123456789", "012345&#8203;6789");
    check(":+1: 10:30", "&#58;&#8203;+1&#58; 10&#58;30");
    check("www.a.example", "www&#46;a.example");
    assert_eq!(line("2. a"), "&#50;. a");
    assert_eq!(line("- a"), "&#45; a");
    check("$5", "<span>$</span>5");
}

#[test]
fn an_address_that_is_none_is_no_link() {
    let mut sample = sample::hostile("x");
    let page = std::sync::Arc::make_mut(&mut sample.report.shelf.pages[0]);
    page.page.url = Some("javascript:alert(1)".to_owned());
    let text = check(&[sample.report()]);
    assert!(!text.contains("javascript"), "{text}");
    assert!(!text.contains("](<"), "{text}");
}
