//! The ZIP archive round a pack: files one after the other, as they are, all with one
//! date, so that the same files always make the same bytes.

use std::fs::File;
use std::io;
use std::io::{BufReader, Read, Seek, SeekFrom, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipArchive, ZipWriter};

use crate::pack::digest::Meter;

/// The archive itself, where a file of it is named.
pub(super) const DIRECTORY: &str = "the ZIP directory";

/// A file of a pack, as its list has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) path: String,
    /// `sha256:…`
    pub(super) hash: String,
    pub(super) bytes: u64,
}

/// Writes the files of a pack.
pub(super) struct Writer<W: Write + Seek> {
    zip: ZipWriter<W>,
    entries: Vec<Entry>,
}

impl<W: Write + Seek> Writer<W> {
    pub(super) fn new(to: W) -> Self {
        Self { zip: ZipWriter::new(to), entries: Vec::new() }
    }

    /// Adds a file that `write` writes.
    pub(super) fn file<T>(
        &mut self,
        path: &str,
        write: impl FnOnce(&mut dyn Write) -> io::Result<T>,
    ) -> io::Result<T> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Stored)
            .system(System::Unix)
            .unix_permissions(0o644)
            .last_modified_time(DateTime::DEFAULT);
        self.zip.start_file(path, options)?;
        let mut meter = Meter::new(&mut self.zip);
        let made = write(&mut meter)?;
        let bytes = meter.length();
        self.entries.push(Entry { path: path.to_owned(), hash: meter.hash(), bytes });
        Ok(made)
    }

    /// Adds a file that is at hand.
    pub(super) fn add(&mut self, path: &str, bytes: &[u8]) -> io::Result<()> {
        self.file(path, |to| to.write_all(bytes))
    }

    /// The files so far.
    pub(super) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    pub(super) fn finish(self) -> io::Result<W> {
        Ok(self.zip.finish()?)
    }
}

/// Where a file of a pack stands in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) path: String,
    /// Where its header starts.
    pub(super) header: u64,
    /// Where its header in the directory starts.
    pub(super) listed: u64,
    /// Where its bytes start.
    pub(super) start: u64,
    pub(super) length: u64,
    /// CRC-32, as the directory has it.
    pub(super) crc: u32,
    /// Whether it is there as it is, neither packed nor locked.
    pub(super) is_stored: bool,
}

/// Files that a pack may have. A pack of ours has some ten and one for each draft.
const FILES: u16 = 10_000;

/// Lists the files of an archive, in order of place; `None` if it is none, or one that no
/// tool makes of a pack.
pub(super) fn places(file: &mut File) -> io::Result<Option<Vec<Place>>> {
    if !is_bounded(file)? {
        return Ok(None);
    }
    file.seek(SeekFrom::Start(0))?;
    let Ok(mut zip) = ZipArchive::new(BufReader::new(&mut *file)) else {
        return Ok(None);
    };
    let mut places = Vec::new();
    for at in 0..zip.len() {
        let Ok(one) = zip.by_index_raw(at) else { return Ok(None) };
        let (Ok(name), Some(start)) = (one.name(), one.data_start()) else {
            return Ok(None);
        };
        places.push(Place {
            path: name.into_owned(),
            header: one.header_start(),
            listed: one.central_header_start(),
            start,
            length: one.compressed_size(),
            crc: one.crc32(),
            is_stored: one.compression() == CompressionMethod::Stored && !one.encrypted(),
        });
    }
    places.sort_by_key(|place| place.header);
    // No file reaches into the next one, or into the directory.
    let directory = places.iter().map(|place| place.listed).min();
    let nexts = places.iter().skip(1).map(|place| place.header).chain(directory);
    let is_apart = places.iter().zip(nexts).all(|(place, next)| {
        place.start.checked_add(place.length).is_some_and(|end| end <= next)
    });
    Ok(is_apart.then_some(places))
}

/// Whether the directory at the end counts no more than [`FILES`], so that it may be read:
/// an archive can claim millions in a few bytes each.
fn is_bounded(file: &mut File) -> io::Result<bool> {
    /// Bytes of the end record, and of the longest remark after it.
    const END: u64 = 22 + 65_535;
    let length = file.seek(SeekFrom::End(0))?;
    file.seek(SeekFrom::Start(length.saturating_sub(END)))?;
    let mut tail = Vec::new();
    Read::by_ref(file).take(END).read_to_end(&mut tail)?;
    let Some(at) = memchr::memmem::rfind(&tail, b"PK\x05\x06") else { return Ok(false) };
    // A second, larger directory has its signpost right before.
    let is_large = at >= 20 && tail[at - 20..].starts_with(b"PK\x06\x07");
    let count =
        tail.get(at + 10..at + 12).map(|two| u16::from_le_bytes([two[0], two[1]]));
    Ok(!is_large && count.is_some_and(|count| count <= FILES))
}

/// The bytes of a file of the archive, if there are no more than `limit`.
pub(super) fn bytes(file: &mut File, place: &Place, limit: u64) -> io::Result<Vec<u8>> {
    if place.length > limit || !place.is_stored {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let mut bytes = Vec::new();
    file.seek(SeekFrom::Start(place.start))?;
    file.take(place.length).read_to_end(&mut bytes)?;
    if bytes.len() as u64 != place.length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(bytes)
}
