//! Parts of speech.

/// What sort of word a word is: the universal parts of speech, with verbs parted by form,
/// nouns by number, and pronouns and particles by use, because the shape of a sentence
/// hangs on these.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tag {
    /// `old`, `third`.
    Adjective,
    /// `in`, `of`; also the particle of a verb (`set up`).
    Adposition,
    /// `quickly`, `when`.
    Adverb,
    /// `has`, `will`, and `is` before what it equates.
    Auxiliary,
    /// `and`, `but`.
    Coordinator,
    /// `the`, `this`, `no`.
    Determiner,
    /// `yes`, `please`.
    Interjection,
    /// A common noun in the singular.
    Noun,
    /// A common noun in the plural.
    Plural,
    /// `12`, `three`.
    Number,
    /// `to` before a verb.
    To,
    /// `'s` after an owner.
    Possessive,
    /// `not`, `n't`.
    Negator,
    /// `he`, `it`, `someone`.
    Pronoun,
    /// `his`, `their`.
    Owner,
    /// `who`, `which`, and `that` where it stands for a noun before it.
    Relative,
    /// A name.
    Proper,
    /// A mark.
    Punctuation,
    /// `that`, `if`, `because`.
    Subordinator,
    /// `$`, `%`.
    Symbol,
    /// A verb in its base form.
    Base,
    /// A verb in the past.
    Past,
    /// A verb in the present.
    Present,
    /// A verb in `-ing`.
    Gerund,
    /// A past participle.
    Participle,
    /// Anything else.
    #[default]
    Other,
}

impl Tag {
    /// Every tag, in the order in which models number them.
    pub const ALL: [Self; 26] = [
        Self::Adjective,
        Self::Adposition,
        Self::Adverb,
        Self::Auxiliary,
        Self::Coordinator,
        Self::Determiner,
        Self::Interjection,
        Self::Noun,
        Self::Plural,
        Self::Number,
        Self::To,
        Self::Possessive,
        Self::Negator,
        Self::Pronoun,
        Self::Owner,
        Self::Relative,
        Self::Proper,
        Self::Punctuation,
        Self::Subordinator,
        Self::Symbol,
        Self::Base,
        Self::Past,
        Self::Present,
        Self::Gerund,
        Self::Participle,
        Self::Other,
    ];

    /// The universal part of speech (universaldependencies.org/u/pos) it belongs to.
    #[must_use]
    pub const fn universal(self) -> &'static str {
        match self {
            Self::Adjective => "ADJ",
            Self::Adposition => "ADP",
            Self::Adverb => "ADV",
            Self::Auxiliary => "AUX",
            Self::Coordinator => "CCONJ",
            Self::Determiner => "DET",
            Self::Interjection => "INTJ",
            Self::Noun | Self::Plural => "NOUN",
            Self::Number => "NUM",
            Self::To | Self::Possessive | Self::Negator => "PART",
            Self::Pronoun | Self::Owner | Self::Relative => "PRON",
            Self::Proper => "PROPN",
            Self::Punctuation => "PUNCT",
            Self::Subordinator => "SCONJ",
            Self::Symbol => "SYM",
            Self::Base | Self::Past | Self::Present | Self::Gerund | Self::Participle => {
                "VERB"
            }
            Self::Other => "X",
        }
    }

    /// Whether it is a verb other than an auxiliary.
    #[must_use]
    pub const fn is_verb(self) -> bool {
        matches!(
            self,
            Self::Base | Self::Past | Self::Present | Self::Gerund | Self::Participle
        )
    }

    /// Whether it can be the head of a noun phrase.
    #[must_use]
    pub const fn is_nominal(self) -> bool {
        matches!(
            self,
            Self::Noun
                | Self::Plural
                | Self::Proper
                | Self::Pronoun
                | Self::Relative
                | Self::Number
                | Self::Symbol
        )
    }
}
