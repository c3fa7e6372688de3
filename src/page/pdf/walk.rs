//! From a PDF's content streams to pieces of text with their places.
//!
//! Forms are entered to a small depth. All that is unpacked and read counts against one
//! budget, so that neither a stream that unpacks to gigabytes nor forms that call one
//! another cost more than it.

use std::collections::BTreeMap;
use std::io::Read;
use std::rc::Rc;

use flate2::read::ZlibDecoder;
use lopdf::{Dictionary, Document, Error, Object, ObjectId, Stream};

use super::font::Font;
use super::scene;
use super::scene::{
    ABOVE, IDENTITY, Matrix, Operand, SAVED, Scene, State, times, turned,
};
use super::token::{Token, Tokens};

/// Bytes of content, unpacked, that are read of one file.
const BUDGET: usize = 64 << 20;
/// What entering a form costs over its bytes.
const ENTRY: usize = 1024;
/// What calling a form or a picture costs, found or not.
const CALL: usize = 64;
/// Bytes that a font's map may unpack to.
const MAP: usize = 4 << 20;
/// How deep forms may nest.
const DEPTH: usize = 8;
/// Operands kept for an operator.
const OPERANDS: usize = 1 << 14;
/// Fonts that are read of one file.
const FONTS: usize = 2000;
/// The slope past which a text stands askew, as stamps and marks in the margin do.
const ASKEW: f64 = 0.1;

/// A string as it is set.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Piece {
    pub(super) text: String,
    /// Where it starts and ends, in points from the left.
    pub(super) left: f64,
    pub(super) right: f64,
    /// Its base line, in points from the bottom.
    pub(super) base: f64,
    /// The size of its letters, in points.
    pub(super) size: f64,
}

/// What came of the pages of a file.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The pieces of each page, in the order they are set in.
    pub(super) pages: Vec<Vec<Piece>>,
    /// Pictures that are shown.
    pub(super) pictures: usize,
    /// Characters, those that no text could be told for, and those set out of sight.
    pub(super) letters: usize,
    pub(super) unknown: usize,
    pub(super) unseen: usize,
    /// Whether something was left out to bound the work.
    pub(super) is_cut: bool,
    /// Whether something is damaged or missing.
    pub(super) is_torn: bool,
}

/// Reads up to `most` pages.
pub(super) fn pages(document: &Document, most: usize) -> Found {
    let mut walk = Walk {
        document,
        fonts: BTreeMap::new(),
        found: Found::default(),
        budget: BUDGET,
        operands: Vec::new(),
    };
    for page in document.page_iter().take(most + 1) {
        if walk.found.pages.len() == most || walk.budget == 0 {
            walk.found.is_cut = true;
            break;
        }
        walk.page(page);
    }
    walk.found
}

struct Walk<'d> {
    document: &'d Document,
    /// By the address of their dictionaries, which stay where they are.
    fonts: BTreeMap<*const Dictionary, Rc<Font>>,
    found: Found,
    budget: usize,
    operands: Vec<Operand>,
}

impl<'d> Walk<'d> {
    fn page(&mut self, page: ObjectId) {
        self.found.pages.push(Vec::new());
        let resources = resources(self.document, page);
        let bytes = self.content(page);
        let space = turned(self.document, page);
        self.scene(&bytes, resources, space, 0);
    }

    /// The content of a page: its streams in a row.
    fn content(&mut self, page: ObjectId) -> Vec<u8> {
        let document = self.document;
        let mut content = Vec::new();
        for id in document.get_page_contents(page) {
            let Ok(stream) = document.get_object(id).and_then(Object::as_stream) else {
                self.found.is_torn = true;
                continue;
            };
            content
                .extend(self.unpacked(stream, self.budget.saturating_sub(content.len())));
            content.push(b'\n');
        }
        content
    }

