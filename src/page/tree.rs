//! HTML to a tree, in time linear in the input whatever the input.
//!
//! html5ever's tree builder walks its stack of open elements for nearly every tag, and
//! its tokenizer compares each attribute of a tag with all before it, so nested or
//! overloaded markup costs the square of its size (servo/html5ever#788). Three bounds
//! stand before it: [`lighten`] takes attributes out of overloaded tags, [`Guard`] drops
//! tags past [`OPEN`] open elements, and both stop at a budget that counts work, not
//! time, so that a page always reads the same.
//!
//! Text is kept where tags are dropped: a reader sees it, so it may be evidence.

use std::borrow::Cow;
use std::cell::Cell;

use html5ever::TokenizerResult;
use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::tree_builder::{Tracer, TreeBuilder, TreeBuilderOpts, TreeSink};
use scraper::{Html, HtmlTreeSink};

/// A node, as the tree builder names it.
type NodeId = <HtmlTreeSink as TreeSink>::Handle;

/// Most elements open at once, counting formatting elements that await reopening. The
/// deepest of 1,195 real pages measured 52; browsers stop at 512.
const OPEN: usize = 256;
/// Tags between two looks at the tree builder's stack, which cost its depth.
const LOOK: u32 = 32;
/// Steps over open elements before all further tags are dropped: 160,000 tags at the
/// greatest depth, or some three million in an ordinary page.
const WORK: usize = 40_000_000;
/// Nodes that may come of one tag before the page is an attack: reopened formatting
/// elements multiply.
const NODES_PER_TAG: usize = 16;
/// Attributes read of one tag.
const ATTRIBUTES: usize = 256;
/// Bytes of a `data:` address in an attribute that are kept.
const DATA_VALUE: usize = 256;
/// Bytes of a comment that are kept.
const COMMENT: usize = 4096;
/// Bytes handed to the tokenizer at once.
const PIECE: usize = 8192;
/// Separators in a row without a token: an overloaded tag that [`lighten`] did not see.
const SEPARATORS: usize = 30_000;

/// A parsed page.
pub(crate) struct Guarded {
    /// The tree.
    pub(crate) html: Html,
    /// Whether markup was left out to bound the work.
    pub(crate) truncated: bool,
}

/// Parses `html` as a browser does, within bounds.
pub(crate) fn parse(html: &str) -> Guarded {
    let (light, overloaded) = lighten(html);
    let guard = Guard::new();
    let tokenizer = Tokenizer::new(guard, TokenizerOpts::default());
    let queue = BufferQueue::default();
    let mut separators = 0;
    for piece in pieces(&light) {
        let before = tokenizer.sink.tokens.get();
        queue.push_back(StrTendril::from_slice(piece));
        while let TokenizerResult::Script(_) = tokenizer.feed(&queue) {}
        if tokenizer.sink.tokens.get() != before {
            separators = 0;
        }
        separators += count_separators(piece);
        if separators > SEPARATORS {
            tokenizer.sink.truncated.set(true);
            break;
        }
    }
    tokenizer.end();
    let truncated = tokenizer.sink.truncated.get() || overloaded;
    Guarded { html: tokenizer.sink.builder.sink.finish(), truncated }
}

/// `text` in pieces of about [`PIECE`] bytes.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (piece, after) = rest.split_at(rest.ceil_char_boundary(PIECE));
        rest = after;
        Some(piece)
    })
}

/// Runs of bytes that may separate attributes.
fn count_separators(piece: &str) -> usize {
    let is_separator =
        |b: u8| b.is_ascii_whitespace() || matches!(b, b'/' | b'"' | b'\'');
    piece
        .as_bytes()
        .windows(2)
        .filter(|pair| is_separator(pair[0]) && !is_separator(pair[1]))
        .count()
}

/// Stands between tokenizer and tree builder.
struct Guard {
    builder: TreeBuilder<NodeId, HtmlTreeSink>,
    /// Tokens seen, to tell a tokenizer that is busy from one that gathers attributes.
    tokens: Cell<usize>,
    tags: Cell<usize>,
    until_look: Cell<u32>,
    /// Open elements at the last look.
    open: Cell<usize>,
    work: Cell<usize>,
    /// Start tags left out whose end tags must be left out as well.
    dropped: Cell<usize>,
    /// Whether the text at hand is a program or a style sheet, which nobody reads.
    mute: Cell<bool>,
    /// Whether the budget is spent.
    spent: Cell<bool>,
    truncated: Cell<bool>,
}

