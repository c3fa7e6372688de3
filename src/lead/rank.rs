//! Which entries of a listing are likeliest the page that is looked for.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use url::Url;

use crate::lead::listing::Entry;
use crate::lead::query::Query;
use crate::lead::term::{Reader, Terms};

/// How much a term of the draft's headline counts beside one of the paragraph's.
const TITLE: f64 = 0.4;
/// The same for a term of a paragraph near by that tells of the same story.
const STORY: f64 = 0.6;
/// How much a term in an entry's summary counts beside one in its headline.
const SUMMARY: f64 = 0.6;
/// Shortest word of an address that is taken for one.
const WORD: usize = 3;

/// An entry with how well it fits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Ranked {
    /// Its number in the catalogue.
    pub(crate) entry: usize,
    /// How well it fits; comparable only with others that were ranked with it.
    pub(crate) score: f64,
    /// What share of the entry's own matter the draft speaks of, from 0 to 1.
    pub(crate) share: f64,
}

/// Entries of listings, each read once for any number of queries.
#[derive(Default)]
pub(crate) struct Catalogue {
    entries: Vec<Entry>,
    /// What each entry's headline or address speaks of, and what its summary does.
    read: Vec<(Terms, Terms)>,
    /// How many entries have a term.
    holding: BTreeMap<String, usize>,
    known: BTreeSet<String>,
}

impl Catalogue {
    /// Adds entries whose addresses are new, up to `most` in all; gives the numbers of
    /// those added.
    pub(crate) fn add(&mut self, entries: Vec<Entry>, most: usize) -> Range<usize> {
        let reader = Reader::new();
        let first = self.entries.len();
        for entry in entries {
            if self.entries.len() >= most {
                break;
            }
            if !self.known.insert(entry.url.clone()) {
                continue;
            }
            let (head, rest) = terms(&reader, &entry);
            let also = rest.keys().filter(|term| !head.contains_key(*term));
            for term in head.keys().chain(also) {
                match self.holding.get_mut(term) {
                    Some(count) => *count += 1,
                    None => drop(self.holding.insert(term.clone(), 1)),
                }
            }
            self.read.push((head, rest));
            self.entries.push(entry);
        }
        first..self.entries.len()
    }

    /// The entry of a number.
    pub(crate) fn entry(&self, number: usize) -> &Entry {
        &self.entries[number]
    }

    /// Whether no entry tells what it is about.
    pub(crate) fn is_mute(&self) -> bool {
        self.read.iter().all(|(head, rest)| head.is_empty() && rest.is_empty())
    }

    /// Ranks the entries that may be meant and are open, the likeliest first; entries of
    /// other days are left out.
    ///
    /// A term counts by how few of the entries have it (inverse document frequency), and
    /// how much of an entry's matter is met counts too: a headline of which every word is
    /// in the paragraph goes before one that shares as many and speaks of other things
    /// besides. Of equals, the listing's own order stands.
    pub(crate) fn rank(
        &self,
        query: &Query,
        is_open: impl Fn(usize) -> bool,
    ) -> Vec<Ranked> {
        let mut ranked: Vec<Ranked> = (0..self.entries.len())
            .filter(|&entry| is_open(entry) && self.may_be(query, entry))
            .map(|entry| self.weigh(query, entry))
            .collect();
        ranked.sort_by(|one, other| other.score.total_cmp(&one.score));
        ranked
    }

    /// How well an entry fits.
    pub(crate) fn weigh(&self, query: &Query, entry: usize) -> Ranked {
        let (head, rest) = &self.read[entry];
        let (score, share) = fit(query, head, rest, &|term| self.rarity(term));
        let Entry { published, modified, .. } = self.entries[entry];
        let likely = query.window.likelihood(query.window.day_of(published, modified));
        // An entry without words still stands by its day.
        Ranked { entry, score: (score + f64::EPSILON) * likely, share }
    }

    /// Whether an entry that may be meant and is open fits better than by this score.
    pub(crate) fn has_better(
        &self,
        query: &Query,
        score: f64,
        is_open: impl Fn(usize) -> bool,
    ) -> bool {
        (0..self.entries.len()).any(|entry| {
            self.may_be(query, entry)
                && self.weigh(query, entry).score > score
                && is_open(entry)
        })
    }

    /// Whether an entry is of the days that are left open: published in them, and not
    /// changed for the last time before them.
    fn may_be(&self, query: &Query, entry: usize) -> bool {
        let Entry { published, modified, .. } = self.entries[entry];
        let window = query.window;
        published.is_none_or(|day| window.holds(day))
            && modified.is_none_or(|day| window.from.is_none_or(|from| day >= from))
    }

    fn rarity(&self, term: &str) -> f64 {
        idf(self.holding.get(term).copied().unwrap_or_default(), self.read.len())
    }
}

/// What an entry's headline and address speak of, and what its summary does.
fn terms(reader: &Reader, entry: &Entry) -> (Terms, Terms) {
    let title = entry.title.as_deref().unwrap_or_default();
    let head = match slug(&entry.url) {
        Some(slug) if title.is_empty() => reader.terms(&slug),
        _ => reader.terms(title),
    };
    let summary = entry.summary.as_deref().unwrap_or_default();
    (head, reader.terms(summary))
}

