//! What went over the wire: one request and its answer.

use std::borrow::Cow;

use jiff::Timestamp;

/// One request and its answer, as a WARC file keeps them (ISO 28500).
///
/// Heads are those of HTTP/1.1 whatever was spoken, as is the custom in web archives; each
/// ends with an empty line. Transfer codings are undone, content codings are not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exchange {
    /// The address asked for.
    pub url: String,
    /// When it was asked for, to the second.
    pub began: Timestamp,
    /// The address that the host's name led to, if known.
    pub ip: Option<std::net::IpAddr>,
    /// The head of the request.
    pub request: Vec<u8>,
    /// The status of the answer.
    pub status: u16,
    /// The head of the answer.
    pub head: Vec<u8>,
    /// The body of the answer as it was packed for sending.
    pub body: Vec<u8>,
    /// Whether the body is larger than was wanted, or broke off: only its start is here.
    pub is_cut: bool,
}

impl Exchange {
    /// The fields of the answer's head, in order: name and value.
    pub fn fields(&self) -> impl Iterator<Item = (&str, Cow<'_, str>)> {
        let lines = self.head.split(|&byte| byte == b'\n').skip(1);
        lines.filter_map(|line| {
            let colon = line.iter().position(|&byte| byte == b':')?;
            let name = std::str::from_utf8(&line[..colon]).ok()?.trim();
            Some((name, String::from_utf8_lossy(line[colon + 1..].trim_ascii())))
        })
    }

    /// The value of a field of the answer, whose name is given in any case; the first if
    /// there are several.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<Cow<'_, str>> {
        self.fields().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|of| of.1)
    }

    /// Where the answer redirects to, as it is written, if it redirects (RFC 9110,
    /// section 15.4).
    #[must_use]
    pub fn location(&self) -> Option<Cow<'_, str>> {
        let is_redirect = matches!(self.status, 301 | 302 | 303 | 307 | 308);
        is_redirect.then(|| self.field("location")).flatten()
    }
}

#[cfg(test)]
impl Exchange {
    /// An answer that a test is about; `head` is its lines.
    pub(crate) fn of(head: &str, body: &[u8]) -> Self {
        Self {
            url: "https://a.example/".to_owned(),
            began: Timestamp::UNIX_EPOCH,
            ip: None,
            request: b"GET / HTTP/1.1\r\n\r\n".to_vec(),
            status: head
                .split(' ')
                .nth(1)
                .and_then(|word| word.parse().ok())
                .unwrap_or(0),
            head: format!("{}\r\n\r\n", head.replace('\n', "\r\n")).into_bytes(),
            body: body.to_vec(),
            is_cut: false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(head: &str, name: &str, expected: Option<&str>) {
        assert_eq!(Exchange::of(head, b"").field(name).as_deref(), expected, "{head:?}");
    }

    #[test]
    fn a_field_is_found_by_its_name_in_any_case() {
        let head = "HTTP/1.1 200 OK\nETag: \"a:b\" \nage:1\nAge: 2\nno field\n: x";
        check(head, "etag", Some("\"a:b\""));
        check(head, "AGE", Some("1"));
        check(head, "x", None);
        assert_eq!(Exchange::of(head, b"").fields().count(), 4);
    }

    #[test]
    fn only_a_redirect_leads_elsewhere() {
        let answer =
            |status: &str| Exchange::of(&format!("HTTP/1.1 {status}\nLocation: /b"), b"");
        assert_eq!(answer("301 Moved").location().as_deref(), Some("/b"));
        assert_eq!(answer("201 Created").location(), None);
        assert_eq!(Exchange::of("HTTP/1.1 302 Found", b"").location(), None);
    }
}
