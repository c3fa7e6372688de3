//! Progress on long work: on standard error, only on a terminal, gone when done.

use indicatif::{ProgressBar, ProgressStyle};

use crate::output::is_watched;

/// Fewer steps than this are over before they could be read.
const LONG: usize = 8;

/// A bar over `steps`, which draws nothing if the work is short or nobody watches.
pub(crate) fn bar(steps: usize, what: &'static str) -> ProgressBar {
    if steps <= LONG || !is_watched() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(steps as u64).with_message(what);
    // The template is a constant and known to parse.
    match ProgressStyle::with_template("{msg} {pos}/{len} [{bar:30}] {eta}") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
