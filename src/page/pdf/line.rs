//! From pieces of text with their places to lines, without running heads.

use std::collections::BTreeMap;

use super::walk::Piece;

/// A gap between pieces that stands for a space, in parts of the size.
const SPACE: f64 = 0.17;
/// A gap that stands for a new column or cell.
const COLUMN: f64 = 3.0;
/// How far the base lines of one line may differ (raised figures, small capitals).
const RAISED: f64 = 0.45;
/// Lines at the top and at the bottom of a page that may be running heads.
const EDGE: usize = 3;
/// How far a running head may move from page to page, in points.
const PLACE: f64 = 3.0;

/// A line of text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) base: f64,
    pub(super) size: f64,
    /// The page, from 0.
    pub(super) page: usize,
}

impl Line {
    /// Whether a piece goes on with this line.
    fn takes(&self, piece: &Piece) -> bool {
        let size = self.size.max(piece.size);
        let gap = piece.left - self.right;
        (self.base - piece.base).abs() <= RAISED * size
            && gap < COLUMN * size
            && (gap > -size || self.is_twice(piece))
    }

    /// Whether a piece is the end of this line set again, a hair apart, to look bold.
    fn is_twice(&self, piece: &Piece) -> bool {
        let width = piece.right - piece.left;
        (self.right - piece.right).abs() < 0.1 * width.max(self.size)
            && self.text.trim_end().ends_with(piece.text.trim())
    }

    fn add(&mut self, piece: &Piece) {
        if self.is_twice(piece) {
            return;
        }
        let is_apart = piece.left - self.right > SPACE * self.size.min(piece.size);
        if is_apart && !self.text.ends_with(' ') && !piece.text.starts_with(' ') {
            self.text.push(' ');
        }
        self.text.push_str(&piece.text);
        self.right = self.right.max(piece.right);
        if piece.size > self.size {
            (self.size, self.base) = (piece.size, piece.base);
        }
    }
}

/// The lines of all pages, in the order they are set in.
pub(super) fn lines(pages: &[Vec<Piece>]) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for (page, pieces) in pages.iter().enumerate() {
        let first = lines.len();
        for piece in pieces {
            match lines.last_mut() {
                Some(line) if line.page == page && line.takes(piece) => line.add(piece),
                _ if piece.text.trim().is_empty() => {}
                _ => lines.push(Line {
                    text: piece.text.clone(),
                    left: piece.left,
                    right: piece.right,
                    base: piece.base,
                    size: piece.size,
                    page,
                }),
            }
        }
        for line in lines.iter_mut().skip(first) {
            line.text = tidy(&line.text);
        }
    }
    lines.retain(|line| !line.text.is_empty());
    lines
}

/// One space between words, no invisible characters, ligatures as letters.
fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            'ﬀ' => tidy.push_str("ff"),
            'ﬁ' => tidy.push_str("fi"),
            'ﬂ' => tidy.push_str("fl"),
            'ﬃ' => tidy.push_str("ffi"),
            'ﬄ' => tidy.push_str("ffl"),
            'ﬅ' | 'ﬆ' => tidy.push_str("st"),
            c if c.is_whitespace() => {
                if !tidy.is_empty() && !tidy.ends_with(' ') {
                    tidy.push(' ');
                }
            }
            '\u{200b}' | '\u{2060}' | '\u{feff}' => {}
            c if c.is_control() => {}
            c => tidy.push(c),
        }
    }
    tidy.truncate(tidy.trim_end().len());
    tidy
}

/// What the margins of the pages told.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Margin {
    /// The address that a browser prints at the foot of each page.
    pub(super) url: Option<String>,
}

/// Drops running heads and page numbers: lines at the edge of a page that come again on
/// most pages, figures aside, and those that a browser prints round a page.
pub(super) fn drop_margins(lines: &mut Vec<Line>, n_pages: usize) -> Margin {
    let edges = edges(lines, n_pages);
    // A head stands in the same place on each page; a sentence that comes again does not.
    let mut bases: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    for &at in &edges {
        bases.entry(shape(&lines[at].text)).or_default().push(lines[at].base);
    }
    let mut margin = Margin::default();
    let mut is_dropped = vec![false; lines.len()];
    for at in edges {
        let text = &lines[at].text;
        let alike = bases.get(&shape(text)).into_iter().flatten();
        let times = alike.filter(|base| (*base - lines[at].base).abs() < PLACE).count();
        let is_repeated = n_pages > 1 && times * 2 > n_pages;
        is_dropped[at] = is_repeated || is_folio(text) || address(text).is_some();
        if let Some(url) = address(text).filter(|_| margin.url.is_none()) {
            margin.url = Some(url.to_owned());
        }
    }
    let mut dropped = is_dropped.into_iter();
    lines.retain(|_| !dropped.next().unwrap_or_default());
    margin
}

