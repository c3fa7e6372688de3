//! What each reader of a format makes: blocks and links, collected in order.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::draft::Link;
use crate::draft::Paragraph;
use crate::draft::ParagraphKind;
use crate::draft::link;
use crate::draft::source::Source;
use crate::text::Plain;
use crate::text::Span;

/// Longest text of a footnote that its references carry, in characters.
const LONGEST_NOTE: usize = 300;
/// Addresses of one footnote that a reference to it leads to.
const NOTE_ADDRESSES: usize = 8;
/// References to one footnote that are followed. With the two limits above, it keeps a
/// small draft full of references to one long note from growing without bound.
const NOTE_REFERENCES: usize = 16;

/// Longest title, in characters. Headlines run to about 110; a standfirst is longer.
const LONGEST_TITLE: usize = 150;

/// A draft's text, blocks and links, before its name and hash are put to them.
#[derive(Debug, Default)]
pub(super) struct Body {
    /// The text that places are places in.
    pub(super) text: String,
    /// Blocks, in order.
    pub(super) paragraphs: Vec<Paragraph>,
    /// Links, in order once [`Body::resolve`] has been called.
    pub(super) links: Vec<Link>,
    /// The day of the draft.
    pub(super) date: Option<Date>,
    /// Addresses of sources that it gives beside its text.
    pub(super) sources: Vec<Source>,
    /// References to footnotes.
    marks: Vec<Mark>,
}

/// A block being read: its text, and what stands in it.
#[derive(Debug, Default)]
pub(super) struct Block {
    /// Its text so far.
    pub(super) plain: Plain,
    /// Where linked words start and end in it, and the address.
    pub(super) links: Vec<(Span, String)>,
    /// Where footnotes are referred to, and by which key.
    pub(super) marks: Vec<(usize, String)>,
}

/// A reference to a footnote.
#[derive(Debug)]
struct Mark {
    paragraph: usize,
    at: usize,
    key: String,
}

/// A footnote: what it says besides its addresses, and those.
#[derive(Debug, Default)]
pub(super) struct Note {
    /// The text without addresses.
    pub(super) label: String,
    /// The addresses, in order.
    pub(super) urls: Vec<String>,
}

impl Block {
    /// Its length so far, in bytes of plain text.
    pub(super) fn len(&self) -> usize {
        self.plain.text().len()
    }

    /// Drops white space at both ends and moves links and marks along, and links the
    /// addresses that are written out. `None` if nothing is left.
    fn finish(mut self) -> Option<Self> {
        let text = self.plain.text();
        let inside = Span::new(0, text.len()).trim(text);
        if inside.is_empty() {
            return None;
        }
        if inside.len() < text.len() {
            self.plain = self.plain.slice(inside);
        }
        let clamp = |at: usize| at.clamp(inside.start, inside.end) - inside.start;
        for (span, _) in &mut self.links {
            *span = Span::new(clamp(span.start), clamp(span.end)).trim(self.plain.text());
        }
        for (at, _) in &mut self.marks {
            *at = clamp(*at);
        }
        self.link_addresses();
        Some(self)
    }

    /// Adds the addresses written out that no link covers.
    fn link_addresses(&mut self) {
        let linked = std::mem::take(&mut self.links);
        let mut covers = linked.iter().map(|(span, _)| *span).peekable();
        for span in link::addresses(self.plain.text()) {
            while covers.next_if(|cover| cover.end <= span.start).is_some() {}
            if !covers.peek().is_some_and(|cover| cover.overlaps(span)) {
                self.links.push((span, span.of(self.plain.text()).to_owned()));
            }
        }
        self.links.extend(linked);
        self.links.sort_by_key(|(span, _)| *span);
    }

    /// This block as a footnote's text.
    pub(super) fn into_note(self, note: &mut Note) {
        let Some(block) = self.finish() else { return };
        let text = block.plain.text();
        let mut from = 0;
        for (span, url) in block.links {
            let words = span.of(text);
            if words == url || words.starts_with("http") {
                note.add(Span::new(from, span.start).of(text));
                from = span.end;
            }
            note.urls.push(url);
        }
        note.add(Span::new(from, text.len()).of(text));
    }
}

