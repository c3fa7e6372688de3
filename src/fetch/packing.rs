//! Undoing the ways that a body is packed for sending: its content codings.

use std::io::{self, Read};

use brotli_decompressor::Decompressor;
use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use ruzstd::decoding::StreamingDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};

/// Codings that may be laid one over the other.
const LAYERS: usize = 2;
/// Bytes that a Zstandard frame may ask to be kept in mind, by RFC 9659: 8 MiB.
const WINDOW: u64 = 8 << 20;

/// How a file that gzip has packed begins.
pub(super) const GZIP: &[u8] = b"\x1f\x8b";

/// The codings in a `Content-Encoding` field, in the order to undo them; `None` if there
/// are more than two, for which no server has a reason.
pub(super) fn layers(field: &str) -> Option<Vec<&str>> {
    let named = field.split(',').map(str::trim);
    let is_some =
        |name: &&str| !name.is_empty() && !name.eq_ignore_ascii_case("identity");
    let layers: Vec<&str> = named.rev().filter(is_some).take(LAYERS + 1).collect();
    (layers.len() <= LAYERS).then_some(layers)
}

/// Whether a coding is one that [`undo`] can undo.
pub(super) fn is_known(layer: &str) -> bool {
    ["gzip", "x-gzip", "deflate", "br", "zstd"]
        .iter()
        .any(|known| known.eq_ignore_ascii_case(layer))
}

/// Undoes one coding up to `most` bytes, and says whether all that was packed is sound as
/// far as it was read; `None` if the coding is not known.
pub(super) fn undo(layer: &str, packed: &[u8], most: u64) -> Option<(Vec<u8>, bool)> {
    Some(match layer.to_ascii_lowercase().as_str() {
        "gzip" | "x-gzip" => inflate(MultiGzDecoder::new(packed), most),
        "deflate" => match inflate(ZlibDecoder::new(packed), most) {
            // Some servers leave out the wrapping that RFC 9110, section 8.4.1.2, asks for.
            (bytes, false) if bytes.is_empty() => {
                inflate(DeflateDecoder::new(packed), most)
            }
            found => found,
        },
        "br" => inflate(Decompressor::new(packed, 4096), most),
        "zstd" => inflate(Frames { rest: packed, frame: None }, most),
        _ => return None,
    })
}

fn inflate(from: impl Read, most: u64) -> (Vec<u8>, bool) {
    let mut bytes = Vec::new();
    let is_sound = from.take(most).read_to_end(&mut bytes).is_ok();
    (bytes, is_sound)
}

/// The frames of a Zstandard file, one after another; those to skip are skipped
/// (RFC 8878, section 3.1).
struct Frames<'b> {
    rest: &'b [u8],
    frame: Option<Box<Frame<'b>>>,
}

type Frame<'b> = StreamingDecoder<&'b [u8], ruzstd::decoding::FrameDecoder>;

impl Frames<'_> {
    /// Begins the next frame that is not to be skipped, if there is one.
    fn begin(&mut self) -> io::Result<()> {
        while self.frame.is_none() && !self.rest.is_empty() {
            match StreamingDecoder::new_with_max_window_size(self.rest, WINDOW) {
                Ok(frame) => self.frame = Some(Box::new(frame)),
                Err(FrameDecoderError::ReadFrameHeaderError(
                    ReadFrameHeaderError::SkipFrame { length, .. },
                )) => {
                    let end = usize::try_from(length).unwrap_or(usize::MAX);
                    let end = end.saturating_add(8);
                    self.rest =
                        self.rest.get(end..).ok_or(io::ErrorKind::UnexpectedEof)?;
                }
                Err(error) => return Err(io::Error::other(error.to_string())),
            }
        }
        Ok(())
    }
}

