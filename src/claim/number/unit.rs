//! Currencies and percentages.

use rust_decimal::Decimal;

use crate::claim::token::{Kind, Tokens};

/// What a figure is a figure of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// Money: an ISO 4217 code in lower case; empty for a coin whose country is not told.
    Money(&'static str),
    /// One hundredth of the money.
    Coin(&'static str),
    /// `percent`.
    Percent,
    /// `point`: percentage points.
    Point,
    /// A hundredth of a percentage point.
    BasisPoint,
}

impl Unit {
    /// What the written figure is multiplied by.
    pub(super) fn factor(self) -> Decimal {
        match self {
            Self::Money(_) | Self::Percent | Self::Point => Decimal::ONE,
            Self::Coin(_) | Self::BasisPoint => Decimal::new(1, 2),
        }
    }

    /// The unit as a quantity has it.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Money(code) | Self::Coin(code) => code,
            Self::Percent => "percent",
            Self::Point | Self::BasisPoint => "point",
        }
    }
}

/// Every ISO 4217 code that is read, in lower case; written in capitals in a text.
pub(super) const CODES: &[&str] = &[
    "aed", "ars", "aud", "bdt", "brl", "btc", "cad", "chf", "clp", "cny", "cop", "czk",
    "dkk", "egp", "eur", "gbp", "ghs", "hkd", "huf", "idr", "ils", "inr", "jpy", "kes",
    "krw", "lkr", "mxn", "myr", "ngn", "nok", "nzd", "php", "pkr", "pln", "ron", "rub",
    "sar", "sek", "sgd", "thb", "try", "twd", "uah", "usd", "vnd", "zar",
];

/// The code that the word at `at` is, or stands for: `USD`, `Rs`.
pub(super) fn code(t: &Tokens, at: usize) -> Option<&'static str> {
    match t.written(at) {
        "Rs" | "Rs." => return Some("inr"),
        "RMB" => return Some("cny"),
        _ => {}
    }
    let word = t.word(at);
    let is_capital =
        word.len() == 3 && t.written(at).bytes().all(|b| b.is_ascii_uppercase());
    let found = CODES.binary_search(&word).ok().filter(|_| is_capital)?;
    Some(CODES[found])
}

/// The currency written before a figure at `at`, and where the figure starts.
pub(super) fn before(t: &Tokens, at: usize) -> Option<(&'static str, usize)> {
    if let Some(Kind::Sign(sign)) = Some(t.kind(at)?) {
        return symbol(sign).map(|code| (code, at + 1));
    }
    if t.is(at + 1, '$') && t.glued(at + 1) {
        return Some((dollar(t.word(at))?, at + 2));
    }
    let code = code(t, at)?;
    let stop = usize::from(t.written(at) == "Rs" && t.is(at + 1, '.'));
    Some((code, at + 1 + stop))
}

const fn symbol(sign: char) -> Option<&'static str> {
    Some(match sign {
        '$' | '＄' => "usd",
        '£' | '￡' => "gbp",
        '€' => "eur",
        '¥' | '￥' => "jpy",
        '₹' => "inr",
        '₩' => "krw",
        '₽' => "rub",
        '₺' => "try",
        '₪' => "ils",
        '₦' => "ngn",
        '₴' => "uah",
        '₱' => "php",
        '฿' => "thb",
        '₫' => "vnd",
        '₿' => "btc",
        _ => return None,
    })
}

/// Whose dollar, by the letters before its sign.
fn dollar(letters: &str) -> Option<&'static str> {
    Some(match letters {
        "us" | "u" => "usd",
        "a" | "au" | "aus" => "aud",
        "c" | "ca" | "can" => "cad",
        "nz" => "nzd",
        "hk" => "hkd",
        "s" | "sg" => "sgd",
        "nt" => "twd",
        "r" => "brl",
        "mx" => "mxn",
        _ => return None,
    })
}

/// The unit written after a figure, at `at`, and where it ends.
pub(super) fn after(t: &Tokens, at: usize) -> Option<(Unit, usize)> {
    if t.is(at, '%') {
        let points = (t.word(at + 1), t.word(at + 2));
        return Some(match points {
            ("point" | "points", _) => (Unit::Point, at + 2),
            _ => (Unit::Percent, at + 1),
        });
    }
    if let Some(Kind::Sign(sign)) = t.kind(at) {
        return match sign {
            '¢' => Some((Unit::Coin(""), at + 1)),
            '-' if t.joins(at, '-') => word_unit(t, at + 1),
            '€' | '£' | '$' | '₩' | '¥' | '₹' | '₽' | '₺'
                if t.digits(at + 1).is_empty() || !t.glued(at + 1) =>
            {
                symbol(sign).map(|code| (Unit::Money(code), at + 1))
            }
            _ => None,
        };
    }
    word_unit(t, at)
}

/// Whether the letters at `at`, written against a figure, are its unit.
pub(super) fn follows(t: &Tokens, at: usize) -> bool {
    word_unit(t, at).is_some()
}

/// Whether a currency stands on either side of the figure from `first` to `past`.
pub(super) fn is_sum(t: &Tokens, first: usize, past: usize) -> bool {
    before(t, first.wrapping_sub(1)).is_some()
        || matches!(after(t, past), Some((Unit::Money(_), _)))
}

