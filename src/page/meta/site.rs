//! What the outlet is called.

use super::super::fact::Facts;
use super::super::headline::bare;
use super::super::linked::Linked;
use super::one_line;
use super::title;

/// Longest name of an outlet, in bytes.
const LONGEST: usize = 80;

/// Names that are those of a part of an outlet.
const SECTIONS: &[&str] = &[
    "news",
    "home",
    "homepage",
    "world",
    "us",
    "uk",
    "politics",
    "business",
    "sport",
    "sports",
    "opinion",
    "entertainment",
    "technology",
    "tech",
    "science",
    "health",
    "culture",
    "lifestyle",
    "travel",
    "article",
    "articles",
    "story",
    "blog",
    "video",
    "latest",
    "index",
    "markets",
    "money",
    "local",
    "national",
    "international",
];

/// The site's name, as it gives it: not that of a section, an address or an account.
pub(super) fn find(facts: &Facts, linked: &Linked, host: Option<&str>) -> Option<String> {
    let meta = |name| facts.first_meta(&[name]).and_then(name_in);
    let site = meta("og:site_name");
    let publisher = linked.publisher.as_deref().and_then(name_in);
    let is_at_home =
        |name: &Option<String>| matches!((name, host), (Some(n), Some(h)) if is_of(n, h));
    // A publisher that the address bears out is better than a name that it does not.
    if is_at_home(&publisher) && !is_at_home(&site) && site.is_some() {
        return publisher;
    }
    site.or(publisher)
        .or_else(|| meta("application-name"))
        .or_else(|| meta("al:android:app_name"))
        .or_else(|| tail(facts, linked, host))
}

/// What stands after the headline in the title of the window.
fn tail(facts: &Facts, linked: &Linked, host: Option<&str>) -> Option<String> {
    let window = one_line(facts.title.as_deref()?);
    let social = facts.first_meta(&["og:title"]);
    let headlines = social.into_iter().chain(linked.headline.as_deref());
    let headlines = headlines.chain(facts.headings.iter().map(String::as_str));
    let headlines: Vec<String> = headlines.map(|text| bare(&one_line(text))).collect();
    let tails = title::tails(&window);
    let mut after = tails.filter(|(head, _)| headlines.contains(&bare(head)));
    let name = after.find_map(|(_, tail)| name_in(title::last_part(tail)))?;
    host.is_none_or(|host| is_of(&name, host)).then_some(name)
}

/// A name, if it is one of an outlet.
fn name_in(text: &str) -> Option<String> {
    let name = one_line(text);
    let plain = bare(&name);
    let is_name = !plain.is_empty()
        && name.len() <= LONGEST
        && !name.contains("://")
        && !name.starts_with(['@', '#'])
        && !name.starts_with("www.")
        && !SECTIONS.contains(&&*plain);
    is_name.then_some(name)
}

/// Whether the address bears a name out.
fn is_of(name: &str, host: &str) -> bool {
    let host = bare(host.strip_prefix("www.").unwrap_or(host));
    // `Sputnik International` is at `sputniknews.com`.
    let first = name.split(' ').next().map(bare).unwrap_or_default();
    let name = short(name);
    (name.len() >= 2 && host.contains(&name))
        || (first.len() >= 4 && host.starts_with(&first))
}

/// A name without spaces, `The` or `.com`.
fn short(name: &str) -> String {
    let lower = name.to_lowercase();
    let lower = lower.strip_prefix("the ").unwrap_or(&lower);
    bare(lower.strip_suffix(".com").unwrap_or(lower))
}

/// All that the outlet of a page is called, to know it in titles and bylines.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    names: Vec<String>,
}

impl Names {
    /// By the name it gives, and the one in its address.
    pub(super) fn new(site: Option<&str>, host: Option<&str>) -> Self {
        let host = host.map(|host| host.strip_prefix("www.").unwrap_or(host));
        let label = host.and_then(|host| host.split('.').rev().nth(1));
        // `co` in `bbc.co.uk` is nobody's name.
        let label = match (label, host) {
            (Some("co" | "com" | "org" | "net" | "ac" | "gov"), Some(host)) => {
                host.split('.').rev().nth(2)
            }
            (label, _) => label,
        };
        let whole = host.map(bare);
        let names = site.map(short).into_iter().chain(label.map(bare)).chain(whole);
        Self { names: names.filter(|name| !name.is_empty()).collect() }
    }

    /// Whether `name` is the outlet's.
    pub(super) fn has(&self, name: &str) -> bool {
        let name = short(name);
        !name.is_empty()
            && self.names.iter().any(|own| {
                *own == name
                    || (own.len() > 2 && name.strip_prefix(&**own) == Some("news"))
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(meta: &[(&str, &str)], publisher: &str, host: &str, expected: Option<&str>) {
        let pair =
            |&(name, content): &(&str, &str)| (name.to_owned(), content.to_owned());
        let facts = Facts {
            meta: meta.iter().map(pair).collect(),
            title: Some("Tide rises - Coast | The Daily Example".into()),
            headings: vec!["Tide rises".into()],
            ..Facts::default()
        };
        let publisher = Some(publisher.to_owned()).filter(|name| !name.is_empty());
        let linked = Linked { publisher, ..Linked::default() };
        assert_eq!(find(&facts, &linked, Some(host)).as_deref(), expected);
    }

    #[test]
    fn a_section_an_address_or_an_account_is_no_outlet() {
        let host = "www.dailyexample.org";
        for wrong in
            ["U.S.", "News", "https://example.org/", "@example", "www.example.org"]
        {
            check(&[("og:site_name", wrong)], "", host, Some("The Daily Example"));
            check(
                &[("og:site_name", wrong)],
                "Daily Example",
                host,
                Some("Daily Example"),
            );
        }
    }

    #[test]
    fn the_address_decides_between_two_names() {
        let meta = [("og:site_name", "Coast & Sea")];
        check(&meta, "The Daily Example", "dailyexample.org", Some("The Daily Example"));
        check(&meta, "Example Media Group", "dailyexample.org", Some("Coast & Sea"));
        check(&[], "", "another.org", None);
    }

    #[test]
    fn an_outlet_is_known_by_its_names() {
        let names = Names::new(Some("The Daily Example"), Some("www.dex.co.uk"));
        for name in ["Daily Example", "dailyexample.com", "DEX", "dex.co.uk", "Dex News"]
        {
            assert!(names.has(name), "{name}");
        }
        for name in ["Example", "", "Ada Lane", "co"] {
            assert!(!names.has(name), "{name}");
        }
    }
}
