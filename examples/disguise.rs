//! Judges by how much the reader of pages rests on names that it knows.
//!
//! ```text
//! cargo run --release --example disguise -- FOLDER TRUTH.json
//! ```
//!
//! `FOLDER` holds pages, `ID.html.gz`, and `TRUTH.json` maps each `ID` to an object with
//! the `articleBody`, as scrapinghub's article-extraction-benchmark gives them. Each page
//! is read as it is, and in disguise: without the attributes that name its parts, with
//! half or two thirds of the words in them blotted out, with the elements of HTML5
//! turned into `<div>`, and with both. What a disguise takes off was no ground to stand on: pages
//! nobody has tuned on are read about as well as these in half a disguise. Printed are
//! the mean precision and recall over runs of four words, and the F1 of the means: the
//! benchmark's own measure.

#![expect(clippy::print_stdout, reason = "a program that prints")]
#![expect(clippy::cast_precision_loss, reason = "counts of words are small")]

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Read;
use std::path::Path;

use flate2::read::GzDecoder;
use serde::Deserialize;
use veracite::page;

/// Attributes that name the part an element plays.
const NAMES: &[&str] = &["class", "id", "role", "itemprop", "itemtype", "property"];
/// Elements that name it.
const ELEMENTS: &[&str] = &[
    "article",
    "main",
    "aside",
    "nav",
    "footer",
    "header",
    "section",
    "figure",
    "figcaption",
    "menu",
    "form",
    "address",
];
/// Words of a run.
const SHINGLE: usize = 4;

#[derive(Deserialize)]
struct Truth {
    #[serde(rename = "articleBody")]
    body: String,
}

/// What is taken off a page.
#[derive(Clone, Copy, Default)]
struct Disguise {
    /// Of a hundred words in the attributes that name things, how many are blotted out;
    /// the attributes go with a hundred.
    blotted: u64,
    /// Whether elements that name things become `<div>`.
    plain: bool,
}

fn main() -> anyhow::Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [folder, truth] = args.as_slice() else {
        anyhow::bail!("give a folder of pages and a file of what is true")
    };
    let truth: BTreeMap<String, Truth> =
        serde_json::from_str(&fs::read_to_string(truth)?)?;
    let mut pages = Vec::new();
    for (id, truth) in truth {
        let mut html = Vec::new();
        let file = File::open(Path::new(folder).join(format!("{id}.html.gz")))?;
        GzDecoder::new(file).read_to_end(&mut html)?;
        pages.push((id, String::from_utf8_lossy(&html).into_owned(), truth.body));
    }
    let disguises = [
        ("as they are", Disguise::default()),
        ("half of the names", Disguise { blotted: 50, ..Disguise::default() }),
        ("two thirds of them", Disguise { blotted: 67, ..Disguise::default() }),
        ("all names", Disguise { blotted: 100, ..Disguise::default() }),
        ("elements", Disguise { plain: true, ..Disguise::default() }),
        ("names and elements", Disguise { blotted: 100, plain: true }),
    ];
    println!("{:20} {:>6} {:>9} {:>6}", "taken off", "F1", "precision", "recall");
    for (name, disguise) in disguises {
        let (precision, recall) = measure(&pages, disguise);
        let f1 = 2.0 * precision * recall / (precision + recall);
        println!("{name:20} {f1:>6.3} {precision:>9.3} {recall:>6.3}");
    }
    Ok(())
}

/// Mean precision and recall, each over the pages that it can be told of.
fn measure(pages: &[(String, String, String)], disguise: Disguise) -> (f64, f64) {
    let (mut precisions, mut recalls) = (Vec::new(), Vec::new());
    for (id, html, truth) in pages {
        let page = page::read(None, disguise.of(html, id).as_bytes(), None);
        let (found, meant) = (shingles(page.body()), shingles(truth));
        let common: usize =
            found.iter().map(|(run, n)| meant.get(run).map_or(0, |m| *n.min(m))).sum();
        let share = |of: &BTreeMap<Vec<&str>, usize>| {
            let total: usize = of.values().sum();
            (total > 0).then(|| common as f64 / total as f64)
        };
        precisions.extend(share(&found));
        recalls.extend(share(&meant));
    }
    let mean = |all: &[f64]| all.iter().sum::<f64>() / all.len().max(1) as f64;
    (mean(&precisions), mean(&recalls))
}

