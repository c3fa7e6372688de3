//! `veracite page`: what is read from pages.

use anyhow::bail;
use veracite::outlet::Outlets;
use veracite::page::Page;
use veracite::report::{json, text};

use crate::args::{Format, PageArgs};
use crate::exit::{self, Exit};
use crate::output::{self, Output};
use crate::{input, progress};

pub(crate) fn run(args: &PageArgs, output: Output) -> anyhow::Result<Exit> {
    let outlets = input::outlets(args.sources.as_deref())?;
    if let Some(url) = args.pages.iter().find(|name| is_address(name)) {
        if !args.fetch {
            bail!("{url} is an address; add --fetch to ask for it, or give a saved page");
        }
        bail!("{url} can't be fetched: this build reads saved pages only");
    }
    let mut exit = Exit::Clean;
    let bar = progress::bar(args.pages.len(), "reading pages");
    for name in &args.pages {
        match input::page(name) {
            Ok(page) => write(name, &page, &outlets, args.format, output)?,
            Err(error) => {
                unreadable(name, &error, args.format)?;
                exit = Exit::CouldNotRun;
            }
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
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
