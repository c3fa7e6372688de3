//! Which news agency a page credits.
//!
//! A credit stands where a newsroom puts it: in the page's data, before the first
//! sentence, in the byline, at the end. A story that speaks of an agency credits nobody,
//! nor does a picture, nor does the agency's own page.

mod agency;

use self::agency::{AGENCIES, Agency};
use super::Page;
use super::fact::Facts;
use super::headline::bare;
use super::linked::Linked;

/// Longest passage that may be a credit line, in bytes.
const CREDIT: usize = 240;
/// How far into a passage a dateline's credit stands, in bytes.
const DATELINE: usize = 100;
/// Passages at either end that are looked at.
const ENDS: usize = 3;
/// Longest line that is no more than names of agencies and initials: `ala/dpa/AFP`.
const BARE: usize = 40;

/// `<meta>` elements that tell where a story was had from.
const METAS: &[&str] = &[
    "article:source",
    "syndication-source",
    "original-source",
    "source",
    "news_source",
    "article.source",
    "cxenseparse:source",
    "dc.source",
    "rights",
];

/// What a page tells, outside its text, of who wrote it and where it was had from.
#[derive(Clone, Debug, Default)]
pub(super) struct Signed {
    authors: Vec<String>,
    sources: Vec<String>,
}

impl Signed {
    /// All that the page says.
    pub(super) fn new(facts: &Facts, linked: &Linked) -> Self {
        let meta = |name: &str| facts.first_meta(&[name]).map(str::to_owned);
        let printed = facts.authors.iter().map(|signed| signed.pieces.join(", "));
        let authors = linked.authors.iter().cloned().chain(meta("author"));
        let authors = authors.chain(meta("byl")).chain(printed);
        let metas = METAS.iter().filter_map(|name| meta(name));
        let sources = metas.chain(linked.credits.iter().cloned());
        Self {
            authors: authors.collect(),
            sources: sources.chain(facts.sources.iter().cloned()).collect(),
        }
    }
}

/// The agency that the page credits, as written there.
pub(super) fn credited(page: &Page, signed: &Signed) -> Option<String> {
    let names = || {
        let others = AGENCIES.iter().filter(|agency| !is_own(page, agency));
        others.flat_map(|agency| agency.names.iter().copied())
    };
    let passages = || {
        let read = page.passages.iter().filter(|p| !p.kind.is_beside());
        read.map(|passage| passage.span.of(&page.text))
    };
    let source = || {
        names().find(|name| signed.sources.iter().any(|source| is_source(source, name)))
    };
    let dateline = || {
        passages().take(ENDS).find_map(|text| {
            let head = &text[..text.floor_char_boundary(DATELINE)];
            let found = names().filter(|name| opens(head, name) || is_bare(text, name));
            found.min_by_key(|name| text.find(name))
        })
    };
    let byline = || {
        let shown = page.byline.iter().chain(&signed.authors);
        shown.clone().find_map(|line| names().find(|name| signs(line, name)))
    };
    let closing = || {
        let last: Vec<&str> = passages().collect();
        last.iter().rev().take(ENDS).find_map(|text| {
            names().find(|name| closes(text, name) || credits(text, name))
        })
    };
    let found = source().or_else(dateline).or_else(byline).or_else(closing);
    found.map(str::to_owned)
}

/// Whether the page is the agency's own.
fn is_own(page: &Page, agency: &Agency) -> bool {
    let address = page.url.as_deref().or(page.canonical.as_deref());
    let host = address.and_then(|url| {
        let url = url::Url::parse(url).ok()?;
        let host = url.host_str()?.to_owned();
        Some(host.split('.').rev().map(bare).take(3).collect::<Vec<_>>())
    });
    let site = page.site.as_deref().map(bare);
    agency.sites.iter().any(|own| {
        site.as_deref()
            .is_some_and(|site| site.strip_prefix("the").unwrap_or(site) == *own)
            || host.iter().flatten().skip(1).any(|label| label == own)
    })
}

/// Whether what tells the source names the agency and nothing else: `Source: Reuters`,
/// `2026 The Associated Press. All rights reserved`.
fn is_source(text: &str, name: &str) -> bool {
    let text = text.split_once(':').map_or(text, |(_, name)| name);
    let part = |part: &str| {
        let part = part.trim().trim_start_matches(|c: char| !c.is_alphabetic());
        part.strip_prefix("The ").unwrap_or(part) == name
    };
    text.len() <= CREDIT && text.split([',', '/', '|', '.', ';']).any(part)
}

