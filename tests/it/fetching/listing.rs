//! Lists of pages that are long, circular, hostile or written short, on the way to a page.

use std::fmt::Write as _;

use serde_json::Value;

use super::desk::{Desk, check_verdicts, host, name, story};
use super::server::{Site, send};

const XML: &str = "Content-Type: application/xml";
const TITLE: &str = "Harbour board sells moorings to local crews";

/// A server of one list and one story.
fn site(list: impl Fn(u16) -> String + Send + Sync + 'static) -> Site {
    Site::new(move |path, stream| match path {
        "/list.xml" => {
            let port = stream.local_addr().unwrap().port();
            send(stream, "200 OK", &[XML], list(port).as_bytes());
        }
        "/2026/03/30/wall" => story(stream),
        _ => send(stream, "404 Not Found", &[], b"lost"),
    })
}

/// A sitemap of 60,000 entries. It may have 50,000 (sitemaps.org protocol 0.9), of which
/// the last is the story.
fn long(port: u16) -> String {
    let mut list = "<urlset>".to_owned();
    for number in 1..=60_000 {
        let at = format!("http://long.localhost:{port}/2026/03/30");
        let (slug, title) = match number {
            50_000 => ("wall".to_owned(), TITLE),
            _ => (format!("{number}-weather"), "The weather"),
        };
        let news = format!("<news:news><news:title>{title}</news:title></news:news>");
        write!(list, "<url><loc>{at}/{slug}</loc>{news}</url>").unwrap();
    }
    list + "</urlset>"
}

/// A sitemap index of itself, by several names.
fn circle(port: u16) -> String {
    let own = ["/list.xml", "/list.xml#a", "/./list.xml", "/a/../list.xml"];
    let each = own.map(|path| {
        format!("<sitemap><loc>http://circle.localhost:{port}{path}</loc></sitemap>")
    });
    format!("<sitemapindex>{}</sitemapindex>", each.concat())
}

/// Entities that name others a billion times, as a title and as an address.
fn laughs(port: u16) -> String {
    let mut kinds = "<!ENTITY a0 \"ha\">".to_owned();
    for at in 1..10 {
        let ten = format!("&a{};", at - 1).repeat(10);
        write!(kinds, "<!ENTITY a{at} \"{ten}\">").unwrap();
    }
    kinds += "<!ENTITY file SYSTEM \"file:///etc/passwd\">";
    format!(
        "<?xml version=\"1.0\"?><!DOCTYPE rss [{kinds}]><rss><channel>\
         <item><title>&a9;&file;</title><link>http://laughs.localhost:{port}/&a9;</link></item>\
         <item><title>{TITLE}</title>\
         <link>http://laughs.localhost:{port}/2026/03/30/wall</link></item></channel></rss>"
    )
}

/// A feed whose addresses are relative.
fn relative(_: u16) -> String {
    format!(
        "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><title>{TITLE}</title>\
         <link href=\"2026/03/30/wall\"/></entry><entry><title>{TITLE}</title>\
         <link href=\"file:///etc/passwd\"/></entry></feed>"
    )
}

/// What was looked through for an outlet: entries, and a problem of the list.
fn looked<'r>(report: &'r Value, key: &str) -> Vec<(u64, Option<&'r str>)> {
    let searches = report["searches"].as_array().unwrap();
    let search = searches.iter().find(|search| search["outlet"] == *name(key)).unwrap();
    let listings = search["listings"].as_array().unwrap().iter();
    listings
        .map(|one| (one["entries"].as_u64().unwrap(), one["problem"].as_str()))
        .collect()
}

#[test]
fn lists_are_read_as_far_as_they_can_be_and_none_keeps_the_others() {
    let mut desk = Desk::new();
    let sites = [
        ("long", "sitemaps", site(long)),
        ("circle", "sitemaps", site(circle)),
        ("laughs", "feeds", site(laughs)),
        ("relative", "feeds", site(relative)),
        ("none", "feeds", Site::new(|_, stream| send(stream, "500 X", &[], b""))),
    ];
    for (key, field, site) in &sites {
        let list = site.url_at(&host(key), "/list.xml");
        desk.cite(key, None, &format!("{field} = [\"{list}\"]"));
    }
    let report = desk.check(&["--max-requests", "200"]);
    assert_eq!(looked(&report, "long"), [(50_000, None)]);
    assert_eq!(looked(&report, "circle"), [(0, None)]);
    assert_eq!(sites[1].2.asked(), ["/list.xml"]);
    assert!(looked(&report, "laughs")[0].0 >= 1, "{report:#}");
    assert_eq!(looked(&report, "relative"), [(1, None)]);
    assert_eq!(looked(&report, "none"), [(0, Some("the server answered 500"))]);
    check_verdicts(&report, &["long", "laughs", "relative"]);
}
