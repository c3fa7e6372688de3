//! Writing a pack: beside its place first, then under its name.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::Serialize;
use sha2::{Digest, Sha256};
use tempfile::NamedTempFile;

use crate::fetch::folder::Saved;
use crate::outlet::Outlets;
use crate::pack::container;
use crate::pack::ledger::{self, Line};
use crate::pack::setting::{DraftFile, SCHEMA, Sheet};
use crate::pack::warc::Warc;
use crate::pack::{
    LARGEST, PackError, Recorder, Settings, annotation, digest, index, manifest,
    provenance, recorder, setting, warc,
};
use crate::report::{Report, json};

/// A draft as it was read.
#[derive(Clone, Copy, Debug)]
pub struct DraftBytes<'d> {
    /// As the user named it.
    pub name: &'d str,
    /// The file.
    pub bytes: &'d [u8],
    /// The file beside it that gives the addresses of its sources, if there is one.
    pub sources: Option<&'d [u8]>,
}

/// A run to be kept.
#[derive(Clone, Copy)]
pub struct Run<'r> {
    /// The program and its version: `veracite 0.1.0`.
    pub tool: &'r str,
    /// When the run ended.
    pub ended: Timestamp,
    /// What it was told.
    pub settings: &'r Settings,
    /// The drafts, in order.
    pub drafts: &'r [DraftBytes<'r>],
    /// The pages that the user gave.
    pub saved: &'r [Saved],
    /// The user's own outlets, if there were any.
    pub sources: Option<&'r [u8]>,
    /// The registry.
    pub outlets: &'r Outlets,
    /// A report for each draft.
    pub reports: &'r [Report<'r>],
    /// What was asked for, if anything was.
    pub recorder: Option<&'r Recorder<'r>>,
}

/// The path of the list of pages.
pub(super) const PAGES: &str = "pages/pages.jsonl";
/// The path of the report.
pub(super) const REPORT: &str = "veracite/report.jsonl";
/// The path of the user's outlets.
pub(super) const SOURCES: &str = "veracite/sources.toml";

/// SHA-256 of a registry, by which a run with another one is told.
#[must_use]
pub fn registry(outlets: &Outlets) -> String {
    let mut hash = Sha256::new();
    for (_, outlet) in outlets.iter() {
        hash.update(format!("{outlet:?}\n"));
    }
    for label in outlets.ambiguous() {
        hash.update(format!("{label:?}\n"));
    }
    digest::labelled(&hash.finalize())
}

/// Writes a pack. Under `path` there is a whole pack, or what was there before.
///
/// # Errors
///
/// If the system does not let it be written, or it would be larger than [`LARGEST`].
pub fn write(path: &Path, run: &Run<'_>) -> Result<(), PackError> {
    let shown = path.display().to_string();
    let unwritable = |error| PackError::Unwritable { path: shown.clone(), error };
    // A link stays a link.
    let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.map_or_else(|| PathBuf::from("."), Path::to_owned);
    let mut beside = NamedTempFile::new_in(folder).map_err(unwritable)?;
    let out = BufWriter::with_capacity(1 << 16, beside.as_file_mut());
    let mut out = fill(container::Writer::new(out), run).map_err(unwritable)?;
    out.flush().map_err(unwritable)?;
    drop(out);
    beside.as_file().sync_all().map_err(unwritable)?;
    if beside.as_file().metadata().map_err(unwritable)?.len() > LARGEST {
        return Err(PackError::TooLarge(shown));
    }
    open_to_others(&beside).map_err(unwritable)?;
    beside.persist(&target).map_err(|error| unwritable(error.error))?;
    Ok(())
}

/// A temporary file is its owner's alone; a pack is a file like others.
#[cfg(unix)]
fn open_to_others(file: &NamedTempFile) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.as_file().set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn open_to_others(_: &NamedTempFile) -> io::Result<()> {
    Ok(())
}

