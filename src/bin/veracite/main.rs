//! The command line of veracite: arguments in, text out, an exit code.
//!
//! Only this binary touches the process: its arguments, its standard streams, the
//! terminal, the environment that says whether to colour, and the exit code.

mod args;
mod baseline;
mod changed;
mod check;
mod compare;
mod config;
mod drafts;
mod exit;
mod explain;
mod extract;
mod init;
mod input;
mod interrupt;
mod manual;
mod outlets;
mod output;
mod pack;
mod page;
mod progress;
mod recheck;
mod report;
mod web;

use std::env;
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
        Command::Check(_) => {
            check::run(&config::configure(env::args_os().collect())?, output)
        }
        Command::Extract(args) => extract::run(args, output),
        Command::Page(args) => page::run(args, output),
        Command::Compare(args) => compare::run(args, output),
        Command::Outlets(args) => outlets::run(args, output),
        Command::Explain(args) => explain::run(args, output),
        Command::Pack(args) => pack::run(args),
        Command::Recheck(args) => recheck::run(args, output),
        Command::Config(args) => config::run(args),
        Command::Init(args) => init::run(args),
        Command::Completions(args) => manual::completions(args),
        Command::Man => manual::man(),
    }
}