    /// A stream, unpacked to at most `room` bytes. The crate gives what it could unpack
    /// of a torn one as if that were all, so the usual packing is undone here.
    fn unpacked(&mut self, stream: &Stream, room: usize) -> Vec<u8> {
        let is_flate = stream.filters().is_ok_and(|filters| filters == [b"FlateDecode"]);
        if is_flate && !stream.dict.has(b"DecodeParms") {
            let mut bytes = Vec::new();
            let most = u64::try_from(room).unwrap_or(u64::MAX);
            let unpacked = ZlibDecoder::new(&stream.content[..]);
            let read = unpacked.take(most.saturating_add(1)).read_to_end(&mut bytes);
            if !bytes.is_empty() && bytes.len() <= room {
                self.found.is_torn |= read.is_err();
                return bytes;
            }
        }
        match stream.get_plain_content_with_limit(room) {
            Ok(bytes) => {
                self.found.is_torn |= bytes.is_empty() && !stream.content.is_empty();
                bytes
            }
            Err(Error::Decompress(_)) => {
                self.found.is_cut = true;
                Vec::new()
            }
            Err(_) => {
                self.found.is_torn = true;
                Vec::new()
            }
        }
    }

    /// Reads a content stream.
    fn scene(
        &mut self,
        bytes: &[u8],
        resources: Vec<&'d Dictionary>,
        space: Matrix,
        depth: usize,
    ) {
        let cost = bytes.len() + ENTRY;
        if self.budget < cost {
            self.found.is_cut = true;
            self.budget = 0;
            return;
        }
        self.budget -= cost;
        let state = State {
            space,
            font: None,
            size: 1.0,
            letter_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            is_unseen: false,
        };
        let mut scene = Scene {
            resources,
            depth,
            state,
            saved: Vec::new(),
            text: IDENTITY,
            line: IDENTITY,
            marked: Vec::new(),
        };
        let mut tokens = Tokens::new(bytes);
        self.operands.clear();
        while let Some(token) = tokens.next() {
            match token {
                Token::Number(number) => self.hold(Operand::Number(number)),
                Token::Text(text) => self.hold(Operand::Text(text)),
                Token::Name(name) => self.hold(Operand::Name(name)),
                Token::Mark => {}
                Token::Word(b"ID") => {
                    tokens.skip_image();
                    self.found.pictures += 1;
                    self.operands.clear();
                }
                Token::Word(operator) => {
                    let operands = std::mem::take(&mut self.operands);
                    self.operator(operator, &operands, &mut scene);
                    self.operands = operands;
                    self.operands.clear();
                }
            }
        }
    }

    fn hold(&mut self, operand: Operand) {
        if self.operands.len() < OPERANDS {
            self.operands.push(operand);
        }
    }

    fn operator(&mut self, name: &[u8], operands: &[Operand], scene: &mut Scene<'d>) {
        match name {
            b"Tj" | b"TJ" => self.show(operands, scene),
            b"'" => {
                scene.next_line(0.0, -scene.state.leading);
                self.show(operands, scene);
            }
            b"\"" => {
                let [Operand::Number(word), Operand::Number(letter), text] = operands
                else {
                    return;
                };
                (scene.state.word_space, scene.state.letter_space) = (*word, *letter);
                scene.next_line(0.0, -scene.state.leading);
                self.show(std::slice::from_ref(text), scene);
            }
            b"Tf" => {
                let [.., Operand::Name(name), Operand::Number(size)] = operands else {
                    return;
                };
                scene.state.size = *size;
                scene.state.font = self.font(name, scene);
            }
            b"Do" => {
                if let [.., Operand::Name(name)] = operands {
                    self.object(name, scene);
                }
            }
            b"BMC" | b"BDC" if scene.marked.len() < SAVED => {
                let name = operands.first();
                let is_artifact =
                    matches!(name, Some(Operand::Name(name)) if name == b"Artifact");
                scene.marked.push(is_artifact);
            }
            b"EMC" => {
                scene.marked.pop();
            }
            _ => scene.set(name, operands),
        }
    }

    /// The font of a name, read once.
    fn font(&mut self, name: &[u8], scene: &Scene<'d>) -> Option<Rc<Font>> {
        let document = self.document;
        let font = lookup(document, &scene.resources, b"Font", name)?.as_dict().ok()?;
        if let Some(known) = self.fonts.get(&std::ptr::from_ref(font)) {
            return Some(Rc::clone(known));
        }
        if self.fonts.len() >= FONTS || self.budget < ENTRY {
            self.found.is_cut = true;
            return None;
        }
        self.budget -= ENTRY;
        let read = Rc::new(Font::new(font, document, MAP.min(self.budget)));
        self.fonts.insert(std::ptr::from_ref(font), Rc::clone(&read));
        Some(read)
    }

