//! A page as a list of blocks of text, and the elements they stand in.
//!
//! One pass over the tree copies all text that may be read into one string, with white
//! space as a browser shows it. Everything after works on flat lists.

use std::ops::Range;

use super::PassageKind;
use super::name::{is_aside, is_inline, is_unread};
use super::signal;
use super::signal::Signals;
use super::veil;
use crate::text::Span;
use crate::text::tree::{Edge, Element, Node, NodeId, NodeRef, Tree};

/// Most lines of preformatted text that are told apart in a page; the rest runs on.
const LINES: usize = 20_000;
/// Longest text of a row of data, in bytes.
const ROW: usize = 400;

/// A page laid flat.
#[derive(Debug, Default)]
pub(super) struct Outline {
    /// The text of all blocks.
    pub(super) text: String,
    /// The spaces in it that are line breaks on the page, and the ends of large initials.
    pub(super) breaks: Vec<usize>,
    /// Block elements, in order of their start; an element comes before those in it.
    pub(super) elements: Vec<Block>,
    /// Runs of text without a block boundary inside, in order.
    pub(super) runs: Vec<Run>,
    /// Runs inside the nodes that were selected, in order and without overlap.
    pub(super) selected: Vec<Range<usize>>,
}

/// A block element.
#[derive(Clone, Copy, Debug)]
pub(super) struct Block {
    pub(super) tag: Tag,
    pub(super) signals: Signals,
    /// Of its name and class: elements made by one template look the same. Zero without
    /// a class.
    pub(super) look: u32,
    /// The element it stands in; its own index for the root.
    pub(super) parent: usize,
    /// The runs inside, at any depth: from here…
    pub(super) first_run: usize,
    /// …up to here.
    pub(super) end_run: usize,
    /// Index after the last element inside.
    pub(super) end: usize,
}

/// A run of text in one block element.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    /// Where it is in [`Outline::text`].
    pub(super) span: Span,
    /// The innermost element around it.
    pub(super) element: usize,
    /// Bytes of it that are links.
    pub(super) linked: usize,
}

/// What matters of an element's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    Article,
    Main,
    Header,
    Paragraph,
    Heading(u8),
    List,
    Item,
    Quote,
    Row,
    Cell,
    Figure,
    Caption,
    Pre,
    Other,
}

impl Tag {
    fn new(name: &str) -> Self {
        match name {
            "article" => Self::Article,
            "main" => Self::Main,
            "header" | "hgroup" => Self::Header,
            "p" => Self::Paragraph,
            "h1" => Self::Heading(1),
            "h2" => Self::Heading(2),
            "h3" => Self::Heading(3),
            "h4" => Self::Heading(4),
            "h5" => Self::Heading(5),
            "h6" => Self::Heading(6),
            "ul" | "ol" | "dl" => Self::List,
            "li" | "dd" | "dt" => Self::Item,
            "blockquote" => Self::Quote,
            "tr" => Self::Row,
            "td" | "th" => Self::Cell,
            "figure" => Self::Figure,
            "figcaption" => Self::Caption,
            "pre" => Self::Pre,
            _ => Self::Other,
        }
    }
}

impl Outline {
    /// Lays a page flat.
    pub(super) fn new(tree: &Tree) -> Self {
        Self::selecting(tree, Vec::new())
    }

    /// Lays a page flat, and notes which runs are in `nodes`, which are in its order.
    pub(super) fn selecting(tree: &Tree, mut nodes: Vec<NodeId>) -> Self {
        nodes.reverse();
        let mut walk = Walk { nodes, ..Walk::default() };
        for edge in tree.root().traverse() {
            match edge {
                Edge::Open(node) => {
                    walk.enter(node.id());
                    walk.open(node);
                }
                Edge::Close(node) => {
                    walk.close(node);
                    walk.leave(node.id());
                }
            }
        }
        walk.flush();
        walk.outline
    }

    /// The text of a run.
    pub(super) fn text_of(&self, run: &Run) -> &str {
        run.span.of(&self.text)
    }

    /// The elements around a run, innermost first.
    pub(super) fn around(
        &self,
        run: &Run,
    ) -> impl Iterator<Item = (usize, &Block)> + Clone {
        self.chain(run.element)
    }

    /// An element and those around it, innermost first.
    pub(super) fn chain(
        &self,
        element: usize,
    ) -> impl Iterator<Item = (usize, &Block)> + Clone {
        let mut at = self.elements.get(element).map(|_| element);
        std::iter::from_fn(move || {
            let index = at?;
            let element = &self.elements[index];
            at = (element.parent != index).then_some(element.parent);
            Some((index, element))
        })
    }

    /// The table row that a run is a cell of. A row that holds a long text is there for
    /// the layout, and is none.
    pub(super) fn row(&self, run: &Run) -> Option<usize> {
        let (index, row) =
            self.around(run).take(5).find(|(_, element)| element.tag == Tag::Row)?;
        let (first, last) =
            (self.runs.get(row.first_run)?, self.runs.get(row.end_run.checked_sub(1)?)?);
        (last.span.end - first.span.start <= ROW).then_some(index)
    }

    /// What sort of passage a run is.
    pub(super) fn kind(&self, run: &Run) -> PassageKind {
        let mut kind = PassageKind::Text;
        for (_, element) in self.around(run).take(12) {
            match element.tag {
                Tag::Heading(_) => return PassageKind::Heading,
                Tag::Quote => return PassageKind::Quote,
                Tag::Item if kind == PassageKind::Text => kind = PassageKind::List,
                _ => {}
            }
        }
        kind
    }
}

