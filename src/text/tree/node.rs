//! A parsed page, held flat.
//!
//! Nodes, attributes and all strings stand in three lists, and a node names others by
//! their place. Nothing is freed one by one and nothing recurses, so neither building,
//! walking nor dropping a tree minds how deep it is.

use html5ever::{LocalName, Namespace};

use super::element::Element;

/// A node, by its place in a [`Tree`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NodeId(u32);

impl NodeId {
    /// No node: the parent of the root, or a comment, which nobody reads.
    pub(super) const NONE: Self = Self(u32::MAX);
    /// The document.
    pub(super) const ROOT: Self = Self(0);

    fn some(self) -> Option<Self> {
        (self != Self::NONE).then_some(self)
    }
}

/// A parsed page.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    nodes: Vec<Stored>,
    pub(super) attributes: Vec<Attribute>,
    /// The text of the page and the values of its attributes.
    pub(super) strings: String,
}

#[derive(Debug)]
struct Stored {
    parent: NodeId,
    first: NodeId,
    last: NodeId,
    before: NodeId,
    after: NodeId,
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    /// The document, or what a template holds.
    Container,
    Text(Place),
    /// Its name, and the places of its attributes.
    Element(Name, Place),
}

/// An element's name. HTML gives no prefixes.
#[derive(Debug)]
pub(super) struct Name {
    pub(super) space: Namespace,
    pub(super) local: LocalName,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    start: u32,
    end: u32,
}

impl Place {
    pub(super) fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

#[derive(Clone, Debug)]
pub(super) struct Attribute {
    pub(super) name: LocalName,
    pub(super) value: Place,
}

/// What a node is.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Node<'t> {
    /// An element.
    Element(Element<'t>),
    /// Text. Two texts may stand side by side.
    Text(&'t str),
    /// The document, or what a template holds.
    Container,
}

impl<'t> Node<'t> {
    /// The element, if it is one.
    pub(crate) fn as_element(self) -> Option<Element<'t>> {
        if let Self::Element(element) = self { Some(element) } else { None }
    }

    /// The text, if it is one.
    pub(crate) fn as_text(self) -> Option<&'t str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }
}

/// A node in its tree.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NodeRef<'t> {
    tree: &'t Tree,
    id: NodeId,
}

impl<'t> NodeRef<'t> {
    /// Which node it is.
    pub(crate) fn id(&self) -> NodeId {
        self.id
    }

    /// What it is.
    pub(crate) fn value(&self) -> Node<'t> {
        match &self.stored().kind {
            Kind::Container => Node::Container,
            Kind::Text(place) => Node::Text(&self.tree.strings[place.range()]),
            Kind::Element(name, attributes) => {
                Node::Element(Element { tree: self.tree, name, attributes: *attributes })
            }
        }
    }

    /// The nodes directly inside.
    pub(crate) fn children(&self) -> impl Iterator<Item = NodeRef<'t>> + use<'t> {
        let tree = self.tree;
        let first = tree.at(self.stored().first);
        std::iter::successors(first, move |node| tree.at(node.stored().after))
    }

    /// The node itself and all inside, in the order of the page.
    pub(crate) fn descendants(&self) -> impl Iterator<Item = NodeRef<'t>> + use<'t> {
        self.traverse().filter_map(|edge| match edge {
            Edge::Open(node) => Some(node),
            Edge::Close(_) => None,
        })
    }

    /// Where the node itself and each inside begin and end.
    pub(crate) fn traverse(&self) -> impl Iterator<Item = Edge<'t>> + use<'t> {
        let (tree, top) = (self.tree, self.id);
        std::iter::successors(Some(Edge::Open(*self)), move |edge| match edge {
            Edge::Open(node) => Some(match tree.at(node.stored().first) {
                Some(child) => Edge::Open(child),
                None => Edge::Close(*node),
            }),
            Edge::Close(node) if node.id == top => None,
            Edge::Close(node) => match tree.at(node.stored().after) {
                Some(next) => Some(Edge::Open(next)),
                None => tree.at(node.stored().parent).map(Edge::Close),
            },
        })
    }

    fn stored(&self) -> &'t Stored {
        self.tree.stored(self.id)
    }
}

