//! How rare words are in English, from their place in the order of frequency.

/// Steps of a packed rarity to the unit.
pub(crate) const STEPS: f32 = 14.0;
/// The rarity of a word that the table does not have; every word it has is below.
pub const UNKNOWN: f32 = 18.0;

/// A packed rarity as a number.
pub(crate) fn unpack(packed: u8) -> f32 {
    (f32::from(packed) / STEPS).min(UNKNOWN)
}

/// The packed rarity, -ln of the share of all words, of the word at `rank` (from 1).
///
/// Shares fall as the rank to the power of 1 (Mandelbrot's offset of 2.7 tells the first
/// few apart) down to the 6000th, and of 1.6 from there: the two regimes of Ferrer i
/// Cancho and Solé (2001), with the steeper slope as met in counts of English. Shares
/// then sum to 1 for a most frequent word of 3 in 100.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "ranks are below a million, and the result is clamped to a byte"
)]
pub(crate) fn pack(rank: usize) -> u8 {
    const BEND: f64 = 6000.0;
    const TOTAL: f64 = 9.05;
    let place = rank as f64 + 2.7;
    let tail = 0.6 * (place / BEND).max(1.0).ln();
    let rarity = place.ln() + TOTAL.ln() + tail;
    (rarity * f64::from(STEPS)).round().clamp(0.0, 250.0) as u8
}
