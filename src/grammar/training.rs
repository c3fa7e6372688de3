//! Learning the weights from sentences whose tree is known.
//!
//! Averaged perceptrons (Collins, 2002) with a margin. The parser is trained on the tags
//! that a tagger gives which has not seen the sentence, and strays from the right path
//! now and then, so that it knows what to do after a mistake.

use std::rc::Rc;

use rustc_hash::FxHashSet;

use crate::grammar::feature::Bag;
use crate::grammar::learner::{Chance, Learner};
use crate::grammar::lexeme::Lexeme;
use crate::grammar::model::{
    self, CLUSTER_PLACES, HEADER, MAGIC, MOVE_PLACES, MOVES, Model, PLACES, Score, WIDTH,
};
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;
use crate::grammar::tagger;
use crate::grammar::transition::{self, Move, N_RELATIONS, State, takes_part};

/// A word as a person analysed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// The word as written.
    pub form: String,
    /// What sort of word it is.
    pub tag: Tag,
    /// Index of its head in the sentence, `None` for the sentence's own.
    pub head: Option<u32>,
    /// How it hangs on its head.
    pub relation: Relation,
}

/// How large the tables are and how long they are trained.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recipe {
    /// Buckets of the tables for tags, moves and relations: of four features, of two for
    /// moves.
    pub n_buckets: [usize; 3],
    /// How often each sentence is seen.
    pub n_rounds: usize,
    /// By how much, in hundredths of a perceptron's step, the right choice must win.
    pub margins: [i32; 3],
    /// How many models, each with chances of its own, have their weights added up.
    pub n_voices: u64,
    /// Of a hundred features, how many a choice is kept from seeing while it learns, so
    /// that it does not lean on a few rare ones.
    pub dropout: usize,
}

impl Default for Recipe {
    /// What the shipped weights were made by.
    fn default() -> Self {
        Self {
            n_buckets: [4096, 49_152, 4096],
            n_rounds: 12,
            margins: [300, 300, 300],
            n_voices: 2,
            dropout: 15,
        }
    }
}

/// Classes of words: forms, the most frequent first, each with its class (not 0).
pub type Classes = Vec<(String, u16)>;

/// Parts that the sentences are cut into to tag each with a tagger that has not seen it.
const PARTS: usize = 8;

/// Trains on `sentences` and gives the data that `data/grammar.bin` holds.
///
/// # Panics
///
/// Never in practice: counts would have to exceed 32 bits.
#[must_use]
pub fn train(sentences: &[Vec<Known>], classes: &Classes, recipe: Recipe) -> Vec<u8> {
    let clusters = pack_classes(classes);
    let mut data = header([clusters.len() / (4 * CLUSTER_PLACES), 0, 0, 0]);
    data.extend(&clusters);
    let blank = Model::read(&data).expect("the header counts what follows");
    let examples: Vec<Example> =
        sentences.iter().map(|known| Example::new(known, &blank)).collect();

    let all: Vec<&Example> = examples.iter().collect();
    let tags = train_tagger(&all, recipe);
    let guesses = guess_tags(&examples, recipe);
    let (moves, relations) = train_parser(&examples, &guesses, recipe);

    let [n_tags, n_moves, n_relations] = recipe.n_buckets;
    let n_clusters = clusters.len() / (4 * CLUSTER_PLACES);
    let mut data = header([n_clusters, n_tags, n_moves, n_relations]);
    data.extend(clusters);
    data.extend(tags.pack(n_tags));
    data.extend(moves.pack_moves(n_moves));
    data.extend(relations.pack(n_relations));
    data
}

fn header(counts: [usize; 4]) -> Vec<u8> {
    let mut data = MAGIC.to_vec();
    for count in counts {
        data.extend(u32::try_from(count).expect("tables are small").to_le_bytes());
    }
    data.resize(HEADER, 0);
    data
}

