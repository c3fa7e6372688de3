//! How two words can be related, and the number each relation has in the packed tables.

/// How one word is related to another, strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// Forms or spellings of one word: `fell`, `falling`; `colour`, `color`.
    SameLemma,
    /// One excludes the other or turns it round: `rose`, `fell`; `buyer`, `seller`.
    Opposite,
    /// One is made of the other: `resigned`, `resignation`; `France`, `French`.
    Derived,
    /// Either may stand for the other in a frequent sense of both: `firm`, `company`.
    Synonym,
    /// One is a kind of the other, or brings it about: `bought`, `acquired`; `killed`,
    /// `died`.
    Kind,
}

impl Relation {
    /// All relations, strongest first.
    pub const ALL: [Self; 5] =
        [Self::SameLemma, Self::Opposite, Self::Derived, Self::Synonym, Self::Kind];

    /// The number that stands for it in a table.
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::SameLemma => 0,
            Self::Opposite => 1,
            Self::Derived => 2,
            Self::Synonym => 3,
            Self::Kind => 4,
        }
    }

    /// The relation that a number stands for.
    #[must_use]
    pub const fn of_code(code: u8) -> Option<Self> {
        match code {
            0 => Some(Self::SameLemma),
            1 => Some(Self::Opposite),
            2 => Some(Self::Derived),
            3 => Some(Self::Synonym),
            4 => Some(Self::Kind),
            _ => None,
        }
    }
}
