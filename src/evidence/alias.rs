//! Whether two names can be one bearer's: surname for full name, initials for the whole,
//! a short first name for the long one, a people for its country.

/// Words of a name that tell nothing of whose it is.
const SMALL: &[&str] = &["and", "at", "de", "for", "in", "of", "on", "the"];

/// Words of names that many bearers share, sorted: they name nobody by themselves.
#[rustfmt::skip]
const GENERIC: &[&str] = &[
    "academy", "administration", "agency", "air", "airlines", "album", "army", "arts",
    "association", "athletic", "award", "awards", "bachelor", "bank", "bill", "board",
    "book", "bowl", "brothers", "bureau", "business", "capital", "care", "center",
    "central", "centre", "championship", "chief", "church", "city", "club", "college",
    "commission", "committee", "company", "conference", "congress", "corporation",
    "council", "county", "court", "cross", "cup", "daily", "day", "degree", "department",
    "east", "energy", "entertainment", "fc", "federal", "festival", "film", "final",
    "financial", "fire", "first", "foreign", "foundation", "fund", "game", "games",
    "general", "global", "government", "grand", "great", "group", "health", "high",
    "holdings", "home", "hospital", "house", "industries", "institute", "international",
    "investment", "island", "islands", "kingdom", "lake", "law", "league", "line",
    "little", "lower", "market", "master", "media", "medical", "minister", "ministry",
    "mountain", "museum", "music", "national", "navy", "network", "new", "news", "north",
    "office", "officer", "open", "park", "parliament", "party", "pictures", "police",
    "president", "prix", "prize", "program", "programme", "project", "province", "radio",
    "records", "region", "republic", "research", "reserve", "river", "road", "rovers",
    "royal", "school", "science", "sciences", "season", "security", "senate", "series",
    "service", "services", "show", "site", "social", "society", "south", "sports",
    "square", "st", "stadium", "star", "state", "states", "strategy", "street", "studio",
    "studios", "summit", "supreme", "system", "systems", "team", "technologies",
    "technology", "theatre", "times", "tour", "tower", "town", "trade", "trust", "tv",
    "union", "united", "university", "upper", "video", "village", "wanderers", "war",
    "week", "west", "world", "youth",
];

/// Whether the folded word is one that many names have.
pub(crate) fn is_generic(word: &str) -> bool {
    GENERIC.binary_search(&word).is_ok()
}

