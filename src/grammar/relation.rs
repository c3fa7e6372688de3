//! How a word hangs on its head.

/// The relation of a word to its head: those of Universal Dependencies
/// (universaldependencies.org/u/dep), with the ones that a comparison of statements does
/// not tell apart put together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// Subject (`nsubj`).
    Subject,
    /// Subject of a passive (`nsubj:pass`).
    PassiveSubject,
    /// A clause as subject (`csubj`).
    ClauseSubject,
    /// Direct object (`obj`).
    Object,
    /// Indirect object without preposition (`iobj`).
    Recipient,
    /// A noun, mostly with its preposition, under a verb (`obl`).
    Oblique,
    /// `by` whom a passive is done (`obl:agent`).
    Agent,
    /// Auxiliary (`aux`).
    Auxiliary,
    /// Auxiliary of a passive (`aux:pass`).
    PassiveAuxiliary,
    /// The verb that links a subject to a noun or adjective (`cop`).
    Copula,
    /// A word that denies its head: `not`, `never`, `no`.
    Negation,
    /// Adverb (`advmod`).
    Adverb,
    /// Adjective (`amod`).
    Adjective,
    /// A noun, mostly with its preposition, under a noun (`nmod`).
    Nominal,
    /// Owner (`nmod:poss`).
    Possessive,
    /// Number (`nummod`).
    Number,
    /// A noun before the noun it belongs to, or a title before a name (`compound`).
    Compound,
    /// A further word of a name (`flat`).
    Flat,
    /// Particle of a verb (`compound:prt`).
    Particle,
    /// Another name for its head (`appos`).
    Apposition,
    /// A further member of a list, under the first (`conj`).
    Conjunct,
    /// `and`, `or` (`cc`).
    Coordinator,
    /// `that`, `if`, `to` of a clause (`mark`).
    Mark,
    /// Preposition, or possessive `'s` (`case`).
    Case,
    /// Article (`det`).
    Determiner,
    /// A clause as object (`ccomp`).
    Complement,
    /// A clause as object, its subject that of another (`xcomp`).
    OpenComplement,
    /// A clause as adverb (`advcl`).
    AdverbClause,
    /// A clause under a noun, not relative (`acl`).
    NounClause,
    /// Relative clause (`acl:relcl`).
    RelativeClause,
    /// A clause put beside another (`parataxis`).
    Parataxis,
    /// Anything else.
    #[default]
    Other,
    /// A mark (`punct`).
    Punctuation,
    /// The head of a sentence.
    Root,
}

impl Relation {
    /// Every relation, in the order in which models number them; marks, heads of
    /// sentences and denials, which need no model, are left out of the first 31.
    pub const ALL: [Self; 34] = [
        Self::Subject,
        Self::PassiveSubject,
        Self::ClauseSubject,
        Self::Object,
        Self::Recipient,
        Self::Oblique,
        Self::Agent,
        Self::Auxiliary,
        Self::PassiveAuxiliary,
        Self::Copula,
        Self::Adverb,
        Self::Adjective,
        Self::Nominal,
        Self::Possessive,
        Self::Number,
        Self::Compound,
        Self::Flat,
        Self::Particle,
        Self::Apposition,
        Self::Conjunct,
        Self::Coordinator,
        Self::Mark,
        Self::Case,
        Self::Determiner,
        Self::Complement,
        Self::OpenComplement,
        Self::AdverbClause,
        Self::NounClause,
        Self::RelativeClause,
        Self::Parataxis,
        Self::Other,
        Self::Negation,
        Self::Punctuation,
        Self::Root,
    ];

    /// Whether it is the subject of a clause, in any voice.
    #[must_use]
    pub const fn is_subject(self) -> bool {
        matches!(self, Self::Subject | Self::PassiveSubject | Self::ClauseSubject)
    }
}
