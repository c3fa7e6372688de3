//! Finding the attributions that stand apart from the sentences of a paragraph.
//!
//! They are written in brackets (`(Sources: A, B)`), or on a line, after a dash or after
//! a full stop (`— Source: A`). Brackets that end a paragraph may also hold names and
//! nothing else; only the registry can tell whether they do, so they are handed on as
//! candidates. What is in a list is read by [`list`](super::list).
//!
//! Every character is looked at a bounded number of times, whatever the brackets: they
//! are paired in one pass, and what an attribution takes up is not looked at again.

use crate::outlet::word;
use crate::text::Span;

/// Words that begin an attribution; those of several words before those they begin with.
/// To teach another, add it with what it takes for it to be meant.
const CUES: &[(&str, Cue)] = &[
    ("original sources", Cue::Colon),
    ("original source", Cue::Colon),
    ("sources", Cue::Capital),
    ("source", Cue::Capital),
    ("sourced from", Cue::Plain),
    ("sourced via", Cue::Plain),
    ("as reported by", Cue::Known),
    ("first reported by", Cue::Known),
    ("reported by", Cue::Known),
    ("according to", Cue::Known),
    ("citing", Cue::Known),
    ("via", Cue::Known),
    ("h/t", Cue::Known),
    ("references", Cue::Colon),
    ("reference", Cue::Colon),
    ("credits", Cue::Colon),
    ("credit", Cue::Colon),
];

/// What a cue needs to count. With a colon after it, each counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cue {
    /// Nothing.
    Plain,
    /// A capital after it: `(Source The Verge)`, not `(source code)`.
    Capital,
    /// A known outlet in the list: `(via Reuters)`, not `(via email)`.
    Known,
    /// A colon.
    Colon,
}

/// Opening and closing brackets.
const BRACKETS: [(char, char); 6] =
    [('(', ')'), ('[', ']'), ('{', '}'), ('（', '）'), ('［', '］'), ('【', '】')];

/// Marks of emphasis in text that is not read as Markdown.
const EMPHASIS: [char; 3] = ['*', '_', '~'];

/// Most bytes that are read as a list where nothing closes it. More is prose.
const MAX_OPEN: usize = 300;

/// Most brackets with only names that are looked for, from the end of a paragraph.
const MAX_TAILS: usize = 4;

/// Text that is, or may be, an attribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// All of it, with brackets, emphasis and full stop.
    pub(super) span: Span,
    /// The list in it.
    pub(super) list: Span,
    /// How it is set apart.
    pub(super) form: Form,
    /// What has to be known of the list for it to count.
    pub(super) proof: Proof,
}

/// How an attribution is set apart from the sentences around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// By brackets.
    Brackets,
    /// By a line of its own, a dash or a full stop before it.
    Line,
    /// By a bracket that has no fellow.
    Broken,
}

/// What has to be known of a list for it to be an attribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Proof {
    /// Nothing: it says that it is one.
    Said,
    /// Some outlet in it is known, and all are written as names.
    SomeKnown,
    /// All outlets in it are known.
    AllKnown,
}

/// Finds what is, or may be, an attribution in `text`; in order, without overlap.
pub(super) fn find(text: &str) -> Vec<Found> {
    let brackets = pair(text);
    let mut found = Vec::new();
    let mut finder = Finder { text, brackets: &brackets, at: 0, floor: 0 };
    while let Some(next) = finder.next_cued() {
        found.push(next);
    }
    add_tails(text, &brackets, &mut found);
    found.sort_by_key(|found| found.span);
    found
}

/// Whether `text` has nothing to read outside the places in `taken`, which are in order.
pub(super) fn is_all_of(text: &str, taken: impl Iterator<Item = Span>) -> bool {
    let mut at = 0;
    for span in taken {
        if Span::new(at, span.start).of(text).contains(char::is_alphanumeric) {
            return false;
        }
        at = at.max(span.end);
    }
    !Span::new(at, text.len()).of(text).contains(char::is_alphanumeric)
}

/// A bracket: where it opens, and where it closes (both marks included).
type Bracket = (usize, Option<Span>);

/// Pairs the brackets of `text`; in the order in which they open. A closing bracket that
/// nothing opened is skipped; brackets opened inside a pair and not closed stay open.
fn pair(text: &str) -> Vec<Bracket> {
    let mut brackets: Vec<Bracket> = Vec::new();
    let mut stack: Vec<(usize, usize)> = Vec::new();
    let mut open = [0_usize; BRACKETS.len()];
    for (at, c) in text.char_indices().filter(|(_, c)| !c.is_ascii_alphanumeric()) {
        if let Some(kind) = BRACKETS.iter().position(|pair| pair.0 == c) {
            stack.push((kind, brackets.len()));
            open[kind] += 1;
            brackets.push((at, None));
        } else if let Some(kind) = BRACKETS.iter().position(|pair| pair.1 == c) {
            // The count says whether the stack holds a fellow at all, so that no search
            // is in vain: each bracket is pushed once and popped once.
            while open[kind] > 0 {
                let Some((top, index)) = stack.pop() else { break };
                open[top] -= 1;
                if top == kind {
                    let start = brackets[index].0;
                    brackets[index].1 = Some(Span::new(start, at + c.len_utf8()));
                    break;
                }
            }
        }
    }
    brackets
}

