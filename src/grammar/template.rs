//! What the parser looks at: the templates of its features.
//!
//! They follow Zhang and Nivre (2011): words, tags and classes at the top of the stack and
//! ahead, the outermost dependents, how many there are and how they hang, and what marks
//! stand between.

use crate::grammar::feature::{Bag, atom, both};
use crate::grammar::transition::{ABSENT, Node, State};

impl State {
    fn view(&self, at: Option<u32>) -> &Node {
        at.and_then(|at| self.nodes.get(at as usize)).unwrap_or(&ABSENT)
    }

    fn left(&self, node: &Node, nth: usize) -> &Node {
        self.view(node.left[nth])
    }

    fn right(&self, node: &Node, nth: usize) -> &Node {
        self.view(node.right[nth])
    }

    /// Features for the choice of the next move, into `bag`, which is emptied first.
    pub(crate) fn move_features(&self, bag: &mut Bag) {
        let mut below = self.stack.iter().rev().copied();
        let [s0, s1, s2] =
            [below.next(), below.next(), below.next()].map(|s| self.view(s));
        let [b0, b1, b2] = [0, 1, 2].map(|by| self.view(Some(self.next + by)));
        bag.clear();
        word_features(bag, [s0, s1, s2], [b0, b1, b2]);
        self.tree_features(bag, [s0, s1, s2], [b0, b1]);
    }

    fn tree_features(
        &self,
        bag: &mut Bag,
        [s0, s1, s2]: [&Node; 3],
        [b0, b1]: [&Node; 2],
    ) {
        let marks = |node: &Node| atom(u64::from(node.marks));
        let count =
            |node: &Node| atom(u64::from(node.n_left) << 8 | u64::from(node.n_right));
        let held = |node: &Node| atom(node.held);
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
            [s0.tag, top_left.tag, top_left.tie],
            [s0.tag, top_right.tag, top_right.tie],
            [s1.tag, below_left.tag, below_left.tie],
            [s1.tag, below_right.tag, below_right.tie],
            [b0.tag, next_left.tag, next_left.tie],
            [s0.tag, top_left.tie, top_left_inner.tie],
            [s0.tag, top_right.tie, top_right_inner.tie],
            [s1.tag, below_right.tie, below_right_inner.tie],
            [b0.tag, next_left.tie, next_left_inner.tie],
            [s0.tag, top_left.word, b0.tag],
            [s1.tag, s0.tag, top_left.word],
            [s1.word, top_left.word, s0.tag],
            [s1.word, top_left.word, s0.word],
            [s1.classes[0], top_left.word, s0.tag],
            [s1.classes[2], top_left.word, s0.classes[2]],
            [s1.tag, below_left.tie, below_right.tie],
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

    /// Features for the choice of the relation of `dependent` to `head`, into `bag`, which
    /// is emptied first.
    pub(crate) fn arc_features(&self, dependent: u32, head: u32, bag: &mut Bag) {
        let [d, h] = [self.view(Some(dependent)), self.view(Some(head))];
        let side = atom(u64::from(dependent < head));
        let (above, own) = (both(side, h.tag), both(side, d.tag));
        let [first, last] = [self.left(d, 0), self.right(d, 0)];
        let second = self.left(d, 1);
        let [head_first, head_last] = [self.left(h, 0), self.right(h, 0)];
        let before = self.view(dependent.checked_sub(1));
        let after = self.view(Some(dependent + 1));
        let gap = if dependent < head { gap(d, h) } else { gap(h, d) };
        let marks = atom(u64::from(d.marks));
        let (d_held, h_held) = (atom(d.held), atom(h.held));
        bag.clear();
        for triple in [
            [side, 0, 0],
            [d.word, side, 0],
            [d.tag, side, 0],
            [d.classes[0], side, 0],
            [h.word, side, 0],
            [h.tag, side, 0],
            [d.tag, h.tag, side],
            [d.word, h.tag, side],
            [d.tag, h.word, side],
            [d.word, h.word, side],
            [d.classes[0], h.classes[0], side],
            [d.classes[2], h.word, side],
            [d.word, h.classes[2], side],
            [d.tag, h.classes[0], side],
            [d.classes[0], h.tag, side],
            [d.tag, h.tag, both(side, gap)],
            [d.word, gap, side],
            [d.tag, first.tag, above],
            [d.tag, first.word, above],
            [first.word, h.word, side],
            [first.word, d.word, side],
            [second.word, d.tag, above],
            [last.word, d.tag, above],
            [d_held, d.tag, above],
            [d_held, d.word, side],
            [h_held, d.tag, above],
            [h_held, d.word, side],
            [h_held, h.word, side],
            [h_held, d_held, own],
            [head_first.tie, head_last.tie, own],
            [head_first.word, h.tag, own],
            [head_last.word, h.tag, own],
            [before.word, d.tag, above],
            [after.tag, d.tag, above],
            [before.tag, d.tag, above],
            [d.suffix, h.tag, side],
            [h.suffix, d.tag, side],
            [d.suffix, h.suffix, side],
            [marks, d.tag, above],
            [marks, d.word, above],
        ] {
            bag.add(triple);
        }
    }
}

fn word_features(bag: &mut Bag, [s0, s1, s2]: [&Node; 3], [b0, b1, b2]: [&Node; 3]) {
    bag.add([0, 0, 0]);
    for one in [s0, s1, b0, b1] {
        bag.add([one.word, 0, 0]);
        bag.add([one.word, one.tag, 0]);
        bag.add([one.tag, 0, 0]);
        bag.add([one.classes[0], one.tag, 0]);
    }
    bag.add([s2.tag, s2.word, 0]);
    bag.add([b2.tag, b2.word, 0]);
    for (a, b) in [(s0, b0), (s1, s0), (s1, b0), (s0, b1)] {
        bag.add([a.tag, b.tag, 0]);
        bag.add([a.word, b.word, 0]);
        bag.add([a.word, b.tag, a.tag]);
        bag.add([a.tag, b.word, b.tag]);
        bag.add([a.classes[0], b.classes[0], 0]);
        bag.add([a.classes[2], b.tag, a.tag]);
        bag.add([a.tag, b.classes[2], b.tag]);
        bag.add([a.classes[3], b.classes[3], both(a.tag, b.tag)]);
        bag.add([a.classes[1], b.classes[1], 0]);
    }
    let (near, far) = (gap(s0, b0), gap(s1, s0));
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

/// What stands between two words: number of pauses and of words, both bounded.
fn gap(low: &Node, high: &Node) -> u64 {
    if low.is_absent() || high.is_absent() {
        return atom(99);
    }
    let words = match high.at.abs_diff(low.at) {
        n @ 0..=4 => n,
        5..=6 => 5,
        7..=10 => 6,
        _ => 7,
    };
    let pauses = high.pauses.abs_diff(low.pauses).min(3);
    atom(u64::from(pauses << 4 | words))
}
