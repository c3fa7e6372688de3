//! Which word hangs on which: a greedy parser that reads from left to right.
//!
//! The moves are those of the arc-hybrid system (Kuhlmann, Gómez-Rodríguez and Satta,
//! 2011), trained with the dynamic oracle of Goldberg and Nivre (2013): at each step the
//! next word is put on a stack, or the top of the stack is hung on the next word (to its
//! right) or on the word below it (to its left). Two moves a word, so time is linear.
//! Marks take no part: they are seen as facts about the gaps between words.

use crate::grammar::lexeme::{self, Lexeme};
use crate::grammar::model::{MOVES, Score, WIDTH};
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

/// A word that takes part in the tree, and what hangs on it so far.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Node {
    pub(crate) lexeme: Lexeme,
    pub(crate) tag: Tag,
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
        self.stack.clear();
        self.next = 0;
        let mut done = 0;
        for at in kept {
            let marks = words[done..*at].iter().fold(0, |marks, word| marks | word.mark);
            self.push(words[*at], tags[*at], marks);
            done = at + 1;
        }
    }

    /// Adds a word, `marks` being the kinds of marks between it and the one before.
    fn push(&mut self, lexeme: Lexeme, tag: Tag, marks: u8) {
        let before = self.nodes.last().map_or(0, |node| node.pauses);
        let is_pause = marks & !(lexeme::HYPHEN | lexeme::QUOTE) != 0;
        self.nodes.push(Node {
            lexeme,
            tag,
            marks,
            pauses: before + u32::from(is_pause),
            head: None,
            relation: Relation::Root,
            left: [None; 2],
            right: [None; 2],
            n_left: 0,
            n_right: 0,
            held: 0,
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

    /// Parses the words that were pushed.
    pub(crate) fn parse(
        &mut self,
        moves: &impl Score<MOVES>,
        relations: &impl Score<WIDTH>,
    ) {
        while !self.is_done() {
            let scores = moves.score(self.move_features().as_slice());
            let step = best(&scores, |step| self.allows(step));
            let relation = self.relation(step, relations);
            self.take(step, relation);
        }
    }

    /// The relation of the arc that `step` makes.
    pub(crate) fn relation(&self, step: Move, model: &impl Score<WIDTH>) -> Relation {
        let Some((dependent, head)) = self.arc(step) else { return Relation::Root };
        let scores = model.score(self.arc_features(dependent, head).as_slice());
        best_relation(&scores)
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
    let mut best = 0;
    for at in 1..N_RELATIONS {
        if scores[at] > scores[best] {
            best = at;
        }
    }
    Relation::ALL[best]
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
