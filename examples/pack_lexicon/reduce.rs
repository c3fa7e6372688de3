//! Makes vectors short: off comes what all share, then all but the main directions.

use std::collections::HashMap;

use crate::WITH_VECTOR;
use crate::form::Forms;
use crate::lexicon::vector::DIMENSIONS;

/// Numbers of a vector of the source.
const FULL: usize = 100;
/// Main directions that tell frequency rather than meaning: "all but the top" (Mu and
/// Viswanath 2018), who take off one for each hundred numbers; two did better here.
const TOP: usize = 2;
/// Pairs that the loss is measured on.
const PAIRS: usize = 200_000;

/// The packed vectors.
pub(crate) struct Rows {
    pub(crate) bytes: Vec<u8>,
    pub(crate) count: usize,
    /// Correlation of cosines before and after, over pairs of words.
    pub(crate) correlation: f64,
}

/// Packs the vectors of the most frequent words.
pub(crate) fn rows(forms: &Forms, vectors: &HashMap<String, Vec<f32>>) -> Rows {
    let mut full: Vec<[f64; FULL]> = Vec::with_capacity(WITH_VECTOR);
    for form in forms.listed.iter().take(WITH_VECTOR) {
        let mut row = [0.0; FULL];
        for (to, from) in
            row.iter_mut().zip(vectors.get(&form.word).into_iter().flatten())
        {
            *to = f64::from(*from);
        }
        full.push(row);
    }
    center(&mut full);
    let axes = axes(covariance(&full));
    // What the top directions say is taken off before the loss is measured, as it is
    // meant to go.
    for row in &mut full {
        for axis in &axes[..TOP] {
            let along = dot(row, axis);
            row.iter_mut().zip(axis).for_each(|(number, part)| *number -= along * part);
        }
    }
    let short: Vec<Vec<i8>> = full
        .iter()
        .map(|row| {
            quantise(axes[TOP..TOP + DIMENSIONS].iter().map(|axis| dot(row, axis)))
        })
        .collect();
    let bytes = short.iter().flatten().map(|number| number.cast_unsigned()).collect();
    Rows { bytes, count: full.len(), correlation: correlation(&full, &short) }
}

fn dot(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(a, b)| a * b).sum()
}

/// Takes off the mean.
#[expect(clippy::cast_precision_loss, reason = "a count of words")]
fn center(rows: &mut [[f64; FULL]]) {
    let mut mean = [0.0; FULL];
    for row in &*rows {
        mean.iter_mut().zip(row).for_each(|(sum, number)| *sum += number);
    }
    let count = rows.len() as f64;
    for row in rows {
        row.iter_mut().zip(mean).for_each(|(number, sum)| *number -= sum / count);
    }
}

fn covariance(rows: &[[f64; FULL]]) -> Vec<[f64; FULL]> {
    let mut matrix = vec![[0.0; FULL]; FULL];
    for row in rows {
        for (line, a) in matrix.iter_mut().zip(row) {
            line.iter_mut().zip(row).for_each(|(sum, b)| *sum += a * b);
        }
    }
    matrix
}

/// The main directions, by Jacobi's rotations of a symmetric matrix.
fn axes(mut matrix: Vec<[f64; FULL]>) -> Vec<[f64; FULL]> {
    let mut axes: Vec<[f64; FULL]> = (0..FULL)
        .map(|at| std::array::from_fn(|to| if at == to { 1.0 } else { 0.0 }))
        .collect();
    for _sweep in 0..15 {
        for p in 0..FULL {
            for q in p + 1..FULL {
                rotate(&mut matrix, &mut axes, p, q);
            }
        }
    }
    let mut order: Vec<usize> = (0..FULL).collect();
    order.sort_by(|&a, &b| matrix[b][b].total_cmp(&matrix[a][a]));
    order.into_iter().map(|at| axes[at]).collect()
}

/// Turns rows and columns `p` and `q` so that they no longer go together.
fn rotate(matrix: &mut [[f64; FULL]], axes: &mut [[f64; FULL]], p: usize, q: usize) {
    if matrix[p][q].abs() < 1e-12 {
        return;
    }
    let theta = (matrix[q][q] - matrix[p][p]) / (2.0 * matrix[p][q]);
    let tangent = theta.signum() / (theta.abs() + (theta * theta + 1.0).sqrt());
    let cosine = 1.0 / (tangent * tangent + 1.0).sqrt();
    let sine = tangent * cosine;
    let turn = |a: f64, b: f64| (cosine * a - sine * b, sine * a + cosine * b);
    for line in matrix.iter_mut() {
        (line[p], line[q]) = turn(line[p], line[q]);
    }
    for at in 0..FULL {
        (matrix[p][at], matrix[q][at]) = turn(matrix[p][at], matrix[q][at]);
        (axes[p][at], axes[q][at]) = turn(axes[p][at], axes[q][at]);
    }
}

/// Scales a vector so that its largest number is 127.
#[expect(clippy::cast_possible_truncation, reason = "scaled to a byte")]
fn quantise(numbers: impl Iterator<Item = f64>) -> Vec<i8> {
    let numbers: Vec<f64> = numbers.collect();
    let most = numbers.iter().fold(1e-9, |most: f64, number| most.max(number.abs()));
    numbers.iter().map(|number| (number / most * 127.0).round() as i8).collect()
}

/// Correlation of the cosines of pairs drawn with a fixed step.
fn correlation(full: &[[f64; FULL]], short: &[Vec<i8>]) -> f64 {
    let mut sums = [0.0; 6];
    for at in 0..PAIRS {
        let (a, b) = (at % full.len(), (at * 7919 + 13) % full.len());
        let narrow = |row: &[i8]| row.iter().map(|&x| f64::from(x)).collect::<Vec<_>>();
        let x = cosine(&full[a], &full[b]);
        let y = cosine(&narrow(&short[a]), &narrow(&short[b]));
        for (sum, more) in sums.iter_mut().zip([1.0, x, y, x * x, y * y, x * y]) {
            *sum += more;
        }
    }
    let [n, x, y, xx, yy, xy] = sums;
    (n * xy - x * y) / ((n * xx - x * x).sqrt() * (n * yy - y * y).sqrt())
}

fn cosine(one: &[f64], other: &[f64]) -> f64 {
    dot(one, other) / (dot(one, one) * dot(other, other)).sqrt().max(1e-9)
}
