//! What a PDF says of itself: weak witnesses, often left from a template or another file.

use jiff::civil::Date;
use lopdf::{Dictionary, Document, Object, decode_text_string};
use quick_xml::escape::unescape;

use crate::page::{Dated, Page, Tier};

/// Longest property, in characters.
const LONGEST: usize = 500;
/// Bytes of the metadata stream that are read.
const METADATA: usize = 1 << 20;
/// What a browser or a system calls itself that prints pages into files.
const PRINTERS: &[&str] =
    &["Skia", "Mozilla", "Chrom", "Quartz", "cairo", "Print To PDF", "Safari"];

/// Fills in title, author, dates and language: from the information dictionary, then from
/// the metadata stream (XMP).
pub(super) fn fill(page: &mut Page, document: &Document) {
    let info =
        document.trailer.get_deref(b"Info", document).and_then(Object::as_dict).ok();
    let catalog = document.catalog().ok();
    let metadata = catalog
        .and_then(|catalog| catalog.get_deref(b"Metadata", document).ok())
        .and_then(|metadata| metadata.as_stream().ok())
        .and_then(|stream| stream.get_plain_content_with_limit(METADATA).ok())
        .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
        .unwrap_or_default();
    let said = |key: &[u8], name: &str| {
        let told = info.and_then(|info| text(info, key, document));
        told.or_else(|| in_metadata(&metadata, name))
    };
    page.title = said(b"Title", "dc:title").filter(|title| is_title(title));
    page.byline = said(b"Author", "dc:creator").filter(|author| author.len() < 200);
    let printer =
        [said(b"Producer", "pdf:Producer"), said(b"Creator", "xmp:CreatorTool")]
            .map(Option::unwrap_or_default)
            .concat();
    // A browser or a system dates its print, not what it prints.
    if !PRINTERS.iter().any(|name| printer.contains(name)) {
        page.published = said(b"CreationDate", "xmp:CreateDate").and_then(dated);
        page.modified = said(b"ModDate", "xmp:ModifyDate").and_then(dated);
    }
    page.language = catalog.and_then(|catalog| text(catalog, b"Lang", document));
}

fn text(dictionary: &Dictionary, key: &[u8], document: &Document) -> Option<String> {
    let object = dictionary.get_deref(key, document).ok()?;
    one_line(&decode_text_string(object).ok()?)
}

fn one_line(text: &str) -> Option<String> {
    let text: String = text
        .chars()
        .filter(|c| !c.is_control() || c.is_whitespace())
        .take(LONGEST)
        .collect();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

/// A property in a metadata stream: an attribute, or the first text in an element.
fn in_metadata(metadata: &str, name: &str) -> Option<String> {
    let (_, after) = metadata.split_once(name)?;
    let after = &after[..after.floor_char_boundary(4 * LONGEST)];
    if let Some(value) = after.strip_prefix("=\"") {
        return one_line(&unescape(value.split_once('"')?.0).ok()?);
    }
    let inside = after.split_once(&format!("</{name}")).map_or("", |(inside, _)| inside);
    let texts = inside.split('>').skip(1).filter_map(|part| part.split('<').next());
    let text = texts.map(str::trim).find(|text| !text.is_empty())?;
    one_line(&unescape(text).ok()?)
}

/// Whether it is a title and no file name or the name of a template.
fn is_title(title: &str) -> bool {
    let lower = title.to_lowercase();
    let is_file =
        [".doc", ".docx", ".indd", ".pdf", ".qxd", ".rtf", ".html", ".odt", ".pages"]
            .iter()
            .any(|ending| lower.ends_with(ending));
    let is_empty = ["microsoft word", "untitled", "powerpoint", "(anonymous)"]
        .iter()
        .any(|start| lower.starts_with(start));
    title.contains(' ') && !is_file && !is_empty
}

/// `D:20260122103000+01'00'`, `2026-01-22T10:30:00+01:00`.
fn dated(text: String) -> Option<Dated> {
    let digits = text.strip_prefix("D:").unwrap_or(&text);
    let digits: String = digits.chars().filter(|c| *c != '-').take(8).collect();
    let part = |from: usize, to: usize| digits.get(from..to)?.parse::<i8>().ok();
    let year = digits.get(..4)?.parse::<i16>().ok()?;
    let day = Date::new(year, part(4, 6)?, part(6, 8)?).ok()?;
    Some(Dated { text, ..Dated::on(day, Tier::File) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(metadata: &str, name: &str, expected: Option<&str>) {
        assert_eq!(in_metadata(metadata, name).as_deref(), expected);
    }

    #[test]
    fn metadata_is_read_from_elements_and_attributes() {
        let metadata = "<rdf:Description xmp:CreateDate=\"2026-01-22T10:30:00+01:00\">\
            <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">Wall &amp; tide</rdf:li></rdf:Alt>\
            </dc:title><pdf:Producer>LibreOffice 7</pdf:Producer><dc:creator/>";
        check(metadata, "dc:title", Some("Wall & tide"));
        check(metadata, "xmp:CreateDate", Some("2026-01-22T10:30:00+01:00"));
        check(metadata, "pdf:Producer", Some("LibreOffice 7"));
        check(metadata, "dc:creator", None);
        check(metadata, "xmp:ModifyDate", None);
    }

    #[test]
    fn a_day_is_read_in_both_manners() {
        for text in ["D:20260122093000+01'00'", "20260122", "2026-01-22T10:30:00+01:00"] {
            let found = dated(text.to_owned()).map(|dated| dated.day.to_string());
            assert_eq!(found.as_deref(), Some("2026-01-22"), "{text}");
        }
        assert_eq!(dated("D:2026".to_owned()), None);
    }

    #[test]
    fn names_of_files_are_no_titles() {
        assert!(is_title("Harbour wall to be raised"));
        for title in
            ["Microsoft Word - Wall.docx", "wall v2.indd", "untitled document", "wall"]
        {
            assert!(!is_title(title), "{title}");
        }
    }
}
