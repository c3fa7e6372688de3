//! `veracite page`: what is read from pages.

use anyhow::{anyhow, bail};
use veracite::fetch::{Allowance, Fetch, Fetched, Request};
use veracite::outlet::Outlets;
use veracite::page::{self, Page};
use veracite::report::{json, text};

use crate::args::{Format, PageArgs};
use crate::exit::{self, Exit};
use crate::input;
use crate::output::{self, Output};
use crate::progress::{Loudness, Progress};
use crate::web::{self, Wire};

pub(crate) fn run(args: &PageArgs, output: Output) -> anyhow::Result<Exit> {
    let outlets = input::outlets(args.sources.as_deref())?;
    let named = args.pages.iter().filter(|name| is_address(name));
    let asked: Vec<Request> = named.map(Request::page).collect();
    let progress = Progress::new(Loudness::Normal);
    let cache = web::cache(&args.web, &args.caching)?;
    let client = web::client(&args.web, cache.as_ref(), Wire::Forgotten, &progress)?;
    let fetched = match (asked.first(), &client) {
        (Some(Request { url, .. }), None) => {
            bail!("{url} is an address; add --fetch to ask for it, or give a saved page")
        }
        (_, Some(client)) => client.fetch(&asked, &Allowance::new(usize::MAX)),
        (None, None) => Vec::new(),
    };
    web::tell_trouble(cache.as_ref());
    let mut fetched = fetched.into_iter().peekable();
    let select = args.select.as_ref();
    let mut exit = Exit::Clean;
    let bar = progress.bar(args.pages.len(), "reading pages");
    for name in &args.pages {
        let pages = match fetched.next_if(|_| is_address(name)) {
            Some(Fetched { url, body: Ok(body), .. }) => {
                let charset = body.charset.as_deref();
                let page = page::read_selected(Some(&url), &body.bytes, charset, select);
                vec![(name.clone(), Ok(page))]
            }
            Some(Fetched { body: Err(problem), .. }) => {
                vec![(name.clone(), Err(anyhow!("{name}: {problem}")))]
            }
            None => input::pages(name, select)
                .unwrap_or_else(|error| vec![(name.clone(), Err(error))]),
        };
        for (name, page) in pages {
            match page {
                Ok(page) => write(&name, &page, &outlets, args.format, output)?,
                Err(error) => {
                    unreadable(&name, &error, args.format)?;
                    exit = Exit::CouldNotRun;
                }
            }
        }
        bar.inc(1);
    }
    progress.end();
    Ok(exit)
}

fn is_address(name: &str) -> bool {
    let scheme = name.split_once("://").map(|(scheme, _)| scheme);
    scheme.is_some_and(|scheme| {
        scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")
    })
}

fn write(
    name: &str,
    page: &Page,
    outlets: &Outlets,
    format: Format,
    output: Output,
) -> anyhow::Result<()> {
    output::print(&match format {
        Format::Text => text::page(name, page, outlets, &output.terminal()) + "\n",
        Format::Json => json::page(name, page, outlets),
    })
}

/// Tells of a page that can't be read. In JSON it keeps its line, so that the lines stay
/// in step with the arguments.
fn unreadable(name: &str, error: &anyhow::Error, format: Format) -> anyhow::Result<()> {
    let error = format!("{error:#}");
    exit::tell(&error);
    match format {
        Format::Text => Ok(()),
        Format::Json => output::print(&json::unreadable(name, &error)),
    }
}
