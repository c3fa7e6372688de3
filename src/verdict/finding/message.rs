//! What a finding about a claim says: what was looked at and what was found.

use super::{Docket, labels, name};
use crate::claim::{Facet, Value};
use crate::rule::Rule;
use crate::verdict::Ruling;

/// What was found, for a ruling under a rule; lower case, no full stop.
pub(super) fn of(docket: &Docket<'_>, ruling: &Ruling, rule: Rule) -> String {
    let claim = &docket.claims.claims[ruling.claim];
    let page = ruling.page.map(|page| &docket.shelf.pages[page]);
    let outlet = page.map_or_else(|| "the page".to_owned(), |page| name(docket, page));
    if let (Some(difference), Some(page)) = (ruling.differences.first(), page) {
        let own = brief(difference.claim.of(claim.text()));
        let other = brief(difference.page.of(&page.page.text));
        return match rule {
            Rule::QuoteAltered => format!("the quotation is not as {outlet} has it"),
            Rule::QuoteSpliced => {
                format!("the quotation joins two passages that {outlet} has apart")
            }
            Rule::WrongSpeaker => {
                format!("the draft has {own} say it, {outlet} has {other} say it")
            }
            Rule::NegationFlip => {
                let denies = |facet: &Facet| {
                    facet.value == Value::Negation
                        && difference.claim.overlaps(facet.span)
                };
                if claim.facets.iter().any(denies) {
                    format!("the draft denies it: \"{own}\"; {outlet} says \"{other}\"")
                } else {
                    format!("{outlet} denies it: \"{other}\"")
                }
            }
            Rule::CertaintyRaised => {
                format!("{outlet} is less sure: it says \"{other}\"")
            }
            _ => format!("the draft has \"{own}\", {outlet} has \"{other}\""),
        };
    }
    match rule {
        Rule::PartlySupported => {
            let parts: Vec<String> = ruling
                .unsupported
                .iter()
                .take(4)
                .map(|span| format!("\"{}\"", brief(span.of(claim.text()))))
                .collect();
            if parts.is_empty() {
                format!(
                    "{outlet} states some of this, but not that it is so put together"
                )
            } else {
                format!(
                    "{outlet} states some of this, but has nothing of {}",
                    parts.join(", ")
                )
            }
        }
        Rule::UnknownLanguage => {
            "no cited page has this word for word, and it is not in English".to_owned()
        }
        Rule::QuoteNotFound => "no cited page has the quotation".to_owned(),
        _ => match &labels(docket, ruling.claim)[..] {
            [one] => format!("{one} does not state this"),
            [one, two] => format!("neither {one} nor {two} states this"),
            _ => "no cited page states this".to_owned(),
        },
    }
}

/// At most twelve words, so that a message stays a line or two.
pub(super) fn brief(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.get(..12) {
        Some(head) if words.len() > 12 => format!("{} …", head.join(" ")),
        _ => words.join(" "),
    }
}