/// Short first names and the long ones, each with its own row of forms.
#[rustfmt::skip]
const FIRST: &[&[&str]] = &[
    &["abigail", "abby"], &["alexander", "alex", "alec", "sandy", "sasha"],
    &["alexandra", "alex", "sandra", "sasha"], &["alfred", "alf", "alfie", "fred"],
    &["andrew", "andy", "drew"], &["anthony", "tony"], &["antony", "tony"],
    &["arthur", "art"], &["barbara", "barb", "babs"], &["benjamin", "ben", "benny"],
    &["bernard", "bernie"], &["catherine", "cathy", "cate", "kate", "katie", "kitty"],
    &["charles", "charlie", "chuck"], &["charlotte", "charlie", "lottie"],
    &["christina", "chris", "tina"], &["christine", "chris"],
    &["christopher", "chris", "kit"], &["daniel", "dan", "danny"],
    &["david", "dave", "davy"], &["deborah", "debbie", "deb"], &["dennis", "denny"],
    &["donald", "don", "donnie"], &["dorothy", "dot", "dottie"], &["douglas", "doug"],
    &["edmund", "ed", "ned"], &["edward", "ed", "eddie", "ned", "ted", "teddy"],
    &["eleanor", "ellie", "nell"],
    &["elizabeth", "beth", "betty", "eliza", "libby", "lisa", "liz", "lizzie"],
    &["emily", "em"], &["eugene", "gene"], &["florence", "flo"],
    &["frances", "fran", "frankie"], &["francis", "frank"], &["franklin", "frank"],
    &["frederick", "fred", "freddie", "freddy"], &["gabriel", "gabe"],
    &["geoffrey", "geoff"], &["gerald", "gerry", "jerry"], &["gregory", "greg"],
    &["harold", "hal", "harry"], &["henry", "hal", "hank", "harry"],
    &["isabella", "bella"], &["jacob", "jake"], &["jacqueline", "jackie"],
    &["james", "jamie", "jim", "jimmy"], &["janet", "jan"], &["jeffrey", "jeff"],
    &["jennifer", "jen", "jenny"], &["jeremy", "jerry"], &["jessica", "jess"],
    &["john", "jack", "johnny", "jon"], &["jonathan", "jon", "jonny"],
    &["joseph", "joe", "joey"], &["joshua", "josh"], &["judith", "judy"],
    &["katherine", "kate", "kathy", "katie", "kay"], &["kathleen", "kathy"],
    &["kenneth", "ken", "kenny"], &["kimberly", "kim"], &["lawrence", "larry"],
    &["leonard", "len", "lenny"], &["leslie", "les"], &["lewis", "lew"],
    &["louis", "lou"], &["louise", "lou"], &["margaret", "maggie", "meg", "peggy"],
    &["martin", "marty"], &["matthew", "matt"], &["maximilian", "max"],
    &["maxwell", "max"], &["melissa", "mel"], &["michael", "mick", "mickey", "mike"],
    &["mitchell", "mitch"], &["nathaniel", "nat", "nate"], &["nathan", "nate"],
    &["nicholas", "nick", "nicky"], &["nicola", "nicky"], &["oliver", "ollie"],
    &["pamela", "pam"], &["patricia", "pat", "patty", "trish"],
    &["patrick", "paddy", "pat"], &["peter", "pete"], &["philip", "phil"],
    &["phillip", "phil"], &["rachel", "rach"], &["raymond", "ray"],
    &["rebecca", "becca", "becky"], &["richard", "dick", "rich", "rick", "ricky"],
    &["robert", "bob", "bobby", "rob", "robbie"], &["ronald", "ron", "ronnie"],
    &["rosemary", "rosie"], &["rupert", "rupe"], &["russell", "russ"],
    &["samantha", "sam"], &["samuel", "sam", "sammy"], &["sarah", "sally"],
    &["sidney", "sid"], &["stanley", "stan"], &["stephanie", "steph"],
    &["stephen", "steve"], &["steven", "steve"], &["susan", "sue", "susie"],
    &["suzanne", "sue"], &["terence", "terry"], &["theodore", "ted", "teddy", "theo"],
    &["theresa", "terry", "tess"], &["thomas", "tom", "tommy"],
    &["timothy", "tim"], &["valerie", "val"], &["victoria", "tori", "vicky"],
    &["vincent", "vince"], &["virginia", "ginny"], &["walter", "walt"],
    &["william", "bill", "billy", "liam", "will", "willie"], &["zachary", "zach"],
];

