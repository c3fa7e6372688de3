//! Line numbers, and lines that keep within a width.

use textwrap::{Options, WordSeparator, WordSplitter};

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

/// `first` and then `text`, wrapped to `width`; later lines start under the text. Ends
/// with a line break.
pub(super) fn hang(first: &str, text: &str, width: usize) -> String {
    let indent = " ".repeat(textwrap::core::display_width(first));
    wrap(first, &indent, text, width)
}

/// As [`hang`], with later lines behind `indent`. Words are never cut: a path or an
/// address in two halves is of no use.
pub(super) fn wrap(first: &str, indent: &str, text: &str, width: usize) -> String {
    let options = Options::new(width)
        .initial_indent(first)
        .subsequent_indent(indent)
        .break_words(false)
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation);
    let mut lines = textwrap::fill(text, options);
    lines.push('\n');
    lines
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
    fn later_lines_hang_under_the_first() {
        assert_eq!(
            hang("  = do  ", "one two three", 16),
            "  = do  one two\n        three\n"
        );
    }

    #[test]
    fn long_text_is_cut_at_a_word() {
        assert_eq!(cut("one two three", 9), "one two …");
        assert_eq!(cut("one", 9), "one");
        assert_eq!(cut("ééé", 2), "éé …");
    }
}
