//! A page that is a PDF: its text layer as paragraphs.
//!
//! `lopdf` reads the objects, within the bounds below; the content streams, fonts and
//! maps of characters are read here. Pictures are not looked at, so a scan without a
//! text layer is a page that could not be read, and says so.

mod font;
mod line;
mod map;
mod paragraph;
mod property;
mod scene;
mod token;
mod walk;

use std::panic::{AssertUnwindSafe, catch_unwind};

use lopdf::xref::XrefRecovery;
use lopdf::{Document, LoadOptions};

use self::paragraph::Paragraph;
use self::walk::Found;
use super::{Page, PassageKind, Wall, wire};

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
    let Ok(document) = Document::load_mem_with_options(bytes, options) else {
        return damaged(page);
    };
    if document.is_encrypted() {
        page.notes.push("the PDF is locked with a password".to_owned());
        page.wall = Some(Wall::Locked);
        return;
    }
    let mut found = walk::pages(&document, PAGES);
    // Where the table of objects had to be made anew, some may be missing.
    found.is_torn |= document.xref_recovery == Some(XrefRecovery::Reconstructed);
    let mut lines = line::lines(&found.pages);
    let margin = line::drop_margins(&mut lines, found.pages.len());
    if page.url.is_none() {
        page.url = margin.url;
    }
    let paragraphs = paragraph::paragraphs(&lines);
    property::fill(page, &document);
    let heading = title(page, &paragraphs);
    for (at, paragraph) in paragraphs.iter().enumerate() {
        if heading != Some(at) {
            page.push(&paragraph.text, paragraph.kind);
        }
    }
    page.wire = wire::credited(page, &wire::Signed::default());
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
        page.truncated = true;
    }
    if found.is_torn {
        page.notes
            .push("the PDF is damaged; what could be found of it was read".to_owned());
        page.truncated = true;
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

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;
    use crate::page::Tier;

    /// A PDF of these objects; the first is the catalogue.
    pub(super) fn file(objects: &[String], trailer: &str) -> Vec<u8> {
        let mut file = b"%PDF-1.7\n".to_vec();
        let mut table = Vec::new();
        for (at, object) in objects.iter().enumerate() {
            writeln!(table, "{:010} 00000 n ", file.len()).unwrap();
            writeln!(file, "{} 0 obj\n{object}\nendobj", at + 1).unwrap();
        }
        let (size, start) = (objects.len() + 1, file.len());
        writeln!(file, "xref\n0 {size}\n0000000000 65535 f ").unwrap();
        file.extend(table);
        let root = format!("<< /Size {size} /Root 1 0 R {trailer} >>");
        writeln!(file, "trailer\n{root}\nstartxref\n{start}\n%%EOF").unwrap();
        file
    }

    fn stream(dictionary: &str, content: &str) -> String {
        format!(
            "<< {dictionary} /Length {} >>\nstream\n{content}\nendstream",
            content.len()
        )
    }

    /// A PDF of one page for each content, with a font and what else they may name.
    pub(super) fn pages(contents: &[&str], font: &str, more: &str) -> Vec<u8> {
        let kids = (0..contents.len()).map(|at| format!("{} 0 R ", 4 + 2 * at));
        let kids = kids.collect::<Vec<_>>().concat();
        let mut objects = vec![
            "<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) >>".to_owned(),
            format!(
                "<< /Type /Pages /Kids [{kids}] /Count {} /Resources << /Font << /F 3 0 R >> {more} >> >>",
                contents.len()
            ),
            font.to_owned(),
        ];
        for (at, content) in contents.iter().enumerate() {
            let content_at = 5 + 2 * at;
            objects.push(format!(
                "<< /Type /Page /Parent 2 0 R /Contents {content_at} 0 R >>"
            ));
            objects.push(stream("", content));
        }
        file(&objects, "")
    }

    pub(super) const FONT: &str = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>";

    /// Lines of 12 points, 14 apart, from the top of a page.
    pub(super) fn set(lines: &[&str]) -> String {
        let shown = lines.iter().map(|line| format!("({line}) Tj T*\n"));
        let shown = shown.collect::<Vec<_>>().concat();
        format!("BT /F 12 Tf 14 TL 1 0 0 1 72 700 Tm\n{shown}ET\n")
    }

    /// Checks the passages of a PDF.
    #[track_caller]
    fn check(bytes: &[u8], expected: &[&str]) -> Page {
        let page = read(None, bytes);
        let found: Vec<&str> =
            page.passages.iter().map(|passage| passage.span.of(&page.text)).collect();
        assert_eq!(found, expected, "{:?}", page.notes);
        page
    }

    #[test]
    fn lines_are_joined_to_paragraphs_and_parted_words_made_whole() {
        let content = set(&[
            "The harbour wall at Port Ellery will be raised by two metres, the coun-",
            "cil said on Thursday, after the highest tide in forty years had flooded the",
            "cellars of the well-known fish market.",
            "Work is to begin in March, said Ada Prowse, who leads a council that is well-",
            "known for it, and will cost \\2434.2m.",
        ]);
        check(
            &pages(&[&content], FONT, ""),
            &[
                "The harbour wall at Port Ellery will be raised by two metres, the council \
                 said on Thursday, after the highest tide in forty years had flooded the \
                 cellars of the well-known fish market.",
                "Work is to begin in March, said Ada Prowse, who leads a council that is \
                 well-known for it, and will cost £4.2m.",
            ],
        );
    }

    #[test]
    fn a_paragraph_runs_on_over_the_page() {
        let first =
            set(&["The wall will be raised by two metres before the next winter, said"]);
        let second =
            set(&["the council, which has asked a firm of the town for its price."]);
        check(
            &pages(&[&first, &second], FONT, ""),
            &[
                "The wall will be raised by two metres before the next winter, said the council, \
               which has asked a firm of the town for its price.",
            ],
        );
    }

    #[test]
    fn the_largest_heading_is_the_title() {
        let content = format!(
            "BT /F 24 Tf 72 760 Td (Harbour wall to be raised) Tj ET {}\
             BT /F 16 Tf 72 660 Td (What happens next) Tj ET\n\
             BT /F 12 Tf 72 630 Td (Stone will come by sea from the quarry.) Tj ET",
            set(&["The harbour wall will be raised by two metres, the council said."])
        );
        let page = check(
            &pages(&[&content], FONT, ""),
            &[
                "The harbour wall will be raised by two metres, the council said.",
                "What happens next",
                "Stone will come by sea from the quarry.",
            ],
        );
        assert_eq!(page.title.as_deref(), Some("Harbour wall to be raised"));
        assert_eq!(page.passages[1].kind, PassageKind::Heading);
        assert_eq!(page.language.as_deref(), Some("en-GB"));
        assert!(!page.truncated && page.wall.is_none());
    }

    #[test]
    fn letters_are_told_by_map_by_name_and_by_encoding() {
        let font = "<< /Type /Font /Subtype /TrueType /BaseFont /X /Encoding << /BaseEncoding \
                    /MacRomanEncoding /Differences [1 /eacute /uni20AC 3 /f_i /quotedblleft.alt] >> >>";
        let content = "BT /F 12 Tf 72 700 Td (caf\\001 \\002 \\003 \\004 \\216) Tj ET";
        check(&pages(&[content], font, ""), &["café € f “ é"]);
    }

    #[test]
    fn what_is_marked_as_no_part_of_the_text_is_left_out() {
        let content = format!(
            "/Artifact BMC BT /F 8 Tf 72 740 Td (The Kelmouth Record) Tj ET EMC /P <</MCID 0>> BDC {} EMC",
            set(&["The wall will be raised."])
        );
        check(&pages(&[&content], FONT, ""), &["The wall will be raised."]);
    }

    #[track_caller]
    fn check_note(bytes: &[u8], wall: Option<Wall>, note: &str) {
        let page = read(None, bytes);
        assert_eq!((page.wall, page.notes.join("; ").as_str()), (wall, note));
    }

    #[test]
    fn a_file_without_text_says_so() {
        let scan = "q 500 0 0 700 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q";
        check_note(
            &pages(&[scan], FONT, ""),
            Some(Wall::Scan),
            "a scanned PDF has no text",
        );
        check_note(&pages(&["q Q"], FONT, ""), Some(Wall::Thin), "the PDF holds no text");
        check_note(
            b"%PDF-1.4 torn",
            Some(Wall::Thin),
            "the PDF is damaged and can't be read",
        );
        let unknown =
            "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H >>";
        let content = format!("BT /F 12 Tf ({}) Tj ET", "ab".repeat(200));
        check_note(
            &pages(&[&content], unknown, ""),
            Some(Wall::Thin),
            "the PDF holds no text",
        );
    }

    #[test]
    fn the_layer_under_a_scan_is_read_with_a_note() {
        let line = "The harbour wall will be raised by two metres, the council said on the quay. ";
        let content = format!("BT 3 Tr /F 12 Tf 72 700 Td ({}) Tj ET", line.repeat(3));
        let page = read(None, &pages(&[&content], FONT, ""));
        assert_eq!(page.notes, ["the text was recognised from a scan, and may err"]);
        assert!(page.text.contains("by two metres") && page.wall.is_none());
    }

    #[test]
    fn what_the_file_says_of_itself_is_a_weak_witness() {
        let mut objects = vec![
            "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
            "<< /Type /Pages /Kids [] /Count 0 >>".to_owned(),
            "<< /Title (\\376\\377\\000T\\000h\\000e\\000 \\000w\\000a\\000l\\000l) /Author (Ada Lane) \
             /CreationDate (D:20260122093000+01'00') /Producer (LibreOffice) >>"
                .to_owned(),
        ];
        let page = read(None, &file(&objects, "/Info 3 0 R"));
        assert_eq!(page.title.as_deref(), Some("The wall"));
        assert_eq!(page.byline.as_deref(), Some("Ada Lane"));
        let published = page.published.unwrap();
        assert_eq!(
            (published.day.to_string().as_str(), published.tier),
            ("2026-01-22", Tier::File)
        );
        // A browser dates its print.
        objects[2] = objects[2].replace("LibreOffice", "Skia/PDF m120");
        assert_eq!(read(None, &file(&objects, "/Info 3 0 R")).published, None);
        objects[2] = "<< /Title (Microsoft Word - Wall v2.docx) >>".to_owned();
        assert_eq!(read(None, &file(&objects, "/Info 3 0 R")).title, None);
    }

    #[test]
    fn a_damaged_file_is_read_in_part_and_says_so() {
        let content = set(&["The wall will be raised by two metres."]);
        let whole = pages(&[&content], FONT, "");
        let cut = &whole[..whole.len() - 60];
        let page = check(cut, &["The wall will be raised by two metres."]);
        assert!(page.truncated);
        assert_eq!(
            page.notes,
            ["the PDF is damaged; what could be found of it was read"]
        );
        let lost = String::from_utf8(whole)
            .unwrap()
            .replace("/Contents 5 0 R", "/Contents 9 0 R");
        assert!(read(None, lost.as_bytes()).truncated);
    }

    #[test]
    fn pages_and_forms_that_hold_themselves_have_an_end() {
        let looped = [
            "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
            "<< /Type /Pages /Kids [2 0 R 3 0 R 3 0 R] /Count 9 /Parent 2 0 R >>".to_owned(),
            "<< /Type /Page /Parent 2 0 R /Contents [4 0 R 4 0 R] /Resources << /XObject << /X 4 0 R >> >> >>".to_owned(),
            stream("/Type /XObject /Subtype /Form", "/X Do /X Do"),
        ];
        let page = read(None, &file(&looped, ""));
        assert!(page.text.is_empty());
    }
}

