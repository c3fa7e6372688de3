//! The figures or dates of a page that may stand for one of a claim's, and what they
//! amount to together.
//!
//! A detail that agrees is looked for first. One that differs counts only where it surely
//! is of the same thing: it stands among the same words, or in a sentence that speaks of
//! what the claim does, or it is the only one of its kind where the page speaks of it and
//! the claim's own is nowhere.

use crate::claim::{Agreement, Facet, Value, date};
use crate::evidence::reading::Reading;
use crate::evidence::status::Status;
use crate::evidence::{Difference, Kind};
use crate::text::Span;

/// How far two details are known to be of one thing, by what they count or measure.
/// Declared from least to most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Thing {
    /// They count different things.
    Other,
    /// Not even what is counted is told.
    Bare,
    /// It is told in different words.
    Unknown,
    /// They are of one kind: two sums, two shares, two dates.
    Kin,
    /// They are in one unit: two counts of minutes, two ages.
    Unit,
    /// They count the same.
    Same,
}

/// A detail of the page held against one of the claim.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rival<'p> {
    /// The sentence it stands in.
    pub(crate) sentence: usize,
    /// The detail.
    pub(crate) facet: &'p Facet,
    /// Whether it can stand for the claim's.
    pub(crate) agreement: Agreement,
    /// How far both are of one thing.
    pub(crate) thing: Thing,
    /// Whether, if it differs, it could be what the claim should have: it is none that
    /// the claim gives as well.
    pub(crate) is_free: bool,
}

impl Rival<'_> {
    /// Whether two details of the page have one value.
    fn is_equal(&self, other: &Self) -> bool {
        match (&self.facet.value, &other.facet.value) {
            (Value::Date(a), Value::Date(b)) => {
                date::agree(a, b) == Agreement::Same
                    || date::agree(b, a) == Agreement::Same
            }
            (
                Value::Number(a) | Value::Money(a) | Value::Percent(a),
                Value::Number(b) | Value::Money(b) | Value::Percent(b),
            ) => a.amount == b.amount && a.upper == b.upper,
            _ => false,
        }
    }
}

/// A sentence speaks of the same thing as the claim from this share of its words on.
/// A sentence that shares the subject alone stays below.
const SAME_THING: f64 = 0.55;
/// The same where both sides count the same thing.
const SAME_COUNT: f64 = 0.4;
/// How much closer a sentence that differs must be than one that agrees, for the first
/// to count: a page that has both figures has the claim's of something else.
const CLOSER: f64 = 0.25;
/// The same where the one that agrees is as surely of the same thing.
const MUCH_CLOSER: f64 = 0.4;
/// The claim's words that the best run of sentences must hold for the only detail of its
/// kind in it to be the claim's.
const ONLY_RUN: f64 = 0.35;
/// And the share that the sentence of that detail must hold.
const ONLY_SENTENCE: f64 = 0.3;
/// The same for figures in one unit, of which a page has few.
const ONLY_UNIT: f64 = 0.22;

/// How much closer than `stated` a `rival` must be.
fn gap(rival: &Rival<'_>, stated: &Rival<'_>) -> f64 {
    if rival.thing > stated.thing { CLOSER } else { MUCH_CLOSER }
}

/// The rivals of one detail of a claim.
pub(crate) struct Rivals<'a, 'r> {
    pub(crate) reading: &'a Reading<'r>,
    pub(crate) kind: Kind,
    /// The place of the claim's own detail.
    pub(crate) own: Span,
    list: Vec<Rival<'r>>,
}

/// Rivals that are weighed: a text that is written to be read has fewer.
const MOST: usize = 256;

impl<'a, 'r> Rivals<'a, 'r> {
    /// No rivals yet of the claim's detail at `own`.
    pub(crate) const fn new(reading: &'a Reading<'r>, kind: Kind, own: Span) -> Self {
        Self { reading, kind, own, list: Vec::new() }
    }

