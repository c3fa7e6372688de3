//! Quotation marks: which of them belong together.

use crate::text::Span;

/// What sort of quotation marks enclose a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mark {
    /// `“…”`, `„…“`.
    Double,
    /// `"…"`.
    Straight,
    /// `‘…’`.
    Single,
    /// `'…'`.
    StraightSingle,
    /// `«…»`.
    Guillemet,
    /// `「…」`, `『…』`.
    Corner,
}

const N_MARKS: usize = 6;

/// A text in quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quoted {
    /// Its marks.
    pub mark: Mark,
    /// The place between the marks.
    pub inner: Span,
    /// The place with its marks.
    pub outer: Span,
    /// How many quotations it lies inside of.
    pub depth: usize,
    /// Whether a closing mark was found. If not, it runs to the end of its paragraph.
    pub closed: bool,
}

/// How far a single quotation mark is looked for its partner, in bytes. Past this it is
/// taken for an apostrophe; the bound also keeps pairing linear.
const REACH: usize = 600;

/// Words that lose their first letters to an apostrophe.
#[rustfmt::skip]
const CLIPPED: &[&str] = &[
    "bout", "cause", "cos", "em", "n", "round", "til", "till", "tis", "twas", "twill",
];

/// The texts in quotation marks, in order of their opening marks. Apostrophes and inch
/// marks are no quotation marks. No quotation runs over an empty line.
///
/// # Examples
///
/// ```
/// let text = "“Don’t say ‘no’,” she said";
/// let inner: Vec<&str> =
///     veracite::text::quoted(text).iter().map(|quoted| quoted.inner.of(text)).collect();
/// assert_eq!(inner, ["Don’t say ‘no’,", "no"]);
/// ```
#[must_use]
pub fn quoted(text: &str) -> Vec<Quoted> {
    let mut pairing =
        Pairing { text, open: Vec::new(), counts: [0; N_MARKS], found: Vec::new() };
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'"' => pairing.straight(at),
            b'\'' => pairing.straight_single(at),
            b'\n' if is_blank_line(bytes, at) => pairing.end_paragraph(at),
            0xc2 | 0xe2 | 0xe3 => {
                let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else {
                    at += 1;
                    continue;
                };
                pairing.typographic(at, c);
                at += c.len_utf8();
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    pairing.end_paragraph(text.len());
    pairing.found.sort_by_key(|quoted| quoted.outer.start);
    pairing.found
}

/// Whether the line after the line break at `at` is empty.
fn is_blank_line(bytes: &[u8], at: usize) -> bool {
    let rest = bytes[at + 1..].iter().take(REACH);
    rest.copied().find(|b| !matches!(b, b' ' | b'\t' | b'\r')) == Some(b'\n')
}

struct Pairing<'t> {
    text: &'t str,
    /// Opening marks without a partner yet: the mark, its place.
    open: Vec<(Mark, Span)>,
    /// How many of each are in `open`, so that a stray closing mark costs nothing.
    counts: [usize; N_MARKS],
    found: Vec<Quoted>,
}

