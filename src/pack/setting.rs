//! What a run was told, as far as it decides the report.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The path of the settings in a pack.
pub(super) const PATH: &str = "veracite/settings.json";

/// The version of a pack's own files. It rises when an older veracite would read them
/// wrongly.
pub(super) const SCHEMA: u32 = 1;

/// What a run was told besides drafts and pages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// Whether addresses were asked for.
    pub fetch: bool,
    /// The day the draft is of, as the user gave it: `2026-01-22`.
    pub date: Option<String>,
    /// What the draft is written in, as the user gave it.
    pub draft_format: Option<String>,
    /// Other flags that decide the report, by name.
    pub flags: BTreeMap<String, String>,
}

/// The file of the settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Sheet {
    pub(super) schema: u32,
    /// The program that made the pack: `veracite 0.1.0`.
    pub(super) tool: String,
    /// Hash of the registry of outlets.
    pub(super) registry: String,
    /// When the run ended.
    pub(super) ended: String,
    pub(super) settings: Settings,
    pub(super) drafts: Vec<DraftFile>,
    /// Whether the user's own outlets are there.
    pub(super) sources: bool,
}

/// A draft in a pack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct DraftFile {
    /// As the user named it.
    pub(super) name: String,
    /// The path in the pack.
    pub(super) path: String,
    /// The path of the file beside it, if there is one.
    pub(super) sources: Option<String>,
}