/// Countries by their names and by those of their people, folded.
#[rustfmt::skip]
const COUNTRY: &[&[&str]] = &[
    &["afghanistan", "afghan", "afghans"], &["albania", "albanian"],
    &["algeria", "algerian"], &["argentina", "argentine", "argentinian"],
    &["armenia", "armenian"], &["australia", "australian", "australians", "aussie"],
    &["austria", "austrian", "austrians"], &["bangladesh", "bangladeshi"],
    &["belarus", "belarusian"], &["belgium", "belgian", "belgians"],
    &["bolivia", "bolivian"], &["bosnia", "bosnian"], &["brazil", "brazilian", "brazilians"],
    &["bulgaria", "bulgarian"], &["cambodia", "cambodian"], &["cameroon", "cameroonian"],
    &["canada", "canadian", "canadians"], &["chile", "chilean"],
    &["china", "chinese", "beijing"], &["colombia", "colombian"],
    &["croatia", "croatian"], &["cuba", "cuban"], &["cyprus", "cypriot"],
    &["czechia", "czech", "czech republic"], &["denmark", "danish", "danes"],
    &["ecuador", "ecuadorian"], &["egypt", "egyptian"], &["estonia", "estonian"],
    &["ethiopia", "ethiopian"], &["finland", "finnish", "finns"],
    &["france", "french", "paris"], &["georgia", "georgian"],
    &["germany", "german", "germans", "berlin"], &["ghana", "ghanaian"],
    &["greece", "greek", "greeks"], &["haiti", "haitian"], &["hungary", "hungarian"],
    &["iceland", "icelandic"], &["india", "indian", "indians"],
    &["indonesia", "indonesian"], &["iran", "iranian", "iranians", "tehran"],
    &["iraq", "iraqi", "iraqis"], &["ireland", "irish"],
    &["israel", "israeli", "israelis"], &["italy", "italian", "italians"],
    &["jamaica", "jamaican"], &["japan", "japanese", "tokyo"],
    &["jordan", "jordanian"], &["kazakhstan", "kazakh"], &["kenya", "kenyan"],
    &["kosovo", "kosovan"], &["kuwait", "kuwaiti"], &["latvia", "latvian"],
    &["lebanon", "lebanese"], &["libya", "libyan"], &["lithuania", "lithuanian"],
    &["luxembourg", "luxembourgish"], &["malaysia", "malaysian"], &["malta", "maltese"],
    &["mexico", "mexican", "mexicans"], &["moldova", "moldovan"],
    &["mongolia", "mongolian"], &["morocco", "moroccan"], &["myanmar", "burma", "burmese"],
    &["nepal", "nepalese", "nepali"],
    &["netherlands", "dutch", "holland"], &["new zealand", "new zealander", "kiwi", "nz"],
    &["nigeria", "nigerian", "nigerians"], &["north korea", "north korean", "pyongyang"],
    &["norway", "norwegian"], &["pakistan", "pakistani"],
    &["palestine", "palestinian", "palestinians"], &["panama", "panamanian"],
    &["peru", "peruvian"], &["philippines", "filipino", "philippine"],
    &["poland", "polish", "poles"], &["portugal", "portuguese"], &["qatar", "qatari"],
    &["romania", "romanian"], &["russia", "russian", "russians", "moscow", "kremlin"],
    &["rwanda", "rwandan"], &["saudi arabia", "saudi", "saudis"],
    &["scotland", "scottish", "scots"], &["senegal", "senegalese"],
    &["serbia", "serbian"], &["singapore", "singaporean"], &["slovakia", "slovak"],
    &["slovenia", "slovenian"], &["somalia", "somali"],
    &["south africa", "south african"], &["south korea", "south korean", "seoul"],
    &["spain", "spanish", "spaniards"], &["sri lanka", "sri lankan"],
    &["sudan", "sudanese"], &["sweden", "swedish", "swedes"],
    &["switzerland", "swiss"], &["syria", "syrian", "syrians"],
    &["taiwan", "taiwanese"], &["tanzania", "tanzanian"], &["thailand", "thai"],
    &["tunisia", "tunisian"], &["turkey", "turkish", "turks", "turkiye"],
    &["uganda", "ugandan"], &["ukraine", "ukrainian", "ukrainians", "kyiv"],
    &["united arab emirates", "emirati", "uae"],
    &["united kingdom", "uk", "britain", "british", "britons", "great britain", "england",
      "english", "london"],
    &["united states", "us", "usa", "america", "american", "americans", "washington",
      "united states of america"],
    &["uruguay", "uruguayan"], &["venezuela", "venezuelan"],
    &["vietnam", "vietnamese"], &["wales", "welsh"], &["yemen", "yemeni"],
    &["zambia", "zambian"], &["zimbabwe", "zimbabwean"],
];

