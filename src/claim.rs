//! Claims: what a draft asserts, and the details in it that can be checked.
//!
//! - `quotation`: what stands in quotation marks, speech or title;
//! - `number`: figures, money and percentages;
//! - `date`: calendar dates, absolute, relative and partial;
//! - `name`: names of people, organisations and places;
//! - `modality`: negation and certainty;
//! - `checkable`: whether a sentence asserts anything;
//! - `speaker`: who says what a quotation holds;
//! - `mention`: whom a pronoun or `the company` may stand for;
//! - `part`: the clauses of a sentence that can be true or false by themselves.
//!
//! The readers of details work on any text, so that a page can be read in the same terms.

mod agreement;
mod checkable;
pub(crate) mod date;
mod extraction;
mod lexicon;
mod mention;
mod modality;
mod name;
pub(crate) mod number;
mod part;
mod quotation;
mod reading;
mod speaker;
mod token;

use jiff::civil::Date;
use rust_decimal::Decimal;

use self::reading::Reading;
use self::token::Tokens;
use crate::draft::Draft;
use crate::outlet::Citations;
use crate::text::{Plain, Span};

pub use self::agreement::Agreement;
pub(crate) use self::lexicon::is_speech;
pub use self::modality::Certainty;
pub(crate) use self::name::is_person;

/// Something the draft asserts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Index of its paragraph; 0 for a claim that stands alone.
    pub paragraph: usize,
    /// Its text without markup and attributions; `plain.source(..)` leads to the draft.
    pub plain: Plain,
    /// Whether it can be checked, or why not.
    pub checkable: Checkable,
    /// Its details, in order of place (places in `plain.text()`).
    pub facets: Vec<Facet>,
}

impl Claim {
    /// The claim's words.
    #[must_use]
    pub fn text(&self) -> &str {
        self.plain.text()
    }

    /// Where it is in the draft's text.
    #[must_use]
    pub fn span(&self) -> Span {
        self.plain.source(Span::new(0, self.plain.text().len()))
    }
}

/// Whether a sentence asserts something that a page could state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Checkable {
    /// It does.
    Yes,
    /// It asks.
    Question,
    /// It tells the reader to do something.
    Command,
    /// It is a heading or a title.
    Heading,
    /// It has no verb or no content words.
    Fragment,
    /// It speaks of the draft itself ("as we reported", "read more below").
    Aside,
    /// It judges or wishes, and states no fact.
    Opinion,
}

impl Checkable {
    /// Why it can't be checked; `None` if it can.
    #[must_use]
    pub const fn reason(self) -> Option<&'static str> {
        match self {
            Self::Yes => None,
            Self::Question => Some("a question asserts nothing"),
            Self::Command => Some("an instruction asserts nothing"),
            Self::Heading => Some("a heading is not checked by itself"),
            Self::Fragment => Some("it is no full sentence"),
            Self::Aside => Some("it speaks of the draft itself"),
            Self::Opinion => Some("it is the writer's opinion"),
        }
    }
}

/// A checkable detail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facet {
    /// Where it is in the text it was read from. For a quotation or title: between its marks.
    pub span: Span,
    /// What it is.
    pub value: Value,
}

impl Facet {
    /// This detail with places counted from byte `from` of the text instead of its start.
    pub(crate) fn since(&self, from: usize) -> Self {
        let back = |span: Span| {
            Span::new(span.start.saturating_sub(from), span.end.saturating_sub(from))
        };
        let mut facet = self.clone();
        facet.span = back(facet.span);
        if let Value::Quotation { speaker: Some(speaker) } = &mut facet.value {
            speaker.span = back(speaker.span);
        }
        facet
    }

    /// Moves all places `by` bytes on.
    pub(crate) fn shift(&mut self, by: usize) {
        self.span = self.span.shift(by);
        if let Value::Quotation { speaker: Some(speaker) } = &mut self.value {
            speaker.span = speaker.span.shift(by);
        }
    }
}

/// What a detail says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Words given as somebody's own.
    Quotation {
        /// Who says them, where that can be told.
        speaker: Option<Speaker>,
    },
    /// A title in quotation marks: a film, a campaign, a law. Not speech.
    Title,
    /// A figure.
    Number(Quantity),
    /// A sum of money; `unit` is the ISO 4217 code where known.
    Money(Quantity),
    /// A percentage or percentage points; `amount` 12.5 is 12.5 %.
    Percent(Quantity),
    /// A date.
    Date(When),
    /// A name.
    Name(Name),
    /// A word that denies.
    Negation,
    /// A word that says how sure the text is.
    Certainty(Certainty),
}

impl Value {
    /// The word used in reports.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Quotation { .. } => "quotation",
            Self::Title => "title",
            Self::Number(_) => "number",
            Self::Money(_) => "money",
            Self::Percent(_) => "percent",
            Self::Date(_) => "date",
            Self::Name(_) => "name",
            Self::Negation => "negation",
            Self::Certainty(_) => "certainty",
        }
    }
}

/// Who speaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// The words that name the speaker, in the text of the claim: `she`, `Ada Lane`. Empty
    /// where a sentence before this one names the speaker of both.
    pub span: Span,
    /// Whom those words stand for, where known.
    pub name: Option<String>,
}

/// A figure with its bound and what it counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// The value, scale words applied: `1.5bn` is 1500000000; `a third` is 0.333…; `twice` is 2.
    pub amount: Decimal,
    /// The upper end, for a range: `10 to 12`.
    pub upper: Option<Decimal>,
    /// Whether it is exact, or a bound.
    pub bound: Bound,
    /// The value of the last digit that was written: 100000000 for `1.5bn`, 1 for `742`.
    /// Tells what a rounding may hide.
    pub precision: Decimal,
    /// What is counted or the unit, folded and singular where plain (`signatory`, `km`,
    /// `usd`); empty if not told.
    pub unit: String,
    /// What sort of figure it is.
    pub form: Form,
}

