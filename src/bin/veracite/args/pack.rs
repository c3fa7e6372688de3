//! Arguments of what is kept and replayed.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::args::{Format, Web};

/// Whether a run is kept, or one that was kept is run again.
#[derive(Debug, Args)]
pub(crate) struct Keeping {
    /// Keep all that was asked for and given, and the report, in a pack (WACZ)
    #[arg(long, value_name = "FILE", conflicts_with = "replay")]
    pub(crate) record: Option<PathBuf>,
    /// Answer from a pack instead of the web; with no DRAFT, check its own drafts
    #[arg(long, value_name = "FILE", conflicts_with_all = ["fetch", "pages"])]
    pub(crate) replay: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct PackArgs {
    #[command(subcommand)]
    pub(crate) action: PackAction,
}

#[derive(Debug, Subcommand)]
pub(crate) enum PackAction {
    /// Tell whether packs are as they were made; name the first file that is not
    Verify {
        /// The packs
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
}

#[derive(Debug, Args)]
pub(crate) struct RecheckArgs {
    /// The pack, as `check --record` wrote it
    #[arg(value_name = "FILE")]
    pub(crate) pack: PathBuf,
    /// A folder with the pages as they are now; may be given more than once
    #[arg(long, value_name = "DIR", required_unless_present = "fetch")]
    pub(crate) pages: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) web: Web,
    /// How to write it; json is one line a sentence that changed
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
    /// Exit with 3 if nothing changed but a page could not be seen
    #[arg(long)]
    pub(crate) strict: bool,
}
