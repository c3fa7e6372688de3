//! Claims in a language that the comparers don't read: they know English words, endings
//! and word order, and would be wrong about all others.

use whatlang::Lang;

use crate::claim::Claim;
use crate::evidence::index::{Index, to_f64};
use crate::evidence::token::{Token, Tokenizer};
use crate::evidence::{Evidence, Kind, quotation, score};
use crate::lexicon;
use crate::text::{Span, sentences};

/// Letters from which on a language is told by its sequences of letters. With fewer, names
/// alone may look like another language's words.
const LETTERS: usize = 40;
/// Of the words that English prose writes small, the lexicon has nine in ten and more; of
/// other languages, those that English shares or borrowed.
const KNOWN: f64 = 0.9;
/// With so few known, the text need not even look much like another language.
const FEW_KNOWN: f64 = 0.75;

/// What the page supports a claim with at most that it does not have word for word: less
/// likely than not, as nothing is known.
const UNREAD: f64 = 0.4;

/// Whether a claim is surely not in English: most of its letters are of another script, or
/// it is long enough, has words that English has not, and reads as another language.
pub(crate) fn is_foreign(claim: &Claim) -> bool {
    let text = claim.text();
    let (mut latin, mut other) = (0_usize, 0_usize);
    for letter in text.chars().filter(|letter| letter.is_alphabetic()) {
        if is_latin(letter) { latin += 1 } else { other += 1 }
    }
    if other > latin {
        return true;
    }
    let known = if latin < LETTERS { 1.0 } else { known(text) };
    if known > KNOWN {
        return false;
    }
    let is_told = |told: &whatlang::Info| told.is_reliable() || known <= FEW_KNOWN;
    whatlang::detect(text).is_some_and(|told| told.lang() != Lang::Eng && is_told(&told))
}

/// The share of the words in small letters that are English; 1 if there is none.
fn known(text: &str) -> f64 {
    let (mut words, mut known) = (0_usize, 0_usize);
    Tokenizer::default().read(text, 0, |token, folded| {
        let is_small = token.span.of(text).starts_with(char::is_lowercase);
        if is_small {
            words += 1;
            known += usize::from(lexicon::lookup(folded).is_some());
        }
    });
    if words == 0 { 1.0 } else { to_f64(known) / to_f64(words) }
}

/// What is left of the evidence for a claim that is not in English. Wording and digits are
/// the same in all languages; of everything else it is not known what it means, so that
/// it neither differs nor is missing.
pub(crate) fn abstain(claim: &Claim, index: &Index<'_>, mut found: Evidence) -> Evidence {
    let page = &index.page().text;
    found.differences.retain(|difference| match difference.kind {
        Kind::Quotation | Kind::Splice => true,
        Kind::Number | Kind::Date => {
            is_plain(difference.claim.of(claim.text()))
                && is_plain(difference.page.of(page))
        }
        _ => false,
    });
    let has = |span: Span| {
        quotation::exact(&tokens(span.of(claim.text())), index.tokens()).is_some()
    };
    let spans = sentences(claim.text());
    let is_verbatim = !spans.is_empty() && spans.into_iter().all(has);
    let score = if is_verbatim && found.differences.is_empty() {
        score::VERBATIM
    } else {
        found.score.min(UNREAD)
    };
    Evidence {
        score,
        unsupported: Vec::new(),
        unquoted: Vec::new(),
        is_complete: true,
        is_foreign: true,
        ..found
    }
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    Tokenizer::default().tokens(text, 0, &mut tokens);
    tokens
}

/// Whether a figure is written in digits alone: a comma or full stop in it means one thing
/// in one language and another in the next.
fn is_plain(figure: &str) -> bool {
    figure.contains(|c: char| c.is_ascii_digit())
        && !figure.contains(['.', ',', '\'', '’', '٫', '٬'])
}

