//! The integration tests: one binary, a module for each thing a user meets.

#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

mod fetching;
