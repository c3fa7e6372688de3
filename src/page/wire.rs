//! Which news agency a page credits.

use super::Page;

/// Agencies, as they are written in credits; longer names first.
const AGENCIES: &[&str] = &[
    "Agence France-Presse",
    "Associated Press",
    "Press Association",
    "PA Media",
    "Thomson Reuters",
    "Canadian Press",
    "Australian Associated Press",
    "Press Trust of India",
    "Reuters",
    "AFP",
    "AP",
    "PA",
    "AAP",
    "dpa",
    "DPA",
    "EFE",
    "ANSA",
    "UPI",
    "PTI",
    "ANI",
    "IANS",
    "Xinhua",
    "Kyodo",
    "Yonhap",
    "TASS",
    "Anadolu",
    "Lusa",
    "APA",
    "Ritzau",
    "NTB",
];
/// Longest passage that may be a credit line, in bytes.
const CREDIT: usize = 240;
/// How far into the first passage a dateline's credit stands, in bytes.
const DATELINE: usize = 80;

/// The agency that the byline, the dateline or the last lines credit, as written there.
pub(super) fn credited(page: &Page) -> Option<String> {
    let passages = || page.passages.iter().map(|passage| passage.span.of(&page.text));
    let dateline = passages().next().and_then(|first| {
        let head = &first[..first.floor_char_boundary(DATELINE)];
        AGENCIES.iter().find(|agency| opens(head, agency))
    });
    let byline = || {
        let byline = page.byline.as_deref()?;
        AGENCIES.iter().find(|agency| has_word(byline, agency))
    };
    let closing = || {
        passages()
            .rev()
            .take(2)
            .filter(|line| line.len() <= CREDIT)
            .find_map(|line| AGENCIES.iter().find(|agency| credits(line, agency)))
    };
    dateline.or_else(byline).or_else(closing).map(|agency| (*agency).to_owned())
}

/// Whether a dateline names the agency: `LONDON (Reuters) -`, `PARIS — AFP —`.
fn opens(head: &str, agency: &str) -> bool {
    let bracketed = head.split_once('(').is_some_and(|(_, inside)| {
        inside.strip_prefix(agency).is_some_and(|rest| rest.starts_with(')'))
    });
    bracketed
        || head.strip_prefix(agency).is_some_and(|rest| {
            rest.starts_with([' ', ',']) && rest.contains(['-', '–', '—'])
        })
}

/// Whether a closing line credits the agency, and does not only speak of it.
fn credits(line: &str, agency: &str) -> bool {
    if !has_word(line, agency) {
        return false;
    }
    let lower = line.to_lowercase();
    let bare = line.trim_matches(|c: char| !c.is_alphanumeric());
    bare.len() <= agency.len() + 12
        || [
            "contributed to this",
            "with files from",
            "with reporting",
            "with agenc",
            "source:",
            "with inputs from",
            "additional reporting",
            "contributed reporting",
        ]
        .iter()
        .any(|cue| lower.contains(cue))
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
    fn check(text: &str, byline: Option<&str>, expected: Option<&str>) {
        let mut page = super::super::from_text(None, text);
        page.byline = byline.map(str::to_owned);
        assert_eq!(credited(&page).as_deref(), expected);
    }

    #[test]
    fn a_dateline_credits_its_agency() {
        check("LONDON (Reuters) - The tide rose.\n\nIt fell.", None, Some("Reuters"));
        check("PARIS, Jan 22 (AFP) — The tide rose.", None, Some("AFP"));
    }

    #[test]
    fn a_byline_credits_its_agency() {
        check(
            "The tide rose.",
            Some("Ada Lane, Associated Press"),
            Some("Associated Press"),
        );
        check("The tide rose.", Some("By APPLE Lane"), None);
    }

    #[test]
    fn a_closing_line_credits_its_agency() {
        check("The tide rose.\n\nAP contributed to this report.", None, Some("AP"));
        check("The tide rose.\n\n(dpa)", None, Some("dpa"));
    }

    #[test]
    fn speaking_of_an_agency_credits_nobody() {
        let text = "The tide rose.\n\nThe minister told Reuters on Friday that the wall would hold for years.";
        check(text, None, None);
    }
}
