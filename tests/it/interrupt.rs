//! A run that is ended while it waits for a page: what was had by then is kept.

use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

/// What a page is waited for at most before a test gives up.
const PATIENCE: Duration = Duration::from_secs(20);
/// A run is to end within a second; a machine with other work to do may take longer.
const SOON: Duration = Duration::from_secs(3);

const STORY: &str = "<html><title>Harbour wall raised</title><body><article>\
    <h1>Harbour wall raised</h1><p>The harbour wall at Port Ellery was raised by two metres \
    on Monday, the council said, after the highest tide in forty years.</p></article></body>";

/// A server that answers `/story` and nothing else, and tells of each address it is asked
/// for. Its robots.txt is not there.
fn serve() -> (u16, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let (asked, heard) = channel();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let asked = asked.clone();
            thread::spawn(move || answer(stream, &asked));
        }
    });
    (port, heard)
}

fn answer(mut stream: TcpStream, asked: &Sender<String>) {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).is_ok_and(|n| n == 1) {
        head.push(byte[0]);
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
    let (status, body) = match path.as_str() {
        "/story" => ("200 OK", STORY),
        "/robots.txt" => ("404 Not Found", ""),
        _ => {
            let _ = asked.send(path);
            // Silent until the other side hangs up.
            let _ = stream.read(&mut byte);
            return;
        }
    };
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: text/html\r\nConnection: close\r\n\
         Content-Length: {}\r\n\r\n{body}",
        body.len()
    );
    let _ = stream.write_all(head.as_bytes());
    let _ = asked.send(path);
}

/// A run that has the story and waits for another page.
fn waiting(desk: &Path, more: &[&str]) -> Child {
    let (port, heard) = serve();
    let draft = desk.join("draft.md");
    let text = format!(
        "The harbour wall was raised by two metres on Monday. \
         ([The Guardian](http://127.0.0.1:{port}/story))\n\n\
         The bridge was closed on Tuesday. ([BBC](http://127.0.0.1:{port}/silent))\n\n{}",
        "The ferry left the old pier at noon.\n\n".repeat(2000)
    );
    fs::write(&draft, text).unwrap();
    let child = Command::new(assert_cmd::cargo::cargo_bin("veracite"))
        .env_clear()
        .arg("check")
        .arg(&draft)
        .args(["--fetch", "--no-cache", "--allow-private", "127.0.0.1", "--delay", "0"])
        .args(["--per-host", "4", "--max-requests", "4", "--format", "json"])
        .args(more)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut missing = vec!["/story", "/silent"];
    while !missing.is_empty() {
        let path = heard.recv_timeout(PATIENCE).unwrap();
        missing.retain(|&one| one != path);
    }
    // The story has been sent; it is read in far less.
    thread::sleep(Duration::from_millis(50));
    child
}

fn send(signal: &str, to: &Child) {
    let sent = Command::new("kill").args([signal, &to.id().to_string()]).status();
    assert!(sent.unwrap().success());
}

/// Ends a run by a signal: what it wrote, if it ended soon.
#[expect(clippy::disallowed_methods, reason = "the test is about time")]
fn ended(child: Child, signal: &str) -> Output {
    send(signal, &child);
    let start = Instant::now();
    let output = child.wait_with_output().unwrap();
    assert!(start.elapsed() < SOON, "{:?} {output:?}", start.elapsed());
    output
}

#[track_caller]
fn check(signal: &str, code: i32) {
    let desk = tempfile::tempdir().unwrap();
    let pack = desk.path().join("run.wacz");
    let pack = pack.to_str().unwrap();
    let output = ended(waiting(desk.path(), &["--record", pack]), signal);
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{told}");
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let page = |end: &str| {
        let mut pages = report["pages"].as_array().unwrap().iter();
        let is_it = |page: &&Value| page["name"].as_str().unwrap().ends_with(end);
        pages.find(is_it).unwrap().clone()
    };
    assert_eq!(page("/story")["title"], "Harbour wall raised", "{report}");
    assert_eq!(page("/silent")["problem"], "the run was ended before", "{report}");
    let verify = Command::new(assert_cmd::cargo::cargo_bin("veracite"))
        .args(["pack", "verify", pack])
        .output()
        .unwrap();
    assert!(verify.status.success(), "{verify:?}");
}

#[test]
fn ctrl_c_keeps_what_was_fetched_and_exits_with_130() {
    check("-INT", 130);
}

#[test]
fn so_does_a_signal_to_terminate_with_143() {
    check("-TERM", 143);
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the test is about time")]
fn ended_again_it_ends_at_once() {
    let desk = tempfile::tempdir().unwrap();
    let mut child = waiting(desk.path(), &[]);
    // Its report is longer than a pipe that nobody reads can hold, so it does not end.
    send("-INT", &child);
    thread::sleep(Duration::from_secs(1));
    assert_eq!(child.try_wait().unwrap(), None);
    send("-INT", &child);
    let start = Instant::now();
    let status = loop {
        assert!(start.elapsed() < SOON);
        match child.try_wait().unwrap() {
            Some(status) => break status,
            None => thread::sleep(Duration::from_millis(10)),
        }
    };
    assert_eq!(status.code(), Some(130));
}
