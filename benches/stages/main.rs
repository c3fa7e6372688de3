//! How fast each stage is, with throughput: `cargo bench --bench stages`, with `-- compare` for
//! the benchmarks with that in their name.
//!
//! Texts are made here, the same in every run, in three sizes: times should grow as the
//! texts do.

mod peer;
mod sample;

use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use veracite::check::{self, Bench, Settings};
use veracite::claim::{self, Claim};
use veracite::draft::{self, Draft, Format};
use veracite::evidence::{self, Index};
use veracite::fetch::cache::Cache;
use veracite::fetch::folder::{self, Saved};
use veracite::gather;
use veracite::grammar::{self, Parser};
use veracite::lexicon;
use veracite::outlet::{self, Outlets};
use veracite::page::{self, Page};
use veracite::text;

use self::sample::{HOSTS, Writer};

/// Sizes of texts, in KiB: a short report, a long one, a book.
const SIZES: [usize; 3] = [4, 32, 1024];
/// The drafts and pages that tests are held against as well.
const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures");

/// Seconds for one benchmark at most: the largest texts are read a few times only.
const SECONDS: u64 = 3;

fn main() {
    let longest = std::time::Duration::from_secs(SECONDS);
    divan::Divan::default().max_time(longest).config_with_args().main();
}

fn article(kib: usize) -> String {
    Writer::new(7).text(kib * 1024)
}

#[divan::bench(args = SIZES)]
fn sentences(bencher: Bencher<'_, '_>, kib: usize) {
    let text = article(kib);
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| text::sentences(black_box(&text)));
}

/// Tags and heads of each sentence; items are words and marks.
#[divan::bench(args = SIZES)]
fn parse(bencher: Bencher<'_, '_>, kib: usize) {
    let text = article(kib);
    let sentences = text::sentences(&text);
    let mut parser = Parser::default();
    let mut read = || -> usize {
        sentences
            .iter()
            .map(|span| grammar::parse(&mut parser, span.of(&text)).len())
            .sum()
    };
    let n_words = read();
    bencher.counter(ItemsCount::new(n_words)).bench_local(read);
}

#[divan::bench(args = SIZES)]
fn facets(bencher: Bencher<'_, '_>, kib: usize) {
    let text = article(kib);
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| claim::facets(black_box(&text), None));
}

/// Every word of a text, as an index of a page would look them up.
#[divan::bench(args = SIZES)]
fn lookup(bencher: Bencher<'_, '_>, kib: usize) {
    let text = article(kib);
    let words = text::words(&text);
    bencher.counter(ItemsCount::new(words.len())).bench(|| {
        words
            .iter()
            .filter(|word| lexicon::lookup(black_box(&word.lower)).is_some())
            .count()
    });
}

/// The words of a text's start, each with each.
fn pairs() -> Vec<(lexicon::Word, lexicon::Word)> {
    let text = article(4);
    let words: Vec<lexicon::Word> = text::words(&text)
        .iter()
        .take(100)
        .filter_map(|word| lexicon::lookup(&word.lower))
        .collect();
    words.iter().flat_map(|&one| words.iter().map(move |&other| (one, other))).collect()
}

#[divan::bench]
fn relation(bencher: Bencher<'_, '_>) {
    let pairs = pairs();
    bencher.counter(ItemsCount::new(pairs.len())).bench(|| {
        pairs
            .iter()
            .filter(|(one, other)| one.relation(black_box(*other)).is_some())
            .count()
    });
}

#[divan::bench]
fn similarity(bencher: Bencher<'_, '_>) {
    let pairs = pairs();
    bencher.counter(ItemsCount::new(pairs.len())).bench(|| {
        pairs
            .iter()
            .filter_map(|(one, other)| one.similarity(black_box(*other)))
            .sum::<f32>()
    });
}

/// From the bytes of a draft to its citations and claims.
#[divan::bench(args = SIZES)]
fn extract(bencher: Bencher<'_, '_>, kib: usize) {
    let text: String =
        article(kib).lines().flat_map(|line| [line, "(Source: Reuters)\n\n"]).collect();
    let outlets = Outlets::builtin();
    bencher.counter(BytesCount::of_str(&text)).bench(|| {
        let draft =
            draft::parse("draft.md", black_box(text.as_bytes()), Format::Markdown);
        let citations = outlet::citations(&draft, &outlets);
        claim::extract(&draft, &citations)
    });
}

