//! The program as its users meet it, and rules that the compiler cannot hold.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod carrier;
mod case;
mod cli;
mod comparison;
mod fetching;
mod fixture;
mod format;
mod hostile;
#[cfg(unix)]
mod interrupt;
mod link;
mod origin;
mod pack;
mod promise;
mod readme;
mod tidy;
mod wall;
mod web;
