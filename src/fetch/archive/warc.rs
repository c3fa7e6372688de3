//! The records of a WARC file (ISO 28500), one by one.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read};

use flate2::bufread::MultiGzDecoder;

use crate::fetch::folder::{LARGEST, Saved};
use crate::fetch::media;

use super::body::{self, Answer};
use super::{Room, gap, is_too_large};

/// Longest head of a record, in bytes.
const HEAD: u64 = 64 << 10;
/// Names of files for machines, which servers send as text.
const NOT_PAGES: &[&str] =
    &["robots.txt", "ads.txt", "app-ads.txt", "security.txt", "humans.txt"];

/// What a WARC file holds.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) pages: Vec<Saved>,
    /// Where addresses were redirected to.
    pub(super) redirects: BTreeMap<String, String>,
}

/// A head of a record: its fields, their names in lower case.
struct Record {
    fields: BTreeMap<String, String>,
    length: u64,
}

impl Record {
    fn get(&self, name: &str) -> Option<&str> {
        self.fields.get(name).map(String::as_str)
    }

    /// The address, which some tools write in angle brackets.
    fn url(&self) -> Option<&str> {
        let url = self.get("warc-target-uri")?.trim_matches(['<', '>']);
        (url.starts_with("http://") || url.starts_with("https://")).then_some(url)
    }
}

/// Reads a WARC file, packed or not; `None` if it is none.
pub(super) fn read(
    name: &str,
    mut source: impl BufRead,
    room: &mut Room,
) -> Option<Found> {
    let is_packed = source.fill_buf().is_ok_and(|head| head.starts_with(b"\x1f\x8b"));
    let mut found = if is_packed {
        // One member for each record or one for all: they are unpacked in a row.
        let unpacked = BufReader::with_capacity(1 << 16, MultiGzDecoder::new(source));
        Walk::new(name, unpacked.take(room.unpacked)).run(room)?
    } else {
        Walk::new(name, source.take(room.unpacked)).run(room)?
    };
    if room.unpacked == 0 || room.records == 0 {
        found.pages.push(gap(name, "the rest of an archive that is too large"));
    }
    Some(found)
}

struct Walk<'n, R> {
    name: &'n str,
    source: std::io::Take<R>,
    found: Found,
    /// The pages by the digest of what they hold, for records that only refer to it.
    digests: BTreeMap<String, usize>,
    /// Bytes that bodies unpacked to since this was last counted.
    unpacked: u64,
}

/// Why no further record can be read.
enum Stop {
    /// The file ended where a record may end.
    End,
    /// It ended, or could not be unpacked, in the middle.
    Broken,
}

impl<'n, R: BufRead> Walk<'n, R> {
    fn new(name: &'n str, source: std::io::Take<R>) -> Self {
        Self {
            name,
            source,
            found: Found::default(),
            digests: BTreeMap::new(),
            unpacked: 0,
        }
    }

    fn run(mut self, room: &mut Room) -> Option<Found> {
        let before = self.source.limit();
        let mut n_records = 0_usize;
        let stop = loop {
            if room.records == 0 || self.source.limit() == 0 {
                break Stop::End;
            }
            match self.record(room) {
                Ok(()) => n_records += 1,
                Err(stop) => break stop,
            }
            room.records -= 1;
            // A small body may unpack to a large one, and that is work too.
            let left =
                self.source.limit().saturating_sub(std::mem::take(&mut self.unpacked));
            self.source.set_limit(left);
        };
        room.unpacked = room.unpacked.saturating_sub(before - self.source.limit());
        if n_records == 0 && self.found.pages.is_empty() {
            return None;
        }
        if matches!(stop, Stop::Broken) && room.unpacked > 0 {
            self.found
                .pages
                .push(gap(self.name, "the rest of an archive that is damaged"));
        }
        Some(self.found)
    }

    fn record(&mut self, room: &mut Room) -> Result<(), Stop> {
        let record = self.head()?;
        let after = self.source.limit().saturating_sub(record.length);
        let is_wanted =
            matches!(record.get("warc-type"), Some("response" | "resource" | "revisit"))
                && record.url().is_some();
        let mut block = Vec::new();
        if is_wanted {
            let wanted = record.length.min(LARGEST + 1);
            let read = self.source.by_ref().take(wanted).read_to_end(&mut block);
            let is_whole = read.is_ok() && block.len() as u64 == wanted;
            self.take(&record, &block, is_whole, room);
            if !is_whole {
                return Err(Stop::Broken);
            }
        }
        let rest = self.source.limit().saturating_sub(after);
        let skipped =
            std::io::copy(&mut self.source.by_ref().take(rest), &mut std::io::sink());
        if skipped.is_ok_and(|skipped| skipped == rest) {
            Ok(())
        } else {
            Err(Stop::Broken)
        }
    }

