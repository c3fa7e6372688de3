//! From bytes to text, as browsers do it, and where a label lies, as people would.
//!
//! The first of these decides: a byte order mark; the label that came with the bytes;
//! what the page declares in `<meta>` or an XML declaration; what the bytes look like.
//! Bytes have the last word: text that is valid UTF-8 with letters outside ASCII is
//! UTF-8 whatever a label says, for no other encoding makes it by chance; and a label
//! that most of those letters break is not believed.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How far into a page a declaration is looked for, in bytes. Browsers look into the
/// first 1024 before they read and begin anew when one comes later; heads are this long.
const DECLARED: usize = 16 << 10;
/// Bytes that an encoding is guessed from.
const GUESSED: usize = 1 << 19;
/// Characters outside ASCII that must be valid UTF-8 before a label of an encoding with
/// two bytes a character, which may be that by chance, is not believed.
const CHANCE: usize = 8;
/// Bytes looked at to tell UTF-16 that has no mark.
const HEAD: usize = 4096;

/// A decoded page.
#[derive(Debug)]
pub(crate) struct Decoded<'b> {
    pub(crate) text: Cow<'b, str>,
    /// What is odd about it.
    pub(crate) note: Option<String>,
}

/// Decodes a page. `label` is the one that came with the bytes.
pub(crate) fn decode<'b>(bytes: &'b [u8], label: Option<&str>) -> Decoded<'b> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return with(encoding, &bytes[length..]);
    }
    if let Some(encoding) = unmarked_utf16(bytes) {
        return with(encoding, bytes);
    }
    let labelled = label
        .and_then(|label| Encoding::for_label(label.trim().as_bytes()))
        // What has no zero bytes is not in UTF-16, whatever it says.
        .filter(|encoding| *encoding != UTF_16LE && *encoding != UTF_16BE);
    let said = labelled.or_else(|| declared(bytes));
    if let Some(text) = as_utf8(bytes, said) {
        return Decoded { text: Cow::Borrowed(text), note: None };
    }
    let Some(said) = said else { return with(guess(bytes), bytes) };
    let (first, is_torn) = said.decode_without_bom_handling(bytes);
    let lost = |text: &str| text.matches(char::REPLACEMENT_CHARACTER).count();
    if !is_torn {
        return Decoded { text: first, note: None };
    }
    let letters = first.chars().filter(|c| !c.is_ascii()).count();
    if lost(&first) * 5 <= letters {
        return with(said, bytes);
    }
    let other = with(guess(bytes), bytes);
    if lost(&other.text) < lost(&first) { other } else { with(said, bytes) }
}

/// Decodes with an encoding, and counts what it could not.
fn with<'b>(encoding: &'static Encoding, bytes: &'b [u8]) -> Decoded<'b> {
    let (text, is_torn) = encoding.decode_without_bom_handling(bytes);
    let lost = text.matches(char::REPLACEMENT_CHARACTER).count();
    let note = (is_torn && lost > 0).then(|| {
        let (noun, name) =
            (if lost == 1 { "character" } else { "characters" }, encoding.name());
        format!("{lost} {noun} could not be decoded as {name}")
    });
    Decoded { text, note }
}

/// The text if the bytes are UTF-8, and not by chance in the encoding they are said to
/// be in. A character that is cut off at the end is left out.
fn as_utf8<'b>(bytes: &'b [u8], said: Option<&'static Encoding>) -> Option<&'b str> {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) if error.error_len().is_none() => {
            let whole = std::str::from_utf8(&bytes[..error.valid_up_to()]).ok()?;
            // Alone, it may as well be a letter of another encoding.
            (!whole.is_ascii()).then_some(whole)?
        }
        Err(_) => return None,
    };
    let believed = match said {
        None => true,
        Some(encoding) if encoding == UTF_8 || encoding.is_single_byte() => true,
        Some(encoding) if encoding == ISO_2022_JP => !bytes.contains(&0x1b),
        Some(_) => text.chars().filter(|c| !c.is_ascii()).nth(CHANCE).is_some(),
    };
    believed.then_some(text)
}

/// The encoding that a page declares about itself.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(DECLARED)];
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    if let Some(prolog) = head.trim_start().strip_prefix("<?xml")
        && let Some((prolog, _)) = prolog.split_once("?>")
        && let Some(encoding) = named(prolog, "encoding")
    {
        return Some(encoding);
    }
    let mut rest = &*head;
    while let Some(at) = rest.find('<') {
        rest = &rest[at..];
        if rest.starts_with("<!--") {
            rest = rest.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let tag = &rest[..rest.find('>').unwrap_or(rest.len())];
        let is_meta = tag.starts_with("<meta");
        if let Some(encoding) = is_meta.then(|| named(tag, "charset")).flatten() {
            return Some(encoding);
        }
        rest = &rest[1..];
    }
    None
}

/// The encoding whose label stands after `key=` in a tag.
fn named(tag: &str, key: &str) -> Option<&'static Encoding> {
    let mut rest = tag;
    while let Some(at) = rest.find(key) {
        rest = rest[at + key.len()..].trim_start();
        let Some(value) = rest.strip_prefix('=') else { continue };
        let value = value.trim_start().trim_start_matches(['"', '\'']);
        let is_end =
            |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ';' | '>' | '/');
        let end = value.find(is_end).unwrap_or(value.len());
        if let Some(encoding) = Encoding::for_label(&value.as_bytes()[..end]) {
            // A page that could be read this far is not in UTF-16, whatever it says.
            let is_wide = encoding == UTF_16LE || encoding == UTF_16BE;
            return Some(if is_wide { UTF_8 } else { encoding });
        }
    }
    None
}

