//! The grammar of English sentences: what sort of word each is, and which word hangs on
//! which.
//!
//! Tags and arcs come from linear models that were trained on a treebank and ship inside
//! the program (`data/grammar.bin`, made by `examples/train_grammar`). They are right
//! for most words, not all; `data/README.md` tells how often. So what is read here may
//! weigh for or against a finding, and should not be the only ground for one.
//!
//! Texts are hostile: any string gives words, each piece of at most [`LONGEST`] words is
//! one tree, and time is linear in the length of the text.

pub mod frame;
pub mod judgement;
pub mod training;
mod feature;
mod learner;
mod lexeme;
mod model;
mod relation;
mod saying;
mod tag;
mod tagger;
mod template;
mod token;
mod transition;

pub use self::relation::Relation;
pub use self::tag::Tag;

use crate::grammar::feature::Bag;
use crate::grammar::lexeme::Lexeme;
use crate::grammar::model::Model;
use crate::grammar::transition::State;
use crate::text::Span;

/// Most words in one tree; a longer sentence is cut, after a mark where there is one.
pub const LONGEST: usize = 120;

/// A word or mark of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Where it is.
    pub span: Span,
    /// What sort of word it is.
    pub tag: Tag,
    /// Index of the word it hangs on; `None` for the head of a sentence.
    pub head: Option<u32>,
    /// How it hangs on its head.
    pub relation: Relation,
}

/// The models, and room to work in. To make one costs nothing; to use one for many
/// sentences spares a few allocations a sentence.
#[derive(Clone, Debug)]
pub struct Parser<'d> {
    model: Model<'d>,
    spans: Vec<Span>,
    words: Vec<Lexeme>,
    tags: Vec<Tag>,
    kept: Vec<usize>,
    state: State,
    buffer: String,
}

impl Default for Parser<'static> {
    fn default() -> Self {
        Self::with(Model::shipped())
    }
}

impl<'d> Parser<'d> {
    /// A parser with weights other than the shipped ones, as [`training::train`] gives
    /// them; `None` where `data` is not in their form.
    #[must_use]
    pub fn read(data: &'d [u8]) -> Option<Self> {
        Model::read(data).map(Self::with)
    }

    fn with(model: Model<'d>) -> Self {
        Self {
            model,
            spans: Vec::new(),
            words: Vec::new(),
            tags: Vec::new(),
            kept: Vec::new(),
            state: State::default(),
            buffer: String::new(),
        }
    }

    /// Parses the tokens at `spans` of `text`, at most [`LONGEST`], as one sentence; heads
    /// count from `base`.
    fn sentence(
        &mut self,
        text: &str,
        spans: &[Span],
        base: usize,
        into: &mut Vec<Word>,
    ) {
        let mut bag = Bag::default();
        self.words.clear();
        self.words.reserve(spans.len());
        for span in spans {
            let form = span.of(text);
            self.words.push(Lexeme::read(form, self.model.clusters, &mut self.buffer));
        }
        tagger::tag(&self.words, &self.model.tags, &mut self.tags, &mut bag);
        self.kept.clear();
        self.kept.reserve(spans.len());
        let parts = self.words.iter().zip(&self.tags).enumerate();
        self.kept.extend(
            parts
                .filter(|(_, (word, tag))| transition::takes_part(word, **tag))
                .map(|(at, _)| at),
        );
        self.state.fill(&self.words, &self.tags, &self.kept);
        self.state.parse(&self.model.moves, &self.model.relations, &mut bag);

        let first = into.len();
        into.extend(spans.iter().zip(&self.tags).map(|(span, tag)| Word {
            span: *span,
            tag: *tag,
            head: None,
            relation: Relation::Punctuation,
        }));
        let words = &mut into[first..];
        for (node, at) in self.state.nodes.iter().zip(&self.kept) {
            words[*at].head =
                node.head.map(|head| index(base + self.kept[head as usize]));
            words[*at].relation = node.relation;
            let form = words[*at].span.of(text);
            if is_denial(form, node.relation) {
                words[*at].relation = Relation::Negation;
            } else if node.relation == Relation::PassiveAuxiliary && !makes_passive(form)
            {
                words[*at].relation = Relation::Auxiliary;
            }
        }
        hang_marks(words, &self.kept, base);
    }
}

/// The words of `text`, taken for one sentence, with their tags and heads.
///
/// # Examples
///
/// ```
/// use veracite::grammar::{self, Parser, Relation};
///
/// let text = "The council sold the mill.";
/// let words = grammar::parse(&mut Parser::default(), text);
/// let subject = words.iter().find(|word| word.relation == Relation::Subject).unwrap();
/// assert_eq!(subject.span.of(text), "council");
/// assert_eq!(words[subject.head.unwrap() as usize].span.of(text), "sold");
/// ```
#[must_use]
pub fn parse(parser: &mut Parser<'_>, text: &str) -> Vec<Word> {
    let mut spans = std::mem::take(&mut parser.spans);
    token::split(text, &mut spans);
    let mut words = Vec::with_capacity(spans.len());
    let mut rest = spans.as_slice();
    while !rest.is_empty() {
        let (piece, after) = rest.split_at(end_of_piece(text, rest));
        parser.sentence(text, piece, words.len(), &mut words);
        rest = after;
    }
    parser.spans = spans;
    words
}

