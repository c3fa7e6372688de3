//! The live client against servers that behave, misbehave and lie.
//!
//! Each test has servers of its own on this machine, which the client may reach only as
//! far as the test allows it to.

mod broken;
mod client;
mod desk;
mod exchange;
mod guard;
mod listing;
mod page;
mod redirect;
mod report;
mod retry;
mod robot;
mod secure;
pub(crate) mod server;
mod size;
mod slow;
mod turn;
