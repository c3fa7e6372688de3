//! Which of a page's runs of text are the article.
//!
//! Three questions, each answered in one pass over flat lists: which elements are
//! chrome ([`Signals`] say so, unless they hold most of the prose); which element holds
//! the article; and which runs inside it are not of it.

use super::PassageKind;
use super::beside;
use super::column;
use super::outline::{Block, Outline, Run, Tag};
use super::phrase;
use super::repeat;
use super::signal::Signals;
use super::trim;

/// Bytes from which a run counts as prose by its length alone.
const PROSE: usize = 80;
/// Bytes from which a run that ends like a sentence counts as prose.
const SENTENCE: usize = 30;
/// Bytes of prose without which there is no article.
const ENOUGH: usize = 250;

/// Paragraphs under a link from which an element may be a list of stories.
const TEASERS: usize = 3;
/// Runs in which a notice of the site tells what it is.
const NOTICE: usize = 12;

/// Whether text taken out of sight is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sight {
    /// Only what is shown.
    Shown,
    /// What a script may reveal as well.
    Hidden,
    /// Only what is shown, where offers of a subscription may outweigh the article.
    Walled,
}

/// What is of the article, by its place in [`Outline::runs`].
#[derive(Default)]
pub(super) struct Found {
    /// Its body, with the kind of each run.
    pub(super) body: Vec<(usize, PassageKind)>,
    /// Standfirst and captions.
    pub(super) beside: Vec<(usize, PassageKind)>,
}

/// Finds the article. `title` is the page's: a heading that repeats it is left out.
pub(super) fn find(outline: &Outline, sight: Sight, title: Option<&str>) -> Found {
    if outline.elements.is_empty() {
        return Found::default();
    }
    let weights: Vec<usize> =
        outline.runs.iter().map(|run| prose(outline, run)).collect();
    let chrome = chrome(outline, &Sums::new(weights.iter().copied()), sight);
    let sums = Sums::new(
        outline
            .runs
            .iter()
            .zip(&weights)
            .map(|(run, &weight)| if chrome[run.element] { 0 } else { weight }),
    );
    let holder = holder(outline, &sums, &chrome);
    let mut picked = pick(outline, holder, &chrome);
    trim::leading(outline, &mut picked, title);
    trim::link_lists(outline, &mut picked);
    repeat::drop(outline, &mut picked);
    column::foreign(outline, &mut picked);
    trim::trailing(outline, &mut picked);
    let beside = beside::find(outline, holder, &picked);
    Found { body: picked, beside }
}

/// Running sums, so that any stretch of runs is weighed in one step.
struct Sums(Vec<usize>);

impl Sums {
    fn new(weights: impl Iterator<Item = usize>) -> Self {
        let mut sums = vec![0];
        let mut sum = 0;
        for weight in weights {
            sum += weight;
            sums.push(sum);
        }
        Self(sums)
    }

    fn of(&self, element: &Block) -> usize {
        self.0[element.end_run] - self.0[element.first_run]
    }

    fn total(&self) -> usize {
        self.0.last().copied().unwrap_or(0)
    }
}

/// How much prose a run is: its bytes, or none.
pub(super) fn prose(outline: &Outline, run: &Run) -> usize {
    let text = outline.text_of(run);
    let is_linked = run.linked * 2 > text.len();
    if is_linked || text.len() < SENTENCE {
        return 0;
    }
    let kind = outline.elements.get(run.element).map(|element| element.tag);
    if matches!(kind, Some(Tag::Heading(_))) {
        return 0;
    }
    if text.len() >= PROSE || ends_sentence(text) { text.len() } else { 0 }
}

/// Whether the last mark ends a sentence, quotation marks and brackets aside.
pub(super) fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']', ' '])
        .ends_with(['.', '!', '?', '…', '。', '！', '？', ':', '۔', '।'])
}

/// Which elements are no part of the article, or stand in one that is not.
fn chrome(outline: &Outline, sums: &Sums, sight: Sight) -> Vec<bool> {
    let mut chrome = vec![false; outline.elements.len()];
    let vouched = vouched(outline, sums);
    for (index, element) in outline.elements.iter().enumerate() {
        let inherited = element.parent != index && chrome[element.parent];
        chrome[index] =
            inherited || (!vouched[index] && is_chrome(outline, element, sums, sight));
    }
    chrome
}

