//! `veracite compare`: a claim and a page in, a verdict out; one, or a stream.

mod batch;
mod row;

use std::fs::File;
use std::io::{self, BufRead, BufReader};

use anyhow::Context;
use veracite::evidence::{self, Index};
use veracite::report::text::{self, Comparison};
use veracite::{claim, verdict};

use crate::args::CompareArgs;
use crate::exit::Exit;
use crate::input;
use crate::output::{self, Output};

pub(crate) fn run(args: &CompareArgs, output: Output) -> anyhow::Result<Exit> {
    match (&args.claim, &args.page, &args.jsonl) {
        (Some(claim), Some(page), _) => one(claim, page, output),
        (_, _, Some(rows)) => stream(rows),
        _ => anyhow::bail!("give --claim and --page, or --jsonl"),
    }
}

/// One claim against one page.
fn one(claim: &str, page: &str, output: Output) -> anyhow::Result<Exit> {
    if !claim.contains(char::is_alphanumeric) {
        anyhow::bail!("the claim has no words; give a sentence with --claim");
    }
    let claim = claim::read(claim, None);
    let page = input::page(page)?;
    let mut evidence = evidence::compare(&claim, &Index::new(&page));
    let (verdict, rule) = verdict::judge_on(&page, &mut evidence);
    let comparison =
        Comparison { claim: &claim, page: &page, evidence: &evidence, verdict, rule };
    output::print(&text::compare(&comparison, &output.terminal()))?;
    Ok(Exit::Clean)
}

/// Bytes read ahead. What is in hand is answered together; a caller that waits for each
/// answer before it sends the next row gets it, as nothing more is in hand then.
const AHEAD: usize = 256 * 1024;

/// Rows in, answers out, in the same order.
fn stream(rows: &str) -> anyhow::Result<Exit> {
    let mut reader: Box<dyn Ahead> = if rows == input::STDIN {
        Box::new(BufReader::with_capacity(AHEAD, io::stdin()))
    } else {
        let told = || format!("{rows} can't be read; give a file of JSON lines");
        let file = File::open(rows).with_context(told)?;
        if file.metadata().with_context(told)?.is_dir() {
            anyhow::bail!("{rows} is a folder; give a file of JSON lines");
        }
        Box::new(BufReader::with_capacity(AHEAD, file))
    };
    let mut shelf = batch::Shelf::default();
    loop {
        let lines = batch::next(&mut *reader).with_context(|| rows.to_owned())?;
        if lines.is_empty() {
            return Ok(Exit::Clean);
        }
        output::print(&batch::answer(&lines, &mut shelf))?;
    }
}

/// A reader that tells what it has in hand.
pub(crate) trait Ahead: BufRead {
    /// Bytes that can be read without waiting.
    fn in_hand(&self) -> &[u8];
}

impl<R: io::Read> Ahead for BufReader<R> {
    fn in_hand(&self) -> &[u8] {
        self.buffer()
    }
}
