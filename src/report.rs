//! Writers: a report in, bytes out. They know no command line.

use crate::claim::Claims;
use crate::draft::Draft;
use crate::gather::Shelf;
use crate::outlet::{Citations, Outlets};
use crate::verdict::{Finding, Ruling};

/// Everything that a reader may be shown about one draft.
#[derive(Clone, Debug)]
pub struct Report<'o> {
    /// The registry that ids of outlets refer to.
    pub outlets: &'o Outlets,
    /// The draft.
    pub draft: Draft,
    /// Its sentences and claims.
    pub claims: Claims,
    /// Its attributions and citations.
    pub citations: Citations,
    /// The pages at hand.
    pub shelf: Shelf,
    /// A ruling for each checkable claim and each citation of its paragraph, in order.
    pub rulings: Vec<Ruling>,
    /// Findings, in order of place.
    pub findings: Vec<Finding>,
}
