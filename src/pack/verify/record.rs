//! The records of a WARC file against the hashes that they state.

use std::io;
use std::io::{BufRead, BufReader, Read};

use flate2::bufread::MultiGzDecoder;
use sha2::{Digest, Sha256};

use crate::pack::digest;
use crate::pack::record::{self, HEAD};

/// Records that are looked at.
const RECORDS: usize = 1_000_000;
/// Bytes, unpacked, that are read of one file.
const UNPACKED: u64 = 4 << 30;
/// Longest head of an HTTP message in a record.
const MESSAGE: usize = 256 << 10;

/// What was looked at.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) records: usize,
    /// Hashes of kinds that are not reckoned.
    pub(super) unchecked: usize,
}

/// Reads all records of a WARC file, packed or not.
///
/// # Errors
///
/// What is wrong with the first record that is not as it states.
pub(super) fn walk(from: &mut dyn Read) -> Result<Found, String> {
    let mut from = BufReader::with_capacity(1 << 16, from);
    let is_packed = from.fill_buf().is_ok_and(|head| head.starts_with(b"\x1f\x8b"));
    if is_packed {
        let unpacked = MultiGzDecoder::new(from);
        records(&mut BufReader::with_capacity(1 << 16, unpacked.take(UNPACKED)))
    } else {
        records(&mut from.take(UNPACKED))
    }
}

fn records(from: &mut dyn BufRead) -> Result<Found, String> {
    let mut found = Found::default();
    loop {
        skip_blank_lines(from).map_err(|error| error.to_string())?;
        if from.fill_buf().map_err(|error| error.to_string())?.is_empty() {
            return Ok(found);
        }
        if found.records == RECORDS {
            return Err(format!("it has more than {RECORDS} records"));
        }
        let at = found.records + 1;
        found.unchecked += record(from).map_err(|how| format!("record {at}: {how}"))?;
        found.records = at;
    }
}

fn skip_blank_lines(from: &mut dyn BufRead) -> io::Result<()> {
    loop {
        let buffer = from.fill_buf()?;
        let blank =
            buffer.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let is_over = blank < buffer.len() || buffer.is_empty();
        from.consume(blank);
        if is_over {
            return Ok(());
        }
    }
}

/// Reads one record; how many of its hashes are not reckoned.
fn record(from: &mut dyn BufRead) -> Result<usize, String> {
    let head = head(from)?;
    let (fields, _) = record::head(&head)?;
    let field = |name: &str| record::field(&fields, name);
    let length: u64 = field("content-length")
        .and_then(|length| length.parse().ok())
        .ok_or("it does not tell its length")?;
    let is_message = field("content-type")
        .is_some_and(|kind| kind.to_ascii_lowercase().starts_with("application/http"));
    let sums = Sums::of(&mut from.take(length), length, is_message)?;
    let mut unchecked = 0;
    if let Some(stated) = field("warc-block-digest") {
        unchecked +=
            usize::from(!agree(stated, &sums.block).ok_or("its block is altered")?);
    }
    // A revisit states the hash of what is elsewhere, and a part of a record that of all.
    let is_elsewhere =
        field("warc-type") == Some("revisit") || field("warc-segment-number").is_some();
    if let Some(stated) = field("warc-payload-digest").filter(|_| !is_elsewhere) {
        match agree(stated, &sums.payload) {
            Some(is_reckoned) => unchecked += usize::from(!is_reckoned),
            // Some tools hash what the chunks carry, others the chunks.
            None if sums.is_chunked => unchecked += 1,
            None => return Err("its payload is altered".to_owned()),
        }
    }
    Ok(unchecked)
}

/// The head of a record, with the empty line.
fn head(from: &mut dyn BufRead) -> Result<Vec<u8>, String> {
    let mut head = Vec::new();
    loop {
        let room = (HEAD - head.len()) as u64;
        let read = from.take(room).read_until(b'\n', &mut head);
        if read.map_err(|error| error.to_string())? == 0 {
            return Err("its head is cut off, or too long".to_owned());
        }
        if head.ends_with(b"\r\n\r\n") {
            return Ok(head);
        }
    }
}

/// The hashes of a block.
struct Sums {
    block: String,
    payload: String,
    is_chunked: bool,
}

