//! Markdown: `CommonMark` with front matter, footnotes, tables and task lists.
//!
//! Code blocks, HTML blocks and images say nothing that could be checked, and are left
//! out. Footnotes are not paragraphs: they become links of the text that refers to them.

use std::collections::BTreeMap;

use jiff::civil::Date;
use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::draft::ParagraphKind;
use crate::draft::body::Block;
use crate::draft::body::Body;
use crate::draft::body::Note;
use crate::draft::date;
use crate::draft::link;
use crate::draft::source;
use crate::draft::source::Source;
use crate::text::Span;

/// Longest front matter that is read, in bytes.
const LONGEST_FRONT: usize = 64 << 10;

/// Reads Markdown.
pub(super) fn read(text: String) -> Body {
    let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let front = front_matter(&text, mark);
    let start = front.as_ref().map_or(mark, |front| front.end);
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    let mut reader = Reader::new(&text, start);
    for (event, range) in Parser::new_ext(&text[start..], options).into_offset_iter() {
        reader.event(event, Span::from(range).shift(start));
    }
    let mut body = reader.finish();
    if let Some(front) = front {
        body.date = front.date();
        body.sources.clone_from(&front.sources);
        let titled = body.paragraphs.iter().any(|p| p.kind == ParagraphKind::Title);
        if let Some(title) = front.title(&text).filter(|_| !titled) {
            let mut first = Body::default();
            let mut block = Block::default();
            block.plain.push(title.of(&text), title);
            first.add(ParagraphKind::Title, block);
            body.prepend(first);
        }
    }
    body.text = text;
    body
}

/// The settings above a draft.
struct Front {
    /// Keys with plain values.
    values: BTreeMap<String, String>,
    /// Addresses of sources.
    sources: Vec<Source>,
    /// Where the settings stand, without the lines that fence them.
    inside: Span,
    /// Where the draft goes on.
    end: usize,
}

impl Front {
    fn date(&self) -> Option<Date> {
        let keys = ["date", "published", "pubdate", "publishdate", "datepublished"];
        keys.into_iter().find_map(|key| date::parse(self.values.get(key)?))
    }

    /// Where the title is written, if it stands there as it reads.
    fn title(&self, text: &str) -> Option<Span> {
        let title = self.values.get("title")?.trim();
        let inside = self.inside.of(text);
        let line_at = |at: usize| inside[..at].rfind('\n').map_or(0, |end| end + 1);
        inside.match_indices(title).map(|(at, _)| at).find_map(|at| {
            let key = inside[line_at(at)..at].trim_start().get(.."title".len())?;
            let start = self.inside.start + at;
            let found = Span::new(start, start + title.len());
            (key.eq_ignore_ascii_case("title") && !title.is_empty()).then_some(found)
        })
    }
}

/// Front matter between two lines of `---` (YAML) or `+++` (TOML), from byte `start`.
/// What is not valid YAML or TOML is skipped all the same.
fn front_matter(text: &str, start: usize) -> Option<Front> {
    let rest = text.get(start..)?;
    let fence = ["---", "+++"].into_iter().find(|fence| rest.starts_with(fence))?;
    let mut lines = rest.split_inclusive('\n');
    let first = lines.next()?;
    if first.trim_end() != fence {
        return None;
    }
    let from = start + first.len();
    let mut at = from;
    for line in lines {
        let closes = line.trim_end();
        if closes == fence || (closes == "..." && fence == "---") {
            let inside = Span::new(from, at);
            let settings = inside.of(text);
            let (values, sources) = if fence == "---" {
                (yaml(settings), source::from_yaml(settings))
            } else {
                (toml(settings), source::from_toml(settings))
            };
            return Some(Front { values, sources, inside, end: at + line.len() });
        }
        at += line.len();
        if at - from > LONGEST_FRONT {
            return None;
        }
    }
    None
}

fn yaml(text: &str) -> BTreeMap<String, String> {
    let Ok(yaml_serde::Value::Mapping(table)) = yaml_serde::from_str(text) else {
        return BTreeMap::new();
    };
    let texts = table.into_iter().filter_map(|(key, value)| match (key, value) {
        (yaml_serde::Value::String(key), yaml_serde::Value::String(value)) => {
            Some((key.to_lowercase(), value))
        }
        _ => None,
    });
    texts.collect()
}

fn toml(text: &str) -> BTreeMap<String, String> {
    let Ok(table) = text.parse::<toml::Table>() else { return BTreeMap::new() };
    let texts = table.into_iter().filter_map(|(key, value)| match value {
        toml::Value::String(value) => Some((key.to_lowercase(), value)),
        toml::Value::Datetime(value) => Some((key.to_lowercase(), value.to_string())),
        _ => None,
    });
    texts.collect()
}

