//! Answering from a pack what was asked when it was recorded.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;

use crate::draft;
use crate::fetch::folder::{self, Saved};
use crate::fetch::{
    Allowance, Body, Exchange, Fetch, FetchProblem, Fetched, Known, Request, Want,
};
use crate::pack::container::{self, Place};
use crate::pack::ledger::{self, Line, Outcome, SavedPage, Stored};
use crate::pack::record;
use crate::pack::setting::{self, DraftFile, SCHEMA, Sheet};
use crate::pack::verify;
use crate::pack::warc::{self, Location};
use crate::pack::write::SOURCES;
use crate::pack::{LARGEST, PackError, Settings, annotation, answer, digest};

/// Bytes of a file of a pack that is held whole: the ledger of a hundred thousand pages.
const HELD: u64 = 128 << 20;
/// Bytes of a record's block: the largest page, and its head.
#[expect(clippy::cast_possible_truncation, reason = "64 MiB and a little")]
const BLOCK: usize = folder::LARGEST as usize + (512 << 10);
/// Requests that one page can have cost.
const MANY: usize = 10_000;

/// A draft as it was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordedDraft {
    /// As the user named it.
    pub name: String,
    /// The file.
    pub bytes: Vec<u8>,
    /// The file beside it that gives the addresses of its sources, if there is one.
    pub sources: Option<Vec<u8>>,
}

/// A pack to answer from.
///
/// An address that was asked for several times gives its answers in their order, and then
/// the last one again; addresses do not hang on one another. What was never asked for is
/// [`FetchProblem::Unrecorded`].
#[derive(Debug)]
pub struct Pack {
    path: String,
    file: Mutex<File>,
    archive: Place,
    sheet: Sheet,
    outcomes: BTreeMap<(String, Want), Vec<Outcome>>,
    known: BTreeMap<String, Vec<Vec<Known>>>,
    turns: Mutex<Turns>,
    saved: Vec<SavedPage>,
    drafts: Vec<RecordedDraft>,
    sources: Option<Vec<u8>>,
    annotations: Vec<annotation::Annotation>,
}

/// How often each thing was asked for.
#[derive(Debug, Default)]
struct Turns {
    asked: BTreeMap<(String, Want), usize>,
    known: BTreeMap<String, usize>,
}

impl Pack {
    /// Opens a pack. Each file in it is held against its hash; pages are unpacked when they
    /// are asked for.
    ///
    /// # Errors
    ///
    /// If it can't be read, is no pack of ours, or was altered.
    pub fn open(path: &Path) -> Result<Self, PackError> {
        let shown = path.display().to_string();
        let opening = Opening::new(path, shown)?;
        let sheet: Sheet = opening.json(setting::PATH)?;
        if sheet.schema > SCHEMA {
            return Err(PackError::Newer { path: opening.shown, tool: sheet.tool });
        }
        let annotations: annotation::Page = opening.json(annotation::PATH)?;
        let drafts = sheet.drafts.iter().map(|draft: &DraftFile| {
            let read = |path: &str| opening.bytes(path, draft::MAX_BYTES as u64);
            let bytes = read(&draft.path)?;
            let sources = draft.sources.as_deref().map(read).transpose()?;
            Ok(RecordedDraft { name: draft.name.clone(), bytes, sources })
        });
        let drafts = drafts.collect::<Result<_, PackError>>()?;
        let sources = sheet.sources.then(|| opening.bytes(SOURCES, HELD)).transpose()?;
        let ledger = opening.bytes(ledger::PATH, HELD)?;
        let archive = opening.place(warc::PATH)?.clone();
        let mut pack = Self {
            path: opening.shown.clone(),
            file: Mutex::new(File::open(path).map_err(|error| {
                PackError::Unreadable { path: opening.shown.clone(), error }
            })?),
            archive,
            sheet,
            outcomes: BTreeMap::new(),
            known: BTreeMap::new(),
            turns: Mutex::default(),
            saved: Vec::new(),
            drafts,
            sources,
            annotations: annotations.items,
        };
        for line in ledger.split(|&byte| byte == b'\n').filter(|line| !line.is_empty()) {
            let line = serde_json::from_slice(line)
                .map_err(|error| altered(&pack.path, ledger::PATH, &error.to_string()))?;
            pack.take(line)?;
        }
        Ok(pack)
    }

