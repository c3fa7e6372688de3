//! What a draft or a page may not do to its reader.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Shows each character that a reader could not see, or that a terminal would obey, as
/// an escape: `\t`, `\u{202e}`.
///
/// Line breaks are among them; a writer that means to break lines does so before.
///
/// # Examples
///
/// ```
/// use veracite::report::escape;
///
/// assert_eq!(escape("a\u{1b}[2Jb"), "a\\u{1b}[2Jb");
/// assert_eq!(escape("plain"), "plain");
/// ```
#[must_use]
pub fn escape(text: &str) -> Cow<'_, str> {
    if !text.contains(is_unseen) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        push_escaped(&mut shown, c);
    }
    Cow::Owned(shown)
}

/// Adds `c`, as an escape if need be.
pub(super) fn push_escaped(shown: &mut String, c: char) {
    match c {
        '\t' => shown.push_str("\\t"),
        '\n' => shown.push_str("\\n"),
        '\r' => shown.push_str("\\r"),
        c if is_unseen(c) => {
            // Writing to a string cannot fail.
            let _ = write!(shown, "\\u{{{:x}}}", u32::from(c));
        }
        c => shown.push(c),
    }
}

/// Whether `c` is obeyed rather than shown: C0 and C1 controls, line and paragraph
/// separators, bidirectional controls, and characters without width that can hide text.
///
/// Marks on letters and the variation selectors of emoji (U+FE00 to U+FE0F) are not
/// counted, as they are part of what is seen.
pub(super) fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'
            | '\u{1160}'
            | '\u{17b4}'
            | '\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}')
}

/// Text in which a runner of GitHub workflows finds no command.
///
/// It obeys lines that start with `::` after white space, and `##[` wherever it stands. A
/// page's words may start a line where a report wraps them.
pub(super) fn without_commands(text: String) -> String {
    let starts = |line: &str| line.trim_start().starts_with("::");
    if !text.contains("##[") && !text.lines().any(starts) {
        return text;
    }
    let mut shown = String::with_capacity(text.len() + 64);
    for line in text.split_inclusive('\n') {
        let line = line.replace("##[", "#\\u{23}[");
        if starts(&line) {
            shown.push_str(&line.replacen("::", "\\u{3a}:", 1));
        } else {
            shown.push_str(&line);
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(escape(text), expected);
    }

    #[test]
    fn what_is_seen_is_left_alone() {
        check("“Café” – 東京 ❤\u{fe0f}", "“Café” – 東京 ❤\u{fe0f}");
    }

    #[test]
    fn terminal_controls_of_both_sets_are_shown() {
        check("\u{1b}]0;x\u{7}\u{9b}2J\u{7f}", "\\u{1b}]0;x\\u{7}\\u{9b}2J\\u{7f}");
    }

    #[test]
    fn turned_and_hidden_text_is_shown() {
        check("a\u{202e}b\u{2066}c\u{200b}d", "a\\u{202e}b\\u{2066}c\\u{200b}d");
        check("\u{e0041}\u{feff}\u{ad}", "\\u{e0041}\\u{feff}\\u{ad}");
    }

    #[test]
    fn line_breaks_and_tabs_have_short_names() {
        check("a\tb\r\nc\u{2028}", "a\\tb\\r\\nc\\u{2028}");
    }

    #[test]
    fn no_line_is_a_command_of_a_workflow() {
        let text = "a :: b\n  ::error::x\n= ##[error]y\n".to_owned();
        let expected = "a :: b\n  \\u{3a}:error::x\n= #\\u{23}[error]y\n";
        assert_eq!(without_commands(text), expected);
    }
}
