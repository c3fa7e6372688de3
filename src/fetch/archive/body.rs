//! An answer of a web server as it came over the wire: its head, and its body unpacked.

use crate::fetch::folder::LARGEST;
use crate::fetch::media;
use crate::fetch::packing;

/// Longest head of an answer, in bytes.
const HEAD: usize = 256 << 10;

/// An answer of a server.
#[derive(Debug, Default)]
pub(super) struct Answer<'b> {
    pub(super) status: u16,
    pub(super) media_type: Option<String>,
    pub(super) charset: Option<String>,
    location: Option<String>,
    encoding: String,
    is_chunked: bool,
    length: Option<usize>,
    body: &'b [u8],
}

impl Answer<'_> {
    /// Where it redirects to, if it does.
    pub(super) fn location(&self) -> Option<&str> {
        let is_redirect = matches!(self.status, 301 | 302 | 303 | 307 | 308);
        self.location.as_deref().filter(|_| is_redirect)
    }
}

/// Reads the head of an answer; `None` if there is none.
pub(super) fn answer(block: &[u8]) -> Option<Answer<'_>> {
    let mut lines = Lines(block);
    let first = String::from_utf8_lossy(lines.next()?).into_owned();
    let mut words = first.split_whitespace();
    words.next().filter(|version| version.starts_with("HTTP/"))?;
    let mut answer = Answer { status: words.next()?.parse().ok()?, ..Answer::default() };
    while let Some(line) = lines.next() {
        if line.is_empty() {
            break;
        }
        if block.len() - lines.0.len() > HEAD {
            return None;
        }
        let line = String::from_utf8_lossy(line);
        let Some((name, value)) = line.split_once(':') else { continue };
        let value = value.trim();
        match name.trim().to_ascii_lowercase().as_str() {
            "content-type" => (answer.media_type, answer.charset) = media::kind(value),
            "content-encoding" => answer.encoding = value.to_ascii_lowercase(),
            "transfer-encoding" => {
                answer.is_chunked |= value.to_ascii_lowercase().contains("chunked");
            }
            "content-length" => answer.length = value.parse().ok(),
            "location" => answer.location = Some(value.to_owned()),
            _ => {}
        }
    }
    answer.body = lines.0;
    Some(answer)
}

/// Lines without their ends; what comes after the last that was taken.
struct Lines<'b>(&'b [u8]);

impl<'b> Iterator for Lines<'b> {
    type Item = &'b [u8];

    fn next(&mut self) -> Option<&'b [u8]> {
        if self.0.is_empty() {
            return None;
        }
        let end = self.0.iter().position(|&byte| byte == b'\n').unwrap_or(self.0.len());
        let line = &self.0[..end];
        self.0 = self.0.get(end + 1..).unwrap_or_default();
        Some(line.strip_suffix(b"\r").unwrap_or(line))
    }
}

/// The body as it was before it was sent, and whether all of it is there; the name of the
/// packing if that is not known. No more than one byte past [`LARGEST`] is unpacked.
///
/// Some tools keep the body unpacked beside a head that says how it was packed: what does
/// not begin as it says is taken as it is.
pub(super) fn unpacked(answer: &Answer<'_>) -> Result<(Vec<u8>, bool), String> {
    let (mut bytes, mut is_whole) = if answer.is_chunked {
        unchunked(answer.body)
    } else {
        let is_whole = answer.length.is_none_or(|length| answer.body.len() >= length);
        // A body that was stored unpacked is longer than its head says, or shorter.
        (answer.body.to_vec(), is_whole || !answer.encoding.is_empty())
    };
    let encoding = &answer.encoding;
    let layers = packing::layers(encoding).ok_or_else(|| encoding.clone())?;
    for layer in layers {
        let is_plain = match layer {
            "gzip" | "x-gzip" => !bytes.starts_with(packing::GZIP),
            "deflate" | "br" | "zstd" => looks_plain(&bytes),
            _ => false,
        };
        if is_plain {
            continue;
        }
        let all = packing::undo(layer, &bytes, LARGEST + 1);
        let all = all.ok_or_else(|| layer.to_owned())?;
        is_whole &= all.1;
        bytes = all.0;
    }
    Ok((bytes, is_whole))
}

/// Whether bytes begin as a page does that was not packed.
fn looks_plain(bytes: &[u8]) -> bool {
    let head = bytes.trim_ascii_start();
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let head = &head[..head.len().min(64)];
    head.starts_with(b"<") && head.is_ascii()
}

/// A body without the lengths of its chunks (RFC 9112, section 7.1), and whether its last
/// chunk was there.
fn unchunked(body: &[u8]) -> (Vec<u8>, bool) {
    let mut bytes = Vec::with_capacity(body.len());
    let mut lines = Lines(body);
    loop {
        let Some(line) = lines.next() else { return (bytes, false) };
        let size = line.split(|&byte| byte == b';').next().unwrap_or_default();
        let size = std::str::from_utf8(size.trim_ascii()).unwrap_or_default();
        let Ok(size) = usize::from_str_radix(size, 16) else {
            // The tool that stored it has put the chunks together.
            let is_stored_whole = bytes.is_empty();
            return if is_stored_whole { (body.to_vec(), true) } else { (bytes, false) };
        };
        if size == 0 {
            return (bytes, true);
        }
        let Some(chunk) = lines.0.get(..size) else {
            bytes.extend_from_slice(lines.0);
            return (bytes, false);
        };
        bytes.extend_from_slice(chunk);
        lines.0 = &lines.0[size..];
        // The line break after a chunk.
        lines.0 = lines.0.strip_prefix(b"\r").unwrap_or(lines.0);
        lines.0 = lines.0.strip_prefix(b"\n").unwrap_or(lines.0);
    }
}
