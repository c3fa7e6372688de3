//! Reading one answer of a server: where it redirects to, whether it is a page, its body.

use std::error::Error;

use reqwest::Response;
use reqwest::header::{CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, HeaderValue, LOCATION};
use url::Url;

use crate::fetch::guard::Refusal;
use crate::fetch::media;
use crate::fetch::{Body, FetchProblem};

/// How files begin that are no text, whatever they are sent as. The last two are what a
/// server leaves that packs a page twice and says so in two header fields.
const FILES: &[(&[u8], &str)] = &[
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"\x1f\x8b", "a gzip file"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file"),
];

/// Characters of a server's own words that a problem repeats.
const SHOWN: usize = 200;

/// What was read of a body.
#[derive(Debug)]
pub(super) struct Read {
    /// The bytes, unpacked.
    pub(super) bytes: Vec<u8>,
    /// Whether more was there than was wanted.
    pub(super) cut: bool,
}

/// Where an answer redirects to, if it does.
pub(super) fn redirect(
    here: &Url,
    response: &Response,
) -> Option<Result<Url, FetchProblem>> {
    if !matches!(response.status().as_u16(), 301 | 302 | 303 | 307 | 308) {
        return None;
    }
    let location = String::from_utf8_lossy(response.headers().get(LOCATION)?.as_bytes());
    let next = here.join(&location).map(|mut next| {
        next.set_fragment(None);
        next
    });
    Some(next.map_err(|error| {
        let (from, to) = (shown(here), short(&location));
        FetchProblem::Refused(format!("{from} redirects to {to:?}: {error}"))
    }))
}

/// The page that an answer brings, or why it brings none.
pub(super) async fn page(response: Response, largest: u64) -> Result<Body, FetchProblem> {
    match response.status().as_u16() {
        200 | 203 => {}
        status @ (404 | 410) => return Err(FetchProblem::Missing(status)),
        status => return Err(FetchProblem::Status(status)),
    }
    let (media_type, charset) = kind(response.headers());
    readable(media_type.as_deref(), response.headers())?;
    if response.content_length().is_some_and(|length| length > largest) {
        return Err(FetchProblem::TooLarge(largest));
    }
    let read = read(response, largest).await?;
    if read.cut {
        return Err(FetchProblem::TooLarge(largest));
    }
    match FILES.iter().find(|(start, _)| read.bytes.starts_with(start)) {
        Some(&(_, file)) => Err(FetchProblem::Unreadable(file.to_owned())),
        None => Ok(Body { bytes: read.bytes, media_type, charset }),
    }
}

/// Reads a body up to a size that counts it unpacked.
pub(super) async fn read(
    mut response: Response,
    largest: u64,
) -> Result<Read, FetchProblem> {
    let largest = usize::try_from(largest).unwrap_or(usize::MAX);
    let mut bytes = Vec::new();
    loop {
        let chunk = match response.chunk().await {
            Ok(Some(chunk)) => chunk,
            Ok(None) => return Ok(Read { bytes, cut: false }),
            Err(error) => return Err(broken_off(&error, bytes.len())),
        };
        let room = largest - bytes.len();
        if let Some(wanted) = chunk.get(..room).filter(|_| chunk.len() > room) {
            bytes.extend_from_slice(wanted);
            return Ok(Read { bytes, cut: true });
        }
        bytes.extend_from_slice(&chunk);
    }
}

fn broken_off(error: &reqwest::Error, length: usize) -> FetchProblem {
    match problem(error) {
        FetchProblem::Broken(how) => FetchProblem::Broken(format!(
            "the page broke off after {length} bytes, {how}"
        )),
        problem => problem,
    }
}

/// The media type and the charset label that a server gives.
fn kind(headers: &HeaderMap) -> (Option<String>, Option<String>) {
    let Some(value) = headers.get(CONTENT_TYPE) else { return (None, None) };
    media::kind(&String::from_utf8_lossy(value.as_bytes()))
}

