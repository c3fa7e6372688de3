//! Links and footnotes as citations.

use std::collections::BTreeSet;

use super::{Reader, clean};
use crate::draft::Link;
use crate::outlet::attribution;
use crate::outlet::label::Names;
use crate::outlet::list;
use crate::outlet::{Citation, How, Resolution};
use crate::rule::Rule;
use crate::text::Span;

impl<N: Names> Reader<'_, N> {
    /// Links that no attribution has: those to known outlets, and footnotes.
    pub(super) fn other_links(&mut self) {
        for at in 0..self.links.len() {
            if self.used[at] {
                continue;
            }
            let link = self.links[at];
            if link.footnote && link.url.is_empty() {
                self.footnote(link);
            } else if link.footnote || self.names.by_url(&link.url).is_some() {
                let citation = self.link(at);
                self.attribute(link.span, false);
                self.cite(citation);
            }
        }
    }

    /// The citation that a link, or a footnote with an address, is.
    pub(super) fn link(&mut self, at: usize) -> Citation {
        self.used[at] = true;
        let link = self.links[at];
        let host = self.names.by_url(&link.url);
        let (rest, _) = attribution::without_cue(&link.label);
        let list = list::read(&link.label, rest, self.names);
        // The address is surer than the words, which are often no name at all.
        let named = match &host {
            Some((host, _)) => list.items.iter().find(|item| {
                let name = item.name.of(&link.label);
                let named = self.names.resolve(name);
                item.known
                    && matches!(named, Resolution::Known { outlet, .. } if outlet == *host)
            }),
            None => list.items.first().filter(|item| item.known && list.items.len() == 1),
        };
        let words = clean(link.label.trim());
        let label = match named {
            Some(item) => clean(item.name.of(&link.label)),
            None if words.is_empty() => link.url.clone(),
            None => words,
        };
        let resolution = match (named, host) {
            (None, Some((outlet, edition))) => {
                Resolution::Known { outlet, edition, how: How::Host }
            }
            _ => self.resolve(&label, Some(&link.url)),
        };
        let when = named.map(|item| item.when).unwrap_or_default();
        Citation {
            paragraph: self.speaks_for,
            span: self.paragraph.plain.source(link.span),
            resolution,
            label,
            year: when.year,
            date: when.date(),
            url: Some(link.url.clone()),
            description: named.and_then(|item| item.description.clone()),
            via: None,
        }
    }

    /// A footnote without an address: a list, if it says so or names known outlets only.
    fn footnote(&mut self, link: &Link) {
        let (span, said) = attribution::without_cue(&link.label);
        let list = list::read(&link.label, span, self.names);
        let all_known = list.items.iter().all(|item| item.known);
        let is_list = !list.items.is_empty() && list.faults.is_empty() && all_known;
        if !said && !is_list {
            return;
        }
        self.attribute(link.span, false);
        for (fault, _) in &list.faults {
            self.note(Rule::MalformedAttribution, link.span, fault.message().to_owned());
        }
        let mut named = BTreeSet::new();
        for item in list.items {
            let label = clean(item.name.of(&link.label));
            let citation = Citation {
                paragraph: self.speaks_for,
                span: self.paragraph.plain.source(link.span),
                resolution: self.resolve(&label, item.url.as_deref()),
                label,
                year: item.when.year,
                date: item.when.date(),
                url: item.url,
                description: item.description,
                via: item.via.map(|via| clean(via.of(&link.label))),
            };
            self.duplicate(&citation, link.span, &mut named);
            self.cite(citation);
        }
    }

    /// Indexes of the links that share a byte with `span`, in order.
    pub(super) fn links_in(&self, span: Span) -> Vec<usize> {
        let after = self.links.partition_point(|link| link.span.start < span.end);
        let before = self.links[..after].iter().rev();
        let n = before.take_while(|link| link.span.end > span.start).count();
        (after - n..after).filter(|&at| !self.links[at].footnote).collect()
    }
}