    /// Adds a rival; whether there is room for more.
    pub(crate) fn add(&mut self, rival: Rival<'r>) -> bool {
        self.list.push(rival);
        self.list.len() < MOST
    }

    /// What they amount to; `None` if no close sentence has such a detail.
    pub(crate) fn status(&self) -> Option<Status> {
        let same = self.best(|rival| {
            rival.agreement == Agreement::Same && rival.thing > Thing::Other
        });
        let unclear = self.best(|rival| {
            rival.agreement == Agreement::Compatible && rival.thing > Thing::Other
        });
        let differs = self.best(|rival| self.is_sure(rival));
        match (same, differs, unclear) {
            (Some((same, stated)), Some((other, rival)), _)
                if self.is_beside(rival) && other >= same + gap(rival, stated) =>
            {
                Some(self.differs(rival))
            }
            (Some((_, rival)), _, _) => Some(Status::Stated(rival.facet.span)),
            (None, Some((other, rival)), Some((unclear, open)))
                if other > unclear
                    || other >= unclear && rival.thing > open.thing
                    || rival.sentence != open.sentence
                        && self.is_beside(rival)
                        && !self.is_beside(open) =>
            {
                Some(self.differs(rival))
            }
            (None, _, Some((_, rival))) => Some(Status::Elsewhere(rival.facet.span)),
            (None, Some((_, rival)), None) => Some(self.differs(rival)),
            (None, None, None) => None,
        }
    }

