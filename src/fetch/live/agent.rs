//! What all requests of a run share.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use reqwest::header::{
    ACCEPT, ACCEPT_ENCODING, HeaderMap, HeaderName, HeaderValue, USER_AGENT,
};
use tokio::sync::Semaphore;
use tokio::time::Instant;
use url::Url;

use crate::fetch::answer::check_head;
use crate::fetch::cache::Cache;
use crate::fetch::guard::Guard;
use crate::fetch::live::budget::Budget;
use crate::fetch::live::errand::Errand;
use crate::fetch::live::fault;
use crate::fetch::live::remember::Answer;
use crate::fetch::live::retry;
use crate::fetch::live::rules;
use crate::fetch::live::turn::{Purpose, Turns};
use crate::fetch::live::watch::Watcher;
use crate::fetch::live::wire::{self, Failure};
use crate::fetch::live::{ClientError, Options};
use crate::fetch::robot::{self, Robot};
use crate::fetch::{Exchange, FetchProblem, Via, Want};

/// What we ask for; anything else is taken rather than refused with a 406, as what comes
/// is looked at anyway.
const PAGE: &str = "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.1";
/// The same for a list of pages.
const LISTING: &str = "application/xml,text/xml,application/rss+xml,application/atom+xml,\
                       application/feed+json,application/json;q=0.9,text/html;q=0.8,*/*;q=0.1";
/// The same for a robots.txt.
const ROBOT: &str = "text/plain,*/*;q=0.1";
/// How what we ask for may be packed.
const PACKED: &str = "gzip, br, zstd";

/// Bytes of header fields that are taken over HTTP/2. Over HTTP/1 the count is bounded,
/// and their size by hyper's read buffer of 408 KiB.
const HEADERS_HTTP2: u32 = 64 * 1024;
/// Header fields that are taken over HTTP/1.
const HEADERS_HTTP1: usize = 100;

/// The HTTP client, its rules and its memory.
#[derive(Debug)]
pub(super) struct Agent {
    pub(super) options: Options,
    pub(super) guard: Guard,
    pub(super) watcher: Watcher,
    /// The product token that robots.txt files know us by.
    pub(super) name: String,
    /// What every request says of who asks.
    sender: HeaderValue,
    http: reqwest::Client,
    turns: Turns,
    /// A permit for each request that is under way at any host.
    gate: Semaphore,
    /// What is known of robots.txt, by origin.
    robots: Mutex<BTreeMap<String, Arc<tokio::sync::Mutex<Option<Known>>>>>,
    pub(super) cache: Option<Cache>,
}

/// A robots.txt, and when it was read.
#[derive(Debug)]
struct Known {
    robot: Robot,
    read: Instant,
}

/// One request that is to be made.
#[derive(Debug)]
pub(super) struct Ask<'a> {
    /// The address, which must have been checked.
    pub(super) url: &'a Url,
    /// What is expected there; nothing in particular of a robots.txt.
    pub(super) want: Option<Want>,
    pub(super) purpose: Purpose,
    /// Header fields besides those of every request.
    pub(super) fields: HeaderMap,
}

impl Agent {
    pub(super) fn new(
        options: Options,
        cache: Option<Cache>,
    ) -> Result<Self, ClientError> {
        let guard = Guard::new(&options.allow_private).map_err(ClientError::Host)?;
        let name = product(&options.user_agent)
            .ok_or_else(|| ClientError::UserAgent(options.user_agent.clone()))?;
        let sender = sender(&options)?;
        let http = http(&options, guard.clone())?;
        let turns = Turns::new(options.pause, options.connections);
        let gate = Semaphore::new(options.at_once.clamp(1, Semaphore::MAX_PERMITS));
        let (watcher, robots) = (Watcher::default(), Mutex::default());
        Ok(Self {
            options,
            guard,
            watcher,
            name,
            sender,
            http,
            turns,
            gate,
            robots,
            cache,
        })
    }

    /// The time that a page or a robots.txt has.
    pub(super) fn budget(&self) -> Budget {
        Budget::new(self.options.timeout_total)
    }

    /// Bytes, unpacked, that are read of what is wanted.
    pub(super) fn largest(&self, want: Option<Want>) -> u64 {
        match want {
            Some(Want::Page) => self.options.largest,
            Some(Want::Listing) => self.options.largest_listing,
            None => robot::LARGEST,
        }
    }

    /// Asks a server when it is its turn, again if the server asks for that, and gives
    /// the whole exchange; it is noted in the errand with any that came before it.
    pub(super) async fn over_wire(&self, ask: &Ask<'_>, errand: &mut Errand) -> Answer {
        let _waiting = self.watcher.wait(ask.url.host_str().unwrap_or_default());
        errand.via = Via::Network;
        let mut last = None;
        for attempt in 0.. {
            let answer = match (self.once(ask, errand).await, last.take()) {
                // It is no news that nothing may be asked for again.
                (Err(Failure { problem: FetchProblem::Spent(_), .. }), Some(last)) => {
                    last
                }
                (answer, _) => {
                    let wait =
                        retry::wait(&answer, ask.url.as_str(), attempt, &self.options);
                    let answer = settle(answer, errand);
                    match wait.filter(|&wait| errand.budget.afford(wait)) {
                        Some(wait) => {
                            self.turns.rest(ask.url.host_str().unwrap_or_default(), wait);
                            last = Some(answer);
                            continue;
                        }
                        None => answer,
                    }
                }
            };
            return answer;
        }
        Err(FetchProblem::Timeout)
    }

