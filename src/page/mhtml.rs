//! A page saved as MHTML: a mail message whose parts are the page and its pictures
//! (RFC 2557), as Chrome, Edge, Opera and the Internet Explorer write it; or a message of
//! one HTML part.

use super::plain;

/// Bytes in which the head of a message must end to be seen as one.
const HEAD: usize = 16 << 10;
/// Longest head of a part, in bytes.
const PART_HEAD: usize = 64 << 10;
/// How deep parts may nest; each level is looked through once.
const DEPTH: usize = 8;
/// Parts that are looked at.
const PARTS: usize = 10_000;

/// The page in a message.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Message {
    /// Where the page was saved from.
    pub(super) url: Option<String>,
    /// When it was saved, as its head writes it.
    pub(super) date: Option<String>,
    /// The bytes of the page, unpacked.
    pub(super) bytes: Vec<u8>,
    /// The label of their charset.
    pub(super) charset: Option<String>,
    /// Whether the page breaks off, and whether only what follows it does.
    pub(super) is_cut: bool,
    pub(super) is_short: bool,
}

/// Reads a message, if the bytes are one that holds a page.
pub(super) fn read(bytes: &[u8]) -> Option<Message> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let (head, body) = head(bytes, HEAD)?;
    let kind = head.kind();
    let is_page = kind.starts_with("multipart/") || kind == "text/html";
    if !is_page
        || (kind == "text/html" && plain::is_html(&bytes[..bytes.len() - body.len()]))
    {
        return None;
    }
    let mut message = Message {
        url: head.address("snapshot-content-location"),
        date: head.get("date").map(str::to_owned),
        ..Message::default()
    };
    let mut parts = Parts::default();
    parts.add(Part { head, body, depth: 0, is_closed: true });
    let root = parts.page(message.url.as_deref())?;
    message.is_cut = !root.is_closed;
    message.is_short = parts.all.iter().any(|part| !part.is_closed);
    message.bytes = decoded(root);
    message.charset = root.head.parameter("charset");
    let top = parts.all.first();
    message.url = message
        .url
        .or_else(|| root.head.address("content-location"))
        .or_else(|| top?.head.address("content-location"));
    Some(message)
}

/// The fields of a head, their names in lower case.
#[derive(Debug, Default)]
struct Head(Vec<(String, String)>);

impl Head {
    fn get(&self, name: &str) -> Option<&str> {
        let field = self.0.iter().find(|(known, _)| known == name);
        field.map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
    }

    /// The media type in lower case; that of a part without one is plain text.
    fn kind(&self) -> String {
        let value = self.get("content-type").unwrap_or("text/plain");
        value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }

    /// A parameter of the media type, without its quotation marks.
    fn parameter(&self, name: &str) -> Option<String> {
        let value = self.get("content-type")?;
        let at = value.find(';')?;
        let mut rest = &value[at + 1..];
        loop {
            let (key, after) = rest.split_once('=')?;
            let after = after.trim_start();
            let (found, next) = match after.strip_prefix('"') {
                Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
                None => after.split_once(';').unwrap_or((after, "")),
            };
            if key.trim_matches([';', ' ', '\t']).eq_ignore_ascii_case(name) {
                let found = found.trim();
                return (!found.is_empty()).then(|| found.to_owned());
            }
            rest = next;
        }
    }

    /// A field that is an address of the web. Long ones are folded.
    fn address(&self, name: &str) -> Option<String> {
        let value: String = self.get(name)?.split_whitespace().collect();
        let is_address = value.starts_with("http://") || value.starts_with("https://");
        is_address.then_some(value)
    }
}

/// The head of a message or part, and what follows its empty line.
fn head(bytes: &[u8], longest: usize) -> Option<(Head, &[u8])> {
    let mut head = Head::default();
    let mut rest = bytes;
    while bytes.len() - rest.len() <= longest {
        let (line, after) = line(rest)?;
        rest = after;
        let text = String::from_utf8_lossy(line);
        if text.trim().is_empty() {
            return (!head.0.is_empty()).then_some((head, rest));
        }
        if text.starts_with([' ', '\t']) {
            let (_, value) = head.0.last_mut()?;
            value.push(' ');
            value.push_str(text.trim());
            continue;
        }
        let (name, value) = text.split_once(':')?;
        let is_name = |c: char| c.is_ascii_graphic();
        if name.is_empty() || !name.chars().all(is_name) {
            return None;
        }
        head.0.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    None
}

/// A line without its end, and what comes after it; `None` at the end.
fn line(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    if bytes.is_empty() {
        return None;
    }
    let end = bytes.iter().position(|&byte| byte == b'\n').unwrap_or(bytes.len());
    let line = &bytes[..end];
    let after = bytes.get(end + 1..).unwrap_or_default();
    Some((line.strip_suffix(b"\r").unwrap_or(line), after))
}

#[derive(Debug)]
struct Part<'b> {
    head: Head,
    body: &'b [u8],
    depth: usize,
    /// Whether its end was there.
    is_closed: bool,
}

