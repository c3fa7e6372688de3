//! What was read from a page, as JSON.

use serde::Serialize;

use crate::outlet::Outlets;
use crate::page::{Dated, Page, PassageKind, Wall};
use crate::report::address::address;
use crate::report::json::SCHEMA;
use crate::report::json::line::line;

#[derive(Debug, Serialize)]
struct JsonPage<'p> {
    schema: u32,
    name: &'p str,
    url: Option<&'p str>,
    outlet: Option<&'p str>,
    edition: Option<String>,
    site: Option<&'p str>,
    title: Option<&'p str>,
    byline: Option<&'p str>,
    published: Option<String>,
    published_at: Option<String>,
    published_tier: Option<&'static str>,
    modified: Option<String>,
    modified_at: Option<String>,
    modified_tier: Option<&'static str>,
    retrieved: Option<&'p str>,
    language: Option<&'p str>,
    wire: Option<&'p str>,
    standfirst: Vec<&'p str>,
    captions: Vec<&'p str>,
    text: &'p str,
    passages: Vec<JsonPassage>,
    wall: Option<&'static str>,
    notes: &'p [String],
}

#[derive(Debug, Serialize)]
struct JsonPassage {
    start: usize,
    end: usize,
    kind: &'static str,
}

#[derive(Debug, Serialize)]
struct JsonUnreadable<'p> {
    schema: u32,
    name: &'p str,
    error: &'p str,
}

/// Writes a page, on one line. `name` is what the user called it by: a path or an
/// address.
#[must_use]
pub fn page(name: &str, page: &Page, outlets: &Outlets) -> String {
    let found = address(page).and_then(|url| outlets.by_url(url));
    let (outlet, edition) = match found {
        Some((id, edition)) => (Some(&*outlets.outlet(id).name), edition),
        None => (None, None),
    };
    let body = page.passages.iter().filter(|passage| !passage.kind.is_beside());
    let passages = body.map(|passage| JsonPassage {
        start: passage.span.start,
        end: passage.span.end,
        kind: kind(passage.kind),
    });
    line(&JsonPage {
        schema: SCHEMA,
        name,
        url: address(page),
        outlet,
        edition,
        site: page.site.as_deref(),
        title: page.title.as_deref(),
        byline: page.byline.as_deref(),
        published: page.published.as_ref().map(day),
        published_at: page.published.as_ref().and_then(moment),
        published_tier: page.published.as_ref().map(|dated| dated.tier.name()),
        modified: page.modified.as_ref().map(day),
        modified_at: page.modified.as_ref().and_then(moment),
        modified_tier: page.modified.as_ref().map(|dated| dated.tier.name()),
        retrieved: page.saved.as_deref(),
        language: page.language.as_deref(),
        wire: page.wire.as_deref(),
        standfirst: beside(page, PassageKind::Standfirst),
        captions: beside(page, PassageKind::Caption),
        text: page.body(),
        passages: passages.collect(),
        wall: page.wall.map(Wall::name),
        notes: &page.notes,
    })
}

/// Writes, in the place of a page that could not be had, why.
#[must_use]
pub fn unreadable(name: &str, error: &str) -> String {
    line(&JsonUnreadable { schema: SCHEMA, name, error })
}

fn day(dated: &Dated) -> String {
    dated.day.to_string()
}

fn moment(dated: &Dated) -> Option<String> {
    dated.moment.map(|moment| moment.to_string())
}

/// The passages of a kind that stands beside the body.
fn beside(page: &Page, kind: PassageKind) -> Vec<&str> {
    let passages = page.passages.iter().filter(|passage| passage.kind == kind);
    passages.map(|passage| passage.span.of(&page.text)).collect()
}

const fn kind(kind: PassageKind) -> &'static str {
    match kind {
        PassageKind::Standfirst => "standfirst",
        PassageKind::Heading => "heading",
        PassageKind::Text => "text",
        PassageKind::Quote => "quote",
        PassageKind::List => "list",
        PassageKind::Table => "table",
        PassageKind::Caption => "caption",
    }
}
