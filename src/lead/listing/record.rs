//! The records of an XML listing: each an element with its fields directly inside.
//!
//! What feeds hold is often broken: HTML that was not escaped, elements that are not
//! closed. So a field ends where its own name is closed, and a record ends where its own
//! name is closed or another begins.

use quick_xml::events::BytesStart;

use crate::text::xml::{Piece, attribute, loose_events};

/// Bytes of a field that are read.
const LONGEST: usize = 8192;
/// Fields of a record that are read.
const MOST: usize = 64;

/// One record.
#[derive(Debug, Default)]
pub(super) struct Record {
    /// The fields, in order.
    pub(super) fields: Vec<Field>,
    /// The addresses that relative ones are relative to, from the outside in (`xml:base`).
    pub(super) bases: Vec<String>,
}

/// One field of a record.
#[derive(Debug, Default)]
pub(super) struct Field {
    /// The name as written, with its prefix.
    pub(super) name: String,
    /// The text inside.
    pub(super) text: String,
    /// The attributes that listings use.
    pub(super) marks: Marks,
}

/// Attributes of a field.
#[derive(Debug, Default)]
pub(super) struct Marks {
    pub(super) href: Option<String>,
    pub(super) rel: Option<String>,
    pub(super) term: Option<String>,
    pub(super) base: Option<String>,
    /// `isPermaLink`.
    pub(super) is_permalink: Option<String>,
}

impl Record {
    /// The text of the first field of a name that has any.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        let fields = self.fields.iter().filter(|field| field.name == name);
        fields.map(|field| field.text.trim()).find(|text| !text.is_empty())
    }

    /// The fields of a name.
    pub(super) fn all<'r>(&'r self, name: &'r str) -> impl Iterator<Item = &'r Field> {
        self.fields.iter().filter(move |field| field.name == name)
    }
}

/// What is a record in a listing.
#[derive(Clone, Copy, Debug)]
pub(super) struct Grammar {
    /// Names of records, without prefix.
    pub(super) records: &'static [&'static str],
    /// Names of elements inside whose fields are the record's own.
    pub(super) open: &'static [&'static str],
}

/// Goes through the records of `xml`; false if it breaks off.
pub(super) fn records(xml: &str, grammar: Grammar, each: impl FnMut(Record)) -> bool {
    let mut walk = Walk { grammar, each, outer: Vec::new(), record: None, field: None };
    let is_whole = loose_events(xml, |piece| match piece {
        Piece::Start(start) => walk.start(start),
        Piece::End(name) => walk.end(name),
        Piece::Text(text) => walk.text(text),
    });
    walk.finish();
    is_whole
}

struct Walk<E> {
    grammar: Grammar,
    each: E,
    /// `xml:base` of what the records are in.
    outer: Vec<String>,
    record: Option<(String, Record)>,
    field: Option<Open>,
}

/// A field that is not closed yet.
struct Open {
    /// Its name without prefix.
    local: String,
    field: Field,
    /// How many elements of its name are open inside.
    nested: usize,
}

impl<E: FnMut(Record)> Walk<E> {
    fn start(&mut self, start: &BytesStart<'_>) {
        let local = start.local_name().into_inner();
        if self.grammar.records.contains(&local) {
            self.finish();
            let mut bases = self.outer.clone();
            bases.extend(attribute(start, "base").filter(|base| base.len() < LONGEST));
            let record = Record { bases, ..Record::default() };
            self.record = Some((local.to_owned(), record));
        } else if let Some(open) = &mut self.field {
            open.nested += usize::from(open.local == local);
            // Words on either side of a tag are two.
            push(&mut open.field.text, " ");
        } else if self.record.is_none() {
            let base = attribute(start, "base").filter(|base| base.len() < LONGEST);
            // The document's own and its channel's.
            if let Some(base) = base.filter(|_| self.outer.len() < 2) {
                self.outer.push(base);
            }
        } else if !self.grammar.open.contains(&local) {
            let name = start.name().into_inner().to_owned();
            let field = Field { name, text: String::new(), marks: marks(start) };
            self.field = Some(Open { local: local.to_owned(), field, nested: 0 });
        }
    }

    fn end(&mut self, local: &str) {
        if self.record.as_ref().is_some_and(|(name, _)| name == local) {
            self.finish();
        } else if let Some(open) = &mut self.field
            && open.local == local
        {
            if open.nested > 0 {
                open.nested -= 1;
            } else {
                self.close();
            }
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(open) = &mut self.field {
            push(&mut open.field.text, text);
        }
    }

    fn close(&mut self) {
        let (Some(open), Some((_, record))) = (self.field.take(), &mut self.record)
        else {
            return;
        };
        if record.fields.len() < MOST {
            record.fields.push(open.field);
        }
    }

    /// Ends the record. A field that is still open is broken, and left out.
    fn finish(&mut self) {
        self.field = None;
        if let Some((_, record)) = self.record.take() {
            (self.each)(record);
        }
    }
}

fn push(text: &mut String, more: &str) {
    let room = LONGEST.saturating_sub(text.len());
    text.push_str(&more[..more.floor_char_boundary(room)]);
}

fn marks(start: &BytesStart<'_>) -> Marks {
    let short = |name| attribute(start, name).filter(|value| value.len() < LONGEST);
    Marks {
        href: short("href"),
        rel: short("rel"),
        term: short("label").or_else(|| short("term")),
        base: short("base"),
        is_permalink: short("isPermaLink"),
    }
}
