//! Sentences.
//!
//! One pass over the text. A stop ends a sentence unless what stands before it is an
//! abbreviation (`abbreviation`), what follows goes on with the sentence, or both lie
//! inside one quotation or one pair of brackets. Written for English; stops of other
//! scripts are known, their abbreviations are not.

mod abbreviation;
mod list;

use self::abbreviation::Before;
use self::list::Marker;
use crate::text::Span;
use crate::text::mark::quoted;

/// The longest quotation or bracket, in bytes, that keeps its sentences together. A
/// longer one is split like other text, so that one lost mark can't swallow a page.
const HELD: usize = 1500;

/// The sentences of `text`, in order, without the white space around them.
///
/// Every character but white space is in exactly one sentence. A quotation of several
/// sentences is part of the sentence it stands in. An empty line always ends a sentence.
///
/// # Examples
///
/// ```
/// let text = "“It is late. We go,” the U.S. Office said. Nobody went.";
/// let sentences = veracite::text::sentences(text);
/// assert_eq!(sentences[0].of(text), "“It is late. We go,” the U.S. Office said.");
/// assert_eq!(sentences.len(), 2);
/// ```
#[must_use]
pub fn sentences(text: &str) -> Vec<Span> {
    let mut splitter = Splitter::new(text);
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        at = match bytes[at] {
            b'.' | b'!' | b'?' => splitter.stop(at),
            b'\n' if is_blank_line(&bytes[at + 1..]) => {
                splitter.end_paragraph(at + 1);
                at + 1
            }
            b' ' | b'\n' | b'\t' if splitter.item_starts(at + 1) => {
                splitter.end(at + 1);
                at + 1
            }
            b if b < 0x80 => at + 1,
            _ => splitter.other_script(at),
        };
    }
    splitter.end(text.len());
    splitter.found
}

fn is_blank_line(rest: &[u8]) -> bool {
    let mut line = rest.iter().take(200).copied();
    line.find(|b| !matches!(b, b' ' | b'\t' | b'\r')) == Some(b'\n')
}

struct Splitter<'t> {
    text: &'t str,
    /// Outermost quotations and brackets, in order, whose inside is not split.
    held: Vec<Span>,
    /// Index of the first of `held` that does not end before the place at hand.
    next_held: usize,
    /// Where the sentence at hand starts.
    start: usize,
    /// The list item that would follow the one at hand.
    item: Option<Marker>,
    found: Vec<Span>,
}

impl<'t> Splitter<'t> {
    fn new(text: &'t str) -> Self {
        let mut splitter = Self {
            text,
            held: held(text),
            next_held: 0,
            start: 0,
            item: None,
            found: Vec::with_capacity(text.len() / 100 + 1),
        };
        splitter.begin(0);
        splitter
    }

    /// Starts a sentence at `at`, or at the first character after it.
    fn begin(&mut self, at: usize) {
        let rest = &self.text[at..];
        self.start = at + (rest.len() - rest.trim_start().len());
        if let Some(marker) = Marker::read(&self.text[self.start..]) {
            self.item = Some(marker);
        }
    }

    /// Ends the sentence at hand before `at`.
    fn end(&mut self, at: usize) {
        if at < self.start {
            return;
        }
        let sentence = Span::new(self.start, at).trim(self.text);
        if !sentence.is_empty() {
            self.found.push(sentence);
        }
        self.begin(at);
    }

    fn end_paragraph(&mut self, at: usize) {
        self.item = None;
        self.end(at);
    }

    /// Whether a break at `at` would cut a quotation or a bracket.
    fn is_held(&mut self, at: usize) -> bool {
        while self.held.get(self.next_held).is_some_and(|held| held.end <= at) {
            self.next_held += 1;
        }
        self.held.get(self.next_held).is_some_and(|held| held.start < at)
    }

    /// Whether the next item of a list within the line starts at `at`.
    fn item_starts(&mut self, at: usize) -> bool {
        let rest = &self.text[at..];
        let starts = match &self.item {
            Some(item) => item.is_followed_by(rest),
            // Asked at every space: most are told by the byte that all bullets begin with.
            None => rest.as_bytes().first() == Some(&0xe2) && list::is_bullet(rest),
        };
        starts && at > self.start && !self.is_held(at)
    }

    /// Reads the run of stops at `at`; gives the place from which to read on.
    fn stop(&mut self, at: usize) -> usize {
        let run = Run::read(self.text, at);
        if self.ends_here(&run) {
            self.end(run.end);
        }
        run.end
    }

