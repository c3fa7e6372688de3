//! How files are named in reports that other programs read.

use std::path::{Component, Path, PathBuf};

use crate::report::uri;

/// The folder that names of drafts are told from.
///
/// # Examples
///
/// ```
/// use veracite::report::Root;
///
/// let root = Root::new("/work");
/// assert_eq!(root.path_of("/work/drafts/a.md"), "drafts/a.md");
/// assert_eq!(root.path_of("/home/ada/secret/a.md"), "a.md");
/// ```
#[derive(Clone, Debug, Default)]
pub struct Root {
    folder: PathBuf,
}

impl Root {
    /// Tells names from `folder`, an absolute path.
    #[must_use]
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into() }
    }

    /// The path from the folder to the draft that the user named so, with `/` between its
    /// parts. Of a draft outside the folder, the file's name only: where a newsroom keeps
    /// its files is nobody's business. Standard input is `stdin`.
    #[must_use]
    pub fn path_of(&self, name: &str) -> String {
        if name == "-" {
            return "stdin".to_owned();
        }
        let whole = parts(&self.folder.join(name));
        let own = parts(&self.folder);
        // Where the folder is not known, or is the root of all, the same.
        let is_shown = !own.is_empty() || Path::new(name).is_relative();
        match whole.strip_prefix(own.as_slice()).filter(|_| is_shown) {
            Some(below) if !below.is_empty() => below.join("/"),
            _ => whole.last().cloned().unwrap_or_else(|| "draft".to_owned()),
        }
    }

    /// The same as a relative reference of RFC 3986.
    pub(super) fn uri_of(&self, name: &str) -> String {
        let path = self.path_of(name);
        let parts: Vec<String> = path.split('/').map(uri::segment).collect();
        parts.join("/")
    }
}

/// The parts of a path, without `.` and with `..` followed by name only: a writer asks no
/// file system.
fn parts(path: &Path) -> Vec<String> {
    let mut parts = Vec::new();
    for component in path.components() {
        match component {
            Component::Normal(part) => parts.push(part.to_string_lossy().into_owned()),
            Component::ParentDir => {
                parts.pop();
            }
            Component::CurDir | Component::RootDir | Component::Prefix(_) => {}
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, path: &str, uri: &str) {
        let root = Root::new("/work/desk");
        assert_eq!(root.path_of(name), path);
        assert_eq!(root.uri_of(name), uri);
    }

    #[test]
    fn a_draft_is_named_from_the_folder() {
        check("drafts/a.md", "drafts/a.md", "drafts/a.md");
        check("./x/../a.md", "a.md", "a.md");
        check("/work/desk/b/a.md", "b/a.md", "b/a.md");
        check("../desk/a.md", "a.md", "a.md");
    }

    #[test]
    fn nothing_is_told_of_where_a_draft_outside_is() {
        check("/home/ada/a.md", "a.md", "a.md");
        check("../other/a.md", "a.md", "a.md");
        check("../../../../../a.md", "a.md", "a.md");
        check("/work/desk", "desk", "desk");
        check("/", "draft", "draft");
    }

    #[test]
    fn a_folder_that_is_not_known_shows_no_more() {
        assert_eq!(Root::default().path_of("/home/ada/a.md"), "a.md");
        assert_eq!(Root::new("/").path_of("/home/ada/a.md"), "a.md");
        assert_eq!(Root::default().path_of("b/a.md"), "b/a.md");
    }

    #[test]
    fn standard_input_has_a_name() {
        check("-", "stdin", "stdin");
    }

    #[test]
    fn names_of_any_characters_make_sound_references() {
        check("é d/a%:#?.md", "é d/a%:#?.md", "%C3%A9%20d/a%25%3A%23%3F.md");
        check("javascript:x", "javascript:x", "javascript%3Ax");
    }
}
