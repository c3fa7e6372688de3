//! Names of months in the languages of the registry's outlets.

/// Full names by month, in lower case, as they stand in dates. Shortened names are
/// their beginnings; [`SHORT`] has those that are not.
const NAMES: [&[&str]; 12] = [
    &[
        "january",
        "januar",
        "jänner",
        "janvier",
        "enero",
        "gennaio",
        "janeiro",
        "januari",
        "stycznia",
        "ocak",
        "января",
        "січня",
        "ledna",
        "ianuarie",
        "ιανουαρίου",
        "tammikuuta",
    ],
    &[
        "february",
        "februar",
        "feber",
        "février",
        "fevrier",
        "febrero",
        "febbraio",
        "fevereiro",
        "februari",
        "lutego",
        "şubat",
        "февраля",
        "лютого",
        "února",
        "februarie",
        "φεβρουαρίου",
        "helmikuuta",
    ],
    &[
        "march",
        "märz",
        "mars",
        "marzo",
        "março",
        "maart",
        "maret",
        "marca",
        "mart",
        "марта",
        "березня",
        "března",
        "martie",
        "μαρτίου",
        "maaliskuuta",
    ],
    &[
        "april",
        "avril",
        "abril",
        "aprile",
        "kwietnia",
        "nisan",
        "апреля",
        "квітня",
        "dubna",
        "aprilie",
        "απριλίου",
        "huhtikuuta",
    ],
    &[
        "may",
        "mai",
        "mayo",
        "maggio",
        "maio",
        "mei",
        "maj",
        "maja",
        "mayıs",
        "мая",
        "травня",
        "května",
        "μαΐου",
        "toukokuuta",
    ],
    &[
        "june",
        "juni",
        "juin",
        "junio",
        "giugno",
        "junho",
        "czerwca",
        "haziran",
        "июня",
        "червня",
        "června",
        "iunie",
        "ιουνίου",
        "kesäkuuta",
    ],
    &[
        "july",
        "juli",
        "juillet",
        "julio",
        "luglio",
        "julho",
        "lipca",
        "temmuz",
        "июля",
        "липня",
        "července",
        "iulie",
        "ιουλίου",
        "heinäkuuta",
    ],
    &[
        "august",
        "août",
        "aout",
        "agosto",
        "augustus",
        "augusti",
        "agustus",
        "sierpnia",
        "ağustos",
        "августа",
        "серпня",
        "srpna",
        "αυγούστου",
        "elokuuta",
    ],
    &[
        "september",
        "septembre",
        "septiembre",
        "setiembre",
        "settembre",
        "setembro",
        "września",
        "eylül",
        "сентября",
        "вересня",
        "září",
        "septembrie",
        "σεπτεμβρίου",
        "syyskuuta",
    ],
    &[
        "october",
        "oktober",
        "octobre",
        "octubre",
        "ottobre",
        "outubro",
        "października",
        "ekim",
        "октября",
        "жовтня",
        "října",
        "octombrie",
        "οκτωβρίου",
        "lokakuuta",
    ],
    &[
        "november",
        "novembre",
        "noviembre",
        "novembro",
        "listopada",
        "kasım",
        "ноября",
        "листопада",
        "listopadu",
        "noiembrie",
        "νοεμβρίου",
    ],
    &[
        "december",
        "dezember",
        "décembre",
        "decembre",
        "diciembre",
        "dicembre",
        "dezembro",
        "desember",
        "grudnia",
        "aralık",
        "декабря",
        "грудня",
        "prosince",
        "decembrie",
        "δεκεμβρίου",
        "joulukuuta",
    ],
];

/// Short forms that do not begin a name.
const SHORT: &[(&str, u8)] = &[("mrz", 3), ("mrt", 3), ("agt", 8), ("okt", 10)];

/// The month that a word names, in full or shortened to three letters or more; none if
/// two months of different languages begin so.
pub(crate) fn month_of(word: &str) -> Option<u8> {
    let length = word.chars().count();
    if !(3..=12).contains(&length) || word.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let lower = word.to_lowercase();
    if let Some((_, month)) = SHORT.iter().find(|(short, _)| *short == lower) {
        return Some(*month);
    }
    let mut months = (1..).zip(NAMES).filter(|(_, names)| {
        names
            .iter()
            .any(|name| *name == lower || (length <= 5 && name.starts_with(&*lower)))
    });
    let (month, _) = months.next()?;
    months.next().is_none().then_some(month)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(word: &str, expected: Option<u8>) {
        assert_eq!(month_of(word), expected, "{word}");
    }

    #[test]
    fn full_names_and_short_ones_are_read() {
        for (month, names) in (1..).zip(NAMES) {
            for name in names {
                check(name, Some(month));
                // Turkish capitals do not lead back to its small letters.
                let loud = name.to_uppercase();
                if loud.to_lowercase() == **name {
                    check(&loud, Some(month));
                }
            }
        }
        check("Sept", Some(9));
        check("janv", Some(1));
        check("juil", Some(7));
        check("févr", Some(2));
        check("MAR", Some(3));
        check("Jun", Some(6));
    }

    #[test]
    fn what_begins_two_months_or_none_is_no_month() {
        for word in
            ["market", "ma", "ju", "lis", "thursday", "", "22", "sat", "augustine"]
        {
            check(word, if word == "lis" { Some(11) } else { None });
        }
    }
}
