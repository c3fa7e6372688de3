//! Prose that rests on reports it does not name: `According to reports`, `sources say`.
//!
//! What people say (`critics say`, `experts say`) is not this: they may be the news.
//! `reportedly` is not either: it is a word of certainty, and belongs to the claim.

use crate::outlet::word::{Word, phrase, words};
use crate::text::Span;

/// Phrases that are vague wherever they stand.
const PHRASES: &[&str] = &[
    "it has been reported",
    "it has been widely reported",
    "it is being reported",
    "it is reported",
    "it was reported",
    "it was widely reported",
    "media reports",
    "press reports",
    "news reports",
];

/// What says it. Vague after `according to`, and before one of [`VERBS`].
const NOUNS: &[&str] =
    &["outlets", "reports", "sources", "rumours", "rumors", "newspapers", "insiders"];

/// Words before a noun that do not name it.
const ADJECTIVES: &[&str] = &[
    "anonymous",
    "earlier",
    "industry",
    "informed",
    "initial",
    "local",
    "many",
    "media",
    "multiple",
    "news",
    "numerous",
    "other",
    "press",
    "published",
    "recent",
    "several",
    "some",
    "unconfirmed",
    "unnamed",
    "unspecified",
    "various",
    "well-placed",
    "wire",
];

/// Words between a noun and its verb.
const ADVERBS: &[&str] =
    &["also", "further", "have", "had", "later", "now", "previously", "since"];

/// What a report does. `are`, `were`, `came` are left out: they speak of the reports.
const VERBS: &[&str] = &[
    "add",
    "added",
    "allege",
    "alleged",
    "claim",
    "claimed",
    "confirm",
    "confirmed",
    "describe",
    "described",
    "hint",
    "hinted",
    "indicate",
    "indicated",
    "mention",
    "mentioned",
    "note",
    "noted",
    "point",
    "pointed",
    "reveal",
    "revealed",
    "say",
    "said",
    "show",
    "showed",
    "state",
    "stated",
    "suggest",
    "suggested",
    "tell",
    "told",
];

/// Words that may stand before the subject of a clause.
const OPENERS: &[&str] = &[
    "although", "and", "as", "because", "but", "if", "or", "since", "so", "that",
    "though", "when", "where", "whereas", "which", "while", "yet",
];

/// Most adjectives or adverbs in a row.
const MAX_RUN: usize = 3;

/// Finds the vague attributions in `span` of `text`, in order.
pub(super) fn find(text: &str, span: Span) -> Vec<Span> {
    let words = words(text, span);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let taken = according_to(&words[at..])
            .or_else(|| subject(&words, at))
            .or_else(|| PHRASES.iter().find_map(|fixed| phrase(&words[at..], fixed)));
        if let Some(taken) = taken {
            found.push(words[at].core.cover(words[at + taken - 1].core));
        }
        at += taken.unwrap_or(1);
    }
    found
}

/// `According to recent reports`: how many words it takes.
fn according_to(words: &[Word<'_>]) -> Option<usize> {
    let taken = phrase(words, "according to")?;
    let noun = vague_noun(&words[taken..])?;
    (!words[taken - 1].closes()).then_some(taken + noun)
}

/// `Some reports also suggest`, as the subject of a clause.
fn subject(words: &[Word<'_>], at: usize) -> Option<usize> {
    let opens = at == 0 || {
        let before = &words[at - 1];
        before.closes() || words[at].opens() || OPENERS.iter().any(|o| before.is(o))
    };
    if !opens {
        return None;
    }
    let noun = vague_noun(&words[at..])?;
    let rest = &words[at + noun..];
    let adverbs = run(rest, ADVERBS);
    let verb = rest.get(adverbs).filter(|verb| is_in(verb, VERBS) && !verb.opens())?;
    let joined = !words[at + noun - 1].closes()
        && !verb.text.is_empty()
        && rest[..adverbs].iter().all(|word| !word.opens() && !word.closes());
    joined.then_some(noun + adverbs + 1)
}

/// Adjectives that name nothing, and a noun: how many words.
fn vague_noun(words: &[Word<'_>]) -> Option<usize> {
    let adjectives = run(words, ADJECTIVES);
    let noun = words.get(adjectives).filter(|word| is_in(word, NOUNS))?;
    let joined = words[..adjectives].iter().all(|word| !word.closes());
    (joined && (adjectives == 0 || !noun.opens())).then_some(adjectives + 1)
}

/// How many of `words`, up to [`MAX_RUN`], are in `table`.
fn run(words: &[Word<'_>], table: &[&str]) -> usize {
    words.iter().take(MAX_RUN).take_while(|word| is_in(word, table)).count()
}

fn is_in(word: &Word<'_>, table: &[&str]) -> bool {
    table.iter().any(|entry| word.is(entry))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found = find(text, Span::new(0, text.len()));
        let found: Vec<&str> = found.into_iter().map(|span| span.of(text)).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn reports_without_a_name_are_vague() {
        for (text, expected) in [
            ("According to reports, it fell.", "According to reports"),
            (
                "It fell, according to several media reports.",
                "according to several media reports",
            ),
            ("It rose. Reports also note a fall.", "Reports also note"),
            ("Sources say it fell.", "Sources say"),
            ("It fell, sources said.", "sources said"),
            ("Some outlets have suggested a fall.", "Some outlets have suggested"),
            ("It has been reported that it fell.", "It has been reported"),
            ("This rests on media reports.", "media reports"),
            ("Media reports say it fell.", "Media reports say"),
            ("It rose, but unnamed sources told him so.", "unnamed sources told"),
        ] {
            check(text, &[expected]);
        }
    }

    #[test]
    fn people_and_named_reports_are_not_vague() {
        for text in [
            "Critics say it fell.",
            "Supporters say so; experts say not.",
            "It reportedly fell.",
            "Police reports say it fell.",
            "She reports to the board.",
            "The company reports, also note 3.",
            "According to the reports of the court, no.",
            "Its sources are many. According to",
            "Reports, say three, were lost.",
            "The sources said so.",
        ] {
            check(text, &[]);
        }
    }
}
