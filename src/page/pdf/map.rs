//! The map from a font's codes to text that a PDF carries (`ToUnicode`).
//!
//! Ranges are kept as ranges: a range of all codes there are costs what one code does.

use std::collections::BTreeMap;

use super::token::{Token, Tokens};

/// Most entries that are kept; a font of two bytes has no more codes.
const ENTRIES: usize = 1 << 16;
/// Longest text that one code stands for, in UTF-16 units.
const LONGEST: usize = 16;

/// What codes stand for.
#[derive(Debug, Default)]
pub(super) struct Map {
    /// By its first code, the last code of a range and the text of the first; the last
    /// unit grows by one with each code.
    ranges: BTreeMap<u32, (u32, Vec<u16>)>,
}

impl Map {
    /// The text of a code.
    pub(super) fn get(&self, code: u32) -> Option<String> {
        let (first, (last, text)) = self.ranges.range(..=code).next_back()?;
        if code > *last {
            return None;
        }
        let mut text = text.clone();
        if let Some(unit) = text.last_mut() {
            *unit = unit.wrapping_add(u16::try_from(code - first).ok()?);
        }
        Some(String::from_utf16_lossy(&text)).filter(|text| !text.starts_with('\0'))
    }

    fn insert(&mut self, first: u32, last: u32, text: &[u8]) {
        let units: Vec<u16> = text
            .chunks(2)
            .map(|unit| unit.iter().fold(0, |all, &byte| all << 8 | u16::from(byte)))
            .take(LONGEST)
            .collect();
        if self.ranges.len() < ENTRIES && first <= last && !units.is_empty() {
            self.ranges.insert(first, (last, units));
        }
    }
}

/// Reads a map; what is odd in it is passed over.
pub(super) fn read(bytes: &[u8]) -> Map {
    let mut map = Map::default();
    let mut held: Vec<Option<Vec<u8>>> = Vec::new();
    for token in Tokens::new(bytes) {
        match token {
            Token::Text(text) if held.len() < 4 * ENTRIES => held.push(Some(text)),
            // The ends of an array, which a range may give its texts in.
            Token::Mark => held.push(None),
            Token::Word(b"endbfchar") => {
                let texts: Vec<&Vec<u8>> = held.iter().flatten().collect();
                for pair in texts.chunks_exact(2) {
                    let code = code(pair[0]);
                    map.insert(code, code, pair[1]);
                }
                held.clear();
            }
            Token::Word(b"endbfrange") => {
                ranges(&held, &mut map);
                held.clear();
            }
            Token::Word(_) => held.clear(),
            _ => {}
        }
    }
    map
}

/// `<first> <last> <text>`, or `<first> <last> [<text> <text> …]`.
fn ranges(held: &[Option<Vec<u8>>], map: &mut Map) {
    let mut rest = held;
    while let [first, last, third, after @ ..] = rest {
        rest = after;
        let (Some(first), Some(last)) = (first, last) else { continue };
        let (first, last) = (code(first), code(last));
        if let Some(text) = third {
            map.insert(first, last, text);
            continue;
        }
        let end = after.iter().position(Option::is_none).unwrap_or(after.len());
        for (code, text) in (first..=last).zip(after[..end].iter().flatten()) {
            map.insert(code, code, text);
        }
        rest = after.get(end + 1..).unwrap_or_default();
    }
}

fn code(bytes: &[u8]) -> u32 {
    bytes.iter().take(4).fold(0, |code, &byte| code << 8 | u32::from(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(map: &str, code: u32, expected: Option<&str>) {
        assert_eq!(read(map.as_bytes()).get(code).as_deref(), expected);
    }

    #[test]
    fn codes_are_mapped_one_by_one_and_in_ranges() {
        let one = "1 begincodespacerange <00> <FF> endcodespacerange \
                   2 beginbfchar <01> <0041> <02> <00660069> endbfchar";
        check(one, 1, Some("A"));
        check(one, 2, Some("fi"));
        check(one, 3, None);
        let range =
            "2 beginbfrange <0003> <0010> <0061> <20><21> [<0058> <0059>] endbfrange";
        check(range, 5, Some("c"));
        check(range, 0x11, None);
        check(range, 0x21, Some("Y"));
        check("1 beginbfchar <0001> <D83DDE00> endbfchar", 1, Some("😀"));
    }

    #[test]
    fn a_range_of_all_codes_takes_no_time() {
        check("beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange", 2, Some("C"));
        check("beginbfrange <00000000> <FFFFFFFF> [<0041>] endbfrange", 2, None);
        check("beginbfrange <05> <01> <0041> endbfrange", 2, None);
    }
}

#[cfg(test)]
mod properties {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn any_map_is_read(
            text in "((begin|end)(bfchar|bfrange) |<[0-9A-F]{0,9}>|[\\[\\]]| ){0,60}",
            code: u32,
        ) {
            let _ = read(text.as_bytes()).get(code);
        }
    }
}
