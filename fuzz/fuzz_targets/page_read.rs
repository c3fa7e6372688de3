//! Any bytes are read as a page, and what is read can be shown.

#![no_main]

#[path = "../invariant.rs"]
mod invariant;

use libfuzzer_sys::fuzz_target;
use veracite::page;

fuzz_target!(|bytes: &[u8]| {
    invariant::check(&page::read(None, bytes, None));
});
