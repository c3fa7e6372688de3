//! What an element's name, role, class and id say of its part in a page.
//!
//! Class and id are split into words (`c-relatedPosts__item` is `c related posts item`),
//! so that `ad` is found in `ad-slot` and not in `headline`.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

use crate::text::tree::Element;

use super::veil;

/// The longest word that can match one of the lists.
const WORD: usize = 24;

/// A set of hints, one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Signals(u16);

impl Signals {
    /// Menus, breadcrumbs, page footers.
    pub(super) const NAVIGATION: Self = Self(1);
    /// Other stories.
    pub(super) const RELATED: Self = Self(1 << 1);
    /// What readers wrote.
    pub(super) const COMMENT: Self = Self(1 << 2);
    /// Buttons that share or follow.
    pub(super) const SHARE: Self = Self(1 << 3);
    /// Advertisements, newsletters, subscriptions.
    pub(super) const PROMOTION: Self = Self(1 << 4);
    /// Cookie notices, dialogs.
    pub(super) const NOTICE: Self = Self(1 << 5);
    /// Byline, dateline, tags, the author's portrait.
    pub(super) const ABOUT: Self = Self(1 << 6);
    /// Captions and credits of pictures.
    pub(super) const CAPTION: Self = Self(1 << 7);
    /// Not shown.
    pub(super) const HIDDEN: Self = Self(1 << 8);
    /// Named as the body of the article.
    pub(super) const BODY: Self = Self(1 << 9);
    /// Named as the body of the article in a vocabulary made for it.
    pub(super) const MARKED: Self = Self(1 << 10);
    /// Everything that is no part of the article's text.
    pub(super) const CHROME: Self = Self(0b1111_1111);

    /// The lines under the headline that sum the article up.
    pub(super) const STANDFIRST: Self = Self(1 << 13);
    /// Named as what stands in the way of those who do not pay.
    pub(super) const GATE: Self = Self(1 << 14);

    const ARTICLE_WORD: Self = Self(1 << 11);
    const BODY_WORD: Self = Self(1 << 12);

    /// Both sets.
    pub(super) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether any hint of `other` is in this set.
    pub(super) const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(super) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }
}

/// The hints of an element.
pub(super) fn of(element: &Element<'_>) -> Signals {
    let mut found = of_tag(element.name());
    for (name, value) in element.attrs() {
        found = found.and(match name {
            "class" | "id" => of_names(value),
            "data-component"
            | "data-testid"
            | "data-module"
            | "data-type"
            | "data-component-name"
            | "data-block"
            | "aria-label" => of_names(value).without(Signals::BODY),
            "role" => of_role(value),
            "itemprop" => of_property(value),
            "property" if value.contains("articleBody") => Signals::MARKED,
            // What AMP shows while, or in case, something else does not come.
            "placeholder" | "fallback" if value.is_empty() => Signals::HIDDEN,
            "aria-hidden" if value.trim() == "true" => Signals::NAVIGATION,
            "style" if veil::is_faded(value) => Signals::NAVIGATION,
            _ => Signals::default(),
        });
    }
    if veil::is_hidden(element) { found.and(Signals::HIDDEN) } else { found }
}

fn of_tag(name: &str) -> Signals {
    match name {
        "nav" | "footer" | "menu" => Signals::NAVIGATION,
        "aside" => Signals::RELATED,
        "figcaption" => Signals::CAPTION,
        "dialog" => Signals::NOTICE,
        "form" => Signals::PROMOTION,
        "address" => Signals::ABOUT,
        _ => Signals::default(),
    }
}

fn of_role(value: &str) -> Signals {
    match value.trim() {
        "navigation" | "menu" | "menubar" | "banner" | "contentinfo" | "search"
        | "tablist" | "toolbar" => Signals::NAVIGATION,
        "complementary" => Signals::RELATED,
        "dialog" | "alertdialog" | "tooltip" | "alert" => Signals::NOTICE,
        _ => Signals::default(),
    }
}

fn of_property(value: &str) -> Signals {
    match value.trim() {
        "articleBody" => Signals::MARKED,
        "author" | "datePublished" | "dateModified" | "publisher" | "keywords" => {
            Signals::ABOUT
        }
        "caption" => Signals::CAPTION,
        "alternativeHeadline" | "description" => Signals::STANDFIRST,
        "comment" => Signals::COMMENT,
        _ => Signals::default(),
    }
}

/// Beginnings of names that tell what an element has or is filed under, not what it is:
/// `has-sidebar`, `tag-newsletter`.
const STATES: &[&str] = &[
    "has-",
    "no-",
    "not-",
    "with-",
    "without-",
    "is-",
    "tag-",
    "category-",
    "type-",
    "status-",
    "format-",
    "js-",
    "url-",
];

/// The hints in a class or id attribute.
fn of_names(value: &str) -> Signals {
    let mut all = Signals::default();
    for name in value.split_ascii_whitespace() {
        if STATES.iter().any(|state| name.starts_with(state)) {
            continue;
        }
        let mut found = Signals::default();
        for_words(name, |word| found = found.and(of_word(word)));
        let names_body =
            found.any(Signals::ARTICLE_WORD) && found.any(Signals::BODY_WORD);
        if names_body && !found.any(Signals::CHROME) {
            found = found.and(Signals::BODY);
        }
        all = all.and(found.without(Signals::ARTICLE_WORD.and(Signals::BODY_WORD)));
    }
    all
}

