//! One entry of an attribution: a name, and what stands beside it.
//!
//! `The Guardian’s report on licensing, 22 January 2026` is a name, a description and a
//! date. A number or a word belongs to the name if an outlet is called so with it
//! (`Channel 4`, `The Guardian Nigeria`); a word beside a known name is taken for a
//! description only if the tables below say it is one, so that an outlet the registry
//! lacks is never mistaken for one it has.

use crate::outlet::date;
use crate::outlet::date::When;
use crate::outlet::word;
use crate::outlet::word::{Word, words};
use crate::outlet::{OutletId, Resolution};
use crate::text::Span;

/// Words, written small, with which the description of an article begins. Add a word
/// only if no outlet's name goes on with it.
const DESCRIPTIONS: &[&str] = &[
    "about",
    "accessed",
    "analysis",
    "article",
    "articles",
    "blog",
    "by",
    "column",
    "coverage",
    "edition",
    "editorial",
    "essay",
    "exclusive",
    "explainer",
    "feature",
    "front-page",
    "interview",
    "interviews",
    "investigation",
    "investigations",
    "letter",
    "live",
    "liveblog",
    "newsletter",
    "newspaper",
    "obituary",
    "on",
    "op-ed",
    "opinion",
    "p",
    "page",
    "pages",
    "piece",
    "podcast",
    "poll",
    "pp",
    "profile",
    "report",
    "reporting",
    "reports",
    "retrieved",
    "review",
    "series",
    "stories",
    "story",
    "survey",
    "transcript",
    "video",
    "website",
];

/// Words that may stand between a name and the word of [`DESCRIPTIONS`].
const ADJECTIVES: &[&str] = &["breaking", "cover", "lead", "long", "news", "original"];

/// Most words of a name that a description follows.
const MAX_NAME: usize = 8;

/// Bracketed words that may follow a name.
const MAX_BRACKETS: usize = 3;

/// What the grammar asks of the registry.
pub(super) trait Names {
    /// What `label` means.
    fn resolve(&self, label: &str) -> Resolution;

    /// The outlet that publishes at `url`, and its edition if the address tells.
    fn by_url(&self, url: &str) -> Option<(OutletId, Option<String>)>;

    /// Whether exactly one outlet is called `label`. This is asked many times for one
    /// label, so it should not look for near misses.
    fn knows(&self, label: &str) -> bool;
}

/// An entry of an attribution, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Label {
    /// The name; the address, if there is no name.
    pub(super) name: Span,
    /// Whether an outlet is called so.
    pub(super) known: bool,
    /// The date beside it.
    pub(super) when: When,
    /// The address beside it.
    pub(super) url: Option<Span>,
    /// The words that describe the article.
    pub(super) description: Option<Span>,
}

/// Reads the entry at `span` of `text`. Of names, only those that end after `reach` are
/// tried: an entry that is joined from several is one only if its name spans the joint.
pub(super) fn read(text: &str, span: Span, reach: usize, names: &impl Names) -> Label {
    let mut label = Label { name: tidy(text, span), ..Label::default() };
    // An address in the entry comes first: the registry may know it as a whole.
    take_url(text, &mut label);
    if !is_known(text, label.name, reach, names) {
        let done = take_brackets(text, &mut label, reach, names);
        if !done && take_date(text, &mut label, reach, names) == Dated::Elsewhere {
            take_description(text, &mut label, span.end, reach, names);
        }
    }
    label.name = tidy(text, label.name);
    label.known = is_known(text, label.name, reach, names);
    label
}

/// Whether `word` begins a description, as `article on …` does.
pub(super) fn describes(word: &str) -> bool {
    DESCRIPTIONS.contains(&word) || ADJECTIVES.contains(&word)
}

