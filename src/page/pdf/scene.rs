//! What is in force while a content stream is read: the place of the next letter, its
//! size and spacing, and what is saved for later.

use std::rc::Rc;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::font::Font;

/// States and marks that may be saved.
pub(super) const SAVED: usize = 512;
/// Nodes of the tree of pages that are looked through for what a page inherits.
pub(super) const ABOVE: usize = 32;

/// A row of a matrix times another: the PDF order, in which the first is applied first.
pub(super) type Matrix = [f64; 6];

pub(super) const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

pub(super) fn times(a: Matrix, b: Matrix) -> Matrix {
    [
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    ]
}

pub(super) fn matrix(array: &[Object]) -> Option<Matrix> {
    let mut matrix = [0.0; 6];
    for (slot, object) in matrix.iter_mut().zip(array) {
        let number = f64::from(object.as_float().ok()?);
        *slot = number.is_finite().then(|| number.clamp(-1e9, 1e9))?;
    }
    (array.len() == 6).then_some(matrix)
}

/// The space of a page that is shown turned.
pub(super) fn turned(document: &Document, page: ObjectId) -> Matrix {
    let mut node = document.get_dictionary(page).ok();
    for _ in 0..ABOVE {
        let Some(here) = node else { break };
        if let Ok(turn) = here.get_deref(b"Rotate", document).and_then(Object::as_i64) {
            return match turn.rem_euclid(360) {
                90 => [0.0, -1.0, 1.0, 0.0, 0.0, 0.0],
                180 => [-1.0, 0.0, 0.0, -1.0, 0.0, 0.0],
                270 => [0.0, 1.0, -1.0, 0.0, 0.0, 0.0],
                _ => IDENTITY,
            };
        }
        node = here.get_deref(b"Parent", document).and_then(Object::as_dict).ok();
    }
    IDENTITY
}

pub(super) enum Operand {
    Number(f64),
    Text(Vec<u8>),
    Name(Vec<u8>),
}

/// What `q` saves.
#[derive(Clone)]
pub(super) struct State {
    pub(super) space: Matrix,
    pub(super) font: Option<Rc<Font>>,
    pub(super) size: f64,
    pub(super) letter_space: f64,
    pub(super) word_space: f64,
    pub(super) stretch: f64,
    pub(super) leading: f64,
    pub(super) rise: f64,
    pub(super) is_unseen: bool,
}

/// One content stream being read.
pub(super) struct Scene<'d> {
    pub(super) resources: Vec<&'d Dictionary>,
    pub(super) depth: usize,
    pub(super) state: State,
    pub(super) saved: Vec<State>,
    pub(super) text: Matrix,
    pub(super) line: Matrix,
    /// For each piece of marked content that is open, whether it is no part of the text.
    pub(super) marked: Vec<bool>,
}

impl Scene<'_> {
    pub(super) fn is_artifact(&self) -> bool {
        self.marked.contains(&true)
    }

    /// Where the next letter is set.
    pub(super) fn place(&self) -> Matrix {
        let rise = [1.0, 0.0, 0.0, 1.0, 0.0, self.state.rise];
        times(times(rise, self.text), self.state.space)
    }

    pub(super) fn shift(&mut self, by: f64) {
        self.text = times([1.0, 0.0, 0.0, 1.0, by, 0.0], self.text);
    }

    pub(super) fn next_line(&mut self, right: f64, up: f64) {
        self.line = times([1.0, 0.0, 0.0, 1.0, right, up], self.line);
        self.text = self.line;
    }

    /// Operators that only set something.
    pub(super) fn set(&mut self, name: &[u8], operands: &[Operand]) {
        let mut numbers = [0.0; 6];
        let mut count = 0;
        for (slot, operand) in numbers.iter_mut().zip(operands) {
            let Operand::Number(number) = operand else { break };
            *slot = *number;
            count += 1;
        }
        match (name, count) {
            (b"q", _) if self.saved.len() < SAVED => self.saved.push(self.state.clone()),
            (b"Q", _) => self.state = self.saved.pop().unwrap_or(self.state.clone()),
            (b"cm", 6) => self.state.space = times(numbers, self.state.space),
            (b"BT", _) => (self.text, self.line) = (IDENTITY, IDENTITY),
            (b"Tm", 6) => (self.text, self.line) = (numbers, numbers),
            (b"Td", 2) => self.next_line(numbers[0], numbers[1]),
            (b"TD", 2) => {
                self.state.leading = -numbers[1];
                self.next_line(numbers[0], numbers[1]);
            }
            (b"T*", _) => self.next_line(0.0, -self.state.leading),
            (b"Tc", 1) => self.state.letter_space = numbers[0],
            (b"Tw", 1) => self.state.word_space = numbers[0],
            (b"Tz", 1) => self.state.stretch = numbers[0] / 100.0,
            (b"TL", 1) => self.state.leading = numbers[0],
            (b"Ts", 1) => self.state.rise = numbers[0],
            (b"Tr", 1) => self.state.is_unseen = (numbers[0] - 3.0).abs() < 0.5,
            _ => {}
        }
    }
}
