//! The XML of one part of a document.
//!
//! Elements may nest without bound in a hostile file, so nothing here recurses: what is
//! open is counted, or kept on a stack of its own.

use std::collections::BTreeMap;

use quick_xml::events::BytesStart;

use super::Block;
use super::ParagraphKind;
use crate::draft::link;
use crate::text::Span;
use crate::text::xml::{Piece, attribute, events};

/// A block of a part.
#[derive(Debug)]
pub(super) struct Item {
    pub(super) kind: ParagraphKind,
    pub(super) block: Block,
    /// The footnote it belongs to, by key.
    pub(super) note: Option<String>,
}

/// Reads the blocks of a part, and whether it was well-formed to its end.
pub(super) fn read(
    xml: &str,
    styles: &BTreeMap<String, ParagraphKind>,
    targets: &BTreeMap<String, String>,
) -> (Vec<Item>, bool) {
    let mut state = State::new(styles, targets);
    let whole = events(xml, |event| state.event(&event));
    while !state.open.is_empty() {
        state.end_paragraph();
    }
    while !state.rows.is_empty() {
        state.end_row();
    }
    (state.items, whole)
}

/// The kind of block that each style makes, by its id. A style's name is English in
/// every language of Word; its id is not.
pub(super) fn styles(xml: &str) -> BTreeMap<String, ParagraphKind> {
    let mut kinds = BTreeMap::new();
    let mut id = None;
    events(xml, |piece| {
        let Piece::Start(start) = piece else { return };
        match start.local_name().into_inner() {
            "style" => id = attribute(start, "styleId"),
            "name" => {
                let kind = attribute(start, "val").and_then(|name| style_kind(&name));
                if let (Some(id), Some(kind)) = (id.take(), kind) {
                    kinds.insert(id, kind);
                }
            }
            _ => {}
        }
    });
    kinds
}

/// What a style of this name or id makes.
fn style_kind(name: &str) -> Option<ParagraphKind> {
    let name: String = name.chars().filter(|c| !c.is_whitespace()).take(40).collect();
    let name = name.to_lowercase();
    match name.as_str() {
        "title" | "headline" => Some(ParagraphKind::Title),
        "quote" | "intensequote" | "blocktext" => Some(ParagraphKind::Quote),
        _ if name.starts_with("heading") || name == "subtitle" => {
            Some(ParagraphKind::Heading)
        }
        _ if name.starts_with("list") => Some(ParagraphKind::List),
        _ => None,
    }
}

/// The addresses that relations of a part lead to, by their id.
pub(super) fn targets(xml: &str) -> BTreeMap<String, String> {
    let mut targets = BTreeMap::new();
    events(xml, |piece| {
        let Piece::Start(start) = piece else { return };
        let is_link = attribute(start, "Type").is_some_and(|t| t.ends_with("/hyperlink"));
        if let (true, Some(id)) = (is_link, attribute(start, "Id")) {
            targets.extend(attribute(start, "Target").map(|target| (id, target)));
        }
    });
    targets
}

/// A paragraph under way. They nest: a text box stands in a run of another paragraph.
#[derive(Default)]
struct Open {
    block: Block,
    kind: Option<ParagraphKind>,
    /// Links under way: where their words start, and the address if there is one.
    links: Vec<(usize, Option<String>)>,
    /// Fields under way: the code, then the link that it turned out to be.
    fields: Vec<Field>,
}

#[derive(Default)]
struct Field {
    code: String,
    link: Option<(usize, String)>,
}

/// A table row under way.
#[derive(Default)]
struct Row {
    block: Block,
    /// Whether a cell began since the last text.
    new_cell: bool,
    /// Paragraphs open around the row, which it is not part of.
    depth: usize,
}

