//! The reports of a check: which formats, where to.

use std::collections::BTreeSet;
use std::env;

use anyhow::bail;
use veracite::report::{
    Report, Root, TextOptions, github, gitlab, json, junit, markdown, sarif, text,
};

use crate::args::{CheckArgs, ReportFormat};
use crate::output::{self, Output};

/// Ends the run before it starts if one report would be written over another.
pub(crate) fn refuse_one_file_twice(args: &CheckArgs) -> anyhow::Result<()> {
    let mut seen = BTreeSet::new();
    for path in args.output.iter().chain(args.report.iter().map(|file| &file.path)) {
        if !seen.insert(path) {
            bail!("two reports would be written to {}; name two files", path.display());
        }
    }
    Ok(())
}

/// Writes the reports to the file, if one is given, else to standard output; and to each
/// other file in its own format.
pub(crate) fn write(
    reports: &[Report<'_>],
    args: &CheckArgs,
    output: Output,
) -> anyhow::Result<()> {
    // Without a working directory every draft is outside it.
    let root = Root::new(env::current_dir().unwrap_or_default());
    for file in &args.report {
        let text = shown(reports, file.format, &output.file(), &root);
        output::save(&file.path, &text)?;
    }
    match &args.output {
        Some(path) => {
            output::save(path, &shown(reports, args.format, &output.file(), &root))
        }
        None if args.quiet => Ok(()),
        None => output::print(&shown(reports, args.format, &output.terminal(), &root)),
    }
}

fn shown(
    reports: &[Report<'_>],
    format: ReportFormat,
    layout: &TextOptions,
    root: &Root,
) -> String {
    match format {
        ReportFormat::Text => text::check(reports, layout),
        ReportFormat::Json => reports.iter().map(json::check).collect(),
        ReportFormat::Sarif => sarif::check(reports, root),
        ReportFormat::Junit => junit::check(reports, root),
        ReportFormat::Markdown => markdown::check(reports, root),
        ReportFormat::Github => github::check(reports, root),
        ReportFormat::Gitlab => gitlab::check(reports, root),
    }
}
