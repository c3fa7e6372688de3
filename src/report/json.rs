//! What other programs read: JSON with a version of its own.
//!
//! The structs here and below mirror what is written, and nothing else is derived from:
//! a field that is renamed inside must not rename one that others depend on. Fields are
//! only ever added; a change of meaning raises [`SCHEMA`]. The shapes are stated in
//! `schema/*.schema.json`, and a test holds the two together.
//!
//! Every writer gives one line, so that several drafts or pages make JSON Lines.
//! Characters that a terminal would obey, and those that some languages take for a line
//! break, are written as `\u` escapes: to a parser that makes no difference.

mod change;
mod check;
mod compare;
mod extract;
mod lead;
pub(super) mod line;
mod page;

pub use self::change::change;
pub use self::check::check;
pub use self::compare::{compare, error};
pub use self::extract::extract;
pub use self::page::{page, unreadable};

use serde::Serialize;

use crate::evidence::Difference;
use crate::text::Span;

/// The version of every shape here.
pub const SCHEMA: u32 = 1;

/// A place and the text there.
#[derive(Debug, Serialize)]
struct Place<'t> {
    start: usize,
    end: usize,
    text: &'t str,
}

impl<'t> Place<'t> {
    fn new(span: Span, text: &'t str) -> Self {
        Self { start: span.start, end: span.end, text: span.of(text) }
    }
}

/// A difference with both places.
#[derive(Debug, Serialize)]
struct JsonDifference<'t> {
    kind: &'static str,
    claim: Place<'t>,
    page: Place<'t>,
}

impl<'t> JsonDifference<'t> {
    /// `claim` is the place and text on the draft's side.
    fn new(difference: &Difference, claim: Place<'t>, page: &'t str) -> Self {
        Self {
            kind: difference.kind.name(),
            claim,
            page: Place::new(difference.page, page),
        }
    }
}

/// A probability as written: six digits are more than it is good for.
fn score(score: f64) -> f64 {
    if score.is_finite() { (score.clamp(0.0, 1.0) * 1e6).round() / 1e6 } else { 0.0 }
}
