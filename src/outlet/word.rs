//! Words with their places, and phrases looked for among them.

use crate::text::Span;

/// A word between white space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word<'t> {
    /// The word with the marks around it.
    pub(super) raw: Span,
    /// The word without them; empty if it is only marks.
    pub(super) core: Span,
    /// The text at `core`.
    pub(super) text: &'t str,
    opens: bool,
    closes: bool,
}

impl Word<'_> {
    /// Whether a mark other than emphasis stands before it.
    pub(super) fn opens(&self) -> bool {
        self.opens
    }

    /// Whether a mark other than emphasis stands after it.
    pub(super) fn closes(&self) -> bool {
        self.closes
    }

    /// Whether it begins as a name does: with a capital or a digit.
    pub(super) fn is_capital(&self) -> bool {
        self.text.starts_with(|c: char| c.is_uppercase() || c.is_numeric())
    }

    /// Whether it is `other`, in any case.
    pub(super) fn is(&self, other: &str) -> bool {
        self.text.eq_ignore_ascii_case(other)
    }
}

/// The words of `span` of `text`, in order.
pub(super) fn words(text: &str, span: Span) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut at = span.start;
    for part in span.of(text).split(char::is_whitespace) {
        let raw = Span::new(at, at + part.len());
        // White space may be of several bytes; the next part starts after it.
        let after = text[raw.end..].chars().next().map_or(0, char::len_utf8);
        at = raw.end + after;
        if !part.is_empty() {
            let core = trim(text, raw, |c| !c.is_alphanumeric());
            let marks = |from, to| {
                Span::new(from, to).of(text).contains(|c| !matches!(c, '*' | '_'))
            };
            let opens = marks(raw.start, core.start);
            let closes = marks(core.end, raw.end);
            words.push(Word { raw, core, text: core.of(text), opens, closes });
        }
    }
    words
}

/// `span` of `text` without the characters at its ends that `drop` picks.
pub(super) fn trim(text: &str, span: Span, drop: impl Fn(char) -> bool) -> Span {
    let inside = span.of(text);
    let head = inside.trim_start_matches(&drop);
    let start = span.start + (inside.len() - head.len());
    Span::new(start, start + head.trim_end_matches(&drop).len())
}

/// How many words `phrase` takes, if `words` begins with it, in any case and with no
/// mark between its words.
pub(super) fn phrase(words: &[Word<'_>], phrase: &str) -> Option<usize> {
    let mut taken = 0;
    for part in phrase.split(' ') {
        let word = words.get(taken)?;
        let apart = taken > 0 && (word.opens() || words[taken - 1].closes());
        if apart || !word.is(part) {
            return None;
        }
        taken += 1;
    }
    Some(taken)
}

/// The length of `phrase` at the start of `text`, if it is there in any case and no
/// letter or digit follows it.
pub(super) fn starts_with(text: &str, phrase: &str) -> Option<usize> {
    let head = text.get(..phrase.len())?;
    let ends = || !text[phrase.len()..].starts_with(char::is_alphanumeric);
    (head.eq_ignore_ascii_case(phrase) && ends()).then_some(phrase.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let words = words(text, Span::new(0, text.len()));
        assert_eq!(words.iter().map(|word| word.text).collect::<Vec<_>>(), expected);
        for word in words {
            assert_eq!(word.core.of(text), word.text);
        }
    }

    #[test]
    fn words_are_freed_of_the_marks_around_them() {
        check("“U.S.” \u{3000}*Time*, —", &["U.S", "Time", ""]);
    }

    #[test]
    fn a_phrase_is_not_found_over_a_mark() {
        let taken =
            |text: &str| phrase(&words(text, Span::new(0, text.len())), "as told");
        assert_eq!(taken("As told to"), Some(2));
        assert_eq!(taken("as, told"), None);
        assert_eq!(taken("as"), None);
    }

    #[test]
    fn a_phrase_at_the_start_ends_where_a_word_ends() {
        assert_eq!(starts_with("Via: x", "via"), Some(3));
        assert_eq!(starts_with("viaduct", "via"), None);
        assert_eq!(starts_with("vé", "via"), None);
    }
}
