//! A reader of text directives, written from the specification
//! (<https://wicg.github.io/scroll-to-text-fragment/>) and from nothing of veracite: it
//! decodes a fragment and searches the blocks of a document for the range it means.
//!
//! Where the specification leaves it to the browser, this is strict: marks of punctuation
//! are all told apart, and of the styles of a page it knows those that browsers give it.

use scraper::{Html, Node};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Elements that are blocks by a browser's own style sheet.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "listing",
    "main",
    "menu",
    "nav",
    "ol",
    "optgroup",
    "option",
    "p",
    "plaintext",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
    "xmp",
];
/// Elements that are not searched, void ones and those that are not shown among them.
const UNSEEN: &[&str] = &[
    "area", "audio", "base", "col", "embed", "head", "hr", "iframe", "img", "input",
    "link", "meta", "meter", "noscript", "object", "param", "progress", "script",
    "select", "source", "style", "svg", "template", "title", "track", "video", "wbr",
];

/// The blocks of a document: the text of each as it is shown.
pub(super) struct Document(Vec<Vec<char>>);

/// A place: which block, and which of its characters.
type Place = (usize, usize);

/// A text directive, its terms decoded.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Directive {
    pub(super) prefix: Option<String>,
    pub(super) start: String,
    pub(super) end: Option<String>,
    pub(super) suffix: Option<String>,
}

impl Directive {
    /// The one text directive of an address; `None` if there is none, or it is unsound.
    pub(super) fn of(url: &str) -> Option<Self> {
        let (_, fragment) = url.split_once('#')?;
        let (_, directives) = fragment.split_once(":~:")?;
        let mut of_text =
            directives.split('&').filter_map(|one| one.strip_prefix("text="));
        let value = of_text.next()?;
        let mut terms: Vec<&str> = value.split(',').collect();
        let mut directive = Self::default();
        if let Some(prefix) = terms.first()?.strip_suffix('-') {
            directive.prefix = Some(decoded(prefix)?);
            terms.remove(0);
        }
        if let Some(suffix) = terms.last().and_then(|term| term.strip_prefix('-')) {
            directive.suffix = Some(decoded(suffix)?);
            terms.pop();
        }
        match terms[..] {
            [start] => directive.start = decoded(start)?,
            [start, end] => {
                directive.start = decoded(start)?;
                directive.end = Some(decoded(end)?);
            }
            _ => return None,
        }
        Some(directive)
    }
}

