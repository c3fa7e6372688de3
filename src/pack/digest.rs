//! SHA-256 of what a pack holds, and names made from it.

use std::fmt::Write as _;
use std::io;

use sha2::Digest;
use sha2::Sha256;

use crate::hex;

/// A hash as WARC and WACZ files write it: `sha256:` and hexadecimal digits.
pub(super) fn sha256(bytes: &[u8]) -> String {
    labelled(&Sha256::digest(bytes))
}

pub(super) fn labelled(hash: &[u8]) -> String {
    format!("sha256:{}", hex::lower(hash))
}

/// A name for what `parts` are, the same in every run: a UUID of the version that leaves
/// its bits to the maker (RFC 9562, section 5.8), cut from their SHA-256.
pub(super) fn uuid(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        // With its length before it, no two lists of parts run into one.
        hash.update(part.len().to_be_bytes());
        hash.update(part.as_bytes());
    }
    let mut bits = [0_u8; 16];
    bits.copy_from_slice(&hash.finalize()[..16]);
    bits[6] = (bits[6] & 0x0f) | 0x80;
    bits[8] = (bits[8] & 0x3f) | 0x80;
    let mut shown = "urn:uuid:".to_owned();
    for (at, byte) in bits.iter().enumerate() {
        if matches!(at, 4 | 6 | 8 | 10) {
            shown.push('-');
        }
        let _ = write!(shown, "{byte:02x}");
    }
    shown
}

/// Passes bytes on, and counts and hashes them.
pub(super) struct Meter<W> {
    to: W,
    hash: Sha256,
    length: u64,
}

impl<W> Meter<W> {
    pub(super) fn new(to: W) -> Self {
        Self { to, hash: Sha256::new(), length: 0 }
    }

    /// Bytes that went by.
    pub(super) const fn length(&self) -> u64 {
        self.length
    }

    /// The hash of all that went by.
    pub(super) fn hash(self) -> String {
        labelled(&self.hash.finalize())
    }
}

impl<W: io::Write> io::Write for Meter<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.to.write(bytes)?;
        self.hash.update(&bytes[..written]);
        self.length += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn a_hash_is_what_others_make_of_it() {
        let expected =
            "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(sha256(b"abc"), expected);
        let mut meter = Meter::new(io::sink());
        meter.write_all(b"ab").unwrap();
        meter.write_all(b"c").unwrap();
        assert_eq!((meter.length(), meter.hash()), (3, expected.to_owned()));
    }

    #[test]
    fn names_tell_the_same_from_the_like() {
        assert_eq!(uuid(&["a", "b"]), uuid(&["a", "b"]));
        assert_ne!(uuid(&["a", "b"]), uuid(&["ab", ""]));
        let name = uuid(&[]);
        assert_eq!(name.len(), "urn:uuid:".len() + 36);
        assert_eq!(&name[23..24], "8");
    }
}
