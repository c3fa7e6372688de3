//! Who speaks: the cue before, after or between the parts of a quotation.

use crate::claim::lexicon::{
    AUXILIARY, DETERMINER, LINK, PAST, PRONOUN, SPEAKING, SPEECH,
};
use crate::claim::reading::Reading;
use crate::claim::{Facet, Speaker};
use crate::text::{Quoted, Span};

/// How many words before or after a quotation are searched for its cue.
const WINDOW: usize = 30;
/// The same for a verb of judging, which the thing judged parts from the quotation.
const REACH: usize = 40;

/// Verbs by which somebody judges a thing `as "…`; sorted.
#[rustfmt::skip]
const JUDGING: &[&str] = &[
    "blasted", "branded", "characterised", "characterized", "condemned", "criticised",
    "criticized", "decried", "denounced", "derided", "described", "describes", "dismissed",
    "dismisses", "hailed", "labeled", "labelled", "mocked", "portrayed", "praised",
    "ridiculed", "slammed",
];

/// Adverbs and the like between a subject and its verb.
#[rustfmt::skip]
const BETWEEN: &[&str] = &[
    "again", "also", "even", "ever", "first", "further", "instead", "just", "later", "never", "not",
    "once", "previously", "since", "still", "then", "today",
];

/// Finds speakers in one text.
pub(crate) struct Finder<'r, 't> {
    pub(crate) reading: &'r Reading<'t>,
    /// The names in the text.
    pub(crate) names: &'r [Facet],
}

/// The quotation before the one at hand, and who spoke it.
#[derive(Clone, Copy)]
pub(crate) struct Earlier {
    pub(crate) outer: Span,
    pub(crate) speaker: Option<Span>,
}

impl Finder<'_, '_> {
    /// The words that name the speaker of `quoted`.
    pub(crate) fn find(&self, quoted: &Quoted, earlier: Option<Earlier>) -> Option<Span> {
        let text = self.reading.text;
        let sentence = self.reading.sentence_at(quoted.outer.start);
        let scope = *self.reading.sentences.get(sentence)?;
        let same = earlier.filter(|earlier| scope.contains(earlier.outer));
        let fragment = quoted.inner.of(text).trim_start().starts_with(char::is_lowercase);
        let before = || self.before(quoted, scope, same);
        let after = || self.after(quoted, scope);
        let found =
            if fragment { before().or_else(after) } else { after().or_else(before) };
        found.or_else(|| {
            // `"…," she said. "…"`: the second part is hers too.
            let earlier = earlier?;
            let opens = scope.start == quoted.outer.start;
            let follows = self.reading.sentence_at(earlier.outer.start) + 1 == sentence;
            (opens && follows).then_some(earlier.speaker).flatten()
        })
    }

    /// A cue after the quotation: `…," said Ada Lane`; `…," the statement declares`.
    fn after(&self, quoted: &Quoted, scope: Span) -> Option<Span> {
        let reading = self.reading;
        let first = reading.word_at(quoted.outer.end);
        let end = reading.word_at(self.limit(quoted, scope)).min(first + WINDOW);
        let start = reading.words.get(first).filter(|_| first < end)?.span.start;
        let gap = Span::new(quoted.outer.end, start).of(reading.text);
        if gap.contains(['.', ';', ':', '(']) {
            return None;
        }
        let opening = (first..end.min(first + 4)).find_map(|at| self.attributed(at));
        if let Some(named) = opening.filter(|&named| named < end) {
            return self.phrase_from(named, end);
        }
        if reading.is(first, "as") {
            return self.put_by(first + 1, end);
        }
        if reading.is_in(first, SPEECH) && !reading.is(first + 1, "that") {
            let object =
                matches!(reading.words[first].lower.as_ref(), "told" | "tells" | "read");
            return if object { None } else { self.phrase_from(first + 1, end) };
        }
        let inner = quoted.inner.of(reading.text).trim_end();
        let parted = inner.ends_with([',', '!', '?', '—', '…', '-', '.'])
            || gap.contains([',', '—', '–']);
        if !parted {
            return None;
        }
        let verb =
            (first + 1..end).find(|&at| self.is_cue(at) && !reading.is(at - 1, "who"))?;
        let subject = self.phrase_from(first, verb)?;
        // A clause of its own, not a longer sentence that happens to hold a verb of speech.
        let plain =
            (first..verb).all(|at| reading.is_in(at, SPEECH) || !self.is_finite(at));
        plain.then_some(subject)
    }

