//! A time of day on a day, in the zone it is written in.

use std::fmt;

use jiff::civil::DateTime;
use jiff::tz::Offset;
use serde::{Deserialize, Serialize};

/// A time of day on a day, as a page writes it: in the zone it is written in.
///
/// Shown as in RFC 3339, without the offset where the page gives none:
/// `2026-01-22T23:30:00-05:00`, `2026-01-22T23:30:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    /// What a clock and a calendar showed there.
    pub at: DateTime,
    /// How far that clock was from UTC, if the page tells.
    #[serde(with = "seconds")]
    pub offset: Option<Offset>,
}

/// An offset as a number of seconds east of UTC.
mod seconds {
    use jiff::tz::Offset;
    use serde::{Deserialize as _, Deserializer, Serialize as _, Serializer};

    #[expect(
        clippy::ref_option,
        clippy::trivially_copy_pass_by_ref,
        reason = "this is how serde calls it"
    )]
    pub(super) fn serialize<S: Serializer>(
        offset: &Option<Offset>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        offset.map(Offset::seconds).serialize(to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Option<Offset>, D::Error> {
        let offset = Option::<i32>::deserialize(from)?.map(Offset::from_seconds);
        offset.transpose().map_err(serde::de::Error::custom)
    }
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
