//! Whether two dates can stand for one another.

use jiff::civil::Date;

use crate::claim::agreement::Agreement;
use crate::claim::{Grain, When};

/// Whether the date of a page can stand for a claim's, as finely as the claim tells it.
pub(crate) fn agree(claim: &When, page: &When) -> Agreement {
    if claim == page {
        return Agreement::Same;
    }
    let days = |when: &When| when.first.zip(when.last);
    match (days(claim), days(page)) {
        (Some(c), Some(p)) if is_known(claim) && is_known(page) => by_days(c, p),
        _ if is_weekday(claim) || is_weekday(page) => by_weekday(claim, page),
        _ => by_shift(claim, page).unwrap_or_else(|| by_parts(claim, page)).min(
            // What the page leaves of the year its own date tells.
            if is_reckoned(claim, page) { Agreement::Same } else { Agreement::Differs },
        ),
    }
}

/// Whether the claim's whole date is what the page's, told without a year, was on the day
/// the page is of.
fn is_reckoned(claim: &When, page: &When) -> bool {
    let days = |when: &When| when.first.zip(when.last);
    claim.year.is_some()
        && page.year.is_none()
        && page.month.is_some()
        && page.grain == claim.grain
        && days(claim).is_some()
        && days(claim) == days(page)
}

/// Two dates told from days of writing that are not known, taken for one day: `last week`
/// and `last month`.
fn by_shift(claim: &When, page: &When) -> Option<Agreement> {
    let (c, p) = (claim.shift?, page.shift?);
    let season = |when: &When| when.month.filter(|_| when.grain == Grain::Quarter);
    if season(claim) != season(page) {
        return None;
    }
    if claim.grain == page.grain {
        return Some(if c == p { Agreement::Same } else { Agreement::Differs });
    }
    let days = |when: &When, shift: i32| {
        let each = match when.grain {
            Grain::Week => 7,
            Grain::Month => 30,
            Grain::Quarter => 91,
            Grain::Year => 365,
            Grain::Day | Grain::Decade | Grain::Century => return None,
        };
        shift.checked_mul(each)
    };
    let (c, p) = days(claim, c).zip(days(page, p))?;
    let (near, far) = (c.abs().min(p.abs()), c.abs().max(p.abs()));
    // `This year` may be this week; `last year` is not last month.
    let apart = near > 0 && (far > near.saturating_mul(3) || (c < 0) != (p < 0));
    Some(if apart { Agreement::Differs } else { Agreement::Compatible })
}

/// Whether the days are read, not guessed from the text's own date.
fn is_known(when: &When) -> bool {
    !is_weekday(when) && (when.year.is_some() || when.relative || when.month.is_none())
}

/// Whether nothing but a day of the week is told.
fn is_weekday(when: &When) -> bool {
    when.weekday.is_some() && when.day.is_none()
}

fn by_days(claim: (Date, Date), page: (Date, Date)) -> Agreement {
    if claim.1 < page.0 || page.1 < claim.0 {
        Agreement::Differs
    } else if claim.0 <= page.0 && page.1 <= claim.1 {
        Agreement::Same
    } else {
        Agreement::Compatible
    }
}

/// A day of the week beside another, or beside a date.
fn by_weekday(claim: &When, page: &When) -> Agreement {
    let day = |when: &When| {
        let date =
            when.first.filter(|_| when.grain == Grain::Day && when.first == when.last);
        when.weekday.or_else(|| {
            date.filter(|_| is_known(when))
                .map(|date| date.weekday().to_monday_one_offset())
        })
    };
    let (Some(c), Some(p)) = (day(claim), day(page)) else {
        return Agreement::Compatible;
    };
    if c != p {
        return Agreement::Differs;
    }
    let same_day = claim.first.is_some() && claim.first == page.first;
    let both_bare = is_weekday(claim) && is_weekday(page);
    let unresolved = both_bare && (claim.first.is_none() || page.first.is_none());
    if same_day || unresolved { Agreement::Same } else { Agreement::Compatible }
}

/// Year, month and day, each as far as both tell it.
fn by_parts(claim: &When, page: &When) -> Agreement {
    fn part<T: PartialEq>(claim: Option<T>, page: Option<T>) -> Agreement {
        match (claim, page) {
            (Some(c), Some(p)) if c != p => Agreement::Differs,
            (Some(_), None) => Agreement::Compatible,
            _ => Agreement::Same,
        }
    }
    let has_days = |when: &When| when.grain == Grain::Day && when.day.is_none();
    // The month of a season is where it starts.
    let is_season = |when: &When| when.grain == Grain::Quarter;
    if is_season(claim) != is_season(page) {
        return part(claim.year, page.year).max(Agreement::Compatible);
    }
    let whole = part(claim.year, page.year)
        .max(part(claim.month, page.month))
        .max(part(claim.day, page.day));
    let tells = claim.year.is_some() && page.year.is_some()
        || claim.month.is_some() && page.month.is_some();
    if has_days(claim) || has_days(page) || !tells {
        return whole.max(Agreement::Compatible);
    }
    whole
}
