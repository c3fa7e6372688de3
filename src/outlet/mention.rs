//! Outlets that a sentence names as the origin of what it says: `The Guardian reported`,
//! `told the BBC`, `according to Reuters`.
//!
//! An outlet can be in a sentence for other reasons (it is being sued, it employs the
//! person quoted), so a name counts only right beside a word of the tables below, only if
//! the registry knows it, and not if it looks like a part of a longer name.

use crate::outlet::label::Names;
use crate::outlet::word::{Word, phrase, words};
use crate::text::Span;

/// Words right before the outlet; those of several words before those they begin with.
const BEFORE: &[(&str, Before)] = &[
    ("according to reports from", Before::Plain),
    ("according to reports by", Before::Plain),
    ("according to reports in", Before::Plain),
    ("according to a report by", Before::Plain),
    ("according to a report in", Before::Plain),
    ("according to a report from", Before::Plain),
    ("according to", Before::Plain),
    ("told", Before::Plain),
    ("tells", Before::Plain),
    ("as reported by", Before::Plain),
    ("as reported in", Before::Plain),
    ("first reported by", Before::Plain),
    ("reported by", Before::Plain),
    ("reported in", Before::Plain),
    ("published by", Before::Plain),
    ("published in", Before::Plain),
    ("an interview with", Before::Plain),
    ("interviewed by", Before::Plain),
    ("seen by", Before::Plain),
    ("obtained by", Before::Plain),
    ("reviewed by", Before::Plain),
    ("writing in", Before::Plain),
    ("via", Before::Plain),
    ("citing", Before::Citing),
    ("quoting", Before::Citing),
    ("reports", Before::AfterMark),
    ("reported", Before::AfterMark),
    ("writes", Before::AfterMark),
];

/// What a word before the outlet means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Before {
    /// The outlet is the origin.
    Plain,
    /// The outlet is the origin, read in the one that the sentence names before.
    Citing,
    /// As `Plain`, but only after a comma or a quotation: `”, reports TheWrap`.
    AfterMark,
}

/// Words right after the outlet.
const AFTER: &[&str] = &[
    "reported",
    "reports",
    "has reported",
    "have reported",
    "had reported",
    "first reported",
    "also reported",
    "earlier reported",
    "previously reported",
    "wrote",
    "writes",
    "has learned",
    "understands",
];

/// Words that begin a sentence before the outlet and are no part of its name.
const OPENERS: &[&str] = &[
    "after",
    "although",
    "and",
    "as",
    "because",
    "but",
    "earlier",
    "however",
    "in",
    "later",
    "now",
    "on",
    "since",
    "so",
    "then",
    "though",
    "today",
    "when",
    "while",
    "yesterday",
    "yet",
];

/// Outlets' names, folded, that are common words: at the start of a sentence, where any
/// word has a capital, they are no outlets.
const COMMON: &[&str] = &[
    "fortune", "insider", "life", "money", "nature", "people", "science", "time", "us",
    "vice",
];

/// Most words of a name.
const MAX_NAME: usize = 6;

/// Most outlets that one cue speaks of: `told the BBC and Reuters`.
const MAX_NAMES: usize = 6;

/// A part of a sentence that names outlets as origins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mention {
    /// The cue and the names.
    pub(super) span: Span,
    /// The names.
    pub(super) names: Vec<Span>,
    /// The outlet through which they are cited.
    pub(super) via: Option<Span>,
}

/// Finds what `span` of `text` mentions, in order.
pub(super) fn find(text: &str, span: Span, names: &impl Names) -> Vec<Mention> {
    let words = words(text, span);
    let mut finder = Finder { text, words: &words, names, found: Vec::new(), floor: 0 };
    let mut at = 0;
    let mut sentence = 0;
    while at < words.len() {
        let next =
            finder.before(at, sentence).or_else(|| finder.after(at)).unwrap_or(at + 1);
        if words[at..next].iter().any(|word| ends_sentence(text, word)) {
            sentence = finder.found.len();
        }
        at = next;
    }
    finder.found
}

struct Finder<'t, N> {
    text: &'t str,
    words: &'t [Word<'t>],
    names: &'t N,
    found: Vec<Mention>,
    /// The first word that no mention has taken.
    floor: usize,
}

