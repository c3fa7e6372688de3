//! Whether a pack is what its maker made.
//!
//! Looked at in this order, so that what is named is what was altered and not what hangs
//! on it: the headers of the files against the ZIP directory; each file against its CRC;
//! the list of files against its hash; each file against the list; each record of the WARC
//! files against its own hashes; for a pack of ours, each byte against what our writer
//! makes of these files.

use std::fs::File;
use std::io;
use std::io::{BufReader, Read, Seek, SeekFrom, Write};
use std::path::Path;

use flate2::Crc;
use zip::ZipArchive;

use crate::fetch::archive;
use crate::pack::container::{self, DIRECTORY, Entry, Place};
use crate::pack::digest::Meter;
use crate::pack::manifest::{self, Listed};
use crate::pack::{LARGEST, PackError, ledger};

mod record;

/// Bytes of the list of files that are read.
const LIST: u64 = 64 << 20;
/// Bytes, unpacked, that are read of a pack; the packs of other tools may be packed.
const UNPACKED: u64 = 4 << 30;

/// Who made a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Maker {
    /// This program, or another version of it.
    Veracite,
    /// Another tool, as it names itself.
    Other(Option<String>),
}

/// A pack in which nothing was found to be altered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Soundness {
    /// Who made it.
    pub maker: Maker,
    /// Files that have the hash that is stated for them.
    pub files: usize,
    /// Files for which no hash is stated.
    pub unlisted: Vec<String>,
    /// Records of its WARC files.
    pub records: usize,
    /// Hashes of records that are of a kind that is not reckoned here, such as SHA-1, or
    /// that can be meant in two ways.
    pub unchecked: usize,
}

/// Holds every file of a pack against its hash, and every record against its own.
///
/// # Errors
///
/// [`PackError::Altered`] with the first file that is not as it was made; the others if it
/// can't be read or is no pack.
pub fn verify(path: &Path) -> Result<Soundness, PackError> {
    let shown = path.display().to_string();
    let unreadable = |error| PackError::Unreadable { path: shown.clone(), error };
    let mut file = File::open(path).map_err(unreadable)?;
    if file.metadata().map_err(unreadable)?.len() > LARGEST {
        return Err(PackError::TooLarge(shown));
    }
    let altered = |file: &str, how: &str| PackError::Altered {
        path: shown.clone(),
        file: file.to_owned(),
        how: how.to_owned(),
    };
    let places = places(&mut file, &shown)?;
    let (listed, unlisted) = files(&mut file, &places, &shown)?;
    let mut soundness = Soundness {
        maker: Maker::Other(listed.software.clone()),
        files: listed.entries.len(),
        unlisted,
        records: 0,
        unchecked: 0,
    };
    let is_warc = |place: &&Place| {
        place.path.starts_with("archive/") && archive::is_named(&place.path)
    };
    for place in places.iter().filter(is_warc) {
        let found = open(&mut file, place, |from| Ok(record::walk(from)));
        let found =
            found.map_err(unreadable)?.map_err(|how| altered(&place.path, &how))?;
        soundness.records += found.records;
        soundness.unchecked += found.unchecked;
    }
    if places.iter().any(|place| place.path == ledger::PATH) {
        soundness.maker = Maker::Veracite;
        if let Some(name) = soundness.unlisted.first() {
            return Err(altered(name, "it is in no list"));
        }
        if !is_as_written(&mut file, &places).map_err(unreadable)? {
            return Err(altered(DIRECTORY, "it is not what is made of these files"));
        }
    }
    Ok(soundness)
}

/// Lists the files of a pack.
pub(super) fn places(file: &mut File, shown: &str) -> Result<Vec<Place>, PackError> {
    let unreadable = |error| PackError::Unreadable { path: shown.to_owned(), error };
    if let Some(places) = container::places(file).map_err(unreadable)? {
        return Ok(places);
    }
    Err(if holds_files(file).map_err(unreadable)? {
        let (file, how) = (DIRECTORY.to_owned(), "it can't be read".to_owned());
        PackError::Altered { path: shown.to_owned(), file, how }
    } else {
        PackError::NotAPack(shown.to_owned())
    })
}