    fn is_cue(&self, at: usize) -> bool {
        // `The Islamic State` says nothing.
        let named = at > 0
            && self.reading.words[at]
                .span
                .of(self.reading.text)
                .starts_with(char::is_uppercase)
            && self.reading.words[at].lower.starts_with("state");
        self.reading.is_in(at, SPEECH) && !named
    }

    fn is_finite(&self, at: usize) -> bool {
        let aux = self.reading.is_in(at, AUXILIARY);
        aux && !self.reading.is_in(at, &["had", "has", "have"])
    }

    /// Where words that speak of `quoted` end: at the next quotation or the sentence's end.
    fn limit(&self, quoted: &Quoted, scope: Span) -> usize {
        let after =
            self.reading.quoted.partition_point(|q| q.outer.start < quoted.outer.end);
        let next =
            self.reading.quoted.get(after).map_or(usize::MAX, |next| next.outer.start);
        next.min(scope.end.max(quoted.outer.end))
    }

    /// A cue before the quotation: `Ada Lane, its head, said: "…`; `warning that "…`.
    fn before(
        &self,
        quoted: &Quoted,
        scope: Span,
        same: Option<Earlier>,
    ) -> Option<Span> {
        let reading = self.reading;
        let from = same.map_or(scope.start, |earlier| earlier.outer.end);
        let end = reading.word_at(quoted.outer.start);
        if let Some(subject) = self.judging(reading.word_at(from), end) {
            return Some(subject);
        }
        let start = reading.word_at(from).max(end.saturating_sub(WINDOW));
        let cue = (start..end).rev().find(|&at| {
            self.is_cue(at)
                || reading.is_in(at, SPEAKING)
                || self.attributed(at).is_some()
        });
        let shared =
            || same.map_or_else(|| self.leading(scope, end), |earlier| earlier.speaker);
        if let Some(cue) = cue {
            if let Some(named) = self.attributed(cue) {
                return self.phrase_from(named, end);
            }
            if reading.is_in(cue, SPEAKING) {
                return self.quoted_as(cue, start).or_else(shared);
            }
            return self.subject(cue, start).or_else(shared);
        }
        if start < end && reading.gap(end).contains(':') {
            return self.phrase_to(end - 1, start);
        }
        None
    }

    /// Who `described the plan to close the lock as "…`, however long the plan is told.
    fn judging(&self, from: usize, end: usize) -> Option<Span> {
        let reading = self.reading;
        let last = end.checked_sub(1).filter(|&last| last > from)?;
        let article = reading.is_in(last, &["a", "an", "the"]);
        let link = if article { last.checked_sub(1)? } else { last };
        let start = from.max(end.saturating_sub(REACH));
        let is_cue = |at: &usize| reading.is_in(*at, JUDGING);
        let verb = (start..link).rev().find(is_cue).filter(|_| reading.is(link, "as"))?;
        self.subject(verb, start)
    }

    /// The word after `according to`, `the words of` or, before a name, `per` at `at`.
    fn attributed(&self, at: usize) -> Option<usize> {
        let reading = self.reading;
        let to = reading.is(at, "according") && reading.is(at + 1, "to");
        let of = reading.is(at, "words") && reading.is(at + 1, "of");
        if to || of && at > 0 && reading.is(at - 1, "the") {
            return Some(at + 2);
        }
        let name = reading.words.get(at + 1).filter(|_| reading.is(at, "per"))?;
        self.name_starting(name.span.start).map(|_| at + 1)
    }

