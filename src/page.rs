//! Reading a page: what an outlet published, freed of all that is not the article.
//!
//! Reading never fails, never panics, and takes time linear in the bytes.

mod article;
mod beside;
mod column;
mod dated;
mod entity;
mod fact;
mod headline;
mod html;
mod linked;
mod meta;
mod mhtml;
mod name;
mod outline;
mod pdf;
mod phrase;
mod plain;
mod repeat;
mod saved;
mod select;
mod shingle;
mod signal;
mod spare;
mod trim;
mod veil;
mod wall;
mod wire;

use std::borrow::Cow;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use self::dated::{Dated, Tier};
pub use self::select::{LONGEST_SELECTOR, Selection, SelectionError};
pub use self::wall::Wall;
use crate::draft;
pub use crate::text::Moment;
use crate::text::Span;
use crate::text::charset;

/// What an outlet published.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// The address it was had from, if known.
    pub url: Option<String>,
    /// The address it gives as its own (`<link rel=canonical>`, `og:url`).
    pub canonical: Option<String>,
    /// The name of the site as the page gives it (`og:site_name`, JSON-LD publisher).
    pub site: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// Authors, as written.
    pub byline: Option<String>,
    /// When it was published.
    pub published: Option<Dated>,
    /// When it was last changed.
    pub modified: Option<Dated>,
    /// BCP 47, as the page gives it.
    pub language: Option<String>,
    /// The wire agency credited, as written.
    pub wire: Option<String>,
    /// The article's text: its body, then standfirst and captions; passages are separated
    /// by `\n`. The headline is [`Page::title`].
    pub text: String,
    /// The passages, in order: places in `text`.
    pub passages: Vec<Passage>,
    /// Where the words of a passage are apart on the page, in order: spaces that are line
    /// breaks, and the ends of large initials.
    pub breaks: Vec<usize>,
    /// What keeps (part of) the article from being read.
    pub wall: Option<Wall>,
    /// Whether part of the page was left out to bound the work: bytes past [`LARGEST`],
    /// or markup that nests or repeats beyond reason. A note says which.
    pub truncated: bool,
    /// When this copy was saved, as it tells itself (RFC 3339).
    pub saved: Option<String>,
    /// What was odd about the page.
    pub notes: Vec<String>,
}

/// A block of a page's article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// Where it is in [`Page::text`].
    #[serde(with = "place")]
    pub span: Span,
    /// What sort of block it is.
    pub kind: PassageKind,
}

/// A span as a pair: the build reads `text::Span` too, and without serde.
mod place {
    use serde::{Deserialize as _, Deserializer, Serialize as _, Serializer};

    use crate::text::Span;

