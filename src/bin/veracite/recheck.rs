//! `veracite recheck`: which evidence of a pack has changed since.

use std::collections::BTreeMap;

use veracite::fetch::folder::{self, Saved};
use veracite::fetch::{Allowance, Body, Fetch, Request};
use veracite::pack::Pack;
use veracite::pack::recheck::{self, Wanted};
use veracite::report::change::Change;
use veracite::report::{json, text};

use crate::args::{Format, RecheckArgs};
use crate::exit::Exit;
use crate::output::{self, Output};
use crate::progress::{Loudness, Progress};
use crate::web::{self, Wire};

pub(crate) fn run(args: &RecheckArgs, output: Output) -> anyhow::Result<Exit> {
    let pack = Pack::open(&args.pack)?;
    let wanted = recheck::wanted(&pack);
    let mut saved = Vec::new();
    for folder in &args.pages {
        saved.extend(folder::open(folder)?);
    }
    let mut bodies = at_hand(&wanted, saved);
    let progress = Progress::new(Loudness::Normal);
    if let Some(client) = web::client(&args.web, None, Wire::Forgotten, &progress)? {
        let is_asked =
            |page: &&Wanted| !bodies.contains_key(&page.name) && is_address(&page.source);
        let pages: Vec<&Wanted> = wanted.iter().filter(is_asked).collect();
        let asked: Vec<Request> =
            pages.iter().map(|page| Request::page(&page.source)).collect();
        let answers = client.fetch(&asked, &Allowance::new(usize::MAX));
        for (page, fetched) in pages.into_iter().zip(answers) {
            let body = fetched.body.map_err(|problem| problem.to_string());
            bodies.insert(page.name.clone(), body);
        }
    }
    progress.end();
    let changes: Vec<Change> = wanted
        .iter()
        .flat_map(|page| {
            let missing = || Err("it is in no folder of pages that was given".to_owned());
            recheck::changes(page, &bodies.remove(&page.name).unwrap_or_else(missing))
        })
        .collect();
    let n_evidence = wanted.iter().map(Wanted::n_evidence).sum();
    output::print(&match args.format {
        Format::Text => {
            text::changes(&changes, n_evidence, wanted.len(), &output.terminal())
        }
        Format::Json => changes.iter().map(json::change).collect(),
    })?;
    Ok(if changes.iter().any(Change::is_seen) {
        Exit::Findings
    } else if args.strict && !changes.is_empty() {
        Exit::Unread
    } else {
        Exit::Clean
    })
}

/// Pages by the names that the run had for them.
type Bodies = BTreeMap<String, Result<Body, String>>;

/// Those that are among the saved ones, by name or address.
fn at_hand(wanted: &[Wanted], saved: Vec<Saved>) -> Bodies {
    let mut bodies = Bodies::new();
    for one in saved {
        let is_it = |page: &&Wanted| {
            page.name == one.name
                || one
                    .url
                    .as_ref()
                    .is_some_and(|url| *url == page.source || *url == page.name)
        };
        let Some(page) = wanted.iter().find(is_it) else { continue };
        let body = match (&one.unreadable, one.too_large) {
            (Some(what), _) => Err(format!("{what} is nothing that can be read")),
            (None, true) => Err("it is too large".to_owned()),
            (None, false) => {
                Ok(Body { bytes: one.bytes, charset: one.charset, media_type: None })
            }
        };
        bodies.insert(page.name.clone(), body);
    }
    bodies
}

fn is_address(source: &str) -> bool {
    source.starts_with("http://") || source.starts_with("https://")
}
