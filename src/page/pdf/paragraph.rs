//! From lines to paragraphs.
//!
//! A line ends its paragraph if what follows is farther off than lines are apart, is set
//! in another size, is indented, stands in another column, or if the next word would
//! still have fitted on it.

use std::collections::{BTreeMap, BTreeSet};

use crate::page::{PassageKind, article};

use super::line::Line;

/// How far sizes of one paragraph may differ.
const SIZE: f64 = 0.08;
/// How much larger than the text a heading is.
const LARGER: f64 = 1.12;
/// Longest heading, in characters.
const HEADING: usize = 200;
/// Marks that begin an item of a list.
const BULLETS: &[char] = &['•', '▪', '■', '◦', '●', '‣', '–', '\u{f0b7}', '\u{2043}'];

/// A paragraph.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Paragraph {
    pub(super) text: String,
    pub(super) kind: PassageKind,
    pub(super) size: f64,
    /// The page it starts on, from 0.
    pub(super) page: usize,
}

/// A paragraph being gathered.
struct Block<'l> {
    lines: Vec<&'l Line>,
    /// The first of them in the column at hand, and the edges of those from there on.
    column: usize,
    left: f64,
    right: f64,
}

/// Joins lines to paragraphs.
pub(super) fn paragraphs(lines: &[Line]) -> Vec<Paragraph> {
    let words = Words::new(lines);
    let pitch = pitch(lines);
    let body = body_size(lines);
    let mut blocks: Vec<Block<'_>> = Vec::new();
    for line in lines {
        match blocks.last_mut() {
            Some(block) if block.takes(line, pitch, body) => block.push(line),
            _ => blocks.push(Block {
                lines: vec![line],
                column: 0,
                left: line.left,
                right: line.right,
            }),
        }
    }
    blocks.iter().map(|block| block.paragraph(body, &words)).collect()
}

impl<'l> Block<'l> {
    fn push(&mut self, line: &'l Line) {
        if self.lines.last().is_some_and(|last| is_elsewhere(last, line)) {
            self.column = self.lines.len();
            (self.left, self.right) = (line.left, line.right);
        }
        self.left = self.left.min(line.left);
        self.right = self.right.max(line.right);
        self.lines.push(line);
    }

    fn takes(&self, line: &Line, pitch: f64, body: f64) -> bool {
        let Some(last) = self.lines.last() else { return false };
        let is_same_size = (line.size - last.size).abs() <= SIZE * last.size;
        if !is_same_size || starts_item(&line.text) {
            return false;
        }
        if is_elsewhere(last, line) {
            return self.runs_on(line);
        }
        let down = last.base - line.base;
        let is_below = line.left < self.right && line.right > self.left;
        // A headline is often centred, and broken where it reads well.
        let is_headline = line.size > LARGER * body;
        down <= pitch * 1.25 * last.size
            && is_below
            && (is_headline || !self.is_indented(line) && !self.has_room_for(line))
    }

    /// Whether the line starts inside the left edge. One line alone does not tell the
    /// edge of an item of a list.
    fn is_indented(&self, line: &Line) -> bool {
        let Some(first) = self.lines.first() else { return false };
        let is_item = starts_item(&first.text) && self.column == 0;
        let skipped = self.column + usize::from(is_item);
        let edges = self.lines.iter().skip(skipped).map(|line| line.left);
        edges.reduce(f64::min).is_some_and(|edge| line.left > edge + 0.7 * line.size)
    }

    /// Whether the first word of `line` would have fitted on the last line: then the
    /// break was meant.
    fn has_room_for(&self, line: &Line) -> bool {
        let Some(last) = self.lines.last() else { return false };
        let count = |text: &str| {
            f64::from(u32::try_from(text.chars().count()).unwrap_or(u32::MAX))
        };
        let word = line.text.split(' ').next().unwrap_or_default();
        let width = (line.right - line.left) * count(word) / count(&line.text).max(1.0);
        let edge = self.right.max(line.right);
        // Words are no wider than this; a hyphen tells that the line was full.
        !ends_in_hyphen(&last.text) && last.right + width + 0.8 * line.size < edge
    }

