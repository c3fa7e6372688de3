//! Which word hangs on which: a greedy parser that reads from left to right.
//!
//! The moves are those of the arc-hybrid system (Kuhlmann, Gómez-Rodríguez and Satta,
//! 2011), trained with the dynamic oracle of Goldberg and Nivre (2013): at each step the
//! next word is put on a stack, or the top of the stack is hung on the next word (to its
//! right) or on the word below it (to its left). Two moves a word, so time is linear.
//! Marks take no part: they are seen as facts about the gaps between words.

use crate::grammar::feature::Bag;
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
    left: [Option<u32>; 2],
    right: [Option<u32>; 2],
    n_left: u8,
    n_right: u8,
    /// The relations of what hangs on it: one bit each.
    held: u64,
}

/// A sentence on its way to a tree.
#[derive(Clone, Debug, Default)]
pub(crate) struct State {
    pub(crate) nodes: Vec<Node>,
    pub(crate) stack: Vec<u32>,
    /// The next word.
    pub(crate) next: u32,
}

/// What the templates read of a node, present or not.
#[derive(Clone, Copy)]
struct View {
    word: u64,
    tag: u64,
    cluster: u64,
    relation: u64,
    at: Option<u32>,
}

const ABSENT: View = View { word: 1, tag: 63, cluster: 0xffff, relation: 63, at: None };

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

    fn view(&self, at: Option<u32>) -> View {
        let Some(node) = at.and_then(|at| self.nodes.get(at as usize)) else {
            return ABSENT;
        };
        View {
            word: node.lexeme.word,
            tag: node.tag as u64,
            cluster: node.lexeme.low_cluster,
            relation: node.relation as u64,
            at,
        }
    }

    fn node(&self, view: View) -> Option<&Node> {
        self.nodes.get(view.at? as usize)
    }

    fn left(&self, view: View, nth: usize) -> View {
        self.view(self.node(view).and_then(|node| node.left[nth]))
    }

    fn right(&self, view: View, nth: usize) -> View {
        self.view(self.node(view).and_then(|node| node.right[nth]))
    }

    /// What stands between two words: number of pauses and of words, both bounded.
    fn gap(&self, a: View, b: View) -> u64 {
        let (Some(low), Some(high)) = (self.node(a), self.node(b)) else { return 99 };
        let words = match b.at.unwrap_or(0).abs_diff(a.at.unwrap_or(0)) {
            n @ 0..=4 => n,
            5..=6 => 5,
            7..=10 => 6,
            _ => 7,
        };
        let pauses = high.pauses.abs_diff(low.pauses).min(3);
        u64::from(pauses << 4 | words)
    }

    /// Features for the choice of the next move.
    pub(crate) fn move_features(&self) -> Bag {
        let mut below = self.stack.iter().rev().copied();
        let [s0, s1, s2] = [below.next(), below.next(), below.next()].map(|s| self.view(s));
        let [b0, b1, b2] = [0, 1, 2].map(|by| self.view(Some(self.next + by)));
        let mut bag = Bag::default();
        self.word_features(&mut bag, [s0, s1, s2], [b0, b1, b2]);
        self.tree_features(&mut bag, [s0, s1, s2], [b0, b1]);
        bag
    }

    fn word_features(&self, bag: &mut Bag, [s0, s1, s2]: [View; 3], [b0, b1, b2]: [View; 3]) {
        bag.add([0, 0, 0]);
        for one in [s0, s1, b0, b1] {
            bag.add([one.word, 0, 0]);
            bag.add([one.word, one.tag, 0]);
            bag.add([one.tag, 0, 0]);
            bag.add([one.cluster, one.tag, 0]);
        }
        bag.add([s2.tag, s2.word, 0]);
        bag.add([b2.tag, b2.word, 0]);
        for (a, b) in [(s0, b0), (s1, s0), (s1, b0), (s0, b1)] {
            bag.add([a.tag, b.tag, 0]);
            bag.add([a.word, b.word, 0]);
            bag.add([a.word, b.tag, a.tag]);
            bag.add([a.tag, b.word, b.tag]);
            bag.add([a.cluster, b.cluster, 0]);
            bag.add([a.cluster & 255, b.tag, a.tag]);
            bag.add([a.tag, b.cluster & 255, b.tag]);
            bag.add([a.cluster & 63, b.cluster & 63, a.tag << 8 | b.tag]);
            bag.add([a.cluster & 1023, b.cluster & 1023, 0]);
        }
        let (near, far) = (self.gap(s0, b0), self.gap(s1, s0));
        for triple in [
            [s0.tag, b0.tag, b1.tag],
            [s1.tag, s0.tag, b0.tag],
            [s2.tag, s1.tag, s0.tag],
            [b0.tag, b1.tag, b2.tag],
            [s0.tag, b0.tag, near],
            [s1.tag, s0.tag, far],
            [s0.word, near, 0],
            [b0.word, near, 0],
            [s1.word, far, 0],
            [s0.word, far, 0],
            [s1.word, s0.tag, b0.tag],
            [s1.tag, s0.word, b0.tag],
            [s1.tag, s0.tag, b0.word],
            [s0.word, b0.tag, b1.tag],
            [s0.tag, b0.word, b1.tag],
        ] {
            bag.add(triple);
        }
    }

    fn tree_features(&self, bag: &mut Bag, [s0, s1, s2]: [View; 3], [b0, b1]: [View; 2]) {
        let marks = |view: View| self.node(view).map_or(0, |node| u64::from(node.marks));
        let held = |view: View| self.node(view).map_or(0, |node| node.held);
        let count = |view: View| {
            self.node(view).map_or(0, |n| u64::from(n.n_left) << 8 | u64::from(n.n_right))
        };
        bag.add([marks(b0), s0.tag, b0.tag]);
        bag.add([marks(b0), b0.tag, b1.tag]);
        bag.add([marks(b1), b0.tag, s0.tag]);
        bag.add([marks(s0), s1.tag, s0.tag]);
        bag.add([marks(b0), marks(s0), s0.tag]);
        for one in [s0, s1, b0] {
            bag.add([one.tag, count(one), 0]);
            bag.add([one.tag, held(one), 0]);
            bag.add([one.word, held(one), 0]);
        }
        let [s0l, s0r, s0l2, s0r2] =
            [self.left(s0, 0), self.right(s0, 0), self.left(s0, 1), self.right(s0, 1)];
        let [s1l, s1r, s1r2] = [self.left(s1, 0), self.right(s1, 0), self.right(s1, 1)];
        let [b0l, b0l2] = [self.left(b0, 0), self.left(b0, 1)];
        for triple in [
            [s0.tag, s0l.tag, s0l.relation],
            [s0.tag, s0r.tag, s0r.relation],
            [s1.tag, s1l.tag, s1l.relation],
            [s1.tag, s1r.tag, s1r.relation],
            [b0.tag, b0l.tag, b0l.relation],
            [s0.tag, s0l.relation, s0l2.relation],
            [s0.tag, s0r.relation, s0r2.relation],
            [s1.tag, s1r.relation, s1r2.relation],
            [b0.tag, b0l.relation, b0l2.relation],
            [s0.tag, s0l.word, b0.tag],
            [s1.tag, s0.tag, s0l.word],
            [s1.word, s0l.word, s0.tag],
            [s1.word, s0l.word, s0.word],
            [s1.cluster, s0l.word, s0.tag],
            [s1.cluster & 255, s0l.word, s0.cluster & 255],
            [s1.tag, s1l.relation, s1r.relation],
            [s1.tag, s1r.word, s0.tag],
            [s0.tag, s0r.word, b0.tag],
            [s0.tag, b0.tag, s0r.tag],
            [s0.tag, b0.tag, s0l.tag],
            [s0.tag, b0.tag, b0l.tag],
            [s1.tag, s0.tag, s1r.tag],
            [s1.tag, s0.tag, s0l.tag],
            [s1.tag, s0.tag, s0r.tag],
            [s2.tag, s1.tag, held(s0)],
            [s1.tag, held(s1), s0.tag],
            [s0.tag, held(s0), b0.tag],
        ] {
            bag.add(triple);
        }
    }

    /// Features for the choice of the relation of `dependent` to `head`.
    pub(crate) fn arc_features(&self, dependent: u32, head: u32) -> Bag {
        let [d, h] = [dependent, head].map(|at| self.view(Some(at)));
        let side = u64::from(dependent < head);
        let held = |view: View| self.node(view).map_or(0, |node| node.held);
        let [dl, dr] = [self.left(d, 0), self.right(d, 0)];
        let dl2 = self.left(d, 1);
        let [hl, hr] = [self.left(h, 0), self.right(h, 0)];
        let before = self.view(dependent.checked_sub(1));
        let after = self.view(Some(dependent + 1));
        let (low, high) = if dependent < head { (d, h) } else { (h, d) };
        let gap = self.gap(low, high);
        let suffix = |view: View| self.node(view).map_or(0, |n| n.lexeme.suffixes[2]);
        let marks = self.node(d).map_or(0, |node| u64::from(node.marks));
        let mut bag = Bag::default();
        for triple in [
            [side, 0, 0],
            [d.word, side, 0],
            [d.tag, side, 0],
            [d.cluster, side, 0],
            [h.word, side, 0],
            [h.tag, side, 0],
            [d.tag, h.tag, side],
            [d.word, h.tag, side],
            [d.tag, h.word, side],
            [d.word, h.word, side],
            [d.cluster, h.cluster, side],
            [d.cluster & 255, h.word, side],
            [d.word, h.cluster & 255, side],
            [d.tag, h.cluster, side],
            [d.cluster, h.tag, side],
            [d.tag, h.tag, gap << 1 | side],
            [d.word, gap, side],
            [d.tag, dl.tag, h.tag << 1 | side],
            [d.tag, dl.word, h.tag << 1 | side],
            [dl.word, h.word, side],
            [dl.word, d.word, side],
            [dl2.word, d.tag, h.tag << 1 | side],
            [dr.word, d.tag, h.tag << 1 | side],
            [held(d), d.tag, h.tag << 1 | side],
            [held(d), d.word, side],
            [held(h), d.tag, h.tag << 1 | side],
            [held(h), d.word, side],
            [held(h), h.word, side],
            [held(h), held(d), d.tag << 1 | side],
            [hl.relation, hr.relation, d.tag << 1 | side],
            [hl.word, h.tag, d.tag << 1 | side],
            [hr.word, h.tag, d.tag << 1 | side],
            [before.word, d.tag, h.tag << 1 | side],
            [after.tag, d.tag, h.tag << 1 | side],
            [before.tag, d.tag, h.tag << 1 | side],
            [suffix(d), h.tag, side],
            [suffix(h), d.tag, side],
            [suffix(d), suffix(h), side],
            [marks, d.tag, h.tag << 1 | side],
            [marks, d.word, h.tag << 1 | side],
        ] {
            bag.add(triple);
        }
        bag
    }

    /// Parses the words that were pushed.
    pub(crate) fn parse(&mut self, moves: &impl Score<MOVES>, relations: &impl Score<WIDTH>) {
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
