//! The sums under a report, counted once for every writer.
//!
//! Each claim is counted once: under its best verdict over the outlets it is cited to,
//! or as not checked. Each citation is counted once: as read, or as not seen and why.
//! So the parts always add up to the whole.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::gather::Shelved;
use crate::outlet::{Citation, Resolution};
use crate::page::Wall;
use crate::report::{Report, outlet_name};
use crate::rule::Severity;
use crate::verdict::{Ruling, Verdict};

/// How many claims there are of each sort.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) supported: usize,
    pub(super) partial: usize,
    pub(super) altered: usize,
    pub(super) absent: usize,
    pub(super) unread: usize,
    /// Claims that cannot be checked, or that nothing is cited for.
    pub(super) unchecked: usize,
}

impl Counts {
    /// Counts one more claim; `None` is a claim that was not checked.
    pub(super) fn add(&mut self, verdict: Option<Verdict>) {
        *match verdict {
            Some(Verdict::Supported) => &mut self.supported,
            Some(Verdict::Partial) => &mut self.partial,
            Some(Verdict::Altered) => &mut self.altered,
            Some(Verdict::Absent) => &mut self.absent,
            Some(Verdict::Unread) => &mut self.unread,
            None => &mut self.unchecked,
        } += 1;
    }

    /// Adds the counts of another draft.
    pub(super) fn merge(&mut self, other: Self) {
        self.supported += other.supported;
        self.partial += other.partial;
        self.altered += other.altered;
        self.absent += other.absent;
        self.unread += other.unread;
        self.unchecked += other.unchecked;
    }

    /// The counts with their words, in the order of reports.
    pub(super) fn parts(self) -> [(usize, &'static str); 6] {
        [
            (self.supported, Verdict::Supported.name()),
            (self.partial, Verdict::Partial.name()),
            (self.altered, Verdict::Altered.name()),
            (self.absent, Verdict::Absent.name()),
            (self.unread, Verdict::Unread.name()),
            (self.unchecked, "not checked"),
        ]
    }

    /// All claims.
    pub(super) fn total(self) -> usize {
        self.parts().iter().map(|(count, _)| count).sum()
    }
}

/// How many findings there are of each severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Severities {
    pub(super) errors: usize,
    pub(super) warnings: usize,
    pub(super) notes: usize,
}

impl Severities {
    /// Adds the counts of another draft.
    pub(super) fn merge(&mut self, other: Self) {
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.notes += other.notes;
    }
}

/// What the pages of one outlet came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct OutletTally {
    /// The outlet's name, or the label that means no single outlet.
    pub(super) name: String,
    /// Citations of it.
    pub(super) cited: usize,
    /// Citations a page was read for.
    pub(super) read: usize,
    /// Claims that its pages support.
    pub(super) supports: usize,
    /// Claims that its pages state in part.
    pub(super) partly: usize,
    /// Claims that its pages put otherwise.
    pub(super) alters: usize,
    /// Claims that its pages do not speak of.
    pub(super) silent: usize,
    /// Claims that could not be looked for.
    pub(super) unread: usize,
    /// Citations no page was read for, by reason.
    pub(super) reasons: BTreeMap<String, usize>,
}

impl OutletTally {
    /// Citations no page was read for.
    pub(super) fn unseen(&self) -> usize {
        self.cited - self.read
    }
}

/// All the sums under one report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    /// For each claim, its best verdict; `None` if it was not checked.
    pub(super) verdicts: Vec<Option<Verdict>>,
    /// The claims.
    pub(super) counts: Counts,
    /// The findings.
    pub(super) severities: Severities,
    /// The outlets, in order of their first citation.
    pub(super) outlets: Vec<OutletTally>,
}

impl Tally {
    /// Counts what is in `report`.
    pub(super) fn of(report: &Report<'_>) -> Self {
        let verdicts = verdicts(report);
        let mut counts = Counts::default();
        for verdict in &verdicts {
            counts.add(*verdict);
        }
        let mut severities = Severities::default();
        for finding in &report.findings {
            match finding.severity {
                Severity::Error => severities.errors += 1,
                Severity::Warning => severities.warnings += 1,
                Severity::Note => severities.notes += 1,
            }
        }
        Self { verdicts, counts, severities, outlets: outlets(report) }
    }
}

/// For each claim, the best verdict over its citations.
fn verdicts(report: &Report<'_>) -> Vec<Option<Verdict>> {
    let mut best = vec![None; report.claims.claims.len()];
    for ruling in &report.rulings {
        let Some(verdict) = best.get_mut(ruling.claim) else { continue };
        if verdict.is_none_or(|known| weight(ruling.verdict) > weight(known)) {
            *verdict = Some(ruling.verdict);
        }
    }
    best
}

