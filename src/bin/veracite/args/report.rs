//! Formats of a report, and files that are written in them.

use std::path::PathBuf;

use clap::ValueEnum;

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportFormat {
    /// For people
    Text,
    /// For programs
    Json,
    /// For code hosts and editors: SARIF 2.1.0
    Sarif,
    /// For test dashboards, in XML
    Junit,
    /// For a comment on a pull request
    Markdown,
    /// For a GitHub workflow: annotations
    Github,
    /// For a GitLab pipeline: code quality
    Gitlab,
}

/// A file to be written.
#[derive(Clone, Debug)]
pub(crate) struct ReportFile {
    pub(crate) format: ReportFormat,
    pub(crate) path: PathBuf,
}

/// Reads `sarif=report.sarif`.
pub(super) fn file(text: &str) -> Result<ReportFile, String> {
    let known = || {
        let names = ReportFormat::value_variants()
            .iter()
            .filter_map(|format| Some(format.to_possible_value()?.get_name().to_owned()));
        names.collect::<Vec<_>>().join(", ")
    };
    let (format, path) = text
        .split_once('=')
        .filter(|(_, path)| !path.is_empty())
        .ok_or("it is not FORMAT=FILE, as in `sarif=report.sarif`")?;
    let format = ReportFormat::from_str(format, false)
        .map_err(|_| format!("the format is none of {}", known()))?;
    Ok(ReportFile { format, path: path.into() })
}
