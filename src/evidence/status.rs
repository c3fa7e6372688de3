//! What the page has of one detail of a claim, and how that is told from several places.

use crate::claim::Agreement;
use crate::evidence::reading::Reading;
use crate::evidence::{Difference, Kind};
use crate::text::Span;

/// What the page has of one detail of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    /// It states it, in a sentence that speaks of the claim; where.
    Stated(Span),
    /// It has the same detail, in a sentence that speaks of something else.
    Elsewhere(Span),
    /// It says otherwise of the same thing.
    Differs(Difference),
    /// It does not have it.
    Missing,
}

/// A detail of the page held against one of the claim.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Seen {
    /// The sentence it stands in.
    pub(crate) sentence: usize,
    /// Where it is in the page's text.
    pub(crate) span: Span,
    /// Whether it can stand for the claim's.
    pub(crate) agreement: Agreement,
    /// Whether it differs, is of the same kind, and is none that the claim gives as well.
    pub(crate) sure: bool,
    /// Whether neither side tells what is counted, so that only the words around it can.
    pub(crate) is_bare: bool,
}

/// The details of the sentences close to a claim, held against one of the claim.
#[derive(Debug, Default)]
pub(crate) struct Near {
    same: Option<(f64, Span)>,
    unclear: Option<(f64, Span)>,
    differs: Option<(f64, Span)>,
    /// Whether the detail that differs stands among the words that are around the claim's.
    is_beside: bool,
}

/// A sentence speaks of the same thing as the claim from this share of its words on.
/// A sentence that shares the subject alone stays below.
const SAME_THING: f64 = 0.55;
/// How much closer a sentence that differs must be than one that agrees, for the first
/// to count: a page that has both figures has the claim's of something else.
const CLOSER: f64 = 0.25;

impl Near {
    /// Takes note of a detail of a close sentence. `own` is the place of the claim's.
    pub(crate) fn see(&mut self, reading: &Reading<'_>, own: Span, seen: Seen) {
        let topic = reading.topic(seen.sentence);
        let better =
            |held: Option<(f64, Span)>| held.is_none_or(|(best, _)| topic > best);
        match seen.agreement {
            Agreement::Same if better(self.same) => self.same = Some((topic, seen.span)),
            Agreement::Compatible if better(self.unclear) => {
                self.unclear = Some((topic, seen.span));
            }
            Agreement::Same | Agreement::Compatible => {}
            Agreement::Differs => {
                let beside = reading.is_beside(own, seen.sentence, seen.span);
                let same_thing = topic >= SAME_THING && !seen.is_bare || beside;
                if seen.sure && same_thing && better(self.differs) {
                    self.differs = Some((topic, seen.span));
                    self.is_beside = beside;
                }
            }
        }
    }

    /// What that amounts to; `None` if no close sentence has such a detail.
    pub(crate) fn status(&self, kind: Kind, claim: Span) -> Option<Status> {
        let differs = |page| Status::Differs(Difference { kind, claim, page });
        match (self.same, self.differs, self.unclear) {
            (Some((same, _)), Some((other, page)), _)
                if self.is_beside && other >= same + CLOSER =>
            {
                Some(differs(page))
            }
            (Some((_, place)), _, _) => Some(Status::Stated(place)),
            (None, Some((other, page)), Some((unclear, _))) if other > unclear => {
                Some(differs(page))
            }
            (None, _, Some((_, place))) => Some(Status::Elsewhere(place)),
            (None, Some((_, page)), None) => Some(differs(page)),
            (None, None, None) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim;
    use crate::evidence::index::Index;
    use crate::page;

    const CLAIM: &str = "The council sold 40 boats at auction.";
    /// The first sentence speaks of the claim, the second of half of it.
    const PAGE: &str = "The council sold 12 boats at auction.\nThe council met.";

    fn place(text: &str, words: &str) -> Span {
        let start = text.find(words).expect("the words are in the text");
        Span::new(start, start + words.len())
    }

    /// What `agreements`, each with its sentence, amount to: `s`tated, `e`lsewhere,
    /// `d`iffers, or nothing.
    #[track_caller]
    fn check(agreements: &[(usize, Agreement, bool)], expected: &str) {
        let claim = claim::read(CLAIM, None);
        let page = page::from_text(None, PAGE);
        let index = Index::new(&page);
        let reading = Reading::new(&claim, &index);
        let own = place(CLAIM, "40");
        let mut near = Near::default();
        for &(sentence, agreement, sure) in agreements {
            let span = [place(PAGE, "12"), place(PAGE, "met")][sentence];
            near.see(
                &reading,
                own,
                Seen { sentence, span, agreement, sure, is_bare: false },
            );
        }
        let status = near.status(Kind::Number, own).map(|status| match status {
            Status::Stated(_) => "stated",
            Status::Elsewhere(_) => "elsewhere",
            Status::Differs(_) => "differs",
            Status::Missing => "missing",
        });
        assert_eq!(status.unwrap_or(""), expected, "{agreements:?}");
    }

    #[test]
    fn one_detail_is_what_it_is() {
        check(&[], "");
        check(&[(0, Agreement::Same, false)], "stated");
        check(&[(0, Agreement::Compatible, false)], "elsewhere");
        check(&[(0, Agreement::Differs, true)], "differs");
    }

    #[test]
    fn a_difference_that_is_not_sure_or_not_of_the_same_thing_is_none() {
        check(&[(0, Agreement::Differs, false)], "");
        check(&[(1, Agreement::Differs, true)], "");
    }

    #[test]
    fn a_detail_that_agrees_goes_before_one_that_differs_in_a_sentence_as_close() {
        check(&[(0, Agreement::Differs, true), (0, Agreement::Same, false)], "stated");
    }

    #[test]
    fn a_detail_that_differs_in_its_very_place_goes_before_one_that_agrees_far_off() {
        check(&[(0, Agreement::Differs, true), (1, Agreement::Same, false)], "differs");
        check(&[(1, Agreement::Same, false), (0, Agreement::Differs, true)], "differs");
    }

    #[test]
    fn the_closer_of_an_unclear_and_a_differing_detail_counts() {
        let (differs, unclear) = (Agreement::Differs, Agreement::Compatible);
        check(&[(0, differs, true), (1, unclear, false)], "differs");
        check(&[(0, differs, true), (0, unclear, false)], "elsewhere");
    }
}
