//! Who wrote it: names alone, without "By", jobs, accounts, dates and the outlet's own name.

mod word;

use self::word::{ASIDES, DEGREES, JOBS, NOISE, WORKS};
use super::super::fact::{Facts, Mark, Signature};
use super::super::linked::Linked;
use super::one_line;
use super::site::Names;
use crate::text::date::month::month_of;

const METAS: &[&str] = &[
    "author",
    "parsely-author",
    "sailthru.author",
    "byl",
    "dc.creator",
    "dcterms.creator",
    "article:author",
    "article:author_name",
    "cxenseparse:author",
    "twitter:data1:author",
    "creator",
];
/// Longest text that is taken apart, and longest name, in bytes.
const LONGEST: usize = 400;
const NAME: usize = 80;
/// Most words of a name: `Maria da Conceição de Oliveira e Silva`.
const WORDS: usize = 7;

/// The names of the authors, with commas between them.
pub(super) fn find(
    facts: &Facts,
    linked: &Linked,
    names: &Names,
    language: Option<&str>,
) -> Option<String> {
    let language = language.and_then(|tag| tag.split('-').next()).unwrap_or("en");
    let reader = Reader { names, language };
    let metas = METAS.iter().filter_map(|name| facts.first_meta(&[name]));
    let given = std::iter::once(reader.all(&linked.authors))
        .chain(metas.map(|meta| reader.all(&[meta.to_owned()])));
    let marks = [Mark::Vocabulary, Mark::Byline, Mark::Author];
    let printed = marks.into_iter().map(|mark| reader.marked(facts, mark));
    let found = given.chain(printed).find(|names| !names.is_empty())?;
    Some(reader.corrected(found, facts).join(", "))
}

fn merge(all: &mut Vec<String>, more: Vec<String>) {
    for name in more {
        let known = all.iter().any(|known| known.to_lowercase() == name.to_lowercase());
        if !known && all.len() < 20 {
            all.push(name);
        }
    }
}

/// Takes bylines of one page apart.
struct Reader<'p> {
    names: &'p Names,
    language: &'p str,
}

