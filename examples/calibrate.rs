//! Fits the weights of the support score, and judges them on rows held out.
//!
//! ```text
//! cargo run --release --example calibrate -- ROWS.jsonl...
//! ```
//!
//! A row is `{"claim": "…", "text": "…" or "sentences": ["…"], "supported": true, "group": "…"}`;
//! rows of one group (claims on one page) are never split between fitting and judging, and
//! each file weighs as much as another.
//! Printed are, by five-fold cross-validation and for each file, the area under the ROC curve,
//! balanced accuracy and expected calibration error, then the weights fitted on all rows, as they
//! stand in `src/evidence/score.rs`. `--features` prints the rows' features instead.

#![expect(clippy::print_stdout, reason = "a program that prints")]
#![expect(clippy::cast_precision_loss, reason = "counts of rows are small")]

use std::collections::BTreeMap;
use std::io::BufRead;

use serde::Deserialize;
use veracite::evidence::{FEATURES, Features, Index, features};
use veracite::{claim, page};

#[derive(Deserialize)]
struct Row {
    claim: String,
    text: Option<String>,
    sentences: Option<Vec<String>>,
    supported: bool,
    group: String,
}

/// A row as numbers.
struct Point {
    features: Features,
    supported: bool,
    group: String,
    /// Which of the files it is from.
    file: usize,
}

/// Weights and constant term.
#[derive(Clone)]
struct Model {
    weights: Features,
    bias: f64,
}

const FOLDS: u64 = 5;
/// Strength of the quadratic penalty on standardised weights, per row.
const PENALTY: f64 = 0.004;
const STEPS: usize = 4000;
const RATE: f64 = 0.5;

fn main() -> anyhow::Result<()> {
    let mut files: Vec<String> = std::env::args().skip(1).collect();
    let dump = files.iter().any(|file| file == "--features");
    files.retain(|file| file != "--features");
    let mut points = Vec::new();
    for (number, file) in files.iter().enumerate() {
        for line in std::io::BufReader::new(std::fs::File::open(file)?).lines() {
            points.push(point(&serde_json::from_str(&line?)?, number));
        }
    }
    if dump {
        for point in &points {
            let shown: Vec<String> =
                point.features.iter().map(|feature| format!("{feature:.4}")).collect();
            println!("{},{},{}", u8::from(point.supported), point.group, shown.join(","));
        }
        return Ok(());
    }
    judge(&points, &files);
    show(&fit(&points.iter().collect::<Vec<_>>()));
    Ok(())
}

fn point(row: &Row, file: usize) -> Point {
    let page = match &row.sentences {
        Some(sentences) => page::from_sentences(sentences.iter().map(String::as_str)),
        None => page::from_text(None, row.text.as_deref().unwrap_or_default()),
    };
    let claim = claim::read(&row.claim, None);
    let features = features(&claim, &Index::new(&page));
    Point { features, supported: row.supported, group: row.group.clone(), file }
}

/// The fold of a group: FNV-1a of its name, so that it does not hang on the order of rows.
fn fold(group: &str) -> u64 {
    let hash = group.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
    });
    (hash >> 32) % FOLDS
}

/// Prints how well points are told apart by a model fitted on those of other groups: all of
/// them, then those of each file.
fn judge(points: &[Point], files: &[String]) {
    let mut scored: Vec<(f64, bool, usize)> = Vec::new();
    for held in 0..FOLDS {
        let (test, train): (Vec<&Point>, Vec<&Point>) =
            points.iter().partition(|point| fold(&point.group) == held);
        let model = fit(&train);
        scored.extend(
            test.iter()
                .map(|point| (model.probability(point), point.supported, point.file)),
        );
    }
    println!("held out, by fold of page:");
    let of = |wanted: Option<usize>| -> Vec<(f64, bool)> {
        let own = scored.iter().filter(|row| wanted.is_none_or(|file| row.2 == file));
        own.map(|&(score, supported, _)| (score, supported)).collect()
    };
    print_figures("all", &of(None));
    for (number, file) in files.iter().enumerate() {
        print_figures(file, &of(Some(number)));
    }
}