/// Turns events into blocks.
struct Reader<'a> {
    source: &'a str,
    body: Body,
    block: Block,
    /// What the block under way is, if its own tag says so.
    own_kind: Option<ParagraphKind>,
    /// Lists and quotations that the block is in.
    containers: Vec<ParagraphKind>,
    /// Open links: where their words start in the block, and the address.
    links: Vec<(usize, String)>,
    /// Open elements whose text is left out.
    skipped: usize,
    /// Where the last text ended in the source.
    last: usize,
    /// The footnote under way.
    footnote: Option<(String, Note)>,
    notes: BTreeMap<String, Note>,
}

impl<'a> Reader<'a> {
    fn new(source: &'a str, start: usize) -> Self {
        Self {
            source,
            body: Body::default(),
            block: Block::default(),
            own_kind: None,
            containers: Vec::new(),
            links: Vec::new(),
            skipped: 0,
            last: start,
            footnote: None,
            notes: BTreeMap::new(),
        }
    }

    fn event(&mut self, event: Event<'_>, span: Span) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Rule => self.flush(),
            _ if self.skipped > 0 => {}
            Event::Text(text) => self.push(&text, span),
            Event::Code(text) => self.push_code(&text, span),
            Event::SoftBreak | Event::HardBreak => self.block.plain.push_unplaced(" "),
            Event::InlineHtml(tag) if tag.to_ascii_lowercase().starts_with("<br") => {
                self.block.plain.push_unplaced(" ");
            }
            Event::FootnoteReference(key) => {
                let at = self.block.len();
                self.block.marks.push((at, key.into_string()));
            }
            Event::Html(_)
            | Event::InlineHtml(_)
            | Event::TaskListMarker(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph | Tag::Table(_) | Tag::List(_) => self.flush(),
            Tag::Heading { level, .. } => {
                self.flush();
                let first = level == HeadingLevel::H1 && self.body.paragraphs.is_empty();
                let kind =
                    if first { ParagraphKind::Title } else { ParagraphKind::Heading };
                self.own_kind = Some(kind);
            }
            Tag::TableHead | Tag::TableRow => {
                self.flush();
                self.own_kind = Some(ParagraphKind::Table);
            }
            Tag::TableCell if self.block.len() > 0 => {
                self.block.plain.push_unplaced("\t");
            }
            Tag::BlockQuote(_) => self.enter(ParagraphKind::Quote),
            Tag::Item => self.enter(ParagraphKind::List),
            Tag::FootnoteDefinition(key) => {
                self.flush();
                self.footnote = Some((key.into_string(), Note::default()));
            }
            Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::MetadataBlock(_) => {
                self.flush();
                self.skipped += 1;
            }
            Tag::Image { .. } => self.skipped += 1,
            Tag::Link { dest_url, .. } => {
                self.links.push((self.block.len(), dest_url.into_string()));
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::TableHead
            | TagEnd::TableRow
            | TagEnd::Table => self.flush(),
            TagEnd::BlockQuote(_) | TagEnd::Item => {
                self.flush();
                self.containers.pop();
            }
            TagEnd::FootnoteDefinition => {
                self.flush();
                if let Some((key, note)) = self.footnote.take() {
                    self.notes.entry(key).or_insert(note);
                }
            }
            TagEnd::CodeBlock
            | TagEnd::HtmlBlock
            | TagEnd::MetadataBlock(_)
            | TagEnd::Image => {
                self.skipped = self.skipped.saturating_sub(1);
            }
            TagEnd::Link => {
                if let Some((start, url)) =
                    self.links.pop().filter(|(_, url)| link::is_address(url))
                {
                    self.block.links.push((Span::new(start, self.block.len()), url));
                }
            }
            _ => {}
        }
    }

    fn enter(&mut self, container: ParagraphKind) {
        self.flush();
        self.containers.push(container);
    }

    /// Ends the block under way.
    fn flush(&mut self) {
        let block = std::mem::take(&mut self.block);
        let own_kind = self.own_kind.take();
        if let Some((_, note)) = &mut self.footnote {
            block.into_note(note);
        } else {
            let kind = own_kind.or(self.containers.last().copied());
            self.body.add(kind.unwrap_or(ParagraphKind::Text), block);
        }
    }

    /// Adds text written at `span`. The reader relies on places going forward, so text
    /// that would step back gets none.
    fn push(&mut self, text: &str, span: Span) {
        if span.start < self.last || span.end > self.source.len() {
            self.block.plain.push_unplaced(text);
            return;
        }
        self.last = span.end;
        let copied = span.of(self.source) == text;
        let head = text.chars().next().map_or(0, char::len_utf8);
        if copied || text.len() != span.len() {
            self.block.plain.push(text, span);
        } else if head < text.len() {
            // As long as its source and yet not its source (`&ngE;`): two pieces of other
            // lengths, lest it be taken for a copy.
            let middle = span.end - 1;
            self.block.plain.push(&text[..head], Span::new(span.start, middle));
            self.block.plain.push(&text[head..], Span::new(middle, span.end));
        } else {
            self.block.plain.push_unplaced(text);
        }
    }

    /// Adds a code span, whose place includes its backticks.
    fn push_code(&mut self, text: &CowStr<'_>, span: Span) {
        let whole = span.of(self.source);
        let ticks = whole.bytes().take_while(|b| *b == b'`').count();
        let inner =
            whole.get(ticks..whole.len().saturating_sub(ticks)).unwrap_or_default();
        match inner.find(&**text) {
            Some(at) if !text.is_empty() => {
                let start = span.start + ticks + at;
                self.push(text, Span::new(start, start + text.len()));
            }
            _ => self.push(text, span),
        }
    }

    fn finish(mut self) -> Body {
        self.flush();
        self.body.resolve(&self.notes);
        self.body
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Kinds by their first letters, then the text; then links as `label <url>`.
    #[track_caller]
    fn check(text: &str, expected: &[&str], links: &[&str]) {
        let body = read(text.to_owned());
        let found: Vec<String> = body
            .paragraphs
            .iter()
            .map(|p| format!("{}: {}", &p.kind.name()[..2], p.plain.text()))
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

    #[test]
    fn blocks_keep_their_kind() {
        check(
            "# Fares fall\n\nText *with* `code`\nand &amp; \\* marks.\n\n## More\n\n> Quoted.\n\n\
             - one\n- [x] two\n\n```\nskipped\n```\n\n<!-- skipped -->\n\n| a | b |\n|---|---|\n\
             | c | d |\n\n![skipped](x.png)\n",
            &[
                "ti: Fares fall",
                "te: Text with code and & * marks.",
                "he: More",
                "qu: Quoted.",
                "li: one",
                "li: two",
                "ta: a\tb",
                "ta: c\td",
            ],
            &[],
        );
    }

    #[test]
    fn links_are_found_however_they_are_written() {
        check(
            "[A](https://a.example/1), [B][b], <https://c.example/2>, https://d.example/3. \
             [here](#top) [mail](mailto:x@y.example)\n\n[b]: https://b.example\n",
            &["te: A, B, https://c.example/2, https://d.example/3. here mail"],
            &[
                "0 A <https://a.example/1>",
                "0 B <https://b.example>",
                "0 https://c.example/2 <https://c.example/2>",
                "0 https://d.example/3 <https://d.example/3>",
            ],
        );
    }

    #[test]
    fn a_footnote_is_a_link_of_the_text_that_refers_to_it() {
        check(
            "Fares fall.[^1] Ferries stay.[^n] Undefined.[^x]\n\n[^1]: The Herald, 3 May: \
             <https://h.example/1>\n[^n]: Island News, in print\n\nLast.\n",
            &["te: Fares fall. Ferries stay. Undefined.[^x]", "te: Last."],
            &[
                "0^ The Herald, 3 May <https://h.example/1>",
                "0^ Island News, in print <>",
            ],
        );
    }

    #[test]
    fn front_matter_gives_title_and_day() {
        for (front, date) in [
            ("---\ntitle: \"Fares fall\"\ndate: 2026-01-22\n---\n", "2026-01-22"),
            ("+++\ntitle = \"Fares fall\"\ndate = 2026-01-22\n+++\n", "2026-01-22"),
            ("\u{feff}---\r\nsubtitle: Fares fall\r\ntitle: Fares fall\r\n...\r\n", ""),
        ] {
            let text = format!("{front}\nText.\n");
            check(&text, &["ti: Fares fall", "te: Text."], &[]);
            let body = read(text);
            assert_eq!(body.date.map(|d| d.to_string()).unwrap_or_default(), date);
        }
    }

    #[test]
    fn front_matter_that_cannot_be_read_is_skipped() {
        check("---\n: [bad\n---\nText.\n", &["te: Text."], &[]);
        check("---\ntitle: Fares\n---\n# Own title\n", &["ti: Own title"], &[]);
        check("---\nnever closed\n", &["te: never closed"], &[]);
    }

    #[test]
    fn places_are_places_in_the_file() {
        let text = "---\ndate: 2026-01-22\n---\nA &amp; *b* c.\n";
        let body = read(text.to_owned());
        let plain = &body.paragraphs[0].plain;
        assert_eq!(plain.text(), "A & b c.");
        assert_eq!(plain.source(Span::new(2, 3)).of(text), "&amp;");
        assert_eq!(plain.source(Span::new(4, 7)).of(text), "b* c");
    }
}
