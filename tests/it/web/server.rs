//! One server on the loopback that plays every outlet by the host it is asked as.

mod listing;
mod page;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use self::listing::month;
use super::outlet::{Article, Manner, OUTLETS, Outlet, SEED, World};

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
        Self::of(SEED, latency)
    }

    /// The same of another world.
    pub(super) fn of(seed: u64, latency: Duration) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let (world, requests) =
            (Arc::new(World::new(seed)), Arc::new(AtomicUsize::new(0)));
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
}

fn robots(manner: Manner) -> &'static str {
    if manner == Manner::Paywall {
        "User-agent: *\nDisallow: /search\n"
    } else {
        "User-agent: *\nDisallow: /account\n"
    }
}