    /// Sends one request.
    async fn once(
        &self,
        ask: &Ask<'_>,
        errand: &mut Errand,
    ) -> Result<Exchange, Failure> {
        let host = ask.url.host_str().unwrap_or_default();
        let _turn = self.turns.take(host, ask.purpose).await;
        let _permit = self.gate.acquire().await;
        errand.count()?;
        let wanted = |answer: &Exchange| {
            let largest = self.largest(ask.want);
            let is_read = match ask.want {
                Some(want) => check_head(answer, want, largest).is_ok(),
                None => answer.status == 200,
            };
            is_read.then_some(largest)
        };
        let request = self.request(ask);
        let mut answer = wire::begun(&request);
        let (http, options) = (&self.http, &self.options);
        let work = wire::ask(http, options, request, &mut answer, wanted);
        let done = errand.budget.spend(work).await;
        errand.has_begun = answer.status != 0;
        match done {
            Ok(()) => Ok(answer),
            Err(failure) => {
                if errand.has_begun {
                    answer.is_cut = true;
                    errand.exchanges.push(Arc::new(answer));
                }
                Err(failure)
            }
        }
    }

    fn request(&self, ask: &Ask<'_>) -> reqwest::Request {
        let mut request = reqwest::Request::new(reqwest::Method::GET, ask.url.clone());
        *request.headers_mut() = self.fields(ask);
        request
    }

    /// The header fields of a request.
    pub(super) fn fields(&self, ask: &Ask<'_>) -> HeaderMap {
        let accept = match ask.want {
            Some(Want::Page) => PAGE,
            Some(Want::Listing) => LISTING,
            None => ROBOT,
        };
        let own: [(HeaderName, HeaderValue); 3] = [
            (USER_AGENT, self.sender.clone()),
            (ACCEPT, HeaderValue::from_static(accept)),
            (ACCEPT_ENCODING, HeaderValue::from_static(PACKED)),
        ];
        let mut fields = HeaderMap::from_iter(own);
        fields.extend(ask.fields.clone());
        fields
    }

    /// Whether robots.txt lets us ask for an address. The file is asked for if it was not
    /// yet, or a day ago; two that need it wait for one answer.
    pub(super) async fn allowed(
        &self,
        url: &Url,
        errand: &mut Errand,
    ) -> Result<(), FetchProblem> {
        let known = {
            let mut robots = self.robots.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(robots.entry(url.origin().ascii_serialization()).or_default())
        };
        let mut known = known.lock().await;
        if let Some(known) = known.as_ref().filter(|known| known.is_fresh(Instant::now()))
        {
            return known.robot.check(url);
        }
        let mut aside = errand.aside(self.budget());
        let robot = rules::read(self, url, &mut aside).await;
        errand.absorb(aside);
        let robot = robot?;
        if let Some(delay) = robot.delay() {
            let delay = delay.min(self.options.longest_delay);
            self.turns.slow_down(url.host_str().unwrap_or_default(), delay);
        }
        let read = Instant::now();
        known.insert(Known { robot, read }).robot.check(url)
    }
}

impl Known {
    fn is_fresh(&self, now: Instant) -> bool {
        now.duration_since(self.read) < self.robot.lifetime()
    }
}

/// Notes an answer in the errand that it is for.
fn settle(answer: Result<Exchange, Failure>, errand: &mut Errand) -> Answer {
    let answer = Arc::new(answer.map_err(|failure| failure.problem)?);
    errand.exchanges.push(Arc::clone(&answer));
    Ok(answer)
}

/// The part of a user agent that robots.txt files name: letters, `-` and `_` by RFC 9309,
/// and digits as crawlers do have them.
fn product(user_agent: &str) -> Option<String> {
    let name = user_agent.split(['/', ' ']).next().unwrap_or_default();
    let is_token = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    (!name.is_empty() && name.chars().all(is_token)).then(|| name.to_owned())
}

fn sender(options: &Options) -> Result<HeaderValue, ClientError> {
    let shown = match &options.contact {
        Some(contact) => format!("{} (+{contact})", options.user_agent),
        None => options.user_agent.clone(),
    };
    let is_sendable = shown.chars().all(|c| c == ' ' || c.is_ascii_graphic());
    let value = HeaderValue::from_str(&shown).ok().filter(|_| is_sendable);
    value.ok_or(ClientError::UserAgent(shown))
}

fn http(options: &Options, guard: Guard) -> Result<reqwest::Client, ClientError> {
    // An error says that a provider is installed, by an earlier client or the program
    // around us; theirs will do.
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .referer(false)
        .no_proxy()
        .dns_resolver(guard)
        .connect_timeout(options.timeout_connect)
        .pool_max_idle_per_host(options.connections.max(1))
        .http1_max_headers(HEADERS_HTTP1)
        .http2_max_header_list_size(HEADERS_HTTP2)
        .build()
        .map_err(|error| ClientError::Tls(fault::cause(&error)))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_robots_txt_is_kept_for_a_day_and_a_failure_for_minutes() {
        let read = Instant::now();
        let is_fresh = |robot: Robot, hours: u64| {
            Known { robot, read }.is_fresh(read + Duration::from_secs(hours * 3600))
        };
        assert!(is_fresh(Robot::absent(), 23));
        assert!(!is_fresh(Robot::absent(), 24));
        assert!(is_fresh(Robot::unread(String::new()), 0));
        assert!(!is_fresh(Robot::unread(String::new()), 1));
    }
}
