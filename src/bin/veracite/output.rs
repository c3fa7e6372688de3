//! Standard output, or a file: how wide, in colour or not.

use std::fs::{self, File};
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use anstream::{AutoStream, ColorChoice};
use anyhow::{Context, bail};
use veracite::report::TextOptions;

use crate::args::Color;

/// Columns where there is no terminal to ask.
const WIDTH: usize = 80;

/// How text is to be written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Output {
    color: Color,
    width: Option<u16>,
}

impl Output {
    pub(crate) const fn new(color: Color, width: Option<u16>) -> Self {
        Self { color, width }
    }

    /// How text for standard output is laid out.
    pub(crate) fn terminal(self) -> TextOptions {
        let color = match self.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => AutoStream::choice(&io::stdout()) != ColorChoice::Never,
        };
        let asked = || {
            let (width, _) = terminal_size::terminal_size_of(io::stdout())?;
            Some(usize::from(width.0))
        };
        let width = self.width.map(usize::from).or_else(asked).unwrap_or(WIDTH);
        TextOptions { width, color }
    }

    /// How text for a file is laid out.
    pub(crate) fn file(self) -> TextOptions {
        TextOptions {
            width: self.width.map_or(WIDTH, usize::from),
            color: self.color == Color::Always,
        }
    }
}

/// Writes to standard output.
pub(crate) fn print(text: &str) -> anyhow::Result<()> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(text.as_bytes()).context("standard output")?;
    stdout.flush().context("standard output")
}

/// Whether progress would be seen, and would not stand in anyone's way.
pub(crate) fn is_watched() -> bool {
    io::stderr().is_terminal()
}

/// Writes a file whole or not at all: beside it first, then under its name.
pub(crate) fn save(path: &Path, text: &str) -> anyhow::Result<()> {
    let told = || format!("{} can't be written", path.display());
    // A link stays a link, and a device or pipe is written to, not replaced.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if target.is_dir() {
        bail!("{} is a folder; give the path of a file", path.display());
    }
    if target.exists() && !target.is_file() {
        return fs::write(&target, text).with_context(told);
    }
    let beside = beside(&target);
    let written = write_new(&beside, text).and_then(|()| fs::rename(&beside, &target));
    if written.is_err() {
        // What is told is why it could not be written, not why it could not be removed.
        let _ = fs::remove_file(&beside);
    }
    written.with_context(told)
}

fn write_new(path: &Path, text: &str) -> io::Result<()> {
    let mut file = File::create_new(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

/// A name in the same folder, so that renaming never crosses a file system.
fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.{}.tmp", std::process::id()))
}
