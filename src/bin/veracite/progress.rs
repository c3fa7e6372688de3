//! Progress on long work: on standard error, only on a terminal, gone when done.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use indicatif::{MultiProgress, ProgressBar, ProgressDrawTarget, ProgressStyle};
use veracite::fetch::live::Watch;
use veracite::report::escape;

use crate::output::is_watched;

/// Fewer steps than this are over before they could be read.
const LONG: usize = 8;
/// Hosts that are named; more are counted.
const NAMED: usize = 3;
/// Characters of a host's name.
const NAME: usize = 30;
/// Time between two pictures of what has no steps.
const TICK: Duration = Duration::from_millis(100);

/// Whether progress is told, if somebody watches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Loudness {
    /// It is.
    Normal,
    /// It is not.
    Quiet,
}

/// The lines of a run. They draw nothing if nobody watches.
#[derive(Clone, Debug)]
pub(crate) struct Progress(MultiProgress);

impl Progress {
    pub(crate) fn new(loudness: Loudness) -> Self {
        let lines = MultiProgress::new();
        if loudness == Loudness::Quiet || !is_watched() {
            lines.set_draw_target(ProgressDrawTarget::hidden());
        }
        Self(lines)
    }

    /// A bar over `steps`; none if the work is short.
    pub(crate) fn bar(&self, steps: usize, what: &'static str) -> ProgressBar {
        if steps <= LONG {
            return ProgressBar::hidden();
        }
        let bar = self.0.add(ProgressBar::new(steps as u64).with_message(what));
        styled(bar, "{msg} {pos}/{len} [{bar:30}] {eta}")
    }

    /// A line for work whose steps are not known.
    pub(crate) fn phase(&self, what: &'static str) -> ProgressBar {
        let line = self.0.add(ProgressBar::no_length().with_message(what));
        let line = styled(line, "{spinner} {wide_msg}");
        if !self.0.is_hidden() {
            line.enable_steady_tick(TICK);
        }
        line
    }

    /// A line for the hosts that are waited for.
    pub(crate) fn waiting(&self) -> Waiting {
        Waiting { line: self.phase("finding pages"), hosts: Mutex::default() }
    }

    /// Says something where no line is in the way.
    pub(crate) fn beside(&self, say: impl FnOnce()) {
        self.0.suspend(say);
    }

    /// Takes all lines away, for good.
    pub(crate) fn end(&self) {
        // That nothing could be taken from a terminal that is gone harms nobody.
        let _ = self.0.clear();
        self.0.set_draw_target(ProgressDrawTarget::hidden());
    }
}

/// The templates are constants and known to parse.
fn styled(bar: ProgressBar, template: &str) -> ProgressBar {
    match ProgressStyle::with_template(template) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// Tells which hosts are waited for.
#[derive(Debug)]
pub(crate) struct Waiting {
    line: ProgressBar,
    hosts: Mutex<Hosts>,
}

impl Watch for Waiting {
    fn asked(&self, host: &str) {
        self.change(|hosts| hosts.asked(host));
    }

    fn answered(&self, host: &str) {
        self.change(|hosts| hosts.answered(host));
    }
}

impl Waiting {
    fn change(&self, change: impl FnOnce(&mut Hosts)) {
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        change(&mut hosts);
        if !self.line.is_hidden() {
            self.line.set_message(hosts.shown());
        }
    }
}

/// What was asked for, what was answered, and by whom not yet.
#[derive(Debug, Default)]
struct Hosts {
    n_asked: usize,
    n_answered: usize,
    /// For each host, answers that are waited for.
    missing: BTreeMap<String, usize>,
}

impl Hosts {
    fn asked(&mut self, host: &str) {
        self.n_asked += 1;
        *self.missing.entry(host.to_owned()).or_default() += 1;
    }

    fn answered(&mut self, host: &str) {
        self.n_answered += 1;
        if let Some(missing) = self.missing.get_mut(host) {
            *missing -= 1;
            if *missing == 0 {
                self.missing.remove(host);
            }
        }
    }

    fn shown(&self) -> String {
        let Self { n_asked, n_answered, missing } = self;
        let counts = format!("{n_answered} of {n_asked} answered");
        if missing.is_empty() {
            return format!("{counts}; reading and comparing");
        }
        let mut names: Vec<String> =
            missing.keys().take(NAMED).map(|host| named(host)).collect();
        if let Some(more) = missing.len().checked_sub(NAMED).filter(|&more| more > 0) {
            names.push(format!("{more} more"));
        }
        format!("{counts}; waiting for {}", names.join(", "))
    }
}

/// A host's name as a terminal may have it, the end of it if it is long: there stands
/// whose it is.
fn named(host: &str) -> String {
    let length = host.chars().count();
    let name: String = host.chars().skip(length.saturating_sub(NAME)).collect();
    let cut = if length > NAME { "…" } else { "" };
    format!("{cut}{}", escape(&name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(asked: &[&str], answered: &[&str], expected: &str) {
        let mut hosts = Hosts::default();
        for host in asked {
            hosts.asked(host);
        }
        for host in answered {
            hosts.answered(host);
        }
        assert_eq!(hosts.shown(), expected);
    }

    #[test]
    fn hosts_that_are_waited_for_are_named_and_more_are_counted() {
        check(&["a.example"], &[], "0 of 1 answered; waiting for a.example");
        check(
            &["e", "d", "c", "b", "a", "a"],
            &["d"],
            "1 of 6 answered; waiting for a, b, c, 1 more",
        );
        check(&["a", "a"], &["a"], "1 of 2 answered; waiting for a");
        check(&["a"], &["a"], "1 of 1 answered; reading and comparing");
    }

    #[test]
    fn a_name_cannot_move_the_cursor_or_fill_the_line() {
        let long = format!("{}.example", "a".repeat(200));
        assert_eq!(named(&long), format!("…{}.example", "a".repeat(22)));
        assert_eq!(named("\u{1b}[2J\n"), "\\u{1b}[2J\\n");
    }

    #[test]
    fn nothing_is_drawn_where_nobody_watches() {
        let progress = Progress::new(Loudness::Quiet);
        assert!(progress.bar(100, "x").is_hidden() && progress.phase("x").is_hidden());
    }
}
