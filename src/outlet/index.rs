//! Who answers to which name and host, and where two claim the same.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use crate::text::fold_name;

use super::registry::Ambiguity;
use super::registry::List;
use super::registry::Outlet;
use super::registry::OutletId;
use super::registry::Str;

/// A folded name and what it means. Kept sorted by key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NameEntry {
    /// The name as [`name_key`] gives it.
    pub(crate) key: Str,
    /// What it means.
    pub(crate) meaning: Meaning,
}

/// What a folded name means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// The outlet's own name.
    Name(OutletId),
    /// Another name of the outlet.
    Alias(OutletId),
    /// More than one outlet.
    Many(List<OutletId>),
}

/// A host (and path) and whose it is. Kept sorted by key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct HostEntry {
    /// `theguardian.com`, `theguardian.com/us-news`; lower case.
    pub(crate) key: Str,
    /// Whose it is.
    pub(crate) outlet: OutletId,
    /// Index of the edition, where it is one edition's alone.
    pub(crate) edition: Option<usize>,
}

/// Two claims to one name or host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Clash {
    /// What is claimed.
    pub(crate) claim: Claim,
    /// The name or host, as the later claim has it.
    pub(crate) text: String,
    /// The outlet that claims it too.
    pub(crate) by: OutletId,
    /// The outlet that had it first; the same outlet if it says it twice.
    pub(crate) first: OutletId,
}

/// What two outlets may both claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Claim {
    /// A name or alias.
    Name,
    /// A host.
    Host,
    /// A name with an edition's label after it.
    Edition,
}

impl Claim {
    /// The word for it in messages.
    #[must_use]
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Host => "host",
            Self::Edition => "edition",
        }
    }
}

/// A name folded, without a leading article: `The Guardian` and `guardian` are one.
#[must_use]
pub(crate) fn name_key(name: &str) -> String {
    let folded = fold_name(name);
    match folded.strip_prefix("the ") {
        Some(rest) => rest.to_owned(),
        None => folded,
    }
}

/// The name index of these outlets; of two claims the first is kept, and an outlet's own
/// name goes before any alias.
#[must_use]
pub(crate) fn names(outlets: &[Outlet], ambiguous: &[Ambiguity]) -> Vec<NameEntry> {
    let mut index = BTreeMap::new();
    for (at, outlet) in outlets.iter().enumerate() {
        index.entry(name_key(&outlet.name)).or_insert(Meaning::Name(OutletId(at)));
    }
    for (at, outlet) in outlets.iter().enumerate() {
        for alias in outlet.aliases.iter() {
            index.entry(name_key(alias)).or_insert(Meaning::Alias(OutletId(at)));
        }
    }
    for label in ambiguous {
        let ids = members(outlets, label).flatten().collect();
        index.entry(name_key(&label.name)).or_insert(Meaning::Many(Cow::Owned(ids)));
    }
    let sorted = index.into_iter();
    sorted.map(|(key, meaning)| NameEntry { key: Cow::Owned(key), meaning }).collect()
}

/// The outlets that an ambiguous label names, in its own order; `None` for each that is
/// not there.
pub(crate) fn members(
    outlets: &[Outlet],
    label: &Ambiguity,
) -> impl Iterator<Item = Option<OutletId>> {
    let at = |name: &Str| outlets.iter().position(|outlet| outlet.name == *name);
    label.outlets.iter().map(move |name| at(name).map(OutletId))
}

/// The host index of these outlets; of two claims the first is kept.
#[must_use]
pub(crate) fn hosts(outlets: &[Outlet]) -> Vec<HostEntry> {
    let mut index = BTreeMap::new();
    for (outlet, edition, host) in claimed_hosts(outlets) {
        index.entry(host.to_ascii_lowercase()).or_insert((outlet, edition));
    }
    let sorted = index.into_iter();
    sorted
        .map(|(key, (outlet, edition))| HostEntry {
            key: Cow::Owned(key),
            outlet,
            edition,
        })
        .collect()
}

/// Every host with the outlet and the edition it is given to, in order of outlets.
fn claimed_hosts(
    outlets: &[Outlet],
) -> impl Iterator<Item = (OutletId, Option<usize>, &Str)> {
    outlets.iter().enumerate().flat_map(|(at, outlet)| {
        let own = outlet.hosts.iter().map(move |host| (OutletId(at), None, host));
        let editions = outlet.editions.iter().enumerate();
        let editions = editions.flat_map(move |(edition, known)| {
            known.hosts.iter().map(move |host| (OutletId(at), Some(edition), host))
        });
        own.chain(editions)
    })
}

/// Where two outlets (or one twice) claim one name, host, or name with edition.
#[must_use]
pub(crate) fn clashes(outlets: &[Outlet]) -> Vec<Clash> {
    let mut found = Vec::new();
    let mut names = BTreeMap::new();
    for (at, outlet) in outlets.iter().enumerate() {
        let by = OutletId(at);
        for name in std::iter::once(&outlet.name).chain(outlet.aliases.iter()) {
            claim(&mut names, name_key(name), Claim::Name, (by, name), &mut found);
        }
    }
    let mut hosts = BTreeMap::new();
    for (by, _, host) in claimed_hosts(outlets) {
        claim(&mut hosts, host.to_ascii_lowercase(), Claim::Host, (by, host), &mut found);
    }
    for (at, outlet) in outlets.iter().enumerate() {
        hidden_editions(OutletId(at), outlet, &names, &mut found);
    }
    found
}

/// Notes who claims `key`, or that it is claimed already.
fn claim(
    taken: &mut BTreeMap<String, OutletId>,
    key: String,
    what: Claim,
    (by, text): (OutletId, &Str),
    found: &mut Vec<Clash>,
) {
    match taken.entry(key) {
        Entry::Vacant(free) => {
            free.insert(by);
        }
        Entry::Occupied(held) => {
            let first = *held.get();
            found.push(Clash { claim: what, text: text.to_string(), by, first });
        }
    }
}

/// Editions that can't be named, as some outlet is called just so.
fn hidden_editions(
    by: OutletId,
    outlet: &Outlet,
    names: &BTreeMap<String, OutletId>,
    found: &mut Vec<Clash>,
) {
    let mut labels = BTreeMap::new();
    for (at, edition) in outlet.editions.iter().enumerate() {
        for label in std::iter::once(&edition.label).chain(edition.aliases.iter()) {
            let folded = fold_name(label);
            let mut clash = |text, first| {
                found.push(Clash { claim: Claim::Edition, text, by, first });
            };
            for name in std::iter::once(&outlet.name).chain(outlet.aliases.iter()) {
                if let Some(&first) = names.get(&format!("{} {folded}", name_key(name))) {
                    clash(format!("{name} {label}"), first);
                }
            }
            // `US` and `U.S.` of one edition are one label, and do no harm.
            if *labels.entry(folded).or_insert(at) != at {
                clash(label.to_string(), by);
            }
        }
    }
}
