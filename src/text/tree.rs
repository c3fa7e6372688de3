//! HTML into a tree, in time and memory linear in its size.
//!
//! html5ever walks its stack of open elements for most tags, so that 100,000 nested
//! `<div>` take it half a minute (servo/html5ever#788), and a few unclosed `<b>` are made
//! anew in every paragraph after them. A guard between its tokenizer and its tree
//! builder leaves out start tags that would go deeper than browsers go, and all tags once
//! there are far more nodes than the source has tags. Text is never left out.

use std::cell::Cell;

use ego_tree::NodeId;
use html5ever::TokenizerResult;
use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::tree_builder::{Tracer, TreeBuilder, TreeBuilderOpts};
use scraper::{Html, HtmlTreeSink};

/// Deepest nesting kept. Browsers stop at 512; the deepest of 1,195 news pages was 52.
const DEEPEST: usize = 256;
/// Start tags passed on between two looks at how deep the builder is.
const LOOK_EVERY: usize = 16;
/// Nodes allowed for each token. A tag makes one node, and rarely two or three.
const NODES_PER_TOKEN: usize = 8;
/// Nodes allowed besides.
const SPARE_NODES: usize = 1024;
/// Bytes fed at a time.
const PIECE: usize = 16 << 10;

/// Parses a document. Never fails, never recurses; nesting deeper than 256 is flattened.
#[must_use]
pub fn parse(html: &str) -> Html {
    let builder = TreeBuilder::new(
        HtmlTreeSink::new(Html::new_document()),
        TreeBuilderOpts::default(),
    );
    let guard = Guard {
        builder,
        since_look: Cell::new(0),
        is_deep: Cell::new(false),
        tokens: Cell::new(0),
    };
    let tokenizer = Tokenizer::new(guard, TokenizerOpts::default());
    let queue = BufferQueue::default();
    let mut rest = html;
    while !rest.is_empty() {
        let (piece, after) = rest.split_at(rest.floor_char_boundary(PIECE));
        rest = after;
        queue.push_back(StrTendril::from(piece));
        while !matches!(tokenizer.feed(&queue), TokenizerResult::Done) {}
    }
    tokenizer.end();
    tokenizer.sink.builder.sink.0.into_inner()
}

/// Stands between tokenizer and tree builder.
struct Guard {
    builder: TreeBuilder<NodeId, HtmlTreeSink>,
    since_look: Cell<usize>,
    is_deep: Cell<bool>,
    tokens: Cell<usize>,
}

/// Counts the elements that the builder holds open or would open again.
#[derive(Default)]
struct Depth(Cell<usize>);

impl Tracer for Depth {
    type Handle = NodeId;

    fn trace_handle(&self, _node: &NodeId) {
        self.0.set(self.0.get() + 1);
    }
}

impl Guard {
    fn admits(&self, tag: &Tag) -> bool {
        // What these hold is text only if the builder sees them.
        let is_raw = matches!(
            &*tag.name,
            "script"
                | "style"
                | "textarea"
                | "title"
                | "noscript"
                | "noframes"
                | "iframe"
                | "xmp"
                | "noembed"
                | "plaintext"
        );
        let nodes = self.builder.sink.0.borrow().tree.values().len();
        let allowed = self.tokens.get().saturating_mul(NODES_PER_TOKEN) + SPARE_NODES;
        is_raw
            || (nodes <= allowed && (tag.kind == TagKind::EndTag || !self.is_too_deep()))
    }

    fn is_too_deep(&self) -> bool {
        let since = self.since_look.get() + 1;
        if since < LOOK_EVERY && !self.is_deep.get() {
            self.since_look.set(since);
            return false;
        }
        let depth = Depth::default();
        self.builder.trace_handles(&depth);
        self.since_look.set(0);
        self.is_deep.set(depth.0.get() > DEEPEST);
        self.is_deep.get()
    }
}

impl TokenSink for Guard {
    type Handle = NodeId;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<NodeId> {
        self.tokens.set(self.tokens.get() + 1);
        match &token {
            Token::TagToken(tag) if !self.admits(tag) => TokenSinkResult::Continue,
            _ => self.builder.process_token(token, line),
        }
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Nodes and text of a document, and that it is not deeper than it may be.
    #[track_caller]
    fn check(html: &str, text: &str) {
        let tree = parse(html).tree;
        let found: String =
            tree.values().filter_map(|node| node.as_text().map(|t| &*t.text)).collect();
        assert_eq!(found, text);
        let nodes = tree.values().len();
        assert!(nodes < html.len() * NODES_PER_TOKEN + 2 * SPARE_NODES, "{nodes} nodes");
        let mut deepest = 0;
        let mut depth = 0_usize;
        for edge in tree.root().traverse() {
            match edge {
                ego_tree::iter::Edge::Open(_) => depth += 1,
                ego_tree::iter::Edge::Close(_) => depth -= 1,
            }
            deepest = deepest.max(depth);
        }
        assert!(deepest < 4 * DEEPEST, "{deepest} deep");
    }

    #[test]
    fn a_page_is_read_as_by_html5ever() {
        let html = "<!doctype html><title>T</title><script>if (a<b) x()</script>\
                    <p>One<p>Two &amp; <b>three</b><table><tr><td>4</table>";
        assert_eq!(parse(html).html(), Html::parse_document(html).html());
    }

    /// Tags of which no two are the same.
    fn numbered(tag: &str, count: usize) -> String {
        (0..count).flat_map(|n| [tag.to_owned(), n.to_string(), ">".into()]).collect()
    }

    #[test]
    fn nesting_is_bounded_and_keeps_its_text() {
        for tag in
            ["div", "b", "ul><li", "table><tr><td", "svg", "a", "font size=1", "span"]
        {
            check(&(format!("<{tag}>").repeat(20_000) + "deep"), "deep");
        }
        check(&(numbered("<b id=", 20_000) + "deep"), "deep");
    }

    #[test]
    fn formatting_is_not_made_anew_without_bound() {
        let html = numbered("<p><b id=", 300) + &"<p>x".repeat(20_000);
        check(&html, &"x".repeat(20_000));
    }

    #[test]
    fn a_script_stays_a_script_however_deep() {
        let html = format!("{}<script>no()</script>yes", "<div>".repeat(1000));
        let tree = parse(&html);
        let script = scraper::Selector::parse("script").unwrap();
        assert_eq!(tree.select(&script).next().unwrap().inner_html(), "no()");
    }
}