    fn take(&mut self, line: Line) -> Result<(), PackError> {
        match line {
            Line::Ledger => {}
            Line::Asked(outcome) => {
                check(&outcome).map_err(|how| altered(&self.path, ledger::PATH, how))?;
                let key = (outcome.asked.clone(), outcome.want);
                self.outcomes.entry(key).or_default().push(outcome);
            }
            Line::Known { host, pages } => {
                let pages = pages.iter().map(Into::into).collect();
                self.known.entry(host).or_default().push(pages);
            }
            Line::Saved(page) => self.saved.push(page),
        }
        Ok(())
    }

    /// The pages that the user gave.
    ///
    /// # Errors
    ///
    /// If a page is not as it was recorded.
    pub fn saved(&self) -> Result<Vec<Saved>, PackError> {
        let saved = self.saved.iter().map(|page| {
            let missing =
                || altered(&self.path, ledger::PATH, "a saved page has no record");
            let at = page.at.as_ref().ok_or_else(missing)?;
            let record = self.record(at);
            let record = record.map_err(|how| altered(&self.path, warc::PATH, &how))?;
            let odd = || altered(&self.path, ledger::PATH, "a selector can't be read");
            page.with(record.block).ok_or_else(odd)
        });
        saved.collect()
    }

    /// The drafts.
    #[must_use]
    pub fn drafts(&self) -> &[RecordedDraft] {
        &self.drafts
    }

    /// The user's own outlets, if there were any.
    #[must_use]
    pub fn sources(&self) -> Option<&[u8]> {
        self.sources.as_deref()
    }

    /// What the run was told.
    #[must_use]
    pub const fn settings(&self) -> &Settings {
        &self.sheet.settings
    }

    /// The program that made the pack: `veracite 0.1.0`.
    #[must_use]
    pub fn tool(&self) -> &str {
        &self.sheet.tool
    }

    /// Hash of the registry that the run had, as [`super::registry`] gives it.
    #[must_use]
    pub fn registry(&self) -> &str {
        &self.sheet.registry
    }

    /// The evidence.
    pub(super) fn annotations(&self) -> &[annotation::Annotation] {
        &self.annotations
    }

    /// A record, read where it stands; or what is wrong with it.
    fn record(&self, at: &Location) -> Result<record::Known, String> {
        let end = at.offset.checked_add(at.length);
        if end.is_none_or(|end| end > self.archive.length) {
            return Err("a record is said to stand past the end".to_owned());
        }
        let mut member = Vec::new();
        {
            let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
            let start = self.archive.start.saturating_add(at.offset);
            file.seek(SeekFrom::Start(start))
                .and_then(|_| file.by_ref().take(at.length).read_to_end(&mut member))
                .map_err(|error| error.to_string())?;
        }
        let record = record::read(&member, BLOCK)?;
        let name = record.field("warc-record-id").unwrap_or_default();
        if name.trim_matches(['<', '>']) != at.record {
            return Err("a record does not stand where it is said to".to_owned());
        }
        Ok(record)
    }

    fn body(&self, outcome: &Outcome, stored: &Stored) -> Result<Body, String> {
        let record = self.record(&stored.at)?;
        let bytes = if record.field("warc-type") == Some("response") {
            unpacked(&record, outcome)
        } else {
            Some(record.block)
        };
        let bytes = bytes.filter(|bytes| digest::sha256(bytes) == stored.hash);
        let bytes = bytes.ok_or("a page does not have the hash that it had")?;
        let (media_type, charset) = (stored.media_type.clone(), stored.charset.clone());
        Ok(Body { bytes, media_type, charset })
    }

    fn answer(&self, request: &Request, allowance: &Allowance) -> Fetched {
        let key = (request.url.clone(), request.want);
        let Some(outcomes) = self.outcomes.get(&key) else {
            return Fetched::new(request.url.clone(), Err(FetchProblem::Unrecorded));
        };
        let turn = {
            let mut turns = self.turns.lock().unwrap_or_else(PoisonError::into_inner);
            next(turns.asked.entry(key).or_default())
        };
        let Some(outcome) = outcomes.get(turn).or(outcomes.last()) else {
            return Fetched::new(request.url.clone(), Err(FetchProblem::Unrecorded));
        };
        // What was spent then is spent now: later answers may hang on what is left.
        for _ in 0..outcome.requests {
            if !allowance.take() {
                break;
            }
        }
        let body = match (&outcome.problem, &outcome.body) {
            (Some(problem), _) => Err(problem.clone()),
            (None, Some(stored)) => self.body(outcome, stored).map_err(|how| {
                FetchProblem::Broken(format!("the pack is damaged: {how}"))
            }),
            (None, None) => Err(FetchProblem::Unrecorded),
        };
        Fetched {
            url: outcome.url.clone(),
            body,
            retrieved: moment(outcome),
            via: outcome.via,
            requests: outcome.requests,
            exchanges: Vec::new(),
        }
    }
}

