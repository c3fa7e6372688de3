//! Words that tell what a text speaks of.

use std::collections::{BTreeMap, BTreeSet};

use frostem::{Algorithm, Stemmer};

use crate::lexicon;
use crate::text;

/// Rarity below which a word tells nothing of a text's matter: `about`, `people`, `years`.
const COMMON: f64 = 7.0;
/// Weight of a figure of two digits or more, about that of a word that one text in a
/// thousand has; a year tells less, as most texts of that year have it.
const FIGURE: f64 = 5.0;
const YEAR: f64 = 2.5;
/// How much more a name tells a search than another word as rare.
const NAME: f64 = 1.6;
/// Longest text that terms are read of, in bytes: titles, summaries and paragraphs are
/// shorter by far.
const LONGEST: usize = 1 << 20;

/// Words of a text that tell what it speaks of: their stems, each with its weight.
pub(crate) type Terms = BTreeMap<String, f64>;

/// Reads terms; it holds what is costly to make.
pub(crate) struct Reader {
    stemmer: Stemmer,
}

impl Reader {
    pub(crate) fn new() -> Self {
        Self { stemmer: Stemmer::new(Algorithm::English) }
    }

    /// The terms of a text. Words that are common in any text are none.
    pub(crate) fn terms(&self, text: &str) -> Terms {
        let text = &text[..text.floor_char_boundary(LONGEST)];
        let mut terms = Terms::new();
        for word in text::words(text) {
            let folded = text::fold(&word.lower);
            let bare = folded.text().trim_end_matches("'s").trim_matches(['\'', '.']);
            if bare.starts_with(|c: char| c.is_ascii_digit()) {
                let digits = bare.replace(',', "");
                if let Some(weight) = figure(&digits) {
                    terms.insert(digits, weight);
                }
                continue;
            }
            let weight = f64::from(lexicon::rarity(bare)) - COMMON;
            if weight > 0.0 && bare.len() > 1 {
                terms.insert(self.stemmer.stem(bare).into_owned(), weight);
            }
        }
        terms
    }

    /// The terms of a text that are figures or names: what tells one event from another
    /// like it. A word that starts a sentence is a name if another capital follows, or if
    /// it is no word of the language.
    pub(crate) fn details(&self, text: &str) -> Terms {
        let text = &text[..text.floor_char_boundary(LONGEST)];
        let words = text::words(text);
        let starts = |at: usize| {
            let before = text[..words[at].span.start].trim_end_matches(is_opening);
            at == 0 || before.ends_with(['.', '!', '?', ':', '…'])
        };
        let is_detail = |at: &usize| {
            let word = &words[*at];
            if word.lower.starts_with(|c: char| c.is_ascii_digit()) {
                return true;
            }
            let follows = words.get(at + 1).is_some_and(|next| next.capital);
            let is_word = || lexicon::lookup(text::fold(&word.lower).text()).is_some();
            word.capital && (!starts(*at) || follows || !is_word())
        };
        let details = (0..words.len()).filter(is_detail);
        details.flat_map(|at| self.terms(words[at].span.of(text))).collect()
    }

    /// The words of some texts that tell most of what they speak of, as written, at most
    /// so many; of words with one stem the first.
    pub(crate) fn telling(&self, texts: &[&str], most: usize) -> Vec<String> {
        let mut seen = BTreeSet::new();
        let mut words: Vec<(f64, String)> = Vec::new();
        for text in texts {
            let text = &text[..text.floor_char_boundary(LONGEST)];
            for word in text::words(text) {
                let written = word.span.of(text);
                let is_word = written.chars().all(char::is_alphabetic);
                let terms = if is_word { self.terms(written) } else { Terms::new() };
                let Some((stem, weight)) = terms.into_iter().next() else { continue };
                if seen.insert(stem) {
                    // A name finds more than a rare word does that a page may put otherwise.
                    let weight = if word.capital { weight * NAME } else { weight };
                    words.push((weight, written.to_owned()));
                }
            }
        }
        // Stable: of equals, those that come first in the draft.
        words.sort_by(|(one, _), (other, _)| other.total_cmp(one));
        words.into_iter().take(most).map(|(_, word)| word).collect()
    }
}

/// Whether a character may stand between the end of a sentence and the next word.
fn is_opening(c: char) -> bool {
    c.is_whitespace() || matches!(c, '"' | '“' | '”' | '\'' | '‘' | '’' | '(' | ')')
}

/// Whether a term is a figure that tells one event from another: not a year, which every
/// text of that year has.
pub(crate) fn is_figure(term: &str) -> bool {
    term.starts_with(|c: char| c.is_ascii_digit())
        && figure(term).is_some_and(|weight| weight >= FIGURE)
}

/// What a figure weighs; a single digit says nothing.
fn figure(digits: &str) -> Option<f64> {
    let is_year = digits.len() == 4
        && matches!(digits.as_bytes(), [b'1', b'9', ..] | [b'2', b'0', ..]);
    (digits.len() > 1).then_some(if is_year { YEAR } else { FIGURE })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let terms = Reader::new().terms(text);
        assert_eq!(terms.keys().map(String::as_str).collect::<Vec<_>>(), expected);
        assert!(terms.values().all(|&weight| weight > 0.0));
    }

    #[test]
    fn rare_words_and_figures_are_terms_by_their_stems() {
        check("The moorings of Dunmarrow were sold", &["dunmarrow", "moor", "sold"]);
        check("Dunmarrow’s mooring", &["dunmarrow", "moor"]);
        check("about 1,200 in 2026, and 7", &["1200", "2026"]);
        check("the of and to", &[]);
        check("", &[]);
    }

    #[test]
    fn figures_and_names_are_details_and_what_starts_a_sentence_is_not() {
        let text = "Construction starts in June. “Work has begun,” Ada Lane said of the 42 \
            moorings. Oxnam waits. Heritage Trust objects.";
        let details = Reader::new().details(text);
        let found: Vec<&str> = details.keys().map(String::as_str).collect();
        assert_eq!(found, ["42", "ada", "heritag", "june", "lane", "oxnam", "trust"]);
    }

    #[test]
    fn a_name_weighs_more_than_a_common_word() {
        let terms = Reader::new().terms("Dunmarrow council");
        assert!(terms["dunmarrow"] > terms["council"]);
    }
}

#[cfg(test)]
mod properties {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_text_has_terms_of_finite_weight(text: String) {
            let terms = Reader::new().terms(&text);
            prop_assert!(terms.values().all(|weight| weight.is_finite() && *weight > 0.0));
        }
    }
}
