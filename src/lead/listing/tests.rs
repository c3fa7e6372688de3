use std::fmt::Write as _;
use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;
use jiff::civil::date;

use super::*;

const HERE: &str = "https://a.example/list.xml";

/// What a listing names: address, headline, day.
#[track_caller]
fn check(text: &str, kind: Kind, expected: &[(&str, &str, &str)]) -> Listing {
    let listing = read(HERE, text.as_bytes(), None);
    let shown = |entry: &Entry| {
        let day = entry.published.map(|day| day.to_string()).unwrap_or_default();
        (entry.url.clone(), entry.title.clone().unwrap_or_default(), day)
    };
    let found: Vec<(String, String, String)> =
        listing.entries.iter().map(shown).collect();
    let found: Vec<(&str, &str, &str)> =
        found.iter().map(|(url, title, day)| (&**url, &**title, &**day)).collect();
    assert_eq!((listing.kind, &found[..]), (kind, expected), "{text}");
    listing
}

#[test]
fn a_news_sitemap_gives_headlines_and_days() {
    check(
        r#"<?xml version="1.0"?><urlset xmlns:news="n"><url><loc>https://a.example/1</loc>
           <news:news><news:publication_date>2026-01-22T23:30:00-05:00</news:publication_date>
           <news:title>Tide &amp; wall</news:title></news:news></url>
           <url><loc>/2026/01/20/two#x</loc><lastmod>2026-02-01</lastmod></url>
           <url><loc>javascript:alert(1)</loc></url><url><loc>/2026/01/20/two</loc></url></urlset>"#,
        Kind::Sitemap,
        &[
            ("https://a.example/1", "Tide & wall", "2026-01-22"),
            ("https://a.example/2026/01/20/two", "", "2026-01-20"),
        ],
    );
}

#[test]
fn an_index_names_its_sitemaps_once_and_never_itself() {
    let text = "<sitemapindex><sitemap><loc>/s-2026-01.xml</loc><lastmod>2026-01-31</lastmod></sitemap>\
        <sitemap><loc>https://a.example/list.xml</loc></sitemap>\
        <sitemap><loc>https://a.example/s-2026-01.xml</loc></sitemap></sitemapindex>";
    let listing = check(text, Kind::Index, &[]);
    let more = More {
        url: "https://a.example/s-2026-01.xml".to_owned(),
        modified: Some(date(2026, 1, 31)),
    };
    assert_eq!(listing.more, [more]);
}

#[test]
fn feeds_of_each_kind_are_read() {
    let expected = [("https://a.example/1", "Tide rises", "2026-01-22")];
    check(
        "<rss><channel><link>https://a.example/</link><item><title>Tide rises</title>\
         <link>https://a.example/1</link><pubDate>Thu, 22 Jan 2026 08:00:00 +0000</pubDate>\
         <description>&lt;p&gt;It rose.&lt;/p&gt;</description></item></channel></rss>",
        Kind::Feed,
        &expected,
    );
    check(
        "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><title>Tide rises</title>\
         <link rel=\"self\" href=\"/x\"/><link href=\"/1\"/>\
         <published>2026-01-22T08:00:00Z</published></entry></feed>",
        Kind::Feed,
        &expected,
    );
    check(
        r#"{"version":"https://jsonfeed.org/version/1.1","items":[
            {"id":"1","url":"/1","title":"Tide rises","date_published":"2026-01-22T08:00:00Z"}]}"#,
        Kind::Feed,
        &expected,
    );
}