struct State<'a> {
    styles: &'a BTreeMap<String, ParagraphKind>,
    targets: &'a BTreeMap<String, String>,
    items: Vec<Item>,
    open: Vec<Open>,
    rows: Vec<Row>,
    note: Option<String>,
    /// Open elements whose text is left out: deletions, fallbacks.
    skipped: usize,
    /// Open elements that hold properties, where `tab` is not a character.
    properties: usize,
    in_text: bool,
    in_code: bool,
}

impl<'a> State<'a> {
    fn new(
        styles: &'a BTreeMap<String, ParagraphKind>,
        targets: &'a BTreeMap<String, String>,
    ) -> Self {
        Self {
            styles,
            targets,
            items: Vec::new(),
            open: Vec::new(),
            rows: Vec::new(),
            note: None,
            skipped: 0,
            properties: 0,
            in_text: false,
            in_code: false,
        }
    }

    fn event(&mut self, piece: &Piece<'_>) {
        match *piece {
            Piece::Start(start) => {
                let name = start.local_name().into_inner();
                if is_skipped(name) {
                    self.skipped += 1;
                } else if is_properties(name) {
                    self.properties += 1;
                } else if self.skipped == 0 && self.properties > 0 {
                    self.property(name, start);
                } else if self.skipped == 0 {
                    self.start(name, start);
                }
            }
            Piece::End(name) if is_skipped(name) => {
                self.skipped = self.skipped.saturating_sub(1);
            }
            Piece::End(name) if is_properties(name) => {
                self.properties = self.properties.saturating_sub(1);
            }
            Piece::End(name) if self.skipped == 0 && self.properties == 0 => {
                self.end(name);
            }
            Piece::Text(text) if self.skipped == 0 && self.in_text => self.push(text),
            Piece::Text(text) if self.skipped == 0 && self.in_code => {
                if let Some(field) = self.field() {
                    field.code.push_str(text);
                }
            }
            Piece::End(_) | Piece::Text(_) => {}
        }
    }

    fn property(&mut self, name: &str, start: &BytesStart<'_>) {
        let kind = match name {
            "pStyle" => attribute(start, "val")
                .and_then(|id| self.styles.get(&id).copied().or_else(|| style_kind(&id))),
            "numPr" => Some(ParagraphKind::List),
            _ => None,
        };
        if let (Some(kind), Some(open)) = (kind, self.open.last_mut()) {
            // A numbered heading is a heading.
            open.kind.get_or_insert(kind);
        }
    }

    fn start(&mut self, name: &str, start: &BytesStart<'_>) {
        match name {
            "p" => self.open.push(Open::default()),
            "t" => self.in_text = true,
            "instrText" => self.in_code = true,
            "tab" | "ptab" => self.push("\t"),
            "br" | "cr" => self.push(" "),
            "noBreakHyphen" => self.push("\u{2011}"),
            "tr" => self.rows.push(Row { depth: self.open.len(), ..Row::default() }),
            "tc" => {
                if let Some(row) = self.rows.last_mut() {
                    row.new_cell = true;
                }
            }
            "hyperlink" => {
                let id = attribute(start, "id");
                let url = id.and_then(|id| self.targets.get(&id).cloned());
                self.open_link(url);
            }
            "fldSimple" => {
                self.open_link(attribute(start, "instr").and_then(|c| address(&c)));
            }
            "fldChar" => {
                self.field_mark(&attribute(start, "fldCharType").unwrap_or_default());
            }
            "footnoteReference" | "endnoteReference" => self.refer(name, start),
            "footnote" | "endnote" => self.note = key(name, start),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" => self.end_paragraph(),
            "t" => self.in_text = false,
            "instrText" => self.in_code = false,
            "tr" => self.end_row(),
            "hyperlink" | "fldSimple" => self.close_link(),
            "footnote" | "endnote" => self.note = None,
            _ => {}
        }
    }

    fn push(&mut self, text: &str) {
        if let Some(open) = self.open.last_mut() {
            open.block.plain.push_unplaced(&text.replace(['\n', '\r'], " "));
        }
    }

