//! Figures, money and percentages.

use crate::claim::Facet;

/// Reads the figures of `text`.
pub(crate) fn read(text: &str) -> Vec<Facet> {
    let _ = text;
    Vec::new()
}