/// All parts, those inside after the one around them.
#[derive(Debug, Default)]
struct Parts<'b> {
    all: Vec<Part<'b>>,
}

impl<'b> Parts<'b> {
    /// Adds a part and those in it.
    fn add(&mut self, part: Part<'b>) {
        let first = self.all.len();
        self.all.push(part);
        let mut at = first;
        while at < self.all.len() && self.all.len() < PARTS {
            let part = &self.all[at];
            if part.head.kind().starts_with("multipart/")
                && part.depth < DEPTH
                && let Some(boundary) = part.head.parameter("boundary")
            {
                let inside = split(part.body, &boundary, part.depth + 1);
                self.all.extend(inside);
            }
            at += 1;
        }
    }

    /// The part that is the page: the one saved from `url`, else the one that the message
    /// says it starts with, else the first that is HTML, else the first that is text.
    fn page(&self, url: Option<&str>) -> Option<&Part<'b>> {
        let start = self.all.first()?.head.parameter("start");
        let kind = |part: &Part<'_>| part.head.kind();
        let is_html = |part: &&Part<'_>| {
            matches!(kind(part).as_str(), "text/html" | "application/xhtml+xml")
        };
        let mut html = self.all.iter().filter(is_html);
        let same = |part: &&Part<'_>| {
            url.is_some() && part.head.address("content-location").as_deref() == url
                || start.is_some() && part.head.get("content-id") == start.as_deref()
        };
        html.clone()
            .find(same)
            .or_else(|| html.next())
            .or_else(|| self.all.iter().find(|part| kind(part) == "text/plain"))
    }
}

/// The parts between the lines that are the boundary.
fn split<'b>(body: &'b [u8], boundary: &str, depth: usize) -> Vec<Part<'b>> {
    let mut parts = Vec::new();
    let mut open: Option<usize> = None;
    let mut rest = body;
    let mut add = |from: usize, to: usize, is_closed: bool| {
        let bytes = body.get(from..to).unwrap_or_default();
        if let Some((head, body)) = head(bytes, PART_HEAD) {
            parts.push(Part { head, body, depth, is_closed });
        }
    };
    let mut is_ended = false;
    while let Some((text, after)) = line(rest) {
        let at = body.len() - rest.len();
        rest = after;
        let Some(mark) = text
            .strip_prefix(b"--")
            .and_then(|text| text.strip_prefix(boundary.as_bytes()))
            .map(<[u8]>::trim_ascii_end)
            .filter(|mark| mark.is_empty() || *mark == b"--")
        else {
            continue;
        };
        if let Some(from) = open {
            add(from, at, true);
        }
        is_ended = mark == b"--";
        open = (!is_ended).then(|| body.len() - rest.len());
    }
    if let Some(from) = open.filter(|_| !is_ended) {
        add(from, body.len(), false);
    }
    parts
}

/// The bytes of a part, unpacked as its head says.
fn decoded(part: &Part<'_>) -> Vec<u8> {
    let how = part.head.get("content-transfer-encoding").unwrap_or_default();
    match how.to_ascii_lowercase().as_str() {
        "quoted-printable" => quoted_printable(part.body),
        "base64" => base64(part.body),
        _ => part.body.to_vec(),
    }
}

/// RFC 2045, section 6.7; what does not fit it is kept as it stands.
fn quoted_printable(bytes: &[u8]) -> Vec<u8> {
    let mut found = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        if byte != b'=' {
            found.push(byte);
            continue;
        }
        // Space may have been added at the end of a line on its way.
        let blanks = after.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        match &after[blanks..] {
            [b'\r', b'\n', next @ ..] | [b'\n', next @ ..] => rest = next,
            [] => rest = &[],
            _ => match (
                after.first().copied().and_then(digit),
                after.get(1).copied().and_then(digit),
            ) {
                (Some(high), Some(low)) => {
                    found.push(high << 4 | low);
                    rest = &after[2..];
                }
                _ => found.push(byte),
            },
        }
    }
    found
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

