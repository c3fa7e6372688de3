//! Completions for shells, and the manual page.

use std::io::{self, Write};

use clap::{Command, CommandFactory};
use clap_mangen::Man;

use crate::args::{Args, CompletionsArgs};
use crate::exit::Exit;
use crate::output;

pub(crate) fn completions(args: &CompletionsArgs) -> anyhow::Result<Exit> {
    let (mut text, name) = (Vec::new(), env!("CARGO_PKG_NAME"));
    clap_complete::generate(args.shell, &mut Args::command(), name, &mut text);
    output::print(&String::from_utf8(text)?)?;
    Ok(Exit::Clean)
}

/// One page for the program and all its commands.
pub(crate) fn man() -> anyhow::Result<Exit> {
    let mut command = Args::command();
    command.build();
    let mut text = Vec::new();
    let page = Man::new(command.clone());
    page.render_title(&mut text)?;
    page.render_name_section(&mut text)?;
    page.render_synopsis_section(&mut text)?;
    page.render_description_section(&mut text)?;
    page.render_options_section(&mut text)?;
    commands(&command, "", &mut text)?;
    page.render_extra_section(&mut text)?;
    output::print(&String::from_utf8(text)?)?;
    Ok(Exit::Clean)
}

/// The commands below one: a section each, and what clap makes sections of inside it.
fn commands(command: &Command, above: &str, text: &mut Vec<u8>) -> io::Result<()> {
    for sub in command.get_subcommands().filter(|sub| sub.get_name() != "help") {
        let name = format!("{above}{}", sub.get_name());
        writeln!(text, ".SH \"{}\"", name.to_uppercase())?;
        let (page, mut own) = (Man::new(sub.clone()), Vec::new());
        page.render_synopsis_section(&mut own)?;
        page.render_description_section(&mut own)?;
        page.render_options_section(&mut own)?;
        let own = String::from_utf8_lossy(&own).replace("\n.SH ", "\n.SS ");
        let own =
            own.strip_prefix(".SH ").map(|rest| format!(".SS {rest}")).unwrap_or(own);
        text.extend(own.bytes());
        commands(sub, &format!("{name} "), text)?;
    }
    Ok(())
}
