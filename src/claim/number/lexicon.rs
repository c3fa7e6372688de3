//! Number words.

/// What a word is in a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lex {
    /// `zero` to `nine`.
    Unit(u64),
    /// `ten` to `nineteen`.
    Teen(u64),
    /// `twenty` to `ninety`.
    Tens(u64),
    /// `hundred`.
    Hundred,
    /// `thousand`, `million`, `lakh`, …
    Scale(u64),
    /// `dozen`.
    Dozen,
    /// `first`, `twentieth`, `hundredth`.
    Nth(u64),
    /// `halves`, `thirds`, `quarters`: so many parts make the whole.
    Parts(u64),
    /// `half`.
    Half,
    /// `quarter`.
    Quarter,
}

/// Longest word in the tables below.
const LONGEST: usize = 12;

/// What `word` (lower case) is in a number.
pub(super) fn look_up(word: &str) -> Option<Lex> {
    if word.len() < 3 || word.len() > LONGEST {
        return None;
    }
    cardinal(word).or_else(|| ordinal(word).map(Lex::Nth)).or_else(|| parts(word))
}

fn cardinal(word: &str) -> Option<Lex> {
    Some(match word {
        "zero" => Lex::Unit(0),
        "one" => Lex::Unit(1),
        "two" => Lex::Unit(2),
        "three" => Lex::Unit(3),
        "four" => Lex::Unit(4),
        "five" => Lex::Unit(5),
        "six" => Lex::Unit(6),
        "seven" => Lex::Unit(7),
        "eight" => Lex::Unit(8),
        "nine" => Lex::Unit(9),
        "ten" => Lex::Teen(10),
        "eleven" => Lex::Teen(11),
        "twelve" => Lex::Teen(12),
        "thirteen" => Lex::Teen(13),
        "fourteen" => Lex::Teen(14),
        "fifteen" => Lex::Teen(15),
        "sixteen" => Lex::Teen(16),
        "seventeen" => Lex::Teen(17),
        "eighteen" => Lex::Teen(18),
        "nineteen" => Lex::Teen(19),
        "twenty" => Lex::Tens(20),
        "thirty" => Lex::Tens(30),
        "forty" | "fourty" => Lex::Tens(40),
        "fifty" => Lex::Tens(50),
        "sixty" => Lex::Tens(60),
        "seventy" => Lex::Tens(70),
        "eighty" => Lex::Tens(80),
        "ninety" => Lex::Tens(90),
        "hundred" => Lex::Hundred,
        "dozen" => Lex::Dozen,
        _ => return scale(word).map(Lex::Scale),
    })
}

/// What a scale word multiplies by.
pub(super) fn scale(word: &str) -> Option<u64> {
    Some(match word {
        "thousand" => 1_000,
        "lakh" => 100_000,
        "million" => 1_000_000,
        "crore" => 10_000_000,
        "billion" => 1_000_000_000,
        "trillion" => 1_000_000_000_000,
        "quadrillion" => 1_000_000_000_000_000,
        _ => return None,
    })
}

/// What a scale letter written after digits multiplies by: `5m`, `1.5bn`, `20k`.
pub(super) fn scale_letter(letters: &str) -> Option<u64> {
    Some(match letters {
        "k" => 1_000,
        "m" | "mn" | "mln" | "mio" | "mm" => 1_000_000,
        "b" | "bn" | "bln" => 1_000_000_000,
        "t" | "tln" | "tn" | "trn" => 1_000_000_000_000,
        _ => return None,
    })
}

/// The place an ordinal word names.
pub(super) fn ordinal(word: &str) -> Option<u64> {
    Some(match word {
        "first" => 1,
        "second" => 2,
        "third" => 3,
        "fourth" => 4,
        "fifth" => 5,
        "sixth" => 6,
        "seventh" => 7,
        "eighth" => 8,
        "ninth" => 9,
        "tenth" => 10,
        "eleventh" => 11,
        "twelfth" => 12,
        "thirteenth" => 13,
        "fourteenth" => 14,
        "fifteenth" => 15,
        "sixteenth" => 16,
        "seventeenth" => 17,
        "eighteenth" => 18,
        "nineteenth" => 19,
        "twentieth" => 20,
        "thirtieth" => 30,
        "fortieth" => 40,
        "fiftieth" => 50,
        "sixtieth" => 60,
        "seventieth" => 70,
        "eightieth" => 80,
        "ninetieth" => 90,
        "hundredth" => 100,
        "thousandth" => 1_000,
        "millionth" => 1_000_000,
        "billionth" => 1_000_000_000,
        "trillionth" => 1_000_000_000_000,
        _ => return None,
    })
}

fn parts(word: &str) -> Option<Lex> {
    Some(match word {
        "half" | "halved" | "halving" => Lex::Half,
        "halves" => Lex::Parts(2),
        "quarter" => Lex::Quarter,
        "quarters" => Lex::Parts(4),
        // A count of seconds is a time.
        "seconds" => return None,
        _ => Lex::Parts(ordinal(word.strip_suffix('s')?)?),
    })
}

/// The multiple a verb or adverb tells: `twice`, `tripled`, `tenfold`.
pub(super) fn multiple(word: &str) -> Option<u64> {
    Some(match word {
        "twice" | "double" | "doubled" | "doubling" | "doubles" | "twofold" => 2,
        "thrice" | "triple" | "tripled" | "tripling" | "treble" | "trebled"
        | "threefold" => 3,
        "quadruple" | "quadrupled" | "fourfold" => 4,
        "quintupled" | "fivefold" => 5,
        "sixfold" => 6,
        "sevenfold" => 7,
        "eightfold" => 8,
        "tenfold" => 10,
        "hundredfold" => 100,
        _ => return None,
    })
}

/// The scale that a plural tells without a count: `dozens`, `thousands`.
pub(super) fn vague(word: &str) -> Option<u64> {
    Some(match word {
        "tens" => 10,
        "dozens" => 12,
        "scores" => 20,
        "hundreds" => 100,
        _ => scale(word.strip_suffix('s')?)?,
    })
}
