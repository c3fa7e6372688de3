//! From features to a probability: logistic regression.

use crate::evidence::feature::Features;

/// One weight a feature, in the order of [`crate::evidence::FEATURES`].
///
/// Fitted by `examples/calibrate.rs` on three files that weigh the same: 406 claims on news
/// articles, labelled by hand for this project, 349 of the development part of `WiCE` (Kamoi
/// and others, 2023), and 1,590 claims beside snippets of web pages of Factcheck-GPT (Wang
/// and others, 2023). Held out by page: AUC 0.83, balanced accuracy 0.75.
const WEIGHTS: Features = [
    1.368, -0.250, -0.370, 0.638, -0.245, -1.601, -0.776, -0.466, 0.221, -0.420, -2.965,
    0.247, 4.242,
];
/// The constant term.
const BIAS: f64 = -4.229;

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

#[cfg(test)]
mod tests {
    use super::*;

    /// A claim of ten words that the page has word for word.
    const HELD: Features =
        [1.0, 1.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 1.0];

    #[track_caller]
    fn check(change: &[(usize, f64)], differs: bool, least: f64, most: f64) {
        let mut features = HELD;
        for &(at, value) in change {
            features[at] = value;
        }
        let found = probability(&features, differs);
        assert!((least..=most).contains(&found), "{change:?}: {found}");
    }

    #[test]
    fn a_claim_that_the_page_holds_is_likely_and_one_that_it_lacks_is_not() {
        check(&[], false, 0.6, 1.0);
        check(&[(0, 0.0), (1, 0.0), (2, 0.8), (12, 0.2)], false, 0.0, 0.25);
    }

    #[test]
    fn each_thing_lacking_makes_it_less_likely() {
        let whole = probability(&HELD, false);
        for (at, value) in [
            (0, 0.5),
            (2, 0.5),
            (3, 0.0),
            (4, 1.0),
            (5, 1.0),
            (6, 1.0),
            (7, 1.0),
            (9, 1.0),
            (12, 0.5),
        ] {
            check(&[(at, value)], false, 0.0, whole - 1e-3);
        }
    }

    #[test]
    fn a_difference_caps_it_whatever_the_words_in_common() {
        check(&[(8, 50.0)], true, 0.0, DIFFERS);
        check(&[(8, 50.0)], false, 0.99, 1.0);
    }
}

#[cfg(test)]
mod properties {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn any_features_give_a_probability(
            features in proptest::array::uniform13(0.0..1e6f64),
            differs in proptest::bool::ANY,
        ) {
            let found = probability(&features, differs);
            prop_assert!((0.0..=1.0).contains(&found));
            prop_assert!(found <= probability(&features, false));
        }
    }
}
