//! Whether something keeps the article from being read.
//!
//! A wall that is seen where there is none hides what is wrong with a draft (`unread`); a
//! wall that is missed makes a page lack what it only hides (`absent`). So no wall rests
//! on words alone: what counts is where they stand (title, heading, right after the
//! article's last words), what stands around them, and how much of an article there is.
//!
//! Tried in this order, the first that is found is told: [`Wall::Bot`], [`Wall::Error`],
//! [`Wall::Consent`], [`Wall::Paywall`], [`Wall::Script`], [`Wall::Thin`].

mod bot;
mod consent;
mod error;
mod mark;
mod paywall;
mod script;

pub(super) use self::mark::Marks;

use serde::{Deserialize, Serialize};

use super::Page;
use super::fact::Facts;
use super::linked::Linked;
use super::outline::{Outline, Run};
use super::veil;

/// Words under which a text is too thin to be an article: a paragraph or two.
pub(super) const THIN: usize = 60;
/// Bytes of a page's text in which its message is looked for, if it has one.
const MESSAGE: usize = 4000;

/// Runs of a page that are looked at for what they ask; no real page has as many.
const RUNS: usize = 4000;

/// What keeps a page from being read whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Wall {
    /// Only subscribers see the article.
    Paywall,
    /// A consent screen stands before it.
    Consent,
    /// An empty shell that needs scripts.
    Script,
    /// A test that tells people from machines, or a refusal.
    Bot,
    /// A page that says it is not there.
    Error,
    /// Under about 60 words.
    Thin,
    /// A picture of a text, and no text: a scanned PDF.
    Scan,
    /// A file that opens with a password only.
    Locked,
}

impl Wall {
    /// Every wall.
    pub const ALL: [Self; 8] = [
        Self::Paywall,
        Self::Consent,
        Self::Script,
        Self::Bot,
        Self::Error,
        Self::Thin,
        Self::Scan,
        Self::Locked,
    ];

    /// The word used in reports.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Paywall => "paywall",
            Self::Consent => "consent",
            Self::Script => "script",
            Self::Bot => "bot",
            Self::Error => "error",
            Self::Thin => "thin",
            Self::Scan => "scan",
            Self::Locked => "locked",
        }
    }

    /// What an editor would see of it; lower case, no full stop.
    #[must_use]
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Paywall => "the page shows the beginning and asks for a subscription",
            Self::Consent => "a consent screen stands before the article",
            Self::Script => "the page is an empty shell that needs scripts",
            Self::Bot => "the page asks for proof that its reader is no machine",
            Self::Error => "the page says that the article is not there",
            Self::Thin => "the page holds too few words for an article",
            Self::Scan => "the page is a picture of a text; a scanned PDF has no text",
            Self::Locked => "the page is a file that opens with a password only",
        }
    }

    /// What to do about it; lower case, no full stop.
    #[must_use]
    pub const fn remedy(self) -> &'static str {
        match self {
            Self::Paywall => {
                "log in with a browser, open the whole article, and save that page by hand"
            }
            Self::Consent => {
                "open the page in a browser, answer the question, and save the article by \
                 hand"
            }
            Self::Script => {
                "open the page in a browser, wait until the article is there, and save the \
                 page by hand"
            }
            Self::Bot => {
                "open the page in a browser, pass the test, and save the article by hand"
            }
            Self::Error => {
                "look for the article's present address, or for a copy in an archive"
            }
            Self::Thin => {
                "look whether the page has more than this, and save it with the article in \
                 sight"
            }
            Self::Scan => {
                "have the text read by a program for that, or look for the page as text"
            }
            Self::Locked => "open it with its password, and save a copy without one",
        }
    }
}

/// A page that was read, and what it was read from.
pub(super) struct Scene<'p> {
    pub(super) page: &'p Page,
    pub(super) facts: &'p Facts,
    pub(super) linked: &'p Linked,
    pub(super) outline: &'p Outline,
    pub(super) marks: &'p Marks,
    /// The markup.
    pub(super) html: &'p str,
    /// The runs that the article was read from, in order.
    pub(super) picked: &'p [usize],
    /// Words of the article.
    pub(super) words: usize,
}

