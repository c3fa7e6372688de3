//! `veracite check`: drafts and saved pages in, a report out.

use std::borrow::Cow;
use std::path::Path;

use anyhow::bail;
use indicatif::ProgressBar;
use veracite::check::{self, Bench, Settings};
use veracite::draft::Draft;
use veracite::fetch::Fetch;
use veracite::fetch::cache::Cache;
use veracite::fetch::folder::{self, Saved};
use veracite::gather::{self, Seeking};
use veracite::outlet::Outlets;
use veracite::pack::{Pack, Recorder};
use veracite::report::Report;

use crate::args::CheckArgs;
use crate::config::Configured;
use crate::drafts;
use crate::exit::{self, Exit};
use crate::input::DraftFile;
use crate::output::Output;
use crate::pack::{Done, Severities};
use crate::progress::{Loudness, Progress};
use crate::web::Wire;
use crate::{baseline, changed, input, interrupt, pack, report, web};

pub(crate) fn run(configured: &Configured, output: Output) -> anyhow::Result<Exit> {
    let args = &configured.args;
    if args.drafts.iter().filter(|name| *name == input::STDIN).count() > 1 {
        bail!("standard input can be read once only; give `-` once");
    }
    report::refuse_one_file_twice(args)?;
    let known = baseline::open(args)?;
    let replay = args.keeping.replay.as_deref().map(pack::open).transpose()?;
    let outlets = outlets(args, replay.as_ref())?;
    let files = files(args, replay.as_ref())?;
    let drafts = drafts(args, &files, replay.as_ref())?;
    let loudness = if args.quiet { Loudness::Quiet } else { Loudness::Normal };
    let progress = Progress::new(loudness);
    let reading = progress.phase("reading saved pages");
    let saved = saved(args, replay.as_ref())?;
    let cache = web::cache(&args.web, &args.caching)?;
    let shelf = gather::shelve_with(&saved, &outlets, cache.as_ref());
    reading.finish_and_clear();
    let bench = Bench::new(&shelf);
    let is_kept = args.keeping.record.is_some();
    let wire = if is_kept { Wire::Recorded } else { Wire::Forgotten };
    let client = web::client(&args.web, cache.as_ref(), wire, &progress)?;
    let from: Option<&dyn Fetch> = match (&replay, &client) {
        (Some(pack), _) => pack.settings().fetch.then_some(pack),
        (None, Some(client)) => Some(client),
        (None, None) => None,
    };
    let recorder = from.filter(|_| is_kept).map(Recorder::new);
    let from = recorder.as_ref().map(|recorder| recorder as &dyn Fetch).or(from);
    let settings = settings(args, replay.as_ref(), cache.clone());
    let bar = progress.bar(drafts.len(), "checking drafts");
    let severities = severities(configured, &files, replay.as_ref());
    let work = drafts.into_iter().zip(&severities).map(|(draft, set)| {
        (draft, Settings { severities: set.clone(), ..settings.clone() })
    });
    let reports = checked(work.collect(), &bench, from, &outlets, &bar);
    progress.end();
    web::tell_trouble(cache.as_ref());
    let left = files.len() - reports.len();
    if left > 0 {
        exit::warn(&format!("{left} of {} drafts were not checked", files.len()));
    }
    // A pack keeps all that was found.
    let mut shown = Cow::Borrowed(&reports[..]);
    if let Some(known) = known {
        baseline::set_aside(shown.to_mut(), known, args)?;
    }
    if let Some(revision) = &args.changed_since {
        changed::only(shown.to_mut(), revision)?;
    }
    report::write(&shown, args, output)?;
    let (outlets, recorder) = (&outlets, recorder.as_ref());
    let (drafts, saved) = (&files[..reports.len()], &saved[..]);
    let reports = &reports[..];
    let severities = &severities[..reports.len()];
    pack::record(args, &Done { drafts, severities, saved, outlets, reports, recorder })?;
    let bars = drafts.iter().map(|draft| configured.fail_on(&draft.name));
    let most_unread = if args.strict { Some(0) } else { args.max_unread };
    Ok(Exit::of(shown.iter().zip(bars), most_unread))
}

/// Checks drafts at the same time, or in turn if pages are asked for: whose turn it is then
/// decides which pages are had. A run that is ended is left with those that were checked.
fn checked<'o>(
    work: Vec<(Draft, Settings)>,
    bench: &Bench<'_>,
    from: Option<&dyn Fetch>,
    outlets: &'o Outlets,
    bar: &ProgressBar,
) -> Vec<Report<'o>> {
    if from.is_none() {
        return check::run_all(&work, bench, outlets, &|| bar.inc(1));
    }
    let work = work.into_iter().take_while(|_| interrupt::taken().is_none());
    let check = |(draft, settings)| {
        let report = check::run(draft, bench, from, outlets, &settings);
        bar.inc(1);
        report
    };
    work.map(check).collect()
}

/// For each draft the severities that are set; for a pack's own drafts, those that it was
/// made with.
fn severities(
    configured: &Configured,
    files: &[DraftFile],
    replay: Option<&Pack>,
) -> Vec<Severities> {
    let own = replay.filter(|_| configured.args.drafts.is_empty());
    let of = |file: &DraftFile| match own {
        Some(pack) => pack::severities(pack, &file.name),
        None => configured.severities(&file.name).collect(),
    };
    files.iter().map(of).collect()
}

/// The registry: the user's, else the one that a pack was made with.
fn outlets(args: &CheckArgs, replay: Option<&Pack>) -> anyhow::Result<Outlets> {
    let own = replay.and_then(Pack::sources).filter(|_| args.reading.sources.is_none());
    let outlets = match own {
        Some(bytes) => input::outlets_of(Path::new("sources.toml"), bytes.to_vec())?,
        None => input::outlets(args.reading.sources.as_deref())?,
    };
    if let Some(pack) = replay {
        pack::compare_registry(pack, &outlets);
    }
    Ok(outlets)
}

/// The drafts that are named; else those of a pack.
fn files(args: &CheckArgs, replay: Option<&Pack>) -> anyhow::Result<Vec<DraftFile>> {
    match replay.filter(|_| args.drafts.is_empty()) {
        Some(pack) => Ok(pack.drafts().iter().cloned().map(DraftFile::from).collect()),
        None => drafts::expand(&args.drafts, &args.pages)?
            .iter()
            .map(|name| input::draft_file(name))
            .collect(),
    }
}

fn drafts(
    args: &CheckArgs,
    files: &[DraftFile],
    replay: Option<&Pack>,
) -> anyhow::Result<Vec<Draft>> {
    let of_pack = replay.map(|pack| pack::reading(pack, &args.reading)).transpose()?;
    let reading = of_pack.as_ref().unwrap_or(&args.reading);
    files.iter().map(|file| input::read_draft(file, reading)).collect()
}

fn saved(args: &CheckArgs, replay: Option<&Pack>) -> anyhow::Result<Vec<Saved>> {
    if let Some(pack) = replay {
        return Ok(pack.saved()?);
    }
    let mut saved = Vec::new();
    for folder in &args.pages {
        saved.extend(folder::open(folder)?);
    }
    Ok(saved)
}

fn settings(args: &CheckArgs, replay: Option<&Pack>, cache: Option<Cache>) -> Settings {
    let (max_requests, archive) = (args.max_requests, args.archive.clone());
    let seeking = Seeking { max_requests, archive, cache };
    let mut settings = Settings { seeking, ..Settings::default() };
    if let Some(pack) = replay {
        pack::restore(pack, &mut settings);
    }
    settings
}