/// The state of the pass.
#[derive(Default)]
struct Walk {
    outline: Outline,
    /// Open block elements.
    open: Vec<usize>,
    /// An element whose content is not read, while inside it.
    skipped: Option<NodeId>,
    /// Where the run at hand starts.
    start: usize,
    linked: usize,
    links: usize,
    /// Line breaks just seen.
    breaks: usize,
    /// Whether white space is due before the next word.
    space: bool,
    preformatted: usize,
    /// Lines of preformatted text so far.
    lines: usize,
    /// Selected nodes that are yet to come, the next one last.
    nodes: Vec<NodeId>,
    /// The selected node that is open, and the first run in it.
    inside: Option<(NodeId, usize)>,
}

impl Walk {
    /// Begins what is selected, unless it has begun.
    fn enter(&mut self, id: NodeId) {
        if self.nodes.last() == Some(&id) {
            self.nodes.pop();
            if self.inside.is_none() {
                self.flush();
                self.inside = Some((id, self.outline.runs.len()));
            }
        }
    }

    /// Ends what is selected.
    fn leave(&mut self, id: NodeId) {
        if let Some((_, first)) = self.inside.take_if(|(inside, _)| *inside == id) {
            self.flush();
            self.outline.selected.push(first..self.outline.runs.len());
        }
    }

    fn open(&mut self, node: NodeRef<'_>) {
        if self.skipped.is_some() {
            return;
        }
        match node.value() {
            Node::Text(text) => self.text(text),
            Node::Element(element) => self.open_element(node.id(), &element),
            Node::Container => {}
        }
    }

    fn open_element(&mut self, id: NodeId, element: &Element<'_>) {
        match element.name() {
            name if is_unread(name) => self.skipped = Some(id),
            "br" => {
                self.breaks += 1;
                if self.breaks > 1 {
                    self.flush();
                }
                self.space = true;
            }
            "a" => self.links += 1,
            "hr" => self.flush(),
            name if is_inline(name) => {
                let aside = element.attrs().any(|(name, value)| is_aside(name, value));
                if aside || veil::is_hidden(element) {
                    self.skipped = Some(id);
                }
            }
            name => self.open_block(name, element),
        }
    }

    fn open_block(&mut self, name: &str, element: &Element<'_>) {
        self.flush();
        let index = self.outline.elements.len();
        let first_run = self.outline.runs.len();
        self.outline.elements.push(Block {
            tag: Tag::new(name),
            signals: signal::of(element),
            look: signal::look(name, element),
            parent: self.open.last().copied().unwrap_or(index),
            first_run,
            end_run: first_run,
            end: index + 1,
        });
        self.open.push(index);
        self.preformatted += usize::from(name == "pre");
    }

    fn close(&mut self, node: NodeRef<'_>) {
        if let Some(skipped) = self.skipped {
            if skipped == node.id() {
                self.skipped = None;
            }
            return;
        }
        let Node::Element(element) = node.value() else { return };
        match element.name() {
            "br" | "hr" => {}
            "a" => self.links = self.links.saturating_sub(1),
            name if is_inline(name) => {}
            name => {
                self.flush();
                self.preformatted -= usize::from(name == "pre" && self.preformatted > 0);
                if let Some(index) = self.open.pop() {
                    self.outline.elements[index].end_run = self.outline.runs.len();
                    self.outline.elements[index].end = self.outline.elements.len();
                }
            }
        }
    }

    /// Adds text, with white space as a browser shows it.
    fn text(&mut self, text: &str) {
        if self.preformatted > 0 {
            for line in text.split('\n') {
                self.words(line);
                self.space = true;
                if self.lines < LINES {
                    self.lines += 1;
                    self.flush();
                }
            }
        } else {
            self.words(text);
        }
    }

    fn words(&mut self, text: &str) {
        let mut rest = text;
        loop {
            let inside = rest.trim_start_matches(is_space);
            self.space |= inside.len() < rest.len();
            if inside.is_empty() {
                return;
            }
            let end = inside.find(is_space).unwrap_or(inside.len());
            self.word(&inside[..end]);
            rest = &inside[end..];
        }
    }

    fn word(&mut self, word: &str) {
        if self.space && self.outline.text.len() > self.start {
            let breaks = self.breaks > 0 || self.preformatted > 0;
            self.outline.breaks.extend(breaks.then_some(self.outline.text.len()));
            self.outline.text.push(' ');
        } else if is_initial(&self.outline.text[self.start..]) {
            self.outline.breaks.push(self.outline.text.len());
        }
        self.space = false;
        self.breaks = 0;
        let before = self.outline.text.len();
        if word.contains(is_invisible) {
            self.outline.text.extend(word.chars().filter(|&c| !is_invisible(c)));
        } else {
            self.outline.text.push_str(word);
        }
        let added = self.outline.text.len() - before;
        self.linked += if self.links > 0 { added } else { 0 };
    }

    /// Ends the run at hand.
    fn flush(&mut self) {
        let end = self.outline.text.len();
        if end > self.start
            && let Some(&element) = self.open.last()
        {
            self.outline.runs.push(Run {
                span: Span::new(self.start, end),
                element,
                linked: self.linked,
            });
        }
        self.start = end;
        self.linked = 0;
        self.space = false;
        self.breaks = 0;
    }
}

/// Whether a paragraph up to the end of an element is a letter that is likely set large,
/// with the mark before it: `<span>T</span>he`.
fn is_initial(text: &str) -> bool {
    let letter = text.trim_start_matches(['“', '"', '‘', '\'']);
    letter
        .chars()
        .next()
        .is_some_and(|c| c.is_uppercase() && c.len_utf8() == letter.len())
}

/// White space that may be collapsed; a no-break space is one between words all the same.
fn is_space(c: char) -> bool {
    c.is_whitespace()
}

/// Characters without width, which typesetters leave behind. Joiners stay: they change
/// the shape of letters.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{0}'..='\u{1f}' | '\u{7f}'
    )
}
