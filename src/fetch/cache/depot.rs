//! A folder of files that appear whole or not at all.

use std::ffi::OsStr;
use std::fs::{self, DirBuilder, File};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::{Duration, SystemTime};

use sha2::{Digest, Sha256};
use tempfile::NamedTempFile;
use walkdir::WalkDir;

use super::{CacheError, LIMIT};
use crate::hex;

/// Bytes of a file that are read: more than any page that is fetched has.
const LARGEST: u64 = 64 << 20;

/// Parts of a drawer; a file is in the part of its name's first digit.
const PARTS: &str = "0123456789abcdef";

/// Files written, of which one has its part looked through.
const EVERY: u8 = 64;

/// Age of a file that was never finished, after which nobody writes it any more.
const ABANDONED: Duration = Duration::from_hours(1);

/// Files being written.
const UNFINISHED: &str = "unfinished";

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Drawer {
    /// What is known of an address.
    Entry,
    /// The body of an answer.
    Body,
    /// The text of a page as it was read.
    Text,
}

impl Drawer {
    const fn name(self) -> &'static str {
        match self {
            Self::Entry => "entries",
            Self::Body => "bodies",
            Self::Text => "text",
        }
    }

    /// Its share of what the whole may take; bodies have the most bytes, entries the fewest.
    const fn limit(self) -> u64 {
        match self {
            Self::Entry => LIMIT / 8,
            Self::Body => LIMIT / 8 * 5,
            Self::Text => LIMIT / 4,
        }
    }
}

/// The folder. Names of files are hashes in hexadecimal, with folders before them or an
/// ending after them.
#[derive(Debug)]
pub(super) struct Depot {
    root: PathBuf,
    trouble: OnceLock<CacheError>,
}

impl Depot {
    pub(super) fn open(root: &Path) -> Result<Self, CacheError> {
        let depot = Self { root: root.to_owned(), trouble: OnceLock::new() };
        depot
            .prepare()
            .map_err(|error| CacheError::Folder { path: root.to_owned(), error })?;
        Ok(depot)
    }

