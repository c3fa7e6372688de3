//! What a figure counts.

use super::{lexicon, measure};
use crate::claim::token::Tokens;
use crate::text::fold_name;

/// Words that end the run of words after a figure in which its noun is looked for:
/// prepositions, conjunctions, articles, pronouns, auxiliaries, common verbs.
const STOP: &[&str] = &[
    "a",
    "about",
    "according",
    "across",
    "after",
    "against",
    "ago",
    "all",
    "along",
    "also",
    "although",
    "am",
    "among",
    "an",
    "and",
    "are",
    "around",
    "as",
    "at",
    "away",
    "be",
    "became",
    "because",
    "been",
    "before",
    "behind",
    "below",
    "between",
    "but",
    "by",
    "can",
    "could",
    "did",
    "do",
    "does",
    "down",
    "during",
    "each",
    "earlier",
    "every",
    "for",
    "from",
    "had",
    "has",
    "have",
    "he",
    "her",
    "him",
    "his",
    "if",
    "in",
    "into",
    "is",
    "it",
    "its",
    "last",
    "later",
    "made",
    "may",
    "might",
    "more",
    "must",
    "next",
    "no",
    "not",
    "now",
    "of",
    "off",
    "on",
    "onto",
    "or",
    "our",
    "out",
    "over",
    "per",
    "said",
    "say",
    "says",
    "she",
    "should",
    "since",
    "so",
    "than",
    "that",
    "the",
    "their",
    "them",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "through",
    "to",
    "told",
    "took",
    "towards",
    "under",
    "until",
    "up",
    "upon",
    "via",
    "was",
    "we",
    "went",
    "were",
    "when",
    "where",
    "which",
    "while",
    "who",
    "whose",
    "why",
    "will",
    "with",
    "within",
    "without",
    "won",
    "would",
    "yet",
    "you",
    "your",
];

/// Words between `of` and what a part is taken of.
const PARTITIVE: &[&str] =
    &["her", "his", "its", "our", "the", "their", "these", "those"];

/// Plurals without an s.
const PLURALS: &[(&str, &str)] = &[
    ("children", "child"),
    ("feet", "foot"),
    ("lives", "life"),
    ("men", "man"),
    ("people", "person"),
    ("police", "police"),
    ("staff", "staff"),
    ("women", "woman"),
];

/// Whether `word` can't be the noun counted.
pub(super) fn is_stop(word: &str) -> bool {
    STOP.binary_search(&word).is_ok()
}

/// The noun counted by the figure that ends before token `at`, folded and singular.
///
/// Of the words that follow without a stop word or a mark between, at most three, the
/// first plural; without one, the last before a stop; without a stop, the first. A word
/// that hangs on by a hyphen is the noun itself: `12-month`. `three of the five islands`
/// are islands, `dozens of homes` homes.
pub(super) fn after(t: &Tokens, at: usize) -> String {
    let hyphen = usize::from(t.joins(at, '-'));
    if t.word(at + hyphen) == "square" {
        let joint = usize::from(t.joins(at + hyphen + 1, '-'));
        return format!("square {}", singular(t.word(at + hyphen + 1 + joint)));
    }
    if hyphen == 1 {
        return singular(t.word(at + 1));
    }
    let of = t.word(at) == "of";
    let at = if of && PARTITIVE.contains(&t.word(at + 1)) {
        at + 2
    } else if of && lexicon::vague(t.word(at.wrapping_sub(1))).is_some() {
        at + 1
    } else {
        at
    };
    let next = singular(t.word(at));
    if measure::dimension(&next).is_some() {
        return next;
    }
    let mut last = "";
    for step in 0..3 {
        let word = t.word(at + step);
        let hyphen = t.is(at + step + 1, '-');
        let is_verb = step > 0 && (word.ends_with("ed") || word.ends_with("ing"));
        if word.is_empty() || is_stop(word) || is_verb || word.len() == 1 {
            return singular(last);
        }
        if is_plural(word) {
            return singular(word);
        }
        last = word;
        if hyphen {
            break;
        }
    }
    singular(t.word(at))
}

fn is_plural(word: &str) -> bool {
    PLURALS.iter().any(|&(plural, _)| plural == word)
        || word.len() > 3
            && word.ends_with('s')
            && !word.ends_with("ss")
            && !word.ends_with("us")
            && !word.ends_with("is")
}

/// The folded word, without its plural ending where that is plain.
fn singular(word: &str) -> String {
    if word.is_empty() {
        return String::new();
    }
    let word = fold_name(word);
    if let Some(&(_, one)) = PLURALS.iter().find(|&&(many, _)| many == word) {
        return one.to_owned();
    }
    if !is_plural(&word) {
        return word;
    }
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 2) {
        return format!("{stem}y");
    }
    let sibilant =
        ["ches", "shes", "sses", "xes", "zes"].iter().any(|end| word.ends_with(end));
    let cut = if sibilant { 2 } else { 1 };
    word[..word.len() - cut].to_owned()
}
