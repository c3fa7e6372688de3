//! What stands between html5ever's tokenizer and its tree builder.

use std::cell::Cell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::{Tracer, TreeBuilder, TreeBuilderOpts, TreeSink};

use super::node::{NodeId, Tree};
use super::sink::Sink;

/// Most elements open at once, counting formatting elements that await reopening: where
/// browsers stop. The deepest of 1,195 real pages measured 52.
pub(super) const OPEN: usize = 512;
/// Tags between two looks at the tree builder's stack, which cost its depth.
pub(super) const LOOK: u32 = 32;
/// Nodes that any page may have…
const NODES: usize = 60_000;
/// …and bytes that must come with each further one. Of 86 real pages the largest has 3,438
/// nodes, the densest one in 31 bytes. A node costs, with all that is made of it, about
/// a hundred bytes.
const BYTES_PER_NODE: usize = 32;
/// Steps of the tree builder that any page may cost…
const STEPS: usize = 10_000_000;
/// …and how many each byte adds. No real page cost as much as one.
const STEPS_PER_BYTE: usize = 32;
/// Bytes that the attributes of any page may take, beside those it has itself.
const ROOM: usize = 1 << 20;

/// What a page may come to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Budget {
    pub(super) nodes: usize,
    /// Steps of the tree builder.
    pub(super) steps: usize,
    /// Bytes of attributes.
    pub(super) room: usize,
}

impl Budget {
    /// For a page of so many bytes.
    pub(super) fn of(bytes: usize) -> Self {
        Self {
            nodes: NODES + bytes / BYTES_PER_NODE,
            steps: STEPS + bytes * STEPS_PER_BYTE,
            room: ROOM + bytes,
        }
    }
}

/// Lets through to the tree builder what is within the budget of a page.
///
/// Past [`OPEN`] open elements it drops tags and keeps text. Once nodes or steps are
/// spent it drops all tags, and puts the text at the end of the document itself.
pub(super) struct Guard {
    builder: TreeBuilder<NodeId, Sink>,
    budget: Budget,
    /// Tokens seen, to tell a tokenizer that is busy from one that gathers attributes.
    pub(super) tokens: Cell<usize>,
    until_look: Cell<u32>,
    /// Open elements at the last look.
    open: Cell<usize>,
    /// Start tags left out whose end tags must be left out as well.
    dropped: Cell<usize>,
    /// Whether the text at hand is a program or a style sheet, which nobody reads.
    mute: Cell<bool>,
    /// Whether the budget is spent.
    spent: Cell<bool>,
    truncated: Cell<bool>,
}

/// What a page came to.
#[cfg(test)]
pub(super) struct Cost {
    pub(super) nodes: usize,
    pub(super) steps: usize,
    /// Bytes of text and attribute values.
    pub(super) strings: usize,
}

impl Guard {
    pub(super) fn new(budget: Budget) -> Self {
        let sink = Sink::new(budget.room);
        Self {
            builder: TreeBuilder::new(sink, TreeBuilderOpts::default()),
            budget,
            tokens: Cell::new(0),
            until_look: Cell::new(LOOK),
            open: Cell::new(0),
            dropped: Cell::new(0),
            mute: Cell::new(false),
            spent: Cell::new(false),
            truncated: Cell::new(false),
        }
    }

    /// The tree, and whether markup was left out.
    pub(super) fn finish(self) -> (Tree, bool) {
        let sink = self.builder.sink;
        let truncated = self.truncated.get() || sink.truncated.get();
        (sink.finish(), truncated)
    }

    /// Notes that markup was left out.
    pub(super) fn truncate(&self) {
        self.truncated.set(true);
    }

    #[cfg(test)]
    pub(super) fn cost(&self) -> Cost {
        let sink = &self.builder.sink;
        let tree = sink.tree.borrow();
        let (nodes, strings) = (tree.n_nodes(), tree.n_bytes());
        Cost { nodes, steps: sink.steps.get(), strings }
    }

    /// Whether nothing may be built any more.
    fn is_spent(&self) -> bool {
        let sink = &self.builder.sink;
        if !self.spent.get()
            && (sink.steps.get() > self.budget.steps
                || sink.tree.borrow().n_nodes() > self.budget.nodes)
        {
            self.spent.set(true);
            self.truncate();
        }
        self.spent.get()
    }