#[divan::bench(args = SIZES)]
fn read_page(bencher: Bencher<'_, '_>, kib: usize) {
    let html = sample::html(&article(kib), "https://www.example.com/2026/news");
    bencher
        .counter(BytesCount::of_str(&html))
        .bench(|| page::read(None, black_box(html.as_bytes()), None));
}

#[divan::bench(args = SIZES)]
fn index(bencher: Bencher<'_, '_>, kib: usize) {
    let page = page::from_text(None, &article(kib));
    bencher
        .counter(BytesCount::of_str(&page.text))
        .bench_local(|| Index::new(black_box(&page)));
}

/// Claims of which the page has half.
fn claims() -> Vec<Claim> {
    let (mut of_page, mut other) = (Writer::new(7), Writer::new(8));
    let sentences = (0..20).map(|at| match at % 2 {
        0 => of_page.sentence(),
        _ => other.sentence(),
    });
    sentences.map(|sentence| claim::read(&sentence, None)).collect()
}

fn compare_all(claims: &[Claim], page: &Page) {
    let index = Index::new(page);
    for claim in claims {
        black_box(evidence::compare(claim, &index));
    }
}

/// Every claim with a page that is indexed for it alone.
#[divan::bench(args = SIZES)]
fn compare_with_new_page(bencher: Bencher<'_, '_>, kib: usize) {
    let page = page::from_text(None, &article(kib));
    let claims = claims();
    bencher.counter(ItemsCount::new(claims.len())).bench_local(|| {
        for claim in &claims {
            compare_all(std::slice::from_ref(claim), &page);
        }
    });
}

/// All claims with one page.
#[divan::bench(args = SIZES)]
fn compare_with_one_page(bencher: Bencher<'_, '_>, kib: usize) {
    let page = page::from_text(None, &article(kib));
    let claims = claims();
    bencher
        .counter(ItemsCount::new(claims.len()))
        .bench_local(|| compare_all(black_box(&claims), &page));
}

/// Size of the page that is held against what a peer does, in KiB: news as it is long.
const NEWS: usize = 6;

/// All claims with one page that was indexed before.
#[divan::bench]
fn compare_warm(bencher: Bencher<'_, '_>) {
    let (page, claims) = (page::from_text(None, &article(NEWS)), claims());
    let index = Index::new(&page);
    bencher.counter(ItemsCount::new(claims.len())).bench_local(|| {
        for claim in &claims {
            black_box(evidence::compare(claim, &index));
        }
    });
}

/// Every claim with a page that is read and indexed for it alone.
#[divan::bench]
fn compare_cold(bencher: Bencher<'_, '_>) {
    let (text, claims) = (article(NEWS), claims());
    bencher.counter(ItemsCount::new(claims.len())).bench_local(|| {
        for claim in &claims {
            let page = page::from_text(None, black_box(&text));
            black_box(evidence::compare(claim, &Index::new(&page)));
        }
    });
}

#[divan::bench]
fn closeness_warm(bencher: Bencher<'_, '_>) {
    let (page, claims) = (page::from_text(None, &article(NEWS)), claims());
    let index = Index::new(&page);
    bencher.counter(ItemsCount::new(claims.len())).bench_local(|| {
        claims
            .iter()
            .map(|claim| evidence::closeness(black_box(claim), &index))
            .sum::<f64>()
    });
}

/// Every claim with a page that is indexed for it alone.
#[divan::bench]
fn closeness_cold(bencher: Bencher<'_, '_>) {
    let (page, claims) = (page::from_text(None, &article(NEWS)), claims());
    let cold = |claim| evidence::closeness(claim, &Index::new(black_box(&page)));
    bencher
        .counter(ItemsCount::new(claims.len()))
        .bench_local(|| claims.iter().map(cold).sum::<f64>());
}