    pub(super) fn serialize<S: Serializer>(
        span: &Span,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        (span.start, span.end).serialize(to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Span, D::Error> {
        <(usize, usize)>::deserialize(from).map(|(start, end)| Span::new(start, end))
    }
}

/// What sort of block a passage is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PassageKind {
    /// The lines under the headline that sum the article up.
    Standfirst,
    /// A heading inside the article.
    Heading,
    /// A paragraph.
    Text,
    /// A block quotation.
    Quote,
    /// An item of a list.
    List,
    /// A row of a table.
    Table,
    /// The caption of a picture.
    Caption,
}

impl PassageKind {
    /// Whether such a passage is no part of the body, and so stands after it.
    #[must_use]
    pub const fn is_beside(self) -> bool {
        matches!(self, Self::Standfirst | Self::Caption)
    }
}

/// Bytes of a page that are read; what comes after is cut off, with a note. The largest
/// of 86 real pages has 1.5 MB; a page saved in one file brings its pictures along.
pub const LARGEST: usize = 32 << 20;

/// Most passages of a page; what comes after is of the last. A passage costs more than a
/// short line of text has bytes.
const PASSAGES: usize = 100_000;

/// Words under which the text in sight is doubted, and hidden text or JSON-LD is tried.
const FEW: usize = 60;

/// Reads a page. `charset` is the label that came with the bytes, if any.
///
/// PDF and MHTML are known by their first bytes; bytes that hold no markup are read as
/// plain text. Where `url` is not given, the address that a saved page tells is taken; an
/// address in a web archive stands for the page that it is a copy of.
#[must_use]
pub fn read(url: Option<&str>, bytes: &[u8], charset: Option<&str>) -> Page {
    read_selected(url, bytes, charset, None)
}

/// Reads a page as [`read`] does, with the body that the user selects, if one is selected
/// and is there.
#[must_use]
pub fn read_selected(
    url: Option<&str>,
    bytes: &[u8],
    charset: Option<&str>,
    selection: Option<&Selection>,
) -> Page {
    if pdf::is_pdf(bytes) {
        let mut page = pdf::read(url, bytes);
        page.notes.extend(selection.map(Selection::nothing));
        return page;
    }
    let Some(message) = mhtml::read(bytes) else {
        return from_bytes(url, bytes, charset, selection);
    };
    let url = url.or(message.url.as_deref());
    let mut page = from_bytes(url, &message.bytes, message.charset.as_deref(), selection);
    page.saved = page.saved.or_else(|| saved::moment(message.date.as_deref()?));
    if message.is_cut {
        page.truncated = true;
        page.notes.push("the file breaks off; it was read as far as it goes".into());
    } else if message.is_short {
        page.notes.push("the file breaks off after the page".into());
    }
    page
}

/// What bytes are that hold no page: a picture, an archive; `None` for all that [`read`]
/// reads.
#[must_use]
pub fn foreign(bytes: &[u8]) -> Option<&'static str> {
    let kind = draft::foreign(bytes)?;
    // Zero bytes in markup are odd, and browsers read it all the same.
    let is_page = pdf::is_pdf(bytes) || kind == "a binary file" && plain::is_html(bytes);
    (!is_page).then_some(kind)
}

/// A page that is HTML or plain text.
fn from_bytes(
    url: Option<&str>,
    bytes: &[u8],
    charset: Option<&str>,
    selection: Option<&Selection>,
) -> Page {
    let kept = &bytes[..bytes.len().min(LARGEST)];
    let charset::Decoded { text, note } = charset::decode(kept, charset);
    let mut page = if plain::is_html(kept) {
        html::read(url, &text, selection)
    } else {
        let mut page = from_text(url, &text);
        page.notes.extend(selection.map(Selection::nothing));
        // An empty file says nothing, and so lacks nothing.
        page.wall = page.passages.is_empty().then_some(Wall::Thin);
        page
    };
    page.notes.extend(note);
    if kept.len() < bytes.len() {
        page.truncated = true;
        page.notes
            .push(format!("only the first {LARGEST} of {} bytes were read", bytes.len()));
    }
    page
}

/// A page that is plain text: each line that is not empty is a passage, or each block
/// between blank lines where an editor wrapped the lines.
#[must_use]
pub fn from_text(url: Option<&str>, text: &str) -> Page {
    let mut page = Page { url: url.map(str::to_owned), ..Page::default() };
    plain::fill(&mut page, text);
    page
}

/// A page given as sentences, each a passage of its own.
#[must_use]
pub fn from_sentences<'t>(sentences: impl IntoIterator<Item = &'t str>) -> Page {
    let mut page = Page::default();
    for sentence in sentences {
        page.push(sentence.trim(), PassageKind::Text);
    }
    page
}

impl Page {
    fn n_words(&self) -> usize {
        self.text.split_whitespace().count()
    }

    /// The body of the article: the text without the standfirst and the captions,
    /// which come after it.
    #[must_use]
    pub fn body(&self) -> &str {
        let is_body = |passage: &&Passage| !passage.kind.is_beside();
        let last = self.passages.iter().rev().find(is_body);
        &self.text[..last.map_or(0, |passage| passage.span.end)]
    }

