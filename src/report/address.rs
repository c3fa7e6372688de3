//! Where a reader finds a page.

use crate::gather::Shelved;
use crate::outlet::Outlets;
use crate::page::Page;

/// The page's address; the one it gives as its own before the one it was had from.
///
/// Only http and https count: an address is something a reader clicks on.
pub(super) fn address(page: &Page) -> Option<&str> {
    let given = [page.canonical.as_deref(), page.url.as_deref()];
    given.into_iter().flatten().find(|url| {
        let scheme = url.split(':').next().unwrap_or_default();
        scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http")
    })
}

/// What a reader calls the publisher of a page: the outlet, or the site's own name, or
/// the name the page was had under.
pub(super) fn publisher<'n>(outlets: &'n Outlets, shelved: &'n Shelved) -> &'n str {
    match (shelved.outlet, &shelved.page.site) {
        (Some(outlet), _) => &outlets.outlet(outlet).name,
        (None, Some(site)) => site,
        (None, None) => &shelved.name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(url: &str, expected: Option<&str>) {
        let page = Page { url: Some(url.to_owned()), ..Page::default() };
        assert_eq!(address(&page), expected);
    }

    #[test]
    fn only_addresses_of_the_web_are_shown_as_such() {
        check("HTTPS://a.example/", Some("HTTPS://a.example/"));
        check("javascript:alert(1)", None);
        check("saved/page.html", None);
    }
}
