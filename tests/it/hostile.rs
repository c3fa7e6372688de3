//! Pages that no writer means: every shape and every piece of the fuzzer's corpus is read,
//! by a thread with hardly a stack, and what is read can be shown.
//!
//! That time and memory are linear is proved by what they are made of, steps and nodes
//! (`text::tree`); `cargo bench --bench shapes` measures them.

#[path = "../../fuzz/invariant.rs"]
mod invariant;
mod shape;

use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;
use std::thread;

use proptest::prelude::*;
use veracite::page::{self, Page, Selection};

use self::shape::SHAPES;

/// A quarter of what Rust gives a thread: what the reader of PDF files takes, unoptimised,
/// and more.
const STACK: usize = 512 << 10;
/// Bytes of a page of each shape, and of some that are large.
const BYTES: usize = 1 << 16;
const LARGE: usize = 1 << 20;

/// Reads a page twice on a small stack, and checks what holds of every page.
#[track_caller]
fn check(name: &str, bytes: Vec<u8>) -> Page {
    let reader = thread::Builder::new().name(name.to_owned()).stack_size(STACK);
    let read = reader.spawn(move || {
        let page = page::read(None, &bytes, None);
        invariant::check(&page);
        assert_eq!(page, page::read(None, &bytes, None), "it reads the same twice");
        page
    });
    read.unwrap().join().unwrap()
}

/// The files of the corpus, in order: names, and what they hold.
static CORPUS: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(|| {
    let entries = fs::read_dir("fuzz/corpus/page_read").unwrap();
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let read = |path: PathBuf| (path.display().to_string(), fs::read(path).unwrap());
    paths.into_iter().map(read).collect()
});

#[test]
fn every_shape_is_read_on_a_small_stack_and_what_is_cut_is_told() {
    for shape in SHAPES {
        let page = check(shape.name, shape.page(BYTES).into_bytes());
        assert!(!page.truncated || !page.notes.is_empty(), "{}", shape.name);
    }
}

#[test]
fn any_shape_is_selected_from_on_a_small_stack() {
    let selectors = [
        "*".to_owned(),
        "div div > p ~ *, .a".to_owned(),
        ":not(:is(:where(:not(b)))) :nth-last-of-type(2n+1)".to_owned(),
        "* > ".repeat(19) + "*",
    ];
    let reader = thread::Builder::new().stack_size(STACK);
    let read = move || {
        for shape in SHAPES {
            let html = shape.page(BYTES).into_bytes();
            for selector in &selectors {
                let selection = Selection::parse(selector).unwrap();
                let page = page::read_selected(None, &html, None, Some(&selection));
                invariant::check(&page);
            }
        }
    };
    reader.spawn(read).unwrap().join().unwrap();
}

#[test]
fn a_large_page_is_cut_only_where_it_is_hostile() {
    let is_cut = |name: &str| {
        let shape = SHAPES.iter().find(|shape| shape.name == name).unwrap();
        check(name, shape.page(LARGE).into_bytes()).truncated
    };
    for whole in ["one paragraph", "links", "<article>", "lines of text"] {
        assert!(!is_cut(whole), "{whole}");
    }
    for hostile in ["nested <div>", "unclosed <p>", "tables in tables"] {
        assert!(is_cut(hostile), "{hostile}");
    }
}

#[test]
fn the_corpus_is_read() {
    assert!(CORPUS.len() >= 40);
    for (name, bytes) in CORPUS.iter() {
        check(name, bytes.clone());
    }
}

/// One change to the bytes of a page, by numbers that choose what and where.
#[derive(Clone, Copy, Debug)]
enum Change {
    /// Puts a part of another piece in.
    Splice,
    /// Takes a part out.
    Cut,
    /// Repeats a part some times.
    Repeat,
    /// Puts one byte in the place of another.
    Set,
}

fn change(bytes: &mut Vec<u8>, other: &[u8], change: Change, place: (usize, usize, u8)) {
    let part = |length: usize| {
        let start = place.0 % (length + 1);
        start..(start + place.1 % 200).min(length)
    };
    let own = part(bytes.len());
    match change {
        Change::Splice => {
            bytes.splice(own.start..own.start, other[part(other.len())].iter().copied());
        }
        Change::Cut => {
            bytes.drain(own);
        }
        Change::Repeat => {
            let repeated = bytes[own.clone()].repeat(usize::from(place.2) % 50);
            bytes.splice(own.start..own.start, repeated);
        }
        Change::Set => {
            if let Some(byte) = bytes.get_mut(own.start) {
                *byte = place.2;
            }
        }
    }
}

fn any_change() -> impl Strategy<Value = (usize, Change, (usize, usize, u8))> {
    use Change::{Cut, Repeat, Set, Splice};
    let kind = proptest::sample::select(vec![Splice, Cut, Repeat, Set]);
    (any::<usize>(), kind, any::<(usize, usize, u8)>())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// What a fuzzer would try, as far as chance alone gets.
    #[test]
    fn changed_pieces_of_the_corpus_are_read(
        first: usize,
        changes in proptest::collection::vec(any_change(), 1..8),
    ) {
        let mut bytes = CORPUS[first % CORPUS.len()].1.clone();
        for (other, kind, place) in changes {
            change(&mut bytes, &CORPUS[other % CORPUS.len()].1, kind, place);
        }
        check("changed", bytes);
    }
}
