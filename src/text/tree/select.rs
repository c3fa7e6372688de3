//! Which elements of a tree a CSS selector matches.
//!
//! The crate `scraper` matches; the tree is ours. One walk over it drives the sink that
//! html5ever's tree builder would drive, so both trees have the same elements in the same
//! order, within the same bounds. Nothing on the way recurses, nor does dropping it.
//!
//! A selector may look at all that stands around and before an element, for every
//! element. So what it may look at is added up first, and a selector that would cost too
//! much on a page is not tried on it.

use html5ever::tendril::StrTendril;
use html5ever::tree_builder::{ElementFlags, NodeOrText, TreeSink};
use html5ever::{Attribute, LocalName, QualName, ns};
use scraper::{Html, HtmlTreeSink, Selector};

use super::element::Element;
use super::node::{Edge, Node, NodeId, Tree};

/// Steps that a selector may cost on one page: some two seconds. Selectors with all that
/// is allowed in them cost a real page less than a hundredth.
const STEPS: u64 = 50_000_000;
/// Bytes of attributes that are looked through in a step.
const STEP: usize = 64;

/// A node of scraper's tree.
type Copied = <HtmlTreeSink as TreeSink>::Handle;

/// A selector, and what it looks at beside an element itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Query {
    pub(crate) selector: Selector,
    /// How many conditions there are in it.
    pub(crate) parts: u32,
    /// Whether it looks at the elements around.
    pub(crate) ancestors: bool,
    /// Whether it looks at the elements beside.
    pub(crate) siblings: bool,
}

impl Query {
    /// The elements that match, in the order of the page; `None` if finding them may cost
    /// too much.
    pub(crate) fn find(&self, tree: &Tree) -> Option<Vec<NodeId>> {
        if self.cost(tree) > STEPS {
            return None;
        }
        let (html, places) = copy(tree);
        let mut places = places.into_iter();
        // Both lists are in the order in which the elements were copied.
        let ours = |found: Copied| places.find(|&(copied, _)| copied == found);
        let found = html.select(&self.selector).map(|element| element.id());
        Some(found.filter_map(ours).map(|(_, id)| id).collect())
    }

    /// The most steps that matching may take; as soon as it is past [`STEPS`], enough.
    ///
    /// A condition is tried on the element, and on each element around and beside that
    /// may stand for an earlier part of the selector, once: matching goes from right to
    /// left and never back to what it has passed, as `:is()` and its like hold no
    /// combinators here.
    fn cost(&self, tree: &Tree) -> u64 {
        let mut open = vec![Sum::default()];
        let mut cost = 0_u64;
        for edge in edges(tree) {
            match edge {
                Edge::Open(node) => {
                    let Some(element) = node.value().as_element() else { continue };
                    let weight = weight(&element);
                    let Some(parent) = open.last_mut() else { break };
                    parent.inside += weight;
                    let reach = match (self.ancestors, self.siblings) {
                        (false, false) => weight,
                        (true, false) => parent.around + weight,
                        (false, true) => parent.inside,
                        (true, true) => parent.beside + parent.inside,
                    };
                    let sum = Sum {
                        around: parent.around + weight,
                        beside: parent.beside + parent.inside,
                        inside: 0,
                    };
                    open.push(sum);
                    cost = cost.saturating_add(reach.saturating_mul(self.parts.into()));
                }
                Edge::Close(node) if node.value().as_element().is_some() => {
                    open.pop();
                }
                Edge::Close(_) => {}
            }
            if cost > STEPS {
                break;
            }
        }
        cost
    }
}

/// Weights of elements, for one that is open.
#[derive(Default)]
struct Sum {
    /// Of itself and those around it.
    around: u64,
    /// Of those, and of all that stand before them.
    beside: u64,
    /// Of those directly inside, so far.
    inside: u64,
}

/// Steps in which all conditions that are about an element alone can be tried.
fn weight(element: &Element<'_>) -> u64 {
    let bytes: usize = element.named().map(|(_, value)| STEP / 8 + value.len()).sum();
    1 + (bytes / STEP) as u64
}

/// Where nodes begin and end. What a template holds is no part of the page.
fn edges(tree: &Tree) -> impl Iterator<Item = Edge<'_>> {
    let root = tree.root().id();
    let mut held = None;
    tree.root().traverse().filter(move |edge| match edge {
        Edge::Open(node) if held.is_none() => {
            let is_held = matches!(node.value(), Node::Container) && node.id() != root;
            held = is_held.then(|| node.id());
            !is_held
        }
        Edge::Close(node) if held == Some(node.id()) => {
            held = None;
            false
        }
        _ => held.is_none(),
    })
}