impl Fetch for Pack {
    fn fetch(&self, asked: &[Request], allowance: &Allowance) -> Vec<Fetched> {
        asked.iter().map(|request| self.answer(request, allowance)).collect()
    }

    fn known(&self, host: &str) -> Vec<Known> {
        let Some(answers) = self.known.get(host) else { return Vec::new() };
        let turn = {
            let mut turns = self.turns.lock().unwrap_or_else(PoisonError::into_inner);
            next(turns.known.entry(host.to_owned()).or_default())
        };
        answers.get(turn).or(answers.last()).cloned().unwrap_or_default()
    }
}

/// The number before it was raised.
fn next(turn: &mut usize) -> usize {
    let now = *turn;
    *turn = turn.saturating_add(1);
    now
}

fn moment(outcome: &Outcome) -> Option<Timestamp> {
    outcome.retrieved.as_deref().and_then(|moment| moment.parse().ok())
}

/// What is wrong with a line of the ledger.
fn check(outcome: &Outcome) -> Result<(), &'static str> {
    if outcome.requests > MANY {
        return Err("a page is said to have cost requests beyond reason");
    }
    if outcome.retrieved.is_some() && moment(outcome).is_none() {
        return Err("a page has no moment at which it was had");
    }
    if outcome.problem.is_some() == outcome.body.is_some() {
        return Err("a page is neither there nor missing");
    }
    Ok(())
}

/// The bytes of a page out of the record of its answer.
fn unpacked(record: &record::Known, outcome: &Outcome) -> Option<Vec<u8>> {
    let (head, payload) = record.split();
    let status = head.split(|&byte| byte == b' ').nth(1)?;
    let exchange = Exchange {
        url: outcome.url.clone(),
        began: Timestamp::UNIX_EPOCH,
        ip: None,
        request: Vec::new(),
        status: std::str::from_utf8(status.trim_ascii()).ok()?.parse().ok()?,
        head: head.to_vec(),
        body: payload.to_vec(),
        is_cut: record.field("warc-truncated").is_some(),
    };
    answer::bytes(&exchange, outcome.want, &outcome.url)
}

fn altered(path: &str, file: &str, how: &str) -> PackError {
    let (path, file, how) = (path.to_owned(), file.to_owned(), how.to_owned());
    PackError::Altered { path, file, how }
}

/// A pack while it is opened: its files were held against their hashes.
struct Opening {
    shown: String,
    file: std::cell::RefCell<File>,
    places: Vec<Place>,
}

impl Opening {
    fn new(path: &Path, shown: String) -> Result<Self, PackError> {
        let unreadable = |error| PackError::Unreadable { path: shown.clone(), error };
        let mut file = File::open(path).map_err(unreadable)?;
        if file.metadata().map_err(unreadable)?.len() > LARGEST {
            return Err(PackError::TooLarge(shown));
        }
        let places = verify::places(&mut file, &shown)?;
        verify::files(&mut file, &places, &shown)?;
        if !places.iter().any(|place| place.path == ledger::PATH) {
            return Err(PackError::Foreign(shown));
        }
        Ok(Self { shown, file: std::cell::RefCell::new(file), places })
    }

    fn place(&self, path: &str) -> Result<&Place, PackError> {
        let found =
            self.places.iter().find(|place| place.path == path && place.is_stored);
        found.ok_or_else(|| altered(&self.shown, path, "it is not there"))
    }

    fn bytes(&self, path: &str, limit: u64) -> Result<Vec<u8>, PackError> {
        let place = self.place(path)?;
        container::bytes(&mut self.file.borrow_mut(), place, limit)
            .map_err(|_| altered(&self.shown, path, "it is too large, or cut off"))
    }

    fn json<T: serde::de::DeserializeOwned>(&self, path: &str) -> Result<T, PackError> {
        let bytes = self.bytes(path, HELD)?;
        serde_json::from_slice(&bytes)
            .map_err(|error| altered(&self.shown, path, &error.to_string()))
    }
}
