//! A user's `sources.toml`, laid over the built-in registry.

use std::collections::BTreeMap;
use std::path::Path;

use crate::outlet::Ambiguity;
use crate::outlet::Outlet;
use crate::outlet::Outlets;
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
        if let Some(replaced) = known(&index::name_key(&name)) {
            renamed.insert(replaced.name.to_string(), name.clone());
        }
        let Some(replaces) = &entry.replaces else { continue };
        match known(&index::name_key(&replaces.value)) {
            Some(replaced) => {
                renamed.insert(replaced.name.to_string(), name);
            }
            None => {
                let mistake = no_such("replaces", &replaces.value, builtin);
                mistakes.push(replaces.at.clone(), mistake);
            }
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
    let what = match clash.claim {
        Claim::Name => "name",
        Claim::Host => "host",
        Claim::Edition => "edition",
    };
    let mistake = Mistake::Taken {
        what,
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
        crate::outlet::Resolution::Known { outlet, .. } => {
            vec![builtin.outlet(outlet).name.to_string()]
        }
        crate::outlet::Resolution::Ambiguous(ids) => {
            ids.iter().map(|id| builtin.outlet(*id).name.to_string()).collect()
        }
        crate::outlet::Resolution::Unknown(names) => names,
    };
    Mistake::NoSuchOutlet { key, name: name.to_owned(), nearest }
}