/// Whether two folded names can be one bearer's. Names that share a word can.
pub(crate) fn may_be_one(a: &str, b: &str) -> bool {
    shares_word(a, b)
        || is_shortened(a, b)
        || is_shortened(b, a)
        || initials(a) == b
        || initials(b) == a
        || country(a).is_some_and(|of| country(b) == Some(of))
}

/// The country that a folded name is, or whose people or things it is of: the index of
/// its row.
pub(crate) fn country(name: &str) -> Option<usize> {
    COUNTRY.iter().position(|forms| {
        forms.iter().any(|form| {
            let rest = name.strip_prefix(form);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        })
    })
}

/// Whether two words are forms of one first name, or one word with another ending:
/// `Italy`, `Italian`.
pub(crate) fn is_one_word(a: &str, b: &str) -> bool {
    a == b || FIRST.iter().any(|forms| forms.contains(&a) && forms.contains(&b)) || {
        let common = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
        let shorter = a.chars().count().min(b.chars().count());
        common >= 4 && shorter - common <= 1
    }
}

/// The words of a folded name that tell whose it is.
pub(crate) fn telling(name: &str) -> impl Iterator<Item = &str> + Clone {
    name.split(' ').filter(|word| word.len() > 1 && !SMALL.contains(word))
}

fn shares_word(a: &str, b: &str) -> bool {
    telling(a).any(|word| telling(b).any(|other| is_one_word(word, other)))
}

/// Whether each word of `short` is cut from the word of `long` in its place: `Man Utd`,
/// `Manchester United`.
fn is_shortened(short: &str, long: &str) -> bool {
    let pairs = || short.split(' ').zip(long.split(' '));
    let same = short.split(' ').count() == long.split(' ').count();
    same && pairs().count() > 1 && pairs().all(|(short, long)| is_cut_from(short, long))
}

/// Whether a word has the first letter of `long`, and its others in their order.
fn is_cut_from(short: &str, long: &str) -> bool {
    let mut rest = long.chars();
    short.len() > 1
        && short.chars().next() == long.chars().next()
        && short.chars().all(|c| rest.any(|other| other == c))
}

/// The first letters of the telling words of a name of several.
fn initials(name: &str) -> String {
    let words = || name.split(' ').filter(|word| !SMALL.contains(word));
    let several = words().nth(1).is_some();
    words().filter(|_| several).filter_map(|word| word.chars().next()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(a: &str, b: &str, expected: bool) {
        assert_eq!(may_be_one(a, b), expected, "{a} / {b}");
        assert_eq!(may_be_one(b, a), expected, "{b} / {a}");
    }

    #[test]
    fn one_bearer_has_names_of_many_forms() {
        check("ada lane", "lane", true);
        check("bill", "william hart", true);
        check("world harbour council", "whc", true);
        check("bank of hexley", "bh", true);
        check("us", "american", true);
        check("hex utd", "hexley united", true);
        check("uk", "british foreign office", true);
        check("italy", "italian", true);
        check("democrat", "democratic", true);
    }

    #[test]
    fn two_bearers_share_no_word() {
        check("ada lane", "ben ross", false);
        check("austria", "australia", false);
        check("france", "germany", false);
        check("bank of hexley", "port of ellery", false);
        check("who", "nato", false);
    }

    #[test]
    fn a_country_is_known_by_its_people() {
        assert_eq!(country("french foreign ministry"), country("france"));
        assert_ne!(country("french"), country("british"));
        assert_eq!(country("ada lane"), None);
        assert_eq!(country("usage"), None);
    }

    #[test]
    fn generic_words_are_sorted() {
        assert!(GENERIC.is_sorted());
    }

    #[test]
    fn rows_are_folded_and_of_several_forms() {
        for row in FIRST.iter().chain(COUNTRY) {
            assert!(row.len() > 1, "{row:?}");
            for form in *row {
                assert_eq!(crate::text::fold_name(form), *form);
            }
        }
    }
}
