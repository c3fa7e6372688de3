//! The headline, as the page prints it.

use super::super::fact::Facts;
use super::super::headline::{bare, is_near};
use super::super::linked::Linked;
use super::one_line;
use super::site::Names;

const SOCIAL: &[&str] = &["og:title", "twitter:title", "dc.title", "headline"];
/// What stands between a headline and an outlet's name.
const MARKS: &[&str] =
    &[" | ", " - ", " – ", " — ", " :: ", " • ", " · ", " » ", " // ", "｜", " ｜ ", "_"];

/// The headline: the first heading that another witness bears out, since titles for
/// search engines and social media are not what readers saw; else the best of the others.
pub(super) fn find(facts: &Facts, linked: &Linked, names: &Names) -> Option<String> {
    let clean = |text: &str| {
        let line = one_line(text);
        let title = without_outlet(&line, names).to_owned();
        // A social title may be no more than the outlet's name.
        (!title.is_empty() && !names.has(&title)).then_some(title)
    };
    let witnesses = [
        facts.first_meta(SOCIAL).and_then(clean),
        linked.headline.as_deref().and_then(clean),
        facts.title.as_deref().and_then(clean),
    ];
    let witnesses: Vec<String> = witnesses.into_iter().flatten().collect();
    let headings: Vec<String> =
        facts.headings.iter().filter_map(|heading| clean(heading)).collect();
    let printed =
        headings.iter().find(|heading| witnesses.iter().any(|w| is_near(w, heading)));
    match printed {
        Some(heading) => Some(neatest(heading, &witnesses)),
        None => witnesses.into_iter().next().or_else(|| headings.into_iter().next()),
    }
}

/// A heading, or the witness that has the same words without a label or in small letters.
fn neatest(heading: &str, witnesses: &[String]) -> String {
    let words = bare(heading);
    let is_loud = !heading.chars().any(char::is_lowercase);
    let same = witnesses.iter().find(|witness| {
        let other = bare(witness);
        // More than an article is left out: `Live`, not `The`.
        let is_inside = other.len() + 3 < words.len()
            && (words.starts_with(&other) || words.ends_with(&other));
        (other == words && is_loud && witness.chars().any(char::is_lowercase))
            || (is_inside && is_near(witness, heading))
    });
    same.map_or(heading, |witness| witness).to_owned()
}

/// A title without the outlet's name before or after it.
fn without_outlet<'t>(title: &'t str, names: &Names) -> &'t str {
    let mut title = title.trim();
    loop {
        let shorter = tails(title)
            .find(|(head, tail)| !head.is_empty() && names.has(tail))
            .map(|(head, _)| head)
            .or_else(|| {
                let (head, tail) = first_part(title)?;
                (names.has(head) && !tail.is_empty()).then_some(tail)
            });
        match shorter {
            Some(shorter) => title = shorter,
            None => return title,
        }
    }
}

/// The ways to cut a title in two at a mark, the last mark first: at most four.
pub(super) fn tails(title: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut end = title.len();
    let cuts = std::iter::from_fn(move || {
        let found =
            MARKS.iter().filter_map(|mark| Some((title[..end].rfind(mark)?, mark)));
        let (at, mark) = found.max_by_key(|(at, mark)| (*at, mark.len()))?;
        end = at;
        Some((title[..at].trim(), title[at + mark.len()..].trim()))
    });
    cuts.take(4)
}

/// What stands after the last mark of a text, or all of it.
pub(super) fn last_part(text: &str) -> &str {
    tails(text).next().map_or(text, |(_, tail)| tail)
}

/// What stands before and after the first mark or colon.
fn first_part(title: &str) -> Option<(&str, &str)> {
    let marks = MARKS.iter().chain(&[": "]);
    let found = marks.filter_map(|mark| Some((title.find(mark)?, mark)));
    let (at, mark) = found.min_by_key(|(at, _)| *at)?;
    Some((title[..at].trim(), title[at + mark.len()..].trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The title by `og:title`, `<title>` and first headings.
    #[track_caller]
    fn check(social: &str, window: &str, headings: &[&str], expected: &str) {
        let facts = Facts {
            meta: vec![("og:title".into(), social.into())],
            title: Some(window.to_owned()),
            headings: headings.iter().map(|&heading| heading.to_owned()).collect(),
            ..Facts::default()
        };
        let names = Names::new(Some("The Daily Example"), Some("dailyexample.org"));
        let found = find(&facts, &Linked::default(), &names);
        assert_eq!(found.as_deref(), Some(expected));
    }

    #[test]
    fn the_printed_headline_goes_before_the_social_one() {
        check(
            "You will not believe what this council does next",
            "Harbour wall to be raised by two metres | The Daily Example",
            &["The Daily Example", "Harbour wall to be raised"],
            "Harbour wall to be raised",
        );
        check("Tide rises", "Tide rises", &["Latest"], "Tide rises");
        check("", "The Daily Example", &["Tide rises"], "Tide rises");
    }

    #[test]
    fn the_outlets_name_is_taken_off_at_either_end() {
        for window in [
            "Tide rises - The Daily Example",
            "Tide rises — DAILY EXAMPLE",
            "Tide rises | dailyexample.org",
            "Tide rises｜The Daily Example",
            "The Daily Example: Tide rises",
            "Daily Example News | Tide rises",
            "Tide rises | The Daily Example | The Daily Example",
        ] {
            check("", window, &[], "Tide rises");
        }
        check("", "Tide - a history", &[], "Tide - a history");
    }

    #[test]
    fn what_was_escaped_twice_is_put_right() {
        check(
            "Ada&#8217;s &amp;quot;tide&amp;quot;\u{1b}[0m",
            "",
            &[],
            "Ada’s \"tide\" [0m",
        );
    }

    #[test]
    fn labels_and_capitals_are_left_out() {
        let title = "Harbour wall to be raised";
        check(title, title, &["HARBOUR WALL TO BE RAISED"], title);
        check(title, title, &["Live Harbour wall to be raised"], title);
        check(&format!("Opinion | {title}"), title, &[title], title);
    }
}

#[cfg(test)]
mod properties {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn any_title_is_read(text in "\\PC{0,60}|((Tide| - | [|] |_|: |｜|Example|&amp;|&#8217;|\u{1b}){1,2}){0,20}") {
            let facts = Facts {
                title: Some(text.clone()),
                headings: vec![text],
                ..Facts::default()
            };
            let found = find(&facts, &Linked::default(), &Names::new(Some("Example"), None));
            prop_assert!(found.is_none_or(|title| !title.contains(char::is_control)));
        }
    }
}
