//! Names of people, organisations and places: runs of words with capitals.

mod table;

use std::collections::BTreeSet;

use self::table::{
    COMMON, DEVOTED, GENERIC, MODIFIER, NUMBERED, ORGANISATION, PARTICLE, ROLE, SUFFIX,
    TIME, TITLE,
};
use crate::claim::lexicon::SPEECH;
use crate::claim::reading::Reading;
use crate::claim::{Facet, Name, Value};
use crate::text::{Span, fold_name};

/// The longest run of capitals that is still a name, in words; a longer one is a headline.
const LONGEST: usize = 10;

/// Reads the names in a text. A place holds the name without title, office or `’s`.
pub(crate) fn read(reading: &Reading<'_>) -> Vec<Facet> {
    if is_all_capitals(reading) {
        return Vec::new();
    }
    let reader = Reader { reading, inner: seen_inside(reading) };
    let mut names = Vec::new();
    let mut at = 0;
    while at < reading.words.len() {
        let Some(run) = reader.run(at) else {
            at += 1;
            continue;
        };
        at = run.last + 1;
        names.extend(reader.name(&run));
    }
    names
}

/// Whether a name is likely a person's.
pub(crate) fn is_person(written: &str, name: &Name) -> bool {
    let n_words = written.split([' ', '-']).count();
    let acronym = written.chars().all(|c| !c.is_lowercase());
    let mut words = name.folded.split(' ');
    let organisation = words.any(|word| ORGANISATION.binary_search(&word).is_ok());
    let place = matches!(
        name.folded.split(' ').next(),
        Some("east" | "new" | "north" | "south" | "united" | "west")
    );
    (name.role.is_some() || (2..=5).contains(&n_words))
        && !acronym
        && !organisation
        && !place
}

/// A headline in capitals: none of its words stands out.
fn is_all_capitals(reading: &Reading<'_>) -> bool {
    reading.words.len() > 3 && !reading.text.chars().any(char::is_lowercase)
}

/// Words seen with a capital where no sentence starts.
fn seen_inside<'t>(reading: &'t Reading<'_>) -> BTreeSet<&'t str> {
    let capitals = reading.words.iter().enumerate().filter(|(_, word)| word.capital);
    capitals
        .filter(|&(at, _)| !is_initial(reading, at))
        .map(|(_, word)| stem(&word.lower))
        .collect()
}

/// A word without the `'s` of a possessive.
fn stem(lower: &str) -> &str {
    lower.strip_suffix("'s").or_else(|| lower.strip_suffix('\'')).unwrap_or(lower)
}

/// Whether the word is the first of a sentence, a quotation or a bracket.
fn is_initial(reading: &Reading<'_>, at: usize) -> bool {
    let gap = reading.gap(at);
    if at == 0
        || gap.contains(['"', '“', '‘', '«', '(', '[', ':', '!', '?', '…', '\n', '•'])
    {
        return true;
    }
    gap.contains('.') && {
        let start = reading.words[at].span.start;
        reading
            .sentences
            .get(reading.sentence_at(start))
            .is_some_and(|s| s.start == start)
    }
}

struct Reader<'r, 't> {
    reading: &'r Reading<'t>,
    /// Words seen with a capital inside a sentence.
    inner: BTreeSet<&'r str>,
}

/// Words `first` to `last` that belong together.
struct Run {
    first: usize,
    last: usize,
    /// Whether the last word ended in `’s`.
    possessive: bool,
}

impl Reader<'_, '_> {
    /// The run of capitals that starts with the word `first`.
    fn run(&self, first: usize) -> Option<Run> {
        if !self.starts(first) {
            return None;
        }
        let mut last = first;
        let mut of = false;
        while !self.is_possessive(last) && last - first < 2 * LONGEST {
            let Some(next) = self.next(first, last, &mut of) else { break };
            last = next;
        }
        Some(Run { first, last, possessive: self.is_possessive(last) })
    }

    /// Index of the word that the run from `first` to `last` goes on with. `of` tells
    /// whether `and` joins too: `Office of Science and …`, but not `Bank of England and …`.
    fn next(&self, first: usize, last: usize, of: &mut bool) -> Option<usize> {
        let reading = self.reading;
        let next = last + 1;
        let word = reading.words.get(next)?;
        match reading.gap(next) {
            " " | "\u{a0}" => {}
            "-" | "‑" => return (word.capital && self.is_part(next)).then_some(next),
            " & " | "&" => return self.is_part(next).then_some(next),
            ". " if self.takes_stop(last) => {}
            ", " => return (word.is_in(SUFFIX) && word.capital).then_some(next),
            _ => return None,
        }
        if self.is_part(next) {
            return Some(next);
        }
        if is_figure(&word.lower) {
            return reading.is_in(last, NUMBERED).then_some(next);
        }
        let joins = word.is_in(PARTICLE);
        let links = matches!(word.lower.as_ref(), "of" | "for")
            && self.is_organisation(first, last)
            || word.is("and") && *of;
        if !joins && !links {
            return None;
        }
        // `van der Berg`, `of the Interior`.
        let skip =
            reading.is_in(next + 1, PARTICLE) || links && reading.is(next + 1, "the");
        let after = next + 1 + usize::from(skip);
        let adjoins =
            (next + 1..=after).all(|at| matches!(reading.gap(at), " " | "'" | "’"));
        let goes_on = adjoins && self.is_part(after);
        *of |= goes_on && links && (first..=last).any(|at| reading.is_in(at, DEVOTED));
        goes_on.then_some(after)
    }

