//! Folding: what two typesettings of the same words have in common.
//!
//! This file is also read by `build.rs`, so that names in the registry are folded at
//! build time by the same rules; it uses nothing of the rest of the library but [`Span`].

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::Span;

/// Folded text with a map back to the bytes it came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    text: String,
    /// For each byte of `text`, where its source character starts and ends.
    map: Vec<(u32, u32)>,
}

impl Folded {
    /// The folded text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where `span` of the folded text came from.
    #[must_use]
    pub fn source(&self, span: Span) -> Span {
        let (Some(head), Some(tail)) = (
            self.map.get(span.start),
            span.end.checked_sub(1).and_then(|at| self.map.get(at)),
        ) else {
            let end = self.map.last().map_or(0, |&(_, end)| end as usize);
            return Span::new(end, end);
        };
        Span::new(head.0 as usize, (tail.1 as usize).max(head.0 as usize))
    }

    /// Adds a folded character; a space after a space is dropped.
    fn push(&mut self, folded: char, from: u32, to: u32) {
        if folded == ' ' && self.text.ends_with(' ') {
            return;
        }
        self.text.push(folded);
        self.map.extend(std::iter::repeat_n((from, to), folded.len_utf8()));
    }
}

/// Folds case, quotation marks, dashes, spaces, ligatures and marks on letters; drops
/// characters that no reader sees (zero-width, bidirectional controls, soft hyphens).
///
/// Runs of white space become one space. Folding is idempotent. Text over 4 GiB is cut
/// there, as places are kept in 32 bits.
///
/// # Examples
///
/// ```
/// use veracite::text::{Span, fold};
///
/// let folded = fold("“Café”\u{a0}…");
/// assert_eq!(folded.text(), "\"cafe\" ...");
/// assert_eq!(folded.source(Span::new(1, 5)), Span::new(3, 8));
/// ```
#[must_use]
pub fn fold(text: &str) -> Folded {
    let mut folded = Folded {
        text: String::with_capacity(text.len()),
        map: Vec::with_capacity(text.len()),
    };
    for (at, c) in text.char_indices() {
        let Ok(from) = u32::try_from(at) else { break };
        let to = from.saturating_add(u32::try_from(c.len_utf8()).unwrap_or(4));
        if c.is_ascii() && !c.is_ascii_whitespace() {
            folded.push(c.to_ascii_lowercase(), from, to);
            continue;
        }
        match typography(c) {
            Some(plain) => plain.chars().for_each(|p| folded.push(p, from, to)),
            // A compatibility form may decompose to typography: ﹘ to an em dash.
            None => letters(c, |part| match typography(part) {
                Some(plain) => plain.chars().for_each(|p| folded.push(p, from, to)),
                None => folded.push(part, from, to),
            }),
        }
    }
    folded
}

/// Folds a name to letters, digits and single spaces: `The Wall-Street Journal.` and
/// `the wall street journal` are one name, and so are `U.S. CENTCOM` and `US Centcom`.
#[must_use]
pub fn fold_name(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for c in fold(name).text().chars() {
        match c {
            // Full stops and apostrophes join: U.S., L'Équipe, Int'l.
            '.' | '\'' => {}
            '&' => folded.push_str(" and "),
            '+' => folded.push_str(" plus "),
            c if c.is_alphanumeric() => folded.push(c),
            _ => folded.push(' '),
        }
    }
    let mut name = String::with_capacity(folded.len());
    for word in folded.split_whitespace() {
        if !name.is_empty() {
            name.push(' ');
        }
        name.push_str(word);
    }
    name
}

/// What a mark or space of typesetting is folded to; `None` for all else.
fn typography(c: char) -> Option<&'static str> {
    Some(match c {
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '＂' | '〝' | '〞' | '「' | '」'
        | '『' | '』' => "\"",
        '‘' | '’' | '‚' | '‛' | '′' | '`' | '´' | '‹' | '›' | '＇' | 'ʼ' | 'ʹ' => {
            "'"
        }
        // Dashes and, with the last three, bullets.
        '‐'..='―' | '−' | '﹣' | '－' | '•' | '‣' | '⁃' => "-",
        '…' => "...",
        // Seen by no reader.
        '\u{ad}'
        | '\u{180e}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fe00}'..='\u{fe0f}' => "",
        c if c.is_whitespace() => " ",
        _ => return None,
    })
}

/// Lower-case letters without their marks; compatibility forms (ligatures, full-width
/// letters) become the plain ones.
fn letters(c: char, mut push: impl FnMut(char)) {
    // Some letters decompose only once they are lower case, and the other way round.
    let lower = std::iter::once(c).nfkd().flat_map(char::to_lowercase);
    for part in lower.nfkd().filter(|&part| !is_combining_mark(part)) {
        match part {
            'ß' => "ss".chars().for_each(&mut push),
            'ø' => push('o'),
            'ł' => push('l'),
            'đ' => push('d'),
            'æ' => "ae".chars().for_each(&mut push),
            'œ' => "oe".chars().for_each(&mut push),
            _ => push(part),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(fold(text).text(), expected);
    }

    #[test]
    fn quotation_marks_and_apostrophes_are_one_kind_each() {
        check("“a” «b» ‘c’ it’s", "\"a\" \"b\" 'c' it's");
    }

    #[test]
    fn dashes_and_ellipses_are_plain() {
        check("1914–18 — so…", "1914-18 - so...");
    }

    #[test]
    fn case_marks_and_ligatures_are_dropped() {
        check("ÉCOLE ﬁne Łódź Straße", "ecole fine lodz strasse");
    }

    #[test]
    fn unseen_characters_are_dropped_and_spaces_run_together() {
        check("a\u{200b}b\u{202e}c \u{a0}\n d", "abc d");
    }

    #[test]
    fn a_place_in_folded_text_leads_back() {
        let folded = fold("x “ﬁne” y");
        assert_eq!(folded.text(), "x \"fine\" y");
        assert_eq!(folded.source(Span::new(3, 7)).of("x “ﬁne” y"), "ﬁne");
    }

    #[test]
    fn names_keep_letters_digits_and_single_spaces() {
        assert_eq!(fold_name(" The Wall-Street  Journal."), "the wall street journal");
        assert_eq!(fold_name("U.S. CENTCOM"), "us centcom");
        assert_eq!(fold_name("L’Équipe"), "lequipe");
        assert_eq!(fold_name("Press & Journal"), "press and journal");
    }
}

#[cfg(test)]
mod properties {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn folding_is_idempotent(text in "\\PC{0,60}") {
            let once = fold(&text);
            let twice = fold(once.text());
            prop_assert_eq!(twice.text(), once.text());
        }

        #[test]
        fn every_folded_place_is_a_place_in_the_source(text in "\\PC{0,60}") {
            let folded = fold(&text);
            let bounds: Vec<usize> = (0..=folded.text().len())
                .filter(|&at| folded.text().is_char_boundary(at))
                .collect();
            for pair in bounds.windows(2) {
                let source = folded.source(Span::new(pair[0], pair[1]));
                prop_assert!(text.get(source.start..source.end).is_some_and(|s| !s.is_empty()));
            }
        }
    }
}
