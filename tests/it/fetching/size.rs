//! Pages that are larger than they may be, or swell.

use std::net::TcpStream;

use flate2::{Compression, FlushCompress};
use veracite::fetch::FetchProblem;
use veracite::fetch::live::Options;

use super::client::{check, is_large, is_malformed, local, within};
use super::server::{flood, gzip, keep_silent, raw, send};

#[test]
fn a_page_that_swells_when_unpacked_is_given_up_at_the_limit() {
    let packed = gzip(&vec![b' '; 11 << 20]);
    assert!(packed.len() < 100_000);
    let answer = move |_: &str, stream: &mut TcpStream| {
        send(stream, "200 OK", &["Content-Encoding: gzip"], &packed);
    };
    let is_at_limit =
        |body: &_| matches!(body, Err(FetchProblem::TooLarge(at)) if *at > 1 << 20);
    check(local(), answer, is_at_limit);
}

#[test]
fn a_page_of_just_the_limit_is_read_and_one_byte_more_is_too_large() {
    let options = || Options { largest: 1000, ..local() };
    let answer = |length: usize, fields: &'static [&'static str]| {
        move |_: &str, stream: &mut TcpStream| {
            let body = vec![b'a'; length];
            let body = if fields.is_empty() { body } else { gzip(&body) };
            send(stream, "200 OK", fields, &body);
        }
    };
    let is_large = |body: &Result<_, _>| *body == Err(FetchProblem::TooLarge(1000));
    for fields in [&[] as &[_], &["Content-Encoding: gzip"]] {
        check(options(), answer(1000, fields), Result::is_ok);
        check(options(), answer(1001, fields), is_large);
    }
}

#[test]
fn an_endless_page_is_given_up_at_the_limit() {
    let chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    let is_large = |body: &Result<_, _>| *body == Err(FetchProblem::TooLarge(50_000));
    let answer = |_: &str, stream: &mut TcpStream| {
        raw(stream, chunked);
        flood(stream, b"8\r\na page, \r\n");
    };
    check(Options { largest: 50_000, ..local() }, answer, is_large);
    let answer = |_: &str, stream: &mut TcpStream| {
        raw(stream, b"HTTP/1.1 200 OK\r\n\r\n");
        flood(stream, &[b'a'; 4096]);
    };
    check(Options { largest: 50_000, ..local() }, answer, is_large);
}

/// Bits as Brotli has them, the least first (RFC 7932, section 1.5.1).
#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    length: usize,
}

impl Bits {
    fn push(&mut self, value: usize, length: usize) {
        for at in 0..length {
            if self.length.is_multiple_of(8) {
                self.bytes.push(0);
            }
            let bit = u8::try_from(value >> at & 1).unwrap();
            *self.bytes.last_mut().unwrap() |= bit << (self.length % 8);
            self.length += 1;
        }
    }
}

/// So many times so many spaces, packed with Brotli into thirteen bytes a time.
pub(super) fn brotli(times: usize, length: usize) -> Vec<u8> {
    /// What the longest copy of RFC 7932, section 5, is longer than.
    const COPY: usize = 2118;
    let mut bits = Bits::default();
    // A window of 64 KiB.
    bits.push(0, 1);
    for _ in 0..times {
        // Not the last part; nibbles of its length less one, no more than it takes; packed.
        let nibbles = if length > 1 << 20 { 6 } else { 5 };
        bits.push(0, 1);
        bits.push(nibbles - 4, 2);
        bits.push(length - 1, nibbles * 4);
        bits.push(0, 1);
        // One type of each block; no postfix; one context; one code of each.
        bits.push(0, 3 + 6 + 2 + 2);
        // The codes, of one symbol each: a space; "insert one, copy many"; "the last byte".
        for (symbol, length) in [(0x20, 8), (384 + 8 + 7, 10), (16, 6)] {
            bits.push(1, 2);
            bits.push(0, 2);
            bits.push(symbol, length);
        }
        bits.push(length - 1 - COPY, 24);
        bits.push(0, 1);
    }
    // The last part, which is empty.
    bits.push(3, 2);
    bits.bytes
}

/// So many times 128 KiB of spaces, packed with Zstandard into four bytes a time (RFC
/// 8878, section 3.1.1).
fn zstd(times: usize) -> Vec<u8> {
    let mut packed = vec![0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x38];
    for at in 1..=times {
        // The last one says so; it is a repeated byte; its length.
        let head = usize::from(at == times) | 1 << 1 | (128 << 10) << 3;
        packed.extend_from_slice(&head.to_le_bytes()[..3]);
        packed.push(b' ');
    }
    packed
}

/// So many MiB of spaces, packed with gzip into a thousandth of it; without the check sum at
/// its end, which nobody gets to.
pub(super) fn gzip_bomb(mebibytes: usize) -> Vec<u8> {
    let mut deflate = flate2::Compress::new(Compression::best(), false);
    let mut part = Vec::with_capacity(1 << 16);
    let whole = vec![b' '; 1 << 20];
    deflate.compress_vec(&whole, &mut part, FlushCompress::Full).unwrap();
    assert_eq!(deflate.total_in(), 1 << 20);
    let mut packed = b"\x1f\x8b\x08\0\0\0\0\0\0\x03".to_vec();
    packed.extend(part.repeat(mebibytes));
    packed
}

#[test]
fn a_gibibyte_that_is_packed_into_little_is_given_up_at_the_limit() {
    let bombs = [
        ("gzip", gzip_bomb(1024)),
        ("br", brotli(64, 1 << 24)),
        ("zstd", zstd(8192)),
        ("br, gzip", gzip(&brotli(64, 1 << 24))),
        ("gzip, gzip", gzip(&gzip_bomb(1024))),
    ];
    for (name, packed) in bombs {
        assert!(packed.len() < 2 << 20, "{name} {}", packed.len());
        let field = format!("Content-Encoding: {name}");
        let answer = move |_: &str, stream: &mut TcpStream| {
            send(stream, "200 OK", &[&field], &packed);
        };
        check(local(), answer, is_large);
    }
}

#[test]
fn what_the_bombs_are_made_of_can_be_unpacked() {
    for (field, packed, length) in [
        ("Content-Encoding: br", brotli(2, 1 << 18), 2 << 18),
        ("Content-Encoding: zstd", zstd(4), 4 << 17),
    ] {
        let answer = move |_: &str, stream: &mut TcpStream| {
            send(stream, "200 OK", &[field], &packed);
        };
        let page = vec![b' '; length];
        check(local(), answer, |body| body.as_ref().is_ok_and(|body| body.bytes == page));
    }
}

#[test]
fn a_length_beyond_the_limit_is_believed() {
    let answer = |length: &'static str| {
        move |_: &str, stream: &mut TcpStream| {
            raw(stream, b"HTTP/1.1 200 OK\r\nContent-Length: ");
            raw(stream, length.as_bytes());
            raw(stream, b"\r\n\r\n<p>");
            keep_silent(stream);
        }
    };
    check(within(5000), answer("10485761"), is_large);
    check(within(5000), answer("999999999999999"), is_large);
    check(within(5000), answer("18446744073709551614"), is_malformed);
    check(within(5000), answer("99999999999999999999999999"), is_malformed);
}