/// UTF-16 without a mark, told by the zero bytes of its Latin letters and marks: at least
/// three in ten of one half, and hardly any of the other.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(HEAD) & !1)?;
    let pairs = head.len() / 2;
    let zeros =
        |half| head.iter().skip(half).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    if pairs < 4 {
        None
    } else if odd * 10 >= pairs * 3 && even * 20 <= pairs {
        Some(UTF_16LE)
    } else if even * 10 >= pairs * 3 && odd * 20 <= pairs {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// The encoding that the bytes look like. UTF-8 with a torn character here and there is
/// still UTF-8: one of them must not turn every other letter with a mark into two.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let head = &bytes[..bytes.len().min(GUESSED)];
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in head.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    if good >= bad.saturating_mul(4) {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(head, true);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    if encoding.is_ascii_compatible() { encoding } else { WINDOWS_1252 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], label: Option<&str>, expected: &str) {
        assert_eq!(decode(bytes, label).text, expected);
    }

    /// The bytes of a text in an encoding.
    fn encoded(text: &str, label: &str) -> Vec<u8> {
        let encoding = Encoding::for_label(label.as_bytes()).unwrap();
        encoding.encode(text).0.into_owned()
    }

    fn wide(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(to_bytes).collect()
    }

    const LINE: &str = "The café in Orléans was “naïve” – twice.";

    #[test]
    fn a_label_from_outside_goes_before_one_inside() {
        let page = "<meta charset=windows-1251><p>Café au lait";
        check(&encoded(page, "windows-1252"), Some("iso-8859-1"), page);
    }

    #[test]
    fn a_byte_order_mark_goes_before_every_label() {
        check(b"\xef\xbb\xbfcaf\xc3\xa9", Some("latin1"), "café");
        check(b"\xff\xfec\0a\0f\0\xe9\0", Some("utf-8"), "café");
        check(b"\xfe\xff\0c\0a\0f\0\xe9", None, "café");
    }

    #[test]
    fn a_page_declares_its_encoding() {
        let text = "<meta charset=\"koi8-r\"><p>Гавань закрыта";
        check(&encoded(text, "koi8-r"), None, text);
        let text =
            "<META http-equiv=Content-Type content='text/html; charset=Shift_JIS'>港";
        check(&encoded(text, "shift_jis"), None, text);
        let text = "<?xml version=\"1.0\" encoding='ISO-8859-2'?><html><p>Přístav";
        check(&encoded(text, "iso-8859-2"), None, text);
    }

    #[test]
    fn a_declaration_may_come_late_but_not_from_a_comment_or_a_script() {
        let late = format!(
            "<!-- <meta charset=koi8-r> --><script charset=koi8-r></script>{}\
             <meta charset=iso-8859-7><p>Λιμάνι",
            "<link rel=x>".repeat(300)
        );
        check(&encoded(&late, "iso-8859-7"), None, &late);
    }

    #[test]
    fn valid_utf8_outweighs_a_label_that_lies() {
        for label in ["latin1", "windows-1251", "utf-16", "ascii"] {
            check(LINE.as_bytes(), Some(label), LINE);
        }
        let declared = format!("<meta charset=iso-8859-1><p>{LINE}");
        check(declared.as_bytes(), None, &declared);
        let wide = format!("<meta charset=utf-16><p>{LINE}");
        check(wide.as_bytes(), None, &wide);
    }

    #[test]
    fn utf8_that_is_none_is_read_as_what_it_is() {
        let bytes = encoded(LINE, "windows-1252");
        check(&bytes, Some("utf-8"), LINE);
        let declared = format!("<meta charset=utf-8><p>{LINE}");
        check(&encoded(&declared, "windows-1252"), None, &declared);
        check(&bytes, Some("latin1"), LINE);
        check(&bytes, None, LINE);
    }

    #[test]
    fn a_label_of_two_bytes_a_character_is_believed_for_a_few_of_them() {
        check(&encoded("联通", "gbk"), Some("gbk"), "联通");
    }

    #[test]
    fn wide_text_without_a_mark_is_told_by_its_zeros() {
        let html = "<html><p>Grüße aus dem Hafen von Ellery";
        check(&wide(html, u16::to_le_bytes), None, html);
        check(&wide(html, u16::to_be_bytes), Some("utf-16"), html);
    }

    #[test]
    fn a_torn_character_is_noted_and_spoils_no_other() {
        let found =
            decode(b"\xc3\xa9\xc3\xa8\xc3\xaa\xc3\xbc torn \xc3 here", Some("utf-8"));
        assert_eq!(found.text, "éèêü torn \u{fffd} here");
        let note = found.note.expect("it is noted");
        assert_eq!(note, "1 character could not be decoded as UTF-8");
        assert_eq!(decode(LINE.as_bytes(), None).note, None);
    }

    #[test]
    fn a_character_cut_off_at_the_end_is_left_out() {
        check(b"caf\xc3\xa9 caf\xc3", None, "café caf");
    }

    #[test]
    fn mojibake_is_left_as_it_is() {
        check("cafÃ© au lait".as_bytes(), Some("utf-8"), "cafÃ© au lait");
    }
}

#[cfg(test)]
mod properties {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn any_bytes_are_decoded(
            bytes in proptest::collection::vec(any::<u8>(), 0..300),
            label in proptest::option::of("[a-z0-9-]{0,12}|utf-16|gbk|iso-2022-jp|x-user-defined"),
        ) {
            let _ = decode(&bytes, label.as_deref());
        }

        #[test]
        fn utf8_is_utf8_under_every_label_of_single_bytes(
            text in "[a-zéüß“”€ж ]{0,80}",
            label in proptest::sample::select(&["latin1", "windows-1251", "koi8-r", "utf-8"][..]),
        ) {
            prop_assert_eq!(&*decode(text.as_bytes(), Some(label)).text, &*text);
        }
    }
}
