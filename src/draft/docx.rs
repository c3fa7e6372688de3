//! DOCX: the text of a word processor's document, read from its ZIP archive.
//!
//! Tracked insertions count as text and tracked deletions do not, as if all changes were
//! accepted. Field codes are left out and their results kept. Nothing outside the archive
//! is ever opened, and no entity is expanded.

mod part;

use std::collections::BTreeMap;
use std::io::Cursor;
use std::io::Read;

use zip::ZipArchive;
use zip::result::ZipError;

use crate::draft::DocxProblem;
use crate::draft::ParagraphKind;
use crate::draft::body::Block;
use crate::draft::body::Body;
use crate::draft::body::Note;
use crate::draft::body::reads_as_title;
use crate::draft::decode;

use self::part::Item;

/// The most parts an archive may have. Documents have dozens; pictures count too.
const MOST_PARTS: usize = 4096;
/// The most bytes that all parts read may unpack to: 64 MiB.
const MOST_UNPACKED: u64 = 64 << 20;

/// Reads a DOCX file. What is wrong with it comes beside what could be read all the same.
pub(super) fn read(bytes: &[u8]) -> (Body, Option<DocxProblem>) {
    let mut parts = match Parts::open(bytes) {
        Ok(parts) => parts,
        Err(problem) => return (Body::default(), Some(problem)),
    };
    match document(&mut parts) {
        Ok((body, whole)) => (body, (!whole).then_some(DocxProblem::Xml)),
        Err(problem) => (Body::default(), Some(problem)),
    }
}

fn document(parts: &mut Parts<'_>) -> Result<(Body, bool), DocxProblem> {
    let xml = parts.text("word/document.xml")?.ok_or(DocxProblem::NoDocument)?;
    let styles = parts.text("word/styles.xml")?.unwrap_or_default();
    let targets = parts.text("word/_rels/document.xml.rels")?.unwrap_or_default();
    let styles = part::styles(&styles);
    let (items, whole) = part::read(&xml, &styles, &part::targets(&targets));
    let notes = notes(parts)?;
    let mut body = Body::default();
    for item in items {
        body.add_extracted(item.kind, item.block);
    }
    name_title(&mut body);
    body.resolve(&notes);
    Ok((body, whole))
}

/// Footnotes and endnotes, by the keys that the text refers to them with.
fn notes(parts: &mut Parts<'_>) -> Result<BTreeMap<String, Note>, DocxProblem> {
    let mut notes: BTreeMap<String, Note> = BTreeMap::new();
    for name in ["footnotes", "endnotes"] {
        let Some(xml) = parts.text(&format!("word/{name}.xml"))? else { continue };
        let targets =
            parts.text(&format!("word/_rels/{name}.xml.rels"))?.unwrap_or_default();
        let (items, _) = part::read(&xml, &BTreeMap::new(), &part::targets(&targets));
        for Item { note, block, .. } in items {
            if let Some(key) = note {
                block.into_note(notes.entry(key).or_default());
            }
        }
    }
    Ok(notes)
}

/// Gives a draft without a title style its title: a first heading, or a first paragraph
/// that is shaped like one.
fn name_title(body: &mut Body) {
    let several = body.paragraphs.len() > 1;
    if body.paragraphs.iter().any(|p| p.kind == ParagraphKind::Title) {
        return;
    }
    let Some(first) = body.paragraphs.first_mut() else { return };
    let prose = first.kind == ParagraphKind::Text;
    let titled = prose && several && reads_as_title(first.plain.text());
    if titled || first.kind == ParagraphKind::Heading {
        first.kind = ParagraphKind::Title;
    }
}

/// The parts of an archive, unpacked on demand from one allowance.
struct Parts<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    left: u64,
}

impl<'a> Parts<'a> {
    fn open(bytes: &'a [u8]) -> Result<Self, DocxProblem> {
        let archive =
            ZipArchive::new(Cursor::new(bytes)).map_err(|_| DocxProblem::NotZip)?;
        if archive.len() > MOST_PARTS {
            return Err(DocxProblem::TooManyParts(archive.len()));
        }
        Ok(Self { archive, left: MOST_UNPACKED })
    }