    /// Whether a sentence runs on into a line of another column or page.
    fn runs_on(&self, line: &Line) -> bool {
        let Some(last) = self.lines.last() else { return false };
        let starts_small = line.text.starts_with(|c: char| {
            c.is_lowercase() || c.is_ascii_digit() || matches!(c, '(' | '$' | '£' | '€')
        });
        ends_in_hyphen(&last.text)
            || !article::ends_sentence(&last.text)
                && (starts_small || last.text.split(' ').count() > 5)
    }

    fn paragraph(&self, body: f64, words: &Words) -> Paragraph {
        let mut text = String::new();
        for line in &self.lines {
            words.join(&mut text, &line.text);
        }
        let size = self.lines.first().map_or(0.0, |line| line.size);
        let kind = if starts_item(&text) {
            text = text.trim_start_matches(BULLETS).trim_start().to_owned();
            PassageKind::List
        } else if size > LARGER * body && text.chars().count() <= HEADING {
            PassageKind::Heading
        } else {
            PassageKind::Text
        };
        let page = self.lines.first().map_or(0, |line| line.page);
        Paragraph { text, kind, size, page }
    }
}

/// Whether a line stands on another page or in another column than the one before.
fn is_elsewhere(last: &Line, line: &Line) -> bool {
    line.page != last.page || line.base >= last.base
}

fn starts_item(text: &str) -> bool {
    text.strip_prefix(BULLETS).is_some_and(|rest| rest.starts_with(' '))
}

/// How far apart lines are, in parts of their size: what most pairs of lines have.
fn pitch(lines: &[Line]) -> f64 {
    let mut counts: BTreeMap<u16, usize> = BTreeMap::new();
    for pair in lines.windows(2) {
        let down = pair[0].base - pair[1].base;
        let ratio = down / pair[1].size.max(0.1);
        let is_pair = pair[0].page == pair[1].page
            && (pair[0].size - pair[1].size).abs() <= SIZE * pair[0].size;
        if let Some(step) = (8_u16..60)
            .rev()
            .find(|step| is_pair && ratio >= f64::from(*step) / 20.0 && ratio < 3.0)
        {
            *counts.entry(step).or_default() += 1;
        }
    }
    let most = counts.iter().max_by_key(|(step, count)| (**count, u16::MAX - **step));
    most.map_or(1.5, |(step, _)| (f64::from(*step) + 1.0) / 20.0)
}

/// The size that most of the text is set in.
fn body_size(lines: &[Line]) -> f64 {
    let mut counts: BTreeMap<u64, (usize, f64)> = BTreeMap::new();
    for line in lines {
        // Sizes are positive, and the bits of positive numbers order as the numbers do.
        let rounded = (line.size * 2.0).round() / 2.0;
        let entry = counts.entry(rounded.to_bits()).or_insert((0, line.size));
        entry.0 += line.text.len();
    }
    counts.values().max_by_key(|(count, _)| *count).map_or(0.0, |(_, size)| *size)
}

fn ends_in_hyphen(text: &str) -> bool {
    text.ends_with(['-', '\u{2010}', '\u{ad}'])
}

/// The words of a text, to tell a hyphen that a word has from one that a line's end made.
struct Words(BTreeSet<String>);

impl Words {
    fn new(lines: &[Line]) -> Self {
        let mut words = BTreeSet::new();
        for line in lines {
            for word in line.text.split(' ') {
                words.insert(bare(word));
            }
        }
        Self(words)
    }

    /// Adds a line to a paragraph; a word that was parted is made whole.
    fn join(&self, text: &mut String, line: &str) {
        if text.is_empty() {
            text.push_str(line);
            return;
        }
        let is_parted = ends_in_hyphen(text)
            && line.starts_with(char::is_lowercase)
            && text
                .trim_end_matches(['-', '\u{2010}', '\u{ad}'])
                .ends_with(char::is_alphabetic);
        if is_parted {
            let head = text.rsplit(' ').next().unwrap_or_default();
            let tail = line.split(' ').next().unwrap_or_default();
            let hyphenated = bare(&format!("{head}{tail}"));
            let whole = bare(&format!("{}{tail}", head.trim_end_matches('-')));
            let keeps = !self.0.contains(&whole) && self.0.contains(&hyphenated);
            if !keeps {
                text.pop();
            }
        } else if !text.ends_with(['-', '—', '/']) || text.ends_with(" -") {
            text.push(' ');
        }
        text.push_str(line);
    }
}

/// A word in lower case without the marks around it.
fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}
