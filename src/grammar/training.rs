//! Learning the weights from sentences whose tree is known.
//!
//! Averaged perceptrons (Collins, 2002) with a margin. The parser is trained on the tags
//! that a tagger gives which has not seen the sentence, and strays from the right path
//! now and then, so that it knows what to do after a mistake.

use crate::grammar::learner::{Chance, Learner};
use crate::grammar::lexeme::Lexeme;
use crate::grammar::model::{self, HEADER, MAGIC, MOVES, Model, PLACES, Score, WIDTH};
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
    /// Buckets of eight features for tags, moves and relations.
    pub n_buckets: [usize; 3],
    /// How often each sentence is seen.
    pub n_rounds: usize,
    /// By how much, in hundredths of a perceptron's step, the right choice must win.
    pub margins: [i32; 3],
    /// Of a hundred features, how many a choice is kept from seeing while it learns, so
    /// that it does not lean on a few rare ones.
    pub dropout: usize,
}

impl Default for Recipe {
    /// What the shipped weights were made by.
    fn default() -> Self {
        Self {
            n_buckets: [2048, 12_288, 2048],
            n_rounds: 12,
            margins: [300, 300, 300],
            dropout: 30,
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
    let mut data = header([clusters.len() / (4 * PLACES), 0, 0, 0]);
    data.extend(&clusters);
    for width in [WIDTH, MOVES, WIDTH] {
        data.extend(std::iter::repeat_n(0, width));
    }
    let blank = Model::read(&data).expect("the header counts what follows");
    let examples: Vec<Example> =
        sentences.iter().map(|known| Example::new(known, &blank)).collect();

    let all: Vec<&Example> = examples.iter().collect();
    let tags = train_tagger(&all, recipe);
    let guesses = guess_tags(&examples, recipe);
    let (moves, relations) = train_parser(&examples, &guesses, recipe);

    let [n_tags, n_moves, n_relations] = recipe.n_buckets;
    let mut data = header([clusters.len() / (4 * PLACES), n_tags, n_moves, n_relations]);
    data.extend(clusters);
    data.extend(tags.pack(n_tags));
    data.extend(moves.pack(n_moves));
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
    let mut data = vec![0; n_buckets * 4 * PLACES];
    for (form, class) in classes {
        let hash = model::hash_of(form.as_bytes());
        let at = model::bucket(hash, n_buckets) * 4 * PLACES;
        let bucket = &mut data[at..at + 4 * PLACES];
        let free = (0..PLACES).find(|place| bucket[2 * place..2 * place + 2] == [0, 0]);
        if let Some(place) = free {
            let key = 2 * place;
            let value = key + 2 * PLACES;
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
        let mut learner = Learner::new(recipe.margins[0], recipe.dropout, kept.clone());
        let mut chance = Chance(1);
        let mut order: Vec<usize> = (0..examples.len()).collect();
        for _ in 0..recipe.n_rounds {
            chance.shuffle(&mut order);
            for example in order.iter().map(|at| examples[*at]) {
                let mut tags = Vec::with_capacity(example.words.len());
                for (at, gold) in example.tags.iter().enumerate() {
                    let bag = tagger::features(&example.words, &tags, at);
                    let n = Tag::ALL.len();
                    let scores =
                        learner.learn(bag.as_slice(), n, |tag| tag == *gold as usize);
                    tags.push(tagger::best(&scores));
                }
            }
        }
        learner.finish();
        if kept.is_some() {
            return learner;
        }
        kept = Some(learner.strongest(recipe.n_buckets[0]));
    }
}

/// Tags each part of the examples with a tagger trained on the others.
fn guess_tags(examples: &[Example], recipe: Recipe) -> Vec<Vec<Tag>> {
    let mut guesses = vec![Vec::new(); examples.len()];
    for part in 0..PARTS {
        let others: Vec<&Example> = (0..examples.len())
            .filter(|at| at % PARTS != part)
            .map(|at| &examples[at])
            .collect();
        let learner = train_tagger(&others, recipe);
        for at in (part..examples.len()).step_by(PARTS) {
            tagger::tag(&examples[at].words, &learner, &mut guesses[at]);
        }
    }
    guesses
}

type Parsers = (Learner<MOVES>, Learner<WIDTH>);

fn train_parser(examples: &[Example], tags: &[Vec<Tag>], recipe: Recipe) -> Parsers {
    let mut kept = (None, None);
    loop {
        let mut moves = Learner::new(recipe.margins[1], recipe.dropout, kept.0.clone());
        let mut relations =
            Learner::new(recipe.margins[2], recipe.dropout, kept.1.clone());
        let mut chance = Chance(2);
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
        if kept.0.is_some() {
            return (moves, relations);
        }
        kept = (
            Some(moves.strongest(recipe.n_buckets[1])),
            Some(relations.strongest(recipe.n_buckets[2])),
        );
    }
}

fn learn_tree(
    state: &mut State,
    example: &Example,
    (moves, relations): (&mut Learner<MOVES>, &mut Learner<WIDTH>),
    mut strays: impl FnMut() -> bool,
) {
    while !state.is_done() {
        let costs = costs(state, &example.heads);
        let least = costs.iter().flatten().min().copied().unwrap_or(0);
        let is_right = |at: usize| costs[at] == Some(least);
        let bag = state.move_features();
        let allowed = |step: Move| state.allows(step);
        let scores = moves.learn_among(
            bag.as_slice(),
            |at| Move::ALL.get(at).is_some_and(|step| allowed(*step)),
            is_right,
        );
        let guess = transition::best(&scores, allowed);
        let right = transition::best(&scores, |step| is_right(step as usize));
        let step = if strays() { guess } else { right };
        let mut relation = Relation::Root;
        if let Some((dependent, head)) = state.arc(step) {
            let bag = state.arc_features(dependent, head);
            let gold = example.relations[dependent as usize] as usize;
            let gold = Relation::ALL.iter().position(|r| *r as usize == gold);
            relation = if example.heads[dependent as usize] == Some(head) {
                transition::best_relation(&relations.learn(
                    bag.as_slice(),
                    N_RELATIONS,
                    |at| Some(at) == gold,
                ))
            } else {
                transition::best_relation(&relations.score(bag.as_slice()))
            };
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
