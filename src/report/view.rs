//! Findings as the writers of exchange formats see them.
//!
//! What each of them needs is made once here: the draft's path, places as lines and
//! columns, the words of draft and page with those in question marked, a link, and a
//! fingerprint. A draft's lines are counted once.

use std::borrow::Cow;
use std::collections::BTreeMap;

use sha2::Digest;
use sha2::Sha256;

use crate::hex;
use crate::page::Page;
use crate::report::address::{address, publisher};
use crate::report::escape::escape;
use crate::report::line::{Columns, cut, flat};
use crate::report::{Links, Report, Root, outlet_name, uri};
use crate::text::Span;
use crate::verdict::Finding;

/// Characters of a message, a name or a headline that are told.
const LABEL: usize = 600;

/// One draft and what was found in it.
pub(super) struct View<'r> {
    pub(super) report: &'r Report<'r>,
    /// From the working directory.
    pub(super) path: String,
    /// The same, percent-encoded.
    pub(super) uri: String,
    /// Where lines start; `None` if places are not those of the file.
    columns: Option<Columns<'r>>,
    links: Vec<Links<'r>>,
    fingerprints: Vec<String>,
}

/// A place in the draft's file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Region {
    pub(super) start: Position,
    /// After the last character.
    pub(super) end: Position,
}

/// A line, and a column in UTF-16 code units; both from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Position {
    pub(super) line: usize,
    pub(super) column: usize,
}

/// Text, and the words of it that are in question.
pub(super) struct Words<'r> {
    pub(super) text: &'r str,
    pub(super) marks: Vec<Span>,
}

/// A page that a finding rests on.
pub(super) struct Witness<'r> {
    /// The page's own words; empty if none are in question.
    pub(super) words: Words<'r>,
    pub(super) publisher: String,
    /// The page's day: `22 Jan 2026`.
    pub(super) day: Option<String>,
    /// A sound address on the web.
    pub(super) url: Option<String>,
}

impl<'r> View<'r> {
    pub(super) fn new(report: &'r Report<'r>, root: &Root) -> Self {
        let draft = &report.draft;
        let is_verbatim = draft.format.is_verbatim();
        Self {
            report,
            path: escape(&root.path_of(&draft.name)).into_owned(),
            uri: root.uri_of(&draft.name),
            columns: is_verbatim.then(|| Columns::of(&draft.text)),
            links: report.links(),
            fingerprints: fingerprints(report),
        }
    }

    /// The findings, each with its fingerprint.
    pub(super) fn findings(&self) -> impl Iterator<Item = (&'r Finding, &str)> {
        let report = self.report;
        report.findings.iter().zip(self.fingerprints.iter().map(String::as_str))
    }

    /// Where in the file a finding is; `None` if it is about no place, or if places are
    /// not those of the file.
    pub(super) fn region(&self, finding: &Finding) -> Option<Region> {
        let columns = self.columns.as_ref().filter(|_| is_placed(finding))?;
        let position = |at| {
            let (line, column) = columns.position(at);
            Position { line, column }
        };
        let start = position(finding.span.start);
        Some(Region { start, end: position(finding.span.end.max(finding.span.start)) })
    }

    /// The draft's words: the claim, or else what the finding is about.
    pub(super) fn words(&self, finding: &Finding) -> Words<'r> {
        let report = self.report;
        match finding.claim.and_then(|at| report.claims.claims.get(at)) {
            Some(claim) => Words {
                text: claim.text(),
                marks: finding.differences.iter().map(|one| one.claim).collect(),
            },
            None => {
                Words { text: finding.span.of(&report.draft.text), marks: Vec::new() }
            }
        }
    }

    /// The pages' words.
    pub(super) fn witnesses(&self, finding: &Finding) -> Vec<Witness<'r>> {
        let on = finding.page.or_else(|| finding.evidence.first().map(|(on, _)| *on));
        let mut places = finding.evidence.clone();
        if let Some(on) = on {
            let page = self.report.shelf.pages.get(on).map(|shelved| &shelved.page);
            for difference in &finding.differences {
                let holds = |&(page, place): &(usize, Span)| {
                    page == on && place.contains(difference.page)
                };
                if let Some(page) = page.filter(|_| !places.iter().any(holds)) {
                    places.push((on, surroundings(page, difference.page, None)));
                }
            }
            if places.is_empty() {
                places.push((on, Span::default()));
            }
        }
        let witnesses = places.into_iter();
        witnesses.filter_map(|(at, place)| self.witness(finding, on, at, place)).collect()
    }

    fn witness(
        &self,
        finding: &Finding,
        on: Option<usize>,
        at: usize,
        place: Span,
    ) -> Option<Witness<'r>> {
        let report = self.report;
        let shelved = report.shelf.pages.get(at)?;
        let page = &shelved.page;
        let differences = finding.differences.iter().filter(|_| on == Some(at));
        let inside = differences.filter(|one| place.contains(one.page));
        let marks = inside.map(|one| {
            Span::new(one.page.start - place.start, one.page.end - place.start)
        });
        let link = || self.links.get(at)?.to(place);
        let url =
            if place.is_empty() { address(page).map(str::to_owned) } else { link() };
        Some(Witness {
            words: Words { text: place.of(&page.text), marks: marks.collect() },
            publisher: shown(publisher(report.outlets, shelved)),
            day: page.day().map(|day| day.strftime("%-d %b %Y").to_string()),
            url: url.map(|url| uri::address(&url)),
        })
    }
}

