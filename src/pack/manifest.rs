//! The list of a pack's files, and the hash of the list (WACZ 1.1.1).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::pack::container::Entry;
use crate::pack::digest;

/// The list of files.
pub(super) const PATH: &str = "datapackage.json";
/// The hash of the list.
pub(super) const DIGEST: &str = "datapackage-digest.json";

#[derive(Debug, Serialize)]
struct List<'l> {
    profile: &'static str,
    wacz_version: &'static str,
    title: &'static str,
    software: &'l str,
    created: String,
    resources: Vec<Resource>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Resource {
    name: String,
    path: String,
    hash: String,
    bytes: u64,
}

/// The parts of a list that are looked at.
#[derive(Deserialize)]
struct Read {
    #[serde(default)]
    software: Option<String>,
    resources: Vec<Resource>,
}

#[derive(Deserialize)]
struct Digest {
    path: String,
    hash: String,
}

/// The list of these files.
pub(super) fn list(entries: &[Entry], tool: &str, ended: Timestamp) -> Vec<u8> {
    let resource = |entry: &Entry| Resource {
        name: entry.path.rsplit('/').next().unwrap_or_default().to_lowercase(),
        path: entry.path.clone(),
        hash: entry.hash.clone(),
        bytes: entry.bytes,
    };
    let list = List {
        profile: "data-package",
        wacz_version: "1.1.1",
        title: "Pages that a draft was checked against",
        software: tool,
        created: ended.to_string(),
        resources: entries.iter().map(resource).collect(),
    };
    text(&list)
}

/// The file with the hash of a list.
pub(super) fn digest(list: &[u8]) -> Vec<u8> {
    text(&serde_json::json!({ "path": PATH, "hash": digest::sha256(list) }))
}

/// Indented JSON, for people who open a pack with other tools.
pub(super) fn text(value: &impl Serialize) -> Vec<u8> {
    let mut text = serde_json::to_vec_pretty(value).unwrap_or_default();
    text.push(b'\n');
    text
}

/// What a list says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Listed {
    pub(super) software: Option<String>,
    pub(super) entries: Vec<Entry>,
}

/// Reads a list; `None` if it is none.
pub(super) fn read(list: &[u8]) -> Option<Listed> {
    let read: Read = serde_json::from_slice(list).ok()?;
    let entry =
        |one: Resource| Entry { path: one.path, hash: one.hash, bytes: one.bytes };
    Some(Listed {
        software: read.software,
        entries: read.resources.into_iter().map(entry).collect(),
    })
}

/// Whether the file with the hash of a list, as any tool writes it, is right.
pub(super) fn is_right(file: &[u8], list: &[u8]) -> bool {
    serde_json::from_slice::<Digest>(file)
        .is_ok_and(|read| read.path == PATH && read.hash == digest::sha256(list))
}
