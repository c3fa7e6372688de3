//! Vectors of words: words of like use lie in like directions.

/// Numbers of a vector.
pub(crate) const DIMENSIONS: usize = 64;

/// The vector in this row of a file of vectors.
fn row(bytes: &[u8], row: u16) -> Option<&[u8; DIMENSIONS]> {
    bytes.get(usize::from(row) * DIMENSIONS..)?.first_chunk()
}

/// The length of a vector.
#[expect(clippy::cast_precision_loss, reason = "sums of 64 squares of a byte are exact")]
pub(crate) fn length(bytes: &[u8], of: u16) -> Option<f32> {
    let row = row(bytes, of)?;
    Some((dot(row, row) as f32).sqrt())
}

/// The cosine of the angle between two rows of a file of vectors, which are of these
/// lengths: from -1 to 1.
#[expect(clippy::cast_precision_loss, reason = "sums of 64 squares of a byte are exact")]
pub(crate) fn cosine(
    bytes: &[u8],
    [one, other]: [u16; 2],
    lengths: [f32; 2],
) -> Option<f32> {
    let product = dot(row(bytes, one)?, row(bytes, other)?) as f32;
    let length = lengths[0] * lengths[1];
    (length > 0.0).then(|| product / length)
}

fn dot(one: &[u8; DIMENSIONS], other: &[u8; DIMENSIONS]) -> i32 {
    let product = |(&a, &b): (&u8, &u8)| {
        i32::from(i16::from(a.cast_signed())) * i32::from(i16::from(b.cast_signed()))
    };
    one.iter().zip(other).map(product).sum()
}