/// Calls `use_word` with each word of a name, in lower case.
pub(super) fn for_words(name: &str, mut use_word: impl FnMut(&str)) {
    let mut word = [0_u8; WORD];
    let mut length = 0;
    let mut was_lower = false;
    for byte in name.bytes().chain([b' ']) {
        let starts = byte.is_ascii_uppercase() && was_lower;
        if starts || !byte.is_ascii_alphanumeric() {
            if (1..=WORD).contains(&length)
                && let Ok(found) = std::str::from_utf8(&word[..length])
            {
                use_word(found);
            }
            length = 0;
        }
        if byte.is_ascii_alphanumeric() {
            if let Some(slot) = word.get_mut(length) {
                *slot = byte.to_ascii_lowercase();
            }
            length += 1;
        }
        was_lower = byte.is_ascii_lowercase() || byte.is_ascii_digit();
    }
}

/// Beginnings of words run together: `relatedposts`, `sharebuttons`.
const PREFIXES: &[(&str, Signals)] = &[
    ("related", Signals::RELATED),
    ("recommend", Signals::RELATED),
    ("recirc", Signals::RELATED),
    ("trending", Signals::RELATED),
    ("sidebar", Signals::RELATED),
    ("mostread", Signals::RELATED),
    ("mostpopular", Signals::RELATED),
    ("readmore", Signals::RELATED),
    ("readalso", Signals::RELATED),
    ("comment", Signals::COMMENT),
    ("sharing", Signals::SHARE),
    ("share", Signals::SHARE),
    ("social", Signals::SHARE),
    ("newsletter", Signals::PROMOTION),
    ("subscri", Signals::PROMOTION),
    ("sponsor", Signals::PROMOTION),
    ("advert", Signals::PROMOTION),
    ("promo", Signals::PROMOTION),
    ("cookie", Signals::NOTICE),
    ("breadcrumb", Signals::NAVIGATION),
    ("caption", Signals::CAPTION),
    ("byline", Signals::ABOUT),
];

fn of_word(word: &str) -> Signals {
    match word {
        "nav" | "navbar" | "navigation" | "menu" | "submenu" | "footer" | "masthead"
        | "pagination" | "pager" | "toolbar" | "colophon" | "copyright" | "toc"
        | "skip" => Signals::NAVIGATION,
        "outbrain" | "taboola" | "zergnet" | "revcontent" | "mgid" | "nativo"
        | "popular" | "teaser" | "teasers" | "upnext" | "similar" | "suggested"
        | "suggestions" | "rail" | "aside" | "also" | "more" | "latest" | "recent"
        | "playlist" | "carousel" | "crosslinks" | "readnext" | "reco" | "recos" => {
            Signals::RELATED
        }
        "disqus" | "respond" | "replies" | "livefyre" | "spotim" | "viafoura"
        | "coral" => Signals::COMMENT,
        "addthis" | "addtoany" | "follow" | "sharedaddy" | "print" => Signals::SHARE,
        "signup" | "ad" | "ads" | "adv" | "dfp" | "cta" | "donate" | "donation"
        | "membership" | "marketing" | "affiliate" | "commercial" | "appeal"
        | "adslot" | "adsense" | "optin" | "mailchimp" => Signals::PROMOTION,
        "paywall" => Signals::PROMOTION.and(Signals::GATE),
        "regwall" | "paygate" | "piano" | "tinypass" | "zephr" | "poool" | "evolok"
        | "barrier" | "gateway" | "subscriberwall" | "softwall" | "hardwall"
        | "leaky" | "memberful" | "metering" => Signals::GATE,
        "consent" | "gdpr" | "popup" | "modal" | "overlay" | "lightbox" | "tooltip"
        | "disclaimer" | "toast" | "interstitial" | "login" | "signin" | "register" => {
            Signals::NOTICE
        }
        "author" | "authors" | "bio" | "dateline" | "timestamp" | "tags" | "taglist"
        | "keywords" | "topics" | "categories" | "kicker" | "eyebrow"
        | "contributors" | "readtime" | "pubdate" => Signals::ABOUT,
        "credit" | "credits" | "figcaption" | "gallery" | "slideshow" | "wp-caption"
        | "cutline" | "legend" => Signals::CAPTION,
        "standfirst" | "dek" | "deck" | "subtitle" | "subheadline" | "subheading"
        | "strapline" | "lede" | "summary" | "chapo" | "bajada" | "sommario" => {
            Signals::STANDFIRST
        }
        "article" | "story" | "post" | "entry" | "news" => Signals::ARTICLE_WORD,
        "body" | "content" | "text" | "copy" => Signals::BODY_WORD,
        "articlebody" | "storybody" | "storytext" | "articletext" | "articlecontent"
        | "postcontent" | "bodytext" | "bodycopy" | "storycontent" | "entrycontent" => {
            Signals::BODY
        }
        _ => PREFIXES
            .iter()
            .find(|(prefix, _)| word.starts_with(prefix))
            .map_or(Signals::default(), |&(_, found)| found),
    }
}
/// The look of an element: a hash of its name and its class, or zero where neither tells
/// it from others.
pub(super) fn look(name: &str, element: &Element<'_>) -> u32 {
    let class = element.attr("class").unwrap_or_default().trim();
    if class.is_empty() && name != "section" {
        return 0;
    }
    let mut hasher = FxHasher::default();
    name.hash(&mut hasher);
    class.hash(&mut hasher);
    // The upper half is the better mixed one.
    u32::try_from(hasher.finish() >> 32).unwrap_or(1).max(1)
}