impl Guard {
    fn new() -> Self {
        let sink = HtmlTreeSink::new(Html::new_document());
        Self {
            builder: TreeBuilder::new(sink, TreeBuilderOpts::default()),
            tokens: Cell::new(0),
            tags: Cell::new(0),
            until_look: Cell::new(LOOK),
            open: Cell::new(0),
            work: Cell::new(0),
            dropped: Cell::new(0),
            mute: Cell::new(false),
            spent: Cell::new(false),
            truncated: Cell::new(false),
        }
    }

    /// Takes stock of the tree builder every [`LOOK`] tags.
    fn look(&self) {
        self.tags.set(self.tags.get() + 1);
        self.work.set(self.work.get() + self.open.get());
        self.until_look.set(self.until_look.get() - 1);
        if self.until_look.get() > 0 {
            return;
        }
        self.until_look.set(LOOK);
        let count = Count(Cell::new(0));
        self.builder.trace_handles(&count);
        self.open.set(count.0.get());
        let nodes = self.builder.sink.0.borrow().tree.values().len();
        if self.work.get() > WORK || nodes > self.tags.get() * NODES_PER_TAG + 1000 {
            self.spent.set(true);
            self.truncated.set(true);
        }
    }

    fn tag(&self, tag: Tag, line: u64) -> TokenSinkResult<NodeId> {
        self.look();
        let full = self.spent.get() || self.open.get() > OPEN;
        match tag.kind {
            TagKind::StartTag if full && !is_void(&tag.name) => {
                self.drop_start(&tag, line)
            }
            TagKind::StartTag => {
                self.mute.set(is_unread(&tag));
                self.builder.process_token(Token::TagToken(tag), line)
            }
            TagKind::EndTag => {
                self.mute.set(false);
                if self.spent.get() || self.drops_end(&tag.name) {
                    return TokenSinkResult::Continue;
                }
                self.builder.process_token(Token::TagToken(tag), line)
            }
        }
    }

    /// Leaves a start tag out; a space keeps the words around it apart.
    fn drop_start(&self, tag: &Tag, line: u64) -> TokenSinkResult<NodeId> {
        self.truncated.set(true);
        if !tag.self_closing && !may_stay_open(&tag.name) {
            self.dropped.set(self.dropped.get() + 1);
        }
        if let Some(kind) = raw_kind(&tag.name) {
            self.mute.set(true);
            return TokenSinkResult::RawData(kind);
        }
        let space = Token::CharacterTokens(StrTendril::from_slice(" "));
        self.builder.process_token(space, line)
    }

    /// Whether an end tag belongs to a start tag that was left out.
    fn drops_end(&self, name: &str) -> bool {
        let dropped = self.dropped.get();
        if dropped == 0 {
            return false;
        }
        if !may_stay_open(name) {
            self.dropped.set(dropped - 1);
        }
        true
    }
}

impl TokenSink for Guard {
    type Handle = NodeId;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<NodeId> {
        self.tokens.set(self.tokens.get() + 1);
        match token {
            Token::TagToken(tag) => self.tag(tag, line),
            Token::CharacterTokens(_) if self.mute.get() => TokenSinkResult::Continue,
            Token::ParseError(_) | Token::NullCharacterToken => TokenSinkResult::Continue,
            other => self.builder.process_token(other, line),
        }
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// Counts what the tree builder holds.
struct Count(Cell<usize>);

impl Tracer for Count {
    type Handle = NodeId;

    fn trace_handle(&self, _: &NodeId) {
        self.0.set(self.0.get() + 1);
    }
}

/// Whether an element's text is for programs only. JSON-LD is read elsewhere.
fn is_unread(tag: &Tag) -> bool {
    match &*tag.name {
        "style" => true,
        "script" => !tag.attrs.iter().any(|attribute| {
            &*attribute.name.local == "type" && attribute.value.contains("json")
        }),
        _ => false,
    }
}

fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Whether the end tag may be left out.
fn may_stay_open(name: &str) -> bool {
    matches!(
        name,
        "p" | "li"
            | "dd"
            | "dt"
            | "td"
            | "th"
            | "tr"
            | "tbody"
            | "thead"
            | "tfoot"
            | "option"
            | "optgroup"
            | "colgroup"
            | "caption"
            | "rp"
            | "rt"
            | "html"
            | "head"
            | "body"
    )
}

/// How the tokenizer must read on after a start tag that the tree builder never sees.
fn raw_kind(name: &str) -> Option<RawKind> {
    match name {
        "script" => Some(RawKind::ScriptData),
        "style" | "iframe" | "noembed" | "noframes" | "noscript" | "xmp" => {
            Some(RawKind::Rawtext)
        }
        "title" | "textarea" => Some(RawKind::Rcdata),
        _ => None,
    }
}

/// Takes out what no reader needs and a tokenizer pays for: attributes past
/// [`ATTRIBUTES`], embedded files (a page saved in one file has megabytes of them), and
/// the tail of long comments. Also tells whether a tag was overloaded.
fn lighten(html: &str) -> (Cow<'_, str>, bool) {
    let mut scan = Scan { html, at: 0, kept: 0, out: String::new(), overloaded: false };
    while let Some(found) = scan.rest().find('<') {
        scan.at += found + 1;
        if scan.rest().starts_with("!--") {
            scan.comment();
        } else if scan.byte().is_some_and(|b| b.is_ascii_alphabetic()) {
            scan.tag();
        }
    }
    if scan.out.is_empty() && scan.kept == 0 {
        return (Cow::Borrowed(html), false);
    }
    scan.out.push_str(&html[scan.kept..]);
    (Cow::Owned(scan.out), scan.overloaded)
}

/// A walk over the tags of a page. `at` and `kept` always stand beside ASCII.
struct Scan<'h> {
    html: &'h str,
    at: usize,
    /// Everything before is in `out`, or was left out.
    kept: usize,
    out: String,
    overloaded: bool,
}

impl<'h> Scan<'h> {
    fn rest(&self) -> &'h str {
        &self.html[self.at..]
    }

