//! From bytes to text: the charset, the format, and whether it is a draft at all.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::draft::DraftError;
use crate::draft::Format;

/// Bytes looked at to tell UTF-16 without a mark, and HTML without an extension.
const HEAD: usize = 4096;

/// First bytes that tell a file of another kind, and what to call it.
const MAGIC: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a WebP image, sound or video"),
    (b"{\\rtf", "an RTF document"),
    (b"\xd0\xcf\x11\xe0", "an old Word file (.doc) or a file locked with a password"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"bplist00", "a Safari web archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"ID3", "a sound file"),
    (b"SQLite format 3", "a database"),
    (b"PK\x03\x04", "a ZIP archive"),
];

/// Extensions of documents that are not read.
const REFUSED: &[&str] = &[
    "doc", "dot", "epub", "gdoc", "key", "numbers", "odp", "ods", "odt", "ott", "pages",
    "pdf", "ppt", "pptx", "rtf", "wpd", "wps", "xls", "xlsx",
];

/// The text that `bytes` stand for.
///
/// A byte order mark decides; then UTF-8 if the bytes are valid, or nearly so; then
/// UTF-16 if every second byte is zero; then the charset they most look like. A UTF-8
/// mark stays in the text, so that its places are places in the file.
pub(super) fn decode(bytes: &[u8]) -> String {
    match Encoding::for_bom(bytes) {
        Some((encoding, mark)) if encoding != UTF_8 => {
            let rest = bytes.get(mark..).unwrap_or_default();
            return encoding.decode_without_bom_handling(rest).0.into_owned();
        }
        Some(_) => return String::from_utf8_lossy(bytes).into_owned(),
        None => {}
    }
    if let Some(encoding) = unmarked_utf16(bytes) {
        return encoding.decode_without_bom_handling(bytes).0.into_owned();
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) if is_damaged_utf8(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        Err(_) => {
            let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
            detector.feed(bytes, true);
            let encoding = detector.guess(None, Utf8Detection::Deny);
            encoding.decode_without_bom_handling(bytes).0.into_owned()
        }
    }
}

/// UTF-16 without a mark, told by the zero bytes of its Latin letters: at least four in
/// ten of one half, and hardly any of the other.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(HEAD) & !1)?;
    let pairs = head.len() / 2;
    let zeros =
        |half: usize| head.iter().skip(half).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    if pairs < 4 {
        return None;
    }
    if odd * 10 >= pairs * 4 && even * 20 <= pairs {
        Some(UTF_16LE)
    } else if even * 10 >= pairs * 4 && odd * 20 <= pairs {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Whether bytes that are not valid UTF-8 are UTF-8 all the same: one torn character in
/// a text of good ones must not turn every other letter with a mark into two wrong ones.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good >= bad.saturating_mul(4)
}

/// What a file of another kind looks like; `None` for text.
pub(super) fn foreign(bytes: &[u8]) -> Option<&'static str> {
    let known = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic));
    known.map(|(_, name)| *name)
}

/// Whether decoded text is no text: it holds a NUL, or one in twenty of its characters
/// is a control or replacement character.
pub(super) fn is_binary(text: &str) -> bool {
    let (mut odd, mut all) = (0_usize, 0_usize);
    for c in text.chars() {
        if c == '\0' {
            return true;
        }
        let control = c.is_control() && !c.is_whitespace();
        odd += usize::from(control || c == char::REPLACEMENT_CHARACTER);
        all += 1;
    }
    odd * 20 > all
}

/// The format by the extension of `name`, else by the first bytes.
pub(super) fn format(name: &str, bytes: &[u8]) -> Result<Format, DraftError> {
    let file = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let extension = file.rsplit_once('.').map_or("", |(_, extension)| extension);
    let extension = extension.to_ascii_lowercase();
    match extension.as_str() {
        "txt" | "text" => Ok(Format::Text),
        "md" | "markdown" => Ok(Format::Markdown),
        "html" | "htm" => Ok(Format::Html),
        "docx" => Ok(Format::Docx),
        other if REFUSED.contains(&other) => Err(DraftError::UnknownFormat(extension)),
        _ => Ok(by_content(bytes)),
    }
}

/// DOCX is a ZIP archive; HTML opens with its doctype or its root. All else is text.
fn by_content(bytes: &[u8]) -> Format {
    if bytes.starts_with(b"PK\x03\x04") {
        return Format::Docx;
    }
    let head = decode(bytes.get(..bytes.len().min(HEAD)).unwrap_or_default());
    let head = head.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let starts = |tag: &str| {
        head.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag))
    };
    if starts("<!doctype html") || starts("<html") { Format::Html } else { Format::Text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], expected: &str) {
        assert_eq!(decode(bytes), expected);
    }

    fn utf16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(to_bytes).collect()
    }

    #[test]
    fn text_is_decoded_whatever_its_charset() {
        check("naïve café".as_bytes(), "naïve café");
        check("\u{feff}café".as_bytes(), "\u{feff}café");
        check(
            b"The caf\xe9 in Orl\xe9ans was na\xefve.",
            "The café in Orléans was naïve.",
        );
        check(b"She said \x93no\x94 \x96 twice.", "She said “no” – twice.");
        check(&utf16("\u{feff}Grüße, Welt", u16::to_le_bytes), "Grüße, Welt");
        check(&utf16("\u{feff}Grüße, Welt", u16::to_be_bytes), "Grüße, Welt");
        check(&utf16("Grüße, Welt", u16::to_le_bytes), "Grüße, Welt");
        check(&utf16("Grüße, Welt", u16::to_be_bytes), "Grüße, Welt");
        check(b"", "");
    }

    #[test]
    fn one_torn_character_does_not_spoil_the_others() {
        check(b"\xc3\xa9\xc3\xa8\xc3\xaa\xc3\xbc torn \xc3", "éèêü torn \u{fffd}");
    }

    #[test]
    fn a_lone_surrogate_is_replaced() {
        check(b"\xff\xfea\0\0\xd8b\0", "a\u{fffd}b");
    }

    #[test]
    fn control_characters_and_nuls_are_binary() {
        assert!(is_binary("a\0b"));
        assert!(is_binary("\u{1}\u{2}\u{3}abc"));
        assert!(!is_binary("a\tb\r\nc\u{c}d"));
        assert!(!is_binary(""));
    }
}