impl Sums {
    /// Reads a block of `length` bytes; of a message, the payload is what follows its head.
    fn of(from: &mut dyn Read, length: u64, is_message: bool) -> Result<Self, String> {
        let (mut block, mut payload) = (Sha256::new(), Sha256::new());
        let mut buffer = vec![0; 1 << 16];
        let mut message = Vec::new();
        let (mut is_inside, mut is_chunked, mut seen) = (!is_message, false, 0_u64);
        loop {
            let read = from.read(&mut buffer).map_err(|error| error.to_string())?;
            if read == 0 {
                break;
            }
            seen += read as u64;
            block.update(&buffer[..read]);
            if is_inside {
                payload.update(&buffer[..read]);
                continue;
            }
            message.extend_from_slice(&buffer[..read]);
            if let Some(end) = memchr::memmem::find(&message, b"\r\n\r\n") {
                let head = String::from_utf8_lossy(&message[..end]).to_lowercase();
                is_chunked = head.contains("\ntransfer-encoding:");
                payload.update(&message[end + 4..]);
                is_inside = true;
                message = Vec::new();
            } else if message.len() > MESSAGE {
                return Err("the head of its message is too long".to_owned());
            }
        }
        if seen != length {
            return Err("it is cut off".to_owned());
        }
        let (block, payload) =
            (digest::labelled(&block.finalize()), digest::labelled(&payload.finalize()));
        Ok(Self { block, payload, is_chunked })
    }
}

/// Whether a stated hash is of a kind that is reckoned; `None` if it is, and is another.
fn agree(stated: &str, reckoned: &str) -> Option<bool> {
    let Some(("sha256" | "sha-256", value)) = stated.split_once(':') else {
        return Some(false);
    };
    let hex = reckoned.strip_prefix("sha256:").unwrap_or_default();
    let is_same =
        value.eq_ignore_ascii_case(hex) || base32(value).as_deref() == Some(hex);
    is_same.then_some(true)
}

/// Base32 (RFC 4648, section 6) as hexadecimal digits, which some tools write hashes in.
fn base32(text: &str) -> Option<String> {
    use std::fmt::Write as _;
    let text = text.trim_end_matches('=');
    if text.len() > 64 {
        return None;
    }
    let (mut bits, mut held, mut hex) = (0_u32, 0_u32, String::new());
    for byte in text.bytes() {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'2'..=b'7' => byte - b'2' + 26,
            _ => return None,
        };
        bits = (bits << 5) | u32::from(value);
        held += 5;
        if held >= 8 {
            held -= 8;
            // Writing to a string cannot fail.
            let _ = write!(hex, "{:02x}", (bits >> held) & 0xff);
            bits &= (1 << held) - 1;
        }
    }
    Some(hex)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(fields: &str, block: &str, expected: Result<usize, &str>) {
        let length = block.len();
        let text = format!(
            "WARC/1.0\r\nContent-Length: {length}\r\n{fields}\r\n{block}\r\n\r\n"
        );
        let found = walk(&mut text.as_bytes());
        let expected = expected.map(|unchecked| Found { records: 1, unchecked });
        assert_eq!(found, expected.map_err(|how| format!("record 1: {how}")), "{fields}");
    }

    const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    #[test]
    fn hashes_are_read_as_tools_write_them() {
        check(&format!("WARC-Block-Digest: sha256:{ABC}\r\n"), "abc", Ok(0));
        let base32 = "XJ4BNP4PAHH6UQKBIDPF3LRCEOYAGYNDSYLXVHFUCD7WD4QACWWQ====";
        check(&format!("WARC-Block-Digest: sha256:{base32}\r\n"), "abc", Ok(0));
        check("WARC-Block-Digest: sha1:XYZ\r\n", "abc", Ok(1));
        let altered = Err("its block is altered");
        check(&format!("WARC-Block-Digest: sha256:{ABC}\r\n"), "abd", altered);
    }

    #[test]
    fn a_payload_is_what_follows_the_head_of_a_message() {
        let fields = format!(
            "Content-Type: application/http; msgtype=response\r\n\
             WARC-Payload-Digest: sha256:{ABC}\r\n"
        );
        check(&fields, "HTTP/1.1 200 OK\r\n\r\nabc", Ok(0));
        check(&fields, "HTTP/1.1 200 OK\r\n\r\nabd", Err("its payload is altered"));
        let chunked =
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n";
        check(&fields, chunked, Ok(1));
        let revisit = format!("WARC-Type: revisit\r\n{fields}");
        check(&revisit, "HTTP/1.1 200 OK\r\n\r\n", Ok(0));
    }

    #[test]
    fn a_record_that_breaks_off_is_told() {
        let text = b"WARC/1.1\r\nContent-Length: 9\r\n\r\nabc";
        let expected = Err("record 1: it is cut off".to_owned());
        assert_eq!(walk(&mut &text[..]), expected);
        assert!(walk(&mut &b"WARC/1.1\r\nContent"[..]).is_err());
        assert!(walk(&mut &b"no archive\r\n\r\n"[..]).is_err());
        assert_eq!(walk(&mut &b""[..]), Ok(Found::default()));
    }
}

#[cfg(test)]
mod properties {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_bytes_are_walked_through(bytes: Vec<u8>, fields: String) {
            let _ = walk(&mut bytes.as_slice());
            let mut record = format!("WARC/1.1\r\nContent-Length: 2\r\n{fields}\r\n\r\n").into_bytes();
            record.extend(bytes);
            let _ = walk(&mut record.as_slice());
        }
    }
}