impl Reader<'_> {
    /// The names in the elements that bear a mark.
    fn marked(&self, facts: &Facts, mark: Mark) -> Vec<String> {
        let signed = facts.authors.iter().filter(|signed| signed.mark == mark);
        let mut named = signed.map(|signed| self.printed(signed));
        if mark != Mark::Vocabulary {
            return named.find(|names| !names.is_empty()).unwrap_or_default();
        }
        named.fold(Vec::new(), |mut all, names| {
            merge(&mut all, names);
            all
        })
    }

    /// One name that is not among those that the page prints after `By` is of whoever
    /// put the story online.
    fn corrected(&self, found: Vec<String>, facts: &Facts) -> Vec<String> {
        let [only] = &found[..] else { return found };
        let bylines = facts.authors.iter().filter(|signed| signed.mark == Mark::Byline);
        let mut told = bylines.filter(|signed| {
            signed.pieces.first().is_some_and(|piece| {
                let lower = piece.to_lowercase();
                lower == "by" || lower.starts_with("by ")
            })
        });
        let printed = told.next().map(|signed| self.printed(signed)).unwrap_or_default();
        let surname = only.rsplit(' ').next().map(str::to_lowercase).unwrap_or_default();
        let is_known = printed.iter().any(|name| name.to_lowercase().contains(&surname));
        if printed.is_empty() || is_known { found } else { printed }
    }

    /// The names in texts that are said to hold nothing else.
    fn all(&self, texts: &[String]) -> Vec<String> {
        let mut all = Vec::new();
        for text in texts {
            merge(&mut all, self.names_in(text));
        }
        all
    }

    fn names_in(&self, text: &str) -> Vec<String> {
        let line = one_line(text);
        if line.len() > LONGEST {
            return Vec::new();
        }
        let mut names = Vec::new();
        for part in parts(self.without_by(&line)) {
            merge(&mut names, self.name(self.without_by(part)).into_iter().collect());
        }
        names
    }

    /// The names in an element: runs of text of which one is a name, and each further one
    /// that is joined to it. What merely follows is a job or a place.
    fn printed(&self, signed: &Signature) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        let mut joined = true;
        for piece in &signed.pieces {
            let is_joint = matches!(
                piece.trim().to_lowercase().as_str(),
                "," | "and" | "&" | "und" | "et" | "y" | "e" | "en" | ", and" | "|" | "/"
            );
            if is_joint {
                joined = true;
                continue;
            }
            let found: Vec<String> = self
                .names_in(piece)
                .into_iter()
                .filter(|name| is_capital(name))
                .collect();
            if found.is_empty() {
                joined |= names.is_empty();
            } else if joined {
                merge(&mut names, found);
                joined = piece.ends_with([',', '&']) || piece.ends_with(" and");
            }
        }
        names
    }

    /// A text without `By`, `Analysis by`, `Von`.
    fn without_by<'t>(&self, text: &'t str) -> &'t str {
        let text =
            text.trim().trim_start_matches([':', '|', '-', '–', '—', '•', '·']).trim();
        let foreign = match self.language {
            "de" => &["von ", "autor:", "text:"][..],
            "fr" => &["par "],
            "es" | "pt" => &["por "],
            "it" => &["di ", "a cura di "],
            "nl" => &["door "],
            "sv" | "nb" | "no" | "da" => &["av ", "af "],
            _ => &[],
        };
        let cues = ["by ", "by: ", "author: ", "authors: ", "by\u{a0}"];
        let lower = text.to_lowercase();
        if lower.len() != text.len() {
            return text;
        }
        let start = cues.iter().chain(foreign).find(|cue| lower.starts_with(**cue));
        if let Some(cue) = start {
            return text[cue.len()..].trim();
        }
        // `Analysis by`, `Words and pictures by`.
        match lower.find(" by ") {
            Some(at) if lower[..at].split(' ').count() <= 3 => {
                let is_work = WORKS
                    .iter()
                    .any(|work| lower[..at].split(' ').any(|word| word == *work));
                if is_work { text[at + 4..].trim() } else { text }
            }
            _ => text,
        }
    }

    /// The name that a part is, if it is one.
    fn name(&self, part: &str) -> Option<String> {
        let part = until_aside(part);
        if part.contains(['@', '/', '<', '{', '=', '_']) {
            return None;
        }
        let part =
            part.trim_matches(|c: char| !c.is_alphanumeric() && c != '.' && c != ')');
        let words: Vec<&str> = part.split(' ').filter(|word| !word.is_empty()).collect();
        let lower = part.to_lowercase();
        let is_job = words.iter().any(|word| {
            let word = word.to_lowercase();
            let word = word.trim_matches(|c: char| !c.is_alphanumeric());
            // `Editor-at-large`
            let first = word.split('-').next().unwrap_or(word);
            JOBS.contains(&word) || JOBS.contains(&first) || DEGREES.contains(&word)
        });
        let is_account = (words.len() == 1 && lower.ends_with("admin"))
            || [
                "by",
                "admin",
                "administrator",
                "webmaster",
                "root",
                "user",
                "unknown",
                "null",
            ]
            .contains(&&*lower);
        // `CNN Business` is no person; `Ada Lane` of the site `Ada` is.
        let is_department = words.len() > 1
            && !words[0].chars().any(char::is_lowercase)
            && self.names.has(words[0]);
        let is_month = words.len() == 1 && month_of(part).is_some();
        let is_name = part.len() <= NAME
            && part.chars().any(char::is_alphabetic)
            && part.chars().count() > 1
            && words.len() <= WORDS
            && !is_job
            && !is_department
            && !is_month
            && !is_account
            && !self.names.has(part);
        is_name.then(|| words.join(" "))
    }
}

/// Whether every word but the small ones begins with a capital, or the writing has none.
fn is_capital(name: &str) -> bool {
    let small = [
        "de", "da", "do", "dos", "del", "della", "van", "von", "der", "den", "la", "le",
        "di", "bin", "al", "el", "y", "e", "und", "ten", "ter", "du", "af", "ibn",
    ];
    let mut words = name.split(' ').filter(|word| !small.contains(word));
    words.all(|word| !word.chars().next().is_some_and(char::is_lowercase))
        && !NOISE.contains(&&*name.split(' ').next().unwrap_or_default().to_lowercase())
}

/// The parts of a byline: `Ada Lane, Ben Ross and Cleo Marsh | The Daily Example`.
fn parts(text: &str) -> Vec<&str> {
    let mut parts = vec![text];
    for mark in [
        " | ", "|", ";", ", ", "،", "、", "，", " and ", " & ", " with ", " und ",
        " et ", " / ", " • ", " · ", " – ", " — ", " - ", "\t",
    ] {
        parts = parts.into_iter().flat_map(|part| part.split(mark)).collect();
    }
    // `Ada Lane. The Daily Example`, but not `J. Lane` nor `Martin Lane Jr. Ross`.
    let sentences = parts.into_iter().flat_map(|part| match part.split_once(". ") {
        Some((head, tail)) if head.rsplit(' ').next().is_some_and(|w| w.len() > 3) => {
            vec![head, tail]
        }
        _ => vec![part],
    });
    let parts = sentences.map(|part| part.trim().trim_start_matches("and "));
    parts.filter(|part| !part.is_empty()).collect()
}

