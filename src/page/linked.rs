//! What a page says of itself in JSON-LD.
//!
//! Outlets nest it, wrap it in arrays and graphs, escape it as HTML and leave raw line
//! breaks in strings. It also lies: cut bodies, a body of another story. It is therefore
//! read with patience and used as a witness, not as the page.

use serde_json::Value;

/// Largest script that is read, in bytes.
const SCRIPT: usize = 1 << 20;
/// Most values looked at in one page.
const VALUES: usize = 20_000;
/// Most that the scripts of one page may cost once parsed: a value takes 32 bytes, and an
/// object some 600 from its first member on.
const COST: usize = 200_000;
/// What an object counts for, where any other value is one.
const OBJECT: usize = 20;
/// Most articles, and most named things that may be referred to, kept of one page.
const KEPT: usize = 64;

/// Facts about the article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Linked {
    pub(super) headline: Option<String>,
    pub(super) body: Option<String>,
    pub(super) published: Option<String>,
    pub(super) modified: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) publisher: Option<String>,
    pub(super) language: Option<String>,
    /// Whether the article can be read without paying.
    pub(super) free: Option<bool>,
    /// Words the article has, by its own count.
    pub(super) words: Option<usize>,
}

/// Reads all JSON-LD scripts of a page.
pub(super) fn read<'s>(scripts: impl IntoIterator<Item = &'s str>) -> Linked {
    let mut left = COST;
    let is_within = |script: &&str| {
        let rest = left.checked_sub(cost(script));
        left = rest.unwrap_or(left);
        rest.is_some()
    };
    let scripts = scripts.into_iter().filter(is_within);
    let values: Vec<Value> = scripts.filter_map(parse).collect();
    let mut articles: Vec<&Value> = Vec::new();
    let mut people: Vec<(&str, &Value)> = Vec::new();
    let mut queue: Vec<&Value> = values.iter().rev().collect();
    let mut left = VALUES;
    while let Some(value) = queue.pop() {
        left -= 1;
        if left == 0 {
            break;
        }
        match value {
            Value::Array(items) => queue.extend(items.iter().rev()),
            Value::Object(members) => {
                if is_article(value) && articles.len() < KEPT {
                    articles.push(value);
                }
                if let Some(id) = members.get("@id").and_then(Value::as_str)
                    && members.contains_key("name")
                    && people.len() < KEPT
                {
                    people.push((id, value));
                }
                queue.extend(
                    members.values().rev().filter(|v| v.is_object() || v.is_array()),
                );
            }
            _ => {}
        }
    }
    let mut linked = Linked::default();
    for article in articles {
        linked.add(article, &people);
    }
    linked
}

/// At most what a script costs once parsed, told from its marks.
fn cost(script: &str) -> usize {
    let of_mark = |mark| match mark {
        b'{' => OBJECT,
        b',' | b'[' => 1,
        _ => 0,
    };
    script.bytes().map(of_mark).sum()
}

/// Parses a script, first as it is, then with what is wrong most often put right.
fn parse(script: &str) -> Option<Value> {
    if script.len() > SCRIPT {
        return None;
    }
    let bare = script
        .trim()
        .trim_start_matches("<!--")
        .trim_start_matches("//<![CDATA[")
        .trim_start_matches("<![CDATA[")
        .trim_end_matches("-->")
        .trim_end_matches("//]]>")
        .trim_end_matches("]]>")
        .trim()
        .trim_end_matches(';');
    serde_json::from_str(bare)
        .or_else(|_| serde_json::from_str(&escape_controls(bare)))
        .or_else(|_| serde_json::from_str(&escape_controls(&unescape(bare))))
        .ok()
}

/// Escapes line breaks and other control characters inside strings.
fn escape_controls(script: &str) -> String {
    let mut out = String::with_capacity(script.len() + 64);
    let (mut inside, mut escaped) = (false, false);
    for c in script.chars() {
        match c {
            '"' if !escaped => inside = !inside,
            '\n' if inside => out.push_str("\\n"),
            '\t' if inside => out.push_str("\\t"),
            _ => {}
        }
        if !(c.is_control() && inside) {
            out.push(c);
        }
        escaped = c == '\\' && !escaped;
    }
    out
}

/// The five entities that matter, and the no-break space.
pub(super) fn unescape(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    [
        ("&quot;", "\""),
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&#039;", "'"),
        ("&#x27;", "'"),
        ("&apos;", "'"),
        ("&rsquo;", "’"),
        ("&lsquo;", "‘"),
        ("&rdquo;", "”"),
        ("&ldquo;", "“"),
        ("&#8217;", "’"),
        ("&#8216;", "‘"),
        ("&#8220;", "“"),
        ("&#8221;", "”"),
        ("&nbsp;", " "),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
    ]
    .iter()
    .fold(text.to_owned(), |text, (entity, plain)| text.replace(entity, plain))
}

/// Whether a value is about an article.
fn is_article(value: &Value) -> bool {
    let is_named = |name: &str| {
        let name = name.rsplit(['/', ':']).next().unwrap_or(name);
        name.ends_with("Article")
            || matches!(
                name,
                "BlogPosting" | "LiveBlogPosting" | "Report" | "ClaimReview"
            )
            || name.ends_with("NewsArticle")
    };
    match value.get("@type") {
        Some(Value::String(name)) => is_named(name),
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).any(is_named),
        _ => false,
    }
}

impl Linked {
    /// Takes from `article` what no earlier one gave: the first is the page's own.
    fn add(&mut self, article: &Value, people: &[(&str, &Value)]) {
        let text = |key: &str| article.get(key).and_then(plain);
        // A second article with another headline is another story.
        let headline = text("headline").or_else(|| text("name"));
        if self.headline.is_some() && headline.is_some() && self.headline != headline {
            return;
        }
        let fill = |slot: &mut Option<String>, found: Option<String>| {
            if slot.is_none() {
                *slot = found;
            }
        };
        fill(&mut self.headline, headline);
        fill(&mut self.body, text("articleBody"));
        fill(&mut self.published, text("datePublished").or_else(|| text("dateCreated")));
        fill(&mut self.modified, text("dateModified"));
        fill(&mut self.language, text("inLanguage"));
        let names = |key| article.get(key).map(|v| names(v, people)).unwrap_or_default();
        fill(&mut self.publisher, names("publisher").into_iter().next());
        if self.authors.is_empty() {
            self.authors = names("author");
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

/// The names of people or organisations, given as text, object, reference or list.
fn names(value: &Value, people: &[(&str, &Value)]) -> Vec<String> {
    let items = match value {
        Value::Array(items) => items.as_slice(),
        one => std::slice::from_ref(one),
    };
    let mut names = Vec::new();
    for item in items.iter().take(20) {
        let referred = || {
            let id = item.get("@id")?.as_str()?;
            let (_, person) = people.iter().find(|(known, _)| *known == id)?;
            person.get("name")
        };
        let name = plain(item).or_else(|| plain(item.get("name").or_else(referred)?));
        let name = name.filter(|name| !name.contains("://") && !names.contains(name));
        names.extend(name);
    }
    names
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
    use super::*;

    #[track_caller]
    fn check(script: &str, expected: &Linked) {
        assert_eq!(&read([script]), expected);
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
    fn broken_and_deep_scripts_give_nothing() {
        check("{\"@type\":\"Article\",", &Linked::default());
        check(&"[".repeat(10_000), &Linked::default());
        check("null", &Linked::default());
    }
}
