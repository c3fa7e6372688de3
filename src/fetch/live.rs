//! Pages from the web, asked for politely and read with care.
//!
//! This is the only place that opens a socket. It runs for `--fetch` alone. What it
//! promises:
//!
//! - **Nothing private is reached.** Only http and https, and only public addresses; each
//!   redirect is looked at anew, and a host's name is resolved once, to addresses that
//!   are then connected to. [`Options::allow_private`] lifts this for the hosts it names.
//! - **Nothing is forced.** robots.txt is asked for once a day for each origin and obeyed
//!   (RFC 9309); a `Crawl-delay` for us is kept, up to [`Options::longest_delay`]. A host
//!   gets one request at a time and a pause between two pages; its robots.txt and a
//!   redirect within it follow without. A server that is busy (429, 502, 503, 504), or
//!   that hung up before it answered, is asked again when it says so (`Retry-After`, up to
//!   a minute), twice at most and within the page's time; nothing else is asked again. No
//!   cookies, no referrer, no proxy.
//! - **Nothing is endless.** A page has a deadline from its first byte sent to its last
//!   received, however the server spends it (a flood of provisional answers was seen to
//!   put it off by a second, as hyper reads some 50 MiB of them before it rests), and a
//!   body has a least speed; a body is counted packed and unpacked and given up at the
//!   limit; 100 header fields and 408 KiB of them (HTTP/1), 64 KiB (HTTP/2) are taken.
//! - **Nothing is hidden.** What was asked and answered is given with each page, robots.txt
//!   and redirects included, and each request is taken off the draft's allowance.
//! - **No page is half read.** A body that breaks off is [`FetchProblem::Broken`], and of
//!   the successes only 200 and 203 bring a page.
//!
//! Certificates are checked against the system's own roots, as a newsroom's may be; there
//! is no switch to leave that out.

mod agent;
mod budget;
mod cancel;
mod errand;
mod fault;
mod retry;
mod rules;
mod trip;
mod turn;
mod wire;

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::Arc;
use std::time::Duration;

use tokio::runtime::{Builder, Runtime};
use tokio::task::JoinSet;
use url::Url;

use crate::fetch::live::agent::Agent;
use crate::fetch::live::trip::Trip;
use crate::fetch::{Allowance, Fetch, FetchProblem, Fetched, Request, Want};

pub use self::cancel::Canceller;

/// How the client asks, and what it puts up with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// What it calls itself; up to the first `/` or space it is the name that robots.txt
    /// files know it by. By default `veracite/` and the version.
    pub user_agent: String,
    /// Where an outlet finds who asks, an address or an e-mail; by default none.
    pub contact: Option<String>,
    /// Hosts that may be private, as they are written in an address and without a port:
    /// `localhost`, `127.0.0.1`, `staging.example.com`. By default none.
    pub allow_private: Vec<String>,
    /// Time for a connection to be made, TLS included; by default 10 seconds.
    pub timeout_connect: Duration,
    /// Time for the head of an answer, the connection included; by default 10 seconds.
    pub timeout_head: Duration,
    /// Time for a page in all, redirects and retries included, but not the time it waits
    /// for its turn; robots.txt has as much again. By default 20 seconds.
    pub timeout_total: Duration,
    /// Bytes in a second below which a body is given up, by default 1000.
    pub slowest: u64,
    /// The time over which that is counted, by default 10 seconds.
    pub slow_after: Duration,
    /// Bytes of a page, unpacked; by default 10 MiB.
    pub largest: u64,
    /// Bytes of a list of pages, unpacked; by default 16 MiB, the longest that were seen,
    /// though sitemaps may have 50 MiB.
    pub largest_listing: u64,
    /// Redirects that are followed; by default 10.
    pub redirects: usize,
    /// Time between two pages of one host; by default a second.
    pub pause: Duration,
    /// The longest such time that a robots.txt can ask for; by default 30 seconds. RFC 9309
    /// says nothing of it.
    pub longest_delay: Duration,
    /// Requests that may be under way at one host; by default one. With more than one,
    /// `pause` is the time between two beginnings.
    pub connections: usize,
    /// Requests that may be under way in all; by default 16.
    pub at_once: usize,
    /// How often a server is asked again that is busy or hung up; by default twice.
    pub retries: usize,
    /// The longest wait before it is asked again, if it says nothing of that; twice as
    /// long each time. By default half a second.
    pub backoff: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            user_agent: concat!("veracite/", env!("CARGO_PKG_VERSION")).to_owned(),
            contact: None,
            allow_private: Vec::new(),
            timeout_connect: Duration::from_secs(10),
            timeout_head: Duration::from_secs(10),
            timeout_total: Duration::from_secs(20),
            slowest: 1000,
            slow_after: Duration::from_secs(10),
            largest: 10 * 1024 * 1024,
            largest_listing: 16 * 1024 * 1024,
            redirects: 10,
            pause: Duration::from_secs(1),
            longest_delay: Duration::from_secs(30),
            connections: 1,
            at_once: 16,
            retries: 2,
            backoff: Duration::from_millis(500),
        }
    }
}

