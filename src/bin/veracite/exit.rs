//! Exit codes, and what is said on the way out.

use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

use anstyle::AnsiColor;
use veracite::report::{Report, escape};
use veracite::rule::Severity;

use crate::interrupt;

/// How a run ended. The numbers are part of the interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Nothing at or above `--fail-on`.
    Clean = 0,
    /// Findings at or above `--fail-on`.
    Findings = 1,
    /// It could not run: arguments, settings, a file that can't be read.
    CouldNotRun = 2,
    /// Nothing found, but cited pages could not be seen; with `--strict` or
    /// `--max-unread` only.
    Unread = 3,
    /// Ctrl-C ended it; what was had by then was reported.
    Interrupted = 130,
    /// It was asked to end, as when a machine shuts down; the same was done.
    Terminated = 143,
}

impl Exit {
    /// How a run ends that gave these reports, each with the least severity that fails it.
    /// With `most_unread`, no more cited pages than that may have been unseen. Findings are
    /// told before unread pages: they stay whatever the pages hold.
    pub(crate) fn of<'r>(
        reports: impl Iterator<Item = (&'r Report<'r>, Option<Severity>)>,
        most_unread: Option<usize>,
    ) -> Self {
        let mut n_unread = 0;
        for (report, fail_on) in reports {
            if fail_on.is_some_and(|least| report.worst() >= Some(least)) {
                return Self::Findings;
            }
            n_unread += report.unread();
        }
        match most_unread {
            Some(most) if n_unread > most => Self::Unread,
            _ => Self::Clean,
        }
    }
}

/// The exit code of a run: what ended it from outside, else how it ended. An error is told on standard error; if only the reader of the
/// output went away, nothing is said.
pub(crate) fn code(result: anyhow::Result<Exit>) -> ExitCode {
    let exit = match result {
        Ok(exit) => exit,
        Err(error) if is_broken_pipe(&error) => Exit::Clean,
        Err(error) => {
            tell(&format!("{error:#}"));
            Exit::CouldNotRun
        }
    };
    ExitCode::from(interrupt::taken().unwrap_or(exit) as u8)
}

/// Tells an error on standard error.
pub(crate) fn tell(error: &str) {
    say("error", AnsiColor::Red, error);
}

/// Tells on standard error what may matter and ends nothing.
pub(crate) fn warn(warning: &str) {
    say("warning", AnsiColor::Yellow, warning);
}

fn say(word: &str, color: AnsiColor, text: &str) {
    let mut stderr = anstream::stderr().lock();
    let style = color.on_default().bold();
    let mut lines = text.lines().map(escape);
    let first = lines.next().unwrap_or_default();
    // There is nowhere left to tell that standard error is gone.
    let _ = writeln!(stderr, "{style}{word}{style:#}: {first}");
    for line in lines {
        let _ = writeln!(stderr, "{:width$}{line}", "", width = word.len() + 2);
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause
            .downcast_ref::<io::Error>()
            .is_some_and(|error| error.kind() == ErrorKind::BrokenPipe)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_codes_are_the_ones_promised() {
        let all = [Exit::Clean, Exit::Findings, Exit::CouldNotRun, Exit::Unread];
        assert_eq!(all.map(|exit| exit as u8), [0, 1, 2, 3]);
        let ended = [Exit::Interrupted, Exit::Terminated];
        assert_eq!(ended.map(|exit| exit as u8), [130, 143]);
    }

    #[test]
    fn a_broken_pipe_is_known_through_its_context() {
        let gone = io::Error::from(ErrorKind::BrokenPipe);
        assert!(is_broken_pipe(&anyhow::Error::from(gone).context("report")));
        let full = io::Error::from(ErrorKind::StorageFull);
        assert!(!is_broken_pipe(&anyhow::Error::from(full)));
    }
}
