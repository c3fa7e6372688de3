//! Whether a page has the figures, sums and percentages of a claim.
//!
//! A figure differs only where both sides surely speak of the same thing: the sentence
//! holds most of the claim, the figures are of one kind and count the same, and the
//! page's figure is not one that the claim gives as well.

use rust_decimal::Decimal;

use crate::claim::{Agreement, Facet, Form, Quantity, Value, number};
use crate::evidence::contender::{Rival, Rivals, Thing};
use crate::evidence::reading::Reading;
use crate::evidence::status::Status;
use crate::evidence::{Difference, Kind};
use crate::text::Span;

mod arithmetic;
mod rate;
mod unit;

/// What the page has of each figure of the claim: index of the detail, and status.
pub(crate) fn compare(reading: &Reading<'_>) -> Vec<(usize, Status)> {
    let figures = reading.facets().filter_map(|(at, facet)| {
        let quantity = quantity(facet)?;
        Some((at, status(reading, facet, quantity)))
    });
    figures.collect()
}

/// The quantity of a detail, if it is a figure.
pub(crate) const fn quantity(facet: &Facet) -> Option<&Quantity> {
    match &facet.value {
        Value::Number(quantity) | Value::Money(quantity) | Value::Percent(quantity) => {
            Some(quantity)
        }
        _ => None,
    }
}

fn status(reading: &Reading<'_>, facet: &Facet, wanted: &Quantity) -> Status {
    let sum = || arithmetic::derived(reading, facet, wanted).map(Status::Stated);
    if let Some(difference) = in_its_place(reading, facet, wanted) {
        return sum().unwrap_or(Status::Differs(difference));
    }
    let near = rivals(reading, facet, wanted);
    match near.status() {
        Some(status @ Status::Stated(_)) => return status,
        Some(status) => return sum().unwrap_or(status),
        None => {}
    }
    if let Some(own) = elsewhere(reading, facet, wanted) {
        return near.only(true).unwrap_or(Status::Elsewhere(own));
    }
    if is_near(reading, wanted) {
        return sum().unwrap_or(Status::Missing);
    }
    let sole = || counts(reading, facet, wanted).sole();
    sum().or_else(|| near.only(false)).or_else(sole).unwrap_or(Status::Missing)
}

/// Where the page has the claim's figure, in whatever sentence.
fn elsewhere(reading: &Reading<'_>, facet: &Facet, wanted: &Quantity) -> Option<Span> {
    let is_same = |other: &Facet| {
        quantity(other).is_some_and(|given| {
            comparable(facet, other) && number::agree(wanted, given) == Agreement::Same
        })
    };
    let index = reading.index;
    let all = 0..index.sentences().len();
    let likely = all.filter(|&at| index.measures(at).iter().any(is_same));
    let mut figures = likely.flat_map(|sentence| index.facets(sentence));
    figures.find(|other| is_same(other)).map(|other| other.span)
}

/// The figures of the close sentences that can be held against one of the claim.
fn rivals<'a, 'r>(
    reading: &'a Reading<'r>,
    facet: &Facet,
    wanted: &Quantity,
) -> Rivals<'a, 'r> {
    let mut rivals = Rivals::new(reading, Kind::Number, facet.span);
    let page = &reading.index.page().text;
    for &sentence in &reading.near {
        for other in reading.index.facets(sentence) {
            let given = quantity(other).filter(|_| comparable(facet, other));
            let Some(given) = given else { continue };
            let thing = unit::thing(reading, facet, sentence, other);
            let rates = rate::agree((reading.claim.text(), facet), (page, other));
            let agreement = number::agree(wanted, given).max(rates);
            let is_free = is_free(reading, (facet, wanted), (other, given), rates)
                && (thing > Thing::Unknown || is_like(wanted, given))
                && (given.form != Form::Ordinal || reading.topic(sentence) >= PLACE);
            let rival = Rival { sentence, facet: other, agreement, thing, is_free };
            if !rivals.add(rival) {
                return rivals;
            }
        }
    }
    rivals
}

/// The figures of the whole page that count what one of the claim counts.
fn counts<'a, 'r>(
    reading: &'a Reading<'r>,
    facet: &Facet,
    wanted: &Quantity,
) -> Rivals<'a, 'r> {
    let mut rivals = Rivals::new(reading, Kind::Number, facet.span);
    for sentence in 0..reading.index.sentences().len() {
        for other in reading.index.measures(sentence) {
            let thing = unit::thing(reading, facet, sentence, other);
            let given = quantity(other).filter(|_| thing == Thing::Same);
            let Some(given) = given else { continue };
            let agreement = number::agree(wanted, given);
            let is_free = given.form != Form::Ordinal
                && is_free(reading, (facet, wanted), (other, given), Agreement::Same);
            let rival = Rival { sentence, facet: other, agreement, thing, is_free };
            if !rivals.add(rival) {
                return rivals;
            }
        }
    }
    rivals
}

