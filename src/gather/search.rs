//! What was done to find the page that citations mean, as the report tells it.

use crate::fetch::FetchProblem;
use crate::lead::Reason;
use crate::outlet::OutletId;

/// One search: for the page or pages of an outlet that some citations mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Search {
    /// The outlet.
    pub outlet: OutletId,
    /// Indices of the citations.
    pub citations: Vec<usize>,
    /// The listings that were looked through, in order.
    pub listings: Vec<Looked>,
    /// The pages that were asked for, in order.
    pub candidates: Vec<Candidate>,
}

impl Search {
    /// How much of the paragraph of a citation a candidate speaks of, in percent.
    #[must_use]
    pub fn fit(&self, candidate: &Candidate, citation: usize) -> Option<u8> {
        let member = self.citations.iter().position(|&one| one == citation)?;
        candidate.fits.get(member).copied()
    }
}

/// A listing that was looked through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Looked {
    /// Its address.
    pub url: String,
    /// What sort of listing it is.
    pub reason: Reason,
    /// Pages that it names.
    pub entries: usize,
    /// Why it could not be had, if so.
    pub problem: Option<FetchProblem>,
}

/// A page that was asked for as it might be meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The address that answered, or that was asked for.
    pub url: String,
    /// Where it was found.
    pub reason: Reason,
    /// How much of the paragraph of each citation it speaks of, in percent, in the order
    /// of [`Search::citations`]; none if it was not read.
    pub fits: Vec<u8>,
    /// Why it could not be had, if so.
    pub problem: Option<FetchProblem>,
    /// Indices of the citations it was taken for.
    pub chosen: Vec<usize>,
    /// Indices of the citations that it fits as well as another page does.
    pub tied: Vec<usize>,
}

/// How a page was found that no address of the draft leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where.
    pub reason: Reason,
    /// Indices of the citations it is for.
    pub citations: Vec<usize>,
    /// Indices of those of them for which another page fits as well.
    pub tied: Vec<usize>,
}
