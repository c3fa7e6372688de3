//! A user's `sources.toml`, laid over the built-in registry.

use std::collections::BTreeMap;
use std::path::Path;

use crate::outlet::Ambiguity;
use crate::outlet::Outlet;
use crate::outlet::Outlets;
use crate::outlet::Resolution;
use crate::outlet::index;
use crate::outlet::index::Claim;
use crate::outlet::index::Clash;

use super::entry;
use super::entry::AmbiguousEntry;
use super::entry::OutletEntry;
use super::mistake::ConfigErrors;
use super::mistake::Mistake;
use super::mistake::Mistakes;

/// Reads a user's `sources.toml` and lays it over the built-in registry.
///
/// An outlet with the name of a built-in one, or with `replaces` set to it, stands in its
/// place; others are added. A user's outlet may take a label that the built-in registry
/// holds to be ambiguous: the user has then said what it means.
///
/// # Errors
///
/// If the file is no TOML, has unknown keys or values that can't be, or claims a name or
/// host of another outlet. All mistakes are given. `path` is for messages only.
///
/// # Examples
///
/// ```
/// use std::path::Path;
///
/// let text = "[[outlet]]\nname = 'The Quay'\nhosts = ['quay.example']\n";
/// let outlets = veracite::config::outlets(Path::new("sources.toml"), text)?;
/// assert!(outlets.is_known("the quay") && outlets.is_known("The Guardian"));
///
/// let error = veracite::config::outlets(Path::new("s.toml"), "[[outlet]]\nnmae = 'X'");
/// assert!(error.unwrap_err().to_string().contains("the nearest is `name`"));
/// # Ok::<(), veracite::config::ConfigErrors>(())
/// ```
pub fn outlets(path: &Path, text: &str) -> Result<Outlets, ConfigErrors> {
    let mut mistakes = Mistakes::default();
    let entries = entry::read(text, &mut mistakes);
    let builtin = Outlets::builtin();
    let (mut outlets, renamed) = kept(&builtin, &entries.outlets, &mut mistakes);
    let n_kept = outlets.len();
    outlets.extend(entries.outlets.iter().map(|entry| entry.outlet.clone()));
    for clash in index::clashes(&outlets) {
        tell(&clash, &outlets, (n_kept, &entries.outlets), &mut mistakes);
    }
    let mut ambiguous = still_ambiguous(&builtin, &outlets, &renamed);
    for entry in &entries.ambiguous {
        check_label(entry, &outlets, &builtin, &mut mistakes);
        let key = index::name_key(&entry.label.name);
        ambiguous.retain(|label| index::name_key(&label.name) != key);
        ambiguous.push(entry.label.clone());
    }
    mistakes.into_result(path, text)?;
    Ok(Outlets::new(outlets, ambiguous))
}

/// The built-in outlets that no entry stands in for, and the new names of the others.
fn kept(
    builtin: &Outlets,
    entries: &[OutletEntry],
    mistakes: &mut Mistakes,
) -> (Vec<Outlet>, BTreeMap<String, String>) {
    let mut renamed = BTreeMap::new();
    let known = |key: &str| {
        let mut outlets = builtin.iter().map(|(_, outlet)| outlet);
        outlets.find(|outlet| index::name_key(&outlet.name) == key)
    };
    for entry in entries {
        let name = entry.outlet.name.to_string();
        if let Some(former) = known(&index::name_key(&name)) {
            renamed.insert(former.name.to_string(), name.clone());
        }
        let Some(replaces) = &entry.replaces else { continue };
        if let Some(former) = known(&index::name_key(&replaces.value)) {
            renamed.insert(former.name.to_string(), name);
        } else {
            let mistake = no_such("replaces", &replaces.value, builtin);
            mistakes.push(replaces.at.clone(), mistake);
        }
    }
    let outlets = builtin.iter().map(|(_, outlet)| outlet);
    let kept = outlets.filter(|outlet| !renamed.contains_key(&*outlet.name));
    (kept.cloned().collect(), renamed)
}

/// The labels of the built-in registry that the user's file leaves ambiguous.
fn still_ambiguous(
    builtin: &Outlets,
    outlets: &[Outlet],
    renamed: &BTreeMap<String, String>,
) -> Vec<Ambiguity> {
    let names = index::names(outlets, &[]);
    let is_free = |label: &Ambiguity| {
        let key = index::name_key(&label.name);
        names.binary_search_by(|entry| (*entry.key).cmp(key.as_str())).is_err()
    };
    let mut labels = builtin.ambiguous().to_vec();
    labels.retain(is_free);
    for name in labels.iter_mut().flat_map(|label| label.outlets.to_mut()) {
        if let Some(new) = renamed.get(&**name) {
            *name = new.clone().into();
        }
    }
    labels
}

