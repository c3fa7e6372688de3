//! Files and standard input.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use anyhow::{Context, bail};
use veracite::config;
use veracite::draft::{self, Draft};
use veracite::fetch::folder;
use veracite::fetch::live::{Client, Options};
use veracite::outlet::Outlets;
use veracite::page::{self, Page, Selection};

use crate::args::{Reading, Web};

/// The name of standard input.
pub(crate) const STDIN: &str = "-";

/// Reads a draft as `reading` says.
pub(crate) fn draft(name: &str, reading: &Reading) -> anyhow::Result<Draft> {
    let bytes = bytes(name, draft::MAX_BYTES as u64, "check it in parts")?;
    let format = reading.draft_format.map(draft::Format::from);
    let mut draft = draft::open(name, bytes, format).with_context(|| name.to_owned())?;
    if reading.date.is_some() {
        draft.date = reading.date;
    }
    Ok(draft)
}

/// Reads a saved page.
pub(crate) fn page(name: &str) -> anyhow::Result<Page> {
    page_selected(name, None)
}

/// Reads a saved page, or what is selected of it.
pub(crate) fn page_selected(
    name: &str,
    selection: Option<&Selection>,
) -> anyhow::Result<Page> {
    let bytes = bytes(name, folder::LARGEST, "save it without its pictures")?;
    if let Some(kind) = draft::foreign(&bytes) {
        bail!("{name} is {kind}; give a page as HTML or plain text");
    }
    Ok(page::read_selected(None, &bytes, None, selection))
}

/// The registry, with the user's own outlets laid over it.
pub(crate) fn outlets(sources: Option<&Path>) -> anyhow::Result<Outlets> {
    let Some(path) = sources else { return Ok(Outlets::builtin()) };
    let name = path.display().to_string();
    let bytes =
        bytes(&name, draft::MAX_BYTES as u64, "take outlets out that are not cited")?;
    let text =
        String::from_utf8(bytes).with_context(|| format!("{name} is no UTF-8 text"))?;
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

/// The client that asks for addresses, if they may be asked for.
pub(crate) fn web(args: &Web) -> anyhow::Result<Option<Client>> {
    let (contact, allow_private) = (args.contact.clone(), args.allow_private.clone());
    let client = || Client::new(Options { contact, allow_private, ..Options::default() });
    Ok(args.fetch.then(client).transpose()?)
}