/// A part up to what speaks of something else: a date, a place, another outlet.
fn until_aside(part: &str) -> &str {
    let mut at = 0;
    for word in part.split(' ') {
        let start = at;
        at += word.len() + 1;
        let lower = word.to_lowercase();
        let lower = lower.trim_matches(|c: char| !c.is_alphanumeric());
        let is_aside = word.starts_with(|c: char| c.is_ascii_digit())
            || word.starts_with(['(', '['])
            || ASIDES.contains(&lower);
        if is_aside {
            return part[..start].trim();
        }
    }
    part.trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        let linked = Linked { authors: vec![text.to_owned()], ..Linked::default() };
        let names = Names::new(Some("The Daily Example"), Some("dailyexample.org"));
        let found = find(&Facts::default(), &linked, &names, Some("en"));
        assert_eq!(found.as_deref(), expected, "{text}");
    }

    #[test]
    fn names_are_freed_of_what_is_around_them() {
        for text in [
            "By Ada Lane and Ben Ross | The Daily Example",
            "By: Ada Lane, Staff Writer, and Ben Ross",
            "Analysis by Ada Lane, Daily Example Editor-at-large; Ben Ross",
            "Ada Lane & Ben Ross for The Daily Example",
            "Ada Lane in Port Ellery and Ben Ross in Stennack",
            "Ada Lane, Ben Ross. Daily Example News",
            "Ada Lane (@adalane), Ben Ross",
            "Ada Lane, Ben Ross, Ada Lane",
            "Ada Lane, Ben Ross Published: 22 January 2026",
            "Ada Lane, Ben Ross Monday, January 22",
            "Ada Lane, MD, Ben Ross, PhD",
        ] {
            check(text, Some("Ada Lane, Ben Ross"));
        }
        check("Troy L. Smith", Some("Troy L. Smith"));
        check("María de la O", Some("María de la O"));
        check("김철수", Some("김철수"));
    }

    #[test]
    fn outlets_accounts_and_jobs_are_no_authors() {
        for text in [
            "The Daily Example",
            "Daily Example Staff",
            "dailyexample.org",
            "Staff",
            "@adalane",
            "https://www.facebook.com/adalane",
            "admin",
            "siteadmin",
            "",
            "By",
            "Editorial Board",
        ] {
            check(text, None);
        }
    }

    /// What a page prints, as the runs of text of one element.
    #[track_caller]
    fn check_printed(mark: Mark, pieces: &[&str], expected: Option<&str>) {
        let pieces = pieces.iter().map(|&piece| piece.to_owned()).collect();
        let facts =
            Facts { authors: vec![Signature { pieces, mark }], ..Facts::default() };
        let found = find(&facts, &Linked::default(), &Names::default(), Some("en"));
        assert_eq!(found.as_deref(), expected);
    }

    #[test]
    fn a_printed_byline_is_read() {
        let (byline, author) = (Mark::Byline, Mark::Author);
        check_printed(
            byline,
            &["By", "Ada Lane", "Staff Writer", "Jan. 22, 2026"],
            Some("Ada Lane"),
        );
        check_printed(
            byline,
            &["By", "Ada Lane", "and", "Ben Ross", "Port Ellery"],
            Some("Ada Lane, Ben Ross"),
        );
        check_printed(author, &["Ada Lane", ",", "Ben Ross"], Some("Ada Lane, Ben Ross"));
        check_printed(author, &["Share this", "Follow Ada"], None);
        check_printed(Mark::Vocabulary, &["Ada Lane"], Some("Ada Lane"));
    }
}

#[cfg(test)]
mod properties {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn any_byline_is_read(text in "\\PC{0,60}|((by|İ|von|and|,|[|]|Ada|Ross[.]|@a|1| ){1,2}){0,20}") {
            let signed = Signature { pieces: vec![text.clone()], mark: Mark::Byline };
            let facts = Facts { authors: vec![signed], ..Facts::default() };
            let linked = Linked { authors: vec![text], ..Linked::default() };
            let found = find(&facts, &linked, &Names::default(), Some("de"));
            prop_assert!(found.is_none_or(|names| !names.trim().is_empty()));
        }
    }
}