/// Tells of a clash that the user's file makes; the first `n_kept` outlets are built in.
fn tell(
    clash: &Clash,
    outlets: &[Outlet],
    (n_kept, entries): (usize, &[OutletEntry]),
    mistakes: &mut Mistakes,
) {
    // A name said twice by one outlet does no harm.
    if clash.by == clash.first && clash.claim != Claim::Edition {
        return;
    }
    // A user's outlet that is named like a built-in edition is meant to be.
    let Some(entry) = clash.by.0.checked_sub(n_kept).and_then(|at| entries.get(at))
    else {
        return;
    };
    let name = |at: usize| {
        outlets.get(at).map(|outlet| outlet.name.to_string()).unwrap_or_default()
    };
    let mistake = Mistake::Taken {
        what: clash.claim.word(),
        text: clash.text.clone(),
        outlet: name(clash.by.0),
        by: name(clash.first.0),
        builtin: clash.first.0 < n_kept,
    };
    mistakes.push(entry.place(&clash.text), mistake);
}

/// Checks that an ambiguous label is free, and that the outlets it may mean are there.
fn check_label(
    entry: &AmbiguousEntry,
    outlets: &[Outlet],
    builtin: &Outlets,
    mistakes: &mut Mistakes,
) {
    let key = index::name_key(&entry.label.name);
    let called_so = outlets.iter().find(|outlet| {
        let mut names = std::iter::once(&outlet.name).chain(outlet.aliases.iter());
        names.any(|name| index::name_key(name) == key)
    });
    if let Some(outlet) = called_so {
        let mistake = Mistake::Taken {
            what: "label",
            text: entry.label.name.to_string(),
            outlet: "[[ambiguous]]".to_owned(),
            by: outlet.name.to_string(),
            builtin: false,
        };
        mistakes.push(entry.at.clone(), mistake);
    }
    for place in &entry.places {
        if !outlets.iter().any(|outlet| outlet.name == place.value) {
            mistakes.push(place.at.clone(), no_such("outlets", &place.value, builtin));
        }
    }
}

