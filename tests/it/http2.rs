//! Pages over TLS and HTTP/2, from a server of this machine that the program is told to
//! trust as a newsroom's own would be.

use std::net::TcpListener;
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::thread;

use rustls::ServerConfig;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use tokio_rustls::TlsAcceptor;

const CERTIFICATE: &[u8] = include_bytes!("fetching/self-signed.der");
const KEY: &[u8] = include_bytes!("fetching/self-signed.key.der");
const TRUSTED: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/fetching/self-signed.pem");

const PAGE: &str = "<html><head><title>The wall</title></head><body><article>\
    <p>The harbour board sold 48 moorings to local crews.</p></article></body></html>";

/// Paths that were asked for, each with the number of its connection.
type Asked = Arc<Mutex<Vec<(usize, String)>>>;

/// A server that speaks HTTP/2 alone: its port, and what it was asked for.
fn site() -> (u16, Asked) {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(KEY));
    let mut config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![CertificateDer::from(CERTIFICATE)], key)
        .unwrap();
    config.alpn_protocols = vec![b"h2".to_vec()];
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let asked = Asked::default();
    let notes = Arc::clone(&asked);
    thread::spawn(move || {
        for (number, stream) in listener.incoming().flatten().enumerate() {
            let (acceptor, notes) = (acceptor.clone(), Arc::clone(&notes));
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap();
            thread::spawn(move || {
                runtime.block_on(async move {
                    stream.set_nonblocking(true).unwrap();
                    let stream = tokio::net::TcpStream::from_std(stream).unwrap();
                    // A client that hangs up is no fault of the server.
                    let Ok(stream) = acceptor.accept(stream).await else { return };
                    let Ok(mut http) = h2::server::handshake(stream).await else {
                        return;
                    };
                    while let Some(Ok((request, mut answer))) = http.accept().await {
                        let path = request.uri().path().to_owned();
                        let status = if path == "/robots.txt" { 404 } else { 200 };
                        notes.lock().unwrap().push((number, path));
                        let head = http::Response::builder()
                            .status(status)
                            .header("content-type", "text/html")
                            .body(())
                            .unwrap();
                        let Ok(mut body) = answer.send_response(head, false) else {
                            return;
                        };
                        let _ = body.send_data(PAGE.into(), true);
                    }
                });
            });
        }
    });
    (port, asked)
}

/// What the program says of pages, with these variables set.
fn page(urls: &[String], trusted: Option<&str>) -> (Option<i32>, String) {
    let mut program = Command::new(env!("CARGO_BIN_EXE_veracite"));
    program.args(["page", "--fetch", "--no-cache", "--format", "json", "--delay", "0"]);
    program.args(["--allow-private", "localhost"]).args(urls);
    if let Some(trusted) = trusted {
        program.env("SSL_CERT_FILE", trusted);
    }
    let out = program.output().unwrap();
    (out.status.code(), String::from_utf8(out.stdout).unwrap())
}

#[test]
fn pages_come_over_http_2_on_one_connection_where_a_server_offers_it() {
    let (port, asked) = site();
    let urls = ["a", "b"].map(|path| format!("https://localhost:{port}/{path}"));
    let (code, told) = page(&urls, Some(TRUSTED));
    assert_eq!(code, Some(0), "{told}");
    assert_eq!(told.matches("48 moorings").count(), 2, "{told}");
    let mut asked = std::mem::take(&mut *asked.lock().unwrap());
    asked.sort();
    let paths: Vec<&str> = asked.iter().map(|(_, path)| path.as_str()).collect();
    assert_eq!(paths, ["/a", "/b", "/robots.txt"]);
    assert!(asked.iter().all(|(number, _)| *number == 0), "{asked:?}");
}

#[test]
fn no_page_comes_from_a_server_that_nobody_vouches_for() {
    let (port, asked) = site();
    let (code, told) = page(&[format!("https://localhost:{port}/a")], None);
    assert_eq!(code, Some(2));
    assert!(told.contains("no secure connection could be made"), "{told}");
    assert!(asked.lock().unwrap().is_empty());
}
