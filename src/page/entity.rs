//! Character references that a page escaped once too often.

use std::cell::RefCell;

use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::{RawKind, State};
use html5ever::tokenizer::{Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

/// Longest reference: `&CounterClockwiseContourIntegral;`.
const LONGEST: usize = 33;
/// Times that a text may have been escaped.
const TIMES: usize = 2;

/// Text with its references resolved as a browser resolves them. Only those that end
/// with `;` count, so that `R&D` and `&copy=1` stay as they are.
pub(super) fn unescape(text: &str) -> String {
    let mut text = text.to_owned();
    for _ in 0..TIMES {
        if !text.contains('&') {
            break;
        }
        let once = resolve(&text);
        if once == text {
            break;
        }
        text = once;
    }
    text
}

fn resolve(text: &str) -> String {
    let mut marked = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, from) = rest.split_at(at);
        marked.push_str(before);
        // One that is no reference is marked, so that it comes out as it went in.
        let length = reference(from);
        marked.push_str(if length.is_some() { "" } else { "&amp;" });
        let (found, after) = from.split_at(length.unwrap_or(1));
        marked.push_str(if length.is_some() { found } else { "" });
        rest = after;
    }
    marked.push_str(rest);
    browsed(&marked)
}

/// The length of the reference that `text` begins with.
fn reference(text: &str) -> Option<usize> {
    let end = text.bytes().take(LONGEST).position(|b| b == b';')?;
    let name = &text[1..end];
    let is_name = name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'#');
    (is_name && !name.is_empty()).then_some(end + 1)
}

/// What a browser makes of text in which there can be no tags.
fn browsed(text: &str) -> String {
    let options = TokenizerOpts {
        initial_state: Some(State::RawData(RawKind::Rcdata)),
        discard_bom: false,
        ..TokenizerOpts::default()
    };
    let tokenizer = Tokenizer::new(Text::default(), options);
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from_slice(text));
    // Text without tags runs no script, so the tokenizer never pauses.
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    tokenizer.sink.text.into_inner()
}

/// Keeps the text of a document that is nothing else.
#[derive(Default)]
struct Text {
    text: RefCell<String>,
}

impl TokenSink for Text {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        if let Token::CharacterTokens(text) = token {
            self.text.borrow_mut().push_str(&text);
        }
        TokenSinkResult::Continue
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(unescape(text), expected);
    }

    #[test]
    fn references_are_resolved_however_often_they_were_escaped() {
        check("One &amp; two", "One & two");
        check("It&#8217;s &quot;up&quot; &eacute;&hellip;", "It’s \"up\" é…");
        check("It&amp;#039;s", "It's");
        check("&#146;&#x2019;", "’’");
    }

    #[test]
    fn what_is_no_reference_stays() {
        for text in ["R&D", "a && b;", "&nosuch;", "&;", "&copy=1", "&é;", "a &", "&#;"]
        {
            check(text, text);
        }
    }
}
