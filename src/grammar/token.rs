//! Cutting a text into the words of a treebank: `don't` is `do` and `n't`, `Ada's` is
//! `Ada` and `'s`, and marks, hyphens and slashes stand by themselves.

use crate::text::Span;

/// Abbreviations that keep their stop, in lower case and sorted. (Titles, months,
/// companies and measures as news agencies shorten them.)
const SHORTENED: &[&str] = &[
    "adm", "apr", "assn", "aug", "ave", "blvd", "bros", "capt", "cmdr", "co", "col",
    "corp", "dec", "dept", "dr", "etc", "feb", "fig", "ft", "gen", "gov", "hon", "inc",
    "jan", "jr", "lt", "ltd", "maj", "messrs", "mr", "mrs", "ms", "mt", "no", "nov",
    "oct", "prof", "rep", "reps", "rev", "sen", "sens", "sept", "sgt", "sr", "st", "vs",
];

/// What follows the apostrophe of a contraction, in lower case.
const CLITICS: &[&str] = &["d", "ll", "m", "re", "s", "ve"];

/// The tokens of `text`, in order, into `spans`, which is emptied first.
pub(crate) fn split(text: &str, spans: &mut Vec<Span>) {
    spans.clear();
    // English has a word or mark in about every five bytes.
    spans.reserve(text.len() / 4);
    let mut start = None;
    for (at, c) in text.char_indices() {
        match (c.is_whitespace(), start) {
            (true, Some(from)) => {
                split_chunk(text, Span::new(from, at), spans);
                start = None;
            }
            (false, None) => start = Some(at),
            _ => {}
        }
    }
    if let Some(from) = start {
        split_chunk(text, Span::new(from, text.len()), spans);
    }
}

/// Splits a run without white space.
fn split_chunk(text: &str, chunk: Span, spans: &mut Vec<Span>) {
    if is_address(chunk.of(text)) {
        let core =
            chunk.of(text).trim_end_matches(['.', ',', ';', ':', ')', '"', '”', '’']);
        spans.push(Span::new(chunk.start, chunk.start + core.len()));
        split_run(text, Span::new(chunk.start + core.len(), chunk.end), spans);
    } else {
        split_run(text, chunk, spans);
    }
}

/// Whether a chunk is a web or mail address, which is one word.
fn is_address(chunk: &str) -> bool {
    let is_mail = chunk.split_once('@').is_some_and(|(name, host)| {
        name.ends_with(char::is_alphanumeric) && host.contains('.')
    });
    is_mail || chunk.contains("://") || chunk.starts_with("www.")
}

fn split_run(text: &str, chunk: Span, spans: &mut Vec<Span>) {
    let mut at = chunk.start;
    while let Some(c) = text.get(at..chunk.end).and_then(|rest| rest.chars().next()) {
        let end = if c.is_alphanumeric() {
            let end = end_of_word(text, at, chunk.end);
            split_word(text, Span::new(at, end), spans);
            end
        } else {
            let end = end_of_mark(text, at, c, chunk.end);
            spans.push(Span::new(at, end));
            end
        };
        at = end;
    }
}

/// Where the mark or clitic at `start` ends: marks that repeat are one (`...`, `--`).
fn end_of_mark(text: &str, start: usize, c: char, limit: usize) -> usize {
    let after = start + c.len_utf8();
    let rest = text.get(after..limit).unwrap_or_default();
    match c {
        '.' | '-' | '!' | '?' | '*' | '=' | '_' => {
            let same =
                |other: char| other == c || ("!?".contains(c) && "!?".contains(other));
            after + rest.find(|other| !same(other)).unwrap_or(rest.len())
        }
        '\'' if rest.starts_with('\'') => after + 1,
        '`' if rest.starts_with('`') => after + 1,
        _ => after,
    }
}