/// A table of classes at most 7/8 full, the rarest words left out of full buckets.
fn pack_classes(classes: &Classes) -> Vec<u8> {
    let n_buckets = (classes.len() / 7 + 1).next_power_of_two();
    let mut data = vec![0; n_buckets * 4 * CLUSTER_PLACES];
    for (form, class) in classes {
        let hash = model::hash_of(form.as_bytes());
        let at = model::bucket(hash, n_buckets) * 4 * CLUSTER_PLACES;
        let bucket = &mut data[at..at + 4 * CLUSTER_PLACES];
        let free =
            (0..CLUSTER_PLACES).find(|place| bucket[2 * place..2 * place + 2] == [0, 0]);
        if let Some(place) = free {
            let key = 2 * place;
            let value = key + 2 * CLUSTER_PLACES;
            bucket[key..key + 2].copy_from_slice(&model::check(hash).to_le_bytes());
            bucket[value..value + 2].copy_from_slice(&class.to_le_bytes());
        }
    }
    data
}

/// A sentence ready to learn from.
struct Example {
    words: Vec<Lexeme>,
    tags: Vec<Tag>,
    /// The words that are no marks.
    kept: Vec<usize>,
    /// Heads and relations among the words that are no marks, without crossing arcs.
    heads: Vec<Option<u32>>,
    relations: Vec<Relation>,
}

impl Example {
    fn new(known: &[Known], model: &Model<'_>) -> Self {
        let mut buffer = String::new();
        let words: Vec<Lexeme> = known
            .iter()
            .map(|word| Lexeme::read(&word.form, model.clusters, &mut buffer))
            .collect();
        let kept: Vec<usize> = (0..words.len())
            .filter(|at| takes_part(&words[*at], known[*at].tag))
            .collect();
        let place = |at: usize| kept.binary_search(&at).ok();
        let mut heads: Vec<Option<u32>> = kept
            .iter()
            .map(|at| {
                let mut head = known[*at].head;
                while let Some(above) = head {
                    if let Some(place) = place(above as usize) {
                        return u32::try_from(place).ok();
                    }
                    head = known[above as usize].head;
                }
                None
            })
            .collect();
        untangle(&mut heads);
        Self {
            kept: kept.clone(),
            tags: known.iter().map(|word| word.tag).collect(),
            relations: kept.iter().map(|at| known[*at].relation).collect(),
            words,
            heads,
        }
    }
}

/// Hangs the dependents of crossing arcs on the head of their head, the shortest arc
/// first, until none cross.
fn untangle(heads: &mut [Option<u32>]) {
    while let Some(at) = crossing(heads) {
        heads[at] = heads[at].and_then(|head| heads[head as usize]);
    }
}

fn crossing(heads: &[Option<u32>]) -> Option<usize> {
    let descends = |mut at: usize, head: usize| {
        while at != head {
            match heads[at] {
                Some(above) => at = above as usize,
                None => return false,
            }
        }
        true
    };
    (0..heads.len())
        .filter_map(|at| heads[at].map(|head| (at, head as usize)))
        .filter(|(at, head)| {
            (at.min(head) + 1..*at.max(head)).any(|between| !descends(between, *head))
        })
        .min_by_key(|(at, head)| (at.abs_diff(*head), *at))
        .map(|(at, _)| at)
}

fn train_tagger(examples: &[&Example], recipe: Recipe) -> Learner<WIDTH> {
    let mut kept = None;
    loop {
        let voices = (0..recipe.n_voices)
            .map(|voice| teach_tagger(examples, recipe, voice, kept.clone()));
        let chorus = Learner::chorus(voices);
        if kept.is_some() {
            return chorus;
        }
        kept = Some(Rc::new(chorus.strongest(recipe.n_buckets[0], PLACES)));
    }
}

type Kept = Option<Rc<FxHashSet<u64>>>;

