//! Words that set phrases, offices and the manner of reports are made of.

/// Whether a word says little of who chose it. These are the nouns, verbs and adverbs of
/// phrases such as "at the end of the day" and "a spokesperson said in a statement", of
/// offices, and those that any English text is full of.
pub(super) fn is_ordinary(word: &str) -> bool {
    let folded = word.to_lowercase().replace('’', "'");
    let folded = folded.strip_suffix("'s").unwrap_or(&folded);
    ORDINARY.binary_search(&folded).is_ok()
}

/// Folded and sorted.
#[rustfmt::skip]
const ORDINARY: &[&str] = &[
    "able", "according", "added", "adding", "advance", "again", "ago", "agreed",
    "already", "always", "announced", "announcement", "article", "asked", "authorities",
    "available", "award", "awards", "back", "based", "became", "become", "best", "big",
    "call", "called", "came", "case", "chair", "chairman", "chairwoman", "chief", "city",
    "clear", "co", "comment", "commenting", "commission", "committee", "company",
    "conditions", "confirmed", "contacted", "council", "country", "course", "court",
    "date", "day", "days", "deal", "declined", "department", "deputy", "describe",
    "described", "director", "done", "due", "earlier", "end", "ended", "even", "event",
    "ever", "every", "executive", "expected", "fact", "family", "far", "federal", "few",
    "first", "following", "force", "foreign", "former", "founder", "full", "further",
    "future", "general", "get", "give", "given", "go", "going", "good", "got",
    "government", "great", "group", "hand", "happened", "head", "held", "home", "hour",
    "hours", "immediately", "including", "information", "interview", "issue", "keep",
    "key", "kind", "know", "known", "last", "late", "later", "latest", "least", "let",
    "life", "list", "little", "local", "long", "longer", "look", "lot", "made", "main",
    "make", "making", "man", "manager", "managing", "many", "matter", "means", "media",
    "meeting", "member", "members", "men", "million", "minister", "minute", "minutes",
    "moment", "month", "months", "morning", "name", "named", "national", "near", "need",
    "never", "new", "news", "next", "night", "no", "not", "now", "number", "office",
    "officer", "official", "officials", "old", "once", "one", "only", "organisation",
    "organization", "others", "part", "party", "past", "people", "person", "place",
    "plan", "plans", "point", "police", "possible", "present", "president", "press",
    "prime", "prior", "private", "problem", "public", "question", "questions",
    "reached", "regard", "release", "released", "replied", "report", "reported",
    "reporter", "reporters", "reports", "request", "requests", "respond", "responded",
    "response", "result", "right", "role", "said", "same", "say", "saying", "says",
    "second", "secretary", "see", "seen", "senior", "separate", "set", "several",
    "show", "side", "sign", "situation", "social", "sort", "source", "sources", "speak",
    "speaking", "spokesman", "spokesperson", "spokeswoman", "start", "started", "state",
    "stated", "statement", "states", "step", "still", "story", "support", "take",
    "taken", "talk", "team", "tell", "term", "terms", "thing", "things", "think",
    "third", "time", "times", "today", "together", "told", "took", "top", "total",
    "two", "use", "used", "vice", "view", "want", "wanted", "way", "week", "weeks",
    "well", "went", "woman", "women", "work", "working", "world", "year", "years",
    "yesterday", "yet", "young",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(word: &str, expected: bool) {
        assert_eq!(is_ordinary(word), expected, "{word}");
    }

    #[test]
    fn the_table_is_sorted() {
        assert!(ORDINARY.is_sorted());
    }

    #[test]
    fn typography_case_and_possessives_make_no_difference() {
        check("Day", true);
        check("day’s", true);
        check("mooring", false);
        check("", false);
    }
}