    /// Reads a character outside of ASCII; gives the place from which to read on.
    fn other_script(&mut self, at: usize) -> usize {
        let Some(c) = self.text.get(at..).and_then(|rest| rest.chars().next()) else {
            return at + 1;
        };
        match c {
            '…' => self.stop(at),
            '•' | '⁃' if self.item_starts(at) => {
                self.end(at);
                at + c.len_utf8()
            }
            // Full stops of scripts that put no space after them, and the danda.
            '。' | '！' | '？' | '｡' | '।' | '۔' | '؟' => {
                let end = closers(self.text, at + c.len_utf8());
                if !self.is_held(end) {
                    self.end(end);
                }
                end
            }
            _ => at + c.len_utf8(),
        }
    }

    fn ends_here(&mut self, run: &Run) -> bool {
        let rest = &self.text[run.end..];
        let follow = rest.trim_start();
        if follow.is_empty() || follow.len() == rest.len() || self.is_held(run.end) {
            return false;
        }
        if self.marks_an_item(run.start) || !starts_sentence(follow) {
            return false;
        }
        let sentence = &self.text[self.start.min(run.start)..run.start];
        if run.quoted && names_speaker(follow) {
            return false;
        }
        match run.kind {
            Kind::Strong => true,
            Kind::Stop => Before::read(sentence).ends(follow),
            Kind::Ellipsis => run.start > self.start && !follow.starts_with(['(', '[']),
            Kind::Omission => false,
        }
    }

    /// Whether the stop at `at` belongs to the mark of the list item that starts here.
    fn marks_an_item(&self, at: usize) -> bool {
        let head = self.text.get(self.start..at).unwrap_or_default();
        head.len() <= 12 && list::is_label(head)
    }
}

/// A run of stops, and the closing marks after it.
struct Run {
    start: usize,
    /// After the stops and closing marks.
    end: usize,
    kind: Kind,
    /// Whether a quotation ends with it.
    quoted: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// One full stop without closing marks: it may be part of an abbreviation.
    Stop,
    /// `!`, `?`, or a full stop with closing marks.
    Strong,
    /// `…`, `....`
    Ellipsis,
    /// `. . .`: words left out of a sentence; a fourth stop would end it.
    Omission,
}

impl Run {
    fn read(text: &str, start: usize) -> Self {
        let bytes = text.as_bytes();
        let mut stops = 0;
        let mut end = start;
        let mut dots = 0;
        loop {
            match bytes.get(end) {
                Some(b'.') => dots += 1,
                Some(b'!' | b'?') => {}
                Some(0xe2) if text[end..].starts_with('…') => {
                    dots += 3;
                    end += '…'.len_utf8();
                    stops += 1;
                    continue;
                }
                // `. . .`; but a full stop set close to its word ends its sentence.
                Some(b' ') if dots > 0 && bytes.get(end + 1) == Some(&b'.') => {
                    let close = start > 0 && !bytes[start - 1].is_ascii_whitespace();
                    if dots == 1 && close && is_spaced_ellipsis(&bytes[end..]) {
                        break;
                    }
                }
                _ => break,
            }
            stops += usize::from(bytes[end] != b' ');
            end += 1;
        }
        let after = closers(text, end);
        let kind = match dots {
            3 if text[start..end].trim_start().starts_with(". . .") => Kind::Omission,
            2.. => Kind::Ellipsis,
            1 if stops == 1 && after == end => Kind::Stop,
            _ => Kind::Strong,
        };
        Self {
            start,
            end: after,
            kind,
            quoted: text[end..after].contains(['"', '”', '’', '\'', '»']),
        }
    }
}

/// Whether `bytes` go on with ` . . .`.
fn is_spaced_ellipsis(bytes: &[u8]) -> bool {
    bytes.starts_with(b" . . .")
}

/// Where the closing marks at `at` end.
fn closers(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let closing = |c: char| {
        matches!(
            c,
            '"' | '”' | '’' | '\'' | '»' | ')' | ']' | '}' | '*' | '_' | '」' | '』'
        )
    };
    at + (rest.len() - rest.trim_start_matches(closing).len())
}

/// Whether `follow` can be how a sentence starts: with a capital, a figure or a letter of
/// a script without case, after any opening marks.
fn starts_sentence(follow: &str) -> bool {
    let opening = |c: char| "\"“„‘'«([{*_¿¡-–—•⁃£$€¥#@…. ".contains(c);
    let first = follow.chars().take(8).find(|&c| !opening(c));
    first.is_some_and(|c| c.is_alphanumeric() && !c.is_lowercase())
}

