//! What one label means, and why.
//!
//! Tried in this order, and the first that applies decides:
//!
//! 1. the label is a name or an alias, folded, a leading article aside;
//! 2. it is a host, a host with path, or an address;
//! 3. it is a name or an alias and an edition's label after it, the longest name first.
//!
//! A full name goes before an edition, as `The Guardian Nigeria` is not the Nigerian
//! edition of The Guardian. A near miss is a suggestion and never a match: a draft that
//! cites `The Gaurdian` may mean that, and only its author can say so.

use url::Host;
use url::Url;

use crate::text::fold_name;

use super::form::MAX_SEGMENTS;
use super::index::HostEntry;
use super::index::Meaning;
use super::index::NameEntry;
use super::index::name_key;
use super::registry::Outlet;
use super::registry::OutletId;
use super::registry::Outlets;

/// Bytes of the longest label that is looked at; the longest name there is has under 60.
const MAX_LABEL: usize = 256;

/// Bytes of the longest host name (RFC 1035, section 2.3.4).
const MAX_HOST: usize = 253;

/// Most suggestions for a label that means nothing.
const MAX_SUGGESTIONS: usize = 3;

/// What a label means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolution {
    /// One outlet.
    Known {
        /// The outlet.
        outlet: OutletId,
        /// The edition's label, where one was named.
        edition: Option<String>,
        /// Why.
        how: How,
    },
    /// More than one outlet is called so.
    Ambiguous(Vec<OutletId>),
    /// No outlet; the nearest names, nearest first. Never accepted by itself.
    Unknown(Vec<String>),
}

/// Why a label means an outlet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum How {
    /// It is the outlet's name.
    Name,
    /// It is an alias.
    Alias,
    /// It is a host.
    Host,
    /// It is a name or alias, and an edition's label after it.
    Edition,
}

impl Outlets {
    /// What `label` means, by the [rules](self) of this module.
    ///
    /// # Examples
    ///
    /// ```
    /// use veracite::outlet::{Outlets, Resolution};
    ///
    /// let outlets = Outlets::builtin();
    /// let Resolution::Known { outlet, edition, .. } = outlets.resolve("Variety AU") else {
    ///     panic!("Variety is in the registry");
    /// };
    /// assert_eq!(outlets.outlet(outlet).name, "Variety");
    /// assert_eq!(edition.as_deref(), Some("AU"));
    ///
    /// let near = Resolution::Unknown(vec!["The Guardian".into()]);
    /// assert_eq!(outlets.resolve("The Gaurdian"), near);
    /// ```
    #[must_use]
    pub fn resolve(&self, label: &str) -> Resolution {
        let Some(key) = key_of(label) else { return Resolution::Unknown(Vec::new()) };
        self.lookup(label, &key)
            .unwrap_or_else(|| Resolution::Unknown(self.suggestions(&key)))
    }

    /// Whether `label` means an outlet, or more than one. Cheaper than
    /// [`resolve`](Self::resolve) where it does not, as no suggestion is looked for.
    #[must_use]
    pub fn is_known(&self, label: &str) -> bool {
        key_of(label).is_some_and(|key| self.lookup(label, &key).is_some())
    }

    /// The outlet (and edition, where hosts tell) that publishes at `url`. The scheme may
    /// be left out; other schemes than http and https have no publisher.
    ///
    /// # Examples
    ///
    /// ```
    /// use veracite::outlet::Outlets;
    ///
    /// let outlets = Outlets::builtin();
    /// let (outlet, edition) = outlets.by_url("https://au.variety.com/2026/x").unwrap();
    /// assert_eq!(outlets.outlet(outlet).name, "Variety");
    /// assert_eq!(edition.as_deref(), Some("AU"));
    /// assert_eq!(outlets.by_url("https://notvariety.com/"), None);
    /// ```
    #[must_use]
    pub fn by_url(&self, url: &str) -> Option<(OutletId, Option<String>)> {
        let url = address(url)?;
        let entry = match url.host()? {
            Host::Domain(name) => {
                let name = name.trim_end_matches('.');
                if name.len() > MAX_HOST {
                    return None;
                }
                suffixes(name).find_map(|host| self.by_host(host, &url))?
            }
            Host::Ipv4(ip) => self.by_host(&ip.to_string(), &url)?,
            Host::Ipv6(_) => return None,
        };
        let edition = entry.edition.and_then(|at| {
            let edition = self.outlet(entry.outlet).editions.get(at)?;
            Some(edition.label.to_string())
        });
        Some((entry.outlet, edition))
    }

    /// The meaning of a label by name, host or edition.
    fn lookup(&self, label: &str, key: &str) -> Option<Resolution> {
        self.by_name(key)
            .or_else(|| self.by_address(label))
            .or_else(|| self.by_edition(key))
    }

    /// Finds a folded name or alias.
    fn by_name(&self, key: &str) -> Option<Resolution> {
        let known = |outlet, how| Resolution::Known { outlet, edition: None, how };
        Some(match &self.named(key)?.meaning {
            Meaning::Name(outlet) => known(*outlet, How::Name),
            Meaning::Alias(outlet) => known(*outlet, How::Alias),
            Meaning::Many(outlets) => Resolution::Ambiguous(outlets.to_vec()),
        })
    }

