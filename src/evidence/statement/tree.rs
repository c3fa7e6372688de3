//! A sentence as a tree: its words with what they hang on, and what each means.

use crate::evidence::token::{Class, Token};
use crate::grammar::frame::{self, Frame};
use crate::grammar::{self, Parser, Relation, Tag};
use crate::lexicon;
use crate::text::{Span, fold};

/// Words and marks of a sentence that are read. Each is held against each of another, so
/// that an endless sentence must not be read whole.
const MOST: usize = 2 * grammar::LONGEST;

/// A word of a sentence.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Node {
    /// Where it is.
    pub(crate) span: Span,
    /// What sort of word it is.
    pub(crate) tag: Tag,
    /// The node it hangs on.
    pub(crate) head: Option<usize>,
    /// How it hangs on it.
    pub(crate) relation: Relation,
    /// The word as the comparison sees it; `None` for marks.
    pub(crate) token: Option<Token>,
    /// Its entry in the lexicon, if it is a content word.
    pub(crate) entry: Option<lexicon::Word>,
    first_child: Option<usize>,
    next_sibling: Option<usize>,
}

impl Node {
    /// Whether it tells what the sentence speaks of.
    pub(crate) fn is_content(&self) -> bool {
        let is_light =
            matches!(self.tag, Tag::Auxiliary | Tag::Negator | Tag::Punctuation);
        !is_light && self.token.is_some_and(|token| token.class != Class::Function)
    }

    /// Whether it is a content word that is neither name nor figure: one that can be
    /// affirmed or denied.
    pub(crate) fn is_plain(&self) -> bool {
        self.is_content() && self.token.is_some_and(|token| token.class == Class::Content)
    }
}

/// Words between a verb and what is shown with it.
const REACH: usize = 4;

/// A sentence as a tree.
#[derive(Debug)]
pub(crate) struct Tree {
    text: String,
    /// Where the sentence starts in the text that places refer to.
    start: usize,
    /// Its words and marks, in order.
    pub(crate) nodes: Vec<Node>,
    frames: Vec<Frame>,
}

impl Tree {
    /// Parses the sentence at `place` of `text`, whose words are `tokens`.
    pub(crate) fn new(text: &str, place: Span, tokens: &[Token]) -> Self {
        let mut words = grammar::parse(&mut Parser::default(), place.of(text));
        words.truncate(MOST);
        let n_words = words.len();
        for word in &mut words {
            word.head = word.head.filter(|&head| (head as usize) < n_words);
        }
        let frames = frame::frames(place.of(text), &words);
        let mut nodes: Vec<Node> = Vec::with_capacity(words.len());
        for word in &words {
            let span = word.span.shift(place.start);
            let at = tokens.partition_point(|token| token.span.end <= span.start);
            let token = tokens.get(at).filter(|token| token.span.start < span.end);
            nodes.push(Node {
                span,
                tag: word.tag,
                head: word.head.map(|head| head as usize),
                relation: word.relation,
                token: token.copied(),
                entry: None,
                first_child: None,
                next_sibling: None,
            });
        }
        for at in (0..nodes.len()).rev() {
            if nodes[at].is_content() {
                nodes[at].entry = lexicon::lookup(fold(nodes[at].span.of(text)).text());
            }
            if let Some(head) = nodes[at].head {
                nodes[at].next_sibling = nodes[head].first_child;
                nodes[head].first_child = Some(at);
            }
        }
        Self { text: place.of(text).to_owned(), start: place.start, nodes, frames }
    }

    /// A text on its own as one sentence.
    #[cfg(test)]
    pub(crate) fn of(text: &str) -> Self {
        let mut tokens = Vec::new();
        crate::evidence::token::Tokenizer::default().tokens(text, 0, &mut tokens);
        Self::new(text, Span::new(0, text.len()), &tokens)
    }

    /// The first place of a word.
    #[cfg(test)]
    pub(crate) fn find(&self, word: &str) -> usize {
        let mut nodes = 0..self.nodes.len();
        nodes.find(|&node| self.word(node) == word).expect("the word is there")
    }

    /// The roles of a verb, or of what stands with `is`.
    pub(crate) fn frame(&self, head: usize) -> Option<&Frame> {
        self.frames.iter().find(|frame| {
            frame.verb == head || frame.is_nominal && frame.object == Some(head)
        })
    }

    /// The words that hang on a word, in order.
    pub(crate) fn children(&self, node: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(self.nodes[node].first_child, |&at| {
            self.nodes[at].next_sibling
        })
    }