    /// Makes the folder unless it is there, and sweeps what killed runs left.
    fn prepare(&self) -> io::Result<()> {
        let unfinished = self.root.join(UNFINISHED);
        match fs::read_dir(&unfinished) {
            Ok(mut files) => {
                if files.next().is_some() {
                    sweep_abandoned(&unfinished);
                }
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {
                make(&unfinished)?;
                // How backup programs know a folder that they may leave out.
                let tag = "Signature: 8a477f597d28d172789f06886806bc55\n";
                // Without the tag it is a cache all the same.
                let _ = fs::write(self.root.join("CACHEDIR.TAG"), tag);
            }
            Err(error) => return Err(error),
        }
        Ok(())
    }

    /// Why nothing more is written, once that is so.
    #[must_use]
    pub(super) fn trouble(&self) -> Option<&CacheError> {
        self.trouble.get()
    }

    fn path(&self, drawer: Drawer, name: &str) -> PathBuf {
        let file = name.rsplit('/').next().unwrap_or(name);
        let part = file.get(..1).unwrap_or("0");
        self.root.join(drawer.name()).join(part).join(name)
    }

    /// Whether there is such a file.
    #[must_use]
    pub(super) fn has(&self, drawer: Drawer, name: &str) -> bool {
        self.path(drawer, name).exists()
    }

    /// The bytes of a file, if it is there and can be read.
    #[must_use]
    pub(super) fn read(&self, drawer: Drawer, name: &str) -> Option<Vec<u8>> {
        let file = File::open(self.path(drawer, name)).ok()?;
        let length = file.metadata().ok().filter(fs::Metadata::is_file)?.len();
        let mut bytes = Vec::with_capacity(usize::try_from(length.min(LARGEST)).ok()?);
        file.take(LARGEST + 1).read_to_end(&mut bytes).ok()?;
        (bytes.len() as u64 <= LARGEST).then_some(bytes)
    }

    /// The names of the files that are in a folder of every part.
    pub(super) fn list(&self, drawer: Drawer, folder: &str) -> Vec<String> {
        let parts = PARTS.chars().map(|part| {
            self.root.join(drawer.name()).join(part.to_string()).join(folder)
        });
        let files = parts.filter_map(|path| fs::read_dir(path).ok()).flatten().flatten();
        let names = files
            .filter_map(|file| Some(format!("{folder}/{}", file.file_name().to_str()?)));
        names.collect()
    }

    /// Writes a file, over one that may be there. If that fails it is told by
    /// [`Depot::trouble`], and nothing is written from then on.
    pub(super) fn write(&self, drawer: Drawer, name: &str, bytes: &[u8]) {
        if bytes.len() as u64 > LARGEST || self.trouble.get().is_some() {
            return;
        }
        let path = self.path(drawer, name);
        if let Err(error) = self.put(&path, bytes) {
            let path = self.root.clone();
            // Another thread may have met it first.
            let _ = self.trouble.set(CacheError::Write { path, error });
        } else if is_due(&path) {
            sweep(path_of_part(&path, drawer), drawer.limit() / PARTS.len() as u64);
        }
    }

    /// Nothing of this reaches the disk at once: after a power failure a file may be there
    /// with other bytes, which its checksum tells.
    fn put(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let unfinished = self.root.join(UNFINISHED);
        let mut file = NamedTempFile::new_in(&unfinished).or_else(|error| {
            // Somebody may have emptied the folder.
            if error.kind() != ErrorKind::NotFound {
                return Err(error);
            }
            make(&unfinished)?;
            NamedTempFile::new_in(&unfinished)
        })?;
        file.write_all(bytes)?;
        let file = match file.persist(path) {
            Ok(_) => return Ok(()),
            Err(failed) if failed.error.kind() == ErrorKind::NotFound => failed.file,
            Err(failed) => return Err(failed.error),
        };
        make(path.parent().unwrap_or(&self.root))?;
        file.persist(path).map(drop).map_err(|failed| failed.error)
    }

    /// Removes a file. In a folder that can only be read it stays, and is a miss again.
    pub(super) fn remove(&self, drawer: Drawer, name: &str) {
        let _ = fs::remove_file(self.path(drawer, name));
    }
}

/// Makes a folder and those above it; on Unix only their owner may look into them.
fn make(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// The SHA-256 of some bytes, in lower-case hexadecimal.
pub(super) fn hash(parts: &[&[u8]]) -> String {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update(part);
    }
    hex::lower(&digest.finalize())
}

/// Whether the part that a file was written to is to be looked through: told from two
/// digits of its name that are not those of the part.
fn is_due(path: &Path) -> bool {
    let name = path.file_name().and_then(OsStr::to_str).unwrap_or_default();
    let digits = name.get(8..10).and_then(|digits| u8::from_str_radix(digits, 16).ok());
    digits.is_some_and(|digits| digits.is_multiple_of(EVERY))
}

/// The folder of the part that a file is in.
fn path_of_part(path: &Path, drawer: Drawer) -> &Path {
    let is_part = |folder: &&Path| {
        folder.parent().is_some_and(|above| above.ends_with(drawer.name()))
    };
    path.ancestors().find(is_part).unwrap_or(path)
}

/// Removes the oldest files below a folder until what is left takes an eighth less than
/// the limit, if they take more than that.
fn sweep(folder: &Path, limit: u64) {
    let mut total = 0;
    let mut files: Vec<(SystemTime, u64, PathBuf)> = Vec::new();
    for found in WalkDir::new(folder).into_iter().flatten() {
        let Ok(about) = found.metadata() else { continue };
        if about.is_file() {
            // A file takes whole blocks.
            let size = about.len().next_multiple_of(4096);
            total += size;
            files.push((
                about.modified().unwrap_or(SystemTime::UNIX_EPOCH),
                size,
                found.into_path(),
            ));
        }
    }
    if total <= limit {
        return;
    }
    files.sort();
    for (_, size, path) in files {
        if total <= limit - limit / 8 {
            return;
        }
        // Another process may have been faster.
        let _ = fs::remove_file(path);
        total -= size;
    }
}

/// Removes files that were never finished and that nobody can still be writing. Their age
/// is held against that of a new file, so that both are by the clock of the disk.
fn sweep_abandoned(unfinished: &Path) {
    let Ok(now) = NamedTempFile::new_in(unfinished)
        .and_then(|file| file.as_file().metadata()?.modified())
    else {
        return;
    };
    for file in fs::read_dir(unfinished).into_iter().flatten().flatten() {
        let modified = file.metadata().and_then(|about| about.modified());
        let age = modified.ok().and_then(|modified| now.duration_since(modified).ok());
        if age.is_some_and(|age| age > ABANDONED) {
            let _ = fs::remove_file(file.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn depot() -> (tempfile::TempDir, Depot) {
        let folder = tempfile::tempdir().unwrap();
        let depot = Depot::open(&folder.path().join("cache")).unwrap();
        (folder, depot)
    }

    fn age(path: &Path, by: Duration) {
        let file = File::options().write(true).open(path).unwrap();
        let modified = file.metadata().unwrap().modified().unwrap();
        file.set_modified(modified - by).unwrap();
    }

    #[test]
    fn the_oldest_files_of_a_part_go_when_it_is_full() {
        let (_folder, depot) = depot();
        let names: Vec<String> = (0..20).map(|n| format!("a{n:02}")).collect();
        for (at, name) in names.iter().enumerate() {
            depot.write(Drawer::Text, name, &[7; 4000]);
            let path = depot.path(Drawer::Text, name);
            age(&path, Duration::from_secs(1000 - 10 * at as u64));
        }
        let part =
            path_of_part(&depot.path(Drawer::Text, "a00"), Drawer::Text).to_owned();
        sweep(&part, 20 * 4096);
        assert!(names.iter().all(|name| depot.has(Drawer::Text, name)));
        sweep(&part, 16 * 4096);
        let left: Vec<bool> =
            names.iter().map(|name| depot.has(Drawer::Text, name)).collect();
        assert_eq!(left, [vec![false; 6], vec![true; 14]].concat());
    }

    #[test]
    fn the_parts_together_stay_within_the_limit() {
        let drawers = [Drawer::Entry, Drawer::Body, Drawer::Text];
        assert_eq!(drawers.map(Drawer::limit).iter().sum::<u64>(), LIMIT);
    }

    #[test]
    fn one_write_in_64_is_due() {
        let due = |n: u32| is_due(Path::new(&format!("a/{}", hash(&[&n.to_le_bytes()]))));
        let count = (0..6400).filter(|&n| due(n)).count();
        assert!((60..=140).contains(&count), "{count}");
    }

    #[test]
    fn a_file_in_a_folder_of_its_part_is_swept_with_the_part() {
        let path = Path::new("/c/entries/a/0123/abc.json");
        assert_eq!(path_of_part(path, Drawer::Entry), Path::new("/c/entries/a"));
    }

    #[test]
    fn what_killed_runs_left_is_swept_when_it_is_old() {
        let (folder, depot) = depot();
        let unfinished = depot.root.join(UNFINISHED);
        for name in ["old", "new"] {
            fs::write(unfinished.join(name), "half").unwrap();
        }
        age(&unfinished.join("old"), ABANDONED + Duration::from_secs(9));
        Depot::open(&folder.path().join("cache")).unwrap();
        let left: Vec<_> = fs::read_dir(&unfinished).unwrap().collect();
        assert_eq!(left.len(), 1);
        assert!(unfinished.join("new").exists());
    }

    #[test]
    fn a_folder_that_was_emptied_is_made_again() {
        let (_folder, depot) = depot();
        fs::remove_dir_all(&depot.root).unwrap();
        depot.write(Drawer::Body, "abc", b"bytes");
        assert!(depot.trouble().is_none());
        assert_eq!(depot.read(Drawer::Body, "abc").as_deref(), Some(&b"bytes"[..]));
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_may_look_into_it() {
        use std::os::unix::fs::PermissionsExt;
        let (_folder, depot) = depot();
        depot.write(Drawer::Entry, "0123/abc.json", b"bytes");
        for found in WalkDir::new(&depot.root).into_iter().flatten() {
            let mode = found.metadata().unwrap().permissions().mode() & 0o077;
            let is_tag = found.file_name() == "CACHEDIR.TAG";
            assert!(mode == 0 || is_tag, "{}: {mode:o}", found.path().display());
        }
    }
}
