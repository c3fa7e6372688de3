//! From the attributions of a draft to its citations.
//!
//! In each paragraph, attributions set apart from the sentences are read first, then
//! outlets named inside sentences, then links and footnotes, and last the prose that
//! names nobody. What one has taken, the next does not look at.

mod link;

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::draft::{Draft, Link, Paragraph, ParagraphKind};
use crate::outlet::attribution;
use crate::outlet::attribution::{Form, Found, Proof};
use crate::outlet::date::When;
use crate::outlet::label;
use crate::outlet::label::Names;
use crate::outlet::list;
use crate::outlet::list::{Fault, Item, List};
use crate::outlet::mention;
use crate::outlet::vague;
use crate::outlet::{
    Attribution, Citation, Citations, How, OutletId, Outlets, Resolution,
};
use crate::rule::{Note, Rule};
use crate::text::Span;

impl Names for Outlets {
    fn resolve(&self, label: &str) -> Resolution {
        Self::resolve(self, label)
    }

    fn by_url(&self, url: &str) -> Option<(OutletId, Option<String>)> {
        Self::by_url(self, url)
    }

    fn knows(&self, label: &str) -> bool {
        // Most tries are of no label: asked first, they cost no search for suggestions.
        self.is_known(label)
            && matches!(Self::resolve(self, label), Resolution::Known { .. })
    }
}

/// Most nearest names that a message lists.
const MAX_NEAREST: usize = 3;

/// Reads the attributions of `draft`.
pub(super) fn read(draft: &Draft, names: &impl Names) -> Citations {
    let mut links: BTreeMap<usize, Vec<&Link>> = BTreeMap::new();
    for link in &draft.links {
        links.entry(link.paragraph).or_default().push(link);
    }
    for links in links.values_mut() {
        links.sort_by_key(|link| link.span);
    }
    let mut out = Citations::default();
    // The last paragraph with something to attribute.
    let mut prose = None;
    for (index, paragraph) in draft.paragraphs.iter().enumerate() {
        let links = links.get(&index).map_or(&[][..], Vec::as_slice);
        let mut reader = Reader {
            names,
            paragraph,
            text: paragraph.plain.text(),
            links,
            used: vec![false; links.len()],
            speaks_for: index,
            taken: Vec::new(),
            out: &mut out,
        };
        let is_prose = reader.read(prose);
        if is_prose && !is_heading(paragraph.kind) {
            prose = Some(index);
        }
    }
    out.attributions.sort_by_key(|attribution| attribution.source);
    out.citations.sort_by_key(|citation| citation.span);
    out.notes.sort_by_key(|note| note.span);
    out
}

fn is_heading(kind: ParagraphKind) -> bool {
    matches!(kind, ParagraphKind::Title | ParagraphKind::Heading)
}

/// What one attribution names: outlet, edition, and all that tells one article from
/// another. Naming it twice is idle.
type Named = (OutletId, Option<String>, When, Option<String>, Option<String>);

struct Reader<'d, N> {
    names: &'d N,
    paragraph: &'d Paragraph,
    text: &'d str,
    /// The links of the paragraph, in order.
    links: &'d [&'d Link],
    /// Which of them an attribution has.
    used: Vec<bool>,
    /// Index of the paragraph that the attributions speak for.
    speaks_for: usize,
    /// What attributions take up.
    taken: Vec<Span>,
    out: &'d mut Citations,
}

