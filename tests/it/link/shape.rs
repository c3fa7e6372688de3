//! A page, and links to words of it in each shape that a link may have.

use veracite::page;
use veracite::report::Links;
use veracite::text::Span;

/// A link to some words of a page.
#[derive(Debug)]
pub(super) struct Shape {
    pub(super) html: String,
    /// The words, as they were read from the page.
    pub(super) words: String,
    /// The id of the block they start in.
    pub(super) block: &'static str,
    pub(super) link: String,
}

const HTML: &str = r#"<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>Harbour wall to be raised</title></head><body><nav><a href="/">Home</a></nav><main><article>
<h1 id="headline">Harbour wall to be raised</h1>
<p id="first">The harbour wall at Port Ellery was closed on Monday. Nobody was hurt there.
People came from all over the town to look at it in the morning.</p>
<p id="raised">The harbour wall at Port&nbsp;Ellery will be raised by <b>two metres</b>, the
council said on <a href="/council">Thursday</a>, after the highest tide in forty years.</p>
<p id="work">Work is to <i>begin</i> in March. Nobody was hurt there, but it was close.</p>
<p id="left">It was late by then. He left the hall, and so did most of the others.</p>
<p id="quote">“We will build it,” said Ada Prowse. “And we’ll build it well: it’s ours.”</p>
<p id="stayed">It was late by then. She stayed, and spoke to the caf&eacute;’s owner.</p>
<p id="again">Its statement read: the harbour wall at Port Ellery will be raised by two metres,
the council said on Thursday, after the highest tide in forty years.</p>
<p id="initial"><span style="float: left">T</span>he pier was rebuilt, and it opened to all in spring.</p>
<p id="verse">The ferry came in at noon,<br>and nobody went aboard.<br>
It left as it had come.</p>
<table><tr id="ship"><td>Isolde Grey</td><td>38 tons of steel</td></tr>
<tr><td>Mary Grey</td><td>41 tons of steel</td></tr></table>
<p id="end">That is all that anybody could say of it, when the day was over at last.</p>
</article></main></body></html>"#;

const RAISED: &str = "harbour wall at Port Ellery will be raised by two metres, the council \
                      said on Thursday, after the highest tide in forty years.";

/// One link of each shape, and more where a page makes it hard.
pub(super) fn all() -> Vec<Shape> {
    vec![
        shape("work", "Work is to begin in March.", 0),
        shape("raised", &format!("The {RAISED}"), 0),
        shape("work", "begin in March. Nobody was hurt there, but it was close.", 0),
        across("work", "Work is to begin", "said Ada Prowse."),
        shape("work", "Nobody was hurt there", 1),
        shape("stayed", "It was late by then.", 1),
        shape("quote", "Ada Prowse", 0),
        shape("quote", "it’s", 0),
        shape("again", &format!("the {RAISED}"), 0),
        without_first("initial", "The pier was rebuilt, and it opened to all in spring."),
        shape("verse", "The ferry came in at noon, and nobody went aboard.", 0),
        shape("ship", "Isolde Grey | 38 tons of steel", 0),
        shape("stayed", "She stayed, and spoke to the café’s owner.", 0),
    ]
}

/// A link to words where they stand for the `nth` time, from 0.
fn shape(block: &'static str, words: &str, nth: usize) -> Shape {
    make(block, |text| {
        let found = text.match_indices(words).nth(nth);
        let (start, _) = found.unwrap_or_else(|| panic!("{words}: {text}"));
        Span::new(start, start + words.len())
    })
}

/// A link to words of which a browser can't see the first as one.
fn without_first(block: &'static str, words: &str) -> Shape {
    let shape = shape(block, words, 0);
    let (_, words) = words.split_once(' ').unwrap();
    Shape { words: words.to_owned(), ..shape }
}

/// A link to all from some words to others.
fn across(block: &'static str, from: &str, to: &str) -> Shape {
    make(block, |text| {
        Span::new(text.find(from).unwrap(), text.find(to).unwrap() + to.len())
    })
}

fn make(block: &'static str, place: impl Fn(&str) -> Span) -> Shape {
    let page = page::read(Some("https://quay.example/wall"), HTML.as_bytes(), None);
    let place = place(&page.text);
    let link = Links::new(&page).to(place).unwrap();
    Shape { html: HTML.to_owned(), words: place.of(&page.text).to_owned(), block, link }
}
