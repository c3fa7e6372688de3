//! Which selectors a user may give.
//!
//! Those of CSS that matching can tell about an element in steps that can be added up
//! beforehand (`text::tree::select`): no `:has()`, which walks over all that is inside,
//! and no combinators inside `:not()`, `:is()` and `:where()`, which multiply. What
//! reads them is ours, since that of `scraper` tells no places.

use scraper::Selector;

use super::{LONGEST_SELECTOR, SelectionError};
use crate::text::tree::Query;

/// Most elements in a row: `main > div p` has three.
const ROW: usize = 20;
/// Most `:not(…)` and its like inside one another.
const DEPTH: usize = 4;

const PSEUDO: &str = "`:first-child`, `:last-child`, `:only-child`, `:nth-child(…)`, \
                      `:nth-last-child(…)`, the same with `of-type`, `:empty`, `:root`, `:not(…)`, \
                      `:is(…)` and `:where(…)`";

type Read<T = ()> = Result<T, SelectionError>;

/// Reads a selector.
pub(super) fn read(text: &str) -> Read<Query> {
    if text.is_empty() {
        return Err(SelectionError::Empty);
    }
    if text.len() > LONGEST_SELECTOR {
        return Err(SelectionError::TooLong(text.len()));
    }
    let mut scan = Scan { text, ..Scan::default() };
    scan.list()?;
    if scan.peek().is_some() {
        return Err(scan.unexpected());
    }
    let refused = |_| SelectionError::Refused(text.to_owned());
    Ok(Query {
        selector: Selector::parse(&scan.css).map_err(refused)?,
        parts: scan.parts,
        ancestors: scan.ancestors,
        siblings: scan.siblings,
    })
}

/// A walk over a selector.
#[derive(Default)]
struct Scan<'s> {
    text: &'s str,
    at: usize,
    /// What was read, as it is handed on.
    css: String,
    parts: u32,
    /// How many `:not(…)` and its like are open.
    depth: usize,
    ancestors: bool,
    siblings: bool,
}

