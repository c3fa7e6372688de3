//! Links in a real browser, which scrolls to what they mean.
//!
//! The browser gets every page from a server on this machine, with its blocks set far
//! apart, and is asked over its debugging port to open one link after another. A script
//! in each page tells the server which block then stands in the middle of the window.

use std::fmt::Write as _;
use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use super::{bare, evidence, is_plain, shape};

/// How long the browser may take to start, and to open a link.
const PATIENCE: Duration = Duration::from_secs(20);

/// Blocks far apart, shown even by a page that waits for a script, and a word about where the window is once it has been moved; or, if
/// nothing moves it, when a browser has given up on finding the words.
const WATCH: &str = "<style>table { width: 100% } td { padding: 1500px 0 !important } body { visibility: visible !important; animation: none !important }
p, li, h1, h2, blockquote { margin: 1500px 0 !important }</style>
<script>addEventListener('load', () => {
  let ticks = 0;
  const tick = setInterval(() => {
    ticks += 1;
    if (ticks < 4 || scrollY === 0 && ticks < 30) return;
    clearInterval(tick);
    const middle = document.elementFromPoint(innerWidth / 2, innerHeight / 2);
    const block = middle && middle.closest('p, li, h1, h2, tr, blockquote');
    const report = { y: scrollY, id: block && block.id, text: block && block.textContent };
    fetch('/report', { method: 'POST', body: JSON.stringify(report) });
  }, 50);
});</script>";

#[test]
fn a_browser_scrolls_to_what_a_link_means() {
    let Some(program) = program() else {
        let told = "SKIPPED: no Chromium on this machine, so no link was opened in one; \
                    set VERACITE_CHROMIUM to the path of one";
        // Not by a macro, whose words are kept from the reader of a test that passes.
        writeln!(std::io::stderr(), "{told}").unwrap();
        return;
    };
    let site = Site::new();
    let browser = Browser::start(&program);
    let shapes = shape::all();
    // What means nothing on the page moves nothing, so that the rest shows something.
    let report = site.open(&browser, &shapes[0].html, "x#:~:text=Nothing%20like%20it.");
    assert_eq!(report["y"], 0, "{report}");
    for shape in shapes {
        let report = site.open(&browser, &shape.html, &shape.link);
        assert_eq!(report["id"], shape.block, "{report} {shape:?}");
    }
    for (name, text, url) in evidence() {
        let page =
            fs::read_to_string(PathBuf::from("fixtures/pages").join(&name)).unwrap();
        let html = if is_plain(&name) { as_html(&page) } else { page };
        let report = site.open(&browser, &html, &url);
        let block = bare(report["text"].as_str().unwrap_or_default());
        assert!(block.contains(&bare(&text)), "{url}\n{text}\n{report}");
    }
}

/// Plain text as the page that it was copied from may have had it.
fn as_html(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('&', "&amp;").replace('<', "&lt;");
    format!("<!doctype html><meta charset=utf-8><p>{}", text.replace("\n\n", "<p>"))
}

/// The Chromium to be used, if there is one.
fn program() -> Option<PathBuf> {
    if let Some(given) = std::env::var_os("VERACITE_CHROMIUM") {
        return Some(given.into());
    }
    let path = std::env::var_os("PATH")?;
    let names = ["chromium", "chromium-browser", "google-chrome"];
    let mut all = names.iter().flat_map(|name| {
        std::env::split_paths(&path).map(move |folder| folder.join(name))
    });
    all.find(|path| path.is_file())
}

/// A browser without a window, which ends with this.
struct Browser {
    child: Child,
    port: u16,
    profile: tempfile::TempDir,
}

impl Browser {
    #[expect(
        clippy::disallowed_methods,
        reason = "a browser that hangs is not waited for"
    )]
    fn start(program: &Path) -> Self {
        let profile = tempfile::tempdir().unwrap();
        let child = Command::new(program)
            .args(["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"])
            .args(["--disable-background-networking", "--disable-component-update"])
            .args(["--disable-sync", "--disable-extensions", "--remote-debugging-port=0"])
            .arg("--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1")
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .arg("about:blank")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut browser = Self { child, port: 0, profile };
        let told = browser.profile.path().join("DevToolsActivePort");
        let start = Instant::now();
        while browser.port == 0 {
            assert!(start.elapsed() < PATIENCE, "{} does not start", program.display());
            thread::sleep(Duration::from_millis(20));
            let told = fs::read_to_string(&told).unwrap_or_default();
            browser.port =
                told.lines().next().and_then(|port| port.parse().ok()).unwrap_or(0);
        }
        browser
    }

    /// Opens an address in a new tab.
    fn open(&self, url: &str) {
        let mut given = String::new();
        for byte in url.bytes() {
            write!(given, "%{byte:02X}").unwrap();
        }
        let request = format!(
            "PUT /json/new?{given} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\
             Connection: close\r\nContent-Length: 0\r\n\r\n",
            self.port
        );
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = [0; 12];
        stream.read_exact(&mut answer).unwrap();
        assert_eq!(&answer, b"HTTP/1.1 200");
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A server that has one page at a time, and hears where the browser went in it.
struct Site {
    port: u16,
    page: Arc<Mutex<String>>,
    reports: Receiver<String>,
}

impl Site {
    fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let page = Arc::new(Mutex::new(String::new()));
        let (heard, reports) = channel();
        let site = Self { port, page: Arc::clone(&page), reports };
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                // A browser opens connections that it may need later.
                let (page, heard) = (Arc::clone(&page), heard.clone());
                thread::spawn(move || {
                    if let Some(report) = answer(stream, &page) {
                        let _ = heard.send(report);
                    }
                });
            }
        });
        site
    }

    /// What the browser shows of a page at a link, of which only the fragment counts.
    fn open(&self, browser: &Browser, html: &str, link: &str) -> Value {
        *self.page.lock().unwrap() = format!("{html}{WATCH}");
        let (_, fragment) = link.split_once('#').unwrap();
        browser.open(&format!("http://127.0.0.1:{}/#{fragment}", self.port));
        let report = self.reports.recv_timeout(PATIENCE);
        let report = report.unwrap_or_else(|_| panic!("the browser is lost at {link}"));
        serde_json::from_str(&report).unwrap()
    }
}

/// Answers one request; gives what it reports, if it does.
fn answer(mut stream: TcpStream, page: &Mutex<String>) -> Option<String> {
    stream.set_read_timeout(Some(PATIENCE)).ok()?;
    let mut request = Vec::new();
    let mut part = [0; 4096];
    let mut end = None;
    while end.is_none() {
        let n = stream.read(&mut part).ok().filter(|&n| n > 0)?;
        request.extend_from_slice(&part[..n]);
        end = request.windows(4).position(|four| four == b"\r\n\r\n");
    }
    let start = end? + 4;
    let text = String::from_utf8_lossy(&request[..start]).to_ascii_lowercase();
    let length = text.lines().find_map(|line| line.strip_prefix("content-length:"));
    let length: usize = length.and_then(|n| n.trim().parse().ok()).unwrap_or(0);
    while request.len() < start + length {
        let n = stream.read(&mut part).ok().filter(|&n| n > 0)?;
        request.extend_from_slice(&part[..n]);
    }
    let is_page = text.starts_with("get / ");
    let page = page.lock().ok()?.clone();
    let (status, body) =
        if is_page { ("200 OK", page.as_str()) } else { ("404 Not Found", "") };
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\n\
         Connection: close\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    let _ = stream.write_all(format!("{head}{body}").as_bytes());
    text.starts_with("post /report ")
        .then(|| String::from_utf8_lossy(&request[start..]).into_owned())
}
