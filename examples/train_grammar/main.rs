//! Trains the tagger and parser of `grammar`, and judges them on sentences held out.
//!
//! ```text
//! cargo run --release --example train_grammar -- --lexemes FOLDER \
//!     [--rounds N] [--voices N] [--buckets N,N,N] [--margins N,N,N] [--dropout N] \
//!     [--output data/grammar.bin] TREEBANK.conllu...
//! ```
//!
//! A treebank is in CoNLL-U (universaldependencies.org/format). `FOLDER` has the tables of
//! lexemes of spacy-lookups-data, which tell classes of words. Without `--output`,
//! every seventh document of each treebank is held out, and accuracy on these is printed;
//! with it, all documents are learnt from and the weights are written.

#![expect(clippy::print_stdout, reason = "a program that prints")]
#![expect(clippy::cast_precision_loss, reason = "counts of words are small")]

mod class;

use std::path::PathBuf;

use anyhow::Context;
use veracite::grammar::judgement::Judgement;
use veracite::grammar::training::{self, Known, Recipe};
use veracite::grammar::{Parser, Relation, Tag};

/// One document of this many is held out.
const HELD_OUT: usize = 7;

/// What was asked for.
#[derive(Default)]
struct Options {
    lexemes: PathBuf,
    output: Option<PathBuf>,
    recipe: Recipe,
    treebanks: Vec<PathBuf>,
}

impl Options {
    fn read(mut words: impl Iterator<Item = String>) -> anyhow::Result<Self> {
        let mut options = Self::default();
        while let Some(word) = words.next() {
            let mut value = || words.next().with_context(|| format!("{word} of what?"));
            match word.as_str() {
                "--lexemes" => options.lexemes = value()?.into(),
                "--output" => options.output = Some(value()?.into()),
                "--rounds" => options.recipe.n_rounds = value()?.parse()?,
                "--voices" => options.recipe.n_voices = value()?.parse()?,
                "--dropout" => options.recipe.dropout = value()?.parse()?,
                "--buckets" => {
                    for (count, given) in
                        options.recipe.n_buckets.iter_mut().zip(value()?.split(','))
                    {
                        *count = given.parse()?;
                    }
                }
                "--margins" => {
                    for (margin, given) in
                        options.recipe.margins.iter_mut().zip(value()?.split(','))
                    {
                        *margin = given.parse()?;
                    }
                }
                _ => options.treebanks.push(word.into()),
            }
        }
        Ok(options)
    }
}

fn main() -> anyhow::Result<()> {
    let options = Options::read(std::env::args().skip(1))?;
    let classes = class::read(&options.lexemes)?;
    let (mut known, mut held_out) = (Vec::new(), Vec::new());
    for path in &options.treebanks {
        let text = std::fs::read_to_string(path)
            .with_context(|| format!("reading {}", path.display()))?;
        for (at, document) in documents(&text).into_iter().enumerate() {
            let is_held_out = options.output.is_none() && at % HELD_OUT == HELD_OUT - 1;
            let kept = if is_held_out { &mut held_out } else { &mut known };
            kept.extend(document);
        }
    }
    let data = training::train(&known, &classes, options.recipe);
    println!("{} sentences learnt from, {} bytes", known.len(), data.len());
    if let Some(path) = options.output {
        return std::fs::write(&path, data)
            .with_context(|| format!("writing {}", path.display()));
    }
    judge("learnt from", &data, &known);
    judge("held out", &data, &held_out);
    Ok(())
}

fn judge(name: &str, data: &[u8], sentences: &[Vec<Known>]) {
    let mut parser = Parser::read(data).expect("the weights were just made");
    let mut judgement = Judgement::default();
    for sentence in sentences {
        judgement.add(&mut parser, sentence);
    }
    let share = |right: usize, of: usize| 100.0 * right as f64 / of.max(1) as f64;
    println!(
        "{name}: {} sentences, {} words; UPOS {:.2}, tags {:.2}; {} arcs without marks: \
         UAS {:.2}, LAS {:.2}; subjects and objects {:.2}",
        sentences.len(),
        judgement.n_words,
        share(judgement.n_universal, judgement.n_words),
        share(judgement.n_tags, judgement.n_words),
        judgement.n_arcs,
        share(judgement.n_heads, judgement.n_arcs),
        share(judgement.n_labelled, judgement.n_arcs),
        share(judgement.n_roles_right, judgement.n_roles),
    );
}

