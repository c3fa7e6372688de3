//! From features to a probability: logistic regression.

use crate::evidence::feature::Features;

/// One weight a feature, in the order of [`crate::evidence::FEATURES`].
const WEIGHTS: Features = [
    1.510, -0.125, -0.160, -1.166, 0.459, -0.373, -2.560, -1.094, -0.680, 0.489, -1.231,
    -2.919, 0.753,
];
/// The constant term.
const BIAS: f64 = -1.803;

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