/// Whether `word` is an address: `https://…`, `www.…`, `example.org/…`. A bare host
/// (`Investing.com`) is a name.
pub(super) fn is_url(word: &str) -> bool {
    let starts = |prefix: &str| {
        word.get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix))
            && word.len() > prefix.len()
    };
    if ["https://", "http://", "www."].into_iter().any(starts) {
        return true;
    }
    let Some((host, _)) = word.split_once('/') else { return false };
    let Some((front, top)) = host.rsplit_once('.') else { return false };
    let is_host = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.');
    top.len() >= 2
        && top.bytes().all(|b| b.is_ascii_alphabetic())
        && front.starts_with(|c: char| c.is_ascii_alphanumeric())
        && front.chars().all(is_host)
}

/// The address written as `word`, with its scheme.
pub(super) fn address(word: &str) -> String {
    if word.contains("://") { word.to_owned() } else { format!("https://{word}") }
}

/// Whether one outlet is called what stands at `span`.
fn is_known(text: &str, span: Span, reach: usize, names: &impl Names) -> bool {
    span.end > reach && !span.is_empty() && names.knows(span.of(text))
}

/// `span` without the white space and marks that are no part of a name. Brackets stay
/// where they are in pairs.
fn tidy(text: &str, span: Span) -> Span {
    let edge = |c: char| c.is_whitespace() || "*_~\"“”„«»,.;:–—-、，。：".contains(c);
    let span = word::trim(text, span, edge);
    // "U.S." loses its last stop here, and is found all the same: names are folded.
    let inside = span.of(text);
    if inside.starts_with(['\'', '‘']) {
        return word::trim(text, span, |c| "'‘’".contains(c));
    }
    let is_mark = |c: char| "()[]".contains(c);
    let enclosed = inside.starts_with(['(', '['])
        && inside.ends_with([')', ']'])
        && inside.matches(is_mark).count() == 2;
    if enclosed { word::trim(text, span, is_mark) } else { span }
}

/// `url` without the marks after it that belong to the text around it.
pub(super) fn without_marks(url: &str) -> &str {
    let mut url = url.trim_end_matches(|c| ".,;:!?\"“”»*_>".contains(c));
    let opened = url.matches(['(', '[']).count();
    let mut closed = url.matches([')', ']', '）', '】']).count();
    while closed > opened && url.ends_with([')', ']', '）', '】']) {
        closed -= 1;
        url = &url[..url.char_indices().next_back().map_or(0, |(at, _)| at)];
    }
    url
}

/// Takes an address out of the entry. What stands before it is the name, or else what
/// stands after it, or else itself.
fn take_url(text: &str, label: &mut Label) {
    let found = words(text, label.name).into_iter().find_map(|word| {
        let inside = word.raw.of(text);
        let head = inside.trim_start_matches(|c| "([<\"“*_".contains(c));
        let start = word.raw.start + (inside.len() - head.len());
        let url = Span::new(start, start + without_marks(head).len());
        is_url(url.of(text)).then_some((word.raw, url))
    });
    let Some((raw, url)) = found else { return };
    label.url = Some(url);
    let has_letters = |span: &Span| span.of(text).contains(char::is_alphanumeric);
    let before = tidy(text, Span::new(label.name.start, raw.start));
    let after = tidy(text, Span::new(raw.end, label.name.end));
    label.name = [before, after].into_iter().find(has_letters).unwrap_or(url);
}

/// Takes brackets off the end of the entry: `The Guardian (2023)`, `Guardian (exclusive)`.
/// Says whether a known name remains.
fn take_brackets(
    text: &str,
    label: &mut Label,
    reach: usize,
    names: &impl Names,
) -> bool {
    for _ in 0..MAX_BRACKETS {
        let Some((head, inside)) = last_bracket(text, label.name) else { return false };
        match date::read(date::without_lead(inside.of(text).trim())) {
            Some(when) => label.when = label.when.filled(when).unwrap_or(label.when),
            None if inside.of(text).contains(char::is_alphanumeric) => {
                label.description = Some(inside);
            }
            None => {}
        }
        label.name = tidy(text, head);
        if is_known(text, label.name, reach, names) {
            return true;
        }
    }
    false
}

