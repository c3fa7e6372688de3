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
        bail!(
            "`{slug}` is no rule; the nearest is `{}`, and `veracite explain` lists them all",
            nearest(slug)
        );
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

/// The rule whose slug looks most like `slug`.
fn nearest(slug: &str) -> Rule {
    // No slug is longer; a similarity over more would only cost time.
    let slug: String = slug.chars().take(64).collect();
    let alike = |rule: &Rule| strsim::jaro_winkler(&slug, rule.slug());
    let best = Rule::ALL.iter().copied().max_by(|a, b| alike(a).total_cmp(&alike(b)));
    best.expect("there are rules")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_pen_is_led_to_its_rule() {
        assert_eq!(nearest("quote-alterd"), Rule::QuoteAltered);
        assert_eq!(nearest("missattributed"), Rule::Misattributed);
    }
}
