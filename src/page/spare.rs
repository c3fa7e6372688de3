//! Where else a page keeps its article: out of sight, in JSON-LD, in `<noscript>`.
//!
//! Each is a witness that lies at times: a menu, a summary, the body of another story, a
//! body that is cut as well. So it is taken only if it holds what the page shows and much
//! more, and is said in a note.

use rustc_hash::FxHashSet;

use super::article::Sight;
use super::entity::unescape;
use super::linked::Linked;
use super::outline::Outline;
use super::shingle;
use super::{FEW, Page, Wall};
use crate::text::tree;

/// Words of a shingle.
const SHINGLE: usize = 4;
/// Share of what is shown that must stand in the other text, in percent.
const HELD: usize = 60;
/// Share under which the other text is another story's, in percent.
const OTHER: usize = 10;
/// Words from which what is shown tells by its shingles what story it is.
const TELLING: usize = 30;
/// Words from which a text that ends as a sentence does may be whole.
const WHOLE: usize = 150;
/// Letters from which a word of the title tells its story.
const LONG: usize = 4;

/// A text that might be the article.
pub(super) struct Spare {
    pub(super) page: Page,
    note: &'static str,
}

/// What a page keeps out of sight, together with what it shows.
pub(super) fn hidden(page: &Page, outline: &Outline) -> Spare {
    let mut spare = Page { title: page.title.clone(), ..Page::default() };
    spare.take(outline, Sight::Hidden);
    Spare { page: spare, note: "the article is hidden until a script shows it" }
}

/// The body that a page gives in JSON-LD.
pub(super) fn in_json(linked: &Linked) -> Option<Spare> {
    let body = linked.body.as_deref()?;
    Some(Spare {
        page: from_body(&plain(body)),
        note: "the article was read from the page's JSON-LD",
    })
}

/// What a page has for browsers without scripts.
pub(super) fn without_scripts(page: &Page, noscript: &str) -> Option<Spare> {
    let is_text = noscript.len() > FEW * 5 && noscript.contains("<p");
    is_text.then(|| {
        let mut spare = Page { title: page.title.clone(), ..Page::default() };
        spare.take(&Outline::new(&tree::parse(noscript).tree), Sight::Shown);
        Spare {
            page: spare,
            note: "the article was read from what is there for browsers without scripts",
        }
    })
}

/// A body with its entities resolved: they are escaped once, twice or not at all.
fn plain(body: &str) -> String {
    let mut text = body.to_owned();
    for _ in 0..2 {
        let is_escaped = ["&lt;", "&gt;", "&amp;", "&quot;", "&#", "&nbsp;", "&rsquo;"]
            .iter()
            .any(|entity| text.contains(entity));
        if !is_escaped {
            break;
        }
        text = unescape(&text);
    }
    text
}

/// A body as passages.
fn from_body(body: &str) -> Page {
    let has_tags = ["</p>", "<br", "</div>", "<p>", "</a>", "&#"];
    if has_tags.iter().any(|tag| body.contains(tag)) {
        let marked = if body.contains("<p") || body.contains("<br") {
            body.to_owned()
        } else {
            body.replace('\n', "<br><br>")
        };
        // All of it is the article: there is no menu to tell it from.
        let outline = Outline::new(&tree::parse(&marked).tree);
        let mut given = Page::default();
        for run in &outline.runs {
            given.push(outline.text_of(run), outline.kind(run));
        }
        return given;
    }
    if body.contains('\n') {
        return super::from_text(None, body);
    }
    super::from_text(None, &unglue(body))
}

/// Line breaks where paragraphs were run together: `the sea.The council`.
fn unglue(body: &str) -> String {
    let mut out = String::with_capacity(body.len() + 64);
    let (mut before, mut last) = (' ', ' ');
    let mut rest = body.chars().peekable();
    while let Some(c) = rest.next() {
        let ended = matches!(last, '.' | '!' | '?' | '”' | '"');
        let is_word = before.is_lowercase() || matches!(before, '.' | '!' | '?' | ',');
        let starts = c.is_uppercase() && rest.peek().is_some_and(|c| c.is_lowercase())
            || matches!(c, '“');
        if ended && is_word && starts {
            out.push('\n');
        }
        out.push(c);
        (before, last) = (last, c);
    }
    out
}