/// What stands before the bracket at the end of `span`, and inside it.
fn last_bracket(text: &str, span: Span) -> Option<(Span, Span)> {
    let inside = span.of(text);
    let last = inside.chars().next_back()?;
    if !matches!(last, ')' | ']' | '）' | '］') {
        return None;
    }
    let mut depth = 0_usize;
    for (at, c) in inside.char_indices().rev() {
        match c {
            ')' | ']' | '）' | '］' => depth += 1,
            '(' | '[' | '（' | '［' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            let open = span.start + at;
            let within = Span::new(open + c.len_utf8(), span.end - last.len_utf8());
            return (at > 0).then_some((Span::new(span.start, open), within));
        }
    }
    None
}

/// What [`take_date`] found.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Dated {
    /// A known name, and a date after it.
    Here,
    /// Anything else: there may be a description before the date.
    Elsewhere,
}

/// Takes a date off the end of the entry: the shortest that leaves a known name, else
/// the longest.
fn take_date(text: &str, label: &mut Label, reach: usize, names: &impl Names) -> Dated {
    let tails = date::tails(label.name.of(text));
    let head = |at: usize| tidy(text, Span::new(label.name.start, label.name.start + at));
    let known =
        tails.iter().rev().find(|(at, _)| is_known(text, head(*at), reach, names));
    if let Some(&(at, when)) = known {
        label.name = head(at);
        label.when = label.when.filled(when).unwrap_or(label.when);
        return Dated::Here;
    }
    let Some(&(at, when)) = tails.first() else { return Dated::Elsewhere };
    // "report on Vision 2030": a lone year after a description is part of it.
    let in_description = when.is_year()
        && (describes_after_name(text, label.name).is_some()
            || known_prefix(text, label.name, reach, names).is_some());
    if !in_description {
        label.name = head(at);
        label.when = label.when.filled(when).unwrap_or(label.when);
    }
    Dated::Elsewhere
}

/// Takes a description off the end of the entry: what follows a known name, or else what
/// begins with a word that describes.
fn take_description(
    text: &str,
    label: &mut Label,
    end: usize,
    reach: usize,
    names: &impl Names,
) {
    let split = known_prefix(text, label.name, reach, names)
        .or_else(|| describes_after_name(text, label.name));
    let Some((name, mut rest)) = split else { return };
    // The mark that closes a quoted title was taken for no part of a name.
    let after = Span::new(rest.end, end).of(text);
    rest.end += after.len() - after.trim_start_matches(['"', '”', '»', '’']).len();
    label.name = name;
    label.description = Some(rest);
}

/// The longest known name that `span` begins with and a description follows; the two.
fn known_prefix(
    text: &str,
    span: Span,
    reach: usize,
    names: &impl Names,
) -> Option<(Span, Span)> {
    let words = words(text, span);
    let last = words.len().saturating_sub(1).min(MAX_NAME);
    (1..=last).rev().find_map(|n| {
        let (name, possessive) = prefix(text, &words[..n])?;
        let follows =
            possessive || mark_follows(text, &words, n) || describes(words[n].text);
        let known = follows && is_known(text, name, reach, names);
        known.then(|| (name, Span::new(words[n].raw.start, span.end)))
    })
}

/// The part of an unknown name before the first word that describes, and the rest.
fn describes_after_name(text: &str, span: Span) -> Option<(Span, Span)> {
    let words = words(text, span);
    let n = (1..words.len()).find(|&n| describes(words[n].text))?;
    let (name, _) = prefix(text, &words[..n])?;
    Some((name, Span::new(words[n].raw.start, span.end)))
}

