//! What a page says of itself in JSON-LD.
//!
//! Outlets nest it, wrap it in arrays and graphs, escape it as HTML and leave raw line
//! breaks in strings. It also lies: cut bodies, a body of another story. It is therefore
//! read with patience and used as a witness, not as the page; an article of another
//! address or headline gives nothing.

mod own;
mod script;

use serde_json::Value;

pub(super) use self::own::Own;

use self::own::Kinship;
use super::entity::unescape;

/// Most values looked at in one page.
const VALUES: usize = 20_000;
/// Most articles, and most named things that may be referred to, kept of one page.
const KEPT: usize = 64;
/// Members that lead to other stories, or to parts of this one.
const ELSEWHERE: &[&str] = &[
    "itemReviewed",
    "itemListElement",
    "isPartOf",
    "hasPart",
    "citation",
    "mentions",
    "about",
    "isBasedOn",
    "relatedLink",
    "comment",
    "review",
    "video",
    "liveBlogUpdate",
];

/// Facts about the article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Linked {
    pub(super) headline: Option<String>,
    pub(super) body: Option<String>,
    pub(super) published: Option<String>,
    pub(super) modified: Option<String>,
    /// Who wrote it: people, or organisations where it names no people.
    pub(super) authors: Vec<String>,
    pub(super) publisher: Option<String>,
    /// Whose it is, where that may not be the publisher.
    pub(super) credits: Vec<String>,
    /// The addresses it gives as its own.
    pub(super) addresses: Vec<String>,
    pub(super) language: Option<String>,
    /// Whether the article can be read without paying.
    pub(super) free: Option<bool>,
    /// Words the article has, by its own count.
    pub(super) words: Option<usize>,
}

/// Reads all JSON-LD scripts of a page that calls itself as `own` tells.
pub(super) fn read<'s>(scripts: impl IntoIterator<Item = &'s str>, own: &Own) -> Linked {
    let values = script::parse_all(scripts);
    let graph = Graph::new(&values);
    let mut articles: Vec<(Kinship, &Value)> = graph
        .articles
        .iter()
        .map(|&(is_sure, article)| {
            let kinship = own.kinship(article, headline(article).as_deref());
            // A page or a film has a date too: it is taken only for the page's own.
            let kinship = if is_sure || kinship != Kinship::Unsure {
                kinship
            } else {
                Kinship::Stranger
            };
            (kinship, article)
        })
        .filter(|(kinship, _)| *kinship != Kinship::Stranger)
        .collect();
    articles.sort_by_key(|(kinship, _)| *kinship == Kinship::Unsure);
    let mut linked = Linked::default();
    for (kinship, article) in articles {
        linked.add(article, kinship, &graph.people);
    }
    linked
}

/// What is worth a look among the values of a page.
#[derive(Default)]
struct Graph<'v> {
    /// Articles, those that are surely one first; whether they are.
    articles: Vec<(bool, &'v Value)>,
    /// Named things by their `@id`.
    people: Vec<(&'v str, &'v Value)>,
}

impl<'v> Graph<'v> {
    fn new(values: &'v [Value]) -> Self {
        let mut graph = Self::default();
        let mut queue: Vec<&Value> = values.iter().rev().collect();
        for _ in 0..VALUES {
            match queue.pop() {
                None => break,
                Some(Value::Array(items)) => queue.extend(items.iter().rev()),
                Some(value @ Value::Object(members)) => {
                    graph.object(value);
                    let inner = members.iter().rev().filter(|(key, value)| {
                        (value.is_object() || value.is_array())
                            && !ELSEWHERE.contains(&key.as_str())
                    });
                    queue.extend(inner.map(|(_, value)| value));
                }
                Some(_) => {}
            }
        }
        graph.articles.sort_by_key(|(is_sure, _)| !is_sure);
        graph
    }

    fn object(&mut self, value: &'v Value) {
        if let Some(is_sure) = article(value)
            && self.articles.len() < KEPT
        {
            self.articles.push((is_sure, value));
        }
        if let Some(id) = value.get("@id").and_then(Value::as_str)
            && value.get("name").is_some()
            && self.people.len() < KEPT
        {
            self.people.push((id, value));
        }
    }
}

/// Whether a value is about an article: surely, or as a page or film may be.
fn article(value: &Value) -> Option<bool> {
    let sort = |name: &str| {
        let name = name.rsplit(['/', ':']).next().unwrap_or(name);
        let is_sure = name.ends_with("Article")
            || matches!(
                name,
                "BlogPosting" | "LiveBlogPosting" | "Report" | "ClaimReview"
            );
        let may_be = name.ends_with("WebPage")
            || matches!(name, "Review" | "Recipe" | "VideoObject" | "PodcastEpisode");
        (is_sure || may_be).then_some(is_sure)
    };
    match value.get("@type") {
        Some(Value::String(name)) => sort(name),
        Some(Value::Array(names)) => {
            names.iter().filter_map(Value::as_str).filter_map(sort).max()
        }
        _ => None,
    }
}

