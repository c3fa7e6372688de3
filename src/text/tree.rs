//! HTML to a tree, in time and memory linear in the input whatever the input.
//!
//! html5ever's tree builder walks its stack of open elements for nearly every tag, and
//! its tokenizer compares each attribute of a tag with all before it, so nested or
//! overloaded markup costs the square of its size (servo/html5ever#788). [`light`]
//! takes attributes out of overloaded tags; [`guard`] drops tags past a depth, and all
//! of them once the page has cost more than its size allows. What a page costs is counted
//! in steps and nodes, not in time, so that it always reads the same.
//!
//! Text is kept where tags are dropped: a reader sees it, so it may be evidence.

mod element;
mod guard;
mod light;
mod node;
mod select;
mod sink;

use html5ever::TokenizerResult;
use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tokenizer, TokenizerOpts};

pub(crate) use self::element::Element;
use self::guard::{Budget, Guard};
pub(crate) use self::node::{Edge, Node, NodeId, NodeRef, Tree};
pub(crate) use self::select::Query;

/// Bytes handed to the tokenizer at once.
const PIECE: usize = 8192;
/// Separators in a row without a token: an overloaded tag that [`light`] did not see.
const SEPARATORS: usize = 16_384;
/// Bytes that are parsed: many times what any page or draft may have, and within what
/// the tree can number.
const LARGEST: usize = 1 << 30;

/// A parsed page.
pub(crate) struct Guarded {
    /// The tree.
    pub(crate) tree: Tree,
    /// Whether markup was left out to bound the work.
    pub(crate) truncated: bool,
}

/// Parses `html` as a browser does, within bounds.
pub(crate) fn parse(html: &str) -> Guarded {
    let kept = &html[..html.floor_char_boundary(LARGEST)];
    let guard = feed(kept, Budget::of(html.len()));
    if kept.len() < html.len() {
        guard.truncate();
    }
    let (tree, truncated) = guard.finish();
    Guarded { tree, truncated }
}

/// Runs the tokenizer over `html`, into a guard.
fn feed(html: &str, budget: Budget) -> Guard {
    let (light, overloaded) = light::lighten(html);
    let tokenizer = Tokenizer::new(Guard::new(budget), TokenizerOpts::default());
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
            tokenizer.sink.truncate();
            break;
        }
    }
    tokenizer.end();
    if overloaded {
        tokenizer.sink.truncate();
    }
    tokenizer.sink
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

#[cfg(test)]
#[path = "../../tests/it/hostile/shape.rs"]
mod shape;

#[cfg(test)]
mod tests {
    use super::guard::{Cost, LOOK, OPEN};
    use super::shape::{SHAPES, Shape};
    use super::*;

    /// Parses `html`, and checks that its words `kept` are there and whether markup was
    /// left out.
    #[track_caller]
    fn check(html: &str, kept: &str, truncated: bool) {
        let guarded = parse(html);
        let text: String = all(&guarded.tree).filter_map(Node::as_text).collect();
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains(kept), "{}", &text[..text.floor_char_boundary(200)]);
        assert_eq!(guarded.truncated, truncated);
        let nodes = all(&guarded.tree).count();
        assert!(nodes < 60_000 + html.len(), "{nodes} nodes");
        let deepest = deepest(&guarded.tree);
        assert!(deepest <= OPEN + LOOK as usize + 8, "{deepest} deep");
    }

    /// All nodes of a tree.
    fn all(tree: &Tree) -> impl Iterator<Item = Node<'_>> {
        tree.root().descendants().map(|node| node.value())
    }

    fn deepest(tree: &Tree) -> usize {
        let (mut depth, mut deepest) = (0_usize, 0);
        for edge in tree.root().traverse() {
            match edge {
                Edge::Open(_) => depth += 1,
                Edge::Close(_) => depth -= 1,
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
        let paragraphs = all(&guarded.tree).filter(|node| {
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
        assert!(all(&guarded.tree).count() < 1_000_000);
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
    fn a_comment_and_a_drawing_end_where_browsers_end_them() {
        let long = "x".repeat(10_000);
        for html in [
            format!("<!-->word<!--{long}-->"),
            format!("<!--->word<!--{long}-->"),
            format!("<!--{long}--!>word<p>{long}<!--y-->"),
            format!("<!--{long}--->word"),
            format!("<svg><script/><style/></svg>word<script>{long}</script>"),
            format!("<svg/><p>word<style>{long}</style>"),
        ] {
            check(&html, "word", false);
        }
    }

    #[test]
    fn an_embedded_file_is_left_out_and_its_page_is_whole() {
        let file = "QUJD/".repeat(200_000);
        let html =
            format!("<p>a<img alt=x src=\"data:image/png;base64,{file}\" id=i>b</p>");
        let guarded = parse(&html);
        assert!(!guarded.truncated);
        let image = all(&guarded.tree)
            .find_map(|node| node.as_element().filter(|element| element.name() == "img"));
        let image = image.expect("the image is in the tree");
        assert_eq!((image.attr("src"), image.attr("id")), (Some(""), Some("i")));
    }

    #[test]
    fn no_shape_costs_more_than_its_budget() {
        // What one token may cost after the last look at the budget.
        let slack = OPEN * 40;
        let budget = Budget { nodes: 2000, steps: 50_000, room: 20_000 };
        let is_cut = |shape: &Shape| {
            let (html, name) = (shape.page(1 << 16), shape.name);
            let guard = feed(&html, budget);
            let Cost { nodes, steps, strings } = guard.cost();
            assert!(nodes <= budget.nodes + slack, "{name}: {nodes} nodes");
            assert!(steps <= budget.steps + slack, "{name}: {steps} steps");
            // Each tag left out leaves a space.
            assert!(
                strings <= budget.room + html.len() * 3 / 2,
                "{name}: {strings} bytes"
            );
            let (tree, truncated) = guard.finish();
            let deepest = deepest(&tree);
            // A template is open once, and stands in the tree with what it holds.
            let most = 2 * (OPEN + LOOK as usize + 8);
            assert!(deepest <= most, "{name}: {deepest} deep");
            truncated
        };
        assert!(SHAPES.iter().filter(|shape| is_cut(shape)).count() > SHAPES.len() / 2);
    }

    #[test]
    fn hostile_pages_end_and_keep_their_text() {
        check(&format!("{}word", "<table><tr><td>".repeat(3000)), "word", true);
        check(&format!("{}word", "<a><p></a></p>".repeat(4000)), "word", false);
        check(&format!("<p>{}word", "<b><i></b></i>".repeat(4000)), "word", false);
        check(&format!("{}word", "<p>x</p>".repeat(20_000)), "word", false);
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