impl<N: Names> Finder<'_, N> {
    /// A cue at `at` and outlets after it; where the next word is. `sentence` is the
    /// first mention of this sentence.
    fn before(&mut self, at: usize, sentence: usize) -> Option<usize> {
        let (taken, cue) = BEFORE.iter().find_map(|&(cue, sort)| {
            phrase(&self.words[at..], cue).map(|taken| (taken, sort))
        })?;
        if cue == Before::AfterMark && (at == 0 || !self.words[at - 1].closes()) {
            return None;
        }
        let mut next = at + taken;
        if self.words[next - 1].closes() {
            return None;
        }
        let mut spans = Vec::new();
        while let Some((span, end)) = self.name_from(next) {
            spans.push(span);
            next = end;
            let joins = self.words.get(next).is_some_and(|word| word.is("and"));
            let comma = Span::new(span.end, self.words[next - 1].raw.end).of(self.text);
            if spans.len() == MAX_NAMES || (!joins && comma != ",") {
                break;
            }
            if joins && self.name_from(next + 1).is_some() {
                next += 1;
            }
        }
        let last = *spans.last()?;
        let via = self.found.get(sentence..).and_then(<[Mention]>::last);
        let via =
            via.filter(|_| cue == Before::Citing).and_then(|m| m.names.last().copied());
        let span = Span::new(self.words[at].core.start, last.end);
        self.found.push(Mention { span, names: spans, via });
        self.floor = next;
        Some(next)
    }

    /// Outlets, and a cue after them at `at`; where the next word is.
    fn after(&mut self, at: usize) -> Option<usize> {
        let taken = AFTER.iter().find_map(|cue| phrase(&self.words[at..], cue))?;
        if self.words[at].opens() {
            return None;
        }
        let (mut start, name) = self.name_to(at)?;
        let mut names = vec![name];
        while let Some(and) = start.checked_sub(1).filter(|&at| self.words[at].is("and"))
        {
            let Some((earlier, name)) = self.name_to(and) else { break };
            names.push(name);
            start = earlier;
            if names.len() == MAX_NAMES {
                break;
            }
        }
        names.reverse();
        let end = self.words[at + taken - 1].core.end;
        let span = Span::new(names.first()?.start, end);
        self.found.push(Mention { span, names, via: None });
        self.floor = at + taken;
        Some(self.floor)
    }

    /// The longest known name that ends before word `end`, and its first word.
    fn name_to(&self, end: usize) -> Option<(usize, Span)> {
        let first = end.saturating_sub(MAX_NAME).max(self.floor);
        (first..end).find_map(|start| {
            let span = self.run(start, end)?;
            let known = self.begins(start) && self.names.knows(span.of(self.text));
            (known && self.stands_alone(start, end)).then_some((start, span))
        })
    }

    /// The longest known name that starts with word `start`, and the word after it.
    fn name_from(&self, start: usize) -> Option<(Span, usize)> {
        if !self.begins(start) {
            return None;
        }
        let last = (start + MAX_NAME).min(self.words.len());
        (start + 1..=last).rev().find_map(|end| {
            let span = self.run(start, end)?;
            let goes_on = self.words.get(end).is_some_and(|next| {
                !self.words[end - 1].closes() && !next.opens() && next.is_capital()
            });
            let whole = self.without_possessive(span);
            let known = !goes_on && self.names.knows(whole.of(self.text));
            known.then_some((whole, end))
        })
    }

    /// Whether a name may start with word `at`: a capital, or an article before one.
    fn begins(&self, at: usize) -> bool {
        let capital = |at: usize| self.words.get(at).is_some_and(Word::is_capital);
        capital(at)
            || (self.words.get(at).is_some_and(|w| w.is("the")) && capital(at + 1))
    }

    /// The words from `start` up to `end` as one name: no mark but a full stop parts them.
    fn run(&self, start: usize, end: usize) -> Option<Span> {
        let words = self.words.get(start..end)?;
        let joined = words.windows(2).all(|pair| {
            let gap = Span::new(pair[0].core.end, pair[1].core.start).of(self.text);
            gap.chars().all(|c| c.is_whitespace() || ".&*_".contains(c))
        });
        let (first, last) = (words.first()?, words.last()?);
        let named = !first.text.is_empty() && !last.text.is_empty();
        (joined && named).then(|| Span::new(first.core.start, last.core.end))
    }

    /// Whether the name from word `start` up to `end` is no part of a longer one.
    fn stands_alone(&self, start: usize, end: usize) -> bool {
        let first = &self.words[start];
        if self.words[end - 1].closes() {
            return false;
        }
        let Some(before) = start.checked_sub(1).map(|at| &self.words[at]) else {
            return !(end - start == 1 && is_common(first.text));
        };
        if ends_sentence(self.text, before) {
            return !(end - start == 1 && is_common(first.text));
        }
        let opener = OPENERS.iter().any(|opener| before.is(opener));
        first.is("the")
            || first.opens()
            || before.closes()
            || opener
            || !before.is_capital()
    }

    fn without_possessive(&self, span: Span) -> Span {
        let name = span.of(self.text);
        let bare = ["'s", "’s"].iter().find_map(|end| name.strip_suffix(end));
        Span::new(span.start, span.start + bare.unwrap_or(name).len())
    }
}

