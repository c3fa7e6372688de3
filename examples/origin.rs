//! Judges how well copies of one text are told from texts of their own.
//!
//! ```text
//! cargo run --release --example origin -- TEXTS...
//! ```
//!
//! A file holds a JSON object a line with a text under `article`, or one object of objects
//! with a text under `articleBody`. Each text is held against every other, none of which
//! carries it, and against itself as another desk would print it: a third of its sentences
//! cut, a sentence moved, straight quotation marks, and one word in 1000, 20, 10 or 7
//! changed. Texts of fewer than 100 words are left out.

#![expect(clippy::print_stdout, reason = "a program that prints")]

use std::collections::BTreeSet;

use serde_json::Value;
use veracite::evidence::{Index, is_copy};
use veracite::page;
use veracite::page::Page;
use veracite::text::sentences;

const RATES: [u64; 4] = [1000, 20, 10, 7];

fn main() -> anyhow::Result<()> {
    let mut texts: BTreeSet<String> = BTreeSet::new();
    for file in std::env::args().skip(1) {
        let file = std::fs::read_to_string(file)?;
        let rows = serde_json::Deserializer::from_str(&file).into_iter::<Value>();
        for row in rows {
            collect(&row?, &mut texts);
        }
    }
    texts.retain(|text| text.split_whitespace().count() >= 100);
    let pages: Vec<Page> = texts.iter().map(|text| page::from_text(None, text)).collect();
    let indices: Vec<Index<'_>> = pages.iter().map(Index::new).collect();
    let (mut pairs, mut alarms) = (0, 0);
    for (at, one) in indices.iter().enumerate() {
        for (before, other) in indices[..at].iter().enumerate() {
            pairs += 1;
            if is_copy(one, other) {
                alarms += 1;
                println!("texts {before} and {at} are taken for one");
            }
        }
    }
    println!("{alarms} of {pairs} pairs of different texts are taken for one");
    for rate in RATES {
        let found = (1..).zip(&texts).zip(&indices).filter(|((seed, text), index)| {
            let edited = page::from_text(None, &edited(text, rate, *seed));
            is_copy(index, &Index::new(&edited))
        });
        println!(
            "{} of {} cut texts with one word in {rate} changed are found",
            found.count(),
            texts.len()
        );
    }
    Ok(())
}

/// Adds the texts of a row.
fn collect(row: &Value, texts: &mut BTreeSet<String>) {
    if let Some(text) = row["article"].as_str() {
        texts.insert(text.to_owned());
    } else if let Some(rows) = row.as_object() {
        let bodies = rows.values().filter_map(|row| row["articleBody"].as_str());
        texts.extend(bodies.map(str::to_owned));
    }
}

/// The text as another desk would print it.
fn edited(text: &str, rate: u64, seed: u64) -> String {
    let mut state = seed;
    // A linear congruential generator (Knuth's MMIX constants).
    let mut roll = |sides: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (state >> 33) % sides
    };
    let found = sentences(text).into_iter();
    let mut kept: Vec<&str> =
        found.filter(|_| roll(3) > 0).map(|span| span.of(text)).collect();
    if !kept.is_empty() {
        let moved = kept.remove(0);
        kept.push(moved);
    }
    let change = |word: &str| {
        if roll(rate) == 0 { format!("other{}", roll(999)) } else { word.to_owned() }
    };
    let words: Vec<String> = kept.join(" ").split(' ').map(change).collect();
    words.join(" ").replace(['“', '”'], "\"")
}