fn headline(article: &Value) -> Option<String> {
    ["headline", "name"].iter().find_map(|key| plain(article.get(key)?))
}

impl Linked {
    /// Takes from `article` what no earlier one gave: the first is the page's own.
    fn add(&mut self, article: &Value, kinship: Kinship, people: &[(&str, &Value)]) {
        let text = |key: &str| article.get(key).and_then(plain);
        // A second article with another headline is another story.
        let headline = headline(article);
        let differs =
            self.headline.is_some() && headline.is_some() && self.headline != headline;
        if differs && kinship != Kinship::Address {
            return;
        }
        let fill = |slot: &mut Option<String>, found: Option<String>| {
            if slot.is_none() {
                *slot = found;
            }
        };
        fill(&mut self.headline, headline);
        fill(&mut self.body, text("articleBody"));
        let published =
            ["datePublished", "dateCreated", "uploadDate", "coverageStartTime"];
        fill(&mut self.published, published.iter().find_map(|key| text(key)));
        fill(&mut self.modified, text("dateModified"));
        fill(&mut self.language, text("inLanguage"));
        let names = |key| article.get(key).map(|v| names(v, people)).unwrap_or_default();
        fill(&mut self.publisher, names("publisher").into_iter().next());
        if self.authors.is_empty() {
            self.authors = names("author");
        }
        if self.authors.is_empty() {
            self.authors = names("creator");
        }
        if self.credits.is_empty() {
            let keys =
                ["sourceOrganization", "creditText", "copyrightHolder", "provider"];
            self.credits = keys.into_iter().flat_map(names).collect();
        }
        if self.addresses.is_empty() {
            self.addresses = own::addresses(article);
        }
        self.free = self.free.or_else(|| is_free(article));
        self.words = self.words.or_else(|| {
            let count = article.get("wordCount")?;
            let number =
                count.as_u64().or_else(|| count.as_str()?.trim().parse().ok())?;
            usize::try_from(number).ok()
        });
    }
}

