//! The words of a content stream or a character map: operands, then an operator.

/// Longest name or string that is kept, in bytes; what goes on longer is no text.
const LONGEST: usize = 1 << 16;

/// A word. Arrays and dictionaries are not built: their members come one by one.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token<'b> {
    /// A number.
    Number(f64),
    /// The bytes of a string.
    Text(Vec<u8>),
    /// A name, without its slash.
    Name(Vec<u8>),
    /// An operator, or another word.
    Word(&'b [u8]),
    /// `[`, `]`, `<<` or `>>`.
    Mark,
}

/// Reads the words of a stream, whatever its bytes.
#[derive(Clone, Debug)]
pub(super) struct Tokens<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Tokens<'b> {
    pub(super) fn new(bytes: &'b [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// Passes over the data of an inline image, after its `ID`: up to an `EI` that stands
    /// alone.
    pub(super) fn skip_image(&mut self) {
        while let Some(rest) = self.bytes.get(self.at..) {
            let Some(found) = rest.windows(2).position(|pair| pair == b"EI") else {
                self.at = self.bytes.len();
                return;
            };
            let end = self.at + found + 2;
            let before = self.bytes.get((end - 2).wrapping_sub(1)).copied();
            let is_alone = before.is_none_or(is_space)
                && self.bytes.get(end).copied().is_none_or(is_space);
            self.at = end;
            if is_alone {
                return;
            }
        }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while let Some(byte) = self.peek() {
            if byte == b'%' {
                while self.peek().is_some_and(|byte| !matches!(byte, b'\r' | b'\n')) {
                    self.at += 1;
                }
            } else if is_space(byte) {
                self.at += 1;
            } else {
                return;
            }
        }
    }

    /// A string in parentheses, which may nest and escape.
    fn literal(&mut self) -> Token<'b> {
        let mut text = Vec::new();
        let mut depth = 1_usize;
        self.at += 1;
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'\\' => {
                    self.escape(&mut text);
                    continue;
                }
                b'(' => depth += 1,
                b')' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                break;
            }
            if text.len() < LONGEST {
                text.push(byte);
            }
        }
        Token::Text(text)
    }

    /// What stands after a backslash.
    fn escape(&mut self, text: &mut Vec<u8>) {
        let Some(byte) = self.peek() else { return };
        self.at += 1;
        let plain = match byte {
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'b' => 8,
            b'f' => 12,
            b'\r' => {
                self.at += usize::from(self.peek() == Some(b'\n'));
                return;
            }
            b'\n' => return,
            b'0'..=b'7' => {
                let mut value = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(digit @ b'0'..=b'7') = self.peek() else { break };
                    value = value * 8 + u32::from(digit - b'0');
                    self.at += 1;
                }
                u8::try_from(value & 0xff).unwrap_or_default()
            }
            other => other,
        };
        if text.len() < LONGEST {
            text.push(plain);
        }
    }

    /// A string in hexadecimal digits.
    fn hexadecimal(&mut self) -> Token<'b> {
        let mut text = Vec::new();
        let mut half = None;
        self.at += 1;
        while let Some(byte) = self.peek() {
            self.at += 1;
            if byte == b'>' {
                break;
            }
            let Some(digit) = digit(byte) else { continue };
            half = match half {
                None => Some(digit),
                Some(high) => {
                    if text.len() < LONGEST {
                        text.push(high << 4 | digit);
                    }
                    None
                }
            };
        }
        text.extend(half.map(|high| high << 4));
        Token::Text(text)
    }

    fn name(&mut self) -> Token<'b> {
        self.at += 1;
        let written = self.regular();
        let mut name = Vec::with_capacity(written.len().min(LONGEST));
        let mut rest = written.get(..LONGEST).unwrap_or(written);
        while let Some((&byte, after)) = rest.split_first() {
            rest = after;
            if byte == b'#'
                && let [high, low, after @ ..] = after
                && let (Some(high), Some(low)) = (digit(*high), digit(*low))
            {
                name.push(high << 4 | low);
                rest = after;
            } else {
                name.push(byte);
            }
        }
        Token::Name(name)
    }

    /// The bytes up to the next space or delimiter.
    fn regular(&mut self) -> &'b [u8] {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let end = rest
            .iter()
            .position(|&b| is_space(b) || is_delimiter(b))
            .unwrap_or(rest.len());
        self.at += end;
        rest.get(..end).unwrap_or_default()
    }

    fn word(&mut self) -> Token<'b> {
        let word = self.regular();
        number(word).map_or(Token::Word(word), Token::Number)
    }
}

