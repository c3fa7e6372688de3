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
    let clashes = index::clashes(&outlets.outlets);
    let mut problems: Vec<_> =
        clashes.into_iter().map(|clash| clashing(outlets, clash)).collect();
    for outlet in outlets.outlets.iter() {
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
        for outlet in outlets.outlets.iter() {
            let mut names = std::iter::once(&outlet.name).chain(outlet.aliases.iter());
            if names.any(|name| index::name_key(name) == key) {
                problem(format!("{} is called so", outlet.name));
            }
        }
        let members = index::members(&outlets.outlets, label);
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
