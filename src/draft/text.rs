//! Plain text: where its paragraphs begin and end.
//!
//! Writers leave text in four shapes: paragraphs wrapped at a width with empty lines
//! between, one paragraph a line with empty lines between, one paragraph a line without
//! them, and one sentence a line. Which it is, is decided once for the whole draft, from
//! every two lines that follow each other; `shape` has the rules.

use crate::draft::ParagraphKind;
use crate::draft::body::Block;
use crate::draft::body::Body;
use crate::draft::body::reads_as_title;
use crate::text::Span;

/// Widest column, in characters, at which people or programs wrap text.
const WIDEST: usize = 120;

/// A line that is not empty.
#[derive(Clone, Copy, Debug)]
struct Line {
    /// Its place without white space at its ends.
    span: Span,
    /// Whether an empty line, or nothing, is before it.
    opens_block: bool,
    /// Its length in characters.
    width: usize,
    /// The marker it starts with, if it is written like an item of a list.
    marker: Option<Marker>,
}

/// What an item of a list starts with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Marker {
    /// Whether it is a number or letter rather than a bullet.
    ordered: bool,
    /// Bytes from the line's start to the item's text.
    len: usize,
}

/// How lines make paragraphs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    /// Each line is a paragraph.
    Lines,
    /// Lines are broken at a width of so many characters.
    Wrapped(usize),
    /// Lines are sentences or clauses; empty lines end paragraphs.
    Blocks,
}

/// Reads plain text.
pub(super) fn read(text: String) -> Body {
    let lines = lines(&text);
    let shape = shape(&text, &lines);
    let groups = groups(&text, &lines, shape);
    let mut body = Body::default();
    for (at, group) in groups.iter().enumerate() {
        let marked = |other: Option<&&[Line]>| {
            let ordered = |group: &[Line]| Some(group.first()?.marker?.ordered);
            ordered(group).is_some()
                && other.and_then(|other| ordered(other)) == ordered(group)
        };
        let before = at.checked_sub(1).and_then(|before| groups.get(before));
        let is_item = marked(before) || marked(groups.get(at + 1));
        let kind = if is_item {
            ParagraphKind::List
        } else if at == 0 && is_title(&text, group, &groups[1..]) {
            ParagraphKind::Title
        } else {
            ParagraphKind::Text
        };
        body.add(kind, join(&text, group, is_item));
    }
    body.resolve(&std::collections::BTreeMap::new());
    body.text = text;
    body
}

/// Whether the first paragraph is the draft's title: one line, shaped like one, with
/// prose after it and not just a list of outlets.
fn is_title(text: &str, first: &[Line], rest: &[&[Line]]) -> bool {
    let [line] = first else { return false };
    let has_prose = rest
        .iter()
        .filter_map(|group| group.first())
        .any(|line| !opens_with_source_word(line.span.of(text), true));
    has_prose
        && reads_as_title(line.span.of(text))
        && !opens_with_source_word(line.span.of(text), true)
}

/// The text of one paragraph: its lines, a space for each line break.
fn join(text: &str, group: &[Line], is_item: bool) -> Block {
    let mut block = Block::default();
    for (at, line) in group.iter().enumerate() {
        let marker = line.marker.filter(|_| is_item && at == 0);
        let start = line.span.start + marker.map_or(0, |marker| marker.len);
        let span = Span::new(start, line.span.end);
        if at > 0 && !is_hyphenated(block.plain.text(), span.of(text)) {
            block.plain.push_unplaced(" ");
        }
        block.plain.push(span.of(text), span);
    }
    block
}

/// Whether a word was broken after its own hyphen: `long-` and `term`.
fn is_hyphenated(before: &str, after: &str) -> bool {
    let mut tail = before.chars().rev();
    tail.next() == Some('-')
        && tail.next().is_some_and(char::is_alphabetic)
        && after.starts_with(char::is_lowercase)
}

