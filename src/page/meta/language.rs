//! The language a page gives as its own, and whether its text bears that out.

use whatlang::Lang;

use super::super::Page;
use super::super::fact::Facts;
use super::super::linked::Linked;

const METAS: &[&str] =
    &["og:locale", "content-language", "dc.language", "language", "inlanguage"];
/// Bytes of text under which nothing is said of its language, and that are looked at.
const TEXT: std::ops::RangeInclusive<usize> = 600..=2000;

/// Languages by their tags, as far as they are told apart surely. Those that are easily
/// taken for one another are left out: Norwegian and Danish, Serbian and Croatian,
/// Indonesian and Malay, Czech and Slovak.
const TAGS: &[(&str, Lang)] = &[
    ("en", Lang::Eng),
    ("es", Lang::Spa),
    ("pt", Lang::Por),
    ("fr", Lang::Fra),
    ("de", Lang::Deu),
    ("it", Lang::Ita),
    ("nl", Lang::Nld),
    ("pl", Lang::Pol),
    ("ru", Lang::Rus),
    ("uk", Lang::Ukr),
    ("tr", Lang::Tur),
    ("sv", Lang::Swe),
    ("fi", Lang::Fin),
    ("hu", Lang::Hun),
    ("ro", Lang::Ron),
    ("el", Lang::Ell),
    ("he", Lang::Heb),
    ("ar", Lang::Ara),
    ("fa", Lang::Pes),
    ("hi", Lang::Hin),
    ("bn", Lang::Ben),
    ("th", Lang::Tha),
    ("vi", Lang::Vie),
    ("ko", Lang::Kor),
    ("ja", Lang::Jpn),
    ("zh", Lang::Cmn),
];

/// The language tag that the page gives first.
pub(super) fn find(facts: &Facts, linked: &Linked) -> Option<String> {
    let metas = METAS.iter().filter_map(|name| facts.first_meta(&[name]));
    let given = facts.language.as_deref().into_iter().chain(linked.language.as_deref());
    given.chain(metas).find_map(tag)
}

fn tag(text: &str) -> Option<String> {
    let tag = text.trim().split([',', ';', ' ', '.']).next()?.replace('_', "-");
    let is_tag = tag.split('-').next().is_some_and(|main| (2..=3).contains(&main.len()))
        && tag.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    is_tag.then_some(tag)
}

/// Notes a text that is surely in another language than its page says.
pub(in super::super) fn check(page: &mut Page) {
    let Some(language) = &page.language else { return };
    if page.text.len() < *TEXT.start() {
        return;
    }
    let main = language.split('-').next().unwrap_or_default().to_ascii_lowercase();
    let known = TAGS.iter().find(|(tag, _)| *tag == main);
    let text = &page.text[..page.text.floor_char_boundary(*TEXT.end())];
    // Most pages are English and say so; no other language has this word so often.
    if main == "en" && text.matches(" the ").count() >= 6 {
        return;
    }
    let told = whatlang::detect(text).filter(whatlang::Info::is_reliable);
    if let (Some((_, said)), Some(told)) = (known, told)
        && told.lang() != *said
        && TAGS.iter().any(|(_, lang)| *lang == told.lang())
    {
        let name = told.lang().eng_name();
        page.notes.push(format!(
            "the text is {name}, though the page gives its language as {language}"
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_tag(given: &str, expected: Option<&str>) {
        let facts = Facts {
            language: Some(given.to_owned()),
            meta: vec![("og:locale".into(), "pt_BR".into())],
            ..Facts::default()
        };
        assert_eq!(find(&facts, &Linked::default()).as_deref(), expected);
    }

    #[test]
    fn the_first_tag_that_is_one_is_taken() {
        check_tag("en-GB", Some("en-GB"));
        check_tag("es_MX.UTF-8", Some("es-MX"));
        check_tag("fr, en", Some("fr"));
        check_tag("{{lang}}", Some("pt-BR"));
        check_tag("english", Some("pt-BR"));
    }

    #[test]
    fn a_text_in_another_language_is_noted() {
        let spanish = "El ayuntamiento decidió el jueves que el muro del puerto se elevará \
                       dos metros después de la marea más alta en cuarenta años. ";
        let english = "The council decided on Thursday that the harbour wall will be raised \
                       by two metres after the highest tide in forty years. ";
        for (text, language, n_notes) in [
            (spanish.repeat(6), "en-US", 1),
            (spanish.repeat(6), "es", 0),
            (english.repeat(6), "en", 0),
            (spanish.to_owned(), "en", 0),
            (spanish.repeat(6), "gl", 0),
        ] {
            let language = Some(language.to_owned());
            let mut page = Page { language, text, ..Page::default() };
            check(&mut page);
            assert_eq!(page.notes.len(), n_notes, "{:?}", page.notes);
        }
    }
}