/// A string, or the `@value` of one.
fn plain(value: &Value) -> Option<String> {
    let text = value.as_str().or_else(|| value.get("@value")?.as_str())?;
    let text = unescape(text);
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// The names of people or organisations, given as text, object, reference or list;
/// organisations only where there are no people.
fn names(value: &Value, people: &[(&str, &Value)]) -> Vec<String> {
    let items = match value {
        Value::Array(items) => items.as_slice(),
        one => std::slice::from_ref(one),
    };
    let mut found: Vec<(bool, String)> = Vec::new();
    for item in items.iter().take(20) {
        let referred = || {
            let id = item.get("@id")?.as_str()?;
            people.iter().find(|(known, _)| *known == id).map(|(_, person)| *person)
        };
        let thing =
            if item.get("name").is_some() { item } else { referred().unwrap_or(item) };
        let is_group = thing
            .get("@type")
            .and_then(Value::as_str)
            .is_some_and(|sort| sort.ends_with("Organization") || sort == "Corporation");
        let given: Vec<String> = match thing.get("name") {
            Some(Value::Array(names)) => {
                names.iter().take(20).filter_map(plain).collect()
            }
            Some(name) => plain(name).into_iter().collect(),
            None => plain(item).into_iter().collect(),
        };
        for name in given {
            if !name.contains("://") && !found.iter().any(|(_, known)| *known == name) {
                found.push((is_group, name));
            }
        }
    }
    let has_people = found.iter().any(|(is_group, _)| !is_group);
    found.retain(|(is_group, _)| !(has_people && *is_group));
    found.into_iter().map(|(_, name)| name).collect()
}

/// Whether an article, or else each part that it tells of, can be read without paying.
fn is_free(article: &Value) -> Option<bool> {
    let said = |value: &Value| value.get("isAccessibleForFree").and_then(truth);
    let parts = match article.get("hasPart") {
        Some(Value::Array(parts)) => parts.as_slice(),
        Some(part) => std::slice::from_ref(part),
        None => &[],
    };
    let is_locked = parts.iter().take(20).any(|part| said(part) == Some(false));
    said(article).or(is_locked.then_some(false))
}

/// A truth value, also as the strings that outlets write.
fn truth(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(truth) => Some(*truth),
        Value::String(text) => match text.trim().to_ascii_lowercase().as_str() {
            "true" | "yes" | "http://schema.org/true" | "https://schema.org/true" => {
                Some(true)
            }
            "false" | "no" | "http://schema.org/false" | "https://schema.org/false" => {
                Some(false)
            }
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::fact::Facts;
    use super::*;

    #[track_caller]
    fn check(script: &str, expected: &Linked) {
        assert_eq!(&read([script], &Own::default()), expected);
    }

    /// What the JSON-LD of a page with this title and address gives.
    fn of_page(title: &str, url: &str, script: &str) -> Linked {
        let facts = Facts { headings: vec![title.to_owned()], ..Facts::default() };
        read([script], &Own::new(Some(url), &facts))
    }

    #[test]
    fn a_graph_is_searched_and_references_are_followed() {
        check(
            r#"{"@graph":[{"@type":"WebSite","name":"The Daily Example"},
               {"@type":["NewsArticle"],"headline":"Tide rises","author":{"@id":"/p/1"},
                "datePublished":"2026-01-22","isAccessibleForFree":"False"},
               {"@type":"Person","@id":"/p/1","name":"Ada Lane"}]}"#,
            &Linked {
                headline: Some("Tide rises".into()),
                authors: vec!["Ada Lane".into()],
                published: Some("2026-01-22".into()),
                free: Some(false),
                ..Linked::default()
            },
        );
    }

    #[test]
    fn raw_line_breaks_and_entities_are_put_right() {
        check(
            "<!-- {\"@type\":\"Article\",\"headline\":\"One &amp; two\",\"articleBody\":\"a\nb\tc\"}; -->",
            &Linked {
                headline: Some("One & two".into()),
                body: Some("a\nb\tc".into()),
                ..Linked::default()
            },
        );
        check(
            "{&quot;@type&quot;:&quot;Article&quot;,&quot;headline&quot;:&quot;Tide&quot;}",
            &Linked { headline: Some("Tide".into()), ..Linked::default() },
        );
    }

    #[test]
    fn another_story_on_the_page_gives_nothing() {
        check(
            r#"[{"@type":"NewsArticle","headline":"Tide rises","wordCount":"300"},
                {"@type":"NewsArticle","headline":"Other","articleBody":"of another"}]"#,
            &Linked {
                headline: Some("Tide rises".into()),
                words: Some(300),
                ..Linked::default()
            },
        );
    }

    #[test]
    fn the_story_of_the_page_is_told_by_address_or_headline() {
        let url = "https://example.org/news/tide-rises?utm=1";
        let other = r#"{"@type":"NewsArticle","headline":"Ferry fares frozen again",
            "url":"https://example.org/news/ferry","datePublished":"2020-01-01"},"#;
        for own in [
            r#"{"@type":"NewsArticle","headline":"Why the tide rises at Port Ellery"}"#,
            r#"{"@type":"NewsArticle","mainEntityOfPage":{"@id":"http://m.example.org/news/tide-rises/"}}"#,
            r#"{"@type":"NewsArticle","headline":"Sea level","url":"/news/tide-rises"}"#,
            r#"{"@type":"WebPage","@id":"https://example.org/news/tide-rises"}"#,
        ] {
            let own = own.replacen('{', r#"{"datePublished":"2026-01-22","#, 1);
            let found =
                of_page("Tide rises at Port Ellery", url, &format!("[{other}{own}]"));
            assert_eq!(found.published.as_deref(), Some("2026-01-22"), "{own}");
        }
        let found = of_page("Tide rises at Port Ellery", url, &format!("[{other}null]"));
        assert_eq!(found, Linked::default());
    }

    #[test]
    fn parts_of_the_story_and_what_it_reviews_are_not_it() {
        let found = of_page(
            "The tide, live",
            "https://example.org/live",
            r#"{"@type":"LiveBlogPosting","headline":"The tide, live",
                "coverageStartTime":"2026-01-22T08:00:00Z","dateModified":"2026-01-23",
                "liveBlogUpdate":[{"@type":"BlogPosting","headline":"The tide, live",
                "datePublished":"2026-01-22T20:00:00Z","author":{"name":"Ben Ross"}}]}"#,
        );
        assert_eq!(found.published.as_deref(), Some("2026-01-22T08:00:00Z"));
        assert_eq!(found.authors, Vec::<String>::new());
    }

    #[test]
    fn people_go_before_organisations() {
        let found = of_page(
            "Tide",
            "https://example.org/tide",
            r#"{"@type":"NewsArticle","headline":"Tide","author":[
                {"@type":"Organization","name":"The Daily Example"},
                {"@type":"Person","name":["Ada Lane","Ben Ross"]},
                "https://example.org/staff"]}"#,
        );
        assert_eq!(found.authors, ["Ada Lane", "Ben Ross"]);
    }

    #[test]
    fn broken_and_deep_scripts_give_nothing() {
        check("{\"@type\":\"Article\",", &Linked::default());
        check(&"[".repeat(10_000), &Linked::default());
        check("null", &Linked::default());
    }
}
