//! The registry that is compiled in: static tables that `build.rs` makes from
//! `sources.toml`, so that nothing is parsed, folded or sorted at start.

use std::borrow::Cow;

use super::index::HostEntry;
use super::index::Meaning;
use super::index::NameEntry;
use super::registry::Ambiguity;
use super::registry::Edition;
use super::registry::Outlet;
use super::registry::OutletId;
use super::registry::Outlets;

include!(concat!(env!("OUT_DIR"), "/outlets.rs"));

impl Outlets {
    /// The registry that is compiled in. Borrows static tables: costs nothing.
    #[must_use]
    pub fn builtin() -> Self {
        Self {
            all: Cow::Borrowed(&OUTLETS),
            ambiguous: Cow::Borrowed(&AMBIGUOUS),
            names: Cow::Borrowed(&NAMES),
            hosts: Cow::Borrowed(&HOSTS),
        }
    }
}
