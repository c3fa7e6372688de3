//! Leads: which addresses might hold the page that a citation means.
//!
//! Pure: it opens nothing. A lead says why it was made, and the report keeps that.

use crate::claim::Claim;
use crate::outlet::{Citations, Outlets};

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
}

/// Plans where to look for the pages that `citations` mean.
#[must_use]
pub fn plan(claims: &[Claim], citations: &Citations, outlets: &Outlets) -> Vec<Lead> {
    let _ = (claims, outlets);
    let given = citations.citations.iter().enumerate().filter_map(|(at, citation)| {
        let url = citation.url.clone()?;
        Some(Lead { citation: at, url, reason: Reason::Given })
    });
    given.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft;
    use crate::draft::Format;
    use crate::outlet;

    /// The addresses that a draft's citations lead to, each with its citation's label.
    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str)]) {
        let outlets = Outlets::builtin();
        let draft = draft::parse("a.txt", text.as_bytes(), Format::Text);
        let citations = outlet::citations(&draft, &outlets);
        let leads = plan(&[], &citations, &outlets);
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
