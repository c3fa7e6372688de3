//! What is looked for: the matter of the paragraphs that cite an outlet, and its days.

use std::collections::BTreeMap;

use jiff::civil::{Date, date};

use crate::claim::{Checkable, Claim};
use crate::draft::{Draft, ParagraphKind};
use crate::lead::term::{Reader, Terms};
use crate::outlet::Citation;

/// Words that a search is asked for: enough to tell one story from others, few enough
/// that a search which wants all of them finds something.
const ASKED: usize = 6;
/// How many paragraphs away another may be that tells of the same story.
const NEAR: usize = 6;
/// The least share of its terms that a paragraph has in common with another on its story.
const ALIKE: f64 = 0.12;

/// What a page must speak of to be the one that a citation means.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    /// The terms of each claim.
    pub(super) claims: Vec<Terms>,
    /// The terms of all claims together.
    pub(super) terms: Terms,
    /// Figures and names in the claims.
    pub(super) details: Terms,
    /// The terms of paragraphs near by that tell of the same story.
    pub(super) story: Terms,
    /// Figures and names in those, but for the paragraph's own.
    pub(super) story_details: Terms,
    /// The terms of the draft's headline.
    pub(super) title: Terms,
    /// The words that a search may be asked for, those that tell most first.
    pub words: Vec<String>,
    /// When the page may have been published.
    pub window: Window,
}

/// The days a page may be of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Window {
    /// The first, if there is one.
    pub from: Option<Date>,
    /// The last, if there is one.
    pub to: Option<Date>,
    /// The day it is most likely of, or near before.
    pub near: Option<Date>,
}

impl Window {
    /// The days that a citation's year and date, and the draft's day, leave open. A page is
    /// not younger than the draft that cites it; a day is left for time zones.
    #[must_use]
    pub fn new(cited: Option<Date>, year: Option<i16>, draft: Option<Date>) -> Self {
        if let Some(day) = cited {
            let (from, to) = (day.yesterday().ok(), day.tomorrow().ok());
            return Self { from, to, near: Some(day) };
        }
        let last = draft.and_then(|day| day.tomorrow().ok());
        let Some(year) = year.filter(|year| (1..=9998).contains(year)) else {
            return Self { from: None, to: last, near: draft };
        };
        let (first, end) = (date(year, 1, 1), date(year, 12, 31));
        let to = last.filter(|&last| last >= first && last < end).unwrap_or(end);
        let near = draft.filter(|day| day.year() == year);
        Self { from: Some(first), to: Some(to), near }
    }

    /// Whether a day is one of them.
    #[must_use]
    pub fn holds(&self, day: Date) -> bool {
        self.from.is_none_or(|from| day >= from) && self.to.is_none_or(|to| day <= to)
    }

    /// The day to judge an entry by: that of its publication, else that of its last change
    /// if it may be as old.
    pub(crate) fn day_of(
        &self,
        published: Option<Date>,
        changed: Option<Date>,
    ) -> Option<Date> {
        published.or_else(|| changed.filter(|&day| self.to.is_none_or(|to| day <= to)))
    }

    /// The days whose listings are worth asking for: those of the window, or the two months
    /// up to its end where it has no beginning.
    #[must_use]
    pub fn listed(&self) -> (Date, Date) {
        let to = self.to.unwrap_or(Date::MAX);
        let recent = to.checked_sub(jiff::Span::new().days(60)).unwrap_or(to);
        (self.from.unwrap_or(recent), to)
    }

    /// Whether a day is near the likeliest one: within some six weeks, in which a story is
    /// news.
    pub(crate) fn is_near(&self, day: Option<Date>) -> bool {
        let far = |near: Date, day: Date| (near - day).get_days().abs();
        matches!((self.near, day), (Some(near), Some(day)) if far(near, day) <= 45)
    }

    /// How likely a page of that day is the one meant, beside others that fit as well:
    /// from 1 on the likeliest day down to 0.6.
    pub(crate) fn likelihood(&self, day: Option<Date>) -> f64 {
        let Some(near) = self.near else { return 1.0 };
        let Some(day) = day else { return 0.8 };
        let days = f64::from((near - day).get_days().abs());
        0.6 + 0.4 / (1.0 + days / 20.0)
    }
}

