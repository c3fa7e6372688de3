//! What outlets list: sitemaps, feeds, and what a search finds.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;
use jiff::ToSpan;
use jiff::civil::Date;
use serde_json::json;
use url::Url;

use super::{Answer, Site};
use crate::web::outlet::{Article, OUTLETS};
use crate::web::story::END;

impl Site {
    pub(super) fn sitemap(
        &self,
        outlet: usize,
        holds: impl Fn(&Article) -> bool,
    ) -> String {
        let mut xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n".to_owned();
        for article in self.world.of(outlet).filter(|article| holds(article)) {
            for path in
                [Some(article.listed()), article.amp.as_deref()].into_iter().flatten()
            {
                let (loc, day) = (self.url(outlet, path), article.day);
                writeln!(xml, "<url><loc>{loc}</loc><lastmod>{day}</lastmod></url>")
                    .unwrap();
            }
        }
        xml + "</urlset>\n"
    }

    pub(super) fn packed(&self, outlet: usize) -> Answer {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
        gzip.write_all(self.sitemap(outlet, |_| true).as_bytes()).unwrap();
        Answer::new("application/gzip", gzip.finish().unwrap())
    }

    pub(super) fn index(&self, outlet: usize) -> Answer {
        let months: BTreeSet<String> =
            self.world.of(outlet).map(|of| month(of.day)).collect();
        let mut xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n".to_owned();
        for month in months {
            let loc = self.url(outlet, &format!("/sitemap/{month}.xml"));
            writeln!(xml, "<sitemap><loc>{loc}</loc></sitemap>").unwrap();
        }
        Answer::new("application/xml", xml + "</sitemapindex>\n")
    }

    /// What the last two months brought.
    pub(super) fn news(&self, outlet: usize) -> Answer {
        let since = END.checked_sub(2.months()).unwrap();
        let name = OUTLETS[outlet].name;
        let mut xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:news=\"http://www.google.com/schemas/sitemap-news/0.9\">\n".to_owned();
        for article in self.world.of(outlet).filter(|article| article.day >= since) {
            let (loc, title) = (self.url(outlet, article.listed()), &article.title);
            writeln!(
                xml,
                "<url><loc>{loc}</loc><news:news><news:publication><news:name>{name}</news:name>\
                 <news:language>en</news:language></news:publication><news:publication_date>{}\
                 </news:publication_date><news:title>{title}</news:title></news:news></url>",
                article.day,
            )
            .unwrap();
        }
        Answer::new("application/xml", xml + "</urlset>\n")
    }

    /// The newest 50.
    fn newest(&self, outlet: usize) -> Vec<&Article> {
        let mut newest: Vec<&Article> = self.world.of(outlet).collect();
        newest.sort_by_key(|article| std::cmp::Reverse(article.day));
        newest.truncate(50);
        newest
    }

    pub(super) fn rss(&self, outlet: usize) -> Answer {
        let mut xml = format!(
            "<?xml version=\"1.0\"?>\n<rss version=\"2.0\"><channel><title>{}</title><link>{}</link><description>News</description>\n",
            OUTLETS[outlet].name,
            self.url(outlet, "/"),
        );
        for article in self.newest(outlet) {
            let (link, title) = (self.url(outlet, article.listed()), &article.title);
            let day = article.day.strftime("%a, %d %b %Y 08:00:00 GMT");
            writeln!(xml, "<item><title>{title}</title><link>{link}</link><pubDate>{day}</pubDate></item>").unwrap();
        }
        Answer::new("application/rss+xml", xml + "</channel></rss>\n")
    }

    pub(super) fn atom(&self, outlet: usize) -> Answer {
        let (name, home) = (OUTLETS[outlet].name, self.url(outlet, "/"));
        let mut xml = format!(
            "<?xml version=\"1.0\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>{name}</title><id>{home}</id><updated>{END}T08:00:00Z</updated>\n"
        );
        for article in self.newest(outlet) {
            let (link, title, day) =
                (self.url(outlet, &article.path), &article.title, article.day);
            writeln!(xml, "<entry><title>{title}</title><id>{link}</id><link href=\"{link}\"/><updated>{day}T08:00:00Z</updated><published>{day}T08:00:00Z</published></entry>").unwrap();
        }
        Answer::new("application/atom+xml", xml + "</feed>\n")
    }

    pub(super) fn json_feed(&self, outlet: usize) -> Answer {
        let items: Vec<_> = self
            .newest(outlet)
            .into_iter()
            .map(|article| {
                let link = self.url(outlet, &article.path);
                json!({
                    "id": link, "url": link, "title": article.title,
                    "content_text": article.event.fact(0, article.voice),
                    "date_published": format!("{}T08:00:00Z", article.day),
                })
            })
            .collect();
        let feed = json!({
            "version": "https://jsonfeed.org/version/1.1",
            "title": OUTLETS[outlet].name,
            "items": items,
        });
        Answer::new("application/feed+json", feed.to_string())
    }

    /// The ten that share most words with what was asked for.
    pub(super) fn search(&self, outlet: usize, path: &str) -> Answer {
        let asked = Url::parse(&self.url(outlet, path)).unwrap();
        let asked = asked.query_pairs().find(|(key, _)| key == "q");
        let asked =
            words(&asked.map(|(_, value)| value.into_owned()).unwrap_or_default());
        let mut found: Vec<(usize, &Article)> = self
            .world
            .of(outlet)
            .map(|article| {
                let text = article.event.paragraphs(article.voice).join(" ");
                let held = words(&format!("{} {text}", article.title));
                (asked.intersection(&held).count(), article)
            })
            .filter(|(shared, _)| *shared > 0)
            .collect();
        found.sort_by_key(|(shared, article)| std::cmp::Reverse((*shared, article.day)));
        let mut html = format!(
            "<!doctype html><html lang=\"en\"><title>Search - {}</title><nav><a href=\"/\">Home</a> \
             <a href=\"/about\">About</a></nav><main><h1>Results</h1><ol class=\"results\">\n",
            OUTLETS[outlet].name,
        );
        for (_, article) in found.into_iter().take(10) {
            let (path, title, day) = (article.listed(), &article.title, article.day);
            let lead = article.event.fact(0, article.voice);
            writeln!(html, "<li><h2><a href=\"{path}\">{title}</a></h2><time datetime=\"{day}\">{day}</time><p>{lead}</p></li>").unwrap();
        }
        Answer::new("text/html; charset=utf-8", html + "</ol></main></html>\n")
    }
}

pub(super) fn month(day: Date) -> String {
    day.strftime("%Y-%m").to_string()
}

fn words(text: &str) -> BTreeSet<String> {
    let words =
        text.split(|of: char| !of.is_alphanumeric()).filter(|word| word.len() > 3);
    words.map(str::to_lowercase).collect()
}
