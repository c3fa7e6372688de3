//! Judges by how much the page that a claim cites comes closest to it among others.
//!
//! ```text
//! cargo run --release --example retrieve -- ROWS.jsonl [OTHERS]
//! ```
//!
//! A row is `{"claim": "…", "text": "…" or "evidence": ["…"], "label": "supported"}`, as
//! `WiCE` (Kamoi and others, 2023) gives them. Each claim's own page stands among those of
//! the 11 (or `OTHERS`) rows that follow it in steps of a fixed stride and have another
//! page. Printed by label are the share of claims whose own page is closer than every
//! other (one as close counts against it), and what share of own pages and of the others is
//! as close as each tenth: the bar of `evidence::is_on_subject` is from there.

#![expect(clippy::print_stdout, reason = "a program that prints")]
#![expect(clippy::cast_precision_loss, reason = "counts of rows are small")]

use std::collections::BTreeMap;
use std::io::BufRead;

use serde::Deserialize;
use veracite::claim::{self, Claim};
use veracite::evidence::{Index, Subject};
use veracite::page::{self, Page};

#[derive(Deserialize)]
struct Row {
    claim: String,
    text: Option<String>,
    evidence: Option<Vec<String>>,
    label: String,
}

/// How many of the pages that a claim was held against passed a bar.
#[derive(Default)]
struct Passed {
    own: usize,
    other: usize,
}

/// What was counted for the claims of one label.
#[derive(Default)]
struct Count {
    claims: usize,
    others: usize,
    first: usize,
    /// By bar of closeness, in tenths.
    close: [Passed; 10],
}

/// Other pages that a claim is held against, unless told otherwise.
const OTHERS: usize = 11;
/// Rows between one other page and the next: rows that stand together may be of one
/// subject, and a prime leaves no row out.
const STRIDE: usize = 29;

fn main() -> anyhow::Result<()> {
    let mut args = std::env::args().skip(1);
    let Some(file) = args.next() else { anyhow::bail!("give a file of rows") };
    let others = args.next().map_or(Ok(OTHERS), |others| others.parse())?;
    let mut rows: Vec<Row> = Vec::new();
    for line in std::io::BufReader::new(std::fs::File::open(file)?).lines() {
        rows.push(serde_json::from_str(&line?)?);
    }
    let pages: Vec<Page> = rows.iter().map(page).collect();
    let indices: Vec<Index<'_>> = pages.iter().map(Index::new).collect();
    let mut counts: BTreeMap<&str, Count> = BTreeMap::new();
    for (at, row) in rows.iter().enumerate() {
        let claim = claim::read(&row.claim, None);
        let count = counts.entry(&row.label).or_default();
        judge(&claim, at, &indices, others, count);
    }
    for (label, count) in &counts {
        show(label, count);
    }
    Ok(())
}

fn page(row: &Row) -> Page {
    match &row.evidence {
        Some(sentences) => page::from_sentences(sentences.iter().map(String::as_str)),
        None => page::from_text(None, row.text.as_deref().unwrap_or_default()),
    }
}

/// Holds the claim of the row at `own` against its page and the others.
fn judge(
    claim: &Claim,
    own: usize,
    indices: &[Index<'_>],
    others: usize,
    to: &mut Count,
) {
    let subject = Subject::of(claim);
    let text = |at: usize| indices[at].page().text.as_str();
    let mut chosen: Vec<usize> = Vec::new();
    for step in 1..indices.len() {
        let at = (own + step * STRIDE) % indices.len();
        let is_known = chosen.iter().any(|&other| text(other) == text(at));
        if chosen.len() < others && text(at) != text(own) && !is_known {
            chosen.push(at);
        }
    }
    let close = subject.closeness(&indices[own]);
    let mut is_first = true;
    note(to, close, |passed| &mut passed.own);
    for &other in &chosen {
        let its = subject.closeness(&indices[other]);
        is_first &= close > its;
        note(to, its, |passed| &mut passed.other);
    }
    to.claims += 1;
    to.others += chosen.len();
    to.first += usize::from(is_first);
}

/// Notes which bars a page passes.
fn note(to: &mut Count, close: f64, side: impl Fn(&mut Passed) -> &mut usize) {
    for (bar, passed) in (0_u8..).zip(&mut to.close) {
        *side(passed) += usize::from(close >= f64::from(bar) / 10.0);
    }
}

fn show(label: &str, count: &Count) {
    let share = |part: usize, of: usize| part as f64 / of.max(1) as f64;
    println!(
        "{label}: own page first for {} of {} claims, {:.3}",
        count.first,
        count.claims,
        share(count.first, count.claims)
    );
    let line = |bar: &str, passed: &Passed| {
        let own = share(passed.own, count.claims);
        let other = share(passed.other, count.others);
        println!("  {bar}: own pages {own:.3}, others {other:.4}");
    };
    for (bar, passed) in count.close.iter().enumerate().skip(1) {
        line(&format!("as close as 0.{bar}"), passed);
    }
}
