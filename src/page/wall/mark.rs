//! What shows only in markup that is no text: scripts, buttons, forms, mount points.

use crate::text::tree;
use crate::text::tree::{Edge, Element, Node, NodeRef, Tree};

/// Bytes kept of all labels of buttons, and of all addresses.
const KEPT: usize = 4000;
/// Bytes of an address or a name that are looked into.
const ADDRESS: usize = 300;
/// Scripts whose address is looked at.
const SCRIPTS: usize = 60;
/// Bytes of a page that is all but empty and whose scripts are looked into.
const PAGE: usize = 64 << 10;
/// Nodes inside one element that are looked at.
const INSIDE: usize = 200;
/// Bytes of text in `<noscript>` that are read.
const NOSCRIPT: usize = 1 << 20;

/// Elements that a framework fills in, by their ids.
#[rustfmt::skip]
const MOUNTS: &[&str] = &[
    "root", "app", "__next", "__nuxt", "___gatsby", "react-root", "react-app", "main-app",
    "app-root", "app-mount", "svelte", "ember-app", "q-app", "react-container", "mount",
    "application",
];

/// What stands in the scripts and names of a page that puts its visitors to a test, and
/// on none of the pages behind it.
#[rustfmt::skip]
const CHALLENGES: &[&str] = &[
    "_cf_chl_opt", "orchestrate/chl_page", "challenge-form", "cf-browser-verification",
    "cf-error-details", "px-captcha", "captcha-delivery.com", "datadome-captcha",
    "awswafcookiedomainlist", "gokuprops", "validate.perfdrive.com",
    "errors.edgesuite.net", "distil_r_captcha", "distilidentificationblock", "kpsdk",
    "sucuri_cloudproxy", "sec-if-cpt-container", "/recaptcha/api2/bframe",
];

/// What stands on them, and on pages that are let through as well.
const SENSORS: &[&str] = &[
    "_incapsula_resource",
    "token.awswaf.com",
    "challenge-platform",
    "perimeterx",
    "_pxappid",
    "ddos-guard",
    "h-captcha",
    "hcaptcha.com",
    "g-recaptcha",
    "recaptcha/api.js",
    "cf-turnstile",
    "arkoselabs",
    "geetest",
];

/// Marks of a page.
#[derive(Debug, Default)]
pub(in super::super) struct Marks {
    /// Class and id of `<html>` and `<body>`, in lower case.
    pub(super) names: String,
    /// What buttons are labelled with, in lower case, a line each.
    pub(super) buttons: String,
    /// Where forms and frames lead, in lower case, a line each.
    pub(super) addresses: String,
    /// Whether an element waits for a framework to fill it.
    pub(super) mount: bool,
    /// Whether a test for visitors is there.
    pub(super) challenge: bool,
    /// Whether something is there that such tests come with.
    pub(super) sensor: bool,
    /// What stands in `<noscript>`, as markup.
    pub(in super::super) noscript: String,
    /// How many programs there are.
    pub(super) n_scripts: usize,
}

impl Marks {
    /// Gathers the marks of a page in one pass.
    pub(in super::super) fn new(tree: &Tree) -> Self {
        let mut marks = Self::default();
        for edge in tree.root().traverse() {
            if let Edge::Open(node) = edge
                && let Node::Element(element) = node.value()
            {
                marks.element(node, &element);
            }
        }
        marks
    }