impl Note {
    fn add(&mut self, text: &str) {
        let joint = |c: char| c.is_whitespace() || "<>()[]:,;–—-".contains(c);
        let words = text.trim_matches(joint);
        if !words.is_empty() {
            if !self.label.is_empty() {
                self.label.push(' ');
            }
            self.label.push_str(words);
        }
    }
}

impl Body {
    /// Adds a block whose places are already places in the text.
    pub(super) fn add(&mut self, kind: ParagraphKind, block: Block) {
        let Some(block) = block.finish() else { return };
        let paragraph = self.paragraphs.len();
        for (span, url) in block.links {
            let label = span.of(block.plain.text()).to_owned();
            self.links.push(Link { paragraph, span, url, label, footnote: false });
        }
        let marks = block.marks.into_iter();
        self.marks.extend(marks.map(|(at, key)| Mark { paragraph, at, key }));
        self.paragraphs.push(Paragraph { kind, plain: block.plain });
    }

    /// Adds a block whose text has no source of its own, by adding it to the text as
    /// well, an empty line after the block before.
    pub(super) fn add_extracted(&mut self, kind: ParagraphKind, block: Block) {
        let Some(mut block) = block.finish() else { return };
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        block.plain = Plain::verbatim(block.plain.text(), self.text.len());
        self.text.push_str(block.plain.text());
        self.add(kind, block);
    }

    /// Puts the blocks of `first` before those of this body. Its links are dropped.
    pub(super) fn prepend(&mut self, first: Self) {
        let by = first.paragraphs.len();
        for link in &mut self.links {
            link.paragraph += by;
        }
        self.paragraphs.splice(0..0, first.paragraphs);
    }

    /// Turns references to footnotes into links, and puts all links in order.
    pub(super) fn resolve(&mut self, notes: &BTreeMap<String, Note>) {
        let mut followed: BTreeMap<String, usize> = BTreeMap::new();
        for Mark { paragraph, at, key } in std::mem::take(&mut self.marks) {
            let Some(note) = notes.get(&key) else { continue };
            let count = followed.entry(key).or_default();
            *count += 1;
            if *count > NOTE_REFERENCES {
                continue;
            }
            let label: String = note.label.chars().take(LONGEST_NOTE).collect();
            let span = Span::new(at, at);
            let link = |url: String, label: String| Link {
                paragraph,
                span,
                url,
                label,
                footnote: true,
            };
            if note.urls.is_empty() {
                self.links.push(link(String::new(), label));
            } else {
                let urls = note.urls.iter().take(NOTE_ADDRESSES);
                self.links.extend(urls.map(|url| link(url.clone(), label.clone())));
            }
        }
        self.links.sort_by_key(|link| (link.paragraph, link.span));
    }
}

/// Whether a block at the head of a draft reads as its title: short, and without the
/// full stop that a sentence of prose would end with.
pub(super) fn reads_as_title(text: &str) -> bool {
    let unmarked =
        text.trim_end_matches(|c: char| c.is_whitespace() || "\"'”’»)*_".contains(c));
    let stops = ['.', '。', '．', ':', '：', ',', ';'];
    let ends_sentence = unmarked.ends_with(stops) && !unmarked.ends_with("...");
    !ends_sentence && !cites(unmarked) && text.chars().nth(LONGEST_TITLE).is_none()
}

/// Whether a short block ends as a paragraph with an attribution does: a bracket after a
/// full sentence, or a list of sources.
fn cites(text: &str) -> bool {
    let lower = text.to_lowercase();
    let before_bracket =
        text.rfind(['(', '[', '（', '【']).map(|at| text[..at].trim_end());
    let after_sentence = before_bracket
        .is_some_and(|head| head.ends_with(['.', '!', '?', '"', '”', '。', '…']));
    after_sentence
        || ["source:", "sources:", "source：", "sources："]
            .iter()
            .any(|cue| lower.contains(cue))
}
