//! Vectors of words: words of like use lie in like directions.

/// Numbers of a vector.
pub(crate) const DIMENSIONS: usize = 64;

/// The vector in this row of a file of vectors.
fn row(bytes: &[u8], row: u16) -> Option<&[u8; DIMENSIONS]> {
    bytes.get(usize::from(row) * DIMENSIONS..)?.first_chunk()
}

/// The cosine of the angle between two rows of a file of vectors, from -1 to 1.
#[expect(clippy::cast_precision_loss, reason = "sums of 64 squares of a byte are exact")]
pub(crate) fn cosine(bytes: &[u8], one: u16, other: u16) -> Option<f32> {
    let (one, other) = (row(bytes, one)?, row(bytes, other)?);
    let (mut dot, mut ones, mut others) = (0_i32, 0_i32, 0_i32);
    for (&a, &b) in one.iter().zip(other) {
        let (a, b) = (i32::from(a.cast_signed()), i32::from(b.cast_signed()));
        dot += a * b;
        ones += a * a;
        others += b * b;
    }
    let length = (ones as f32).sqrt() * (others as f32).sqrt();
    (length > 0.0).then(|| dot as f32 / length)
}
