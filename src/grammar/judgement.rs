//! How often the models are right on sentences whose tree is known.

use crate::grammar::training::Known;
use crate::grammar::{self, Parser, Relation, Word};
use crate::text::Span;

/// Counts of words read right. Sentences longer than [`grammar::LONGEST`] are left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Judgement {
    /// Words and marks.
    pub n_words: usize,
    /// Those with the right universal part of speech.
    pub n_universal: usize,
    /// Those with the right tag of ours.
    pub n_tags: usize,
    /// Words that are no marks.
    pub n_arcs: usize,
    /// Those with the right head.
    pub n_heads: usize,
    /// Those with the right head and relation.
    pub n_labelled: usize,
    /// Words that are subjects, active or passive, or objects, or are taken for one.
    pub n_roles: usize,
    /// Those with the right head and relation.
    pub n_roles_right: usize,
}

impl Judgement {
    /// Reads the words of `known` with `parser` and counts what is right.
    pub fn add(&mut self, parser: &mut Parser<'_>, known: &[Known]) {
        if known.len() > grammar::LONGEST {
            return;
        }
        let mut text = String::new();
        let mut spans = Vec::with_capacity(known.len());
        for word in known {
            let start = text.len();
            text.push_str(&word.form);
            spans.push(Span::new(start, text.len()));
            text.push(' ');
        }
        let mut words = Vec::with_capacity(known.len());
        parser.sentence(&text, &spans, 0, &mut words);
        for (word, known) in words.iter().zip(known) {
            self.count(word, known);
        }
    }

    fn count(&mut self, word: &Word, known: &Known) {
        let yes = usize::from;
        self.n_words += 1;
        self.n_universal += yes(word.tag.universal() == known.tag.universal());
        self.n_tags += yes(word.tag == known.tag);
        if known.relation == Relation::Punctuation {
            return;
        }
        let expected = if grammar::is_denial(&known.form, known.relation) {
            Relation::Negation
        } else {
            known.relation
        };
        let is_head = word.head == known.head;
        let is_right = is_head && word.relation == expected;
        self.n_arcs += 1;
        self.n_heads += yes(is_head);
        self.n_labelled += yes(is_right);
        let is_role = |relation| {
            matches!(
                relation,
                Relation::Subject | Relation::PassiveSubject | Relation::Object
            )
        };
        if is_role(expected) || is_role(word.relation) {
            self.n_roles += 1;
            self.n_roles_right += yes(is_right);
        }
    }
}
