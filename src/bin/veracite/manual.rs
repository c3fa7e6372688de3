//! Completions for shells, and the manual page.

use clap::CommandFactory;
use clap_mangen::Man;

use crate::args::{Args, CompletionsArgs};
use crate::exit::Exit;
use crate::output;

pub(crate) fn completions(args: &CompletionsArgs) -> anyhow::Result<Exit> {
    let mut text = Vec::new();
    clap_complete::generate(
        args.shell,
        &mut Args::command(),
        env!("CARGO_PKG_NAME"),
        &mut text,
    );
    output::print(&String::from_utf8(text)?)?;
    Ok(Exit::Clean)
}

/// One page for the program and all its commands.
pub(crate) fn man() -> anyhow::Result<Exit> {
    let mut command = Args::command();
    command.build();
    let mut text = Vec::new();
    let page = Man::new(command.clone());
    page.render(&mut text)?;
    for sub in command.get_subcommands().filter(|sub| sub.get_name() != "help") {
        let name = sub.get_name().to_uppercase();
        text.extend(format!(".SH \"COMMAND {name}\"\n").bytes());
        let page = Man::new(sub.clone());
        page.render_description_section(&mut text)?;
        page.render_options_section(&mut text)?;
    }
    output::print(&String::from_utf8(text)?)?;
    Ok(Exit::Clean)
}
