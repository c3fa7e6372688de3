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
        let family = family(table);
        let known: Pairs = table.pairs().map(|(a, b, of)| ((a, b), of)).collect();
        Ok(spread(list.pairs, &family, &known))
    } else {
        Err(list.mistakes.join("\n"))
    }
}

/// A lemma, and whether it names who does a thing rather than the thing.
type Member = (u16, bool);

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

/// Each lemma's derived forms.
fn family(table: &Table<'_>) -> BTreeMap<u16, BTreeSet<Member>> {
    let mut agents = BTreeSet::new();
    for (word, entry) in table.entries() {
        let named = [&b"er"[..], b"or", b"ee", b"ent", b"ant", b"ist"];
        if named.iter().any(|ending| word.ends_with(ending)) && !word.ends_with(b"ment") {
            agents.insert(entry.lemmas[0]);
        }
    }
    let mut family: BTreeMap<u16, BTreeSet<Member>> = BTreeMap::new();
    for (one, other, relation) in table.pairs() {
        if relation == Relation::Derived {
            family.entry(one).or_default().insert((other, agents.contains(&other)));
            family.entry(other).or_default().insert((one, agents.contains(&one)));
        }
    }
    family
}

/// Adds what follows for derived forms: where to approve and to reject are opposites, so
/// are approval and rejection; an approver is none of a rejection.
fn spread(
    pairs: Pairs,
    family: &BTreeMap<u16, BTreeSet<Member>>,
    known: &Pairs,
) -> Pairs {
    let mut all = pairs.clone();
    let members = |lemma: u16| {
        let derived = family.get(&lemma).into_iter().flatten().copied();
        derived.chain([(lemma, false)]).collect::<Vec<Member>>()
    };
    for (&(one, other), &relation) in &pairs {
        if !matches!(relation, Relation::Opposite | Relation::Synonym) {
            continue;
        }
        for (a, a_agent) in members(one) {
            for (b, b_agent) in members(other) {
                let pair = (a.max(b), a.min(b));
                if a != b
                    && a_agent == b_agent
                    && known.get(&pair).is_none_or(|&held| held > relation)
                {
                    let held = all.entry(pair).or_insert(relation);
                    if !pairs.contains_key(&pair) {
                        *held = relation.min(*held);
                    }
                }
            }
        }
    }
    all
}