/// Whether bytes begin as a pack does, as far as one altered byte leaves that.
fn holds_files(file: &mut File) -> io::Result<bool> {
    let mut start = Vec::new();
    file.seek(SeekFrom::Start(0))?;
    Read::by_ref(file).take(4096).read_to_end(&mut start)?;
    Ok(start.starts_with(b"PK\x03\x04")
        || memchr::memmem::find(&start, b"archive/").is_some())
}

/// Holds the files of a pack against their headers, their CRCs and their list; what is
/// listed, and the names of what is not.
pub(super) fn files(
    file: &mut File,
    places: &[Place],
    shown: &str,
) -> Result<(Listed, Vec<String>), PackError> {
    let unreadable = |error| PackError::Unreadable { path: shown.to_owned(), error };
    let altered = |file: &str, how: &str| PackError::Altered {
        path: shown.to_owned(),
        file: file.to_owned(),
        how: how.to_owned(),
    };
    // One altered name leaves the other.
    let is_of_pack = |path: &str| path.starts_with("archive/") || path == manifest::PATH;
    if !places.iter().any(|place| is_of_pack(&place.path)) {
        return Err(PackError::NotAPack(shown.to_owned()));
    }
    for place in places {
        if !has_its_header(file, place).map_err(unreadable)? {
            return Err(altered(DIRECTORY, "it and the headers of the files differ"));
        }
    }
    let list = places.iter().find(|place| place.path == manifest::PATH);
    let list = list.ok_or_else(|| altered(manifest::PATH, "it is not there"))?;
    let mut found = Vec::with_capacity(places.len());
    let mut unpacked = UNPACKED;
    for place in places {
        let measured = measure(file, place, unpacked).map_err(unreadable)?;
        let entry =
            measured.ok_or_else(|| altered(&place.path, "it is not as it was"))?;
        unpacked = unpacked.saturating_sub(entry.bytes);
        found.push(entry);
    }
    let list = container::bytes(file, list, LIST)
        .map_err(|_| altered(manifest::PATH, "it is too large, or packed"))?;
    let digest = places.iter().find(|place| place.path == manifest::DIGEST);
    if let Some(digest) = digest {
        let bytes = container::bytes(file, digest, LIST);
        if !bytes.is_ok_and(|bytes| manifest::is_right(&bytes, &list)) {
            return Err(altered(manifest::PATH, "it does not have its hash"));
        }
    }
    let listed = manifest::read(&list)
        .ok_or_else(|| altered(manifest::PATH, "it is no list of files"))?;
    hold(&listed, &found).map_err(|(file, how)| altered(file, how))?;
    let is_unlisted = |entry: &&Entry| {
        ![manifest::PATH, manifest::DIGEST].contains(&&*entry.path)
            && listed.entries.iter().all(|one| one.path != entry.path)
    };
    let unlisted = found.iter().filter(is_unlisted).map(|entry| entry.path.clone());
    let unlisted = unlisted.collect();
    Ok((listed, unlisted))
}

/// Holds what is there against what is listed.
fn hold<'l>(listed: &'l Listed, found: &[Entry]) -> Result<(), (&'l str, &'static str)> {
    for entry in &listed.entries {
        let Some(one) = found.iter().find(|one| one.path == entry.path) else {
            return Err((&entry.path, "it is not there"));
        };
        // Hashes of other kinds are stated by older tools.
        let is_reckoned = entry.hash.starts_with("sha256:");
        if one.bytes != entry.bytes || (is_reckoned && one.hash != entry.hash) {
            return Err((&entry.path, "it does not have the hash that is stated for it"));
        }
    }
    Ok(())
}

