//! What the parser looks at: the templates of its features.
//!
//! They follow Zhang and Nivre (2011): words, tags and classes at the top of the stack and
//! ahead, the outermost dependents, how many there are and how they hang, and what marks
//! stand between.

use crate::grammar::feature::Bag;
use crate::grammar::transition::{Node, State};

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
        let [s0, s1, s2] =
            [below.next(), below.next(), below.next()].map(|s| self.view(s));
        let [b0, b1, b2] = [0, 1, 2].map(|by| self.view(Some(self.next + by)));
        let mut bag = Bag::default();
        self.word_features(&mut bag, [s0, s1, s2], [b0, b1, b2]);
        self.tree_features(&mut bag, [s0, s1, s2], [b0, b1]);
        bag
    }

    fn word_features(
        &self,
        bag: &mut Bag,
        [s0, s1, s2]: [View; 3],
        [b0, b1, b2]: [View; 3],
    ) {
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
        let [top_left, top_right, top_left_inner, top_right_inner] =
            [self.left(s0, 0), self.right(s0, 0), self.left(s0, 1), self.right(s0, 1)];
        let [below_left, below_right, below_right_inner] =
            [self.left(s1, 0), self.right(s1, 0), self.right(s1, 1)];
        let [next_left, next_left_inner] = [self.left(b0, 0), self.left(b0, 1)];
        for triple in [
            [s0.tag, top_left.tag, top_left.relation],
            [s0.tag, top_right.tag, top_right.relation],
            [s1.tag, below_left.tag, below_left.relation],
            [s1.tag, below_right.tag, below_right.relation],
            [b0.tag, next_left.tag, next_left.relation],
            [s0.tag, top_left.relation, top_left_inner.relation],
            [s0.tag, top_right.relation, top_right_inner.relation],
            [s1.tag, below_right.relation, below_right_inner.relation],
            [b0.tag, next_left.relation, next_left_inner.relation],
            [s0.tag, top_left.word, b0.tag],
            [s1.tag, s0.tag, top_left.word],
            [s1.word, top_left.word, s0.tag],
            [s1.word, top_left.word, s0.word],
            [s1.cluster, top_left.word, s0.tag],
            [s1.cluster & 255, top_left.word, s0.cluster & 255],
            [s1.tag, below_left.relation, below_right.relation],
            [s1.tag, below_right.word, s0.tag],
            [s0.tag, top_right.word, b0.tag],
            [s0.tag, b0.tag, top_right.tag],
            [s0.tag, b0.tag, top_left.tag],
            [s0.tag, b0.tag, next_left.tag],
            [s1.tag, s0.tag, below_right.tag],
            [s1.tag, s0.tag, top_left.tag],
            [s1.tag, s0.tag, top_right.tag],
            [s2.tag, s1.tag, held(s0)],
            [s1.tag, held(s1), s0.tag],
            [s0.tag, held(s0), b0.tag],
        ] {
            bag.add(triple);
        }
    }

    /// Features for the choice of the relation of `dependent` to `head`.
    pub(crate) fn arc_features(&self, dependent: u32, head: u32) -> Bag {
        let [d, h] = [self.view(Some(dependent)), self.view(Some(head))];
        let side = u64::from(dependent < head);
        let ties = |view: View| self.node(view).map_or(0, |node| node.held);
        let [first, last] = [self.left(d, 0), self.right(d, 0)];
        let second = self.left(d, 1);
        let [head_first, head_last] = [self.left(h, 0), self.right(h, 0)];
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
            [d.tag, first.tag, h.tag << 1 | side],
            [d.tag, first.word, h.tag << 1 | side],
            [first.word, h.word, side],
            [first.word, d.word, side],
            [second.word, d.tag, h.tag << 1 | side],
            [last.word, d.tag, h.tag << 1 | side],
            [ties(d), d.tag, h.tag << 1 | side],
            [ties(d), d.word, side],
            [ties(h), d.tag, h.tag << 1 | side],
            [ties(h), d.word, side],
            [ties(h), h.word, side],
            [ties(h), ties(d), d.tag << 1 | side],
            [head_first.relation, head_last.relation, d.tag << 1 | side],
            [head_first.word, h.tag, d.tag << 1 | side],
            [head_last.word, h.tag, d.tag << 1 | side],
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
}
