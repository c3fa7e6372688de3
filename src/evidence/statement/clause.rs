//! Clauses of the claim beside those of the page: which of them say the same thing.

use crate::evidence::index::Index;
use crate::evidence::statement::tree::Tree;
use crate::evidence::statement::twin::{Laid, Tie};
use crate::grammar::Tag;

/// A clause of the claim and one of the page, by their heads.
#[derive(Clone, Debug)]
pub(crate) struct Match {
    /// Head of the claim's clause.
    pub(crate) own: usize,
    /// Which of the page's trees.
    pub(crate) tree: usize,
    /// Head of the page's clause.
    pub(crate) other: usize,
    /// The words that answer one another.
    pub(crate) words: Vec<Pair>,
    /// The content words of the claim's clause with their weights.
    pub(crate) members: Vec<(usize, f64)>,
    /// Share of the weight of the claim's clause in these words, 0 to 1.
    pub(crate) share: f64,
    /// Share of it in words of the whole sentence of the page, 0 to 1.
    pub(crate) whole: f64,
    /// How many of its words that sentence has.
    pub(crate) n_whole: usize,
}

/// A word of the claim and one of the page that answers it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pair {
    pub(crate) own: usize,
    pub(crate) other: usize,
    pub(crate) tie: Tie,
    pub(crate) weight: f64,
}

impl Match {
    /// The share without some of the claim's words.
    pub(crate) fn share_without(&self, words: &[usize]) -> f64 {
        let taken = |pairs: &[(usize, f64)]| -> f64 {
            let kept = pairs.iter().filter(|(own, _)| !words.contains(own));
            kept.map(|(_, weight)| weight).sum()
        };
        let held: Vec<(usize, f64)> =
            self.words.iter().map(|pair| (pair.own, pair.weight)).collect();
        let all = taken(&self.members);
        if all > 0.0 { taken(&held) / all } else { 0.0 }
    }

    /// How the heads answer one another.
    pub(crate) fn heads(&self) -> Option<Tie> {
        let both = |pair: &&Pair| pair.own == self.own && pair.other == self.other;
        self.words.iter().find(both).map(|pair| pair.tie)
    }

    /// The verbs that answer one another: the heads, or one of them and a verb under the
    /// other (`sold` and `refused to sell`).
    pub(crate) fn verbs(&self, laid: &Laid<'_>) -> Option<Pair> {
        let both = |pair: &&Pair| pair.own == self.own && pair.other == self.other;
        let under = |pair: &&Pair| {
            (pair.own == self.own || pair.other == self.other)
                && laid.claim.nodes[pair.own].tag.is_verb()
                && laid.page[self.tree].nodes[pair.other].tag.is_verb()
        };
        let words = self.words.iter();
        words.clone().find(both).or_else(|| words.clone().find(under)).copied()
    }
}

/// Every clause of the claim with those of the page that share a word with it, in order
/// of the claim's.
pub(crate) fn matches(laid: &Laid<'_>, index: &Index<'_>) -> Vec<Match> {
    let mut found = Vec::new();
    let pages: Vec<Clauses> = laid.page.iter().map(|page| clauses(page)).collect();
    for (head, words) in clauses(laid.claim).groups {
        let members: Vec<(usize, f64)> =
            words.iter().map(|&word| (word, weight(laid.claim, word, index))).collect();
        for (tree, page) in pages.iter().enumerate() {
            let answered = |word: &usize| !laid.answers(tree, *word).is_empty();
            let spread: Vec<f64> = members
                .iter()
                .filter(|(word, _)| answered(word))
                .map(|(_, weight)| *weight)
                .collect();
            for (other, there) in &page.groups {
                let pairs = pairs(laid, tree, &members, there, (head, *other));
                if pairs.is_empty() {
                    continue;
                }
                let stands_for = has_pronoun(laid.page[tree], &page.members, *other);
                let all: f64 = members
                    .iter()
                    .filter(|(word, _)| {
                        let node = &laid.claim.nodes[*word];
                        let is_named = pairs.iter().any(|pair| pair.own == *word);
                        is_named || !(stands_for && node.tag == Tag::Proper)
                    })
                    .map(|(_, weight)| *weight)
                    .sum();
                let held: f64 = pairs
                    .iter()
                    .filter(|pair| pair.tie != Tie::Opposite || pair.own == head)
                    .map(|pair| pair.weight)
                    .sum();
                let of_all = |part: f64| if all > 0.0 { part / all } else { 0.0 };
                found.push(Match {
                    own: head,
                    tree,
                    other: *other,
                    words: pairs,
                    members: members.clone(),
                    share: of_all(held),
                    whole: of_all(spread.iter().sum()).min(1.0),
                    n_whole: spread.len(),
                });
            }
        }
    }
    found
}