/// An end of a node, on a walk over a tree.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Edge<'t> {
    /// Where it begins.
    Open(NodeRef<'t>),
    /// Where it ends.
    Close(NodeRef<'t>),
}

impl Tree {
    /// A document without anything in it.
    pub(super) fn new() -> Self {
        let mut tree = Self::default();
        tree.add(Kind::Container);
        tree
    }

    /// The document.
    pub(crate) fn root(&self) -> NodeRef<'_> {
        NodeRef { tree: self, id: NodeId::ROOT }
    }

    /// How many nodes there are, those taken out of the document included.
    pub(super) fn n_nodes(&self) -> usize {
        self.nodes.len()
    }

    /// How many attributes an element has.
    pub(super) fn n_attributes_of(&self, id: NodeId) -> usize {
        match &self.stored(id).kind {
            Kind::Element(_, attributes) => attributes.range().len(),
            _ => 0,
        }
    }

    /// Bytes of text and attribute values.
    #[cfg(test)]
    pub(super) fn n_bytes(&self) -> usize {
        self.strings.len()
    }

    fn at(&self, id: NodeId) -> Option<NodeRef<'_>> {
        id.some().map(|id| NodeRef { tree: self, id })
    }

    fn stored(&self, id: NodeId) -> &Stored {
        &self.nodes[id.0 as usize]
    }

    fn stored_mut(&mut self, id: NodeId) -> &mut Stored {
        &mut self.nodes[id.0 as usize]
    }

    /// The name of an element; `None` for any other node.
    pub(super) fn name(&self, id: NodeId) -> Option<&Name> {
        match &self.stored(id).kind {
            Kind::Element(name, _) => Some(name),
            _ => None,
        }
    }

    pub(super) fn parent(&self, id: NodeId) -> Option<NodeId> {
        self.stored(id).parent.some()
    }

    pub(super) fn first_child(&self, id: NodeId) -> Option<NodeId> {
        self.stored(id).first.some()
    }

    /// Adds a node that stands nowhere yet.
    fn add(&mut self, kind: Kind) -> NodeId {
        let id = NodeId(place(self.nodes.len()));
        let none = NodeId::NONE;
        self.nodes.push(Stored {
            parent: none,
            first: none,
            last: none,
            before: none,
            after: none,
            kind,
        });
        id
    }

    /// Adds an element without attributes.
    pub(super) fn add_element(&mut self, name: Name) -> NodeId {
        let at = place(self.attributes.len());
        self.add(Kind::Element(name, Place { start: at, end: at }))
    }

    /// Adds what holds the content of a template, inside it.
    pub(super) fn add_contents(&mut self, template: NodeId) {
        let contents = self.add(Kind::Container);
        self.append(template, contents);
    }

    /// Gives an element the attributes that it has not. Its list moves to the end of all,
    /// so this costs as many steps as it has attributes.
    pub(super) fn add_attributes<'a>(
        &mut self,
        id: NodeId,
        new: impl Iterator<Item = (&'a LocalName, &'a str)>,
    ) {
        let Kind::Element(_, old) = &self.stored(id).kind else { return };
        let (old, start) = (old.range(), self.attributes.len());
        self.attributes.extend_from_within(old);
        let known = self.attributes.len();
        for (name, value) in new {
            if self.attributes[start..known].iter().any(|other| other.name == *name) {
                continue;
            }
            let start = place(self.strings.len());
            self.strings.push_str(value);
            let value = Place { start, end: place(self.strings.len()) };
            self.attributes.push(Attribute { name: name.clone(), value });
        }
        let all = Place { start: place(start), end: place(self.attributes.len()) };
        if let Kind::Element(_, attributes) = &mut self.stored_mut(id).kind {
            *attributes = all;
        }
    }

    /// Puts a node that stands nowhere behind the last in `parent`.
    pub(super) fn append(&mut self, parent: NodeId, child: NodeId) {
        let before = std::mem::replace(&mut self.stored_mut(parent).last, child);
        match before.some() {
            Some(before) => self.stored_mut(before).after = child,
            None => self.stored_mut(parent).first = child,
        }
        let stored = self.stored_mut(child);
        stored.parent = parent;
        stored.before = before;
    }

    /// Puts a node that stands nowhere before another that stands somewhere.
    pub(super) fn insert_before(&mut self, next: NodeId, child: NodeId) {
        let before = std::mem::replace(&mut self.stored_mut(next).before, child);
        let parent = self.stored(next).parent;
        match before.some() {
            Some(before) => self.stored_mut(before).after = child,
            None => self.stored_mut(parent).first = child,
        }
        let stored = self.stored_mut(child);
        (stored.parent, stored.before, stored.after) = (parent, before, next);
    }

    /// Adds text behind the last node in `parent`.
    pub(super) fn append_text(&mut self, parent: NodeId, text: &str) {
        let last = self.stored(parent).last;
        if let Some(new) = self.text_behind(last, text) {
            self.append(parent, new);
        }
    }

    /// Adds text before a node that stands somewhere.
    pub(super) fn insert_text_before(&mut self, next: NodeId, text: &str) {
        let before = self.stored(next).before;
        if let Some(new) = self.text_behind(before, text) {
            self.insert_before(next, new);
        }
    }

    /// Adds to the text `before`, or gives a new one: only the text added last can grow
    /// without being copied.
    fn text_behind(&mut self, before: NodeId, text: &str) -> Option<NodeId> {
        let start = place(self.strings.len());
        self.strings.push_str(text);
        let end = place(self.strings.len());
        if let Some(before) = before.some()
            && let Kind::Text(place) = &mut self.stored_mut(before).kind
            && place.end == start
        {
            place.end = end;
            return None;
        }
        Some(self.add(Kind::Text(Place { start, end })))
    }

    /// Takes a node, with all inside, from where it stands.
    pub(super) fn detach(&mut self, id: NodeId) {
        let none = NodeId::NONE;
        let stored = self.stored_mut(id);
        let parent = std::mem::replace(&mut stored.parent, none);
        let before = std::mem::replace(&mut stored.before, none);
        let after = std::mem::replace(&mut stored.after, none);
        let Some(parent) = parent.some() else { return };
        match before.some() {
            Some(before) => self.stored_mut(before).after = after,
            None => self.stored_mut(parent).first = after,
        }
        match after.some() {
            Some(after) => self.stored_mut(after).before = before,
            None => self.stored_mut(parent).last = before,
        }
    }

    /// Moves all nodes in `from` behind the last in `to`; tells how many.
    pub(super) fn move_children(&mut self, from: NodeId, to: NodeId) -> usize {
        let mut count = 0;
        while let Some(child) = self.first_child(from) {
            self.detach(child);
            self.append(to, child);
            count += 1;
        }
        count
    }
}

/// A place in one of the lists. `parse` reads far less than four gigabytes.
fn place(at: usize) -> u32 {
    u32::try_from(at).expect("a page is shorter than four gigabytes")
}
