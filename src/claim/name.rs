//! Names of people, organisations and places: runs of words with capitals.

mod table;

use std::collections::BTreeSet;

use self::table::{
    COMMON, GENERIC, MODIFIER, NUMBERED, ORGANISATION, PARTICLE, ROLE, SUFFIX, TIME,
    TITLE,
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
        while !self.is_possessive(last) {
            let Some(next) = self.next(first, last, &mut of) else { break };
            last = next;
        }
        Some(Run { first, last, possessive: self.is_possessive(last) })
    }

    /// Index of the word that the run from `first` to `last` goes on with. `of` tells
    /// whether it holds an `of`, after which `and` joins: `Office of Science and …`.
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
        *of |= goes_on && links;
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
        if !self.is_part(at) || (word.is_in(GENERIC) && !word.is_in(ROLE)) {
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

fn is_figure(lower: &str) -> bool {
    lower.len() <= 4 && lower.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a word has the ending of a common word rather than of a name.
fn is_common_form(lower: &str) -> bool {
    const ENDINGS: &[&str] = &[
        "ing", "ly", "ers", "ors", "ists", "tion", "tions", "ments", "ment", "ness",
        "ies", "ed", "ents", "ants", "ives", "isers", "izers", "ials", "ians", "eers",
        "ances", "ences",
    ];
    lower.len() > 4 && ENDINGS.iter().any(|ending| lower.ends_with(ending))
}
