//! The evidence kept: everything that a run asked for and was given, in one file.
//!
//! A pack is a web archive of the kind that other tools read too (WACZ 1.1.1, with WARC
//! 1.1 records inside). Beside what went over the wire it has the drafts, the settings, the
//! report, and what the evidence for each finding is:
//!
//! | file                         | what is in it                                        |
//! |------------------------------|------------------------------------------------------|
//! | `archive/data.warc.gz`       | requests, answers, saved pages                       |
//! | `indexes/index.cdxj`         | where in it each address is                          |
//! | `pages/pages.jsonl`          | the pages, for tools that show archives              |
//! | `veracite/outcomes.jsonl`    | what was asked for, in order, and what came of it    |
//! | `veracite/settings.json`     | what the run was told; who made the pack, and when   |
//! | `veracite/draft-1.md` …      | the drafts, byte for byte                            |
//! | `veracite/sources.toml`      | the user's own outlets, if there were any            |
//! | `veracite/report.jsonl`      | the report, a line a draft                           |
//! | `veracite/annotations.json`  | evidence as W3C Web Annotations                      |
//! | `veracite/prov.json`         | what made the report of what, as PROV-JSON           |
//! | `datapackage.json`           | all files with their SHA-256                         |
//! | `datapackage-digest.json`    | the SHA-256 of that list                             |
//!
//! [`Recorder`] notes what a run asks for; [`write()`] makes a pack of it. [`Pack`] answers
//! from one as the servers did, byte for byte, and asks nobody. [`verify()`] tells whether a
//! pack is what its maker made. [`recheck`] tells which evidence has changed since.

mod annotation;
mod answer;
mod container;
mod digest;
mod index;
mod ledger;
mod manifest;
mod provenance;
mod record;
pub mod recheck;
mod recorder;
mod replay;
mod setting;
mod verify;
mod warc;
mod write;

pub use self::recorder::Recorder;
pub use self::replay::{Pack, RecordedDraft};
pub use self::setting::Settings;
pub use self::verify::{Maker, Soundness, verify};
pub use self::write::{DraftBytes, Run, registry, write};

/// Larger packs are neither written nor read: 1 GiB, to which most tools let one file of an
/// archive grow.
pub const LARGEST: u64 = 1 << 30;

/// Why a pack can't be written or read.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    /// The system did not let it be read.
    #[error("{path} can't be read: {error}")]
    Unreadable {
        /// The pack.
        path: String,
        /// What the system said.
        error: std::io::Error,
    },
    /// The system did not let it be written: no space, no right.
    #[error("{path} can't be written: {error}")]
    Unwritable {
        /// The pack.
        path: String,
        /// What the system said.
        error: std::io::Error,
    },
    /// It would be larger than [`LARGEST`], or is.
    #[error(
        "{0} is larger than 1 GiB, the most that a pack may have; record fewer drafts in one"
    )]
    TooLarge(String),
    /// It is no pack at all.
    #[error("{0} is no pack: give a WACZ file that `--record` wrote")]
    NotAPack(String),
    /// It is a pack of another tool, which holds no run.
    #[error("{0} is the pack of another tool and holds no run; give it as `--pages`")]
    Foreign(String),
    /// A later veracite made it.
    #[error("{path} was made by {tool}, and this one can't read it; use that one")]
    Newer {
        /// The pack.
        path: String,
        /// Who made it.
        tool: String,
    },
    /// A file in it is not what its maker put there.
    #[error("{path} is altered or damaged: {file}: {how}")]
    Altered {
        /// The pack.
        path: String,
        /// The file in the pack: `archive/data.warc.gz`.
        file: String,
        /// What is wrong with it.
        how: String,
    },
}
