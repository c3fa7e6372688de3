//! Tags from left to right, each by a linear model over the word and its neighbours.

use crate::grammar::feature::{Bag, atom};
use crate::grammar::lexeme::Lexeme;
use crate::grammar::model::{self, Score, WIDTH};
use crate::grammar::tag::Tag;

/// Features of the word at `at`, whose two neighbours to the left have been tagged, into
/// `bag`, which is emptied first.
pub(crate) fn features(words: &[Lexeme], tags: &[Tag], at: usize, bag: &mut Bag) {
    let nothing = Lexeme::default();
    let near = |by| words.get(at.wrapping_add_signed(by)).unwrap_or(&nothing);
    let [w2, w1, w, n1, n2] = [near(-2), near(-1), near(0), near(1), near(2)];
    let tag = |back: usize| {
        atom(at.checked_sub(back).and_then(|at| tags.get(at)).map_or(99, |t| *t as u64))
    };
    let (t1, t2) = (tag(1), tag(2));
    let shape = atom(w.shape << 1 | u64::from(at == 0));
    let (low, low1, low2) = (w.classes, w1.classes, w2.classes);
    let (next, next2) = (n1.classes, n2.classes);

    bag.clear();
    bag.add([0, 0, 0]);
    bag.add([w.word, 0, 0]);
    bag.add([w.word, shape, 0]);
    bag.add([w.suffixes[0], 0, 0]);
    bag.add([w.suffixes[1], 0, 0]);
    bag.add([w.suffixes[2], 0, 0]);
    bag.add([w.suffixes[3], 0, 0]);
    bag.add([w.suffixes[2], shape, 0]);
    bag.add([w.prefixes[0], 0, 0]);
    bag.add([w.prefixes[1], 0, 0]);
    bag.add([w.prefixes[2], 0, 0]);
    bag.add([shape, 0, 0]);
    bag.add([shape, t1, 0]);
    bag.add([w.cluster, 0, 0]);
    bag.add([low[0], shape, 0]);
    bag.add([low[3], 0, 0]);
    bag.add([low[1], 0, 0]);
    bag.add([low[2], w.suffixes[1], 0]);
    bag.add([t1, 0, 0]);
    bag.add([t1, t2, 0]);
    bag.add([t1, w.word, 0]);
    bag.add([t1, low[0], 0]);
    bag.add([t1, t2, low[2]]);
    bag.add([t1, w.suffixes[2], 0]);
    bag.add([w1.word, 0, 0]);
    bag.add([low1[0], 0, 0]);
    bag.add([w1.suffixes[2], 0, 0]);
    bag.add([w2.word, 0, 0]);
    bag.add([low2[0], 0, 0]);
    bag.add([n1.word, 0, 0]);
    bag.add([next[0], 0, 0]);
    bag.add([next[2], 0, 0]);
    bag.add([n1.suffixes[2], 0, 0]);
    bag.add([atom(n1.shape), shape, 0]);
    bag.add([n2.word, 0, 0]);
    bag.add([next2[0], 0, 0]);
    bag.add([w1.word, w.word, 0]);
    bag.add([w.word, n1.word, 0]);
    bag.add([low1[0], low[0], 0]);
    bag.add([low[0], next[0], 0]);
    bag.add([t1, next[0], 0]);
    bag.add([t1, low[2], next[2]]);
    bag.add([next[2], next2[2], t1]);
}

/// Tags `words` into `tags`, which is emptied first.
pub(crate) fn tag(
    words: &[Lexeme],
    model: &impl Score<WIDTH>,
    tags: &mut Vec<Tag>,
    bag: &mut Bag,
) {
    tags.clear();
    tags.reserve(words.len());
    for at in 0..words.len() {
        features(words, tags, at, bag);
        let scores = model.score(bag.as_slice());
        tags.push(best(&scores));
    }
}

/// The tag with the highest score, the first of equals.
pub(crate) fn best(scores: &[i32; WIDTH]) -> Tag {
    Tag::ALL[model::highest(&scores[..Tag::ALL.len()])]
}
