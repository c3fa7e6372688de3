//! From features to a probability: logistic regression.

use crate::evidence::feature::Features;

/// One weight a feature, in the order of [`crate::evidence::FEATURES`].
const WEIGHTS: Features = [
    1.592, -0.025, -0.173, -1.044, 0.545, -0.289, -2.580, -1.088, -0.635, 0.576, -1.249,
    -3.086, 0.625,
];
/// The constant term.
const BIAS: f64 = -1.801;

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
