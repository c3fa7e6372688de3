//! Files and standard input.

use std::fs::{self, File};
use std::io::{self, Cursor, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow, bail};
use veracite::config;
use veracite::draft::{self, Draft};
use veracite::fetch::archive;
use veracite::fetch::folder::{self, Saved};
use veracite::gather;
use veracite::outlet::Outlets;
use veracite::pack::RecordedDraft;
use veracite::page::{self, Page, Selection};

use crate::args::Reading;

/// What a file beside a draft is called where it lies in a pack.
const SOURCES: &str = "sources.toml";

/// The largest file of settings that is read: far more than there are keys.
const MAX_SETTINGS: u64 = 1024 * 1024;

/// The name of standard input.
pub(crate) const STDIN: &str = "-";

/// A draft and what lies beside it, as bytes.
pub(crate) struct DraftFile {
    /// As the user named it.
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
    /// The file that gives the addresses of its sources, if there is one.
    pub(crate) sources: Option<Vec<u8>>,
}

impl From<RecordedDraft> for DraftFile {
    fn from(draft: RecordedDraft) -> Self {
        Self { name: draft.name, bytes: draft.bytes, sources: draft.sources }
    }
}

/// Reads a draft as `reading` says.
pub(crate) fn draft(name: &str, reading: &Reading) -> anyhow::Result<Draft> {
    read_draft(&draft_file(name)?, reading)
}

/// The bytes of a draft, and of the file beside it.
pub(crate) fn draft_file(name: &str) -> anyhow::Result<DraftFile> {
    let file = bytes(name, draft::MAX_BYTES as u64, "check it in parts")?;
    let beside = if name == STDIN { None } else { beside(Path::new(name)) };
    let sources = beside.map(|path| {
        bytes(&path.display().to_string(), draft::MAX_BYTES as u64, "give fewer sources")
    });
    Ok(DraftFile { name: name.to_owned(), bytes: file, sources: sources.transpose()? })
}

/// Reads the bytes of a draft as `reading` says.
pub(crate) fn read_draft(file: &DraftFile, reading: &Reading) -> anyhow::Result<Draft> {
    let name = &file.name;
    let format = reading.draft_format.map(draft::Format::from);
    let mut draft =
        draft::open(name, file.bytes.clone(), format).with_context(|| name.clone())?;
    if reading.date.is_some() {
        draft.date = reading.date;
    }
    if let Some(bytes) = &file.sources {
        let path = beside(Path::new(name)).unwrap_or_else(|| SOURCES.into());
        let text = String::from_utf8(bytes.clone())
            .with_context(|| format!("{} is no UTF-8 text", path.display()))?;
        draft.sources.extend(config::sources(&path, &text)?);
    }
    Ok(draft)
}

/// The file that gives the addresses of a draft's sources, if it is there: for
/// `wall.md`, `wall.md.sources.toml` or `wall.sources.toml`.
fn beside(draft: &Path) -> Option<PathBuf> {
    let whole = draft.file_name()?.to_string_lossy().into_owned();
    let stem = draft.file_stem()?.to_string_lossy().into_owned();
    let at = |name: String| draft.with_file_name(format!("{name}.sources.toml"));
    [at(whole), at(stem)].into_iter().find(|path| path.is_file())
}

/// A page by its name, or why it can't be read.
pub(crate) type Named = (String, anyhow::Result<Page>);

