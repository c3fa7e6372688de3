//! Word-level semi-global alignment: where in a page a run of words stands, and how it
//! differs there.
//!
//! Semi-global alignment (Sellers 1980) finds the place in a text that a pattern can be
//! turned into with the least edits; over words instead of letters it does not mistake a
//! dropped "not" for a spelling variant.

use crate::evidence::token::Token;

/// One step of an alignment; indices into pattern and text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// The same word on both sides.
    Same(usize, usize),
    /// Another word in its place.
    Changed(usize, usize),
    /// A word of the pattern that the text does not have.
    Added(usize),
    /// A word of the text that the pattern does not have.
    Dropped(usize),
}

/// Where a pattern stands in a text, and how it differs there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Alignment {
    /// The steps, in order.
    pub(crate) steps: Vec<Step>,
    /// Number of words that are the same.
    pub(crate) same: usize,
    /// Number of edits.
    pub(crate) edits: usize,
}

/// Costs, in quarters of an edit. A word in another form costs less than another word, so
/// that `warned` is laid over `warning` rather than beside it; an equal word earns a
/// quarter, so that of two ways with as many edits the one with more in common is taken.
const SAME: i32 = -1;
const OTHER_FORM: i32 = 2;
const EDIT: i32 = 4;

/// Aligns the whole of `pattern` with the part of `text` that it is closest to. The
/// first such part is taken; time and memory are the product of the lengths.
pub(crate) fn align(pattern: &[Token], text: &[Token]) -> Alignment {
    let (rows, columns) = (pattern.len() + 1, text.len() + 1);
    let mut cost = vec![0i32; rows * columns];
    for row in 1..rows {
        cost[row * columns] = cost[(row - 1) * columns] + EDIT;
        for column in 1..columns {
            let over = cost[(row - 1) * columns + column - 1]
                + substitution(&pattern[row - 1], &text[column - 1]);
            let down = cost[(row - 1) * columns + column] + EDIT;
            let right = cost[row * columns + column - 1] + EDIT;
            cost[row * columns + column] = over.min(down).min(right);
        }
    }
    trace(pattern, text, &cost)
}

fn substitution(a: &Token, b: &Token) -> i32 {
    if a.word == b.word {
        SAME
    } else if a.stem == b.stem {
        OTHER_FORM
    } else {
        EDIT
    }
}

/// Walks back from the cheapest end.
fn trace(pattern: &[Token], text: &[Token], cost: &[i32]) -> Alignment {
    let columns = text.len() + 1;
    let mut row = pattern.len();
    let last = &cost[row * columns..];
    let mut column = (0..columns).min_by_key(|&column| last[column]).unwrap_or(0);
    let mut found = Alignment::default();
    while row > 0 {
        let here = cost[row * columns + column];
        let over = (column > 0).then(|| {
            cost[(row - 1) * columns + column - 1]
                + substitution(&pattern[row - 1], &text[column - 1])
        });
        if over == Some(here) {
            (row, column) = (row - 1, column - 1);
            if pattern[row].word == text[column].word {
                found.steps.push(Step::Same(row, column));
                found.same += 1;
            } else {
                found.steps.push(Step::Changed(row, column));
                found.edits += 1;
            }
            continue;
        }
        found.edits += 1;
        if cost[(row - 1) * columns + column] + EDIT == here {
            row -= 1;
            found.steps.push(Step::Added(row));
        } else {
            column -= 1;
            found.steps.push(Step::Dropped(column));
        }
    }
    found.steps.reverse();
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::token::Tokenizer;

    fn tokens(text: &str) -> Vec<Token> {
        let mut tokens = Vec::new();
        Tokenizer::default().tokens(text, 0, &mut tokens);
        tokens
    }

    #[track_caller]
    fn check(pattern: &str, text: &str, expected: &[Step]) {
        let steps = align(&tokens(pattern), &tokens(text)).steps;
        let edits: Vec<Step> =
            steps.into_iter().filter(|step| !matches!(step, Step::Same(..))).collect();
        assert_eq!(edits, expected);
    }

    #[test]
    fn the_same_words_anywhere_need_no_edit() {
        check("it is theft", "They said it is theft, plainly.", &[]);
    }

    #[test]
    fn a_dropped_word_is_seen() {
        check("work is progress", "The work is not progress.", &[Step::Dropped(3)]);
    }

    #[test]
    fn an_added_word_is_seen() {
        check("it is not theft", "So it is theft.", &[Step::Added(2)]);
    }

    #[test]
    fn a_changed_word_is_seen() {
        check("plainly a theft", "It is simply a theft", &[Step::Changed(0, 2)]);
    }

    #[test]
    fn another_form_of_the_word_is_laid_over_it() {
        check(
            "they warned us",
            "they are warning us",
            &[Step::Dropped(1), Step::Changed(1, 2)],
        );
    }

    #[test]
    fn nothing_in_common_is_all_edits() {
        assert_eq!(align(&tokens("a b"), &tokens("")).edits, 2);
        assert_eq!(align(&[], &tokens("x")).edits, 0);
    }
}