impl<'b> Iterator for Tokens<'b> {
    type Item = Token<'b>;

    fn next(&mut self) -> Option<Token<'b>> {
        self.skip_space();
        let first = self.peek()?;
        let doubled = self.bytes.get(self.at + 1) == Some(&first);
        Some(match first {
            b'(' => self.literal(),
            b'<' if !doubled => self.hexadecimal(),
            b'/' => self.name(),
            b'<' | b'>' if doubled => {
                self.at += 2;
                Token::Mark
            }
            byte if is_delimiter(byte) => {
                self.at += 1;
                Token::Mark
            }
            _ => self.word(),
        })
    }
}

/// A number as writers of PDF write it: `12`, `-.5`, `4.`.
fn number(word: &[u8]) -> Option<f64> {
    let first = word.first()?;
    if word.len() > 32 || !(first.is_ascii_digit() || matches!(first, b'+' | b'-' | b'.'))
    {
        return None;
    }
    let number: f64 = std::str::from_utf8(word).ok()?.parse().ok()?;
    Some(number.clamp(-1e9, 1e9))
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\r' | b'\t' | 12 | 0)
}

fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], expected: &[Token<'_>]) {
        assert_eq!(Tokens::new(bytes).collect::<Vec<_>>(), expected);
    }

    fn text(bytes: &[u8]) -> Token<'static> {
        Token::Text(bytes.to_vec())
    }

    #[test]
    fn operands_and_operators_are_told_apart() {
        check(
            b"/F1 12 Tf\n-.5 4. Td % a remark\nT*",
            &[
                Token::Name(b"F1".to_vec()),
                Token::Number(12.0),
                Token::Word(b"Tf"),
                Token::Number(-0.5),
                Token::Number(4.0),
                Token::Word(b"Td"),
                Token::Word(b"T*"),
            ],
        );
        check(
            b"[(a)-20<62 6>]TJ",
            &[
                Token::Mark,
                text(b"a"),
                Token::Number(-20.0),
                text(b"b\x60"),
                Token::Mark,
                Token::Word(b"TJ"),
            ],
        );
    }

    #[test]
    fn strings_nest_and_escape() {
        check(b"(a (b) \\) \\101\\n\\\r\nc)", &[text(b"a (b) ) A\nc")]);
        check(b"(never closed", &[text(b"never closed")]);
        check(b"<6", &[text(b"\x60")]);
        check(b"/A#20B", &[Token::Name(b"A B".to_vec())]);
    }

    #[test]
    fn an_inline_image_is_passed_over() {
        let mut tokens = Tokens::new(b"\x00(EIx) EI Q");
        tokens.skip_image();
        assert_eq!(tokens.next(), Some(Token::Word(b"Q")));
        let mut tokens = Tokens::new(b"never ended");
        tokens.skip_image();
        assert_eq!(tokens.next(), None);
    }
}

#[cfg(test)]
mod properties {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn any_bytes_have_an_end(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            prop_assert!(Tokens::new(&bytes).count() <= bytes.len());
        }

        #[test]
        fn any_marks_have_an_end(text in "[()<>/\\[\\]%#\\\\ 0-9a-fEI.\n]{0,120}") {
            let mut tokens = Tokens::new(text.as_bytes());
            tokens.skip_image();
            prop_assert!(tokens.count() <= text.len());
        }
    }
}
