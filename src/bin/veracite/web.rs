//! The client that asks for addresses, and what it keeps.

use std::path::{Path, PathBuf};

use anyhow::Context;
use etcetera::BaseStrategy as _;
use veracite::fetch::cache::Cache;
use veracite::fetch::live::{Client, Options};

use crate::args::{Caching, Web};
use crate::progress::Progress;
use crate::{exit, interrupt};

/// What becomes of what went over the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wire {
    /// It goes into a pack.
    Recorded,
    /// Nobody asks for it.
    Forgotten,
}

/// The client, if addresses may be asked for; without a cache it keeps nothing.
pub(crate) fn client(
    args: &Web,
    cache: Option<&Cache>,
    wire: Wire,
    progress: &Progress,
) -> anyhow::Result<Option<Client>> {
    if !args.fetch {
        return Ok(None);
    }
    let options = Options { exchanges: wire == Wire::Recorded, ..options(args) };
    let client = match cache {
        Some(cache) => Client::with_cache(options, cache.clone())?,
        None => Client::new(options)?,
    };
    client.watch(progress.waiting());
    interrupt::heed(client.canceller(), progress.clone())?;
    Ok(Some(client))
}

fn options(args: &Web) -> Options {
    let own = Options::default();
    Options {
        user_agent: args.user_agent.clone().unwrap_or(own.user_agent),
        contact: args.contact.clone(),
        allow_private: args.allow_private.clone(),
        timeout_total: args.timeout,
        pause: args.delay,
        at_once: args.concurrency.into(),
        connections: args.per_host.into(),
        ..Options::default()
    }
}

/// The cache, if one is wanted: a run that fetches has the system's own unless it is told
/// otherwise, any other only one that the user names. What the user names must do; without
/// the system's own the run is slower, and no less right.
pub(crate) fn cache(args: &Web, caching: &Caching) -> anyhow::Result<Option<Cache>> {
    if let Some(folder) = &caching.cache {
        let opened = Cache::open(folder);
        return Ok(Some(opened.context("give another folder with --cache")?));
    }
    if caching.no_cache || !args.fetch {
        return Ok(None);
    }
    let opened = folder().map(|folder| Cache::open(&folder));
    if let Some(Err(error)) = &opened {
        exit::warn(&format!("{error}; nothing is kept"));
    }
    Ok(opened.and_then(Result::ok))
}

/// `veracite` in the system's folder of caches.
fn folder() -> Option<PathBuf> {
    let caches = etcetera::choose_base_strategy().ok()?.cache_dir();
    Some(caches.join(Path::new(env!("CARGO_PKG_NAME"))))
}

/// Tells, once the work is done, why not all of it was kept.
pub(crate) fn tell_trouble(cache: Option<&Cache>) {
    if let Some(trouble) = cache.and_then(Cache::trouble) {
        exit::warn(&trouble.to_string());
    }
}