struct Finder<'t> {
    text: &'t str,
    brackets: &'t [Bracket],
    at: usize,
    /// Where the last attribution ends.
    floor: usize,
}

impl Finder<'_> {
    /// The next attribution that says it is one.
    fn next_cued(&mut self) -> Option<Found> {
        let mut before = self.text[..self.at].chars().next_back();
        while let Some(c) = self.text[self.at..].chars().next() {
            let here = self.at;
            self.at += c.len_utf8();
            let found = if BRACKETS.iter().any(|pair| pair.0 == c) {
                self.bracketed(here)
            } else if c.is_alphabetic() && !before.is_some_and(char::is_alphanumeric) {
                self.bare(here)
            } else {
                None
            };
            if let Some(found) = found {
                self.at = self.at.max(found.span.end);
                self.floor = self.at;
                return Some(found);
            }
            before = Some(c);
        }
        None
    }

    /// An attribution in the brackets that open at `at`.
    fn bracketed(&self, at: usize) -> Option<Found> {
        let index = self.brackets.binary_search_by_key(&at, |bracket| bracket.0).ok()?;
        let open = self.text[at..].chars().next()?.len_utf8();
        let (start, cue) = read_cue(self.text, at + open)?;
        let proof = match cue {
            Meant::Said | Meant::Cue(Cue::Plain) => Proof::Said,
            Meant::Cue(Cue::Capital) if begins_name(&self.text[start..]) => Proof::Said,
            Meant::Cue(Cue::Capital | Cue::Known) => Proof::SomeKnown,
            Meant::Cue(Cue::Colon) => return None,
        };
        let (list, end, form) = match self.brackets[index].1 {
            Some(pair) => {
                let close = self.text[..pair.end].chars().next_back()?.len_utf8();
                (Span::new(start, pair.end - close), pair.end, Form::Brackets)
            }
            // Prose may open a bracket and never close it; a colon tells it apart.
            None if cue == Meant::Said => {
                let end = line_end(self.text, start).unwrap_or_else(|long| long);
                (Span::new(start, end), end, Form::Broken)
            }
            None => return None,
        };
        let span = self.widen(Span::new(at, end));
        (list.start <= list.end).then_some(Found { span, list, form, proof })
    }

    /// An attribution without brackets, from `at` to the end of the line.
    fn bare(&self, at: usize) -> Option<Found> {
        let (start, cue) = read_cue(self.text, at)?;
        let before = Span::new(self.floor, at).of(self.text);
        let head = before.trim_end_matches(EMPHASIS);
        let spaced = head.is_empty() || head.ends_with(char::is_whitespace);
        let proof = match cue {
            Meant::Said if is_apart(head) => Proof::Said,
            // A line break read as a space leaves only the capital to go by.
            Meant::Said if spaced && begins_name(&self.text[at..]) => Proof::SomeKnown,
            Meant::Cue(Cue::Plain | Cue::Known) if is_apart(head) => Proof::AllKnown,
            _ => return None,
        };
        let end = match (proof, line_end(self.text, start)) {
            (_, Ok(end)) => end,
            (Proof::Said, Err(_)) => {
                self.text[start..].find('\n').map_or(self.text.len(), |n| start + n)
            }
            (_, Err(_)) => return None,
        };
        let list = Span::new(start, end).trim(self.text);
        if proof != Proof::Said && goes_on(list.of(self.text)) {
            return None;
        }
        let (list, form) = match extra_closer(self.text, list) {
            Some(list) => (list, Form::Broken),
            None => (list, Form::Line),
        };
        let dash = |c| matches!(c, '—' | '–' | '-' | '―' | '•' | '|' | ' ' | '*' | '_');
        let start = self.floor + before.trim_end_matches(dash).len();
        let span = Span::new(start, end).trim(self.text);
        Some(Found { span, list, form, proof })
    }

    /// `span` with the marks of emphasis around it and the full stop after it.
    fn widen(&self, span: Span) -> Span {
        let before = Span::new(self.floor, span.start).of(self.text);
        let start = self.floor + before.trim_end_matches(EMPHASIS).len();
        let after = &self.text[span.end..];
        let rest = after.trim_start_matches(EMPHASIS).trim_start_matches(['.', '。']);
        let rest = rest.trim_start_matches(EMPHASIS);
        Span::new(start, span.end + (after.len() - rest.len()))
    }
}

/// How a cue was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Meant {
    /// With a colon.
    Said,
    /// Without.
    Cue(Cue),
}