impl Spare {
    /// Whether it holds what the page shows, and much more.
    pub(super) fn is_more(&self, page: &Page) -> bool {
        let (own, shown) = (self.page.n_words(), page.n_words());
        own >= FEW.max(shown + shown / 3 + 20) && self.is_of(page)
    }

    /// Whether it is another story than the one the page shows.
    pub(super) fn is_other(&self, page: &Page) -> bool {
        let enough = self.page.n_words() >= FEW && page.n_words() >= FEW;
        enough && held(&page.text, &self.page.text) < OTHER
    }

    /// Whether it is the story that the page shows the beginning of, or has the title of.
    fn is_of(&self, page: &Page) -> bool {
        if page.n_words() >= TELLING {
            return held(&page.text, &self.page.text) >= HELD;
        }
        let Some(title) = &page.title else { return true };
        let text = self.page.text.to_lowercase();
        let title = title.to_lowercase();
        let words = title.split(|c: char| !c.is_alphanumeric());
        // Where no spaces stand between words, a title tells nothing here.
        let is_long = |word: &&str| {
            word.chars().count() >= LONG && word.chars().all(|c| c.len_utf8() < 3)
        };
        let long: Vec<&str> = words.filter(is_long).collect();
        let told = long.iter().filter(|word| text.contains(**word)).count();
        told * 3 >= long.len()
    }

    /// Whether it breaks off: in dots, in mid sentence, short of the words that the page
    /// counts, or no longer than what is given to those who do not pay.
    pub(super) fn is_cut(&self, wall: Option<Wall>, counted: Option<usize>) -> bool {
        let words = self.page.n_words();
        let bare = self.page.text.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']']);
        let dots = bare.ends_with('…') || bare.ends_with("...");
        let open = !bare.ends_with(['.', '!', '?', '。', '।', '؟']);
        let short = counted.is_some_and(|said| said > words + words / 4 + 20);
        let teaser = wall == Some(Wall::Paywall) && words < WHOLE;
        dots || short || (counted.is_none() && (open || teaser))
    }

    /// Puts it in the place of what the page shows, and says so.
    pub(super) fn take(self, page: &mut Page) {
        page.text = self.page.text;
        page.passages = self.page.passages;
        page.breaks = self.page.breaks;
        page.notes.push(self.note.to_owned());
    }
}

/// How much of `part` stands in `whole`, in percent of its runs of [`SHINGLE`] words.
fn held(part: &str, whole: &str) -> usize {
    let whole: FxHashSet<u64> = shingles(whole).into_iter().collect();
    let part = shingles(part);
    let found = part.iter().filter(|shingle| whole.contains(shingle)).count();
    if part.is_empty() { 0 } else { found * 100 / part.len() }
}

/// A number for each [`SHINGLE`] words in a row, as marks and white space part them.
fn shingles(text: &str) -> Vec<u64> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    shingle::of(words.filter(|word| !word.is_empty()).map(shingle::key), SHINGLE)
}

#[cfg(test)]
mod tests {
    use super::super::{Wall, read};

    /// Sentences that differ, in paragraphs of two.
    fn sentences(from: usize, to: usize) -> Vec<String> {
        let sentence = |at: usize| {
            format!(
                "On day {at} the council met at the quay and heard {} captains speak.",
                at + 7
            )
        };
        (from..to)
            .map(|at| format!("{} {}", sentence(2 * at), sentence(2 * at + 1)))
            .collect()
    }

    fn paragraphs(from: usize, to: usize) -> String {
        format!("<p>{}</p>", sentences(from, to).join("</p><p>"))
    }

    fn page(body: &str, shown: &str) -> String {
        let linked = serde_json::json!({
            "@type": "NewsArticle", "headline": "The council and the captains",
            "articleBody": body,
        });
        let linked = linked.to_string().replace('<', "\\u003c");
        format!(
            "<html><head><title>The council and the captains</title><script \
             type='application/ld+json'>{linked}</script></head><body><article><h1>The council \
             and the captains</h1>{shown}</article></body></html>"
        )
    }

