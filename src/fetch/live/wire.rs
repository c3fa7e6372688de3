//! One request and its answer, within every bound.

use std::time::Duration;

use jiff::Timestamp;
use reqwest::header::{
    CONTENT_LENGTH, HeaderMap, HeaderName, HeaderValue, TRANSFER_ENCODING,
};
use reqwest::{Request, Response};
use tokio::time::{Instant, timeout, timeout_at};
use url::Url;

use crate::fetch::live::Options;
use crate::fetch::live::fault;
use crate::fetch::{Exchange, FetchProblem};

/// Bytes that are taken of a body that is no page, so that its connection can be used
/// again and a record of it shows what the server said.
const ASIDE: u64 = 16 << 10;
/// Time for those.
const ASIDE_TIME: Duration = Duration::from_secs(1);

/// Why a request brought no answer.
#[derive(Debug)]
pub(super) struct Failure {
    pub(super) problem: FetchProblem,
    /// Whether it may pass, so that it makes sense to ask again.
    pub(super) may_pass: bool,
}

impl From<FetchProblem> for Failure {
    fn from(problem: FetchProblem) -> Self {
        Self { problem, may_pass: false }
    }
}

/// Sends one request and reads its answer. `wanted` says of a head how many bytes of the
/// body are, if it is one that is read.
pub(super) async fn ask(
    http: &reqwest::Client,
    options: &Options,
    request: Request,
    wanted: impl FnOnce(&Exchange) -> Option<u64>,
) -> Result<Exchange, Failure> {
    let mut answer = Exchange {
        url: request.url().to_string(),
        began: now(),
        ip: None,
        request: request_head(&request),
        status: 0,
        head: Vec::new(),
        body: Vec::new(),
        is_cut: false,
    };
    let sent = timeout(options.timeout_head, http.execute(request)).await;
    let mut response =
        sent.map_err(|_| FetchProblem::Timeout)?.map_err(|error| failure(&error))?;
    answer.ip = response.remote_addr().map(|at| at.ip());
    answer.status = response.status().as_u16();
    answer.head = answer_head(&response);
    check_framing(&response)?;
    let body = Pace::new(options);
    if let Some(most) = wanted(&answer) {
        body.read(&mut response, most, &mut answer).await?;
    } else {
        // Whether it comes or not, there is no page.
        let aside = body.read(&mut response, ASIDE, &mut answer);
        let read = timeout(ASIDE_TIME, aside).await;
        answer.is_cut |= !matches!(read, Ok(Ok(())));
    }
    Ok(answer)
}

/// The time, to the second.
fn now() -> Timestamp {
    let now = Timestamp::now();
    Timestamp::from_second(now.as_second()).unwrap_or(now)
}

fn failure(error: &reqwest::Error) -> Failure {
    let problem = fault::problem(error);
    // A name that leads nowhere was looked up several times by the system.
    let may_pass = matches!(problem, FetchProblem::Broken(_)) && !error.is_dns();
    Failure { problem, may_pass }
}

/// Refuses an answer that gives its length in two ways, of which each may be meant
/// (RFC 9112, section 6.3).
fn check_framing(response: &Response) -> Result<(), FetchProblem> {
    let headers = response.headers();
    if headers.contains_key(TRANSFER_ENCODING) && headers.contains_key(CONTENT_LENGTH) {
        let how = "both Transfer-Encoding and Content-Length say how long it is";
        return Err(FetchProblem::Malformed(how.to_owned()));
    }
    Ok(())
}

/// The head of a request as it is sent over HTTP/1.1.
fn request_head(request: &Request) -> Vec<u8> {
    let url = request.url();
    let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
    let host = host_field(url);
    let line = format!(
        "{} {}{query} HTTP/1.1\r\nhost: {host}\r\n",
        request.method(),
        url.path()
    );
    let mut head = line.into_bytes();
    fields(request.headers(), |_| true, &mut head);
    head
}

fn host_field(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

/// The head of an answer, without the field that says how it was cut up for sending.
fn answer_head(response: &Response) -> Vec<u8> {
    let status = response.status();
    let reason = status.canonical_reason().unwrap_or_default();
    let mut head = format!("HTTP/1.1 {} {reason}\r\n", status.as_u16()).into_bytes();
    fields(response.headers(), |name| *name != TRANSFER_ENCODING, &mut head);
    head
}

/// Writes header fields and the empty line after them.
fn fields(
    headers: &HeaderMap<HeaderValue>,
    is_wanted: impl Fn(&HeaderName) -> bool,
    into: &mut Vec<u8>,
) {
    for (name, value) in headers.iter().filter(|(name, _)| is_wanted(name)) {
        into.extend_from_slice(name.as_str().as_bytes());
        into.extend_from_slice(b": ");
        into.extend_from_slice(value.as_bytes());
        into.extend_from_slice(b"\r\n");
    }
    into.extend_from_slice(b"\r\n");
}

/// Watches that a body does not come too slowly.
struct Pace {
    span: Duration,
    least: u64,
    until: Instant,
    had: u64,
}

impl Pace {
    fn new(options: &Options) -> Self {
        let span = options.slow_after;
        let least = u128::from(options.slowest) * span.as_millis() / 1000;
        let least = u64::try_from(least).unwrap_or(u64::MAX);
        Self { span, least, until: Instant::now() + span, had: 0 }
    }

    /// Reads a body up to so many bytes.
    async fn read(
        mut self,
        response: &mut Response,
        most: u64,
        answer: &mut Exchange,
    ) -> Result<(), FetchProblem> {
        let most = usize::try_from(most).unwrap_or(usize::MAX);
        let bytes = &mut answer.body;
        loop {
            let chunk = match timeout_at(self.until, response.chunk()).await {
                Err(_) => {
                    self.count(0)?;
                    continue;
                }
                Ok(Ok(None)) => return Ok(()),
                Ok(Ok(Some(chunk))) => chunk,
                Ok(Err(error)) => return Err(fault::broken_off(&error, bytes.len())),
            };
            let room = most - bytes.len();
            if let Some(wanted) = chunk.get(..room).filter(|_| chunk.len() > room) {
                bytes.extend_from_slice(wanted);
                answer.is_cut = true;
                return Ok(());
            }
            bytes.extend_from_slice(&chunk);
            self.count(chunk.len())?;
        }
    }

    fn count(&mut self, length: usize) -> Result<(), FetchProblem> {
        self.had = self.had.saturating_add(u64::try_from(length).unwrap_or(u64::MAX));
        let now = Instant::now();
        if now >= self.until {
            if self.had < self.least {
                return Err(FetchProblem::Timeout);
            }
            (self.until, self.had) = (now + self.span, 0);
        }
        Ok(())
    }
}
