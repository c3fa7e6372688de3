//! A web archive as a folder of pages: WARC files, packed or not, and WACZ.
//!
//! Taken are the pages that a server answered with (`response`, status 200) or that were
//! put there as they are (`resource`): HTML, plain text and PDF, each with its address,
//! its date and the charset its server gave. What else a browser loaded for them is passed
//! over, and so are redirects, requests and notes. Where a WACZ lists its pages, those are
//! taken, and one that is listed and not there is a gap.

mod body;
mod warc;

use std::collections::BTreeMap;
use std::io::{self, BufReader, Read, Seek, SeekFrom};

use serde::Deserialize;
use zip::ZipArchive;

use crate::fetch::folder::{LARGEST, Saved};

/// Larger archives are not read: 1 GiB, to which most tools let one file of an archive
/// grow.
pub const LARGEST_ARCHIVE: u64 = 1 << 30;
/// Bytes, unpacked, that are read of one archive; some five seconds' work.
const UNPACKED: u64 = 2 << 30;
/// Bytes of pages that are kept of one archive.
const KEPT: usize = 512 << 20;
/// Records that are read of one archive.
const RECORDS: usize = 1_000_000;
/// Bytes of a list of pages that are read.
const LIST: u64 = 64 << 20;
/// Redirects that are followed from an address in such a list.
const HOPS: usize = 5;

/// What is left of the bounds of an archive.
struct Room {
    unpacked: u64,
    kept: usize,
    records: usize,
}

/// Reads the pages of an archive, in order; `None` if it is none, by its bytes. `name` is
/// what pages are called after: `name#address`.
///
/// # Errors
///
/// If `source` can't be read; what is damaged in the archive is a gap among the pages.
pub fn read(name: &str, mut source: impl Read + Seek) -> io::Result<Option<Vec<Saved>>> {
    let mut head = Vec::new();
    source.by_ref().take(8).read_to_end(&mut head)?;
    source.seek(SeekFrom::Start(0))?;
    let mut room = Room { unpacked: UNPACKED, kept: KEPT, records: RECORDS };
    if head.starts_with(b"PK\x03\x04") {
        return Ok(wacz(name, source, &mut room));
    }
    if !head.starts_with(b"WARC/") && !head.starts_with(b"\x1f\x8b") {
        return Ok(None);
    }
    let found = warc::read(name, BufReader::new(source), &mut room);
    Ok(found.map(|found| found.pages))
}

/// The file at its end: a name of an archive's, by which a folder is looked through.
#[must_use]
pub fn is_named(name: &str) -> bool {
    let name = name.to_lowercase();
    [".warc", ".warc.gz", ".wacz"].iter().any(|ending| name.ends_with(ending))
}

/// A line of a list of pages.
#[derive(Deserialize)]
struct Listed {
    url: Option<String>,
    ts: Option<String>,
}

/// Reads a WACZ: a ZIP archive with WARC files in `archive/` and lists in `pages/`.
fn wacz(name: &str, source: impl Read + Seek, room: &mut Room) -> Option<Vec<Saved>> {
    let mut zip = ZipArchive::new(BufReader::new(source)).ok()?;
    let mut files: Vec<String> = zip
        .file_names()
        .filter_map(|file| Some(file.ok()?.into_owned()))
        .filter(|file| file.starts_with("archive/") && is_named(file))
        .collect();
    files.sort();
    if files.is_empty() {
        return None;
    }
    let mut found = warc::Found::default();
    for file in &files {
        let Ok(packed) = zip.by_name(file) else {
            found
                .pages
                .push(gap(name, &format!("a file of {name} that is packed oddly")));
            continue;
        };
        let more = warc::read(name, BufReader::new(packed), room);
        let more = more.unwrap_or_else(|| {
            let pages = vec![gap(name, "a file of an archive that is no WARC")];
            warc::Found { pages, ..warc::Found::default() }
        });
        found.pages.extend(more.pages);
        found.redirects.extend(more.redirects);
    }
    let mut listed = Vec::new();
    for list in ["pages/pages.jsonl", "pages/extraPages.jsonl"] {
        if let Ok(file) = zip.by_name(list) {
            listed.extend(pages_of(file));
        }
    }
    if listed.is_empty() { Some(found.pages) } else { Some(choose(name, found, &listed)) }
}

/// The pages in a list: JSON lines, of which the first is about the list.
fn pages_of(file: impl Read) -> Vec<Listed> {
    let mut text = Vec::new();
    // What could be read of a list that breaks off is a list.
    let _ = file.take(LIST).read_to_end(&mut text);
    let lines = text.split(|&byte| byte == b'\n');
    lines
        .filter_map(|line| serde_json::from_slice::<Listed>(line).ok())
        .filter(|page| page.url.is_some())
        .collect()
}

/// Of all that an archive holds, the pages that are listed, in the order of the list.
fn choose(name: &str, found: warc::Found, listed: &[Listed]) -> Vec<Saved> {
    let mut by_url: BTreeMap<String, Vec<Saved>> = BTreeMap::new();
    let (mut chosen, mut gaps) = (Vec::new(), Vec::new());
    for page in found.pages {
        match page.url.as_deref().map(bare) {
            Some(url) => by_url.entry(url.to_owned()).or_default().push(page),
            None => gaps.push(page),
        }
    }
    for page in listed {
        let Some(url) = page.url.as_deref().map(bare) else { continue };
        let mut at = url.to_owned();
        for _ in 0..HOPS {
            match found.redirects.get(&at) {
                Some(next) if !by_url.contains_key(&at) => at = bare(next).to_owned(),
                _ => break,
            }
        }
        match by_url.remove(&at) {
            Some(pages) => chosen.extend(pages),
            // Listed twice, for two visits, it is taken with the first.
            None if chosen.iter().any(|one: &Saved| is_at(one, &at)) => {}
            None => chosen.push(Saved {
                name: format!("{name}#{url}"),
                url: Some(url.to_owned()),
                retrieved: page.ts.clone(),
                unreadable: Some(
                    "a page that the archive lists and does not hold".to_owned(),
                ),
                ..Saved::default()
            }),
        }
    }
    chosen.extend(gaps);
    chosen
}

fn is_at(page: &Saved, url: &str) -> bool {
    page.url.as_deref().map(bare) == Some(url)
}

/// An address without its fragment.
fn bare(url: &str) -> &str {
    url.split('#').next().unwrap_or(url)
}

/// A gap where a page may have been.
fn gap(name: &str, why: &str) -> Saved {
    Saved { name: name.to_owned(), unreadable: Some(why.to_owned()), ..Saved::default() }
}

/// Whether bytes are more than are read of one page.
fn is_too_large(bytes: &[u8]) -> bool {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX) > LARGEST
}

#[cfg(test)]
mod tests;
