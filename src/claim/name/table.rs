//! Words that tell names from other capitals. Lower case, sorted.

/// Words that are no name, or no start of one, when a capital comes from their place.
#[rustfmt::skip]
pub(super) const COMMON: &[&str] = &[
    "a", "about", "above", "accord", "according", "across", "activists", "actors",
    "additional", "after", "again", "against", "ahead", "all", "almost", "along",
    "already", "also", "although", "always", "amid", "among", "an", "analysts", "and",
    "another", "any", "anyone", "are", "around", "artists", "as", "asked", "at",
    "authorities", "authors", "away", "back", "backers", "because", "before", "behind",
    "below", "beyond", "both", "but", "buyers", "by", "can", "children", "companies",
    "consumers", "could", "countries", "creators", "critics", "current", "data",
    "despite", "developers", "did", "do", "doctors", "does", "don't", "down", "during",
    "each", "earlier", "economists", "either", "elsewhere", "employees", "even", "every",
    "everyone", "exactly", "except", "experts", "families", "farmers", "few", "film",
    "finally", "firms", "first", "five", "following", "for", "former", "four", "from",
    "further", "given", "governments", "had", "half", "has", "have", "he", "he's", "her",
    "here", "hers", "his", "hospitals", "houses", "how", "however", "hundreds", "i", "if",
    "images", "in", "inflation", "inside", "instead", "investigators", "investors", "is",
    "it", "it's", "its", "just", "labour's", "last", "late", "later", "lawmakers",
    "lawyers", "legislators", "less", "let", "like", "local", "long", "many", "maybe",
    "meanwhile", "members", "men", "millions", "ministers", "money", "more", "most",
    "much", "musicians", "my", "near", "nearly", "neighbours", "neither", "never", "next",
    "nine", "no", "nobody", "none", "nor", "not", "nothing", "now", "of", "off",
    "officers", "officials", "oil", "old", "on", "once", "one", "only", "opponents", "or",
    "organisers", "organizers", "other", "others", "our", "out", "over", "parents",
    "passengers", "past", "people", "perhaps", "photo", "please", "police", "prices",
    "profits", "prominent", "prosecutors", "public", "quite", "rather", "recent",
    "reports", "rescuers", "researchers", "residents", "revenue", "sales", "schools",
    "scientists", "second", "see", "seven", "several", "shareholders", "shares", "she",
    "she's", "should", "since", "six", "small", "so", "some", "someone", "soon", "source",
    "sources", "still", "students", "studies", "such", "supporters", "teachers", "tech",
    "ten", "than", "that", "that's", "the", "their", "them", "then", "there", "there's",
    "these", "they", "they're", "this", "those", "though", "thousands", "three",
    "through", "throughout", "thus", "to", "today", "together", "tomorrow", "too",
    "trade", "two", "under", "unions", "unless", "unlike", "until", "up", "users", "very",
    "victims", "video", "voters", "was", "we", "we're", "were", "what", "when", "where",
    "whether", "which", "while", "who", "whose", "why", "will", "with", "within",
    "without", "witnesses", "women", "words", "workers", "would", "writers", "yes",
    "yesterday", "yet", "you", "young", "your",
];

/// Capitals that are no proper name.
#[rustfmt::skip]
pub(super) const GENERIC: &[&str] = &[
    "ai", "am", "aud", "bst", "cad", "ceo", "ceos", "cet", "cfo", "coo", "cto", "cv",
    "diy", "dna", "dvd", "edt", "est", "et", "eur", "gbp", "gdp", "gmt", "gps", "hr",
    "id", "it", "jpy", "kpi", "llm", "llms", "mp", "mps", "ok", "pc", "pdf", "pdt", "pm",
    "pr", "pst", "rna", "sms", "tv", "url", "usd", "utc", "vat", "vip",
];

/// Days and months.
#[rustfmt::skip]
pub(super) const TIME: &[&str] = &[
    "april", "april's", "august", "august's", "christmas", "december", "december's",
    "easter", "february", "february's", "friday", "friday's", "fridays", "january",
    "january's", "july", "july's", "june", "june's", "march", "march's", "may", "may's",
    "monday", "monday's", "mondays", "november", "november's", "october", "october's",
    "saturday", "saturday's", "saturdays", "september", "september's", "sunday",
    "sunday's", "sundays", "thursday", "thursday's", "thursdays", "tuesday", "tuesday's",
    "tuesdays", "wednesday", "wednesday's", "wednesdays",
];

