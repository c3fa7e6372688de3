//! When it was published and changed: every witness, and what they make of one another.

use jiff::civil::Date;
use jiff::tz::Offset;
use url::Url;

use super::super::fact::{Facts, Time};
use super::super::linked::Linked;
use super::super::{Dated, Moment, Page, Tier};
use crate::text::date::address::{self, Form};
use crate::text::date::{self, Order};

const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "article:published",
    "article:published_date",
    "article_publish_date",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime",
    "shareaholic:article_published_time",
    "publish-date",
    "publish_date",
    "publishdate",
    "published-date",
    "published_date",
    "date_published",
    "published_time",
    "published_at",
    "publication_date",
    "publication-date",
    "publicationdate",
    "originalpublicationdate",
    "article_date_original",
    "article.published",
    "date.published",
    "rnews:datepublished",
    "prism.publicationdate",
    "citation_publication_date",
    "citation_date",
    "dcterms.issued",
    "dc.date.issued",
    "dcterms.created",
    "dc.date.created",
    "dc.created",
    "dcterms.date",
    "dc.date",
    "pubdate",
    "pub_date",
    "displaydate",
    "datecreated",
    "article.created",
    "vr:published_time",
    "timestamp",
    "bt:pubdate",
    "date",
];
const MODIFIED: &[&str] = &[
    "article:modified_time",
    "og:updated_time",
    "og:article:modified_time",
    "datemodified",
    "article:updated",
    "article:updated_time",
    "article.updated",
    "updated_time",
    "updated_at",
    "lastmod",
    "last-modified",
    "last_modified",
    "dcterms.modified",
    "dc.date.modified",
    "revised",
    "moddate",
];
/// Days after which two witnesses are of two publications.
const YEAR: i32 = 366;

/// Fills in both dates, and notes where they contradict one another.
pub(super) fn fill(
    page: &mut Page,
    facts: &Facts,
    linked: &Linked,
    address: Option<&Url>,
) {
    let order = page.language.as_deref().map(Order::of).unwrap_or_default();
    let reader = Reader { facts, order };
    let told = reader.published(linked);
    let in_address = address
        .and_then(|url| address::find(url.path()))
        .and_then(|found| from_address(found, &told));
    let witnesses: Vec<Dated> = in_address.into_iter().chain(told).collect();
    page.published = settle(&witnesses);
    page.modified = reader.modified(linked);
    if let Some(published) = &mut page.published {
        let other = witnesses.iter().find(|other| apart(published, other) > YEAR);
        if let Some(other) = other {
            published.disputed = true;
            page.notes.push(format!(
                "its dates of publication are more than a year apart: {} ({}) and {} ({})",
                published.day,
                published.tier.name(),
                other.day,
                other.tier.name()
            ));
        }
    }
    // A draft is often last changed before it is published, which tells a reader nothing;
    // a year before, and the story was published anew.
    if let (Some(published), Some(modified)) = (&mut page.published, &page.modified)
        && modified.day < published.day
    {
        if apart(published, modified) > YEAR {
            published.disputed = true;
            page.notes.push(format!(
                "it says that it was changed ({}) before it was published ({})",
                modified.day, published.day
            ));
        }
        page.modified = None;
    }
}

fn apart(a: &Dated, b: &Dated) -> i32 {
    (a.day - b.day).get_days().abs()
}

/// The date in an address, unless it is of a doubtful form and others contradict it.
fn from_address(found: address::Found, others: &[Dated]) -> Option<Dated> {
    let dated =
        Dated { day: found.day, text: found.text, tier: Tier::Url, ..Dated::default() };
    let agrees = others.first().map(|other| apart(&dated, other) <= 1);
    match (found.form, agrees) {
        (Form::Own, _) | (_, Some(true)) | (Form::Beside, None) => Some(dated),
        (Form::Number, None) => Some(Dated { tier: Tier::Guess, ..dated }),
        (_, Some(false)) => None,
    }
}

/// The best of the witnesses, which come most trusted first, helped by the others: a day
/// without a time takes that of another witness, and an instant in UTC is of the day that
/// a witness in the page's own zone says it was.
fn settle(witnesses: &[Dated]) -> Option<Dated> {
    let (best, others) = witnesses.split_first()?;
    if best.moment.is_none() {
        let moments = others.iter().filter_map(|other| other.moment);
        let moment = moments.into_iter().find(|moment| {
            let is_day = moment.at.date() == best.day;
            is_day || (best.tier == Tier::Url && may_be_on(*moment, best.day))
        });
        return Some(Dated { moment, ..best.clone() });
    }
    let instant = |dated: &Dated| {
        let moment = dated.moment?;
        let offset = moment.offset?;
        Some((offset.to_timestamp(moment.at).ok()?.as_second(), offset.seconds()))
    };
    let Some((at, 0)) = instant(best) else { return Some(best.clone()) };
    let local = others.iter().find(|other| {
        instant(other).is_some_and(|(same, zone)| zone != 0 && (same - at).abs() < 60)
    });
    Some(local.unwrap_or(best).clone())
}

/// Whether a moment may be on a day that the outlet tells without a zone: its own, where
/// UTC is up to ten hours on (Hawaii) or thirteen behind (New Zealand).
pub(super) fn may_be_on(moment: Moment, day: Date) -> bool {
    let is_utc = moment.offset == Some(Offset::UTC);
    match (moment.at.date() - day).get_days() {
        0 => true,
        1 => is_utc && moment.at.hour() < 10,
        -1 => is_utc && moment.at.hour() >= 11,
        _ => false,
    }
}

/// Reads the dates of one page.
struct Reader<'p> {
    facts: &'p Facts,
    order: Order,
}

impl Reader<'_> {
    fn dated(&self, text: &str, tier: Tier) -> Option<Dated> {
        let reading = date::read(text, self.order)?;
        Some(Dated {
            day: reading.day,
            moment: reading.moment,
            text: text.trim().to_owned(),
            tier,
            disputed: false,
        })
    }

    /// What tells of the publication, most trusted first.
    fn published(&self, linked: &Linked) -> Vec<Dated> {
        let linked = linked.published.as_deref();
        let linked = linked.and_then(|text| self.dated(text, Tier::JsonLd));
        let time = self
            .in_times(|time| time.is_publication)
            .or_else(|| self.in_times(|time| time.is_after_heading && !time.is_change));
        let found = [linked, self.in_meta(PUBLISHED), time];
        let mut found: Vec<Dated> = found.into_iter().flatten().collect();
        if found.is_empty() {
            // Before the heading it may be today's date, or another story's.
            let early = self.in_times(|time| !time.is_change);
            found.extend(early.map(|dated| Dated { tier: Tier::Guess, ..dated }));
        }
        found
    }

    fn modified(&self, linked: &Linked) -> Option<Dated> {
        linked
            .modified
            .as_deref()
            .and_then(|text| self.dated(text, Tier::JsonLd))
            .or_else(|| self.in_meta(MODIFIED))
            .or_else(|| self.in_times(|time| time.is_change))
    }

    /// The first of these names whose content is a date.
    fn in_meta(&self, names: &[&str]) -> Option<Dated> {
        names
            .iter()
            .find_map(|name| self.dated(self.facts.first_meta(&[name])?, Tier::Meta))
    }

    fn in_times(&self, is_meant: impl Fn(&Time) -> bool) -> Option<Dated> {
        let mut meant = self.facts.times.iter().filter(|time| is_meant(time));
        meant.find_map(|time| self.dated(&time.value, Tier::Time))
    }
}

#[cfg(test)]
mod tests;
