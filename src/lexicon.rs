//! What words mean to one another: forms of one lemma, opposites, near-synonyms, how rare
//! a word is, and how like two are in use.
//!
//! All of it comes with the program as tables that are read where they lie. They are made
//! of `WordNet` and of published word vectors by `examples/pack_lexicon`, and of the list
//! `data/relations.txt`, which is our own and stands above the others; `data/README.md`
//! tells what is from where. Words are taken as [`crate::text::fold`] leaves them.
//!
//! A relation holds for some frequent meaning of both words, not for the meaning that a
//! sentence gives them: `left` is the opposite of `right` and a form of `leave`.

mod form;
mod kin;
#[cfg(test)]
mod list;
#[expect(dead_code, reason = "the packing uses more of it")]
mod rarity;
mod relation;
#[expect(dead_code, reason = "the build uses more of it")]
mod table;
mod vector;

use std::sync::LazyLock;

use self::kin::Kin;
use self::table::{Entry, NONE, Table};

pub use self::rarity::UNKNOWN;
pub use self::relation::Relation;

static WORDS: Table<'static> = Table::new(include_bytes!("../data/lexicon.bin"));
static VECTORS: &[u8] = include_bytes!("../data/vectors.bin");
/// The length of each vector, made at first use: it is two thirds of the work for a cosine.
static LENGTHS: LazyLock<Vec<f32>> =
    LazyLock::new(|| (0..NONE).map_while(|row| vector::length(VECTORS, row)).collect());

include!(concat!(env!("OUT_DIR"), "/relations.rs"));

/// A word of the lexicon, or the lemma of one that is not listed itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    entry: Entry,
    kin: Kin,
}

/// Looks up a folded word, whatever its ending: `xylophones` is found as `xylophone`,
/// `minister's` as `minister`. Figures, and names that were rare in 2014, are not found.
///
/// # Examples
///
/// ```
/// use veracite::lexicon::{Relation, lookup};
///
/// let (rose, fell) = (lookup("rose").unwrap(), lookup("fell").unwrap());
/// assert_eq!(rose.relation(fell), Some(Relation::Opposite));
/// ```
#[must_use]
pub fn lookup(folded_word: &str) -> Option<Word> {
    let entry = form::find(&WORDS, folded_word.as_bytes())?;
    Some(Word { entry, kin: Kin::of(lemmas(&entry)) })
}

/// How rare a folded word is: -ln of its share of all words of Wikipedia and newswire,
/// from 3.5 (`the`) to 17.4; [`UNKNOWN`] for a word that is not there. Figures are not.
#[must_use]
pub fn rarity(folded_word: &str) -> f32 {
    lookup(folded_word).map_or(UNKNOWN, Word::rarity)
}

impl Word {
    /// How two words are related: by the strongest relation of any two of their lemmas,
    /// those of our own list before those of `WordNet`.
    #[must_use]
    pub fn relation(self, other: Self) -> Option<Relation> {
        if self.entry.at == other.entry.at {
            return Some(Relation::SameLemma);
        }
        if !self.kin.may_be_of(other.kin) {
            return None;
        }
        let mut best: Option<Relation> = None;
        for one in lemmas(&self.entry) {
            for two in lemmas(&other.entry) {
                let relation = between(one, two);
                best = best.into_iter().chain(relation).min();
            }
        }
        best
    }

    /// How like two words are in use, as a cosine from -1 to 1; `None` if one of them is
    /// not among the most frequent 25,000. Opposites are alike in use: this tells what
    /// words are about, never that one may stand for the other.
    #[must_use]
    pub fn similarity(self, other: Self) -> Option<f32> {
        let rows = [self.entry.vector, other.entry.vector];
        let [Some(&one), Some(&other)] = rows.map(|row| LENGTHS.get(usize::from(row)))
        else {
            return None;
        };
        vector::cosine(VECTORS, rows, [one, other])
    }

    /// How rare it is, as [`rarity()`] tells.
    #[must_use]
    pub fn rarity(self) -> f32 {
        rarity::unpack(self.entry.rarity)
    }
}

fn lemmas(entry: &Entry) -> impl Iterator<Item = u16> {
    entry.lemmas.into_iter().take_while(|&lemma| lemma != NONE)
}

