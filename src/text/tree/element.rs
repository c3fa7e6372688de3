//! An element of a page, as its readers see it.

use html5ever::LocalName;

use super::node::{Name, Place, Tree};

/// An element's name and attributes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Element<'t> {
    pub(super) tree: &'t Tree,
    pub(super) name: &'t Name,
    pub(super) attributes: Place,
}

impl<'t> Element<'t> {
    /// The name without a prefix, in lower case unless it is of SVG.
    pub(crate) fn name(&self) -> &'t str {
        &self.name.local
    }

    /// The names and values of the attributes, in the order of the page.
    pub(crate) fn attrs(&self) -> impl Iterator<Item = (&'t str, &'t str)> + use<'t> {
        self.named().map(|(name, value)| (&**name, value))
    }

    /// As `attrs`, with the names as html5ever has them.
    pub(super) fn named(
        &self,
    ) -> impl Iterator<Item = (&'t LocalName, &'t str)> + use<'t> {
        let tree = self.tree;
        tree.attributes[self.attributes.range()]
            .iter()
            .map(|attribute| (&attribute.name, &tree.strings[attribute.value.range()]))
    }

    /// The value of an attribute.
    pub(crate) fn attr(&self, name: &str) -> Option<&'t str> {
        self.attrs().find_map(|(known, value)| (known == name).then_some(value))
    }
}
