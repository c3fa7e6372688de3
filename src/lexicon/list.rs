//! Reads `data/relations.txt` at build time.
//!
//! A line is a relation, a colon and lemmas: `same: colour color`, `synonym: probe
//! investigation inquiry`, `kind: kill die`, `opposite: rise climb | fall drop`. Each word
//! has the relation with each other word of the line; of opposites, with each beyond the
//! bar, and words on one side of it are synonyms. What follows `#` is a remark.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use super::relation::Relation;
use super::table::{NONE, Table};

/// Relations of pairs of lemmas, the higher number first.
pub(crate) type Pairs = BTreeMap<(u16, u16), Relation>;

/// Reads a list against the words of `table`; or all that is wrong with it, a line each.
pub(crate) fn read(text: &str, table: &Table<'_>) -> Result<Pairs, String> {
    let mut list = List { table, pairs: Pairs::new(), mistakes: Vec::new() };
    for (at, line) in text.lines().enumerate() {
        let line = line.split('#').next().unwrap_or_default().trim();
        if !line.is_empty() {
            list.line(at + 1, line);
        }
    }
    if list.mistakes.is_empty() {
        Ok(spread(&list.pairs, table))
    } else {
        Err(list.mistakes.join("\n"))
    }
}

struct List<'t> {
    table: &'t Table<'t>,
    pairs: Pairs,
    mistakes: Vec<String>,
}

impl List<'_> {
    fn line(&mut self, at: usize, line: &str) {
        let (relation, words) = line.split_once(':').unwrap_or((line, ""));
        let sides: Vec<Vec<u16>> =
            words.split('|').map(|side| self.lemmas(at, side)).collect();
        match (relation, sides.as_slice()) {
            ("same", [all]) => self.among(all, Relation::SameLemma),
            ("synonym", [all]) => self.among(all, Relation::Synonym),
            ("kind", [all]) => self.among(all, Relation::Kind),
            ("opposite", [one, other]) => {
                self.among(one, Relation::Synonym);
                self.among(other, Relation::Synonym);
                for &a in one {
                    for &b in other {
                        self.add(a, b, Relation::Opposite);
                    }
                }
            }
            _ => self.mistakes.push(format!("line {at}: no such relation: {line}")),
        }
    }

    /// The lemmas of words of a line.
    fn lemmas(&mut self, at: usize, words: &str) -> Vec<u16> {
        let mut lemmas = Vec::new();
        for word in words.split_whitespace() {
            match self.table.find(word.as_bytes()).map(|entry| entry.lemmas[0]) {
                Some(lemma) if lemma != NONE => lemmas.push(lemma),
                _ => self.mistakes.push(format!("line {at}: no such lemma: {word}")),
            }
        }
        lemmas
    }

    fn among(&mut self, lemmas: &[u16], relation: Relation) {
        for (at, &one) in lemmas.iter().enumerate() {
            for &other in &lemmas[at + 1..] {
                self.add(one, other, relation);
            }
        }
    }

    /// Notes a relation; the stronger one, if a pair has two.
    fn add(&mut self, one: u16, other: u16, relation: Relation) {
        if one != other {
            let held = self.pairs.entry((one.max(other), one.min(other)));
            let held = held.or_insert(relation);
            *held = relation.min(*held);
        }
    }
}

/// Endings of those who do a thing.
const AGENTS: [&str; 6] = ["er", "or", "ee", "ent", "ant", "ist"];
/// Endings of the doing of a thing; other derived forms stray too far from what they are
/// made of: `creature`, `droplet`, `closely`, `firmness`, `doctoral`.
const DOINGS: [&str; 22] = [
    "tion", "sion", "ment", "ance", "ence", "oval", "ival", "usal", "issal", "ersal",
    "nial", "awal", "ttal", "sure", "zure", "arture", "ilure", "ing", "th", "ss", "se",
    "ery",
];
/// A derived form begins with this many of the letters of what it is made of.
const STEM: usize = 3;

fn is_agent(word: &str) -> bool {
    AGENTS.iter().any(|ending| word.ends_with(ending)) && !word.ends_with("ment")
}