/// Reads a saved page, or all pages of a web archive, or what is selected of them.
pub(crate) fn pages(
    name: &str,
    selection: Option<&Selection>,
) -> anyhow::Result<Vec<Named>> {
    let read_all = |pages: Vec<Saved>| {
        let select = |saved: Saved| Saved { select: selection.cloned(), ..saved };
        pages.into_iter().map(select).map(|saved| read_saved(name, &saved)).collect()
    };
    let path = Path::new(name);
    if name != STDIN && archive::is_named(name) && path.is_file() {
        return Ok(read_all(folder::open(path)?));
    }
    let bytes = bytes(name, folder::LARGEST, "save it without its pictures")?;
    if let Some(pages) = archive::read(name, Cursor::new(&bytes))? {
        return Ok(read_all(pages));
    }
    if let Some(kind) = page::foreign(&bytes) {
        bail!(
            "{name} is {kind}; give a page as HTML, plain text, PDF, MHTML, WARC or WACZ"
        );
    }
    Ok(vec![(name.to_owned(), Ok(page::read_selected(None, &bytes, None, selection)))])
}

/// A page of an archive, named with the path that the user gave.
fn read_saved(name: &str, saved: &Saved) -> Named {
    let shown = match saved.name.split_once('#') {
        Some((_, address)) => format!("{name}#{address}"),
        None => name.to_owned(),
    };
    let page = gather::read(saved).map_err(|problem| anyhow!("{shown}: {problem}"));
    (shown, page)
}

/// Reads a saved page; of a web archive, the only one in it.
pub(crate) fn page(name: &str) -> anyhow::Result<Page> {
    let mut pages = pages(name, None)?;
    match (pages.pop(), pages.len()) {
        (Some((_, page)), 0) => page,
        (_, others) => bail!(
            "{name} is an archive of {} pages; give one of them as a file of its own",
            others + 1
        ),
    }
}

/// The registry, with the user's own outlets laid over it.
pub(crate) fn outlets(sources: Option<&Path>) -> anyhow::Result<Outlets> {
    let Some(path) = sources else { return Ok(Outlets::builtin()) };
    let name = path.display().to_string();
    let bytes =
        bytes(&name, draft::MAX_BYTES as u64, "take outlets out that are not cited")?;
    outlets_of(path, bytes)
}

/// The text of a file of settings.
pub(crate) fn settings_text(path: &Path) -> anyhow::Result<String> {
    let name = path.display().to_string();
    let bytes = bytes(&name, MAX_SETTINGS, "take settings out")?;
    String::from_utf8(bytes).with_context(|| format!("{name} is no UTF-8 text"))
}

/// The registry, with these outlets laid over it.
pub(crate) fn outlets_of(path: &Path, bytes: Vec<u8>) -> anyhow::Result<Outlets> {
    let text = String::from_utf8(bytes)
        .with_context(|| format!("{} is no UTF-8 text", path.display()))?;
    Ok(config::outlets(path, &text)?)
}

/// The bytes of a file or of standard input, of at most `limit` bytes; the size is looked
/// at before anything is read. `remedy` is told if it is larger.
fn bytes(name: &str, limit: u64, remedy: &str) -> anyhow::Result<Vec<u8>> {
    if name == STDIN {
        return read(io::stdin().lock(), "standard input", limit, remedy);
    }
    let meta = fs::metadata(name)
        .with_context(|| format!("{name} can't be read; give the path of a file"))?;
    if meta.is_dir() {
        bail!("{name} is a folder; give the path of a file");
    }
    if meta.len() > limit {
        bail!("{}", too_large(name, limit, remedy));
    }
    let file = File::open(name).with_context(|| format!("{name} can't be opened"))?;
    read(file, name, limit, remedy)
}

/// Reads to the end, unless that is past `limit`: a pipe has no size to look at.
fn read(
    from: impl Read,
    name: &str,
    limit: u64,
    remedy: &str,
) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(limit.saturating_add(1))
        .read_to_end(&mut bytes)
        .with_context(|| format!("{name} can't be read"))?;
    if bytes.len() as u64 > limit {
        bail!("{}", too_large(name, limit, remedy));
    }
    Ok(bytes)
}

fn too_large(name: &str, limit: u64, remedy: &str) -> String {
    let mib = limit.div_ceil(1024 * 1024);
    format!("{name} is too large: at most {mib} MiB are read; {remedy}")
}
