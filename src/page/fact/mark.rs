//! What an element's class, id and other names say that it is.

use crate::text::tree::Element;

/// Bytes of one name that are looked at.
const LONGEST: usize = 400;

/// The words of a name: `ArticlePage-authorName` is four of them.
fn words(name: &str) -> impl Iterator<Item = &str> {
    let mut rest = &name[..name.floor_char_boundary(LONGEST)];
    // By bytes, since every element of a page is asked for its names.
    std::iter::from_fn(move || {
        let is_part = |b: u8| b.is_ascii_alphanumeric() || !b.is_ascii();
        let start = rest.bytes().position(is_part)?;
        let mut was_small = false;
        let length = rest.as_bytes()[start..].iter().position(|&b| {
            let is_end = !is_part(b) || (was_small && b.is_ascii_uppercase());
            was_small = b.is_ascii_lowercase();
            is_end
        });
        let (word, after) = rest[start..].split_at(length.unwrap_or(rest.len() - start));
        rest = after;
        Some(word)
    })
}

/// Whether one of `wanted` is among the words of a name, in any case.
fn has_word(name: &str, wanted: &[&str]) -> bool {
    words(name).any(|word| wanted.iter().any(|want| want.eq_ignore_ascii_case(word)))
}

/// Whether one of `wanted` is among the words of the names an element bears.
pub(in super::super) fn has(element: &Element<'_>, wanted: &[&str]) -> bool {
    element.attrs().any(|(name, value)| {
        let is_name = matches!(name, "class" | "id" | "itemprop" | "property" | "rel")
            || name.starts_with("data-test");
        is_name && has_word(value, wanted)
    })
}

/// Names of what stands beside an article: other stories, comments, pictures.
const BESIDE: &[&str] = &[
    "related",
    "recommended",
    "recommendations",
    "sidebar",
    "comment",
    "comments",
    "footer",
    "promo",
    "teaser",
    "widget",
    "trending",
    "popular",
    "carousel",
    "recirc",
    "newsletter",
    "outbrain",
    "taboola",
    "breadcrumb",
    "menu",
];

/// Whether what is in an element is beside the article. An element that holds the page's
/// heading is not, whatever its name.
pub(in super::super) fn is_beside(element: &Element<'_>) -> bool {
    match element.name() {
        "nav" | "aside" | "footer" | "figure" | "form" => true,
        "html" | "body" | "main" | "h1" | "time" | "meta" | "link" | "script" => false,
        "article" => has(element, &["teaser", "card", "promo", "related"]),
        _ => has(element, BESIDE),
    }
}

/// Whether a line speaks of a change, in the languages of the registry's outlets.
pub(in super::super) fn tells_change(line: &str) -> bool {
    change(line).is_some()
}

/// Where a line begins to speak of a change: `Updated`, `Mis à jour`.
pub(in super::super) fn change(line: &str) -> Option<usize> {
    let lower = line.to_lowercase();
    // Lower case may be longer than upper; then no place can be told.
    let found = CHANGES.iter().filter_map(|cue| lower.find(cue)).min()?;
    Some(if lower.len() == line.len() { found } else { 0 })
}

const CHANGES: &[&str] = &[
    "updated",
    "last update",
    "modified",
    "edited",
    "revised",
    "aktualisiert",
    "stand:",
    "mis à jour",
    "mise à jour",
    "modifié",
    "actualizado",
    "actualizada",
    "atualizado",
    "atualizada",
    "aggiornato",
    "aggiornamento",
    "modificato",
    "bijgewerkt",
    "aktualizacja",
    "oppdatert",
    "uppdaterad",
    "opdateret",
    "güncelleme",
    "diperbarui",
    "обновлен",
    "оновлен",
    "更新",
    "최종수정",
    "수정",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, expected: &[&str]) {
        assert_eq!(words(name).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_name_is_taken_apart() {
        check("ArticlePage-authorName", &["Article", "Page", "author", "Name"]);
        check("c-byline__item  BY", &["c", "byline", "item", "BY"]);
        check("", &[]);
    }

    #[test]
    fn a_change_is_told_in_many_languages() {
        assert_eq!(change("Published 1 May 2026, updated 2 May"), Some(22));
        assert!(tells_change("Mis à jour le 2 mai 2026"));
        assert!(!tells_change("Published 1 May 2026"));
    }
}
