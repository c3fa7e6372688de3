//! Cutting off what no name marks as another thing than the article: other sections and
//! notices of the site, told by the column they stand in and by their words.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::PassageKind;
use super::article;
use super::outline::{Outline, Tag};
use super::phrase;
use super::trim::Picked;

/// The columns of a page: elements whose paragraphs, headings and lists its passages are.
struct Columns {
    /// Of each passage, whether it stands in the column that holds most of the article, or
    /// in one that the same template made.
    is_own: Vec<bool>,
    /// The prose of each passage, in bytes.
    prose: Vec<usize>,
}

impl Columns {
    fn new(outline: &Outline, picked: &Picked) -> Self {
        let column = |&(index, _): &(usize, PassageKind)| column(outline, index);
        let columns: Vec<usize> = picked.iter().map(column).collect();
        let prose: Vec<usize> = picked
            .iter()
            .map(|&(index, _)| article::prose(outline, &outline.runs[index]))
            .collect();
        let mut held: BTreeMap<usize, usize> = BTreeMap::new();
        for (&column, prose) in columns.iter().zip(&prose) {
            *held.entry(column).or_default() += prose;
        }
        let widest = held.into_iter().max_by_key(|&(at, prose)| (prose, Reverse(at)));
        let own = widest.map_or(0, |(column, _)| column);
        let look = outline.elements.get(own).map_or(0, |element| element.look);
        let is_own =
            |&at: &usize| at == own || (look != 0 && outline.elements[at].look == look);
        Self { is_own: columns.iter().map(is_own).collect(), prose }
    }

    /// Running sums of the prose, so that any stretch of passages is weighed in one step.
    fn sums(&self) -> Vec<usize> {
        let mut sums = vec![0];
        let mut sum = 0;
        for prose in &self.prose {
            sum += prose;
            sums.push(sum);
        }
        sums
    }
}

/// The element whose paragraphs, headings and lists a run is one of.
fn column(outline: &Outline, index: usize) -> usize {
    let is_part = |tag| {
        matches!(
            tag,
            Tag::Paragraph | Tag::Heading(_) | Tag::Item | Tag::Quote | Tag::List
        )
    };
    let mut around = outline.around(&outline.runs[index]).take(8);
    around.find(|(_, element)| !is_part(element.tag)).map_or(0, |(index, _)| index)
}

/// Drops what no name marks as another thing than the article, by where it stands and what
/// it says.
pub(super) fn foreign(outline: &Outline, picked: &mut Picked) {
    sections(outline, picked);
    notices(outline, picked);
    appendix(outline, picked);
}

/// Drops what stands under a heading that opens something else than the article: up to the
/// next passage of the article's own column, or to the end.
///
/// Where that would take a third of the prose, the heading is the article's own.
fn sections(outline: &Outline, picked: &mut Picked) {
    let columns = Columns::new(outline, picked);
    let (sums, ends) = (columns.sums(), section_ends(picked, &columns));
    let mut kept = Picked::with_capacity(picked.len());
    let mut at = 0;
    while let Some(&(index, kind)) = picked.get(at) {
        let text = outline.text_of(&outline.runs[index]);
        let held = sums[ends[at]] - sums[at];
        if kind != PassageKind::List
            && held * 3 <= sums[picked.len()]
            && phrase::section::is_opening(text)
        {
            at = ends[at];
            continue;
        }
        if !phrase::is_boilerplate(text) {
            kept.push((index, kind));
        }
        at += 1;
    }
    *picked = kept;
}

/// For each passage, where the section ends that it would open: found from the end, as
/// each passage may open one.
fn section_ends(picked: &Picked, columns: &Columns) -> Vec<usize> {
    // The next passage that ends a section in the article's column, or beside it.
    let (mut inside, mut beside) = (picked.len(), picked.len());
    let mut ends = vec![picked.len(); picked.len()];
    for (at, &(_, kind)) in picked.iter().enumerate().rev() {
        let is_own = columns.is_own[at];
        ends[at] = if is_own { inside } else { beside };
        match kind {
            PassageKind::Heading => {
                inside = at;
                beside = if is_own { at } else { beside };
            }
            PassageKind::Text | PassageKind::Quote if is_own => {
                (inside, beside) = (at, at);
            }
            _ => {}
        }
    }
    ends
}

/// Drops notices of the site that stand outside the article's own column.
fn notices(outline: &Outline, picked: &mut Picked) {
    let columns = Columns::new(outline, picked);
    let mut is_own = columns.is_own.into_iter();
    picked.retain(|&(index, _)| {
        is_own.next() == Some(true)
            || phrase::notice::words(outline.text_of(&outline.runs[index])) < 2
    });
}

/// Drops what comes after the article's own column from the first heading on, where that
/// column holds most: the outlet speaks of itself, or of other stories.
fn appendix(outline: &Outline, picked: &mut Picked) {
    let columns = Columns::new(outline, picked);
    let Some(last) = columns.is_own.iter().rposition(|&is_own| is_own) else { return };
    let own = columns.prose.iter().zip(&columns.is_own).filter(|(_, is_own)| **is_own);
    let held: usize = own.map(|(prose, _)| prose).sum();
    if held * 10 < columns.prose.iter().sum::<usize>() * 6 {
        return;
    }
    let mut after = picked.iter().skip(last + 1);
    if let Some(at) = after.position(|&(_, kind)| kind == PassageKind::Heading) {
        picked.truncate(last + 1 + at);
    }
}

#[cfg(test)]
mod tests {
    use crate::page::read;

    /// Checks whether the word `ALPHA` is in the body of a page that has this markup after
    /// the article's own column, and after a paragraph in it.
    #[track_caller]
    fn check(after: &str, inside: &str, expected: bool) {
        let paragraph = |n| {
            format!(
                "<p>The council met for the {n}th time, and adjourned on its own.</p>"
            )
        };
        let column = |from| (from..from + 8).map(paragraph).collect::<String>();
        let html = format!(
            "<html><body><div><div>{}{inside}{}</div>{after}</div>",
            column(0),
            column(8)
        );
        let page = read(None, html.as_bytes(), None);
        assert_eq!(page.body().contains("ALPHA"), expected, "{}", page.body());
        assert!(page.body().contains("15th time"), "{}", page.body());
    }

    #[test]
    fn what_a_heading_opens_beside_the_column_is_dropped() {
        check("", "<div><p>ALPHA is a line of the story.</p></div>", true);
        for heading in
            ["Related Articles", "Leave a Reply", "Leia também", "More from Ada Lane:"]
        {
            let box_of =
                format!("<div><h4>{heading}</h4><p>ALPHA is another story.</p></div>");
            check(&box_of, "", false);
            check("", &box_of, false);
        }
    }

    #[test]
    fn a_heading_of_the_articles_own_is_kept_with_what_it_opens() {
        check("", "<h2>What happens next</h2><p>ALPHA is what happens next.</p>", true);
        check("", "<h2>Related</h2><p>ALPHA goes on in the column.</p>", true);
    }

    #[test]
    fn notices_beside_the_column_are_dropped() {
        let notice =
            "<div><p>ALPHA uses cookies, as our privacy policy tells you.</p></div>";
        check(notice, "", false);
        check(&notice.replace("div", "p"), "", false);
        check("", "<p>ALPHA was fined over cookies and its privacy policy.</p>", true);
    }

    #[test]
    fn what_the_outlet_adds_under_a_heading_is_dropped() {
        let about =
            "<div><h3>A word to readers</h3><p>ALPHA is paid for by you alone.</p></div>";
        check(about, "", false);
    }
}
