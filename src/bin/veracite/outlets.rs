//! `veracite outlets`: the registry, what a label means in it, and whether it is sound.

use std::fmt::Write as _;

use anyhow::bail;
use veracite::outlet::{self, How, Outlet, Outlets, Resolution};
use veracite::report::escape;

use crate::args::{OutletsAction, OutletsArgs};
use crate::exit::{self, Exit};
use crate::input;
use crate::output::{self, Output};

pub(crate) fn run(args: &OutletsArgs, _: Output) -> anyhow::Result<Exit> {
    let outlets = input::outlets(args.sources.as_deref())?;
    match &args.action {
        None | Some(OutletsAction::List) => list(&outlets),
        Some(OutletsAction::Resolve { names }) => resolve(&outlets, names),
        Some(OutletsAction::Lint) => lint(&outlets),
    }
}

/// A line an outlet: name, country, language, hosts, and `wire` for an agency.
fn list(outlets: &Outlets) -> anyhow::Result<Exit> {
    let mut out = String::new();
    for (_, outlet) in outlets.iter() {
        let hosts: Vec<&str> = outlet.hosts.iter().map(|host| &**host).collect();
        let wire = if outlet.wire { ", wire" } else { "" };
        let _ = writeln!(
            out,
            "{}  ({}, {}{wire})  {}",
            escape(&outlet.name),
            escape(&outlet.country),
            escape(&outlet.language),
            escape(&hosts.join(", ")),
        );
    }
    output::print(&out)?;
    Ok(Exit::Clean)
}

/// A line a label. A label that means no single outlet is a finding.
fn resolve(outlets: &Outlets, names: &[String]) -> anyhow::Result<Exit> {
    if names.iter().any(|name| name.trim().is_empty()) {
        bail!("a label is empty; give it as the draft has it, such as `Variety AU`");
    }
    let (mut out, mut exit) = (String::new(), Exit::Clean);
    for name in names {
        let resolution = outlets.resolve(name);
        if !matches!(resolution, Resolution::Known { .. }) {
            exit = Exit::Findings;
        }
        let meaning = meaning(outlets, &resolution);
        let _ = writeln!(out, "{}: {}", escape(name), escape(&meaning));
    }
    output::print(&out)?;
    Ok(exit)
}

/// What a label means, and why.
fn meaning(outlets: &Outlets, resolution: &Resolution) -> String {
    match resolution {
        Resolution::Known { outlet, edition, how } => {
            let outlet = outlets.outlet(*outlet);
            let why = match how {
                How::Name => "its name",
                How::Alias => "an alias",
                How::Host => "a host",
                How::Edition => "its name and an edition",
            };
            let edition = edition.as_ref().map(|edition| format!(", edition {edition}"));
            let edition = edition.unwrap_or_default();
            format!("{}{edition} ({why}; {})", outlet.name, home(outlet))
        }
        Resolution::Ambiguous(ids) => {
            let all: Vec<String> = ids
                .iter()
                .map(|id| outlets.outlet(*id))
                .map(|outlet| format!("{} ({})", outlet.name, home(outlet)))
                .collect();
            format!("could be any of {}", all.join(", "))
        }
        Resolution::Unknown(nearest) if nearest.is_empty() => {
            "no outlet in the registry; add it to your own sources.toml".to_owned()
        }
        Resolution::Unknown(nearest) => {
            format!("no outlet in the registry; near: {}", nearest.join(", "))
        }
    }
}

/// Where an outlet publishes.
fn home(outlet: &Outlet) -> &str {
    outlet.hosts.first().map_or("no host known", |host| host)
}

fn lint(outlets: &Outlets) -> anyhow::Result<Exit> {
    let problems = outlet::lint(outlets);
    for problem in &problems {
        exit::tell(&problem.to_string());
    }
    if problems.is_empty() {
        let count = outlets.iter().count();
        output::print(&format!(
            "{count} outlets, each name and host means one of them\n"
        ))?;
        return Ok(Exit::Clean);
    }
    Ok(Exit::Findings)
}