/// The sentences of each document.
fn documents(text: &str) -> Vec<Vec<Vec<Known>>> {
    let mut documents: Vec<Vec<Vec<Known>>> = Vec::new();
    for block in text.split("\n\n") {
        if documents.is_empty() || block.lines().any(|line| line.starts_with("# newdoc"))
        {
            documents.push(Vec::new());
        }
        let words: Vec<Known> = block.lines().filter_map(word).collect();
        if let Some(last) = documents.last_mut().filter(|_| !words.is_empty()) {
            last.push(words);
        }
    }
    documents
}

/// The word on a line; lines for words that span several, or that are not there, give none.
fn word(line: &str) -> Option<Known> {
    let fields: Vec<&str> = line.split('\t').collect();
    let [id, form, _, part, fine, _, head, relation, ..] = fields[..] else {
        return None;
    };
    id.parse::<u32>().ok()?;
    Some(Known {
        form: form.to_owned(),
        tag: tag(part, fine, form),
        head: head.parse::<u32>().ok()?.checked_sub(1),
        relation: relation_of(relation),
    })
}

/// Our tag for a universal part of speech and a Penn Treebank tag.
fn tag(part: &str, fine: &str, form: &str) -> Tag {
    match (part, fine) {
        ("ADJ", _) => Tag::Adjective,
        ("ADP", _) => Tag::Adposition,
        ("ADV", _) => Tag::Adverb,
        ("AUX", _) => Tag::Auxiliary,
        ("CCONJ", _) => Tag::Coordinator,
        ("DET", _) => Tag::Determiner,
        ("INTJ", _) => Tag::Interjection,
        ("NOUN", "NNS") => Tag::Plural,
        ("NOUN", _) => Tag::Noun,
        ("NUM", _) => Tag::Number,
        ("PART", "POS") => Tag::Possessive,
        ("PART", "TO") => Tag::To,
        ("PART", _) if form.eq_ignore_ascii_case("to") => Tag::To,
        ("PART", _) => Tag::Negator,
        ("PRON", "PRP$" | "WP$") => Tag::Owner,
        ("PRON", "WP" | "WDT") => Tag::Relative,
        ("PRON", _) => Tag::Pronoun,
        ("PROPN", _) => Tag::Proper,
        ("PUNCT", _) => Tag::Punctuation,
        ("SCONJ", _) => Tag::Subordinator,
        ("SYM", _) => Tag::Symbol,
        ("VERB", "VBD") => Tag::Past,
        ("VERB", "VBP" | "VBZ") => Tag::Present,
        ("VERB", "VBG") => Tag::Gerund,
        ("VERB", "VBN") => Tag::Participle,
        ("VERB", _) => Tag::Base,
        _ => Tag::Other,
    }
}

/// Our relation for a universal one.
fn relation_of(name: &str) -> Relation {
    match name {
        "root" => Relation::Root,
        "punct" => Relation::Punctuation,
        "nsubj" | "nsubj:outer" | "expl" => Relation::Subject,
        "nsubj:pass" => Relation::PassiveSubject,
        "csubj" | "csubj:pass" | "csubj:outer" => Relation::ClauseSubject,
        "obj" => Relation::Object,
        "iobj" => Relation::Recipient,
        "obl" | "obl:unmarked" => Relation::Oblique,
        "obl:agent" => Relation::Agent,
        "aux" => Relation::Auxiliary,
        "aux:pass" => Relation::PassiveAuxiliary,
        "cop" => Relation::Copula,
        "advmod" => Relation::Adverb,
        "amod" => Relation::Adjective,
        "nmod" | "nmod:unmarked" => Relation::Nominal,
        "nmod:poss" => Relation::Possessive,
        "nummod" => Relation::Number,
        "compound" | "nmod:desc" => Relation::Compound,
        "flat" => Relation::Flat,
        "compound:prt" => Relation::Particle,
        "appos" => Relation::Apposition,
        "conj" => Relation::Conjunct,
        "cc" | "cc:preconj" => Relation::Coordinator,
        "mark" => Relation::Mark,
        "case" => Relation::Case,
        "det" | "det:predet" => Relation::Determiner,
        "ccomp" => Relation::Complement,
        "xcomp" => Relation::OpenComplement,
        "advcl" | "advcl:relcl" => Relation::AdverbClause,
        "acl" => Relation::NounClause,
        "acl:relcl" => Relation::RelativeClause,
        "parataxis" => Relation::Parataxis,
        _ => Relation::Other,
    }
}