    /// Who `as Ada Lane put it`, from the word after `as`.
    fn put_by(&self, first: usize, end: usize) -> Option<Span> {
        let reading = self.reading;
        let verb = (first + 1..end.min(first + 8)).find(|&at| {
            reading.is_in(at, &["put", "puts"]) && reading.is(at + 1, "it")
        })?;
        self.phrase_to(verb - 1, first)
    }

    /// Who is `quoted as saying`, where the word `saying` is at `cue`: whom somebody
    /// quoted, or who was quoted.
    fn quoted_as(&self, cue: usize, start: usize) -> Option<Span> {
        let reading = self.reading;
        let link = cue.checked_sub(1).filter(|&at| reading.is(at, "as"))?;
        let quotes = ["cited", "cites", "quoted", "quotes"];
        let verb = (start..link).rev().find(|&at| reading.is_in(at, &quotes))?;
        if verb + 1 < link {
            return self.phrase_from(verb + 1, link);
        }
        self.subject(verb, start)
    }

    /// The subject of the verb at `verb`, looking back as far as `start`.
    fn subject(&self, verb: usize, start: usize) -> Option<Span> {
        let reading = self.reading;
        let mut last = verb.checked_sub(1).filter(|&last| last >= start)?;
        while last > start
            && (reading.is_in(last, AUXILIARY)
                || reading.is_in(last, BETWEEN)
                || reading.words[last].lower.ends_with("ly"))
        {
            last -= 1;
        }
        if reading.is(last, "who") {
            last = last.checked_sub(1).filter(|&last| last >= start)?;
        } else if reading.is_in(last, &["and", "but"]) {
            return None;
        }
        if reading.gap(last + 1).contains(',') {
            // `Ada Lane, its head, said`: the subject stands before the apposition.
            let comma =
                (start + 1..=last).rev().find(|&at| reading.gap(at).contains(','));
            match comma {
                Some(at) => return self.phrase_to(at - 1, start),
                None if reading.is_in(start, LINK) => return None,
                None => {}
            }
        }
        self.phrase_to(last, start)
    }

    /// The noun phrase that ends with the word `last`.
    fn phrase_to(&self, last: usize, start: usize) -> Option<Span> {
        let reading = self.reading;
        let mut first = self.phrase_start(last, start)?;
        // `a spokesman for the company`
        for _ in 0..2 {
            let the = first > start && reading.is(first - 1, "the");
            let Some(link) = first.checked_sub(1 + usize::from(the)) else { break };
            let of = reading.is_in(link, &["at", "for", "from", "of"]);
            if link <= start || !of || reading.gap(link) != " " {
                break;
            }
            let Some(outer) = self.phrase_start(link - 1, start) else { break };
            if let Some(name) = self.name_ending(reading.words[link - 1].span.end) {
                return Some(name);
            }
            first = outer;
        }
        if let Some(name) = self.name_ending(reading.words[last].span.end)
            && reading.words[first].span.start >= name.start
        {
            return Some(name);
        }
        Some(reading.span(first, last))
    }

    /// The first word of the simple noun phrase that ends with `last`.
    fn phrase_start(&self, last: usize, start: usize) -> Option<usize> {
        let reading = self.reading;
        if let Some(name) = self.name_ending(reading.words[last].span.end) {
            return Some(reading.word_at(name.start).max(start));
        }
        if reading.is_in(last, PRONOUN) {
            return Some(last);
        }
        if reading.is_in(last, LINK) || reading.is_in(last, AUXILIARY) {
            return None;
        }
        let low = last.saturating_sub(6).max(start);
        for at in (low..=last).rev() {
            if reading.is_in(at, DETERMINER) {
                return (at < last).then_some(at);
            }
            let parted = at < last && !matches!(reading.gap(at + 1), " " | "-" | ". ");
            if reading.is_in(at, LINK) || parted {
                return Some((at + 1).min(last));
            }
        }
        Some(if low == start { start } else { last })
    }

