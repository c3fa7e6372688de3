//! One server on the loopback that plays every outlet by the host it is asked as.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;
use jiff::ToSpan;
use jiff::civil::Date;
use serde_json::json;
use url::Url;

use super::outlet::{Article, Manner, OUTLETS, Outlet, World};
use super::story::END;

/// The web: what was printed, and a server that answers for it.
pub(super) struct Web {
    pub(super) world: Arc<World>,
    port: u16,
    requests: Arc<AtomicUsize>,
}

struct Site {
    world: Arc<World>,
    port: u16,
}

/// A status, the type and the bytes of what is sent, and where a moved page is now.
struct Answer {
    status: u16,
    media: &'static str,
    body: Vec<u8>,
    location: Option<String>,
}

impl Answer {
    fn new(media: &'static str, body: impl Into<Vec<u8>>) -> Self {
        Self { status: 200, media, body: body.into(), location: None }
    }

    fn gone(status: u16) -> Self {
        let body = "<!doctype html><title>Not here</title><p>This page is not here.";
        Self { status, ..Self::new("text/html; charset=utf-8", body) }
    }
}

impl Web {
    /// Each answer waits for `latency`.
    pub(super) fn start(latency: Duration) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let (world, requests) = (Arc::new(World::new()), Arc::new(AtomicUsize::new(0)));
        let site = Arc::new(Site { world: Arc::clone(&world), port });
        let counter = Arc::clone(&requests);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (site, counter) = (Arc::clone(&site), Arc::clone(&counter));
                thread::spawn(move || {
                    // A client that hangs up is none of the server's business.
                    let _ = serve(&stream, &site, latency, &counter);
                });
            }
        });
        Self { world, port, requests }
    }

    /// Requests so far.
    pub(super) fn requests(&self) -> usize {
        self.requests.load(Ordering::Relaxed)
    }

    pub(super) fn port(&self) -> u16 {
        self.port
    }

    pub(super) fn address(&self, outlet: usize, path: &str) -> String {
        address(self.port, outlet, path)
    }

    /// Every address at which an article is read: its own, its old one and its AMP twin.
    pub(super) fn addresses(&self, article: &Article) -> BTreeSet<String> {
        let paths =
            [Some(&article.path), article.moved_from.as_ref(), article.amp.as_ref()];
        paths
            .into_iter()
            .flatten()
            .map(|path| self.address(article.outlet, path))
            .collect()
    }

    /// A user's `sources.toml` for these outlets.
    pub(super) fn sources_toml(&self) -> String {
        let mut toml = String::new();
        for (at, Outlet { key, name, manner }) in OUTLETS.iter().enumerate() {
            let list = |field: &str, path: &str| {
                format!("{field} = [\"{}\"]\n", self.address(at, path))
            };
            let search =
                format!("search = \"{}\"\n", self.address(at, "/search?q={query}"));
            let ways = match manner {
                Manner::News => {
                    list("news_sitemaps", "/news-sitemap.xml")
                        + &list("sitemaps", "/sitemap.xml")
                }
                Manner::Agency => {
                    "wire = true\n".to_owned()
                        + &list("news_sitemaps", "/news-sitemap.xml")
                        + &list("sitemaps", "/sitemap.xml")
                }
                Manner::Gzip => list("sitemaps", "/sitemap.xml.gz"),
                Manner::Rss | Manner::Atom => {
                    list("feeds", "/feed.xml") + &list("sitemaps", "/sitemap.xml")
                }
                Manner::JsonFeed => {
                    list("feeds", "/feed.json") + &list("sitemaps", "/sitemap.xml")
                }
                Manner::Search => search,
                Manner::Numbers | Manner::Printer | Manner::Moved => {
                    list("sitemaps", "/sitemap.xml")
                }
                Manner::Paywall => list("sitemaps", "/sitemap.xml") + &search,
            };
            writeln!(
                toml,
                "[[outlet]]\nname = \"{name}\"\nhosts = [\"{key}.localhost\"]\n{ways}"
            )
            .unwrap();
        }
        toml
    }
}

fn address(port: u16, outlet: usize, path: &str) -> String {
    format!("http://{}.localhost:{port}{path}", OUTLETS[outlet].key)
}

fn serve(
    stream: &TcpStream,
    site: &Site,
    latency: Duration,
    requests: &AtomicUsize,
) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let path = line.split(' ').nth(1).unwrap_or_default().to_owned();
    let mut host = String::new();
    loop {
        line.clear();
        if reader.read_line(&mut line)? == 0 || line.trim().is_empty() {
            break;
        }
        if let Some((field, value)) = line.split_once(':')
            && field.eq_ignore_ascii_case("host")
        {
            value.trim().clone_into(&mut host);
        }
    }
    requests.fetch_add(1, Ordering::Relaxed);
    thread::sleep(latency);
    let answer = site.answer(&host, &path);
    let Answer { status, media, body, location } = answer;
    let location = location.map(|to| format!("Location: {to}\r\n")).unwrap_or_default();
    let head = format!(
        "HTTP/1.1 {status} Such\r\nContent-Type: {media}\r\nContent-Length: {}\r\n{location}\
         Connection: close\r\n\r\n",
        body.len(),
    );
    let mut stream = stream;
    stream.write_all(head.as_bytes())?;
    stream.write_all(&body)
}

