//! The bytes of a page out of the answer that brought them.

use crate::fetch::{Exchange, Want};

/// What an answer unpacks to, if it is whole.
pub(super) fn bytes(answer: &Exchange, want: Want, url: &str) -> Option<Vec<u8>> {
    let _ = (want, url);
    let head = String::from_utf8_lossy(&answer.head).to_lowercase();
    let is_packed = head.lines().any(|line| line.starts_with("content-encoding:"));
    (!is_packed && !answer.is_cut).then(|| answer.body.clone())
}
