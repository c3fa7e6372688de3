//! Which drafts are meant: files, those below a folder, those that a glob names.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use globset::{GlobBuilder, GlobMatcher};
use ignore::WalkBuilder;

use crate::input;

/// Endings of files that are taken for drafts below a folder.
const ENDINGS: &[&str] = &["md", "markdown", "txt", "html", "htm", "docx"];

/// The drafts that are meant by `names`, in the order given, those below a folder by name;
/// what lies in a folder of saved pages is none.
pub(crate) fn expand(names: &[String], pages: &[PathBuf]) -> anyhow::Result<Vec<String>> {
    let pages: Vec<PathBuf> =
        pages.iter().filter_map(|folder| folder.canonicalize().ok()).collect();
    let mut seen: BTreeSet<String> = names.iter().cloned().collect();
    let mut drafts = Vec::new();
    for name in names {
        let path = Path::new(name);
        let found = if name == input::STDIN || path.is_file() {
            drafts.push(name.clone());
            continue;
        } else if path.is_dir() {
            let found = below(path, None, &pages)?;
            if found.is_empty() {
                bail!("{name} holds no drafts; {}", endings());
            }
            found
        } else if let (false, Some((folder, glob))) = (path.exists(), glob(name)?) {
            let found = below(&folder, Some(&glob), &pages)?;
            if found.is_empty() {
                bail!("{name} names no drafts; {}", endings());
            }
            found
        } else {
            // Reading it tells what is wrong.
            drafts.push(name.clone());
            continue;
        };
        drafts.extend(found.into_iter().filter(|draft| seen.insert(draft.clone())));
    }
    Ok(drafts)
}

fn endings() -> String {
    format!("those are files that end in .{}, and are not ignored", ENDINGS.join(", ."))
}

/// A glob, and the folder that all it can name lies below; none if it is none.
fn glob(name: &str) -> anyhow::Result<Option<(PathBuf, GlobMatcher)>> {
    let is_plain = |part: &&str| !part.contains(['*', '?', '[', '{']);
    let parts: Vec<&str> = name.split('/').collect();
    let n_plain = parts.iter().take_while(|part| is_plain(part)).count();
    if n_plain == parts.len() {
        return Ok(None);
    }
    let plain = parts[..n_plain].join("/");
    let folder = match (plain.is_empty(), name.starts_with('/')) {
        (true, true) => "/".into(),
        (true, false) => ".".into(),
        (false, _) => plain.into(),
    };
    let glob = GlobBuilder::new(name.strip_prefix("./").unwrap_or(name))
        .literal_separator(true)
        .build()
        .with_context(|| format!("{name} is no glob"))?;
    Ok(Some((folder, glob.compile_matcher())))
}

/// The drafts below a folder, or those of them that `glob` names, by name.
fn below(
    folder: &Path,
    glob: Option<&GlobMatcher>,
    pages: &[PathBuf],
) -> anyhow::Result<Vec<String>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let pages = pages.to_vec();
    let mut walk = WalkBuilder::new(folder);
    // What is a draft depends on the folder, not on whose machine it lies.
    walk.require_git(false).git_global(false).sort_by_file_name(Ord::cmp);
    walk.filter_entry(move |entry| {
        let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
        let is_pages = |whole: PathBuf| entry.depth() > 0 && pages.contains(&whole);
        !(is_folder && fs::canonicalize(entry.path()).is_ok_and(is_pages))
    });
    let mut found = Vec::new();
    for entry in walk.build() {
        let entry =
            entry.with_context(|| format!("{} can't be read", folder.display()))?;
        let path = entry.path().strip_prefix("./").unwrap_or(entry.path());
        let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
        let is_named = glob.is_none_or(|glob| glob.is_match(path));
        if is_file && is_draft(path) && is_named {
            let name = path.to_str().with_context(|| {
                format!("{} has a name that is no UTF-8; rename it", path.display())
            })?;
            found.push(name.to_owned());
        }
    }
    Ok(found)
}

fn is_draft(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| {
        ENDINGS.iter().any(|known| known.eq_ignore_ascii_case(ending))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_glob_starts_where_its_plain_parts_end() {
        let folder = |name| glob(name).unwrap().map(|(folder, _)| folder);
        assert_eq!(folder("drafts/*/a.md"), Some("drafts".into()));
        assert_eq!(folder("*.md"), Some(".".into()));
        assert_eq!(folder("/*.md"), Some("/".into()));
        assert_eq!(folder("drafts/a.md"), None);
        assert!(glob("drafts/[").is_err());
    }
}