impl Pairing<'_> {
    fn before(&self, at: usize) -> char {
        self.text[..at].chars().next_back().unwrap_or(' ')
    }

    fn after(&self, at: usize) -> char {
        self.text[at..].chars().next().unwrap_or(' ')
    }

    fn open(&mut self, mark: Mark, at: usize, len: usize) {
        self.open.push((mark, Span::new(at, at + len)));
        self.counts[mark as usize] += 1;
    }

    /// Closes the innermost open `mark`; marks opened inside of it stay without partner.
    fn close(&mut self, mark: Mark, at: usize, len: usize) {
        if self.counts[mark as usize] == 0 {
            return;
        }
        while let Some((kind, start)) = self.open.pop() {
            self.counts[kind as usize] -= 1;
            if kind == mark {
                self.found.push(Quoted {
                    mark,
                    inner: Span::new(start.end, at),
                    outer: Span::new(start.start, at + len),
                    depth: self.open.len(),
                    closed: true,
                });
                return;
            }
        }
    }

    /// At the end of a paragraph, the outermost double mark without partner may be a
    /// quotation that goes on in the next paragraph.
    fn end_paragraph(&mut self, at: usize) {
        if let Some(&(mark, start)) = self.open.first()
            && matches!(mark, Mark::Double | Mark::Straight | Mark::Single)
        {
            let inner = Span::new(start.end, at);
            let outer = Span::new(start.start, at);
            self.found.push(Quoted { mark, inner, outer, depth: 0, closed: false });
        }
        self.open.clear();
        self.counts = [0; N_MARKS];
    }

    fn straight(&mut self, at: usize) {
        let (before, after) = (self.before(at), self.after(at + 1));
        let opens = !is_inside(before) && !after.is_whitespace();
        if self.counts[Mark::Straight as usize] > 0 {
            // A mark that can only open, straight after white space, tells that the one
            // before it was never closed.
            if opens && before.is_whitespace() && after.is_alphanumeric() {
                self.drop_straight();
                self.open(Mark::Straight, at, 1);
            } else {
                self.close(Mark::Straight, at, 1);
            }
        } else if opens {
            self.open(Mark::Straight, at, 1);
        }
    }

    fn drop_straight(&mut self) {
        while let Some((mark, _)) = self.open.pop() {
            self.counts[mark as usize] -= 1;
            if mark == Mark::Straight {
                return;
            }
        }
    }

    fn straight_single(&mut self, at: usize) {
        if self.counts[Mark::StraightSingle as usize] > 0 {
            if self.closes(at, 1) {
                self.close(Mark::StraightSingle, at, 1);
            }
        } else if self.opens(at, 1) && self.has_partner(at + 1, '\'') {
            self.open(Mark::StraightSingle, at, 1);
        }
    }

    fn typographic(&mut self, at: usize, c: char) {
        let len = c.len_utf8();
        match c {
            '“' if self
                .open
                .last()
                .is_some_and(|(_, start)| start.of(self.text) == "„") =>
            {
                self.close(Mark::Double, at, len);
            }
            '“' | '„' | '‟' => self.open(Mark::Double, at, len),
            '”' => self.close(Mark::Double, at, len),
            '«' => self.open(Mark::Guillemet, at, len),
            '»' => self.close(Mark::Guillemet, at, len),
            '「' | '『' => self.open(Mark::Corner, at, len),
            '」' | '』' => self.close(Mark::Corner, at, len),
            '‘' if self.opens(at, len) => self.open(Mark::Single, at, len),
            '’' if self.counts[Mark::Single as usize] > 0 && self.closes(at, len) => {
                self.close(Mark::Single, at, len);
            }
            _ => {}
        }
    }

    /// Whether a single mark at `at` may open a quotation: not inside a word, and not
    /// the apostrophe of `'90s` or `'tis`.
    fn opens(&self, at: usize, len: usize) -> bool {
        let after = self.after(at + len);
        if is_inside(self.before(at)) || after.is_whitespace() {
            return false;
        }
        let rest = &self.text[at + len..];
        let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        let word = &rest[..end];
        let decade = word.len() <= 3
            && word.starts_with(|c: char| c.is_ascii_digit())
            && word.trim_end_matches('s').bytes().all(|b| b.is_ascii_digit())
            && !rest[end..].starts_with(['\'', '’']);
        let clipped = word.len() <= 5
            && CLIPPED.contains(&word.to_lowercase().as_str())
            && (word == "n" || !rest[end..].starts_with(['\'', '’']));
        !decade && !clipped
    }

    /// Whether a single mark at `at` closes a quotation rather than being the apostrophe
    /// of `don't` or `artists'`.
    fn closes(&self, at: usize, len: usize) -> bool {
        let (before, after) = (self.before(at), self.after(at + len));
        if after.is_alphanumeric() || before.is_whitespace() {
            return false;
        }
        let possessive = matches!(before, 's' | 'S') && after == ' ';
        !possessive || !self.has_partner(at + len, self.after(at))
    }

    /// Whether a `mark` that can only close follows soon, before another opens.
    fn has_partner(&self, from: usize, mark: char) -> bool {
        let mut before = ' ';
        let mut chars = self.text[from..].char_indices().peekable();
        while let Some((offset, c)) = chars.next() {
            let after = chars.peek().map_or(' ', |&(_, c)| c);
            if offset > REACH || c == '‘' || c == '\n' && after == '\n' {
                return false;
            }
            if c == mark && before.is_whitespace() && !after.is_ascii_digit() {
                return false;
            }
            if c == mark && !before.is_whitespace() && !after.is_alphanumeric() {
                return true;
            }
            before = c;
        }
        false
    }
}

