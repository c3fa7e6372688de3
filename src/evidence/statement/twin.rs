//! The claim's words beside those of the page that mean the same, or the contrary.

use crate::evidence::statement::tree::{Node, Tree};
use crate::lexicon::Relation;

/// How a word of the page answers one of the claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Tie {
    /// The same word in any form.
    Same,
    /// Another word that may mean the same.
    Alike,
    /// A word that means the contrary.
    Opposite,
}

/// A claim laid over the page's closest sentences.
pub(crate) struct Laid<'l> {
    /// The claim.
    pub(crate) claim: &'l Tree,
    /// The sentences.
    pub(crate) page: Vec<&'l Tree>,
    /// For each tree and word of the claim, the words that answer it.
    ties: Vec<Vec<Vec<(usize, Tie)>>>,
}

impl<'l> Laid<'l> {
    pub(crate) fn new(claim: &'l Tree, page: Vec<&'l Tree>) -> Self {
        let over = |tree: &&Tree| {
            let own = claim.nodes.iter();
            own.map(|node| answers(node, tree)).collect::<Vec<_>>()
        };
        let ties = page.iter().map(over).collect();
        Self { claim, page, ties }
    }

    /// The words of a tree that answer one of the claim.
    pub(crate) fn answers(&self, tree: usize, own: usize) -> &[(usize, Tie)] {
        &self.ties[tree][own]
    }

    /// Whether the page has a word of the claim, or another that may mean the same.
    pub(crate) fn has(&self, own: usize) -> bool {
        (0..self.page.len()).any(|tree| self.has_in(tree, own))
    }

    /// The same, for one of its sentences.
    pub(crate) fn has_in(&self, tree: usize, own: usize) -> bool {
        self.answers(tree, own).iter().any(|(_, tie)| *tie != Tie::Opposite)
    }

    /// Whether a sentence has the very word, in any form.
    pub(crate) fn has_same_in(&self, tree: usize, own: usize) -> bool {
        self.answers(tree, own).iter().any(|(_, tie)| *tie == Tie::Same)
    }

    /// How like in use the closest word of the page is to one of the claim, 0 to 1.
    pub(crate) fn likeness(&self, own: usize) -> f64 {
        let node = &self.claim.nodes[own];
        let Some(entry) = node.entry.filter(|_| node.is_plain()) else { return 0.0 };
        let theirs = self.page.iter().flat_map(|tree| &tree.nodes);
        let plain = theirs.filter(|node| node.is_plain()).filter_map(|node| node.entry);
        let likeness = plain.filter_map(|other| entry.similarity(other)).map(f64::from);
        likeness.fold(0.0, f64::max)
    }
}

/// The words of a tree that answer a word.
fn answers(own: &Node, tree: &Tree) -> Vec<(usize, Tie)> {
    if !own.is_content() {
        return Vec::new();
    }
    let content = tree.nodes.iter().enumerate().filter(|(_, node)| node.is_content());
    content.filter_map(|(at, node)| tie(own, node).map(|tie| (at, tie))).collect()
}

/// How two words answer one another.
pub(crate) fn tie(own: &Node, other: &Node) -> Option<Tie> {
    if own.token?.stem == other.token?.stem {
        return Some(Tie::Same);
    }
    match own.entry?.relation(other.entry?)? {
        Relation::SameLemma => Some(Tie::Same),
        Relation::Opposite => Some(Tie::Opposite),
        Relation::Derived | Relation::Synonym | Relation::Kind => Some(Tie::Alike),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(cases: &[(&str, &str, Option<Tie>)]) {
        let found: Vec<(&str, &str, Option<Tie>)> = cases
            .iter()
            .map(|&(own, other, _)| {
                let (one, two) = (Tree::of(own), Tree::of(other));
                (own, other, tie(&one.nodes[0], &two.nodes[0]))
            })
            .collect();
        assert_eq!(found, cases);
    }

    #[test]
    fn words_answer_one_another_by_form_meaning_or_contrast() {
        check(&[
            ("sold", "sold", Some(Tie::Same)),
            ("sold", "selling", Some(Tie::Same)),
            ("mills", "mill", Some(Tie::Same)),
            ("resign", "resignation", Some(Tie::Same)),
            ("buy", "purchase", Some(Tie::Alike)),
            ("rose", "fell", Some(Tie::Opposite)),
            ("mill", "herring", None),
            ("xyzzy", "mill", None),
            ("12", "12", Some(Tie::Same)),
            ("12", "13", None),
        ]);
    }

    #[test]
    fn a_word_that_the_page_has_in_any_sentence_is_there() {
        let claim = Tree::of("The council sold the mill.");
        let pages =
            [Tree::of("Rain fell on the council."), Tree::of("A river was bought.")];
        let laid = Laid::new(&claim, pages.iter().collect());
        assert!(laid.has(claim.find("council")));
        assert!(!laid.has(claim.find("mill")));
        assert_eq!(laid.answers(0, claim.find("council")).len(), 1);
        assert!(laid.answers(0, claim.find("The")).is_empty());
    }
}
