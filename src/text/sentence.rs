//! Sentences.

use crate::text::Span;

/// The sentences of `text`, in order.
#[must_use]
pub fn sentences(text: &str) -> Vec<Span> {
    vec![Span::new(0, text.len())]
}