/// Whether a letter is of the Latin script: ASCII, or in one of Unicode's Latin blocks
/// (with the letters for phonetics between them).
const fn is_latin(letter: char) -> bool {
    matches!(
        letter,
        '\0'..='\u{2ff}' | '\u{1e00}'..='\u{1eff}' | '\u{2c60}'..='\u{2c7f}'
            | '\u{a720}'..='\u{a7ff}' | '\u{ab30}'..='\u{ab6f}' | '\u{fb00}'..='\u{fb06}'
            | '\u{ff21}'..='\u{ff5a}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim;
    use crate::evidence::compare;
    use crate::page;

    #[track_caller]
    fn check(texts: &[&str], expected: bool) {
        for text in texts {
            assert_eq!(is_foreign(&claim::read(text, None)), expected, "{text:?}");
        }
    }

    fn evidence(claim: &str, text: &str) -> Evidence {
        let page = page::from_text(None, text);
        compare(&claim::read(claim, None), &Index::new(&page))
    }

    /// What differs between a claim that is not in English and a page.
    #[track_caller]
    fn check_differences(claim: &str, text: &str, expected: &[(Kind, &str, &str)]) {
        let found = evidence(claim, text);
        let shown: Vec<(Kind, &str, &str)> = found
            .differences
            .iter()
            .map(|one| (one.kind, one.claim.of(claim), one.page.of(text)))
            .collect();
        assert_eq!(shown, expected, "{claim:?}");
        assert!(found.is_foreign && found.score < 0.5, "{claim:?}: {}", found.score);
    }

    const GERMAN: &str = "Die Hafenbehörde verkaufte im März 2026 nach langem Streit 42 \
        Liegeplätze an die Fischer des Ortes. Ada Lane will das Urteil anfechten.";

    #[test]
    fn what_the_page_has_word_for_word_is_supported() {
        for (claim, page) in [
            (
                "Ada Lane will das Urteil vor dem Gericht in Kiel anfechten, sagte sie.",
                None,
            ),
            ("Портовое управление продало рыбакам 42 места. Суд отменил сделку.", None),
            ("港湾局は地元の漁師に四十二の係留所を売却した。", None),
            (
                "La capitainerie n’a pas vendu en mars les 42 mouillages aux équipages.",
                Some(
                    "Hier. La capitainerie n'a pas vendu en mars les 42 mouillages aux équipages.",
                ),
            ),
        ] {
            let found = evidence(claim, page.unwrap_or(claim));
            assert!(found.is_foreign && found.differences.is_empty(), "{claim:?}");
            assert!(found.score > 0.9 && found.is_complete, "{claim:?}: {}", found.score);
        }
    }

    #[test]
    fn names_negation_and_certainty_are_not_compared() {
        for claim in [
            "Die Hafenbehörde verkaufte im März 2026 no 42 Liegeplätze an die Fischer des Ortes.",
            "Ben Ross will das Urteil des Landgerichts ganz gewiss nicht anfechten.",
            "Die Hafenbehörde may 42 Liegeplätze an die Fischer des Ortes verkaufen, not im März.",
        ] {
            check_differences(claim, GERMAN, &[]);
        }
    }

    #[test]
    fn figures_in_digits_are_compared() {
        check_differences(
            "Die Hafenbehörde verkaufte im März 2026 nach langem Streit 48 Liegeplätze an \
             die Fischer des Ortes.",
            GERMAN,
            &[(Kind::Number, "48", "42")],
        );
    }

    #[test]
    fn figures_with_separators_are_not() {
        check_differences(
            "Die Hafenbehörde verkaufte nach langem Streit 1.500 Liegeplätze an die Fischer.",
            "Die Hafenbehörde verkaufte nach langem Streit 1,500 Liegeplätze an die Fischer.",
            &[],
        );
    }

    #[test]
    fn what_is_said_in_another_language_is_neither_missing_nor_different() {
        let page = "The harbour board sold 48 moorings to local crews in May 2026, said Ben Ross.";
        for claim in [
            "Die Hafenbehörde verkaufte im März 2026 nach langem Streit 42 Liegeplätze.",
            "La capitainerie a vendu en mars 2026 42 mouillages aux équipages, dit Ada Lane.",
            "Портовое управление продало рыбакам 42 места.",
            "港湾局は漁師に42の係留所を売却した。",
        ] {
            check_differences(claim, page, &[]);
            let found = evidence(claim, page);
            assert!(found.unsupported.is_empty() && found.unquoted.is_empty());
        }
    }

    #[test]
    fn other_languages_are_told() {
        check(
            &[
                "Die Hafenbehörde verkaufte im März 42 Liegeplätze an örtliche Fischer.",
                "La capitainerie a vendu en mars 42 mouillages aux équipages de la région.",
                "La autoridad portuaria vendió en marzo 42 amarres a los pescadores locales.",
                "L'autorità portuale ha venduto a marzo 42 ormeggi ai pescatori del posto.",
                "Het havenbestuur verkocht in maart 42 ligplaatsen aan plaatselijke vissers.",
                "De minister is maandag na de publicatie van het rapport afgetreden.",
                "Ministern avgick i måndags efter att rapporten hade publicerats.",
                "Zarząd portu sprzedał w marcu 42 miejsca postojowe miejscowym rybakom.",
            ],
            true,
        );
    }

    #[test]
    fn other_scripts_are_told_at_any_length() {
        check(
            &[
                "Порт продал 42 места.",
                "港は売却された。",
                "Το λιμάνι πουλήθηκε.",
                "الميناء بيع.",
                "항구가 팔렸다.",
            ],
            true,
        );
    }

    #[test]
    fn english_is_english_whatever_names_stand_in_it() {
        check(
            &[
                "The harbour board sold 42 moorings to local crews in March 2026.",
                "Apple buys Beats Electronics for $3 billion, Reuters reports Wednesday.",
                "Schleswig-Holsteinische Landesforsten sued Rheinmetall over Kelmouth moorings.",
                "Ticket sales rose sharply.",
                "Médecins Sans Frontières opened three hospitals near Port-au-Prince.",
                "“Der Himmel über Berlin” won Wim Wenders a prize at Cannes.",
                "The name 東京 means eastern capital.",
                "",
                "42",
            ],
            false,
        );
    }

    #[test]
    fn a_short_text_is_given_the_benefit_of_the_doubt() {
        check(&["Der Hafen schließt."], false);
    }
}