impl<N: Names> Reader<'_, N> {
    /// Reads the paragraph. `before` is the paragraph that a line of its own speaks for.
    /// Returns whether the paragraph holds anything but attributions.
    fn read(&mut self, before: Option<usize>) -> bool {
        let heading = is_heading(self.paragraph.kind);
        let mut lists: Vec<(Found, List)> = Vec::new();
        for found in attribution::find(self.text) {
            // "Sources: minister to resign" is how headlines are written.
            if heading && found.form != Form::Brackets {
                continue;
            }
            let list = list::read(self.text, found.list, self.names);
            if self.counts(&found, &list) {
                lists.push((found, list));
            }
        }
        let spans = lists.iter().map(|(found, _)| found.span);
        self.taken = spans.clone().collect();
        let own_line = !lists.is_empty() && attribution::is_all_of(self.text, spans);
        if own_line {
            self.speaks_for = before.unwrap_or(self.speaks_for);
        }
        for (found, list) in lists {
            self.tail(&found, list);
        }
        if !heading {
            self.mentions();
        }
        self.other_links();
        if !heading {
            self.vague();
        }
        !own_line
    }

    /// Whether what may be an attribution is one.
    fn counts(&self, found: &Found, list: &List) -> bool {
        let as_name = |item: &Item| {
            let name = item.name.of(self.text);
            let name = name.strip_prefix("the ").unwrap_or(name);
            item.known || !name.starts_with(char::is_lowercase)
        };
        let is_known = |item: &Item| {
            item.known
                || item.url.as_ref().is_some_and(|url| self.names.by_url(url).is_some())
        };
        match found.proof {
            Proof::Said => true,
            Proof::SomeKnown => {
                list.items.iter().any(is_known) && list.items.iter().all(as_name)
            }
            Proof::AllKnown => {
                !list.items.is_empty()
                    && list.faults.is_empty()
                    && list.nameless.is_empty()
                    && list.items.iter().all(is_known)
                    && !self.abbreviates(found, list)
            }
        }
    }

    /// Whether brackets hold no source but the short form of the words before them:
    /// `the British Broadcasting Corporation (BBC)`.
    fn abbreviates(&self, found: &Found, list: &List) -> bool {
        let [item] = &list.items[..] else { return false };
        let short = item.name.of(self.text);
        let is_short = short.chars().all(char::is_uppercase) && found.list == item.whole;
        let before = self.text[..found.span.start].trim_end();
        let mut initials = before
            .rsplit(char::is_whitespace)
            .filter_map(|word| word.chars().next().filter(|c| c.is_uppercase()));
        is_short && short.chars().rev().all(|c| initials.next() == Some(c))
    }

    /// An attribution set apart from the sentences.
    fn tail(&mut self, found: &Found, mut list: List) {
        self.attribute(found.span, true);
        if found.form == Form::Broken {
            let message = "the attribution has a bracket without its fellow";
            self.note(Rule::MalformedAttribution, found.span, message.to_owned());
        }
        let mut named = BTreeSet::new();
        let mut citations = Vec::new();
        for item in &list.items {
            let citation = self.item(item);
            self.duplicate(&citation, item.whole, &mut named);
            citations.push(citation);
        }
        let linked = self.links_in(found.span);
        for at in linked {
            if !self.used[at] {
                list.faults.retain(|(fault, _)| *fault != Fault::Empty);
                citations.push(self.link(at));
            }
        }
        for (fault, span) in list.faults {
            let span = if span.trim(self.text).is_empty() { found.span } else { span };
            self.note(Rule::MalformedAttribution, span, fault.message().to_owned());
        }
        for span in list.nameless {
            self.vague_note(span);
        }
        for citation in citations {
            self.cite(citation);
        }
    }

    /// The citation that an entry of a list is.
    fn item(&mut self, item: &Item) -> Citation {
        let mut url = item.url.clone();
        for at in self.links_in(item.whole) {
            self.used[at] = true;
            url.get_or_insert_with(|| self.links[at].url.clone());
        }
        let label = clean(item.name.of(self.text));
        let resolution = self.resolve(&label, url.as_deref());
        // A name that means nothing is told of by itself.
        let is_known = matches!(resolution, Resolution::Known { .. });
        let place = if is_known { self.with_year(item) } else { item.name };
        Citation {
            paragraph: self.speaks_for,
            span: self.paragraph.plain.source(place),
            resolution,
            label,
            year: item.when.year,
            date: item.when.date(),
            url,
            description: item.description.clone(),
            via: item.via.map(|via| clean(via.of(self.text))),
        }
    }

    /// The place of an entry's name, with the year that follows it: `The Guardian 2023`
    /// means another page than `The Guardian`.
    fn with_year(&self, item: &Item) -> Span {
        let after = self.text.get(item.name.end..).unwrap_or_default();
        let year = item.when.year.map(|year| format!(" {year}"));
        let follows = year.filter(|year| after.starts_with(year.as_str()));
        Span::new(item.name.start, item.name.end + follows.map_or(0, |year| year.len()))
    }

    /// What a label means, or else what the address beside it does.
    fn resolve(&self, label: &str, url: Option<&str>) -> Resolution {
        let host = || url.and_then(|url| self.names.by_url(url));
        let by_host =
            |(outlet, edition)| Resolution::Known { outlet, edition, how: How::Host };
        // An address is no name, and has no near misses.
        if label::is_url(label) {
            return host().map_or(Resolution::Unknown(Vec::new()), by_host);
        }
        match self.names.resolve(label) {
            known @ Resolution::Known { .. } => known,
            other => host().map_or(other, by_host),
        }
    }

    /// Outlets named inside sentences.
    fn mentions(&mut self) {
        let mut at = 0;
        let gaps: Vec<Span> = self
            .taken
            .iter()
            .map(|taken| {
                let gap = Span::new(at, taken.start);
                at = taken.end;
                gap
            })
            .collect();
        let gaps = gaps.into_iter().chain([Span::new(at, self.text.len())]);
        for mention in gaps.flat_map(|gap| mention::find(self.text, gap, self.names)) {
            self.attribute(mention.span, false);
            self.taken.push(mention.span);
            for name in &mention.names {
                let citation = self.mentioned(*name, mention.span, mention.via);
                self.cite(citation);
            }
        }
        self.taken.sort();
    }

    /// The citation that a name inside a sentence is.
    fn mentioned(&mut self, name: Span, mention: Span, via: Option<Span>) -> Citation {
        let label = clean(name.of(self.text));
        let resolution = self.names.resolve(&label);
        let mut url = None;
        for at in self.links_in(mention) {
            let host = self.names.by_url(&self.links[at].url).map(|(outlet, _)| outlet);
            let same = match resolution {
                Resolution::Known { outlet, .. } => host == Some(outlet),
                _ => false,
            };
            let over = self.links[at].span.overlaps(name) && host.is_none();
            if !self.used[at] && url.is_none() && (same || over) {
                self.used[at] = true;
                url = Some(self.links[at].url.clone());
            }
        }
        Citation {
            paragraph: self.speaks_for,
            span: self.paragraph.plain.source(name),
            label,
            resolution,
            year: None,
            date: None,
            url,
            description: None,
            via: via.map(|via| clean(via.of(self.text))),
        }
    }

    /// Prose that names nobody.
    fn vague(&mut self) {
        let taken = std::mem::take(&mut self.taken);
        for span in vague::find(self.text, Span::new(0, self.text.len())) {
            let after = taken.partition_point(|taken| taken.start < span.end);
            let free = after.checked_sub(1).is_none_or(|at| !taken[at].overlaps(span));
            if free {
                self.vague_note(span);
            }
        }
    }

    fn attribute(&mut self, span: Span, tail: bool) {
        let source = self.paragraph.plain.source(span);
        let paragraph = self.speaks_for;
        self.out.attributions.push(Attribution { paragraph, span, source, tail });
    }

    /// Adds a citation, and a note if its label means no one outlet.
    fn cite(&mut self, citation: Citation) {
        let label = &citation.label;
        let found = match &citation.resolution {
            Resolution::Known { .. } => None,
            Resolution::Ambiguous(_) => Some((
                Rule::AmbiguousOutlet,
                format!("more than one outlet is called \"{label}\""),
            )),
            Resolution::Unknown(nearest) if nearest.is_empty() => {
                Some((Rule::UnknownOutlet, format!("no outlet is called \"{label}\"")))
            }
            Resolution::Unknown(nearest) => {
                let nearest = nearest[..nearest.len().min(MAX_NEAREST)].join(", ");
                let message =
                    format!("no outlet is called \"{label}\"; nearest: {nearest}");
                Some((Rule::UnknownOutlet, message))
            }
        };
        if let Some((rule, message)) = found {
            self.out.notes.push(Note { rule, span: citation.span, message });
        }
        self.out.citations.push(citation);
    }

    /// Notes a citation that its attribution holds already.
    fn duplicate(&mut self, citation: &Citation, at: Span, named: &mut BTreeSet<Named>) {
        let Resolution::Known { outlet, edition, .. } = &citation.resolution else {
            return;
        };
        let when = When {
            year: citation.year,
            month: citation.date.map(jiff::civil::Date::month),
            day: citation.date.map(jiff::civil::Date::day),
        };
        let (url, description) = (citation.url.clone(), citation.description.clone());
        if !named.insert((*outlet, edition.clone(), when, url, description)) {
            let message = format!("\"{}\" is named here before", citation.label);
            self.note(Rule::DuplicateOutlet, at, message);
        }
    }

    fn vague_note(&mut self, span: Span) {
        let words = span.of(self.text);
        let message = format!("\"{words}\" does not say whose reports they are");
        self.note(Rule::VagueAttribution, span, message);
    }

    fn note(&mut self, rule: Rule, span: Span, message: String) {
        let span = self.paragraph.plain.source(span);
        self.out.notes.push(Note { rule, span, message });
    }
}

/// A label without marks of emphasis and with single spaces.
fn clean(label: &str) -> String {
    let plain: String = label.chars().filter(|c| !matches!(c, '*' | '_')).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
