//! Whether something keeps the article from being read.

use super::fact::Facts;
use super::linked::Linked;
use super::{Page, Wall};

/// Words under which a text is too thin to be an article: a paragraph or two.
const THIN: usize = 60;
/// Words under which a text that is said not to be free counts as its teaser.
const TEASER: usize = 200;

/// Bytes of text under which a page with scripts is an empty shell: a name and a menu.
const SHELL: usize = 200;

/// Lines that ask for a subscription in place of the rest.
const ASKS: &[&str] = &[
    "subscribe to continue",
    "subscribe to read",
    "subscribe now to read",
    "to continue reading",
    "already a subscriber",
    "to read the full",
    "to read the rest of",
    "this article is reserved for",
    "become a member to read",
    "register to read",
];

/// What stands before the article; `all` is all text the page shows.
pub(super) fn find(
    page: &mut Page,
    facts: &Facts,
    linked: &Linked,
    all: &str,
) -> Option<Wall> {
    let words = page.text.split_whitespace().count();
    let is_cut = linked.words.is_some_and(|said| said > words + words / 2 + 40)
        || page.text.ends_with('…')
        || page.text.ends_with("...");
    let asks = words < TEASER && has_any(all, ASKS);
    if linked.free == Some(false) {
        if words < TEASER || is_cut {
            return Some(Wall::Paywall);
        }
        page.notes.push("the page says it is not free, yet its article is there".into());
    }
    if asks {
        return Some(Wall::Paywall);
    }
    if words >= THIN {
        return None;
    }
    if has_any(all, &["cookie", "consent", "privacy"])
        && has_any(all, &["accept", "agree", "reject"])
    {
        return Some(Wall::Consent);
    }
    let needs_script = |text: &str| has_any(text, &["javascript"]);
    let is_shell = all.len() < SHELL && facts.n_scripts > 0;
    if needs_script(&facts.noscript) || needs_script(all) || is_shell {
        return Some(Wall::Script);
    }
    Some(Wall::Thin)
}

fn has_any(text: &str, needles: &[&str]) -> bool {
    // The asking stands near the article; the first megabyte is more than enough.
    let head = &text[..text.floor_char_boundary(1 << 20)];
    let lower = head.to_lowercase();
    needles.iter().any(|needle| lower.contains(needle))
}