impl Scan<'_> {
    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    /// Takes the next character.
    fn take(&mut self) {
        if let Some(c) = self.peek() {
            self.css.push(c);
            self.at += c.len_utf8();
        }
    }

    fn take_while(&mut self, is_wanted: impl Fn(char) -> bool) {
        while self.peek().is_some_and(&is_wanted) {
            self.take();
        }
    }

    /// Takes the next character if it is this one.
    fn eats(&mut self, wanted: char) -> bool {
        let is_next = self.peek() == Some(wanted);
        if is_next {
            self.take();
        }
        is_next
    }

    fn expect(&mut self, wanted: char) -> Read {
        if self.eats(wanted) {
            return Ok(());
        }
        Err(self.fault(self.at, format!("`{wanted}` is missing")))
    }

    /// Passes over white space; tells whether there was any.
    fn space(&mut self) -> bool {
        let rest = &self.text[self.at..];
        let after = rest.trim_start_matches([' ', '\t', '\n', '\r', '\u{c}']);
        self.at = self.text.len() - after.len();
        after.len() < rest.len()
    }

    fn fault(&self, at: usize, fault: impl Into<String>) -> SelectionError {
        SelectionError::At {
            character: self.text[..at].chars().count() + 1,
            fault: fault.into(),
        }
    }

    fn unexpected(&self) -> SelectionError {
        match self.peek() {
            Some(c) if !c.is_control() => {
                self.fault(self.at, format!("`{c}` is not expected here"))
            }
            Some(_) => self.fault(self.at, "a control character is not expected here"),
            None => self.fault(self.at, "it breaks off"),
        }
    }

    /// Selectors between commas.
    fn list(&mut self) -> Read {
        loop {
            self.row()?;
            if !self.eats(',') {
                return Ok(());
            }
        }
    }

    /// Elements with combinators between them.
    fn row(&mut self) -> Read {
        self.space();
        self.element()?;
        for _ in 1..ROW {
            let spaced = self.space();
            let at = self.at;
            match self.peek() {
                None | Some(',' | ')') => return Ok(()),
                Some('>') => self.ancestors = true,
                Some('+' | '~') => self.siblings = true,
                Some(_) if spaced => self.ancestors = true,
                Some(_) => return Err(self.unexpected()),
            }
            if self.depth > 0 {
                let fault =
                    "only single elements may stand inside `:not(…)` and its like";
                return Err(self.fault(at, fault));
            }
            if !(self.eats('>') || self.eats('+') || self.eats('~')) {
                self.css.push(' ');
            }
            self.space();
            self.element()?;
        }
        self.space();
        match self.peek() {
            None | Some(',' | ')') => Ok(()),
            Some(_) => {
                Err(self.fault(self.at, format!("more than {ROW} elements in a row")))
            }
        }
    }

    /// What is asked of one element.
    fn element(&mut self) -> Read {
        let start = self.at;
        match self.peek() {
            Some('*') => self.take(),
            Some(c) if is_name(c) => self.name()?,
            _ => {}
        }
        loop {
            self.parts += 1;
            match self.peek() {
                Some('#') => {
                    self.take();
                    self.name()?;
                }
                Some('.') => self.class()?,
                Some('[') => self.attribute()?,
                Some(':') => self.pseudo()?,
                _ => break,
            }
        }
        if self.at > start { Ok(()) } else { Err(self.unexpected()) }
    }

    /// `.name`, handed on as `[class~="name"]`: scraper keeps the classes of all elements
    /// it looks at in one table of fixed width, which a page could make very slow.
    fn class(&mut self) -> Read {
        self.at += 1;
        self.css.push_str("[class~=\"");
        self.name()?;
        self.css.push_str("\"]");
        Ok(())
    }

    /// A name, which may have escapes in it.
    fn name(&mut self) -> Read {
        let start = self.at;
        loop {
            match self.peek() {
                Some('\\') => {
                    self.take();
                    self.escape()?;
                }
                Some(c) if is_name(c) => self.take(),
                _ => break,
            }
        }
        let name = &self.text[start..self.at];
        if name.is_empty() {
            return Err(self.fault(start, "a name is missing"));
        }
        let first = name.strip_prefix('-').unwrap_or(name).chars().next();
        if first.is_none_or(|c| c.is_ascii_digit()) {
            let fault = "no name begins like this; for a class or id that does, give \
                         `[class~=\"…\"]` or `[id=\"…\"]`";
            return Err(self.fault(start, fault));
        }
        Ok(())
    }

    /// What follows a backslash.
    fn escape(&mut self) -> Read {
        match self.peek() {
            Some(c) if c.is_ascii_hexdigit() => {
                for _ in 0..6 {
                    if self.peek().is_some_and(|c| c.is_ascii_hexdigit()) {
                        self.take();
                    }
                }
                self.eats(' ');
                Ok(())
            }
            Some(c) if !c.is_control() => {
                self.take();
                Ok(())
            }
            _ => Err(self.unexpected()),
        }
    }

    /// `[name]`, `[name="value"]` and the like.
    fn attribute(&mut self) -> Read {
        self.take();
        self.space();
        self.name()?;
        self.space();
        if self.eats(']') {
            return Ok(());
        }
        if self.peek().is_some_and(|c| "~|^$*".contains(c)) {
            self.take();
        }
        self.expect('=')?;
        self.space();
        match self.peek() {
            Some(mark @ ('"' | '\'')) => self.string(mark)?,
            Some(c) if c.is_ascii_digit() => {
                let fault =
                    "a value that begins with a digit must stand in quotation marks";
                return Err(self.fault(self.at, fault));
            }
            _ => self.name()?,
        }
        if self.space() {
            self.css.push(' ');
        }
        if self.peek().is_some_and(|c| "iIsS".contains(c)) {
            self.take();
            self.space();
        }
        self.expect(']')
    }

    /// A text between quotation marks.
    fn string(&mut self, mark: char) -> Read {
        let start = self.at;
        self.take();
        loop {
            match self.peek() {
                Some(c) if c == mark => {
                    self.take();
                    return Ok(());
                }
                Some('\\') => {
                    self.take();
                    self.escape()?;
                }
                Some(c) if !c.is_control() => self.take(),
                _ => return Err(self.fault(start, "the quotation mark is never closed")),
            }
        }
    }

    /// `:first-child` and the like.
    fn pseudo(&mut self) -> Read {
        let start = self.at;
        self.take();
        let from = self.at;
        self.take_while(|c| c.is_ascii_alphabetic() || c == '-');
        let name = self.text[from..self.at].to_ascii_lowercase();
        match name.as_str() {
            "first-child" | "last-child" | "only-child" | "empty" | "root" => Ok(()),
            "first-of-type" | "last-of-type" | "only-of-type" => {
                self.siblings = true;
                Ok(())
            }
            "nth-child" | "nth-last-child" | "nth-of-type" | "nth-last-of-type" => {
                self.siblings = true;
                self.expect('(')?;
                self.take_while(|c| c.is_ascii_alphanumeric() || " +-".contains(c));
                self.expect(')')
            }
            "not" | "is" | "where" => self.function(start),
            _ => Err(self.fault(start, format!("after `:` may stand {PSEUDO}"))),
        }
    }

    /// The elements in `:not(…)` and its like.
    fn function(&mut self, start: usize) -> Read {
        self.expect('(')?;
        self.depth += 1;
        if self.depth > DEPTH {
            let fault = format!("more than {DEPTH} of these inside one another");
            return Err(self.fault(start, fault));
        }
        self.list()?;
        self.depth -= 1;
        self.expect(')')
    }
}

/// Whether a character may stand in a name. `\` begins an escape.
fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '\\') || !c.is_ascii()
}
