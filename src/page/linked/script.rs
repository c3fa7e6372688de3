//! JSON-LD scripts as outlets write them: in comments, with raw line breaks, escaped.

use serde_json::Value;

use super::super::entity::unescape;

/// Largest script that is read, in bytes.
const SCRIPT: usize = 1 << 20;

/// Parses a script, first as it is, then with what is wrong most often put right.
pub(super) fn parse(script: &str) -> Option<Value> {
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