/// Where the word at `start` ends, before contractions are split off.
fn end_of_word(text: &str, start: usize, limit: usize) -> usize {
    let mut chars = text.get(start..limit).unwrap_or_default().char_indices().peekable();
    let mut before = [' '; 2];
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map_or(' ', |(_, next)| *next);
        let inside = match c {
            _ if c.is_alphanumeric() || is_joiner(c) => true,
            '.' => keeps_stop(text, Span::new(start, start + at), before, next, limit),
            ',' | ':' => before[1].is_ascii_digit() && next.is_ascii_digit(),
            '\'' | '’' | 'ʼ' => before[1].is_alphanumeric() && next.is_alphanumeric(),
            '&' => before[1].is_uppercase() && next.is_uppercase(),
            '_' | '@' => next.is_alphanumeric(),
            _ => false,
        };
        if !inside {
            return start + at;
        }
        before = [before[1], c];
    }
    limit
}

/// Marks that combine with the letter before.
const fn is_joiner(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{200d}' | '\u{fe0f}')
}

/// Whether the stop after `word` belongs to it; `before` are the two characters before the
/// stop and `next` the one after, a space where the run ends.
fn keeps_stop(
    text: &str,
    word: Span,
    before: [char; 2],
    next: char,
    limit: usize,
) -> bool {
    let [earlier, last] = before;
    if next.is_alphanumeric() {
        return last.is_ascii_digit() && next.is_ascii_digit()
            || last.is_alphabetic() && !earlier.is_alphanumeric();
    }
    let word = word.of(text);
    let is_initials = earlier == '.' && last.is_alphabetic();
    let is_initial = word.chars().count() == 1 && last.is_uppercase() && last != 'I';
    let is_last = text.get(limit..).is_none_or(|rest| rest.trim_start().is_empty());
    if is_initials {
        return true;
    }
    !is_last && (is_initial || is_shortened(word))
}

fn is_shortened(word: &str) -> bool {
    word.len() < 8 && SHORTENED.binary_search(&word.to_ascii_lowercase().as_str()).is_ok()
}

/// Adds `word`, its contraction split off.
fn split_word(text: &str, word: Span, spans: &mut Vec<Span>) {
    let form = word.of(text);
    if let Some(at) = contraction(form).filter(|at| *at > 0 && *at < form.len()) {
        spans.push(Span::new(word.start, word.start + at));
        spans.push(Span::new(word.start + at, word.end));
    } else {
        spans.push(word);
    }
}

/// Where in `form` the second part of a contraction begins.
fn contraction(form: &str) -> Option<usize> {
    if form.eq_ignore_ascii_case("cannot") {
        return Some(3);
    }
    let digits = form.find(|c: char| !c.is_ascii_digit() && c != ':' && c != '.');
    if let Some(at) = digits.filter(|at| *at > 0) {
        let rest = &form[at..];
        return (rest.eq_ignore_ascii_case("am") || rest.eq_ignore_ascii_case("pm"))
            .then_some(at);
    }
    let (at, mark) =
        form.char_indices().rev().find(|(_, c)| matches!(c, '\'' | '’' | 'ʼ'))?;
    let after = &form[at + mark.len_utf8()..];
    if after.eq_ignore_ascii_case("t") && form[..at].ends_with(['n', 'N']) {
        return Some(at - 1);
    }
    CLITICS.iter().any(|clitic| after.eq_ignore_ascii_case(clitic)).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let mut spans = Vec::new();
        split(text, &mut spans);
        let forms: Vec<&str> = spans.iter().map(|span| span.of(text)).collect();
        assert_eq!(forms, expected);
    }

    #[test]
    fn contractions_and_owners_are_two_words() {
        check("Ada’s won't, they're", &["Ada", "’s", "wo", "n't", ",", "they", "'re"]);
        check("cannot 5pm", &["can", "not", "5", "pm"]);
        check("the workers' plan", &["the", "workers", "'", "plan"]);
    }

    #[test]
    fn hyphens_and_quotation_marks_stand_alone() {
        check("“a 15-year term”", &["“", "a", "15", "-", "year", "term", "”"]);
    }

    #[test]
    fn abbreviations_and_figures_keep_their_stops() {
        check(
            "Mr. J. Doe of the U.S. paid $1,500.50.",
            &["Mr.", "J.", "Doe", "of", "the", "U.S.", "paid", "$", "1,500.50", "."],
        );
    }

    #[test]
    fn addresses_are_one_word() {
        check("see https://example.com/a-b.", &["see", "https://example.com/a-b", "."]);
    }

    #[test]
    fn shortened_words_are_sorted() {
        assert!(SHORTENED.is_sorted());
    }
}