    /// The text of a part; `None` if there is no such part.
    fn text(&mut self, name: &str) -> Result<Option<String>, DocxProblem> {
        let part = match self.archive.by_name(name) {
            Ok(part) if part.encrypted() => return Err(DocxProblem::Encrypted),
            Ok(part) => part,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => {
                return Err(DocxProblem::Encrypted);
            }
            Err(_) => return Err(DocxProblem::Damaged),
        };
        let mut bytes = Vec::new();
        // The size in the archive's directory may be a lie, so what comes out is counted.
        let read = part.take(self.left + 1).read_to_end(&mut bytes);
        self.left = (self.left + 1)
            .checked_sub(bytes.len() as u64 + 1)
            .ok_or(DocxProblem::TooLarge)?;
        read.map_err(|_| DocxProblem::Damaged)?;
        Ok(Some(decode::decode(&bytes)))
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    const HEAD: &str = "<w:document xmlns:w='w' xmlns:r='r'><w:body>";

    fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in parts {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    fn paragraph(text: &str) -> String {
        format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
    }

    /// Reads a document of this body, with the other parts given.
    #[track_caller]
    fn check(inside: &str, others: &[(&str, &str)], expected: &[&str], links: &[&str]) {
        let xml = format!("{HEAD}{inside}</w:body></w:document>");
        let mut parts = vec![("word/document.xml", xml.as_str())];
        parts.extend_from_slice(others);
        let (body, problem) = read(&archive(&parts));
        assert_eq!(problem, None);
        let found: Vec<String> = body
            .paragraphs
            .iter()
            .map(|p| format!("{}: {}", &p.kind.name()[..2], p.span().of(&body.text)))
            .collect();
        assert_eq!(found, expected);
        let found: Vec<String> = body
            .links
            .iter()
            .map(|l| {
                let mark = if l.footnote { "^" } else { "" };
                format!("{}{mark} {} <{}>", l.paragraph, l.label, l.url)
            })
            .collect();
        assert_eq!(found, links);
    }

    #[track_caller]
    fn check_problem(bytes: &[u8], expected: DocxProblem) {
        assert_eq!(read(bytes).1, Some(expected));
    }

    #[test]
    fn runs_join_and_tracked_changes_count_as_accepted() {
        check(
            "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t xml:space='preserve'>Fares </w:t></w:r>\
             <w:ins><w:r><w:t>fall</w:t></w:r></w:ins><w:del><w:r><w:delText>rise</w:delText>\
             </w:r></w:del><w:moveFrom><w:r><w:t>no</w:t></w:r></w:moveFrom><w:r><w:br/>\
             <w:t>A&amp;B &#x2019;s</w:t><w:noBreakHyphen/><w:t>end</w:t><w:tab/><w:t>.</w:t>\
             </w:r></w:p><w:sdt><w:sdtContent><w:p><w:pPr><w:tabs><w:tab w:val='l'/></w:tabs>\
             </w:pPr><w:r><w:t>In a control.</w:t></w:r></w:p></w:sdtContent></w:sdt><w:p/>",
            &[],
            &["te: Fares fall A&B ’s\u{2011}end\t.", "te: In a control."],
            &[],
        );
    }

    #[test]
    fn styles_and_tables_give_blocks_their_kind() {
        let style = |id: &str, text: &str| {
            format!(
                "<w:p><w:pPr><w:pStyle w:val='{id}'/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
            )
        };
        let cell = |text: &str| format!("<w:tc>{}</w:tc>", paragraph(text));
        let inside = format!(
            "{}{}{}{}<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>Item</w:t></w:r></w:p>\
             <w:tbl><w:tr>{}{}</w:tr></w:tbl>",
            style("Titel", "Fares fall"),
            style("Heading2", "More"),
            style("Quote", "Said."),
            paragraph("Text."),
            cell("a"),
            cell("b"),
        );
        let styles = "<w:styles><w:style w:styleId='Titel'><w:name w:val='Title'/></w:style>\
                      </w:styles>";
        check(
            &inside,
            &[("word/styles.xml", styles)],
            &[
                "ti: Fares fall",
                "he: More",
                "qu: Said.",
                "te: Text.",
                "li: Item",
                "ta: a\tb",
            ],
            &[],
        );
        let inside = paragraph("Fares fall") + &paragraph("They fall in May.");
        check(&inside, &[], &["ti: Fares fall", "te: They fall in May."], &[]);
    }

    #[test]
    fn links_fields_and_footnotes_lead_out() {
        let inside = "<w:p><w:r><w:t>See </w:t></w:r><w:hyperlink r:id='r1'><w:r><w:t>this</w:t>\
            </w:r></w:hyperlink><w:r><w:t> or </w:t><w:fldChar w:fldCharType='begin'/>\
            <w:instrText> HYPERLINK \"https://b.example\" </w:instrText>\
            <w:fldChar w:fldCharType='separate'/><w:t>that</w:t><w:fldChar w:fldCharType='end'/>\
            <w:t>.</w:t><w:footnoteReference w:id='2'/></w:r></w:p>";
        let target = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink";
        let rels = format!(
            "<Relationships><Relationship Id='r1' Type='{target}' \
            Target='https://a.example/?x&amp;y' TargetMode='External'/></Relationships>"
        );
        let notes = "<w:footnotes><w:footnote w:type='separator' w:id='0'><w:p/></w:footnote>\
            <w:footnote w:id='2'><w:p><w:r><w:t>The Herald, https://h.example</w:t></w:r></w:p>\
            </w:footnote></w:footnotes>";
        check(
            inside,
            &[("word/_rels/document.xml.rels", &rels), ("word/footnotes.xml", notes)],
            &["te: See this or that."],
            &[
                "0 this <https://a.example/?x&y>",
                "0 that <https://b.example>",
                "0^ The Herald <https://h.example>",
            ],
        );
    }

    #[test]
    fn a_text_box_is_read_once() {
        let shape =
            |text: &str| format!("<w:txbxContent>{}</w:txbxContent>", paragraph(text));
        let inside = format!(
            "<w:p><w:r><w:t>Around.</w:t><mc:AlternateContent><mc:Choice>{}</mc:Choice>\
             <mc:Fallback>{}</mc:Fallback></mc:AlternateContent></w:r></w:p>",
            shape("Boxed."),
            shape("Boxed."),
        );
        check(&inside, &[], &["te: Boxed.", "te: Around."], &[]);
    }

    #[test]
    fn a_file_that_is_not_whole_says_what_is_wrong() {
        let good =
            archive(&[("word/document.xml", &(HEAD.to_owned() + &paragraph("Text.")))]);
        check_problem(&good, DocxProblem::Xml);
        assert_eq!(read(&good).0.text, "Text.");
        check_problem(&good[..good.len() / 2], DocxProblem::NotZip);
        check_problem(b"", DocxProblem::NotZip);
        check_problem(&archive(&[("content.xml", "")]), DocxProblem::NoDocument);
        let names: Vec<String> = (0..=MOST_PARTS).map(|n| n.to_string()).collect();
        let parts: Vec<(&str, &str)> =
            names.iter().map(|name| (name.as_str(), "")).collect();
        check_problem(&archive(&parts), DocxProblem::TooManyParts(MOST_PARTS + 1));
    }

    #[test]
    fn a_zip_bomb_is_refused() {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file("word/document.xml", SimpleFileOptions::default()).unwrap();
        let block = vec![b' '; 1 << 20];
        for _ in 0..=(MOST_UNPACKED >> 20) {
            zip.write_all(&block).unwrap();
        }
        let bytes = zip.finish().unwrap().into_inner();
        assert!(bytes.len() < 1 << 20);
        check_problem(&bytes, DocxProblem::TooLarge);
    }

    #[test]
    fn elements_may_nest_a_million_deep() {
        for tag in ["w:p", "w:tr", "w:sdt", "w:hyperlink", "w:del"] {
            let xml = format!("<{tag}>").repeat(1_000_000);
            check_problem(&archive(&[("word/document.xml", &xml)]), DocxProblem::Xml);
        }
    }

    #[test]
    fn entities_of_a_document_type_are_not_expanded() {
        let xml = format!(
            "<!DOCTYPE x [<!ENTITY a 'boo'>]>{HEAD}{}</w:body></w:document>",
            paragraph("A&a;B")
        );
        let (body, _) = read(&archive(&[("word/document.xml", &xml)]));
        assert_eq!(body.text, "AB");
    }
}
