//! Checks that what a news draft says is what its cited outlets say.
//!
//! A draft goes in at the top and a report comes out at the bottom. Each module is one
//! stage: it may use the modules above it in the list below and none beneath it.

mod hex;
mod parallel;

pub mod text;
pub mod lexicon;
pub mod grammar;
pub mod rule;
pub mod draft;
pub mod outlet;
pub mod claim;
pub mod lead;
pub mod page;
pub mod fetch;
pub mod gather;
pub mod evidence;
pub mod verdict;
pub mod report;
pub mod config;
pub mod check;
pub mod pack;
