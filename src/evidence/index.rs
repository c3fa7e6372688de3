//! A page made ready for comparison: its sentences, words and where each word stands.
//!
//! Built once a page, in time linear in its text; a claim then looks only at the
//! sentences that share a word with it.

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::claim::{Facet, facets};
use crate::evidence::token::{Class, Token, Tokenizer};
use crate::page::Page;
use crate::text::{Span, sentences};

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
    page: &'p Page,
    sentences: Vec<Sentence>,
    tokens: Vec<Token>,
    /// For each stem, the sentences that hold it, ascending.
    postings: FxHashMap<u64, Vec<u32>>,
    /// Stems of the headline, the byline and the site's name: said by the page, if not
    /// in its text.
    context: FxHashSet<u64>,
    facets: Vec<OnceLock<Vec<Facet>>>,
}

impl<'p> Index<'p> {
    /// Reads the page's sentences and words.
    #[must_use]
    pub fn new(page: &'p Page) -> Self {
        let mut tokenizer = Tokenizer::default();
        let mut tokens = Vec::new();
        let mut found: Vec<Sentence> = Vec::new();
        for passage in &page.passages {
            for sentence in sentences(passage.span.of(&page.text)) {
                let span = sentence.shift(passage.span.start);
                let first = tokens.len();
                tokenizer.tokens(span.of(&page.text), span.start, &mut tokens);
                found.push(Sentence { span, first, after: tokens.len() });
            }
        }
        let mut postings: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
        for (number, sentence) in (0u32..).zip(&found) {
            for token in &tokens[sentence.first..sentence.after] {
                let seen = postings.entry(token.stem).or_default();
                if seen.last() != Some(&number) {
                    seen.push(number);
                }
            }
        }
        let facets = found.iter().map(|_| OnceLock::new()).collect();
        let context = context(page, &mut tokenizer);
        Self { page, sentences: found, tokens, postings, context, facets }
    }

    /// The page.
    #[must_use]
    pub fn page(&self) -> &'p Page {
        self.page
    }

    /// The page's sentences, in order.
    pub(crate) fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// All words of the page, in order.
    pub(crate) fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// The words of a sentence.
    pub(crate) fn words(&self, sentence: usize) -> &[Token] {
        let Sentence { first, after, .. } = self.sentences[sentence];
        &self.tokens[first..after]
    }

    /// The sentences that hold a stem, ascending.
    pub(crate) fn holding(&self, stem: u64) -> &[u32] {
        self.postings.get(&stem).map_or(&[], Vec::as_slice)
    }

    /// Whether the page says the stem outside its text: in headline, byline or site name.
    pub(crate) fn in_context(&self, stem: u64) -> bool {
        self.context.contains(&stem)
    }

    /// The details of a sentence, read when first asked for; places in the page's text.
    pub(crate) fn facets(&self, sentence: usize) -> &[Facet] {
        self.facets[sentence].get_or_init(|| {
            let span = self.sentences[sentence].span;
            let mut found = facets(span.of(&self.page.text), self.page.day());
            for facet in &mut found {
                facet.shift(span.start);
            }
            found
        })
    }

    /// How much a stem tells about what a sentence speaks of: the smoothed inverse
    /// sentence frequency `ln(1 + N/df)` of Spärck Jones (1972) within the page, where a
    /// stem the page does not hold counts as one that stands once; a tenth of that for
    /// closed-class words.
    pub(crate) fn weight(&self, token: &Token) -> f64 {
        let among = to_f64(self.sentences.len().max(8));
        let holding = to_f64(self.holding(token.stem).len().max(1));
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
