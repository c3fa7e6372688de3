//! Places in a text, and what text looks like once typography is taken out of it.
//!
//! Nothing here knows what a draft or a page is. All offsets are bytes into UTF-8 text,
//! half-open, and always on character boundaries.

mod fold;
mod plain;
mod sentence;
mod span;
pub mod tree;

pub use self::fold::{Folded, fold, fold_name};
pub use self::plain::{Piece, Plain};
pub use self::sentence::sentences;
pub use self::span::Span;
