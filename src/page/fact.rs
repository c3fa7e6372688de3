//! What the head of a page, and a few elements of its body, say about it.

use crate::text::tree::{Edge, Element, Node, NodeRef, Tree};

/// Most `<meta>`, `<time>` and script elements kept; no real page has half as many.
const KEPT: usize = 400;
/// Longest text taken from one element, in bytes.
const TEXT: usize = 2000;

/// Raw facts, in the order of the page.
#[derive(Debug, Default)]
pub(super) struct Facts {
    /// Names of `<meta>` elements in lower case, and their contents.
    pub(super) meta: Vec<(String, String)>,
    pub(super) canonical: Option<String>,
    pub(super) base: Option<String>,
    pub(super) title: Option<String>,
    pub(super) h1: Option<String>,
    pub(super) language: Option<String>,
    /// `<time>` elements.
    pub(super) times: Vec<Time>,
    /// JSON-LD.
    pub(super) scripts: Vec<String>,
    /// Text marked as the author's name.
    pub(super) authors: Vec<String>,
}

/// A `<time>` element, or another that a vocabulary marks as a date.
#[derive(Debug)]
pub(super) struct Time {
    /// `datetime`, `content` or the text.
    pub(super) value: String,
    /// Whether it is marked as the time of a change.
    pub(super) is_change: bool,
    /// Whether it is marked as the time of publication.
    pub(super) is_publication: bool,
    /// Whether it stands after the page's heading.
    pub(super) is_after_heading: bool,
}

impl Facts {
    /// Gathers the facts of a page in one pass.
    pub(super) fn new(tree: &Tree) -> Self {
        let mut facts = Self::default();
        for edge in tree.root().traverse() {
            if let Edge::Open(node) = edge
                && let Node::Element(element) = node.value()
            {
                facts.element(node, &element);
            }
        }
        facts
    }

    /// The first content of the first of these names that the page has.
    pub(super) fn first_meta(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| {
            let (_, content) = self.meta.iter().find(|(known, _)| known == name)?;
            Some(content.as_str())
        })
    }

    fn element(&mut self, node: NodeRef<'_>, element: &Element<'_>) {
        match element.name() {
            "meta" => self.meta(element),
            "link" => self.link(element),
            "base" if self.base.is_none() => self.base = attribute(element, "href"),
            "title" if self.title.is_none() => self.title = text(node),
            "h1" if self.h1.is_none() => self.h1 = text(node),
            "html" if self.language.is_none() => {
                self.language = attribute(element, "lang");
            }
            "script" => self.script(node, element),
            "time" => self.time(node, element),
            "a" | "span" | "p" | "div" => self.marked(node, element),
            _ => {}
        }
    }

    fn meta(&mut self, element: &Element<'_>) {
        let Some(content) = element.attr("content").map(str::trim) else { return };
        if content.is_empty() {
            return;
        }
        let is_name = |name| matches!(name, "property" | "name" | "itemprop");
        for (_, name) in element.attrs().filter(|(name, _)| is_name(*name)) {
            if self.meta.len() < KEPT {
                self.meta.push((name.trim().to_lowercase(), cut(content).to_owned()));
            }
        }
    }

    fn link(&mut self, element: &Element<'_>) {
        let is_canonical = attribute(element, "rel")
            .is_some_and(|rel| rel.split_ascii_whitespace().any(|r| r == "canonical"));
        if is_canonical && self.canonical.is_none() {
            self.canonical = attribute(element, "href");
        }
    }

    fn script(&mut self, node: NodeRef<'_>, element: &Element<'_>) {
        let is_linked =
            attribute(element, "type").is_some_and(|kind| kind.contains("ld+json"));
        if is_linked && self.scripts.len() < KEPT {
            let text: String =
                node.children().filter_map(|child| child.value().as_text()).collect();
            self.scripts.push(text);
        }
    }

    fn time(&mut self, node: NodeRef<'_>, element: &Element<'_>) {
        let Some(value) = attribute(element, "datetime").or_else(|| text(node)) else {
            return;
        };
        let mut time = Time {
            value,
            is_change: false,
            is_publication: false,
            is_after_heading: self.h1.is_some(),
        };
        for (name, value) in element.attrs() {
            let value = value.to_ascii_lowercase();
            let is_name = matches!(name, "class" | "itemprop" | "id" | "property");
            let says = |word| is_name && value.contains(word);
            time.is_change |= says("modif") || says("updat");
            time.is_publication |= says("publish") || name == "pubdate";
        }
        if self.times.len() < KEPT {
            self.times.push(time);
        }
    }

    /// Elements that a vocabulary marks: authors and dates.
    fn marked(&mut self, node: NodeRef<'_>, element: &Element<'_>) {
        for (name, value) in element.attrs() {
            let is_author =
                matches!((name, value.trim()), ("rel" | "itemprop", "author"));
            if is_author && self.authors.len() < 8 {
                let found = text(node).filter(|name| name.len() < 100);
                let found = found.filter(|name| !self.authors.contains(name));
                self.authors.extend(found);
            }
            if name == "itemprop" && matches!(value, "datePublished" | "dateModified") {
                let given = attribute(element, "content").or_else(|| text(node));
                self.times.extend(given.map(|given| Time {
                    value: given,
                    is_change: value == "dateModified",
                    is_publication: value == "datePublished",
                    is_after_heading: self.h1.is_some(),
                }));
            }
        }
    }
}

/// An attribute's value, if there is more than white space to it.
fn attribute(element: &Element<'_>, name: &str) -> Option<String> {
    let (_, value) = element.attrs().find(|(known, _)| *known == name)?;
    let value = value.trim();
    (!value.is_empty()).then(|| cut(value).to_owned())
}

/// The text inside an element, on one line, at most [`TEXT`] bytes of it.
fn text(node: NodeRef<'_>) -> Option<String> {
    let mut found = String::new();
    for inside in node.descendants().take(64) {
        let Node::Text(text) = inside.value() else { continue };
        for word in cut(text).split_whitespace() {
            if !found.is_empty() {
                found.push(' ');
            }
            found.push_str(word);
        }
        if found.len() > TEXT {
            break;
        }
    }
    (!found.is_empty()).then_some(found)
}

fn cut(text: &str) -> &str {
    &text[..text.floor_char_boundary(TEXT)]
}
