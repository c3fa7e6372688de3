//! Writers: a report in, text out. They know no command line.
//!
//! - `text`: what an editor reads;
//! - `json`: what other programs read, in a shape with a version of its own;
//! - `sarif`, `junit`, `gitlab`, `github`, `markdown`: what forges, runners and editors
//!   show, in shapes of others;
//! - `view`: a draft's findings as those see them;
//! - `tally`: the sums that both of them show;
//! - `link`: addresses that lead to words on a page;
//! - `escape`: what a draft or page may not do to a reader's terminal.
//!
//! Everything quoted from a draft or a page is data. Characters that move the cursor,
//! turn the reading direction round or cannot be seen are written as escapes, whether
//! the text goes to a terminal or not: a file is read in a terminal too, in the end.

mod address;
pub mod change;
mod escape;
pub mod github;
pub mod gitlab;
pub mod json;
pub mod junit;
mod line;
mod link;
pub mod markdown;
mod root;
#[cfg(test)]
mod sample;
pub mod sarif;
mod tally;
pub mod text;
mod uri;
mod view;

use crate::claim::Claims;
use crate::draft::{Draft, ParagraphKind};
use crate::gather::Shelf;
use crate::lead::Lead;
use crate::outlet::{Citations, Outlets, Resolution};
use crate::rule::Severity;
use crate::verdict::{Finding, Ruling};

pub use self::escape::escape;
pub use self::link::Links;
pub use self::root::Root;
pub use self::text::TextOptions;

/// Everything that a reader may be shown about one draft.
#[derive(Clone, Debug)]
pub struct Report<'o> {
    /// The registry that ids of outlets refer to.
    pub outlets: &'o Outlets,
    /// The draft.
    pub draft: Draft,
    /// Its sentences and claims.
    pub claims: Claims,
    /// Its attributions and citations.
    pub citations: Citations,
    /// The addresses that the draft gives.
    pub leads: Vec<Lead>,
    /// The pages at hand.
    pub shelf: Shelf,
    /// A ruling for each checkable claim and each citation of its paragraph, in order.
    pub rulings: Vec<Ruling>,
    /// Findings, in order of place.
    pub findings: Vec<Finding>,
}

/// What is read from a draft alone, before any page is looked at.
#[derive(Clone, Copy, Debug)]
pub struct Extract<'r> {
    /// The registry that ids of outlets refer to.
    pub outlets: &'r Outlets,
    /// The draft.
    pub draft: &'r Draft,
    /// Its sentences and claims.
    pub claims: &'r Claims,
    /// Its attributions and citations.
    pub citations: &'r Citations,
}

impl Report<'_> {
    /// The part of the report that comes from the draft alone.
    #[must_use]
    pub fn extract(&self) -> Extract<'_> {
        Extract {
            outlets: self.outlets,
            draft: &self.draft,
            claims: &self.claims,
            citations: &self.citations,
        }
    }

    /// Links to the words of each page, in order.
    fn links(&self) -> Vec<Links<'_>> {
        self.shelf.pages.iter().map(|shelved| Links::new(&shelved.page)).collect()
    }

    /// The severity of the gravest finding; `None` if there is no finding.
    #[must_use]
    pub fn worst(&self) -> Option<Severity> {
        self.findings.iter().map(|finding| finding.severity).max()
    }

    /// For each finding, a name by its content: rule, words and outlet. A paragraph added
    /// elsewhere changes none; the same words again get a number.
    #[must_use]
    pub fn fingerprints(&self) -> Vec<String> {
        view::fingerprints(self)
    }

    /// Whether some cited page could not be seen.
    #[must_use]
    pub fn has_unread(&self) -> bool {
        self.unread() > 0
    }

    /// How many cited pages could not be seen, or not whole: citations no page was read
    /// for, and at least one where a claim could not be looked for.
    #[must_use]
    pub fn unread(&self) -> usize {
        let tally = tally::Tally::of(self);
        let of = |outlet: &tally::OutletTally| {
            outlet.unseen().max(usize::from(outlet.unread > 0))
        };
        tally.outlets.iter().map(of).sum()
    }
}

/// What a citation is called in a report: its outlet's name, or the label as written
/// where that means no single outlet.
fn outlet_name<'n>(
    outlets: &'n Outlets,
    resolution: &Resolution,
    label: &'n str,
) -> &'n str {
    match resolution {
        Resolution::Known { outlet, .. } => &outlets.outlet(*outlet).name,
        Resolution::Ambiguous(_) | Resolution::Unknown(_) => label,
    }
}

/// The draft's headline.
fn title(draft: &Draft) -> Option<&str> {
    let title = draft.paragraphs.iter().find(|one| one.kind == ParagraphKind::Title)?;
    Some(title.plain.text())
}