/// Whether the header before a file says what the directory says: version, flags, packing,
/// date, CRC, lengths and name (APPNOTE 4.3.7 and 4.3.12).
fn has_its_header(file: &mut File, place: &Place) -> io::Result<bool> {
    let mut header = |start| {
        let mut header = Vec::new();
        file.seek(SeekFrom::Start(start))?;
        Read::by_ref(file).take(46 + u64::from(u16::MAX)).read_to_end(&mut header)?;
        io::Result::Ok(header)
    };
    let (own, listed) = (header(place.header)?, header(place.listed)?);
    let length = own.get(26..28).map(|two| u16::from_le_bytes([two[0], two[1]]));
    let length = usize::from(length.unwrap_or_default());
    let (own_name, name) = (own.get(30..30 + length), listed.get(46..46 + length));
    // Where the numbers follow the file, or are in an extra field, the header has none.
    let is_elsewhere = own.get(6).is_some_and(|flags| flags & 0x08 != 0)
        || own.get(18..22) == Some(&[0xff; 4]);
    let (own, listed) = if is_elsewhere {
        (own.get(6..10), listed.get(8..12))
    } else {
        (own.get(4..28), listed.get(6..30))
    };
    Ok(own.is_some() && own == listed && own_name.is_some() && own_name == name)
}

/// A file's hash and length, reckoned; `None` if it does not have its CRC.
fn measure(file: &mut File, place: &Place, limit: u64) -> io::Result<Option<Entry>> {
    let mut meter = Meter::new(io::sink());
    let mut crc = Crc::new();
    let is_read = open(file, place, |from| {
        let mut buffer = vec![0; 1 << 16];
        let mut from = from.take(limit);
        loop {
            match from.read(&mut buffer) {
                Ok(0) => return Ok(true),
                Ok(read) => {
                    crc.update(&buffer[..read]);
                    meter.write_all(&buffer[..read])?;
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(_) => return Ok(false),
            }
        }
    })?;
    let bytes = meter.length();
    let (path, hash) = (place.path.clone(), meter.hash());
    let is_right = is_read && crc.sum() == place.crc;
    Ok(is_right.then_some(Entry { path, hash, bytes }))
}

/// Opens a file of a pack, packed or not.
fn open<T>(
    file: &mut File,
    place: &Place,
    read: impl FnOnce(&mut dyn Read) -> io::Result<T>,
) -> io::Result<T> {
    if place.is_stored {
        file.seek(SeekFrom::Start(place.start))?;
        return read(&mut BufReader::with_capacity(1 << 16, file.take(place.length)));
    }
    let mut zip = ZipArchive::new(BufReader::new(file)).map_err(io::Error::from)?;
    let mut one = zip.by_name(&place.path).map_err(io::Error::from)?;
    read(&mut one)
}

/// Whether the archive is, byte for byte, what our writer makes of its files.
fn is_as_written(file: &mut File, places: &[Place]) -> io::Result<bool> {
    let mut writer = container::Writer::new(tempfile::tempfile()?);
    for place in places {
        if !place.is_stored {
            return Ok(false);
        }
        file.seek(SeekFrom::Start(place.start))?;
        let mut from = Read::by_ref(file).take(place.length);
        writer.file(&place.path, |to| io::copy(&mut from, to))?;
    }
    let mut made = writer.finish()?;
    made.seek(SeekFrom::Start(0))?;
    file.seek(SeekFrom::Start(0))?;
    let (mut made, mut there) = (BufReader::new(made), BufReader::new(file));
    loop {
        let (mut one, mut other) = ([0; 1 << 13], [0; 1 << 13]);
        let (n_one, n_other) =
            (fill(&mut made, &mut one)?, fill(&mut there, &mut other)?);
        if one[..n_one] != other[..n_other] {
            return Ok(false);
        }
        if n_one == 0 {
            return Ok(true);
        }
    }
}

/// Reads until a buffer is full or nothing is left.
fn fill(from: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match from.read(&mut buffer[filled..])? {
            0 => break,
            read => filled += read,
        }
    }
    Ok(filled)
}
