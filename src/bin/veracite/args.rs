//! Arguments: their names, help, and what they exclude.

mod config;
mod pack;
mod report;

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use veracite::draft;
use veracite::fetch::Allowance;
use veracite::page::Selection;
use veracite::rule::Severity;

pub(crate) use self::config::{
    CompletionsArgs, ConfigAction, ConfigArgs, Configuring, InitArgs,
};
pub(crate) use self::pack::{Keeping, PackAction, PackArgs, RecheckArgs};
pub(crate) use self::report::{ReportFile, ReportFormat};

/// Checks, before publication, that what a draft says is what its cited outlets say.
#[derive(Debug, Parser)]
#[command(version, about, after_help = EXIT_CODES, arg_required_else_help = true)]
#[command(propagate_version = true, max_term_width = 100)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
    /// When to colour text
    #[arg(long, value_enum, default_value_t = Color::Auto, global = true)]
    pub(crate) color: Color,
    /// Columns of text; the terminal's by default, or 80
    #[arg(long, value_name = "N", global = true)]
    #[arg(value_parser = clap::value_parser!(u16).range(40..))]
    pub(crate) width: Option<u16>,
}

/// Longest time that can be set for the client.
const LONGEST_TIME: Duration = Duration::from_hours(1);

const EXIT_CODES: &str = "\
Exit codes:
  0  nothing found at or above --fail-on
  1  findings at or above --fail-on
  2  could not run: arguments, settings, a file that can't be read
  3  with --strict or --max-unread: nothing found, but cited pages could not be seen
  130  ended by Ctrl-C; with --fetch, what was had by then is reported
  143  the same, ended by a signal to terminate";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Check drafts against the pages of the outlets they cite
    Check(Box<CheckArgs>),
    /// Show the paragraphs, claims and citations of a draft
    Extract(ExtractArgs),
    /// Show what is read from pages
    Page(PageArgs),
    /// Compare one claim with one page, or a stream of them
    Compare(CompareArgs),
    /// List outlets, tell what a label means, or check the registry
    Outlets(OutletsArgs),
    /// Explain a rule, or list all rules
    Explain(ExplainArgs),
    /// Look into packs, as `check --record` writes them
    Pack(PackArgs),
    /// Tell which evidence of a pack has changed since
    Recheck(RecheckArgs),
    /// Show the settings that hold, or what `veracite.toml` may say
    Config(ConfigArgs),
    /// Write a commented `veracite.toml`
    Init(InitArgs),
    /// Print completions for a shell
    Completions(CompletionsArgs),
    /// Print the manual page
    Man,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct CheckArgs {
    /// Drafts, folders of drafts, or globs; `-` is standard input
    #[arg(required_unless_present = "replay", value_name = "DRAFT")]
    pub(crate) drafts: Vec<String>,
    /// A folder of saved pages; may be given more than once
    #[arg(long, value_name = "DIR")]
    pub(crate) pages: Vec<PathBuf>,
    /// How to write the report; json is one line a draft
    #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
    pub(crate) format: ReportFormat,
    /// Write the report to a file
    #[arg(long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Write the report in another format, too; can be given more than once
    #[arg(long, value_name = "FORMAT=FILE", value_parser = report::file)]
    pub(crate) report: Vec<ReportFile>,
    /// The least severity that makes the exit code 1
    #[arg(long, value_enum, default_value_t = FailOn::Error, value_name = "LEVEL")]
    pub(crate) fail_on: FailOn,
    /// Exit with 3 if nothing was found but a cited page could not be seen
    #[arg(long)]
    pub(crate) strict: bool,
    /// Exit with 3 if nothing was found but more than N cited pages could not be seen
    #[arg(long, value_name = "N", conflicts_with = "strict")]
    pub(crate) max_unread: Option<usize>,
    /// Findings that are known: they are not told and fail nothing until they expire
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,
    /// Write all that is found into the baseline first, and take out what no draft has
    #[arg(long, requires = "baseline")]
    pub(crate) update_baseline: bool,
    /// Tell only findings of paragraphs that were touched since a revision of git
    #[arg(long, value_name = "REV", conflicts_with = "update_baseline")]
    pub(crate) changed_since: Option<String>,
    #[command(flatten)]
    pub(crate) configuring: Configuring,
    #[command(flatten)]
    pub(crate) web: Web,
    #[command(flatten)]
    pub(crate) caching: Caching,
    #[command(flatten)]
    pub(crate) keeping: Keeping,
    /// Requests that may be sent for one draft
    #[arg(long, value_name = "N", default_value_t = Allowance::DEFAULT)]
    pub(crate) max_requests: usize,
    /// Ask a web archive for pages that are gone or were changed since the draft's date;
    /// `https://web.archive.org` by default
    #[arg(long, value_name = "URL", requires = "fetch", num_args = 0..=1)]
    #[arg(default_missing_value = "https://web.archive.org", require_equals = true)]
    pub(crate) archive: Option<String>,
    #[command(flatten)]
    pub(crate) reading: Reading,
    /// Write no report to standard output; the exit code tells
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct ExtractArgs {
    /// The draft; `-` is standard input
    pub(crate) draft: String,
    /// How to write it; json is one line
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

/// How a draft is read.
#[derive(Debug, ClapArgs)]
pub(crate) struct Reading {
    /// Your own outlets, laid over the built-in ones
    #[arg(long, value_name = "FILE")]
    pub(crate) sources: Option<PathBuf>,
    /// The day the draft is of, for words like `yesterday`
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) date: Option<Date>,
    /// What the draft is written in; by default told from its name
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub(crate) draft_format: Option<DraftFormat>,
}

/// Whether and how addresses are asked for.
#[derive(Debug, ClapArgs)]
pub(crate) struct Web {
    /// Fetch addresses; without it, none is asked for
    #[arg(long)]
    pub(crate) fetch: bool,
    /// Where an outlet finds who asks: an address or an e-mail
    #[arg(long, value_name = "TEXT", requires = "fetch")]
    pub(crate) contact: Option<String>,
    /// What the client calls itself, up to the first `/` the name in robots.txt files
    #[arg(long, value_name = "TEXT", requires = "fetch")]
    pub(crate) user_agent: Option<String>,
    /// A host that may be on a private network; can be given more than once
    #[arg(long, value_name = "HOST", requires = "fetch")]
    pub(crate) allow_private: Vec<String>,
    /// Seconds between two requests to one host
    #[arg(long, value_name = "SECONDS", default_value = "1", value_parser = seconds)]
    pub(crate) delay: Duration,
    /// Seconds that one page may take
    #[arg(long, value_name = "SECONDS", default_value = "20", value_parser = seconds)]
    pub(crate) timeout: Duration,
    /// Requests under way at the same time, over all hosts
    #[arg(long, value_name = "N", default_value_t = 16)]
    #[arg(value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(crate) concurrency: u16,
    /// Connections to one host at the same time
    #[arg(long, value_name = "N", default_value_t = 1)]
    #[arg(value_parser = clap::value_parser!(u16).range(1..=16))]
    pub(crate) per_host: u16,
}

/// Where pages are kept from one run to the next.
#[derive(Debug, ClapArgs)]
pub(crate) struct Caching {
    /// Where pages and what was read from them are kept for the next run; with --fetch by
    /// default `veracite` in the system's folder of caches
    #[arg(long, value_name = "DIR", conflicts_with = "no_cache")]
    pub(crate) cache: Option<PathBuf>,
    /// Keep nothing for the next run, and use nothing that is kept
    #[arg(long)]
    pub(crate) no_cache: bool,
}

/// Reads a time in seconds: `1`, `0.5`.
fn seconds(text: &str) -> Result<Duration, String> {
    let seconds: f64 = text.parse().map_err(|_| "not a number of seconds".to_owned())?;
    match Duration::try_from_secs_f64(seconds) {
        Ok(time) if time <= LONGEST_TIME => Ok(time),
        _ => Err("not between 0 and 3600 seconds".to_owned()),
    }
}

#[derive(Debug, ClapArgs)]
pub(crate) struct PageArgs {
    /// Saved pages, or addresses; `-` is standard input
    #[arg(required = true, value_name = "FILE|URL")]
    pub(crate) pages: Vec<String>,
    /// What of them is the article, where it is read wrongly: `div.story`
    #[arg(long, value_name = "SELECTOR")]
    pub(crate) select: Option<Selection>,
    #[command(flatten)]
    pub(crate) web: Web,
    #[command(flatten)]
    pub(crate) caching: Caching,
    /// How to write it; json is one line a page
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
    /// Your own outlets, laid over the built-in ones
    #[arg(long, value_name = "FILE")]
    pub(crate) sources: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
#[command(group = clap::ArgGroup::new("what").required(true).args(["claim", "jsonl"]))]
pub(crate) struct CompareArgs {
    /// The claim
    #[arg(long, value_name = "TEXT", requires = "page")]
    pub(crate) claim: Option<String>,
    /// The page to hold it against; `-` is standard input
    #[arg(long, value_name = "FILE", conflicts_with = "jsonl")]
    pub(crate) page: Option<String>,
    /// Rows to compare, a JSON object a line; `-` is standard input
    ///
    /// Each row has `id`, `claim`, and one of `page` (a path), `html`, `text`,
    /// `sentences`. Answers come in the same order, a line each; a row that can't be
    /// answered gets a line with `error`.
    #[arg(long, value_name = "FILE")]
    pub(crate) jsonl: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct OutletsArgs {
    #[command(subcommand)]
    pub(crate) action: Option<OutletsAction>,
    /// Your own outlets, laid over the built-in ones
    #[arg(long, value_name = "FILE", global = true)]
    pub(crate) sources: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum OutletsAction {
    /// List all outlets (the default)
    List,
    /// Tell what labels mean, and why
    Resolve {
        /// Labels as a draft has them: `Variety AU`
        #[arg(required = true, value_name = "NAME")]
        names: Vec<String>,
    },
    /// Check that no two outlets answer to one name or host
    Lint,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct ExplainArgs {
    /// The rule, as reports name it: `quote-altered`
    pub(crate) rule: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    /// Also into files and pipes
    Always,
    /// Not at all
    Never,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people
    Text,
    /// For programs
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    /// Errors only
    Error,
    /// Errors and warnings
    Warning,
    /// Anything
    Note,
    /// Nothing
    Never,
}

impl FailOn {
    /// The least severity that fails a run.
    pub(crate) const fn severity(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Note => Some(Severity::Note),
            Self::Never => None,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum DraftFormat {
    /// Plain text
    Text,
    /// Markdown
    Markdown,
    /// HTML
    Html,
    /// A Word document
    Docx,
}

impl From<DraftFormat> for draft::Format {
    fn from(format: DraftFormat) -> Self {
        match format {
            DraftFormat::Text => Self::Text,
            DraftFormat::Markdown => Self::Markdown,
            DraftFormat::Html => Self::Html,
            DraftFormat::Docx => Self::Docx,
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_arguments_are_consistent() {
        Args::command().debug_assert();
    }
}