    fn element(&mut self, node: NodeRef<'_>, element: &Element<'_>) {
        match element.name() {
            "html" | "body" => {
                for name in ["class", "id"] {
                    keep(&mut self.names, element.attr(name).unwrap_or_default());
                }
            }
            "script"
                if !element.attr("type").is_some_and(|kind| kind.contains("json")) =>
            {
                self.n_scripts += 1;
                if self.n_scripts <= SCRIPTS {
                    self.look(element.attr("src").unwrap_or_default());
                }
            }
            "noscript" if self.noscript.len() < NOSCRIPT => {
                self.noscript.push_str(&text(node, NOSCRIPT));
                self.noscript.push('\n');
            }
            "button" => keep(&mut self.buttons, &text(node, 200)),
            "input" => {
                let is_button = matches!(element.attr("type"), Some("submit" | "button"));
                let label = element.attr("value").filter(|_| is_button);
                keep(&mut self.buttons, label.unwrap_or_default());
            }
            "a" if self.buttons.len() < KEPT => {
                let says = |name: &str, word: &str| {
                    element.attr(name).is_some_and(|value| value.contains(word))
                };
                if says("role", "button")
                    || says("class", "btn")
                    || says("class", "button")
                {
                    keep(&mut self.buttons, &text(node, 200));
                }
            }
            "form" => {
                keep(&mut self.addresses, element.attr("action").unwrap_or_default());
            }
            "iframe" => {
                keep(&mut self.addresses, element.attr("src").unwrap_or_default());
            }
            "app-root" => self.mount |= is_empty(node),
            _ => {}
        }
        self.named(node, element);
    }

    /// Looks for what tests for visitors are known by.
    fn look(&mut self, value: &str) {
        if value.is_empty() || (self.challenge && self.sensor) {
            return;
        }
        let lower = value[..value.floor_char_boundary(ADDRESS)].to_ascii_lowercase();
        self.challenge |= super::has_any(&lower, CHALLENGES);
        self.sensor |= super::has_any(&lower, SENSORS);
    }

    fn named(&mut self, node: NodeRef<'_>, element: &Element<'_>) {
        if let Some(id) = element.attr("id") {
            if MOUNTS.contains(&id) {
                self.mount |= is_empty(node);
            }
            self.look_short(id);
        }
        if let Some(class) = element.attr("class")
            && class.contains("cap")
        {
            self.look_short(class);
        }
    }

    fn look_short(&mut self, name: &str) {
        let is_sign = name.starts_with(['c', 'p', 'h', 'g', 'd', 's', 'i']);
        if is_sign && name.len() < 100 {
            self.look(name);
        }
    }
}

/// Whether the scripts of a page without an article put its visitors to a test. The tree
/// holds no programs, so this looks at the markup.
pub(super) fn is_challenge(html: &str) -> bool {
    html.len() < PAGE && super::has_any(&html.to_ascii_lowercase(), CHALLENGES)
}

/// Adds a line in lower case, if there is room.
fn keep(lines: &mut String, line: &str) {
    let line = line.trim();
    if !line.is_empty() && lines.len() < KEPT {
        lines.push_str(&line[..line.floor_char_boundary(300)].to_lowercase());
        lines.push('\n');
    }
}

/// The text in an element, up to a number of bytes.
fn text(node: NodeRef<'_>, most: usize) -> String {
    let mut found = String::new();
    for inside in node.descendants().take(INSIDE) {
        if let Node::Text(text) = inside.value() {
            found.push_str(text);
        }
        if found.len() >= most {
            break;
        }
    }
    found
}

/// Whether there are no words in an element but those of scripts and loading signs.
fn is_empty(node: NodeRef<'_>) -> bool {
    let (mut bytes, mut skipped) = (0, None);
    for edge in node.traverse().take(2 * INSIDE) {
        match edge {
            Edge::Open(inside) if skipped.is_none() => match inside.value() {
                Node::Text(text) => bytes += text.trim().len(),
                Node::Element(element)
                    if matches!(
                        element.name(),
                        "script" | "style" | "noscript" | "svg"
                    ) =>
                {
                    skipped = Some(inside.id());
                }
                _ => {}
            },
            Edge::Close(inside) if skipped == Some(inside.id()) => skipped = None,
            _ => {}
        }
    }
    bytes < 60
}

/// The words in `<noscript>`, without markup: pixels and frames have none.
pub(super) fn words(noscript: &str) -> String {
    let head = &noscript[..noscript.floor_char_boundary(20_000)];
    let tree = tree::parse(head).tree;
    let texts = tree.root().descendants().filter_map(|node| node.value().as_text());
    texts.collect::<Vec<_>>().join(" ").to_lowercase()
}