impl Site {
    fn answer(&self, host: &str, path: &str) -> Answer {
        let key = host.split('.').next().unwrap_or_default();
        let Some(outlet) = OUTLETS.iter().position(|outlet| outlet.key == key) else {
            return Answer::gone(404);
        };
        let manner = OUTLETS[outlet].manner;
        let bare = path.split('?').next().unwrap_or_default();
        match (bare, manner) {
            ("/robots.txt", _) => Answer::new("text/plain", robots(manner)),
            ("/search", Manner::Search | Manner::Paywall) => self.search(outlet, path),
            ("/news-sitemap.xml", Manner::News | Manner::Agency) => self.news(outlet),
            ("/sitemap.xml", Manner::News) => self.index(outlet),
            ("/sitemap.xml.gz", Manner::Gzip) => self.packed(outlet),
            ("/sitemap.xml", of) if !matches!(of, Manner::Search | Manner::Gzip) => {
                Answer::new("application/xml", self.sitemap(outlet, |_| true))
            }
            ("/feed.xml", Manner::Rss) => self.rss(outlet),
            ("/feed.xml", Manner::Atom) => self.atom(outlet),
            ("/feed.json", Manner::JsonFeed) => self.json_feed(outlet),
            _ => match bare
                .strip_prefix("/sitemap/")
                .and_then(|of| of.strip_suffix(".xml"))
            {
                Some(of) => Answer::new(
                    "application/xml",
                    self.sitemap(outlet, |article| month(article.day) == of),
                ),
                None => self.article(outlet, bare),
            },
        }
    }

    fn url(&self, outlet: usize, path: &str) -> String {
        address(self.port, outlet, path)
    }

    fn sitemap(&self, outlet: usize, holds: impl Fn(&Article) -> bool) -> String {
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

    fn packed(&self, outlet: usize) -> Answer {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
        gzip.write_all(self.sitemap(outlet, |_| true).as_bytes()).unwrap();
        Answer::new("application/gzip", gzip.finish().unwrap())
    }

    fn index(&self, outlet: usize) -> Answer {
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
    fn news(&self, outlet: usize) -> Answer {
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

    fn rss(&self, outlet: usize) -> Answer {
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

    fn atom(&self, outlet: usize) -> Answer {
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

    fn json_feed(&self, outlet: usize) -> Answer {
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
    fn search(&self, outlet: usize, path: &str) -> Answer {
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

    fn article(&self, outlet: usize, path: &str) -> Answer {
        let at = |of: &Option<String>| of.as_deref() == Some(path);
        let found = self
            .world
            .of(outlet)
            .find(|of| of.path == path || at(&of.moved_from) || at(&of.amp));
        let Some(article) = found else { return Answer::gone(404) };
        if let Some(status) = article.dead {
            return Answer::gone(status);
        }
        if at(&article.moved_from) {
            let location = Some(self.url(outlet, &article.path));
            return Answer { location, ..Answer::gone(301) };
        }
        Answer::new("text/html; charset=utf-8", self.html(article))
    }

    fn html(&self, article: &Article) -> String {
        let Article { outlet, title, day, .. } = article;
        let name = OUTLETS[*outlet].name;
        let canonical = match &article.agency {
            Some(path) => self.url(super::outlet::AGENCY, path),
            None => self.url(*outlet, &article.path),
        };
        let mut about = json!({
            "@context": "https://schema.org", "@type": "NewsArticle", "headline": title,
            "datePublished": format!("{day}T08:00:00Z"),
            "publisher": { "@type": "Organization", "name": name },
        });
        let told = article.event.paragraphs(article.voice);
        let shown = if article.paywall { 2 } else { told.len() };
        let mut text = format!("<p>{}</p>\n", told[..shown].join("</p>\n<p>"));
        if article.paywall {
            about["isAccessibleForFree"] = json!(false);
            text += "<div class=\"paywall\"><h2>Subscribe to read on</h2><p>This article is for \
                     subscribers.</p></div>\n";
        }
        let credit = match &article.agency {
            Some(_) => format!(
                "<p class=\"byline\">By {}</p>",
                OUTLETS[super::outlet::AGENCY].name
            ),
            None => "<p class=\"byline\">By our reporter</p>".to_owned(),
        };
        format!(
            "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n\
             <title>{title} | {name}</title>\n<meta property=\"og:title\" content=\"{title}\">\n\
             <meta property=\"og:site_name\" content=\"{name}\">\n\
             <link rel=\"canonical\" href=\"{canonical}\">\n\
             <script type=\"application/ld+json\">{about}</script></head>\n<body>\n\
             <header><nav><ul><li><a href=\"/\">Home</a></li><li><a href=\"/world\">World</a></li>\
             <li><a href=\"/sport\">Sport</a></li></ul></nav></header>\n\
             <main><article><h1>{title}</h1>\n{credit}\n<time datetime=\"{day}T08:00:00Z\">{}</time>\n\
             {text}</article></main>\n\
             <footer><p>{name}. All rights kept.</p><a href=\"/contact\">Contact</a></footer>\n\
             </body></html>\n",
            day.strftime("%-d %B %Y"),
        )
    }
}

fn robots(manner: Manner) -> &'static str {
    if manner == Manner::Paywall {
        "User-agent: *\nDisallow: /search\n"
    } else {
        "User-agent: *\nDisallow: /account\n"
    }
}

fn month(day: Date) -> String {
    day.strftime("%Y-%m").to_string()
}

fn words(text: &str) -> BTreeSet<String> {
    let words =
        text.split(|of: char| !of.is_alphanumeric()).filter(|word| word.len() > 3);
    words.map(str::to_lowercase).collect()
}