/// Which of two verdicts on one claim is told. One outlet that carries a claim is
/// enough; failing that, a contradiction is worth more than silence, and "not seen" more
/// than "not there", as the page not seen might have it.
const fn weight(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Supported => 4,
        Verdict::Altered => 3,
        Verdict::Partial => 2,
        Verdict::Unread => 1,
        Verdict::Absent => 0,
    }
}

/// The tally of each outlet, in order of its first citation.
fn outlets(report: &Report<'_>) -> Vec<OutletTally> {
    let citations = &report.citations.citations;
    let mut by_citation: Vec<Vec<&Ruling>> = vec![Vec::new(); citations.len()];
    for ruling in &report.rulings {
        if let Some(of_citation) = by_citation.get_mut(ruling.citation) {
            of_citation.push(ruling);
        }
    }
    let mut tallies: Vec<OutletTally> = Vec::new();
    let mut row_of: BTreeMap<&str, usize> = BTreeMap::new();
    for (citation, rulings) in citations.iter().zip(&by_citation) {
        let name = outlet_name(report.outlets, &citation.resolution, &citation.label);
        let row = *row_of.entry(name).or_insert_with(|| {
            tallies.push(OutletTally { name: name.to_owned(), ..OutletTally::default() });
            tallies.len() - 1
        });
        count_citation(&mut tallies[row], report, citation, rulings);
    }
    tallies
}

/// Counts one citation and the rulings made on it.
fn count_citation(
    tally: &mut OutletTally,
    report: &Report<'_>,
    citation: &Citation,
    rulings: &[&Ruling],
) {
    tally.cited += 1;
    for ruling in rulings {
        *match ruling.verdict {
            Verdict::Supported => &mut tally.supports,
            Verdict::Partial => &mut tally.partly,
            Verdict::Altered => &mut tally.alters,
            Verdict::Absent => &mut tally.silent,
            Verdict::Unread => &mut tally.unread,
        } += 1;
    }
    match unseen(report, citation, rulings) {
        None => tally.read += 1,
        Some(reason) => *tally.reasons.entry(reason).or_default() += 1,
    }
}

/// Why no page was read for a citation; `None` if one was.
fn unseen(
    report: &Report<'_>,
    citation: &Citation,
    rulings: &[&Ruling],
) -> Option<String> {
    if rulings.iter().any(|ruling| ruling.verdict != Verdict::Unread) {
        return None;
    }
    let pages = &report.shelf.pages;
    let gap = |shelved: &Arc<Shelved>| gap(shelved);
    let tried = rulings.iter().find_map(|ruling| pages.get(ruling.page?));
    let Resolution::Known { outlet, .. } = citation.resolution else {
        return Some(tried.and_then(gap).unwrap_or_else(|| "unknown".to_owned()));
    };
    let mut of_outlet = pages.iter().filter(|shelved| shelved.outlet == Some(outlet));
    // Without a claim to look for, a page that can be read is as good as read.
    if rulings.is_empty() && of_outlet.clone().any(|shelved| gap(shelved).is_none()) {
        return None;
    }
    let reason = tried.and_then(gap).or_else(|| of_outlet.find_map(gap));
    Some(reason.unwrap_or_else(|| "no page".to_owned()))
}

/// In a word or two, why a page could not be seen whole; `None` if it was.
fn gap(shelved: &Shelved) -> Option<String> {
    use crate::fetch::FetchProblem as Problem;

    let wall = || {
        let wall = shelved.page.wall.map(Wall::name);
        wall.or(shelved.page.truncated.then_some("cut")).map(str::to_owned)
    };
    match &shelved.problem {
        None => wall(),
        Some(Problem::Refused(_)) => Some("refused".to_owned()),
        Some(Problem::Disallowed) => Some("robots.txt".to_owned()),
        Some(Problem::Unasked(_)) => Some("robots.txt unread".to_owned()),
        Some(Problem::Astray(_)) => Some("redirects".to_owned()),
        Some(Problem::Missing(status) | Problem::Status(status)) => {
            Some(format!("status {status}"))
        }
        Some(Problem::Timeout) => Some("timeout".to_owned()),
        Some(Problem::TooLarge(_)) => Some("too large".to_owned()),
        Some(Problem::Unreadable(_)) => Some("unreadable".to_owned()),
        Some(Problem::Broken(_)) => Some("no connection".to_owned()),
        Some(Problem::Tls(_)) => Some("no secure connection".to_owned()),
        Some(Problem::Malformed(_)) => Some("unsound answer".to_owned()),
        Some(Problem::Spent(_)) => Some("requests spent".to_owned()),
        Some(Problem::Interrupted) => Some("interrupted".to_owned()),
        Some(Problem::Unrecorded) => Some("not in the pack".to_owned()),
    }
}
