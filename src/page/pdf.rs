//! A page that is a PDF: its text layer as paragraphs.
//!
//! `lopdf` reads the objects, within the bounds below; the content streams, fonts and
//! maps of characters are read here. Pictures are not looked at, so a scan without a
//! text layer is a page that could not be read, and says so.

mod font;
mod line;
mod map;
mod paragraph;
mod token;
mod walk;

use std::panic::{AssertUnwindSafe, catch_unwind};

use jiff::civil::Date;
use lopdf::{Dictionary, Document, LoadOptions, Object, decode_text_string};

use self::paragraph::Paragraph;
use self::walk::Found;
use super::{Dated, Page, PassageKind, Tier, Wall};

/// How far into a file its mark may stand: readers of PDF look this far.
const HEAD: usize = 1024;
/// Pages that are read; a book of laws has fewer.
const PAGES: usize = 2000;
/// Bytes that the streams of objects may unpack to, all together and each.
const OBJECTS: usize = 64 << 20;
const STREAM: usize = 4 << 20;
/// The least that each may, so that a file of many small ones is read.
const LEAST: usize = 64 << 10;
/// Letters under which a file with pictures has no text of its own: a page number, a
/// stamp.
const FEW: usize = 100;

/// Whether bytes are a PDF.
pub(super) fn is_pdf(bytes: &[u8]) -> bool {
    bytes[..bytes.len().min(HEAD)].windows(5).any(|window| window == b"%PDF-")
}

/// Reads a PDF.
pub(super) fn read(url: Option<&str>, bytes: &[u8]) -> Page {
    let mut page = Page { url: url.map(str::to_owned), ..Page::default() };
    // The crate guards what it reads; this guards the rest of a run from what it missed.
    let read = catch_unwind(AssertUnwindSafe(|| fill(&mut page, bytes)));
    if read.is_err() {
        page = Page { url: url.map(str::to_owned), ..Page::default() };
        damaged(&mut page);
    }
    page
}

fn damaged(page: &mut Page) {
    page.notes.push("the PDF is damaged and can't be read".to_owned());
    page.wall = Some(Wall::Thin);
}

fn fill(page: &mut Page, bytes: &[u8]) {
    let share = OBJECTS / n_object_streams(bytes).max(1);
    let options = LoadOptions {
        max_decompressed_size: Some(share.clamp(LEAST, STREAM)),
        ..LoadOptions::default()
    };
    let document = match Document::load_mem_with_options(bytes, options) {
        Ok(document) => document,
        Err(_) => return damaged(page),
    };
    if document.is_encrypted() {
        page.notes.push("the PDF is locked with a password".to_owned());
        page.wall = Some(Wall::Locked);
        return;
    }
    let found = walk::pages(&document, PAGES);
    let mut lines = line::lines(&found.pages);
    let margin = line::drop_margins(&mut lines, found.pages.len());
    if page.url.is_none() {
        page.url = margin.url;
    }
    let paragraphs = paragraph::paragraphs(&lines);
    facts(page, &document);
    let heading = title(page, &paragraphs);
    for (at, paragraph) in paragraphs.iter().enumerate() {
        if heading != Some(at) {
            page.push(&paragraph.text, paragraph.kind);
        }
    }
    tell(page, &found);
}

/// Streams that hold objects or the table of them, counted by their names, which may be
/// written with escapes.
fn n_object_streams(bytes: &[u8]) -> usize {
    let plain = |name: &'static [u8]| {
        bytes.windows(name.len()).filter(move |window| *window == name).count()
    };
    let escaped = bytes
        .windows(3)
        .filter(|window| {
            window[0] == b'#'
                && matches!(
                    window[1..].to_ascii_lowercase().as_slice(),
                    b"4f"
                        | b"62"
                        | b"6a"
                        | b"53"
                        | b"74"
                        | b"6d"
                        | b"58"
                        | b"52"
                        | b"65"
                        | b"66"
                )
        })
        .count();
    plain(b"ObjStm") + plain(b"XRef") + escaped
}

