//! Where a reader finds a page, and the words on it.

use std::fmt::Write as _;

use crate::gather::Shelved;
use crate::outlet::Outlets;
use crate::page::Page;
use crate::text::Span;

/// Words in a text fragment: enough to be found once, few enough to be read.
const WORDS: usize = 5;
/// With fewer words than this, the ones around them are taken along.
const FEW: usize = 3;

/// The page's address; the one it gives as its own before the one it was had from.
///
/// Only http and https count: an address is something a reader clicks on.
pub(super) fn address(page: &Page) -> Option<&str> {
    let given = [page.canonical.as_deref(), page.url.as_deref()];
    given.into_iter().flatten().find(|url| {
        let scheme = url.split(':').next().unwrap_or_default();
        scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http")
    })
}

/// The page's address with a text fragment, so that a browser scrolls to the words at
/// `place` and marks them.
pub(super) fn address_of(page: &Page, place: Span) -> Option<String> {
    let address = address(page)?;
    let words = words_at(&page.text, place);
    if words.is_empty() {
        return Some(address.to_owned());
    }
    let hash = if address.contains('#') { "" } else { "#" };
    Some(format!("{address}{hash}:~:text={}", encode(words)))
}

/// What a reader calls the publisher of a page: the outlet, or the site's own name, or
/// the name the page was had under.
pub(super) fn publisher<'n>(outlets: &'n Outlets, shelved: &'n Shelved) -> &'n str {
    match (shelved.outlet, &shelved.page.site) {
        (Some(outlet), _) => &outlets.outlet(outlet).name,
        (None, Some(site)) => site,
        (None, None) => &shelved.name,
    }
}

/// The first words at `place`, or the words around it if there are few; never over the
/// end of a passage, where a browser would not find them as one.
fn words_at(text: &str, place: Span) -> &str {
    let Some(before) = text.get(..place.start) else { return "" };
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = text[start..].split('\n').next().unwrap_or_default();
    let words: Vec<Span> = line
        .split_whitespace()
        .map(|word| {
            let from = start + (word.as_ptr().addr() - line.as_ptr().addr());
            Span::new(from, from + word.len())
        })
        .collect();
    let first = words.partition_point(|word| word.end <= place.start);
    let after = words.partition_point(|word| word.start < place.end).max(first);
    let (from, to) = if after - first < FEW {
        (first.saturating_sub(2), (after + 2).min(words.len()))
    } else {
        (first, after.min(first + WORDS))
    };
    match (words.get(from), to.checked_sub(1).and_then(|last| words.get(last))) {
        (Some(head), Some(tail)) => Span::new(head.start, tail.end).of(text),
        _ => "",
    }
}

/// Percent-encodes for a text directive. All but letters, digits and `._~` is encoded:
/// `-`, `,` and `&` have a meaning there (<https://wicg.github.io/scroll-to-text-fragment>),
/// and brackets or quotation marks make terminals cut an address short.
fn encode(words: &str) -> String {
    let mut encoded = String::with_capacity(words.len() * 2);
    for byte in words.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'_' | b'~' => {
                encoded.push(char::from(byte));
            }
            _ => {
                // Writing to a string cannot fail.
                let _ = write!(encoded, "%{byte:02X}");
            }
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "Stealing our work is not innovation, they say.\nSecond one, here.";

    #[track_caller]
    fn check(url: &str, words: &str, expected: Option<&str>) {
        let start = TEXT.find(words).unwrap();
        let page =
            Page { url: Some(url.to_owned()), text: TEXT.to_owned(), ..Page::default() };
        let place = Span::new(start, start + words.len());
        assert_eq!(address_of(&page, place).as_deref(), expected);
    }

    #[test]
    fn the_first_five_words_are_enough() {
        check(
            "https://a.example/x",
            "Stealing our work is not innovation, they say.",
            Some("https://a.example/x#:~:text=Stealing%20our%20work%20is%20not"),
        );
    }

    #[test]
    fn a_single_word_takes_its_neighbours_along_but_not_of_the_next_passage() {
        check(
            "https://a.example/x",
            "say.",
            Some("https://a.example/x#:~:text=innovation%2C%20they%20say."),
        );
    }

    #[test]
    fn an_address_with_a_fragment_keeps_it() {
        check(
            "https://a.example/x#top",
            "Second one, here.",
            Some("https://a.example/x#top:~:text=Second%20one%2C%20here."),
        );
    }

    #[test]
    fn only_addresses_of_the_web_are_shown_as_such() {
        check("javascript:alert(1)", "Second", None);
        check("saved/page.html", "Second", None);
    }

    #[test]
    fn marks_with_a_meaning_in_a_text_directive_are_encoded() {
        assert_eq!(encode("a-b, c&d é"), "a%2Db%2C%20c%26d%20%C3%A9");
    }

    #[test]
    fn a_place_outside_the_text_gives_the_bare_address() {
        let page = Page {
            url: Some("https://a.example/".to_owned()),
            text: TEXT.to_owned(),
            ..Page::default()
        };
        let found = address_of(&page, Span::new(900, 910));
        assert_eq!(found.as_deref(), Some("https://a.example/"));
    }
}
