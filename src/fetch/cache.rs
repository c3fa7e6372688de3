//! Pages kept from one run to the next: an HTTP cache on disk, by RFC 9111.
//!
//! It is a private cache. What may be kept, how long it is fresh and whether an answer of
//! "not modified" confirms it is decided by `http-cache-semantics`; where and how it is
//! kept is decided here:
//!
//! - **Plain files, no locks.** An entry lies under the SHA-256 of its address, its body
//!   under its own SHA-256; an address is never a path. Each file appears whole by a
//!   rename or not at all, so that any number of processes may share a folder, and one
//!   that is killed leaves at worst a spare file, which a later run sweeps away.
//! - **A damaged entry is a miss.** Every file carries a checksum; what does not hold it is
//!   removed and asked for again, and never read. An entry of a later version of this
//!   program is left alone.
//! - **Failures are not kept.** Only pages (200, 203) and lasting redirects (301, 308) are;
//!   an answer that says that a page is gone takes the kept one away.
//! - **A day at most without asking.** However long a server lets a page be kept, and so
//!   a robots.txt too (RFC 9309, section 2.4), it is asked again after [`UNASKED`].
//! - **Stale is better than nothing, if the server lets it**: see [`Lookup::Stale`].
//! - **What was read from a page is kept beside it**, for this very version of the reader.
//! - **It stays within [`LIMIT`]**, oldest out. Files are spread over sixteen parts by their
//!   hash, and one write in 64, told from the hash as well, looks through one part: that
//!   takes no state, no clock and no scan at the start, and holds for many short runs as for a
//!   long one.
//! - **Trouble is told once.** On a full disk or in a folder that can't be written the run
//!   goes on and keeps nothing more: [`Cache::trouble`].

mod depot;
mod entry;
mod head;
mod reading;
mod rule;

#[cfg(test)]
mod tests;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use http::HeaderMap;
use jiff::Timestamp;

use self::depot::{Depot, Drawer};
use self::entry::{Entry, Note, Record};
pub use self::reading::Source;
use crate::fetch::Known;
use crate::fetch::exchange::Exchange;

/// Time after which a server is asked again, whatever it allows: a day, which is as long
/// as a robots.txt may be kept (RFC 9309, section 2.4).
pub const UNASKED: Duration = Duration::from_hours(24);

/// How long past its freshness a page may stand in for one that can't be had, if its
/// server gives no longer time (`stale-if-error`, RFC 5861) and does not forbid it: 30
/// days. Such a page is always marked as stale.
pub const STAND_IN: Duration = Duration::from_hours(30 * 24);

/// Bytes that the whole cache takes, stored text included, before its oldest files go:
/// 1 GiB.
pub const LIMIT: u64 = 1 << 30;

/// Why nothing can be kept. All are the system's, or the user's to mend: none ends a run.
#[derive(Debug, thiserror::Error)]
pub enum CacheError {
    /// The folder can't be made or looked into.
    #[error("the cache folder {path} can't be used: {error}")]
    Folder {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// A file can't be written: the disk is full, the folder can only be read.
    #[error("nothing more is kept in the cache folder {path}: {error}")]
    Write {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
}

/// What a cache has for a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lookup {
    /// Nothing that may be used.
    Miss,
    /// An answer that may be used without asking.
    Fresh(Arc<Exchange>),
    /// An answer that the server must confirm.
    Stale {
        /// The answer.
        stored: Arc<Exchange>,
        /// Header fields to ask with: `If-None-Match`, `If-Modified-Since`. Empty if the
        /// server gave nothing to ask with.
        validators: HeaderMap,
        /// Whether it may be used, marked as stale, if the server can't be asked or
        /// answers 5xx: not past [`STAND_IN`], nor where the server says
        /// `must-revalidate` or `no-cache`.
        may_stand_in: bool,
    },
}

/// A cache in a folder; a clone is the same cache.
///
/// # Examples
///
/// ```
/// use veracite::fetch::cache::{Cache, Lookup};
/// use veracite::fetch::Exchange;
///
/// let folder = tempfile::tempdir()?;
/// let cache = Cache::open(folder.path())?;
/// let began = "2026-01-22T10:00:00Z".parse()?;
/// let exchange = Exchange {
///     url: "https://www.example.com/wall".to_owned(),
///     began,
///     ip: None,
///     request: b"GET /wall HTTP/1.1\r\nHost: www.example.com\r\n\r\n".to_vec(),
///     status: 200,
///     head: b"HTTP/1.1 200 OK\r\nCache-Control: max-age=60\r\n\r\n".to_vec(),
///     body: b"The wall will be raised.".to_vec(),
///     is_cut: false,
/// };
/// cache.keep(&exchange);
/// let asked = http::HeaderMap::new();
/// let found = cache.look(&exchange.url, &asked, began);
/// assert_eq!(found, Lookup::Fresh(exchange.into()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Cache {
    depot: Arc<Depot>,
}

impl Cache {
    /// Opens the cache in a folder, and makes the folder if there is none; on Unix only its
    /// owner may look into what is kept.
    ///
    /// # Errors
    ///
    /// If the folder can't be made or is none.
    pub fn open(folder: &Path) -> Result<Self, CacheError> {
        Ok(Self { depot: Arc::new(Depot::open(folder)?) })
    }

