//! Which lemmas are related, by the meanings that are frequent in both.

use std::collections::BTreeMap;

use crate::form::{CLOSED, Forms};
use crate::lexicon::relation::Relation;
use crate::wordnet::{Pointer, Synset, SynsetId, WordNet};

/// Relations of pairs of lemmas, the higher number first.
pub(crate) type Edges = BTreeMap<(u16, u16), Relation>;

/// A meaning is frequent if it takes this share of what its lemma was tagged for.
const FREQUENT: f64 = 0.10;
/// A meaning is known if it takes this share.
const FAMILIAR: f64 = 0.04;
/// Lemmas tagged fewer times than this are judged by the order of their senses.
const FEW: u32 = 6;
/// A meaning with more kinds than this is too wide for them to be told of it: a person is
/// no help in finding a minister.
const WIDE: usize = 50;

/// How much a meaning counts among those of a lemma.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Use {
    Rare,
    Familiar,
    Frequent,
}

/// Lists all relations.
pub(crate) fn list(wordnet: &WordNet, forms: &Forms) -> Edges {
    let mut list = List { wordnet, forms, edges: Edges::new() };
    for (&id, synset) in &wordnet.synsets {
        list.synonyms(id, synset);
        for pointer in &synset.pointers {
            list.pointer(id, synset, pointer);
        }
    }
    for (&id, synset) in &wordnet.synsets {
        list.indirect(id, synset);
    }
    list.edges
}

struct List<'w> {
    wordnet: &'w WordNet,
    forms: &'w Forms,
    edges: Edges,
}

impl List<'_> {
    /// Notes a relation, unless the pair has a stronger one.
    fn add(&mut self, one: &str, other: &str, relation: Relation) {
        let numbers = &self.forms.numbers;
        let (Some(&one), Some(&other)) = (numbers.get(one), numbers.get(other)) else {
            return;
        };
        if one != other {
            let pair = (one.max(other), one.min(other));
            let edge = self.edges.entry(pair).or_insert(relation);
            *edge = relation.min(*edge);
        }
    }

    /// How much a meaning counts among those of one of its words.
    fn usage(&self, word: &str, synset: SynsetId) -> Use {
        if CLOSED.contains(&word) {
            return Use::Rare;
        }
        let senses = self.wordnet.senses.get(word).map_or(&[][..], Vec::as_slice);
        let Some(sense) = senses.iter().find(|sense| sense.synset == synset) else {
            return Use::Rare;
        };
        let total = self.wordnet.count(word);
        let share = f64::from(sense.count) / f64::from(total.max(1));
        match sense.rank {
            1 | 2 if total < FEW => Use::Frequent,
            _ if share >= FREQUENT => Use::Frequent,
            3 if total < FEW => Use::Familiar,
            _ if share >= FAMILIAR => Use::Familiar,
            _ => Use::Rare,
        }
    }

    /// Words of one meaning that is frequent in one and at least known in the other.
    fn synonyms(&mut self, id: SynsetId, synset: &Synset) {
        for (at, one) in synset.words.iter().enumerate() {
            for other in &synset.words[at + 1..] {
                let (a, b) = (self.usage(one, id), self.usage(other, id));
                if a.max(b) == Use::Frequent && a.min(b) >= Use::Familiar {
                    self.add(one, other, Relation::Synonym);
                }
            }
        }
    }

    fn pointer(&mut self, id: SynsetId, synset: &Synset, pointer: &Pointer) {
        let Some(target) = self.wordnet.synsets.get(&pointer.to) else { return };
        let word = |synset: &Synset, at: usize| {
            at.checked_sub(1).and_then(|at| synset.words.get(at)).cloned()
        };
        let pair = (word(synset, pointer.words.0), word(target, pointer.words.1));
        match (pointer.symbol.as_str(), pair) {
            ("!", (Some(one), Some(other))) => {
                let (a, b) = (self.usage(&one, id), self.usage(&other, pointer.to));
                if a.max(b) == Use::Frequent && a.min(b) >= Use::Familiar {
                    self.add(&one, &other, Relation::Opposite);
                }
            }
            ("+" | "\\" | "<", (Some(one), Some(other))) => {
                self.add(&one, &other, Relation::Derived);
            }
            ("@", _) if kinds(target) > WIDE => {}
            ("@" | "&" | "$" | ">", _) => {
                for one in &synset.words {
                    for other in &target.words {
                        let (a, b) = (self.usage(one, id), self.usage(other, pointer.to));
                        if a.min(b) == Use::Frequent {
                            self.add(one, other, Relation::Kind);
                        }
                    }
                }
            }
            _ => {}
        }
    }

    /// Words of one meaning with the opposite of another word of it, where the meaning is
    /// frequent in all of them.
    fn indirect(&mut self, id: SynsetId, synset: &Synset) {
        for pointer in synset.pointers.iter().filter(|pointer| pointer.symbol == "!") {
            let Some(target) = self.wordnet.synsets.get(&pointer.to) else { continue };
            let other =
                pointer.words.1.checked_sub(1).and_then(|at| target.words.get(at));
            let Some(other) =
                other.filter(|other| self.usage(other, pointer.to) == Use::Frequent)
            else {
                continue;
            };
            for one in &synset.words {
                if self.usage(one, id) == Use::Frequent && !self.alike(one, other) {
                    self.add(one, other, Relation::Opposite);
                }
            }
        }
    }

    /// Whether two words are already known to mean the same or to be of one root.
    fn alike(&self, one: &str, other: &str) -> bool {
        let numbers = &self.forms.numbers;
        let (Some(&one), Some(&other)) = (numbers.get(one), numbers.get(other)) else {
            return false;
        };
        self.edges.contains_key(&(one.max(other), one.min(other)))
    }
}

/// How many kinds a meaning has.
fn kinds(synset: &Synset) -> usize {
    synset.pointers.iter().filter(|pointer| pointer.symbol == "~").count()
}
