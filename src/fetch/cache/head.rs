//! The header fields of a message as it is kept: the head of HTTP/1.1.

use http::{HeaderMap, HeaderName, HeaderValue};

/// Header fields that are read; more are taken for an attack.
const FIELDS: usize = 1000;

/// The fields of a head; lines that are none are left out.
pub(super) fn fields(head: &[u8]) -> HeaderMap {
    let mut fields = HeaderMap::new();
    for line in head.split(|&byte| byte == b'\n').skip(1).take(FIELDS) {
        let line = line.trim_ascii();
        if line.is_empty() {
            break;
        }
        let Some(colon) = line.iter().position(|&byte| byte == b':') else { continue };
        let name = HeaderName::from_bytes(line[..colon].trim_ascii_end());
        let value = HeaderValue::from_bytes(line[colon + 1..].trim_ascii_start());
        if let (Ok(name), Ok(value)) = (name, value)
            && fields.try_append(name, value).is_err()
        {
            break;
        }
    }
    fields
}

/// A head of such fields; its first line is empty, as nobody asks for it.
pub(super) fn written(fields: &HeaderMap) -> Vec<u8> {
    let mut head = b"\r\n".to_vec();
    for (name, value) in fields {
        for part in [name.as_str().as_bytes(), b": ", value.as_bytes(), b"\r\n"] {
            head.extend_from_slice(part);
        }
    }
    head
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(head: &str, expected: &[(&str, &str)]) {
        let fields = fields(head.as_bytes());
        let found: Vec<_> = fields
            .iter()
            .map(|(name, value)| (name.as_str(), value.to_str().unwrap()))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_head_is_read_up_to_its_empty_line() {
        check(
            "HTTP/1.1 200 OK\r\nETag: \"a\"\r\nrubbish\r\nb d: e\r\nX:y: z \r\n\r\nA: b\r\n",
            &[("etag", "\"a\""), ("x", "y: z")],
        );
        check("HTTP/1.1 200 OK", &[]);
    }

    #[test]
    fn a_field_that_comes_twice_is_kept_twice() {
        check("x\nA: b\nC: d\nA: e\n", &[("a", "b"), ("a", "e"), ("c", "d")]);
    }
}

#[cfg(test)]
mod properties {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn fields_are_written_as_they_are_read(head: Vec<u8>) {
            let read = fields(&head);
            prop_assert_eq!(fields(&written(&read)), read);
        }
    }
}
