//! What stands before a full stop, and whether the stop can end a sentence.

/// Titles before a name: their stop never ends a sentence.
#[rustfmt::skip]
const TITLES: &[&str] = &[
    "adm", "atty", "brig", "capt", "cmdr", "col", "cpl", "det", "dr", "fr", "ft", "gen",
    "gov", "hon", "insp", "lt", "maj", "messrs", "mgr", "mlle", "mme", "mr", "mrs", "ms",
    "mt", "mx", "pfc", "pres", "prof", "pvt", "rep", "reps", "rev", "sen", "sens", "sgt",
    "sra", "srta", "st", "ste", "supt",
];

/// Latin and other short forms that the sentence always goes on after.
#[rustfmt::skip]
const JOINING: &[&str] = &[
    "approx", "ca", "cf", "e.g", "eg", "i.e", "ie", "incl", "v", "viz", "vs",
];

/// Short forms before a figure.
#[rustfmt::skip]
const BEFORE_FIGURE: &[&str] = &[
    "apr", "art", "aug", "ch", "chap", "dec", "eq", "feb", "fig", "figs", "jan", "jul",
    "jun", "mar", "no", "nos", "nov", "n°", "nº", "oct", "p", "para", "pp", "pt", "sec",
    "sep", "sept", "tel", "vol", "vols",
];

/// Short forms that may end a sentence, and do so only if a plain word follows.
#[rustfmt::skip]
const AFTER_NAME: &[&str] = &[
    "al", "assn", "ave", "bldg", "blvd", "bros", "cie", "co", "corp", "cos", "dept",
    "dist", "esq", "est", "etc", "inc", "jr", "ltd", "mfg", "mts", "plc", "rd", "sq",
    "sr", "univ",
];

/// Parts of the U.S. as newspapers shorten them, after a town and a comma.
#[rustfmt::skip]
const STATES: &[&str] = &[
    "ala", "ariz", "ark", "calif", "colo", "conn", "del", "fla", "ga", "ill", "ind",
    "kan", "ky", "la", "mass", "md", "mich", "minn", "miss", "mo", "mont", "neb", "nev",
    "okla", "ont", "ore", "pa", "penn", "que", "tenn", "tex", "va", "vt", "wash", "wis",
    "wyo",
];

/// No short form in the lists above has more bytes. Most words before a stop do, and need
/// not be looked up.
const LONGEST: usize = 6;

/// Words with a capital only because they start a sentence.
#[rustfmt::skip]
const STARTERS: &[&str] = &[
    "a", "about", "according", "after", "all", "also", "although", "an", "and", "another",
    "any", "are", "as", "at", "because", "before", "both", "but", "by", "can", "could",
    "critics", "despite", "did", "do", "does", "during", "each", "even", "every", "few",
    "for", "from", "he", "her", "here", "his", "how", "however", "i", "if", "in",
    "instead", "is", "it", "its", "last", "later", "many", "meanwhile", "more", "most",
    "my", "neither", "no", "nobody", "none", "nor", "not", "now", "officials", "on",
    "once", "one", "only", "or", "other", "others", "our", "over", "police", "since",
    "so", "some", "still", "such", "that", "the", "their", "then", "there", "these",
    "they", "this", "those", "though", "through", "to", "under", "until", "we", "what",
    "when", "where", "whether", "which", "while", "who", "why", "with", "without",
    "would", "yet", "you", "your",
];

/// Nouns whose next capital letter is a label: `plan B`.
#[rustfmt::skip]
const LABELLED: &[&str] = &[
    "appendix", "block", "category", "class", "exhibit", "factor", "figure", "grade",
    "group", "hepatitis", "influenza", "level", "option", "part", "plan", "point",
    "schedule", "section", "series", "tier", "type", "vitamin", "zone",
];