    /// Counts the open elements every [`LOOK`] tags.
    fn look(&self) {
        self.until_look.set(self.until_look.get() - 1);
        if self.until_look.get() > 0 {
            return;
        }
        self.until_look.set(LOOK);
        let count = Count(Cell::new(0));
        self.builder.trace_handles(&count);
        self.open.set(count.0.get());
        self.builder.sink.step(count.0.get());
    }

    fn tag(&self, tag: Tag, line: u64) -> TokenSinkResult<NodeId> {
        self.look();
        match tag.kind {
            TagKind::StartTag if self.open.get() > OPEN && !is_void(&tag.name) => {
                self.drop_start(&tag, line)
            }
            TagKind::StartTag => {
                self.mute.set(is_unread(&tag));
                self.builder.process_token(Token::TagToken(tag), line)
            }
            TagKind::EndTag => {
                self.mute.set(false);
                if self.drops_end(&tag.name) {
                    return TokenSinkResult::Continue;
                }
                self.builder.process_token(Token::TagToken(tag), line)
            }
        }
    }

    /// Leaves a start tag out; a space keeps the words around it apart.
    fn drop_start(&self, tag: &Tag, line: u64) -> TokenSinkResult<NodeId> {
        self.truncate();
        if !tag.self_closing && !may_stay_open(&tag.name) {
            self.dropped.set(self.dropped.get() + 1);
        }
        if let Some(kind) = raw_kind(&tag.name) {
            self.mute.set(true);
            return TokenSinkResult::RawData(kind);
        }
        let space = Token::CharacterTokens(StrTendril::from_slice(" "));
        self.builder.process_token(space, line)
    }

    /// Whether an end tag belongs to a start tag that was left out.
    fn drops_end(&self, name: &str) -> bool {
        let dropped = self.dropped.get();
        if dropped == 0 {
            return false;
        }
        if !may_stay_open(name) {
            self.dropped.set(dropped - 1);
        }
        true
    }

    /// Takes the text out of what comes after the budget is spent.
    fn skim(&self, token: &Token) -> TokenSinkResult<NodeId> {
        match token {
            Token::TagToken(tag) => {
                let raw = raw_kind(&tag.name).filter(|_| tag.kind == TagKind::StartTag);
                self.mute.set(raw.is_some());
                self.builder.sink.append_at_end(" ");
                raw.map_or(TokenSinkResult::Continue, TokenSinkResult::RawData)
            }
            Token::CharacterTokens(text) if !self.mute.get() => {
                self.builder.sink.append_at_end(text);
                TokenSinkResult::Continue
            }
            _ => TokenSinkResult::Continue,
        }
    }
}

impl TokenSink for Guard {
    type Handle = NodeId;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<NodeId> {
        self.tokens.set(self.tokens.get() + 1);
        if self.is_spent() {
            return self.skim(&token);
        }
        match token {
            Token::TagToken(tag) => self.tag(tag, line),
            Token::CharacterTokens(_) if self.mute.get() => TokenSinkResult::Continue,
            Token::ParseError(_) | Token::NullCharacterToken | Token::CommentToken(_) => {
                TokenSinkResult::Continue
            }
            other => self.builder.process_token(other, line),
        }
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// Counts what the tree builder holds.
struct Count(Cell<usize>);

impl Tracer for Count {
    type Handle = NodeId;

    fn trace_handle(&self, _: &NodeId) {
        self.0.set(self.0.get() + 1);
    }
}

/// Whether an element's text is for programs only. JSON-LD is read elsewhere.
fn is_unread(tag: &Tag) -> bool {
    match &*tag.name {
        "style" => true,
        "script" => !tag.attrs.iter().any(|attribute| {
            &*attribute.name.local == "type" && attribute.value.contains("json")
        }),
        _ => false,
    }
}

fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Whether the end tag may be left out.
fn may_stay_open(name: &str) -> bool {
    matches!(
        name,
        "p" | "li"
            | "dd"
            | "dt"
            | "td"
            | "th"
            | "tr"
            | "tbody"
            | "thead"
            | "tfoot"
            | "option"
            | "optgroup"
            | "colgroup"
            | "caption"
            | "rp"
            | "rt"
            | "html"
            | "head"
            | "body"
    )
}

/// How the tokenizer must read on after a start tag that the tree builder never sees.
fn raw_kind(name: &str) -> Option<RawKind> {
    match name {
        "script" => Some(RawKind::ScriptData),
        "style" | "iframe" | "noembed" | "noframes" | "noscript" | "xmp" => {
            Some(RawKind::Rawtext)
        }
        "title" | "textarea" => Some(RawKind::Rcdata),
        _ => None,
    }
}
