//! Turns `sources.toml` and `data/relations.txt` into static tables, so that nothing is
//! parsed at start.
//!
//! Reads the file with the reader that reads a user's own, folds names as the library
//! folds labels, and ends the build at a mistake or at two claims to one name or host.

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use self::config::entry;
use self::config::entry::Entries;
use self::config::mistake::Mistake;
use self::config::mistake::Mistakes;
use self::lexicon::list;
use self::lexicon::table::Table;
use self::outlet::index;
use self::outlet::index::Clash;
use self::outlet::index::Meaning;
use self::outlet::index::NameEntry;
use self::outlet::registry::Outlet;
use self::outlet::registry::OutletId;
use self::outlet::registry::Str;

#[path = "src/text"]
#[expect(dead_code, unreachable_pub, reason = "the library uses more of it")]
mod text {
    mod fold;
    mod span;

    pub(crate) use self::fold::fold_name;
    pub(crate) use self::span::Span;
}

#[path = "src/lexicon"]
#[expect(dead_code, unreachable_pub, reason = "the library uses more of it")]
mod lexicon {
    pub(crate) mod list;
    pub(crate) mod relation;
    pub(crate) mod table;
}

#[path = "src/outlet"]
#[expect(dead_code, unreachable_pub, reason = "the library uses more of it")]
mod outlet {
    pub(crate) mod form;
    pub(crate) mod index;
    pub(crate) mod registry;
}

#[path = "src/config"]
#[expect(unreachable_pub, reason = "the library uses more of it")]
mod config {
    pub(crate) mod entry;
    mod field;
    pub(crate) mod mistake;
}

/// All that turns the bytes of a page into a page: our own source, and the crates it uses.
const READING: &[&str] =
    &["src/page.rs", "src/page", "src/text.rs", "src/text", "src/draft.rs", "Cargo.lock"];

/// What the build reads besides.
const INPUTS: &[&str] = &[
    "build.rs",
    "sources.toml",
    "src/text",
    "src/outlet",
    "src/config",
    "data/relations.txt",
    "data/lexicon.bin",
    "src/lexicon",
];

#[expect(clippy::print_stderr, reason = "how a build script speaks to who builds")]
fn main() -> ExitCode {
    for input in INPUTS.iter().chain(READING).filter(|input| Path::new(input).exists()) {
        println!("cargo::rerun-if-changed={input}");
    }
    println!("cargo::rustc-env=VERACITE_READING={:016x}", reading());
    let path = Path::new("sources.toml");
    let text = fs::read_to_string(path).expect("sources.toml is in the package");
    let (outlets, relations) = match (generate(path, &text), relations()) {
        (Ok(outlets), Ok(relations)) => (outlets, relations),
        (Err(message), _) | (_, Err(message)) => {
            eprintln!("{message}");
            return ExitCode::FAILURE;
        }
    };
    let out = env::var_os("OUT_DIR").expect("cargo sets OUT_DIR");
    for (name, code) in [("outlets.rs", outlets), ("relations.rs", relations)] {
        fs::write(Path::new(&out).join(name), code).expect("OUT_DIR can be written");
    }
    ExitCode::SUCCESS
}

/// A hash of all that turns bytes into a page: text that was stored by another version is
/// not used.
fn reading() -> u64 {
    let mut files: Vec<PathBuf> = READING.iter().map(PathBuf::from).collect();
    let mut hasher = DefaultHasher::new();
    env!("CARGO_PKG_VERSION").hash(&mut hasher);
    while let Some(path) = files.pop() {
        if let Ok(folder) = fs::read_dir(&path) {
            let mut inside: Vec<PathBuf> =
                folder.flatten().map(|entry| entry.path()).collect();
            inside.sort();
            files.extend(inside);
        } else {
            // The lock file of a crate that is a dependency is not there.
            (path.to_string_lossy(), fs::read(&path).unwrap_or_default())
                .hash(&mut hasher);
        }
    }
    hasher.finish()
}

/// The table of our own relations of words as Rust, or all that is wrong with them.
fn relations() -> Result<String, String> {
    let path = "data/relations.txt";
    let text = fs::read_to_string(path).expect("data is in the package");
    let words = fs::read("data/lexicon.bin").expect("data is in the package");
    let words = Table::new(&words);
    // Without words, which are packed by an example of this very package, there are none.
    let text = if words.is_empty() { "" } else { &text };
    let pairs = list::read(text, &words).map_err(|errors| format!("{path}: {errors}"))?;
    let mut code = String::new();
    let rows = pairs.into_iter().map(|((high, low), relation)| {
        format!("({high}, {low}, Relation::{relation:?})")
    });
    table(&mut code, "RELATIONS", "(u16, u16, Relation)", rows);
    Ok(code)
}