/// Whether `follow`, after a closing quotation mark, says who spoke: `Mr. Lee said.`
fn names_speaker(follow: &str) -> bool {
    let mut capitals = false;
    let mut tokens = follow.split_ascii_whitespace().take(7).peekable();
    while let Some(token) = tokens.next() {
        let word = token.trim_end_matches([',', '.', ';', ':']);
        if abbreviation::is_speech(word) {
            let ends = word.len() < token.len();
            let goes_on =
                tokens.peek().is_none_or(|next| abbreviation::is_after_speech(next));
            return capitals && (ends || goes_on);
        }
        let capital = word.starts_with(char::is_uppercase);
        if !capitals && (!capital || abbreviation::is_starter(word)) {
            return false;
        }
        if word.len() < token.len() && !token.ends_with('.') {
            return false;
        }
        capitals |= capital;
    }
    false
}

/// Outermost quotations and brackets of a length that keeps them whole.
fn held(text: &str) -> Vec<Span> {
    let mut held: Vec<Span> = quoted(text)
        .into_iter()
        .filter(|quoted| quoted.closed && quoted.outer.len() <= HELD)
        .map(|quoted| quoted.outer)
        .collect();
    let mut open: Vec<(u8, usize)> = Vec::new();
    let bytes = text.as_bytes();
    for (at, &b) in bytes.iter().enumerate() {
        match b {
            b'(' | b'[' => open.push((b, at)),
            b')' | b']' => {
                let opening = if b == b')' { b'(' } else { b'[' };
                if let Some(&(last, start)) = open.last()
                    && last == opening
                {
                    open.pop();
                    if at - start < HELD {
                        held.push(Span::new(start, at + 1));
                    }
                }
            }
            b'\n' if is_blank_line(&bytes[at + 1..]) => open.clear(),
            _ => {}
        }
    }
    held.sort_unstable();
    // Of spans that overlap, the first to start stands for the others it holds.
    let mut outermost: Vec<Span> = Vec::with_capacity(held.len());
    for span in held {
        match outermost.last_mut() {
            Some(last) if span.start < last.end => {
                if span.end > last.end && span.end - last.start <= HELD {
                    last.end = span.end;
                }
            }
            _ => outermost.push(span),
        }
    }
    outermost
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `marked` is the text with a bar where one sentence ends and the next starts.
    #[track_caller]
    fn check(marked: &str) {
        let text = marked.replace(" | ", " ").replace('|', "");
        let found: Vec<&str> = sentences(&text).iter().map(|s| s.of(&text)).collect();
        let expected: Vec<&str> = marked.split('|').map(str::trim).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn plain_stops_end_sentences() {
        check("The vote is over. | The bill passed.");
        check("Who won? | Nobody did! | That was all.");
        check("It cost $4.50. | It was sold at £3.");
        check("Stop!! | What now?! | Go.");
        check("It fell in 2019. | 12 people left.");
        check("She works for Jump! in the north.");
    }

    #[test]
    fn titles_and_initials_do_not() {
        check("Mr. Hale met Dr. Osei and Gen. Park. | They spoke.");
        check("The book is by J. R. Moss and A. Bell.");
        check("Sen. Ruth K. Abara left. | Gov. Pike stayed.");
        check("St. Olave's is near Mt. Cook.");
        check("They live on Main St. | He is their son.");
        check("You and I. | Did Albert I. Crane come?");
    }

    #[test]
    fn a_label_by_a_letter_may_end_a_sentence() {
        check("There is no plan B. | Plan A failed.");
        check("He had hepatitis C. | Doctors knew.");
    }

    #[test]
    fn abbreviations_by_letters_go_on_unless_a_plain_word_follows() {
        check("The U.S. Office wrote to the U.N. Council.");
        check("She left the U.S. | How she did so is unclear.");
        check("He moved to Washington, D.C. | The city was cold.");
        check("They use tools, e.g. Hammers and i.e. Saws.");
        check("Talks in the E.U. in 2020 failed.");
    }

    #[test]
    fn times_of_day_go_on_before_a_zone_or_a_day() {
        check("It starts at 8 a.m. ET Friday in the hall.");
        check("It starts at 8 p.m. Monday.");
        check("It ended at 8 p.m. | Mr. Hale then left.");
        check("At 8 a.m. Mr. Hale left.");
        check("They met at 9 a.m. | The talks failed.");
    }

    #[test]
    fn short_forms_before_figures_go_on() {
        check("See p. 12 and No. 10, fig. 3. | Then stop.");
        check("He said no. | Then he left.");
        check("On Dec. 5 it rained. | It snowed by Feb. 2.");
        check("It weighs approx. 40 tonnes.");
        check("They sat in court in Hale v. Moss.");
    }

    #[test]
    fn company_forms_and_states_end_only_before_plain_words() {
        check("Bell & Co. Holdings grew.");
        check("It was sold to Bell & Co. | It grew.");
        check("Acme Inc. Chairman Hale left Salem, Ore. | Police came.");
        check("They moved to Salem, Ore. | They liked it.");
        check("He dug for ore. | Hale helped.");
    }

    #[test]
    fn a_quotation_keeps_its_sentences() {
        check(
            "\"It is not new. It is not good. It is theft,\" the letter says, urging change.",
        );
        check("“We won. It was hard.” | The crowd cheered.");
        check("\"We go,\" she said. | \"We go now.\"");
        check("He wrote: ‘It is late. We go.’ | Nobody went.");
        check("“Really?” Mr. Hale said. | He left.");
        check("“Really?” Hale asked in court. | He left.");
        check("\"It is good.\" she said. | Hale agreed.");
        check("He said it was \"bad.\" | Hale agreed.");
        check("«On y va. Vite», a dit Ada. | Elle part.");
    }

    #[test]
    fn a_lost_mark_does_not_swallow_the_text() {
        check("In the ‘90s it was new. | It is old now. | Isn’t it?");
        check("\"It is lost. | It stays lost. | The end.");
    }

    #[test]
    fn a_quotation_too_long_is_split() {
        let text = format!("“{}”", "It is so. ".repeat(400));
        assert_eq!(sentences(&text).len(), 400);
    }

    #[test]
    fn brackets_keep_their_sentences() {
        check("He taught (He had worked before.) at a school. | He left.");
        check("The law passed. | (It took years.) | It is in force.");
        check("\"It [...] grew\" (Hale 55).");
    }

    #[test]
    fn ellipses_end_sentences_only_before_capitals() {
        check("I was... well, away.... | She left.");
        check("Well… perhaps. | So… | Then he left.");
        check("It was, well . . . I do not know.");
        check("It was over. | . . . The rest went on.");
        check("It was over . . . . | Next came rain.");
    }

    #[test]
    fn addresses_and_versions_are_whole() {
        check(
            "Write to Ada.Lane@example.com. | She reads it at www.example.com/a.b today.",
        );
        check("Version 2.1.3 is out. | It works.");
    }

    #[test]
    fn items_within_a_line_are_sentences() {
        check("1. The first | 2. The second");
        check("1) One thing. | 2) Two things.");
        check("a. The first | b. The second | c. The third");
        check("• Bread | • Milk");
    }

    #[test]
    fn an_empty_line_ends_a_sentence_and_a_line_break_does_not() {
        let text = "A heading\n\nThe text\ngoes on. It ends";
        let found: Vec<&str> = sentences(text).iter().map(|s| s.of(text)).collect();
        assert_eq!(found, ["A heading", "The text\ngoes on.", "It ends"]);
    }

    #[test]
    fn other_scripts_end_sentences_without_a_space() {
        let text = "今日は雨。明日は晴れ。";
        assert_eq!(sentences(text).len(), 2);
    }

    #[test]
    fn nothing_has_no_sentence() {
        assert!(sentences("").is_empty());
        assert!(sentences(" \n\n ").is_empty());
    }

    #[test]
    fn hostile_runs_take_linear_time() {
        for unit in
            ["“aa. B ", "(aa. B ", "\" ", "Mr. ", "1. ", ". ", "s’ ", "\n \n", ".”", "…"]
        {
            let text = unit.repeat(40_000);
            assert!(sentences(&text).len() <= text.len());
        }
    }
}

#[cfg(test)]
mod properties {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn sentences_hold_all_but_white_space_once_and_in_order(
            text in "([A-Za-z]{0,4}|[ .!?…\"'“”‘’()•\n]|[1-9][.)] |U\\.S\\. |a\\.m\\. |\\PC){0,60}"
        ) {
            let mut end = 0;
            for sentence in sentences(&text) {
                let between = text.get(end..sentence.start);
                prop_assert!(between.is_some_and(|between| between.trim().is_empty()));
                let inside = text.get(sentence.start..sentence.end);
                prop_assert!(inside.is_some_and(|s| !s.is_empty() && s.trim() == s));
                end = sentence.end;
            }
            prop_assert!(text[end..].trim().is_empty());
        }
    }
}
