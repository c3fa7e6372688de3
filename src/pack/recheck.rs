//! Which evidence has changed since it was recorded.
//!
//! Only the sentences that were evidence are looked for: in the article as it is read now,
//! then anywhere on the page, so that a new layout, another headline or more comments
//! change nothing. Case, typography and white space do not count.

use std::collections::BTreeMap;

use encoding_rs::Encoding;

use crate::fetch::Body;
use crate::pack::Pack;
use crate::page;
use crate::report::change::{Change, Now};
use crate::text;
use crate::text::fold;
use crate::text::tree;
use crate::text::tree::Node;

/// A sentence is another wording of one before if they share this part of their words.
const ALIKE: f64 = 0.5;
/// Sentences of a page that are compared with each that is no longer there.
const SENTENCES: usize = 20_000;
/// Words of a sentence that are compared.
const WORDS: usize = 400;

/// A page with evidence on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// What it was called in the run: an address, or the path of a saved file.
    pub name: String,
    /// Its address, or its name where it has none.
    pub source: String,
    /// The sentences, in order, each with the claims that rest on it.
    evidence: Vec<(String, Vec<String>)>,
}

impl Wanted {
    /// Sentences on it that are evidence.
    #[must_use]
    pub fn n_evidence(&self) -> usize {
        self.evidence.len()
    }
}

/// The pages of a pack that have evidence on them, in the order in which they come up.
#[must_use]
pub fn wanted(pack: &Pack) -> Vec<Wanted> {
    let mut pages: Vec<Wanted> = Vec::new();
    let mut by_name: BTreeMap<&str, usize> = BTreeMap::new();
    let mut by_words: BTreeMap<(usize, &str), usize> = BTreeMap::new();
    for annotation in pack.annotations() {
        let target = &annotation.target;
        let Some(exact) = target.exact() else { continue };
        let page = *by_name.entry(&target.name).or_insert_with(|| {
            let (name, source) = (target.name.clone(), target.source.clone());
            pages.push(Wanted { name, source, evidence: Vec::new() });
            pages.len() - 1
        });
        let evidence = &mut pages[page].evidence;
        let at = *by_words.entry((page, exact)).or_insert_with(|| {
            evidence.push((exact.to_owned(), Vec::new()));
            evidence.len() - 1
        });
        let told = annotation.body.iter().find(|remark| remark.purpose == "describing");
        let claims = &mut evidence[at].1;
        if let Some(claim) = told.map(|remark| &remark.value)
            && !claims.contains(claim)
        {
            claims.push(claim.clone());
        }
    }
    pages
}

/// What became of the evidence on a page: nothing for what is as it was. `now` is the page
/// as it is, or why it can't be seen.
#[must_use]
pub fn changes(wanted: &Wanted, now: &Result<Body, String>) -> Vec<Change> {
    let body = match now {
        Ok(body) => body,
        Err(why) => {
            let evidence = wanted.evidence.iter();
            return evidence
                .map(|one| wanted.change(one, Now::Unseen(why.clone())))
                .collect();
        }
    };
    let page = page::read(Some(&wanted.source), &body.bytes, body.charset.as_deref());
    let article = fold(&page.text);
    let mut around: Option<String> = None;
    let mut sentences: Option<Sentences<'_>> = None;
    let mut changes = Vec::new();
    for one in &wanted.evidence {
        let before = fold(&one.0);
        let is_there = |text: &str| {
            memchr::memmem::find(text.as_bytes(), before.text().trim().as_bytes())
                .is_some()
        };
        let is_same = is_there(article.text())
            || is_there(around.get_or_insert_with(|| everything(body)));
        if !is_same {
            let known = sentences.get_or_insert_with(|| Sentences::of(&page.text));
            let now = known.nearest(before.text());
            let now = now.map_or(Now::Gone, |now| Now::Other(now.to_owned()));
            changes.push(wanted.change(one, now));
        }
    }
    changes
}

impl Wanted {
    fn change(&self, (before, claims): &(String, Vec<String>), now: Now) -> Change {
        Change {
            page: self.source.clone(),
            claims: claims.clone(),
            before: before.clone(),
            now,
        }
    }
}

/// All text of a page, article or not, folded.
fn everything(body: &Body) -> String {
    let charset = body.charset.as_deref().unwrap_or_default();
    let charset = Encoding::for_label(charset.as_bytes()).unwrap_or(encoding_rs::UTF_8);
    let parsed = tree::parse(&charset.decode(&body.bytes).0);
    let mut text = String::new();
    for node in parsed.tree.root().descendants() {
        match node.value() {
            Node::Text(part) => text.push_str(part),
            // Words on both sides of a line break, or in two blocks, are two words.
            Node::Element(element) if !INLINE.contains(&element.name()) => text.push(' '),
            _ => {}
        }
    }
    fold(&text).text().to_owned()
}