impl Scene<'_> {
    /// Whether the page says that it is an article: it names its author or its day to
    /// those who ask for them.
    fn is_article(&self) -> bool {
        let kind = self.facts.first_meta(&["og:type"]);
        let published =
            self.facts.first_meta(&["article:published_time", "datepublished"]);
        kind == Some("article")
            || published.is_some()
            || self.linked.published.is_some()
            || self.linked.body.is_some()
            || self.page.byline.is_some()
    }

    /// The title's parts and the first heading, in lower case.
    fn headings(&self) -> Vec<String> {
        let title = self.facts.title.as_deref().unwrap_or_default();
        let parts = title.split(['|', '–', '—', '·', '•']);
        let parts = parts.flat_map(|part| part.split(" - "));
        let headings = self.facts.headings.iter().take(2).map(String::as_str);
        let found = std::iter::once(title).chain(headings).chain(parts).map(fold);
        let mut found: Vec<String> = found.filter(|part| !part.is_empty()).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The runs that a reader sees, with their place in the outline.
    fn shown(&self) -> impl Iterator<Item = (usize, &Run)> {
        let hidden = veil::hidden(self.outline);
        let runs = self.outline.runs.iter().enumerate();
        runs.filter(move |(_, run)| !hidden.get(run.element).copied().unwrap_or(false))
    }

    /// The first words that a reader sees, in lower case.
    fn message(&self) -> String {
        let mut text = String::new();
        for (_, run) in self.shown() {
            text.push_str(self.outline.text_of(run));
            text.push('\n');
            if text.len() > MESSAGE {
                break;
            }
        }
        text.truncate(text.floor_char_boundary(2 * MESSAGE));
        text.to_lowercase().replace('’', "'")
    }
}

/// What stands before the article, if anything does.
pub(super) fn find(scene: &Scene<'_>) -> Option<Wall> {
    let message = scene.message();
    if bot::stands(scene, &message) {
        return Some(Wall::Bot);
    }
    if error::stands(scene, &message) {
        return Some(Wall::Error);
    }
    if consent::stands(scene) {
        return Some(Wall::Consent);
    }
    if paywall::stands(scene) {
        return Some(Wall::Paywall);
    }
    if scene.words >= THIN || is_whole(scene) {
        return None;
    }
    if script::stands(scene, &message) {
        return Some(Wall::Script);
    }
    Some(Wall::Thin)
}

/// Whether a passage is an ask to subscribe, and no part of the article it ends.
pub(super) fn is_ask(passage: &str) -> bool {
    paywall::asks(passage)
}

/// Whether a short text is all there is, by the page's own count of its words.
fn is_whole(scene: &Scene<'_>) -> bool {
    let words = scene.words;
    let counted = scene.linked.words;
    words >= 15 && counted.is_some_and(|said| said.abs_diff(words) * 10 <= words + 9)
}

/// Lower case, letters and digits only, one space between words.
fn fold(text: &str) -> String {
    let lower = text.to_lowercase().replace(['’', '\''], "");
    let words =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// Whether a text has any of the needles, which are in lower case as it is.
fn has_any(text: &str, needles: &[&str]) -> bool {
    let pairs = Pairs::of(text);
    needles.iter().any(|needle| pairs.may_have(needle) && text.contains(needle))
}

/// Which pairs of bytes stand in a text, so that most needles of a long list are told to
/// be missing without a search.
struct Pairs([u64; 64]);

impl Pairs {
    fn of(text: &str) -> Self {
        let mut pairs = Self([0; 64]);
        for pair in text.as_bytes().windows(2) {
            let (slot, bit) = Self::place(pair[0], pair[1]);
            pairs.0[slot] |= bit;
        }
        pairs
    }

    fn may_have(&self, needle: &str) -> bool {
        let has = |pair: &[u8]| {
            let (slot, bit) = Self::place(pair[0], pair[1]);
            self.0[slot] & bit != 0
        };
        needle.as_bytes().windows(2).all(has)
    }

    /// One of 4,096 places for a pair.
    fn place(first: u8, second: u8) -> (usize, u64) {
        let place = (usize::from(first) * 31 + usize::from(second) * 7) & 4095;
        (place >> 6, 1 << (place & 63))
    }
}

#[cfg(test)]
mod tests;