    fn refer(&mut self, name: &str, start: &BytesStart<'_>) {
        let Some(key) = key(name, start) else { return };
        if let Some(open) = self.open.last_mut() {
            let at = open.block.len();
            open.block.marks.push((at, key));
        }
    }

    fn open_link(&mut self, url: Option<String>) {
        if let Some(open) = self.open.last_mut() {
            let url = url.filter(|url| link::is_address(url));
            open.links.push((open.block.len(), url));
        }
    }

    fn close_link(&mut self) {
        let Some(open) = self.open.last_mut() else { return };
        if let Some((start, Some(url))) = open.links.pop() {
            open.block.links.push((Span::new(start, open.block.len()), url));
        }
    }

    fn field(&mut self) -> Option<&mut Field> {
        self.open.last_mut()?.fields.last_mut()
    }

    /// A field runs from `begin` over `separate`, where its result starts, to `end`.
    fn field_mark(&mut self, mark: &str) {
        let Some(open) = self.open.last_mut() else { return };
        match mark {
            "begin" => open.fields.push(Field::default()),
            "separate" => {
                let at = open.block.len();
                if let Some(field) = open.fields.last_mut() {
                    field.link = address(&field.code).map(|url| (at, url));
                }
            }
            "end" => {
                if let Some((start, url)) = open.fields.pop().and_then(|field| field.link)
                {
                    open.block.links.push((Span::new(start, open.block.len()), url));
                }
            }
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        let Some(mut open) = self.open.pop() else { return };
        let end = open.block.len();
        for field in open.fields {
            let link = field.link.map(|(start, url)| (Span::new(start, end), url));
            open.block.links.extend(link);
        }
        open.block.links.retain(|(span, _)| !span.is_empty());
        let depth = self.open.len();
        let row = self.rows.last_mut().filter(|row| row.depth <= depth);
        if let (Some(row), None) = (row, &self.note) {
            row.add(open.block);
        } else {
            let kind = open.kind.unwrap_or(ParagraphKind::Text);
            self.items.push(Item { kind, block: open.block, note: self.note.clone() });
        }
    }

    fn end_row(&mut self) {
        if let Some(row) = self.rows.pop() {
            let kind = ParagraphKind::Table;
            self.items.push(Item { kind, block: row.block, note: self.note.clone() });
        }
    }
}

impl Row {
    /// Adds a paragraph of a cell: a tab between cells, a space between paragraphs.
    fn add(&mut self, block: Block) {
        if self.block.len() > 0 {
            self.block.plain.push_unplaced(if self.new_cell { "\t" } else { " " });
        }
        self.new_cell = false;
        let by = self.block.len();
        self.block.plain.push_unplaced(block.plain.text());
        self.block
            .links
            .extend(block.links.into_iter().map(|(span, url)| (span.shift(by), url)));
        self.block.marks.extend(block.marks.into_iter().map(|(at, key)| (at + by, key)));
    }
}

/// The key of a footnote or of a reference to one: `footnote 2`. Separators have none.
fn key(name: &str, start: &BytesStart<'_>) -> Option<String> {
    let kind = name.trim_end_matches("Reference");
    let separates = attribute(start, "type").is_some_and(|kind| kind != "normal");
    let id = attribute(start, "id").filter(|_| !separates)?;
    Some(format!("{kind} {id}"))
}

/// The address in a field's code: `HYPERLINK "https://…"`.
fn address(code: &str) -> Option<String> {
    let rest = code.trim_start().strip_prefix("HYPERLINK")?;
    let url = rest.trim_start().strip_prefix('"')?.split('"').next()?.trim();
    link::is_address(url).then(|| url.to_owned())
}

/// Deleted or moved-away text, and the second copy of what newer programs show better.
fn is_skipped(name: &str) -> bool {
    matches!(name, "del" | "moveFrom" | "Fallback")
}

fn is_properties(name: &str) -> bool {
    matches!(name, "pPr" | "rPr" | "sectPr" | "tblPr" | "trPr" | "tcPr" | "sdtPr")
}