/// Says that no outlet has this name, and which come near.
fn no_such(key: &'static str, name: &str, builtin: &Outlets) -> Mistake {
    let nearest = match builtin.resolve(name) {
        Resolution::Known { outlet, .. } => {
            vec![builtin.outlet(outlet).name.to_string()]
        }
        Resolution::Ambiguous(ids) => {
            ids.iter().map(|id| builtin.outlet(*id).name.to_string()).collect()
        }
        Resolution::Unknown(names) => names,
    };
    Mistake::NoSuchOutlet { key, name: name.to_owned(), nearest }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Outlets, ConfigErrors> {
        outlets(Path::new("own.toml"), text)
    }

    /// The mistakes in `text`, a line each, without the file's name.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found =
            read(text).map_or_else(|errors| errors.to_string(), |_| String::new());
        let found: Vec<_> =
            found.lines().map(|line| line.trim_start_matches("own.toml:")).collect();
        assert_eq!(found, expected);
    }

    #[track_caller]
    fn name_of(outlets: &Outlets, label: &str) -> String {
        match outlets.resolve(label) {
            Resolution::Known { outlet, .. } => outlets.outlet(outlet).name.to_string(),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn an_empty_file_leaves_the_built_in_registry() {
        let (own, built) = (read("").unwrap(), Outlets::builtin());
        assert_eq!(own.len(), built.len());
        assert_eq!(crate::outlet::lint(&own), []);
        for (id, outlet) in built.iter() {
            assert_eq!(own.outlet(id), outlet);
        }
    }

    #[test]
    fn an_outlet_is_added() {
        let own =
            read("[[outlet]]\nname='The Quay'\nhosts=['quay.example/news']").unwrap();
        assert_eq!(own.len(), Outlets::builtin().len() + 1);
        assert_eq!(name_of(&own, "quay"), "The Quay");
        assert_eq!(name_of(&own, "https://www.quay.example/news/1"), "The Quay");
        assert_eq!(name_of(&own, "Variety AU"), "Variety");
    }

    #[test]
    fn an_outlet_of_the_same_name_stands_in_for_the_built_in_one() {
        let own = read("[[outlet]]\nname='Variety'\nhosts=['v.example']").unwrap();
        assert_eq!(own.len(), Outlets::builtin().len());
        assert_eq!(name_of(&own, "v.example"), "Variety");
        assert_eq!(own.by_url("https://variety.com/"), None);
    }

    #[test]
    fn an_outlet_may_replace_one_of_another_name() {
        let text = "[[outlet]]\nname='ABC'\nreplaces='ABC News (Australia)'\n\
                    hosts=['abc.net.au']";
        let own = read(text).unwrap();
        assert_eq!(name_of(&own, "ABC"), "ABC");
        assert_eq!(name_of(&own, "https://www.abc.net.au/news/1"), "ABC");
        let Resolution::Ambiguous(ids) = own.resolve("ABC News") else {
            panic!("the other label is still ambiguous");
        };
        let names: Vec<_> = ids.iter().map(|id| &*own.outlet(*id).name).collect();
        assert_eq!(names, ["ABC News (US)", "ABC"]);
    }

    #[test]
    fn all_mistakes_are_told_at_once_with_their_places() {
        let text = "\
[[outlet]]
nmae = 'Quay'
hosts = 'quay.example'

[[outlet]]
name = 'Kai'
hosts = ['www.kai.example', 7]
country = 'uk'
wire = 'yes'
feeds = ['ftp://kai.example/feed']

[[outlet.edition]]
lable = 'US'

[[outlets]]
";
        check(
            text,
            &[
                "1:1: [[outlet]] has no `name`, which it must have",
                "1:1: [[outlet]] has no `hosts`, which it must have",
                "2:1: unknown key `nmae` in [[outlet]], the nearest is `name`; valid keys \
                 are `name`, `aliases`, `hosts`, `country`, `language`, `wire`, `feeds`, \
                 `sitemaps`, `news_sitemaps`, `search`, `edition`, `replaces`",
                "3:9: `hosts` is of type string, and must be a list of texts, such as \
                 [\"a\", \"b\"]",
                "7:10: `hosts` is `www.kai.example`, and must be a lower-case host without \
                 scheme, `www.` or port, with or without first path segments, such as \
                 `example.com` or `example.com/uk`",
                "7:29: `hosts` is of type integer, and must be a list of texts, such as \
                 [\"a\", \"b\"]",
                "8:11: `country` is `uk`, and must be an ISO 3166-1 code of two lower-case \
                 letters, such as `gb` or `us`",
                "9:8: `wire` is of type string, and must be true or false",
                "10:10: `feeds` is `ftp://kai.example/feed`, and must be an address that \
                 starts with https:// or http://",
                "12:1: [[outlet.edition]] has no `label`, which it must have",
                "13:1: unknown key `lable` in [[outlet.edition]], the nearest is `label`; \
                 valid keys are `label`, `aliases`, `hosts`",
                "15:3: unknown key `outlets` in the file, the nearest is `outlet`; valid \
                 keys are `outlet`, `ambiguous`",
            ],
        );
    }

    #[test]
    fn a_name_or_host_of_another_outlet_is_taken() {
        check(
            "[[outlet]]\nname = 'Quay'\naliases = ['NYT']\nhosts = ['theguardian.com']",
            &[
                "3:12: name `NYT` of Quay is taken by The New York Times of the built-in \
                 registry; if it is the same outlet, give the built-in's name or set \
                 `replaces` to it",
                "4:10: host `theguardian.com` of Quay is taken by The Guardian of the \
                 built-in registry; if it is the same outlet, give the built-in's name or \
                 set `replaces` to it",
            ],
        );
        check(
            "[[outlet]]\nname='Quay'\nhosts=['q.example']\n\
             [[outlet]]\nname='The Quay'\nhosts=['p.example']",
            &["5:6: name `The Quay` of The Quay is taken by Quay"],
        );
    }

    #[test]
    fn an_outlet_that_is_not_there_is_told_with_the_nearest() {
        check(
            "[[outlet]]\nname='Quay'\nhosts=['q.example']\nreplaces='The Gaurdian'",
            &[
                "4:10: `replaces` is `The Gaurdian`, which no outlet is named, the nearest is \
               `The Guardian`",
            ],
        );
        check(
            "[[ambiguous]]\nname='Q'\noutlets=['Variety', 'NYT']",
            &["3:21: `outlets` is `NYT`, which no outlet is named, the nearest is \
               `The New York Times`"],
        );
    }

    #[test]
    fn an_ambiguous_label_can_be_added() {
        let own =
            read("[[ambiguous]]\nname='V'\noutlets=['Variety', 'The Verge']").unwrap();
        assert!(matches!(own.resolve("V"), Resolution::Ambiguous(ids) if ids.len() == 2));
    }

    #[test]
    fn text_that_is_no_toml_is_told_with_its_place() {
        let errors = read("[[outlet]]\nname = \n[[outlet]\n").unwrap_err().errors;
        let lines: Vec<_> = errors.iter().map(|error| error.line).collect();
        assert!(lines.contains(&2) && lines.contains(&3), "{errors:?}");
    }
}

#[cfg(test)]
mod properties {
    use proptest::prelude::*;

    use super::*;

    /// Pieces of a file that is nearly right.
    const NEARLY: &str =
        r"(\[\[outlet\]\]|\[\[ambiguous\]\]|name|hosts|=|'|\[|\]|\n|\PC){0,40}";

    proptest! {
        #[test]
        fn any_text_is_read(text in NEARLY) {
            let mut mistakes = Mistakes::default();
            entry::read(&text, &mut mistakes);
            let _ = mistakes.into_result(Path::new("own.toml"), &text);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(12))]
        #[test]
        fn any_text_is_laid_over_the_built_in_registry(text in NEARLY) {
            let _ = outlets(Path::new("own.toml"), &text);
        }
    }
}
