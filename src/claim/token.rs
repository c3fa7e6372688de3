//! Words, runs of digits and signs, as the readers of figures and dates see a text.

use crate::text::Span;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A run of letters.
    Word,
    /// A run of ASCII digits.
    Digits,
    /// Any other character that shows. Hyphen, en dash and minus are `-`, apostrophes `'`.
    Sign(char),
    /// An address, a handle, a file name: nothing in it is read.
    Opaque,
    /// A blank line.
    Break,
}

/// A token and its place.
#[derive(Clone, Copy, Debug)]
struct Token {
    kind: Kind,
    span: Span,
    /// Whether it follows the token before it without a space.
    glued: bool,
}

/// The tokens of a text. Positions past either end hold nothing, so that a reader may
/// look `wrapping_sub` behind and ahead without asking first.
pub(super) struct Tokens<'t> {
    text: &'t str,
    /// The text in ASCII lower case; bytes stand where they stood.
    lower: String,
    items: Vec<Token>,
}

impl<'t> Tokens<'t> {
    /// Splits `text`, once through.
    pub(super) fn of(text: &'t str) -> Self {
        let mut tokens = Self {
            text,
            lower: text.to_ascii_lowercase(),
            items: Vec::with_capacity(text.len() / 5 + 1),
        };
        let mut at = 0;
        while at < text.len() {
            let gap = space(&text[at..]);
            if blank_line(&text[at..at + gap]) {
                tokens.push(Kind::Break, at, at, false);
            }
            at += gap;
            let end = at + chunk(&text[at..]);
            if is_opaque(&tokens.lower[at..end]) {
                tokens.push(Kind::Opaque, at, end, false);
            } else {
                tokens.split(at, end);
            }
            at = end;
        }
        tokens
    }

    /// Number of tokens.
    pub(super) fn len(&self) -> usize {
        self.items.len()
    }

    /// What is at `at`.
    pub(super) fn kind(&self, at: usize) -> Option<Kind> {
        self.items.get(at).map(|token| token.kind)
    }

    /// The word at `at` in ASCII lower case; empty if there is none.
    pub(super) fn word(&self, at: usize) -> &str {
        self.lower_of(at, Kind::Word)
    }

    /// The digits at `at`; empty if there are none.
    pub(super) fn digits(&self, at: usize) -> &str {
        self.lower_of(at, Kind::Digits)
    }

    /// The digits at `at` as a small number.
    pub(super) fn small(&self, at: usize) -> Option<u16> {
        self.digits(at).parse().ok()
    }

    /// Whether the sign at `at` is `sign`.
    pub(super) fn is(&self, at: usize, sign: char) -> bool {
        self.kind(at) == Some(Kind::Sign(sign))
    }

    /// Whether `at` follows the token before it without a space.
    pub(super) fn glued(&self, at: usize) -> bool {
        self.items.get(at).is_some_and(|token| token.glued)
    }

    /// Whether `at` is the sign `sign` with no space on either side.
    pub(super) fn joins(&self, at: usize, sign: char) -> bool {
        self.is(at, sign) && self.glued(at) && self.glued(at + 1)
    }

