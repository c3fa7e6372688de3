//! Rows answered together: those that are in hand.
//!
//! A page that several rows name is read and indexed once, and so is one that stands in
//! several rows on end; the last few are kept for the rows to come. Rows are shared out
//! between threads, and the answers put back in order.

use std::collections::{BTreeMap, VecDeque};
use std::io;
use std::iter;
use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::thread;

use serde_json::Value;
use veracite::evidence::Index;
use veracite::report::json;

use super::Ahead;
use super::row::{self, BadRow, Row, Source};

/// Rows answered together at most.
const ROWS: usize = 256;
/// Bytes of a row at most: more than the largest page that is read.
const LONGEST: usize = 80 * 1024 * 1024;
/// Pages that are kept for rows to come.
const KEPT: usize = 8;
/// Bytes of text from which on a page is not kept: its index takes some ten times as much.
const LARGE: usize = 8 * 1024 * 1024;

/// A line of input, or that it was too long to be held.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// Its bytes, without the line break.
    Bytes(Vec<u8>),
    /// It has more than [`LONGEST`] bytes.
    TooLong,
}

/// The next rows: waits for one, then takes all that are whole in hand. Empty at the end.
pub(super) fn next(reader: &mut dyn Ahead) -> io::Result<Vec<Line>> {
    let mut lines = Vec::new();
    while lines.is_empty() || lines.len() < ROWS && reader.in_hand().contains(&b'\n') {
        match line(reader, LONGEST)? {
            None => break,
            Some(Line::Bytes(bytes)) if bytes.trim_ascii().is_empty() => {}
            Some(line) => lines.push(line),
        }
    }
    Ok(lines)
}

/// The next line, of which no more than `longest` bytes are held.
fn line(reader: &mut dyn Ahead, longest: usize) -> io::Result<Option<Line>> {
    let (mut bytes, mut is_long, mut is_any) = (Vec::new(), false, false);
    loop {
        let ahead = reader.fill_buf()?;
        if ahead.is_empty() {
            break;
        }
        is_any = true;
        let end = ahead.iter().position(|byte| *byte == b'\n');
        let part = &ahead[..end.unwrap_or(ahead.len())];
        is_long |= bytes.len() + part.len() > longest;
        if !is_long {
            bytes.extend_from_slice(part);
        }
        let used = end.map_or(ahead.len(), |end| end + 1);
        reader.consume(used);
        if end.is_some() {
            break;
        }
    }
    Ok(is_any.then_some(if is_long { Line::TooLong } else { Line::Bytes(bytes) }))
}

/// Pages that were read and indexed, the last used last.
#[derive(Debug, Default)]
pub(super) struct Shelf {
    pages: VecDeque<(Source, Arc<Index<'static>>)>,
}

impl Shelf {
    /// Takes a page off the shelf.
    fn take(&mut self, source: &Source) -> Option<Arc<Index<'static>>> {
        let at = self.pages.iter().position(|(other, _)| other == source)?;
        self.pages.remove(at).map(|(_, index)| index)
    }

    /// Keeps a page. One that stands in a row is kept only until the next is.
    fn put(&mut self, source: Source, index: Arc<Index<'static>>) {
        if !source.is_file() {
            self.pages.retain(|(other, _)| other.is_file());
        }
        self.pages.push_back((source, index));
        if self.pages.len() > KEPT {
            self.pages.pop_front();
        }
    }
}

/// A page, or why it can't be had.
type Held = Result<Arc<Index<'static>>, String>;

/// A page that rows name.
struct Group {
    source: Source,
    /// The page, from when it is first needed until it is no longer.
    held: Mutex<Option<Held>>,
    /// Rows that were not answered yet.
    left: AtomicUsize,
    /// Whether rows to come may name it.
    is_kept: bool,
}

impl Group {
    /// The page, indexed by the first who asks; others wait for it.
    fn held(&self) -> Held {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        held.get_or_insert_with(|| match self.source.page() {
            Ok(page) => Ok(Arc::new(Index::owning(page))),
            Err(error) => Err(format!("{error:#}")),
        })
        .clone()
    }

    /// Lets go of the page after its last row, so that as few as can be are held at once.
    fn done(&self) {
        if self.left.fetch_sub(1, Ordering::AcqRel) != 1 {
            return;
        }
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let is_large = |held: &Held| {
            held.as_ref().is_ok_and(|index| index.page().text.len() > LARGE)
        };
        if !self.is_kept || held.as_ref().is_some_and(is_large) {
            *held = None;
        }
    }
}

