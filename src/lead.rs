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
