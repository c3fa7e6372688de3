//! `veracite explain`: what the rules mean.

use std::fmt::Write as _;

use anyhow::bail;
use veracite::rule::Rule;

use crate::args::ExplainArgs;
use crate::exit::Exit;
use crate::output::{self, Output};

pub(crate) fn run(args: &ExplainArgs, output: Output) -> anyhow::Result<Exit> {
    let width = output.terminal().width;
    let Some(slug) = &args.rule else {
        output::print(&list(width))?;
        return Ok(Exit::Clean);
    };
    let Some(rule) = Rule::from_slug(slug) else {
        let nearest = nearest(slug).map(|rule| format!("the nearest is `{rule}`, and "));
        let nearest = nearest.unwrap_or_default();
        bail!("`{slug}` is no rule; {nearest}`veracite explain` lists them all");
    };
    output::print(&one(rule, width))?;
    Ok(Exit::Clean)
}

/// A line a rule.
fn list(width: usize) -> String {
    let longest = Rule::ALL.iter().map(|rule| rule.slug().len()).max().unwrap_or(0);
    let mut out = String::new();
    for rule in Rule::ALL {
        let first = format!("{:<longest$}  {:<7}  ", rule.slug(), rule.severity().name());
        push(&mut out, &first, rule.summary(), width);
    }
    out
}

/// All there is to say of one rule.
fn one(rule: Rule, width: usize) -> String {
    let mut out = format!("{rule} ({} by default)\n\n", rule.severity());
    push(&mut out, "  fires when  ", rule.summary(), width);
    push(&mut out, "  for example ", rule.example(), width);
    push(&mut out, "  what to do  ", rule.fix(), width);
    let _ = writeln!(out, "\nReports name it as {}[{rule}].", rule.severity());
    out
}

/// Adds `first` and `text`, wrapped under itself.
fn push(out: &mut String, first: &str, text: &str, width: usize) {
    let indent = " ".repeat(first.len());
    let options = textwrap::Options::new(width)
        .initial_indent(first)
        .subsequent_indent(&indent)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    out.push_str(&textwrap::fill(text, options));
    out.push('\n');
}

/// Slugs less alike than this are no slips of the pen.
const ALIKE: f64 = 0.8;

/// The rule whose slug looks most like `slug`, if any does.
fn nearest(slug: &str) -> Option<Rule> {
    // No slug is longer; a similarity over more would only cost time.
    let slug: String = slug.chars().take(64).collect();
    let alike = |rule: &Rule| strsim::jaro_winkler(&slug, rule.slug());
    let best = Rule::ALL.iter().copied().max_by(|a, b| alike(a).total_cmp(&alike(b)));
    best.filter(|rule| alike(rule) >= ALIKE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_pen_is_led_to_its_rule() {
        assert_eq!(nearest("quote-alterd"), Some(Rule::QuoteAltered));
        assert_eq!(nearest("missattributed"), Some(Rule::Misattributed));
        assert_eq!(nearest("zz"), None);
    }
}
