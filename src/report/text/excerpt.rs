//! A part of the draft with the words in question marked beneath.
//!
//! The draft is shown as it is written, markup and all, so that a line here is a line of
//! the file. It is wrapped to the width: a paragraph on one long line is the rule in
//! drafts, and marks two hundred columns to the right help nobody.

use unicode_width::UnicodeWidthStr;

use crate::report::escape::push_escaped;
use crate::report::text::Sheet;
use crate::rule::Severity;
use crate::text::Span;

/// More lines than this are shown only around their marks.
const WHOLE: usize = 6;
/// Bytes of a part that are laid out: a list of thousands of outlets is looked at once
/// for each of them.
const LONGEST: usize = 8 * 1024;
/// Bytes kept on each side of the first mark in a longer part.
const AROUND: usize = 512;
/// Lines shown of a long part that has no marks.
const HEAD: usize = 3;

/// A character as shown: its place, its escape or itself, its columns, its mark.
struct Cell {
    shown: String,
    width: usize,
    space: bool,
    marked: bool,
}

/// A line as shown.
struct Row {
    /// The line of the draft that starts here; `None` for a line made by wrapping.
    number: Option<usize>,
    text: String,
    marks: String,
}

/// Shows the part of the draft at `shown`, with `marks` beneath.
pub(super) fn excerpt(
    sheet: &Sheet<'_>,
    shown: Span,
    marks: &[Span],
    severity: Severity,
) -> String {
    let digits = sheet.lines.last().to_string().len();
    // Two spaces before the number, ` │ ` after it.
    let room = sheet.width.saturating_sub(digits + 5).max(20);
    let shown = near(&sheet.report.draft.text, shown, marks);
    let rows = elide(rows(sheet, shown, marks, room));
    let mut out = String::new();
    for row in rows {
        let number = row.number.map(|number| number.to_string()).unwrap_or_default();
        let gutter = |number: &str| sheet.paint.faint(&format!("  {number:>digits$} │"));
        push_row(&mut out, &gutter(&number), &row.text);
        if !row.marks.is_empty() {
            push_row(&mut out, &gutter(""), &sheet.paint.severity(severity, &row.marks));
        }
    }
    out
}

/// `shown`, or of a very long part what is near its first mark.
fn near(text: &str, shown: Span, marks: &[Span]) -> Span {
    if shown.len() <= LONGEST {
        return shown;
    }
    let first = marks.first().map_or(shown.start, |mark| mark.start);
    let start = first.saturating_sub(AROUND).clamp(shown.start, shown.end);
    let end = (first + 2 * AROUND).clamp(start, shown.end);
    Span::new(text.floor_char_boundary(start), text.ceil_char_boundary(end))
}

/// Adds a line behind its gutter.
fn push_row(out: &mut String, gutter: &str, text: &str) {
    out.push_str(gutter);
    if !text.is_empty() {
        out.push(' ');
        out.push_str(text);
    }
    out.push('\n');
}

/// The lines of the draft at `shown`, wrapped to `room` columns.
fn rows(sheet: &Sheet<'_>, shown: Span, marks: &[Span], room: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut at = shown.start;
    for line in shown.of(&sheet.report.draft.text).split_inclusive('\n') {
        let content = line.trim_end_matches(['\n', '\r']);
        let cells = cells(content, at, marks);
        let mut number = Some(sheet.lines.number(at));
        for (from, to) in breaks(&cells, room) {
            rows.push(row(number.take(), &cells[from..to]));
        }
        at += line.len();
    }
    rows
}

/// The characters of one line, which starts at byte `at` of the draft. Marks that hold
/// nothing (words are missing there) mark the character they stand before.
fn cells(line: &str, at: usize, marks: &[Span]) -> Vec<Cell> {
    let is_marked = |from: usize, to: usize| {
        let here = Span::new(from, to);
        marks
            .iter()
            .any(|mark| mark.overlaps(here) || mark.is_empty() && mark.start == from)
    };
    let mut cells: Vec<Cell> = Vec::with_capacity(line.len() + 1);
    for (offset, c) in line.char_indices() {
        let mut shown = String::new();
        push_escaped(&mut shown, c);
        let width = shown.width();
        let from = at + offset;
        let marked = is_marked(from, from + c.len_utf8());
        cells.push(Cell { shown, width, space: c.is_whitespace(), marked });
    }
    // Words may be missing at the very end.
    let end = at + line.len();
    if marks.iter().any(|mark| mark.is_empty() && mark.start == end) {
        cells.push(Cell { shown: " ".to_owned(), width: 1, space: true, marked: true });
    }
    cells
}

/// Where a line is broken: after spaces, or inside a word that is wider than `room`.
fn breaks(cells: &[Cell], room: usize) -> Vec<(usize, usize)> {
    let mut lines = Vec::new();
    let (mut from, mut used, mut after_space) = (0, 0, None);
    let mut at = 0;
    while at < cells.len() {
        let cell = &cells[at];
        // A space may hang over the edge: nothing of it is seen.
        if used + cell.width > room && !cell.space && at > from {
            let to = after_space.unwrap_or(at);
            lines.push((from, to));
            (from, used, after_space, at) = (to, 0, None, to);
            continue;
        }
        used += cell.width;
        at += 1;
        if cell.space {
            after_space = Some(at);
        }
    }
    if from < cells.len() {
        lines.push((from, cells.len()));
    }
    lines
}

/// One line as shown, and its marks.
fn row(number: Option<usize>, cells: &[Cell]) -> Row {
    let mut row = Row { number, text: String::new(), marks: String::new() };
    for cell in cells {
        row.text.push_str(&cell.shown);
        let mark = if cell.marked { '^' } else { ' ' };
        row.marks.extend(std::iter::repeat_n(mark, cell.width));
    }
    row.text.truncate(row.text.trim_end().len());
    row.marks.truncate(row.marks.trim_end().len());
    row
}

/// Keeps of a long part its first line, the marked lines and the line before each.
fn elide(rows: Vec<Row>) -> Vec<Row> {
    if rows.len() <= WHOLE {
        return rows;
    }
    let marked: Vec<bool> = rows.iter().map(|row| !row.marks.is_empty()).collect();
    let any_marked = marked.contains(&true);
    let mut kept: Vec<Row> = Vec::new();
    let mut left_out = false;
    for (at, row) in rows.into_iter().enumerate() {
        let near = marked[at] || marked.get(at + 1) == Some(&true) || at == 0;
        let keep = if any_marked { near } else { at < HEAD };
        if keep {
            kept.push(row);
        } else if !left_out {
            kept.push(Row { number: None, text: "…".to_owned(), marks: String::new() });
        }
        left_out = !keep;
    }
    kept
}