/// A tree as scraper has it, and which of its elements is which of ours, in their order.
fn copy(tree: &Tree) -> (Html, Vec<(Copied, NodeId)>) {
    let sink = HtmlTreeSink::new(Html::new_document());
    let mut open = vec![sink.get_document()];
    let mut places = Vec::new();
    for edge in edges(tree) {
        match edge {
            Edge::Open(node) => {
                let Some(parent) = open.last() else { break };
                match node.value() {
                    Node::Element(element) => {
                        let copied = add(&sink, &element);
                        sink.append(parent, NodeOrText::AppendNode(copied));
                        open.push(copied);
                        places.push((copied, node.id()));
                    }
                    // No selector asks what a text says, only whether there is one.
                    Node::Text(_) => {
                        let text = StrTendril::from_char('.');
                        sink.append(parent, NodeOrText::AppendText(text));
                    }
                    Node::Container => {}
                }
            }
            Edge::Close(node) if node.value().as_element().is_some() => {
                open.pop();
            }
            Edge::Close(_) => {}
        }
    }
    (sink.finish(), places)
}

/// Adds an element that stands nowhere yet.
fn add(sink: &HtmlTreeSink, element: &Element<'_>) -> Copied {
    let named = |(name, value): (&LocalName, &str)| Attribute {
        name: QualName::new(None, ns!(), name.clone()),
        value: StrTendril::from_slice(value),
    };
    let name =
        QualName::new(None, element.name.space.clone(), element.name.local.clone());
    sink.create_element(
        name,
        element.named().map(named).collect(),
        ElementFlags::default(),
    )
}

#[cfg(test)]
mod tests {
    use std::fs;

    use proptest::prelude::*;
    use scraper::ElementRef;

    use super::super::parse;
    use super::*;

    /// Selectors that look in every direction.
    const SELECTORS: &[&str] = &[
        "*",
        "p",
        ".a",
        "[class~='a']",
        "#b",
        ":root > *",
        "div p",
        "body > :first-child",
        "p + *",
        "p ~ p",
        "li:nth-child(2n), :nth-last-of-type(2)",
        "div:not(.a) a[href], td > *",
    ];