/// What may follow a time of day with the sentence going on.
#[rustfmt::skip]
const AFTER_TIME: &[&str] = &[
    "acst", "aedt", "aest", "akst", "april", "august", "bst", "cdt", "central", "cest",
    "cet", "cst", "ct", "december", "eastern", "eat", "edt", "eet", "est", "et",
    "february", "friday", "gmt", "hst", "ist", "january", "jst", "july", "june", "local",
    "march", "mdt", "monday", "mountain", "msk", "mst", "mt", "november", "nzst",
    "october", "pacific", "pdt", "pst", "pt", "saturday", "september", "sunday",
    "thursday", "tuesday", "utc", "wednesday",
];

/// Words that open a sentence with a time: `At 5 a.m. Mr Lee left.`
#[rustfmt::skip]
const BEFORE_TIME: &[&str] = &[
    "about", "after", "around", "at", "before", "by", "from", "since", "until",
];

/// Verbs of speech after a quotation.
#[rustfmt::skip]
const SPEECH: &[&str] = &[
    "added", "adds", "admitted", "announced", "answered", "argued", "argues", "asked",
    "asks", "claimed", "commented", "concluded", "continued", "cried", "declared",
    "explained", "insisted", "insists", "joked", "noted", "recalled", "remarked",
    "replied", "responded", "said", "says", "shouted", "stated", "tells", "told",
    "tweeted", "warned", "warns", "wondered", "writes", "wrote",
];

/// What follows `Lee said` when that belongs to the quotation before it.
#[rustfmt::skip]
const AFTER_SPEECH: &[&str] = &[
    "after", "as", "at", "during", "in", "of", "on", "to", "when", "while", "with",
];

/// Whether `word` is a verb of speech.
pub(super) fn is_speech(word: &str) -> bool {
    SPEECH.binary_search(&word).is_ok()
}

/// Whether `word` after a verb of speech shows that the quotation came before.
pub(super) fn is_after_speech(word: &str) -> bool {
    AFTER_SPEECH.binary_search(&word).is_ok()
}

/// Whether `word` has its capital only because it starts a sentence.
pub(super) fn is_starter(word: &str) -> bool {
    let plain = word.split(['\'', '’']).next().unwrap_or(word);
    is_one_of(plain, STARTERS)
}

fn is_one_of(word: &str, sorted: &[&str]) -> bool {
    let mut lower = [0; 12];
    let Some(lower) = lower.get_mut(..word.len()) else { return false };
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    std::str::from_utf8(lower).is_ok_and(|word| sorted.binary_search(&word).is_ok())
}

/// The words before a full stop.
pub(super) struct Before<'t> {
    /// The sentence up to the stop.
    sentence: &'t str,
    /// The word that the stop is set to, without opening marks.
    word: &'t str,
    /// The word before that, with the marks after it.
    previous: &'t str,
}

impl<'t> Before<'t> {
    pub(super) fn read(sentence: &'t str) -> Self {
        // A word longer than this is no abbreviation; looking no further keeps this linear.
        let near = tail(sentence, 80);
        let mut words = near.rsplit(char::is_whitespace);
        let word = words.next().unwrap_or_default();
        let word =
            word.trim_start_matches(['(', '[', '"', '“', '‘', '\'', '«', '*', '_']);
        let word = word.rsplit(['-', '–', '—', '/']).next().unwrap_or(word);
        let previous = words.find(|word| !word.is_empty()).unwrap_or_default();
        Self { sentence, word, previous }
    }

