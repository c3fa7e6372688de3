//! Which word hangs on which: a greedy parser that reads from left to right.
//!
//! The moves are those of the arc-hybrid system (Kuhlmann, Gómez-Rodríguez and Satta,
//! 2011), trained with the dynamic oracle of Goldberg and Nivre (2013): at each step the
//! next word is put on a stack, or the top of the stack is hung on the next word (to its
//! right) or on the word below it (to its left). Two moves a word, so time is linear.
//! Marks take no part: they are seen as facts about the gaps between words.

use crate::grammar::feature::{Bag, atom};
use crate::grammar::lexeme::{self, Lexeme};
use crate::grammar::model::{self, MOVES, Score, WIDTH};
use crate::grammar::relation::Relation;
use crate::grammar::tag::Tag;

/// A step of the parser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Move {
    /// Puts the next word on the stack.
    Shift,
    /// Hangs the top of the stack on the next word.
    Left,
    /// Hangs the top of the stack on the word below it.
    Right,
}

impl Move {
    pub(crate) const ALL: [Self; 3] = [Self::Shift, Self::Left, Self::Right];
}

/// A word that takes part in the tree, and what hangs on it so far. What is not a count
/// or an index is a part of features.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Node {
    pub(crate) word: u64,
    pub(crate) tag: u64,
    pub(crate) classes: [u64; 4],
    /// The last three letters.
    pub(crate) suffix: u64,
    /// Its relation, as an atom.
    pub(crate) tie: u64,
    /// Its index among nodes; [`u32::MAX`] for [`ABSENT`].
    pub(crate) at: u32,
    /// Kinds of marks between the node before and this one.
    pub(crate) marks: u8,
    /// Number of gaps with a comma or pause up to this node.
    pub(crate) pauses: u32,
    /// The head, among nodes.
    pub(crate) head: Option<u32>,
    pub(crate) relation: Relation,
    /// The outermost and the one within it, to the left, then to the right.
    pub(crate) left: [Option<u32>; 2],
    pub(crate) right: [Option<u32>; 2],
    pub(crate) n_left: u8,
    pub(crate) n_right: u8,
    /// The relations of what hangs on it: one bit each.
    pub(crate) held: u64,
}

/// Stands where there is no word.
pub(crate) static ABSENT: Node = Node {
    word: atom(1),
    tag: atom(63),
    classes: [atom(0xffff); 4],
    suffix: 0,
    tie: atom(63),
    at: u32::MAX,
    marks: 0,
    pauses: 0,
    head: None,
    relation: Relation::Root,
    left: [None; 2],
    right: [None; 2],
    n_left: 0,
    n_right: 0,
    held: 0,
};

impl Node {
    pub(crate) const fn is_absent(&self) -> bool {
        self.at == u32::MAX
    }
}

/// A sentence on its way to a tree.
#[derive(Clone, Debug, Default)]
pub(crate) struct State {
    pub(crate) nodes: Vec<Node>,
    pub(crate) stack: Vec<u32>,
    /// The next word.
    pub(crate) next: u32,
}

impl State {
    /// Begins anew with the `kept` of `words`.
    pub(crate) fn fill(&mut self, words: &[Lexeme], tags: &[Tag], kept: &[usize]) {
        self.nodes.clear();
        self.nodes.reserve(kept.len());
        self.stack.clear();
        self.stack.reserve(kept.len());
        self.next = 0;
        let mut done = 0;
        for at in kept {
            let marks = words[done..*at].iter().fold(0, |marks, word| marks | word.mark);
            self.push(&words[*at], tags[*at], marks);
            done = at + 1;
        }
    }

    /// Adds a word, `marks` being the kinds of marks between it and the one before.
    fn push(&mut self, lexeme: &Lexeme, tag: Tag, marks: u8) {
        let before = self.nodes.last().map_or(0, |node| node.pauses);
        let is_pause = marks & !(lexeme::HYPHEN | lexeme::QUOTE) != 0;
        self.nodes.push(Node {
            word: lexeme.word,
            tag: atom(tag as u64),
            classes: lexeme.classes,
            suffix: lexeme.suffixes[2],
            tie: atom(Relation::Root as u64),
            at: u32::try_from(self.nodes.len()).unwrap_or(u32::MAX),
            marks,
            pauses: before + u32::from(is_pause),
            ..ABSENT
        });
    }