impl Read for Frames<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        loop {
            self.begin()?;
            let Some(frame) = &mut self.frame else { return Ok(0) };
            match frame.read(into)? {
                0 if !into.is_empty() => self.rest = frame.get_ref(),
                n => return Ok(n),
            }
            self.frame = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};
    use ruzstd::encoding::{CompressionLevel, compress_to_vec};

    use super::*;

    const PAGE: &[u8] = b"a page, a page, a page";

    /// `PAGE` with Brotli: one block that is not compressed (RFC 7932, section 9.2).
    fn brotli() -> Vec<u8> {
        let length = u32::try_from(PAGE.len() - 1).unwrap();
        // A window of 64 KiB (0), not the last (0), four nibbles of length (00), the
        // length, and that it is not compressed (1); then bits to the next byte.
        let head = (length << 4) | (1 << 20);
        let mut packed = head.to_le_bytes()[..3].to_vec();
        packed.extend_from_slice(PAGE);
        packed.push(3);
        packed
    }

    fn gzip() -> Vec<u8> {
        let mut packed = GzEncoder::new(Vec::new(), Compression::best());
        packed.write_all(PAGE).unwrap();
        packed.finish().unwrap()
    }

    fn zlib() -> Vec<u8> {
        let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
        packed.write_all(PAGE).unwrap();
        packed.finish().unwrap()
    }

    fn bare() -> Vec<u8> {
        let mut packed = DeflateEncoder::new(Vec::new(), Compression::best());
        packed.write_all(PAGE).unwrap();
        packed.finish().unwrap()
    }

    fn zstd() -> Vec<u8> {
        compress_to_vec(PAGE, CompressionLevel::Fastest)
    }

    /// All of a packed page is read, a part of it is told for one.
    #[track_caller]
    fn check(layer: &str, packed: &[u8], expected: &[u8]) {
        let found = undo(layer, packed, 1000).unwrap();
        assert_eq!((found.0.as_slice(), found.1), (expected, true), "{layer}");
        for end in 1..packed.len() {
            let (bytes, is_sound) = undo(layer, &packed[..end], 1000).unwrap();
            assert!(expected.starts_with(&bytes));
            assert!(!is_sound || bytes.len() < expected.len() || end + 1 == packed.len());
        }
        assert_eq!(undo(layer, packed, 7).unwrap(), (expected[..7].to_vec(), true));
    }

    #[test]
    fn each_coding_is_undone() {
        check("gzip", &gzip(), PAGE);
        check("X-GZip", &gzip(), PAGE);
        check("deflate", &zlib(), PAGE);
        check("deflate", &bare(), PAGE);
        check("br", &brotli(), PAGE);
        check("zstd", &zstd(), PAGE);
    }

    #[test]
    fn several_frames_and_members_are_one_body() {
        let twice = PAGE.repeat(2);
        check("gzip", &gzip().repeat(2), &twice);
        let skipped = b"\x50\x2a\x4d\x18\x03\0\0\0abc";
        check("zstd", &[skipped, zstd().as_slice(), skipped, &zstd()].concat(), &twice);
    }

    #[test]
    fn a_frame_that_asks_for_much_memory_is_not_undone() {
        // A window of 1 GiB (RFC 8878, section 3.1.1.1.2).
        let packed = b"\x28\xb5\x2f\xfd\x00\xa0\x01\x00\x00";
        assert_eq!(undo("zstd", packed, 1000), Some((Vec::new(), false)));
    }

    #[test]
    fn codings_are_undone_from_the_last_and_no_more_than_two() {
        for (field, expected) in [
            ("", Some(vec![])),
            ("identity", Some(vec![])),
            ("gzip", Some(vec!["gzip"])),
            ("br , GZIP, identity", Some(vec!["GZIP", "br"])),
            ("gzip, gzip, gzip", None),
        ] {
            assert_eq!(layers(field), expected, "{field}");
        }
        assert!(is_known("BR") && !is_known("compress"));
        assert_eq!(undo("compress", b"", 1), None);
    }
}

#[cfg(test)]
mod properties {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_bytes_unpack_to_no_more_than_was_wanted(
            layer in "gzip|deflate|br|zstd",
            mut bytes: Vec<u8>,
            is_begun: bool,
        ) {
            if is_begun && layer == "zstd" {
                bytes.splice(0..0, *b"\x28\xb5\x2f\xfd");
            }
            let (found, _) = undo(&layer, &bytes, 100).unwrap();
            prop_assert!(found.len() <= 100);
        }
    }
}