/// Whether the claim could have meant a figure of the page: it does not give it as well,
/// nor is it a part where the claim's is one. `rates` tells how far both are by one time.
fn is_free(
    reading: &Reading<'_>,
    (facet, wanted): (&Facet, &Quantity),
    (other, given): (&Facet, &Quantity),
    rates: Agreement,
) -> bool {
    let page = &reading.index.page().text;
    // Two parts of one whole are two things; `thousands` is no other figure than 4,200
    // where another sentence has that.
    let both_parts = wanted.form != Form::Vague
        && is_part(reading.claim.text(), facet)
        && is_part(page, other);
    let one_vague = (wanted.form == Form::Vague) != (given.form == Form::Vague);
    // The same sum a week and a month is taken, and yet another.
    let is_taken = rates != Agreement::Differs && is_taken(reading, given);
    let own = reading.claim.text();
    let compound = is_compound(own, facet) || is_compound(page, other);
    !both_parts && !one_vague && !compound && !is_included(page, other) && !is_taken
}

/// Whether a close sentence has the very figure, if in another form: `19 times` for `19
/// games`.
fn is_near(reading: &Reading<'_>, wanted: &Quantity) -> bool {
    let near = reading.near.iter().flat_map(|&at| reading.index.measures(at));
    near.filter_map(quantity).any(|given| given.amount == wanted.amount)
}

/// The share of the claim that a sentence must hold for its ordinal to be the claim's:
/// `her first film` and `her second` may both be told of.
const PLACE: f64 = 0.5;

/// The figure that stands in the closest sentence exactly where the claim has another.
fn in_its_place(
    reading: &Reading<'_>,
    facet: &Facet,
    wanted: &Quantity,
) -> Option<Difference> {
    let page = reading.replaced(reading.tokens_at(facet.span))?;
    let &best = reading.retrieval.ranked.first()?;
    let other =
        reading.index.facets(best).iter().find(|other| other.span.overlaps(page))?;
    let given = quantity(other)?;
    let differs = number::agree(wanted, given) == Agreement::Differs;
    // `Her third title in 2019 and her fourth in 2021`: the noun is told once.
    let told = |facet: &Facet| {
        quantity(facet).is_some_and(|given| {
            given.form == Form::Ordinal && given.amount == wanted.amount
        })
    };
    if wanted.form == Form::Ordinal && reading.index.facets(best).iter().any(told) {
        return None;
    }
    let compound = is_compound(reading.claim.text(), facet)
        || is_compound(&reading.index.page().text, other);
    (differs && !compound && comparable(facet, other)).then_some(Difference {
        kind: Kind::Number,
        claim: facet.span,
        page: other.span,
    })
}

/// Whether a figure counts a part of something (`two of the five islands`). Two parts of
/// one whole are different things as a rule: the rest is a part, too.
fn is_part(text: &str, facet: &Facet) -> bool {
    text.get(facet.span.end..).is_some_and(|after| after.starts_with(" of "))
}

/// Units of which a smaller one may be told as well: `four hours and 50 minutes`; sorted.
const COMPOUND: &[&str] = &[
    "day", "days", "feet", "foot", "hour", "hours", "minute", "minutes", "month",
    "months", "pound", "pounds", "stone", "week", "weeks", "year", "years",
];

/// Whether a figure is one of two that tell one measure in two units, either of which
/// says little by itself.
fn is_compound(text: &str, facet: &Facet) -> bool {
    let is_unit = |word: &str| {
        let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        COMPOUND.binary_search(&bare).is_ok()
    };
    let mut before = text.get(..facet.span.start).unwrap_or_default().rsplit(' ').skip(1);
    let last = before.next();
    let second = if last == Some("and") { before.next() } else { last };
    let told = before.next().is_some_and(|word| !word.is_empty());
    let mut after =
        text.get(facet.span.end..).unwrap_or_default().split_whitespace().take(4);
    let first = after.next().is_some_and(|word| is_unit(word) && !word.ends_with('.'));
    let is_joined = after.next() == Some("and") && after.nth(1).is_some_and(is_unit);
    second.is_some_and(|word| is_unit(word) && !word.ends_with(['.', ','])) && told
        || first && is_joined
}

/// Whether a figure counts a part of what was told before: `including four laureates`.
fn is_included(text: &str, facet: &Facet) -> bool {
    let before = text.get(..facet.span.start).unwrap_or_default().trim_end();
    ["including", "among them"].iter().any(|lead| before.ends_with(lead))
}

/// How many times larger one of two figures may be, where what they count is not known
/// to be one thing.
const LIKE: i64 = 10;

