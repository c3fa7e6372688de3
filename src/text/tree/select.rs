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

use super::node::{Edge, Element, Node, NodeId, Tree};

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
    let mut template = None;
    tree.root().traverse().filter(move |edge| match edge {
        Edge::Open(node) if template.is_none() => {
            let element = node.value().as_element();
            let is_template = |element: Element<'_>| element.name() == "template";
            template = element.is_some_and(is_template).then(|| node.id());
            true
        }
        Edge::Close(node) if template == Some(node.id()) => {
            template = None;
            true
        }
        _ => template.is_none(),
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
