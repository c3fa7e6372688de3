//! Whose turn it is at a host: one request at a time, and a pause between pages.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::OwnedMutexGuard;
use tokio::time::{Instant, sleep_until};

/// When a host was last asked for a page, once it was.
type Last = Option<Instant>;

/// What a request is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// A page, which waits until the host had its pause.
    Page,
    /// The rest of a page that redirects within its host; it follows at once.
    Redirect,
    /// A robots.txt, which comes at once and needs no pause after it.
    Robot,
}

/// The turns at all hosts.
#[derive(Debug)]
pub(super) struct Turns {
    pause: Duration,
    hosts: Mutex<BTreeMap<String, Arc<tokio::sync::Mutex<Last>>>>,
}

impl Turns {
    pub(super) fn new(pause: Duration) -> Self {
        Self { pause, hosts: Mutex::default() }
    }

    /// Waits for a turn at a host. Nobody may wait for a turn, or for a robots.txt, while
    /// holding one: that could go round in a circle.
    pub(super) async fn take(&self, host: &str, purpose: Purpose) -> Turn {
        let queue = {
            let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(hosts.entry(host.to_owned()).or_default())
        };
        let last = queue.lock_owned().await;
        if let (Purpose::Page, Some(last)) = (purpose, *last) {
            sleep_until(last + self.pause).await;
        }
        Turn { last, purpose }
    }
}

/// A turn at a host. It ends, and the pause begins, when this is dropped.
#[derive(Debug)]
pub(super) struct Turn {
    last: OwnedMutexGuard<Last>,
    purpose: Purpose,
}

impl Drop for Turn {
    fn drop(&mut self) {
        if self.purpose != Purpose::Robot {
            *self.last = Some(Instant::now());
        }
    }
}