/// Every pair of related lemmas: our own list, then `WordNet`.
fn pairs() -> impl Iterator<Item = (u16, u16)> {
    let own = RELATIONS.iter().map(|&(high, low, _)| (high, low));
    own.chain(WORDS.pairs().map(|(high, low, _)| (high, low)))
}

/// How two lemmas are related.
fn between(one: u16, two: u16) -> Option<Relation> {
    if one == two {
        return Some(Relation::SameLemma);
    }
    let pair = (one.max(two), one.min(two));
    match RELATIONS.binary_search_by_key(&pair, |&(high, low, _)| (high, low)) {
        Ok(at) => RELATIONS.get(at).map(|&(_, _, relation)| relation),
        Err(_) => WORDS.relation(one, two),
    }
}

#[cfg(test)]
mod tests {
    use super::Relation::{Derived, Kind, Opposite, SameLemma, Synonym};
    use super::*;

    #[track_caller]
    fn relation(one: &str, other: &str) -> Option<Relation> {
        let word = |word| lookup(word).unwrap_or_else(|| panic!("{word} is not found"));
        let found = word(one).relation(word(other));
        assert_eq!(word(other).relation(word(one)), found, "{other}, {one}");
        found
    }

    #[track_caller]
    fn check(relation_of: Relation, pairs: &[(&str, &str)]) {
        for (one, other) in pairs {
            assert_eq!(relation(one, other), Some(relation_of), "{one}, {other}");
        }
    }

    #[test]
    fn forms_and_spellings_are_of_one_lemma() {
        check(
            SameLemma,
            &[
                ("children", "child"),
                ("fell", "falling"),
                ("said", "says"),
                ("bought", "buys"),
                ("colour", "colors"),
                ("defence", "defenses"),
                ("organised", "organizing"),
                ("minister's", "ministers"),
                ("xylophones", "xylophone"),
                ("cities", "city"),
                ("women", "woman"),
                ("was", "were"),
                ("criticised", "criticized"),
            ],
        );
    }

    #[test]
    fn opposites_are_seen_in_any_form() {
        check(
            Opposite,
            &[
                ("rise", "fell"),
                ("soared", "plunging"),
                ("won", "lost"),
                ("gains", "losses"),
                ("more", "fewer"),
                ("before", "after"),
                ("increased", "cuts"),
                ("approved", "rejected"),
                ("approval", "rejection"),
                ("confirmed", "denies"),
                ("opened", "closing"),
                ("hired", "fired"),
                ("acquitted", "convicted"),
                ("buyers", "sellers"),
                ("north", "south"),
                ("lifted", "imposed"),
                ("older", "younger"),
                ("best", "worst"),
                ("guilty", "innocent"),
                ("employers", "employees"),
                ("legal", "illegal"),
            ],
        );
    }

    #[test]
    fn a_word_and_what_is_made_of_it_are_derived() {
        check(
            Derived,
            &[
                ("resigned", "resignation"),
                ("defend", "defence"),
                ("investigate", "investigator"),
                ("italian", "italy"),
                ("quickly", "quick"),
                ("dies", "death"),
            ],
        );
    }

    #[test]
    fn near_synonyms_may_stand_for_each_other() {
        check(
            Synonym,
            &[
                ("said", "told"),
                ("lorries", "truck"),
                ("firm", "companies"),
                ("probes", "investigation"),
                ("sacked", "dismissed"),
                ("bought", "purchased"),
                ("french", "france"),
            ],
        );
    }

    #[test]
    fn kinds_and_what_they_bring_about() {
        check(Kind, &[("killed", "died"), ("ferries", "vessel")]);
        assert!(matches!(relation("acquired", "bought"), Some(Synonym | Kind)));
    }

    #[test]
    fn words_of_one_field_are_not_related() {
        for (one, other) in [
            ("table", "car"),
            ("minister", "person"),
            ("doctor", "lawyer"),
            ("tuesday", "friday"),
            ("in", "india"),
            ("us", "uk"),
            ("obama", "clinton"),
            ("news", "new"),
            ("number", "numb"),
            ("winner", "lost"),
            ("april", "march"),
            ("red", "blue"),
        ] {
            assert_eq!(relation(one, other), None, "{one}, {other}");
        }
    }

