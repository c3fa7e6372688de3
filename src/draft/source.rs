//! Addresses of sources that a draft gives beside its text.

use std::collections::BTreeMap;

use serde::Deserialize;

/// Most sources that are taken of one draft.
const MOST: usize = 1_000;

/// The page that a draft means wherever it cites an outlet.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Source {
    /// The outlet's label; by default the outlet is the one whose host the address has.
    pub outlet: Option<String>,
    /// The address of its page.
    pub url: String,
}

/// `sources:` in front matter.
#[derive(Deserialize)]
#[serde(untagged)]
enum List {
    Items(Vec<Item>),
    ByOutlet(BTreeMap<String, Addresses>),
    Other(serde::de::IgnoredAny),
}

/// One source: its address, an outlet with its address, or a table that has both.
#[derive(Deserialize)]
#[serde(untagged)]
enum Item {
    Url(String),
    Full { outlet: Option<String>, url: String },
    Named(BTreeMap<String, Addresses>),
    Other(serde::de::IgnoredAny),
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Addresses {
    One(String),
    Some(Vec<String>),
    Other(serde::de::IgnoredAny),
}

#[derive(Default, Deserialize)]
struct Front {
    #[serde(alias = "Sources")]
    sources: Option<List>,
}

/// The sources in front matter in YAML; what is no address is passed over, as blogs keep
/// other things under that key.
pub(super) fn from_yaml(text: &str) -> Vec<Source> {
    yaml_serde::from_str::<Front>(text).map(sources).unwrap_or_default()
}

/// The sources in front matter in TOML.
pub(super) fn from_toml(text: &str) -> Vec<Source> {
    toml::from_str::<Front>(text).map(sources).unwrap_or_default()
}

fn sources(front: Front) -> Vec<Source> {
    let mut found = Vec::new();
    match front.sources {
        Some(List::Items(items)) => {
            for item in items {
                item.push(&mut found);
            }
        }
        Some(List::ByOutlet(named)) => push_named(named, &mut found),
        Some(List::Other(_)) | None => {}
    }
    let is_address = |source: &Source| {
        source.url.starts_with("https://") || source.url.starts_with("http://")
    };
    found.retain(is_address);
    found.truncate(MOST);
    found
}

impl Item {
    fn push(self, found: &mut Vec<Source>) {
        match self {
            Self::Url(url) => found.push(Source { outlet: None, url }),
            Self::Full { outlet, url } => found.push(Source { outlet, url }),
            Self::Named(named) => push_named(named, found),
            Self::Other(_) => {}
        }
    }
}

fn push_named(named: BTreeMap<String, Addresses>, found: &mut Vec<Source>) {
    for (outlet, addresses) in named {
        let urls = match addresses {
            Addresses::One(url) => vec![url],
            Addresses::Some(urls) => urls,
            Addresses::Other(_) => Vec::new(),
        };
        let source = |url| Source { outlet: Some(outlet.clone()), url };
        found.extend(urls.into_iter().map(source));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(found: &[Source], expected: &[(Option<&str>, &str)]) {
        let found: Vec<(Option<&str>, &str)> =
            found.iter().map(|one| (one.outlet.as_deref(), one.url.as_str())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn each_way_of_writing_sources_is_read() {
        let (one, two) = ("https://a.example/1", "https://b.example/2");
        let text = format!(
            "title: x\nsources:\n  - {one}\n  - The Quay: {two}\n  - outlet: Bay\n    url: {one}\n  - 7\n"
        );
        check(
            &from_yaml(&text),
            &[(None, one), (Some("The Quay"), two), (Some("Bay"), one)],
        );
        let text = format!("sources:\n  The Quay: [{one}, {two}]\n  Bay: {one}\n");
        check(
            &from_yaml(&text),
            &[(Some("Bay"), one), (Some("The Quay"), one), (Some("The Quay"), two)],
        );
        let text =
            format!("sources = [\"{one}\", {{ outlet = \"Bay\", url = \"{two}\" }}]\n");
        check(&from_toml(&text), &[(None, one), (Some("Bay"), two)]);
        let text = format!("[[sources]]\noutlet = \"Bay\"\nurl = \"{two}\"\n");
        check(&from_toml(&text), &[(Some("Bay"), two)]);
    }

    #[test]
    fn what_is_no_address_is_passed_over() {
        for text in
            ["sources: 3", "sources: [the minister, 4]", "sources:", "a: b", "- x", "["]
        {
            check(&from_yaml(text), &[]);
        }
        check(&from_toml("sources = \"a\""), &[]);
        check(&from_yaml("sources: [javascript:alert(1), file:///etc/passwd]"), &[]);
    }
}
