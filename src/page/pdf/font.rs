//! What the codes of a PDF's font stand for, and how wide they are set.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Encoding, Object};

use super::map::{self, Map};

/// Characters that are told apart by one byte.
const BYTES: usize = 256;

/// A font as a text needs it.
#[derive(Debug)]
pub(super) struct Font {
    /// The text that a code stands for, as the font's own map says.
    map: Map,
    /// The character for each byte, where the map says nothing; for fonts of one byte.
    letters: Vec<Option<char>>,
    /// Whether a code is two bytes.
    is_wide: bool,
    /// Whether the codes are UTF-16, by one of the encodings that PDF knows by name.
    is_utf16: bool,
    /// Widths of codes, in thousandths of the size.
    widths: BTreeMap<u32, f64>,
    /// The width of a code that has none of its own.
    default: Option<f64>,
    face: Face,
}

/// What is known of the width of letters from the name of the font.
#[derive(Clone, Copy, Debug)]
enum Face {
    Sans,
    Serif,
    Mono,
}

impl Font {
    /// Reads a font. `room` is how many bytes its map may unpack to.
    pub(super) fn new(font: &Dictionary, document: &Document, room: usize) -> Self {
        let named = |key: &[u8]| font.get_deref(key, document).and_then(Object::as_name);
        let is_wide = matches!(named(b"Subtype"), Ok(b"Type0"));
        let encoding = named(b"Encoding").unwrap_or_default();
        let map = font
            .get_deref(b"ToUnicode", document)
            .and_then(Object::as_stream)
            .and_then(|stream| stream.get_plain_content_with_limit(room))
            .map(|bytes| map::read(&bytes))
            .unwrap_or_default();
        let mut found = Self {
            letters: if is_wide { Vec::new() } else { letters(font, document) },
            is_wide,
            is_utf16: encoding.windows(4).any(|part| part == b"UCS2")
                || encoding.windows(5).any(|part| part == b"UTF16"),
            widths: BTreeMap::new(),
            default: None,
            face: face(named(b"BaseFont").unwrap_or_default()),
            map,
        };
        if is_wide {
            found.wide_widths(font, document);
        } else {
            found.narrow_widths(font, document);
        }
        found
    }

    /// The codes of a string: its code, the bytes it takes.
    pub(super) fn codes<'s>(
        &'s self,
        text: &'s [u8],
    ) -> impl Iterator<Item = (u32, usize)> + 's {
        let size = if self.is_wide { 2 } else { 1 };
        text.chunks(size).map(move |bytes| {
            let code = bytes.iter().fold(0, |code, &byte| code << 8 | u32::from(byte));
            (code, bytes.len())
        })
    }

    /// Adds what a code stands for; false if that cannot be told.
    pub(super) fn push(&self, code: u32, text: &mut String) -> bool {
        if let Some(found) = self.map.get(code) {
            text.push_str(&found);
            return true;
        }
        let letter = if self.is_utf16 {
            char::from_u32(code)
        } else {
            let byte = usize::try_from(code).ok();
            byte.and_then(|byte| self.letters.get(byte).copied()).flatten()
        };
        text.extend(letter);
        letter.is_some()
    }

    /// The width of a code, in parts of the font's size.
    pub(super) fn width(&self, code: u32) -> f64 {
        let known = self.widths.get(&code).copied().or(self.default);
        known.unwrap_or_else(|| usual_width(self.face, code)) / 1000.0
    }

    /// `Widths` from `FirstChar` on.
    fn narrow_widths(&mut self, font: &Dictionary, document: &Document) {
        let first = font.get_deref(b"FirstChar", document).and_then(Object::as_i64);
        let widths = font.get_deref(b"Widths", document).and_then(Object::as_array);
        let (Ok(first), Ok(widths)) = (first, widths) else { return };
        let Ok(first) = u32::try_from(first) else { return };
        for (code, width) in (first..).zip(widths.iter().take(BYTES)) {
            let width = number(width, document).filter(|width| *width > 0.0);
            self.widths.extend(width.map(|width| (code, width)));
        }
        // Type 3 fonts measure in a space of their own.
        let scale = font
            .get_deref(b"FontMatrix", document)
            .and_then(Object::as_array)
            .ok()
            .and_then(|matrix| number(matrix.first()?, document))
            .filter(|scale| (1e-6..10.0).contains(&scale.abs()));
        if let Some(scale) = scale {
            for width in self.widths.values_mut() {
                *width *= scale.abs() * 1000.0;
            }
        }
    }

    /// `W` of the font that a composite one is made of: `c [w w …]` or `first last w`.
    fn wide_widths(&mut self, font: &Dictionary, document: &Document) {
        let inner = font
            .get_deref(b"DescendantFonts", document)
            .and_then(Object::as_array)
            .ok()
            .and_then(|fonts| {
                document.dereference(fonts.first()?).ok()?.1.as_dict().ok()
            });
        let Some(inner) = inner else { return };
        let default = inner.get_deref(b"DW", document).ok();
        self.default =
            Some(default.and_then(|width| number(width, document)).unwrap_or(1000.0));
        let Ok(widths) = inner.get_deref(b"W", document).and_then(Object::as_array)
        else {
            return;
        };
        let mut rest = &widths[..];
        while let [first, second, after @ ..] = rest {
            rest = after;
            let Some(start) = code(first, document) else { return };
            let second =
                document.dereference(second).map_or(second, |(_, second)| second);
            if let Ok(each) = second.as_array() {
                let each = each.iter().map(|width| number(width, document));
                self.widths.extend((start..).zip(each.map(Option::unwrap_or_default)));
            } else if let (Some(end), [width, after @ ..]) =
                (code(second, document), after)
            {
                let width = number(width, document).unwrap_or_default();
                // The codes have two bytes, and no more widths than that are kept.
                self.widths.extend((start..=end.min(0xffff)).map(|code| (code, width)));
                rest = after;
            }
            if self.widths.len() > 0x10000 {
                return;
            }
        }
    }
}

