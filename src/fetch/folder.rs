//! A folder of saved pages.
//!
//! Any layout will do, and a web archive (WARC, WACZ) is a folder of the pages in it. A folder named by a host tells whose pages are below it, and
//! `pages.toml` at the top tells what a file can't:
//!
//! ```toml
//! [[page]]
//! file = "wall.txt"                          # path below the folder
//! url = "https://www.example.com/2026/wall"  # where it was had from
//! outlet = "The Example"                     # a name in the registry
//! retrieved = "2026-01-22T10:00:00Z"         # RFC 3339
//! select = "div.story"                       # what is the article, by a CSS selector
//! ```

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Deserializer};
use walkdir::WalkDir;

use crate::fetch::archive;
use crate::page::Selection;

/// A saved page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Saved {
    /// Path below the folder, with `/` between its parts.
    pub name: String,
    /// The bytes.
    pub bytes: Vec<u8>,
    /// The host that a folder on the path is named by.
    pub host: Option<String>,
    /// The address, as pages.toml gives it.
    pub url: Option<String>,
    /// The outlet, as pages.toml gives it.
    pub outlet: Option<String>,
    /// When it was retrieved, as pages.toml gives it.
    pub retrieved: Option<String>,
    /// What of it is the article, as pages.toml gives it.
    pub select: Option<Selection>,
    /// The charset label that its server gave, as a web archive recorded it.
    pub charset: Option<String>,
    /// Whether the file was larger than [`LARGEST`] and so was not read.
    pub too_large: bool,
    /// Whether only a part of it is there.
    pub cut: bool,
    /// What it is, if it can't be read: `a page packed as "zstd"`.
    pub unreadable: Option<String>,
}

/// Why a folder of saved pages can't be used. All are the user's to mend.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// The folder or a file in it can't be read.
    #[error("{path} can't be read: {error}")]
    Unreadable {
        /// What was looked at.
        path: String,
        /// What the system said.
        error: io::Error,
    },
    /// It is no folder, and no web archive.
    #[error(
        "{0} is not a folder; give the folder that the saved pages are in, or a WARC or WACZ file"
    )]
    NotAFolder(String),
    /// It is named like a web archive, and can't be read as one.
    #[error("{0} is no web archive that can be read: it is damaged, or named wrongly")]
    NotAnArchive(String),
    /// Its pages.toml has a mistake.
    #[error("{path}: {error}")]
    List {
        /// The file.
        path: String,
        /// Where the mistake is and what is valid.
        error: Box<toml::de::Error>,
    },
    /// Its pages.toml names a file that is not there.
    #[error("{path}: there is no file {file:?} in the folder")]
    NoSuchFile {
        /// The pages.toml.
        path: String,
        /// The file it names.
        file: String,
    },
}

/// Larger files are not read: 64 MiB, some ten times the largest page saved whole with
/// its pictures.
pub const LARGEST: u64 = 64 * 1024 * 1024;