/// The name that `words` are, and whether it is followed by a possessive ending.
fn prefix(text: &str, words: &[Word<'_>]) -> Option<(Span, bool)> {
    let span = tidy(text, words.first()?.raw.cover(words.last()?.raw));
    let name = span.of(text);
    let ending = ["'s", "’s", "'", "’"].into_iter().find(|ending| name.ends_with(ending));
    let end = span.end - ending.map_or(0, str::len);
    Some((Span::new(span.start, end), ending.is_some()))
}

/// Whether a mark stands between the first `n` words and the next that sets a
/// description off: a dash, a colon, a quotation mark.
fn mark_follows(text: &str, words: &[Word<'_>], n: usize) -> bool {
    let before = Span::new(words[n - 1].core.end, words[n - 1].raw.end).of(text);
    let after = Span::new(words[n].raw.start, words[n].core.start).of(text);
    before.contains([':', '–', '—', '：'])
        || after.contains(['"', '“', '«', '–', '—', '-'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outlet::sample::Sample;

    /// Name, date, address and description of an entry; empty for none.
    #[track_caller]
    fn check(text: &str, expected: (&str, &str, &str, &str)) {
        let label = read(text, Span::new(0, text.len()), 0, &Sample);
        let When { year, month, day } = label.when;
        let when: Vec<String> = [year, month.map(i16::from), day.map(i16::from)]
            .into_iter()
            .flatten()
            .map(|part| part.to_string())
            .collect();
        let of = |span: Option<Span>| span.map_or("", |span| span.of(text));
        assert_eq!(
            (label.name.of(text), &*when.join("-"), of(label.url), of(label.description)),
            expected
        );
    }

    #[test]
    fn a_number_belongs_to_the_name_if_an_outlet_is_called_so() {
        for name in
            ["Channel 4", "France 24", "1843", "BBC Radio 4", "Studio 10", "News18"]
        {
            check(name, (name, "", "", ""));
        }
        check("Channel 4 2023", ("Channel 4", "2023", "", ""));
    }

    #[test]
    fn dates_stand_beside_a_name() {
        check("The Guardian 2023", ("The Guardian", "2023", "", ""));
        check("The Guardian (2023)", ("The Guardian", "2023", "", ""));
        check("The Guardian (22/01/2026)", ("The Guardian", "2026-1-22", "", ""));
        check("The Guardian of 22 January 2026", ("The Guardian", "2026-1-22", "", ""));
        check("TheWrap – Mar 16–19, 2026", ("TheWrap", "2026-3", "", ""));
        check("The Gaurdian 2023", ("The Gaurdian", "2023", "", ""));
        check("Mail on Sunday 22 January 2026", ("Mail on Sunday", "2026-1-22", "", ""));
    }

    #[test]
    fn an_edition_in_brackets_is_part_of_the_label() {
        check("Variety (AU)", ("Variety (AU)", "", "", ""));
        check("Variety (AU) (2023)", ("Variety (AU)", "2023", "", ""));
    }

    #[test]
    fn a_description_follows_a_name() {
        check("The Guardian article on AI", ("The Guardian", "", "", "article on AI"));
        check("The Guardian’s report on x", ("The Guardian", "", "", "report on x"));
        check("Guardian (exclusive)", ("Guardian", "", "", "exclusive"));
        check("TheWrap: “A title, long”", ("TheWrap", "", "", "“A title, long”"));
        check("The Gaurdian report on x", ("The Gaurdian", "", "", "report on x"));
        check(
            "TheWrap report on Vision 2030",
            ("TheWrap", "", "", "report on Vision 2030"),
        );
    }

    #[test]
    fn another_paper_is_not_a_description_of_the_one_it_is_named_after() {
        check("The Guardian Weekly", ("The Guardian Weekly", "", "", ""));
    }

    #[test]
    fn an_address_stands_beside_a_name_or_alone() {
        check(
            "https://a.example/x",
            ("https://a.example/x", "", "https://a.example/x", ""),
        );
        check("TheWrap www.a.example/x", ("TheWrap", "", "www.a.example/x", ""));
        check("TheWrap (https://a.example)", ("TheWrap", "", "https://a.example", ""));
        check("Investing.com", ("Investing.com", "", "", ""));
    }

    #[test]
    fn only_what_looks_like_an_address_is_one() {
        for word in ["AP/Guardian", "U.S./Canada", "https://", "a.b", "v1.2/x", "/x.y/"] {
            assert!(!is_url(word), "{word}");
        }
        for word in ["HTTPS://x", "www.x", "theguardian.com/uk", "news.co.uk/"] {
            assert!(is_url(word), "{word}");
        }
    }
}