fn word_unit(t: &Tokens, at: usize) -> Option<(Unit, usize)> {
    let next = t.word(at + 1);
    let found = match t.word(at) {
        "" => return None,
        "percent" | "pct" => percent(t, at + 1),
        "per" if matches!(next, "cent" | "cents") => percent(t, at + 2),
        "pc" if t.written(at) == "pc" => percent(t, at + 1),
        "percentage" if matches!(next, "point" | "points") => (Unit::Point, at + 2),
        "percentage" => (Unit::Percent, at + 1),
        "pp" | "ppts" => (Unit::Point, at + 1),
        "basis" if matches!(next, "point" | "points") => (Unit::BasisPoint, at + 2),
        "bps" => (Unit::BasisPoint, at + 1),
        "p" if t.glued(at) => (Unit::Coin("gbp"), at + 1),
        "c" if t.glued(at) => (Unit::Coin(""), at + 1),
        "pence" | "penny" => (Unit::Coin("gbp"), at + 1),
        "cent" | "cents" => (Unit::Coin(""), at + 1),
        _ => return money(t, at),
    };
    Some(found)
}

/// `percent`, unless `points` follow.
fn percent(t: &Tokens, at: usize) -> (Unit, usize) {
    if matches!(t.word(at), "point" | "points") {
        return (Unit::Point, at + 1);
    }
    (Unit::Percent, at)
}

/// `euros`, `US dollars`, `EUR`.
fn money(t: &Tokens, at: usize) -> Option<(Unit, usize)> {
    if let Some(code) = code(t, at) {
        return Some((Unit::Money(code), at + 1));
    }
    if let Some(code) = named(t.word(at)) {
        return Some((Unit::Money(code), at + 1));
    }
    // `50,000 won` before a verb's object is a win.
    if t.word(at) == "won"
        && matches!(t.word(at + 1), "" | "and" | "for" | "from" | "or" | "per" | "to")
    {
        return Some((Unit::Money("krw"), at + 1));
    }
    let (land, at) = match (t.word(at), t.word(at + 1)) {
        ("hong", "kong") => ("hong kong", at + 2),
        ("new", "zealand") => ("new zealand", at + 2),
        ("u", _) if t.is(at + 1, '.') && t.word(at + 2) == "s" => {
            ("us", at + 3 + usize::from(t.is(at + 3, '.')))
        }
        (land, _) => (land, at + 1),
    };
    of_land(land, t.word(at)).map(|code| (Unit::Money(code), at + 1))
}

/// A currency by its name alone, as the country best known for it has it.
fn named(word: &str) -> Option<&'static str> {
    Some(match word {
        "dollar" | "dollars" | "buck" | "bucks" => "usd",
        "pound" | "pounds" | "sterling" | "quid" => "gbp",
        "euro" | "euros" => "eur",
        "yen" => "jpy",
        "yuan" | "renminbi" => "cny",
        "rupee" | "rupees" => "inr",
        "rouble" | "roubles" | "ruble" | "rubles" => "rub",
        "rand" => "zar",
        "reais" => "brl",
        "shekel" | "shekels" => "ils",
        "naira" => "ngn",
        "baht" => "thb",
        "rupiah" => "idr",
        "ringgit" => "myr",
        "zloty" | "zlotys" => "pln",
        "forint" | "forints" => "huf",
        "hryvnia" | "hryvnias" => "uah",
        "taka" => "bdt",
        "lira" | "liras" => "try",
        "bitcoin" | "bitcoins" => "btc",
        // Their country is not told, and so neither is the code.
        "krona" | "kronor" | "krone" | "kroner" | "franc" | "francs" | "peso"
        | "pesos" | "dirhams" => "",
        _ => return None,
    })
}

fn of_land(land: &str, name: &str) -> Option<&'static str> {
    Some(match (land, name) {
        ("us" | "american", "dollar" | "dollars") => "usd",
        ("australian", "dollar" | "dollars") => "aud",
        ("canadian", "dollar" | "dollars") => "cad",
        ("hong kong", "dollar" | "dollars") => "hkd",
        ("new zealand", "dollar" | "dollars") => "nzd",
        ("singapore", "dollar" | "dollars") => "sgd",
        ("taiwan", "dollar" | "dollars") => "twd",
        ("british", "pound" | "pounds") => "gbp",
        ("egyptian", "pound" | "pounds") => "egp",
        ("swiss", "franc" | "francs") => "chf",
        ("swedish", "krona" | "kronor") => "sek",
        ("norwegian", "krone" | "kroner") => "nok",
        ("danish", "krone" | "kroner") => "dkk",
        ("mexican", "peso" | "pesos") => "mxn",
        ("argentine", "peso" | "pesos") => "ars",
        ("philippine", "peso" | "pesos") => "php",
        ("pakistani", "rupee" | "rupees") => "pkr",
        ("indian", "rupee" | "rupees") => "inr",
        ("japanese", "yen") => "jpy",
        ("chinese", "yuan") => "cny",
        ("korean", "won") => "krw",
        ("turkish", "lira") => "try",
        ("russian", "rubles" | "roubles") => "rub",
        ("saudi", "riyals") => "sar",
        _ => return None,
    })
}