fn code(object: &Object, document: &Document) -> Option<u32> {
    let value = document.dereference(object).ok()?.1.as_i64().ok()?;
    u32::try_from(value).ok().filter(|code| *code <= 0xffff)
}

fn number(object: &Object, document: &Document) -> Option<f64> {
    let value = document.dereference(object).ok()?.1.as_float().ok()?;
    value.is_finite().then(|| f64::from(value))
}

/// The characters of a font whose codes are single bytes.
fn letters(font: &Dictionary, document: &Document) -> Vec<Option<char>> {
    let encoding = font.get_deref(b"Encoding", document).ok();
    let inner = encoding.and_then(|encoding| encoding.as_dict().ok());
    let base = match (inner, encoding.and_then(|encoding| encoding.as_name().ok())) {
        (Some(inner), _) => {
            inner.get_deref(b"BaseEncoding", document).and_then(Object::as_name).ok()
        }
        (None, name) => name,
    };
    // What a font names none for is mostly one of a Windows program.
    let standard =
        if encoding.is_some() { "StandardEncoding" } else { "WinAnsiEncoding" };
    let mut letters = named_encoding(base.unwrap_or(standard.as_bytes()), document);
    let changes = inner
        .and_then(|inner| inner.get_deref(b"Differences", document).ok())
        .and_then(|changes| changes.as_array().ok());
    let mut at = 0;
    for change in changes.into_iter().flatten().take(4 * BYTES) {
        match change {
            Object::Integer(code) => at = usize::try_from(*code).unwrap_or(BYTES),
            Object::Name(name) => {
                if let Some(slot) = letters.get_mut(at) {
                    *slot = letter(name, document);
                }
                at += 1;
            }
            _ => {}
        }
    }
    letters
}

/// The 256 characters of an encoding that PDF knows by name.
fn named_encoding(name: &[u8], document: &Document) -> Vec<Option<char>> {
    let mut font = Dictionary::new();
    font.set("Type", Object::Name(b"Font".to_vec()));
    font.set("Encoding", Object::Name(name.to_vec()));
    let Ok(Encoding::OneByteEncoding(glyphs)) = font.get_font_encoding(document) else {
        return (0..BYTES).map(|byte| u8::try_from(byte).ok().map(char::from)).collect();
    };
    glyphs
        .iter()
        .map(|glyph| char::from_u32(u32::from(glyph.as_ref()?.utf16_code_unit())))
        .collect()
}

/// The character that a glyph's name stands for: `eacute`, `uni00E9`, `u1F600`,
/// `a.swash`; an underscore joins parts, and the first is taken.
fn letter(name: &[u8], document: &Document) -> Option<char> {
    let name = name.split(|&byte| matches!(byte, b'.' | b'_')).next()?;
    let digits = name.strip_prefix(b"uni").or_else(|| name.strip_prefix(b"u"));
    let written = digits.and_then(|digits| std::str::from_utf8(digits).ok());
    if let Some(written) = written.filter(|written| (4..=6).contains(&written.len()))
        && let Ok(code) = u32::from_str_radix(written, 16)
    {
        return char::from_u32(code);
    }
    let mut encoding = Dictionary::new();
    let changes = vec![Object::Integer(0), Object::Name(name.to_vec())];
    encoding.set("Differences", Object::Array(changes));
    let mut font = Dictionary::new();
    font.set("Type", Object::Name(b"Font".to_vec()));
    font.set("Encoding", Object::Dictionary(encoding));
    let Ok(Encoding::Differences(found)) = font.get_font_encoding(document) else {
        return None;
    };
    char::from_u32(u32::from(found.map.get(&0)?.utf16_code_unit()))
}

fn face(name: &[u8]) -> Face {
    let name = String::from_utf8_lossy(name).to_ascii_lowercase();
    let has = |part: &str| name.contains(part);
    if has("courier") || has("mono") || has("consol") {
        Face::Mono
    } else if has("times") || has("serif") && !has("sans") || has("roman") {
        Face::Serif
    } else {
        Face::Sans
    }
}

/// Widths of the fonts that every reader of PDF has, whose widths a file need not give:
/// the printable characters of ASCII, in thousandths (Adobe's font metrics of Helvetica
/// and Times-Roman).
fn usual_width(face: Face, code: u32) -> f64 {
    let table = match face {
        Face::Mono => return 600.0,
        Face::Sans => &SANS,
        Face::Serif => &SERIF,
    };
    let at = code.checked_sub(32).and_then(|at| usize::try_from(at).ok());
    f64::from(at.and_then(|at| table.get(at)).copied().unwrap_or(550))
}

const SANS: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667,
    667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722,
    667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500,
    556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278,
    556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

const SERIF: [u16; 95] = [
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500,
    500, 500, 500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722,
    667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667,
    556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444,
    500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389, 278,
    500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
];
