//! Pages from the web, asked for politely and read with care.
//!
//! This is the only place that opens a socket. It runs for `--fetch` alone. What it
//! promises:
//!
//! - **Nothing private is reached.** Only http and https, and only public addresses; each
//!   redirect is looked at anew, and a host's name is resolved once, to addresses that
//!   are then connected to. [`Options::allow_private`] lifts this for the hosts it names.
//! - **Nothing is forced.** robots.txt is asked for once for each origin and obeyed
//!   (RFC 9309). A host gets one request at a time and a pause between two pages; its
//!   robots.txt and a redirect within it follow without. No cookies, no referrer, no
//!   proxy, no retries.
//! - **Nothing is endless.** A page has a deadline from its first byte sent to its last
//!   received, however the server spends it (a flood of provisional answers was seen to
//!   put it off by a second, as hyper reads some 50 MiB of them before it rests); a body
//!   is counted after it is unpacked and given up at the limit; 100 header fields and
//!   408 KiB of them (HTTP/1), 64 KiB (HTTP/2) are taken.
//! - **No page is half read.** A body that breaks off is [`FetchProblem::Broken`], and of
//!   the successes only 200 and 203 bring a page.
//!
//! Certificates are checked against the system's own roots, as a newsroom's may be; there
//! is no switch to leave that out.

mod agent;
mod answer;
mod budget;
mod rules;
mod trip;
mod turn;

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::Arc;
use std::time::Duration;

use tokio::runtime::{Builder, Runtime};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use url::Url;

use crate::fetch::live::agent::Agent;
use crate::fetch::live::trip::Outcome;
use crate::fetch::{Allowance, Fetch, FetchProblem, Fetched, Request};

/// Hosts that are asked at the same time.
const AT_ONCE: usize = 8;

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
    /// Time for a page in all, redirects included, but not the time it waits for its
    /// turn; robots.txt has as much again. By default 20 seconds.
    pub timeout_total: Duration,
    /// Bytes of a page, unpacked; by default 10 MiB.
    pub largest: u64,
    /// Redirects that are followed; by default 10.
    pub redirects: usize,
    /// Time between two pages of one host; by default a second.
    pub pause: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            user_agent: concat!("veracite/", env!("CARGO_PKG_VERSION")).to_owned(),
            contact: None,
            allow_private: Vec::new(),
            timeout_connect: Duration::from_secs(10),
            timeout_total: Duration::from_secs(20),
            largest: 10 * 1024 * 1024,
            redirects: 10,
            pause: Duration::from_secs(1),
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
        Ok(Self { runtime: Some(runtime), agent })
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
    /// Asks for each address once, up to eight hosts at a time; addresses that differ in
    /// their fragment only are one.
    ///
    /// # Panics
    ///
    /// If called from asynchronous code, as it waits for the network.
    fn fetch(&self, asked: &[Request], _: &Allowance) -> Vec<Fetched> {
        let read: Vec<Result<Url, FetchProblem>> =
            asked.iter().map(|asked| address(&asked.url)).collect();
        let runtime = self.runtime.as_ref().expect("it is taken only on drop");
        let outcomes = runtime.block_on(visit(&self.agent, by_host(&read)));
        let answers = asked.iter().zip(read).map(|(asked, read)| match read {
            Ok(url) => fetched(&asked.url, outcomes.get(url.as_str())),
            Err(problem) => Fetched::new(&asked.url, Err(problem)),
        });
        answers.collect()
    }
}

fn address(text: &str) -> Result<Url, FetchProblem> {
    let refused = |error| FetchProblem::Refused(format!("it can't be read: {error}"));
    let mut url = Url::parse(text).map_err(refused)?;
    url.set_fragment(None);
    Ok(url)
}

fn fetched(asked: &str, outcome: Option<&Outcome>) -> Fetched {
    let Some(outcome) = outcome else {
        let problem = FetchProblem::Broken("the client failed on its answer".to_owned());
        return Fetched::new(asked, Err(problem));
    };
    let url = outcome.answered.as_ref().map_or(asked, Url::as_str);
    Fetched::new(url, outcome.body.clone())
}

/// The addresses of each host in the order asked, each once.
fn by_host(read: &[Result<Url, FetchProblem>]) -> Vec<Vec<Url>> {
    let mut seen = BTreeSet::new();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut hosts: Vec<Vec<Url>> = Vec::new();
    for url in read.iter().flatten() {
        if !seen.insert(url.as_str()) {
            continue;
        }
        let place =
            *places.entry(url.host_str().unwrap_or_default()).or_insert(hosts.len());
        if place == hosts.len() {
            hosts.push(Vec::new());
        }
        hosts[place].push(url.clone());
    }
    hosts
}

/// Asks each host for its addresses, one after another, and some hosts at a time. What
/// comes is by address.
async fn visit(agent: &Arc<Agent>, hosts: Vec<Vec<Url>>) -> BTreeMap<String, Outcome> {
    let gate = Arc::new(Semaphore::new(AT_ONCE));
    let mut visits = JoinSet::new();
    for urls in hosts {
        let agent = Arc::clone(agent);
        let gate = Arc::clone(&gate);
        visits.spawn(async move {
            let _pass = gate.acquire().await;
            let mut outcomes = Vec::with_capacity(urls.len());
            for url in urls {
                outcomes.push((url.to_string(), trip::make(&agent, url).await));
            }
            outcomes
        });
    }
    let mut outcomes = BTreeMap::new();
    while let Some(visit) = visits.join_next().await {
        outcomes.extend(visit.unwrap_or_default());
    }
    outcomes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(urls: &[&str], expected: &[&[&str]]) {
        let read: Vec<_> = urls.iter().map(|url| address(url)).collect();
        let found = by_host(&read);
        let found: Vec<Vec<&str>> =
            found.iter().map(|urls| urls.iter().map(Url::as_str).collect()).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_host_gets_each_address_once_in_the_order_asked() {
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
                &["https://b.example/2", "https://b.example/1", "http://b.example/2"],
                &["https://a.example/"],
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
