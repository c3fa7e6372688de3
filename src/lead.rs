//! Leads: which addresses might hold the page that a citation means.
//!
//! Pure: it opens nothing. A lead says why it was made, and the report keeps that.
//!
//! - `given`: addresses that the author gave beside the attribution;
//! - `listing`: what outlets publish about their pages;
//! - `query`: what the page must speak of, and of which days it may be;
//! - `rank`: which entry of a listing is likeliest meant;
//! - `term`: the words that tell what a text speaks of.

mod given;
pub mod listing;
mod query;
mod rank;
mod term;

use std::collections::BTreeMap;

use crate::outlet::{Citations, OutletId, Resolution};

pub use self::given::give;
pub use self::query::{Query, Window};
pub(crate) use self::rank::Catalogue;
pub(crate) use self::term::{Reader as TermReader, Terms, is_figure};

/// An address that might hold the page a citation means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lead {
    /// Index of the citation in [`Citations::citations`].
    pub citation: usize,
    /// The address.
    pub url: String,
    /// Why it was thought of.
    pub reason: Reason,
}

/// Why a lead was made. Declared in the order in which leads are tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// The author gave the address.
    Given,
    /// It was kept from an earlier run.
    Kept,
    /// The outlet's news sitemap or feed lists it.
    News,
    /// The outlet's sitemap lists it.
    Sitemap,
    /// The outlet's own search finds it.
    Search,
    /// A web archive has it.
    Archive,
}

impl Reason {
    /// The word used in reports.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::Kept => "cache",
            Self::News => "news",
            Self::Sitemap => "sitemap",
            Self::Search => "search",
            Self::Archive => "archive",
        }
    }

    /// Where it was found, in a few words.
    #[must_use]
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Given => "the draft gives its address",
            Self::Kept => "it was fetched in an earlier run",
            Self::News => "the outlet's news sitemap or feed lists it",
            Self::Sitemap => "the outlet's sitemap lists it",
            Self::Search => "the outlet's search finds it",
            Self::Archive => "a web archive has it",
        }
    }
}

/// The addresses that the draft itself gives for its citations: with the attribution, or
/// (in `given`) for their outlets.
#[must_use]
pub fn plan(citations: &Citations, given: &BTreeMap<OutletId, Vec<String>>) -> Vec<Lead> {
    let mut leads = Vec::new();
    for (citation, cited) in citations.citations.iter().enumerate() {
        let beside = match &cited.resolution {
            Resolution::Known { outlet, .. } if cited.url.is_none() => given.get(outlet),
            _ => None,
        };
        let urls = cited.url.iter().chain(beside.into_iter().flatten());
        leads.extend(urls.map(|url| Lead {
            citation,
            url: url.clone(),
            reason: Reason::Given,
        }));
    }
    leads
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft;
    use crate::draft::Format;
    use crate::outlet;
    use crate::outlet::Outlets;

    /// The addresses that a draft's citations lead to, each with its citation's label.
    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str)]) {
        let outlets = Outlets::builtin();
        let draft = draft::parse("a.txt", text.as_bytes(), Format::Text);
        let citations = outlet::citations(&draft, &outlets);
        let leads = plan(&citations, &BTreeMap::new());
        let found: Vec<(&str, &str)> = leads
            .iter()
            .map(|lead| {
                assert_eq!(lead.reason, Reason::Given);
                (citations.citations[lead.citation].label.as_str(), lead.url.as_str())
            })
            .collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn an_address_in_an_attribution_is_a_lead() {
        let address = "https://www.theguardian.com/a/wall";
        check(
            &format!("The wall was raised by two metres. (Sources: Variety, {address})"),
            &[(address, address)],
        );
    }

    #[test]
    fn a_name_alone_leads_nowhere() {
        check("The wall was raised by two metres. (Source: The Guardian)", &[]);
        check("The wall was raised by two metres.", &[]);
        check("", &[]);
    }

    #[test]
    fn each_citation_keeps_its_own_address() {
        let (one, two) = ("https://variety.com/a", "https://variety.com/b");
        check(
            &format!(
                "The wall was raised. (Sources: {one}; {two})\n\nIt rained. (Source: {one})"
            ),
            &[(one, one), (two, two), (one, one)],
        );
    }
}
