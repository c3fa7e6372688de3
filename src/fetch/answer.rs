//! The page that an answer brings, or why it brings none.
//!
//! Nothing here asks for anything: an answer that was kept gives what it gave when it came.

use crate::fetch::exchange::Exchange;
use crate::fetch::media;
use crate::fetch::packing;
use crate::fetch::{Body, FetchProblem, Want};

/// How files begin that are no text, whatever they are sent as.
const FILES: &[(&[u8], &str)] = &[
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (packing::GZIP, "a gzip file"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file"),
];

/// A body may unpack to this many times its size, once it is more than [`FREE`]. Pages
/// stay below 30 times; deflate can make a thousand of one.
const RATIO: u64 = 200;
/// Bytes that any body may unpack to.
const FREE: u64 = 1 << 20;

/// Characters of a server's own words that a problem repeats.
const SHOWN: usize = 200;

/// Reads what is wanted from an answer, up to `largest` bytes unpacked. A list that is a
/// gzip file is unpacked too.
///
/// # Errors
///
/// If the status is none of 200 and 203, or the media type, the packing or the body is not
/// such that it can be read whole.
pub fn body_of(
    answer: &Exchange,
    want: Want,
    largest: u64,
) -> Result<Body, FetchProblem> {
    check_head(answer, want, largest)?;
    let (mut bytes, mut is_cut) = unpacked(answer, largest)?;
    if want == Want::Listing && !is_cut && bytes.starts_with(packing::GZIP) {
        (bytes, is_cut) = undo("gzip", &bytes, largest)?;
    }
    if is_cut {
        return Err(FetchProblem::TooLarge(limit(bytes.len(), largest)));
    }
    if let Some(&(_, file)) = FILES.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Err(FetchProblem::Unreadable(file.to_owned()));
    }
    let kind = answer.field("content-type").unwrap_or_default();
    let (media_type, charset) = media::kind(&kind);
    Ok(Body { bytes, media_type, charset })
}

/// The limit that a body met of which so much was read.
fn limit(read: usize, largest: u64) -> u64 {
    u64::try_from(read).unwrap_or(u64::MAX).clamp(FREE.min(largest), largest)
}

/// Whether an answer may bring what is wanted, by its head alone.
pub(super) fn check_head(
    answer: &Exchange,
    want: Want,
    largest: u64,
) -> Result<(), FetchProblem> {
    match answer.status {
        200 | 203 => {}
        status @ (404 | 410) => return Err(FetchProblem::Missing(status)),
        status => return Err(FetchProblem::Status(status)),
    }
    let kind = answer.field("content-type").unwrap_or_default();
    let (media_type, _) = media::kind(&kind);
    if let Some(kind) =
        media_type.filter(|kind| !media::is_wanted(kind, &answer.url, want))
    {
        return Err(FetchProblem::Unreadable(short(&kind)));
    }
    let packing = packing_of(answer);
    let layers = packing::layers(&packing)
        .filter(|layers| layers.iter().all(|layer| packing::is_known(layer)));
    if layers.is_none() {
        let packing = short(&packing);
        return Err(FetchProblem::Unreadable(format!("a page packed as {packing:?}")));
    }
    let length = answer.field("content-length").and_then(|length| length.parse().ok());
    match length {
        Some::<u64>(length) if length > largest => Err(FetchProblem::TooLarge(largest)),
        _ => Ok(()),
    }
}

/// The codings of an answer's body. A server that packs a page twice may say so in two
/// fields.
fn packing_of(answer: &Exchange) -> String {
    let fields =
        answer.fields().filter(|(name, _)| name.eq_ignore_ascii_case("content-encoding"));
    fields.map(|(_, value)| value.into_owned()).collect::<Vec<_>>().join(", ")
}

/// The bytes of an answer, unpacked, up to a size; and whether there are more.
pub(super) fn unpacked(
    answer: &Exchange,
    largest: u64,
) -> Result<(Vec<u8>, bool), FetchProblem> {
    let packing = packing_of(answer);
    let layers = packing::layers(&packing).unwrap_or_default();
    let mut bytes = answer.body.clone();
    let mut is_cut = answer.is_cut;
    if layers.is_empty() {
        let most = usize::try_from(largest).unwrap_or(usize::MAX);
        is_cut |= bytes.len() > most;
        bytes.truncate(most);
    }
    for layer in layers {
        // Some servers say how they would have packed a body that is empty.
        if bytes.is_empty() {
            break;
        }
        if is_cut {
            // Its end is not there, and what there is of it is no fault.
            let most = allowed(bytes.len(), largest);
            bytes = packing::undo(layer, &bytes, most).unwrap_or_default().0;
        } else {
            (bytes, is_cut) = undo(layer, &bytes, largest)?;
        }
    }
    Ok((bytes, is_cut))
}

/// Undoes one coding; and whether it unpacks to more than is allowed.
fn undo(
    layer: &str,
    packed: &[u8],
    largest: u64,
) -> Result<(Vec<u8>, bool), FetchProblem> {
    let most = allowed(packed.len(), largest);
    let (mut bytes, is_sound) =
        packing::undo(layer, packed, most.saturating_add(1)).unwrap_or_default();
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    if bytes.len() > most {
        bytes.truncate(most);
        return Ok((bytes, true));
    }
    if !is_sound {
        let length = bytes.len();
        let how = format!("what was packed as {layer} broke off after {length} bytes");
        return Err(FetchProblem::Broken(how));
    }
    Ok((bytes, false))
}