fn teach_tagger(
    examples: &[&Example],
    recipe: Recipe,
    voice: u64,
    kept: Kept,
) -> Learner<WIDTH> {
    let mut learner =
        Learner::new(recipe.margins[0], recipe.dropout, kept, Chance::of(2, voice));
    let mut chance = Chance::of(0, voice);
    let mut bag = Bag::default();
    let mut order: Vec<usize> = (0..examples.len()).collect();
    for _ in 0..recipe.n_rounds {
        chance.shuffle(&mut order);
        for example in order.iter().map(|at| examples[*at]) {
            let mut tags = Vec::with_capacity(example.words.len());
            for (at, gold) in example.tags.iter().enumerate() {
                tagger::features(&example.words, &tags, at, &mut bag);
                let n = Tag::ALL.len();
                let scores =
                    learner.learn(bag.as_slice(), n, |tag| tag == *gold as usize);
                tags.push(tagger::best(&scores));
            }
        }
    }
    learner.finish();
    learner
}

/// Tags each part of the examples with a tagger trained on the others.
fn guess_tags(examples: &[Example], recipe: Recipe) -> Vec<Vec<Tag>> {
    let mut guesses = vec![Vec::new(); examples.len()];
    let mut bag = Bag::default();
    for part in 0..PARTS {
        let others: Vec<&Example> = (0..examples.len())
            .filter(|at| at % PARTS != part)
            .map(|at| &examples[at])
            .collect();
        let learner = train_tagger(&others, recipe);
        for at in (part..examples.len()).step_by(PARTS) {
            tagger::tag(&examples[at].words, &learner, &mut guesses[at], &mut bag);
        }
    }
    guesses
}

type Parsers = (Learner<MOVES>, Learner<WIDTH>);

fn train_parser(examples: &[Example], tags: &[Vec<Tag>], recipe: Recipe) -> Parsers {
    let mut kept = (None, None);
    loop {
        let (mut moves, mut relations) = (Vec::new(), Vec::new());
        for voice in 0..recipe.n_voices {
            let (one, other) = teach_parser(examples, tags, recipe, voice, kept.clone());
            moves.push(one);
            relations.push(other);
        }
        let moves = Learner::chorus(moves.into_iter());
        let relations = Learner::chorus(relations.into_iter());
        if kept.0.is_some() {
            return (moves, relations);
        }
        kept = (
            Some(Rc::new(moves.strongest(recipe.n_buckets[1], MOVE_PLACES))),
            Some(Rc::new(relations.strongest(recipe.n_buckets[2], PLACES))),
        );
    }
}

fn teach_parser(
    examples: &[Example],
    tags: &[Vec<Tag>],
    recipe: Recipe,
    voice: u64,
    kept: (Kept, Kept),
) -> Parsers {
    let [_, margin, relation_margin] = recipe.margins;
    let mut moves = Learner::new(margin, recipe.dropout, kept.0, Chance::of(3, voice));
    let mut relations =
        Learner::new(relation_margin, recipe.dropout, kept.1, Chance::of(4, voice));
    let mut chance = Chance::of(1, voice);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut state = State::default();
    for round in 0..recipe.n_rounds {
        chance.shuffle(&mut order);
        for at in &order {
            let example = &examples[*at];
            state.fill(&example.words, &tags[*at], &example.kept);
            let strays = round > 0;
            learn_tree(&mut state, example, (&mut moves, &mut relations), || {
                strays && chance.below(10) < 9
            });
        }
    }
    moves.finish();
    relations.finish();
    (moves, relations)
}

