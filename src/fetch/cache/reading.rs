//! What was read from the bytes of a page, so that it need not be read again.

use serde::{Deserialize, Serialize};

use super::Cache;
use super::depot::{self, Drawer};
use super::entry::Record;
use crate::page::{Page, Selection};

/// The version of all that turns bytes into a page: a hash of its source (`build.rs`).
const READING: &str = env!("VERACITE_READING");

/// All that the reading of a page depends on.
#[derive(Clone, Copy, Debug)]
pub struct Source<'s> {
    /// The SHA-256 of its bytes, in lower-case hexadecimal.
    pub sha256: &'s str,
    /// The address it was had from.
    pub url: Option<&'s str>,
    /// The charset label that came with it.
    pub charset: Option<&'s str>,
    /// What of it was selected.
    pub select: Option<&'s Selection>,
}

#[derive(Serialize, Deserialize)]
struct Reading(Page);

impl Record for Reading {}

impl Cache {
    /// The page as it was read, by this very version of the reader; a damaged one is
    /// removed.
    #[must_use]
    pub fn reading(&self, source: Source<'_>) -> Option<Page> {
        let name = name(source);
        let bytes = self.depot.read(Drawer::Text, &name)?;
        match Reading::read(&bytes) {
            Ok(Reading(page)) if page.is_sound() => Some(page),
            _ => {
                self.depot.remove(Drawer::Text, &name);
                None
            }
        }
    }

    /// Keeps a page as it was read.
    pub fn keep_reading(&self, source: Source<'_>, page: &Page) {
        self.depot.write(Drawer::Text, &name(source), &Reading(page.clone()).write());
    }
}

/// Where a reading lies: under a hash of all that it depends on.
fn name(source: Source<'_>) -> String {
    let select = source.select.map(Selection::as_str);
    let mut parts: Vec<&[u8]> = vec![READING.as_bytes(), source.sha256.as_bytes()];
    for part in [source.url, source.charset, select] {
        // What is missing differs from what is empty, and no part runs into the next.
        parts.push(if part.is_some() { b"\0+" } else { b"\0-" });
        parts.push(part.unwrap_or_default().as_bytes());
    }
    depot::hash(&parts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page;

    const STORY: &str = "<html><head><title>The wall</title><meta property=\
        \"article:published_time\" content=\"2026-01-22T23:30:00-05:00\"></head><body>\
        <article><p>The wall will be raised.</p><p>It costs £4.2m.</p></article></body>";

    fn source<'s>(sha256: &'s str, url: Option<&'s str>) -> Source<'s> {
        Source { sha256, url, charset: None, select: None }
    }

    fn cache() -> (tempfile::TempDir, Cache) {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::open(folder.path()).unwrap();
        (folder, cache)
    }

    #[test]
    fn a_page_is_given_back_as_it_was_read() {
        let (_folder, cache) = cache();
        for (sha256, text) in [("a", STORY), ("b", "Plain."), ("c", "")] {
            let page = page::read(Some("https://a.example/wall"), text.as_bytes(), None);
            cache.keep_reading(source(sha256, None), &page);
            assert_eq!(cache.reading(source(sha256, None)), Some(page));
        }
    }

    #[test]
    fn it_is_known_by_all_that_it_depends_on() {
        let (_folder, cache) = cache();
        let page = page::read(None, STORY.as_bytes(), None);
        let select = Selection::parse("article").unwrap();
        let with = source("a", Some("https://a.example/"));
        cache.keep_reading(with, &page);
        for other in [
            source("b", Some("https://a.example/")),
            source("a", Some("https://a.example/x")),
            source("a", Some("")),
            source("a", None),
            Source { charset: Some("utf-8"), ..with },
            Source { select: Some(&select), ..with },
            // The same words in another place.
            Source { url: None, charset: Some("https://a.example/"), ..with },
        ] {
            assert_eq!(cache.reading(other), None, "{other:?}");
        }
    }

    #[test]
    fn one_that_is_damaged_or_tampered_with_is_not_read() {
        let (_folder, cache) = cache();
        let page = page::read(None, STORY.as_bytes(), None);
        let at = source("a", None);
        cache.keep_reading(at, &page);
        let name = name(at);
        let mut bytes = cache.depot.read(Drawer::Text, &name).unwrap();
        bytes[200] ^= 1;
        cache.depot.write(Drawer::Text, &name, &bytes);
        assert_eq!(cache.reading(at), None);
        assert!(!cache.depot.has(Drawer::Text, &name));

        let mut forged = page;
        forged.passages[0].span.end = forged.text.len() + 1;
        cache.keep_reading(at, &forged);
        assert_eq!(cache.reading(at), None);
    }
}
