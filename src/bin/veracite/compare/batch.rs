//! Rows answered together: those that are in hand.
//!
//! Rows on one page are answered one after another, so that the page is read and indexed
//! once; pages are shared out between threads. The answers are put back in order.

use std::collections::{BTreeMap, VecDeque};
use std::io;
use std::num::NonZero;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use serde_json::Value;
use veracite::evidence::Index;
use veracite::page::Page;
use veracite::report::json;

use super::Ahead;
use super::row::{self, BadRow, Row, Source};
use crate::input;

/// Rows answered together at most.
const ROWS: usize = 256;
/// Bytes of a row at most: more than the largest page that is read.
const LONGEST: usize = 80 * 1024 * 1024;
/// Pages from files that are kept for rows to come.
const KEPT: usize = 8;

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

/// Pages from files, the last used last.
#[derive(Debug, Default)]
pub(super) struct Shelf {
    pages: VecDeque<(String, Page)>,
}

impl Shelf {
    /// Takes the page at `path` off the shelf.
    fn take(&mut self, path: &str) -> Option<Page> {
        let at = self.pages.iter().position(|(name, _)| name == path)?;
        self.pages.remove(at).map(|(_, page)| page)
    }

    fn put(&mut self, path: String, page: Page) {
        self.pages.push_back((path, page));
        if self.pages.len() > KEPT {
            self.pages.pop_front();
        }
    }
}

/// Rows on one page.
struct Group {
    /// Their numbers and the rows.
    rows: Vec<(usize, Row)>,
    /// The page, if it was on the shelf.
    page: Option<Page>,
}

/// The answers to `lines`, a line each, in order.
pub(super) fn answer(lines: &[Line], shelf: &mut Shelf) -> String {
    let mut answers = vec![String::new(); lines.len()];
    let groups = groups(lines, shelf, &mut answers);
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let answered = Mutex::new(Vec::with_capacity(groups.len()));
    let next = AtomicUsize::new(0);
    let work = || {
        while let Some(group) = groups.get(next.fetch_add(1, Ordering::Relaxed)) {
            let done = answer_group(group);
            answered.lock().expect("no thread panics with the lock").push(done);
        }
    };
    thread::scope(|scope| {
        for _ in 1..threads.min(groups.len()) {
            scope.spawn(work);
        }
        work();
    });
    let mut read = BTreeMap::new();
    for (told, page) in answered.into_inner().expect("no thread panics with the lock") {
        for (at, answer) in told {
            answers[at] = answer;
        }
        read.extend(page);
    }
    for group in groups {
        let source = group.rows.first().map(|(_, row)| &row.source);
        let Some(Source::File(path)) = source else { continue };
        if let Some(page) = group.page.or_else(|| read.remove(path)) {
            shelf.put(path.clone(), page);
        }
    }
    answers.concat()
}

/// Reads the rows and puts those on one page together. Bad rows are answered at once.
fn groups(lines: &[Line], shelf: &mut Shelf, answers: &mut [String]) -> Vec<Group> {
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
        let row = match row {
            Ok(row) => row,
            Err(bad) => {
                answers[at] = json::error(&bad.id, &bad.error);
                continue;
            }
        };
        let known = match &row.source {
            Source::File(path) => by_path.get(path).copied(),
            _ => None,
        };
        if let Some(group) = known {
            groups[group].rows.push((at, row));
            continue;
        }
        let mut page = None;
        if let Source::File(path) = &row.source {
            by_path.insert(path.clone(), groups.len());
            page = shelf.take(path);
        }
        groups.push(Group { rows: vec![(at, row)], page });
    }
    groups
}

/// Answers by number of row, and the page if it was read from a file just now.
type Answered = (Vec<(usize, String)>, Option<(String, Page)>);

/// Answers the rows on one page.
fn answer_group(group: &Group) -> Answered {
    let Some((_, first)) = group.rows.first() else { return (Vec::new(), None) };
    if let Some(page) = &group.page {
        return (answer_rows(group, page), None);
    }
    let path = match &first.source {
        Source::File(path) => path,
        inline => {
            let page = inline.inline().unwrap_or_default();
            return (answer_rows(group, &page), None);
        }
    };
    match input::page(path) {
        Ok(page) => {
            let answers = answer_rows(group, &page);
            (answers, Some((path.clone(), page)))
        }
        Err(error) => {
            let error = format!("{error:#}");
            let told = group.rows.iter();
            let told = told.map(|(at, row)| (*at, json::error(&row.id, &error)));
            (told.collect(), None)
        }
    }
}

fn answer_rows(group: &Group, page: &Page) -> Vec<(usize, String)> {
    let index = Index::new(page);
    let rows = group.rows.iter();
    rows.map(|(at, row)| (*at, row::answer(row, page, &index))).collect()
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
}
