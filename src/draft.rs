//! Reading a draft: text, Markdown, HTML or DOCX into paragraphs with exact places.
//!
//! Reading never fails and takes time linear in the bytes. What is odd about the text is
//! a note; whether a file may be read at all (its size, whether it is binary) is decided
//! by [`open`] before.

mod body;
mod date;
mod decode;
mod docx;
mod html;
mod link;
mod markdown;
mod source;
mod text;

use sha2::Digest;
use sha2::Sha256;

use crate::rule::Note;
use crate::text::Plain;
use crate::text::Span;

use self::body::Body;
pub use self::source::Source;

/// The most bytes of a draft that are read: 16 MiB, more than any book.
pub const MAX_BYTES: usize = 16 << 20;

/// The article being checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// As the user named it: a path, or `-`.
    pub name: String,
    /// The text that all places of the draft are places in: the file as decoded, for text
    /// and Markdown; the extracted text, for HTML and DOCX.
    pub text: String,
    /// What it is written in.
    pub format: Format,
    /// Blocks, in order.
    pub paragraphs: Vec<Paragraph>,
    /// Addresses written in the draft, in order.
    pub links: Vec<Link>,
    /// The day the draft is of, where it says so (front matter, metadata).
    pub date: Option<jiff::civil::Date>,
    /// Addresses of sources that it gives beside its text (front matter, and what is laid
    /// beside it).
    pub sources: Vec<Source>,
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
    /// `CommonMark`, with front matter, footnotes and tables.
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

impl Format {
    /// Whether [`Draft::text`] is what the file holds, so that places in it are places in
    /// the file.
    #[must_use]
    pub const fn is_verbatim(self) -> bool {
        matches!(self, Self::Text | Self::Markdown)
    }

    /// The format of a draft, by the extension of its name, else by its first bytes.
    /// Markdown looks like text, so only its extension tells it.
    ///
    /// # Errors
    ///
    /// [`DraftError::UnknownFormat`] for the extension of a document that is not read.
    pub fn guess(name: &str, bytes: &[u8]) -> Result<Self, DraftError> {
        decode::format(name, bytes)
    }
}

/// Why a file cannot be checked as a draft. Each is the file's fault or its choice; the
/// caller adds which file it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DraftError {
    /// It holds no words.
    #[error("the draft holds no words; give a file with the text to check")]
    Empty,
    /// It is no text.
    #[error(
        "the draft looks like {0}, not text; save it as text, Markdown, HTML or DOCX"
    )]
    Binary(&'static str),
    /// It is over [`MAX_BYTES`].
    #[error(
        "the draft has {bytes} bytes and at most {MAX_BYTES} (16 MiB) are read; \
         check it in parts"
    )]
    TooLarge {
        /// Its size.
        bytes: usize,
    },
    /// Its extension is of a document that is not read.
    #[error(
        "the draft is a .{0} file and only .txt, .md, .html and .docx are read; \
         save it as one of these"
    )]
    UnknownFormat(String),
    /// It is a DOCX file that cannot be read.
    #[error("the draft cannot be read as DOCX: {0}")]
    Docx(DocxProblem),
}

// Not a source: its words are in the message, and would be told twice.
impl From<DocxProblem> for DraftError {
    fn from(problem: DocxProblem) -> Self {
        Self::Docx(problem)
    }
}

/// What is wrong with a DOCX file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DocxProblem {
    /// It is no ZIP archive, or a torn one.
    #[error("it is not a whole ZIP archive; save it again from the word processor")]
    NotZip,
    /// The archive holds no text of a document.
    #[error("the archive has no word/document.xml; save it as a Word document (.docx)")]
    NoDocument,
    /// A part is encrypted.
    #[error("it is locked with a password; save it without one")]
    Encrypted,
    /// A part cannot be unpacked.
    #[error("a part of it cannot be unpacked; save it again from the word processor")]
    Damaged,
    /// A part is not well-formed XML.
    #[error(
        "its XML breaks off or is not well-formed; save it again from the word processor"
    )]
    Xml,
    /// It has more than 4,096 parts.
    #[error(
        "the archive has {0} parts and at most 4096 are read; save it without embedded files"
    )]
    TooManyParts(usize),
    /// It unpacks to more than 64 MiB.
    #[error("it unpacks to more than 64 MiB, the most that is read; check it in parts")]
    TooLarge,
}

/// What bytes are if they are no text: `a PDF`, `a PNG image`, `a binary file`. Known
/// file types are told by their first bytes, others by the first 64 KiB.
#[must_use]
pub fn foreign(bytes: &[u8]) -> Option<&'static str> {
    let head = &bytes[..bytes.len().min(64 * 1024)];
    let binary = || decode::is_binary(&decode::decode(head)).then_some("a binary file");
    decode::foreign(bytes).or_else(binary)
}