/// The elements around the largest element that is named as an article or its body:
/// whatever else their names say, they are no chrome.
fn vouched(outline: &Outline, sums: &Sums) -> Vec<bool> {
    let mut vouched = vec![false; outline.elements.len()];
    let named = Signals::BODY.and(Signals::MARKED);
    let is_article: [&dyn Fn(&Block) -> bool; 2] =
        [&|element| element.signals.any(named), &|element| element.tag == Tag::Article];
    for is_named in is_article {
        let best = (0..outline.elements.len())
            .filter(|&index| is_named(&outline.elements[index]))
            .max_by_key(|&index| {
                (sums.of(&outline.elements[index]), std::cmp::Reverse(index))
            })
            .filter(|&index| sums.of(&outline.elements[index]) >= ENOUGH);
        let Some(at) = best else { continue };
        let deep = Signals::COMMENT.and(Signals::HIDDEN);
        let chain = outline.chain(at);
        if chain.clone().any(|(_, element)| element.signals.any(deep)) {
            continue;
        }
        for (index, _) in chain {
            vouched[index] = true;
        }
    }
    vouched
}

fn is_chrome(outline: &Outline, element: &Block, sums: &Sums, sight: Sight) -> bool {
    let signals = element.signals;
    if signals.any(Signals::HIDDEN) && sight != Sight::Hidden {
        return true;
    }
    if !signals.any(Signals::CHROME) || signals.any(Signals::MARKED) {
        return false;
    }
    if sight == Sight::Walled {
        // What leads into the article is its teaser, by name as well.
        let is_teaser = element.tag == Tag::Paragraph && signals.any(Signals::RELATED);
        return !is_teaser && !signals.any(Signals::BODY);
    }
    let held = sums.of(element);
    let rest = sums.total() - held;
    if signals.any(Signals::COMMENT) {
        return rest >= ENOUGH;
    }
    if signals.any(Signals::BODY) {
        return false;
    }
    // A page may name its main column `has-sidebar`: what holds most of the prose is
    // not chrome, whatever its name.
    rest > held
        || (signals.any(Signals::NOTICE) && rest >= ENOUGH && is_notice(outline, element))
}

/// Whether an element named as a notice opens like one: its name alone may say how it is
/// drawn.
fn is_notice(outline: &Outline, element: &Block) -> bool {
    let runs = &outline.runs[element.first_run..element.end_run];
    let opening = runs.iter().take(NOTICE);
    opening.map(|run| phrase::notice::words(outline.text_of(run))).sum::<usize>() >= 2
}

/// The element that holds the article.
fn holder(outline: &Outline, sums: &Sums, chrome: &[bool]) -> usize {
    let marked = best_named(outline, sums, chrome, Signals::MARKED);
    if let Some(index) = marked
        && sums.of(&outline.elements[index]) * 2 > sums.total()
    {
        return index;
    }
    let at = match (descend(outline, sums, 0), headed(outline, sums, chrome)) {
        (at, Some(article)) if is_beside(outline, sums, at, article) => {
            descend(outline, sums, article)
        }
        (at, _) => beside_heading(outline, sums, chrome, at).unwrap_or(at),
    };
    let inside = &outline.elements[at];
    let named = best_named(outline, sums, chrome, Signals::BODY);
    if let Some(index) = named
        && sums.of(&outline.elements[index]) * 3 > sums.of(inside) * 2
        && !has_twin(outline, sums, index)
    {
        return index;
    }
    at
}

/// From `at` inwards, for as long as one element holds three quarters of the prose.
fn descend(outline: &Outline, sums: &Sums, from: usize) -> usize {
    let mut at = from;
    let mut total = sums.of(&outline.elements[from]);
    loop {
        let next = children(outline, at).max_by_key(|&child| {
            (sums.of(&outline.elements[child]), std::cmp::Reverse(child))
        });
        let Some(child) = next else { return at };
        let held = sums.of(&outline.elements[child]);
        if held == 0 || held * 4 < total * 3 || leads_in(outline, sums, at, child) {
            return at;
        }
        at = child;
        total = held;
    }
}

/// Whether paragraphs lead into `child`, which holds most of the article: outlets put what
/// comes after the first lines into a box of its own, to close it.
fn leads_in(outline: &Outline, sums: &Sums, parent: usize, child: usize) -> bool {
    let before = children(outline, parent).take_while(|&other| other < child);
    let mut paragraphs = before.map(|other| &outline.elements[other]);
    paragraphs.any(|other| {
        other.tag == Tag::Paragraph
            && !other.signals.any(Signals::STANDFIRST)
            && sums.of(other) >= PROSE
    })
}

/// Whether an element of the same look stands beside another and holds prose of the same
/// story: some outlets close the body at each advertisement and open it again.
fn has_twin(outline: &Outline, sums: &Sums, index: usize) -> bool {
    let element = &outline.elements[index];
    let has_headline = |at: usize| {
        let inside = &outline.elements[at..outline.elements[at].end];
        inside.iter().any(|inside| inside.tag == Tag::Heading(1))
    };
    element.look != 0
        && !has_headline(index)
        && children(outline, element.parent).any(|other| {
            let twin = &outline.elements[other];
            other != index && twin.look == element.look && sums.of(twin) >= PROSE
        })
}

