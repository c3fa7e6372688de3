//! Addresses that are sound whatever they are made from.

use std::fmt::Write as _;

/// One part of a path, percent-encoded: all but the unreserved characters of RFC 3986.
pub(super) fn segment(text: &str) -> String {
    encoded(text, |byte| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte))
}

/// An address with all that may not stand in one percent-encoded; what is encoded already
/// stays so. Brackets and quotation marks are encoded too: where an address stands in
/// Markdown or in a message, they would end it.
pub(super) fn address(text: &str) -> String {
    let is_escape = |at: usize| {
        let digits = text.as_bytes().get(at + 1..at + 3);
        digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    };
    let mut out = String::with_capacity(text.len());
    for (at, byte) in text.bytes().enumerate() {
        let stays = byte.is_ascii_alphanumeric() || b"-._~:/?#@!$&*+,;=".contains(&byte);
        push(&mut out, byte, stays || byte == b'%' && is_escape(at));
    }
    out
}

fn encoded(text: &str, stays: impl Fn(u8) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        push(&mut out, byte, stays(byte));
    }
    out
}

fn push(out: &mut String, byte: u8, stays: bool) {
    if stays {
        out.push(char::from(byte));
    } else {
        // Writing to a string cannot fail.
        let _ = write!(out, "%{byte:02X}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(address(text), expected);
    }

    #[test]
    fn a_sound_address_stays_as_it_is() {
        let sound = "https://a.example/b%20c?d=e&f=1#:~:text=so%2C,end";
        check(sound, sound);
    }

    #[test]
    fn what_would_end_an_address_is_encoded() {
        check(
            "https://a.example/)](<b>\"'\n%zz",
            "https://a.example/%29%5D%28%3Cb%3E%22%27%0A%25zz",
        );
        check("https://a.example/é|", "https://a.example/%C3%A9%7C");
    }
}
