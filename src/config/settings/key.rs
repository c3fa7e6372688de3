//! The keys of `veracite.toml`, each stated once: reader, schema, commented example and
//! `config show` all go by these tables.

use std::sync::LazyLock;

use crate::rule::Rule;

/// A key of `veracite.toml`. Each is named as the flag of `check` that it stands for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// What it takes.
    pub kind: Kind,
    /// What holds without it, as TOML; none where that is nothing.
    pub default: Option<&'static str>,
    /// A value that it could have, as TOML.
    pub example: &'static str,
    /// What it sets, in one line.
    pub summary: &'static str,
}

/// What a key takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// A text that is not empty.
    Text,
    /// A path, relative to the file of settings.
    Path,
    /// A list of paths, each relative to the file of settings.
    Paths,
    /// A date.
    Date,
    /// An address of a server.
    Address,
    /// True or false.
    Flag,
    /// One of a few words.
    Choice(&'static [&'static str]),
    /// A whole number.
    Count {
        /// The least.
        least: u32,
        /// The most.
        most: u32,
    },
    /// Seconds, up to an hour.
    Seconds,
}

/// The longest time that can be set, in seconds.
pub(super) const LONGEST: u32 = 3600;

/// The largest number without a bound of its own.
const LARGEST: u32 = 1_000_000;

/// What a rule can be set to.
pub(super) const RULE_LEVELS: &[&str] = &["error", "warning", "note", "off"];

/// What can make a run fail.
pub(super) const FAIL_LEVELS: &[&str] = &["error", "warning", "note", "never"];

/// The keys outside any table.
pub const SETTINGS: &[Key] = &[
    Key {
        name: "pages",
        kind: Kind::Paths,
        default: None,
        example: "[\"pages\"]",
        summary: "Folders of saved pages, relative to this file.",
    },
    Key {
        name: "sources",
        kind: Kind::Path,
        default: None,
        example: "\"sources.toml\"",
        summary: "Your own outlets, laid over the built-in ones; relative to this file.",
    },
    Key {
        name: "date",
        kind: Kind::Date,
        default: None,
        example: "2026-03-01",
        summary: "The day the drafts are of, for words like `yesterday`.",
    },
    Key {
        name: "fail-on",
        kind: Kind::Choice(FAIL_LEVELS),
        default: Some("\"error\""),
        example: "\"error\"",
        summary: "The least severity that makes the exit code 1.",
    },
    Key {
        name: "strict",
        kind: Kind::Flag,
        default: Some("false"),
        example: "false",
        summary: "Exit with 3 if nothing was found but a cited page could not be seen.",
    },
    Key {
        name: "max-unread",
        kind: Kind::Count { least: 0, most: LARGEST },
        default: None,
        example: "5",
        summary: "Exit with 3 if nothing was found but more cited pages could not be seen.",
    },
];

/// The keys of `[fetch]`. What they set is used with `--fetch` only.
pub const FETCH: &[Key] = &[
    Key {
        name: "contact",
        kind: Kind::Text,
        default: None,
        example: "\"desk@paper.example\"",
        summary: "Where an outlet finds who asks: an address or an e-mail.",
    },
    Key {
        name: "user-agent",
        kind: Kind::Text,
        default: None,
        example: "\"paper-desk/1.0\"",
        summary: "What the client calls itself.",
    },
    Key {
        name: "delay",
        kind: Kind::Seconds,
        default: Some("1"),
        example: "1",
        summary: "Seconds between two requests to one host.",
    },
    Key {
        name: "timeout",
        kind: Kind::Seconds,
        default: Some("20"),
        example: "20",
        summary: "Seconds that one page may take.",
    },
    Key {
        name: "concurrency",
        kind: Kind::Count { least: 1, most: 256 },
        default: Some("16"),
        example: "16",
        summary: "Requests under way at the same time, over all hosts.",
    },
    Key {
        name: "per-host",
        kind: Kind::Count { least: 1, most: 16 },
        default: Some("1"),
        example: "1",
        summary: "Connections to one host at the same time.",
    },
    Key {
        name: "max-requests",
        kind: Kind::Count { least: 0, most: LARGEST },
        default: Some("60"),
        example: "60",
        summary: "Requests that may be sent for one draft.",
    },
    Key {
        name: "archive",
        kind: Kind::Address,
        default: None,
        example: "\"https://web.archive.org\"",
        summary: "The web archive that is asked for pages that are gone.",
    },
    Key {
        name: "cache",
        kind: Kind::Path,
        default: None,
        example: "\".veracite-cache\"",
        summary: "Where pages are kept for the next run, relative to this file.",
    },
];

/// The names of the keys outside any table, and of the tables.
pub(super) static TOP: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let own = SETTINGS.iter().map(|key| key.name);
    own.chain(["fetch", "rules", "override"]).collect()
});

/// The names of the keys of `[fetch]`.
pub(super) static FETCHING: LazyLock<Vec<&str>> =
    LazyLock::new(|| FETCH.iter().map(|key| key.name).collect());

/// The names of the rules.
pub(super) static RULES: LazyLock<Vec<&str>> =
    LazyLock::new(|| Rule::ALL.iter().map(|rule| rule.slug()).collect());

/// The keys of `[[override]]`.
pub(super) const OVERRIDE: &[&str] = &["paths", "fail-on", "rules"];