    /// The text of the token as it was written.
    pub(super) fn written(&self, at: usize) -> &'t str {
        self.items.get(at).map_or("", |token| token.span.of(self.text))
    }

    /// Whether the word at `at` starts with a capital.
    pub(super) fn is_capital(&self, at: usize) -> bool {
        self.written(at).starts_with(char::is_uppercase)
    }

    /// The bytes from token `first` up to, not including, token `end`.
    pub(super) fn place(&self, first: usize, end: usize) -> Span {
        let start = self.items.get(first).map_or(self.text.len(), |t| t.span.start);
        let last = self.items.get(end.wrapping_sub(1));
        Span::new(start, last.map_or(start, |t| t.span.end).max(start))
    }

    /// The white space before token `at`.
    pub(super) fn gap(&self, at: usize) -> &'t str {
        let before = self.items.get(at.wrapping_sub(1)).map_or(0, |t| t.span.end);
        let start = self.items.get(at).map_or(before, |t| t.span.start);
        Span::new(before, start).of(self.text)
    }

    fn lower_of(&self, at: usize, kind: Kind) -> &str {
        match self.items.get(at) {
            Some(token) if token.kind == kind => token.span.of(&self.lower),
            _ => "",
        }
    }

    fn push(&mut self, kind: Kind, start: usize, end: usize, glued: bool) {
        self.items.push(Token { kind, span: Span::new(start, end), glued });
    }

    /// Splits the text from `at` to `end`, in which there is no white space.
    fn split(&mut self, mut at: usize, end: usize) {
        let text = self.text;
        let mut glued = false;
        while let Some(c) = text[at..end].chars().next() {
            let rest = &text[at..end];
            let (kind, length) = if c.is_ascii_digit() {
                (Kind::Digits, run(rest, |c| c.is_ascii_digit()))
            } else if c.is_alphabetic() {
                (Kind::Word, run(rest, char::is_alphabetic))
            } else {
                (Kind::Sign(sign(c)), c.len_utf8())
            };
            if !is_unseen(c) {
                self.push(kind, at, at + length, glued);
                glued = true;
            }
            at += length;
        }
    }
}

/// Bytes at the start of `text` whose characters are all `wanted`.
fn run(text: &str, wanted: impl Fn(char) -> bool) -> usize {
    text.find(|c| !wanted(c)).unwrap_or(text.len())
}

fn space(text: &str) -> usize {
    run(text, char::is_whitespace)
}

fn chunk(text: &str) -> usize {
    text.find(char::is_whitespace).unwrap_or(text.len())
}

fn blank_line(gap: &str) -> bool {
    gap.len() > 1 && gap.bytes().filter(|&b| b == b'\n').count() > 1
}

/// One sign for each that means the same. An em dash parts, where a hyphen joins.
const fn sign(c: char) -> char {
    match c {
        '‐' | '‑' | '‒' | '–' | '−' | '－' => '-',
        '’' | '‘' | 'ʼ' | '′' => '\'',
        '―' => '—',
        '％' => '%',
        c => c,
    }
}

const fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// Whether a run without white space is an address, a handle, a tag or a file name.
fn is_opaque(chunk: &str) -> bool {
    let bytes = chunk.as_bytes();
    if !bytes.iter().any(|b| matches!(b, b'/' | b'@' | b'_' | b'\\' | b'#' | b'.')) {
        return false;
    }
    chunk.starts_with('#')
        || chunk.starts_with("www.")
        || bytes.iter().any(|b| matches!(b, b'@' | b'_' | b'\\'))
        || chunk.contains("://")
        || chunk.split_once('/').is_some_and(|(host, _)| is_host(host.as_bytes()))
}

/// Whether a full stop stands between letters.
fn is_host(host: &[u8]) -> bool {
    host.windows(3).any(|w| {
        w[0].is_ascii_alphanumeric() && w[1] == b'.' && w[2].is_ascii_lowercase()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let tokens = Tokens::of(text);
        let written: Vec<&str> = (0..tokens.len()).map(|at| tokens.written(at)).collect();
        assert_eq!(written, expected);
    }

    #[test]
    fn letters_digits_and_signs_part() {
        check("A320’s $1.5bn", &["A", "320", "’", "s", "$", "1", ".", "5", "bn"]);
    }

    #[test]
    fn addresses_stay_whole() {
        check("see https://a.org/2024/1 now", &["see", "https://a.org/2024/1", "now"]);
        check("a.org/2024 @you #tag2", &["a.org/2024", "@you", "#tag2"]);
    }

    #[test]
    fn a_blank_line_is_a_break() {
        check("one\n\ntwo", &["one", "", "two"]);
    }

    #[test]
    fn unseen_characters_are_no_tokens() {
        check("1\u{200b}2", &["1", "2"]);
    }
}