    /// How many passages are read, which note there is, and which wall.
    #[track_caller]
    fn check(html: &str, passages: usize, note: Option<&str>, wall: Option<Wall>) {
        let page = read(None, html.as_bytes(), None);
        assert_eq!((page.passages.len(), page.wall), (passages, wall), "{}", page.text);
        let noted = page.notes.iter().any(|known| Some(known.as_str()) == note);
        assert_eq!(noted, note.is_some(), "{:?}", page.notes);
        assert!(note.is_some() || page.notes.is_empty(), "{:?}", page.notes);
    }

    const GIVEN: Option<&str> = Some("the article was read from the page's JSON-LD");
    const HIDDEN: Option<&str> = Some("the article is hidden until a script shows it");

    #[test]
    fn a_body_in_json_ld_is_taken_where_the_page_shows_a_part_of_it() {
        let body = sentences(0, 12).join("\n");
        check(&page(&body, &paragraphs(0, 3)), 12, GIVEN, None);
        check(&page(&body, ""), 12, GIVEN, None);
        check(&page(&body, &paragraphs(0, 12)), 12, None, None);
        check(&page(&body, &paragraphs(0, 11)), 11, None, None);
    }

    #[test]
    fn a_body_is_read_however_it_is_escaped() {
        let marked = paragraphs(0, 12);
        let once = marked.replace('<', "&lt;").replace('>', "&gt;");
        let twice = once.replace('&', "&amp;");
        for body in [&marked, &once, &twice] {
            check(&page(body, &paragraphs(0, 3)), 12, GIVEN, None);
        }
        let broken = sentences(0, 12).join("<br/><br/>");
        check(&page(&broken, &paragraphs(0, 3)), 12, GIVEN, None);
    }

    #[test]
    fn all_of_a_body_is_read_however_its_parts_are_nested() {
        let body = format!(
            "<body>{}<blockquote>{}</blockquote><div>{}</div></body>",
            paragraphs(0, 3),
            paragraphs(3, 4),
            paragraphs(4, 14)
        );
        check(&page(&body, &paragraphs(0, 2)), 14, GIVEN, None);
    }

    #[test]
    fn paragraphs_that_were_run_together_are_told_apart() {
        check(&page(&sentences(0, 12).concat(), &paragraphs(0, 3)), 12, GIVEN, None);
    }

    #[test]
    fn another_story_and_a_summary_are_not_taken() {
        let other = Some("the page's JSON-LD has the text of another story");
        let story =
            "Rain fell on the hills for a week, and the river rose above its banks. \
                     Nobody was hurt.\n"
                .repeat(20);
        check(&page(&story, &paragraphs(0, 5)), 5, other, None);
        check(&page(&sentences(0, 1)[0], &paragraphs(0, 5)), 5, None, None);
        let thin = "<p>The council sat.</p>";
        check(&page(&story, thin), 2, None, Some(Wall::Thin));
    }

    #[test]
    fn a_body_that_is_cut_leaves_the_wall() {
        let ask = "<p>Subscribe to continue reading this article.</p>";
        let shown = paragraphs(0, 2) + ask;
        let cut = sentences(0, 8).join("\n") + " And then the captains …";
        check(&page(&cut, &shown), 8, GIVEN, Some(Wall::Paywall));
        let whole = sentences(0, 12).join("\n");
        check(&page(&whole, &shown), 12, GIVEN, None);
    }

    #[test]
    fn an_article_that_is_hidden_behind_its_teaser_is_read() {
        let ask =
            "<div class=offer><p>Subscribe to continue reading this article.</p></div>";
        let html = |rest: &str| {
            format!(
                "<html><article><h1>Captains</h1>{}{ask}{rest}</article>",
                paragraphs(0, 3)
            )
        };
        let rest =
            format!("<div class=rest style='display:none'>{}</div>", paragraphs(3, 12));
        check(&html(&rest), 12, HIDDEN, None);
        check(&html(""), 3, None, Some(Wall::Paywall));
    }

    #[test]
    fn what_is_there_for_browsers_without_scripts_is_read_if_nothing_else_is() {
        let html = |shown: &str| {
            format!(
                "<html><body><h1>Captains</h1><div id=root>{shown}</div><noscript>{}</noscript>\
                 <script src=a.js></script>",
                paragraphs(0, 6)
            )
        };
        let note =
            Some("the article was read from what is there for browsers without scripts");
        check(&html(""), 6, note, None);
        check(&html(&paragraphs(0, 6)), 6, None, None);
    }
}
