//! A day or a moment that a page gives, and where on it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::text::Moment;

/// A date and where it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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

/// Where a date was read, from most to least trusted.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
)]
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
