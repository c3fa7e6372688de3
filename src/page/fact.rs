//! What the head of a page, and a few elements of its body, say about it.

pub(super) mod mark;

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
    /// First headings, in order; the outlet's name may be one.
    pub(super) headings: Vec<String>,
    pub(super) language: Option<String>,
    /// `<time>` elements.
    pub(super) times: Vec<Time>,
    /// JSON-LD.
    pub(super) scripts: Vec<String>,
    /// What is marked as telling who wrote it.
    pub(super) authors: Vec<Signature>,
    /// Text marked as telling where it was had from.
    pub(super) sources: Vec<String>,
}

/// An element that is marked as telling who wrote the article.
#[derive(Debug)]
pub(super) struct Signature {
    /// Its runs of text: `By`, `Ada Lane`, `Staff Writer`.
    pub(super) pieces: Vec<String>,
    /// How it is marked.
    pub(super) mark: Mark,
}

/// How an author is marked, from most to least telling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// By a vocabulary: `rel=author`.
    Vocabulary,
    /// Named a byline.
    Byline,
    /// Named an author.
    Author,
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

/// What stands around an element.
#[derive(Clone, Copy)]
struct Around<'t> {
    parent: Option<&'t Element<'t>>,
    /// The last run of text before it: `Last updated on`.
    before: &'t str,
}

impl Around<'_> {
    /// Whether the text before tells that a time of change follows; `Edited by Ada Lane`
    /// does not.
    fn tells_change(self) -> bool {
        self.before.len() <= 80
            && mark::tells_change(self.before)
            && !self.before.contains(" by ")
    }
}

