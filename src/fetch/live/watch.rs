//! Who is waited for, told as it happens.

use std::fmt;
use std::sync::OnceLock;

/// Hears which hosts are waited for, as progress shows it. It is called from the thread
/// that asks for pages, and holds that up for as long as it takes.
pub trait Watch: fmt::Debug + Send + Sync {
    /// An answer of a host is waited for from now on, its turn included.
    fn asked(&self, host: &str);

    /// It came, or is no longer waited for.
    fn answered(&self, host: &str);
}

/// The one who watches, if somebody does.
#[derive(Debug, Default)]
pub(super) struct Watcher(OnceLock<Box<dyn Watch>>);

impl Watcher {
    /// Lets somebody watch, unless somebody does already.
    pub(super) fn set(&self, watch: Box<dyn Watch>) {
        // The first one stays.
        let _ = self.0.set(watch);
    }

    /// Tells that a host is waited for, for as long as what this gives lives: it is
    /// dropped when a run is ended, too.
    pub(super) fn wait<'w>(&'w self, host: &'w str) -> Waiting<'w> {
        let watch = self.0.get().map(AsRef::as_ref);
        if let Some(watch) = watch {
            watch.asked(host);
        }
        Waiting { watch, host }
    }
}

/// A host that is waited for.
#[derive(Debug)]
pub(super) struct Waiting<'w> {
    watch: Option<&'w dyn Watch>,
    host: &'w str,
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        if let Some(watch) = self.watch {
            watch.answered(self.host);
        }
    }
}
