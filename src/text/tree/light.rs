//! A page without what a tokenizer pays for and nobody reads.

use std::borrow::Cow;

/// Attributes read of one tag.
const ATTRIBUTES: usize = 256;
/// Bytes of a `data:` address in an attribute that are kept.
const DATA_VALUE: usize = 256;
/// Bytes of any other attribute value that are kept: scripts leave whole data sets in
/// attributes, and no address or label is that long.
const VALUE: usize = 16_384;
/// Bytes of a comment that are kept.
const COMMENT: usize = 4096;

/// Elements whose text is no markup.
const RAW: &[&str] =
    &["script", "style", "title", "textarea", "iframe", "xmp", "noembed", "noframes"];

/// Takes out what no reader needs and a tokenizer pays for: attributes past
/// [`ATTRIBUTES`], scripts and style sheets, embedded files (a page saved in one file has megabytes), and
/// the tail of long comments. Also tells whether a tag was overloaded.
pub(super) fn lighten(html: &str) -> (Cow<'_, str>, bool) {
    let mut scan = Scan::new(html);
    while let Some(found) = scan.rest().find('<') {
        scan.at += found + 1;
        if scan.rest().starts_with("!--") {
            scan.comment();
        } else if scan.byte().is_some_and(|b| b.is_ascii_alphabetic()) {
            scan.tag();
        } else if scan.is_drawing_end() {
            scan.drawings = scan.drawings.saturating_sub(1);
        }
    }
    if scan.out.is_empty() && scan.kept == 0 {
        return (Cow::Borrowed(html), false);
    }
    scan.out.push_str(&html[scan.kept..]);
    (Cow::Owned(scan.out), scan.overloaded)
}

/// A walk over the tags of a page. `at` and `kept` always stand beside ASCII.
struct Scan<'h> {
    html: &'h str,
    at: usize,
    /// Everything before is in `out`, or was left out.
    kept: usize,
    out: String,
    overloaded: bool,
    /// Open `<svg>` and `<math>`, in which a tag may close itself.
    drawings: usize,
}

impl<'h> Scan<'h> {
    fn new(html: &'h str) -> Self {
        Self { html, at: 0, kept: 0, out: String::new(), overloaded: false, drawings: 0 }
    }

    fn rest(&self) -> &'h str {
        &self.html[self.at..]
    }

    fn byte(&self) -> Option<u8> {
        self.html.as_bytes().get(self.at).copied()
    }

    /// Moves to the first byte that `stops` accepts, or to the end.
    fn skip_to(&mut self, stops: impl Fn(u8) -> bool) {
        let rest = &self.html.as_bytes()[self.at..];
        self.at += rest.iter().position(|&b| stops(b)).unwrap_or(rest.len());
    }

    fn leave_out(&mut self, start: usize, end: usize) {
        self.out.push_str(&self.html[self.kept..start]);
        self.kept = end;
    }

    /// Reads past a comment, which ends as browsers end it.
    fn comment(&mut self) {
        let body = self.at + 3;
        let rest = &self.html[body..];
        // `<!-->` and `<!--->` are comments of nothing.
        let length = if rest.starts_with('>') || rest.starts_with("->") {
            0
        } else {
            let mut ends = rest.match_indices('>').filter_map(|(at, _)| {
                let before = &rest[..at];
                let before = before.strip_suffix('!').unwrap_or(before);
                before.strip_suffix("--").map(str::len)
            });
            ends.next().unwrap_or(rest.len())
        };
        if length > COMMENT {
            self.leave_out(self.html.ceil_char_boundary(body + COMMENT), body + length);
        }
        self.at = body + length;
    }

    /// Whether the end tag of a drawing stands here.
    fn is_drawing_end(&self) -> bool {
        let rest = self.rest().as_bytes();
        [&b"/svg"[..], b"/math"].iter().any(|name| {
            rest.get(..name.len()).is_some_and(|head| head.eq_ignore_ascii_case(name))
                && !rest.get(name.len()).is_some_and(u8::is_ascii_alphanumeric)
        })
    }

    fn tag(&mut self) {
        let start = self.at;
        self.skip_to(|b| b.is_ascii_whitespace() || matches!(b, b'/' | b'>'));
        let name = &self.html[start..self.at];
        let mut over = None;
        for count in 0.. {
            self.skip_to(|b| !(b.is_ascii_whitespace() || b == b'/'));
            if self.byte().is_none_or(|b| b == b'>') {
                break;
            }
            if count == ATTRIBUTES {
                over = Some(self.at);
            }
            self.attribute(over.is_some());
        }
        if let Some(over) = over {
            self.overloaded = true;
            self.leave_out(over, self.at);
        }
        let closes_itself = self.html[start..self.at].ends_with('/');
        if ["svg", "math"].iter().any(|drawing| name.eq_ignore_ascii_case(drawing)) {
            self.drawings += usize::from(!closes_itself);
        }
        let is_closed = self.drawings > 0 && closes_itself;
        let raw = RAW.iter().find(|raw| !is_closed && name.eq_ignore_ascii_case(raw));
        if let Some(raw) = raw {
            let is_unread = matches!(*raw, "script" | "style");
            let is_data = self.html[start..self.at].contains("json");
            let body = self.at;
            self.skip_raw(raw);
            // A script that opens a comment may have its end tag in a text of its own.
            let is_plain = !is_data && !self.html[body..self.at].contains("<!--");
            if is_unread && is_plain && self.at > body + 1 {
                self.leave_out(body + 1, self.at);
            }
        }
    }

    /// Reads past one attribute.
    fn attribute(&mut self, left_out: bool) {
        // A name may begin with `=`, so the first byte is never its end.
        self.at = self.html.ceil_char_boundary(self.at + 1);
        self.skip_to(|b| b.is_ascii_whitespace() || matches!(b, b'/' | b'>' | b'='));
        let name_end = self.at;
        self.skip_to(|b| !b.is_ascii_whitespace());
        if self.byte() != Some(b'=') {
            self.at = name_end;
            return;
        }
        self.at += 1;
        self.skip_to(|b| !b.is_ascii_whitespace());
        let (start, quote) = match self.byte() {
            Some(quote @ (b'"' | b'\'')) => (self.at + 1, Some(quote)),
            _ => (self.at, None),
        };
        self.at = start;
        match quote {
            Some(quote) => self.skip_to(|b| b == quote),
            None => self.skip_to(|b| b.is_ascii_whitespace() || b == b'>'),
        }
        let value = &self.html[start..self.at];
        let is_file = value.len() > DATA_VALUE && value.starts_with("data:");
        if !left_out && (is_file || value.len() > VALUE) {
            self.leave_out(start, self.at);
        }
        if quote.is_some() && self.at < self.html.len() {
            self.at += 1;
        }
    }

    /// Reads up to the end tag of an element whose text is no markup.
    fn skip_raw(&mut self, name: &str) {
        while let Some(found) = self.rest().find("</") {
            self.at += found + 2;
            let end = self.rest().get(..name.len());
            if end.is_some_and(|end| end.eq_ignore_ascii_case(name)) {
                self.at -= 2;
                return;
            }
        }
        self.at = self.html.len();
    }
}