/// Whether a mark after `c` stands inside or at the end of a word.
fn is_inside(c: char) -> bool {
    c.is_alphanumeric()
        || matches!(c, '.' | ',' | '!' | '?' | ';' | ')' | ']' | '%' | '…' | '’')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = quoted(text)
            .into_iter()
            .filter(|quoted| quoted.closed)
            .map(|quoted| quoted.inner.of(text))
            .collect();
        assert_eq!(found, expected, "in {text}");
    }

    #[test]
    fn marks_of_every_sort_are_paired() {
        check("a “b” c", &["b"]);
        check("a \"b\" c", &["b"]);
        check("a ‘b c’ d", &["b c"]);
        check("a 'b c' d", &["b c"]);
        check("a «b» c", &["b"]);
        check("a „b“ c", &["b"]);
        check("「b」", &["b"]);
    }

    #[test]
    fn a_quotation_inside_another_is_found() {
        check("“He said ‘go’ twice”", &["He said ‘go’ twice", "go"]);
        check("\"He said 'go' twice\"", &["He said 'go' twice", "go"]);
        check("‘He said “go” twice’", &["He said “go” twice", "go"]);
    }

    #[test]
    fn apostrophes_are_no_quotation_marks() {
        check("don’t, the ’90s, the artists’ work", &[]);
        check("don't, the '90s, the artists' work", &[]);
        check("the ‘90s and rock ‘n’ roll", &[]);
        check("'Tis the artists' own", &[]);
    }

    #[test]
    fn an_apostrophe_inside_a_single_quotation_does_not_close_it() {
        check(
            "‘the artists’ work isn’t ours’, he said",
            &["the artists’ work isn’t ours"],
        );
        check(
            "'the artists' work isn't ours', he said",
            &["the artists' work isn't ours"],
        );
    }

    #[test]
    fn inch_marks_are_no_quotation_marks() {
        check("a 5\" screen", &[]);
    }

    #[test]
    fn a_mark_never_closed_does_not_swallow_the_next_quotation() {
        check("\"lost and then \"found\" here", &["found"]);
        check("“lost and then “found” here", &["found"]);
    }

    #[test]
    fn a_quotation_ends_with_its_paragraph() {
        check("“one\n\ntwo”", &[]);
    }

    #[test]
    fn a_long_run_of_marks_takes_linear_time() {
        for unit in ["\" ", "“a ", "‘a ", "'a ", "s’ ", "s' ", "«", "\"a. B "] {
            let found = quoted(&unit.repeat(50_000));
            assert!(found.len() <= 50_000);
        }
    }
}

#[cfg(test)]
mod properties {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_quotation_slices_the_text(text in "[a-zA-Z \"'“”‘’„«».,\n\\PC]{0,80}") {
            for quoted in quoted(&text) {
                prop_assert!(text.get(quoted.inner.start..quoted.inner.end).is_some());
                prop_assert!(text.get(quoted.outer.start..quoted.outer.end).is_some());
                prop_assert!(quoted.outer.contains(quoted.inner));
            }
        }
    }
}
