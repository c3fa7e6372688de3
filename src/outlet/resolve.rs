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

/// Fewest letters of a name that is suggested: any two letters are near any other two.
const MIN_SUGGESTED: usize = 3;

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
    /// What `label` means, by the rules at the top of this module.
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
        let letters = Letters::of(key);
        let allowed = (letters.count / 5).max(1);
        let mut near: Vec<(usize, &NameEntry)> = Vec::new();
        for entry in self.names.iter() {
            let other = Letters::of(&entry.key);
            if letters.count.min(other.count) >= MIN_SUGGESTED
                && letters.edits_apart(&other) <= allowed
            {
                let distance = strsim::osa_distance(key, &entry.key);
                if distance <= allowed {
                    near.push((distance, entry));
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

/// How often each letter is in a name, in 32 classes: tells most names apart without
/// aligning them.
struct Letters {
    count: usize,
    classes: [u8; 32],
}

impl Letters {
    fn of(name: &str) -> Self {
        let mut letters = Self { count: 0, classes: [0; 32] };
        for c in name.chars() {
            letters.count += 1;
            let class = &mut letters.classes[c as usize % 32];
            *class = class.saturating_add(1);
        }
        letters
    }

    /// Edits needed at the least to make one name of the other: each puts one letter in
    /// another class, or adds or drops one.
    fn edits_apart(&self, other: &Self) -> usize {
        let pairs = self.classes.iter().zip(&other.classes);
        let (mut more, mut fewer) = (0, 0);
        for (one, two) in pairs {
            more += usize::from(one.saturating_sub(*two));
            fewer += usize::from(two.saturating_sub(*one));
        }
        more.max(fewer)
    }
}

/// The key of a label that is worth looking up.
fn key_of(label: &str) -> Option<String> {
    if label.len() > MAX_LABEL {
        return None;
    }
    Some(name_key(label)).filter(|key| !key.is_empty() && key != "the")
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The outlet, its edition if any, and why: `Variety/AU Edition`.
    #[track_caller]
    fn check(label: &str, expected: &str) {
        let outlets = Outlets::builtin();
        let name = |id: &OutletId| outlets.outlet(*id).name.to_string();
        let resolution = outlets.resolve(label);
        let found = match &resolution {
            Resolution::Known { outlet, edition, how } => {
                let edition = edition.as_ref().map(|label| format!("/{label}"));
                format!("{}{} {how:?}", name(outlet), edition.unwrap_or_default())
            }
            Resolution::Ambiguous(ids) => {
                format!("? {}", ids.iter().map(name).collect::<Vec<_>>().join("; "))
            }
            Resolution::Unknown(names) => format!("near {}", names.join("; ")),
        };
        assert_eq!(found, expected, "{label:?}");
        let is_unknown = matches!(resolution, Resolution::Unknown(_));
        assert_eq!(outlets.is_known(label), !is_unknown, "{label:?}");
    }

    #[test]
    fn a_name_is_known_whatever_its_case_marks_and_article() {
        for label in ["The Guardian", "Guardian", "the guardian", " THE  GUARDIAN. "] {
            check(label, "The Guardian Name");
        }
        check("TheWrap", "TheWrap Name");
        check("India Today", "India Today Name");
        check("The Independent", "The Independent Name");
        check("the BBC", "BBC Name");
        check("Hollywood Reporter", "The Hollywood Reporter Name");
        check("New York Times", "The New York Times Name");
        check("wall-street journal", "The Wall Street Journal Name");
        check("Le Monde", "Le Monde Name");
        check("RTE", "RTÉ Name");
        check("El Pais", "El País Name");
        check("LEquipe", "L'Équipe Name");
        check("U.S. CENTCOM", "U.S. CENTCOM Name");
        check("US Centcom", "U.S. CENTCOM Name");
        check("Globe & Mail", "The Globe and Mail Name");
        check("Dpa", "dpa Name");
        check("Agence France-Presse", "Agence France-Presse Name");
    }

    #[test]
    fn a_number_in_a_name_is_part_of_it() {
        check("Channel 4", "Channel 4 Name");
        check("France 24", "France 24 Name");
        check("1843", "1843 Name");
        check("60 Minutes", "CBS News Alias");
        check("404 Media", "404 Media Name");
        check("News24", "News24 Name");
    }

    #[test]
    fn an_alias_is_known() {
        let cases = [
            ("The Wrap", "TheWrap"),
            ("TheVerge", "The Verge"),
            ("NYT", "The New York Times"),
            ("WSJ", "The Wall Street Journal"),
            ("FT", "Financial Times"),
            ("The Times of London", "The Times"),
            ("BBC News", "BBC"),
            ("AP", "Associated Press"),
            ("The AP", "Associated Press"),
            ("AFP", "Agence France-Presse"),
            ("WaPo", "The Washington Post"),
            ("THR", "The Hollywood Reporter"),
            ("LA Times", "Los Angeles Times"),
            ("L.A. Times", "Los Angeles Times"),
            ("Huffington Post", "HuffPost"),
            ("Daily Telegraph", "The Telegraph"),
            ("PA news agency", "PA Media"),
            ("Xinhua News Agency", "Xinhua"),
            ("Time magazine", "Time"),
            ("PTI", "Press Trust of India"),
            ("State Department", "U.S. Department of State"),
            ("WHO", "World Health Organization"),
        ];
        for (label, name) in cases {
            check(label, &format!("{name} Alias"));
        }
    }

    #[test]
    fn another_paper_of_the_same_name_is_its_own_outlet() {
        check("The Guardian Nigeria", "The Guardian Nigeria Name");
        check("Guardian Nigeria", "The Guardian Nigeria Name");
        check("The Times of India", "The Times of India Name");
        check("The Times", "The Times Name");
        check("Times of Israel", "The Times of Israel Name");
        check("Irish Independent", "Irish Independent Name");
        check("The Sun Nigeria", "The Sun Nigeria Name");
        check("The Sun", "The Sun Name");
        check("Sky News Australia", "Sky News Australia Name");
        check("ABC News Australia", "ABC News (Australia) Name");
        check("ABC News (US)", "ABC News (US) Name");
        check("BBC Sport", "BBC Sport Name");
    }

    #[test]
    fn an_edition_follows_a_name_or_an_alias() {
        check("Variety AU", "Variety/AU Edition");
        check("variety australia", "Variety/AU Edition");
        check("Variety (AU)", "Variety/AU Edition");
        check("The Guardian US", "The Guardian/US Edition");
        check("Guardian U.S.", "The Guardian/US Edition");
        check("Guardian Australia", "The Guardian/AU Edition");
        check("Rolling Stone (UK)", "Rolling Stone/UK Edition");
        check("HuffPost UK", "HuffPost/UK Edition");
        check("Huffington Post UK", "HuffPost/UK Edition");
        check("CNN International", "CNN/International Edition");
        check("Vogue France", "Vogue/France Edition");
        check("Forbes India", "Forbes/India Edition");
    }

    #[test]
    fn a_host_or_address_is_known() {
        check("Investing.com", "Investing.com Name");
        check("www.theguardian.com", "The Guardian Host");
        check("theguardian.com/us-news", "The Guardian/US Host");
        check("TheGuardian.com", "The Guardian Host");
        check("bbc.co.uk", "BBC Host");
        check("au.variety.com", "Variety/AU Host");
        check("https://edition.cnn.com/2026/01/02/x", "CNN/International Host");
        check("guardian.ng", "The Guardian Nigeria Host");
    }

    #[test]
    fn a_label_that_means_more_than_one_outlet_is_ambiguous() {
        check("ABC", "? ABC News (US); ABC News (Australia); ABC (Spain)");
        check("The ABC News", "? ABC News (US); ABC News (Australia)");
        check("The National", "? The National (UAE); The National (Scotland)");
        check("The Herald", "? The Herald (Glasgow); The Herald (Zimbabwe)");
    }

    #[test]
    fn a_near_miss_is_a_suggestion_and_never_a_match() {
        check("The Gaurdian", "near The Guardian");
        check("Reutres", "near Reuters");
        check("Varietyy", "near Variety");
        check("Hollywood Reportr", "near The Hollywood Reporter");
        check("New York Tmes", "near The New York Times");
        check("The Wrapp", "near TheWrap");
        check("Washingtn Post", "near The Washington Post");
        check("Al Jazera", "near Al Jazeera");
        check("Indian Today", "near India Today");
        check("The Guardian Nigera", "near The Guardian Nigeria; The Guardian");
    }

    #[test]
    fn what_follows_a_known_name_does_not_hide_it() {
        check("Variety Atlantis", "near Variety");
        check("The Guardian Brazil desk", "near The Guardian");
    }

    #[test]
    fn what_is_like_nothing_gets_no_suggestion() {
        for label in ["", " ", "the", "—", "…", "Ministry of Truth", "a friend of mine"]
        {
            check(label, "near ");
        }
        check(
            "Financial Review of Nothing At All, Vol. 3",
            "near Australian Financial Review",
        );
        check(&"x ".repeat(200), "near ");
        check("ann@theguardian.com", "near ");
        check("notguardian.com", "near ");
    }

    /// The outlet and edition that publish at an address; `-` for none.
    #[track_caller]
    fn check_url(url: &str, expected: &str) {
        let outlets = Outlets::builtin();
        let found = outlets.by_url(url).map_or("-".to_owned(), |(id, edition)| {
            let edition = edition.map(|label| format!("/{label}"));
            format!("{}{}", outlets.outlet(id).name, edition.unwrap_or_default())
        });
        assert_eq!(found, expected, "{url:?}");
    }

    #[test]
    fn an_address_belongs_to_the_longest_host_and_path() {
        let cases = [
            ("https://www.theguardian.com/technology/2026/jan/22/x", "The Guardian"),
            ("https://www.theguardian.com/us-news/2026/jan/22/x", "The Guardian/US"),
            ("https://www.theguardian.com/us-newsroom", "The Guardian"),
            ("https://www.theguardian.com/US-News", "The Guardian/US"),
            ("https://amp.theguardian.com./world", "The Guardian"),
            ("http://user:pw@www.theguardian.com:8080/world?x#y", "The Guardian"),
            ("www.theguardian.com/world", "The Guardian"),
            ("//www.theguardian.com/world", "The Guardian"),
            ("HTTPS://WWW.THEGUARDIAN.COM/", "The Guardian"),
            ("https://variety.com/2026/film/news/x", "Variety"),
            ("https://au.variety.com/2026/film/news/x", "Variety/AU"),
            ("https://finance.yahoo.com/news/x", "Yahoo Finance"),
            ("https://www.yahoo.com/news/x", "Yahoo News"),
            ("https://www.bbc.com/sport/football/1", "BBC Sport"),
            ("https://www.bbc.com/sports", "BBC"),
            ("https://economictimes.indiatimes.com/x", "The Economic Times"),
            ("https://asia.nikkei.com/x", "Nikkei Asia"),
            ("https://www.nytimes.com/athletic/1/x", "The Athletic"),
        ];
        for (url, expected) in cases {
            check_url(url, expected);
        }
    }

    #[test]
    fn an_address_that_only_looks_like_an_outlets_is_not_its() {
        for url in [
            "https://notguardian.com/",
            "https://nottheguardian.com/",
            "https://theguardian.com.example.org/",
            "https://example.org/theguardian.com",
            "https://theguardian.com@example.org/",
            "mailto:ann@theguardian.com",
            "ftp://theguardian.com/x",
            "file:///theguardian.com",
            "javascript:theguardian.com",
            "https://127.0.0.1/",
            "https://[::1]/",
            "com",
            "co.uk",
            "https://",
            "",
        ] {
            check_url(url, "-");
        }
    }
}

#[cfg(test)]
mod properties {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn letters_never_rule_out_a_near_name(one in "[a-d ]{0,12}", two in "[a-d ]{0,12}") {
            let least = Letters::of(&one).edits_apart(&Letters::of(&two));
            prop_assert!(least <= strsim::osa_distance(&one, &two));
        }

        #[test]
        fn any_text_resolves(label in "\\PC{0,80}") {
            let outlets = Outlets::builtin();
            let known = !matches!(outlets.resolve(&label), Resolution::Unknown(_));
            prop_assert_eq!(outlets.is_known(&label), known);
            let _ = outlets.by_url(&label);
        }

        #[test]
        fn any_address_has_a_publisher_or_none(
            url in "(https?:)?/{0,2}[a-z.@:%0-9é]{0,40}(/[\\PC]{0,10}){0,5}",
        ) {
            let _ = Outlets::builtin().by_url(&url);
        }

        #[test]
        fn what_follows_a_host_does_not_change_the_outlet(path in "[a-z0-9/?=&%.]{0,40}") {
            let outlets = Outlets::builtin();
            let url = format!("https://www.theverge.com/{path}");
            let (id, _) = outlets.by_url(&url).unwrap();
            prop_assert_eq!(&*outlets.outlet(id).name, "The Verge");
        }
    }
}
