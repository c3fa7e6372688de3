//! Words, lower-cased once and shared by all that read them.

use std::borrow::Cow;

use crate::text::Span;

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word<'t> {
    /// Where it is.
    pub span: Span,
    /// The word in lower case, every apostrophe a straight one.
    pub lower: Cow<'t, str>,
    /// Whether it starts with a capital.
    pub capital: bool,
}

impl Word<'_> {
    /// Whether it is `word`, given in lower case.
    #[must_use]
    pub fn is(&self, word: &str) -> bool {
        self.lower == word
    }

    /// Whether it is one of `sorted`, lower-case words in ascending order.
    #[must_use]
    pub fn is_in(&self, sorted: &[&str]) -> bool {
        sorted.binary_search(&self.lower.as_ref()).is_ok()
    }
}

/// The words of `text`: runs of letters and digits, with the apostrophes inside them
/// (`don’t`), the stops of an abbreviation by letters (`U.S.`) and the marks inside a
/// figure (`1,500.5`). Hyphens part words.
///
/// # Examples
///
/// ```
/// let words = veracite::text::words("The U.S. didn’t");
/// let lower: Vec<&str> = words.iter().map(|word| word.lower.as_ref()).collect();
/// assert_eq!(lower, ["the", "u.s.", "didn't"]);
/// ```
#[must_use]
pub fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::with_capacity(text.len() / 6 + 1);
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        if !c.is_alphanumeric() {
            at += c.len_utf8();
            continue;
        }
        let span = Span::new(at, end_of_word(text, at));
        words.push(Word { span, lower: lower(span.of(text)), capital: c.is_uppercase() });
        at = span.end;
    }
    words
}

/// Where the word that starts at `start` ends.
fn end_of_word(text: &str, start: usize) -> usize {
    let mut at = start;
    let mut letters = 0;
    let mut stops = 0;
    let mut chars = text[start..].chars().peekable();
    let mut last = ' ';
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().unwrap_or(' ');
        match c {
            c if c.is_alphanumeric() => letters += 1,
            '\'' | '’' | 'ʼ' if last.is_alphanumeric() && next.is_alphabetic() => {
                letters = 2;
            }
            '.' | ',' if last.is_ascii_digit() && next.is_ascii_digit() => letters = 2,
            // Single letters, each with its stop; the last stop belongs to the word.
            '.' if letters == 1 && last.is_alphabetic() => {
                if !next.is_alphabetic() && stops == 0 {
                    break;
                }
                letters = 0;
                stops += 1;
                if !next.is_alphabetic() {
                    return at + 1;
                }
            }
            _ => break,
        }
        last = c;
        at += c.len_utf8();
    }
    at
}

/// `word` in lower case, borrowed where it is so already.
fn lower(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
        return Cow::Borrowed(word);
    }
    if word.is_ascii() {
        return Cow::Owned(word.to_ascii_lowercase());
    }
    Cow::Owned(word.to_lowercase().replace(['’', 'ʼ'], "'"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let words = words(text);
        let lower: Vec<&str> = words.iter().map(|word| word.lower.as_ref()).collect();
        assert_eq!(lower, expected);
    }

    #[test]
    fn words_are_lower_case_and_keep_their_apostrophes() {
        check("It isn’t Ada's", &["it", "isn't", "ada's"]);
    }

    #[test]
    fn quotation_marks_are_no_part_of_a_word() {
        check("‘the artists’ work’", &["the", "artists", "work"]);
    }

    #[test]
    fn abbreviations_by_letters_are_one_word() {
        check(
            "the U.S. Office at 5 a.m., J. Doe",
            &["the", "u.s.", "office", "at", "5", "a.m.", "j", "doe"],
        );
    }

    #[test]
    fn figures_are_one_word() {
        check("$1,500.5m. 3, 4", &["1,500.5m", "3", "4"]);
    }

    #[test]
    fn hyphens_part_words() {
        check("Gordon-Levitt", &["gordon", "levitt"]);
    }
}

#[cfg(test)]
mod properties {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn words_slice_the_text_in_order(text in "[\\PC\n]{0,80}") {
            let mut end = 0;
            for word in words(&text) {
                prop_assert!(word.span.start >= end && !word.span.of(&text).is_empty());
                end = word.span.end;
            }
        }
    }
}
