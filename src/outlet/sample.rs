//! A small registry for the tests of the grammar.

use crate::outlet::label;
use crate::outlet::label::Names;
use crate::outlet::{How, OutletId, Resolution};
use crate::text::fold_name;

/// Outlets that the tests cite; an id is a place in this list. Folded, without article.
const OUTLETS: &[&str] = &[
    "guardian",
    "thewrap",
    "variety",
    "india today",
    "independent",
    "verge",
    "press and journal",
    "financial times",
    "business insider",
    "reuters",
    "yahoo",
    "ap",
    "afp",
    "channel 4",
    "france 24",
    "1843",
    "bbc radio 4",
    "studio 10",
    "news18",
    "bbc",
    "guardian nigeria",
    "investing com",
    "us centcom",
    "adweek",
    "mediapost",
    "digiday",
    "mail on sunday",
    "associated press",
    "times",
    "wall street journal and co",
];

/// Other names, and what they stand for.
const ALIASES: &[(&str, &str)] = &[
    ("investingcom", "investing com"),
    ("theverge", "verge"),
    ("the bbc", "bbc"),
    ("wrap", "thewrap"),
];

/// Editions that any of [`OUTLETS`] has here.
const EDITIONS: &[&str] = &["au", "us"];

/// Hosts.
const HOSTS: &[(&str, &str)] = &[
    ("theguardian.com", "guardian"),
    ("thewrap.com", "thewrap"),
    ("reuters.com", "reuters"),
];

/// The registry.
pub(super) struct Sample;

/// The name of the outlet that `id` stands for.
pub(super) fn name(id: OutletId) -> &'static str {
    OUTLETS[id.0]
}

fn find(folded: &str) -> Option<OutletId> {
    let bare = folded.strip_prefix("the ").unwrap_or(folded);
    let alias = ALIASES.iter().find(|(alias, _)| *alias == bare);
    let bare = alias.map_or(bare, |(_, name)| name);
    OUTLETS.iter().position(|name| *name == bare).map(OutletId)
}

impl Names for Sample {
    fn resolve(&self, label: &str) -> Resolution {
        let folded = fold_name(label);
        if folded == "the sentinel" {
            return Resolution::Ambiguous(vec![OutletId(0), OutletId(1)]);
        }
        if let Some(outlet) = find(&folded) {
            return Resolution::Known { outlet, edition: None, how: How::Name };
        }
        let url = label::is_url(label) || HOSTS.iter().any(|(host, _)| *host == label);
        if let Some((outlet, edition)) =
            self.by_url(&label::address(label)).filter(|_| url)
        {
            return Resolution::Known { outlet, edition, how: How::Host };
        }
        let edition = EDITIONS.iter().find_map(|edition| {
            let name = folded.strip_suffix(edition)?.strip_suffix(' ')?;
            find(name).map(|outlet| (outlet, edition.to_uppercase()))
        });
        match edition {
            Some((outlet, edition)) => {
                Resolution::Known { outlet, edition: Some(edition), how: How::Edition }
            }
            None => Resolution::Unknown(vec!["The Guardian".to_owned()]),
        }
    }

    fn by_url(&self, url: &str) -> Option<(OutletId, Option<String>)> {
        let (_, rest) = url.split_once("://")?;
        let host = rest.split('/').next()?;
        let host = host.strip_prefix("www.").unwrap_or(host);
        let (_, name) = HOSTS.iter().find(|(known, _)| *known == host)?;
        find(name).map(|outlet| (outlet, None))
    }

    fn knows(&self, label: &str) -> bool {
        matches!(self.resolve(label), Resolution::Known { .. })
    }
}
