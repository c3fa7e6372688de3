//! How much of what a paragraph says a page speaks of.

use crate::lead::{Query, TermReader, Terms, is_figure};
use crate::page::Page;

/// How much the best place of a page counts for a claim, beside the page as a whole: a
/// page that says it says it in one place.
const PLACE: f64 = 0.7;

/// How much a figure or a name of the same story, told near by, counts beside one of the
/// paragraph's own: the outlet may not be cited for it.
const STORY: f64 = 0.5;
/// How much more a figure counts than a name there: events alike share names.
const FIGURE: f64 = 2.0;

/// How a page meets a paragraph; each from 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Fit {
    /// How much of its claims the page speaks of.
    pub(super) claims: f64,
    /// How much of its figures and names the page has; 1 for a paragraph without any.
    pub(super) details: f64,
    /// The same of what the draft says of the same story near by, if anything.
    pub(super) story: f64,
    /// The same of both.
    pub(super) known: f64,
    /// The same of the figures among both; 0 if there are none.
    pub(super) figures: f64,
}

/// The matter of a page, passage by passage.
pub(super) struct Matter {
    passages: Vec<Terms>,
    whole: Terms,
}

impl Matter {
    /// Reads the matter of a page, its headline included.
    pub(super) fn of(page: &Page) -> Self {
        let reader = TermReader::new();
        let mut passages: Vec<Terms> = page
            .passages
            .iter()
            .map(|one| reader.terms(one.span.of(&page.text)))
            .collect();
        passages.extend(page.title.as_deref().map(|title| reader.terms(title)));
        let whole =
            passages.iter().flatten().map(|(term, &weight)| (term.clone(), weight));
        Self { whole: whole.collect(), passages }
    }

    /// What share of a paragraph's claims the page speaks of, from 0 to 1: the weight of
    /// the terms that two neighbouring passages share with a claim, and the page with
    /// all of it, by the weight of the claims' terms.
    pub(super) fn fit(&self, query: &Query) -> f64 {
        let (mut met, mut asked) = (0.0, 0.0);
        for claim in query.claims() {
            let all: f64 = claim.values().sum();
            met += PLACE * self.best_place(claim)
                + (1.0 - PLACE) * shared(claim, &[&self.whole]);
            asked += all;
        }
        if asked > 0.0 { met / asked } else { 0.0 }
    }

    /// How the page meets a paragraph.
    pub(super) fn weigh(&self, query: &Query) -> Fit {
        let (own, near) = (query.details(), query.story_details());
        let (met, asked) = self.details(own, |_| true);
        let (near_met, near_asked) = self.details(near, |_| true);
        let (own_figures, near_figures) =
            (self.details(own, is_figure), self.details(near, is_figure));
        let share = |met: f64, all: f64| (all > 0.0).then(|| met / all);
        let details = share(met, asked).unwrap_or(1.0);
        let known = share(STORY.mul_add(near_met, met), STORY.mul_add(near_asked, asked));
        let figures = share(
            STORY.mul_add(near_figures.0, own_figures.0),
            STORY.mul_add(near_figures.1, own_figures.1),
        );
        Fit {
            claims: self.fit(query),
            details,
            story: share(near_met, near_asked).unwrap_or(details),
            known: known.unwrap_or(1.0),
            figures: figures.unwrap_or_default(),
        }
    }

    /// The weight of the details that the page has, and of all, of those that count.
    fn details(&self, details: &Terms, counts: impl Fn(&str) -> bool) -> (f64, f64) {
        let (mut met, mut asked) = (0.0, 0.0);
        for (term, weight) in details.iter().filter(|(term, _)| counts(term)) {
            let weight = if is_figure(term) { weight * FIGURE } else { *weight };
            asked += weight;
            met += if self.whole.contains_key(term) { weight } else { 0.0 };
        }
        (met, asked)
    }

    fn best_place(&self, claim: &Terms) -> f64 {
        let alone = self.passages.first().map_or(0.0, |only| shared(claim, &[only]));
        let pairs =
            self.passages.windows(2).map(|pair| shared(claim, &[&pair[0], &pair[1]]));
        pairs.fold(alone, f64::max)
    }
}

/// The weight of the terms of a claim that one of these texts has.
fn shared(claim: &Terms, texts: &[&Terms]) -> f64 {
    let has = |term: &String| texts.iter().any(|text| text.contains_key(term));
    claim.iter().filter(|(term, _)| has(term)).map(|(_, weight)| weight).sum()
}
