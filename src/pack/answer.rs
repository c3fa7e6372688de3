//! The bytes of a page out of the answer that brought them.

use crate::fetch::answer;
use crate::fetch::folder::LARGEST;
use crate::fetch::{Exchange, Want};

/// What an answer from `url` unpacks to, if it gives what was wanted.
pub(super) fn bytes(answer: &Exchange, want: Want, url: &str) -> Option<Vec<u8>> {
    // What is taken for a page hangs on its address too, and a replay knows this one.
    if answer.url != url {
        return None;
    }
    answer::body_of(answer, want, LARGEST).ok().map(|body| body.bytes)
}