/// RFC 2045, section 6.8: what is no digit is passed over.
fn base64(bytes: &[u8]) -> Vec<u8> {
    let mut found = Vec::with_capacity(bytes.len() / 4 * 3);
    let (mut held, mut n_bits) = (0_u32, 0_u32);
    for &byte in bytes {
        let digit = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => continue,
        };
        held = (held << 6 | u32::from(digit)) & 0xffff;
        n_bits += 6;
        if n_bits >= 8 {
            n_bits -= 8;
            found.push(u8::try_from(held >> n_bits & 0xff).unwrap_or_default());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A page as Chrome saves it.
    const CHROME: &str = "From: <Saved by Blink>\r\n\
        Snapshot-Content-Location: https://quay.example/a?x=3D1\r\n\
        Subject: The wall\r\nDate: Thu, 22 Jan 2026 10:00:00 -0000\r\nMIME-Version: 1.0\r\n\
        Content-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\
        \tboundary=\"----MultipartBoundary--abc----\"\r\n\r\n\r\n\
        ------MultipartBoundary--abc----\r\nContent-Type: text/html\r\n\
        Content-ID: <frame-1@mhtml.blink>\r\nContent-Transfer-Encoding: quoted-printable\r\n\
        Content-Location: https://quay.example/a?x=3D1\r\n\r\n\
        <html><p>The caf=C3=A9 is =\r\nopen.</p></html>\r\n\
        ------MultipartBoundary--abc----\r\nContent-Type: image/png\r\n\
        Content-Transfer-Encoding: base64\r\n\r\nQUJD\r\n\
        ------MultipartBoundary--abc------\r\n";

    #[track_caller]
    fn check(message: &str, expected: &str) -> Message {
        let message = read(message.as_bytes()).expect("it is a message");
        assert_eq!(String::from_utf8_lossy(&message.bytes).trim_end(), expected);
        message
    }

    #[test]
    fn a_page_saved_by_chrome_is_read() {
        let found = check(CHROME, "<html><p>The café is open.</p></html>");
        assert_eq!(found.url.as_deref(), Some("https://quay.example/a?x=3D1"));
        assert_eq!(found.date.as_deref(), Some("Thu, 22 Jan 2026 10:00:00 -0000"));
        assert!(!found.is_cut && !found.is_short);
    }

    #[test]
    fn parts_may_nest_and_be_packed_in_base64() {
        let message = "From: \"Saved by Windows Internet Explorer 8\"\n\
            MIME-Version: 1.0\nContent-Type: multipart/related; boundary=outer\n\n\
            This is a multi-part message in MIME format.\n\n--outer\n\
            Content-Type: multipart/alternative;\n boundary=\"in ner\"\n\n--in ner\n\
            Content-Type: text/plain\n\nplain\n--in ner\n\
            Content-Type: text/html;\n\tcharset=\"windows-1252\"\n\
            Content-Location: http://quay.example/b\n\
            Content-Transfer-Encoding: base64\n\nPGh0bWw+\nPHA+Q2Fm\n6Q==\n--in ner--\n--outer--\n";
        let found = read(message.as_bytes()).unwrap();
        assert_eq!(found.bytes, b"<html><p>Caf\xe9");
        assert_eq!(found.charset.as_deref(), Some("windows-1252"));
        assert_eq!(found.url.as_deref(), Some("http://quay.example/b"));
    }

    #[test]
    fn a_message_of_one_part_is_read() {
        let message = "MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\
            Content-Transfer-Encoding: 8bit\n\n<p>Open.</p>";
        check(message, "<p>Open.</p>");
    }

    #[test]
    fn a_message_that_breaks_off_is_read_as_far_as_it_goes() {
        let cut = &CHROME[..CHROME.find("is =").unwrap()];
        assert!(check(cut, "<html><p>The café").is_cut);
        let short = &CHROME[..CHROME.find("QUJD").unwrap()];
        let found = check(short, "<html><p>The café is open.</p></html>");
        assert!(found.is_short && !found.is_cut);
        for end in 0..CHROME.len() {
            let _ = read(&CHROME.as_bytes()[..end]);
        }
    }

    #[test]
    fn other_texts_are_no_messages() {
        for text in [
            "",
            "Note: this is a story.\n\nIt has two paragraphs.",
            "<!DOCTYPE html>\nContent-Type: text/html\n\n",
            "Subject: hello\nContent-Type: text/plain\n\nA letter.",
            "Content-Type: multipart/related\n",
        ] {
            assert_eq!(read(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn odd_escapes_are_kept() {
        assert_eq!(quoted_printable(b"a=zz=3d= \r\nb="), b"a=zz=b");
        assert_eq!(base64(b"Q U\nJ-D"), b"ABC");
    }
}

#[cfg(test)]
mod properties {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn any_message_is_read(
            text in "Content-Type: multipart/related; boundary=b\n\n((--b|--b--|\n|=3D|=\n|Content-Type: (text/html|multipart/x; boundary=c)|--c|[ -~é]{0,20}|\n\n)){0,60}"
        ) {
            let _ = read(text.as_bytes());
        }

        #[test]
        fn any_bytes_are_unpacked(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            prop_assert!(quoted_printable(&bytes).len() <= bytes.len());
            prop_assert!(base64(&bytes).len() <= bytes.len());
            let _ = read(&bytes);
        }
    }
}
