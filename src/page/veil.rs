//! What takes an element out of sight.
//!
//! The page is read as a wide screen shows it before any script runs.
//!
//! | where                                                      | read as        |
//! |------------------------------------------------------------|----------------|
//! | `hidden`, `display:none`, `visibility:hidden`              | hidden         |
//! | clipped to nothing, moved off the screen, no height or size | hidden        |
//! | a class that hides by wide convention: `sr-only`, `d-none` | hidden         |
//! | the same undone for wide screens: `d-none d-md-block`      | shown          |
//! | hidden on wide screens only: `md:hidden`, `d-lg-none`      | hidden: a twin |
//! | a panel that opens at a click: tab, accordion, transcript  | shown          |
//! | `hidden=until-found`, a closed `<details>`                 | shown          |
//! | `aria-hidden`, `opacity:0`                                 | chrome         |
//! | `<template>`                                               | not read       |
//! | `<noscript>`                                               | if all else is empty |
//!
//! `aria-hidden` takes text from the ear and not from the eye, and `opacity:0` is how
//! pages fade their paragraphs in: both are dropped as chrome is, unless they hold most
//! of the page's prose. What is hidden is read after all where next to nothing is shown
//! (`spare`).

use crate::text::tree::Element;

use super::outline::Outline;
use super::signal::{Signals, for_words};

/// Longest attribute that is looked into for what hides, in bytes.
const LONGEST: usize = 1000;

/// Which block elements are out of sight, or stand in one that is.
pub(super) fn hidden(outline: &Outline) -> Vec<bool> {
    let mut hidden = vec![false; outline.elements.len()];
    for (index, element) in outline.elements.iter().enumerate() {
        let inherited = element.parent != index && hidden[element.parent];
        hidden[index] = inherited || element.signals.any(Signals::HIDDEN);
    }
    hidden
}

/// Whether an element is out of sight by its own attributes, and no click opens it.
pub(super) fn is_hidden(element: &Element<'_>) -> bool {
    let hides = |(name, value): (&str, &str)| match name {
        "hidden" => !value.trim().eq_ignore_ascii_case("until-found"),
        "style" => hides(value),
        "class" => hides_by_class(value),
        _ => false,
    };
    element.attrs().any(hides) && !is_panel(element)
}

/// Whether an inline style takes the element out of sight.
fn hides(style: &str) -> bool {
    style.len() < LONGEST
        && style.split(';').any(|rule| {
            let Some((name, set)) = rule.split_once(':') else { return false };
            let set = set.trim().to_ascii_lowercase();
            match name.trim().to_ascii_lowercase().as_str() {
                "display" => set.starts_with("none"),
                "visibility" => set.starts_with("hidden") || set.starts_with("collapse"),
                "clip" => is_nothing(&set, "rect("),
                "clip-path" => {
                    set.starts_with("inset(50%") || set.starts_with("inset(100%")
                }
                "left" | "right" | "top" | "text-indent" | "margin-left" => {
                    is_far_off(&set)
                }
                "font-size" => is_zero(&set),
                _ => false,
            }
        })
}

/// Whether a style leaves the element in its place and makes it transparent.
pub(super) fn is_faded(style: &str) -> bool {
    style.len() < LONGEST
        && style.split(';').any(|rule| {
            rule.split_once(':').is_some_and(|(name, set)| {
                name.trim().eq_ignore_ascii_case("opacity") && is_zero(set.trim())
            })
        })
}

/// Whether a length, or a share, is nought.
fn is_zero(set: &str) -> bool {
    let number = set.trim_end_matches(|c: char| !c.is_ascii_digit());
    !number.is_empty() && number.bytes().all(|b| matches!(b, b'0' | b'.'))
}

/// Whether a box is clipped to a point: `rect(0, 0, 0, 0)`, `rect(1px 1px 1px 1px)`.
fn is_nothing(set: &str, function: &str) -> bool {
    let Some(sides) = set.strip_prefix(function) else { return false };
    let digits = sides.bytes().filter(u8::is_ascii_digit);
    digits.clone().count() >= 4 && digits.clone().all(|b| matches!(b, b'0' | b'1'))
}

/// Whether a place is a screen's width or more to the left or above.
fn is_far_off(set: &str) -> bool {
    let Some(far) = set.strip_prefix('-') else { return false };
    let digits = far.bytes().take_while(u8::is_ascii_digit).count();
    digits >= 4 || (digits == 3 && far.starts_with('9') && far[3..].starts_with("px"))
}

/// Whether a name takes an element out of sight by wide convention.
fn is_hiding(name: &str) -> bool {
    matches!(
        name,
        "hidden"
            | "is-hidden"
            | "visually-hidden"
            | "visuallyhidden"
            | "u-visually-hidden"
            | "u-visuallyhidden"
            | "is-visually-hidden"
            | "sr-only"
            | "screen-reader-text"
            | "screen-reader-only"
            | "screenreader-only"
            | "screenreader"
            | "show-for-sr"
            | "a11y-hidden"
            | "accessibly-hidden"
            | "accessibility-hidden"
            | "assistive-text"
            | "d-none"
            | "u-hidden"
            | "element-invisible"
            | "offscreen"
            | "off-screen"
    )
}

/// Whether a class attribute hides an element on a wide screen.
fn hides_by_class(value: &str) -> bool {
    if value.len() > LONGEST {
        return false;
    }
    let names = || value.split_ascii_whitespace();
    // Most elements have none of these names, and there are many elements.
    if !names()
        .any(|name| is_hiding(name) || name.contains(':') || name.starts_with("d-"))
    {
        return false;
    }
    let is_wide = |name: &str, set: &[&str]| {
        let (size, state) = match name.strip_prefix("d-") {
            Some(rest) => rest.split_once('-')?,
            None => name.split_once(':')?,
        };
        let wide = matches!(size, "sm" | "md" | "lg" | "xl" | "xxl" | "2xl");
        Some(wide && set.contains(&state))
    };
    let shows =
        ["block", "flex", "grid", "inline", "inline-block", "inline-flex", "contents"];
    let is_shown = names().any(|name| is_wide(name, &shows) == Some(true));
    !is_shown
        && names().any(|name| {
            is_hiding(name) || is_wide(name, &["none", "hidden"]) == Some(true)
        })
}

/// Whether an element is one that a click opens, so that what is in it is content.
fn is_panel(element: &Element<'_>) -> bool {
    let is_named = |value: &str| {
        let mut found = false;
        for_words(value, |word| {
            found |= matches!(
                word,
                "accordion"
                    | "collapse"
                    | "collapsible"
                    | "tabpanel"
                    | "transcript"
                    | "transcription"
                    | "faq"
                    | "expandable"
            );
        });
        found
    };
    element.attrs().any(|(name, value)| match name {
        "role" => value.trim() == "tabpanel",
        "class" | "id" => value.len() < LONGEST && is_named(value),
        _ => false,
    })
}
