//! Pages read in a second, beside what others do: `cargo bench --bench pages -- FOLDER`
//! with saved pages (`.html`, `.html.gz`) in the folder; without one, those of the tests.
//!
//! All read the same pages on one core, from bytes to text, in turns; the time counted is
//! that of the processor. Whichever of
//! trafilatura, readability-lxml and resiliparse is installed for `python3` takes part.

#![expect(clippy::print_stdout, reason = "a table is what this is for")]

mod clock;

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::Command;

use flate2::read::GzDecoder;
use veracite::page;
use walkdir::WalkDir;

use self::clock::Clock;

const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/pages");
const PEER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/pages/peer.py");
const PEERS: [&str; 3] = ["trafilatura", "readability", "resiliparse"];
/// Times that each reads all pages; the best counts.
const ROUNDS: usize = 3;
/// Seconds that one round of ours lasts at least.
const SECONDS: f64 = 1.0;

fn main() {
    let folder = std::env::args().skip(1).find(|argument| !argument.starts_with("--"));
    let folder = folder.as_deref().unwrap_or(FIXTURES);
    let pages = load(folder.as_ref());
    let bytes: usize = pages.iter().map(Vec::len).sum();
    if bytes == 0 {
        println!("no pages in {folder}");
        return;
    }
    println!("{} pages, {} KB on average", pages.len(), bytes / pages.len() / 1000);
    let mut ours = 0.0_f64;
    let mut theirs = [0.0_f64; PEERS.len()];
    for _ in 0..ROUNDS {
        ours = ours.max(read_all(&pages));
        for (best, peer) in theirs.iter_mut().zip(PEERS) {
            *best = best.max(run_peer(peer, folder));
        }
    }
    println!("{:<14}{ours:>8.1} pages/s", "veracite");
    for (rate, peer) in theirs.into_iter().zip(PEERS) {
        if rate > 0.0 {
            println!("{peer:<14}{rate:>8.1} pages/s   {:>5.2} times that", ours / rate);
        } else {
            println!("{peer:<14}{:>8}", "absent");
        }
    }
}

/// All saved pages below a folder, in the order of their names.
fn load(folder: &Path) -> Vec<Vec<u8>> {
    let entries = WalkDir::new(folder).sort_by_file_name().into_iter().flatten();
    let pages = entries.filter_map(|entry| {
        let is_packed = entry.path().extension()? == "gz";
        let bytes = fs::read(entry.path()).ok()?;
        let mut page = Vec::new();
        if is_packed {
            GzDecoder::new(&*bytes).read_to_end(&mut page).ok()?;
            return Some(page);
        }
        (entry.path().extension()? == "html").then_some(bytes)
    });
    pages.collect()
}

/// Pages that we read in a second.
#[expect(clippy::cast_precision_loss, reason = "a few thousand pages")]
fn read_all(pages: &[Vec<u8>]) -> f64 {
    let start = Clock::start();
    let mut count = 0;
    while start.elapsed().as_secs_f64() < SECONDS {
        for bytes in pages {
            std::hint::black_box(page::read(None, bytes, None));
        }
        count += pages.len();
    }
    count as f64 / start.elapsed().as_secs_f64()
}

/// Pages that a Python package reads in a second; 0 if it is not there.
fn run_peer(name: &str, folder: &str) -> f64 {
    let output = Command::new("python3").args([PEER, name, folder]).output();
    let output = output.map(|output| output.stdout).unwrap_or_default();
    String::from_utf8_lossy(&output).trim().parse().unwrap_or(0.0)
}
