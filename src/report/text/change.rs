//! Evidence that has changed, for a person.

use std::fmt::Write as _;

use crate::report::change::{Change, Now};
use crate::report::escape::escape;
use crate::report::line::flat;
use crate::report::text::diff;
use crate::report::text::line::hang;
use crate::report::text::paint::Paint;
use crate::report::text::{TextOptions, count, width};
use crate::rule::Rule;
use crate::text::Span;

/// Writes what has changed of `n_evidence` pieces of evidence on `n_pages` pages.
#[must_use]
pub fn changes(
    changes: &[Change],
    n_evidence: usize,
    n_pages: usize,
    options: &TextOptions,
) -> String {
    let (width, paint) = (width(options), Paint::new(options.color));
    let mut out = String::new();
    for change in changes {
        one(&mut out, change, width, paint);
        out.push('\n');
    }
    let of =
        |number: fn(&Change) -> bool| changes.iter().filter(|one| number(one)).count();
    let other = of(|one| matches!(one.now, Now::Other(_)));
    let gone = of(|one| one.now == Now::Gone);
    let unseen = of(|one| matches!(one.now, Now::Unseen(_)));
    let same = n_evidence.saturating_sub(other + gone + unseen);
    let _ = writeln!(
        out,
        "{} on {}: {same} as they were, {other} changed, {gone} gone, {unseen} not seen",
        count(n_evidence, "sentence"),
        count(n_pages, "page"),
    );
    out
}

fn one(out: &mut String, change: &Change, width: usize, paint: Paint) {
    let rule = Rule::PageChanged;
    let what = match change.now {
        Now::Other(_) => "the evidence has other words now",
        Now::Gone => "the evidence is no longer there",
        Now::Unseen(_) => "the page can't be seen now",
    };
    let head = format!("{}[{}]", rule.severity(), rule.slug());
    let _ = writeln!(out, "{}  {what}", paint.severity(rule.severity(), &head));
    let mut line = |label: &str, shown: &str| {
        let first = format!("  = {}", paint.faint(&format!("{label:<8}")));
        out.push_str(&hang(&first, shown, width));
    };
    for claim in &change.claims {
        line("claim", &escape(&flat(claim)));
    }
    match &change.now {
        Now::Other(now) => line("page", &diffed(&change.before, now, paint)),
        Now::Gone => line("was", &paint.removed(&escape(&flat(&change.before)))),
        Now::Unseen(why) => {
            line("was", &escape(&flat(&change.before)));
            line("because", &escape(&flat(why)));
        }
    }
    // Never wrapped: an address in two halves cannot be clicked on.
    let _ = writeln!(out, "  = {}{}", paint.faint("where   "), escape(&change.page));
    if change.is_seen() {
        let first = format!("  = {}", paint.faint("do      "));
        out.push_str(&hang(&first, rule.fix(), width));
    }
}

/// The words as they are, with what differs from those before marked.
fn diffed(before: &str, now: &str, paint: Paint) -> String {
    let whole = Span::new(0, now.len());
    match diff::align(before, now, whole, paint) {
        Some(sides) => sides.page,
        None => format!(
            "{} {}",
            paint.removed(&format!("[-{}-]", escape(&flat(before)))),
            paint.added(&format!("[+{}+]", escape(&flat(now)))),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(now: Now, expected: &str) {
        let change = Change {
            page: "https://a.example/x".into(),
            claims: vec!["The board sold 42 moorings.".into()],
            before: "The board sold 42 moorings in\nMarch.".into(),
            now,
        };
        let options = TextOptions { width: 80, color: false };
        assert_eq!(changes(&[change], 3, 1, &options), expected);
    }

    #[test]
    fn other_words_are_marked() {
        check(
            Now::Other("The board sold 48 moorings in March.".into()),
            "warning[page-changed]  the evidence has other words now\n  \
               = claim   The board sold 42 moorings.\n  \
               = page    The board sold [-42-] [+48+] moorings in March.\n  \
               = where   https://a.example/x\n  \
               = do      read the page again and correct the draft\n\n\
             3 sentences on 1 page: 2 as they were, 1 changed, 0 gone, 0 not seen\n",
        );
    }

    #[test]
    fn what_is_gone_or_not_seen_is_told_apart() {
        check(
            Now::Gone,
            "warning[page-changed]  the evidence is no longer there\n  \
               = claim   The board sold 42 moorings.\n  \
               = was     The board sold 42 moorings in March.\n  \
               = where   https://a.example/x\n  \
               = do      read the page again and correct the draft\n\n\
             3 sentences on 1 page: 2 as they were, 0 changed, 1 gone, 0 not seen\n",
        );
        check(
            Now::Unseen("no answer \u{1b}in time".into()),
            "warning[page-changed]  the page can't be seen now\n  \
               = claim   The board sold 42 moorings.\n  \
               = was     The board sold 42 moorings in March.\n  \
               = because no answer \\u{1b}in time\n  \
               = where   https://a.example/x\n\n\
             3 sentences on 1 page: 2 as they were, 0 changed, 0 gone, 1 not seen\n",
        );
    }
}
