//! Tags from left to right, each by a linear model over the word and its neighbours.

use crate::grammar::feature::Bag;
use crate::grammar::lexeme::Lexeme;
use crate::grammar::model::{Score, WIDTH};
use crate::grammar::tag::Tag;

/// Features of the word at `at`, whose two neighbours to the left have been tagged.
pub(crate) fn features(words: &[Lexeme], tags: &[Tag], at: usize) -> Bag {
    let nothing = Lexeme::default();
    let near = |by| words.get(at.wrapping_add_signed(by)).unwrap_or(&nothing);
    let [w2, w1, w, n1, n2] = [near(-2), near(-1), near(0), near(1), near(2)];
    let tag = |back: usize| {
        at.checked_sub(back).and_then(|at| tags.get(at)).map_or(99, |tag| *tag as u64)
    };
    let (t1, t2) = (tag(1), tag(2));
    let shape = w.shape << 1 | u64::from(at == 0);

    let mut bag = Bag::default();
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
    bag.add([w.low_cluster, shape, 0]);
    bag.add([w.low_cluster & 63, 0, 0]);
    bag.add([w.low_cluster & 1023, 0, 0]);
    bag.add([w.low_cluster & 255, w.suffixes[1], 0]);
    bag.add([t1, 0, 0]);
    bag.add([t1, t2, 0]);
    bag.add([t1, w.word, 0]);
    bag.add([t1, w.low_cluster, 0]);
    bag.add([t1, t2, w.low_cluster & 255]);
    bag.add([t1, w.suffixes[2], 0]);
    bag.add([w1.word, 0, 0]);
    bag.add([w1.low_cluster, 0, 0]);
    bag.add([w1.suffixes[2], 0, 0]);
    bag.add([w2.word, 0, 0]);
    bag.add([w2.low_cluster, 0, 0]);
    bag.add([n1.word, 0, 0]);
    bag.add([n1.low_cluster, 0, 0]);
    bag.add([n1.low_cluster & 255, 0, 0]);
    bag.add([n1.suffixes[2], 0, 0]);
    bag.add([n1.shape, shape, 0]);
    bag.add([n2.word, 0, 0]);
    bag.add([n2.low_cluster, 0, 0]);
    bag.add([w1.word, w.word, 0]);
    bag.add([w.word, n1.word, 0]);
    bag.add([w1.low_cluster, w.low_cluster, 0]);
    bag.add([w.low_cluster, n1.low_cluster, 0]);
    bag.add([t1, n1.low_cluster, 0]);
    bag.add([t1, w.low_cluster & 255, n1.low_cluster & 255]);
    bag.add([n1.low_cluster & 255, n2.low_cluster & 255, t1]);
    bag
}

/// Tags `words` into `tags`, which is emptied first.
pub(crate) fn tag(words: &[Lexeme], model: &impl Score<WIDTH>, tags: &mut Vec<Tag>) {
    tags.clear();
    for at in 0..words.len() {
        let scores = model.score(features(words, tags, at).as_slice());
        tags.push(best(&scores));
    }
}

/// The tag with the highest score, the first of equals.
pub(crate) fn best(scores: &[i32; WIDTH]) -> Tag {
    let mut best = 0;
    for at in 1..Tag::ALL.len() {
        if scores[at] > scores[best] {
            best = at;
        }
    }
    Tag::ALL[best]
}