    #[test]
    fn what_is_no_word_is_not_found() {
        for text in ["", "'", "1,500", "qzxv", "'s", "x".repeat(99).as_str()] {
            assert_eq!(lookup(text), None, "{text}");
        }
    }

    #[test]
    fn contractions_are_found_by_their_first_part() {
        assert_eq!(lookup("didn't"), lookup("did"));
        assert_eq!(lookup("they've"), lookup("they"));
    }

    #[test]
    fn rarity_grows_from_common_to_unknown() {
        let words = ["the", "said", "minister", "harbour", "xylophone", "qzxv"];
        let rarities = words.map(rarity);
        assert!(rarities.is_sorted_by(|a, b| a < b), "{rarities:?}");
        assert!(rarities[0] > 2.5 && rarities[5] >= UNKNOWN);
    }

    #[test]
    fn words_of_like_use_are_similar() {
        let likeness = |one: &str, other: &str| {
            lookup(one).unwrap().similarity(lookup(other).unwrap()).unwrap()
        };
        for (near, far) in [
            (("doctor", "hospital"), ("doctor", "tariff")),
            (("ferry", "boat"), ("ferry", "senate")),
            (("election", "voters"), ("election", "kitchen")),
        ] {
            assert!(likeness(near.0, near.1) > likeness(far.0, far.1) + 0.2, "{near:?}");
        }
        assert!(likeness("court", "court") > 0.999);
    }

    #[test]
    fn every_entry_can_be_read() {
        let (mut words, mut rows) = (0, 0);
        for (text, entry) in WORDS.entries() {
            assert_eq!(WORDS.find(text), Some(entry), "{text:?}");
            assert!(rarity::unpack(entry.rarity) < UNKNOWN);
            words += 1;
            if entry.vector != NONE {
                assert!(LENGTHS[usize::from(entry.vector)] > 0.0);
                rows += 1;
            }
        }
        assert!(words > 50_000 && rows == VECTORS.len() / vector::DIMENSIONS, "{rows}");
        let mut pairs = 0;
        for (high, low, relation) in WORDS.pairs() {
            assert_eq!(WORDS.relation(low, high), Some(relation));
            assert!(high > low);
            pairs += 1;
        }
        assert!(pairs > 50_000);
        for (high, low) in super::pairs() {
            let [one, other] = [high, low].map(|lemma| Kin::of([lemma].into_iter()));
            assert!(one.may_be_of(other) && other.may_be_of(one), "{high}, {low}");
        }
        assert!(RELATIONS.is_sorted_by_key(|&(high, low, _)| (high, low)));
    }
}

#[cfg(test)]
mod properties {
    use proptest::prelude::*;

    use super::*;

    static BYTES: &[u8] = include_bytes!("../data/lexicon.bin");

    proptest! {
        #[test]
        fn no_text_is_too_odd(one in "\\PC{0,40}", other in "[a-z']{0,12}") {
            let (a, b) = (lookup(&one), lookup(&other));
            if let (Some(a), Some(b)) = (a, b) {
                prop_assert_eq!(a.relation(b), b.relation(a));
                prop_assert_eq!(a.similarity(b), b.similarity(a));
            }
            prop_assert!((2.0..=UNKNOWN).contains(&rarity(&one)));
        }

        #[test]
        fn a_damaged_file_is_read_without_harm(
            damage in prop::collection::vec((0..60_000_usize, any::<u8>()), 1..40),
            header in prop::collection::vec((0..20_usize, any::<u8>()), 0..2),
            length in 0..BYTES.len(),
        ) {
            let mut bytes = BYTES.to_vec();
            for (at, byte) in damage.into_iter().chain(header) {
                bytes[at] = byte;
            }
            bytes.truncate(length.max(60_000));
            let table = Table::new(&bytes);
            for word in ["said", "the", "children", "rising", "qzxv"] {
                let _ = form::find(&table, word.as_bytes());
            }
            for lemma in [0, 1, 500, 40_000, NONE] {
                let _ = table.relation(lemma, 7);
            }
        }
    }
}