    /// Whether a word is what a clause says of its subject: a verb, or what stands with
    /// `is`.
    pub(crate) fn is_predicate(&self, node: usize) -> bool {
        let own = &self.nodes[node];
        let bound = matches!(own.relation, Relation::Adjective | Relation::Compound);
        own.tag.is_verb() && !bound
            || self.children(node).any(|one| self.nodes[one].relation == Relation::Copula)
    }

    /// A verb with the words before it that deny it or say how sure the text is, for a
    /// reader to see.
    pub(crate) fn shown(&self, node: usize) -> Span {
        let marks = self.children(node).filter(|&child| {
            let is_mark = matches!(
                self.nodes[child].relation,
                Relation::Auxiliary
                    | Relation::PassiveAuxiliary
                    | Relation::Copula
                    | Relation::Negation
                    | Relation::Adverb
            );
            is_mark && child < node && node - child <= REACH
        });
        marks.fold(self.nodes[node].span, |span, mark| span.cover(self.nodes[mark].span))
    }

    /// The head of the clause that a word stands in: verbs that hang on one another
    /// without a subject between them (`began to sell`) are one.
    pub(crate) fn clause(&self, node: usize) -> usize {
        let mut head = node;
        for at in self.up(node) {
            head = at;
            let is_open = self.nodes[at].relation == Relation::OpenComplement;
            if self.is_predicate(at) && !is_open {
                break;
            }
        }
        head
    }

    /// Whether the clause of a head compares: `a bigger sale`, `more than`.
    pub(crate) fn is_comparative(&self, head: usize) -> bool {
        (0..self.nodes.len()).any(|node| {
            let word = self.word(node);
            let ends = matches!(self.nodes[node].tag, Tag::Adjective | Tag::Adverb)
                && word.len() > 4
                && word.ends_with("er");
            (ends || self.is_in(node, &["less", "more", "worse"]))
                && !self.is_in(
                    node,
                    &["either", "ever", "former", "however", "never", "other"],
                )
                && self.clause(node) == head
        })
    }

    /// Whether a word stands under another and after it.
    pub(crate) fn follows(&self, node: usize, head: usize) -> bool {
        node > head && self.up(node).any(|at| at == head)
    }

    /// The word as written.
    pub(crate) fn word(&self, node: usize) -> &str {
        let Span { start, end } = self.nodes[node].span;
        &self.text[start - self.start..end - self.start]
    }

    /// Whether the word is one of a sorted list, in any case.
    pub(crate) fn is_in(&self, node: usize, sorted: &[&str]) -> bool {
        let word = self.word(node);
        let lower = |a: &str| {
            let theirs = a.bytes();
            theirs.cmp(word.bytes().map(|byte| byte.to_ascii_lowercase()))
        };
        sorted.binary_search_by(|one| lower(one)).is_ok()
    }

    /// A word and what it hangs on, up to the head of the sentence.
    pub(crate) fn up(&self, node: usize) -> impl Iterator<Item = usize> + '_ {
        let steps = std::iter::successors(Some(node), |&at| self.nodes[at].head);
        steps.take(self.nodes.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of each word, the head of the clause it stands in.
    #[track_caller]
    fn check(cases: &[(&str, &str, &str)]) {
        let found: Vec<(&str, &str, String)> = cases
            .iter()
            .map(|&(text, word, _)| {
                let tree = Tree::of(text);
                let head = tree.clause(tree.find(word));
                (text, word, tree.word(head).to_owned())
            })
            .collect();
        let expected: Vec<(&str, &str, String)> = cases
            .iter()
            .map(|&(text, word, head)| (text, word, head.to_owned()))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn words_stand_in_the_clause_of_their_verb() {
        check(&[
            ("The council sold the mill.", "mill", "sold"),
            ("The council sold the mill.", "council", "sold"),
            ("The council has sold the old mill.", "old", "sold"),
            ("The council began to sell the mill.", "mill", "began"),
            ("The mill is old.", "mill", "old"),
            ("The mill was sold by the council.", "council", "sold"),
            ("She said the council sold the mill.", "mill", "sold"),
            ("She said the council sold the mill.", "She", "said"),
            ("The council, which owns the bridge, sold the mill.", "bridge", "owns"),
            ("The council, which owns the bridge, sold the mill.", "mill", "sold"),
            ("The mill burned because the guard slept.", "mill", "burned"),
        ]);
    }

    #[test]
    fn an_endless_sentence_is_read_up_to_a_bound() {
        for text in ["the man saw it and ".repeat(1000), ", ".repeat(5000)] {
            let tree = Tree::of(&text);
            assert_eq!(tree.nodes.len(), MOST);
            assert!(tree.nodes.iter().all(|node| node.head.is_none_or(|at| at < MOST)));
        }
    }
}
