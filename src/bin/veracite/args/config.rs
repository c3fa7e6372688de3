//! Arguments of a project's settings.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use clap_complete::Shell;

use crate::args::Format;

/// Which settings hold besides the flags.
#[derive(Debug, Args)]
pub(crate) struct Configuring {
    /// Settings; by default `veracite.toml` here or above, up to the repository's root
    #[arg(long, value_name = "FILE", conflicts_with = "no_config")]
    pub(crate) config: Option<PathBuf>,
    /// Read no file of settings
    #[arg(long)]
    pub(crate) no_config: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ConfigArgs {
    #[command(subcommand)]
    pub(crate) action: ConfigAction,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ConfigAction {
    /// Show each setting and where it comes from
    Show {
        /// How to write it
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
        /// Flags as for `check`, after `--`
        #[arg(last = true, value_name = "FLAG")]
        flags: Vec<String>,
    },
    /// Print the JSON Schema of `veracite.toml`, for editors
    Schema,
}

#[derive(Debug, Args)]
pub(crate) struct InitArgs {
    /// The folder to write it to
    #[arg(default_value = ".", value_name = "DIR")]
    pub(crate) folder: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    pub(crate) shell: Shell,
}