/// Why a client can't be made.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    /// The user's: the name or the contact can't be sent, or robots.txt could not name it.
    #[error(
        "{0:?} can't be sent as the user agent; write it as in veracite/1.0, in ASCII"
    )]
    UserAgent(String),
    /// The user's: one of [`Options::allow_private`] is no host.
    #[error("{0:?} is no host; write it as in an address and without a port")]
    Host(String),
    /// The system's: most often it has no root certificates.
    #[error(
        "no secure connection can be made: {0}; install the system's root certificates \
         (ca-certificates), or name a file of them in SSL_CERT_FILE"
    )]
    Tls(String),
    /// The system's: it gives no means to wait for the network.
    #[error("the network can't be used: {0}")]
    Network(io::Error),
}

/// The client; it remembers robots.txt files and whose turn it is for as long as it lives.
#[derive(Debug)]
pub struct Client {
    /// Taken when the client is dropped.
    runtime: Option<Runtime>,
    agent: Arc<Agent>,
    canceller: Canceller,
}

impl Client {
    /// A client that has asked for nothing yet.
    ///
    /// # Errors
    ///
    /// If an option can't be used, or the system has no root certificates.
    ///
    /// # Examples
    ///
    /// ```
    /// use veracite::fetch::live::{Client, Options};
    /// use veracite::fetch::{Allowance, Fetch, FetchProblem, Request};
    ///
    /// let client = Client::new(Options::default())?;
    /// let asked = [Request::page("http://169.254.169.254/")];
    /// let fetched = client.fetch(&asked, &Allowance::default());
    /// assert!(matches!(fetched[0].body, Err(FetchProblem::Refused(_))));
    /// # Ok::<(), veracite::fetch::live::ClientError>(())
    /// ```
    pub fn new(options: Options) -> Result<Self, ClientError> {
        let agent = Arc::new(Agent::new(options)?);
        let runtime = Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(ClientError::Network)?;
        Ok(Self { runtime: Some(runtime), agent, canceller: Canceller::new() })
    }