/// Reads a draft that may turn out to be none: the front door for files from outside.
///
/// # Errors
///
/// [`DraftError`] if it is empty, too large, of a kind that is not read, or torn.
///
/// # Examples
///
/// ```
/// use veracite::draft::{self, DraftError};
///
/// let draft = draft::open("-", b"Prices rose by 5%.".to_vec(), None)?;
/// assert_eq!(draft.paragraphs.len(), 1);
/// assert_eq!(draft::open("-", b"%PDF-1.7".to_vec(), None), Err(DraftError::Binary("a PDF")));
/// # Ok::<(), DraftError>(())
/// ```
#[expect(clippy::needless_pass_by_value, reason = "the bytes of a draft end here")]
pub fn open(
    name: &str,
    bytes: Vec<u8>,
    format: Option<Format>,
) -> Result<Draft, DraftError> {
    if bytes.len() > MAX_BYTES {
        return Err(DraftError::TooLarge { bytes: bytes.len() });
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(DraftError::Empty);
    }
    let format = match format {
        Some(format) => format,
        None => Format::guess(name, &bytes)?,
    };
    let body = if format == Format::Docx {
        docx_checked(&bytes)?
    } else {
        if let Some(kind) = decode::foreign(&bytes) {
            return Err(DraftError::Binary(kind));
        }
        let text = decode::decode(&bytes);
        if decode::is_binary(&text) {
            return Err(DraftError::Binary("a binary file"));
        }
        read(text, format)
    };
    let has_words =
        |paragraph: &Paragraph| paragraph.plain.text().contains(char::is_alphanumeric);
    if !body.paragraphs.iter().any(has_words) {
        return Err(DraftError::Empty);
    }
    Ok(assemble(name, &bytes, format, body))
}

/// A DOCX file, refused unless all of it was read.
fn docx_checked(bytes: &[u8]) -> Result<Body, DraftError> {
    match decode::foreign(bytes) {
        Some(kind) if !bytes.starts_with(b"PK") => return Err(DraftError::Binary(kind)),
        _ => {}
    }
    match docx::read(bytes) {
        (_, Some(problem)) => Err(problem.into()),
        (body, None) => Ok(body),
    }
}

/// Reads a draft, whatever its bytes: of what is torn, the part that can be read.
///
/// Takes time linear in the bytes and never fails; [`open`] refuses what is no draft.
#[must_use]
pub fn parse(name: &str, bytes: &[u8], format: Format) -> Draft {
    let body = match format {
        Format::Docx => docx::read(bytes).0,
        Format::Text | Format::Markdown | Format::Html => {
            read(decode::decode(bytes), format)
        }
    };
    assemble(name, bytes, format, body)
}

/// Reads decoded text.
fn read(text: String, format: Format) -> Body {
    match format {
        Format::Markdown => markdown::read(text),
        Format::Html => html::read(&text),
        Format::Text | Format::Docx => text::read(text),
    }
}

