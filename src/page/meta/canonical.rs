//! The address that a page gives as its own.

use url::Url;

use super::super::fact::Facts;
use super::super::linked::Linked;

/// The page's own address, if it is one of the web. One that leads to the root of a site
/// is some template's mistake, unless the page was had from there or tells no other.
pub(super) fn find(
    facts: &Facts,
    linked: &Linked,
    given: Option<&Url>,
) -> Option<String> {
    let base = match (&facts.base, given) {
        (Some(base), Some(given)) => given.join(base).ok(),
        (Some(base), None) => Url::parse(base).ok(),
        (None, given) => given.cloned(),
    };
    let resolve = |address: &str| {
        let parsed = match &base {
            Some(base) => base.join(address),
            None => Url::parse(address),
        };
        let url = parsed.ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
        url.host_str().is_some().then_some(url)
    };
    let link = facts.canonical.as_deref().and_then(resolve);
    let metas = ["og:url", "twitter:url"].map(|name| facts.first_meta(&[name]));
    let metas = metas.into_iter().flatten().filter_map(resolve);
    // A fragment in JSON-LD names a thing on the page, not the page.
    let things = linked.addresses.iter().filter(|address| !address.contains('#'));
    let things =
        things.filter(|_| given.is_none()).filter_map(|address| resolve(address));
    let witnesses: Vec<Url> = link.into_iter().chain(metas).chain(things).collect();
    let story = witnesses.iter().find(|url| !is_root(url));
    let root = witnesses.first().filter(|root| match given {
        Some(given) => is_root(given) && given.host_str() == root.host_str(),
        None => true,
    });
    story.or(root).map(Url::to_string)
}

fn is_root(url: &Url) -> bool {
    let path = url.path().trim_end_matches('/');
    url.query().is_none() && matches!(path, "" | "/index.html" | "/index.php" | "/home")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(canonical: &str, og: &str, given: Option<&str>, expected: Option<&str>) {
        let facts = Facts {
            canonical: Some(canonical.to_owned()),
            meta: vec![("og:url".to_owned(), og.to_owned())]
                .into_iter()
                .filter(|(_, url)| !url.is_empty())
                .collect(),
            ..Facts::default()
        };
        let given = given.map(|url| Url::parse(url).unwrap());
        let found = find(&facts, &Linked::default(), given.as_ref());
        assert_eq!(found.as_deref(), expected);
    }

    #[test]
    fn the_root_of_a_site_is_no_storys_address() {
        let story = "https://example.org/tide";
        let root = "https://example.org/";
        check(root, story, Some(story), Some(story));
        check(root, story, None, Some(story));
        check(root, root, Some(story), None);
        check("https://example.com/", "", Some(story), None);
        check(root, root, Some(root), Some(root));
        check(root, "", None, Some(root));
    }

    #[test]
    fn the_link_goes_before_the_meta() {
        let (a, b) = ("https://example.org/a", "https://example.org/b");
        check(a, b, Some("https://example.org/c"), Some(a));
        check("/a", "", Some(b), Some(a));
    }

    #[test]
    fn json_ld_gives_an_address_where_nothing_else_does() {
        let linked = Linked {
            addresses: vec![
                "https://example.org/#it".into(),
                "https://example.org/a".into(),
            ],
            ..Linked::default()
        };
        let found = find(&Facts::default(), &linked, None);
        assert_eq!(found.as_deref(), Some("https://example.org/a"));
    }
}