    /// What ends this client's work from another thread.
    #[must_use]
    pub fn canceller(&self) -> Canceller {
        self.canceller.clone()
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        // A name that the system is still looking up would hold an ordinary drop.
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

impl Fetch for Client {
    /// Asks for each address once; addresses that differ in their fragment only are one.
    /// What one cost is told with the first that asks for it.
    ///
    /// # Panics
    ///
    /// If called from asynchronous code, as it waits for the network.
    fn fetch(&self, asked: &[Request], allowance: &Allowance) -> Vec<Fetched> {
        let read: Vec<Result<Key, FetchProblem>> = asked.iter().map(Key::of).collect();
        let runtime = self.runtime.as_ref().expect("it is taken only on drop");
        let mut had = runtime.block_on(self.visit(keys(&read), allowance));
        let answers = asked.iter().zip(read).map(|(asked, read)| {
            let key = match read {
                Ok(key) => key,
                Err(problem) => return Fetched::new(&asked.url, Err(problem)),
            };
            let Some(had) = had.get_mut(&key) else {
                let how = "the client failed on its answer".to_owned();
                return Fetched::new(&asked.url, Err(FetchProblem::Broken(how)));
            };
            let again = Fetched { requests: 0, ..had.clone() };
            let mut had = std::mem::replace(had, again);
            if had.url.is_empty() {
                had.url.clone_from(&asked.url);
            }
            had
        });
        answers.collect()
    }
}

/// What one page is asked for by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    url: Url,
    want: Want,
}

impl Key {
    fn of(asked: &Request) -> Result<Self, FetchProblem> {
        let refused = |error| FetchProblem::Refused(format!("it can't be read: {error}"));
        let mut url = Url::parse(&asked.url).map_err(refused)?;
        url.set_fragment(None);
        Ok(Self { url, want: asked.want })
    }
}

/// The addresses in the order asked, each once.
fn keys(read: &[Result<Key, FetchProblem>]) -> Vec<Key> {
    let mut seen = BTreeSet::new();
    read.iter().flatten().filter(|&key| seen.insert(key)).cloned().collect()
}

impl Client {
    /// Asks for all of them at once, as far as everyone's turn comes.
    async fn visit(
        &self,
        keys: Vec<Key>,
        allowance: &Allowance,
    ) -> BTreeMap<Key, Fetched> {
        let mut visits = JoinSet::new();
        for key in keys {
            let agent = Arc::clone(&self.agent);
            let canceller = self.canceller.clone();
            let allowance = allowance.clone();
            visits.spawn(async move {
                let fetched = page(&agent, &canceller, &key, &allowance).await;
                (key, fetched)
            });
        }
        let mut had = BTreeMap::new();
        while let Some(visit) = visits.join_next().await {
            had.extend(visit);
        }
        had
    }
}

/// Gets a page. Its address is the one that answered, and empty if none did.
async fn page(
    agent: &Agent,
    canceller: &Canceller,
    key: &Key,
    allowance: &Allowance,
) -> Fetched {
    let mut trip = Trip::new(agent, key.want, allowance);
    let body = canceller.race(trip.run(key.url.clone())).await;
    let (answered, errand) = trip.end();
    let last = errand.exchanges.last().filter(|_| body.is_ok());
    Fetched {
        url: answered.map_or_else(String::new, String::from),
        retrieved: last.map(|last| last.began),
        requests: errand.requests,
        exchanges: errand.exchanges,
        ..Fetched::new("", body)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(urls: &[&str], expected: &[&str]) {
        let read: Vec<_> = urls.iter().map(|&url| Key::of(&Request::page(url))).collect();
        let found = keys(&read);
        let found: Vec<&str> = found.iter().map(|key| key.url.as_str()).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn each_address_is_asked_for_once_in_the_order_asked() {
        check(
            &[
                "https://b.example/2",
                "https://a.example/",
                "https://B.example/1",
                "no address",
                "http://b.example:80/2#top",
                "https://b.example/2#top",
            ],
            &[
                "https://b.example/2",
                "https://a.example/",
                "https://b.example/1",
                "http://b.example/2",
            ],
        );
    }

    #[test]
    fn options_that_cannot_be_used_are_told_apart() {
        let make = |change: fn(&mut Options)| {
            let mut options = Options::default();
            change(&mut options);
            Client::new(options).unwrap_err().to_string()
        };
        let error = make(|options| options.allow_private = vec!["a:80".to_owned()]);
        assert!(error.starts_with("\"a:80\" is no host"), "{error}");
        for agent in ["", "/1", "véracité/1", "a\nb", "ver(acite)/1"] {
            let options = Options { user_agent: agent.to_owned(), ..Options::default() };
            let error = Client::new(options).unwrap_err();
            assert!(matches!(error, ClientError::UserAgent(_)), "{agent:?}: {error}");
        }
        let error = make(|options| options.contact = Some("a\r\nX: y".to_owned()));
        assert!(error.contains("can't be sent"), "{error}");
    }
}
