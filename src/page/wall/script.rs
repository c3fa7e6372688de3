//! Empty shells that scripts fill in.

use super::mark;
use super::{Scene, has_any};

/// Bytes of text under which a page with scripts is an empty shell: a name and a menu.
const SHELL: usize = 200;
/// Bytes of text under which an element that waits for a framework makes it one.
const FRAME: usize = 1500;

/// How pages ask for scripts, in the words of many languages around one name.
const ASKS: &[&str] = &["javascript", "java script"];
#[rustfmt::skip]
const VERBS: &[&str] = &[
    "enable", "requires", "require", "need", "turn on", "turned off", "disabled",
    "without", "support", "activ", "aktiv", "habilit", "ativ", "abilit", "inschakel",
    "slå på", "включ", "有効", "启用", "啟用", "사용",
];

/// Whether the page waits for scripts; `message` is how it begins, in lower case. Asked
/// only of pages without an article.
pub(super) fn stands(scene: &Scene<'_>, message: &str) -> bool {
    let asks = |text: &str| has_any(text, ASKS) && has_any(text, VERBS);
    let shown: usize = scene.shown().map(|(_, run)| run.span.len()).sum();
    let is_shell = shown < SHELL && scene.marks.n_scripts > 0;
    (scene.marks.mount && shown < FRAME)
        || is_shell
        || asks(message)
        || asks(&mark::words(&scene.marks.noscript))
}
