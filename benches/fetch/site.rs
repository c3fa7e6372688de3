//! A server on this machine that takes its time, as one far away does.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

/// A server that answers every host in the same way, and keeps connections open.
pub(crate) struct Site {
    pub(crate) port: u16,
    requests: Arc<AtomicUsize>,
}

impl Site {
    /// A server that takes `delay` for an answer.
    pub(crate) fn new(delay: Duration) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let port = listener.local_addr().expect("it is bound").port();
        let requests = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&requests);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let count = Arc::clone(&count);
                thread::spawn(move || serve(stream, delay, &count));
            }
        });
        Self { port, requests }
    }

    /// The address of a page; each host has as many as one asks for.
    pub(crate) fn url(&self, host: usize, page: usize) -> String {
        format!("http://h{host}.localhost:{}/{page}", self.port)
    }

    /// Requests since this was last called.
    pub(crate) fn requests(&self) -> usize {
        self.requests.swap(0, Ordering::SeqCst)
    }
}

/// Answers until the client hangs up.
fn serve(stream: TcpStream, delay: Duration, count: &AtomicUsize) {
    // Without it an answer in two packets would wait for the client's word.
    let _ = stream.set_nodelay(true);
    let Ok(reader) = stream.try_clone() else { return };
    let (mut lines, mut stream) = (BufReader::new(reader).lines(), stream);
    loop {
        let head: Vec<String> = lines
            .by_ref()
            .map_while(Result::ok)
            .take_while(|line| !line.is_empty())
            .collect();
        let Some(path) = head.first().and_then(|line| line.split(' ').nth(1)) else {
            return;
        };
        count.fetch_add(1, Ordering::SeqCst);
        thread::sleep(delay);
        let is_known = head.iter().any(|line| line.starts_with("if-none-match:"));
        let answer = match path {
            "/robots.txt" => answer("404 Not Found", ""),
            _ if is_known => {
                "HTTP/1.1 304 Not Modified\r\nETag: \"1\"\r\n\r\n".to_owned()
            }
            _ => answer("200 OK", &page(path)),
        };
        if stream.write_all(answer.as_bytes()).is_err() {
            return;
        }
    }
}

fn answer(status: &str, body: &str) -> String {
    let length = body.len();
    format!(
        "HTTP/1.1 {status}\r\nContent-Type: text/html\r\nETag: \"1\"\r\n\
         Content-Length: {length}\r\n\r\n{body}"
    )
}

/// A page of some 40 KB, a quarter of it text, that says one thing that no other says.
pub(crate) fn page(path: &str) -> String {
    let chrome =
        "<div class=\"nav x1 y2\"><a href=\"/section/of/the/site\">More</a></div>\n";
    let story: Vec<String> = (1..40)
        .map(|at| {
            format!(
                "<p>In part {at} of its report the board of harbour {} said that the wall \
                 would be raised by {at} metres, and that the works would begin in the \
                 spring, when the tides are low and the quays are free.</p>\n",
                path.trim_start_matches('/')
            )
        })
        .collect();
    format!(
        "<!DOCTYPE html><html><head><title>Harbour {path}</title></head><body>{}<article>\
         <h1>The wall of harbour {path}</h1>{}</article>{}</body></html>",
        chrome.repeat(150),
        story.concat(),
        chrome.repeat(150)
    )
}