/// The `<article>` around the first heading that stands in one, if there is prose in it.
fn headed(outline: &Outline, sums: &Sums, chrome: &[bool]) -> Option<usize> {
    // Of each element, the innermost article around it: no heading climbs by itself.
    let mut articles: Vec<Option<usize>> = Vec::with_capacity(outline.elements.len());
    let article = outline.elements.iter().enumerate().find_map(|(index, element)| {
        let around = articles.get(element.parent).copied().flatten();
        let article = if element.tag == Tag::Article { Some(index) } else { around };
        articles.push(article);
        article.filter(|_| element.tag == Tag::Heading(1))
    });
    let index = article?;
    let held = sums.of(&outline.elements[index]);
    (!chrome[index] && held >= ENOUGH).then_some(index)
}

/// What holds prose around the page's heading, where that stands apart from `holder`: other
/// stories may hold more than a short one.
fn beside_heading(
    outline: &Outline,
    sums: &Sums,
    chrome: &[bool],
    holder: usize,
) -> Option<usize> {
    let is_heading =
        |&index: &usize| outline.elements[index].tag == Tag::Heading(1) && !chrome[index];
    let heading = (0..outline.elements.len()).find(is_heading)?;
    let holds_it = |index: usize| (index..outline.elements[index].end).contains(&holder);
    let apart = outline.chain(heading).take_while(|&(index, _)| !holds_it(index));
    let (index, element) = apart.last()?;
    let held = sums.of(element);
    let holder_element = &outline.elements[holder];
    let outweighs =
        held * 3 >= sums.of(holder_element) || is_list(outline, holder_element);
    let is_story = held >= ENOUGH && outweighs;
    (is_story && !(holder..outline.elements[holder].end).contains(&heading))
        .then(|| descend(outline, sums, index))
}

/// Whether an element lists stories: most of its paragraphs stand under a link.
fn is_list(outline: &Outline, element: &Block) -> bool {
    let runs = &outline.runs[element.first_run..element.end_run];
    let is_link = |run: &Run| run.linked * 5 > run.span.len() * 3;
    let paragraphs = runs.iter().filter(|run| prose(outline, run) > 0).count();
    let teasers = runs
        .windows(2)
        .filter(|pair| is_link(&pair[0]) && prose(outline, &pair[1]) > 0)
        .count();
    teasers >= TEASERS && teasers * 2 > paragraphs
}

/// Whether `holder` is another story than `article`, or holds others beside it: a list
/// of teasers, or the next stories of an endless page.
fn is_beside(outline: &Outline, sums: &Sums, holder: usize, article: usize) -> bool {
    let end = outline.elements[article].end;
    if (article..end).contains(&holder) {
        return false;
    }
    let around = &outline.elements[holder];
    if !(holder..around.end).contains(&article) {
        return true;
    }
    let others = (end..around.end).map(|index| &outline.elements[index]);
    let mut others = others.filter(|other| other.tag == Tag::Article);
    others.any(|other| sums.of(other) >= ENOUGH)
}

/// The element with these signals that holds most prose; the innermost of equals.
fn best_named(
    outline: &Outline,
    sums: &Sums,
    chrome: &[bool],
    signals: Signals,
) -> Option<usize> {
    (0..outline.elements.len())
        .filter(|&index| !chrome[index] && outline.elements[index].signals.any(signals))
        .max_by_key(|&index| sums.of(&outline.elements[index]))
}

/// The elements directly inside another.
fn children(outline: &Outline, parent: usize) -> impl Iterator<Item = usize> {
    let end = outline.elements[parent].end;
    let mut at = parent + 1;
    std::iter::from_fn(move || {
        if at >= end {
            return None;
        }
        let child = at;
        at = outline.elements[child].end;
        Some(child)
    })
}

/// The runs inside `holder` that are of the article.
fn pick(outline: &Outline, holder: usize, chrome: &[bool]) -> Vec<(usize, PassageKind)> {
    let element = &outline.elements[holder];
    let mut picked: Vec<(usize, PassageKind)> = Vec::new();
    for index in element.first_run..element.end_run {
        let run = &outline.runs[index];
        if chrome[run.element] {
            continue;
        }
        let kind = outline.kind(run);
        if is_article(outline, run, kind) {
            picked.push((index, kind));
        }
    }
    picked
}

fn is_article(outline: &Outline, run: &Run, kind: PassageKind) -> bool {
    let text = outline.text_of(run);
    let linked = run.linked * 5 > text.len() * 3;
    if linked && text.len() < 300 {
        return false;
    }
    // The heading of another section goes with what stands under it.
    if phrase::section::is_opening(text) {
        return true;
    }
    if phrase::is_boilerplate(text) {
        return false;
    }
    let element = &outline.elements[run.element];
    if outline.row(run).is_some() {
        return true;
    }
    match kind {
        PassageKind::Text if element.tag != Tag::Paragraph => {
            text.len() >= SENTENCE || ends_sentence(text)
        }
        _ => true,
    }
}
