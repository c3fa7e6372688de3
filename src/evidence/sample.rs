//! A claim beside a page, for the tests of the comparers.

use jiff::civil::Date;

use crate::claim;
use crate::evidence::index::Index;
use crate::evidence::reading::Reading;
use crate::evidence::status::Status;
use crate::page;
use crate::page::{Dated, Tier};

/// What a comparer finds for each of its details, in one line: `800 differs: 700`.
/// Claim and page are of `day`.
pub(super) fn told(
    claim: &str,
    text: &str,
    day: Option<Date>,
    compare: impl Fn(&Reading<'_>) -> Vec<(usize, Status)>,
) -> String {
    let claim = claim::read(claim, day);
    let mut page = page::from_text(None, text);
    page.published = day.map(|day| Dated::on(day, Tier::Meta));
    let index = Index::new(&page);
    let reading = Reading::new(&claim, &index);
    let shown = compare(&reading).into_iter().map(|(facet, status)| {
        let own = claim.facets[facet].span.of(claim.text());
        match status {
            Status::Stated(place) => format!("{own} stated: {}", place.of(&page.text)),
            Status::Elsewhere(place) => {
                format!("{own} elsewhere: {}", place.of(&page.text))
            }
            Status::Differs(difference) => {
                assert_eq!(difference.claim.of(claim.text()), own);
                format!("{own} differs: {}", difference.page.of(&page.text))
            }
            Status::Missing => format!("{own} missing"),
        }
    });
    shown.collect::<Vec<_>>().join("; ")
}
