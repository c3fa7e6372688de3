//! Pages saved as plain text.

use super::article;
use super::{Page, PassageKind};

/// How far into a file markup is looked for, in bytes.
const HEAD: usize = 4096;
/// Width from which a line may have been wrapped by an editor, in characters.
const NARROW: usize = 45;
/// Width up to which it may have been.
const WIDE: usize = 100;

/// Whether bytes are HTML and not plain text.
pub(super) fn is_html(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(HEAD)];
    // A wide encoding has a zero in every other byte.
    let head: Vec<u8> =
        head.iter().filter(|&&b| b != 0).map(u8::to_ascii_lowercase).collect();
    let head = String::from_utf8_lossy(&head);
    [
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "<meta",
        "<title",
        "<article",
        "<div",
        "<p>",
        "<p ",
        "<h1",
        "<br",
        "<a href",
        "<span",
        "<script",
        "<section",
        "<main",
        "<table",
        "<ul",
        "<b>",
        "<i>",
        "<em>",
        "<link",
    ]
    .iter()
    .any(|tag| head.contains(tag))
}

/// Adds the passages of a plain text: its lines, or its blocks where lines were wrapped.
pub(super) fn fill(page: &mut Page, text: &str) {
    let mut block: Vec<&str> = Vec::new();
    for line in text.lines().chain([""]) {
        let line = line.trim();
        if !line.is_empty() {
            block.push(line);
            continue;
        }
        if is_wrapped(&block) {
            page.push(&block.join(" "), PassageKind::Text);
        } else {
            for line in &block {
                page.push(line, PassageKind::Text);
            }
        }
        block.clear();
    }
}

/// Whether the lines of a block are one paragraph: all but the last are of the width that
/// editors wrap at, and most of them break off inside a sentence.
fn is_wrapped(block: &[&str]) -> bool {
    let Some((_, full)) = block.split_last() else { return false };
    let width = |line: &&str| (NARROW..=WIDE).contains(&line.chars().count());
    let n_ended = full.iter().filter(|line| article::ends_sentence(line)).count();
    !full.is_empty() && full.iter().all(width) && n_ended * 2 <= full.len()
}