    /// Why nothing more is kept, once that is so.
    #[must_use]
    pub fn trouble(&self) -> Option<&CacheError> {
        self.depot.trouble()
    }

    /// What there is for a GET request with these header fields.
    #[must_use]
    pub fn look(&self, url: &str, asked: &HeaderMap, now: Timestamp) -> Lookup {
        let Some(entry) = self.entry(url) else { return Lookup::Miss };
        let decision = rule::decide(&entry, asked, now);
        if matches!(decision, rule::Decision::Miss) {
            return Lookup::Miss;
        }
        let Some(body) = self.body(&entry) else {
            self.forget(url);
            return Lookup::Miss;
        };
        let stored = Arc::new(entry.into_exchange(body));
        match decision {
            rule::Decision::Miss => Lookup::Miss,
            rule::Decision::Fresh => Lookup::Fresh(stored),
            rule::Decision::Stale { validators, may_stand_in } => {
                Lookup::Stale { stored, validators, may_stand_in }
            }
        }
    }

    /// Keeps an answer, if it may be kept. One that may not, and says what now is at its
    /// address, takes what was kept away.
    pub fn keep(&self, exchange: &Exchange) {
        let entry = Entry::of(exchange);
        if !exchange.is_cut && rule::may_keep(&entry) {
            if self.is_later(&exchange.url) {
                return;
            }
            self.depot.write(Drawer::Body, &entry.body, &exchange.body);
            self.save(&entry);
        } else if rule::supersedes(exchange.status) {
            self.forget(&exchange.url);
        }
    }

    /// Takes what a server said in confirming an answer (304, RFC 9111, section 4.3.4),
    /// and gives the answer back. `None` if it confirms some other answer: the page must be
    /// asked for anew, without validators.
    #[must_use]
    pub fn refresh(
        &self,
        stored: &Arc<Exchange>,
        confirmed: &Exchange,
    ) -> Option<Arc<Exchange>> {
        let fresh = Entry::of(stored);
        // Another process may have had a newer one meanwhile.
        let held = self.entry(&stored.url).filter(|held| held.body == fresh.body);
        let is_kept = held.is_some();
        let renewed = rule::renew(held.unwrap_or(fresh), confirmed)?;
        if is_kept {
            if rule::may_keep(&renewed) {
                self.save(&renewed);
            } else {
                self.forget(&stored.url);
            }
        }
        Some(Arc::clone(stored))
    }

    /// Notes that what is kept at an address was read as a page, and its headline.
    pub fn note(&self, url: &str, title: Option<&str>) {
        let (entry, note) = (entry::path(url), entry::note_path(url));
        let record =
            Note { url: entry::bare(url).to_owned(), title: title.map(str::to_owned) };
        let written = record.write();
        if self.depot.has(Drawer::Entry, &entry)
            && self.depot.read(Drawer::Entry, &note).as_ref() != Some(&written)
        {
            self.depot.write(Drawer::Entry, &note, &written);
        }
    }

    /// The pages of a host that are kept and were read, in order of their addresses;
    /// `www.` makes no difference.
    #[must_use]
    pub fn known(&self, host: &str) -> Vec<Known> {
        let mut known = Vec::new();
        for name in self.depot.list(Drawer::Entry, &entry::folder(host)) {
            let Some(page) = name.strip_suffix(entry::NOTE) else { continue };
            if !self.depot.has(Drawer::Entry, &format!("{page}{}", entry::ENTRY)) {
                continue;
            }
            let bytes = self.depot.read(Drawer::Entry, &name);
            match bytes.as_deref().map(Note::read) {
                Some(Ok(note)) if entry::note_path(&note.url) == name => {
                    known.push(Known { url: note.url, title: note.title });
                }
                Some(Err(entry::Fault::Later)) | None => {}
                Some(_) => self.depot.remove(Drawer::Entry, &name),
            }
        }
        known.sort_by(|one, other| one.url.cmp(&other.url));
        known
    }

    /// The sound entry of an address; a damaged or outdated one is removed.
    fn entry(&self, url: &str) -> Option<Entry> {
        let path = entry::path(url);
        let bytes = self.depot.read(Drawer::Entry, &path)?;
        match Entry::read(&bytes) {
            Ok(entry) if entry.is_sound(url) => Some(entry),
            Err(entry::Fault::Later) => None,
            _ => {
                self.forget(url);
                None
            }
        }
    }

    /// Whether a later version of this program holds the address.
    fn is_later(&self, url: &str) -> bool {
        let bytes = self.depot.read(Drawer::Entry, &entry::path(url));
        bytes.is_some_and(|bytes| matches!(Entry::read(&bytes), Err(entry::Fault::Later)))
    }

    /// The body of an entry; a damaged one is removed.
    fn body(&self, entry: &Entry) -> Option<Vec<u8>> {
        let bytes = self.depot.read(Drawer::Body, &entry.body)?;
        if depot::hash(&[&bytes]) == entry.body {
            return Some(bytes);
        }
        self.depot.remove(Drawer::Body, &entry.body);
        None
    }

    fn save(&self, entry: &Entry) {
        self.depot.write(Drawer::Entry, &entry::path(&entry.url), &entry.write());
    }

    fn forget(&self, url: &str) {
        if !self.is_later(url) {
            self.depot.remove(Drawer::Entry, &entry::path(url));
            self.depot.remove(Drawer::Entry, &entry::note_path(url));
        }
    }
}