    /// An element without what may differ: the order of attributes, and values that are
    /// left out.
    fn shown<'a>(name: &str, attrs: impl Iterator<Item = (&'a str, &'a str)>) -> String {
        let is_file = |value: &str| value.len() > 256 && value.starts_with("data:");
        let is_kept = |value: &str| value.len() <= 16_384 && !is_file(value);
        let kept =
            attrs.map(|(name, value)| (name, if is_kept(value) { value } else { "" }));
        let mut kept: Vec<_> = kept.collect();
        kept.sort_unstable();
        format!("<{name} {kept:?}>")
    }

    fn shown_theirs(element: &scraper::node::Element) -> String {
        shown(element.name(), element.attrs())
    }

    fn shown_ours(element: &Element<'_>) -> String {
        shown(element.name(), element.attrs())
    }

    /// Adds text to what was read; what may differ of it are characters that stand for a
    /// NUL.
    fn add_text(parts: &mut Vec<String>, text: &str) {
        let text = text.replace(['\0', '\u{fffd}'], "");
        match parts.last_mut() {
            _ if text.is_empty() => {}
            Some(last) if !last.starts_with('<') => last.push_str(&text),
            _ => parts.push(format!("…{text}")),
        }
    }

    /// The elements and the text of our tree, in order.
    fn ours(tree: &Tree) -> Vec<String> {
        let mut parts = Vec::new();
        let mut open = Vec::new();
        for edge in tree.root().traverse() {
            match edge {
                Edge::Open(node) => match node.value() {
                    Node::Element(element) => {
                        parts.push(shown_ours(&element));
                        open.push(element.name());
                    }
                    Node::Text(text) if !is_unread(open.last()) => {
                        add_text(&mut parts, text);
                    }
                    _ => {}
                },
                Edge::Close(node) if node.value().as_element().is_some() => {
                    open.pop();
                }
                Edge::Close(_) => {}
            }
        }
        parts
    }

    /// The same of scraper's.
    fn theirs(html: &Html) -> Vec<String> {
        let mut parts = Vec::new();
        for node in html.tree.root().descendants() {
            let parent = node.parent().and_then(ElementRef::wrap);
            match node.value() {
                scraper::Node::Element(element) => parts.push(shown_theirs(element)),
                scraper::Node::Text(text)
                    if !is_unread(parent.map(|one| one.value().name()).as_ref()) =>
                {
                    add_text(&mut parts, text);
                }
                _ => {}
            }
        }
        parts
    }

    /// Whether text directly in such an element is left out of our tree.
    fn is_unread(name: Option<&&str>) -> bool {
        matches!(name, Some(&("script" | "style")))
    }

    /// Checks that scraper's own parser and ours read the same from a page, and that a
    /// selector finds the same in both. Tells whether our bounds left the page whole.
    fn check(html: &str) -> bool {
        let guarded = parse(html);
        let other = Html::parse_document(html);
        let mut elements = other.tree.nodes().filter_map(ElementRef::wrap);
        // A second `<body>` may bring as many attributes as one element keeps.
        let is_loaded = elements.any(|element| element.value().attrs().count() > 256);
        if guarded.truncated || is_loaded {
            return false;
        }
        let (found, expected) = (ours(&guarded.tree), theirs(&other));
        let differs = found.iter().zip(&expected).position(|(a, b)| a != b);
        assert_eq!(differs.map(|at| (&found[at..], &expected[at..])), None);
        assert_eq!(found.len(), expected.len());
        for text in SELECTORS {
            let selector = Selector::parse(text).unwrap();
            let query = Query { selector, parts: 1, ancestors: true, siblings: true };
            let Some(found) = query.find(&guarded.tree) else { continue };
            let of = |id: NodeId| {
                let mut nodes = guarded.tree.root().descendants();
                let node = nodes.find(|node| node.id() == id).unwrap();
                shown_ours(&node.value().as_element().unwrap())
            };
            let found: Vec<_> = found.into_iter().map(of).collect();
            let is_in_page = |element: &ElementRef<'_>| {
                !element.ancestors().any(|node| node.value().is_fragment())
            };
            let expected = other.tree.root().descendants().filter_map(ElementRef::wrap);
            let expected =
                expected.filter(is_in_page).filter(|one| query.selector.matches(one));
            let expected: Vec<_> =
                expected.map(|one| shown_theirs(one.value())).collect();
            assert_eq!(found, expected, "{text}");
        }
        true
    }

    #[test]
    fn scraper_reads_the_corpus_as_we_do() {
        let files = fs::read_dir("fuzz/corpus/page_read").unwrap();
        let is_whole = |path| check(&String::from_utf8_lossy(&fs::read(path).unwrap()));
        let whole =
            files.map(|file| file.unwrap().path()).filter(|path| is_whole(path.clone()));
        assert!(whole.count() >= 30);
    }

    #[test]
    fn what_a_template_holds_is_no_part_of_the_page() {
        assert!(check("<p class=a>1<template><p class=a>2</p></template><p>3"));
    }

    #[test]
    fn what_may_cost_too_much_is_not_tried() {
        let selector = Selector::parse("*").unwrap();
        let find = |html: &str, ancestors, siblings| {
            let selector = selector.clone();
            let query = Query { selector, parts: 5, ancestors, siblings };
            query.find(&parse(html).tree).map(|found| found.len())
        };
        let wide = "<br>".repeat(20_000);
        assert_eq!(find(&wide, true, false), Some(20_003));
        assert_eq!(find(&wide, false, true), None);
        let deep = format!("{}{}", "<div>".repeat(400), "<br>x".repeat(150_000));
        assert_eq!(find(&deep, true, false), None);
        let heavy =
            format!("<div class='{}'>{}", "a ".repeat(8000), "<br>x".repeat(20_000));
        assert_eq!(find(&heavy, true, true), None);
    }

    /// Markup of these pieces and of some that go with all.
    fn markup(pieces: &str) -> impl Strategy<Value = String> {
        let tags = "<(p|p class=a|div|div id=b|a href=x|b|br|ul|li|table|tr|td|pre|h1)>";
        let any = format!(
            "{tags}|</(p|div|a|b|ul|table|td)>|<!DOCTYPE html>|&amp;|[a-zé.& \n]{{1,9}}"
        );
        proptest::string::string_regex(&format!("({any}|{pieces}){{0,40}}")).unwrap()
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// Scripts in drawings are left aside: `light` takes their text out up to the
        /// end tag, as if they stood outside.
        #[test]
        fn scraper_reads_any_markup_as_we_do(
            html in prop_oneof![
                markup("</?(script|style|template|select|option|form|button|title)>"),
                markup("</?(svg|math|template|select|option|form|button|mi|g)>"),
            ]
        ) {
            prop_assert!(check(&html));
        }
    }
}
