//! Looking through what outlets publish about their pages.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::fetch::Request;
use crate::gather::archive;
use crate::gather::find::{Means, Want};
use crate::gather::search::Looked;
use crate::lead::Reason;
use crate::lead::listing::{self, Entry, Listing};
use crate::outlet::Outlet;

/// Listings of one kind that are asked for in one round for one outlet.
const AT_ONCE: usize = 3;
/// How deep sitemap indexes are followed: an index of years, of months, a month.
const DEPTH: usize = 3;
/// Entries that are kept for one outlet; a sitemap has 50,000 at most.
const ENTRIES: usize = 100_000;

/// A kind of listing. Declared in the order in which they are looked through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    Kept,
    News,
    Sitemap,
    Search,
    Archive,
}

impl Stage {
    pub(super) const ALL: [Self; 5] =
        [Self::Kept, Self::News, Self::Sitemap, Self::Search, Self::Archive];

    const fn reason(self) -> Reason {
        match self {
            Self::Kept => Reason::Kept,
            Self::News => Reason::News,
            Self::Sitemap => Reason::Sitemap,
            Self::Search => Reason::Search,
            Self::Archive => Reason::Archive,
        }
    }
}

/// Adds the entries of one kind of listing to what is looked for, all outlets at once.
pub(super) fn look(stage: Stage, wants: &mut [&mut Want], means: Means<'_>) {
    if stage == Stage::Kept {
        for want in wants {
            kept(want, means);
        }
        return;
    }
    let mut next: Vec<(usize, String)> = Vec::new();
    for (at, want) in wants.iter().enumerate() {
        let urls = addresses(stage, want, means);
        next.extend(urls.into_iter().take(AT_ONCE).map(|url| (at, url)));
    }
    for _ in 0..DEPTH {
        next.retain(|(at, url)| wants[*at].asked.insert(url.clone()));
        next.truncate(means.room());
        if next.is_empty() {
            break;
        }
        next = round(stage, wants, &next, means);
    }
}

/// Asks for listings and reads them; gives the listings that an index leads on to.
fn round(
    stage: Stage,
    wants: &mut [&mut Want],
    asked: &[(usize, String)],
    means: Means<'_>,
) -> Vec<(usize, String)> {
    let requests: Vec<Request> =
        asked.iter().map(|(_, url)| Request::listing(url)).collect();
    let answers = means.from.fetch(&requests, means.allowance);
    let mut next = Vec::new();
    for ((at, url), fetched) in asked.iter().zip(answers) {
        let want = &mut *wants[*at];
        let (entries, problem) = match fetched.body {
            Ok(body) => {
                let read =
                    listing::read(&fetched.url, &body.bytes, body.charset.as_deref());
                next.extend(onward(want, &read).into_iter().map(|url| (*at, url)));
                let entries = match stage {
                    Stage::Archive => archive::entries(&body.bytes),
                    _ => read.entries,
                };
                (add(want, stage.reason(), entries), None)
            }
            Err(problem) => (0, Some(problem)),
        };
        let (url, reason) = (url.clone(), stage.reason());
        want.looked.push(Looked { url, reason, entries, problem });
    }
    next
}

/// Keeps entries, each address once; says how many there were.
fn add(want: &mut Want, reason: Reason, entries: Vec<Entry>) -> usize {
    let count = entries.len();
    let room = ENTRIES.saturating_sub(want.entries.len());
    let known: BTreeSet<&str> =
        want.entries.iter().map(|(_, entry)| entry.url.as_str()).collect();
    let new: Vec<(Reason, Entry)> = entries
        .into_iter()
        .filter(|entry| !known.contains(entry.url.as_str()))
        .take(room)
        .map(|entry| (reason, entry))
        .collect();
    want.entries.extend(new);
    count
}

/// The listings of an index that may list pages of the days that are open.
fn onward(want: &Want, listing: &Listing) -> Vec<String> {
    let mut urls: Vec<String> = Vec::new();
    for member in &want.members {
        let (from, to) = member.query.window.listed();
        let near = member.query.window.near.unwrap_or(to);
        for (from, to) in [(near, near), (from, to)] {
            let chosen = listing::choose(&listing.more, from, to, AT_ONCE);
            urls.extend(chosen.into_iter().map(|more| more.url.clone()));
        }
    }
    let mut seen = BTreeSet::new();
    urls.retain(|url| seen.insert(url.clone()));
    urls.truncate(AT_ONCE);
    urls
}

/// Where a kind of listing is had of an outlet.
fn addresses(stage: Stage, want: &Want, means: Means<'_>) -> Vec<String> {
    let outlet = means.outlets.outlet(want.outlet);
    let all =
        |list: &[crate::outlet::Str]| list.iter().map(ToString::to_string).collect();
    match stage {
        Stage::Kept => Vec::new(),
        Stage::News => {
            let mut urls: Vec<String> = all(&outlet.news_sitemaps);
            urls.extend(outlet.feeds.iter().map(ToString::to_string));
            urls
        }
        Stage::Sitemap => all(&outlet.sitemaps),
        Stage::Search => searches(want, outlet),
        Stage::Archive => {
            let hosts = outlet.hosts.iter().take(1);
            let of = |service: &str| -> Vec<String> {
                hosts.map(|host| archive::index(service, host, window(want))).collect()
            };
            means.archive.map(of).unwrap_or_default()
        }
    }
}

/// The first and last day that any citation leaves open.
fn window(want: &Want) -> (Option<Date>, Option<Date>) {
    let windows = || want.members.iter().map(|member| member.query.window);
    let from = windows().map(|window| window.from).min().flatten();
    let to =
        windows().map(|window| window.to).reduce(|one, other| Some(one?.max(other?)));
    (from, to.flatten())
}

/// The outlet's own search, asked for each citation's words.
fn searches(want: &Want, outlet: &Outlet) -> Vec<String> {
    let Some(template) = &outlet.search else { return Vec::new() };
    let mut urls: Vec<String> = Vec::new();
    for member in &want.members {
        let query = member.query.words.join(" ");
        let url = template.replace("{query}", &encode(&query));
        if !query.is_empty() && !urls.contains(&url) {
            urls.push(url);
        }
    }
    urls
}

/// Percent-encodes for a path and for a query alike: letters, digits and `-._~` stand
/// (RFC 3986, section 2.3).
fn encode(text: &str) -> String {
    use std::fmt::Write as _;
    let mut encoded = String::with_capacity(text.len() * 2);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

/// Adds the pages of the outlet that were kept from earlier runs.
fn kept(want: &mut Want, means: Means<'_>) {
    let hosts = means.outlets.outlet(want.outlet).hosts.clone();
    let mut entries = Vec::new();
    for host in hosts.iter() {
        let host = host.split('/').next().unwrap_or_default();
        for known in means.from.known(host) {
            let is_own =
                means.outlets.by_url(&known.url).is_some_and(|(id, _)| id == want.outlet);
            if is_own {
                let (url, title) = (known.url, known.title);
                entries.push(Entry { url, title, ..Entry::default() });
            }
        }
    }
    add(want, Reason::Kept, entries);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_encoded_for_any_place_of_an_address() {
        assert_eq!(encode("Ada Lane’s 4%/?&"), "Ada%20Lane%E2%80%99s%204%25%2F%3F%26");
    }
}