/// Puts name and hash to what was read.
fn assemble(name: &str, bytes: &[u8], format: Format, body: Body) -> Draft {
    let mut sha256 = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        for half in [byte >> 4, byte & 15] {
            sha256.push(char::from_digit(u32::from(half), 16).unwrap_or_default());
        }
    }
    Draft {
        name: name.to_owned(),
        text: body.text,
        format,
        paragraphs: body.paragraphs,
        links: body.links,
        date: body.date,
        sources: body.sources,
        sha256,
        notes: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, bytes: &[u8], expected: &Result<usize, DraftError>) {
        let found = open(name, bytes.to_vec(), None).map(|draft| draft.paragraphs.len());
        assert_eq!(&found, expected, "{name}");
    }

    #[test]
    fn the_format_is_told_by_name_or_content() {
        for (name, bytes, expected) in [
            ("a.txt", "<p>Text", "<p>Text"),
            ("a.MD", "*Text*", "Text"),
            ("dir.d/a.html", "<p>Text", "Text"),
            ("-", "*Text*", "*Text*"),
            ("-", "\n<!DOCTYPE html><p>Text", "Text"),
            ("draft", "\u{feff}<HTML><p>Text", "Text"),
            ("notes.v2", "Text", "Text"),
        ] {
            let draft = open(name, bytes.into(), None).unwrap();
            assert_eq!(draft.paragraphs[0].plain.text(), expected, "{name}");
        }
    }

    #[test]
    fn what_is_no_draft_is_refused_and_says_why() {
        let empty = Err(DraftError::Empty);
        check("a.txt", b"", &empty);
        check("a.txt", b" \r\n\t", &empty);
        check("a.md", "\u{feff}\n\n---\n".as_bytes(), &empty);
        check("a.html", b"<script>x</script>", &empty);
        check("a.txt", b"\x89PNG\r\n", &Err(DraftError::Binary("a PNG image")));
        check("a", b"%PDF-1.4", &Err(DraftError::Binary("a PDF")));
        check("a.txt", b"words and \0\0 more", &Err(DraftError::Binary("a binary file")));
        check("a.docx", b"PK\x03\x04torn", &Err(DocxProblem::NotZip.into()));
        check("a.docx", b"no zip at all", &Err(DocxProblem::NotZip.into()));
        check("a.odt", b"PK", &Err(DraftError::UnknownFormat("odt".to_owned())));
        let bytes = MAX_BYTES + 1;
        check("a.txt", &vec![b'a'; bytes], &Err(DraftError::TooLarge { bytes }));
    }

    #[test]
    fn messages_are_lower_case_and_have_no_full_stop() {
        for error in [
            DraftError::Empty,
            DraftError::Binary("a PDF"),
            DraftError::TooLarge { bytes: MAX_BYTES + 1 },
            DraftError::UnknownFormat("rtf".to_owned()),
        ] {
            let message = error.to_string();
            assert!(message.starts_with("the draft "), "{message}");
            assert!(message.contains(';') && !message.ends_with('.'), "{message}");
        }
    }

    #[test]
    fn a_draft_is_known_by_its_hash() {
        let draft = parse("-", b"abc", Format::Text);
        let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(draft.sha256, expected);
    }

    #[test]
    fn long_runs_of_marks_take_no_longer_than_text() {
        for mark in ["<div>", ">", "[", "*", "[^", "- ", "1. ", "`", "http", "<b a=", "|"]
        {
            let text = mark.repeat(100_000);
            for format in [Format::Text, Format::Markdown, Format::Html] {
                assert_eq!(parse("-", text.as_bytes(), format).sha256.len(), 64);
            }
        }
    }
}

#[cfg(test)]
mod properties {
    use proptest::prelude::*;

    use super::*;

    const FORMATS: [Format; 4] =
        [Format::Text, Format::Markdown, Format::Html, Format::Docx];

    /// Every place slices, and places go forward.
    #[track_caller]
    fn check(bytes: &[u8], format: Format) {
        let draft = parse("-", bytes, format);
        let mut last = 0;
        for paragraph in &draft.paragraphs {
            let span = paragraph.span();
            assert!(last <= span.start, "{span} steps back before {last}");
            assert!(draft.text.get(span.start..span.end).is_some(), "{span}");
            last = span.end;
            let plain = &paragraph.plain;
            assert!(!plain.text().trim().is_empty());
            for piece in plain.pieces() {
                let written = draft.text.get(piece.source.start..piece.source.end);
                let written = written.expect("a place slices");
                if piece.plain.len() == piece.source.len() {
                    assert_eq!(piece.plain.of(plain.text()), written);
                }
            }
            for (at, c) in plain.text().char_indices() {
                let place = plain.source(Span::new(at, at + c.len_utf8()));
                assert!(draft.text.get(place.start..place.end).is_some(), "{place}");
            }
        }
        for link in &draft.links {
            let plain = draft.paragraphs[link.paragraph].plain.text();
            assert!(plain.get(link.span.start..link.span.end).is_some(), "{}", link.span);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]

        #[test]
        fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            for format in FORMATS {
                check(&bytes, format);
            }
            let _ = open("-", bytes, None);
        }

        #[test]
        fn any_text_is_read(text in "(?s).{0,200}") {
            for format in FORMATS {
                check(text.as_bytes(), format);
            }
        }

        #[test]
        fn marks_in_any_order_are_read(
            marks in prop::collection::vec(prop::sample::select(&MARKS[..]), 0..60),
        ) {
            let text = marks.concat();
            for format in FORMATS {
                check(text.as_bytes(), format);
            }
        }
    }

    const MARKS: [&str; 40] = [
        "\n",
        "\n\n",
        "\r",
        " ",
        "    ",
        "\t",
        "word",
        "É",
        "\u{200b}",
        "\u{2028}",
        "*",
        "**",
        "_",
        "`",
        "```\n",
        "> ",
        "- ",
        "1. ",
        "# ",
        "---\n",
        "+++\n",
        "| a | b |\n|---|---|\n",
        "[",
        "](",
        ")",
        "[^1]",
        "[^1]: ",
        "https://a.example",
        "&amp;",
        "&ngE;",
        "\\",
        "<b>",
        "</b>",
        "<a href=x>",
        "<p>",
        "<table>",
        "<tr><td>",
        "<h1>",
        "<!--",
        "~~",
    ];
}
