//! Title, outlet, byline and dates: the best witness for each.

use url::Url;

use super::date;
use super::fact::{Facts, Time};
use super::linked::{Linked, unescape};
use super::{Dated, Page, Tier};

const TITLES: &[&str] = &["og:title", "twitter:title", "dc.title", "headline"];
const SITES: &[&str] = &["og:site_name", "application-name", "al:android:app_name"];
const LANGUAGES: &[&str] =
    &["og:locale", "content-language", "dc.language", "language", "inlanguage"];
const AUTHORS: &[&str] = &[
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "byl",
    "dc.creator",
    "dcterms.creator",
    "article:author_name",
    "cxenseparse:author",
    "twitter:data1:author",
];
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "article:published",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "publish-date",
    "publish_date",
    "publishdate",
    "published-date",
    "published_time",
    "publication_date",
    "publicationdate",
    "originalpublicationdate",
    "article_date_original",
    "article.published",
    "date.published",
    "rnews:datepublished",
    "citation_publication_date",
    "citation_date",
    "dcterms.issued",
    "dc.date.issued",
    "dcterms.created",
    "dc.date.created",
    "dcterms.date",
    "dc.date",
    "pubdate",
    "pub_date",
    "displaydate",
    "datecreated",
    "timestamp",
    "bt:pubdate",
    "date",
];
const MODIFIED: &[&str] = &[
    "article:modified_time",
    "og:updated_time",
    "og:article:modified_time",
    "datemodified",
    "article:updated",
    "article.updated",
    "updated_time",
    "lastmod",
    "last-modified",
    "last_modified",
    "dcterms.modified",
    "dc.date.modified",
    "revised",
    "moddate",
];

/// Fills in what the page says of itself.
pub(super) fn fill(page: &mut Page, facts: &Facts, linked: &Linked) {
    let given = page.url.as_deref().and_then(|url| Url::parse(url).ok());
    page.canonical = canonical(facts, given.as_ref());
    page.site = facts
        .first_meta(&SITES[..1])
        .map(str::to_owned)
        .or_else(|| linked.publisher.clone())
        .or_else(|| facts.first_meta(&SITES[1..]).map(str::to_owned));
    page.title = title(facts, linked, page.site.as_deref());
    page.language = language(facts, linked);
    page.byline = byline(facts, linked);
    let address = page.canonical.as_deref().and_then(|url| Url::parse(url).ok());
    page.published = published(facts, linked, given.as_ref().or(address.as_ref()));
    page.modified = modified(facts, linked);
}

/// The page's own address, if it is one of the web.
fn canonical(facts: &Facts, given: Option<&Url>) -> Option<String> {
    let base = match (&facts.base, given) {
        (Some(base), Some(given)) => given.join(base).ok(),
        (Some(base), None) => Url::parse(base).ok(),
        (None, given) => given.cloned(),
    };
    let resolve = |address: &str| {
        let parsed = match &base {
            Some(base) => base.join(address),
            None => Url::parse(address),
        };
        let url = parsed.ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
        url.host_str().is_some().then(|| url.to_string())
    };
    let link = facts.canonical.as_deref().and_then(&resolve);
    link.or_else(|| facts.first_meta(&["og:url", "twitter:url"]).and_then(resolve))
}

fn title(facts: &Facts, linked: &Linked, site: Option<&str>) -> Option<String> {
    let candidates = [
        facts.first_meta(TITLES),
        linked.headline.as_deref(),
        facts.h1.as_deref(),
        facts.title.as_deref(),
    ];
    let found = candidates.into_iter().flatten().find(|title| {
        // A social title may be no more than the outlet's name.
        site.is_none_or(|site| !site.eq_ignore_ascii_case(title.trim()))
    })?;
    let one_line = found.split_whitespace().collect::<Vec<_>>().join(" ");
    let title = unescape(&one_line);
    Some(without_site(&title, site).to_owned())
}

/// A title without the outlet's name after a bar or a dash.
fn without_site<'t>(title: &'t str, site: Option<&str>) -> &'t str {
    let Some(site) = site else { return title };
    for mark in [" | ", " - ", " – ", " — ", " :: ", " • ", " · "] {
        if let Some((head, tail)) = title.rsplit_once(mark)
            && !head.trim().is_empty()
            && (tail.trim().eq_ignore_ascii_case(site) || is_short_for(tail, site))
        {
            return head.trim();
        }
    }
    title
}

/// Whether one name is the other without spaces, `The` or `.com`.
fn is_short_for(name: &str, site: &str) -> bool {
    let bare = |text: &str| {
        let lower = text.to_lowercase();
        let lower = lower.trim_start_matches("the ").trim_end_matches(".com");
        lower.chars().filter(|c| c.is_alphanumeric()).collect::<String>()
    };
    bare(name) == bare(site)
}

fn language(facts: &Facts, linked: &Linked) -> Option<String> {
    let found = facts
        .language
        .as_deref()
        .or(linked.language.as_deref())
        .or_else(|| facts.first_meta(LANGUAGES))?;
    let tag = found.trim().replace('_', "-");
    let is_tag = tag.split('-').next().is_some_and(|main| (2..=3).contains(&main.len()))
        && tag.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    is_tag.then_some(tag)
}

fn byline(facts: &Facts, linked: &Linked) -> Option<String> {
    let written = if linked.authors.is_empty() {
        let meta = facts.first_meta(AUTHORS).filter(|name| !name.contains("://"));
        match meta {
            Some(name) => name.to_owned(),
            None => facts.authors.join(", "),
        }
    } else {
        linked.authors.join(", ")
    };
    let one_line = written.split_whitespace().collect::<Vec<_>>().join(" ");
    let bare = ["By ", "by ", "BY "]
        .iter()
        .find_map(|by| one_line.strip_prefix(by))
        .unwrap_or(&one_line)
        .trim();
    (!bare.is_empty()).then(|| bare.to_owned())
}

fn dated(text: &str, tier: Tier) -> Option<Dated> {
    let day = date::read(text)?;
    Some(Dated { day, text: text.trim().to_owned(), tier })
}

/// The first of these names whose content is a date.
fn in_meta(facts: &Facts, names: &[&str]) -> Option<Dated> {
    names.iter().find_map(|name| dated(facts.first_meta(&[name])?, Tier::Meta))
}

fn published(facts: &Facts, linked: &Linked, address: Option<&Url>) -> Option<Dated> {
    let from_url = address
        .and_then(|url| date::in_url(url.path()))
        .map(|(day, text)| Dated { day, text, tier: Tier::Url });
    from_url
        .or_else(|| dated(linked.published.as_deref()?, Tier::JsonLd))
        .or_else(|| in_meta(facts, PUBLISHED))
        .or_else(|| in_times(facts, |time| time.is_publication))
        .or_else(|| in_times(facts, |time| time.is_after_heading && !time.is_change))
        .or_else(|| in_times(facts, |time| !time.is_change))
}

fn modified(facts: &Facts, linked: &Linked) -> Option<Dated> {
    linked
        .modified
        .as_deref()
        .and_then(|text| dated(text, Tier::JsonLd))
        .or_else(|| in_meta(facts, MODIFIED))
        .or_else(|| in_times(facts, |time| time.is_change))
}

fn in_times(facts: &Facts, is_meant: impl Fn(&Time) -> bool) -> Option<Dated> {
    let mut meant = facts.times.iter().filter(|time| is_meant(time));
    meant.find_map(|time| dated(&time.value, Tier::Time))
}