/// The clauses of a sentence.
struct Clauses {
    /// For each word the head of the clause it stands in.
    members: Vec<usize>,
    /// The heads, each with the content words of its clause; none without.
    groups: Vec<(usize, Vec<usize>)>,
}

fn clauses(tree: &Tree) -> Clauses {
    let members: Vec<usize> =
        (0..tree.nodes.len()).map(|node| tree.clause(node)).collect();
    let groups = groups(tree, &members);
    Clauses { members, groups }
}

fn weight(tree: &Tree, node: usize, index: &Index<'_>) -> f64 {
    tree.nodes[node].token.map_or(0.0, |token| index.weight(&token))
}

/// The heads of clauses, each with its content words.
fn groups(tree: &Tree, members: &[usize]) -> Vec<(usize, Vec<usize>)> {
    let heads = (0..tree.nodes.len()).filter(|&node| members[node] == node);
    let content = |head: usize| {
        let inside = (0..tree.nodes.len()).filter(move |&node| members[node] == head);
        inside.filter(|&node| tree.nodes[node].is_content()).collect::<Vec<_>>()
    };
    let all = heads.map(|head| (head, content(head)));
    all.filter(|(_, words)| !words.is_empty()).collect()
}

/// Whether a pronoun in the clause may stand for a name.
fn has_pronoun(tree: &Tree, members: &[usize], head: usize) -> bool {
    let mut nodes = tree.nodes.iter().zip(members);
    nodes.any(|(node, member)| {
        *member == head && matches!(node.tag, Tag::Pronoun | Tag::Relative | Tag::Owner)
    })
}

fn pairs(
    laid: &Laid<'_>,
    tree: usize,
    own: &[(usize, f64)],
    other: &[usize],
    heads: (usize, usize),
) -> Vec<Pair> {
    let mut found = Vec::new();
    for &(word, weight) in own {
        let inside =
            laid.answers(tree, word).iter().filter(|(place, _)| other.contains(place));
        let best = inside.min_by_key(|(place, tie)| {
            let heads = (word, *place) == heads;
            (*tie, !heads)
        });
        found.extend(best.map(|&(other, tie)| Pair { own: word, other, tie, weight }));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page;

    /// The clauses that answer one another by all their words, as `claim~page` of their
    /// heads.
    #[track_caller]
    fn check(claim: &str, text: &str, expected: &[&str]) {
        let page = page::from_text(None, text);
        let index = Index::new(&page);
        let (own, other) = (Tree::of(claim), Tree::of(text));
        let laid = Laid::new(&own, vec![&other]);
        let all = matches(&laid, &index);
        let whole = all.iter().filter(|found| found.share > 0.99);
        let told: Vec<String> = whole
            .map(|found| format!("{}~{}", own.word(found.own), other.word(found.other)))
            .collect();
        assert_eq!(told, expected, "{claim:?} / {text:?}");
    }

    #[test]
    fn clauses_with_the_same_words_answer_one_another() {
        for (claim, page, expected) in [
            (
                "The council sold the mill.",
                "The council sold the mill.",
                &["sold~sold"][..],
            ),
            (
                "The council sold the mill.",
                "The mill was sold by the council.",
                &["sold~sold"],
            ),
            (
                "The council sold the mill.",
                "She said the council sold the mill.",
                &["sold~sold"],
            ),
            ("The council sold the mill.", "Rain fell.", &[]),
            ("", "The council sold the mill.", &[]),
            ("The council sold the mill.", "", &[]),
        ] {
            check(claim, page, expected);
        }
    }

    #[test]
    fn words_can_be_left_out_of_a_share() {
        let text = "The council sold the mill.";
        let page = page::from_text(None, text);
        let index = Index::new(&page);
        let tree = Tree::of(text);
        let other = Tree::of("The guard sold the mill.");
        let laid = Laid::new(&tree, vec![&other]);
        let found = matches(&laid, &index);
        let without = found[0].share_without(&[tree.find("council")]);
        assert!(found[0].share < 0.99 && without > 0.99);
        assert_eq!(found[0].heads(), Some(Tie::Same));
    }
}
