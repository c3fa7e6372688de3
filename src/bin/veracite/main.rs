//! The command line of veracite: arguments in, text out, an exit code.
//!
//! Only this binary touches the process: its arguments, its standard streams, the
//! terminal, the environment that says whether to colour, and the exit code.

mod args;
mod check;
mod compare;
mod exit;
mod explain;
mod extract;
mod input;
mod interrupt;
mod outlets;
mod output;
mod pack;
mod page;
mod progress;
mod recheck;
mod report;
mod web;

use std::process::ExitCode;

use clap::Parser;

use self::args::{Args, Command};
use self::exit::Exit;
use self::output::Output;

fn main() -> ExitCode {
    let args = Args::parse();
    let output = Output::new(args.color, args.width);
    exit::code(run(&args.command, output))
}

fn run(command: &Command, output: Output) -> anyhow::Result<Exit> {
    match command {
        Command::Check(args) => check::run(args, output),
        Command::Extract(args) => extract::run(args, output),
        Command::Page(args) => page::run(args, output),
        Command::Compare(args) => compare::run(args, output),
        Command::Outlets(args) => outlets::run(args, output),
        Command::Explain(args) => explain::run(args, output),
        Command::Pack(args) => pack::run(args),
        Command::Recheck(args) => recheck::run(args, output),
    }
}