/// Whether a body can be a page. One packing is undone by the HTTP client, which then
/// takes its header field away; what is left is one that it does not know, or several.
fn readable(media_type: Option<&str>, headers: &HeaderMap) -> Result<(), FetchProblem> {
    if let Some(kind) = media_type.filter(|kind| !media::is_readable(kind)) {
        return Err(FetchProblem::Unreadable(short(kind)));
    }
    let packed = headers.get(CONTENT_ENCODING).map(HeaderValue::as_bytes);
    match packed.filter(|packed| !packed.eq_ignore_ascii_case(b"identity")) {
        Some(packed) => {
            let packed = short(&String::from_utf8_lossy(packed));
            Err(FetchProblem::Unreadable(format!("a page packed as {packed:?}")))
        }
        None => Ok(()),
    }
}

/// Why a request failed.
pub(super) fn problem(error: &reqwest::Error) -> FetchProblem {
    if let Some(refusal) = chain(error).find_map(|error| error.downcast_ref::<Refusal>())
    {
        return FetchProblem::Refused(refusal.0.clone());
    }
    if error.is_timeout() {
        return FetchProblem::Timeout;
    }
    let host = error.url().and_then(Url::host_str).unwrap_or("the server");
    FetchProblem::Broken(format!("{host}: {}", cause(error)))
}

/// What lies at the bottom of an error; those above it say only what was being done.
pub(super) fn cause(error: &reqwest::Error) -> String {
    short(&chain(error).last().map(ToString::to_string).unwrap_or_default())
}

fn chain(error: &reqwest::Error) -> impl Iterator<Item = &(dyn Error + 'static)> {
    std::iter::successors(Some(error as &(dyn Error + 'static)), |&error| error.source())
}

/// An address as a problem shows it: without credentials, and not at any length.
pub(super) fn shown(url: &Url) -> String {
    if url.username().is_empty() && url.password().is_none() {
        return short(url.as_str());
    }
    format!("an address at {}", short(url.host_str().unwrap_or_default()))
}

fn short(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(value: &[u8], media_type: Option<&str>, charset: Option<&str>) {
        let value = HeaderValue::from_bytes(value).unwrap();
        let found = kind(&HeaderMap::from_iter([(CONTENT_TYPE, value)]));
        assert_eq!((found.0.as_deref(), found.1.as_deref()), (media_type, charset));
    }

    #[test]
    fn a_content_type_gives_its_media_type_and_charset() {
        check(b"text/html", Some("text/html"), None);
        check(b"text/html; charset=utf-8", Some("text/html"), Some("utf-8"));
        check(b"Text/HTML;Charset=\"ISO-8859-1\"", Some("Text/HTML"), Some("ISO-8859-1"));
        check(b"text/html; a=b; charset = latin1 ", Some("text/html"), Some("latin1"));
        check(b"text/html; charset=", Some("text/html"), None);
        check(b" ; charset='x'", None, Some("x"));
        check(b"", None, None);
        check(b"text/\xff;;=;charset", Some("text/\u{fffd}"), None);
    }

    #[test]
    fn an_address_is_shown_without_credentials_and_not_at_length() {
        let long = format!("https://a.example/{}", "é".repeat(300));
        let shown = |text: &str| shown(&Url::parse(text).unwrap());
        assert_eq!(shown("https://ann:secret@a.example/x"), "an address at a.example");
        assert_eq!(shown("https://a.example/x"), "https://a.example/x");
        assert_eq!(shown(&long).chars().count(), SHOWN + 1);
    }
}

#[cfg(test)]
mod properties {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_content_type_is_read(bytes: Vec<u8>) {
            if let Ok(value) = HeaderValue::from_bytes(&bytes) {
                let (media_type, charset) = kind(&HeaderMap::from_iter([(CONTENT_TYPE, value)]));
                prop_assert_ne!(media_type.as_deref(), Some(""));
                prop_assert_ne!(charset.as_deref(), Some(""));
            }
        }

        #[test]
        fn any_text_is_shown_within_bounds(text: String) {
            prop_assert!(short(&text).chars().count() <= SHOWN + 1);
        }
    }
}
