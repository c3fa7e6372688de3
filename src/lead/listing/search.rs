//! Pages of results, and other pages with links to articles.
//!
//! A link is taken for one to an article if it leads to the same site, is not in what
//! frames the page, and has words of a headline or an address made of them. What is said
//! after it and before the next such link is its own.

use url::Url;

use super::entry::{SUMMARY, Shelf, TITLE, day, one_line};
use super::{Entry, Kind};
use crate::text::tree::{self, Edge, Element, Node};

/// Links that are taken from a page.
const MOST: usize = 2000;
/// Words of a text that may be a headline.
const HEADLINE: usize = 4;
/// Words of an address that may be made of a headline.
const SLUG: usize = 3;
/// Words of a text that says what an article says.
const SENTENCE: usize = 8;
/// Bytes of a text that are kept.
const LONGEST: usize = 4096;

/// Elements that frame a page.
const FRAME: &[&str] = &["nav", "header", "footer", "aside", "form", "select", "dialog"];
/// Elements whose text nobody sees.
const UNSEEN: &[&str] = &["script", "style", "template", "noscript", "svg", "iframe"];
/// First parts of addresses of pages that list articles or tell of the outlet.
const LISTS: &[&str] = &[
    "about",
    "archive",
    "archives",
    "author",
    "authors",
    "by",
    "categories",
    "category",
    "contact",
    "privacy",
    "profile",
    "search",
    "section",
    "sections",
    "tag",
    "tags",
    "terms",
    "topic",
    "topics",
    "user",
    "users",
];

/// Reads a page of results.
pub(super) fn read(shelf: &mut Shelf, url: &str, html: &str) -> Kind {
    let Ok(own) = Url::parse(url) else { return Kind::Nothing };
    let tree = tree::parse(html).tree;
    let mut walk = Walk {
        shelf,
        own,
        hidden: 0,
        link: None,
        text: String::new(),
        found: Vec::new(),
    };
    for edge in tree.root().traverse() {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Element(element) => walk.open(element),
                Node::Text(text) if walk.hidden == 0 => push(&mut walk.text, text),
                _ => {}
            },
            Edge::Close(node) => {
                if let Node::Element(element) = node.value() {
                    walk.close(element);
                }
            }
        }
    }
    walk.says();
    let found = walk.found;
    for entry in found {
        shelf.push(entry);
    }
    Kind::Search
}

struct Walk<'s> {
    shelf: &'s Shelf,
    own: Url,
    /// Elements that are open and whose text is no article's.
    hidden: usize,
    /// The address of the link that is open.
    link: Option<String>,
    /// The text since the last block or link began.
    text: String,
    found: Vec<Entry>,
}

impl Walk<'_> {
    fn open(&mut self, element: Element<'_>) {
        let name = element.name();
        self.hidden += usize::from(FRAME.contains(&name) || UNSEEN.contains(&name));
        if self.hidden > 0 {
            return;
        }
        match name {
            "a" => {
                self.says();
                let url = element.attr("href").and_then(|href| self.shelf.address(href));
                self.link = url.filter(|url| self.is_article(url));
            }
            "time" => {
                let day = element.attr("datetime").and_then(day);
                if let Some(last) =
                    self.found.last_mut().filter(|last| last.published.is_none())
                {
                    last.published = day;
                }
            }
            "p" | "div" | "li" | "article" | "section" | "br" | "td"
                if self.link.is_none() =>
            {
                self.says();
            }
            _ => {}
        }
    }

    fn close(&mut self, element: Element<'_>) {
        let name = element.name();
        if self.hidden > 0 {
            self.hidden -= usize::from(FRAME.contains(&name) || UNSEEN.contains(&name));
        } else if name == "a"
            && let Some(url) = self.link.take()
        {
            let text = std::mem::take(&mut self.text);
            self.add(url, &text);
        } else if matches!(name, "p" | "div" | "li" | "article" | "section" | "td") {
            self.says();
        }
    }

    /// Takes a link, or its words for one to the same page that had none.
    fn add(&mut self, url: String, text: &str) {
        let title =
            one_line(text, TITLE).filter(|line| line.split(' ').count() >= HEADLINE);
        if let Some(known) = self.found.last_mut().filter(|last| last.url == url) {
            known.title = known.title.take().or(title);
            return;
        }
        let is_told = title.is_some() || words_of(&url) >= SLUG;
        if is_told && self.found.len() < MOST {
            self.found.push(Entry { url, title, ..Entry::default() });
        }
    }

    /// Ends a text; a sentence is of the link before it.
    fn says(&mut self) {
        let text = std::mem::take(&mut self.text);
        let line =
            one_line(&text, SUMMARY).filter(|line| line.split(' ').count() >= SENTENCE);
        if let (Some(line), Some(last)) = (line, self.found.last_mut()) {
            last.summary.get_or_insert(line);
        }
    }

    /// Whether an address may be an article's of this site.
    fn is_article(&self, url: &str) -> bool {
        let Ok(url) = Url::parse(url) else { return false };
        let bare = |url: &Url| {
            url.host_str()
                .map(|host| host.strip_prefix("www.").unwrap_or(host).to_owned())
        };
        let is_own = url.port() == self.own.port() && bare(&url) == bare(&self.own);
        let first =
            url.path_segments().and_then(|mut parts| parts.next().map(str::to_lowercase));
        let first = first.unwrap_or_default();
        is_own
            && !first.is_empty()
            && url.path() != self.own.path()
            && !LISTS.contains(&first.as_str())
    }
}

/// How many words the last part of an address is made of.
fn words_of(url: &str) -> usize {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let last = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let parts = last.split(['-', '_']);
    parts.filter(|part| part.len() > 1 && part.chars().all(char::is_alphabetic)).count()
}

fn push(text: &mut String, more: &str) {
    let room = LONGEST.saturating_sub(text.len());
    text.push_str(&more[..more.floor_char_boundary(room)]);
}