/// Whether a dateline names the agency: `LONDON (Reuters) -`, `PARIS — AFP —`, `AP —`.
fn opens(head: &str, name: &str) -> bool {
    let dash = |rest: &str| {
        rest.trim_start_matches([' ', '\u{a0}', '.', ':']).starts_with(['-', '–', '—'])
    };
    if let Some((place, inside)) = head.split_once('(')
        && let Some((credit, rest)) = inside.split_once(')')
    {
        let is_named = credit.split(['/', ',', '-']).any(|part| part.trim() == name);
        let is_place = !place.contains(['?', '!', '“', '"']);
        let is_loud = !place.chars().any(char::is_lowercase);
        return is_named && is_place && (dash(rest) || is_loud || rest.starts_with(':'));
    }
    let place = head.split(['-', '–', '—']).next().unwrap_or_default().trim();
    let is_last = place.strip_suffix(name).is_some_and(|before| {
        before.is_empty()
            || before.ends_with([',', '/'])
            || !before.chars().any(char::is_lowercase)
    });
    let second = head.split(['–', '—']).nth(1).is_some_and(|part| part.trim() == name);
    (is_last && dash(&head[place.len()..])) || second
}

/// Whether a line is no more than names of agencies and initials: `ala/dpa/AFP`, `(AP)`.
fn is_bare(line: &str, name: &str) -> bool {
    let line = line.trim_matches(|c: char| !c.is_alphanumeric());
    line.len() <= BARE
        && line.split(['/', ',', '|', '+']).any(|part| {
            let part = part.trim();
            let part = part.strip_prefix("The ").unwrap_or(part);
            let part = part.strip_prefix("Source: ").unwrap_or(part);
            part == name
        })
}

/// Whether a byline is the agency's, or that of one of its people: `Reuters Staff`,
/// `Ada Lane, AP Business Writer`.
fn signs(byline: &str, name: &str) -> bool {
    if byline.len() > CREDIT || speaks_of_picture(byline) {
        return false;
    }
    let parts = byline.split([',', ';', '|', '/', '·', '•', '(', ')']);
    let mut parts =
        parts.flat_map(|part| part.split(" and ")).flat_map(|p| p.split(" with "));
    parts.any(|part| {
        let part = part.trim();
        let part = ["By ", "by ", "BY "]
            .iter()
            .find_map(|by| part.strip_prefix(by))
            .unwrap_or(part);
        let part = ["The ", "the ", "avec ", "mit "]
            .iter()
            .find_map(|the| part.strip_prefix(the))
            .unwrap_or(part);
        let is_loud = name.len() > 4 && part.eq_ignore_ascii_case(name);
        let rest = if is_loud { Some("") } else { part.strip_prefix(name) };
        rest.is_some_and(|rest| {
            let rest = rest.trim_start_matches("news agency").to_lowercase();
            rest.is_empty()
                || [
                    "staff",
                    "writer",
                    "reporter",
                    "correspondent",
                    "editor",
                    "via",
                    "journalist",
                ]
                .iter()
                .any(|job| rest.starts_with(' ') && rest.contains(job))
        })
    })
}

/// Whether the last words of a passage are the agency's sign: `… said. — AP`, `… (dpa)`.
fn closes(text: &str, name: &str) -> bool {
    let end = text.trim_end_matches([' ', '.', ')', ']']);
    let Some(before) = end.strip_suffix(name) else { return false };
    let is_bracketed = before.ends_with(['(', '[']) && end.len() < text.len();
    let marked = before.trim_end();
    let is_dashed =
        marked.ends_with(['—', '–']) || marked.ends_with(". -") || marked.ends_with("--");
    // `He works for the agency (AP).` ends a sentence, no story.
    let sentence = marked.trim_end_matches(['(', '[']).trim_end();
    let is_after_sentence = sentence.ends_with(['.', '!', '?', '”', '"', '’', '»']);
    (is_bracketed && is_after_sentence || is_dashed)
        && !speaks_of_picture(&text[..text.floor_char_boundary(CREDIT)])
}

/// Whether a closing line credits the agency, and does not only speak of it.
fn credits(line: &str, name: &str) -> bool {
    if line.len() > CREDIT || !has_word(line, name) || speaks_of_picture(line) {
        return false;
    }
    let lower = line.to_lowercase();
    is_bare(line, name) || CUES.iter().any(|cue| lower.contains(cue))
}

/// What stands beside the name of an agency in a credit.
const CUES: &[&str] = &[
    "contributed to this",
    "contributed to the",
    "contributed reporting",
    "with files from",
    "with material from",
    "with reporting",
    "with agenc",
    "with inputs from",
    "with input from",
    "with information from",
    "additional reporting",
    "reporting by",
    "source:",
    "sources:",
    "inputs from",
    "(with ",
    "mit material",
    "(avec ",
    "avec afp",
    "con información de",
    "con informacion de",
    "com informações d",
    "com agências",
    "con agencias",
    "quelle:",
    "fonte:",
    "fuente:",
    "read the full story at",
    "was first published by",
    "this story was originally published by",
];

/// Whether a line is the credit of a picture.
fn speaks_of_picture(line: &str) -> bool {
    let lower = line.to_lowercase();
    ["photo", "picture", "image", "foto", "getty", "handout", "video:", "illustration"]
        .iter()
        .any(|word| lower.contains(word))
}

