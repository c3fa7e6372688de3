//! A page that is HTML, from its markup to its article.

use super::article;
use super::article::{Found, Sight};
use super::fact::Facts;
use super::linked;
use super::linked::{Linked, Own};
use super::meta;
use super::outline::{Outline, Run};
use super::saved;
use super::select;
use super::select::Selection;
use super::spare;
use super::wall;
use super::wall::{Marks, Scene, Wall};
use super::wire;
use super::{Page, PassageKind};
use crate::text::tree;

/// A page that is HTML.
pub(super) fn read(url: Option<&str>, html: &str, selection: Option<&Selection>) -> Page {
    let origin = saved::origin(html);
    let html = &*saved::unwrapped(html);
    let guarded = tree::parse(html);
    let facts = Facts::new(&guarded.tree);
    let url = url.map(str::to_owned).or(origin.url);
    let own = Own::new(url.as_deref(), &facts);
    let linked = linked::read(facts.scripts.iter().map(String::as_str), &own);
    let (nodes, odd) =
        selection.map(|selection| selection.find(&guarded.tree)).unwrap_or_default();
    let outline = Outline::selecting(&guarded.tree, nodes);
    let marks = Marks::new(&guarded.tree);
    let truncated = guarded.truncated;
    let mut page = Page { url, saved: origin.moment, truncated, ..Page::default() };
    page.leave_archive();
    meta::fill(&mut page, &facts, &linked);
    page.leave_archive();
    meta::guess(&mut page, &guarded.tree, html);
    // It may be many times the size of what is taken from it.
    drop(guarded);
    if truncated {
        page.notes.push("markup was left out: it nests or repeats beyond reason".into());
    }
    let selected = select::found(&outline);
    let silent = || selection.filter(|_| selected.is_none()).map(Selection::silent);
    page.notes.extend(odd.or_else(silent));
    let is_selected = selected.is_some();
    let found = match selected {
        Some(found) => page.put(&outline, found),
        None => page.take(&outline, Sight::Shown),
    };
    let picked: Vec<usize> = found.body.iter().map(|&(index, _)| index).collect();
    let scene = Scene {
        page: &page,
        facts: &facts,
        linked: &linked,
        outline: &outline,
        marks: &marks,
        html,
        picked: &picked,
        words: page.n_words(),
    };
    page.wall = wall::find(&scene);
    if is_selected {
        // Who selects an article vouches for its being one, however short it is.
        page.wall = page.wall.filter(|&wall| wall != Wall::Thin);
    } else {
        if page.wall == Some(Wall::Paywall) {
            page.drop_asks();
            page.leave_offers(&outline);
        }
        page.look_elsewhere(&outline, &linked, &marks.noscript);
    }
    if linked.free == Some(false) && page.wall.is_none() {
        page.notes.push("the page says it is not free, yet its article is there".into());
    }
    meta::check_language(&mut page);
    page.wire = wire::credited(&page, &wire::Signed::new(&facts, &linked));
    page.take_beside(&outline, &found.beside);
    page
}

impl Page {
    /// Puts the address of the page in the place of that of its copy in a web archive.
    fn leave_archive(&mut self) {
        for address in [&mut self.url, &mut self.canonical] {
            let Some(copy) = address.as_deref().and_then(saved::unarchived) else {
                continue;
            };
            *address = copy.url;
            if self.saved.is_none() {
                self.saved = copy.moment;
            }
        }
    }

    /// Takes the body of the article out of a page laid flat, and tells which runs it is.
    pub(super) fn take(&mut self, outline: &Outline, sight: Sight) -> Found {
        let found = article::find(outline, sight, self.title.as_deref());
        self.put(outline, found)
    }

    /// Takes this body, and hands it back.
    fn put(&mut self, outline: &Outline, found: Found) -> Found {
        let mut row = None;
        for &(index, kind) in &found.body {
            let run = &outline.runs[index];
            let text = outline.text_of(run);
            let this = outline.row(run);
            if this.is_some() && this == row {
                self.push_cell(text);
            } else {
                self.push(text, if this.is_some() { PassageKind::Table } else { kind });
            }
            self.break_lines(outline, run);
            row = this;
        }
        found
    }

    /// Adds what stands beside the body, after it.
    fn take_beside(&mut self, outline: &Outline, beside: &[(usize, PassageKind)]) {
        for &(index, kind) in beside {
            let run = &outline.runs[index];
            self.push(outline.text_of(run), kind);
            self.break_lines(outline, run);
        }
    }

    /// Notes where the lines of the run that was added last are broken.
    fn break_lines(&mut self, outline: &Outline, run: &Run) {
        // Of one that lost characters, no place is known.
        if !self.text.ends_with(outline.text_of(run)) {
            return;
        }
        let start = self.text.len() - run.span.len();
        let from = outline.breaks.partition_point(|&at| at < run.span.start);
        let inside = outline.breaks[from..].iter().take_while(|&&at| at < run.span.end);
        self.breaks.extend(inside.map(|at| start + at - run.span.start));
    }

    /// Reads again what a paywall shows, without the offers that stand in its place.
    fn leave_offers(&mut self, outline: &Outline) {
        let mut teaser = Self { title: self.title.clone(), ..Self::default() };
        teaser.take(outline, Sight::Walled);
        if !teaser.passages.is_empty() {
            (self.text, self.passages) = (teaser.text, teaser.passages);
            self.breaks = teaser.breaks;
            self.drop_asks();
        }
    }

    /// Takes off last passages that ask for a subscription.
    fn drop_asks(&mut self) {
        while self
            .passages
            .last()
            .is_some_and(|one| wall::is_ask(one.span.of(&self.text)))
        {
            self.passages.pop();
            self.text.truncate(self.passages.last().map_or(0, |last| last.span.end));
        }
        self.breaks.retain(|&at| at < self.text.len());
    }

    /// Looks for the article where the page does not show it. A page without a wall is
    /// asked for its JSON-LD alone: it may show a teaser and not say so.
    fn look_elsewhere(&mut self, outline: &Outline, linked: &Linked, noscript: &str) {
        if matches!(self.wall, Some(Wall::Bot | Wall::Error)) {
            return;
        }
        let in_json = spare::in_json(linked);
        if in_json.as_ref().is_some_and(|spare| spare.is_other(self)) {
            self.notes.push("the page's JSON-LD has the text of another story".into());
        }
        let hidden = self.wall.is_some().then(|| spare::hidden(self, outline));
        let without = self.wall.and_then(|_| spare::without_scripts(self, noscript));
        for spare in [hidden, in_json, without].into_iter().flatten() {
            if spare.is_more(self) {
                if !spare.is_cut(self.wall, linked.words) {
                    self.wall = None;
                }
                spare.take(self);
            }
        }
    }
}