    /// Reads a record's head. Lines that are none, which a wrong length leaves before it,
    /// are passed over.
    fn head(&mut self) -> Result<Record, Stop> {
        let mut is_lost = false;
        loop {
            let line = self.line()?;
            if line.starts_with("WARC/") {
                break;
            }
            is_lost |= !line.is_empty();
        }
        if is_lost {
            self.found
                .pages
                .push(gap(self.name, "a record of an archive that is damaged"));
        }
        let mut fields: BTreeMap<String, String> = BTreeMap::new();
        let mut size = 0;
        let mut last = String::new();
        loop {
            let line = self.line().map_err(|_| Stop::Broken)?;
            size += line.len() as u64;
            if line.is_empty() || size > HEAD {
                break;
            }
            if line.starts_with([' ', '\t']) {
                let folded = fields.entry(last.clone()).or_default();
                folded.push(' ');
                folded.push_str(line.trim());
            } else if let Some((name, value)) = line.split_once(':') {
                last = name.trim().to_ascii_lowercase();
                fields.insert(last.clone(), value.trim().to_owned());
            }
        }
        let length = fields.get("content-length").and_then(|length| length.parse().ok());
        Ok(Record { length: length.ok_or(Stop::Broken)?, fields })
    }

    /// A line, of which no more than [`HEAD`] bytes are held at once.
    fn line(&mut self) -> Result<String, Stop> {
        let mut bytes = Vec::new();
        let read = self.source.by_ref().take(HEAD).read_until(b'\n', &mut bytes);
        match read {
            Ok(0) => Err(Stop::End),
            Ok(_) => Ok(String::from_utf8_lossy(bytes.trim_ascii_end()).into_owned()),
            Err(_) => Err(Stop::Broken),
        }
    }

    /// Takes the page that a record holds, if it holds one.
    fn take(&mut self, record: &Record, block: &[u8], is_whole: bool, room: &mut Room) {
        let Some(url) = record.url() else { return };
        let mut page = Saved {
            name: format!("{}#{url}", self.name),
            url: Some(url.to_owned()),
            retrieved: record.get("warc-date").map(str::to_owned),
            cut: !is_whole || record.get("warc-truncated").is_some(),
            ..Saved::default()
        };
        let kind = record.get("content-type").unwrap_or_default();
        if record.get("warc-type") == Some("resource") {
            let (media_type, charset) = media::kind(kind);
            if !is_page(url, media_type.as_deref()) {
                return;
            }
            page.charset = charset;
            block.clone_into(&mut page.bytes);
            return self.keep(page, record, room);
        }
        let Some(answer) = body::answer(block) else { return };
        if let Some(location) = answer.location() {
            let to = url::Url::parse(url).ok().and_then(|here| here.join(location).ok());
            self.found
                .redirects
                .extend(to.map(|to| (super::bare(url).to_owned(), to.into())));
            return;
        }
        if answer.status != 200 || !is_page(url, answer.media_type.as_deref()) {
            return;
        }
        if record.get("warc-type") == Some("revisit") {
            return self.revisit(page, record, room);
        }
        page.charset.clone_from(&answer.charset);
        unpack(&mut page, &answer);
        self.unpacked += page.bytes.len() as u64;
        self.keep(page, record, room);
    }

    /// A record that only says the page is what it was at another visit.
    fn revisit(&mut self, mut page: Saved, record: &Record, room: &mut Room) {
        let known =
            record.get("warc-payload-digest").and_then(|digest| self.digests.get(digest));
        let Some(original) = known.and_then(|&at| self.found.pages.get(at)) else {
            page.unreadable =
                Some("a page that the archive refers to in another archive".to_owned());
            self.found.pages.push(page);
            return;
        };
        if original.url == page.url {
            return;
        }
        page.bytes.clone_from(&original.bytes);
        page.charset.clone_from(&original.charset);
        self.keep(page, record, room);
    }

    fn keep(&mut self, mut page: Saved, record: &Record, room: &mut Room) {
        if is_too_large(&page.bytes) || page.bytes.len() > room.kept {
            page.bytes = Vec::new();
            page.too_large = true;
        }
        room.kept -= page.bytes.len();
        if let Some(digest) = record.get("warc-payload-digest") {
            self.digests.insert(digest.to_owned(), self.found.pages.len());
        }
        self.found.pages.push(page);
    }
}

/// Unpacks an answer, or says why it can't be.
fn unpack(page: &mut Saved, answer: &Answer<'_>) {
    match body::unpacked(answer) {
        Ok((bytes, is_whole)) => {
            page.cut |= !is_whole;
            page.bytes = bytes;
        }
        Err(packed) => page.unreadable = Some(format!("a page packed as {packed:?}")),
    }
}

/// Whether what an address answered with is a page.
fn is_page(url: &str, media_type: Option<&str>) -> bool {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let file = path.rsplit('/').next().unwrap_or_default();
    !NOT_PAGES.contains(&file) && media_type.is_none_or(media::is_readable)
}