fn print_figures(name: &str, scored: &[(f64, bool)]) {
    let share = |wanted: bool, high: bool| {
        let all = scored.iter().filter(|(_, supported)| *supported == wanted);
        let hit = all.clone().filter(|(score, _)| (*score >= 0.5) == high).count();
        hit as f64 / all.count().max(1) as f64
    };
    println!(
        "{name}: {} rows, AUC {:.3}, balanced accuracy at 0.5 {:.3}, supported passed {:.3}, \
         others passed {:.3}, expected calibration error {:.3}",
        scored.len(),
        auc(scored),
        f64::midpoint(share(true, true), share(false, false)),
        share(true, true),
        share(false, true),
        calibration_error(scored),
    );
}

/// Area under the ROC curve: the share of pairs ranked right, ties counted half.
fn auc(scored: &[(f64, bool)]) -> f64 {
    let (mut right, mut pairs) = (0.0, 0.0);
    for (high, _) in scored.iter().filter(|(_, supported)| *supported) {
        for (low, _) in scored.iter().filter(|(_, supported)| !*supported) {
            pairs += 1.0;
            right += if high > low {
                1.0
            } else if high < low {
                0.0
            } else {
                0.5
            };
        }
    }
    right / pairs
}

/// Expected calibration error over ten bins of equal width (Guo and others, 2017).
fn calibration_error(scored: &[(f64, bool)]) -> f64 {
    let mut error = 0.0;
    for bin in 0..10 {
        let (low, high) = (f64::from(bin) / 10.0, f64::from(bin + 1) / 10.0);
        let own: Vec<&(f64, bool)> = scored
            .iter()
            .filter(|(score, _)| low <= *score && (*score < high || bin == 9))
            .collect();
        if !own.is_empty() {
            let n = own.len() as f64;
            let said: f64 = own.iter().map(|(score, _)| score).sum::<f64>() / n;
            let was = own.iter().filter(|(_, supported)| *supported).count() as f64 / n;
            error += n * (said - was).abs();
        }
    }
    error / scored.len() as f64
}

impl Model {
    fn probability(&self, point: &Point) -> f64 {
        let sum: f64 = self.weights.iter().zip(&point.features).map(|(w, f)| w * f).sum();
        1.0 / (1.0 + (-(sum + self.bias)).exp())
    }
}

/// What each point weighs, 1 on the mean: each file as much as another, and in each both
/// classes the same.
fn shares(points: &[&Point]) -> Vec<f64> {
    let mut counts: BTreeMap<(usize, bool), f64> = BTreeMap::new();
    for point in points {
        *counts.entry((point.file, point.supported)).or_default() += 1.0;
    }
    let all = points.len() as f64 / counts.len().max(1) as f64;
    let of = |point: &&Point| all / counts[&(point.file, point.supported)];
    points.iter().map(of).collect()
}

/// Logistic regression by gradient descent on standardised features.
fn fit(points: &[&Point]) -> Model {
    let n = points.len() as f64;
    let (mut mean, mut deviation): (Features, Features) = ([0.0; _], [0.0; _]);
    for at in 0..FEATURES.len() {
        mean[at] = points.iter().map(|point| point.features[at]).sum::<f64>() / n;
        let spread = points.iter().map(|point| (point.features[at] - mean[at]).powi(2));
        deviation[at] = (spread.sum::<f64>() / n).sqrt().max(1e-6);
    }
    let shares = shares(points);
    let mut model = Model { weights: [0.0; _], bias: 0.0 };
    for _ in 0..STEPS {
        let (mut slope, mut bias): (Features, f64) = ([0.0; _], 0.0);
        for (point, share) in points.iter().zip(&shares) {
            let standard: Features =
                std::array::from_fn(|at| (point.features[at] - mean[at]) / deviation[at]);
            let sum: f64 = standard.iter().zip(&model.weights).map(|(f, w)| f * w).sum();
            let said = 1.0 / (1.0 + (-(sum + model.bias)).exp());
            let error = (said - f64::from(u8::from(point.supported))) * share;
            bias += error / n;
            for (slope, value) in slope.iter_mut().zip(standard) {
                *slope += error * value / n;
            }
        }
        model.bias -= RATE * bias;
        for (weight, slope) in model.weights.iter_mut().zip(slope) {
            *weight -= RATE * (slope + PENALTY * *weight);
        }
    }
    for at in 0..FEATURES.len() {
        model.weights[at] /= deviation[at];
        model.bias -= model.weights[at] * mean[at];
    }
    model
}

fn show(model: &Model) {
    println!("\nconst WEIGHTS: Features = [");
    for (weight, name) in model.weights.iter().zip(FEATURES) {
        println!("    {weight:.3}, // {name}");
    }
    println!("];\nconst BIAS: f64 = {:.3};", model.bias);
}
