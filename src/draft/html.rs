//! HTML drafts: what a newsroom's editor exports or a browser saves.
//!
//! This reads all the text of a document, as it is the writer's own. Telling an article
//! from the menus around it is the business of reading pages, not drafts.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::draft::ParagraphKind;
use crate::draft::body::Block;
use crate::draft::body::Body;
use crate::draft::date;
use crate::draft::link;
use crate::text::Span;
use crate::text::tree;
use crate::text::tree::{Edge, Element, Node, NodeRef};

/// Elements whose text is no part of the draft.
const SKIPPED: &[&str] = &[
    "script", "style", "head", "nav", "template", "noscript", "iframe", "object", "svg",
    "math", "select", "button", "textarea", "canvas", "audio", "video",
];

/// Elements that stand in a line of text; all others begin and end a block.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del",
    "dfn", "em", "font", "i", "img", "ins", "kbd", "label", "mark", "q", "ruby", "rb",
    "rt", "rp", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time",
    "tt", "u", "var", "wbr",
];

/// Reads HTML.
pub(super) fn read(html: &str) -> Body {
    let document = tree::parse(html).tree;
    let root = document.root();
    let facts = Facts::of(root);
    let mut reader = Reader::default();
    if let Some(title) = facts.title.filter(|_| !facts.has_h1) {
        reader.push(&title);
        reader.flush_as(ParagraphKind::Title);
    }
    let mut skipped = 0_usize;
    for edge in root.traverse() {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Element(element) if SKIPPED.contains(&element.name()) => {
                    skipped += 1;
                }
                _ if skipped > 0 => {}
                Node::Element(element) => reader.open(&element, node),
                Node::Text(text) => reader.push(text),
                Node::Container => {}
            },
            Edge::Close(node) => match node.value() {
                Node::Element(element) if SKIPPED.contains(&element.name()) => {
                    skipped -= 1;
                }
                Node::Element(element) if skipped == 0 => reader.close(&element),
                _ => {}
            },
        }
    }
    reader.flush();
    reader.body.date = facts.date;
    reader.body.resolve(&BTreeMap::new());
    reader.body
}

/// What must be known of the document before its text is read.
#[derive(Default)]
struct Facts {
    title: Option<String>,
    has_h1: bool,
    date: Option<Date>,
}

impl Facts {
    fn of(root: NodeRef<'_>) -> Self {
        let mut facts = Self::default();
        let mut shown = None;
        for node in root.descendants() {
            let Node::Element(element) = node.value() else { continue };
            match element.name() {
                "title" if facts.title.is_none() => {
                    let text =
                        node.children().filter_map(|child| child.value().as_text());
                    facts.title = Some(text.collect());
                }
                "h1" => {
                    facts.has_h1 |= node.descendants().any(|inside| {
                        let text = inside.value().as_text();
                        text.is_some_and(|text| !text.trim().is_empty())
                    });
                }
                "meta" if facts.date.is_none() => facts.date = meta_date(&element),
                "time" if shown.is_none() => {
                    shown = element.attr("datetime").and_then(date::parse);
                }
                _ => {}
            }
        }
        facts.date = facts.date.or(shown);
        facts
    }
}

fn meta_date(meta: &Element<'_>) -> Option<Date> {
    let name =
        ["property", "name", "itemprop"].into_iter().find_map(|key| meta.attr(key))?;
    let known = ["article:published_time", "date", "datepublished", "dc.date", "pubdate"];
    let is_date = known.iter().any(|known| name.eq_ignore_ascii_case(known));
    meta.attr("content").filter(|_| is_date).and_then(date::parse)
}

/// Turns nodes into blocks.
#[derive(Default)]
struct Reader {
    body: Body,
    block: Block,
    /// Kinds of the elements that the text is in, outermost first.
    containers: Vec<ParagraphKind>,
    /// The link under way: where its words start in the block, and its address.
    link: Option<(usize, String)>,
    /// Whether the last thing was a line break.
    broken: bool,
    titled: bool,
}

impl Reader {
    /// Adds text, with each run of white space as one space.
    fn push(&mut self, text: &str) {
        let mut rest = text;
        while !rest.is_empty() {
            let word = rest.find(is_space).unwrap_or(rest.len());
            if word > 0 {
                self.block.plain.push_unplaced(&rest[..word]);
                self.broken = false;
            }
            let after = rest[word..].trim_start_matches(is_space);
            if word < rest.len() {
                self.push_space();
            }
            rest = after;
        }
    }

    fn push_space(&mut self) {
        let text = self.block.plain.text();
        if !text.is_empty() && !text.ends_with([' ', '\t']) {
            self.block.plain.push_unplaced(" ");
        }
    }

    fn open(&mut self, element: &Element<'_>, node: NodeRef<'_>) {
        let name = element.name();
        match name {
            "br" if self.broken => self.flush(),
            "br" => {
                self.push_space();
                self.broken = true;
            }
            "a" => {
                self.end_link();
                let url = element.attr("href").filter(|url| link::is_address(url));
                self.link = url.map(|url| (self.block.len(), url.trim().to_owned()));
            }
            "td" | "th" if self.in_row() => {
                if self.block.len() > 0 {
                    self.block.plain.push_unplaced("\t");
                }
            }
            _ if INLINE.contains(&name) => {}
            _ => self.open_block(name, node),
        }
    }