impl Query {
    /// What the page must speak of that `citation` means, by the claims of its paragraph.
    #[must_use]
    pub fn new(citation: &Citation, claims: &[Claim], draft: &Draft) -> Self {
        let reader = Reader::new();
        let mut query = Self {
            window: Window::new(citation.date, citation.year, draft.date),
            ..Self::default()
        };
        let own = claims.iter().filter(|claim| claim.paragraph == citation.paragraph);
        let mut said: Vec<&str> = Vec::new();
        for claim in own.filter(|claim| claim.checkable == Checkable::Yes) {
            said.push(claim.text());
            query.claims.push(reader.terms(claim.text()));
            query.details.extend(reader.details(claim.text()));
        }
        if let Some(description) = &citation.description {
            said.push(description);
            query.claims.push(reader.terms(description));
        }
        query.claims.retain(|terms| !terms.is_empty());
        query.terms = query
            .claims
            .iter()
            .flatten()
            .map(|(term, &weight)| (term.clone(), weight))
            .collect();
        query.read_story(&reader, citation.paragraph, claims);
        let titles =
            draft.paragraphs.iter().filter(|one| one.kind == ParagraphKind::Title);
        for title in titles {
            query.title.extend(reader.terms(title.plain.text()));
        }
        query.words = reader.telling(&said, ASKED);
        query
    }

    /// Reads the paragraphs near by that share a name or a figure with this one, and more.
    fn read_story(&mut self, reader: &Reader, paragraph: usize, claims: &[Claim]) {
        let mut near: BTreeMap<usize, (Terms, Terms)> = BTreeMap::new();
        for claim in claims.iter().filter(|claim| {
            claim.paragraph != paragraph
                && claim.paragraph.abs_diff(paragraph) <= NEAR
                && claim.checkable == Checkable::Yes
        }) {
            let (terms, details) = near.entry(claim.paragraph).or_default();
            terms.extend(reader.terms(claim.text()));
            details.extend(reader.details(claim.text()));
        }
        let all = |terms: &Terms| terms.values().sum::<f64>();
        for (terms, details) in near.into_values() {
            let shared = terms.iter().filter(|(term, _)| self.terms.contains_key(*term));
            let shared: f64 = shared.map(|(_, weight)| weight).sum();
            let is_linked = details.keys().any(|term| self.details.contains_key(term));
            if is_linked && shared >= ALIKE * all(&terms).min(all(&self.terms)) {
                self.story.extend(terms);
                self.story_details.extend(details);
            }
        }
        self.story_details.retain(|term, _| !self.details.contains_key(term));
    }

    /// The terms of each claim.
    pub(crate) fn claims(&self) -> &[Terms] {
        &self.claims
    }

    /// The figures and names in the claims.
    pub(crate) fn details(&self) -> &Terms {
        &self.details
    }

    /// The figures and names in what is said of the same story near by.
    pub(crate) fn story_details(&self) -> &Terms {
        &self.story_details
    }

    /// Whether there is anything to look for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(
        (year, day): (Option<i16>, Option<Date>),
        draft: Option<Date>,
        expected: (Option<Date>, Option<Date>),
    ) {
        let window = Window::new(day, year, draft);
        assert_eq!((window.from, window.to), expected);
    }

    #[test]
    fn a_cited_year_bounds_the_days_and_the_draft_ends_them() {
        let draft = date(2026, 3, 4);
        let first = Some(date(2026, 1, 1));
        check((None, None), None, (None, None));
        check((None, None), Some(draft), (None, Some(date(2026, 3, 5))));
        check((Some(2026), None), Some(draft), (first, Some(date(2026, 3, 5))));
        let past = (Some(date(2023, 1, 1)), Some(date(2023, 12, 31)));
        check((Some(2023), None), Some(draft), past);
        // The draft's day is wrong, or the year is: the year was written by hand.
        let later = (Some(date(2030, 1, 1)), Some(date(2030, 12, 31)));
        check((Some(2030), None), Some(draft), later);
        let day = date(2026, 2, 1);
        let around = (Some(date(2026, 1, 31)), Some(date(2026, 2, 2)));
        check((Some(2026), Some(day)), Some(draft), around);
        check((Some(30_000), None), None, (None, None));
    }

    #[test]
    fn a_day_near_the_drafts_is_likelier() {
        let window = Window::new(None, None, Some(date(2026, 3, 4)));
        let days = [date(2026, 3, 4), date(2026, 2, 20), date(2025, 3, 4)];
        let likely = days.map(|day| window.likelihood(Some(day)));
        assert!(likely.is_sorted_by(|a, b| a > b), "{likely:?}");
        assert!(likely[2] >= 0.6);
    }

    #[test]
    fn listings_of_the_window_or_of_its_last_months_are_asked_for() {
        let draft = Some(date(2026, 3, 4));
        let open = Window::new(None, None, draft).listed();
        assert_eq!(open, (date(2026, 1, 4), date(2026, 3, 5)));
        let year = Window::new(None, Some(2023), draft).listed();
        assert_eq!(year, (date(2023, 1, 1), date(2023, 12, 31)));
    }
}
