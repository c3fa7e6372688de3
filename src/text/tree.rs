//! HTML to a tree, in time linear in the input whatever the input.
//!
//! html5ever's tree builder walks its stack of open elements for nearly every tag, and
//! its tokenizer compares each attribute of a tag with all before it, so nested or
//! overloaded markup costs the square of its size (servo/html5ever#788). Three bounds
//! stand before it: [`light`] takes attributes out of overloaded tags, [`Guard`] drops
//! tags past [`OPEN`] open elements, and both stop at a budget that counts work, not
//! time, so that a page always reads the same.
//!
//! Text is kept where tags are dropped: a reader sees it, so it may be evidence.

mod light;

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
/// Bytes handed to the tokenizer at once.
const PIECE: usize = 8192;
/// Separators in a row without a token: an overloaded tag that [`light`] did not see.
const SEPARATORS: usize = 16_384;

/// A parsed page.
pub(crate) struct Guarded {
    /// The tree.
    pub(crate) html: Html,
    /// Whether markup was left out to bound the work.
    pub(crate) truncated: bool,
}

/// Parses `html` as a browser does, within bounds.
pub(crate) fn parse(html: &str) -> Guarded {
    let (light, overloaded) = light::lighten(html);
    let guard = Guard::new();
    let tokenizer = Tokenizer::new(guard, TokenizerOpts::default());
    let queue = BufferQueue::default();
    let mut separators = 0;
    for piece in pieces(&light) {
        let before = tokenizer.sink.tokens.get();
        queue.push_back(StrTendril::from_slice(piece));
        // A script or a `<meta charset>` makes the tokenizer pause, not stop.
        while !matches!(tokenizer.feed(&queue), TokenizerResult::Done) {}
        let is_silent = tokenizer.sink.tokens.get() == before;
        separators = if is_silent { separators + count_separators(piece) } else { 0 };
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Parses `html`, and checks that its words `kept` are there and whether markup was
    /// left out.
    #[track_caller]
    fn check(html: &str, kept: &str, truncated: bool) {
        let guarded = parse(html);
        let text: String = guarded.html.root_element().text().collect();
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains(kept), "{}", &text[..text.floor_char_boundary(200)]);
        assert_eq!(guarded.truncated, truncated);
        let nodes = guarded.html.tree.values().len();
        assert!(nodes < 60_000 + html.len(), "{nodes} nodes");
        let deepest = deepest(&guarded.html);
        assert!(deepest <= OPEN + LOOK as usize + 8, "{deepest} deep");
    }

    fn deepest(html: &Html) -> usize {
        let (mut depth, mut deepest) = (0_usize, 0);
        for edge in html.tree.root().traverse() {
            match edge {
                ego_tree::iter::Edge::Open(_) => depth += 1,
                ego_tree::iter::Edge::Close(_) => depth -= 1,
            }
            deepest = deepest.max(depth);
        }
        deepest
    }

    /// `n` pieces of markup with a number in each.
    fn numbered(n: usize, before: &str, after: &str) -> String {
        (0..n)
            .flat_map(|i| [before.to_owned(), i.to_string(), after.to_owned()])
            .collect()
    }

    #[test]
    fn an_ordinary_page_is_left_alone() {
        check("<p>One<p>two<script>var a='<div>'</script><b>x</b>", "Onetwox", false);
    }

    #[test]
    fn deep_nesting_keeps_its_text() {
        let html = format!(
            "{}inside{} after",
            "<div>".repeat(100_000),
            "</div>".repeat(100_000)
        );
        check(&html, "inside after", true);
    }

    #[test]
    fn what_follows_deep_nesting_is_read_as_usual() {
        let deep = format!("{}x{}", "<div>".repeat(5000), "</div>".repeat(5000));
        let guarded = parse(&format!("{deep}<p>a</p><p>b</p>"));
        let paragraphs = guarded.html.tree.values().filter(|node| {
            node.as_element().is_some_and(|element| element.name() == "p")
        });
        assert_eq!(paragraphs.count(), 2);
    }

    #[test]
    fn reopened_formatting_does_not_multiply() {
        let opened = numbered(50_000, "<b a=", ">");
        check(&format!("{opened}word"), "word", true);
        let opened = numbered(200, "<i a=", ">");
        let html = format!("<p>{opened}{}", "<p>x".repeat(20_000));
        let guarded = parse(&html);
        assert!(guarded.html.tree.values().len() < 1_000_000);
        assert!(guarded.truncated);
    }

    #[test]
    fn a_tag_of_fifty_thousand_attributes_is_cut() {
        let attributes = numbered(50_000, " a", "=1");
        check(&format!("<p{attributes}>word</p>"), "word", true);
        check(&format!("<p{}>word</p>", "/a".repeat(50_000)), "word", true);
    }

    #[test]
    fn attributes_hidden_from_the_first_look_are_bounded_too() {
        let attributes = numbered(60_000, " a", "");
        let html = format!("<svg><title><g{attributes}>word");
        assert!(parse(&html).truncated);
    }

    #[test]
    fn an_embedded_file_is_left_out_and_its_page_is_whole() {
        let file = "QUJD/".repeat(200_000);
        let html =
            format!("<p>a<img alt=x src=\"data:image/png;base64,{file}\" id=i>b</p>");
        let guarded = parse(&html);
        assert!(!guarded.truncated);
        let image =
            guarded.html.tree.values().find_map(|node| {
                node.as_element().filter(|element| element.name() == "img")
            });
        let image = image.expect("the image is in the tree");
        assert_eq!((image.attr("src"), image.attr("id")), (Some(""), Some("i")));
    }

    #[test]
    fn hostile_pages_end_and_keep_their_text() {
        check(&format!("{}word", "<table><tr><td>".repeat(3000)), "word", true);
        check(&format!("{}word", "<a><p></a></p>".repeat(4000)), "word", false);
        check(&format!("<p>{}word", "<b><i></b></i>".repeat(4000)), "word", false);
        check(&format!("{}word", "<p>x</p>".repeat(50_000)), "word", false);
        check(&format!("{}word", "<ul><li>".repeat(10_000)), "word", true);
        check(&format!("{}word", "<svg><g>".repeat(10_000)), "word", true);
        check("<p>a\0b<", "ab", false);
        check("<p>word<a href='", "word", false);
        let data = "&quot;a&quot;: 1, ".repeat(60_000);
        check(&format!("<p data-props=\"{data}\">word"), "word", false);
        check("<title>the <script> tag</title><p>word", "the <script> tagword", false);
        check("<!-- <p", "", false);
        check(&"word ".repeat(1_000_000), "word word", false);
    }
}

#[cfg(test)]
mod properties {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn any_text_is_parsed(html in "(<[a-z/!]{0,4}|[a-z =\"'>é-]|--|</script>|<script>){0,80}") {
            let _ = parse(&html);
        }

        #[test]
        fn lightening_leaves_small_pages_alone(html in "\\PC{0,200}") {
            let (light, overloaded) = light::lighten(&html);
            prop_assert_eq!(&*light, &*html);
            prop_assert!(!overloaded);
        }
    }
}