/// The tables of the registry as Rust, or all that is wrong with it.
fn generate(path: &Path, text: &str) -> Result<String, String> {
    let mut mistakes = Mistakes::default();
    let mut entries = entry::read(text, &mut mistakes);
    entries.outlets.sort_by_cached_key(|entry| index::name_key(&entry.outlet.name));
    let outlets: Vec<Outlet> =
        entries.outlets.iter().map(|entry| entry.outlet.clone()).collect();
    check(&entries, &outlets, &mut mistakes);
    mistakes.into_result(path, text).map_err(|errors| errors.to_string())?;
    let ambiguous: Vec<_> =
        entries.ambiguous.iter().map(|entry| entry.label.clone()).collect();

    let mut code = String::new();
    table(&mut code, "OUTLETS", "Outlet", outlets.iter().map(outlet));
    let labels = ambiguous.iter().map(|label| {
        let outlets = texts(&label.outlets);
        format!("Ambiguity {{ name: {}, outlets: {outlets} }}", borrowed(&label.name))
    });
    table(&mut code, "AMBIGUOUS", "Ambiguity", labels);
    let names = index::names(&outlets, &ambiguous);
    table(&mut code, "NAMES", "NameEntry", names.iter().map(name));
    let hosts = index::hosts(&outlets);
    let hosts = hosts.iter().map(|entry| {
        let (key, outlet) = (borrowed(&entry.key), number(entry.outlet));
        let edition = entry.edition;
        format!("HostEntry {{ key: {key}, outlet: {outlet}, edition: {edition:?} }}")
    });
    table(&mut code, "HOSTS", "HostEntry", hosts);
    Ok(code)
}

/// Notes claims to one name or host, and ambiguous labels of outlets that are not there.
fn check(entries: &Entries, outlets: &[Outlet], mistakes: &mut Mistakes) {
    for Clash { claim, text, by, first } in index::clashes(outlets) {
        let entry = &entries.outlets[by.0];
        let at = entry.place(&text);
        let outlet = entry.outlet.name.to_string();
        let by = outlets[first.0].name.to_string();
        let what = claim.word();
        mistakes.push(at, Mistake::Taken { what, text, outlet, by, builtin: false });
    }
    for entry in &entries.ambiguous {
        let members = index::members(outlets, &entry.label);
        for (place, _) in entry.places.iter().zip(members).filter(|(_, id)| id.is_none())
        {
            let (key, name, nearest) = ("outlets", place.value.clone(), Vec::new());
            mistakes.push(place.at.clone(), Mistake::NoSuchOutlet { key, name, nearest });
        }
    }
}

/// An entry of the name index as a constant expression.
fn name(entry: &NameEntry) -> String {
    let meaning = match &entry.meaning {
        Meaning::Name(id) => format!("Meaning::Name({})", number(*id)),
        Meaning::Alias(id) => format!("Meaning::Alias({})", number(*id)),
        Meaning::Many(ids) => {
            let ids: Vec<_> = ids.iter().map(|id| number(*id)).collect();
            format!("Meaning::Many(Cow::Borrowed(&[{}]))", ids.join(", "))
        }
    };
    format!("NameEntry {{ key: {}, meaning: {meaning} }}", borrowed(&entry.key))
}

/// Writes one static table.
fn table(
    code: &mut String,
    name: &str,
    of: &str,
    rows: impl ExactSizeIterator<Item = String>,
) {
    writeln!(code, "static {name}: [{of}; {}] = [", rows.len()).expect("a string grows");
    for row in rows {
        writeln!(code, "    {row},").expect("a string grows");
    }
    code.push_str("];\n");
}

/// An outlet as a constant expression.
fn outlet(outlet: &Outlet) -> String {
    let editions: Vec<_> = outlet
        .editions
        .iter()
        .map(|edition| {
            let (label, hosts) = (borrowed(&edition.label), texts(&edition.hosts));
            let aliases = texts(&edition.aliases);
            format!("Edition {{ label: {label}, aliases: {aliases}, hosts: {hosts} }}")
        })
        .collect();
    let search = match &outlet.search {
        Some(search) => format!("Some({})", borrowed(search)),
        None => "None".to_owned(),
    };
    format!(
        "Outlet {{ name: {}, aliases: {}, hosts: {}, country: {}, language: {}, \
         wire: {}, editions: Cow::Borrowed(&[{}]), feeds: {}, sitemaps: {}, \
         news_sitemaps: {}, search: {search} }}",
        borrowed(&outlet.name),
        texts(&outlet.aliases),
        texts(&outlet.hosts),
        borrowed(&outlet.country),
        borrowed(&outlet.language),
        outlet.wire,
        editions.join(", "),
        texts(&outlet.feeds),
        texts(&outlet.sitemaps),
        texts(&outlet.news_sitemaps),
    )
}

/// A list of texts as a constant expression.
fn texts(texts: &[Str]) -> String {
    let texts: Vec<_> = texts.iter().map(|text| borrowed(text)).collect();
    format!("Cow::Borrowed(&[{}])", texts.join(", "))
}

/// A text as a constant expression.
fn borrowed(text: &str) -> String {
    format!("Cow::Borrowed({text:?})")
}

/// An outlet's id as a constant expression.
fn number(id: OutletId) -> String {
    format!("OutletId({})", id.0)
}