/// Whether `word` stands in `text` as a whole word, in this case.
fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, found)| {
        let before = text[..at].chars().next_back();
        let after = text[at + found.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric)
            && !after.is_some_and(char::is_alphanumeric)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, signed: &Signed, expected: Option<&str>) {
        let page = super::super::from_text(None, text);
        assert_eq!(credited(&page, signed).as_deref(), expected, "{text}");
    }

    fn nobody() -> Signed {
        Signed::default()
    }

    fn by(author: &str) -> Signed {
        Signed { authors: vec![author.to_owned()], ..Signed::default() }
    }

    fn from(source: &str) -> Signed {
        Signed { sources: vec![source.to_owned()], ..Signed::default() }
    }

    #[test]
    fn a_dateline_credits_its_agency() {
        for (text, agency) in [
            ("LONDON (Reuters) - The tide rose.\n\nIt fell.", "Reuters"),
            ("PARIS, Jan 22 (AFP) — The tide rose.", "AFP"),
            ("PORT ELLERY, England (AP) — The tide rose.", "AP"),
            ("Berlin (dpa) - Die Flut stieg.", "dpa"),
            ("Berlin/London (dpa/AFP) - Die Flut stieg.", "dpa"),
            ("Madrid, 22 ene (EFE).- La marea sube.", "EFE"),
            ("TOKYO (Kyodo) The tide rose.", "Kyodo"),
            ("PORT ELLERY, Calif. (AP) — The tide rose.", "AP"),
            ("PORT ELLERY — AFP — The tide rose.", "AFP"),
            ("AP — The tide rose.", "AP"),
            ("Reuters\n\nThe tide rose.", "Reuters"),
        ] {
            check(text, &nobody(), Some(agency));
        }
    }

    #[test]
    fn a_byline_credits_its_agency() {
        let text = "The tide rose.";
        check(text, &by("Ada Lane, Associated Press"), Some("Associated Press"));
        check(text, &by("ADA LANE, AP Business Writer"), Some("AP"));
        check(text, &by("By Reuters Staff"), Some("Reuters"));
        check(text, &by("By REUTERS"), Some("Reuters"));
        check(text, &by("The Daily Example avec AFP"), None);
        check(text, &by("The Daily Example with AFP"), Some("AFP"));
        check(text, &by("PA Media"), Some("PA Media"));
        check(text, &by("PA Lane"), None);
        check(text, &by("By APPLE Lane"), None);
        check(text, &by("Photograph: Reuters"), None);
    }

    #[test]
    fn the_data_of_a_page_credits_an_agency() {
        let text = "The tide rose.";
        check(text, &from("Reuters"), Some("Reuters"));
        check(text, &from("Source: AFP"), Some("AFP"));
        check(
            text,
            &from("2026 The Associated Press. All rights reserved"),
            Some("Associated Press"),
        );
        check(text, &from("The Daily Example"), None);
        check(text, &from("AP Racing"), None);
    }

    #[test]
    fn a_closing_line_credits_its_agency() {
        for (line, agency) in [
            ("AP contributed to this report.", "AP"),
            ("The Associated Press contributed to this report.", "Associated Press"),
            ("Additional reporting by Reuters", "Reuters"),
            ("(dpa)", "dpa"),
            ("ala/dpa", "dpa"),
            ("(With inputs from PTI)", "PTI"),
            ("With files from The Canadian Press", "Canadian Press"),
            ("Agencies", "Agencies"),
            ("It fell again on Friday. — AP", "AP"),
            ("It fell again on Friday. (AFP)", "AFP"),
        ] {
            check(&format!("The tide rose.\n\n{line}"), &nobody(), Some(agency));
        }
    }

    #[test]
    fn speaking_of_an_agency_credits_nobody() {
        for line in [
            "The minister told Reuters on Friday that the wall would hold for years.",
            "The tide at the quay on Friday. Photo: Reuters",
            "AP Photo/Ada Lane",
            "A spokesman (Reuters) would not say.",
            "He works for the agency (AP).",
            "The PA system failed.",
            "It was first told to the AP.",
            "A man who is no reporter of Reuters - or so he said - left the quay.",
        ] {
            check(&format!("The tide rose.\n\n{line}"), &nobody(), None);
            check(&format!("{line}\n\nThe tide rose."), &nobody(), None);
        }
    }

    #[test]
    fn an_agencys_own_page_credits_no_other() {
        let text = "LONDON (Reuters) - The tide rose.";
        let mut page = super::super::from_text(Some("https://www.reuters.com/a"), text);
        assert_eq!(credited(&page, &nobody()), None);
        page.url = Some("https://www.dailyexample.org/reuters.com".to_owned());
        assert_eq!(credited(&page, &nobody()).as_deref(), Some("Reuters"));
        page.site = Some("Reuters".to_owned());
        assert_eq!(credited(&page, &nobody()), None);
    }
}
