//! Lines of a draft, and text on one line.

/// Where the lines of a text start.
#[derive(Debug)]
pub(super) struct Lines {
    starts: Vec<usize>,
}

impl Lines {
    /// Finds the lines of `text`, which end with `\n`.
    pub(super) fn of(text: &str) -> Self {
        let after_breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        Self { starts: std::iter::once(0).chain(after_breaks).collect() }
    }

    /// The number of the line, from 1, that holds byte `at`.
    pub(super) fn number(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at)
    }

    /// Where the line that holds byte `at` starts.
    pub(super) fn start(&self, at: usize) -> usize {
        self.starts.get(self.number(at).saturating_sub(1)).copied().unwrap_or(0)
    }

    /// The number of the last line.
    pub(super) fn last(&self) -> usize {
        self.starts.len()
    }
}

/// Bytes between two places whose column is known.
const STRIDE: usize = 1024;

/// Lines and columns of a text, in UTF-16 code units as editors count. A draft may be one
/// long line with thousands of findings, so columns are counted from the nearest known one.
#[derive(Debug)]
pub(super) struct Columns<'t> {
    text: &'t str,
    lines: Lines,
    /// For each [`STRIDE`] bytes, the code units before (the character at) that byte.
    units: Vec<usize>,
}

impl<'t> Columns<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let (mut units, mut count, mut from) = (Vec::new(), 0, 0);
        for at in (0..=text.len()).step_by(STRIDE) {
            let at = text.floor_char_boundary(at);
            count += utf16(&text[from..at]);
            from = at;
            units.push(count);
        }
        Self { text, lines: Lines::of(text), units }
    }

    /// The line and column, from 1, of the character at byte `at`.
    pub(super) fn position(&self, at: usize) -> (usize, usize) {
        let line = self.lines.number(at);
        (line, self.before(at) - self.before(self.lines.start(at)) + 1)
    }

    /// The code units before byte `at`.
    fn before(&self, at: usize) -> usize {
        let at = self.text.floor_char_boundary(at);
        let known = at / STRIDE;
        let from = self.text.floor_char_boundary(known * STRIDE);
        self.units.get(known).copied().unwrap_or(0) + utf16(&self.text[from..at])
    }
}

/// UTF-16 code units.
pub(super) fn utf16(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// Text on one line: line breaks and runs of white space become one space.
pub(super) fn flat(text: &str) -> String {
    let mut flat = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !flat.is_empty() {
            flat.push(' ');
        }
        flat.push_str(word);
    }
    flat
}

/// At most `limit` characters of `text`, cut at a word and marked where cut.
pub(super) fn cut(text: &str, limit: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(limit) else {
        return text.to_owned();
    };
    let head = &text[..end];
    let whole = head.rfind(' ').map_or(head, |space| &head[..space]);
    format!("{} …", whole.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_break_ends_its_own_line() {
        let lines = Lines::of("a\nbc\n");
        let numbers: Vec<usize> = (0..5).map(|at| lines.number(at)).collect();
        assert_eq!(numbers, [1, 1, 2, 2, 2]);
        assert_eq!(lines.start(3), 2);
    }

    #[test]
    fn columns_are_counted_in_utf_16_from_any_place() {
        let text = "ab\n".to_owned() + &"é𝄞x".repeat(1000);
        let columns = Columns::of(&text);
        for at in [0, 2, 3, 5, 9, 1023, 1027, 2049, 5000, text.len()] {
            let at = text.floor_char_boundary(at);
            let start = text[..at].rfind('\n').map_or(0, |at| at + 1);
            let line = text[..at].matches('\n').count() + 1;
            let column = text[start..at].encode_utf16().count() + 1;
            assert_eq!(columns.position(at), (line, column), "{at}");
        }
        assert_eq!(columns.position(usize::MAX).0, 2);
        assert_eq!(Columns::of("").position(0), (1, 1));
    }

    #[test]
    fn long_text_is_cut_at_a_word() {
        assert_eq!(cut("one two three", 9), "one two …");
        assert_eq!(cut("one", 9), "one");
        assert_eq!(cut("ééé", 2), "éé …");
    }
}