/// Whether what is said of `root` can be said of `derived`.
fn follows(derived: &str, root: &str) -> bool {
    let alike = derived.bytes().zip(root.bytes()).take_while(|(a, b)| a == b).count();
    let ends = DOINGS.iter().any(|ending| derived.ends_with(ending));
    alike >= STEM && (ends || is_agent(derived))
}

/// The word of each lemma: the shortest of its forms.
fn names<'t>(table: &Table<'t>) -> BTreeMap<u16, &'t str> {
    let mut names: BTreeMap<u16, &str> = BTreeMap::new();
    for (word, entry) in table.entries() {
        let Ok(word) = std::str::from_utf8(word) else { continue };
        let name = names.entry(entry.lemmas[0]).or_insert(word);
        *name = [*name, word].into_iter().min_by_key(|w| (w.len(), *w)).unwrap_or(word);
    }
    names
}

/// The derived forms of each lemma that what is said of it can be said of as well.
fn families(
    table: &Table<'_>,
    names: &BTreeMap<u16, &str>,
) -> BTreeMap<u16, BTreeSet<u16>> {
    let mut families: BTreeMap<u16, BTreeSet<u16>> = BTreeMap::new();
    let mut derive = |root: u16, derived: u16| {
        if let (Some(a), Some(b)) = (names.get(&root), names.get(&derived))
            && follows(b, a)
        {
            families.entry(root).or_default().insert(derived);
        }
    };
    for (one, other, relation) in table.pairs() {
        if relation == Relation::Derived {
            derive(one, other);
            derive(other, one);
        }
    }
    families
}

/// Adds what follows for derived forms: where to approve and to reject are opposites, so
/// are approval and rejection; but a winner is not the opposite of to lose.
fn spread(pairs: &Pairs, table: &Table<'_>) -> Pairs {
    let names = names(table);
    let families = families(table, &names);
    let agent = |lemma: u16| names.get(&lemma).is_some_and(|name| is_agent(name));
    let known: Pairs = table.pairs().map(|(a, b, of)| ((a, b), of)).collect();
    let members = |lemma: u16| {
        let derived = families.get(&lemma).into_iter().flatten().copied();
        derived.chain([lemma]).collect::<Vec<u16>>()
    };
    let mut all = pairs.clone();
    for (&(one, other), &relation) in pairs {
        if !matches!(relation, Relation::Opposite | Relation::Synonym) {
            continue;
        }
        for a in members(one) {
            for b in members(other) {
                let pair = (a.max(b), a.min(b));
                let follows = a != b
                    && agent(a) == agent(b)
                    && !pairs.contains_key(&pair)
                    && known.get(&pair).is_none_or(|&held| held > relation);
                if follows {
                    let held = all.entry(pair).or_insert(relation);
                    *held = relation.min(*held);
                }
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    static WORDS: Table<'static> = Table::new(include_bytes!("../../data/lexicon.bin"));

    #[track_caller]
    fn check(text: &str, one: &str, other: &str, expected: Option<Relation>) {
        let pairs = read(text, &WORDS).unwrap();
        let number = |word: &str| WORDS.find(word.as_bytes()).unwrap().lemmas[0];
        let (one, other) = (number(one), number(other));
        assert_eq!(pairs.get(&(one.max(other), one.min(other))).copied(), expected);
    }

    #[test]
    fn each_word_is_the_opposite_of_each_beyond_the_bar() {
        let text = "opposite: rise climb | fall drop # a remark";
        check(text, "climb", "fall", Some(Relation::Opposite));
        check(text, "fall", "drop", Some(Relation::Synonym));
    }

    #[test]
    fn what_holds_for_words_holds_for_their_doings_and_doers() {
        let text = "opposite: approve | reject\nopposite: buy | sell";
        check(text, "approval", "rejection", Some(Relation::Opposite));
        check(text, "buyer", "seller", Some(Relation::Opposite));
        check(text, "buyer", "sell", None);
    }

    #[test]
    fn all_mistakes_are_told_with_their_lines() {
        let mistakes = read("same: qzxv\n\nalike: the of", &WORDS).unwrap_err();
        let expected =
            "line 1: no such lemma: qzxv\nline 3: no such relation: alike: the of";
        assert_eq!(mistakes, expected);
    }
}