/// A row to answer.
struct Question {
    /// The number of its line.
    at: usize,
    /// The number of its page.
    group: usize,
    id: Value,
    claim: String,
}

/// The answers to `lines`, a line each, in order, on as many threads as there are
/// processors.
pub(super) fn answer(lines: &[Line], shelf: &mut Shelf) -> String {
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    answer_on(threads, lines, shelf)
}

fn answer_on(threads: usize, lines: &[Line], shelf: &mut Shelf) -> String {
    let mut answers = vec![String::new(); lines.len()];
    let (questions, groups) = read(lines, shelf, &mut answers);
    let told: Vec<OnceLock<String>> = questions.iter().map(|_| OnceLock::new()).collect();
    let next = AtomicUsize::new(0);
    let rest = || {
        let at = next.fetch_add(1, Ordering::Relaxed);
        questions.get(at).zip(told.get(at))
    };
    let work = || {
        for (question, told) in iter::from_fn(rest) {
            let group = &groups[question.group];
            told.get_or_init(|| match group.held() {
                Ok(index) => row::answer(&question.id, &question.claim, &index),
                Err(error) => json::error(&question.id, &error),
            });
            group.done();
        }
    };
    thread::scope(|scope| {
        for _ in 1..threads.min(questions.len()) {
            scope.spawn(work);
        }
        work();
    });
    for (question, told) in questions.iter().zip(told) {
        answers[question.at] = told.into_inner().unwrap_or_default();
    }
    for group in groups.into_iter().filter(|group| group.is_kept) {
        let held = group.held.into_inner().unwrap_or_else(PoisonError::into_inner);
        if let Some(Ok(index)) = held {
            shelf.put(group.source, index);
        }
    }
    answers.concat()
}

/// Reads the rows and puts those on one page together. Bad rows are answered at once.
fn read(
    lines: &[Line],
    shelf: &mut Shelf,
    answers: &mut [String],
) -> (Vec<Question>, Vec<Group>) {
    let mut questions: Vec<Question> = Vec::new();
    let mut groups: Vec<Group> = Vec::new();
    let mut by_path: BTreeMap<String, usize> = BTreeMap::new();
    for (at, line) in lines.iter().enumerate() {
        let row = match line {
            Line::Bytes(bytes) => row::read(bytes),
            Line::TooLong => {
                let error = format!("the row has more than {LONGEST} bytes");
                Err(BadRow { id: Value::Null, error })
            }
        };
        let Row { id, claim, source } = match row {
            Ok(row) => row,
            Err(bad) => {
                answers[at] = json::error(&bad.id, &bad.error);
                continue;
            }
        };
        let known = match &source {
            Source::File(path) => by_path.get(path).copied(),
            _ => questions.last().map(|row| row.group),
        };
        let known = known.filter(|&group| groups[group].source == source);
        let group = known.unwrap_or_else(|| {
            if let Source::File(path) = &source {
                by_path.insert(path.clone(), groups.len());
            }
            groups.push(Group {
                held: Mutex::new(shelf.take(&source).map(Ok)),
                left: AtomicUsize::new(0),
                is_kept: false,
                source,
            });
            groups.len() - 1
        });
        *groups[group].left.get_mut() += 1;
        questions.push(Question { at, group, id, claim });
    }
    for group in groups.iter_mut().rev().take(KEPT) {
        group.is_kept = true;
    }
    // Rows on one page stand together, so that it need not be held for long.
    questions.sort_by_key(|row| row.group);
    (questions, groups)
}

#[cfg(test)]
mod tests {
    use std::io::{BufReader, Read};

    use super::*;

    /// Gives one part a read, as a pipe does.
    struct Parts(VecDeque<&'static [u8]>);

    impl Read for Parts {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            let part = self.0.pop_front().unwrap_or_default();
            into[..part.len()].copy_from_slice(part);
            Ok(part.len())
        }
    }

