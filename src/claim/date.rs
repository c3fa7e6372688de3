//! Dates: absolute, partial and relative, and whether two agree.
//!
//! Conventions that another reader might choose differently:
//!
//! - `03/04/2026`, which may be April or March, is told to the year only; `first` and
//!   `last` are its two readings. Where one reading is impossible, the other is taken.
//! - A day and month without a year keep `year` empty; `first` and `last` are then a guess:
//!   the occurrence nearest before `today`, or at most sixty days after it.
//! - A weekday alone is the nearest on or before `today`.
//! - Seasons are those of the northern half, with generous ends.

use jiff::civil::Date;

use crate::claim::token::Tokens;
use crate::claim::{Facet, Value, When};

mod absolute;
mod agree;
mod calendar;
mod relative;
mod year;

pub(crate) use self::agree::agree;

/// Reads the dates in `text`, in order of place. `today` is the day it was published.
pub(crate) fn read(text: &str, today: Option<Date>) -> Vec<Facet> {
    let t = Tokens::of(text);
    let mut facets = Vec::new();
    let mut at = 0;
    while at < t.len() {
        let found = absolute::read(&t, at, today)
            .or_else(|| relative::read(&t, at, today))
            .or_else(|| year::read(&t, at));
        match found {
            Some((when, end)) => {
                facets.push(Facet { span: t.place(at, end), value: Value::Date(when) });
                at = end.max(at + 1);
            }
            None => at += 1,
        }
    }
    facets
}

/// A date and the token after it.
type Found = (When, usize);
