//! Words by which what outlets put around an article and between its paragraphs is known.

pub(super) mod notice;
pub(super) mod section;

/// Longest line that may be boilerplate by how it begins.
const LINE: usize = 200;

/// Whole lines, in lower case without marks at the end.
const LINES: &[&str] = &[
    "ad",
    "advertisement",
    "advertising",
    "article continues below",
    "share",
    "share this",
    "share this article",
    "share this story",
    "comments",
    "related",
    "related articles",
    "related stories",
    "read more",
    "story continues",
    "story continues below",
    "story continues below advertisement",
    "continue reading",
    "sponsored",
    "sponsored content",
    "promoted",
    "loading",
    "print",
    "email",
    "tweet",
    "getty images",
    "more",
    "view comments",
    "leave a comment",
    "sign up",
    "subscribe",
    "close",
    "menu",
    "top stories",
    "recommended",
    "trending",
    "most read",
    "most popular",
    "you may also like",
    "tags",
    "continue reading below",
    "article continues after ad",
    "skip advertisement",
];

/// How lines begin that lead away from the article.
const OPENINGS: &[&str] = &[
    "advertisement",
    "read more:",
    "read also:",
    "also read:",
    "see also:",
    "related:",
    "more:",
    "read:",
    "related story:",
    "related stories:",
    "watch:",
    "more on this story",
    "click here to",
    "click here for",
    "sign up for",
    "sign up to",
    "subscribe to ",
    "follow us on",
    "like us on facebook",
    "download our app",
    "download the ",
    "get the latest",
    "support our journalism",
    "copyright ©",
    "© ",
    "all rights reserved",
    "share this ",
    "join the conversation",
    "photo:",
    "image:",
    "image source",
    "image caption",
    "media caption",
    "this article was originally published",
    "story continues below",
    "article continues below",
];

/// How lines begin that are never an article's last.
const NOTICES: &[&str] =
    &["filed under", "topics:", "tags:", "copyright", "have your say", "©"];

/// How lines begin that send readers elsewhere, where they name a network or an address as well.
const CLOSINGS: &[&str] = &[
    "follow ",
    "get ",
    "listen to ",
    "email ",
    "write to ",
    "contact ",
    "originally published",
    "this article first appeared",
    "this story was originally",
    "if you purchase",
    "we may earn",
    "send us ",
];

/// Whether a line at the end of an article is a notice and no part of it.
pub(super) fn is_closing(text: &str) -> bool {
    if text.len() > 2 * LINE {
        return false;
    }
    let lower = text.to_lowercase();
    let is_address =
        !text.contains(' ') && (text.contains('@') || text.contains(".com/"));
    let names_network =
        ["twitter", "facebook", "instagram", "newsletter", "@", "click here"]
            .iter()
            .any(|network| lower.contains(network));
    is_address
        || NOTICES.iter().any(|opening| lower.starts_with(opening))
        || (names_network && CLOSINGS.iter().any(|opening| lower.starts_with(opening)))
}

/// Whether a line is boilerplate by its wording alone.
pub(super) fn is_boilerplate(text: &str) -> bool {
    if text.len() > LINE {
        return false;
    }
    if !text.contains(char::is_alphanumeric) {
        return true;
    }
    let lower = text.to_lowercase();
    let bare = lower.trim_matches(|c: char| !c.is_alphanumeric());
    LINES.contains(&bare) || OPENINGS.iter().any(|opening| lower.starts_with(opening))
}