/// Tells what kept text from being read.
fn tell(page: &mut Page, found: &Found) {
    if found.is_cut {
        page.notes.push("part of the PDF was left out: it is too large".to_owned());
        page.wall = Some(Wall::Thin);
    }
    let letters = page.text.chars().filter(|c| c.is_alphanumeric()).count();
    if letters < FEW && found.pictures > 0 {
        page.notes.push("a scanned PDF has no text".to_owned());
        page.wall = Some(Wall::Scan);
    } else if letters == 0 {
        page.notes.push("the PDF holds no text".to_owned());
        page.wall = Some(Wall::Thin);
    } else if found.unknown * 10 > found.letters {
        page.notes
            .push("letters of the PDF are drawn by shapes that tell no text".to_owned());
        page.wall = Some(Wall::Scan);
    } else if found.unseen * 2 > found.letters {
        page.notes.push("the text was recognised from a scan, and may err".to_owned());
    }
}

/// Title, author and dates as the file gives them: weak witnesses, often left from a
/// template or another file.
fn facts(page: &mut Page, document: &Document) {
    let info = document.trailer.get_deref(b"Info", document).and_then(Object::as_dict);
    let Ok(info) = info else { return };
    let said = |key: &[u8]| text(info, key, document);
    page.title = said(b"Title").filter(|title| is_title(title));
    page.byline = said(b"Author").filter(|author| author.len() < 200);
    let printer =
        said(b"Producer").unwrap_or_default() + &said(b"Creator").unwrap_or_default();
    // A browser or a system dates its print, not what it prints.
    let is_print = ["Skia", "Mozilla", "Chrom", "Quartz", "cairo", "Print To PDF"]
        .iter()
        .any(|name| printer.contains(name));
    if !is_print {
        page.published = said(b"CreationDate").and_then(dated);
        page.modified = said(b"ModDate").and_then(dated);
    }
    let catalog = document.catalog().ok();
    page.language = catalog.and_then(|catalog| text(catalog, b"Lang", document));
}

fn text(dictionary: &Dictionary, key: &[u8], document: &Document) -> Option<String> {
    let object = dictionary.get_deref(key, document).ok()?;
    let text = decode_text_string(object).ok()?;
    let text: String = text.chars().filter(|c| !c.is_control()).take(500).collect();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

/// Whether it is a title and no file name or the name of a template.
fn is_title(title: &str) -> bool {
    let lower = title.to_lowercase();
    let is_file =
        [".doc", ".docx", ".indd", ".pdf", ".qxd", ".rtf", ".html", ".odt", ".pages"]
            .iter()
            .any(|ending| lower.ends_with(ending));
    title.contains(' ')
        && !is_file
        && !lower.starts_with("microsoft word")
        && !lower.starts_with("untitled")
        && !lower.starts_with("powerpoint")
}

/// `D:20260122103000+01'00'`.
fn dated(text: String) -> Option<Dated> {
    let digits = text.strip_prefix("D:").unwrap_or(&text);
    let part = |from: usize, to: usize| digits.get(from..to)?.parse::<i8>().ok();
    let year = digits.get(..4)?.parse::<i16>().ok()?;
    let day = Date::new(year, part(4, 6)?, part(6, 8)?).ok()?;
    Some(Dated { day, text, tier: Tier::File })
}

/// Finds the headline among the paragraphs of the first page: the one that the file's own
/// title is, else the first of the largest. Returns its index; it is no passage then.
fn title(page: &mut Page, paragraphs: &[Paragraph]) -> Option<usize> {
    let first = || paragraphs.iter().enumerate().take_while(|(_, one)| one.page == 0);
    let same = |a: &str, b: &str| a.to_lowercase() == b.to_lowercase();
    if let Some(title) = &page.title {
        return first().find(|(_, one)| same(&one.text, title)).map(|(at, _)| at);
    }
    let headings = first().filter(|(_, one)| one.kind == PassageKind::Heading);
    let largest = headings.fold(None, |best: Option<(usize, &Paragraph)>, (at, one)| {
        let is_larger = best.is_none_or(|(_, best)| one.size > best.size + 0.5);
        if is_larger { Some((at, one)) } else { best }
    });
    let (at, heading) = largest?;
    page.title = Some(heading.text.clone());
    Some(at)
}