#[test]
fn a_page_of_results_gives_its_articles_and_not_its_frame() {
    let listing = check(
        "<html><nav><a href=/about-the-harbour-post>All about the Harbour Post</a></nav>\
         <ul><li><a href=/2026/01/22/tide-rises-again>Tide rises again at Hexley</a>\
         <p>The tide rose for the third time, the board of the harbour said.</p></li>\
         <li><a href=/7>A storm closed the lock</a><time datetime=2026-01-20>Tuesday</time></li>\
         <li><a href=/tag/tides>More about the tides of Hexley</a></li>\
         <li><a href=https://b.example/x-y-z-w>Elsewhere on the world wide web</a></li>\
         <li><a href=/8>next</a></li></ul></html>",
        Kind::Search,
        &[
            (
                "https://a.example/2026/01/22/tide-rises-again",
                "Tide rises again at Hexley",
                "2026-01-22",
            ),
            ("https://a.example/7", "A storm closed the lock", "2026-01-20"),
        ],
    );
    let summary = listing.entries[0].summary.as_deref();
    assert_eq!(
        summary,
        Some("The tide rose for the third time, the board of the harbour said.")
    );
}

#[test]
fn addresses_a_line_and_captures_are_listings() {
    check(
        "https://a.example/one\n\nhttps://a.example/two\n",
        Kind::Sitemap,
        &[("https://a.example/one", "", ""), ("https://a.example/two", "", "")],
    );
    check(
        r#"[["timestamp","original"],["20260122102345","https://a.example/x"]]"#,
        Kind::Captures,
        &[("https://a.example/x", "", "")],
    );
}

#[test]
fn a_packed_listing_is_unpacked_and_a_damaged_one_gives_what_came_before() {
    let text: String = (0..2000)
        .map(|at| format!("https://a.example/page-{at}\n"))
        .collect::<Vec<_>>()
        .concat();
    let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
    packer.write_all(text.as_bytes()).unwrap();
    let bytes = packer.finish().unwrap();
    let whole = read(HERE, &bytes, None);
    assert_eq!((whole.entries.len(), whole.is_cut), (2000, false));
    let part = read(HERE, &bytes[..bytes.len() / 2], None);
    assert!(part.is_cut && part.entries.len() < 2000);
}

#[test]
fn a_listing_without_end_or_sense_is_cut_or_nothing() {
    let text = format!("<urlset>{}", "<url><loc>/x</loc></url>".repeat(3));
    assert!(read(HERE, text.as_bytes(), None).is_cut);
    let many: String = (0..60_000)
        .map(|at| format!("<url><loc>/{at}</loc></url>"))
        .collect::<Vec<_>>()
        .concat();
    let listing = read(HERE, format!("<urlset>{many}</urlset>").as_bytes(), None);
    assert_eq!((listing.entries.len(), listing.is_cut), (50_000, true));
    for text in
        ["", " ", "a", "<", "<a", "<?xml", "{", "[", "\u{feff}<!-- ", "<!DOCTYPE a ["]
    {
        assert!(read(HERE, text.as_bytes(), None).entries.is_empty(), "{text:?}");
    }
}

#[test]
fn an_entity_that_names_others_a_billion_times_costs_nothing() {
    let mut text = "<!DOCTYPE r [<!ENTITY a0 \"ha\">".to_owned();
    for at in 1..60 {
        let last = at - 1;
        write!(text, "<!ENTITY a{at} \"&a{last};&a{last};\">").unwrap();
    }
    text.push_str("]><rss><item><link>/1</link><title>x &a59; y</title></item></rss>");
    let listing = read(HERE, text.as_bytes(), None);
    assert_eq!(listing.entries[0].url, "https://a.example/1");
    assert!(listing.entries[0].title.as_deref().is_none_or(|title| title.len() < 40));
}

mod properties {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_bytes_are_read(bytes: Vec<u8>, url: String) {
            let _ = read(&url, &bytes, None);
            let _ = captures(&bytes);
        }

        #[test]
        fn any_soup_of_tags_is_read(text in "(<(urlset|url|loc|item|link|a href=/b|/a|/url|title|/title)>|[a-z /:.&;]{0,8}){0,30}") {
            for root in ["<urlset>", "<rss>", "<html>", "<sitemapindex>"] {
                let _ = read(HERE, format!("{root}{text}").as_bytes(), None);
            }
        }
    }
}