/// The lines that are not empty. A line ends at any of Unicode's line ends; a form feed
/// and a paragraph separator also count as an empty line.
fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut opens_block = true;
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    loop {
        let (at, c) = chars.next().map_or((text.len(), None), |(at, c)| (at, Some(c)));
        let ends_line = |c| {
            matches!(
                c,
                '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
            )
        };
        if c.is_some_and(|c| !ends_line(c)) {
            continue;
        }
        let span = trim(text, Span::new(start, at));
        if span.of(text).chars().all(is_blank) {
            opens_block = true;
        } else {
            let width = span.of(text).chars().count();
            let marker = marker(span.of(text));
            lines.push(Line { span, opens_block, width, marker });
            opens_block = false;
        }
        let Some(c) = c else { return lines };
        opens_block |= matches!(c, '\u{c}' | '\u{2029}');
        start = at + c.len_utf8();
        if c == '\r' && chars.next_if(|(_, next)| *next == '\n').is_some() {
            start += 1;
        }
    }
}

/// `span` without white space and byte order marks at its ends.
fn trim(text: &str, span: Span) -> Span {
    let edge = |c: char| c.is_whitespace() || c == '\u{feff}';
    let inside = span.of(text);
    let start = span.start + (inside.len() - inside.trim_start_matches(edge).len());
    Span::new(start, start + inside.trim_matches(edge).len())
}

/// Whether a character shows nothing: white space, zero-width and bidi characters.
fn is_blank(c: char) -> bool {
    let invisible = matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
    c.is_whitespace() || invisible
}

/// The marker of an item of a list at the start of `line`: `- `, `• `, `1. `, `2) `.
fn marker(line: &str) -> Option<Marker> {
    let first = line.chars().next()?;
    let (ordered, mark) = if "-*+•◦▪‣·–—".contains(first) {
        (false, first.len_utf8())
    } else {
        let digits = line.bytes().take_while(u8::is_ascii_digit).count();
        let closes = matches!(line.as_bytes().get(digits), Some(b'.' | b')'));
        if !closes || !(1..=3).contains(&digits) {
            return None;
        }
        (true, digits + 1)
    };
    let rest = line.get(mark..)?;
    let text = rest.trim_start();
    (text.len() < rest.len() && !text.is_empty())
        .then_some(Marker { ordered, len: line.len() - text.len() })
}

/// Whether `line` opens with `Source:` or `Sources:`; within a bracket too if asked.
fn opens_with_source_word(line: &str, bracketed: bool) -> bool {
    let opening = |c: char| {
        c.is_whitespace() || "*_–—-".contains(c) || (bracketed && "([（［【".contains(c))
    };
    let line = line.trim_start_matches(opening);
    let word: &str = line.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let rest = line[word.len()..].trim_start_matches(['*', '_', ' ']);
    let named = ["source", "sources"].iter().any(|name| word.eq_ignore_ascii_case(name));
    named && rest.starts_with([':', '：'])
}

/// What two lines that follow each other say about how the draft is laid out.
struct Pair {
    /// The second goes on in lower case.
    goes_on: bool,
    /// The first ends a sentence.
    ends_sentence: bool,
    /// The first ends in some punctuation.
    ends_clause: bool,
    /// Characters of the first line, were the next word still on it.
    filled_to: usize,
}

impl Pair {
    fn new(text: &str, first: &Line, second: &Line) -> Self {
        let closing =
            |c: char| c.is_whitespace() || "\"'”’»)]*_".contains(c) || is_blank(c);
        let (before, after) = (first.span.of(text), second.span.of(text));
        let bare = before.trim_end_matches(closing);
        let word = after.split(char::is_whitespace).next().unwrap_or_default();
        Self {
            goes_on: after.starts_with(char::is_lowercase),
            ends_sentence: bare.ends_with(['.', '!', '?', '…', '。', '！', '？']),
            ends_clause: !bare.ends_with(char::is_alphanumeric),
            filled_to: first.width.saturating_add(1 + word.chars().count()),
        }
    }

    /// Whether text wrapped at `width` would have been broken here.
    fn is_wrapped(&self, width: usize) -> bool {
        self.goes_on || self.filled_to > width.saturating_sub(2)
    }
}