    fn open_block(&mut self, name: &str, node: NodeRef<'_>) {
        let kind = match name {
            "h1" if !self.titled => Some(ParagraphKind::Title),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Some(ParagraphKind::Heading),
            "li" => Some(ParagraphKind::List),
            "blockquote" => Some(ParagraphKind::Quote),
            "tr" if is_row_of_cells(node) => Some(ParagraphKind::Table),
            "tr" => Some(ParagraphKind::Text),
            _ => None,
        };
        match kind {
            Some(kind) => {
                self.flush();
                self.containers.push(kind);
            }
            None if self.in_row() => self.push_space(),
            None => self.flush(),
        }
    }

    fn close(&mut self, element: &Element<'_>) {
        match element.name() {
            "a" => self.end_link(),
            "br" | "td" | "th" => {}
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "li" | "blockquote" | "tr" => {
                self.flush();
                self.titled |= element.name() == "h1";
                self.containers.pop();
            }
            name if INLINE.contains(&name) => {}
            _ if self.in_row() => self.push_space(),
            _ => self.flush(),
        }
    }

    fn in_row(&self) -> bool {
        self.containers.last() == Some(&ParagraphKind::Table)
    }

    fn end_link(&mut self) {
        if let Some((start, url)) = self.link.take() {
            self.block.links.push((Span::new(start, self.block.len()), url));
        }
    }

    fn flush(&mut self) {
        let kind = self.containers.last().copied().unwrap_or(ParagraphKind::Text);
        self.flush_as(kind);
    }

    /// Ends the block under way; a link that runs on begins anew in the next.
    fn flush_as(&mut self, kind: ParagraphKind) {
        let url = self.link.as_ref().map(|(_, url)| url.clone());
        self.end_link();
        let mut block = std::mem::take(&mut self.block);
        block.links.retain(|(span, _)| !span.is_empty());
        self.body.add_extracted(kind, block);
        self.link = url.map(|url| (0, url));
        self.broken = false;
    }
}

/// White space that HTML collapses: not the no-break space.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}

/// Whether a table row has two or more cells. A row of one holds a layout, not data.
fn is_row_of_cells(row: NodeRef<'_>) -> bool {
    let is_cell = |node: &NodeRef<'_>| {
        node.value().as_element().is_some_and(|cell| matches!(cell.name(), "td" | "th"))
    };
    row.children().filter(is_cell).nth(1).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(html: &str, expected: &[&str], links: &[&str]) {
        let body = read(html);
        let found: Vec<String> = body
            .paragraphs
            .iter()
            .map(|p| format!("{}: {}", &p.kind.name()[..2], p.span().of(&body.text)))
            .collect();
        assert_eq!(found, expected);
        let found: Vec<String> = body
            .links
            .iter()
            .map(|l| format!("{} {} <{}>", l.paragraph, l.label, l.url))
            .collect();
        assert_eq!(found, links);
    }

    #[test]
    fn blocks_keep_their_kind() {
        check(
            "<!doctype html><title>Tab</title><nav>Menu</nav><h1>Fares <em>fall</em></h1>\
             <p>One &amp;\n  two.<p>Three<br>four<br><br>five<h2>More</h2><ul><li>a<li><p>b</p></ul>\
             <blockquote><p>Quoted.</p></blockquote><table><tr><th>x<th>y<tr><td><p>1</p><td>2\
             </table><table><tr><td><p>Lay</p><p>out</p></table><script>no()</script>",
            &[
                "ti: Fares fall",
                "te: One & two.",
                "te: Three four",
                "te: five",
                "he: More",
                "li: a",
                "li: b",
                "qu: Quoted.",
                "ta: x\ty",
                "ta: 1 \t2",
                "te: Lay",
                "te: out",
            ],
            &[],
        );
    }

    #[test]
    fn the_documents_title_serves_where_there_is_no_headline() {
        check(
            "<title>Fares\nfall</title><h1> </h1><p>Text.",
            &["ti: Fares fall", "te: Text."],
            &[],
        );
    }

    #[test]
    fn links_carry_their_words() {
        check(
            "<p>See <a href=' https://a.example/1 '>the\n paper</a>, https://b.example/2 and \
             <a href='#x'>below</a>.<a href=https://c.example><p>Block</p></a>",
            &["te: See the paper, https://b.example/2 and below.", "te: Block"],
            &[
                "0 the paper <https://a.example/1>",
                "0 https://b.example/2 <https://b.example/2>",
                "1 Block <https://c.example>",
            ],
        );
    }

    #[test]
    fn the_day_is_the_one_of_publication() {
        for (html, expected) in [
            (
                "<meta property=article:published_time content=2026-01-22T10:00Z>",
                "2026-01-22",
            ),
            ("<time datetime=2026-01-20>20 Jan</time>", "2026-01-20"),
            (
                "<time datetime=2026-01-20></time><meta name=date content=2026-01-22>",
                "2026-01-22",
            ),
            ("<meta name=viewport content=2026-01-22>", ""),
        ] {
            let date = read(html).date.map(|date| date.to_string()).unwrap_or_default();
            assert_eq!(date, expected, "{html}");
        }
    }

    #[test]
    fn nesting_a_hundred_thousand_deep_is_read() {
        for tag in ["div", "blockquote", "ul><li", "table><tr><td", "a href=//x", "h1"] {
            let html = format!("{}deep", format!("<{tag}>").repeat(100_000));
            let body = read(&html);
            assert_eq!(body.text.trim(), "deep", "{tag}");
        }
    }
}