    fn is_organisation(&self, first: usize, last: usize) -> bool {
        (first..=last).any(|at| self.reading.is_in(at, ORGANISATION))
    }

    /// Whether a full stop after the word belongs to it: `J. Doe`, `Dr. Doe`.
    fn takes_stop(&self, at: usize) -> bool {
        let word = &self.reading.words[at];
        word.span.len() == 1 || word.is_in(TITLE)
    }

    fn is_possessive(&self, at: usize) -> bool {
        self.reading.words[at].lower.ends_with("'s")
    }

    /// Whether the word, inside a run, is part of a name.
    fn is_part(&self, at: usize) -> bool {
        self.reading.words.get(at).is_some_and(|word| {
            let pronoun =
                matches!(word.lower.as_ref(), "i" | "i'm" | "i've" | "i'll" | "i'd")
                    && !self.reading.gap(at + 1).starts_with('.');
            word.capital && !word.is_in(TIME) && !word.lower.ends_with("n't") && !pronoun
        })
    }

    /// Whether a name can start with the word.
    fn starts(&self, at: usize) -> bool {
        let word = &self.reading.words[at];
        if !self.is_part(at) || (is_generic(&word.lower) && !word.is_in(ROLE)) {
            return false;
        }
        let initial = is_initial(self.reading, at);
        if word.is_in(COMMON) && (initial || word.span.len() <= 5) {
            return false;
        }
        if !initial || self.inner.contains(stem(&word.lower)) {
            return true;
        }
        let next = at + 1;
        let joins = matches!(self.reading.gap(next), " " | "-" | ". " | " & ");
        if joins && (self.is_part(next) || self.reading.is_in(next, PARTICLE)) {
            return true;
        }
        !is_common_form(&word.lower)
            && (self.reading.is_in(next, SPEECH)
                || self.is_possessive(at)
                || word.span.len() > 3)
    }

    /// The name in a run, without its offices; none if it is nothing but an office.
    fn name(&self, run: &Run) -> Option<Facet> {
        let reading = self.reading;
        if run.last - run.first >= LONGEST {
            return None;
        }
        let mut first = run.first;
        while first <= run.last && self.is_office(first) {
            first += 1;
        }
        if first > run.last {
            return None;
        }
        let mut span = reading.span(first, run.last);
        if run.possessive {
            let written = span.of(reading.text);
            let cut =
                written.trim_end_matches(['s', 'S']).trim_end_matches(['\'', '’', 'ʼ']);
            span.end = span.start + cut.len();
        }
        let folded = fold_name(span.of(reading.text));
        if folded.is_empty() || folded.len() == 1 {
            return None;
        }
        let role = self.role(run.first, first);
        Some(Facet { span, value: Value::Name(Name { folded, role }) })
    }

    /// Whether the word is a title, or part of an office that is not itself the start of
    /// a name: `Prime Minister`, but neither `Prince of Wales` nor `Home Office`.
    fn is_office(&self, at: usize) -> bool {
        let next = self.reading.words.get(at + 1);
        if self.reading.is_in(at, MODIFIER) {
            return next.is_some_and(|next| next.is_in(ROLE));
        }
        let named = next.is_none_or(|next| !next.is("of"));
        self.reading.is_in(at, TITLE) || (self.reading.is_in(at, ROLE) && named)
    }

    /// The office before a name: capitals from `from`, or lower-case words before those.
    fn role(&self, from: usize, name: usize) -> Option<String> {
        let mut first = from;
        while first > 0
            && name - first < 4
            && self.reading.gap(first) == " "
            && self.is_office(first - 1)
            && (first < name
                || self.reading.gap(name) == " "
                || self.reading.gap(name) == ". ")
        {
            first -= 1;
        }
        if first == name {
            return None;
        }
        let start = self.reading.words[first].span.start;
        let end = self.reading.words[name - 1].span.end;
        Some(fold_name(Span::new(start, end).of(self.reading.text)))
    }
}

/// Whether the word, with or without `'s`, is a capital that names nothing.
fn is_generic(lower: &str) -> bool {
    GENERIC.binary_search(&stem(lower)).is_ok()
}

