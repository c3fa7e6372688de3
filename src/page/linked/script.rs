//! JSON-LD scripts as outlets write them: in comments, with raw line breaks, escaped.

use serde_json::Value;

use super::super::entity::unescape;

/// Largest script that is read, in bytes.
const SCRIPT: usize = 1 << 20;

/// Most that the scripts of one page may cost once parsed: a value takes 32 bytes, and an
/// object some 600 from its first member on.
const COST: usize = 200_000;
/// What an object counts for, where any other value is one.
const OBJECT: usize = 20;

/// Parses the scripts of a page, as many as its bounds allow.
pub(super) fn parse_all<'s>(scripts: impl IntoIterator<Item = &'s str>) -> Vec<Value> {
    let mut left = COST;
    let is_within = |script: &&str| {
        let rest = left.checked_sub(cost(script));
        left = rest.unwrap_or(left);
        rest.is_some()
    };
    scripts.into_iter().filter(is_within).filter_map(parse).collect()
}

/// At most what a script costs once parsed, told from its marks.
fn cost(script: &str) -> usize {
    let of_mark = |mark| match mark {
        b'{' => OBJECT,
        b',' | b'[' => 1,
        _ => 0,
    };
    script.bytes().map(of_mark).sum()
}

/// Parses a script, first as it is, then with what is wrong most often put right.
fn parse(script: &str) -> Option<Value> {
    if script.len() > SCRIPT {
        return None;
    }
    let bare = script
        .trim()
        .trim_start_matches("<!--")
        .trim_start_matches("//<![CDATA[")
        .trim_start_matches("<![CDATA[")
        .trim_end_matches("-->")
        .trim_end_matches("//]]>")
        .trim_end_matches("]]>")
        .trim()
        .trim_end_matches(';');
    serde_json::from_str(bare)
        .or_else(|_| serde_json::from_str(&escape_controls(bare)))
        .or_else(|_| serde_json::from_str(&escape_controls(&unescape(bare))))
        .ok()
}

/// Escapes line breaks and other control characters inside strings.
fn escape_controls(script: &str) -> String {
    let mut out = String::with_capacity(script.len() + 64);
    let (mut inside, mut escaped) = (false, false);
    for c in script.chars() {
        match c {
            '"' if !escaped => inside = !inside,
            '\n' if inside => out.push_str("\\n"),
            '\t' if inside => out.push_str("\\t"),
            _ => {}
        }
        if !(c.is_control() && inside) {
            out.push(c);
        }
        escaped = c == '\\' && !escaped;
    }
    out
}
