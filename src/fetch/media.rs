//! Media types: what a server says a body is.

/// Media types that are read as pages.
const READABLE: &[&str] = &[
    "application/pdf",
    "application/xhtml+xml",
    "message/rfc822",
    "multipart/related",
    "text/html",
    "text/plain",
];

/// Whether a media type, without parameters, is one of a page.
pub(super) fn is_readable(kind: &str) -> bool {
    READABLE.iter().any(|known| known.eq_ignore_ascii_case(kind))
}

/// The media type and the charset label in a `Content-Type` field.
pub(super) fn kind(value: &str) -> (Option<String>, Option<String>) {
    let mut parts = value.split(';').map(str::trim);
    let filled = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let media_type = parts.next().and_then(filled);
    let charset = parts.find_map(|part| {
        let (name, label) = part.split_once('=')?;
        let label = label.trim().trim_matches(['"', '\'']);
        name.trim().eq_ignore_ascii_case("charset").then(|| filled(label)).flatten()
    });
    (media_type, charset)
}
