//! What stands in quotation marks: somebody's words, or a title.

use crate::claim::lexicon::{LINK, SPEAKING, SPEECH};
use crate::claim::reading::Reading;
use crate::claim::speaker::{self, Earlier, Finder, Mention};
use crate::claim::{Facet, Value};
use crate::text::{Quoted, Span};

/// Words before a title: `under the banner "…"`.
#[rustfmt::skip]
const CUE: &[&str] = &[
    "act", "album", "anthem", "article", "banner", "bestseller", "bill", "blog", "book",
    "called", "campaign", "chapter", "column", "comedy", "documentary", "drama",
    "editorial", "entitled", "episode", "essay", "exhibition", "feature", "festival",
    "film", "game", "hashtag", "headline", "headlined", "hit", "initiative", "law",
    "lecture", "magazine", "memoir", "motto", "movie", "musical", "named", "novel",
    "opera", "painting", "paper", "petition", "play", "podcast", "poem", "programme",
    "project", "report", "sequel", "series", "show", "single", "sitcom", "slogan", "song",
    "story", "tagline", "thriller", "titled", "track", "video",
];

/// Cues after which even a single word, or a title in plain case, is one.
const SURE: &[&str] = &["entitled", "headlined", "titled"];

/// The longest title, in words.
const LONGEST_TITLE: usize = 12;

/// Reads the quotations and titles of a text. `names` are its names, in order.
pub(crate) fn read(reading: &Reading<'_>, names: &[Facet]) -> Vec<Facet> {
    let finder = Finder { reading, names };
    let mut earlier: Option<Earlier> = None;
    let mut around: Option<Earlier> = None;
    let mut facets = Vec::with_capacity(reading.quoted.len());
    for quoted in &reading.quoted {
        let span = quoted.inner.trim(reading.text);
        // One quotation inside another is spoken by whom the outer one tells of, which
        // only a cue inside the outer one could say.
        let nested = around.is_some_and(|around| around.outer.contains(quoted.outer));
        let found = if nested { None } else { finder.find(quoted, earlier) };
        if is_title(reading, quoted, found) {
            facets.push(Facet { span, value: Value::Title });
            continue;
        }
        let this = Earlier { outer: quoted.outer, speaker: found };
        if !nested {
            earlier = Some(this);
            around = Some(this);
        }
        let speaker = found.map(|found| speaker::speaker(reading.text, found, names));
        facets.push(Facet { span, value: Value::Quotation { speaker } });
    }
    facets
}

/// Fills in whom pronouns stand for: a name before them in `text`, or else one of
/// `earlier`, names of the sentences before.
pub(crate) fn resolve(text: &str, facets: &mut [Facet], earlier: &[Mention]) {
    let here = speaker::mentions(text, facets);
    for facet in facets {
        if let Value::Quotation { speaker: Some(speaker) } = &mut facet.value
            && speaker.name.is_none()
        {
            let words = speaker.span.of(text);
            speaker.name =
                speaker::stand_for(words, speaker::before(&here, speaker.span.start))
                    .or_else(|| speaker::stand_for(words, earlier));
        }
    }
}

fn is_title(reading: &Reading<'_>, quoted: &Quoted, speaker: Option<Span>) -> bool {
    let inner = quoted.inner.trim(reading.text).of(reading.text);
    let body = inner.trim_end_matches([',', '.']);
    if body.contains(['.', ';']) && !body.contains("...") || !starts_as_title(body) {
        return false;
    }
    let n_words = body.split_whitespace().take(LONGEST_TITLE + 1).count();
    if n_words > LONGEST_TITLE
        || (n_words > 1 && body.ends_with(['!', '?']) && !is_title_case(body))
    {
        return false;
    }
    let cue = cue(reading, quoted);
    if cue == Some(Cue::Sure) {
        return true;
    }
    if !is_title_case(body) || cue == Some(Cue::Speech) {
        return false;
    }
    // A comma inside the marks belongs to speech, or to a title in American style.
    let bare = body.len() == inner.len();
    match cue {
        Some(_) => true,
        None => n_words > 1 && bare && speaker.is_none(),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Cue {
    Sure,
    Title,
    Speech,
}

/// The word before a quotation that tells what it is.
fn cue(reading: &Reading<'_>, quoted: &Quoted) -> Option<Cue> {
    let end = reading.word_at(quoted.outer.start);
    let sentence = reading.sentences.get(reading.sentence_at(quoted.outer.start))?;
    let start = reading.word_at(sentence.start).max(end.saturating_sub(4));
    for at in (start..end).rev() {
        if reading.gap(at + 1).contains(':') {
            return Some(Cue::Speech);
        }
        if reading.is_in(at, SURE) {
            return Some(Cue::Sure);
        }
        if reading.is_in(at, CUE) {
            return Some(Cue::Title);
        }
        if reading.is_in(at, SPEECH) || reading.is_in(at, SPEAKING) {
            return Some(Cue::Speech);
        }
    }
    None
}

fn starts_as_title(body: &str) -> bool {
    body.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || c == '#')
}

/// Whether all words but small ones have a capital.
fn is_title_case(body: &str) -> bool {
    let mut words = body.split([' ', '-']).filter(|word| !word.is_empty());
    words.all(|word| {
        let lower = word.trim_matches(|c: char| !c.is_alphanumeric());
        let small = LINK.binary_search(&lower).is_ok()
            || matches!(
                lower,
                "" | "a" | "an" | "is" | "my" | "no" | "not" | "the" | "vs" | "your"
            );
        small || lower.starts_with(|c: char| c.is_uppercase() || c.is_numeric())
    })
}

#[cfg(test)]
mod tables {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        assert!(CUE.is_sorted() && SURE.is_sorted());
    }
}