fn is_figure(lower: &str) -> bool {
    lower.len() <= 4 && lower.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a word has the ending of a common word rather than of a name.
fn is_common_form(lower: &str) -> bool {
    const ENDINGS: &[&str] = &[
        "ing", "ly", "ers", "ors", "ists", "tion", "tions", "ments", "ment", "ness",
        "ies", "ed", "ents", "ants", "ive", "ives", "isers", "izers", "ials", "ians",
        "eers", "ances", "ences",
    ];
    lower.len() > 4 && ENDINGS.iter().any(|ending| lower.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use crate::claim::{Value, facets};

    /// `expected`: the names as written; after ` < `, the office.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<String> = facets(text, None)
            .iter()
            .filter_map(|facet| match &facet.value {
                Value::Name(name) => {
                    let role = name.role.as_ref().map(|role| format!(" < {role}"));
                    Some(format!("{}{}", facet.span.of(text), role.unwrap_or_default()))
                }
                _ => None,
            })
            .collect();
        assert_eq!(found, expected, "in {text}");
    }

    #[test]
    fn people_are_read_whole() {
        check(
            "The prize went to Ada Lane and Joseph Hale-Moss.",
            &["Ada Lane", "Joseph Hale-Moss"],
        );
        check("It was won by J. K. Moss.", &["J. K. Moss"]);
        check(
            "A book by Juan de la Vega and Ria van der Berg sold.",
            &["Juan de la Vega", "Ria van der Berg"],
        );
        check("They met Martin Lane Jr. at noon.", &["Martin Lane Jr"]);
        check("They met Martin Lane, Jr., at noon.", &["Martin Lane, Jr"]);
        check("Ada Lane spoke.", &["Ada Lane"]);
        check("It is Ada Lane’s book and Moss's film.", &["Ada Lane", "Moss"]);
    }

    #[test]
    fn offices_stand_apart() {
        check("It shocked Prime Minister Ada Lane.", &["Ada Lane < prime minister"]);
        check(
            "It shocked the chief executive Ada Lane.",
            &["Ada Lane < chief executive"],
        );
        check("Dr. Ada Lane and Mr Moss left.", &["Ada Lane < dr", "Moss < mr"]);
        check("Former President Ada Lane left.", &["Ada Lane < president"]);
        check("They met the Prime Minister.", &[]);
        check("It fell to actor Ada Lane.", &["Ada Lane < actor"]);
        check("It is for Sir Ben Okoro.", &["Ben Okoro < sir"]);
        check("The Prince of Wales left.", &["Prince of Wales"]);
        check("The Home Office agreed.", &["Home Office"]);
    }

    #[test]
    fn organisations_and_places_are_read_whole() {
        check(
            "It fell on the U.S. Office of Science and Technology Policy today.",
            &["U.S. Office of Science and Technology Policy"],
        );
        check("The Bank of England and NATO agreed.", &["Bank of England", "NATO"]);
        check(
            "It moved from New York to the United States.",
            &["New York", "United States"],
        );
        check(
            "It sued Marks & Bell and Acme, Inc. in May.",
            &["Marks & Bell", "Acme, Inc"],
        );
        check("The University of the West rose.", &["University of the West"]);
        check("They watched Channel 4 on a Boeing 737.", &["Channel 4", "Boeing 737"]);
        check("A London-based firm grew.", &["London"]);
        check("The Guardian reported it.", &["Guardian"]);
    }

    #[test]
    fn a_capital_at_the_start_of_a_sentence_is_no_name() {
        check("Supporters say so.", &[]);
        check("Organisers agreed. Backers left. Reports note it.", &[]);
        check("Prominent writers signed.", &[]);
        check("Moving on was hard. Finally it ended.", &[]);
        check("However, Ada Lane left.", &["Ada Lane"]);
        check("“Nobody knew,” he said.", &[]);
        check("Oil rose. It fell.", &[]);
    }

    #[test]
    fn a_name_at_the_start_of_a_sentence_is_one() {
        check("Lane said so.", &["Lane"]);
        check("Blanchard and Moss left.", &["Blanchard", "Moss"]);
        check("Paris's mayor left.", &["Paris"]);
        check("We met Rose Hale. Rose left.", &["Rose Hale", "Rose"]);
    }

    #[test]
    fn days_months_and_common_acronyms_are_no_names() {
        check("On Monday in May the AI chatbot met the CEO.", &[]);
        check("It is AI's fault on TV.", &[]);
        check("They left; I did too, and I'm glad.", &[]);
    }

    #[test]
    fn a_headline_in_capitals_has_no_names() {
        check("BANKS FALL AS RATES RISE", &[]);
    }

    #[test]
    fn a_name_in_a_quotation_is_kept_and_one_in_a_title_is_not() {
        check("“We met Ada Lane,” they said.", &["Ada Lane"]);
        check("The film “Ada Lane Returns” opened.", &[]);
    }
}
