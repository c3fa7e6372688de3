//! What a saved copy of a page tells of itself: where it was saved from, and when; and
//! what the tool that saved it put round the page.
//!
//! A copy in a web archive has the address of the page it is of only if the archive is one
//! of those named below: any other site could claim to hold what an outlet published.

use std::borrow::Cow;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::fmt::rfc2822;
use jiff::tz::Offset;
use url::Url;

/// How far into a page its own remarks are looked for, in bytes.
const HEAD: usize = 8192;
/// Longest bar of an archive that is cut out, in bytes: they carry their own pictures.
const BAR: usize = 1 << 20;

/// Hosts of web archives.
const ARCHIVES: &[&str] = &[
    "archive.fo",
    "archive.is",
    "archive.li",
    "archive.md",
    "archive.org",
    "archive.ph",
    "archive.today",
    "archive.vn",
    "arquivo.pt",
    "wayback.archive-it.org",
    "web.archive.org",
    "webarchive.nationalarchives.gov.uk",
    "webarchive.org.uk",
    "www.webarchive.org.uk",
];

/// Marks around what a tool put into a page, and whether the page is without it then.
const BARS: &[(&str, &str)] = &[
    ("<!-- BEGIN WAYBACK TOOLBAR INSERT -->", "<!-- END WAYBACK TOOLBAR INSERT -->"),
    ("<single-file-infobar", "</single-file-infobar>"),
];

/// Where a copy was saved from, and when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Origin {
    pub(super) url: Option<String>,
    /// RFC 3339.
    pub(super) moment: Option<String>,
}

/// What the head of a page says of where it was saved from.
pub(super) fn origin(html: &str) -> Origin {
    let head = &html[..html.floor_char_boundary(HEAD)];
    if let Some((_, after)) = head.split_once("Page saved with SingleFile") {
        let after = after.split_once("-->").map_or(after, |(remark, _)| remark);
        let url = after.split_once("url:").and_then(|(_, url)| address(url));
        let date = after.split_once("saved date:").map(|(_, date)| date);
        let date = date.and_then(|date| date.lines().next()).and_then(moment);
        return Origin { url, moment: date };
    }
    if let Some((_, after)) = head.split_once("saved from url=(") {
        let url = after.split_once(')').and_then(|(_, url)| address(url));
        return Origin { url, moment: None };
    }
    google_cache(head).unwrap_or_default()
}

/// The bar over a copy in Google's cache.
fn google_cache(head: &str) -> Option<Origin> {
    let (_, bar) = head.split_once("google-cache-hdr")?;
    let (_, link) = bar.split_once("href=\"")?;
    let date = bar.split_once("appeared on ").map(|(_, date)| date);
    let date = date.and_then(|date| moment(date.split_once("GMT")?.0));
    Some(Origin { url: address(link), moment: date })
}

/// The address at the start of a text.
fn address(text: &str) -> Option<String> {
    let text = text.trim_start();
    let is_end = |c: char| c.is_whitespace() || matches!(c, '>' | '<' | '"');
    let end = text.find(is_end).unwrap_or(text.len());
    let address = text[..end].trim_end_matches("--");
    let is_address = address.starts_with("http://") || address.starts_with("https://");
    is_address.then(|| address.to_owned())
}

/// A moment as mail, browsers and archives write it, in RFC 3339.
pub(super) fn moment(text: &str) -> Option<String> {
    let text = text.trim();
    // `Thu Jan 22 2026 10:00:00 GMT+0100 (Central European Standard Time)`
    let browser = || {
        let mut words = text.split_whitespace().skip(1);
        let (month, day, year) = (words.next()?, words.next()?, words.next()?);
        let (time, zone) = (words.next()?, words.next()?.strip_prefix("GMT")?);
        let written = format!("{day} {month} {year} {time} {zone}");
        rfc2822::parse(&written).ok().map(|zoned| zoned.timestamp())
    };
    let mail = || rfc2822::parse(text).ok().map(|zoned| zoned.timestamp());
    let utc = || rfc2822::parse(&format!("{text} +0000")).ok().map(|z| z.timestamp());
    let own = || text.parse::<Timestamp>().ok();
    let found = own().or_else(mail).or_else(browser).or_else(utc)?;
    Some(found.to_string())
}