/// Whether no paragraph can run over from the line before into `line`.
fn stands_alone(text: &str, line: &Line) -> bool {
    line.opens_block
        || line.marker.is_some()
        || opens_with_source_word(line.span.of(text), true)
}

/// How the draft is laid out.
///
/// It is wrapped if no line is wider than [`WIDEST`], four in five lines were broken for
/// want of room or in mid-sentence, and few end a sentence. Failing that, it has a
/// sentence a line if two or more blocks have several lines and each of these ends in
/// punctuation. Else each line is a paragraph.
fn shape(text: &str, lines: &[Line]) -> Shape {
    let pairs: Vec<(&Line, Pair)> = lines
        .windows(2)
        .filter(|two| !stands_alone(text, &two[1]))
        .map(|two| (&two[0], Pair::new(text, &two[0], &two[1])))
        .collect();
    let width = lines
        .windows(2)
        .filter(|two| !two[1].opens_block)
        .map(|two| two[0].width.max(two[1].width))
        .max()
        .unwrap_or_default();
    let count = |holds: &dyn Fn(&Pair) -> bool| {
        pairs.iter().filter(|(_, pair)| holds(pair)).count()
    };
    let wrapped = count(&|pair| pair.is_wrapped(width));
    let full_stops = count(&|pair| pair.ends_sentence && !pair.goes_on);
    if pairs.is_empty() {
        return Shape::Lines;
    }
    if width <= WIDEST
        && wrapped * 5 >= pairs.len() * 4
        && full_stops * 5 <= pairs.len() * 3
    {
        return Shape::Wrapped(width);
    }
    let blocks = pairs.iter().filter(|(line, _)| line.opens_block).count();
    let clauses = count(&|pair| pair.ends_clause || pair.goes_on);
    if blocks >= 2 && clauses == pairs.len() { Shape::Blocks } else { Shape::Lines }
}

/// The lines of each paragraph.
fn groups<'a>(text: &str, lines: &'a [Line], shape: Shape) -> Vec<&'a [Line]> {
    let mut groups = Vec::new();
    let mut start = 0;
    for (at, two) in lines.windows(2).enumerate() {
        if is_break(text, &two[0], &two[1], shape, lines.get(at + 2)) {
            groups.push(&lines[start..=at]);
            start = at + 1;
        }
    }
    if start < lines.len() {
        groups.push(&lines[start..]);
    }
    groups
}

