//! What an element's name alone tells of how its text runs.

/// Elements whose content is no text of the page.
pub(super) fn is_unread(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "noscript"
            | "template"
            | "svg"
            | "math"
            | "iframe"
            | "object"
            | "canvas"
            | "select"
            | "button"
            | "input"
            | "textarea"
            | "video"
            | "audio"
            | "head"
            | "map"
            | "noembed"
            | "noframes"
            | "datalist"
            | "amp-ad"
            | "amp-analytics"
            | "amp-auto-ads"
            | "amp-consent"
            | "amp-embed"
            | "amp-iframe"
            | "amp-lightbox"
            | "amp-list"
            | "amp-next-page"
            | "amp-sidebar"
            | "amp-state"
            | "amp-sticky-ad"
            | "amp-user-notification"
    )
}

/// Elements that run on within a line.
pub(super) fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "span"
            | "b"
            | "strong"
            | "em"
            | "i"
            | "u"
            | "s"
            | "q"
            | "cite"
            | "code"
            | "sub"
            | "sup"
            | "small"
            | "font"
            | "mark"
            | "abbr"
            | "acronym"
            | "time"
            | "img"
            | "wbr"
            | "ins"
            | "del"
            | "big"
            | "tt"
            | "kbd"
            | "var"
            | "samp"
            | "dfn"
            | "bdi"
            | "bdo"
            | "strike"
            | "data"
            | "label"
            | "ruby"
            | "rb"
            | "picture"
            | "source"
            | "link"
            | "meta"
            | "o:p"
            | "nobr"
    )
}

/// Whether a class of an inline element says that its text shows only under the pointer.
/// What else hides an element is told by `veil::is_hidden`.
pub(super) fn is_aside(name: &str, value: &str) -> bool {
    let marks =
        ["sr-only", "visually-hidden", "screen-reader", "visuallyhidden", "rollover"];
    let boxes = ["tooltip", "popover", "hovercard"];
    name == "class" && marks.iter().chain(&boxes).any(|hidden| value.contains(hidden))
}
