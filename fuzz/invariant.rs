//! What holds of every page that was read, whatever its bytes.

use veracite::page::Page;

/// Panics unless each passage is a slice of the text, in order, and the text is nothing
/// but the passages.
pub(crate) fn check(page: &Page) {
    let mut end = 0;
    for (at, passage) in page.passages.iter().enumerate() {
        let span = passage.span;
        let gap = usize::from(at > 0);
        assert_eq!(span.start, end + gap, "passage {at} does not follow the one before");
        assert_eq!(&page.text[end..span.start], &"\n"[..gap], "before passage {at}");
        let text = page.text.get(span.start..span.end).expect("a passage is a slice");
        assert!(!text.is_empty(), "passage {at} is empty");
        assert!(!text.contains(char::is_control), "control character in {text:?}");
        end = span.end;
    }
    assert_eq!(end, page.text.len(), "text after the last passage");
}
