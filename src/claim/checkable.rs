//! Whether a sentence asserts anything.

use crate::claim::lexicon::{LINK, PRONOUN, SPEECH, is_verb_like};
use crate::claim::reading::Reading;
use crate::claim::{Certainty, Checkable, Facet, Value};

/// Verbs that start an instruction to the reader.
#[rustfmt::skip]
const COMMAND: &[&str] = &[
    "ask", "avoid", "be", "bear", "book", "call", "check", "click", "compare", "consider",
    "contact", "do", "don't", "donate", "download", "email", "enter", "expect", "find",
    "follow", "get", "give", "go", "help", "imagine", "join", "keep", "let", "let's",
    "listen", "look", "make", "never", "note", "please", "read", "remember", "scroll",
    "see", "send", "share", "sign", "stop", "subscribe", "support", "take", "tell",
    "think", "try", "turn", "use", "visit", "vote", "watch", "write",
];

/// What shows that such a word is no command: `Read says …`, `Support for …`, `Call centres`.
#[rustfmt::skip]
const NO_COMMAND: &[&str] = &[
    "and", "are", "for", "from", "had", "has", "have", "is", "of", "was", "were", "will",
];

/// How text speaks of itself.
#[rustfmt::skip]
const ASIDE: &[&str] = &[
    "a version of this", "additional reporting by", "all rights reserved",
    "as we reported", "as we wrote", "click here", "continue reading", "editor's note",
    "in this article", "more below", "more details to follow", "more follows",
    "more to follow", "read more", "related stories", "see also", "sign up to",
    "story continues", "this article has been", "this article is", "this article was",
    "this is a breaking", "this is a developing", "this page was", "this post was",
    "this story has been", "this story is", "this story was", "watch below",
    "we have contacted", "we previously reported", "we reported",
    "with additional reporting",
];

/// How a writer judges or wishes.
#[rustfmt::skip]
const OPINION: &[&str] = &[
    "arguably", "high time", "i believe", "i feel", "i hope", "i think", "i would argue",
    "in my opinion", "in my view", "in our view", "it is hard to", "it is time",
    "it's time", "let us hope", "must be allowed", "must not be", "must surely",
    "needs to be", "ought to", "should", "shouldn't", "we believe", "we hope", "we must",
    "we need", "we should", "we think", "what a", "would be wise",
];

/// The longest sentence, in words, that is called a fragment for want of a verb. A longer
/// one has a verb that our lists don't know.
const LONGEST_FRAGMENT: usize = 6;

/// Judges the text of one sentence, of which `facets` are the details.
pub(crate) fn judge(reading: &Reading<'_>, facets: &[Facet]) -> Checkable {
    if is_question(reading) {
        return Checkable::Question;
    }
    if is_aside(reading) {
        return Checkable::Aside;
    }
    if is_command(reading) {
        return Checkable::Command;
    }
    if is_fragment(reading) {
        return Checkable::Fragment;
    }
    if is_opinion(reading, facets) {
        return Checkable::Opinion;
    }
    Checkable::Yes
}

/// Ends in a question mark, and that is not another's question told of.
fn is_question(reading: &Reading<'_>) -> bool {
    let text = reading.text.trim_end();
    let asked = text.trim_end_matches(['"', '”', '’', '\'', ')', '»', '*', '_']);
    let end = asked.len().saturating_sub(1);
    asked.ends_with(['?', '？'])
        && reading.quotation_at(end).is_none_or(|quoted| quoted.outer.start < 2)
}

fn is_aside(reading: &Reading<'_>) -> bool {
    // It speaks of itself near its start or its end.
    phrase(reading, ASIDE, 6)
}

fn is_command(reading: &Reading<'_>) -> bool {
    if !reading.is_in(0, COMMAND) || reading.quotation_at(0).is_some() {
        return false;
    }
    let next = reading.words.get(1);
    let next_verb = next.is_some_and(|word| {
        word.is_in(NO_COMMAND) && !(reading.is(0, "be") || reading.is(0, "look"))
    });
    // `Find Group shares rose`: a capital after it makes it part of a name, unless a
    // command to see somebody: `Follow Ada Lane`.
    let later = reading.words.iter().skip(1).take(12).any(|word| {
        matches!(
            word.lower.as_ref(),
            "said" | "says" | "is" | "was" | "were" | "are" | "has"
        )
    });
    let strong =
        reading.is(0, "please") || reading.is(0, "don't") || reading.is(0, "let's");
    strong || !(next_verb || later)
}

