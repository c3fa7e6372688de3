//! Reading a draft: text, Markdown, HTML or DOCX into paragraphs with exact places.
//!
//! Reading never fails and takes time linear in the bytes. What is odd about the text is
//! a note; whether a file may be read at all (its size, whether it is binary) is decided
//! by [`decode`] before.

use crate::rule::Note;
use crate::text::{Plain, Span};

/// The article being checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// As the user named it: a path, or `-`.
    pub name: String,
    /// The text that all places of the draft are places in: the file as decoded, for text
    /// and Markdown; the extracted text, for HTML and DOCX.
    pub text: String,
    /// Blocks, in order.
    pub paragraphs: Vec<Paragraph>,
    /// Addresses written in the draft, in order.
    pub links: Vec<Link>,
    /// The day the draft is of, where it says so (front matter, metadata).
    pub date: Option<jiff::civil::Date>,
    /// SHA-256 of the bytes, in lower-case hexadecimal.
    pub sha256: String,
    /// What was odd.
    pub notes: Vec<Note>,
}

/// A block of the draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// What sort of block it is.
    pub kind: ParagraphKind,
    /// Its text without markup. `plain.source(..)` gives places in [`Draft::text`].
    pub plain: Plain,
}

/// What sort of block a paragraph is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ParagraphKind {
    /// The headline of the draft.
    Title,
    /// A heading inside it.
    Heading,
    /// A paragraph of prose.
    Text,
    /// An item of a list.
    List,
    /// A block quotation.
    Quote,
    /// A row of a table.
    Table,
}

impl ParagraphKind {
    /// The word used in reports.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Heading => "heading",
            Self::Text => "text",
            Self::List => "list",
            Self::Quote => "quote",
            Self::Table => "table",
        }
    }
}

/// An address written in a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Index of the paragraph it stands in (for a footnote: that refers to it).
    pub paragraph: usize,
    /// The linked words, in the paragraph's plain text. For a footnote: the point where
    /// its mark stands.
    pub span: Span,
    /// The address as written.
    pub url: String,
    /// For a footnote, the text of the note without its address; otherwise the linked words.
    pub label: String,
    /// Whether it comes from a footnote.
    pub footnote: bool,
}

/// What a draft is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text.
    Text,
    /// CommonMark, with front matter, footnotes and tables.
    Markdown,
    /// HTML.
    Html,
    /// Office Open XML.
    Docx,
}

impl Paragraph {
    /// Where the whole paragraph is in the draft's text.
    #[must_use]
    pub fn span(&self) -> Span {
        self.plain.source(Span::new(0, self.plain.text().len()))
    }
}

/// Reads a draft.
#[must_use]
pub fn parse(name: &str, bytes: &[u8], format: Format) -> Draft {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let _ = format;
    let mut paragraphs = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(at, at + line.len()).trim(&text);
        at += line.len();
        if !span.is_empty() {
            let kind = if paragraphs.is_empty() {
                ParagraphKind::Title
            } else {
                ParagraphKind::Text
            };
            let plain = Plain::verbatim(span.of(&text), span.start);
            paragraphs.push(Paragraph { kind, plain });
        }
    }
    Draft {
        name: name.to_owned(),
        text,
        paragraphs,
        links: Vec::new(),
        date: None,
        sha256: String::new(),
        notes: Vec::new(),
    }
}
