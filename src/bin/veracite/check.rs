//! `veracite check`: drafts and saved pages in, a report out.

use anyhow::bail;
use veracite::check::{self, Bench, Settings};
use veracite::fetch::{Fetch, folder};
use veracite::gather::{self, Seeking};
use veracite::report::{Report, json, text};

use crate::args::{CheckArgs, Format};
use crate::exit::{Exit, Strictness};
use crate::output::{self, Output};
use crate::{input, progress};

pub(crate) fn run(args: &CheckArgs, output: Output) -> anyhow::Result<Exit> {
    if args.drafts.iter().filter(|name| *name == input::STDIN).count() > 1 {
        bail!("standard input can be read once only; give `-` once");
    }
    let outlets = input::outlets(args.reading.sources.as_deref())?;
    let drafts = args.drafts.iter().map(|name| input::draft(name, &args.reading));
    let drafts = drafts.collect::<anyhow::Result<Vec<_>>>()?;
    let mut saved = Vec::new();
    for folder in &args.pages {
        saved.extend(folder::open(folder)?);
    }
    let shelf = gather::shelve(&saved, &outlets);
    let bench = Bench::new(&shelf);
    let web = input::web(&args.web)?;
    let web = web.as_ref().map(|client| client as &dyn Fetch);
    let seeking =
        Seeking { max_requests: args.max_requests, archive: args.archive.clone() };
    let settings = Settings { seeking, ..Settings::default() };
    let bar = progress::bar(drafts.len(), "checking drafts");
    let reports: Vec<Report<'_>> = drafts
        .into_iter()
        .map(|draft| {
            let report = check::run(draft, &bench, web, &outlets, &settings);
            bar.inc(1);
            report
        })
        .collect();
    bar.finish_and_clear();
    write(&reports, args, output)?;
    let strictness = if args.strict { Strictness::Strict } else { Strictness::Lenient };
    Ok(Exit::of(&reports, args.fail_on.severity(), strictness))
}

/// Writes the reports to the file, if one is given; else to standard output.
fn write(reports: &[Report<'_>], args: &CheckArgs, output: Output) -> anyhow::Result<()> {
    let layout = if args.output.is_some() { output.file() } else { output.terminal() };
    let shown = || match args.format {
        Format::Text => text::check(reports, &layout),
        Format::Json => reports.iter().map(json::check).collect(),
    };
    match &args.output {
        Some(path) => output::save(path, &shown()),
        None if args.quiet => Ok(()),
        None => output::print(&shown()),
    }
}