/// Whether a sentence may end with `word`.
fn ends_sentence(text: &str, word: &Word<'_>) -> bool {
    Span::new(word.core.end, word.raw.end).of(text).contains(['.', '!', '?', '…'])
}

fn is_common(word: &str) -> bool {
    COMMON.iter().any(|common| word.eq_ignore_ascii_case(common))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outlet::sample::Sample;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found = find(text, Span::new(0, text.len()), &Sample);
        let shown: Vec<String> = found
            .iter()
            .map(|mention| {
                let names: Vec<&str> =
                    mention.names.iter().map(|name| name.of(text)).collect();
                let via = mention
                    .via
                    .map_or(String::new(), |via| format!(" through {}", via.of(text)));
                format!("{}: {}{via}", mention.span.of(text), names.join(" + "))
            })
            .collect();
        assert_eq!(shown, expected, "{text:?}");
    }

    #[test]
    fn an_outlet_beside_a_cue_is_an_origin() {
        for (text, expected) in [
            (
                "It fell, according to The Guardian.",
                "according to The Guardian: The Guardian",
            ),
            ("She told the BBC, and left.", "told the BBC: the BBC"),
            (
                "The Guardian reported that it fell.",
                "The Guardian reported: The Guardian",
            ),
            ("But Reuters reported a rise.", "Reuters reported: Reuters"),
            ("“We fell”, reports TheWrap.", "reports TheWrap: TheWrap"),
            ("It fell, *TheWrap* first reported.", "TheWrap* first reported: TheWrap"),
            ("It fell via Reuters", "via Reuters: Reuters"),
            ("As Variety AU reported, it fell.", "Variety AU reported: Variety AU"),
            ("According to TheWrap's sums, no.", "According to TheWrap: TheWrap"),
            (
                "According to reports in The Verge, no.",
                "According to reports in The Verge: The Verge",
            ),
            ("He told Channel 4 so.", "told Channel 4: Channel 4"),
            (
                "Ships passed, U.S. CENTCOM reported.",
                "U.S. CENTCOM reported: U.S. CENTCOM",
            ),
        ] {
            check(text, &[expected]);
        }
    }

    #[test]
    fn one_cue_may_speak_of_several() {
        check(
            "He told the BBC and Reuters so.",
            &["told the BBC and Reuters: the BBC + Reuters"],
        );
        check("He told the BBC and left.", &["told the BBC: the BBC"]);
    }

    #[test]
    fn what_an_outlet_cites_is_second_hand() {
        check(
            "Business Insider reported a fall, citing the Financial Times.",
            &[
                "Business Insider reported: Business Insider",
                "citing the Financial Times: the Financial Times through Business Insider",
            ],
        );
        check(
            "Reuters reported it. He spoke, citing the BBC.",
            &["Reuters reported: Reuters", "citing the BBC: the BBC"],
        );
    }

    #[test]
    fn an_outlet_for_another_reason_is_none() {
        for text in [
            "The Guardian was sued by Variety.",
            "A Guardian reporter left.",
            "She told the Guardian Media Group so.",
            "The Bangkok Times reported a fall.",
            "He told the minister.",
            "According to reports, it fell.",
            "It reports Reuters to the police.",
            "The Guardian, reported missing, was found.",
            "",
        ] {
            check(text, &[]);
        }
    }
}