    #[track_caller]
    fn check(parts: &[&'static str], expected: &[&[&str]]) {
        let parts = parts.iter().map(|part| part.as_bytes()).collect();
        let mut reader = BufReader::with_capacity(64, Parts(parts));
        for batch in expected {
            let found = next(&mut reader).unwrap();
            let wanted: Vec<Line> =
                batch.iter().map(|line| Line::Bytes(line.as_bytes().to_vec())).collect();
            assert_eq!(found, wanted);
        }
        assert_eq!(next(&mut reader).unwrap(), []);
    }

    #[test]
    fn whole_rows_in_hand_are_taken_together() {
        check(&["a\nb\nc"], &[&["a", "b"], &["c"]]);
    }

    #[test]
    fn a_caller_that_waits_for_each_answer_gets_it() {
        check(&["a\n", "b\n"], &[&["a"], &["b"]]);
    }

    #[test]
    fn empty_lines_are_passed_over_and_the_last_needs_no_break() {
        check(&["\n\r\n", "a\n\n", "b"], &[&["a"], &["b"]]);
    }

    #[test]
    fn a_line_without_end_is_not_held() {
        let mut reader = BufReader::with_capacity(4, &b"aaaaaaaaaa\nb\n"[..]);
        assert_eq!(line(&mut reader, 6).unwrap(), Some(Line::TooLong));
        assert_eq!(line(&mut reader, 6).unwrap(), Some(Line::Bytes(b"b".to_vec())));
    }

    #[test]
    fn answers_come_in_order_and_a_bad_row_in_its_place() {
        let rows = [
            r#"{"id":1,"claim":"The bridge opened.","text":"The bridge opened."}"#,
            "nonsense",
            r#"{"id":3,"claim":"The bridge opened.","page":"/no/such/page"}"#,
        ];
        let lines = rows.map(|row| Line::Bytes(row.as_bytes().to_vec()));
        let answers = answer(&lines, &mut Shelf::default());
        let parsed: Vec<Value> =
            answers.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(parsed.len(), 3);
        assert_eq!(
            (&parsed[0]["id"], parsed[0]["verdict"].is_string()),
            (&1.into(), true)
        );
        assert_eq!(
            (&parsed[1]["id"], parsed[1]["error"].is_string()),
            (&Value::Null, true)
        );
        assert_eq!((&parsed[2]["id"], parsed[2]["error"].is_string()), (&3.into(), true));
    }

    fn lines(rows: &[String]) -> Vec<Line> {
        rows.iter().map(|row| Line::Bytes(row.clone().into_bytes())).collect()
    }

    /// The number of the page that each row is answered with.
    #[track_caller]
    fn check_pages(rows: &[(&str, &str)], expected: &[usize]) {
        let rows: Vec<String> = rows
            .iter()
            .map(|(key, page)| format!(r#"{{"claim":"It rained.","{key}":"{page}"}}"#))
            .collect();
        let lines = lines(&rows);
        let mut answers = vec![String::new(); lines.len()];
        let (mut questions, _) = read(&lines, &mut Shelf::default(), &mut answers);
        questions.sort_by_key(|row| row.at);
        let found: Vec<usize> = questions.iter().map(|row| row.group).collect();
        assert_eq!(found, expected, "{rows:?}");
    }

    #[test]
    fn rows_on_one_file_share_its_page_wherever_they_stand() {
        check_pages(
            &[("page", "a"), ("page", "b"), ("page", "a"), ("text", "a"), ("page", "b")],
            &[0, 1, 0, 2, 1],
        );
    }

    #[test]
    fn a_row_with_the_text_of_the_row_before_shares_its_page() {
        check_pages(
            &[("text", "a"), ("text", "a"), ("html", "a"), ("text", "a"), ("text", "b")],
            &[0, 0, 1, 2, 3],
        );
    }

    #[test]
    fn pages_are_kept_for_the_rows_to_come() {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(&file, "The bridge opened on Monday.").unwrap();
        let path = file.path().display().to_string();
        let row = |key: &str, page: &str| {
            lines(&[format!(r#"{{"claim":"The bridge opened.","{key}":"{page}"}}"#)])
        };
        let mut shelf = Shelf::default();
        let first = answer(&row("page", &path), &mut shelf);
        for text in ["It rained.", "It poured."] {
            answer(&row("text", text), &mut shelf);
        }
        file.close().unwrap();
        assert_eq!(answer(&row("page", &path), &mut shelf), first);
        assert!(first.contains("verdict"), "{first}");
        assert_eq!(shelf.pages.len(), 2, "one from a file, one from a row");
    }

    #[test]
    fn any_number_of_threads_gives_the_same_answers() {
        let text = |at: usize| format!("The bridge took {at} years. It cost £{at}m.");
        let rows: Vec<String> = (0..60)
            .map(|at| {
                let (text, years) = (text(at / 7), at % 5);
                let claim = format!("The bridge took {years} years.");
                format!(r#"{{"id":{at},"claim":"{claim}","text":"{text}"}}"#)
            })
            .collect();
        let lines = lines(&rows);
        let alone = answer_on(1, &lines, &mut Shelf::default());
        assert_eq!(alone.lines().count(), 60);
        for threads in [2, 3, 16] {
            assert_eq!(answer_on(threads, &lines, &mut Shelf::default()), alone);
        }
    }
}