/// `text` from after the cue it begins with; all of it if it begins with none.
pub(super) fn without_cue(text: &str) -> (Span, bool) {
    match read_cue(text, 0) {
        Some((start, cue)) => (Span::new(start, text.len()), cue == Meant::Said),
        None => (Span::new(0, text.len()), false),
    }
}

/// The cue at `at` (emphasis and spaces aside): where what follows it starts.
fn read_cue(text: &str, at: usize) -> Option<(usize, Meant)> {
    let skip = |at: usize| {
        let rest = &text[at..];
        let marks = |c: char| c.is_whitespace() || EMPHASIS.contains(&c);
        at + (rest.len() - rest.trim_start_matches(marks).len())
    };
    let start = skip(at);
    let (len, cue) = CUES.iter().find_map(|&(phrase, cue)| {
        word::starts_with(&text[start..], phrase).map(|len| (len, cue))
    })?;
    let after = skip(start + len);
    let mark = text[after..].chars().next();
    let is_colon = match mark {
        Some(':' | '：' | '—' | '–') => true,
        // "source-code"
        Some('-') => after > start + len,
        _ => false,
    };
    match mark.filter(|_| is_colon) {
        Some(mark) => Some((skip(after + mark.len_utf8()), Meant::Said)),
        None => Some((after, Meant::Cue(cue))),
    }
}

/// Whether `head`, the text before a cue, lets an attribution begin: nothing, a new line,
/// a dash, or the end of a sentence.
fn is_apart(head: &str) -> bool {
    let spaced = head.ends_with(char::is_whitespace);
    let last = head.trim_end_matches([' ', '\t', '\u{a0}']).chars().next_back();
    match last {
        None | Some('\n' | '—' | '–' | '―' | '•' | '|') => true,
        Some('-') => spaced,
        Some(c) => spaced && ".!?…。！？\"”’»)]）".contains(c),
    }
}

/// Whether `text` begins with a capital.
fn begins_name(text: &str) -> bool {
    text.trim_start().starts_with(char::is_uppercase)
}

/// The end of the line that `start` is in, if it is near; else an end that is.
fn line_end(text: &str, start: usize) -> Result<usize, usize> {
    let near = text[start..].char_indices().find(|&(at, c)| c == '\n' || at >= MAX_OPEN);
    match near {
        None => Ok(text.len()),
        Some((at, '\n')) => Ok(start + at),
        Some((at, _)) => Err(start + at),
    }
}

/// Whether a list without a colon before it is a sentence, or has an attribution after.
fn goes_on(list: &str) -> bool {
    let stop = |(at, _): (usize, _)| list[at + 1..].starts_with(char::is_whitespace);
    list.contains(BRACKETS.map(|pair| pair.0))
        || list.match_indices(['.', '!', '?']).any(stop)
}

/// `list` without a bracket at its end that nothing in it opens, if there is one.
fn extra_closer(text: &str, list: Span) -> Option<Span> {
    let bare = word::trim(text, list, |c| c.is_whitespace() || ".*_".contains(c));
    let closer = bare.of(text).chars().next_back()?;
    if !BRACKETS.iter().any(|pair| pair.1 == closer) {
        return None;
    }
    let inside = Span::new(bare.start, bare.end - closer.len_utf8());
    let count = |is: fn(&(char, char), char) -> bool| {
        let marks = inside.of(text).chars();
        marks.filter(|c| BRACKETS.iter().any(|pair| is(pair, *c))).count()
    };
    let closers = count(|pair, c| pair.1 == c);
    (closers >= count(|pair, c| pair.0 == c)).then_some(inside)
}

/// Adds the brackets that end the paragraph, as candidates for names without a cue.
fn add_tails(text: &str, brackets: &[Bracket], found: &mut Vec<Found>) {
    let cued = found.len();
    let mut end = text.len();
    for _ in 0..MAX_TAILS {
        let mark = |c: char| c.is_whitespace() || ".。*_~\"”’»".contains(c);
        let tail = text[..end].trim_end_matches(mark).len();
        let ends_here = |found: &&Found| found.span.end >= tail && found.span.start < end;
        if let Some(last) = found[..cued].iter().rfind(ends_here) {
            end = last.span.start;
            continue;
        }
        let closes = |pair: &Span| pair.end == tail && tail > 0;
        let Some(pair) = brackets.iter().rev().filter_map(|b| b.1).find(closes) else {
            break;
        };
        let (Some(open), Some(close)) =
            (pair.of(text).chars().next(), pair.of(text).chars().next_back())
        else {
            break;
        };
        let list = Span::new(pair.start + open.len_utf8(), pair.end - close.len_utf8());
        if found.iter().any(|found| found.span.overlaps(pair)) {
            break;
        }
        let stops =
            text[tail..].len() - text[tail..].trim_start_matches(['*', '_', '.']).len();
        let span = Span::new(pair.start, (tail + stops).min(end));
        found.push(Found { span, list, form: Form::Brackets, proof: Proof::AllKnown });
        end = pair.start;
    }
}