fn is_fragment(reading: &Reading<'_>) -> bool {
    let n_words = reading.words.len();
    let content = reading
        .words
        .iter()
        .any(|word| word.span.len() > 1 && !word.is_in(LINK) && !word.is_in(PRONOUN));
    if !content || n_words < 2 {
        return true;
    }
    // Of a sentence in another script our lists know no verb.
    let latin =
        reading.text.chars().find(|c| c.is_alphabetic()).is_none_or(|c| c < '\u{250}');
    latin
        && n_words <= LONGEST_FRAGMENT
        && !reading.words.iter().enumerate().any(|(at, word)| {
            let third_person = at > 0
                && !word.capital
                && word.lower.len() > 3
                && word.lower.ends_with('s')
                && !word.lower.ends_with("ss")
                && at + 1 < n_words;
            (is_verb_like(&word.lower) && !word.lower.ends_with("'s")) || third_person
        })
}

fn is_opinion(reading: &Reading<'_>, facets: &[Facet]) -> bool {
    let reported = facets.iter().any(|facet| {
        matches!(
            facet.value,
            Value::Quotation { .. }
                | Value::Certainty(Certainty::Reported)
                | Value::Percent(_)
        )
    });
    let told = reading.words.iter().any(|word| word.is_in(SPEECH));
    !reported && !told && phrase(reading, OPINION, usize::MAX)
}

/// Whether one of `sorted` phrases starts at one of the first `near` words.
fn phrase(reading: &Reading<'_>, sorted: &[&str], near: usize) -> bool {
    (0..reading.words.len().min(near)).any(|at| {
        let first = reading.words[at].lower.as_ref();
        let from = sorted.partition_point(|phrase| *phrase < first);
        sorted[from..].iter().take_while(|phrase| phrase.starts_with(first)).any(
            |phrase| {
                phrase
                    .split(' ')
                    .enumerate()
                    .all(|(offset, word)| reading.is(at + offset, word))
            },
        )
    })
}

#[cfg(test)]
mod tables {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        assert!(COMMAND.is_sorted() && NO_COMMAND.is_sorted());
        assert!(ASIDE.is_sorted() && OPINION.is_sorted());
    }
}

#[cfg(test)]
mod tests {
    use crate::claim::{Checkable, read};

    #[track_caller]
    fn check(text: &str, expected: Checkable) {
        assert_eq!(read(text, None).checkable, expected, "{text}");
    }

    #[test]
    fn statements_can_be_checked() {
        check("The firm closed two plants.", Checkable::Yes);
        check("Prices rose.", Checkable::Yes);
        check("Lane says it should close.", Checkable::Yes);
        check("“Why now?” Lane asked.", Checkable::Yes);
        check("“We should leave,” said Lane.", Checkable::Yes);
        check("Call centres were closed in May.", Checkable::Yes);
        check("Support for the plan fell by half.", Checkable::Yes);
        check("She asked who had won.", Checkable::Yes);
        check("Read has won the cup.", Checkable::Yes);
        check("Analyst Ada Lane points out that buyers shouldn't fret.", Checkable::Yes);
        check("Это было вчера.", Checkable::Yes);
    }

    #[test]
    fn questions_assert_nothing() {
        check("Who closed the plant?", Checkable::Question);
        check("“Who closed the plant?”", Checkable::Question);
        check("But is it so (or not?)", Checkable::Question);
    }

    #[test]
    fn instructions_assert_nothing() {
        check("Join us on Friday.", Checkable::Command);
        check("Please vote early.", Checkable::Command);
        check("Don’t miss the next part.", Checkable::Command);
        check("Let’s look at the figures.", Checkable::Command);
        check("Follow Ada Lane on her walk.", Checkable::Command);
    }

    #[test]
    fn fragments_assert_nothing() {
        check("A long night.", Checkable::Fragment);
        check("Yes.", Checkable::Fragment);
        check("And so on.", Checkable::Fragment);
        check("", Checkable::Fragment);
        check("12", Checkable::Fragment);
    }

    #[test]
    fn words_about_the_draft_assert_nothing() {
        check("This article was amended on Friday.", Checkable::Aside);
        check("As we reported, the plant closed.", Checkable::Aside);
        check("Read more about the plant.", Checkable::Aside);
        check("Sign up to our letter.", Checkable::Aside);
        check("This story has been updated.", Checkable::Aside);
    }

    #[test]
    fn judgements_and_wishes_assert_nothing() {
        check("It should have been closed.", Checkable::Opinion);
        check("I think the firm is wrong.", Checkable::Opinion);
        check("It is time the law changed.", Checkable::Opinion);
        check("We must act now.", Checkable::Opinion);
    }
}
