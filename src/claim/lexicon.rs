//! Small closed classes of English words that several readers look for. Lower case, sorted.

/// Verbs of speech with a subject before or after them.
#[rustfmt::skip]
pub(crate) const SPEECH: &[&str] = &[
    "accused", "acknowledged", "added", "adds", "admits", "admitted", "advised",
    "agreed", "alleged", "alleges", "announced", "announces", "answered", "argue",
    "argued", "argues", "asked", "asks", "asserted", "asserts", "believes", "blasted",
    "boasted", "branded", "called", "calls", "cautioned", "cautions", "claim", "claimed",
    "claims", "commented", "complained", "conceded", "concluded", "concludes",
    "condemned", "confirmed", "confirms", "continued", "cried", "criticised",
    "criticized", "declare", "declared", "declares", "decried", "deemed", "denied",
    "denies", "denounced", "deplored", "derided", "described", "describes", "dismissed",
    "dubbed", "emphasised", "emphasized", "estimates", "exclaimed", "explained",
    "explains", "hailed", "insist", "insisted", "insists", "jibed", "joked", "labelled",
    "lamented", "lauded", "likened", "maintained", "maintains", "mentioned", "mused",
    "nicknamed", "noted", "notes", "observed", "opined", "pleaded", "pointed", "points",
    "posted", "praised", "predicted", "proclaimed", "promised", "pronounced", "quipped",
    "quoted", "read", "reads", "reasoned", "recalled", "reckoned", "reckons",
    "reiterated", "remarked", "repeated", "replied", "reported", "reports", "responded",
    "revealed", "ridiculed", "said", "say", "says", "shouted", "slammed", "state",
    "stated", "states", "stressed", "stresses", "suggested", "suggests", "summed",
    "tell", "tells", "termed", "testified", "thinks", "thundered", "told", "tweeted",
    "urged", "voiced", "vowed", "warn", "warned", "warns", "wondered", "write", "writes",
    "wrote",
];

/// Verbs of speech that are more often something else right after a name: `Hexley state`.
const NO_CUE: &[&str] = &[
    "claim",
    "claims",
    "estimates",
    "points",
    "posted",
    "quoted",
    "read",
    "reads",
    "reported",
    "reports",
    "state",
    "states",
];

/// Whether the folded word says that the name before it is that of who speaks.
pub(crate) fn is_speech(lower: &str) -> bool {
    SPEECH.binary_search(&lower).is_ok() && !NO_CUE.contains(&lower)
}

/// The same as participles: their subject is that of the sentence.
#[rustfmt::skip]
pub(crate) const SPEAKING: &[&str] = &[
    "accusing", "acknowledging", "adding", "admitting", "alleging", "announcing",
    "arguing", "asking", "asserting", "blasting", "branding", "calling", "cautioning",
    "claiming", "concluding", "condemning", "confirming", "criticising", "criticizing",
    "declaring", "deeming", "denouncing", "denying", "describing", "dubbing",
    "explaining", "hailing", "insisting", "labelling", "lamenting", "likening", "noting",
    "pointing", "posting", "praising", "predicting", "proclaiming", "promising",
    "reading", "recalling", "remarking", "replying", "saying", "slamming", "stating",
    "stressing", "suggesting", "telling", "terming", "thinking", "tweeting", "urging",
    "warning", "writing",
];

/// Verbs of speech that are no common noun: by themselves they show that somebody vouches.
#[rustfmt::skip]
pub(crate) const VOUCHING: &[&str] = &[
    "acknowledged", "added", "adds", "admits", "admitted", "alleges", "announced",
    "announces", "argue", "argued", "argues", "asserted", "asserts", "believes",
    "cautioned", "claimed", "commented", "complained", "conceded", "concluded",
    "concludes", "confirmed", "confirms", "declared", "declares", "emphasised",
    "emphasized", "explained", "explains", "insist", "insisted", "insists", "maintained",
    "maintains", "predicted", "recalled", "reiterated", "remarked", "replied", "reported",
    "responded", "revealed", "said", "say", "saying", "says", "stated", "stressed",
    "stresses", "suggested", "suggests", "tells", "testified", "told", "tweeted",
    "warned", "warning", "warns", "writes", "wrote",
];

/// Auxiliaries and common irregular verbs: a word of these shows a finite verb.
#[rustfmt::skip]
pub(crate) const AUXILIARY: &[&str] = &[
    "am", "are", "aren't", "be", "been", "being", "can", "can't", "cannot", "could",
    "couldn't", "did", "didn't", "do", "does", "doesn't", "don't", "had", "hadn't", "has",
    "hasn't", "have", "haven't", "is", "isn't", "may", "might", "must", "shall", "should",
    "shouldn't", "was", "wasn't", "were", "weren't", "will", "won't", "would", "wouldn't",
];

/// Pasts that do not end in -ed.
#[rustfmt::skip]
pub(crate) const PAST: &[&str] = &[
    "became", "began", "bought", "broke", "brought", "built", "came", "caught", "chose",
    "cost", "cut", "drew", "drove", "fell", "felt", "fled", "flew", "fought", "found",
    "gave", "got", "grew", "held", "hit", "kept", "knew", "lay", "led", "left", "lost",
    "made", "meant", "met", "paid", "put", "ran", "read", "rose", "said", "sat", "saw",
    "sent", "set", "shot", "shut", "slept", "sold", "spent", "spoke", "spread", "stood",
    "struck", "sued", "swore", "taught", "thought", "threw", "told", "took", "understood",
    "went", "withdrew", "won", "wore", "wrote",
];

/// Pronouns that can speak.
#[rustfmt::skip]
pub(crate) const PRONOUN: &[&str] = &[
    "he", "i", "it", "she", "they", "we", "who", "you",
];

/// Words that open a noun phrase.
#[rustfmt::skip]
pub(crate) const DETERMINER: &[&str] = &[
    "a", "an", "another", "both", "her", "his", "its", "many", "most", "my", "one", "our",
    "several", "some", "that", "the", "their", "these", "this", "those", "two", "your",
];

/// Prepositions and conjunctions.
#[rustfmt::skip]
pub(crate) const LINK: &[&str] = &[
    "about", "above", "across", "after", "against", "although", "among", "and", "around",
    "as", "at", "because", "before", "behind", "below", "between", "but", "by", "despite",
    "during", "following", "for", "from", "if", "in", "including", "into", "like", "near",
    "of", "off", "on", "once", "onto", "or", "out", "over", "per", "since", "so", "than",
    "that", "though", "through", "to", "toward", "towards", "under", "unless", "until",
    "up", "upon", "when", "where", "whereas", "whether", "which", "while", "who", "whose",
    "with", "within", "without",
];

/// Whether the word can be a finite verb, as far as its form tells.
pub(crate) fn is_verb_like(lower: &str) -> bool {
    let has = |table: &[&str]| table.binary_search(&lower).is_ok();
    has(AUXILIARY)
        || has(PAST)
        || has(SPEECH)
        || (lower.len() > 4 && lower.ends_with("ed"))
        || lower.ends_with("n't")
        || ["'s", "'re", "'ve", "'ll", "'d", "'m"].iter().any(|end| lower.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        for table in
            [SPEECH, SPEAKING, VOUCHING, AUXILIARY, PAST, PRONOUN, DETERMINER, LINK]
        {
            for pair in table.windows(2) {
                assert!(pair[0] < pair[1], "{pair:?}");
            }
        }
    }
}