/// Bytes that so many may unpack to.
fn allowed(packed: usize, largest: u64) -> u64 {
    let packed = u64::try_from(packed).unwrap_or(u64::MAX);
    packed.saturating_mul(RATIO).max(FREE).min(largest)
}

/// A server's own words as a problem repeats them: not at any length.
pub(super) fn short(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut packed = GzEncoder::new(Vec::new(), Compression::best());
        packed.write_all(bytes).unwrap();
        packed.finish().unwrap()
    }

    #[track_caller]
    fn check(
        fields: &str,
        body: &[u8],
        want: Want,
        expected: Result<&[u8], FetchProblem>,
    ) {
        let answer = Exchange::of(&format!("HTTP/1.1 200 OK\n{fields}"), body);
        let found = body_of(&answer, want, 1000).map(|body| body.bytes);
        assert_eq!(found, expected.map(<[u8]>::to_vec), "{fields}");
    }

    fn unreadable(what: &str) -> Result<&[u8], FetchProblem> {
        Err(FetchProblem::Unreadable(what.to_owned()))
    }

    #[test]
    fn a_page_is_unpacked_as_often_as_it_was_packed() {
        check("", b"a page", Want::Page, Ok(b"a page"));
        let once = gzip(b"a page");
        let twice = gzip(&once);
        let field = "Content-Encoding: gzip";
        check(field, &once, Want::Page, Ok(b"a page"));
        check(&format!("{field}, GZip"), &twice, Want::Page, Ok(b"a page"));
        check(&format!("{field}\n{field}"), &twice, Want::Page, Ok(b"a page"));
        check(field, &twice, Want::Page, unreadable("a gzip file"));
        check(field, b"", Want::Page, Ok(b""));
        let thrice = format!("{field}, gzip, gzip");
        let expected = unreadable("a page packed as \"gzip, gzip, gzip\"");
        check(&thrice, &gzip(&twice), Want::Page, expected);
    }

    #[test]
    fn a_list_may_be_a_gzip_file() {
        let packed = gzip(b"<urlset/>");
        let field = "Content-Type: application/gzip";
        check(field, &packed, Want::Listing, Ok(b"<urlset/>"));
        check(field, &packed, Want::Page, unreadable("application/gzip"));
        let large = gzip(&[b' '; 1001]);
        check(field, &large, Want::Listing, Err(FetchProblem::TooLarge(1000)));
    }

    #[test]
    fn what_is_not_whole_is_not_read() {
        let field = "Content-Encoding: gzip";
        for body in [&b"plain"[..], &gzip(b"a page")[..10]] {
            let answer = Exchange::of(&format!("HTTP/1.1 200 OK\n{field}"), body);
            let found = body_of(&answer, Want::Page, 1000);
            assert!(matches!(found, Err(FetchProblem::Broken(_))), "{found:?}");
        }
        let cut = Exchange { is_cut: true, ..Exchange::of("HTTP/1.1 200 OK", b"abc") };
        let found = body_of(&cut, Want::Page, 1000);
        assert_eq!(found, Err(FetchProblem::TooLarge(1000)));
    }

    #[test]
    fn a_body_that_swells_out_of_proportion_is_given_up_before_the_limit() {
        let packed = gzip(&vec![b' '; 3 << 20]);
        let answer = Exchange::of("HTTP/1.1 200 OK\nContent-Encoding: gzip", &packed);
        let most = (packed.len() as u64 * RATIO).max(FREE);
        assert!(most < 3 << 20);
        let found = body_of(&answer, Want::Page, 10 << 20);
        assert_eq!(found, Err(FetchProblem::TooLarge(most)));
        let (bytes, is_cut) = unpacked(&answer, 500).unwrap();
        assert_eq!((bytes.len(), is_cut), (500, true));
    }

    #[test]
    fn the_head_alone_may_say_that_there_is_no_page() {
        for (head, expected) in [
            ("HTTP/1.1 404 Not Found", FetchProblem::Missing(404)),
            ("HTTP/1.1 304 Not Modified", FetchProblem::Status(304)),
            (
                "HTTP/1.1 200 OK\nContent-Type: image/png",
                FetchProblem::Unreadable("image/png".to_owned()),
            ),
            ("HTTP/1.1 200 OK\nContent-Length: 1001", FetchProblem::TooLarge(1000)),
        ] {
            let found = check_head(&Exchange::of(head, b""), Want::Page, 1000);
            assert_eq!(found, Err(expected), "{head}");
        }
    }
}

#[cfg(test)]
mod properties {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_answer_is_read_within_its_limit(
            head: Vec<u8>,
            body: Vec<u8>,
            is_cut: bool,
            largest in 0..200_u64,
            layers in "(gzip|br|deflate|zstd)(, (gzip|br|deflate|zstd))?",
        ) {
            let mut answer =
                Exchange::of(&format!("HTTP/1.1 200 OK\nContent-Encoding: {layers}"), &body);
            answer.head.splice(15..15, head);
            answer.is_cut = is_cut;
            for want in [Want::Page, Want::Listing] {
                if let Ok(body) = body_of(&answer, want, largest) {
                    prop_assert!(body.bytes.len() as u64 <= largest);
                }
            }
        }

        #[test]
        fn any_text_is_shown_within_bounds(text: String) {
            prop_assert!(short(&text).chars().count() <= SHOWN + 1);
        }
    }
}