    /// Whether the stop ends the sentence, with `follow` (a capital or figure) after it.
    pub(super) fn ends(&self, follow: &str) -> bool {
        let next = first_word(follow);
        let figure = next.starts_with(|c: char| c.is_ascii_digit());
        if self.word.is_empty() {
            return true;
        }
        if is_time(self.word) {
            return self.time_ends(next);
        }
        if self.word.len() > LONGEST && !self.word.contains('.') {
            return true;
        }
        let starter = is_starter(next);
        if is_one_of(self.word, JOINING) {
            return false;
        }
        if is_one_of(self.word, TITLES) {
            // `on Main St. He`: the street, not the saint.
            let street =
                self.word.eq_ignore_ascii_case("st") && !self.previous.is_empty();
            return street && starter;
        }
        if let Some(letter) = single_letter(self.word) {
            return self.letter_ends(letter, next, starter);
        }
        if is_by_letters(self.word) {
            return starter || follow.starts_with(['"', '“', '‘', '(']);
        }
        if is_one_of(self.word, BEFORE_FIGURE) && figure {
            return false;
        }
        let state = self.previous.ends_with(',') && is_one_of(self.word, STATES);
        if state || is_one_of(self.word, AFTER_NAME) {
            return starter || follow.starts_with(['"', '“', '‘', '(']);
        }
        true
    }

    fn time_ends(&self, next: &str) -> bool {
        if is_one_of(next, AFTER_TIME) {
            return false;
        }
        let near = self.sentence.get(..60).unwrap_or(self.sentence);
        let opens = is_one_of(first_word(near), BEFORE_TIME);
        let few =
            self.sentence.len() < 40 && self.sentence.split_whitespace().count() <= 4;
        is_starter(next) || !(opens && few)
    }

    /// A capital letter is somebody's initial, or a label such as in `plan B`.
    fn letter_ends(&self, letter: char, next: &str, starter: bool) -> bool {
        let previous = self.previous.trim_end_matches([',', ';', ':']);
        let named = previous.starts_with(char::is_uppercase) && !is_starter(previous);
        if letter == 'I' {
            return !previous.is_empty() && (!named || starter);
        }
        if letter.is_lowercase() {
            // The last part of an abbreviation set with spaces, or a label.
            return is_one_of(previous, LABELLED);
        }
        let initials = single_letter(previous.trim_end_matches('.')).is_some();
        is_one_of(previous, LABELLED) || (starter && !initials && next != "A" && !named)
    }
}

/// The last `len` bytes of `text`, or fewer, so as to cut no character.
fn tail(text: &str, len: usize) -> &str {
    let mut start = text.len().saturating_sub(len);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    &text[start..]
}

/// The first word of `text`, without opening marks.
fn first_word(text: &str) -> &str {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let end = text
        .char_indices()
        .take(20)
        .find(|&(_, c)| !(c.is_alphanumeric() || c == '\'' || c == '’'))
        .map_or(text.len(), |(at, _)| at);
    &text[..end]
}

fn is_time(word: &str) -> bool {
    let word =
        word.trim_start_matches(|c: char| c.is_ascii_digit() || c == ':' || c == '.');
    ["a.m", "p.m", "am", "pm"].iter().any(|time| word.eq_ignore_ascii_case(time))
}

fn single_letter(word: &str) -> Option<char> {
    let mut chars = word.chars();
    let letter = chars.next().filter(|c| c.is_alphabetic())?;
    chars.next().is_none().then_some(letter)
}

/// Whether `word` is letters with stops between: `U.S`, `Ph.D`, `e.g`.
fn is_by_letters(word: &str) -> bool {
    word.contains('.')
        && word.split('.').all(|part| {
            (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphabetic())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_short_form_is_longer_than_the_longest() {
        let tables = [TITLES, JOINING, BEFORE_FIGURE, AFTER_NAME, STATES];
        assert_eq!(tables.concat().iter().map(|word| word.len()).max(), Some(LONGEST));
    }

    #[test]
    fn tables_are_sorted() {
        for table in [
            TITLES,
            JOINING,
            BEFORE_FIGURE,
            AFTER_NAME,
            STATES,
            STARTERS,
            LABELLED,
            AFTER_TIME,
            BEFORE_TIME,
            SPEECH,
            AFTER_SPEECH,
        ] {
            assert!(table.is_sorted(), "{table:?}");
        }
    }
}