/// Titles that stand before a person's name.
#[rustfmt::skip]
pub(super) const TITLE: &[&str] = &[
    "adm", "capt", "cllr", "col", "dame", "dr", "fr", "gen", "gov", "hon", "lady", "lord",
    "lt", "maj", "miss", "mr", "mrs", "ms", "mx", "prof", "rep", "rev", "sen", "sgt",
    "sir",
];

/// Words of offices and callings that stand before a person's name.
#[rustfmt::skip]
pub(super) const ROLE: &[&str] = &[
    "actor", "actress", "admiral", "ambassador", "archbishop", "artist", "attorney",
    "author", "baroness", "bishop", "captain", "cardinal", "ceo", "cfo", "chair",
    "chairman", "chairwoman", "chancellor", "chief", "co-founder", "coach", "colonel",
    "commissioner", "congressman", "congresswoman", "councillor", "deputy", "detective",
    "director", "doctor", "economist", "editor", "engineer", "executive", "foreign",
    "founder", "general", "governor", "head", "home", "inspector", "journalist", "judge",
    "justice", "king", "lawyer", "leader", "lieutenant", "major", "manager", "mayor",
    "minister", "mp", "musician", "officer", "pastor", "pope", "premier", "president",
    "prime", "prince", "princess", "professor", "queen", "reporter", "representative",
    "researcher", "saint", "scientist", "secretary", "senator", "sergeant", "sheikh",
    "singer", "spokesman", "spokesperson", "spokeswoman", "superintendent", "treasurer",
    "vice", "writer",
];

/// Words that are part of an office only before another word of it.
#[rustfmt::skip]
pub(super) const MODIFIER: &[&str] = &[
    "attorney", "chief", "deputy", "foreign", "general", "home", "major", "prime", "vice",
];

/// Words that come after a name and a comma, as part of it.
#[rustfmt::skip]
pub(super) const SUFFIX: &[&str] = &[
    "corp", "esq", "inc", "jr", "llc", "llp", "ltd", "plc", "sr",
];

/// Small words inside a name.
#[rustfmt::skip]
pub(super) const PARTICLE: &[&str] = &[
    "al", "bin", "da", "dal", "de", "del", "della", "den", "der", "di", "do", "dos", "du",
    "el", "ibn", "la", "le", "ten", "ter", "van", "von", "y", "zu",
];

/// Organisations that are `of` several subjects: `Ministry of Health and Care`.
#[rustfmt::skip]
pub(super) const DEVOTED: &[&str] = &[
    "agency", "board", "bureau", "college", "commission", "committee", "department",
    "faculty", "institute", "ministry", "office",
];

/// Names whose figure belongs to them: `Channel 4`.
#[rustfmt::skip]
pub(super) const NUMBERED: &[&str] = &[
    "airbus", "apollo", "area", "artemis", "boeing", "channel", "falcon", "flight",
    "formula", "france", "gemini", "gpt", "group", "iphone", "love", "playstation",
    "radio", "route", "studio", "windows", "xbox",
];

/// Words of organisations and offices, which `of` and `for` may follow inside the name.
#[rustfmt::skip]
pub(super) const ORGANISATION: &[&str] = &[
    "academy", "agency", "alliance", "archbishop", "association", "authority", "bank",
    "bishop", "board", "bureau", "campaign", "center", "centers", "centre", "chamber",
    "church", "city", "club", "coalition", "college", "commission", "committee",
    "company", "confederation", "congress", "corporation", "council", "court",
    "department", "duchess", "duke", "earl", "faculty", "federation", "foundation",
    "fund", "group", "guild", "hospital", "house", "inc", "institute", "institution",
    "isle", "journal", "kingdom", "league", "library", "ltd", "ministry", "museum",
    "office", "organisation", "organization", "parliament", "party", "police", "press",
    "prince", "princess", "republic", "school", "senate", "service", "society", "state",
    "states", "theatre", "times", "tower", "trust", "union", "university",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        for table in [
            COMMON,
            GENERIC,
            TIME,
            TITLE,
            ROLE,
            MODIFIER,
            SUFFIX,
            PARTICLE,
            NUMBERED,
            ORGANISATION,
        ] {
            for pair in table.windows(2) {
                assert!(pair[0] < pair[1], "{pair:?}");
            }
        }
    }
}
