//! Media types: what a server says a body is.

use crate::fetch::Want;

/// Media types that are read as pages.
const PAGES: &[&str] = &[
    "application/pdf",
    "application/xhtml+xml",
    "message/rfc822",
    "multipart/related",
    "text/html",
    "text/plain",
];

/// Media types that are read as lists of pages, besides those of pages.
const LISTINGS: &[&str] = &[
    "application/atom+xml",
    "application/feed+json",
    "application/gzip",
    "application/json",
    "application/link-format",
    "application/rdf+xml",
    "application/rss+xml",
    "application/x-gzip",
    "application/xml",
    "text/json",
    "text/xml",
];

/// Media types that say nothing of what a file is; its name may.
const ANY: &[&str] = &["application/octet-stream", "binary/octet-stream"];
/// How the names of lists of pages end.
const ENDINGS: &[&str] = &[".gz", ".json", ".rss", ".txt", ".xml"];

/// Whether a media type, without parameters, is one of a page.
pub(super) fn is_readable(kind: &str) -> bool {
    is_among(PAGES, kind)
}

/// Whether what an address answers with, by its media type, may be what is wanted.
pub(super) fn is_wanted(kind: &str, url: &str, want: Want) -> bool {
    let path = url.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    let is_listing = || {
        is_among(LISTINGS, kind)
            || (is_among(ANY, kind) && ENDINGS.iter().any(|end| path.ends_with(end)))
    };
    is_readable(kind) || (want == Want::Listing && is_listing())
}

fn is_among(known: &[&str], kind: &str) -> bool {
    known.iter().any(|known| known.eq_ignore_ascii_case(kind))
}

/// The media type and the charset label in a `Content-Type` field.
pub(super) fn kind(value: &str) -> (Option<String>, Option<String>) {
    let mut parts = value.split(';').map(str::trim);
    let filled = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let media_type = parts.next().and_then(filled);
    let charset = parts.find_map(|part| {
        let (name, label) = part.split_once('=')?;
        let label = label.trim().trim_matches(['"', '\'']);
        name.trim().eq_ignore_ascii_case("charset").then(|| filled(label)).flatten()
    });
    (media_type, charset)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(value: &str, media_type: Option<&str>, charset: Option<&str>) {
        let found = kind(value);
        assert_eq!((found.0.as_deref(), found.1.as_deref()), (media_type, charset));
    }

    #[test]
    fn a_content_type_gives_its_media_type_and_charset() {
        check("text/html", Some("text/html"), None);
        check("text/html; charset=utf-8", Some("text/html"), Some("utf-8"));
        check("Text/HTML;Charset=\"ISO-8859-1\"", Some("Text/HTML"), Some("ISO-8859-1"));
        check("text/html; a=b; charset = latin1 ", Some("text/html"), Some("latin1"));
        check("text/html; charset=", Some("text/html"), None);
        check(" ; charset='x'", None, Some("x"));
        check("", None, None);
        check("text/\u{fffd};;=;charset", Some("text/\u{fffd}"), None);
    }

    #[test]
    fn a_list_may_be_more_than_a_page_may_be() {
        let map = "https://a.example/map.XML?a=b";
        for (kind, url, of_page, of_listing) in [
            ("text/html", map, true, true),
            ("Application/XML", map, false, true),
            ("application/octet-stream", map, false, true),
            ("application/octet-stream", "https://a.example/map", false, false),
            ("image/png", map, false, false),
        ] {
            let found =
                [Want::Page, Want::Listing].map(|want| is_wanted(kind, url, want));
            assert_eq!(found, [of_page, of_listing], "{kind} {url}");
        }
    }
}

#[cfg(test)]
mod properties {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_content_type_is_read(value: String) {
            let (media_type, charset) = kind(&value);
            prop_assert_ne!(media_type.as_deref(), Some(""));
            prop_assert_ne!(charset.as_deref(), Some(""));
        }
    }
}
