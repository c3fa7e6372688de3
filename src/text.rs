//! Places in a text, and what text looks like once typography is taken out of it.
//!
//! Nothing here knows what a draft or a page is. All offsets are bytes into UTF-8 text,
//! half-open, and always on character boundaries.

pub(crate) mod charset;
pub(crate) mod date;
mod fold;
mod mark;
mod month;
mod plain;
mod sentence;
mod span;
pub(crate) mod tree;
mod word;
pub(crate) mod xml;

pub use self::date::Moment;
pub use self::fold::{Folded, fold, fold_name};
pub use self::mark::{Mark, Quoted, quoted};
pub(crate) use self::month::MONTHS;
pub use self::plain::{Piece, Plain};
pub use self::sentence::sentences;
pub use self::span::Span;
pub use self::word::{Word, words};