/// What a script would do instead: token-set ratio of the claim with the best sentence.
#[divan::bench]
fn token_set_warm(bencher: Bencher<'_, '_>) {
    let (page, claims) = (page::from_text(None, &article(NEWS)), claims());
    let sentences = peer::sentences(&page);
    let best = |claim: &Claim| peer::best(black_box(claim.text()), &sentences);
    bencher
        .counter(ItemsCount::new(claims.len()))
        .bench_local(|| claims.iter().map(best).sum::<f64>());
}

/// The same, with the page's sentences found anew for each claim.
#[divan::bench]
fn token_set_cold(bencher: Bencher<'_, '_>) {
    let (page, claims) = (page::from_text(None, &article(NEWS)), claims());
    let best =
        |claim: &Claim| peer::best(claim.text(), &peer::sentences(black_box(&page)));
    bencher
        .counter(ItemsCount::new(claims.len()))
        .bench_local(|| claims.iter().map(best).sum::<f64>());
}

/// A draft of one claim and its page, from the page's bytes and from what was read of it
/// before; items are drafts.
#[divan::bench(args = ["bytes", "reading"])]
fn check_one_page(bencher: Bencher<'_, '_>, from: &str) {
    let (host, name) = HOSTS[0];
    let text = format!("{} (Source: {name})\n", Writer::new(1).sentence());
    let draft = draft::parse("draft.md", text.as_bytes(), Format::Markdown);
    let html = sample::html(&Writer::new(1).text(6 * 1024), &format!("https://{host}/1"));
    let host = Some(host.to_owned());
    let saved = [Saved { bytes: html.into(), host, ..Saved::default() }];
    let folder = tempfile::tempdir().expect("there is room for a file");
    let cache = Cache::open(folder.path()).expect("the folder is there");
    let cache = Some(&cache).filter(|_| from == "reading");
    let (outlets, settings) = (Outlets::builtin(), Settings::default());
    bencher.counter(ItemsCount::new(1_usize)).bench_local(|| {
        let shelf = gather::shelve_with(black_box(&saved), &outlets, cache);
        check::run(draft.clone(), &Bench::new(&shelf), None, &outlets, &settings)
    });
}

/// A draft of ten claims and a page of each of twelve outlets, from bytes to a report.
#[divan::bench]
fn check_ten_claims(bencher: Bencher<'_, '_>) {
    let mut text = String::new();
    let mut saved = Vec::new();
    for (seed, (host, name)) in (0..).zip(HOSTS) {
        let article = Writer::new(seed).text(6 * 1024);
        if seed < 10 {
            let sentence = Writer::new(seed).sentence();
            text.extend([sentence.as_str(), " (Source: ", name, ")\n\n"]);
        }
        saved.push(Saved {
            name: format!("{host}/{seed}.html"),
            bytes: sample::html(&article, &format!("https://{host}/{seed}")).into(),
            host: Some((*host).to_owned()),
            ..Saved::default()
        });
    }
    let draft = draft::parse("draft.md", text.as_bytes(), Format::Markdown);
    bench_check(bencher, &draft, &saved);
}

/// The draft on ferries and all saved pages that come with the tests.
#[divan::bench]
fn check_ferries(bencher: Bencher<'_, '_>) {
    let path = format!("{FIXTURES}/drafts/kelmouth-ferries.md");
    let bytes = std::fs::read(&path).expect("the fixture is in the repository");
    let draft = draft::parse("kelmouth-ferries.md", &bytes, Format::Markdown);
    let saved = folder::open(format!("{FIXTURES}/pages").as_ref());
    bench_check(bencher, &draft, &saved.expect("the folder is in the repository"));
}

fn bench_check(bencher: Bencher<'_, '_>, draft: &Draft, saved: &[Saved]) {
    let outlets = Outlets::builtin();
    let settings = Settings::default();
    let citations = outlet::citations(draft, &outlets);
    let count = claim::extract(draft, &citations).claims.len();
    bencher.counter(ItemsCount::new(count)).bench_local(|| {
        let shelf = gather::shelve(black_box(saved), &outlets);
        check::run(draft.clone(), &Bench::new(&shelf), None, &outlets, &settings)
    });
}
