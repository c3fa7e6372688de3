//! Addresses that the author gave beside the attribution: in front matter, or in a file
//! beside the draft.

use std::collections::BTreeMap;

use crate::draft::Source;
use crate::outlet::{Citations, OutletId, Outlets, Resolution};

/// Gives each citation that has no address of its own the one that the draft's sources
/// have for its outlet; more than one for one outlet are returned as they are, as any of
/// them may be meant: for each outlet, its addresses in the draft's order.
pub fn give(
    citations: &mut Citations,
    sources: &[Source],
    outlets: &Outlets,
) -> BTreeMap<OutletId, Vec<String>> {
    let mut by_outlet: BTreeMap<OutletId, Vec<String>> = BTreeMap::new();
    let mut by_label: BTreeMap<String, &str> = BTreeMap::new();
    for source in sources {
        if let Some(outlet) = owner(source, outlets) {
            let own = by_outlet.entry(outlet).or_default();
            if !own.contains(&source.url) {
                own.push(source.url.clone());
            }
        } else {
            let label = source.outlet.as_deref().unwrap_or_default();
            by_label.entry(label.to_lowercase()).or_insert(&source.url);
        }
    }
    for citation in citations.citations.iter_mut().filter(|one| one.url.is_none()) {
        citation.url = match &citation.resolution {
            Resolution::Known { outlet, .. } => {
                match by_outlet.get(outlet).map(Vec::as_slice) {
                    Some([only]) => Some(only.clone()),
                    _ => None,
                }
            }
            _ => by_label.get(&citation.label.to_lowercase()).map(|&url| url.to_owned()),
        };
    }
    by_outlet.retain(|_, urls| urls.len() > 1);
    by_outlet
}

/// The outlet that a source is of: the one it names, else the one whose host it has.
fn owner(source: &Source, outlets: &Outlets) -> Option<OutletId> {
    let named = source.outlet.as_deref().filter(|name| outlets.is_known(name));
    match named.map(|name| outlets.resolve(name)) {
        Some(Resolution::Known { outlet, .. }) => Some(outlet),
        _ if source.outlet.is_some() => None,
        _ => outlets.by_url(&source.url).map(|(outlet, _)| outlet),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft;
    use crate::draft::Format;
    use crate::outlet;

    const DRAFT: &str = "It rained. (Sources: The Guardian, Variety)\n\n\
        It snowed. (Sources: The Guardian, The Quay Post, https://variety.com/z)\n";

    /// The labels and addresses of the draft's citations, with these sources given.
    #[track_caller]
    fn check(
        sources: &[(Option<&str>, &str)],
        expected: &[(&str, Option<&str>)],
        more: usize,
    ) {
        let outlets = Outlets::builtin();
        let draft = draft::parse("a.txt", DRAFT.as_bytes(), Format::Text);
        let mut citations = outlet::citations(&draft, &outlets);
        let sources = sources.iter().map(|(outlet, url)| Source {
            outlet: outlet.map(str::to_owned),
            url: (*url).to_owned(),
        });
        let left = give(&mut citations, &sources.collect::<Vec<_>>(), &outlets);
        let found: Vec<(&str, Option<&str>)> = citations
            .citations
            .iter()
            .map(|one| (one.label.as_str(), one.url.as_deref()))
            .collect();
        assert_eq!(found, expected);
        assert_eq!(left.values().map(Vec::len).sum::<usize>(), more);
    }

    #[test]
    fn a_source_is_given_to_every_citation_of_its_outlet() {
        let (page, quay) = ("https://www.theguardian.com/a", "https://quay.example/b");
        let own = Some("https://variety.com/z");
        check(
            &[(None, page), (Some("the quay post"), quay)],
            &[
                ("The Guardian", Some(page)),
                ("Variety", None),
                ("The Guardian", Some(page)),
                ("The Quay Post", Some(quay)),
                ("https://variety.com/z", own),
            ],
            0,
        );
    }

    #[test]
    fn two_sources_of_one_outlet_are_both_leads_and_none_is_certain() {
        let (one, two) =
            ("https://www.theguardian.com/a", "https://www.theguardian.com/b");
        check(
            &[(None, one), (Some("Guardian"), two), (None, one)],
            &[
                ("The Guardian", None),
                ("Variety", None),
                ("The Guardian", None),
                ("The Quay Post", None),
                ("https://variety.com/z", Some("https://variety.com/z")),
            ],
            2,
        );
    }

    #[test]
    fn a_source_of_an_outlet_that_is_not_cited_changes_nothing() {
        check(
            &[(None, "https://www.bbc.co.uk/a"), (None, "https://nobody.example/")],
            &[
                ("The Guardian", None),
                ("Variety", None),
                ("The Guardian", None),
                ("The Quay Post", None),
                ("https://variety.com/z", Some("https://variety.com/z")),
            ],
            0,
        );
    }
}