/// Whether a paragraph ends between two lines.
fn is_break(
    text: &str,
    first: &Line,
    second: &Line,
    shape: Shape,
    third: Option<&Line>,
) -> bool {
    let kind = |line: &Line| line.marker.map(|marker| marker.ordered);
    let in_list = kind(first) == kind(second)
        || third.is_some_and(|third| kind(third) == kind(second));
    if second.opens_block || (second.marker.is_some() && in_list) {
        return true;
    }
    let pair = Pair::new(text, first, second);
    match shape {
        Shape::Lines => true,
        Shape::Blocks => opens_with_source_word(second.span.of(text), true),
        Shape::Wrapped(width) => {
            let ends = pair.ends_sentence || (first.opens_block && first.span.start == 0);
            opens_with_source_word(second.span.of(text), false)
                || (ends && !pair.is_wrapped(width))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Kinds by their first letter, then the text.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let body = read(text.to_owned());
        let found: Vec<String> = body
            .paragraphs
            .iter()
            .map(|p| format!("{}: {}", &p.kind.name()[..2], p.plain.text()))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn one_paragraph_a_line_needs_no_empty_lines() {
        let long = "A sentence that runs on for a while. ".repeat(5);
        let long = long.trim();
        let expected =
            ["ti: A headline without a stop".to_owned(), format!("te: {long}")];
        let expected = [&expected[0], &expected[1], &expected[1]].map(String::as_str);
        check(&format!("A headline without a stop\n {long}\n{long}"), &expected);
        check(&format!("A headline without a stop\n\n{long}\n{long}\n"), &expected);
        check(
            &format!("A headline without a stop\r\n\r\n{long}\r\n\r\n{long}"),
            &expected,
        );
        check(&format!("\u{feff}A headline without a stop\r{long}\r{long}\r"), &expected);
        check(&format!("A headline without a stop\u{2029}{long}\u{85}{long}"), &expected);
    }

    #[test]
    fn a_first_paragraph_with_its_attribution_is_no_title() {
        for tail in ["(Source: AP)", "[AP, AFP]", "*(Sources: AP)*", "— Sources: AP; AFP"]
        {
            let first = format!("The plan was passed on Monday. {tail}");
            check(
                &format!("{first}\n\nIt was close. (AP)"),
                &[&format!("te: {first}"), "te: It was close. (AP)"],
            );
        }
    }

    #[test]
    fn wrapped_lines_become_one_paragraph() {
        check(
            "Ministers agree on ferry fares\n\n\
             The council agreed on Monday to cut the fares of the island ferry by\n\
             a third from May. Residents had asked for it since the long-\n\
             term contract ended. \"It is a good day,\" said the\n\
             chair. (Sources: The Herald, Island News)\n\n\
             A second ferry will be chartered for the summer, the operator said on\n\
             Tuesday.\n\
             Sources: The Herald; Island News\n",
            &[
                "ti: Ministers agree on ferry fares",
                "te: The council agreed on Monday to cut the fares of the island ferry by a \
                 third from May. Residents had asked for it since the long-term contract \
                 ended. \"It is a good day,\" said the chair. (Sources: The Herald, Island News)",
                "te: A second ferry will be chartered for the summer, the operator said on \
                 Tuesday.",
                "te: Sources: The Herald; Island News",
            ],
        );
    }

    #[test]
    fn short_paragraphs_on_lines_of_their_own_are_not_wrapped() {
        check(
            "Fares fall\nThe fares fall in May.\n(Source: The Herald)\nResidents are glad about it.\n",
            &[
                "ti: Fares fall",
                "te: The fares fall in May.",
                "te: (Source: The Herald)",
                "te: Residents are glad about it.",
            ],
        );
    }

    #[test]
    fn sentences_on_lines_of_their_own_are_one_paragraph() {
        check(
            "The fares fall in May.\nIt is a pilot.\n\nThe first ferry leaves at six in the \
             morning on weekdays.\nResidents are glad.\nSource: The Herald\n",
            &[
                "te: The fares fall in May. It is a pilot.",
                "te: The first ferry leaves at six in the morning on weekdays. Residents are glad.",
                "te: Source: The Herald",
            ],
        );
    }

    #[test]
    fn a_line_alone_is_text() {
        check("Hello World. My name is Jonas.", &["te: Hello World. My name is Jonas."]);
        check("Prices rose", &["te: Prices rose"]);
        check(
            "Prices rose by 5%\n(Source: Reuters)\n",
            &["te: Prices rose by 5%", "te: (Source: Reuters)"],
        );
        check("", &[]);
        check(" \u{feff}\n\u{200b}\u{200f}\n\u{c}\t", &[]);
    }

    #[test]
    fn items_of_a_list_need_company() {
        check(
            "1. The first item 2. The second item",
            &["te: 1. The first item 2. The second item"],
        );
        check("1. The first\n2. The second\n", &["li: The first", "li: The second"]);
        check(
            "To do.\n\n- wash\n- dry\n\nDone.",
            &["te: To do.", "li: wash", "li: dry", "te: Done."],
        );
        check("• wash\n\n• dry", &["li: wash", "li: dry"]);
    }

    #[test]
    fn invisible_characters_stay_but_hide_no_empty_line() {
        check(
            "One\u{200b} word.\n\u{200b}\u{200f}\n\u{202b}Two words.\u{202c}\n",
            &["te: One\u{200b} word.", "te: \u{202b}Two words.\u{202c}"],
        );
    }

    #[test]
    fn addresses_are_links() {
        let body = read("Fares fall, says https://a.example/x.\n".to_owned());
        assert_eq!(body.links[0].url, "https://a.example/x");
        assert_eq!(
            body.links[0].span.of(body.paragraphs[0].plain.text()),
            "https://a.example/x"
        );
    }
}