#[cfg(test)]
mod properties {
    use proptest::prelude::*;

    use super::*;

    fn sample() -> Vec<u8> {
        let lines = ["The wall will be raised by two met-", "res.", "It was wet."];
        let content = tests::set(&lines);
        tests::pages(
            &[&content, "/X Do q 1 0 0 1 0 0 cm Q"],
            tests::FONT,
            "/XObject << /X 5 0 R >>",
        )
    }

    fn holds(page: &Page) -> bool {
        page.passages.iter().all(|passage| !passage.span.of(&page.text).is_empty())
    }

    #[test]
    fn a_file_cut_off_anywhere_is_borne() {
        let whole = sample();
        for end in 0..whole.len() {
            assert!(holds(&read(None, &whole[..end])));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]

        #[test]
        fn any_change_to_a_file_is_borne(
            changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        ) {
            let mut bytes = sample();
            for (at, byte) in changes {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
            prop_assert!(holds(&read(None, &bytes)));
        }

        #[test]
        fn any_content_is_read(
            content in "(BT|ET|Tf|Td|Tm|Tj|TJ|T\\*|'|q|Q|cm|Do|/F|/X|[0-9.-]{1,5}|\\([a-z ]{0,9}\\)|<[0-9a-f]{0,6}>|[\\[\\]]|BI|ID|EI| |\n){0,80}",
        ) {
            prop_assert!(holds(&read(None, &tests::pages(&[&content], tests::FONT, ""))));
        }
    }
}
