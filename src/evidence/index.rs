//! A page made ready for comparison: its sentences, words and where each word stands.
//!
//! Built once a page, in time linear in its text; a claim then looks only at the
//! sentences that share a word with it.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;

use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::claim::{Facet, facets, measures};
use crate::evidence::copy::Wording;
use crate::evidence::statement::Tree;
use crate::evidence::token::{Class, Token, Tokenizer};
use crate::page::Page;
use crate::text::{Span, sentences};

/// Details of a sentence or passage that are kept: more stand only in a table, where no
/// sentence tells what they are of.
const MOST_DETAILS: usize = 128;
/// Figures and dates of a sentence that are kept: they are looked up one by one.
const MOST_MEASURES: usize = 4096;

/// A sentence of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Sentence {
    /// Where it is in the page's text.
    pub(crate) span: Span,
    /// Its first token.
    pub(crate) first: usize,
    /// The token after its last.
    pub(crate) after: usize,
}

/// A page made ready for comparison.
#[derive(Debug)]
pub struct Index<'p> {
    page: Cow<'p, Page>,
    sentences: Vec<Sentence>,
    /// How many of them are of the body; standfirst and captions come after.
    body: usize,
    tokens: Vec<Token>,
    postings: Postings,
    /// Stems of the headline, the byline and the site's name: said by the page, if not
    /// in its text.
    context: FxHashSet<u64>,
    facets: Vec<OnceLock<Vec<Facet>>>,
    trees: Vec<OnceLock<Tree>>,
    /// Figures and dates of each sentence.
    measures: Vec<OnceLock<Vec<Facet>>>,
    /// Details of each passage read as one text.
    speech: Vec<OnceLock<Vec<Facet>>>,
    wording: OnceLock<Wording>,
}

/// For each stem, the sentences that hold it.
#[derive(Debug, Default)]
struct Postings {
    /// Stems by number.
    numbers: FxHashMap<u64, usize>,
    /// Where the sentences of each stem are in `sentences`.
    places: Vec<Range<usize>>,
    /// Numbers of sentences, ascending for each stem.
    sentences: Vec<u32>,
}

impl Postings {
    /// Counts first and fills then, so that there is one list and not one for each stem.
    /// Each word's stem is looked up once.
    fn new(sentences: &[Sentence], tokens: &[Token]) -> Self {
        let mut numbers: FxHashMap<u64, usize> = FxHashMap::default();
        numbers.reserve(tokens.len() / 3);
        let mut counts: Vec<usize> = Vec::with_capacity(tokens.len() / 3);
        let mut stems: Vec<usize> = Vec::with_capacity(tokens.len());
        for token in tokens {
            let stem = *numbers.entry(token.stem).or_insert(counts.len());
            if stem == counts.len() {
                counts.push(0);
            }
            counts[stem] += 1;
            stems.push(stem);
        }
        let mut total = 0;
        let start = |count| {
            let start = total;
            total += count;
            start..start
        };
        let mut places: Vec<Range<usize>> = counts.into_iter().map(start).collect();
        let mut filled = vec![0; total];
        for (number, sentence) in (0u32..).zip(sentences) {
            for &stem in &stems[sentence.first..sentence.after] {
                let Range { start, end } = places[stem].clone();
                if start == end || filled[end - 1] != number {
                    filled[end] = number;
                    places[stem].end += 1;
                }
            }
        }
        Self { numbers, places, sentences: filled }
    }

    fn of(&self, stem: u64) -> &[u32] {
        let place = self.numbers.get(&stem).map(|&number| self.places[number].clone());
        place.map_or(&[], |place| &self.sentences[place])
    }
}

impl<'p> Index<'p> {
    /// Reads the page's sentences and words.
    #[must_use]
    pub fn new(page: &'p Page) -> Self {
        Self::made_of(Cow::Borrowed(page))
    }

