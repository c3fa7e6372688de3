//! What html5ever's tree builder calls to build a [`Tree`].

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};

use html5ever::tendril::StrTendril;
use html5ever::tree_builder::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::{Attribute, LocalName, Namespace, QualName, local_name, ns};

use super::node::{Name, NodeId, Tree};

/// Attributes that one element may come to: those of a second `<body>` go to the first.
const ATTRIBUTES: usize = 256;

/// Bytes that an attribute takes, its value aside.
const ATTRIBUTE: usize = 16;

/// A tree under construction.
pub(super) struct Sink {
    pub(super) tree: RefCell<Tree>,
    /// Steps that the tree builder took: elements it looked at and nodes it moved. All
    /// its loops ask for an element's name or compare two elements.
    pub(super) steps: Cell<usize>,
    /// Attributes, and bytes of their values, that may yet be kept.
    room: Cell<usize>,
    /// Whether attributes were left out.
    pub(super) truncated: Cell<bool>,
}

impl Sink {
    /// `room` is how many attributes, and bytes of their values, are kept.
    pub(super) fn new(room: usize) -> Self {
        Self {
            tree: RefCell::new(Tree::new()),
            steps: Cell::new(0),
            room: Cell::new(room),
            truncated: Cell::new(false),
        }
    }

    /// Counts steps.
    pub(super) fn step(&self, count: usize) {
        self.steps.set(self.steps.get() + count);
    }

    /// Adds text at the end of the document.
    pub(super) fn append_at_end(&self, text: &str) {
        let mut tree = self.tree.borrow_mut();
        let root = tree.first_child(NodeId::ROOT).unwrap_or(NodeId::ROOT);
        tree.append_text(root, text);
    }

    /// Keeps the attributes of an element while there is room: formatting elements that
    /// are reopened repeat theirs without a byte in the page.
    fn keep(&self, id: NodeId, new: &[Attribute]) {
        let cost: usize = new.iter().map(|new| ATTRIBUTE + new.value.len()).sum();
        let Some(room) = self.room.get().checked_sub(cost) else {
            self.truncated.set(true);
            return;
        };
        self.room.set(room);
        let new = new.iter().map(|new| (&new.name.local, &*new.value));
        self.tree.borrow_mut().add_attributes(id, new);
    }
}

/// The name of an element of the tree.
#[derive(Debug)]
pub(super) struct NameRef<'t>(Ref<'t, Name>);

impl ElemName for NameRef<'_> {
    fn ns(&self) -> &Namespace {
        &self.0.space
    }

    fn local_name(&self) -> &LocalName {
        &self.0.local
    }
}

impl TreeSink for Sink {
    type Handle = NodeId;
    type Output = Tree;
    type ElemName<'a> = NameRef<'a>;

    fn finish(self) -> Tree {
        self.tree.into_inner()
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn get_document(&self) -> NodeId {
        NodeId::ROOT
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> NameRef<'a> {
        self.step(1);
        NameRef(Ref::map(self.tree.borrow(), |tree| {
            tree.name(*target).expect("the tree builder asks for the names of elements")
        }))
    }

    fn create_element(
        &self,
        name: QualName,
        attrs: Vec<Attribute>,
        _: ElementFlags,
    ) -> NodeId {
        let is_template = name.ns == ns!(html) && name.local == local_name!("template");
        let name = Name { space: name.ns, local: name.local };
        let id = self.tree.borrow_mut().add_element(name);
        if is_template {
            self.tree.borrow_mut().add_contents(id);
        }
        if !attrs.is_empty() {
            self.keep(id, &attrs);
        }
        id
    }

    fn create_comment(&self, _: StrTendril) -> NodeId {
        NodeId::NONE
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> NodeId {
        NodeId::NONE
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        let mut tree = self.tree.borrow_mut();
        match child {
            NodeOrText::AppendNode(NodeId::NONE) => {}
            NodeOrText::AppendNode(child) => {
                tree.detach(child);
                tree.append(*parent, child);
            }
            NodeOrText::AppendText(text) => tree.append_text(*parent, &text),
        }
    }

    fn append_based_on_parent_node(
        &self,
        element: &NodeId,
        prev_element: &NodeId,
        child: NodeOrText<NodeId>,
    ) {
        let has_parent = self.tree.borrow().parent(*element).is_some();
        if has_parent {
            self.append_before_sibling(element, child);
        } else {
            self.append(prev_element, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        self.tree.borrow().first_child(*target).unwrap_or(*target)
    }

    fn same_node(&self, x: &NodeId, y: &NodeId) -> bool {
        self.step(1);
        x == y
    }

    fn append_before_sibling(&self, sibling: &NodeId, new_node: NodeOrText<NodeId>) {
        let mut tree = self.tree.borrow_mut();
        let stands = tree.parent(*sibling).is_some();
        match new_node {
            NodeOrText::AppendNode(NodeId::NONE) => {}
            NodeOrText::AppendNode(child) => {
                tree.detach(child);
                if stands && child != *sibling {
                    tree.insert_before(*sibling, child);
                }
            }
            NodeOrText::AppendText(text) if stands => {
                tree.insert_text_before(*sibling, &text);
            }
            NodeOrText::AppendText(_) => {}
        }
    }

    fn add_attrs_if_missing(&self, target: &NodeId, attrs: Vec<Attribute>) {
        let known = self.tree.borrow().n_attributes_of(*target);
        self.step(known * attrs.len());
        if known + attrs.len() <= ATTRIBUTES {
            self.keep(*target, &attrs);
        }
    }

    fn remove_from_parent(&self, target: &NodeId) {
        if *target != NodeId::NONE {
            self.tree.borrow_mut().detach(*target);
        }
    }

    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        let moved = self.tree.borrow_mut().move_children(*node, *new_parent);
        self.step(moved);
    }
}