/// How many of `spans` make the next tree.
fn end_of_piece(text: &str, spans: &[Span]) -> usize {
    if spans.len() <= LONGEST {
        return spans.len();
    }
    let is_mark =
        |span: &Span| matches!(span.of(text), "." | ";" | "," | ":" | "!" | "?");
    let after = spans[..LONGEST].iter().rposition(is_mark).map(|at| at + 1);
    after.filter(|end| *end > LONGEST / 2).unwrap_or(LONGEST)
}

fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Whether `form` denies the word it hangs on.
fn is_denial(form: &str, relation: Relation) -> bool {
    let is = |words: &[&str]| words.iter().any(|word| form.eq_ignore_ascii_case(word));
    match relation {
        Relation::Determiner => is(&["no", "neither"]),
        Relation::Root => false,
        _ => is(&["not", "n't", "n’t", "never"]),
    }
}

/// Whether `form` is a form of `be` or `get`: nothing else makes a passive.
fn makes_passive(form: &str) -> bool {
    [
        "am", "are", "be", "been", "being", "get", "gets", "getting", "got", "gotten",
        "is", "was", "were", "'s", "’s", "'re", "’re", "'m", "’m",
    ]
    .iter()
    .any(|word| form.eq_ignore_ascii_case(word))
}

/// Hangs each mark on the word it sets off: the head of what follows it if that hangs on
/// something before, else the head of what comes before it.
fn hang_marks(words: &mut [Word], kept: &[usize], base: usize) {
    let mut following = 0;
    for at in 0..words.len() {
        if kept.get(following) == Some(&at) {
            following += 1;
            continue;
        }
        let before = following.checked_sub(1).and_then(|at| kept.get(at));
        let after = kept.get(following);
        let up = |from: usize, stays: &dyn Fn(usize) -> bool| {
            let mut top = from;
            while let Some(head) = words[top].head.map(|head| head as usize - base) {
                if !stays(head) {
                    return (top, Some(head));
                }
                top = head;
            }
            (top, None)
        };
        let head = match (before, after) {
            (None, None) if at == 0 => None,
            (None, None) => Some(0),
            (Some(before), None) => Some(up(*before, &|_| true).0),
            (None, Some(after)) => Some(up(*after, &|_| true).0),
            (Some(before), Some(after)) => match up(*after, &|head| head > at) {
                (top, Some(_)) => Some(top),
                (top, None) => Some(up(*before, &|head| head < at).1.unwrap_or(top)),
            },
        };
        words[at].head = head.map(|head| index(base + head));
        if head.is_none() {
            words[at].relation = Relation::Root;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, Tag, Relation, &str)]) {
        let words = parse(&mut Parser::default(), text);
        let read: Vec<_> = words
            .iter()
            .map(|word| {
                let head =
                    word.head.map_or("", |head| words[head as usize].span.of(text));
                (word.span.of(text), word.tag, word.relation, head)
            })
            .collect();
        assert_eq!(read, expected);
    }

    #[test]
    fn words_hang_on_their_heads() {
        check(
            "The old council bought it.",
            &[
                ("The", Tag::Determiner, Relation::Determiner, "council"),
                ("old", Tag::Adjective, Relation::Adjective, "council"),
                ("council", Tag::Noun, Relation::Subject, "bought"),
                ("bought", Tag::Past, Relation::Root, ""),
                ("it", Tag::Pronoun, Relation::Object, "bought"),
                (".", Tag::Punctuation, Relation::Punctuation, "bought"),
            ],
        );
    }

    #[test]
    fn text_without_words_has_a_head_too() {
        check("", &[]);
        check("?!", &[("?!", Tag::Punctuation, Relation::Root, "")]);
    }

    #[test]
    fn an_endless_sentence_is_cut() {
        let text = "the man saw it and ".repeat(200);
        let words = parse(&mut Parser::default(), &text);
        let n_roots = words.iter().filter(|word| word.head.is_none()).count();
        assert_eq!((words.len(), n_roots), (1000, 1000_usize.div_ceil(LONGEST)));
    }

    #[test]
    fn data_in_another_form_is_refused() {
        assert!(Parser::read(b"").is_none());
        assert!(Parser::read(&[0; 256]).is_none());
    }
}

#[cfg(test)]
mod properties {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn any_text_gives_trees(text in "(\\PC|[a-z.,'’\" -]){0,120}") {
            let words = parse(&mut Parser::default(), &text);
            let mut end = 0;
            for word in &words {
                prop_assert!(word.span.start >= end && !word.span.of(&text).is_empty());
                end = word.span.end;
                let mut here = word;
                for step in 0.. {
                    prop_assert!(step <= LONGEST);
                    let Some(head) = here.head else { break };
                    here = &words[head as usize];
                }
            }
        }
    }
}