impl Facts {
    /// Gathers the facts of a page in one pass.
    pub(super) fn new(tree: &Tree) -> Self {
        let mut facts = Self::default();
        // Open elements since one that stands beside the article, itself included.
        let mut beside = 0_usize;
        let mut open: Vec<Element<'_>> = Vec::new();
        let mut before = "";
        for edge in tree.root().traverse() {
            match edge {
                Edge::Open(node) => match node.value() {
                    Node::Element(element) => {
                        if element.name() == "h1" {
                            beside = 0;
                        } else if beside > 0 || mark::is_beside(&element) {
                            beside += 1;
                        }
                        let around = Around { parent: open.last(), before };
                        facts.element(node, &element, beside > 0, around);
                        open.push(element);
                    }
                    Node::Text(text) if !text.trim_start().is_empty() => before = text,
                    _ => {}
                },
                Edge::Close(node) => {
                    if node.value().as_element().is_some() {
                        beside = beside.saturating_sub(1);
                        open.pop();
                    }
                }
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

    fn element(
        &mut self,
        node: NodeRef<'_>,
        element: &Element<'_>,
        is_beside: bool,
        around: Around<'_>,
    ) {
        match element.name() {
            "meta" => self.meta(element),
            "link" => self.link(element),
            "base" if self.base.is_none() => self.base = attribute(element, "href"),
            "title" if self.title.is_none() => self.title = text(node),
            "h1" if self.headings.len() < HEADINGS => self.headings.extend(text(node)),
            "html" if self.language.is_none() => {
                let lang = attribute(element, "lang");
                self.language = lang.or_else(|| attribute(element, "xml:lang"));
            }
            "script" => self.script(node, element),
            "body" | "article" | "main" => {}
            name if !is_beside => {
                self.date(node, element, name == "time", around);
                self.signed(node, element);
            }
            _ => {}
        }
    }

    fn meta(&mut self, element: &Element<'_>) {
        let Some(content) = element.attr("content").map(str::trim) else { return };
        if content.is_empty() {
            return;
        }
        let is_name =
            |name| matches!(name, "property" | "name" | "itemprop" | "http-equiv");
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

    /// `<time>`, and what microdata, `RDFa` or `hAtom` mark as a date.
    fn date(
        &mut self,
        node: NodeRef<'_>,
        element: &Element<'_>,
        is_time: bool,
        around: Around<'_>,
    ) {
        let prop =
            element.attrs().find(|(name, _)| matches!(*name, "itemprop" | "property"));
        let prop =
            prop.map_or("", |(_, value)| value.rsplit(':').next().unwrap_or(value));
        let is_marked = matches!(prop, "datePublished" | "dateModified" | "dateCreated");
        let is_hatom =
            element.name() == "abbr" && mark::has(element, &["published", "updated"]);
        if !(is_time || is_marked || is_hatom) || self.times.len() >= KEPT {
            return;
        }
        let given = ["datetime", "content", "title"].iter().find_map(|name| {
            attribute(element, name).filter(|_| *name != "title" || is_hatom)
        });
        let shown = text(node);
        let Some(value) = given.or_else(|| shown.clone()) else { return };
        let within =
            |wanted| around.parent.is_some_and(|parent| mark::has(parent, wanted));
        let says_change = ["modified", "updated", "update", "updatetime", "lastmod"];
        let says_publication =
            ["published", "publish", "pubdate", "publishdate", "posted"];
        let is_publication = mark::has(element, &says_publication)
            || attribute(element, "pubdate").is_some()
            || element.attrs().any(|(name, _)| name == "pubdate");
        let is_change = mark::has(element, &says_change) && !is_publication
            || prop == "dateModified"
            || shown.is_some_and(|shown| mark::tells_change(&shown))
            || around.tells_change()
            || (!is_publication && within(&says_change));
        let is_publication = !is_change
            && (is_publication || prop == "datePublished" || within(&says_publication));
        let is_after_heading = !self.headings.is_empty();
        self.times.push(Time { value, is_change, is_publication, is_after_heading });
    }

    /// Elements that tell who wrote it, or where it was had from.
    fn signed(&mut self, node: NodeRef<'_>, element: &Element<'_>) {
        if !mark::has(element, TELLING) {
            return;
        }
        let is_vocabulary = element.attrs().any(|(name, value)| {
            matches!(name, "rel" | "itemprop" | "property")
                && value.split_ascii_whitespace().any(|word| word == "author")
        });
        let mark = if is_vocabulary {
            Mark::Vocabulary
        } else if mark::has(element, NO_AUTHOR) {
            return;
        } else if mark::has(element, &["byline", "bylines"]) {
            Mark::Byline
        } else if mark::has(element, SOURCES) {
            if self.sources.len() < SIGNATURES {
                let found = text(node).filter(|text| text.len() <= 80);
                self.sources.extend(found);
            }
            return;
        } else {
            Mark::Author
        };
        if self.authors.len() < SIGNATURES {
            let pieces = pieces(node);
            if !pieces.is_empty() {
                self.authors.push(Signature { pieces, mark });
            }
        }
    }
}

/// Most elements kept that tell an author or a source.
const SIGNATURES: usize = 16;
/// Most first headings kept.
const HEADINGS: usize = 6;
/// Longest text of a byline, in bytes.
const BYLINE: usize = 300;
/// Names of elements that tell an author or a source.
const TELLING: &[&str] = &[
    "byline", "bylines", "author", "authors", "autor", "auteur", "autore", "source",
    "agency", "provider", "wire",
];
/// Names of elements that tell a source.
const SOURCES: &[&str] = &["source", "agency", "provider", "wire"];
/// Names of what stands around an author's name and is none.
const NO_AUTHOR: &[&str] = &[
    "comment",
    "comments",
    "bio",
    "avatar",
    "image",
    "img",
    "photo",
    "social",
    "follow",
    "share",
    "about",
    "desc",
    "description",
    "job",
    "role",
    "form",
    "field",
    "company",
    "flyout",
    "links",
    "email",
    "twitter",
    "caption",
    "related",
    "title",
];

/// The runs of text inside an element, if it is as short as a byline.
fn pieces(node: NodeRef<'_>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut length = 0;
    for inside in node.descendants().take(64) {
        let Node::Text(text) = inside.value() else { continue };
        let piece = cut(text).split_whitespace().collect::<Vec<_>>().join(" ");
        length += piece.len();
        if length > BYLINE {
            return Vec::new();
        }
        if !piece.is_empty() {
            found.push(piece);
        }
    }
    found
}

/// An attribute's value, if there is more than white space to it.
pub(super) fn attribute(element: &Element<'_>, name: &str) -> Option<String> {
    let (_, value) = element.attrs().find(|(known, _)| *known == name)?;
    let value = value.trim();
    (!value.is_empty()).then(|| cut(value).to_owned())
}

/// The text inside an element, on one line, at most [`TEXT`] bytes of it.
pub(super) fn text(node: NodeRef<'_>) -> Option<String> {
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