/// Elements that may stand in the middle of a word.
const INLINE: &[&str] =
    &["a", "abbr", "b", "em", "font", "i", "mark", "small", "span", "strong", "u", "wbr"];

/// The sentences of an article, and the words of each, sorted.
struct Sentences<'t>(Vec<(&'t str, Vec<String>)>);

impl<'t> Sentences<'t> {
    fn of(text: &'t str) -> Self {
        let lines = text.split('\n');
        let sentences = lines
            .flat_map(|line| text::sentences(line).into_iter().map(|one| one.of(line)));
        let with_words =
            |sentence: &'t str| (sentence, sorted_words(fold(sentence).text()));
        Self(sentences.take(SENTENCES).map(with_words).collect())
    }

    /// The sentence that has most of the words of one before, if it has enough of them.
    fn nearest(&self, before: &str) -> Option<&'t str> {
        let words = sorted_words(before);
        let mut best = (0.0, None);
        for (sentence, own) in &self.0 {
            // Shared words of all of both (Dice); half a measure per side.
            let all = words.len() + own.len();
            if words.is_empty() || own.is_empty() || own.len() > 4 * words.len() {
                continue;
            }
            #[expect(clippy::cast_precision_loss, reason = "counts of words are small")]
            let alike = 2.0 * shared(&words, own) as f64 / all as f64;
            if alike > best.0 {
                best = (alike, Some(*sentence));
            }
        }
        best.1.filter(|_| best.0 >= ALIKE)
    }
}

/// The words of a folded text without marks, sorted.
fn sorted_words(text: &str) -> Vec<String> {
    let words = text.split_whitespace().map(|word| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        bare.to_owned()
    });
    let mut words: Vec<String> =
        words.filter(|word| !word.is_empty()).take(WORDS).collect();
    words.sort_unstable();
    words
}

/// Words that two sorted lists have in common, each as often as both have it.
fn shared(one: &[String], other: &[String]) -> usize {
    let (mut a, mut b, mut count) = (0, 0, 0);
    while let (Some(left), Some(right)) = (one.get(a), other.get(b)) {
        match left.cmp(right) {
            std::cmp::Ordering::Less => a += 1,
            std::cmp::Ordering::Greater => b += 1,
            std::cmp::Ordering::Equal => (a, b, count) = (a + 1, b + 1, count + 1),
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    const BEFORE: &str = "The harbour board sold 42 moorings to local crews in March.";

    /// A page with `story` as its article.
    fn page(story: &str) -> String {
        format!(
            "<html><body><nav>Home</nav><article><h1>Moorings</h1><p>{story}</p>\
             <p>The chair read the terms of the sale to a full room, and took questions \
             until the caretaker put out the lights. Rain fell on the quay for most of the \
             evening, and the ferry to the islands left an hour late.</p>\
             <p>A second meeting is to be held in the school hall, where more people can \
             sit, once the drawings of the new pontoons have been printed and hung up for \
             everyone to see.</p></article></body></html>"
        )
    }

    #[track_caller]
    fn check(html: &str, expected: Option<Now>) {
        let wanted = Wanted {
            name: "a".into(),
            source: "https://a.example/".into(),
            evidence: vec![(BEFORE.into(), vec!["They sold 42.".into()])],
        };
        let body = Body { bytes: html.as_bytes().to_vec(), ..Body::default() };
        let found = changes(&wanted, &Ok(body));
        let found: Vec<Now> = found.into_iter().map(|change| change.now).collect();
        assert_eq!(found, Vec::from_iter(expected));
    }

    #[test]
    fn what_is_as_it_was_is_passed_over() {
        check(&page(BEFORE), None);
        check(&page(&BEFORE.replace(' ', "\n ").to_uppercase()), None);
    }

    #[test]
    fn a_new_layout_is_no_change() {
        let moved = page("Another story.").replace("Home", BEFORE);
        check(&moved, None);
        check(&format!("<div class=ad>Buy.</div>{}", page(BEFORE)), None);
    }

    #[test]
    fn other_words_are_told() {
        let now = BEFORE.replace("42", "48");
        check(&page(&now), Some(Now::Other(now)));
    }

    #[test]
    fn what_is_gone_is_told() {
        check(&page("Zebras graze in the churchyard of Dunmarrow."), Some(Now::Gone));
        check("", Some(Now::Gone));
    }

    #[test]
    fn a_page_that_is_not_seen_has_not_changed() {
        let evidence = vec![(BEFORE.into(), Vec::new())];
        let wanted = Wanted { name: "a".into(), source: "a".into(), evidence };
        let found = changes(&wanted, &Err("no answer in time".into()));
        assert_eq!(found[0].now, Now::Unseen("no answer in time".into()));
        assert!(!found[0].is_seen());
    }
}
