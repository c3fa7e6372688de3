//! Whether a registry says one thing of each name and host.

use super::form;
use super::index;
use super::index::Claim;
use super::index::Clash;
use super::registry::Outlet;
use super::registry::Outlets;

/// Something wrong with a registry.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LintProblem {
    /// Two outlets answer to one name, or one outlet lists it twice.
    #[error("name `{name}` of {outlet} is {first}'s already")]
    NameTaken {
        /// The name.
        name: String,
        /// The outlet that claims it too.
        outlet: String,
        /// The outlet that has it.
        first: String,
    },
    /// Two outlets publish at one host, and no edition tells them apart.
    #[error("host `{host}` of {outlet} is {first}'s already")]
    HostTaken {
        /// The host.
        host: String,
        /// The outlet that claims it too.
        outlet: String,
        /// The outlet that has it.
        first: String,
    },
    /// An edition that can't be named: an outlet is called so, or another edition is.
    #[error("edition `{label}` of {outlet} can't be named, as {first} is called so")]
    EditionHidden {
        /// The label, with or without the outlet's name.
        label: String,
        /// The outlet that has the edition.
        outlet: String,
        /// The outlet that is called so.
        first: String,
    },
    /// An outlet that publishes nowhere.
    #[error("{outlet} has no host")]
    NoHost {
        /// The outlet.
        outlet: String,
    },
    /// A value that is not what its key asks for.
    #[error("{key} of {outlet} is `{value}`, and must be {valid}")]
    BadValue {
        /// The outlet.
        outlet: String,
        /// The key in sources.toml.
        key: &'static str,
        /// What was found.
        value: String,
        /// What is valid.
        valid: &'static str,
    },
    /// An ambiguous label that is not: an outlet has it, or it means fewer than two.
    #[error("`{label}` is listed as ambiguous, but {reason}")]
    NotAmbiguous {
        /// The label.
        label: String,
        /// Why it is not.
        reason: String,
    },
}

/// Every problem of a registry; none for one in which each label means one thing.
#[must_use]
pub fn lint(outlets: &Outlets) -> Vec<LintProblem> {
    let clashes = index::clashes(&outlets.all);
    let mut problems: Vec<_> =
        clashes.into_iter().map(|clash| clashing(outlets, clash)).collect();
    for outlet in outlets.all.iter() {
        values(outlet, &mut problems);
    }
    ambiguities(outlets, &mut problems);
    problems
}

/// Says who clashes with whom.
fn clashing(outlets: &Outlets, clash: Clash) -> LintProblem {
    let outlet = outlets.outlet(clash.by).name.to_string();
    let first = outlets.outlet(clash.first).name.to_string();
    match clash.claim {
        Claim::Name => LintProblem::NameTaken { name: clash.text, outlet, first },
        Claim::Host => LintProblem::HostTaken { host: clash.text, outlet, first },
        Claim::Edition => LintProblem::EditionHidden { label: clash.text, outlet, first },
    }
}

/// Checks codes, hosts and addresses.
fn values(outlet: &Outlet, problems: &mut Vec<LintProblem>) {
    let mut check = |key, value: &str, good: bool, valid| {
        if !good {
            let (outlet, value) = (outlet.name.to_string(), value.to_owned());
            problems.push(LintProblem::BadValue { outlet, key, value, valid });
        }
    };
    let country = &outlet.country;
    check("country", country, form::is_country(country), form::COUNTRY);
    let language = &outlet.language;
    check("language", language, form::is_language(language), form::LANGUAGE);
    let editions = outlet.editions.iter().flat_map(|edition| edition.hosts.iter());
    for host in outlet.hosts.iter().chain(editions) {
        check("hosts", host, form::is_host(host), form::HOST);
    }
    let lists = [
        ("feeds", &outlet.feeds),
        ("sitemaps", &outlet.sitemaps),
        ("news_sitemaps", &outlet.news_sitemaps),
    ];
    for (key, list) in lists {
        for address in list.iter() {
            check(key, address, form::is_address(address), form::ADDRESS);
        }
    }
    if let Some(search) = &outlet.search {
        check("search", search, form::is_search(search), form::SEARCH);
    }
    if outlet.hosts.is_empty() {
        problems.push(LintProblem::NoHost { outlet: outlet.name.to_string() });
    }
}

