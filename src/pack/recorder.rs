//! Noting what is asked for and what comes of it.

use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;

use crate::fetch::folder::Saved;
use crate::fetch::{
    Allowance, Body, Exchange, Fetch, FetchProblem, Fetched, Known, Request, Via,
};
use crate::pack::answer;
use crate::pack::digest;
use crate::pack::ledger::{Line, Outcome, SavedPage, Stored};
use crate::pack::warc::{Location, Warc};

/// Answers that are unpacked to see whether one has the bytes of the page. It is the last;
/// a robots.txt may stand after it.
const TRIED: usize = 2;

/// Passes on what is asked for, and notes it with what comes of it.
pub struct Recorder<'f> {
    from: &'f dyn Fetch,
    noted: Mutex<Vec<Note>>,
}

/// What is noted of one thing that was asked.
enum Note {
    Asked(Box<Noted>),
    Known { host: String, pages: Vec<Known> },
}

/// An answer, without the bytes that its exchange has.
struct Noted {
    request: Request,
    url: String,
    body: Result<Kept, FetchProblem>,
    retrieved: Option<Timestamp>,
    via: Via,
    requests: usize,
    exchanges: Vec<Arc<Exchange>>,
}

/// The bytes of a page.
struct Kept {
    /// The exchange that has them, of the answer's.
    exchange: Option<usize>,
    /// The bytes, if no exchange has them.
    bytes: Vec<u8>,
    hash: String,
    media_type: Option<String>,
    charset: Option<String>,
}

impl<'f> Recorder<'f> {
    /// Notes what is asked of `from`.
    #[must_use]
    pub fn new(from: &'f dyn Fetch) -> Self {
        Self { from, noted: Mutex::default() }
    }

    fn note(&self, note: Note) {
        // A note is pushed whole or not at all, whatever became of another thread.
        self.noted.lock().unwrap_or_else(PoisonError::into_inner).push(note);
    }

    /// Writes everything that was noted, and tells what the ledger has of it.
    pub(super) fn store<W: io::Write>(
        &self,
        warc: &mut Warc<W>,
    ) -> io::Result<Vec<Line>> {
        let noted = self.noted.lock().unwrap_or_else(PoisonError::into_inner);
        let mut lines = Vec::with_capacity(noted.len());
        for note in noted.iter() {
            lines.push(match note {
                Note::Asked(noted) => Line::Asked(noted.store(warc)?),
                Note::Known { host, pages } => Line::Known {
                    host: host.clone(),
                    pages: pages.iter().map(Into::into).collect(),
                },
            });
        }
        Ok(lines)
    }
}

impl Fetch for Recorder<'_> {
    fn fetch(&self, asked: &[Request], allowance: &Allowance) -> Vec<Fetched> {
        let answers = self.from.fetch(asked, allowance);
        for (request, fetched) in asked.iter().zip(&answers) {
            self.note(Note::Asked(Box::new(Noted::new(request, fetched))));
        }
        answers
    }

    fn known(&self, host: &str) -> Vec<Known> {
        let pages = self.from.known(host);
        self.note(Note::Known { host: host.to_owned(), pages: pages.clone() });
        pages
    }

    fn remember(&self, url: &str, title: Option<&str>) {
        self.from.remember(url, title);
    }
}

impl Noted {
    fn new(request: &Request, fetched: &Fetched) -> Self {
        let kept = |body: &Body| Kept::new(request, fetched, body);
        Self {
            request: request.clone(),
            url: fetched.url.clone(),
            body: fetched.body.as_ref().map(kept).map_err(Clone::clone),
            retrieved: fetched.retrieved,
            via: fetched.via,
            requests: fetched.requests,
            exchanges: fetched.exchanges.clone(),
        }
    }

    fn store<W: io::Write>(&self, warc: &mut Warc<W>) -> io::Result<Outcome> {
        let places = warc.exchanges(&self.exchanges)?;
        let body = match &self.body {
            Ok(kept) => Some(kept.store(self, &places, warc)?),
            Err(_) => None,
        };
        Ok(Outcome {
            asked: self.request.url.clone(),
            want: self.request.want,
            url: self.url.clone(),
            retrieved: self.retrieved.map(|moment| moment.to_string()),
            via: self.via,
            requests: self.requests,
            problem: self.body.as_ref().err().cloned(),
            body,
        })
    }
}

impl Kept {
    /// The bytes are dropped if an exchange gives the very same.
    fn new(request: &Request, fetched: &Fetched, body: &Body) -> Self {
        let gives = |exchange: &Arc<Exchange>| {
            answer::bytes(exchange, request.want, &fetched.url)
                .is_some_and(|bytes| bytes == body.bytes)
        };
        let exchanges = fetched.exchanges.iter().enumerate().rev();
        let brings = exchanges.filter(|(_, one)| matches!(one.status, 200 | 203));
        let exchange = brings.take(TRIED).find(|(_, one)| gives(one)).map(|(at, _)| at);
        let is_kept = exchange.is_none();
        Self {
            exchange,
            bytes: if is_kept { body.bytes.clone() } else { Vec::new() },
            hash: digest::sha256(&body.bytes),
            media_type: body.media_type.clone(),
            charset: body.charset.clone(),
        }
    }

    fn store<W: io::Write>(
        &self,
        noted: &Noted,
        places: &[Location],
        warc: &mut Warc<W>,
    ) -> io::Result<Stored> {
        let at = if let Some(at) = self.exchange.and_then(|at| places.get(at)) {
            at.clone()
        } else {
            let date = noted.retrieved.unwrap_or(Timestamp::UNIX_EPOCH);
            warc.resource(&noted.url, date, &self.bytes)?
        };
        Ok(Stored {
            at,
            hash: self.hash.clone(),
            media_type: self.media_type.clone(),
            charset: self.charset.clone(),
        })
    }
}

/// Writes a saved page, and tells what the ledger has of it.
pub(super) fn store_saved<W: io::Write>(
    saved: &Saved,
    ended: Timestamp,
    warc: &mut Warc<W>,
) -> io::Result<Line> {
    let mut page = SavedPage::from(saved);
    let told = serde_json::to_string(&page).map_err(io::Error::other)?;
    page.at = Some(warc.saved(saved, &told, ended)?);
    Ok(Line::Saved(page))
}