    /// The same, and keeps the page: for an index that outlives what it was made from.
    #[must_use]
    pub fn owning(page: Page) -> Index<'static> {
        Index::made_of(Cow::Owned(page))
    }

    fn made_of(page: Cow<'p, Page>) -> Self {
        let mut tokenizer = Tokenizer::default();
        let mut tokens = Vec::new();
        let mut found: Vec<Sentence> = Vec::new();
        let mut body = 0;
        for passage in &page.passages {
            for sentence in sentences(passage.span.of(&page.text)) {
                let span = sentence.shift(passage.span.start);
                let first = tokens.len();
                tokenizer.tokens(span.of(&page.text), span.start, &mut tokens);
                found.push(Sentence { span, first, after: tokens.len() });
            }
            if !passage.kind.is_beside() {
                body = found.len();
            }
        }
        let postings = Postings::new(&found, &tokens);
        let unread = |count| std::iter::repeat_with(OnceLock::new).take(count).collect();
        Self {
            trees: std::iter::repeat_with(OnceLock::new).take(found.len()).collect(),
            facets: unread(found.len()),
            measures: unread(found.len()),
            speech: unread(page.passages.len()),
            wording: OnceLock::new(),
            context: context(&page, &mut tokenizer),
            page,
            sentences: found,
            body,
            tokens,
            postings,
        }
    }

    /// The page.
    #[must_use]
    pub fn page(&self) -> &Page {
        &self.page
    }

    /// The page's sentences, in order.
    pub(crate) fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// All words of the page, in order.
    pub(crate) fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// Whether a place is in the standfirst or a caption, beside the article's body.
    pub(crate) fn is_beside(&self, place: Span) -> bool {
        let first = self.sentences.get(self.body);
        first.is_some_and(|sentence| place.start >= sentence.span.start)
    }

    /// The words of a sentence.
    pub(crate) fn words(&self, sentence: usize) -> &[Token] {
        let Sentence { first, after, .. } = self.sentences[sentence];
        &self.tokens[first..after]
    }

    /// The sentences that hold a stem, ascending.
    pub(crate) fn holding(&self, stem: u64) -> &[u32] {
        self.postings.of(stem)
    }

    /// Whether the page says the stem outside its text: in headline, byline or site name.
    pub(crate) fn in_context(&self, stem: u64) -> bool {
        self.context.contains(&stem)
    }

    /// The details of a sentence, read when first asked for; places in the page's text.
    pub(crate) fn facets(&self, sentence: usize) -> &[Facet] {
        let span = self.sentences[sentence].span;
        self.facets[sentence].get_or_init(|| self.read(span, facets, MOST_DETAILS))
    }

    /// The figures and dates of a sentence, in no order. Those among its
    /// [`facets`](Self::facets) are all here; a figure that is part of a name may be as
    /// well. Cheaper to read.
    pub(crate) fn measures(&self, sentence: usize) -> &[Facet] {
        let span = self.sentences[sentence].span;
        self.measures[sentence].get_or_init(|| self.read(span, measures, MOST_MEASURES))
    }

    /// The details of a passage read as one text, in which a speaker may be named a
    /// sentence before or after what is said.
    pub(crate) fn speech(&self, passage: usize) -> &[Facet] {
        let span = self.page.passages[passage].span;
        self.speech[passage].get_or_init(|| self.read(span, facets, MOST_DETAILS))
    }

    /// A sentence parsed, when first asked for.
    pub(crate) fn tree(&self, sentence: usize) -> &Tree {
        let span = self.sentences[sentence].span;
        self.trees[sentence]
            .get_or_init(|| Tree::new(&self.page.text, span, self.words(sentence)))
    }

    fn read(
        &self,
        span: Span,
        read: fn(&str, Option<Date>) -> Vec<Facet>,
        most: usize,
    ) -> Vec<Facet> {
        let mut found = read(span.of(&self.page.text), self.page.day());
        found.truncate(most);
        for facet in &mut found {
            facet.shift(span.start);
        }
        found
    }

    /// What `read` makes of the page's wording, kept when first asked for.
    pub(crate) fn wording(&self, read: fn(&Self) -> Wording) -> &Wording {
        self.wording.get_or_init(|| read(self))
    }

    /// How much a stem tells about what a sentence speaks of: the smoothed inverse
    /// sentence frequency `ln(1 + N/df)` of Spärck Jones (1972) within the body, where a
    /// stem the page does not hold counts as one that stands once; a tenth of that for
    /// closed-class words.
    pub(crate) fn weight(&self, token: &Token) -> f64 {
        let among = to_f64(self.body.max(8));
        let holding = self.holding(token.stem);
        let in_body =
            holding.partition_point(|&sentence| (sentence as usize) < self.body);
        let holding = to_f64(in_body.max(1));
        let weight = (1.0 + among / holding).ln();
        if token.class == Class::Function { weight / 10.0 } else { weight }
    }
}

