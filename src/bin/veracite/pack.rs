//! `veracite pack`, and packs for `veracite check`.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Context;
use clap::ValueEnum;
use jiff::Timestamp;
use veracite::check::Settings;
use veracite::fetch::folder::Saved;
use veracite::outlet::Outlets;
use veracite::pack::{
    self, DraftBytes, Maker, Pack, PackError, Recorder, Run, Soundness,
};
use veracite::report::{Report, escape};
use veracite::rule::{Rule, Severity};

use crate::args::{CheckArgs, DraftFormat, PackAction, PackArgs, Reading};
use crate::exit::{self, Exit};
use crate::input::DraftFile;
use crate::output;

/// This program, as packs name it.
const TOOL: &str = concat!("veracite ", env!("CARGO_PKG_VERSION"));
/// The names of flags that a pack keeps.
const MAX_REQUESTS: &str = "max-requests";
const ARCHIVE: &str = "archive";
/// What the severities for a draft are kept under, before its name.
const RULES: &str = "rules for ";

/// Severities that are set for a draft; none for a rule that is off.
pub(crate) type Severities = BTreeMap<Rule, Option<Severity>>;

pub(crate) fn run(args: &PackArgs) -> anyhow::Result<Exit> {
    let PackAction::Verify { files } = &args.action;
    let mut exit = Exit::Clean;
    for file in files {
        match pack::verify(file) {
            Ok(sound) => output::print(&shown(file, &sound))?,
            Err(error @ PackError::Altered { .. }) => {
                exit::tell(&error.to_string());
                exit = Exit::Findings;
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(exit)
}

/// What was looked at, and what could not be.
fn shown(file: &Path, sound: &Soundness) -> String {
    let (n_files, n_records) = (sound.files, sound.records);
    let name = file.display().to_string();
    let name = escape(&name);
    let Maker::Other(maker) = &sound.maker else {
        return format!(
            "{name}: {n_files} files and {n_records} records are as they were made\n"
        );
    };
    let maker = maker.as_deref().unwrap_or("its maker");
    format!(
        "{name}: {n_files} files and {n_records} records are as {} states them; {} files and \
         {} hashes of records could not be held against anything\n",
        escape(maker),
        sound.unlisted.len(),
        sound.unchecked,
    )
}

/// Opens a pack to be replayed; tells if it was made by another version.
pub(crate) fn open(path: &Path) -> anyhow::Result<Pack> {
    let pack = Pack::open(path)?;
    if pack.tool() != TOOL {
        let made = format!("the pack was made by {}; this is {TOOL}", pack.tool());
        exit::warn(&format!("{made}, which may report otherwise"));
    }
    Ok(pack)
}

/// Tells if a pack was made with another registry.
pub(crate) fn compare_registry(pack: &Pack, outlets: &Outlets) {
    if pack.registry() != pack::registry(outlets) {
        exit::warn(
            "the pack was made with another registry of outlets; the report may differ",
        );
    }
}

/// How the drafts of a pack were read.
pub(crate) fn reading(pack: &Pack, given: &Reading) -> anyhow::Result<Reading> {
    let settings = pack.settings();
    let date = settings.date.as_deref().map(str::parse).transpose();
    let date = date.context("the pack has a date that is none")?;
    let format = settings.draft_format.as_deref();
    let format = format.and_then(|name| DraftFormat::from_str(name, true).ok());
    Ok(Reading {
        sources: given.sources.clone(),
        date: given.date.or(date),
        draft_format: given.draft_format.or(format),
    })
}

/// Sets what a run that is replayed was told.
pub(crate) fn restore(pack: &Pack, settings: &mut Settings) {
    let flags = &pack.settings().flags;
    let limit = flags.get(MAX_REQUESTS).and_then(|limit| limit.parse().ok());
    settings.seeking.max_requests = limit.unwrap_or(settings.seeking.max_requests);
    settings.seeking.archive = flags.get(ARCHIVE).cloned();
}

/// The severities that were set for a draft when the pack was made.
pub(crate) fn severities(pack: &Pack, draft: &str) -> Severities {
    let kept = pack.settings().flags.get(&format!("{RULES}{draft}"));
    let kept = kept.map(String::as_str).unwrap_or_default();
    kept.split(' ').filter_map(severity).collect()
}

/// Reads `uncited=off`; none for what another version may have written.
fn severity(kept: &str) -> Option<(Rule, Option<Severity>)> {
    let (slug, name) = kept.split_once('=')?;
    let rule = Rule::ALL.iter().find(|rule| rule.slug() == slug)?;
    let all = [Severity::Note, Severity::Warning, Severity::Error];
    Some((*rule, all.into_iter().find(|severity| severity.name() == name)))
}

/// Writes what [`severity`] reads, for each rule that is set.
fn kept(severities: &Severities) -> String {
    let name = |severity: &Option<Severity>| severity.map_or("off", Severity::name);
    let kept = severities.iter().map(|(rule, set)| format!("{rule}={}", name(set)));
    kept.collect::<Vec<_>>().join(" ")
}

/// What a run had and gave.
pub(crate) struct Done<'d> {
    pub(crate) drafts: &'d [DraftFile],
    /// For each draft.
    pub(crate) severities: &'d [Severities],
    pub(crate) saved: &'d [Saved],
    pub(crate) outlets: &'d Outlets,
    pub(crate) reports: &'d [Report<'d>],
    pub(crate) recorder: Option<&'d Recorder<'d>>,
}

/// Writes the pack of a run, if one is wanted.
pub(crate) fn record(args: &CheckArgs, done: &Done<'_>) -> anyhow::Result<()> {
    let Some(path) = &args.keeping.record else { return Ok(()) };
    let (reading, mut settings) = (&args.reading, pack::Settings::default());
    settings.fetch = args.web.fetch;
    settings.date = reading.date.map(|date| date.to_string());
    let format = reading.draft_format.and_then(|format| format.to_possible_value());
    settings.draft_format = format.map(|format| format.get_name().to_owned());
    settings.flags.insert(MAX_REQUESTS.to_owned(), args.max_requests.to_string());
    if let Some(archive) = &args.archive {
        settings.flags.insert(ARCHIVE.to_owned(), archive.clone());
    }
    for (draft, set) in done.drafts.iter().zip(done.severities) {
        if !set.is_empty() {
            settings.flags.insert(format!("{RULES}{}", draft.name), kept(set));
        }
    }
    let drafts = done.drafts.iter().map(|draft| DraftBytes {
        name: &draft.name,
        bytes: &draft.bytes,
        sources: draft.sources.as_deref(),
    });
    let drafts: Vec<_> = drafts.collect();
    let sources = reading.sources.as_ref().map(|path| {
        std::fs::read(path).with_context(|| format!("{} can't be read", path.display()))
    });
    let sources = sources.transpose()?;
    pack::write(
        path,
        &Run {
            tool: TOOL,
            ended: now(),
            settings: &settings,
            drafts: &drafts,
            saved: done.saved,
            sources: sources.as_deref(),
            outlets: done.outlets,
            reports: done.reports,
            recorder: done.recorder,
        },
    )?;
    Ok(())
}

/// The moment, to the second.
fn now() -> Timestamp {
    let now = Timestamp::now();
    Timestamp::from_second(now.as_second()).unwrap_or(now)
}