/// Whether two figures are of one order.
fn is_like(wanted: &Quantity, given: &Quantity) -> bool {
    let (a, b) = (wanted.amount.abs(), given.amount.abs());
    let most = a.min(b).checked_mul(Decimal::from(LIKE));
    most.is_none_or(|most| a.max(b) <= most)
}

/// Figures of a claim that one of the page is held against; a sentence has fewer.
const OWN: usize = 64;

/// Whether the claim itself gives the page's figure, as another of its details.
fn is_taken(reading: &Reading<'_>, given: &Quantity) -> bool {
    let mut figures = reading.claim.facets.iter().filter_map(quantity).take(OWN);
    figures.any(|figure| number::agree(figure, given) == Agreement::Same)
}

/// Whether two figures are of kinds that can be held against one another.
fn comparable(claim: &Facet, page: &Facet) -> bool {
    match (&claim.value, &page.value) {
        (Value::Money(a), Value::Money(b)) => {
            // Sums in two currencies may be one sum, unless the figures are the same.
            a.unit == b.unit
                || a.unit.is_empty()
                || b.unit.is_empty()
                || a.amount == b.amount
        }
        (Value::Percent(_), Value::Percent(_)) => true,
        (Value::Number(a), Value::Percent(_)) => a.form == Form::Fraction,
        (Value::Percent(_), Value::Number(b)) => b.form == Form::Fraction,
        (Value::Number(a), Value::Number(b)) => {
            (a.form == Form::Ordinal) == (b.form == Form::Ordinal)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::sample::told;

    #[track_caller]
    fn check(claim: &str, page: &str, expected: &str) {
        assert_eq!(told(claim, page, None, compare), expected, "{claim:?} / {page:?}");
    }

    #[test]
    fn a_figure_in_the_sentence_that_speaks_of_the_claim_is_stated() {
        for (claim, page, expected) in [
            (
                "The harbour board sold 42 moorings to local crews.",
                "The harbour board sold 42 moorings to local crews, its minutes show.",
                "42 stated: 42",
            ),
            (
                "More than 700 bakers signed the letter about flour prices.",
                "The letter about flour prices was signed by 742 bakers.",
                "More than 700 stated: 742",
            ),
            (
                "Seven hundred bakers signed the letter about flour prices.",
                "The letter about flour prices was signed by 700 bakers.",
                "Seven hundred stated: 700",
            ),
            (
                "The bridge repair cost about $1.5 million last winter.",
                "Last winter the bridge repair cost $1.52m, the auditors found.",
                "about $1.5 million stated: $1.52m",
            ),
            (
                "A third of the valley's farms lost their hay in the flood.",
                "In the flood 33% of the valley's farms lost their hay.",
                "A third stated: 33%",
            ),
            (
                "Fares on the island ferry doubled within a year.",
                "Within a year fares on the island ferry had risen to twice what they were.",
                "doubled stated: twice",
            ),
        ] {
            check(claim, page, expected);
        }
    }

    #[test]
    fn another_figure_for_the_same_thing_differs() {
        for (claim, page, expected) in [
            (
                "The harbour board sold 48 moorings to local crews.",
                "The harbour board sold 42 moorings to local crews, its minutes show.",
                "48 differs: 42",
            ),
            (
                "800 bakers signed the letter about flour prices.",
                "Only 700 bakers signed the letter about flour prices.",
                "800 differs: 700",
            ),
            (
                "More than 800 bakers signed the letter about flour prices.",
                "More than 700 bakers signed the letter about flour prices.",
                "More than 800 differs: More than 700",
            ),
            (
                "The bridge repair cost $1.9 million last winter.",
                "Last winter the bridge repair cost $1.5 million, the auditors found.",
                "$1.9 million differs: $1.5 million",
            ),
            (
                "Ticket sales at the lido rose by 12% in the summer.",
                "Ticket sales at the lido rose by 21 per cent in the summer.",
                "12% differs: 21 per cent",
            ),
            (
                "Half of the valley's farms lost their hay in the flood.",
                "In the flood a third of the valley's farms lost their hay.",
                "Half differs: a third",
            ),
            (
                "The rowing club came third in the county race on Saturday.",
                "The rowing club came fourth in the county race on Saturday.",
                "third differs: fourth",
            ),
            (
                "The driver, a 34-year-old from Hexley, was taken to hospital.",
                "The driver, a 43-year-old from Hexley, was taken to hospital.",
                "34-year-old differs: 43-year-old",
            ),
        ] {
            check(claim, page, expected);
        }
    }

    #[test]
    fn a_figure_of_something_else_is_no_difference() {
        for (claim, page, expected) in [
            // Another count stands in the same sentence.
            (
                "The board sold 42 moorings in the old harbour.",
                "The board sold 42 moorings and 17 sheds in the old harbour.",
                "42 stated: 42",
            ),
            // The page counts people where the claim counts tonnes.
            (
                "The fire destroyed 300 tonnes of grain at the mill.",
                "The fire at the mill destroyed grain and put 60 people out of work.",
                "300 missing",
            ),
            // Both figures are the claim's own.
            (
                "The school has 420 pupils and 31 teachers.",
                "The school has 31 teachers.",
                "420 missing; 31 stated: 31",
            ),
            // A place in a race is no count.
            (
                "The club came third in the county race.",
                "In the county race the club had 40 boats.",
                "third missing",
            ),
            // Sums in two currencies may be one sum.
            (
                "The mast cost £5 million to build.",
                "The mast cost $6.5 million to build.",
                "£5 million missing",
            ),
        ] {
            check(claim, page, expected);
        }
    }

    #[test]
    fn a_measure_in_two_units_is_no_other_measure() {
        check(
            "The meeting of the harbour board ran for almost five hours.",
            "The meeting of the harbour board ran for four hours and 50 minutes.",
            "almost five missing",
        );
    }

    #[test]
    fn a_figure_far_from_the_claim_is_elsewhere() {
        check(
            "The board sold 42 moorings to crews from the valley.",
            "The board sold moorings to crews from the valley.\n\
             A heron was seen.\nThe tide was low.\nRain fell for hours.\n\
             The museum opened forty-two rooms.",
            "42 elsewhere: forty-two",
        );
    }

    #[test]
    fn a_bound_that_the_page_does_not_settle_is_not_stated() {
        check(
            "742 bakers signed the letter about flour prices.",
            "More than 700 bakers signed the letter about flour prices.",
            "742 elsewhere: More than 700",
        );
    }

    #[test]
    fn the_closer_sentence_has_the_figure_though_a_weaker_one_has_another() {
        check(
            "The board sold 42 moorings to crews from the valley in March.",
            "The board sold 42 moorings to crews from the valley in March.\n\
             The board sold 30 moorings to crews from the coast.",
            "42 stated: 42",
        );
    }

    #[test]
    fn another_figure_told_in_other_words_differs() {
        for (claim, page, expected) in [
            // The thing counted is named alike, the rest is not.
            (
                "After the gale only eleven rowers reached the far bank.",
                "The weather turned on the club.\nOf its crews, nine rowers made it across \
                 when the gale had gone.",
                "eleven differs: nine",
            ),
            // A looser bound is another figure.
            (
                "The jury at Hexley needed less than 40 minutes to convict the miller.",
                "The jury at Hexley convicted the miller in less than 10 minutes.",
                "less than 40 differs: less than 10",
            ),
            // The noun is another word, what stands around it is the same.
            (
                "The miller of Hexley must answer 17 criminal counts, among them arson.",
                "Now the miller of Hexley faces 18 criminal charges, arson and theft.",
                "17 differs: 18",
            ),
            // Multiples need no noun.
            (
                "Pike in the lake at Hexley are six times the size they were.",
                "At Hexley the pike in the lake are nine times larger than they were.",
                "six times differs: nine times",
            ),
            // The sign of a currency may stand behind the sum.
            (
                "A seat in the front row at Hexley costs 50,000 won.",
                "Front row, Hexley: 60,000₩",
                "50,000 won differs: 60,000₩",
            ),
        ] {
            check(claim, page, expected);
        }
    }

    #[test]
    fn the_same_figure_in_other_units_or_words_is_stated() {
        for (claim, page, expected) in [
            (
                "The towpath at Hexley is five kilometres long.",
                "At Hexley the towpath is 3.1 miles long.",
                "five stated: 3.1",
            ),
            (
                "The lock at Hexley was shut for two weeks by the storm.",
                "The storm shut the lock at Hexley for 14 days.",
                "two stated: 14",
            ),
            (
                "Nearly 3 million eels passed the weir at Hexley.",
                "At Hexley 2.96 million eels passed the weir.",
                "Nearly 3 million stated: 2.96 million",
            ),
        ] {
            check(claim, page, expected);
        }
    }

    #[test]
    fn a_part_or_a_vague_figure_is_no_rival() {
        for (claim, page, expected) in [
            (
                "In all 37 laureates have worked at the observatory of Hexley.",
                "Many laureates have worked at the observatory of Hexley, including four \
                 laureates of this decade.",
                "37 missing",
            ),
            (
                "The fair at Hexley drew 4,200 visitors on its last day.",
                "The fair at Hexley drew thousands of visitors on its last day.",
                "4,200 elsewhere: thousands",
            ),
            // The claim tells of the first, the page of the second.
            (
                "Her first novel, The Weir, sold badly and won no prize.",
                "The trilogy will be her second novel for the house.\nThe Weir sold badly.",
                "first missing",
            ),
        ] {
            check(claim, page, expected);
        }
    }
}