    /// Whether the tree is whole.
    pub(crate) fn is_done(&self) -> bool {
        self.next as usize >= self.nodes.len() && self.stack.len() <= 1
    }

    /// Whether `step` can be taken.
    pub(crate) fn allows(&self, step: Move) -> bool {
        let is_left = (self.next as usize) < self.nodes.len();
        match step {
            Move::Shift => is_left,
            Move::Left => is_left && !self.stack.is_empty(),
            Move::Right => self.stack.len() > 1,
        }
    }

    /// The dependent and the head that `step` would join.
    pub(crate) fn arc(&self, step: Move) -> Option<(u32, u32)> {
        let top = *self.stack.last()?;
        match step {
            Move::Shift => None,
            Move::Left => Some((top, self.next)),
            Move::Right => Some((top, *self.stack.iter().rev().nth(1)?)),
        }
    }

    /// Takes `step`, which is allowed; `relation` is that of the arc, if it makes one.
    pub(crate) fn take(&mut self, step: Move, relation: Relation) {
        let Some((dependent, head)) = self.arc(step).filter(|_| step != Move::Shift)
        else {
            self.stack.push(self.next);
            self.next += 1;
            return;
        };
        self.stack.pop();
        let node = &mut self.nodes[dependent as usize];
        node.head = Some(head);
        node.relation = relation;
        node.tie = atom(relation as u64);
        let node = &mut self.nodes[head as usize];
        node.held |= 1 << relation as u64;
        if dependent < head {
            node.left = [Some(dependent), node.left[0]];
            node.n_left = node.n_left.saturating_add(1);
        } else {
            node.right = [Some(dependent), node.right[0]];
            node.n_right = node.n_right.saturating_add(1);
        }
    }

    /// The move to take where no other is allowed.
    pub(crate) fn only_move(&self) -> Option<Move> {
        let is_left = (self.next as usize) < self.nodes.len();
        match (is_left, self.stack.len()) {
            (true, 0) => Some(Move::Shift),
            (false, _) => Some(Move::Right),
            (true, _) => None,
        }
    }

    /// Parses the words that were pushed.
    pub(crate) fn parse(
        &mut self,
        moves: &impl Score<MOVES>,
        relations: &impl Score<WIDTH>,
        bag: &mut Bag,
    ) {
        while !self.is_done() {
            let step = self.only_move().unwrap_or_else(|| {
                self.move_features(bag);
                best(&moves.score(bag.as_slice()), |step| self.allows(step))
            });
            let mut relation = Relation::Root;
            if let Some((dependent, head)) = self.arc(step) {
                self.arc_features(dependent, head, bag);
                relation = best_relation(&relations.score(bag.as_slice()));
            }
            self.take(step, relation);
        }
    }
}

/// Whether a word is part of the tree, which marks are not. The apostrophe after an owner
/// is a word.
pub(crate) fn takes_part(word: &Lexeme, tag: Tag) -> bool {
    !word.is_mark() || tag == Tag::Possessive
}

/// How many relations the model chooses between.
pub(crate) const N_RELATIONS: usize = 31;

/// The relation with the highest score, the first of equals.
pub(crate) fn best_relation(scores: &[i32; WIDTH]) -> Relation {
    Relation::ALL[model::highest(&scores[..N_RELATIONS])]
}

/// The allowed move with the highest score, the first of equals.
pub(crate) fn best(scores: &[i32; MOVES], allows: impl Fn(Move) -> bool) -> Move {
    let mut best = Move::Shift;
    let mut most = i32::MIN;
    for (step, score) in Move::ALL.into_iter().zip(scores) {
        if *score > most && allows(step) {
            (best, most) = (step, *score);
        }
    }
    best
}