impl Words<'_> {
    pub(super) fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// The words without marks, on one line, safe to show.
    pub(super) fn plain(&self, limit: usize) -> String {
        self.runs(limit).into_iter().map(|(text, _)| text).collect()
    }

    /// The same in quotation marks, unless it brings its own.
    pub(super) fn quoted(&self, limit: usize) -> String {
        let text = self.plain(limit);
        let (open, close) = self.marks_around();
        format!("{open}{text}{close}")
    }

    /// What to set around the words: quotation marks, unless they start with one.
    pub(super) fn marks_around(&self) -> (&'static str, &'static str) {
        if self.text.trim_start().starts_with(['"', '“', '„', '«']) {
            ("", "")
        } else {
            ("“", "”")
        }
    }

    /// The words on one line, safe to show, as runs of which some are marked: about
    /// `limit` characters around the first mark.
    pub(super) fn runs(&self, limit: usize) -> Vec<(String, bool)> {
        let starts = self.marks.iter().map(|mark| mark.start);
        let first = starts.filter(|start| *start < self.text.len()).min().unwrap_or(0);
        let start = self.text.floor_char_boundary(first.saturating_sub(limit / 2));
        // From a word's start, if one is near.
        let start = match self.text[start..].find(char::is_whitespace) {
            Some(space) if start > 0 && start + space <= first => start + space,
            _ => start,
        };
        let mut runs = vec![(String::new(), false)];
        if start > 0 {
            push(&mut runs, "… ", false);
        }
        let (mut count, mut gap, mut begun) = (0, false, false);
        for (offset, c) in self.text[start..].char_indices() {
            if c.is_whitespace() {
                gap = begun;
                continue;
            }
            if count >= limit {
                push(&mut runs, " …", false);
                break;
            }
            let at = start + offset;
            let marked = self.marks.iter().any(|mark| mark.start <= at && at < mark.end);
            let last = runs.last().is_some_and(|(_, last)| *last);
            if std::mem::take(&mut gap) {
                push(&mut runs, " ", marked && last);
            }
            begun = true;
            push(&mut runs, &escape(c.encode_utf8(&mut [0; 4])), marked);
            count += 1;
        }
        runs.retain(|(text, _)| !text.is_empty());
        runs
    }
}

/// Adds text to runs; a run ends where the mark does.
fn push(runs: &mut Vec<(String, bool)>, text: &str, marked: bool) {
    match runs.last_mut() {
        Some((last, known)) if *known == marked => last.push_str(text),
        _ => runs.push((text.to_owned(), marked)),
    }
}

/// Text from outside on one line, cut, with nothing in it that is obeyed or not seen.
pub(super) fn shown(text: &str) -> String {
    match escape(&cut(&flat(text), LABEL)) {
        Cow::Borrowed(text) => text.to_owned(),
        Cow::Owned(text) => text,
    }
}

/// Whether a finding is about a place in the draft, and not about a page at large.
pub(super) fn is_placed(finding: &Finding) -> bool {
    finding.claim.is_some() || finding.citation.is_some() || !finding.span.is_empty()
}

/// The page's words around `place`: the evidence if it holds it, else the passage.
pub(super) fn surroundings(page: &Page, place: Span, evidence: Option<Span>) -> Span {
    if let Some(evidence) = evidence.filter(|evidence| evidence.contains(place)) {
        return evidence;
    }
    let at = page.passages.partition_point(|passage| passage.span.end < place.start);
    match page.passages.get(at) {
        Some(passage) => passage.span.cover(place),
        None => place,
    }
}

