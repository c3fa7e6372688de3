//! `veracite check`: drafts and saved pages in, a report out.

use std::path::Path;

use anyhow::bail;
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
use crate::exit::{self, Exit, Strictness};
use crate::input::DraftFile;
use crate::output::Output;
use crate::pack::Done;
use crate::progress::{Loudness, Progress};
use crate::web::Wire;
use crate::{input, interrupt, pack, report, web};

pub(crate) fn run(args: &CheckArgs, output: Output) -> anyhow::Result<Exit> {
    if args.drafts.iter().filter(|name| *name == input::STDIN).count() > 1 {
        bail!("standard input can be read once only; give `-` once");
    }
    report::refuse_one_file_twice(args)?;
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
    let reports: Vec<Report<'_>> = drafts
        .into_iter()
        .take_while(|_| interrupt::taken().is_none())
        .map(|draft| {
            let report = check::run(draft, &bench, from, &outlets, &settings);
            bar.inc(1);
            report
        })
        .collect();
    progress.end();
    web::tell_trouble(cache.as_ref());
    let left = files.len() - reports.len();
    if left > 0 {
        exit::warn(&format!("{left} of {} drafts were not checked", files.len()));
    }
    report::write(&reports, args, output)?;
    let (outlets, recorder) = (&outlets, recorder.as_ref());
    let (drafts, saved) = (&files[..reports.len()], &saved[..]);
    let reports = &reports[..];
    pack::record(args, &Done { drafts, saved, outlets, reports, recorder })?;
    let strictness = if args.strict { Strictness::Strict } else { Strictness::Lenient };
    Ok(Exit::of(reports, args.fail_on.severity(), strictness))
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
        None => args.drafts.iter().map(|name| input::draft_file(name)).collect(),
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
