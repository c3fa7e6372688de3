//! What was read from a page, for a person.

use std::fmt::Write as _;

use crate::outlet::Outlets;
use crate::page::{Dated, Page, Passage, PassageKind, Tier};
use crate::report::address::address;
use crate::report::escape::escape;
use crate::report::line::flat;
use crate::report::text::line::hang;
use crate::report::text::paint::Paint;
use crate::report::text::{TextOptions, count, width};

/// Writes a page: what is known of it, then its passages. `name` is what the user called
/// it by: a path or an address.
#[must_use]
pub fn page(name: &str, page: &Page, outlets: &Outlets, options: &TextOptions) -> String {
    let (width, paint) = (width(options), Paint::new(options.color));
    let mut out = paint.strong(&escape(name));
    out.push('\n');
    let outlet = address(page).and_then(|url| outlets.by_url(url));
    let outlet = outlet.map(|(id, _)| outlets.outlet(id).name.to_string());
    let facts = [
        ("title", page.title.clone()),
        (
            "outlet",
            outlet.or_else(|| page.site.clone()).or_else(|| Some("not told".to_owned())),
        ),
        ("byline", page.byline.clone()),
        ("wire", page.wire.clone()),
        ("published", page.published.as_ref().map(when)),
        ("modified", page.modified.as_ref().map(when)),
        ("saved", page.saved.clone()),
        (
            "wall",
            page.wall.map(|wall| {
                format!("{}: {}; {}", wall.name(), wall.meaning(), wall.remedy())
            }),
        ),
        ("notes", Some(page.notes.join("; ")).filter(|notes| !notes.is_empty())),
    ];
    for (label, value) in facts {
        if let Some(value) = value {
            let first = format!("  {}", paint.faint(&format!("{label:<11}")));
            out.push_str(&hang(&first, &escape(&flat(&value)), width));
        }
    }
    // Never wrapped: an address in two halves cannot be clicked on.
    if let Some(url) = address(page) {
        let _ = writeln!(out, "  {}{}", paint.faint("address    "), escape(url));
    }
    let is_body = |passage: &&Passage| !passage.kind.is_beside();
    let passages = page.passages.iter().filter(is_body).count();
    let words = page.body().split_whitespace().count();
    let size = format!("{}, {}", count(passages, "passage"), count(words, "word"));
    let _ = writeln!(out, "  {}{size}", paint.faint("text       "));
    for passage in in_reading_order(page) {
        out.push('\n');
        out.push_str(&shown(page, passage, paint, width));
    }
    out
}

/// A day, the moment if the page gives one, and how far it is to be trusted.
fn when(dated: &Dated) -> String {
    let mut shown = match dated.moment {
        Some(moment) if moment.at.date() == dated.day => moment.to_string(),
        Some(moment) => format!("{}, {moment}", dated.day),
        None => dated.day.to_string(),
    };
    let tier = match dated.tier {
        Tier::Url => "by its address",
        Tier::JsonLd => "by its JSON-LD",
        Tier::Meta => "by a meta element",
        Tier::Time => "by an element marked as a date",
        Tier::File => "by the file's properties",
        Tier::Guess => "a guess",
    };
    let _ = write!(shown, " ({tier}{})", if dated.disputed { ", disputed" } else { "" });
    shown
}

/// The passages as a reader meets them: the standfirst first, the captions last.
fn in_reading_order(page: &Page) -> impl Iterator<Item = &Passage> {
    let rank = |passage: &&Passage| match passage.kind {
        PassageKind::Standfirst => 0,
        PassageKind::Caption => 2,
        _ => 1,
    };
    let mut passages: Vec<&Passage> = page.passages.iter().collect();
    passages.sort_by_key(rank);
    passages.into_iter()
}

/// A passage, marked with what it is.
fn shown(page: &Page, passage: &Passage, paint: Paint, width: usize) -> String {
    let text = flat(passage.span.of(&page.text));
    let text = escape(&text);
    match passage.kind {
        PassageKind::Heading => hang("  ", &paint.strong(&format!("# {text}")), width),
        PassageKind::Standfirst => hang("  ", &paint.strong(&text), width),
        PassageKind::Text => hang("  ", &text, width),
        PassageKind::Quote => hang("  > ", &text, width),
        PassageKind::List => hang("  - ", &text, width),
        PassageKind::Table => hang("  | ", &text, width),
        PassageKind::Caption => {
            hang(&format!("  {} ", paint.faint("[caption]")), &text, width)
        }
    }
}
