//! One JSON value on one line, safe to show.

use std::io;

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::{CompactFormatter, Formatter};

use crate::report::escape::is_unseen;

/// Compact JSON that also escapes what JSON itself allows and terminals, line readers or
/// eyes do not take well.
struct Seen(CompactFormatter);

impl Formatter for Seen {
    fn write_string_fragment<W>(&mut self, writer: &mut W, text: &str) -> io::Result<()>
    where
        W: ?Sized + io::Write,
    {
        let mut rest = text;
        while let Some(at) = rest.find(is_unseen) {
            let (head, tail) = rest.split_at(at);
            self.0.write_string_fragment(writer, head)?;
            let mut chars = tail.chars();
            if let Some(c) = chars.next() {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    write!(writer, "\\u{unit:04x}")?;
                }
            }
            rest = chars.as_str();
        }
        self.0.write_string_fragment(writer, rest)
    }
}

/// `value` as one line of JSON, with its line break.
pub(in crate::report) fn line(value: &impl Serialize) -> String {
    let mut bytes = Vec::new();
    let mut serializer = Serializer::with_formatter(&mut bytes, Seen(CompactFormatter));
    value
        .serialize(&mut serializer)
        .expect("mirror structs have string keys, and writing to memory does not fail");
    bytes.push(b'\n');
    String::from_utf8(bytes).expect("JSON made from strings is UTF-8")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let written = line(&text);
        assert_eq!(written, format!("{expected}\n"));
        assert_eq!(serde_json::from_str::<String>(&written).unwrap(), text);
    }

    #[test]
    fn text_that_is_seen_stays_as_it_is() {
        check("“Café” \"x\" \\ 東京", "\"“Café” \\\"x\\\" \\\\ 東京\"");
    }

    #[test]
    fn what_a_line_reader_splits_at_is_escaped() {
        check("a\u{2028}b\u{85}c\nd", "\"a\\u2028b\\u0085c\\nd\"");
    }

    #[test]
    fn what_a_terminal_obeys_is_escaped() {
        check("\u{1b}[2J\u{9b}\u{202e}", "\"\\u001b[2J\\u009b\\u202e\"");
    }

    #[test]
    fn hidden_characters_past_16_bits_are_escaped_as_a_pair() {
        check("\u{e0041}", "\"\\udb40\\udc41\"");
    }
}