/// The file beside saved pages that tells what they can't.
const LIST: &str = "pages.toml";
/// Endings of files that are read as pages.
const ENDINGS: &[&str] =
    &["htm", "html", "md", "mht", "mhtml", "pdf", "shtml", "text", "txt", "xhtml"];

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawList {
    #[serde(default)]
    page: Vec<RawPage>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPage {
    file: String,
    url: Option<String>,
    outlet: Option<String>,
    retrieved: Option<String>,
    #[serde(default, deserialize_with = "selection")]
    select: Option<Selection>,
}

/// Reads a selector, so that a mistake in it is told with its place in the file.
fn selection<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Selection>, D::Error> {
    let text = String::deserialize(from)?;
    Selection::parse(&text).map(Some).map_err(serde::de::Error::custom)
}

/// Reads the saved pages below `folder`, in order of their names, or those of a web
/// archive. Hidden files, and the `…_files` folders that browsers put beside a page, are
/// passed over.
///
/// # Errors
///
/// If the folder, a page in it or its `pages.toml` can't be read.
pub fn open(folder: &Path) -> Result<Vec<Saved>, FolderError> {
    if folder.is_file()
        && let Some(pages) = archived(folder, &file_name(folder))?
    {
        return Ok(pages);
    }
    if !folder.is_dir() {
        let shown = folder.display().to_string();
        let is_named = folder.is_file() && archive::is_named(&file_name(folder));
        return Err(if is_named {
            FolderError::NotAnArchive(shown)
        } else {
            FolderError::NotAFolder(shown)
        });
    }
    let list = list(folder)?;
    let mut pages = Vec::new();
    let walk = WalkDir::new(folder).sort_by_file_name().into_iter();
    for entry in walk.filter_entry(|entry| entry.depth() == 0 || is_wanted(entry.path()))
    {
        let entry = entry.map_err(|error| FolderError::Unreadable {
            path: folder.display().to_string(),
            error: error.into(),
        })?;
        if !entry.file_type().is_file() {
            continue;
        }
        if archive::is_named(&file_name(entry.path())) {
            pages.extend(all_of(folder, entry.path(), &list)?);
        } else if has_ending(entry.path()) {
            pages.push(saved(folder, entry.path(), &list)?);
        }
    }
    let missing =
        list.page.iter().find(|raw| pages.iter().all(|page| !is_of(page, &raw.file)));
    match missing {
        Some(raw) => Err(FolderError::NoSuchFile {
            path: folder.join(LIST).display().to_string(),
            file: raw.file.clone(),
        }),
        None => Ok(pages),
    }
}

/// Whether a page is a file, or one of those in an archive that is a file.
fn is_of(page: &Saved, file: &str) -> bool {
    let rest = page.name.strip_prefix(file);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('#'))
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// The pages in a web archive; `None` if the file is none. `name` is what it is called.
fn archived(path: &Path, name: &str) -> Result<Option<Vec<Saved>>, FolderError> {
    let unreadable =
        |error| FolderError::Unreadable { path: path.display().to_string(), error };
    let file = fs::File::open(path).map_err(unreadable)?;
    if file.metadata().map_err(unreadable)?.len() > archive::LARGEST_ARCHIVE {
        let unreadable = Some("an archive of more than 1 GiB".to_owned());
        let name = name.to_owned();
        return Ok(Some(vec![Saved { name, unreadable, ..Saved::default() }]));
    }
    archive::read(name, file).map_err(unreadable)
}

/// The pages in an archive below a folder, with what `pages.toml` says of it.
fn all_of(folder: &Path, path: &Path, list: &RawList) -> Result<Vec<Saved>, FolderError> {
    let below = path.strip_prefix(folder).unwrap_or(path);
    let name = slashed(below);
    let pages = archived(path, &name)?.unwrap_or_else(|| {
        let unreadable =
            Some("a file that is named like a web archive and is none".to_owned());
        vec![Saved { name: name.clone(), unreadable, ..Saved::default() }]
    });
    let raw = list.page.iter().find(|raw| raw.file == name);
    let told = |mut page: Saved| {
        page.outlet = raw.and_then(|raw| raw.outlet.clone());
        page.select = raw.and_then(|raw| raw.select.clone());
        page
    };
    Ok(pages.into_iter().map(told).collect())
}

fn list(folder: &Path) -> Result<RawList, FolderError> {
    let path = folder.join(LIST);
    if !path.exists() {
        return Ok(RawList::default());
    }
    let shown = path.display().to_string();
    let text = fs::read_to_string(&path)
        .map_err(|error| FolderError::Unreadable { path: shown.clone(), error })?;
    toml::from_str(&text)
        .map_err(|error| FolderError::List { path: shown, error: Box::new(error) })
}

fn is_wanted(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    !name.starts_with('.') && !name.ends_with("_files")
}

fn has_ending(path: &Path) -> bool {
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    ENDINGS.contains(&ending.as_str())
}

fn saved(folder: &Path, path: &Path, list: &RawList) -> Result<Saved, FolderError> {
    let unreadable =
        |error| FolderError::Unreadable { path: path.display().to_string(), error };
    let below = path.strip_prefix(folder).unwrap_or(path);
    let name = slashed(below);
    let raw = list.page.iter().find(|raw| raw.file == name);
    let mut page = Saved { host: host(below), name, ..Saved::default() };
    if let Some(raw) = raw {
        page.url.clone_from(&raw.url);
        page.outlet.clone_from(&raw.outlet);
        page.retrieved.clone_from(&raw.retrieved);
        page.select.clone_from(&raw.select);
    }
    if fs::metadata(path).map_err(unreadable)?.len() > LARGEST {
        page.too_large = true;
        return Ok(page);
    }
    page.bytes = fs::read(path).map_err(unreadable)?;
    Ok(page)
}

/// A path with `/` between its parts on every system.
fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

/// The innermost folder on the path that is named like a host: `www.example.com`.
fn host(path: &Path) -> Option<String> {
    let folders: Vec<PathBuf> = path.ancestors().skip(1).map(Path::to_owned).collect();
    folders.iter().find_map(|folder| {
        let name = folder.file_name()?.to_string_lossy().to_lowercase();
        let labels: Vec<&str> = name.split('.').collect();
        let top = labels.last()?;
        let fits = labels.len() >= 2
            && labels.iter().all(|label| {
                !label.is_empty()
                    && label.chars().all(|c| c.is_alphanumeric() || c == '-')
            })
            && top.chars().all(char::is_alphabetic)
            && top.len() >= 2;
        fits.then_some(name)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder with these files, each holding its own name.
    fn folder(files: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for file in files {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, file).unwrap();
        }
        folder
    }

    #[track_caller]
    fn check(files: &[&str], expected: &[(&str, Option<&str>)]) {
        let folder = folder(files);
        let pages = open(folder.path()).unwrap();
        let found: Vec<(&str, Option<&str>)> =
            pages.iter().map(|page| (page.name.as_str(), page.host.as_deref())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn pages_come_in_order_of_name_with_the_host_of_their_folder() {
        check(
            &["www.b.com/x/1.html", "a.txt", "v2.0/page.htm", "c.png"],
            &[
                ("a.txt", None),
                ("v2.0/page.htm", None),
                ("www.b.com/x/1.html", Some("www.b.com")),
            ],
        );
    }

    #[test]
    fn what_a_browser_puts_beside_a_page_is_passed_over() {
        check(
            &["story.html", "story_files/frame.html", ".cache/x.html"],
            &[("story.html", None)],
        );
    }

    #[test]
    fn pages_toml_tells_what_a_file_cannot() {
        let folder = folder(&["x/wall.txt"]);
        let list = "[[page]]\nfile = \"x/wall.txt\"\noutlet = \"The Example\"\n\
                    select = \"#wall\"\n";
        fs::write(folder.path().join(LIST), list).unwrap();
        let page = &open(folder.path()).unwrap()[0];
        assert_eq!(page.outlet.as_deref(), Some("The Example"));
        assert_eq!(page.select.as_ref().map(Selection::as_str), Some("#wall"));
    }

    #[test]
    fn a_mistake_in_pages_toml_is_told_with_its_place() {
        let folder = folder(&["a.txt"]);
        fs::write(folder.path().join(LIST), "[[page]]\nfile = \"a.txt\"\nutlet = 1\n")
            .unwrap();
        let error = open(folder.path()).unwrap_err().to_string();
        assert!(error.contains("line 3") && error.contains("outlet"), "{error}");
        let list = "[[page]]\nfile = \"a.txt\"\n\nselect = \"div.\"\n";
        fs::write(folder.path().join(LIST), list).unwrap();
        let error = open(folder.path()).unwrap_err().to_string();
        assert!(error.contains("line 4") && error.contains("character 5"), "{error}");
        fs::write(folder.path().join(LIST), "[[page]]\nfile = \"b.txt\"\n").unwrap();
        let error = open(folder.path()).unwrap_err().to_string();
        assert!(error.contains("no file \"b.txt\""), "{error}");
    }

    #[test]
    fn a_damaged_archive_is_told_from_a_file_of_another_kind() {
        let folder = folder(&["a.wacz", "a.warc"]);
        for name in ["a.wacz", "a.warc"] {
            let error = open(&folder.path().join(name)).unwrap_err();
            assert!(matches!(error, FolderError::NotAnArchive(_)), "{error}");
        }
    }

    #[test]
    fn a_file_is_no_folder() {
        let folder = folder(&["a.txt"]);
        let error = open(&folder.path().join("a.txt")).unwrap_err();
        assert!(matches!(error, FolderError::NotAFolder(_)));
    }
}