/// The page that an address in a web archive is a copy of, and when it was taken:
/// `https://web.archive.org/web/20260122102345/https://example.org/a`.
pub(super) fn unarchived(address: &str) -> Option<Origin> {
    let url = Url::parse(address).ok()?;
    let host = url.host_str()?;
    if !ARCHIVES.contains(&host) {
        return None;
    }
    let path = address.split_once(host)?.1;
    let at = path.find("/http")?;
    let inner = &path[at + 1..];
    // Some tools write one slash of two.
    let (scheme, rest) = inner.split_once(':')?;
    let rest = rest.trim_start_matches('/');
    if !matches!(scheme, "http" | "https") || rest.is_empty() {
        return None;
    }
    let moment = path[..at].rsplit('/').next().and_then(stamp);
    Some(Origin { url: Some(format!("{scheme}://{rest}")), moment })
}

/// `20260122102345`, `20260122102345id_`, `2026.01.22-102345`.
fn stamp(text: &str) -> Option<String> {
    let digits: String = text
        .chars()
        .filter(|c| !matches!(c, '.' | '-'))
        .take_while(char::is_ascii_digit)
        .collect();
    if digits.len() != 14 {
        return None;
    }
    let part = |from: usize, to: usize| digits[from..to].parse::<i8>().ok();
    let year = digits[..4].parse::<i16>().ok()?;
    let (month, day) = (part(4, 6)?, part(6, 8)?);
    let (hour, minute, second) = (part(8, 10)?, part(10, 12)?, part(12, 14)?);
    let moment = DateTime::new(year, month, day, hour, minute, second, 0).ok()?;
    Some(Offset::UTC.to_timestamp(moment).ok()?.to_string())
}

/// The page without what a tool put round it, and with the insides of components that
/// were saved with it in their places.
pub(super) fn unwrapped(html: &str) -> Cow<'_, str> {
    let mut page = Cow::Borrowed(html);
    for (start, end) in BARS {
        if let Some(at) = page.find(start) {
            let rest = &page[at..page.floor_char_boundary(at + BAR)];
            if let Some(length) = rest.find(end) {
                let after = &page[at + length + end.len()..];
                page = Cow::Owned(format!("{}{after}", &page[..at]));
            }
        }
    }
    if page.contains("shadowroot") {
        page = Cow::Owned(opened(&page));
    }
    page
}

/// Declares the insides of components (`<template shadowrootmode>`) to be plain blocks;
/// other templates stay.
fn opened(html: &str) -> String {
    let mut opened = String::with_capacity(html.len());
    let mut shadows = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        opened.push_str(before);
        if starts(tag, "<template") {
            let end = tag.find('>').map_or(tag.len(), |end| end + 1);
            let is_shadow = tag[..end].contains("shadowroot");
            shadows.push(is_shadow);
            opened.push_str(if is_shadow { "<div>" } else { &tag[..end] });
            rest = &tag[end..];
        } else if starts(tag, "</template") {
            let end = tag.find('>').map_or(tag.len(), |end| end + 1);
            let is_shadow = shadows.pop().unwrap_or_default();
            opened.push_str(if is_shadow { "</div>" } else { &tag[..end] });
            rest = &tag[end..];
        } else if starts(tag, "<script") {
            let end = tag.find("</script").unwrap_or(tag.len());
            opened.push_str(&tag[..end]);
            rest = &tag[end..];
            if let Some(after) = rest.strip_prefix('<') {
                opened.push('<');
                rest = after;
            }
        } else {
            opened.push('<');
            rest = &tag[1..];
        }
    }
    opened.push_str(rest);
    opened
}

