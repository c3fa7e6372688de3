//! From bytes to text, as browsers do it.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How far into a page the HTML standard looks for `<meta charset>`.
const META_PRESCAN: usize = 1024;

/// Decodes a page: by byte order mark, then by the label it came with, then by its own
/// `<meta>`, then as UTF-8 if it is that, then by what its bytes look like.
pub(super) fn decode<'b>(bytes: &'b [u8], label: Option<&str>) -> Cow<'b, str> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[length..]).0;
    }
    let labelled = label.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    if labelled.is_none_or(|encoding| encoding == UTF_8)
        && let Ok(text) = std::str::from_utf8(bytes)
    {
        return Cow::Borrowed(text);
    }
    let encoding = labelled.or_else(|| declared(bytes)).unwrap_or_else(|| guess(bytes));
    encoding.decode_without_bom_handling(bytes).0
}

/// The encoding that a page declares about itself.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(META_PRESCAN)];
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let mut rest = &*head;
    while let Some(at) = rest.find("charset") {
        rest = rest[at + "charset".len()..].trim_start();
        let Some(value) = rest.strip_prefix('=') else { continue };
        let value = value.trim_start().trim_start_matches(['"', '\'']);
        let end = value
            .find(|c: char| {
                c.is_whitespace() || matches!(c, '"' | '\'' | ';' | '>' | '/')
            })
            .unwrap_or(value.len());
        if let Some(encoding) = Encoding::for_label(&value.as_bytes()[..end]) {
            // A page that could be read this far is not in UTF-16, whatever it says.
            let is_wide = encoding == UTF_16LE || encoding == UTF_16BE;
            return Some(if is_wide { UTF_8 } else { encoding });
        }
    }
    None
}

/// The encoding that the bytes look like.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    // Half a megabyte holds enough letters to tell, and bounds the time.
    detector.feed(&bytes[..bytes.len().min(1 << 19)], true);
    let encoding = detector.guess(None, Utf8Detection::Allow);
    if encoding.is_ascii_compatible() { encoding } else { WINDOWS_1252 }
}