fn learn_tree(
    state: &mut State,
    example: &Example,
    (moves, relations): (&mut Learner<MOVES>, &mut Learner<WIDTH>),
    mut strays: impl FnMut() -> bool,
) {
    let mut bag = Bag::default();
    while !state.is_done() {
        let step = state.only_move().unwrap_or_else(|| {
            let costs = costs(state, &example.heads);
            let least = costs.iter().flatten().min().copied().unwrap_or(0);
            let is_right = |at: usize| costs[at] == Some(least);
            state.move_features(&mut bag);
            let allowed = |step: Move| state.allows(step);
            let scores = moves.learn_among(
                bag.as_slice(),
                |at| Move::ALL.get(at).is_some_and(|step| allowed(*step)),
                is_right,
            );
            if strays() {
                transition::best(&scores, allowed)
            } else {
                transition::best(&scores, |step| is_right(step as usize))
            }
        });
        let mut relation = Relation::Root;
        if let Some((dependent, head)) = state.arc(step) {
            state.arc_features(dependent, head, &mut bag);
            let gold = example.relations[dependent as usize];
            let scores = if example.heads[dependent as usize] == Some(head) {
                relations
                    .learn(bag.as_slice(), N_RELATIONS, |at| Relation::ALL[at] == gold)
            } else {
                relations.score(bag.as_slice())
            };
            relation = transition::best_relation(&scores);
        }
        state.take(step, relation);
    }
}

/// How many right arcs each move puts out of reach; `None` for moves not allowed.
fn costs(state: &State, heads: &[Option<u32>]) -> [Option<usize>; 3] {
    let next = state.next;
    let top = state.stack.last().copied();
    let below = state.stack.iter().rev().nth(1).copied();
    let rest = || next..u32::try_from(heads.len()).unwrap_or(u32::MAX);
    let head = |at: u32| heads[at as usize];
    Move::ALL.map(|step| {
        if !state.allows(step) {
            return None;
        }
        let top = top.unwrap_or(u32::MAX);
        Some(match step {
            Move::Shift => {
                let dependents = state.stack.iter().filter(|at| head(**at) == Some(next));
                let lost = state.stack.iter().filter(|at| **at != top);
                dependents.count() + lost.filter(|at| head(next) == Some(**at)).count()
            }
            Move::Left => {
                let lost = rest().filter(|at| head(*at) == Some(top)).count();
                let own = head(top).is_some_and(|h| Some(h) == below || h > next);
                lost + usize::from(own)
            }
            Move::Right => {
                let lost = rest().filter(|at| head(*at) == Some(top)).count();
                lost + usize::from(head(top).is_some_and(|h| h >= next))
            }
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::Parser;
    use crate::grammar::judgement::Judgement;

    /// Trains on one sentence and reads it with the weights that this gives.
    #[track_caller]
    fn check(sentence: &[(&str, Tag, Option<u32>, Relation)]) {
        let known: Vec<Known> = sentence
            .iter()
            .map(|(form, tag, head, relation)| Known {
                form: (*form).to_owned(),
                tag: *tag,
                head: *head,
                relation: *relation,
            })
            .collect();
        let recipe =
            Recipe { n_buckets: [512; 3], n_rounds: 8, dropout: 0, ..Recipe::default() };
        let classes = vec![("mill".to_owned(), 7)];
        let data = train(&vec![known.clone(); PARTS], &classes, recipe);
        let mut judgement = Judgement::default();
        judgement.add(&mut Parser::read(&data).unwrap(), &known);
        assert_eq!(judgement.n_tags, known.len());
        assert!(judgement.n_arcs > 0);
        assert_eq!(judgement.n_labelled, judgement.n_arcs);
    }

    #[test]
    fn what_was_learnt_is_read_back() {
        check(&[
            ("She", Tag::Pronoun, Some(1), Relation::Subject),
            ("sold", Tag::Past, None, Relation::Root),
            ("the", Tag::Determiner, Some(3), Relation::Determiner),
            ("mill", Tag::Noun, Some(1), Relation::Object),
            (".", Tag::Punctuation, Some(1), Relation::Punctuation),
        ]);
        check(&[
            ("Mills", Tag::Plural, Some(3), Relation::PassiveSubject),
            ("were", Tag::Auxiliary, Some(3), Relation::PassiveAuxiliary),
            ("never", Tag::Adverb, Some(3), Relation::Adverb),
            ("sold", Tag::Participle, None, Relation::Root),
        ]);
    }
}
