//! From features to a probability: logistic regression.

use crate::evidence::feature::Features;

/// One weight a feature, in the order of [`crate::evidence::FEATURES`].
///
/// Fitted by `examples/calibrate.rs` on 755 claims: 406 on news articles, labelled by
/// hand for this project, and 349 of the development part of `WiCE` (Kamoi and others,
/// 2023); both classes weighing the same. Held out by page: AUC 0.79, balanced accuracy
/// 0.73.
const WEIGHTS: Features = [
    1.510, -0.125, -0.160, -1.166, 0.459, -0.373, -2.560, -1.094, -0.680, 0.489, -1.231,
    -2.919, 0.753,
];
/// The constant term.
const BIAS: f64 = -1.803;

/// The probability that a page supports a claim that it has word for word: all but the
/// cases in which the page quotes it to deny it.
pub(crate) const VERBATIM: f64 = 0.99;

/// A page that was seen to differ from the claim supports it with at most this
/// probability, whatever the words in common.
const DIFFERS: f64 = 0.3;

/// The probability that the page supports the whole claim.
pub(crate) fn probability(features: &Features, differs: bool) -> f64 {
    let sum: f64 =
        features.iter().zip(&WEIGHTS).map(|(feature, weight)| feature * weight).sum();
    let probability = 1.0 / (1.0 + (-(sum + BIAS)).exp());
    if differs { probability.min(1.0) * DIFFERS } else { probability }
}