/// For each finding, a name made of its rule, its words and its outlet, and of nothing
/// that moves when a paragraph is added elsewhere. The second of the same words ends in
/// `-2`.
pub(super) fn fingerprints(report: &Report<'_>) -> Vec<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let names = report.findings.iter().map(|finding| {
        let claim = finding.claim.and_then(|at| report.claims.claims.get(at));
        let span = finding.span.of(&report.draft.text);
        let words = match claim {
            Some(claim) => claim.text(),
            None if span.is_empty() => &finding.message,
            None => span,
        };
        let citation = finding.citation.and_then(|at| report.citations.citations.get(at));
        let page = finding.page.and_then(|at| report.shelf.pages.get(at));
        let outlet = match (citation, page) {
            (Some(one), _) => outlet_name(report.outlets, &one.resolution, &one.label),
            (None, Some(shelved)) => publisher(report.outlets, shelved),
            (None, None) => "",
        };
        let name = hash(&[finding.rule.slug(), &flat(words), &flat(outlet)]);
        let ordinal = seen.entry(name.clone()).or_default();
        *ordinal += 1;
        if *ordinal == 1 { name } else { format!("{name}-{ordinal}") }
    });
    names.collect()
}

/// 32 hexadecimal digits for some texts.
pub(super) fn hash(texts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for text in texts {
        // The length keeps two texts from passing for other two.
        hash.update((text.len() as u64).to_le_bytes());
        hash.update(text.as_bytes());
    }
    hex::lower(&hash.finalize()[..16])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;
    use crate::rule::Rule;

    #[track_caller]
    fn check(text: &str, marks: &[(usize, usize)], limit: usize, expected: &str) {
        let marks = marks.iter().map(|&(start, end)| Span::new(start, end)).collect();
        let runs = Words { text, marks }.runs(limit).into_iter();
        let shown: String = runs
            .map(|(text, marked)| if marked { format!("[{text}]") } else { text })
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn marks_part_words_into_runs() {
        check("one two three", &[(4, 7)], 99, "one [two] three");
        check("one  two\nthree", &[(0, 8)], 99, "[one two] three");
        check("a\u{202e}b", &[], 99, "a\\u{202e}b");
    }

    #[test]
    fn a_quotation_gets_no_second_marks() {
        let quoted = |text| Words { text, marks: Vec::new() }.quoted(99);
        assert_eq!(quoted("One."), "“One.”");
        assert_eq!(quoted("“One,” she said."), "“One,” she said.");
    }

    #[test]
    fn long_words_are_cut_around_the_first_mark() {
        check("one two three four five", &[(14, 18)], 10, "… [four] five");
        check("éééé éé", &[], 3, "ééé …");
        check("ooooooooooooooooooooX", &[(20, 21)], 4, "… oo[X]");
    }

    #[test]
    fn a_place_past_the_end_marks_nothing() {
        check("one", &[(50, 60)], 10, "one");
    }

    #[test]
    fn a_paragraph_above_changes_no_fingerprint() {
        let mut sample = sample::campaign();
        let before = fingerprints(&sample.report());
        sample.report.draft.text.insert_str(0, "A new paragraph.\n\n");
        for finding in &mut sample.report.findings {
            if !finding.span.is_empty() {
                finding.span = finding.span.shift("A new paragraph.\n\n".len());
            }
        }
        assert_eq!(fingerprints(&sample.report()), before);
        let mut each = before.clone();
        each.sort();
        each.dedup();
        assert_eq!(each.len(), before.len());
    }

    #[test]
    fn the_same_words_again_get_a_number() {
        let mut sample = sample::one_claim("It is innovation.");
        sample.find(Rule::NotStated, "It");
        sample.find(Rule::NotStated, "It");
        let names = fingerprints(&sample.report());
        assert_eq!(names[1], format!("{}-2", names[0]));
    }

    #[test]
    fn a_place_is_told_only_where_the_file_has_it() {
        let mut sample = sample::one_claim("Né 𝄞 now.");
        sample.find(Rule::NotStated, "now");
        let report = sample.report();
        let view = View::new(&report, &Root::default());
        let region = view.region(&report.findings[0]).unwrap();
        assert_eq!(
            (region.start.line, region.start.column, region.end.column),
            (1, 7, 10)
        );
        sample.report.draft.format = crate::draft::Format::Docx;
        let report = sample.report();
        assert_eq!(
            View::new(&report, &Root::default()).region(&report.findings[0]),
            None
        );
    }
}