    /// Adds a cell to the row that is the last passage.
    fn push_cell(&mut self, text: &str) {
        self.text.push_str(" | ");
        self.text.push_str(&printable(text));
        self.end_last();
    }

    /// Lets the last passage reach to the end of the text.
    fn end_last(&mut self) {
        if let Some(last) = self.passages.last_mut() {
            last.span.end = self.text.len();
        }
    }

    /// Adds a passage at the end.
    fn push(&mut self, text: &str, kind: PassageKind) {
        let text = printable(text);
        if text.is_empty() {
            return;
        }
        if self.passages.len() == PASSAGES {
            self.text.push(' ');
            self.text.push_str(&text);
            self.end_last();
            return;
        }
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let start = self.text.len();
        self.text.push_str(&text);
        self.passages.push(Passage { span: Span::new(start, self.text.len()), kind });
    }

    /// Whether what was read is the article's, be it in part.
    #[must_use]
    pub const fn is_article(&self) -> bool {
        !matches!(self.wall, Some(Wall::Consent | Wall::Script | Wall::Bot | Wall::Error))
    }

    /// Whether nothing keeps part of it from being read.
    #[must_use]
    pub const fn is_whole(&self) -> bool {
        self.wall.is_none() && !self.truncated
    }

    /// Whether every place in it is one in its text, as it is in a page that was read; one
    /// that was stored may have been tampered with.
    pub(crate) fn is_sound(&self) -> bool {
        let mut last = 0;
        let is_place = |&at: &usize| self.text.is_char_boundary(at);
        let breaks = &self.breaks;
        breaks.is_sorted()
            && breaks.iter().all(is_place)
            && self.passages.iter().all(|passage| {
                let Span { start, end } = passage.span;
                let follows = last <= start && self.text.get(start..end).is_some();
                last = end;
                follows
            })
    }

    /// The day it was published, if that is firm enough to conclude something from it:
    /// that the page is of another year, or which day "on Thursday" was.
    #[must_use]
    pub fn day(&self) -> Option<Date> {
        self.published.as_ref().filter(|dated| dated.is_firm()).map(|dated| dated.day)
    }
}

/// Text without control characters; one that is white space becomes a space.
fn printable(text: &str) -> Cow<'_, str> {
    if !text.contains(char::is_control) {
        return Cow::Borrowed(text);
    }
    let shown = |c: char| match c {
        _ if !c.is_control() => Some(c),
        _ if c.is_whitespace() => Some(' '),
        _ => None,
    };
    text.chars().filter_map(shown).collect::<String>().trim().to_owned().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A page in the manner of a large outlet: chrome around, between and after.
    const STORY: &str = r#"<!DOCTYPE html><html lang="en-GB"><head>
