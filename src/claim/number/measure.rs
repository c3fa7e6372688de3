//! Units of measure, and what turns one into another.

use rust_decimal::Decimal;

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dimension {
    /// Seconds.
    Time,
    /// Millimetres.
    Length,
    /// Square millimetres.
    Area,
    /// Grams.
    Mass,
    /// Millilitres.
    Volume,
    /// Metres an hour.
    Speed,
}

/// What a unit measures, if it is a unit of measure and not a noun that is counted.
pub(crate) fn dimension(unit: &str) -> Option<Dimension> {
    read(unit).map(|(dimension, _)| dimension)
}

/// What a unit measures, and how many of the smallest unit it is. (Imperial units by the
/// international agreement of 1959; a month is a twelfth of a Julian year.)
pub(super) fn read(unit: &str) -> Option<(Dimension, Decimal)> {
    time(unit)
        .or_else(|| length(unit))
        .or_else(|| area(unit))
        .or_else(|| mass(unit))
        .or_else(|| speed_or_volume(unit))
}

fn time(unit: &str) -> Option<(Dimension, Decimal)> {
    let seconds = match unit {
        "second" | "sec" => 1,
        "minute" | "min" => 60,
        "hour" | "hr" => 3_600,
        "day" | "night" => 86_400,
        "week" => 604_800,
        "fortnight" => 1_209_600,
        "month" => 2_629_800,
        "year" | "yr" => 31_557_600,
        "decade" => 315_576_000,
        "century" => 3_155_760_000_i64,
        _ => return None,
    };
    Some((Dimension::Time, Decimal::from(seconds)))
}

fn length(unit: &str) -> Option<(Dimension, Decimal)> {
    let tenths = match unit {
        "mm" | "millimetre" | "millimeter" => 10,
        "cm" | "centimetre" | "centimeter" => 100,
        "metre" | "meter" => 10_000,
        "km" | "kilometre" | "kilometer" => 10_000_000,
        "inch" => 254,
        "foot" | "ft" => 3_048,
        "yard" => 9_144,
        "mile" => 16_093_440,
        _ => return None,
    };
    Some((Dimension::Length, Decimal::new(tenths, 1)))
}

fn area(unit: &str) -> Option<(Dimension, Decimal)> {
    if let Some(side) = unit.strip_prefix("square ") {
        let (_, side) = length(side)?;
        return Some((Dimension::Area, side.checked_mul(side)?));
    }
    let square_metres = match unit {
        "hectare" | "ha" => 10_000_000,
        "acre" => 4_046_856,
        _ => return None,
    };
    Some((Dimension::Area, Decimal::from(square_metres) * Decimal::from(1_000)))
}

fn mass(unit: &str) -> Option<(Dimension, Decimal)> {
    let milligrams = match unit {
        "mg" | "milligram" | "milligramme" => 1,
        "g" | "gram" | "gramme" => 1_000,
        "kg" | "kilo" | "kilogram" | "kilogramme" => 1_000_000,
        // A ton may be long or short; neither is a tenth off the metric one.
        "ton" | "tonne" => 1_000_000_000_i64,
        "ounce" | "oz" => 28_350,
        "lb" => 453_592,
        _ => return None,
    };
    Some((Dimension::Mass, Decimal::new(milligrams, 3)))
}

fn speed_or_volume(unit: &str) -> Option<(Dimension, Decimal)> {
    Some(match unit {
        "mph" => (Dimension::Speed, Decimal::from(1_609)),
        "kph" | "kmh" => (Dimension::Speed, Decimal::from(1_000)),
        "ml" | "millilitre" | "milliliter" => (Dimension::Volume, Decimal::ONE),
        "litre" | "liter" | "l" => (Dimension::Volume, Decimal::from(1_000)),
        "gallon" => (Dimension::Volume, Decimal::from(3_785)),
        _ => return None,
    })
}
