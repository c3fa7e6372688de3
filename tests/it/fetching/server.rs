//! Servers that a test has of its own on this machine.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;

/// The byte that a TLS connection begins with.
pub(super) const TLS: u8 = 0x16;

/// A server that answers each connection once and notes what was asked.
pub(super) struct Site {
    pub(super) port: u16,
    pub(super) connections: Arc<AtomicUsize>,
    pub(super) heads: Arc<Mutex<Vec<String>>>,
}

impl Site {
    /// Serves whatever `answer` writes for a path, robots.txt included.
    pub(super) fn bare(
        answer: impl Fn(&str, &mut TcpStream) + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let site = Self { port, connections: Arc::default(), heads: Arc::default() };
        let (connections, heads) =
            (Arc::clone(&site.connections), Arc::clone(&site.heads));
        let answer = Arc::new(answer);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let Ok(mut stream) = stream else { continue };
                connections.fetch_add(1, Ordering::SeqCst);
                let (heads, answer) = (Arc::clone(&heads), Arc::clone(&answer));
                thread::spawn(move || {
                    let head = head(&mut stream);
                    let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
                    heads.lock().unwrap().push(head);
                    answer(&path, &mut stream);
                });
            }
        });
        site
    }

    /// Serves pages, and has no robots.txt.
    pub(super) fn new(
        answer: impl Fn(&str, &mut TcpStream) + Send + Sync + 'static,
    ) -> Self {
        Self::bare(move |path, stream| match path {
            "/robots.txt" => send(stream, "404 Not Found", &[], b""),
            _ => answer(path, stream),
        })
    }

    /// Serves one page at every address.
    pub(super) fn page(robots: &'static str) -> Self {
        Self::bare(move |path, stream| match path {
            "/robots.txt" => send(stream, "200 OK", &[], robots.as_bytes()),
            _ => send(stream, "200 OK", &[], b"a page"),
        })
    }

    pub(super) fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// An address of it by another name of this machine.
    pub(super) fn url_at(&self, host: &str, path: &str) -> String {
        format!("http://{host}:{}{path}", self.port)
    }

    /// The paths that were asked for, in order, without robots.txt.
    pub(super) fn asked(&self) -> Vec<String> {
        let heads = self.heads.lock().unwrap();
        let paths = heads.iter().filter_map(|head| head.split(' ').nth(1));
        paths.filter(|&path| path != "/robots.txt").map(ToOwned::to_owned).collect()
    }

    pub(super) fn robots_asked(&self) -> usize {
        let heads = self.heads.lock().unwrap();
        heads.iter().filter(|head| head.starts_with("GET /robots.txt ")).count()
    }
}

/// Reads the head of a request; of one that is no HTTP, only that it has begun.
pub(crate) fn head(stream: &mut TcpStream) -> String {
    let mut head = Vec::new();
    let mut byte = [b'G'];
    while byte[0].is_ascii()
        && byte[0] != TLS
        && !head.ends_with(b"\r\n\r\n")
        && stream.read(&mut byte).is_ok_and(|n| n == 1)
    {
        head.push(byte[0]);
    }
    String::from_utf8_lossy(&head).into_owned()
}

/// Sends a whole answer. A client that has hung up is no fault of the server.
pub(super) fn send(stream: &mut TcpStream, status: &str, fields: &[&str], body: &[u8]) {
    let mut head = format!(
        "HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {}\r\n",
        body.len()
    );
    for field in fields {
        head += field;
        head += "\r\n";
    }
    let _ = stream.write_all(format!("{head}\r\n").as_bytes());
    let _ = stream.write_all(body);
}

/// Sends bytes as they are.
pub(super) fn raw(stream: &mut TcpStream, bytes: &[u8]) {
    let _ = stream.write_all(bytes);
}

/// Sends the same again until the client hangs up.
pub(super) fn flood(stream: &mut TcpStream, bytes: &[u8]) {
    while stream.write_all(bytes).is_ok() {}
}

/// Says nothing until the client hangs up.
pub(super) fn keep_silent(stream: &mut TcpStream) {
    let mut byte = [0];
    while stream.read(&mut byte).is_ok_and(|n| n > 0) {}
}

pub(super) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

/// Hangs up so that the client's side is reset, with no word of an end.
pub(super) fn reset(stream: &mut TcpStream) {
    // What was sent before is to be there first.
    thread::sleep(Duration::from_millis(50));
    socket2::SockRef::from(&*stream).set_linger(Some(Duration::ZERO)).unwrap();
}

/// Sends the same a piece at a time until the client hangs up.
pub(super) fn drip(stream: &mut TcpStream, bytes: &[u8], every: Duration) {
    while stream.write_all(bytes).is_ok() {
        thread::sleep(every);
    }
}