/// How often each run of [`SHINGLE`] words comes in a text.
fn shingles(text: &str) -> BTreeMap<Vec<&str>, usize> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let words: Vec<&str> =
        text.split(|c| !is_word(c)).filter(|word| !word.is_empty()).collect();
    let mut runs = BTreeMap::new();
    for run in words.windows(SHINGLE) {
        *runs.entry(run.to_vec()).or_default() += 1;
    }
    runs
}

impl Disguise {
    /// A page in disguise. `id` decides which words of it are blotted out.
    fn of(self, html: &str, id: &str) -> String {
        let mut out = String::with_capacity(html.len());
        let mut rest = html;
        while let Some(at) = rest.find('<') {
            out.push_str(&rest[..at]);
            rest = &rest[at..];
            let end = rest.find('>').map_or(rest.len(), |end| end + 1);
            let (tag, after) = rest.split_at(end);
            self.tag(tag, id, &mut out);
            rest = after;
        }
        out + rest
    }

    fn tag(self, tag: &str, id: &str, out: &mut String) {
        let open = if tag.starts_with("</") { 2 } else { 1 };
        let after = tag.get(open..).unwrap_or_default();
        let end = after.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(after.len());
        let name = after[..end].to_ascii_lowercase();
        if name.is_empty() || matches!(&*name, "meta" | "link" | "script") {
            out.push_str(tag);
            return;
        }
        let is_named = self.plain && ELEMENTS.contains(&&*name);
        out.push_str(&tag[..open]);
        out.push_str(if is_named { "div" } else { &after[..end] });
        self.attributes(&after[end..], id, out);
    }

    /// Copies attributes, as far as they stay. Only quoted values are looked at.
    fn attributes(self, mut rest: &str, id: &str, out: &mut String) {
        while let Some(at) = rest.find('=') {
            let (before, value) = rest.split_at(at + 1);
            let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
            let Some(close) = quote.and_then(|quote| value[1..].find(quote)) else {
                out.push_str(before);
                rest = value;
                continue;
            };
            let (value, after) = value.split_at(close + 2);
            let name = before.trim_end_matches('=').trim();
            let name = name.rsplit(char::is_whitespace).next().unwrap_or_default();
            let tells = NAMES.contains(&name)
                || name.starts_with("data-")
                || name.starts_with("aria-");
            if tells && self.blotted < 100 {
                out.push_str(before);
                self.blot(value, id, out);
            } else if tells && self.blotted >= 100 {
                out.push_str(&before[..before.rfind(name).unwrap_or(0)]);
            } else {
                out.push_str(before);
                out.push_str(value);
            }
            rest = after;
        }
        out.push_str(rest);
    }

    /// Copies a value, with some of its words as `x`: the same word of a page always.
    fn blot(self, value: &str, id: &str, out: &mut String) {
        let mut rest = value;
        while !rest.is_empty() {
            let end = word_end(rest);
            let (word, after) = rest.split_at(end.max(1).min(rest.len()));
            let mut hasher = DefaultHasher::new();
            (id, word.to_ascii_lowercase()).hash(&mut hasher);
            let is_blotted = end > 1 && hasher.finish() % 100 < self.blotted;
            out.push_str(if is_blotted { "x" } else { word });
            rest = after;
        }
    }
}

/// Where the word ends that a text begins with: `article` of `articleBody`. A text that
/// begins with no word has its first character alone.
fn word_end(text: &str) -> usize {
    let mut chars = text.char_indices();
    let Some((_, first)) = chars.next() else { return 0 };
    if !first.is_ascii_alphabetic() {
        return first.len_utf8().min(text.len());
    }
    chars.find(|(_, c)| !c.is_ascii_lowercase()).map_or(text.len(), |(at, _)| at)
}
