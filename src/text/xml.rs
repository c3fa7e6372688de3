//! XML: elements and text, in a row and without a tree.
//!
//! No entity is expanded but those of XML itself, so that one which names others a billion
//! times costs nothing.

use quick_xml::Reader as XmlReader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, BytesStart, Event};

/// What an element or text is, of what parts care for.
pub(crate) enum Piece<'a> {
    Start(&'a BytesStart<'a>),
    End(&'a str),
    Text(&'a str),
}

/// Goes through `xml`; false if it breaks off or is not well-formed.
pub(crate) fn events(xml: &str, each: impl FnMut(Piece<'_>)) -> bool {
    walk(XmlReader::from_str(xml.trim_start_matches('\u{feff}')), each)
}

/// As [`events`], with elements that are not closed, or closed and never opened, taken as
/// they come: feeds hold HTML that nobody escaped.
pub(crate) fn loose_events(xml: &str, each: impl FnMut(Piece<'_>)) -> bool {
    let mut reader = XmlReader::from_str(xml.trim_start_matches('\u{feff}'));
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    walk(reader, each)
}

fn walk(mut reader: XmlReader<&[u8]>, mut each: impl FnMut(Piece<'_>)) -> bool {
    let mut depth = 0_usize;
    loop {
        match reader.read_event() {
            Ok(Event::Start(start)) => {
                depth += 1;
                each(Piece::Start(&start));
            }
            Ok(Event::Empty(start)) => {
                each(Piece::Start(&start));
                each(Piece::End(start.local_name().into_inner()));
            }
            Ok(Event::End(end)) => {
                depth = depth.saturating_sub(1);
                each(Piece::End(end.local_name().into_inner()));
            }
            Ok(Event::Text(text)) => each(Piece::Text(&text.xml10_content())),
            Ok(Event::CData(text)) => each(Piece::Text(&text.xml10_content())),
            Ok(Event::GeneralRef(name)) => {
                if let Some(c) = referred(&name) {
                    each(Piece::Text(c.encode_utf8(&mut [0; 4])));
                }
            }
            Ok(Event::Eof) => return depth == 0,
            Ok(Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_)) => {
            }
            Err(_) => return false,
        }
    }
}

/// The character that a reference stands for, if XML itself defines it.
fn referred(name: &BytesRef<'_>) -> Option<char> {
    match &**name {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => name.resolve_char_ref().ok().flatten(),
    }
}

/// The value of an attribute, by its name without prefix.
pub(crate) fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = start.attributes();
    let found = attributes
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.local_name().into_inner() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}
