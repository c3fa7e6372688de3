//! Whose turn it is at a host: few requests at a time, and a pause between pages.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, sleep_until};

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
    connections: usize,
    hosts: Mutex<BTreeMap<String, Arc<Host>>>,
}

/// A host: who is there, and when the next may come.
#[derive(Debug)]
struct Host {
    gate: Arc<Semaphore>,
    times: Mutex<Times>,
}

#[derive(Clone, Copy, Debug)]
struct Times {
    pause: Duration,
    /// When the next page may be asked for.
    page: Instant,
    /// When anything may be asked for again.
    any: Instant,
}

impl Turns {
    pub(super) fn new(pause: Duration, connections: usize) -> Self {
        Self { pause, connections: connections.max(1), hosts: Mutex::default() }
    }

    /// Waits for a turn at a host. Nobody may wait for a turn, or for a robots.txt, while
    /// holding one: that could go round in a circle.
    pub(super) async fn take(&self, host: &str, purpose: Purpose) -> Turn {
        let host = self.host(host);
        let gate = Arc::clone(&host.gate).acquire_owned().await;
        let pass = gate.expect("nobody closes the gate");
        let is_alone = self.connections == 1;
        let turn = Turn { host, purpose, is_alone, _pass: pass };
        loop {
            let now = Instant::now();
            let start = turn.begin(now);
            if start <= now {
                return turn;
            }
            sleep_until(start).await;
        }
    }

    /// Lets a host rest: nothing is asked of it for a while.
    pub(super) fn rest(&self, host: &str, wait: Duration) {
        self.host(host).change(|times| {
            times.any = times.any.max(Instant::now() + wait);
        });
    }

    /// Makes the pause between two pages of a host at least so long.
    pub(super) fn slow_down(&self, host: &str, pause: Duration) {
        self.host(host).change(|times| times.pause = times.pause.max(pause));
    }

    fn host(&self, host: &str) -> Arc<Host> {
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        let new = || {
            let now = Instant::now();
            let times = Times { pause: self.pause, page: now, any: now };
            let gate = Arc::new(Semaphore::new(self.connections));
            Arc::new(Host { gate, times: Mutex::new(times) })
        };
        Arc::clone(hosts.entry(host.to_owned()).or_insert_with(new))
    }
}

impl Host {
    fn change<T>(&self, change: impl FnOnce(&mut Times) -> T) -> T {
        change(&mut self.times.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// A turn at a host. When this is dropped it ends, and with one connection the pause
/// begins; with several, the pause is that between two beginnings.
#[derive(Debug)]
pub(super) struct Turn {
    host: Arc<Host>,
    purpose: Purpose,
    is_alone: bool,
    _pass: OwnedSemaphorePermit,
}

impl Turn {
    /// When this turn may begin; if that is now, it has begun.
    fn begin(&self, now: Instant) -> Instant {
        self.host.change(|times| {
            let start = match self.purpose {
                Purpose::Page => times.any.max(times.page),
                Purpose::Redirect | Purpose::Robot => times.any,
            };
            if start <= now && self.purpose != Purpose::Robot {
                times.page = times.page.max(now + times.pause);
            }
            start
        })
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        if self.is_alone && self.purpose != Purpose::Robot {
            let now = Instant::now();
            self.host.change(|times| times.page = times.page.max(now + times.pause));
        }
    }
}