/// The topmost and lowest lines of each page, by index.
fn edges(lines: &[Line], n_pages: usize) -> Vec<usize> {
    let mut pages: Vec<Vec<usize>> = vec![Vec::new(); n_pages];
    for (at, line) in lines.iter().enumerate() {
        if let Some(page) = pages.get_mut(line.page) {
            page.push(at);
        }
    }
    let mut edges = Vec::new();
    for mut page in pages {
        page.sort_by(|&a, &b| lines[b].base.total_cmp(&lines[a].base));
        let (head, rest) = page.split_at(page.len().min(EDGE));
        edges.extend(head);
        edges.extend(rest.iter().rev().take(EDGE));
    }
    edges
}

/// A line with its figures taken out, so that page 2 looks like page 3.
fn shape(text: &str) -> String {
    let mut shape = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_digit() {
            if !shape.ends_with('#') {
                shape.push('#');
            }
        } else {
            shape.extend(c.to_lowercase());
        }
    }
    shape
}

/// Whether a line is a page number: `3`, `– 3 –`, `Page 3 of 12`, `3/12`.
fn is_folio(text: &str) -> bool {
    let mut n_figures = 0;
    text.len() <= 24
        && text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).all(
            |word| {
                let is_figure =
                    word.len() <= 4 && word.bytes().all(|b| b.is_ascii_digit());
                n_figures += usize::from(is_figure);
                is_figure || matches!(&*word.to_lowercase(), "page" | "of" | "p")
            },
        )
        && n_figures > 0
}

/// The address in a line that holds nothing else but a page number.
fn address(text: &str) -> Option<&str> {
    let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
    let is_address = first.starts_with("https://") || first.starts_with("http://");
    // A browser cuts a long one short.
    let is_whole = !first.ends_with(['…', '.']);
    (is_address && is_whole && (rest.is_empty() || is_folio(rest))).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(text: &str, left: f64, base: f64) -> Piece {
        let right = left + 5.0 * f64::from(u16::try_from(text.chars().count()).unwrap());
        Piece { text: text.into(), left, right, base, size: 10.0 }
    }

    #[track_caller]
    fn check(pieces: &[Piece], expected: &[&str]) {
        let lines = lines(&[pieces.to_vec()]);
        let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(texts, expected);
    }

    #[test]
    fn pieces_of_one_base_line_are_one_line() {
        check(
            &[
                piece("The wa", 0.0, 90.0),
                piece("ll", 30.5, 90.0),
                piece("rose", 45.0, 90.0),
            ],
            &["The wall rose"],
        );
        check(&[piece("10", 0.0, 90.0), piece("2", 10.0, 94.0)], &["102"]);
        check(
            &[piece("left", 0.0, 90.0), piece("right", 300.0, 90.0)],
            &["left", "right"],
        );
        check(&[piece("one", 0.0, 90.0), piece("two", 0.0, 78.0)], &["one", "two"]);
    }

    #[test]
    fn letters_set_twice_are_read_once() {
        check(&[piece("Bold", 0.0, 90.0), piece("Bold", 0.3, 90.0)], &["Bold"]);
        check(
            &[piece("\u{fb01}nal  o\u{fb03}ce\u{200b} ", 0.0, 90.0)],
            &["final office"],
        );
    }

    fn page(number: usize) -> Vec<Piece> {
        let mut pieces = vec![piece("The Kelmouth Record", 0.0, 800.0)];
        for row in 0..9_u16 {
            let text = format!("Row {row} of what page {number} says.");
            pieces.push(piece(&text, 0.0, 700.0 - 12.0 * f64::from(row)));
        }
        pieces.push(piece(&format!("Page {number} of 3"), 0.0, 20.0));
        pieces
    }

    #[test]
    fn running_heads_and_page_numbers_are_dropped() {
        let mut found = lines(&[page(1), page(2), page(3)]);
        assert_eq!(drop_margins(&mut found, 3), Margin::default());
        let texts: Vec<&str> = found.iter().map(|line| line.text.as_str()).collect();
        assert!(!texts.iter().any(|text| text.contains("Record")), "{texts:?}");
        assert!(!texts.iter().any(|text| text.starts_with("Page")), "{texts:?}");
    }

    #[test]
    fn a_browser_prints_the_address_at_the_foot() {
        let mut pieces = page(1);
        pieces.push(piece("https://quay.example/a 1/1", 0.0, 8.0));
        let mut found = lines(&[pieces]);
        let url = Some("https://quay.example/a".to_owned());
        assert_eq!(drop_margins(&mut found, 1), Margin { url });
        assert!(!found.iter().any(|line| line.text.contains("quay.example")));
    }
}
