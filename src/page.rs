//! Reading a page: what an outlet published, freed of all that is not the article.
//!
//! Reading never fails, never panics, and takes time linear in the bytes.

mod article;
mod charset;
mod date;
mod fact;
mod linked;
mod meta;
mod outline;
mod phrase;
mod plain;
mod signal;
pub(crate) mod tree;
mod wall;
mod wire;

use jiff::civil::Date;

use self::article::Sight;
use self::fact::Facts;
use self::linked::Linked;
use self::outline::Outline;
use crate::text::Span;

/// What an outlet published.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// The address it was had from, if known.
    pub url: Option<String>,
    /// The address it gives as its own (`<link rel=canonical>`, `og:url`).
    pub canonical: Option<String>,
    /// The name of the site as the page gives it (`og:site_name`, JSON-LD publisher).
    pub site: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// Authors, as written.
    pub byline: Option<String>,
    /// When it was published.
    pub published: Option<Dated>,
    /// When it was last changed.
    pub modified: Option<Dated>,
    /// BCP 47, as the page gives it.
    pub language: Option<String>,
    /// The wire agency credited, as written.
    pub wire: Option<String>,
    /// The article's text; passages are separated by `\n`.
    pub text: String,
    /// The passages, in order: places in `text`.
    pub passages: Vec<Passage>,
    /// What keeps (part of) the article from being read.
    pub wall: Option<Wall>,
    /// What was odd about the page.
    pub notes: Vec<String>,
}

/// A block of a page's article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Where it is in [`Page::text`].
    pub span: Span,
    /// What sort of block it is.
    pub kind: PassageKind,
}

/// What sort of block a passage is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PassageKind {
    /// The headline, when it is part of the text.
    Title,
    /// A heading inside the article.
    Heading,
    /// A paragraph.
    Text,
    /// A block quotation.
    Quote,
    /// An item of a list.
    List,
    /// A row of a table.
    Table,
    /// The caption of a picture.
    Caption,
}

/// A date and where it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated {
    /// The day, in the page's own time zone.
    pub day: Date,
    /// The text it was read from: `2026-01-22T10:00:00Z`.
    pub text: String,
    /// Which part of the page it was in.
    pub tier: Tier,
}

/// Where a date was read, from most to least trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// The address: `/2026/01/22/`.
    Url,
    /// JSON-LD `datePublished`.
    JsonLd,
    /// A `<meta>` element.
    Meta,
    /// A `<time>` element.
    Time,
}

/// What keeps a page from being read whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Wall {
    /// Only subscribers see the article.
    Paywall,
    /// A consent screen stands before it.
    Consent,
    /// An empty shell that needs scripts.
    Script,
    /// Under about 60 words.
    Thin,
}

impl Wall {
    /// The word used in reports.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Paywall => "paywall",
            Self::Consent => "consent",
            Self::Script => "script",
            Self::Thin => "thin",
        }
    }
}

/// Bytes of a page that are read; what comes after is cut off, with a note.
pub const LARGEST: usize = 10 << 20;

/// Words under which the text in sight is doubted, and hidden text or JSON-LD is tried.
const FEW: usize = 60;

/// Reads a page. `charset` is the label that came with the bytes, if any.
///
/// Bytes that hold no markup are read as plain text. Where `url` is not given, the
/// address that a browser wrote into a saved page is taken.
#[must_use]
pub fn read(url: Option<&str>, bytes: &[u8], charset: Option<&str>) -> Page {
    let kept = &bytes[..bytes.len().min(LARGEST)];
    let text = charset::decode(kept, charset);
    let mut page =
        if plain::is_html(kept) { from_html(url, &text) } else { from_text(url, &text) };
    if kept.len() < bytes.len() {
        page.notes
            .push(format!("only the first {LARGEST} of {} bytes were read", bytes.len()));
    }
    page
}

/// A page that is HTML.
fn from_html(url: Option<&str>, html: &str) -> Page {
    let guarded = tree::parse(html);
    let facts = Facts::new(&guarded.html);
    let linked = linked::read(facts.scripts.iter().map(String::as_str));
    let outline = Outline::new(&guarded.html);
    let url = url.or_else(|| plain::saved_from(html)).map(str::to_owned);
    let mut page = Page { url, ..Page::default() };
    meta::fill(&mut page, &facts, &linked);
    if guarded.truncated {
        page.notes.push("markup was left out: it nests or repeats beyond reason".into());
    }
    page.take(&outline, Sight::Shown);
    if page.n_words() < FEW {
        page.take_hidden(&outline);
        page.take_linked(&linked);
    }
    page.wire = wire::credited(&page);
    page.wall = wall::find(&mut page, &facts, &linked, &outline.text);
    page
}

/// A page that is plain text: each line that is not empty is a passage, or each block
/// between blank lines where an editor wrapped the lines.
#[must_use]
pub fn from_text(url: Option<&str>, text: &str) -> Page {
    let mut page = Page { url: url.map(str::to_owned), ..Page::default() };
    plain::fill(&mut page, text);
    page
}

/// A page given as sentences, each a passage of its own.
#[must_use]
pub fn from_sentences<'t>(sentences: impl IntoIterator<Item = &'t str>) -> Page {
    let mut page = Page::default();
    for sentence in sentences {
        page.push(sentence.trim(), PassageKind::Text);
    }
    page
}

impl Page {
    fn n_words(&self) -> usize {
        self.text.split_whitespace().count()
    }

    /// Takes the article out of a page laid flat.
    fn take(&mut self, outline: &Outline, sight: Sight) {
        for (run, kind) in article::find(outline, sight) {
            self.push(outline.text_of(&outline.runs[run]), kind);
        }
    }

    /// Takes text that only a script would bring into sight, if that is more.
    fn take_hidden(&mut self, outline: &Outline) {
        let mut hidden = Self::default();
        hidden.take(outline, Sight::Hidden);
        if hidden.n_words() >= FEW.max(self.n_words() * 2) {
            self.text = hidden.text;
            self.passages = hidden.passages;
            self.notes.push("the article is hidden until a script shows it".into());
        }
    }

    /// Takes the body that the page gives in JSON-LD, if the page shows next to none.
    fn take_linked(&mut self, linked: &Linked) {
        let Some(body) = &linked.body else { return };
        let mut given = from_text(None, body);
        if body.contains("</p>") {
            given = Self::default();
            given.take(&Outline::new(&tree::parse(body).html), Sight::Shown);
        }
        if given.n_words() >= FEW.max(self.n_words() * 2) {
            self.text = given.text;
            self.passages = given.passages;
            self.notes.push("the article was read from the page's JSON-LD".into());
        }
    }

    /// Adds a passage at the end.
    fn push(&mut self, text: &str, kind: PassageKind) {
        if text.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let start = self.text.len();
        self.text.push_str(text);
        self.passages.push(Passage { span: Span::new(start, self.text.len()), kind });
    }

    /// The day it was published, by the best witness.
    #[must_use]
    pub fn day(&self) -> Option<Date> {
        self.published.as_ref().map(|dated| dated.day)
    }
}
