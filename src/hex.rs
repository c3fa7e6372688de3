//! Bytes as people compare them.

use std::fmt::Write as _;

/// Bytes in lower-case hexadecimal.
pub(crate) fn lower(bytes: &[u8]) -> String {
    let mut shown = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        // Writing to a string cannot fail.
        let _ = write!(shown, "{byte:02x}");
    }
    shown
}

#[cfg(test)]
mod tests {
    #[test]
    fn each_byte_has_two_digits() {
        assert_eq!(super::lower(&[0, 0x0f, 0xff]), "000fff");
    }
}