/// The stems of what a page says of itself outside its text.
fn context(page: &Page, tokenizer: &mut Tokenizer) -> FxHashSet<u64> {
    let mut tokens = Vec::new();
    for said in [&page.title, &page.byline, &page.site].into_iter().flatten() {
        tokenizer.tokens(said, 0, &mut tokens);
    }
    let host = page.canonical.as_ref().or(page.url.as_ref());
    if let Some(host) = host.and_then(|url| url.split('/').nth(2)) {
        tokenizer.tokens(host, 0, &mut tokens);
    }
    tokens.iter().map(|token| token.stem).collect()
}

/// A count as a floating-point number; counts here are far below 2^52.
#[expect(clippy::cast_precision_loss, reason = "counts of words are far below 2^52")]
pub(crate) const fn to_f64(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page;

    fn stem(word: &str) -> Token {
        let mut tokens = Vec::new();
        Tokenizer::default().tokens(word, 0, &mut tokens);
        tokens[0]
    }

    const PAGE: &str =
        "The mill burned. Nobody was hurt.\nThe mills of Hexley burned twice.";

    /// The sentences that hold a word.
    #[track_caller]
    fn check(word: &str, expected: &[u32]) {
        let page = page::from_text(None, PAGE);
        assert_eq!(Index::new(&page).holding(stem(word).stem), expected, "{word}");
    }

    #[test]
    fn a_word_leads_to_the_sentences_that_hold_it_each_once() {
        check("mill", &[0, 2]);
        check("burning", &[0, 2]);
        check("hurt", &[1]);
        check("Hexley", &[2]);
        check("harbour", &[]);
    }

    #[test]
    fn a_word_said_twice_in_a_sentence_leads_to_it_once() {
        let page = page::from_text(None, "Mill by mill by mill.\nA mill.");
        assert_eq!(Index::new(&page).holding(stem("mill").stem), [0, 1]);
    }

    #[test]
    fn sentences_and_their_words_are_places_in_the_page() {
        let page = page::from_text(None, PAGE);
        let index = Index::new(&page);
        let sentences: Vec<&str> =
            index.sentences().iter().map(|one| one.span.of(&page.text)).collect();
        assert_eq!(
            sentences,
            ["The mill burned.", "Nobody was hurt.", "The mills of Hexley burned twice."]
        );
        let words: Vec<&str> =
            index.words(1).iter().map(|one| one.span.of(&page.text)).collect();
        assert_eq!(words, ["Nobody", "was", "hurt"]);
    }

    #[test]
    fn details_are_places_in_the_page() {
        let page = page::from_text(None, "It rained.\nThe mill cost £40.");
        let index = Index::new(&page);
        let found: Vec<&str> =
            index.facets(1).iter().map(|one| one.span.of(&page.text)).collect();
        assert_eq!(found, ["£40"]);
        assert_eq!(index.measures(1).len(), 1);
        assert!(index.facets(0).is_empty());
    }

    #[test]
    fn headline_byline_site_and_host_are_context() {
        let mut page = page::from_text(Some("https://news.quayside.example/a"), "Rain.");
        page.title = Some("Mill burned".into());
        page.byline = Some("Ada Lane".into());
        page.site = Some("The Lantern".into());
        let index = Index::new(&page);
        for word in ["mills", "Ada", "lantern"] {
            assert!(index.in_context(stem(word).stem), "{word}");
        }
        assert!(!index.in_context(stem("rain").stem));
    }

    #[test]
    fn a_rare_word_weighs_more_than_a_common_one_and_that_more_than_a_closed_class_one() {
        let text = "The mill burned.\nThe mill stood.\nThe mill fell.\nThe heron flew.";
        let page = page::from_text(None, text);
        let index = Index::new(&page);
        let weight = |word| index.weight(&stem(word));
        assert!(weight("heron") > weight("mill"));
        assert!(weight("mill") > weight("the"));
        assert!((weight("absent") - weight("heron")).abs() < 1e-9);
    }
}
