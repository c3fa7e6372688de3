//! Text freed of markup, with a way back to where each part of it was written.

use crate::text::Span;

/// A run of plain text and the source bytes it was made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where the run is in the plain text.
    pub plain: Span,
    /// Where it was written. As long as `plain` if the run was copied byte for byte;
    /// otherwise (an entity, an escape) the whole of one stands for the whole of the other.
    pub source: Span,
}

/// Text freed of markup, and a map back to its source.
///
/// Pieces are in order and do not overlap, in the plain text or in the source. Plain
/// text that no piece covers (a space put for a line break) maps to the gap around it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plain {
    text: String,
    pieces: Vec<Piece>,
}

impl Plain {
    /// Text that stands in its source just as it is, starting at byte `at`.
    #[must_use]
    pub fn verbatim(text: impl Into<String>, at: usize) -> Self {
        let text = text.into();
        let plain = Span::new(0, text.len());
        Self { pieces: vec![Piece { plain, source: plain.shift(at) }], text }
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The runs it was made from.
    #[must_use]
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// Adds `text`, written at `source`.
    pub fn push(&mut self, text: &str, source: Span) {
        if text.is_empty() {
            return;
        }
        let plain = Span::new(self.text.len(), self.text.len() + text.len());
        self.text.push_str(text);
        if let Some(last) = self.pieces.last_mut() {
            let copied = last.plain.len() == last.source.len();
            if copied && plain.len() == source.len() && last.source.end == source.start {
                last.plain.end = plain.end;
                last.source.end = source.end;
                return;
            }
        }
        self.pieces.push(Piece { plain, source });
    }

    /// Adds text that has no place of its own in the source, such as the space that
    /// stands for a line break.
    pub fn push_unplaced(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// The source bytes that `span` of the plain text was made from: the smallest place
    /// that holds all of them.
    #[must_use]
    pub fn source(&self, span: Span) -> Span {
        let first = self.pieces.partition_point(|piece| piece.plain.end <= span.start);
        let after = self.pieces.partition_point(|piece| piece.plain.start < span.end);
        if first >= after {
            // Only unplaced text, or nothing: the point between its neighbours.
            let at = match first.checked_sub(1).and_then(|before| self.pieces.get(before))
            {
                Some(before) => before.source.end,
                None => self.pieces.first().map_or(0, |piece| piece.source.start),
            };
            return Span::new(at, at);
        }
        let (head, tail) = (self.pieces[first], self.pieces[after - 1]);
        let start = if head.plain.len() == head.source.len() {
            head.source.start + span.start.saturating_sub(head.plain.start)
        } else {
            head.source.start
        };
        let end = if tail.plain.len() == tail.source.len() {
            tail.source.end - tail.plain.end.saturating_sub(span.end)
        } else {
            tail.source.end
        };
        Span::new(start, end)
    }

    /// The part of this text at `span`, with its own map.
    #[must_use]
    pub fn slice(&self, span: Span) -> Self {
        let mut part = Self { text: span.of(&self.text).to_owned(), pieces: Vec::new() };
        let first = self.pieces.partition_point(|piece| piece.plain.end <= span.start);
        for piece in &self.pieces[first..] {
            let start = piece.plain.start.max(span.start);
            let end = piece.plain.end.min(span.end);
            if start >= end {
                break;
            }
            let plain = Span::new(start - span.start, end - span.start);
            let source = self.source(Span::new(start, end));
            part.pieces.push(Piece { plain, source });
        }
        part
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `a &amp; *b*` as a Markdown reader would give it.
    fn sample() -> Plain {
        let mut plain = Plain::default();
        plain.push("a ", Span::new(0, 2));
        plain.push("&", Span::new(2, 7));
        plain.push(" ", Span::new(7, 8));
        plain.push("b", Span::new(9, 10));
        plain
    }

    #[track_caller]
    fn check(plain: Span, expected: Span) {
        assert_eq!(sample().source(plain), expected);
    }

    #[test]
    fn copied_text_maps_byte_for_byte() {
        check(Span::new(1, 2), Span::new(1, 2));
    }

    #[test]
    fn an_entity_maps_as_a_whole() {
        check(Span::new(2, 3), Span::new(2, 7));
    }

    #[test]
    fn a_place_over_markup_covers_it() {
        check(Span::new(0, 5), Span::new(0, 10));
    }

    #[test]
    fn a_slice_keeps_its_places() {
        let part = sample().slice(Span::new(2, 5));
        assert_eq!(part.text(), "& b");
        assert_eq!(part.source(Span::new(0, 1)), Span::new(2, 7));
        assert_eq!(part.source(Span::new(2, 3)), Span::new(9, 10));
    }

    #[test]
    fn unplaced_text_maps_to_the_gap() {
        let mut plain = Plain::default();
        plain.push("a", Span::new(4, 5));
        plain.push_unplaced(" ");
        plain.push("b", Span::new(9, 10));
        assert_eq!(plain.source(Span::new(1, 2)), Span::new(5, 5));
        assert_eq!(plain.source(Span::new(0, 3)), Span::new(4, 10));
    }
}
