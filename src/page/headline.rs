//! Whether two headlines are of one story.

/// Longest headline that is looked at, in bytes.
const LONGEST: usize = 400;

/// Whether they share half of the words of the shorter, and it is no mere scrap of the
/// other: one headline in two wordings.
pub(super) fn is_near(a: &str, b: &str) -> bool {
    let (a, b) = (words(a), words(b));
    let common = common(&a, &b);
    common > 0 && common * 2 >= a.len().min(b.len()) && common * 3 >= a.len().max(b.len())
}

/// Whether they share a third of the words of the shorter: perhaps of one story, and
/// hardly of two.
pub(super) fn is_akin(a: &str, b: &str) -> bool {
    let (a, b) = (words(a), words(b));
    let common = common(&a, &b);
    common > 0 && common * 3 >= a.len().min(b.len())
}

/// Letters and digits in lower case: what is left when two spellings of a name are one.
pub(super) fn bare(text: &str) -> String {
    let lower = text.to_lowercase();
    lower.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn common(a: &[String], b: &[String]) -> usize {
    a.iter().filter(|word| b.binary_search(word).is_ok()).count()
}

/// The words that tell a headline, sorted, each once: those of four letters or more, or
/// all where there are none; pairs of letters in writing without spaces.
fn words(headline: &str) -> Vec<String> {
    let head = headline[..headline.floor_char_boundary(LONGEST)].to_lowercase();
    let all = head.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut long = Vec::new();
    let mut short = Vec::new();
    for word in all {
        let letters: Vec<char> = word.chars().collect();
        if letters.iter().any(|&c| c >= '\u{0e00}') {
            long.extend(letters.windows(2).map(|pair| pair.iter().collect::<String>()));
        } else if letters.len() >= 4 || letters[0].is_ascii_digit() {
            long.push(word.to_owned());
        } else {
            short.push(word.to_owned());
        }
    }
    let mut words = if long.is_empty() { short } else { long };
    words.sort_unstable();
    words.dedup();
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(a: &str, b: &str, expected: (bool, bool)) {
        assert_eq!((is_near(a, b), is_akin(a, b)), expected, "{a} / {b}");
    }

    #[test]
    fn headlines_of_one_story_share_words() {
        check("Harbour wall to be raised", "HARBOUR WALL TO BE RAISED!", (true, true));
        check(
            "Harbour wall at Port Ellery to be raised by two metres",
            "Council to raise Port Ellery harbour wall",
            (true, true),
        );
        check("港の壁を二メートル高く", "港の壁、二メートル高くへ", (true, true));
        check("News", "Harbour wall to be raised - The Daily News", (false, true));
    }

    #[test]
    fn headlines_of_two_stories_do_not() {
        check("Harbour wall to be raised", "Ferry fares frozen again", (false, false));
        check("", "Ferry fares frozen again", (false, false));
        check("", "", (false, false));
    }
}
