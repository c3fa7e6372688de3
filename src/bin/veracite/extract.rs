//! `veracite extract`: what is read from a draft.

use veracite::report::{Extract, json, text};
use veracite::{claim, outlet};

use crate::args::{ExtractArgs, Format};
use crate::exit::Exit;
use crate::input;
use crate::output::{self, Output};

pub(crate) fn run(args: &ExtractArgs, output: Output) -> anyhow::Result<Exit> {
    let outlets = input::outlets(args.reading.sources.as_deref())?;
    let draft = input::draft(&args.draft, &args.reading)?;
    let citations = outlet::citations(&draft, &outlets);
    let claims = claim::extract(&draft, &citations);
    let extract = Extract {
        outlets: &outlets,
        draft: &draft,
        claims: &claims,
        citations: &citations,
    };
    output::print(&match args.format {
        Format::Text => text::extract(extract, &output.terminal()),
        Format::Json => json::extract(extract),
    })?;
    Ok(Exit::Clean)
}