    /// Enters a form, or counts a picture.
    fn object(&mut self, name: &[u8], scene: &Scene<'d>) {
        if self.budget < CALL {
            self.found.is_cut = true;
            return;
        }
        self.budget -= CALL;
        let document = self.document;
        let found = lookup(document, &scene.resources, b"XObject", name);
        let Some(stream) = found.and_then(|object| object.as_stream().ok()) else {
            return;
        };
        match stream.dict.get_deref(b"Subtype", document).and_then(Object::as_name) {
            Ok(b"Image") => self.found.pictures += 1,
            Ok(b"Form") if scene.depth < DEPTH => self.form(stream, scene),
            Ok(b"Form") => self.found.is_cut = true,
            _ => {}
        }
    }

    fn form(&mut self, stream: &'d Stream, scene: &Scene<'d>) {
        if scene.is_artifact() {
            return;
        }
        let bytes = self.unpacked(stream, self.budget);
        let document = self.document;
        let own = stream.dict.get_deref(b"Resources", document).and_then(Object::as_dict);
        let mut resources: Vec<&Dictionary> = own.into_iter().collect();
        // Some forms lean on what their page has.
        resources.extend(scene.resources.last().filter(|_| resources.is_empty()));
        let matrix =
            stream.dict.get_deref(b"Matrix", document).and_then(Object::as_array);
        let matrix = matrix.ok().and_then(|matrix| scene::matrix(matrix));
        let space = times(matrix.unwrap_or(IDENTITY), scene.state.space);
        self.scene(&bytes, resources, space, scene.depth + 1);
    }

    /// Shows strings, with the moves between them.
    fn show(&mut self, operands: &[Operand], scene: &mut Scene<'d>) {
        for operand in operands {
            match operand {
                Operand::Number(back) => {
                    let state = &scene.state;
                    scene.shift(-back / 1000.0 * state.size * state.stretch);
                }
                Operand::Text(text) => self.string(text, scene),
                Operand::Name(_) => {}
            }
        }
    }

    fn string(&mut self, bytes: &[u8], scene: &mut Scene<'d>) {
        let Some(font) = scene.state.font.clone() else { return };
        let state = &scene.state;
        let mut text = String::new();
        let mut width = 0.0;
        for (code, length) in font.codes(bytes) {
            self.found.letters += 1;
            if !font.push(code, &mut text) {
                self.found.unknown += 1;
                text.push(char::REPLACEMENT_CHARACTER);
            }
            width += font.width(code) * state.size + state.letter_space;
            if length == 1 && code == 32 {
                width += state.word_space;
            }
        }
        if state.is_unseen {
            self.found.unseen += bytes.len();
        }
        let start = scene.place();
        scene.shift(width * scene.state.stretch);
        let end = scene.place();
        let size = (start[2].powi(2) + start[3].powi(2)).sqrt() * scene.state.size.abs();
        let is_askew = start[1].abs() > ASKEW * start[0].abs() || start[0] <= 0.0;
        let is_placed =
            [start[4], end[4], start[5], size].iter().all(|at| at.is_finite());
        if scene.is_artifact() || is_askew || !is_placed || text.is_empty() {
            return;
        }
        if let Some(page) = self.found.pages.last_mut() {
            let (left, right, base) = (start[4], end[4], start[5]);
            page.push(Piece { text, left, right, base, size });
        }
    }
}

/// An object of a kind by its name.
fn lookup<'d>(
    document: &'d Document,
    resources: &[&'d Dictionary],
    kind: &[u8],
    name: &[u8],
) -> Option<&'d Object> {
    resources.iter().find_map(|resources| {
        let names = resources.get_deref(kind, document).ok()?.as_dict().ok()?;
        Some(document.dereference(names.get(name).ok()?).ok()?.1)
    })
}

/// The resources of a page: its own, then those of the nodes above it.
fn resources(document: &Document, page: ObjectId) -> Vec<&Dictionary> {
    let mut found = Vec::new();
    let mut node = document.get_dictionary(page).ok();
    for _ in 0..ABOVE {
        let Some(here) = node else { break };
        found.extend(here.get_deref(b"Resources", document).and_then(Object::as_dict));
        node = here.get_deref(b"Parent", document).and_then(Object::as_dict).ok();
    }
    found
}
