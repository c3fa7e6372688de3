//! Items of a list that is set within a line: `1. The first 2. The second`.

/// The mark of a list item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Marker {
    label: Label,
    /// What follows the label: `.`, `)` or `.)`.
    tail: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Label {
    Number(u16),
    Letter(u8),
    Bullet,
}

const TAILS: &[&str] = &[".)", ")", "."];

/// Whether a bullet starts `text`.
pub(super) fn is_bullet(text: &str) -> bool {
    text.starts_with(['•', '⁃', '‣'])
}

/// Whether `head`, which a stop or bracket follows, is nothing but an item's label.
pub(super) fn is_label(head: &str) -> bool {
    let label = head.trim_start_matches(['•', '⁃', '‣', ' ', '(']);
    match label.as_bytes() {
        [letter] => letter.is_ascii_lowercase() || letter.is_ascii_digit(),
        digits => {
            (2..=3).contains(&digits.len()) && digits.iter().all(u8::is_ascii_digit)
        }
    }
}

impl Marker {
    /// The mark that `text` starts with.
    pub(super) fn read(text: &str) -> Option<Self> {
        if is_bullet(text) {
            return Some(Self { label: Label::Bullet, tail: "" });
        }
        let end = text.bytes().take(4).position(|b| !b.is_ascii_alphanumeric())?;
        let label = match text.as_bytes().get(..end)? {
            [letter @ b'a'..=b'z'] => Label::Letter(*letter),
            [] => return None,
            digits if digits.iter().all(u8::is_ascii_digit) => {
                Label::Number(text[..end].parse().ok()?)
            }
            _ => return None,
        };
        let tail = TAILS.iter().find(|tail| text[end..].starts_with(**tail))?;
        text[end + tail.len()..].starts_with(' ').then_some(Self { label, tail })
    }

    /// Whether the item after this one starts `text`.
    pub(super) fn is_followed_by(&self, text: &str) -> bool {
        let Some(next) = Self::read(text) else { return false };
        if next.tail != self.tail {
            return false;
        }
        match (&self.label, &next.label) {
            (Label::Bullet, Label::Bullet) => true,
            (Label::Number(a), Label::Number(b)) => *b == a + 1,
            (Label::Letter(a), Label::Letter(b)) => *b == a + 1,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(item: &str, next: &str, expected: bool) {
        let follows = Marker::read(item).is_some_and(|item| item.is_followed_by(next));
        assert_eq!(follows, expected, "{next} after {item}");
    }

    #[test]
    fn the_next_label_in_the_same_style_follows() {
        check("1. One", "2. Two", true);
        check("1.) One", "2.) Two", true);
        check("a) One", "b) Two", true);
        check("• One", "• Two", true);
    }

    #[test]
    fn other_labels_do_not_follow() {
        check("1. One", "3. Three", false);
        check("1. One", "2) Two", false);
        check("1. One", "b. Two", false);
        check("In 1. One", "2. Two", false);
        check("999. One", "1000. Two", false);
    }
}