    /// The noun phrase that starts with the word `first`, before the word `end`.
    fn phrase_from(&self, first: usize, end: usize) -> Option<Span> {
        let reading = self.reading;
        let word = reading.words.get(first).filter(|_| first < end)?;
        if let Some(name) = self.name_near(first, end) {
            return Some(name);
        }
        if reading.is_in(first, PRONOUN) {
            return Some(word.span);
        }
        if reading.is_in(first, LINK) || reading.is_in(first, AUXILIARY) {
            return None;
        }
        let stops = |at: usize| {
            reading.gap(at) != " " && reading.gap(at) != "-"
                || reading.is_in(at, AUXILIARY)
                || reading.is_in(at, SPEECH)
                || reading.is_in(at, BETWEEN)
                || reading.is_in(at, PAST)
                || (at > first + 1 && reading.words[at].lower.ends_with("ed"))
                || (reading.is_in(at, LINK) && !reading.is_in(at, &["for", "of"]))
        };
        let last = (first + 1..end.min(first + 8)).find(|&at| stops(at));
        let last = last.unwrap_or(end.min(first + 8)) - 1;
        if last <= first && reading.is_in(first, DETERMINER) {
            return None;
        }
        Some(reading.span(first, last.max(first)))
    }

    /// A name that starts at `first`, or after words of an office.
    fn name_near(&self, first: usize, end: usize) -> Option<Span> {
        let reading = self.reading;
        for at in first..end.min(first + 5) {
            if at > first && !matches!(reading.gap(at), " " | ". " | "-") {
                return None;
            }
            let start = reading.words[at].span.start;
            if let Some(name) = self.name_starting(start) {
                // `Quay Group's Ada Lane`
                let after = reading.text.get(name.end..).unwrap_or_default();
                let next = reading.word_at(name.end);
                if (after.starts_with("'s") || after.starts_with("’s"))
                    && let Some(owned) = reading.words.get(next).filter(|_| next < end)
                    && let Some(inner) = self.name_starting(owned.span.start)
                {
                    return Some(inner);
                }
                // `the BBC` is a name; `the Ford plant` is not.
                let next = reading.word_at(name.end);
                let longer = reading.is_in(first, DETERMINER)
                    && next < end
                    && reading.gap(next) == " "
                    && !reading.is_in(next, LINK)
                    && !reading.is_in(next, SPEECH)
                    && !reading.is_in(next, AUXILIARY);
                return (!longer).then_some(name);
            }
            if reading.is_in(at, LINK)
                || reading.is_in(at, AUXILIARY)
                || reading.is_in(at, PRONOUN)
            {
                return None;
            }
        }
        None
    }

    /// The phrase that a sentence starts with, after an introduction up to a comma.
    fn leading(&self, scope: Span, end: usize) -> Option<Span> {
        let reading = self.reading;
        let mut first = reading.word_at(scope.start);
        if reading.is_in(first, LINK) {
            let comma = (first + 1..end.min(first + 12))
                .find(|&at| reading.gap(at).contains(','));
            first = comma?;
        }
        let adverb = reading.gap(first + 1).contains(',')
            && reading
                .words
                .get(first)
                .is_some_and(|w| self.name_starting(w.span.start).is_none());
        self.phrase_from(first + usize::from(adverb), end)
    }

    fn name_starting(&self, at: usize) -> Option<Span> {
        let found = self.names.binary_search_by_key(&at, |name| name.span.start).ok()?;
        Some(self.names[found].span)
    }

    fn name_ending(&self, at: usize) -> Option<Span> {
        let found = self.names.binary_search_by_key(&at, |name| name.span.end).ok()?;
        Some(self.names[found].span)
    }
}

/// The speaker named by the words at `span`; who a pronoun stands for is not told yet.
pub(crate) fn speaker(text: &str, span: Span, names: &[Facet]) -> Speaker {
    let found = names.binary_search_by_key(&span.start, |name| name.span.start);
    let is_name = found.is_ok_and(|at| names[at].span == span);
    Speaker { span, name: is_name.then(|| span.of(text).to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        assert!(BETWEEN.is_sorted() && JUDGING.is_sorted());
    }
}
