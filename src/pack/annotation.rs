//! Evidence as W3C Web Annotations (<https://www.w3.org/TR/annotation-model/>): which words
//! of which page are evidence for which claim.
//!
//! Positions are counted in code points, as the recommendation says (section 4.2.4), and
//! in the text of the article as it was read.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::pack::digest;
use crate::pack::write::Run;
use crate::report::Report;
use crate::text::Span;
use crate::verdict::Verdict;

/// The path of the annotations in a pack.
pub(super) const PATH: &str = "veracite/annotations.json";

/// Characters before and after the words that are kept with them.
const AROUND: usize = 32;

/// All annotations of a pack.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Page {
    #[serde(rename = "@context")]
    context: String,
    id: String,
    #[serde(rename = "type")]
    kind: String,
    pub(super) items: Vec<Annotation>,
}

/// A piece of evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Annotation {
    id: String,
    #[serde(rename = "type")]
    kind: String,
    motivation: String,
    pub(super) body: Vec<Remark>,
    pub(super) target: Target,
}

/// What is said of it: the claim, the verdict or rule, the message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Remark {
    #[serde(rename = "type")]
    kind: String,
    pub(super) purpose: String,
    format: String,
    pub(super) value: String,
}

/// Where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Target {
    /// The page's address, or the name of its file.
    pub(super) source: String,
    /// What the page was called in the run: an address or a path.
    #[serde(rename = "veracite:name")]
    pub(super) name: String,
    /// When it was retrieved.
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<State>,
    pub(super) selector: Vec<Selector>,
}

/// When the page was as it is said to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct State {
    #[serde(rename = "type")]
    kind: String,
    #[serde(rename = "sourceDate")]
    date: String,
}

/// Which words are meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type")]
pub(super) enum Selector {
    /// By what they are.
    TextQuoteSelector { exact: String, prefix: String, suffix: String },
    /// By where they are, in code points.
    TextPositionSelector { start: usize, end: usize },
}

impl Target {
    /// The words that are meant.
    pub(super) fn exact(&self) -> Option<&str> {
        self.selector.iter().find_map(|selector| match selector {
            Selector::TextQuoteSelector { exact, .. } => Some(exact.as_str()),
            Selector::TextPositionSelector { .. } => None,
        })
    }
}

/// The annotations of a run: for each finding its evidence, and for each claim that a page
/// supports the passages that do.
pub(super) fn page(run: &Run<'_>) -> Page {
    let mut items = Vec::new();
    for report in run.reports {
        let mut maker = Maker { report, counts: BTreeMap::new(), items: &mut items };
        maker.findings();
        maker.supported();
    }
    let ids: Vec<&str> = items.iter().map(|item: &Annotation| item.id.as_str()).collect();
    Page {
        context: "http://www.w3.org/ns/anno.jsonld".to_owned(),
        id: digest::uuid(&ids),
        kind: "AnnotationPage".to_owned(),
        items,
    }
}

struct Maker<'m, 'r> {
    report: &'m Report<'r>,
    /// For each page that was looked at, how its code points are spread.
    counts: BTreeMap<usize, Points>,
    items: &'m mut Vec<Annotation>,
}

impl Maker<'_, '_> {
    fn findings(&mut self) {
        let report = self.report;
        for finding in &report.findings {
            let claim = finding.claim.and_then(|at| report.claims.claims.get(at));
            let claim = claim.map(crate::claim::Claim::text);
            for &(page, span) in &finding.evidence {
                let mut body = remarks(claim, finding.rule.slug());
                body.push(remark("commenting", &finding.message));
                self.add(page, span, "assessing", body);
            }
        }
    }

    fn supported(&mut self) {
        let report = self.report;
        let rulings = report.rulings.iter();
        for ruling in rulings.filter(|ruling| ruling.verdict == Verdict::Supported) {
            let Some(page) = ruling.page else { continue };
            let claim = report.claims.claims.get(ruling.claim);
            let claim = claim.map(crate::claim::Claim::text);
            for &span in &ruling.passages {
                let body = remarks(claim, ruling.verdict.name());
                self.add(page, span, "assessing", body);
            }
        }
    }

