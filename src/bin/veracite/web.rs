//! The client that asks for addresses, and what it keeps.

use std::path::{Path, PathBuf};

use anyhow::Context;
use etcetera::BaseStrategy as _;
use veracite::fetch::cache::Cache;
use veracite::fetch::live::{Client, Options};

use crate::args::{Caching, Web};
use crate::exit;

/// The client, if addresses may be asked for.
pub(crate) fn client(args: &Web, caching: &Caching) -> anyhow::Result<Option<Client>> {
    if !args.fetch {
        return Ok(None);
    }
    let client = match cache(caching)? {
        Some(cache) => Client::with_cache(options(args), cache)?,
        None => Client::new(options(args))?,
    };
    Ok(Some(client))
}

/// A client that keeps nothing and asks for what is there now, if it may ask.
pub(crate) fn forgetful(args: &Web) -> anyhow::Result<Option<Client>> {
    args.fetch.then(|| Ok(Client::new(options(args))?)).transpose()
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

/// The cache, unless none is wanted. A folder that the user names must do; without the
/// system's own the run is slower, and no less right.
fn cache(caching: &Caching) -> anyhow::Result<Option<Cache>> {
    if caching.no_cache {
        return Ok(None);
    }
    if let Some(folder) = &caching.cache {
        let opened = Cache::open(folder);
        return Ok(Some(opened.context("give another folder with --cache")?));
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
pub(crate) fn tell_trouble(client: Option<&Client>) {
    if let Some(trouble) = client.and_then(Client::trouble) {
        exit::warn(&trouble.to_string());
    }
}
