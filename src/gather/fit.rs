//! How much of what a paragraph says a page speaks of.

use crate::lead::{Query, TermReader, Terms};
use crate::page::Page;

/// How much the best place of a page counts for a claim, beside the page as a whole: a
/// page that says it says it in one place.
const PLACE: f64 = 0.7;

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

    /// What share of the figures and names in a paragraph the page has, from 0 to 1; 1 for
    /// a paragraph without any.
    pub(super) fn details(&self, query: &Query) -> f64 {
        let all: f64 = query.details().values().sum();
        if all > 0.0 { shared(query.details(), &[&self.whole]) / all } else { 1.0 }
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
