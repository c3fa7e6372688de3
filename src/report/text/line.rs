//! Lines that keep within a width.

use textwrap::{Options, WordSeparator, WordSplitter};

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn later_lines_hang_under_the_first() {
        assert_eq!(
            hang("  = do  ", "one two three", 16),
            "  = do  one two\n        three\n"
        );
    }
}