fn fit(
    query: &Query,
    head: &Terms,
    rest: &Terms,
    rarity: &impl Fn(&str) -> f64,
) -> (f64, f64) {
    let asked = |term: &String| {
        if query.terms.contains_key(term) {
            1.0
        } else if query.story.contains_key(term) {
            STORY
        } else if query.title.contains_key(term) {
            TITLE
        } else {
            0.0
        }
    };
    let (mut met, mut own) = (0.0, 0.0);
    for (term, weight) in head {
        let weight = weight.sqrt() * rarity(term);
        met += weight * asked(term);
        own += weight;
    }
    let share = if own > 0.0 { met / own } else { 0.0 };
    for (term, weight) in rest.iter().filter(|(term, _)| !head.contains_key(*term)) {
        met += weight.sqrt() * rarity(term) * asked(term) * SUMMARY;
    }
    (met * (0.25 + share), share)
}

/// Inverse document frequency.
#[expect(
    clippy::cast_precision_loss,
    reason = "listings have at most some 50,000 entries"
)]
fn idf(holding: usize, all: usize) -> f64 {
    (1.0 + (all as f64 + 0.5) / (holding as f64 + 0.5)).ln()
}

/// The words in the last part of an address's path that has some: `harbour wall raised`.
fn slug(url: &str) -> Option<String> {
    let url = Url::parse(url).ok()?;
    let has_words = |part: &&str| {
        part.split(|c: char| !c.is_alphabetic()).filter(|word| word.len() >= WORD).count()
            >= 2
    };
    let part = url.path_segments()?.rfind(has_words)?;
    let name = part.rsplit_once('.').map_or(part, |(name, _)| name);
    Some(name.replace(['-', '_', '+', '.'], " ").replace("%20", " "))
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};

    use super::*;
    use crate::lead::query::Window;

    fn entry(url: &str, title: &str, published: Option<Date>) -> Entry {
        Entry {
            url: url.to_owned(),
            title: Some(title.to_owned()).filter(|title| !title.is_empty()),
            summary: None,
            published,
            ..Entry::default()
        }
    }

    fn query(paragraph: &str, window: Window) -> Query {
        let terms = Reader::new().terms(paragraph);
        Query { claims: vec![terms.clone()], terms, window, ..Query::default() }
    }

    const CLAIM: &str = "The harbour board at Dunmarrow sold 42 moorings to local crews.";

    /// The addresses in the order they are ranked in.
    #[track_caller]
    fn check(window: Window, entries: &[Entry], expected: &[&str]) {
        let query = query(CLAIM, window);
        let mut catalogue = Catalogue::default();
        catalogue.add(entries.to_vec(), usize::MAX);
        let ranked = catalogue.rank(&query, |_| true);
        let urls = ranked.iter().map(|one| catalogue.entry(one.entry).url.as_str());
        let found: Vec<&str> = urls.collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn the_entry_that_speaks_of_it_comes_first_by_title_or_address() {
        let entries = [
            entry("https://a.example/1", "Council of Dunmarrow meets on roads", None),
            entry(
                "https://a.example/2",
                "Dunmarrow harbour board sells 42 moorings",
                None,
            ),
            entry("https://a.example/3", "A storm in Hexley", None),
        ];
        check(
            Window::default(),
            &entries,
            &["https://a.example/2", "https://a.example/1", "https://a.example/3"],
        );
        let slugs = [
            entry("https://a.example/2026/storm-closes-lock-in-hexley", "", None),
            entry(
                "https://a.example/2026/dunmarrow-harbour-moorings-sold.html",
                "",
                None,
            ),
        ];
        check(Window::default(), &slugs, &[&slugs[1].url, &slugs[0].url]);
    }

    #[test]
    fn what_is_of_another_day_is_left_out_and_a_near_day_goes_first() {
        let title = "Dunmarrow harbour board sells moorings";
        let on = |day| entry(&format!("https://a.example/{day}"), title, Some(day));
        let days =
            [date(2024, 3, 2), date(2026, 1, 2), date(2026, 3, 3), date(2026, 5, 1)];
        let window = Window::new(None, None, Some(date(2026, 3, 4)));
        let entries = days.map(on);
        check(
            window,
            &entries,
            &[
                "https://a.example/2026-03-03",
                "https://a.example/2026-01-02",
                "https://a.example/2024-03-02",
            ],
        );
        let window = Window::new(None, Some(2024), Some(date(2026, 3, 4)));
        check(window, &entries, &["https://a.example/2024-03-02"]);
    }

    #[test]
    fn what_tells_nothing_else_is_told_by_its_last_change() {
        let changed = |number: i8, day| Entry {
            modified: Some(day),
            ..entry(&format!("https://a.example/{number}"), "", None)
        };
        let days = [date(2025, 3, 3), date(2026, 5, 1), date(2026, 3, 3)];
        let entries = [1, 2, 3]
            .map(|at: i8| changed(at, days[usize::try_from(at - 1).unwrap_or_default()]));
        // What was changed after the draft may be as old as any.
        check(
            Window::new(None, None, Some(date(2026, 3, 4))),
            &entries,
            &["https://a.example/3", "https://a.example/2", "https://a.example/1"],
        );
    }

    #[test]
    fn an_address_without_words_tells_nothing() {
        assert_eq!(slug("https://a.example/a/12345"), None);
        assert_eq!(slug("https://a.example/"), None);
        assert_eq!(slug("no address"), None);
        let found = slug("https://a.example/2026/harbour-wall-raised.html?x=1");
        assert_eq!(found.as_deref(), Some("harbour wall raised"));
        assert_eq!(
            slug("https://a.example/wall-was-raised/123").as_deref(),
            Some("wall was raised")
        );
    }
}