fn starts(tag: &str, name: &str) -> bool {
    tag.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(html: &str, url: Option<&str>, date: Option<&str>) {
        let found = origin(html);
        assert_eq!((found.url.as_deref(), found.moment.as_deref()), (url, date));
    }

    #[test]
    fn each_tool_notes_where_a_page_is_from() {
        check(
            "<!DOCTYPE html><html><!--\n Page saved with SingleFile \n url: https://quay.example/a-b \n \
             saved date: Thu Jan 22 2026 11:00:00 GMT+0100 (Central European Standard Time)\n-->",
            Some("https://quay.example/a-b"),
            Some("2026-01-22T10:00:00Z"),
        );
        check(
            "<!DOCTYPE html>\n<!-- saved from url=(0023)https://quay.example/a-b -->\n<html>",
            Some("https://quay.example/a-b"),
            None,
        );
        check(
            "<div id=\"x__google-cache-hdr\">This is Google's cache of <a \
             href=\"https://quay.example/a\">x</a>. It is a snapshot of the page as it \
             appeared on 22 Jan 2026 10:00:00 GMT.",
            Some("https://quay.example/a"),
            Some("2026-01-22T10:00:00Z"),
        );
        check("<!-- saved from url=(0023)file:///etc/passwd --><html>", None, None);
        check("<html><p>It was saved from url=", None, None);
    }

    #[test]
    fn moments_are_read_in_each_manner() {
        for text in [
            "Thu, 22 Jan 2026 10:00:00 -0000",
            "Thu, 22 Jan 2026 10:00:00 GMT",
            "22 Jan 2026 10:00:00",
            "2026-01-22T10:00:00Z",
            "Thu Jan 22 2026 05:00:00 GMT-0500 (EST)",
        ] {
            assert_eq!(moment(text).as_deref(), Some("2026-01-22T10:00:00Z"), "{text}");
        }
        assert_eq!(moment("yesterday"), None);
    }

    #[test]
    fn a_copy_in_an_archive_has_the_address_of_its_page() {
        let of = |address: &str| unarchived(address);
        let origin = |url: &str, moment: Option<&str>| {
            Some(Origin { url: Some(url.into()), moment: moment.map(str::to_owned) })
        };
        let date = Some("2026-01-22T10:23:45Z");
        let page = "https://www.quay.example/a?b=1";
        assert_eq!(
            of(&format!("https://web.archive.org/web/20260122102345/{page}")),
            origin(page, date)
        );
        assert_eq!(
            of(&format!("https://web.archive.org/web/20260122102345id_/{page}")),
            origin(page, date)
        );
        assert_eq!(
            of(&format!("https://archive.ph/2026.01.22-102345/{page}")),
            origin(page, date)
        );
        assert_eq!(
            of(&format!("http://archive.today/newest/{page}")),
            origin(page, None)
        );
        assert_eq!(of("https://archive.ph/AbCdE"), None);
        assert_eq!(of(&format!("https://evil.example/web/20260122102345/{page}")), None);
        assert_eq!(
            of(&format!("https://web.archive.org.evil.example/20260122102345/{page}")),
            None
        );
    }

    #[test]
    fn what_a_tool_put_round_a_page_is_taken_off() {
        let page = "<html><!-- BEGIN WAYBACK TOOLBAR INSERT --><p>12 captures</p>\
                    <!-- END WAYBACK TOOLBAR INSERT --><p>The wall.</p>";
        assert_eq!(unwrapped(page), "<html><p>The wall.</p>");
        let page = "<p>a<single-file-infobar><template shadowrootmode=open>Saved</template>\
                    </single-file-infobar>b";
        assert_eq!(unwrapped(page), "<p>ab");
        assert_eq!(
            unwrapped("<!-- BEGIN WAYBACK TOOLBAR INSERT -->a"),
            "<!-- BEGIN WAYBACK TOOLBAR INSERT -->a"
        );
    }

    #[test]
    fn the_insides_of_components_are_opened_and_templates_stay() {
        let page = "<x-a><template shadowrootmode=\"open\"><p>In.</p><template>no</template>\
                    </template></x-a><script>'<template shadowroot>'</script><TEMPLATE>no</TEMPLATE>";
        assert_eq!(
            unwrapped(page),
            "<x-a><div><p>In.</p><template>no</template></div></x-a>\
             <script>'<template shadowroot>'</script><TEMPLATE>no</TEMPLATE>"
        );
    }
}

#[cfg(test)]
mod properties {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn any_page_is_unwrapped(html in "(shadowroot|</?template[ >]|<script|</script>|<|é|url:|saved date:|Page saved with SingleFile|<single-file-infobar>|[a-z :/.-]{0,12}){0,40}") {
            let _ = origin(&html);
            let _ = unwrapped(&html);
        }

        #[test]
        fn any_address_and_moment_is_read(text in "\\PC{0,60}|https://web.archive.org/[a-z0-9/:.é]{0,40}") {
            let _ = unarchived(&text);
            let _ = moment(&text);
        }
    }
}