/// Checks that each ambiguous label is free, and means two known outlets or more.
fn ambiguities(outlets: &Outlets, problems: &mut Vec<LintProblem>) {
    for label in outlets.ambiguous.iter() {
        let mut problem = |reason: String| {
            let label = label.name.to_string();
            problems.push(LintProblem::NotAmbiguous { label, reason });
        };
        let key = index::name_key(&label.name);
        for outlet in outlets.all.iter() {
            let mut names = std::iter::once(&outlet.name).chain(outlet.aliases.iter());
            if names.any(|name| index::name_key(name) == key) {
                problem(format!("{} is called so", outlet.name));
            }
        }
        let members = index::members(&outlets.all, label);
        for (name, _) in
            label.outlets.iter().zip(members).filter(|(_, known)| known.is_none())
        {
            problem(format!("no outlet is named `{name}`"));
        }
        if label.outlets.len() < 2 {
            problem("it means fewer than two outlets".to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::registry::Ambiguity;
    use super::super::registry::Edition;
    use super::*;

    fn outlet(name: &'static str, host: &'static str) -> Outlet {
        Outlet {
            name: name.into(),
            hosts: vec![host.into()].into(),
            country: "gb".into(),
            language: "en".into(),
            ..Outlet::default()
        }
    }

    fn with_edition(outlet: Outlet, label: &'static str, host: &'static str) -> Outlet {
        let hosts = vec![host.into()].into();
        let edition = Edition { label: label.into(), hosts, ..Edition::default() };
        Outlet { editions: vec![edition].into(), ..outlet }
    }

    #[track_caller]
    fn check(outlets: Vec<Outlet>, ambiguous: Vec<Ambiguity>, expected: &[&str]) {
        let problems = lint(&Outlets::new(outlets, ambiguous));
        let problems: Vec<_> = problems.iter().map(ToString::to_string).collect();
        assert_eq!(problems, expected);
    }

    #[test]
    fn the_built_in_registry_has_no_problem() {
        let outlets = Outlets::builtin();
        let problems: Vec<_> = lint(&outlets).iter().map(ToString::to_string).collect();
        assert_eq!(problems, [""; 0]);
    }

    #[test]
    fn the_built_in_registry_is_wide() {
        let outlets = Outlets::builtin();
        let countries: BTreeSet<_> = outlets.iter().map(|(_, o)| &o.country).collect();
        assert!(outlets.len() >= 250, "{} outlets", outlets.len());
        assert!(countries.len() >= 25, "{} countries", countries.len());
        assert!(outlets.iter().filter(|(_, o)| o.wire).count() >= 20);
    }

    #[test]
    fn the_built_in_registry_is_what_its_outlets_make() {
        let built = Outlets::builtin();
        let made = Outlets::new(built.all.to_vec(), built.ambiguous.to_vec());
        assert_eq!(made.all, built.all);
        assert_eq!(made.names, built.names);
        assert_eq!(made.hosts, built.hosts);
    }

    #[test]
    fn the_file_is_sorted_by_name() {
        let text = include_str!("../../sources.toml");
        let heads = text.split("[[outlet]]\nname = \"").skip(2);
        let names = heads.filter_map(|rest| rest.split('"').next());
        let keys: Vec<_> = names.map(index::name_key).collect();
        assert!(keys.len() >= 250);
        for pair in keys.windows(2) {
            assert!(pair[0] < pair[1], "{} stands before {}", pair[0], pair[1]);
        }
    }

    #[test]
    fn two_outlets_of_one_name_or_host_are_told() {
        check(
            vec![outlet("The Quay", "quay.example"), outlet("quay", "a.example")],
            vec![],
            &["name `quay` of quay is The Quay's already"],
        );
        check(
            vec![outlet("A", "a.example"), outlet("B", "a.example")],
            vec![],
            &["host `a.example` of B is A's already"],
        );
    }

    #[test]
    fn an_edition_tells_two_hosts_apart() {
        let quay = with_edition(outlet("Quay", "quay.example"), "US", "quay.example/us");
        check(vec![quay], vec![], &[]);
        let quay = with_edition(outlet("Quay", "quay.example"), "US", "quay.example");
        check(vec![quay], vec![], &["host `quay.example` of Quay is Quay's already"]);
    }

    #[test]
    fn an_edition_that_cannot_be_named_is_told() {
        let quay = with_edition(outlet("Quay", "quay.example"), "US", "us.example");
        check(
            vec![quay, outlet("Quay US", "other.example")],
            vec![],
            &["edition `Quay US` of Quay can't be named, as Quay US is called so"],
        );
    }

    #[test]
    fn values_that_cannot_be_are_told() {
        let mut bad = outlet("Quay", "https://quay.example");
        bad.country = "uk".into();
        bad.feeds = vec!["ftp://quay.example/feed".into()].into();
        let problems = lint(&Outlets::new(vec![bad], vec![]));
        let keys = problems.iter().map(|problem| match problem {
            LintProblem::BadValue { key, .. } => *key,
            other => panic!("{other}"),
        });
        assert_eq!(keys.collect::<Vec<_>>(), ["country", "hosts", "feeds"]);
        let none = Outlet { hosts: vec![].into(), ..outlet("Quay", "") };
        check(vec![none], vec![], &["Quay has no host"]);
    }

    #[test]
    fn an_ambiguous_label_is_free_and_means_two_known_outlets() {
        let both = || vec![outlet("A", "a.example"), outlet("B", "b.example")];
        let label = |name: &'static str, outlets: &[&'static str]| {
            let outlets: Vec<_> = outlets.iter().map(|name| (*name).into()).collect();
            vec![Ambiguity { name: name.into(), outlets: outlets.into() }]
        };
        check(both(), label("Letter", &["A", "B"]), &[]);
        check(
            both(),
            label("The A", &["A", "B"]),
            &["`The A` is listed as ambiguous, but A is called so"],
        );
        check(
            both(),
            label("Letter", &["C"]),
            &[
                "`Letter` is listed as ambiguous, but no outlet is named `C`",
                "`Letter` is listed as ambiguous, but it means fewer than two outlets",
            ],
        );
    }
}
