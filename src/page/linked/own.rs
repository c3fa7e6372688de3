//! Which of the articles in a page's JSON-LD is the page's own.

use serde_json::Value;
use url::Url;

use super::super::fact::Facts;
use super::super::headline;
use super::plain;

/// What a page calls itself, to know its own story by.
#[derive(Clone, Debug, Default)]
pub(in super::super) struct Own {
    titles: Vec<String>,
    addresses: Vec<Address>,
}

/// How an article in JSON-LD is related to the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kinship {
    /// It is at the page's address.
    Address,
    /// It has the page's headline.
    Headline,
    /// Nothing tells.
    Unsure,
    /// It is another story.
    Stranger,
}

impl Own {
    /// What `facts` tell of the page that was had from `url`.
    pub(in super::super) fn new(url: Option<&str>, facts: &Facts) -> Self {
        let socials = ["og:title", "twitter:title"].map(|name| facts.first_meta(&[name]));
        let titles = socials.into_iter().flatten().chain(facts.title.as_deref());
        let titles = titles.chain(facts.headings.iter().map(String::as_str));
        let addresses = [url, facts.canonical.as_deref(), facts.first_meta(&["og:url"])];
        Self {
            titles: titles.map(str::to_owned).collect(),
            addresses: addresses.into_iter().flatten().filter_map(Address::new).collect(),
        }
    }

    /// How `article`, with this headline, is related to the page.
    pub(super) fn kinship(&self, article: &Value, headline: Option<&str>) -> Kinship {
        let given: Vec<Address> =
            addresses(article).iter().filter_map(|url| Address::new(url)).collect();
        let is_at = |known: &Address| given.iter().any(|given| given.is(known));
        if self.addresses.iter().any(is_at) {
            return Kinship::Address;
        }
        let elsewhere = !given.is_empty() && !self.addresses.is_empty();
        match headline {
            Some(headline) if !self.titles.is_empty() => {
                let mut titles = self.titles.iter();
                if titles.any(|title| headline::is_akin(title, headline)) {
                    Kinship::Headline
                } else {
                    Kinship::Stranger
                }
            }
            _ if elsewhere => Kinship::Stranger,
            _ => Kinship::Unsure,
        }
    }
}

/// The addresses that an article gives as its own.
pub(super) fn addresses(article: &Value) -> Vec<String> {
    let mut found = Vec::new();
    for key in ["url", "mainEntityOfPage", "@id"] {
        let Some(value) = article.get(key) else { continue };
        let of_page = || plain(value.get("@id").or_else(|| value.get("url"))?);
        found.extend(plain(value).or_else(of_page));
    }
    found
}

/// The part of an address that tells one story of a site from another.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Address {
    path: String,
    query: Option<String>,
}

impl Address {
    /// None for the root of a site, which is no story's.
    fn new(address: &str) -> Option<Self> {
        let base = Url::parse("https://host.invalid/").ok()?;
        let url = base.join(address.trim()).ok()?;
        let path = url.path().trim_end_matches('/');
        let path = path.strip_suffix("/amp").unwrap_or(path);
        let path = path.strip_suffix("/index.html").unwrap_or(path);
        let is_web = matches!(url.scheme(), "http" | "https");
        let path = (is_web && !path.is_empty()).then(|| path.to_lowercase())?;
        Some(Self { path, query: url.query().map(str::to_owned) })
    }

    /// Whether both are of one story. A query that only one has is of no account: it
    /// counts visits, or it tells the story and the other witness is careless.
    fn is(&self, other: &Self) -> bool {
        self.path == other.path
            && (self.query == other.query
                || self.query.is_none()
                || other.query.is_none())
    }
}
