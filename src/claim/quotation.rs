//! What stands in quotation marks: somebody's words, or a title.

use crate::claim::lexicon::{LINK, SPEAKING, SPEECH};
use crate::claim::mention::{self, Mention};
use crate::claim::reading::Reading;
use crate::claim::speaker::{self, Earlier, Finder};
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
            let title = span.of(reading.text).trim_end_matches([',', '.']);
            let span = Span::new(span.start, span.start + title.len());
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
    let here = mention::mentions(text, facets);
    for facet in facets {
        if let Value::Quotation { speaker: Some(speaker) } = &mut facet.value
            && speaker.name.is_none()
        {
            let words = speaker.span.of(text);
            speaker.name =
                mention::stand_for(words, mention::before(&here, speaker.span.start))
                    .or_else(|| mention::stand_for(words, earlier));
        }
    }
}

fn is_title(reading: &Reading<'_>, quoted: &Quoted, speaker: Option<Span>) -> bool {
    let inner = quoted.inner.trim(reading.text).of(reading.text);
    let body = inner.trim_end_matches([',', '.']);
    let case = body.contains(" v. ") || body.contains(" vs. ");
    if case && is_title_case(body) {
        return true;
    }
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
                "" | "a"
                    | "an"
                    | "is"
                    | "my"
                    | "no"
                    | "not"
                    | "the"
                    | "v"
                    | "vs"
                    | "your"
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

#[cfg(test)]
mod tests {
    use crate::claim::{Speaker, Value, facets};

    /// `expected`, one a quotation: its words, ` | ` and the speaker as written and, after
    /// ` = `, whom that stands for; or its words and ` : title`.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<String> = facets(text, None)
            .iter()
            .filter_map(|facet| {
                let words = facet.span.of(text);
                match &facet.value {
                    Value::Title => Some(format!("{words} : title")),
                    Value::Quotation { speaker } => {
                        Some(format!("{words}{}", shown(text, speaker.as_ref())))
                    }
                    _ => None,
                }
            })
            .collect();
        assert_eq!(found, expected, "in {text}");
    }

    fn shown(text: &str, speaker: Option<&Speaker>) -> String {
        let Some(Speaker { span, name }) = speaker else { return String::new() };
        let name = name.as_ref().map(|name| format!(" = {name}")).unwrap_or_default();
        format!(" | {}{name}", span.of(text))
    }

    #[test]
    fn a_cue_after_the_words_names_the_speaker() {
        check("“We won,” said Ada Lane.", &["We won, | Ada Lane = Ada Lane"]);
        check("“We won,” Ada Lane said.", &["We won, | Ada Lane = Ada Lane"]);
        check("\"We won,\" Lane told the BBC.", &["We won, | Lane = Lane"]);
        check(
            "\"It is theft. It is wrong,\" the statement declares, urging change.",
            &["It is theft. It is wrong, | the statement"],
        );
        check("‘We won’, the minister told reporters.", &["We won | the minister"]);
        check("“Why now?” asked Ben Okoro.", &["Why now? | Ben Okoro = Ben Okoro"]);
        check("“We won,” according to Ada Lane.", &["We won, | Ada Lane = Ada Lane"]);
        check(
            "“We won,” says a spokesman for the union.",
            &["We won, | a spokesman for the union"],
        );
        check(
            "“It is over”, wrote Prime Minister Ada Lane.",
            &["It is over | Ada Lane = Ada Lane"],
        );
        check("“We won,” supporters say.", &["We won, | supporters"]);
    }

    #[test]
    fn an_apposition_is_no_part_of_the_speaker() {
        check(
            "“We won,” said Ada Lane, the union's head.",
            &["We won, | Ada Lane = Ada Lane"],
        );
        check(
            "“We won,” Ada Lane, the union's head, said.",
            &["We won, | Ada Lane = Ada Lane"],
        );
        check("Ada Lane, its head, said: “We won.”", &["We won. | Ada Lane = Ada Lane"]);
        check(
            "Ada Lane, who leads the union, said: “We won.”",
            &["We won. | Ada Lane = Ada Lane"],
        );
    }

    #[test]
    fn a_cue_before_the_words_names_the_speaker() {
        check("Ada Lane said: “We won.”", &["We won. | Ada Lane = Ada Lane"]);
        check("She said that it was “a farce”.", &["a farce | She"]);
        check("The minister has repeatedly said “we won”.", &["we won | The minister"]);
        check("Lane told the BBC “we won”.", &["we won | Lane = Lane"]);
        check("Lane told the BBC: “We won.”", &["We won. | Lane = Lane"]);
        check("According to Ada Lane, “we won”.", &["we won | Ada Lane = Ada Lane"]);
        check("Ada Lane: “We won.”", &["We won. | Ada Lane = Ada Lane"]);
        check("On Monday, Ada Lane said: “We won.”", &["We won. | Ada Lane = Ada Lane"]);
        check(
            "A spokesman for the firm said: “We won.”",
            &["We won. | A spokesman for the firm"],
        );
        check("Critics called it “a farce”.", &["a farce | Critics"]);
        check(
            "Ben Okoro of the Teachers Union said: “We won.”",
            &["We won. | Ben Okoro = Ben Okoro"],
        );
    }

    #[test]
    fn cues_of_many_kinds_name_the_speaker() {
        for (text, expected) in [
            ("Ada Lane blasted the plan as “a farce”.", "a farce | Ada Lane = Ada Lane"),
            ("Ada Lane branded it “a farce”.", "a farce | Ada Lane = Ada Lane"),
            ("Ada Lane dubbed the plan “a farce”.", "a farce | Ada Lane = Ada Lane"),
            (
                "Ada Lane further described the idea that the Free State is training \
                 crews at the port as “a farce”.",
                "a farce | Ada Lane = Ada Lane",
            ),
            ("Ada Lane tweeted: “We won.”", "We won. | Ada Lane = Ada Lane"),
            ("Ada Lane wrote that it was “a farce”.", "a farce | Ada Lane = Ada Lane"),
            (
                "The Lantern quoted Ada Lane as saying: “We won.”",
                "We won. | Ada Lane = Ada Lane",
            ),
            ("Ada Lane was quoted as saying “we won”.", "we won | Ada Lane = Ada Lane"),
            (
                "It was, in the words of Ada Lane, “a farce”.",
                "a farce | Ada Lane = Ada Lane",
            ),
            (
                "“It was a farce,” in the words of Ada Lane.",
                "It was a farce, | Ada Lane = Ada Lane",
            ),
            ("“We won,” as Ada Lane put it.", "We won, | Ada Lane = Ada Lane"),
            ("“We won,” per Ada Lane.", "We won, | Ada Lane = Ada Lane"),
            ("“We won,” Quay Group's Ada Lane said.", "We won, | Ada Lane = Ada Lane"),
        ] {
            check(text, &[expected]);
        }
    }

    #[test]
    fn a_participle_has_the_subject_of_the_sentence() {
        check(
            "However, the union rejected it, calling it “a farce”.",
            &["a farce | the union"],
        );
        check("She instead called it “a farce”.", &["a farce | She"]);
        check(
            "Ada Lane has often spoken of it, saying talk is vital and warning that \"haste is dangerous.\"",
            &["haste is dangerous. | Ada Lane = Ada Lane"],
        );
        check(
            "The union rejected the deal, calling it “a farce”.",
            &["a farce | The union"],
        );
        check(
            "After the vote, Ada Lane wept, adding that “it hurts”.",
            &["it hurts | Ada Lane = Ada Lane"],
        );
        check(
            "Ada Lane left the room and said “we won”.",
            &["we won | Ada Lane = Ada Lane"],
        );
    }

    #[test]
    fn words_on_both_sides_of_a_cue_are_one_persons() {
        check(
            "“We won,” Ada Lane said. “It was hard.”",
            &["We won, | Ada Lane = Ada Lane", "It was hard. | Ada Lane = Ada Lane"],
        );
        check(
            "“We won,” said Ada Lane, “and it was hard.”",
            &["We won, | Ada Lane = Ada Lane", "and it was hard. | Ada Lane = Ada Lane"],
        );
        check(
            "“We won,” said Ada Lane, adding: “It was hard.”",
            &["We won, | Ada Lane = Ada Lane", "It was hard. | Ada Lane = Ada Lane"],
        );
    }

    #[test]
    fn a_pronoun_stands_for_the_nearest_name_that_fits() {
        check("Ada Lane left. “We won,” she said.", &["We won, | she = Ada Lane"]);
        check("Ada Lane met NATO. “We won,” she said.", &["We won, | she = Ada Lane"]);
        check(
            "Ada Lane met Bell Group. The company said: “We won.”",
            &["We won. | The company = Bell Group"],
        );
        check(
            "Ada Lane left. The minister said “we won”.",
            &["we won | The minister = Ada Lane"],
        );
        check("NATO met. “We won,” she said.", &["We won, | she"]);
    }

    #[test]
    fn titles_are_told_from_speech() {
        check(
            "The drive, under the banner \"Stealing Isn't Progress\", insists on pay.",
            &["Stealing Isn't Progress : title"],
        );
        check("Her novel “The Long Way Home” won.", &["The Long Way Home : title"]);
        check("His film “Salt” opens today.", &["Salt : title"]);
        check("It is titled “Notes on rain”.", &["Notes on rain : title"]);
        check("She sang “Rivers of Dust” twice.", &["Rivers of Dust : title"]);
        check("The album, called “Blue Hours,” sold well.", &["Blue Hours : title"]);
        check("“Stop The Boats,” Lane said.", &["Stop The Boats, | Lane = Lane"]);
        check("Lane said: “Stop Now.”", &["Stop Now. | Lane = Lane"]);
        check("It was called “a farce” by Lane.", &["a farce | It"]);
        check(
            "They heard “Lane v. Port of Ellery, Ltd” there.",
            &["Lane v. Port of Ellery, Ltd : title"],
        );
    }

    #[test]
    fn fragments_and_scare_quotes_are_quotations_of_nobody() {
        check("The “so called” plan failed.", &["so called"]);
        check("A “rigged” vote was held.", &["rigged"]);
    }

    #[test]
    fn nested_and_foreign_marks_are_read() {
        check(
            "“He shouted ‘go’ at us,” said Ada Lane.",
            &["He shouted ‘go’ at us, | Ada Lane = Ada Lane", "go"],
        );
        check("«We won», said Ada Lane.", &["We won | Ada Lane = Ada Lane"]);
        check(
            "'The artists' work isn't ours,' said Ada Lane.",
            &["The artists' work isn't ours, | Ada Lane = Ada Lane"],
        );
    }

    #[test]
    fn apostrophes_are_no_quotations() {
        check("The artists’ own work, in the ’90s, wasn’t sold.", &[]);
        check("It's the artists' and the firms' own.", &[]);
    }
}
