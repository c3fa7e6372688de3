//! The program as its users meet it, and rules that the compiler cannot hold.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[cfg(unix)]
mod action;
mod baseline;
mod cache;
mod carrier;
mod case;
mod changed;
mod cli;
mod comparison;
mod fetching;
mod fixture;
mod format;
mod hostile;
mod http2;
#[cfg(unix)]
mod interrupt;
mod link;
mod origin;
mod pack;
mod promise;
mod python;
mod readme;
mod report;
mod settings;
mod tidy;
mod wall;
mod web;

use std::path::Path;
use std::process::Command;

/// Runs the program in a folder; its exit code, and what it wrote to both streams.
fn program(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let out = Command::new(env!("CARGO_BIN_EXE_veracite"))
        .current_dir(folder)
        .args(args)
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (out.status.code().unwrap(), text(out.stdout), text(out.stderr))
}
