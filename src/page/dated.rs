//! A day or a moment that a page gives, and where on it.

use std::fmt;

use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;

/// A date and where it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dated {
    /// The day, in the page's own time zone.
    pub day: Date,
    /// The moment, where the page gives the time of day.
    pub moment: Option<Moment>,
    /// The text it was read from: `2026-01-22T10:00:00Z`.
    pub text: String,
    /// Which part of the page it was in.
    pub tier: Tier,
    /// Whether another part of the page gives a day more than a year from it, as pages
    /// do that were moved or published anew.
    pub disputed: bool,
}

impl Dated {
    /// A day alone, as `tier` gives it.
    #[must_use]
    pub fn on(day: Date, tier: Tier) -> Self {
        Self { day, text: day.to_string(), tier, ..Self::default() }
    }

    /// Whether something may be concluded from it: a guess, a file's property and a
    /// disputed date are only shown.
    #[must_use]
    pub const fn is_firm(&self) -> bool {
        !self.disputed && !matches!(self.tier, Tier::File | Tier::Guess)
    }
}

/// A time of day on a day, as a page writes it: in the zone it is written in.
///
/// Shown as in RFC 3339, without the offset where the page gives none:
/// `2026-01-22T23:30:00-05:00`, `2026-01-22T23:30:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// What a clock and a calendar showed there.
    pub at: DateTime,
    /// How far that clock was from UTC, if the page tells.
    pub offset: Option<Offset>,
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.at.strftime("%Y-%m-%dT%H:%M:%S"))?;
        let Some(offset) = self.offset else { return Ok(()) };
        let minutes = offset.seconds() / 60;
        let sign = if minutes < 0 { '-' } else { '+' };
        let minutes = minutes.unsigned_abs();
        write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
    }
}

/// Where a date was read, from most to least trusted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// The address: `/2026/01/22/`.
    Url,
    /// JSON-LD `datePublished`.
    JsonLd,
    /// A `<meta>` element.
    Meta,
    /// A `<time>` element, or another that microdata, `RDFa` or `hAtom` marks as a date.
    Time,
    /// The file's own properties, which tell when it was made: those of a PDF.
    File,
    /// What a reader would take for it: a line near the headline, a time stamp in an
    /// attribute or in a script. Weak: only shown, nothing is concluded from it.
    #[default]
    Guess,
}

impl Tier {
    /// The word used in reports.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Url => "url",
            Self::JsonLd => "json-ld",
            Self::Meta => "meta",
            Self::Time => "time",
            Self::File => "file",
            Self::Guess => "guess",
        }
    }
}