    fn byte(&self) -> Option<u8> {
        self.html.as_bytes().get(self.at).copied()
    }

    /// Moves to the first byte that `stops` accepts, or to the end.
    fn skip_to(&mut self, stops: impl Fn(u8) -> bool) {
        let rest = &self.html.as_bytes()[self.at..];
        self.at += rest.iter().position(|&b| stops(b)).unwrap_or(rest.len());
    }

    fn leave_out(&mut self, start: usize, end: usize) {
        self.out.push_str(&self.html[self.kept..start]);
        self.kept = end;
    }

    fn comment(&mut self) {
        let body = self.at + 3;
        let length = self.html[body..].find("-->").unwrap_or(self.html.len() - body);
        if length > COMMENT {
            self.leave_out(self.html.ceil_char_boundary(body + COMMENT), body + length);
        }
        self.at = body + length;
    }

    fn tag(&mut self) {
        let start = self.at;
        self.skip_to(|b| b.is_ascii_whitespace() || matches!(b, b'/' | b'>'));
        let name = &self.html[start..self.at];
        let mut over = None;
        for count in 0.. {
            self.skip_to(|b| !(b.is_ascii_whitespace() || b == b'/'));
            if self.byte().is_none_or(|b| b == b'>') {
                break;
            }
            if count == ATTRIBUTES {
                over = Some(self.at);
            }
            self.attribute(over.is_some());
        }
        if let Some(over) = over {
            self.overloaded = true;
            self.leave_out(over, self.at);
        }
        for raw in ["script", "style"] {
            if name.eq_ignore_ascii_case(raw) {
                self.skip_raw(raw);
            }
        }
    }

    /// Reads past one attribute.
    fn attribute(&mut self, left_out: bool) {
        // A name may begin with `=`, so the first byte is never its end.
        self.at = self.html.ceil_char_boundary(self.at + 1);
        self.skip_to(|b| b.is_ascii_whitespace() || matches!(b, b'/' | b'>' | b'='));
        let name_end = self.at;
        self.skip_to(|b| !b.is_ascii_whitespace());
        if self.byte() != Some(b'=') {
            self.at = name_end;
            return;
        }
        self.at += 1;
        self.skip_to(|b| !b.is_ascii_whitespace());
        let (start, quote) = match self.byte() {
            Some(quote @ (b'"' | b'\'')) => (self.at + 1, Some(quote)),
            _ => (self.at, None),
        };
        self.at = start;
        match quote {
            Some(quote) => self.skip_to(|b| b == quote),
            None => self.skip_to(|b| b.is_ascii_whitespace() || b == b'>'),
        }
        let value = &self.html[start..self.at];
        if !left_out && value.len() > DATA_VALUE && value.starts_with("data:") {
            self.leave_out(start, self.at);
        }
        if quote.is_some() && self.at < self.html.len() {
            self.at += 1;
        }
    }

    /// Reads past the text of a script or a style sheet.
    fn skip_raw(&mut self, name: &str) {
        while let Some(found) = self.rest().find("</") {
            self.at += found + 2;
            let end = self.rest().get(..name.len());
            if end.is_some_and(|end| end.eq_ignore_ascii_case(name)) {
                return;
            }
        }
        self.at = self.html.len();
    }
}