/// How a figure bounds the value it speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bound {
    /// The value itself.
    Exact,
    /// `about`, `some`, `around`, `nearly`, `almost`.
    About,
    /// `more than`, `over`, `at least`.
    AtLeast,
    /// `less than`, `under`, `up to`, `at most`.
    AtMost,
}

/// What sort of figure a quantity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// `12`, `seven hundred`.
    Cardinal,
    /// `third`, `21st`.
    Ordinal,
    /// `a third`, `half`, `one in five`.
    Fraction,
    /// `twice`, `threefold`.
    Multiple,
    /// `dozens`, `hundreds`: the scale is told, the count is not.
    Vague,
    /// `aged 34`, `34-year-old`.
    Age,
}

/// A date as far as it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct When {
    /// First day it may mean.
    pub first: Option<Date>,
    /// Last day it may mean; equal to `first` for one day.
    pub last: Option<Date>,
    /// How fine it is.
    pub grain: Grain,
    /// The year, if told or known from the text's own date.
    pub year: Option<i16>,
    /// The month, if told.
    pub month: Option<i8>,
    /// The day of the month, if told.
    pub day: Option<i8>,
    /// The day of the week, 1 for Monday to 7, if told.
    pub weekday: Option<i8>,
    /// Whether it was told relative to the text's date: `yesterday`, `last month`.
    pub relative: bool,
    /// How many times its grain it lies from the text's date, if told so: -1 for `last
    /// month` and `yesterday`, -2 for `two weeks ago`.
    pub shift: Option<i32>,
}

/// How fine a date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grain {
    /// A day.
    Day,
    /// A week.
    Week,
    /// A month.
    Month,
    /// A quarter or a season.
    Quarter,
    /// A year.
    Year,
    /// A decade.
    Decade,
    /// A century.
    Century,
}

/// A name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The name, folded, without title or office.
    pub folded: String,
    /// Title or office written before it, folded: `prime minister`, `dr`.
    pub role: Option<String>,
}

/// The sentences of a draft and the claims in them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Claims {
    /// Sentences: paragraph and place in the draft's text, in order.
    pub sentences: Vec<(usize, Span)>,
    /// Claims, in order.
    pub claims: Vec<Claim>,
}

/// Finds the claims of a draft. Text of attributions at a paragraph's end is no claim.
///
/// There is a claim for each sentence; a sentence of main clauses that can each be true or
/// false by itself gives a claim for each of them.
#[must_use]
pub fn extract(draft: &Draft, citations: &Citations) -> Claims {
    extraction::extract(draft, citations)
}

/// Reads one claim that stands alone, such as `compare --claim` is given.
#[must_use]
pub fn read(text: &str, today: Option<Date>) -> Claim {
    let reading = Reading::new(text);
    let facets = facets_of(&reading, today);
    let checkable = checkable::judge(&reading, &facets);
    Claim { paragraph: 0, plain: Plain::verbatim(text, 0), checkable, facets }
}

/// Reads the details in any text, such as a passage of a page, in order of place. `today`
/// is the day the text was published, against which `yesterday` is resolved.
///
/// # Examples
///
/// ```
/// use veracite::claim;
///
/// let text = "“We never left,” said Ada Lane.";
/// let facets = claim::facets(text, None);
/// let kinds: Vec<&str> = facets.iter().map(|facet| facet.value.kind()).collect();
/// assert_eq!(kinds, ["quotation", "negation", "certainty", "name"]);
/// ```
#[must_use]
pub fn facets(text: &str, today: Option<Date>) -> Vec<Facet> {
    facets_of(&Reading::new(text), today)
}

/// Reads the dates and figures in a text, without regard to its names.
pub(crate) fn measures(text: &str, today: Option<Date>) -> Vec<Facet> {
    let tokens = Tokens::of(text);
    let mut found = date::read_in(&tokens, today);
    found.extend(number::read_in(&tokens, &found));
    found
}

fn facets_of(reading: &Reading<'_>, today: Option<Date>) -> Vec<Facet> {
    let names = name::read(reading);
    let mut facets = quotation::read(reading, &names);
    let tokens = Tokens::of(reading.text);
    let dates = date::read_in(&tokens, today);
    let mut numbers = number::read_in(&tokens, &dates);
    // A figure inside a date is part of the date; one inside a name, of the name.
    numbers.retain(|number| {
        !is_covered(&dates, number.span) && !is_covered(&names, number.span)
    });
    let titles: Vec<Facet> =
        facets.iter().filter(|facet| facet.value == Value::Title).cloned().collect();
    facets.extend(names.into_iter().filter(|name| {
        !is_covered(&titles, name.span) && !is_covered(&dates, name.span)
    }));
    let modal = modality::read(reading);
    facets.extend(modal.into_iter().filter(|word| !is_covered(&titles, word.span)));
    facets.extend(numbers);
    facets.extend(dates);
    facets.sort_by_key(|facet| (facet.span.start, std::cmp::Reverse(facet.span.end)));
    quotation::resolve(reading.text, &mut facets, &[]);
    facets
}

/// Whether one of `facets`, in order and apart from each other, shares a byte with `span`.
fn is_covered(facets: &[Facet], span: Span) -> bool {
    let first = facets.partition_point(|facet| facet.span.end <= span.start);
    facets.get(first).is_some_and(|facet| facet.span.overlaps(span))
}
