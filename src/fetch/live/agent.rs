//! What all requests of a run share.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use reqwest::Response;
use reqwest::header::{ACCEPT, HeaderMap, HeaderValue};
use tokio::sync::OnceCell;
use url::Url;

use crate::fetch::FetchProblem;
use crate::fetch::guard::Guard;
use crate::fetch::live::answer;
use crate::fetch::live::budget::Budget;
use crate::fetch::live::rules;
use crate::fetch::live::turn::Turns;
use crate::fetch::live::{ClientError, Options};
use crate::fetch::robot::Robot;

/// What we ask for; anything else is taken rather than refused with a 406, as what comes
/// is looked at anyway.
const WANTED: &str = "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.1";

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
    pub(super) turns: Turns,
    /// The product token that robots.txt files know us by.
    pub(super) name: String,
    http: reqwest::Client,
    /// What is known of robots.txt, by origin.
    robots: Mutex<BTreeMap<String, Arc<OnceCell<Robot>>>>,
}

impl Agent {
    pub(super) fn new(options: Options) -> Result<Self, ClientError> {
        let guard = Guard::new(&options.allow_private).map_err(ClientError::Host)?;
        let name = product(&options.user_agent)
            .ok_or_else(|| ClientError::UserAgent(options.user_agent.clone()))?;
        let http = http(&options, guard.clone())?;
        let turns = Turns::new(options.pause);
        Ok(Self { options, guard, turns, name, http, robots: Mutex::default() })
    }

    /// The time that a page or a robots.txt has.
    pub(super) fn budget(&self) -> Budget {
        Budget::new(self.options.timeout_total)
    }

    /// Sends one request and waits for the head of its answer. The address must have been
    /// checked.
    pub(super) async fn send(&self, url: &Url) -> Result<Response, FetchProblem> {
        self.http.get(url.clone()).send().await.map_err(|error| answer::problem(&error))
    }

    /// Whether robots.txt lets us ask for an address. The file is asked for if it was not
    /// yet; two that need it wait for one answer.
    pub(super) async fn allowed(&self, url: &Url) -> Result<(), FetchProblem> {
        let robot = {
            let mut robots = self.robots.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(robots.entry(url.origin().ascii_serialization()).or_default())
        };
        robot.get_or_init(|| rules::read(self, url)).await.check(url)
    }
}

/// The part of a user agent that robots.txt files name: letters, `-` and `_` by RFC 9309,
/// and digits as crawlers do have them.
fn product(user_agent: &str) -> Option<String> {
    let name = user_agent.split(['/', ' ']).next().unwrap_or_default();
    let is_token = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    (!name.is_empty() && name.chars().all(is_token)).then(|| name.to_owned())
}

fn http(options: &Options, guard: Guard) -> Result<reqwest::Client, ClientError> {
    let shown = match &options.contact {
        Some(contact) => format!("{} (+{contact})", options.user_agent),
        None => options.user_agent.clone(),
    };
    let is_sendable = shown.chars().all(|c| c == ' ' || c.is_ascii_graphic());
    let user_agent = HeaderValue::from_str(&shown)
        .ok()
        .filter(|_| is_sendable)
        .ok_or(ClientError::UserAgent(shown))?;
    let wanted = HeaderMap::from_iter([(ACCEPT, HeaderValue::from_static(WANTED))]);
    // An error says that a provider is installed, by an earlier client or the program
    // around us; theirs will do.
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder()
        .user_agent(user_agent)
        .default_headers(wanted)
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .referer(false)
        .no_proxy()
        .dns_resolver(guard)
        .connect_timeout(options.timeout_connect)
        .http1_max_headers(HEADERS_HTTP1)
        .http2_max_header_list_size(HEADERS_HTTP2)
        .build()
        .map_err(|error| ClientError::Tls(answer::cause(&error)))
}