    fn add(&mut self, page: usize, span: Span, motivation: &str, body: Vec<Remark>) {
        let Some(shelved) = self.report.shelf.pages.get(page) else { return };
        let text = &shelved.page.text;
        let exact = span.of(text);
        if exact.is_empty() {
            return;
        }
        let points = self.counts.entry(page).or_insert_with(|| Points::of(text));
        let start = points.before(text, span.start);
        let end = start + exact.chars().count();
        let address = shelved.address().or(shelved.page.url.as_deref());
        let state = shelved
            .retrieved
            .as_ref()
            .map(|date| State { kind: "TimeState".to_owned(), date: date.clone() });
        let told: Vec<&str> = body.iter().map(|remark| remark.value.as_str()).collect();
        let place = start.to_string();
        let mut parts =
            vec![self.report.draft.sha256.as_str(), &shelved.name, &place, exact];
        parts.extend(told);
        self.items.push(Annotation {
            id: digest::uuid(&parts),
            kind: "Annotation".to_owned(),
            motivation: motivation.to_owned(),
            body,
            target: Target {
                source: address.unwrap_or(&shelved.name).to_owned(),
                name: shelved.name.clone(),
                state,
                selector: vec![
                    Selector::TextQuoteSelector {
                        exact: exact.to_owned(),
                        prefix: last(&text[..span.start]).to_owned(),
                        suffix: first(&text[span.end..]).to_owned(),
                    },
                    Selector::TextPositionSelector { start, end },
                ],
            },
        });
    }
}

/// The claim, and the word for what became of it.
fn remarks(claim: Option<&str>, word: &str) -> Vec<Remark> {
    let claim = claim.map(|claim| remark("describing", claim));
    claim.into_iter().chain([remark("classifying", word)]).collect()
}

fn remark(purpose: &str, value: &str) -> Remark {
    Remark {
        kind: "TextualBody".to_owned(),
        purpose: purpose.to_owned(),
        format: "text/plain".to_owned(),
        value: value.to_owned(),
    }
}

/// The last characters of a text.
fn last(text: &str) -> &str {
    let start =
        text.char_indices().rev().take(AROUND).last().map_or(text.len(), |(at, _)| at);
    &text[start..]
}

/// The first characters of a text.
fn first(text: &str) -> &str {
    let end = text.char_indices().nth(AROUND).map_or(text.len(), |(at, _)| at);
    &text[..end]
}

/// How many code points stand before every [`Points::STEP`]th byte of a text, so that a
/// thousand places on a long page cost one reading of it.
struct Points(Vec<usize>);

impl Points {
    const STEP: usize = 4096;

    fn of(text: &str) -> Self {
        let starts = |part: &[u8]| part.iter().filter(|&&byte| is_start(byte)).count();
        let mut sum = 0;
        let mut counts = vec![0];
        for part in text.as_bytes().chunks(Self::STEP) {
            sum += starts(part);
            counts.push(sum);
        }
        Self(counts)
    }

    /// Code points before the byte at `place`.
    fn before(&self, text: &str, place: usize) -> usize {
        let step = place / Self::STEP;
        let known = self.0.get(step).copied().unwrap_or_default();
        let rest = text.as_bytes().get(step * Self::STEP..place).unwrap_or_default();
        known + rest.iter().filter(|&&byte| is_start(byte)).count()
    }
}

/// Whether a byte begins a character.
const fn is_start(byte: u8) -> bool {
    byte & 0xc0 != 0x80
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str) {
        let points = Points::of(text);
        for (count, (place, _)) in text.char_indices().enumerate() {
            assert_eq!(points.before(text, place), count);
        }
        assert_eq!(points.before(text, text.len()), text.chars().count());
    }

    #[test]
    fn places_are_counted_in_code_points() {
        check("");
        check("aé東🦀");
        check(&"aé東🦀".repeat(2000));
        check(&"é".repeat(Points::STEP));
    }

    #[test]
    fn words_around_are_cut_at_characters() {
        let long = "é".repeat(40);
        assert_eq!(last(&long).chars().count(), AROUND);
        assert_eq!(first(&long).chars().count(), AROUND);
        assert_eq!((last("ab"), first("ab"), last("")), ("ab", "ab", ""));
    }
}