/// Writes all files of a pack.
pub(super) fn fill<W: io::Write + io::Seek>(
    mut files: container::Writer<W>,
    run: &Run<'_>,
) -> io::Result<W> {
    let (lines, index) = files.file(warc::PATH, |to| {
        let mut warc = Warc::new(to);
        warc.info(run.tool, run.ended)?;
        let mut lines = vec![Line::Ledger];
        if let Some(recorder) = run.recorder {
            lines.extend(recorder.store(&mut warc)?);
        }
        for saved in run.saved {
            lines.push(recorder::store_saved(saved, run.ended, &mut warc)?);
        }
        Ok((lines, warc.into_index()))
    })?;
    files.add(index::PATH, index.text().as_bytes())?;
    files.add(PAGES, pages(&lines, run).as_bytes())?;
    files.add(ledger::PATH, jsonl(&lines).as_bytes())?;
    let sheet = sheet(run);
    files.add(setting::PATH, &manifest::text(&sheet))?;
    for (draft, file) in run.drafts.iter().zip(&sheet.drafts) {
        files.add(&file.path, draft.bytes)?;
        if let (Some(path), Some(bytes)) = (&file.sources, draft.sources) {
            files.add(path, bytes)?;
        }
    }
    if let Some(sources) = run.sources {
        files.add(SOURCES, sources)?;
    }
    let report: String = run.reports.iter().map(json::check).collect();
    if !report.is_empty() {
        files.add(REPORT, report.as_bytes())?;
    }
    let annotations = annotation::page(run);
    files.add(annotation::PATH, &manifest::text(&annotations))?;
    let origin = provenance::document(&sheet, files.entries(), run);
    files.add(provenance::PATH, &manifest::text(&origin))?;
    let list = manifest::list(files.entries(), run.tool, run.ended);
    files.add(manifest::PATH, &list)?;
    files.add(manifest::DIGEST, &manifest::digest(&list))?;
    files.finish()
}

fn sheet(run: &Run<'_>) -> Sheet {
    let drafts = run.drafts.iter().enumerate();
    Sheet {
        schema: SCHEMA,
        tool: run.tool.to_owned(),
        registry: registry(run.outlets),
        ended: run.ended.to_string(),
        settings: run.settings.clone(),
        drafts: drafts
            .map(|(at, draft)| DraftFile {
                name: draft.name.to_owned(),
                path: format!("veracite/draft-{}.{}", at + 1, ending(draft.name)),
                sources: draft
                    .sources
                    .map(|_| format!("veracite/draft-{}.sources.toml", at + 1)),
            })
            .collect(),
        sources: run.sources.is_some(),
    }
}

/// How a draft's file is named at its end; `txt` where its name tells nothing plain.
fn ending(name: &str) -> String {
    let ending = Path::new(name).extension().unwrap_or_default().to_string_lossy();
    let is_plain = (1..=8).contains(&ending.len())
        && ending.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if is_plain { ending.to_lowercase() } else { "txt".to_owned() }
}

/// JSON lines.
fn jsonl(lines: &[impl Serialize]) -> String {
    let mut text = String::new();
    for line in lines {
        text.push_str(&serde_json::to_string(line).unwrap_or_default());
        text.push('\n');
    }
    text
}

#[derive(Serialize)]
struct Head {
    format: &'static str,
    id: &'static str,
    title: &'static str,
}

#[derive(Serialize)]
struct ListedPage<'p> {
    id: String,
    url: &'p str,
    ts: String,
    title: &'p str,
}

/// The list of pages: those with an address, each once.
fn pages(lines: &[Line], run: &Run<'_>) -> String {
    let shelved = run.reports.iter().flat_map(|report| &report.shelf.pages);
    let titles: BTreeMap<&str, &str> = shelved
        .filter_map(|shelved| {
            let page = &shelved.page;
            Some((page.url.as_deref()?, page.title.as_deref()?))
        })
        .collect();
    let mut listed = BTreeSet::new();
    let head = Head { format: "json-pages-1.0", id: "pages", title: "Pages" };
    let mut text = jsonl(&[head]);
    for line in lines {
        let (url, moment) = match line {
            Line::Asked(one) if one.body.is_some() => (one.url.as_str(), &one.retrieved),
            Line::Saved(page) => match &page.url {
                Some(url) if is_web(url) => (url.as_str(), &page.retrieved),
                _ => continue,
            },
            _ => continue,
        };
        if !listed.insert(url) {
            continue;
        }
        let moment = moment.as_deref().and_then(|moment| moment.parse().ok());
        let ts = moment.unwrap_or(run.ended).to_string();
        let title = titles.get(url).copied().unwrap_or(url);
        text.push_str(&jsonl(&[ListedPage {
            id: digest::uuid(&[url, &ts]),
            url,
            ts,
            title,
        }]));
    }
    text
}

fn is_web(url: &str) -> bool {
    url.starts_with("http://") || url.starts_with("https://")
}