/// A term, percent-decoded; `None` if it is empty, or has a mark that parts terms.
fn decoded(term: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = term.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        if byte == b'-' {
            return None;
        }
        if byte == b'%' {
            let digits = std::str::from_utf8(rest.get(..2)?).ok()?;
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
            rest = &rest[2..];
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok().filter(|term| !term.is_empty())
}

impl Document {
    pub(super) fn of_html(html: &str) -> Self {
        let html = Html::parse_document(html);
        let mut blocks = vec![String::new()];
        let mut stack = vec![(html.tree.root(), false)];
        while let Some((node, is_end)) = stack.pop() {
            let is_block = node
                .value()
                .as_element()
                .is_some_and(|element| BLOCKS.contains(&element.name()));
            if is_block {
                blocks.push(String::new());
            }
            if is_end {
                continue;
            }
            match node.value() {
                Node::Text(text) => blocks.last_mut().unwrap().push_str(text),
                // Shown as a line break, which is no space to a browser: a term would have
                // to have a line break as well.
                Node::Element(element) if element.name() == "br" => {
                    blocks.push(String::new());
                    continue;
                }
                Node::Element(element) => {
                    let is_hidden = element.attr("hidden").is_some();
                    if is_hidden || UNSEEN.contains(&element.name()) {
                        continue;
                    }
                }
                Node::Document => {}
                _ => continue,
            }
            stack.push((node, true));
            let children: Vec<_> = node.children().collect();
            stack.extend(children.into_iter().rev().map(|child| (child, false)));
        }
        Self(
            blocks
                .iter()
                .map(|block| shown(block))
                .filter(|one| !one.is_empty())
                .collect(),
        )
    }

    /// Plain text as a page would show it: a paragraph is a block.
    pub(super) fn of_text(text: &str) -> Self {
        let text = text.replace("\r\n", "\n");
        Self(text.split("\n\n").map(shown).filter(|block| !block.is_empty()).collect())
    }

    /// The words that a directive means: "find a range from a text directive".
    pub(super) fn find(&self, directive: &Directive) -> Option<String> {
        let Directive { prefix, start, end, suffix } = directive;
        let must_end = end.is_some() || suffix.is_none();
        let mut from = (0, 0);
        loop {
            let found = if let Some(prefix) = prefix {
                let before = self.search(prefix, from, true, false)?;
                from = (before.0.0, before.0.1 + 1);
                let here = self.skip_space(before.1)?;
                let found = self.search(start, here, false, must_end)?;
                if found.0 != here {
                    continue;
                }
                found
            } else {
                let found = self.search(start, from, true, must_end)?;
                from = (found.0.0, found.0.1 + 1);
                found
            };
            let mut match_end = found.1;
            loop {
                if let Some(end) = end {
                    match_end = self.search(end, match_end, true, suffix.is_none())?.1;
                }
                let Some(suffix) = suffix else {
                    return Some(self.text(found.0, match_end));
                };
                let here = self.skip_space(match_end)?;
                if self.search(suffix, here, false, true)?.0 == here {
                    return Some(self.text(found.0, match_end));
                }
                if end.is_none() {
                    break;
                }
            }
        }
    }

    /// The first place, from `from` on, that has the query within one block: "find a
    /// string in range".
    fn search(
        &self,
        query: &str,
        from: Place,
        start_bounded: bool,
        end_bounded: bool,
    ) -> Option<(Place, Place)> {
        let query = folded(&shown(query));
        for (at, block) in self.0.iter().enumerate().skip(from.0) {
            let least = if at == from.0 { from.1 } else { 0 };
            for start in least..block.len() {
                let Some(end) = matched(&block[start..], &query) else { continue };
                let end = start + end;
                if (!start_bounded || is_boundary(block, start))
                    && (!end_bounded || is_boundary(block, end))
                {
                    return Some(((at, start), (at, end)));
                }
            }
        }
        None
    }

    /// The next place that is no white space.
    fn skip_space(&self, from: Place) -> Option<Place> {
        let (at, start) = from;
        let places = self.0.iter().enumerate().skip(at).flat_map(|(at, block)| {
            block.iter().enumerate().map(move |(place, c)| ((at, place), *c))
        });
        let mut behind = places.skip_while(|&(place, _)| place < (at, start));
        behind.find(|(_, c)| !c.is_whitespace()).map(|(place, _)| place)
    }

    /// The text between two places, blocks apart.
    fn text(&self, start: Place, end: Place) -> String {
        let blocks = self.0.iter().enumerate().take(end.0 + 1).skip(start.0);
        let parts = blocks.map(|(at, block)| {
            let from = if at == start.0 { start.1 } else { 0 };
            let to = if at == end.0 { end.1 } else { block.len() };
            block[from..to].iter().collect::<String>()
        });
        parts.collect::<Vec<_>>().join("\n")
    }
}

/// Text with its white space as it is shown.
fn shown(text: &str) -> Vec<char> {
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().collect()
}

/// A comparison by base characters: neither case nor accents count.
fn base(c: char) -> impl Iterator<Item = char> {
    let parts = std::iter::once(c).nfkd().filter(|&part| !is_combining_mark(part));
    parts.flat_map(char::to_lowercase).collect::<Vec<_>>().into_iter()
}

fn folded(text: &[char]) -> Vec<char> {
    text.iter().flat_map(|&c| base(c)).collect()
}

/// How many characters of a text the query takes at its start, if it is there.
fn matched(text: &[char], query: &[char]) -> Option<usize> {
    let mut left = query;
    for (at, &c) in text.iter().enumerate() {
        if left.is_empty() {
            return Some(at);
        }
        for part in base(c) {
            left = left.strip_prefix(&[part])?;
        }
    }
    left.is_empty().then_some(text.len())
}

/// Whether a word may end at a place of a text: UAX #29, as far as English needs it.
fn is_boundary(text: &[char], at: usize) -> bool {
    let joins = |c: &char| c.is_alphanumeric() || *c == '_' || is_combining_mark(*c);
    let of = |at: Option<usize>| at.and_then(|at| text.get(at));
    let (before, after) = (of(at.checked_sub(1)), of(Some(at)));
    let (Some(before), Some(after)) = (before, after) else { return true };
    let is_inner = |c: &char| "'’.,:;·_".contains(*c);
    let joins_at = |at: Option<usize>| of(at).is_some_and(joins);
    let is_within = joins(before) && joins(after)
        || joins(before) && is_inner(after) && joins_at(Some(at + 1))
        || is_inner(before) && joins(after) && joins_at(at.checked_sub(2));
    !is_within
}