    /// The only rival in the sentences around: the claim says otherwise, in other words.
    /// Where the page has the claim's own elsewhere, only a line of a list that says
    /// nothing else counts.
    pub(crate) fn only(&self, is_elsewhere: bool) -> Option<Status> {
        let reading = self.reading;
        if reading.topic_of_run() < ONLY_RUN {
            return None;
        }
        let could_be = |rival: &&Rival<'r>| {
            rival.thing > Thing::Other
                && (rival.is_free || rival.agreement != Agreement::Differs)
        };
        let surest = self.list.iter().filter(could_be).map(|rival| rival.thing).max()?;
        let mut held =
            self.list.iter().filter(could_be).filter(|rival| rival.thing == surest);
        let first = held.next()?;
        let is_alone = held.all(|rival| rival.is_equal(first));
        let least = if surest >= Thing::Unit { ONLY_UNIT } else { ONLY_SENTENCE };
        let is_close = |rival: &&Rival<'r>| {
            rival.thing > Thing::Unknown
                && (reading.topic(rival.sentence) >= least
                    || reading.is_within(rival.sentence, rival.facet.span))
        };
        let mut free = self.list.iter().filter(|rival| {
            rival.agreement == Agreement::Differs
                && rival.is_free
                && rival.thing == surest
        });
        let rival = free.find(is_close).filter(|_| is_alone)?;
        let is_line = || reading.is_within(rival.sentence, rival.facet.span);
        (!is_elsewhere || is_line()).then(|| self.differs(rival))
    }

    /// The only one where all are figures of the same thing from the whole page, in a
    /// sentence that shares some of the claim's words.
    pub(crate) fn sole(&self) -> Option<Status> {
        let first = self.list.first()?;
        let is_alone = self.list.len() < MOST
            && self.list.iter().all(|rival| {
                rival.is_equal(first) && rival.agreement == Agreement::Differs
            });
        let (topic, rival) = self.best(|rival| rival.thing == Thing::Same)?;
        (is_alone && rival.is_free && topic >= ONLY_SENTENCE).then(|| self.differs(rival))
    }

    fn differs(&self, rival: &Rival<'r>) -> Status {
        let (kind, claim, page) = (self.kind, self.own, rival.facet.span);
        Status::Differs(Difference { kind, claim, page })
    }

    /// The rival in the closest sentence, of those that `is_wanted`.
    fn best(&self, is_wanted: impl Fn(&Rival<'r>) -> bool) -> Option<(f64, &Rival<'r>)> {
        let mut best: Option<(f64, &Rival<'r>)> = None;
        for rival in self.list.iter().filter(|rival| is_wanted(rival)) {
            let topic = self.reading.topic(rival.sentence);
            if best.is_none_or(|(held, _)| topic > held) {
                best = Some((topic, rival));
            }
        }
        best
    }

    fn is_beside(&self, rival: &Rival<'r>) -> bool {
        self.reading.is_beside(self.own, rival.sentence, rival.facet.span)
    }

    /// Whether a rival differs and surely is of the same thing.
    fn is_sure(&self, rival: &Rival<'r>) -> bool {
        if rival.agreement != Agreement::Differs || !rival.is_free {
            return false;
        }
        let topic = self.reading.topic(rival.sentence);
        match rival.thing {
            Thing::Other => false,
            Thing::Same => topic >= SAME_COUNT || self.is_beside(rival),
            Thing::Kin | Thing::Unit => topic >= SAME_THING || self.is_beside(rival),
            Thing::Unknown | Thing::Bare => self.is_beside(rival),
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

    /// What rivals, each with its sentence, agreement and thing, amount to: `stated`,
    /// `elsewhere`, `differs`, or nothing.
    #[track_caller]
    fn check(given: &[(usize, Agreement, Thing)], expected: &str) {
        let claim = claim::read(CLAIM, None);
        let page = page::from_text(None, PAGE);
        let index = Index::new(&page);
        let reading = Reading::new(&claim, &index);
        let mut rivals = Rivals::new(&reading, Kind::Number, place(CLAIM, "40"));
        let facets = [place(PAGE, "12"), place(PAGE, "met")]
            .map(|span| Facet { span, value: Value::Title });
        for &(sentence, agreement, thing) in given {
            let (facet, is_free) = (&facets[sentence], thing > Thing::Other);
            assert!(rivals.add(Rival { sentence, facet, agreement, thing, is_free }));
        }
        let status = rivals.status().map(|status| match status {
            Status::Stated(_) => "stated",
            Status::Elsewhere(_) => "elsewhere",
            Status::Differs(_) => "differs",
            Status::Missing => "missing",
        });
        assert_eq!(status.unwrap_or(""), expected, "{given:?}");
    }

    #[test]
    fn one_rival_is_what_it_is() {
        check(&[], "");
        check(&[(0, Agreement::Same, Thing::Same)], "stated");
        check(&[(0, Agreement::Compatible, Thing::Same)], "elsewhere");
        check(&[(0, Agreement::Differs, Thing::Same)], "differs");
    }

    #[test]
    fn a_rival_of_another_thing_is_none() {
        check(&[(0, Agreement::Same, Thing::Other)], "");
        check(&[(0, Agreement::Differs, Thing::Other)], "");
        check(&[(1, Agreement::Differs, Thing::Kin)], "");
    }

    #[test]
    fn one_that_agrees_goes_before_one_that_differs_in_a_sentence_as_close() {
        let (same, differs) = (Agreement::Same, Agreement::Differs);
        check(&[(0, differs, Thing::Same), (0, same, Thing::Same)], "stated");
    }

    #[test]
    fn one_that_differs_in_its_very_place_goes_before_one_that_agrees_far_off() {
        let (same, differs) = (Agreement::Same, Agreement::Differs);
        check(&[(0, differs, Thing::Same), (1, same, Thing::Unknown)], "differs");
        check(&[(1, same, Thing::Unknown), (0, differs, Thing::Same)], "differs");
    }

    #[test]
    fn the_closer_of_an_unclear_and_a_differing_rival_counts() {
        let (differs, unclear) = (Agreement::Differs, Agreement::Compatible);
        check(&[(0, differs, Thing::Same), (1, unclear, Thing::Same)], "differs");
        check(&[(0, differs, Thing::Same), (0, unclear, Thing::Same)], "elsewhere");
    }
}