    /// Finds a label that is a host or an address.
    fn by_address(&self, label: &str) -> Option<Resolution> {
        let label = label.trim();
        if !label.contains('.') || label.contains(char::is_whitespace) {
            return None;
        }
        let (outlet, edition) = self.by_url(label)?;
        Some(Resolution::Known { outlet, edition, how: How::Host })
    }

    /// Finds a name with an edition's label after it, the longest name first.
    fn by_edition(&self, key: &str) -> Option<Resolution> {
        key.rmatch_indices(' ').find_map(|(at, _)| {
            let (name, label) = (key.get(..at)?, key.get(at + 1..)?);
            let (Meaning::Name(id) | Meaning::Alias(id)) = self.named(name)?.meaning
            else {
                return None;
            };
            let edition = Some(edition(self.outlet(id), label)?.to_owned());
            Some(Resolution::Known { outlet: id, edition, how: How::Edition })
        })
    }

    /// The entry of a folded name.
    fn named(&self, key: &str) -> Option<&NameEntry> {
        let at = self.names.binary_search_by(|entry| (*entry.key).cmp(key)).ok()?;
        self.names.get(at)
    }

    /// The entry of a host with the longest of the address's first path segments.
    fn by_host(&self, host: &str, url: &Url) -> Option<&HostEntry> {
        let mut keys = vec![host.to_ascii_lowercase()];
        let segments = url.path_segments().into_iter().flatten();
        for segment in
            segments.take(MAX_SEGMENTS).take_while(|segment| !segment.is_empty())
        {
            let shorter = keys.last().map_or("", String::as_str);
            keys.push(format!("{shorter}/{}", segment.to_ascii_lowercase()));
        }
        keys.iter().rev().find_map(|key| {
            let found =
                self.hosts.binary_search_by(|entry| (*entry.key).cmp(key.as_str()));
            self.hosts.get(found.ok()?)
        })
    }

    /// The names nearest to a label that means nothing, nearest first.
    ///
    /// Distance is optimal string alignment (edits, and neighbours exchanged), at most one
    /// edit for each five letters. Jaro-Winkler was tried: by its weight on the first
    /// letters it takes `Financial Review` for the Financial Times.
    fn suggestions(&self, key: &str) -> Vec<String> {
        let length = key.chars().count();
        let allowed = (length / 5).max(1);
        let mut near: Vec<(usize, &NameEntry)> = Vec::new();
        if length >= 3 {
            for entry in self.names.iter() {
                let other = entry.key.chars().count();
                if other >= 3 && other.abs_diff(length) <= allowed {
                    let distance = strsim::osa_distance(key, &entry.key);
                    if distance <= allowed {
                        near.push((distance, entry));
                    }
                }
            }
        }
        near.sort_by_key(|&(distance, entry)| (distance, &entry.key));
        // `BBC Wales`: the name is known, what follows is not.
        let start =
            key.rmatch_indices(' ').find_map(|(at, _)| self.named(key.get(..at)?));
        let mut names = Vec::new();
        for entry in near.into_iter().map(|(_, entry)| entry).chain(start) {
            for outlet in meant(&entry.meaning) {
                let name = self.outlet(*outlet).name.to_string();
                if names.len() < MAX_SUGGESTIONS && !names.contains(&name) {
                    names.push(name);
                }
            }
        }
        names
    }
}

/// The key of a label that is worth looking up.
fn key_of(label: &str) -> Option<String> {
    if label.len() > MAX_LABEL {
        return None;
    }
    Some(name_key(label)).filter(|key| !key.is_empty())
}

/// The outlets a name means.
fn meant(meaning: &Meaning) -> &[OutletId] {
    match meaning {
        Meaning::Name(outlet) | Meaning::Alias(outlet) => std::slice::from_ref(outlet),
        Meaning::Many(outlets) => outlets,
    }
}

/// The label of the edition that is called `folded`.
fn edition<'o>(outlet: &'o Outlet, folded: &str) -> Option<&'o str> {
    let known = outlet.editions.iter().find(|edition| {
        let mut labels = std::iter::once(&edition.label).chain(edition.aliases.iter());
        labels.any(|label| fold_name(label) == folded)
    })?;
    Some(&known.label)
}

/// An address of the web, its scheme given or not.
fn address(text: &str) -> Option<Url> {
    let text = text.trim();
    if text.contains("://") {
        return Url::parse(text)
            .ok()
            .filter(|url| matches!(url.scheme(), "http" | "https"));
    }
    // Without a scheme, `ann@example.com` is a person's address and not a page's.
    let url = Url::parse(&format!("https://{}", text.trim_start_matches('/'))).ok()?;
    (url.username().is_empty() && url.password().is_none()).then_some(url)
}

/// A host and all hosts it is below: `a.b.c`, `b.c`, `c`.
fn suffixes(host: &str) -> impl Iterator<Item = &str> {
    let below = host.match_indices('.').filter_map(|(at, _)| host.get(at + 1..));
    std::iter::once(host).chain(below)
}
