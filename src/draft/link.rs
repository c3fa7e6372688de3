//! Addresses written out in running text.

use crate::text::Span;

/// The places of addresses in `text` that start with `http://` or `https://`.
///
/// An address ends at white space, an angle bracket or a quotation mark; punctuation at
/// its end belongs to the sentence, and so does a bracket that it does not open.
pub(super) fn addresses(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| rest.find("http")) {
        let start = from + at;
        let rest = &text[start..];
        let scheme = ["https://", "http://"].into_iter().find(|s| rest.starts_with(s));
        let Some(scheme) = scheme else {
            from = start + "http".len();
            continue;
        };
        let stops =
            |c: char| c.is_whitespace() || c.is_control() || "<>\"“”«»`|".contains(c);
        let whole = rest.find(stops).unwrap_or(rest.len());
        let len = trimmed_len(&rest[..whole]);
        if len > scheme.len() {
            found.push(Span::new(start, start + len));
        }
        from = start + whole.max(scheme.len());
    }
    found
}

/// The length of `address` without the punctuation of the sentence around it.
fn trimmed_len(address: &str) -> usize {
    let count = |mark: char| address.matches(mark).count();
    let mut spare_round = count(')').saturating_sub(count('('));
    let mut spare_square = count(']').saturating_sub(count('['));
    let mut len = address.len();
    for c in address.chars().rev() {
        let spare = match c {
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '’' | '*' | '_' | '…' => true,
            ')' if spare_round > 0 => {
                spare_round -= 1;
                true
            }
            ']' if spare_square > 0 => {
                spare_square -= 1;
                true
            }
            _ => false,
        };
        if !spare {
            break;
        }
        len -= c.len_utf8();
    }
    len
}

/// Whether a link's target is an address of a page, and not a place in the draft, a
/// mailbox or a script.
pub(super) fn is_address(url: &str) -> bool {
    let url = url.trim_start();
    let scheme = url.split(':').next().unwrap_or_default();
    let other = ["mailto", "tel", "javascript", "data", "file", "cid"];
    !url.is_empty()
        && !url.starts_with('#')
        && !other.iter().any(|name| scheme.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = addresses(text).iter().map(|span| span.of(text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn an_address_ends_where_its_sentence_goes_on() {
        check(
            "See https://a.example/x, or http://b.example.",
            &["https://a.example/x", "http://b.example"],
        );
        check("(Source: https://a.example/x)", &["https://a.example/x"]);
        check("https://a.example/x_(y) ok", &["https://a.example/x_(y)"]);
        check("“https://a.example/ä”", &["https://a.example/ä"]);
        check("https:// and http and httphttps://", &[]);
    }
}
