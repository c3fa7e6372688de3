//! What a reader sees of a page's date.
//!
//! Where nothing marks a date, a reader takes one for it: a line near the headline, a time
//! stamp in an attribute, a member of a script's data. It is never more than a guess. Where
//! a date is known, but in UTC, such a line tells the outlet's own zone.

mod search;

use jiff::tz::Offset;

use self::search::Search;
use super::super::{Dated, Page, Tier};
use super::day;
use crate::text::date::{self, Order, Reading};
use crate::text::tree::Tree;

/// Most places in scripts that are looked at for one name.
const PLACES: usize = 200;

/// Names of the date of publication in the data that scripts bring with a page.
const MEMBERS: &[&str] = &[
    "datePublished",
    "publishedAt",
    "published_at",
    "publishedDate",
    "publishDate",
    "publish_date",
    "published_time",
    "publishedTime",
    "publication_date",
    "publicationDate",
    "firstPublished",
    "first_published_at",
    "pubDate",
    "displayDate",
    "display_date",
];

/// Gives a page that has no date the one that a reader would see, and one whose date is in
/// UTC the day in its own zone. `raw` is its markup, whose scripts the tree has no more.
pub(in super::super) fn guess(page: &mut Page, tree: &Tree, raw: &str) {
    let order = page.language.as_deref().map(Order::of).unwrap_or_default();
    if let Some(published) = &mut page.published {
        if published.tier != Tier::Url && is_utc(published) {
            let search = Search::run(tree, order, true);
            localize(published, page.modified.as_mut(), &search);
        }
        return;
    }
    let search = Search::run(tree, order, false);
    let shown = search.after.or(search.before).or(search.stamp);
    page.published = shown.or_else(|| in_scripts(raw, order));
    if page.modified.is_none() {
        page.modified = search.changed;
    }
}

fn is_utc(dated: &Dated) -> bool {
    dated.moment.is_some_and(|moment| moment.offset == Some(Offset::UTC))
}

/// Moves dates in UTC to the day on which the outlet's readers saw them, by the zone or
/// the day of a line that they saw.
fn localize(published: &mut Dated, modified: Option<&mut Dated>, search: &Search) {
    let lines = [&search.after, &search.changed];
    let offset = lines.into_iter().flatten().find_map(|line| line.moment?.offset);
    if let Some(offset) = offset {
        for dated in std::iter::once(published).chain(modified) {
            move_to(dated, offset);
        }
    } else if let (Some(line), Some(moment)) = (&search.after, published.moment)
        && day::may_be_on(moment, line.day)
    {
        published.day = line.day;
    }
}

/// The moment stays as the page writes it.
fn move_to(dated: &mut Dated, offset: Offset) {
    let Some(moment) = dated.moment.filter(|_| is_utc(dated)) else { return };
    if let Ok(instant) = Offset::UTC.to_timestamp(moment.at) {
        dated.day = offset.to_datetime(instant).date();
    }
}

fn guessed(reading: Reading, text: &str) -> Dated {
    Dated {
        day: reading.day,
        moment: reading.moment,
        text: text.trim().to_owned(),
        tier: Tier::Guess,
        disputed: false,
    }
}

/// The date under the first of the names that stands in the page's scripts and has one day
/// only: where there are several, other stories' are among them.
fn in_scripts(raw: &str, order: Order) -> Option<Dated> {
    MEMBERS.iter().find_map(|name| {
        let mut found: Option<Dated> = None;
        for (at, _) in raw.match_indices(name).take(PLACES) {
            let Some(value) = member(&raw[..at], &raw[at + name.len()..]) else {
                continue;
            };
            let Some(reading) = date::read(value, order) else { continue };
            match &found {
                Some(known) if known.day != reading.day => return None,
                Some(_) => {}
                None => found = Some(guessed(reading, value)),
            }
        }
        found
    })
}

/// The value of a member whose name stands between the two texts: `"name":"value"`, also
/// with the quotation marks escaped.
fn member<'t>(before: &str, after: &'t str) -> Option<&'t str> {
    if !before.ends_with('"') {
        return None;
    }
    let after = after.strip_prefix('\\').unwrap_or(after).strip_prefix('"')?;
    let value = after.trim_start().strip_prefix(':')?.trim_start();
    let value = value.trim_start_matches(['\\', '"']);
    let end =
        value.bytes().take(64).position(|b| matches!(b, b'"' | b'\\' | b',' | b'}'))?;
    Some(&value[..end])
}
