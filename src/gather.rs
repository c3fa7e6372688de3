//! From leads and saved pages to one shelf, each page read once.

use crate::fetch::FetchProblem;
use crate::outlet::OutletId;
use crate::page::Page;

/// Every page at hand for a draft, in a fixed order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shelf {
    /// The pages, and those that could not be had.
    pub pages: Vec<Shelved>,
}

/// A page on the shelf, or the gap where it would be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shelved {
    /// Where it was had from: a path below the `--pages` folder, or an address.
    pub name: String,
    /// The outlet it is of, where that can be told.
    pub outlet: Option<OutletId>,
    /// The edition it is of, where its address tells.
    pub edition: Option<String>,
    /// The page as read; empty if it could not be had.
    pub page: Page,
    /// SHA-256 of its bytes, in lower-case hexadecimal; empty if it could not be had.
    pub sha256: String,
    /// When it was retrieved, as recorded with it (RFC 3339).
    pub retrieved: Option<String>,
    /// Why it could not be had.
    pub problem: Option<FetchProblem>,
}
