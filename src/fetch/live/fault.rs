//! What went wrong with a request, told by its kind.

use std::error::Error;
use std::io;

use url::Url;

use crate::fetch::FetchProblem;
use crate::fetch::answer::short;
use crate::fetch::guard::Refusal;

/// Why a request failed.
pub(super) fn problem(error: &reqwest::Error) -> FetchProblem {
    if let Some(refusal) = find::<Refusal>(error) {
        return FetchProblem::Refused(refusal.0.clone());
    }
    if error.is_timeout() {
        return FetchProblem::Timeout;
    }
    let host = error.url().and_then(Url::host_str).unwrap_or("the server");
    let how = format!("{host}: {}", cause(error));
    if find::<rustls::Error>(error).is_some() {
        FetchProblem::Tls(how)
    } else if is_unsound(error) {
        FetchProblem::Malformed(how)
    } else {
        FetchProblem::Broken(how)
    }
}

/// Why a body that had begun did not come to its end.
pub(super) fn broken_off(error: &reqwest::Error, length: usize) -> FetchProblem {
    let how = |how| format!("the page broke off after {length} bytes, {how}");
    match problem(error) {
        FetchProblem::Broken(why) => FetchProblem::Broken(how(why)),
        FetchProblem::Malformed(why) => FetchProblem::Malformed(how(why)),
        problem => problem,
    }
}

/// Whether the server broke the rules of HTTP.
fn is_unsound(error: &reqwest::Error) -> bool {
    let is_bad =
        |kind| matches!(kind, io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData);
    let at = find::<hyper::Error>(error);
    // What is wrong with the lengths of chunks comes as an error of input.
    at.is_some_and(hyper::Error::is_parse)
        || (at.is_some() && find::<io::Error>(error).is_some_and(|at| is_bad(at.kind())))
}

/// What lies at the bottom of an error; those above it say only what was being done.
pub(super) fn cause(error: &reqwest::Error) -> String {
    short(&chain(error).last().map(ToString::to_string).unwrap_or_default())
}

fn find<E: Error + 'static>(error: &reqwest::Error) -> Option<&E> {
    chain(error).find_map(|error| error.downcast_ref())
}

/// An error and those that it comes of. An [`io::Error`] does not show the one that it
/// wraps as its source.
fn chain(error: &reqwest::Error) -> impl Iterator<Item = &(dyn Error + 'static)> {
    std::iter::successors(Some(error as &(dyn Error + 'static)), |&error| {
        let wrapped = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        wrapped.map(|error| error as &(dyn Error + 'static)).or_else(|| error.source())
    })
}

/// An address as a problem shows it: without credentials, and not at any length.
pub(super) fn shown(url: &Url) -> String {
    if url.username().is_empty() && url.password().is_none() {
        return short(url.as_str());
    }
    format!("an address at {}", short(url.host_str().unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_shown_without_credentials_and_not_at_length() {
        let long = format!("https://a.example/{}", "é".repeat(300));
        let shown = |text: &str| shown(&Url::parse(text).unwrap());
        assert_eq!(shown("https://ann:secret@a.example/x"), "an address at a.example");
        assert_eq!(shown("https://a.example/x"), "https://a.example/x");
        assert_eq!(shown(&long).chars().count(), 201);
    }
}