<meta charset="utf-8"><title>Harbour wall to be raised | The Daily Example</title>
<meta property="og:title" content="Harbour wall to be raised">
<meta property="og:site_name" content="The Daily Example">
<meta property="article:modified_time" content="2026-01-23T08:00:00Z">
<link rel="canonical" href="/news/2026/01/22/harbour-wall">
<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle",
"headline":"Harbour wall to be raised","datePublished":"2026-01-22T23:30:00-05:00",
"author":[{"@type":"Person","name":"Ada Lane"},{"@type":"Person","name":"Ben Ross"}]}</script>
</head><body class="has-sidebar tag-newsletter gallery">
<nav class="site-nav"><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav>
<div id="cookie-banner"><p>We use cookies to make this site work, and to sell you things. Do you accept?</p></div>
<main><article class="story">
<header><h1>Harbour wall to be raised</h1><p class="standfirst">It comes after the highest tide in forty years.</p>
<p class="byline">By Ada Lane and Ben Ross, who write about the coast for us.</p></header>
<figure><img src="a.jpg"><figcaption>The harbour wall at low tide, seen from the lifeboat station. Photograph: Cleo Marsh</figcaption></figure>
<div class="story-body">
<p>The harbour wall at Port Ellery will be raised by two metres, the council said on Thursday, after the <a href="/tide">highest tide</a> in forty years.</p>
<div class="ad-slot"><p>Advertisement: a very long message about a car that nobody needs, in a full sentence.</p></div>
<p>“Nobody wants to see the cellars under water again,” said Ada&nbsp;Prowse, who leads the council.<br><br>Work is to begin in March and to cost £4.2m.</p>
<h2>What happens next</h2>
<blockquote><p>We will build it, and we will build it well.</p></blockquote>
<ul><li>Stone will come by sea from the quarry at Stennack.</li><li>The quay stays open on weekdays.</li></ul>
<table><tr><th>Year</th><th>Highest tide</th></tr><tr><td>1986</td><td>6.1 metres</td></tr></table>
<div class="newsletter-signup"><p>Sign up for our morning letter, which brings you the coast before breakfast.</p></div>
<aside class="related"><h3>More on this story</h3><p>How the last wall was lost to the sea, and who paid for it in the end.</p></aside>
<p hidden>A paragraph that nobody sees, since it waits for a script that never comes.</p>
<p>The Associated Press contributed to this report.</p>
</div></article>
<section id="comments"><p>I have lived here for sixty years and I have never seen such nonsense, says a reader.</p></section>
</main><footer><p>© The Daily Example. All rights are reserved, and so is the harbour.</p></footer></body></html>"#;

    fn story() -> Page {
        read(
            Some("https://example.org/news/2026/01/22/harbour-wall?x=1"),
            STORY.as_bytes(),
            None,
        )
    }

    /// Checks what each passage of a page is, and that every one is in its place.
    #[track_caller]
    fn check(html: &str, expected: &[(PassageKind, &str)]) -> Page {
        let page = read(None, html.as_bytes(), None);
        let found: Vec<_> = page
            .passages
            .iter()
            .map(|passage| (passage.kind, passage.span.of(&page.text)))
            .collect();
        assert_eq!(found, expected);
        page
    }

    #[test]
    fn the_article_is_read_and_nothing_else() {
        use PassageKind::{Caption, Heading, List, Quote, Standfirst, Table, Text};
        check(
            STORY,
            &[
                (
                    Text,
                    "The harbour wall at Port Ellery will be raised by two metres, the council said on Thursday, after the highest tide in forty years.",
                ),
                (
                    Text,
                    "“Nobody wants to see the cellars under water again,” said Ada Prowse, who leads the council.",
                ),
                (Text, "Work is to begin in March and to cost £4.2m."),
                (Heading, "What happens next"),
                (Quote, "We will build it, and we will build it well."),
                (List, "Stone will come by sea from the quarry at Stennack."),
                (List, "The quay stays open on weekdays."),
                (Table, "Year | Highest tide"),
                (Table, "1986 | 6.1 metres"),
                (Text, "The Associated Press contributed to this report."),
                (Standfirst, "It comes after the highest tide in forty years."),
                (
                    Caption,
                    "The harbour wall at low tide, seen from the lifeboat station. Photograph: Cleo Marsh",
                ),
            ],
        );
    }

    #[test]
    fn the_facts_come_from_their_best_witness() {
        let page = story();
        assert_eq!(page.title.as_deref(), Some("Harbour wall to be raised"));
        assert_eq!(page.site.as_deref(), Some("The Daily Example"));
        assert_eq!(page.byline.as_deref(), Some("Ada Lane, Ben Ross"));
        assert_eq!(page.language.as_deref(), Some("en-GB"));
        assert_eq!(page.wire.as_deref(), Some("Associated Press"));
        assert_eq!(
            page.canonical.as_deref(),
            Some("https://example.org/news/2026/01/22/harbour-wall")
        );
        let published = page.published.expect("it has a date");
        assert_eq!(
            (published.day.to_string().as_str(), published.tier),
            ("2026-01-22", Tier::Url)
        );
        let modified = page.modified.expect("it was changed");
        assert_eq!(
            (modified.day.to_string().as_str(), modified.tier),
            ("2026-01-23", Tier::Meta)
        );
        assert_eq!(page.wall, None);
    }

    #[test]
    fn a_date_is_the_day_in_the_pages_own_zone() {
        let page = read(Some("https://example.org/a"), STORY.as_bytes(), None);
        let published = page.published.expect("it has a date");
        assert_eq!(
            (published.day.to_string().as_str(), published.tier),
            ("2026-01-22", Tier::JsonLd)
        );
    }

    #[test]
    fn a_change_is_never_a_publication() {
        let html = "<meta property='article:modified_time' content='2026-01-23'>\
                    <time class='updated' datetime='2026-01-24'>24 January</time><p>Text.</p>";
        let page = read(None, html.as_bytes(), None);
        assert_eq!(page.published, None);
        assert!(page.modified.is_some());
    }

    /// Checks which of the words `ALPHA`, `BETA`… stand in the text of a page.
    #[track_caller]
    fn check_words(body: &str, kept: &[&str], dropped: &[&str]) {
        let page = read(None, format!("<html><body>{body}").as_bytes(), None);
        for word in kept {
            assert!(page.body().contains(word), "{word} is missing: {}", page.body());
        }
        for word in dropped {
            assert!(!page.body().contains(word), "{word} was kept: {}", page.body());
        }
    }

    #[test]
    fn teasers_that_outweigh_the_article_are_not_it() {
        let teaser = format!("<article><h2>Other</h2>{}BETA</article>", prose(3));
        let body = format!(
            "<div id=primary><article><h1>Tide</h1>{}<p>ALPHA rose.</p></article>\
             <article>{}</article></div>",
            prose(4),
            teaser.repeat(6)
        );
        check_words(&body, &["ALPHA"], &["BETA"]);
    }

    #[test]
    fn the_next_stories_of_an_endless_page_are_not_read() {
        let story = |word| {
            let text = prose(8);
            format!(
                "<article><h1>{word}</h1>{text}<p>Here {word} was seen.</p></article>"
            )
        };
        let body =
            format!("<main>{}{}{}</main>", story("ALPHA"), story("BETA"), story("GAMMA"));
        check_words(&body, &["ALPHA"], &["BETA", "GAMMA"]);
    }

    #[test]
    fn lists_of_links_and_closing_notices_are_dropped() {
        let body = format!(
            "<article><h1>Tide</h1><p>Port Ellery</p>{}<ul><li>What <a href=a>BETA did \
             next</a><li>How <a href=b>it was told</a><li>Why <a href=c>it rose</a></ul>\
             <ul><li>ALPHA is an item of the article.<li>So is this <a href=x>one</a>.</ul>\
             <h2>GAMMA</h2><p>Follow us on Twitter at @example</p></article>",
            prose(8)
        );
        check_words(
            &body,
            &["ALPHA"],
            &["BETA", "GAMMA", "Twitter", "Port Ellery", "Tide"],
        );
    }

    #[test]
    fn a_name_that_most_of_the_prose_stands_in_is_no_chrome() {
        let body = format!("<div class='related share'>{}<p>ALPHA.</p></div>", prose(9));
        check_words(&body, &["adjourned"], &[]);
        let hidden = format!(
            "<div>{}</div><p class=sr-only>BETA is for other senses, and a sentence.</p>\
             <p>A word<span class='tooltip'>GAMMA</span> that has a note to it, is it not?</p>",
            prose(9)
        );
        check_words(&hidden, &["adjourned"], &["BETA", "GAMMA"]);
    }

    #[test]
    fn what_is_hidden_is_told_from_what_a_click_or_a_wide_screen_shows() {
        let hidden = [
            "hidden",
            "style='display: none'",
            "style='VISIBILITY:hidden'",
            "style='position:absolute;left:-9999px'",
            "style='position:absolute;clip:rect(1px, 1px, 1px, 1px)'",
            "style='clip-path: inset(50%)'",
            "style='font-size:0'",
            "style='opacity:0'",
            "aria-hidden=true",
            "class='visually-hidden'",
            "class='d-none'",
            "class='hidden print:block'",
            "class='md:hidden'",
            "class='d-block d-md-none'",
        ];
        let shown = [
            "hidden=until-found",
            "style='left:-4px'",
            "style='opacity:0.9'",
            "style='clip:rect(0, 100px, 200px, 0)'",
            "style='font-size:0.9em'",
            "class='d-none d-md-block'",
            "class='hidden lg:flex'",
            "class='accordion-body' hidden",
            "role=tabpanel hidden",
            "class=transcript style='display:none'",
            "class=hiddenite",
        ];
        let body = |attributes: &str| {
            format!(
                "<article>{}<div {attributes}><p>ALPHA was on the list, the clerk said.</p>\
                 </div>{}</article>",
                prose(6),
                prose(6)
            )
        };
        for attributes in hidden {
            check_words(&body(attributes), &[], &["ALPHA"]);
        }
        for attributes in shown {
            check_words(&body(attributes), &["ALPHA"], &[]);
        }
        let details = "<details><summary>More</summary><p>ALPHA was there.</p></details>";
        check_words(
            &format!("<article>{}{details}</article>", prose(9)),
            &["ALPHA"],
            &[],
        );
        let template = "<template><p>BETA was there, and on the list.</p></template>";
        check_words(
            &format!("<article>{}{template}</article>", prose(9)),
            &[],
            &["BETA"],
        );
    }

    #[test]
    fn a_page_that_an_open_dialog_hides_from_screen_readers_is_read() {
        let body = format!("<main aria-hidden=true>{}<p>ALPHA.</p></main>", prose(9));
        check_words(&body, &["ALPHA"], &[]);
        let faded =
            format!("<article style='opacity: 0'>{}<p>ALPHA.</p></article>", prose(9));
        check_words(&faded, &["ALPHA"], &[]);
    }

    /// `n` sentences that differ.
    fn prose(n: usize) -> String {
        let sentence = |i| {
            format!(
                "<p>The council met for the {i}th time this year, and adjourned again.</p>"
            )
        };
        (0..n).map(sentence).collect()
    }

    #[track_caller]
    fn check_wall(html: &str, expected: Option<Wall>) -> Page {
        let page = read(None, html.as_bytes(), None);
        assert_eq!(page.wall, expected, "{:?}", page.text);
        page
    }

    #[test]
    fn walls_are_told_apart() {
        let paid = "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\
                    \"headline\":\"h\",\"isAccessibleForFree\":\"False\"}</script>";
        check_wall(&format!("<html>{paid}{}", prose(5)), Some(Wall::Paywall));
        let read_whole = check_wall(&format!("<html>{paid}{}", prose(40)), None);
        assert_eq!(read_whole.notes.len(), 1);
        let asks = format!("<html>{}<div>Subscribe to continue reading</div>", prose(8));
        check_wall(&asks, Some(Wall::Paywall));
        let ask = "<p>Sign in or subscribe to read the rest.</p>";
        let teaser = check_wall(&format!("<html>{}{ask}", prose(8)), Some(Wall::Paywall));
        assert_eq!(teaser.passages.len(), 8);
        check_wall(
            "<html><div class=consent><p>We and our partners use cookies.</p>\
             <a href=x>Accept all</a></div>",
            Some(Wall::Consent),
        );
        check_wall(
            "<html><div id=root></div><noscript>You need to enable JavaScript to run this \
             app.</noscript><script src=a.js></script>",
            Some(Wall::Script),
        );
        check_wall(
            "<html><p>The council met, and adjourned again.</p>",
            Some(Wall::Thin),
        );
        check_wall(&format!("<html>{}", prose(10)), None);
    }

    #[test]
    fn a_body_given_in_json_ld_stands_in_for_an_empty_page() {
        let body = prose(10).replace("<p>", "").replace("</p>", "\\n");
        let html = format!(
            "<html><script type='application/ld+json'>{{\"@type\":\"NewsArticle\",\
             \"articleBody\":\"{body}\"}}</script><div id=root></div>"
        );
        let page = check_wall(&html, None);
        assert_eq!(page.passages.len(), 10);
        assert_eq!(page.notes.len(), 1);
    }

    #[test]
    fn a_hidden_article_is_read_when_nothing_else_is_there() {
        let page = check_wall(
            &format!("<html><div style='display: none'>{}</div>", prose(10)),
            None,
        );
        assert_eq!(page.passages.len(), 10);
    }

    #[test]
    fn charsets_are_read_as_browsers_do() {
        let decoded = |bytes: &[u8], label| read(None, bytes, label).text;
        assert_eq!(decoded(b"caf\xe9 au lait", Some("iso-8859-1")), "café au lait");
        assert_eq!(decoded("café".as_bytes(), None), "café");
        assert_eq!(decoded(b"\xef\xbb\xbfcaf\xc3\xa9", Some("latin1")), "café");
        assert_eq!(decoded(b"\xff\xfec\0a\0f\0\xe9\0", None), "café");
        let declared =
            b"<html><meta charset=windows-1252><body><p>A caf\xe9 on the quay.</p>";
        assert_eq!(decoded(declared, None), "A café on the quay.");
    }

    #[test]
    fn a_saved_page_tells_where_and_when_it_was_saved() {
        let html = "<!DOCTYPE html><html><!--\n Page saved with SingleFile \n \
                    url: https://example.org/a-b \n saved date: Thu Jan 22 2026 10:00:00 \
                    GMT+0000 (UTC)\n--><p>x";
        let page = read(None, html.as_bytes(), None);
        assert_eq!(page.url.as_deref(), Some("https://example.org/a-b"));
        assert_eq!(page.saved.as_deref(), Some("2026-01-22T10:00:00Z"));
    }

    #[test]
    fn a_copy_in_an_archive_is_the_page_itself() {
        let copy = "https://web.archive.org/web/20260122102345/https://example.org/a";
        let html = format!(
            "<html><head><link rel=canonical href=\"{copy}\"></head><body>\
             <!-- BEGIN WAYBACK TOOLBAR INSERT --><div id=wm-ipp-base><p>12 captures of it, \
             from 3 Jan 2026 to 9 Feb 2026, as everybody may see.</p></div>\
             <!-- END WAYBACK TOOLBAR INSERT --><article>{}</article></body></html>",
            prose(9)
        );
        let page = read(Some(copy), html.as_bytes(), None);
        assert_eq!(page.url.as_deref(), Some("https://example.org/a"));
        assert_eq!(page.canonical.as_deref(), Some("https://example.org/a"));
        assert_eq!(page.saved.as_deref(), Some("2026-01-22T10:23:45Z"));
        assert!(!page.text.contains("captures"), "{}", page.text);
    }

    #[test]
    fn an_amp_page_is_read_without_its_machinery() {
        let aside = "<p>BETA asks in a full sentence whether you agree to all of it.</p>";
        let body = format!(
            "<amp-sidebar id=s>{aside}</amp-sidebar><amp-consent id=c>{aside}</amp-consent>\
             <article>{}<amp-video src=v.mp4><div placeholder>{aside}</div><div fallback>\
             {aside}</div></amp-video><p>ALPHA rose over the wall.</p>\
             <amp-list src=l.json>{aside}</amp-list></article>",
            prose(9)
        );
        check_words(&body, &["ALPHA"], &["BETA"]);
    }

    #[test]
    fn the_inside_of_a_component_is_read_in_its_place() {
        let body = format!(
            "<main><x-story><template shadowrootmode=open><article>{}<p>ALPHA rose.</p>\
             </article></template></x-story></main><template><p>BETA waits.</p></template>",
            prose(9)
        );
        check_words(&body, &["ALPHA"], &["BETA"]);
    }

    #[test]
    fn zero_bytes_in_markup_are_passed_over() {
        let html = "<html><p>The wa\0ll rose, said the council.\0</p>";
        assert_eq!(foreign(html.as_bytes()), None);
        assert_eq!(
            read(None, html.as_bytes(), None).text,
            "The wall rose, said the council."
        );
        assert_eq!(foreign(b"words and \0\0 more"), Some("a binary file"));
    }

    #[test]
    fn addresses_that_are_not_of_the_web_are_no_canonical_ones() {
        for href in ["javascript:alert(1)", "file:///etc/passwd", "//", ""] {
            let html = format!("<html><link rel=canonical href='{href}'><p>x");
            assert_eq!(read(None, html.as_bytes(), None).canonical, None, "{href}");
        }
        let html =
            "<html><base href='https://example.org/b/'><link rel=canonical href=c><p>x";
        assert_eq!(
            read(None, html.as_bytes(), None).canonical.as_deref(),
            Some("https://example.org/b/c")
        );
    }

    #[test]
    fn plain_text_is_read_by_line_or_by_wrapped_block() {
        let texts = |text: &str| {
            let page = read(None, text.as_bytes(), None);
            let spans = page.passages.iter().map(|p| p.span.of(&page.text).to_owned());
            spans.collect::<Vec<_>>()
        };
        assert_eq!(texts("One.\r\nTwo.\r\n\r\nThree."), ["One.", "Two.", "Three."]);
        let wrapped = "The council met on the quay this morning, where it\nwas cold.\n\nIt adjourned.";
        assert_eq!(
            texts(wrapped),
            [
                "The council met on the quay this morning, where it was cold.",
                "It adjourned."
            ]
        );
        assert_eq!(texts("if a < b then c > d"), ["if a < b then c > d"]);
    }

    #[test]
    fn a_file_without_words_is_no_page_that_lacks_something() {
        for bytes in ["", " \n\n\t"] {
            assert_eq!(read(None, bytes.as_bytes(), None).wall, Some(Wall::Thin));
        }
        assert_eq!(read(None, b"A line on a clipping.", None).wall, None);
    }

    #[test]
    fn what_is_over_the_limit_is_cut_with_a_note() {
        let bytes = "word ".repeat(LARGEST / 5 + 2);
        let page = read(None, bytes.as_bytes(), None);
        assert_eq!(page.notes.len(), 1);
        assert!(page.text.len() <= LARGEST);
    }
}

#[cfg(test)]
mod properties {
    use proptest::prelude::*;

    use super::*;

    fn holds(page: &Page) -> bool {
        let parts: Vec<&str> =
            page.passages.iter().map(|passage| passage.span.of(&page.text)).collect();
        parts.iter().all(|part| !part.is_empty()) && parts.join("\n") == page.text
    }

    proptest! {
        #[test]
        fn any_bytes_are_read(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            prop_assert!(holds(&read(None, &bytes, None)));
        }

        #[test]
        fn any_markup_is_read(
            html in "(<(p|div|a|br|li|tr|td|pre|h1|nav|script|svg|article)>|</(p|div|a|td|pre)>|[a-zé.“ \n\r\t]{1,40}|&nbsp;){0,60}"
        ) {
            let page = read(None, format!("<html>{html}").as_bytes(), None);
            prop_assert!(holds(&page));
        }

        #[test]
        fn any_plain_text_is_read(text in "\\PC{0,200}|([a-z]{1,60}[ \n\r]{1,2}){0,60}") {
            prop_assert!(holds(&from_text(None, &text)));
        }
    }
}
